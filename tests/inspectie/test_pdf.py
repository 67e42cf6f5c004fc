"""A PDF as it comes in at the door: locked, damaged, or made to stop whoever reads it."""

import io
import subprocess
import zlib
from time import perf_counter
from typing import Any

import pytest
from pikepdf import PasswordError
from pypdf import PdfReader, PdfWriter

from inspectie import bestanden, kalepdf, pdf
from inspectie.bestanden import TeDruk, keur
from inspectie.fouten import Regelfout
from tests.inspectie.test_kalepdf import van_iemand
from tests.pdfs import LEEG, LOS, maak, uitgepakt

SLOTEN = ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"]


def op_slot(soort: str, wachtwoord: str) -> bytes:
    maker, uit = PdfWriter(), io.BytesIO()
    maker.add_blank_page(99, 99)
    maker.add_metadata({"/Author": "Kowalska"})
    maker.encrypt(wachtwoord, "van de baas", algorithm=soort)
    maker.write(uit)
    return uit.getvalue()


@pytest.mark.parametrize("soort", SLOTEN)
def test_ook_een_pdf_op_slot_zegt_niet_wie_hem_maakte_en_gaat_zonder_slot_verder(soort: str):
    """Against printing only, say: anybody opens it. Written anew it is the same each time, which a lock is not."""
    ruw = op_slot(soort, "")
    kaal = keur("a.pdf", ruw).inhoud if soort == SLOTEN[-1] else kalepdf.zonder_sporen(ruw)
    eerst, nu = PdfReader(io.BytesIO(ruw)), PdfReader(io.BytesIO(kaal))
    assert [lezer.metadata and lezer.metadata.author for lezer in (eerst, nu)] == ["Kowalska", None]
    assert nu.pages[0].mediabox == eerst.pages[0].mediabox
    assert not nu.is_encrypted
    assert kalepdf.zonder_sporen(ruw) == kaal


@pytest.mark.parametrize("soort", SLOTEN)
def test_een_pdf_die_alleen_met_een_wachtwoord_opengaat_wordt_niet_in_stilte_aangenomen(soort: str):
    """Its reporter would think that we read it. What an employer gave stays as it was given."""
    ruw = op_slot(soort, "geheim")
    with pytest.raises(PasswordError):
        kalepdf.zonder_sporen(ruw)
    assert keur("loonstrook.pdf", ruw, kaal=False).inhoud == ruw
    if soort == SLOTEN[-1]:
        with pytest.raises(Regelfout, match="gaat alleen open met een wachtwoord"):
            keur("loonstrook.pdf", ruw)


@pytest.mark.parametrize(
    "slot", [b"<</Filter/Adobe.PubSec/R 4>>", b"<</Filter/Standard/V 9/R 9/U(x)/O(y)/P 4>>"]
)
def test_een_pdf_met_een_slot_dat_wij_niet_kennen_is_hier_ook_niet_te_lezen(slot: bytes):
    with pytest.raises(Regelfout, match="gaat alleen open met een wachtwoord"):
        keur("a.pdf", LEEG.replace(b"/Size", b"/Encrypt" + slot + b"/ID[(a)(a)]/Size"))


def test_wat_een_werkgever_gaf_blijft_zoals_hij_het_gaf():
    """Who made a document may be what it proves."""
    ruw = maak(van_iemand)
    assert keur("a.pdf", ruw, kaal=False).inhoud == ruw


GEWOON = maak(object_stream_mode=LOS)


@pytest.mark.parametrize(
    "ruw",
    [
        LEEG,
        b"rommel\n" + GEWOON,
        GEWOON + b"rommel" * 99,
        GEWOON[: GEWOON.rindex(b"xref", 0, -60)],
        GEWOON.replace(b"startxref\n", b"startxref\n9"),
    ],
)
def test_een_pdf_die_te_herstellen_is_wordt_genomen(ruw: bytes):
    if not ruw.startswith(b"%PDF"):
        ruw = ruw[ruw.index(b"%PDF") :]
    nu = kalepdf.zonder_sporen(ruw) if ruw != LEEG else keur("a.pdf", ruw).inhoud
    assert len(PdfReader(io.BytesIO(nu), strict=True).pages) == 1
    assert b"/MediaBox" in uitgepakt(nu)


ZONDER_BLAD = (
    b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj"
    b" trailer<</Root 1 0 R>>"
)


@pytest.mark.parametrize(
    "rest",
    [
        b"",
        b"x" * 999,
        b"[" * 999_999,
        b"<<" * 999_999,
        b"1 0 obj " * 99_999,
        b"stream\nendstream" * 99_999,
        ZONDER_BLAD,
    ],
)
def test_wie_een_pdf_stuurt_waar_niets_van_te_maken_is_hoort_wat_wel_kan(rest: bytes):
    begin = perf_counter()
    with pytest.raises(Regelfout, match=r"beschadigd en niet te lezen\. Maak foto’s"):
        keur("a.pdf", b"%PDF-1.4\n" + rest)
    assert perf_counter() - begin < 20


def samengeperst(inhoud: bytes) -> bytes:
    """A page, and one object of so much in a stream of objects."""
    kop, romp = b"5 0 ", b"[" + inhoud + b"]"
    stroom = zlib.compress(kop + romp, 9)
    uit = LEEG.rpartition(b"trailer")[0]
    plek = len(uit)
    uit += b"4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(stroom)
    uit += stroom + b"\nendstream endobj\n"
    rijen = [
        (0, 0, 0),
        *((1, LEEG.index(b"%d 0 obj" % n), 0) for n in (1, 2, 3)),
        (1, plek, 0),
        (2, 4, 0),
        (1, len(uit), 0),
    ]
    tabel = b"".join(bytes([soort]) + a.to_bytes(4) + b.to_bytes(2) for soort, a, b in rijen)
    uit += b"6 0 obj<</Type/XRef/W[1 4 2]/Size 7/Root 1 0 R/Length %d>>stream\n" % len(tabel)
    return uit + tabel + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % rijen[-1][1]


def test_een_pdf_die_heel_groot_uitpakt_kost_niemand_zijn_geheugen_of_zijn_tijd():
    """It is 140 kB; in our own process it took almost two gigabytes. A small one of that kind is taken."""
    begin, groot = perf_counter(), samengeperst(b"<<>>" * 10_000_000)
    with pytest.raises(Regelfout, match=r"te ingewikkeld|beschadigd"):
        keur("a.pdf", groot)
    assert perf_counter() - begin < 30
    assert keur("a.pdf", samengeperst(b"<<>>" * 30)).mediatype == "application/pdf"
    assert pdf.eigenschappen(groot) == ""


def test_een_pdf_die_heel_lang_duurt_stopt_vanzelf(monkeypatch):
    """The same program, with a second to work instead of six."""
    ruw = b"%PDF-1.7\n" + b"".join(b"%d 0 obj<</Length 9 >>stream\n" % n for n in range(280_000))
    echt = subprocess.run
    korter = "import sys; from inspectie import kalepdf as k; k.REKENTIJD = 1; sys.exit(k.main(sys.argv[1]))"

    def met_een_seconde(opdracht: tuple[str, ...], **kwargs: Any) -> Any:
        assert opdracht[1:3] == ("-m", "inspectie.kalepdf")
        return echt((opdracht[0], "-c", korter, *opdracht[3:]), **kwargs)

    monkeypatch.setattr(subprocess, "run", met_een_seconde)
    begin = perf_counter()
    with pytest.raises(Regelfout, match=r"te ingewikkeld om te verwerken\. Maak foto’s"):
        keur("a.pdf", ruw)
    assert perf_counter() - begin < 25  # by itself, and not because nobody waits any longer


def test_het_proces_dat_een_pdf_leest_kent_geen_geheim_van_ons(monkeypatch):
    gezien = []
    echt = subprocess.run

    def kijk(*args, **kwargs):
        gezien.append(kwargs["env"])
        return echt(*args, **kwargs)

    monkeypatch.setattr(subprocess, "run", kijk)
    keur("a.pdf", LEEG)
    assert gezien == [{}]


def test_is_er_geen_ruimte_voor_een_proces_dan_kan_het_straks_nog_eens(monkeypatch):
    def vol(*_args, **_kwargs):
        raise BlockingIOError

    monkeypatch.setattr(subprocess, "run", vol)
    with pytest.raises(TeDruk):
        keur("a.pdf", LEEG)
    assert pdf.eigenschappen(LEEG) == ""


def test_een_pdf_wacht_op_zijn_beurt_als_een_foto(monkeypatch):
    for _ in range(3):
        bestanden._IN_DE_RIJ.acquire()
    try:
        with pytest.raises(TeDruk):
            keur("a.pdf", LEEG)
    finally:
        for _ in range(3):
            bestanden._IN_DE_RIJ.release()


def test_de_eigenschappen_van_een_pdf_op_slot_zijn_te_lezen_als_hij_zonder_wachtwoord_opengaat():
    """And of one that does not, or that is no PDF, there are none."""
    assert pdf.eigenschappen(op_slot("AES-256", "")) == "Kowalska"
    assert pdf.eigenschappen(op_slot("AES-256", "geheim")) == ""
    assert pdf.eigenschappen(b"%PDF-1.4") == ""


def test_begint_het_lezen_niet_dan_ligt_dat_niet_aan_het_bestand(monkeypatch):
    """Else every PDF would be called too complicated, and nobody would know why."""
    monkeypatch.setattr(pdf, "_WORTEL", pdf._WORTEL / "docs")
    with pytest.raises(RuntimeError):
        keur("a.pdf", LEEG)
