"""Reads back what a writer wrote, with other tools than the writer's own."""

import csv
import io
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from pypdf import PdfReader

from rapportages.uitvoer import schrijf

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def uitvoer(formaat, cijfers, document) -> bytes:
    uit = io.BytesIO()
    schrijf(formaat, cijfers, document, uit)
    return uit.getvalue()


def xml(tekst: bytes | str) -> ET.Element:
    return ET.fromstring(tekst)


def csv_rijen(inhoud: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(inhoud.decode(), newline="")))


def celtekst(cel: ET.Element) -> str:
    """The text of a cell as a spreadsheet reads it back."""

    def stukken(element: ET.Element) -> str:
        kinderen = "".join(
            (
                " " * int(kind.get(f"{TEXT}c", "1"))
                if kind.tag == f"{TEXT}s"
                else "\t"
                if kind.tag == f"{TEXT}tab"
                else ""
            )
            + (kind.tail or "")
            for kind in element
        )
        return (element.text or "") + kinderen

    return "\n".join(stukken(alinea) for alinea in cel.findall(f"{TEXT}p"))


def bladen(inhoud: bytes) -> dict[str, list[list[ET.Element]]]:
    wortel = xml(zipfile.ZipFile(io.BytesIO(inhoud)).read("content.xml"))
    return {
        tabel.get(f"{TABLE}name", ""): [
            rij.findall(f"{TABLE}table-cell") for rij in tabel.iter(f"{TABLE}table-row")
        ]
        for tabel in wortel.iter(f"{TABLE}table")
    }


def xlsx_bladen(inhoud: bytes) -> dict[str, list[list[tuple[str, str]]]]:
    """Per sheet its rows: of each cell its type (n, s) and what it says; ("", "") for an empty one."""
    ruimte = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    uit = {}
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        namen = [blad.get("name", "") for blad in xml(pakket.read("xl/workbook.xml")).iter(f"{ruimte}sheet")]
        for nummer, naam in enumerate(namen, 1):
            rijen = []
            for rij in xml(pakket.read(f"xl/worksheets/sheet{nummer}.xml")).iter(f"{ruimte}row"):
                cellen: list[tuple[str, str]] = []
                for cel in rij:
                    letters = "".join(t for t in cel.get("r", "") if t.isalpha())
                    plek = sum((ord(t) - 64) * 26**macht for macht, t in enumerate(reversed(letters)))
                    cellen += [("", "")] * (plek - 1 - len(cellen))
                    tekst = "".join(cel.itertext())
                    cellen.append(("s" if cel.get("t") == "inlineStr" else "n", tekst))
                rijen.append(cellen)
            uit[naam] = rijen
    return uit


def ods_rijen(inhoud: bytes, blad: str) -> list[dict[str, ET.Element]]:
    kop, *rijen = bladen(inhoud)[blad]
    namen = [celtekst(cel) for cel in kop]
    return [dict(zip(namen, rij, strict=True)) for rij in rijen]


class Lezer(HTMLParser):
    """The text of a page without its style sheet, and which elements and references it has."""

    def __init__(self) -> None:
        super().__init__()
        self.stukken: list[str] = []
        self.elementen: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.elementen.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.stukken.append(data)


def gelezen(inhoud: bytes) -> Lezer:
    lezer = Lezer()
    lezer.feed(inhoud.decode())
    return lezer


def leesbare_tekst(formaat: str, inhoud: bytes) -> str:
    """What a reader of the document sees, in one line."""
    if formaat == "pdf":
        ruw = "\n".join(bladzij.extract_text() for bladzij in PdfReader(io.BytesIO(inhoud)).pages)
        ruw = re.sub("[-\u00ad]\n", "", ruw)
    elif formaat == "odt":
        wortel = xml(zipfile.ZipFile(io.BytesIO(inhoud)).read("content.xml"))
        ruw = "\n".join(
            "".join(alinea.itertext()) for alinea in wortel.iter() if alinea.tag in {f"{TEXT}p", f"{TEXT}h"}
        )
    else:
        lezer = Lezer()
        lezer.feed(inhoud.decode())
        ruw = " ".join(lezer.stukken)
    return re.sub(r"\s+", " ", ruw)
