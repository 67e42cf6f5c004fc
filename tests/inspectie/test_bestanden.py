"""Files from outside: whatever they hold, they are taken or refused in words, in little memory."""

import io
import tracemalloc
import warnings
import zipfile
from contextlib import suppress
from threading import Event, Semaphore, Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from inspectie import bestanden
from inspectie.fouten import Regelfout


def beeld(
    formaat: str, soort: str = "RGB", maat: tuple[int, int] = (40, 30), stand: int = 6, **hoe: int
) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = stand, "Merk", {1: "N", 2: (1.0, 2.0, 3.0)}
    uit = io.BytesIO()
    Image.new(soort, maat).save(uit, formaat, exif=exif, **hoe)
    return uit.getvalue()


def pakket() -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as zip_:
        zip_.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        zip_.writestr("content.xml", "<x/>")
    return uit.getvalue()


GOED = [*(beeld(f) for f in ("JPEG", "PNG", "WEBP")), pakket()]


@given(
    bron=st.sampled_from(GOED), plekken=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=6)
)
def test_een_beschadigd_bestand_wordt_genomen_of_geweigerd_en_nooit_een_storing(bron, plekken):
    stuk = bytearray(bron)
    for plek, waarde in plekken:
        stuk[plek % len(stuk)] = waarde
    with suppress(Regelfout):
        bestanden.keur("foto", bytes(stuk))


@pytest.mark.parametrize("stand", range(1, 9))
def test_een_foto_staat_rechtop_en_vertelt_niets_meer(stand):
    maat = (40, 30) if stand < 5 else (30, 40)
    uit = bestanden.keur("foto.jpg", beeld("JPEG", stand=stand)).inhoud
    assert b"Merk" not in uit
    with Image.open(io.BytesIO(uit)) as nieuw:
        assert nieuw.size == maat
        assert dict(nieuw.getexif()) == {}


@pytest.mark.parametrize(
    ("formaat", "soort", "vlug"),
    [
        ("PNG", "P", {"compress_level": 1}),
        ("PNG", "RGBA", {"compress_level": 1}),
        ("WEBP", "RGB", {"method": 0, "quality": 1}),
    ],
)
def test_een_klein_bestand_met_een_enorm_beeld_wordt_niet_uitgepakt(formaat, soort, vlug):
    """Making it takes the longest."""
    bom = beeld(formaat, soort, (7_070, 7_070), **vlug)
    tracemalloc.start()
    try:
        with pytest.raises(Regelfout, match="te veel beeldpunten"):
            bestanden.keur("foto", bom)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_een_foto_van_een_grote_camera_wordt_kleiner_gelezen():
    with Image.open(
        io.BytesIO(bestanden.keur("foto.jpg", beeld("JPEG", maat=(8_160, 6_120))).inhoud)
    ) as nieuw:
        assert nieuw.size == (3_060, 4_080)


def test_wat_te_groot_is_wordt_niet_gelezen(monkeypatch):
    gestuurd = SimpleUploadedFile("groot.pdf", b"%PDF-1.4")
    gestuurd.size = bestanden.GROOTST + 1
    monkeypatch.setattr(gestuurd, "file", None)  # there is nothing to read from
    with pytest.raises(Regelfout, match="groter dan 10 MB"):
        bestanden.keur_gestuurd(gestuurd)


def word(soort: str, delen: dict[str, str], *, kop: str = "<?xml version='1.0'?>") -> bytes:
    """A document of which the main part is of this kind."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as zip_:
        rest = "".join(f"<Override PartName='/{naam}' ContentType='{wat}'/>" for naam, wat in delen.items())
        hoofd = f"<Override PartName='/word/document.xml' ContentType='application/{soort}.main+xml'/>"
        zip_.writestr("[Content_Types].xml", f"{kop}<Types>{hoofd}{rest}</Types>")
        for naam in ("_rels/.rels", "word/document.xml", *delen):
            zip_.writestr(naam, "<x/>")
    return uit.getvalue()


DOCX = "vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("soort", "delen"),
    [
        ("vnd.ms-word.document.macroEnabled", {}),
        (DOCX, {"word/plaatje.bin": "application/vnd.ms-office.vbaProject"}),
        (DOCX, {"word/plaatje.bin": "application/vnd.ms-office.vba&#80;roject"}),
        (DOCX, {"xl/blad.xml": "application/vnd.ms-excel.macrosheet+xml"}),
        (DOCX, {"word/vbaProject.bin": "application/octet-stream"}),
    ],
)
def test_een_macro_wordt_geweigerd_hoe_het_deel_ook_heet(soort, delen):
    """Word goes by what a part is said to be, not by its name."""
    with pytest.raises(Regelfout, match="macro"):
        bestanden.keur("brief.docx", word(soort, delen))


def test_een_gewoon_document_wordt_genomen():
    beeld_ = {"word/media/image1.png": "image/png"}
    assert bestanden.keur("brief.docx", word(DOCX, beeld_)).naam == "brief.docx"


def test_een_document_met_een_eigen_woordenlijst_wordt_niet_gelezen():
    """With one, a kind can be written in pieces; and it can unfold without end."""
    dtd = "<!DOCTYPE Types [<!ENTITY a 'vbaP'>]>"
    with pytest.raises(Regelfout, match="beschadigd"):
        bestanden.keur("brief.docx", word(DOCX, {}, kop=dtd))


def test_hoeveel_foto_s_er_ook_tegelijk_komen_er_blijft_ruimte_voor_een_ander(monkeypatch):
    """Each waits in a thread of the server: when all of them did, nobody got a page any more."""
    verder, begonnen = Event(), Semaphore(0)

    class Bezet:
        """Somebody is at it, until `verder`."""

        def __enter__(self) -> None:
            begonnen.release()
            verder.wait(10)

        def __exit__(self, *wat: object) -> None:
            pass

    monkeypatch.setattr(bestanden, "_EEN_TEGELIJK", Bezet())
    foto_, uit = beeld("PNG"), []
    rij = [Thread(target=lambda: uit.append(bestanden.keur("a.png", foto_))) for _ in range(3)]
    for draad in rij:
        draad.start()
    try:
        assert all(begonnen.acquire(timeout=10) for _ in rij)
        with pytest.raises(Regelfout, match="Het is nu te druk om bestanden te verwerken"):
            bestanden.keur("b.png", foto_)
        assert bestanden.keur("c.pdf", b"%PDF-1.4", kaal=False).naam == "c.pdf"
    finally:
        verder.set()
        for draad in rij:
            draad.join()
    assert len(uit) == 3


def test_wie_klaar_is_geeft_de_plaats_in_de_rij_terug():
    stuk = beeld("PNG", maat=(500, 500))[:100]
    for _ in range(5):
        bestanden.keur("goed.png", beeld("PNG"))
        with pytest.raises(Regelfout, match="beschadigd"):
            bestanden.keur("stuk.png", stuk)


def test_een_document_dat_honderdduizend_keer_zegt_wat_het_is_wordt_niet_gelezen():
    """Each time costs no bytes worth naming, and would take time."""
    uit = io.BytesIO(word(DOCX, {}))
    with zipfile.ZipFile(uit, "a") as zip_, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        zip_.writestr("[content_types].xml", "<Types/>")
    with pytest.raises(Regelfout, match="beschadigd"):
        bestanden.keur("brief.docx", uit.getvalue())


@pytest.mark.parametrize("soort", [b"heic", b"mif1", b"avif"])
def test_wie_een_foto_stuurt_die_wij_niet_openen_hoort_wat_wel_kan(soort):
    """A telephone makes these by itself, and its owner has no other photo."""
    with pytest.raises(Regelfout, match=r"\((HEIC|AVIF)\) kunnen wij niet openen. Maak een schermafdruk"):
        bestanden.keur("IMG_1.jpg", b"\0\0\0\x18ftyp" + soort + b"\0\0\0\0mif1heic" + bytes(200))


def test_wie_een_te_grote_foto_stuurt_hoort_wat_wel_kan():
    with pytest.raises(Regelfout, match="Is het een foto\\? Maak er dan een schermafdruk"):
        bestanden.keur("a.jpg", b"x" * 10_000_001)
