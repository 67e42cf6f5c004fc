"""Small PDF files, and what is in them when all is unpacked."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

ALLES, LOS = pikepdf.StreamDecodeLevel.generalized, pikepdf.ObjectStreamMode.disable
LEEG = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Size 4/Root 1 0 R>>\n"
)
"""One page, with no table of where things are: qpdf makes one."""


def maak(*doe: Callable[[Pdf], Any], **hoe: Any) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        pdf.pages[0].Contents = pdf.make_stream(b"0 0 50 50 re f")
        for stap in doe:
            stap(pdf)
        uit = io.BytesIO()
        pdf.save(uit, static_id=True, **hoe)
    return uit.getvalue()


def met_inhoud(inhoud: bytes) -> bytes:
    return maak(lambda pdf: op_blad(Contents=pdf.make_stream(inhoud))(pdf))


def op_blad(**delen: Any) -> Callable[[Pdf], None]:
    def stap(pdf: Pdf) -> None:
        for naam, waarde in delen.items():
            pdf.pages[0][f"/{naam}"] = waarde

    return stap


def in_wortel(**delen: Any) -> Callable[[Pdf], None]:
    def stap(pdf: Pdf) -> None:
        for naam, waarde in delen.items():
            pdf.Root[f"/{naam}"] = waarde

    return stap


def noot(soort: str, **delen: Any) -> Callable[[Pdf], None]:
    return op_blad(
        Annots=Array(
            [Dictionary(Type=Name.Annot, Subtype=Name(f"/{soort}"), Rect=Array([0, 0, 9, 9]), **delen)]
        )
    )


def veld(**delen: Any) -> Callable[[Pdf], None]:
    """A field on a form, that is its own place on the page."""

    def stap(pdf: Pdf) -> None:
        zelf = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 9, 9]), FT=Name.Tx, **delen)
        )
        pdf.pages[0].Annots = Array([zelf])
        pdf.Root.AcroForm = Dictionary(Fields=Array([zelf]), DA="/Helv 0 Tf")

    return stap


def uitgepakt(ruw: bytes) -> bytes:
    """All that is in it, to be read."""
    with Pdf.open(io.BytesIO(ruw)) as pdf:
        uit = io.BytesIO()
        pdf.save(
            uit, compress_streams=False, stream_decode_level=ALLES, object_stream_mode=LOS, static_id=True
        )
    return uit.getvalue()
