"""Files that people hand in: what they are by their content, small enough, and without what came along unseen.

A picture is made anew: what its camera wrote in it (place, time, device) goes no further, nor does anything hidden
behind its pixels. A document goes on without what it tells of its maker. Whatever comes out is only ever served as a
download.
"""

import hashlib
import io
import re
import threading
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import filetype
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

from inspectie import bestandssporen, pdf
from inspectie.bestandstekst import xml_lezer
from inspectie.fouten import Regelfout
from inspectie.kalebeelden import BEELDPUNTEN

GROOTST = 10_000_000  # bytes
ZIJDE = 3_000, 3_000
NAAM_MAX = 120
BIJLAGEN_MAX = 10
"""Files of one reporter with one melding, drafts and later ones together."""
SOORTEN = {
    "application/pdf": "pdf",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
}
_FOTO_VAN_EEN_TELEFOON = {"image/heic": "HEIC", "image/avif": "AVIF"}
_BEELD = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


_TE_GROOT = gettext_lazy(
    "Het bestand is groter dan 10 MB. Is het een foto? Maak er dan een schermafdruk van en stuur die. Maak een ander "
    "bestand kleiner, of stuur het in delen."
)
_TE_DRUK = gettext_lazy(
    "Het is nu te druk om bestanden te verwerken. Probeer het over een minuut nog een keer."
)


@dataclass(frozen=True, slots=True)
class Bestand:
    naam: str
    mediatype: str
    inhoud: bytes

    @property
    def vingerafdruk(self) -> str:
        return hashlib.sha256(self.inhoud).hexdigest()


def te_veel() -> str:
    return _("Er kunnen niet meer dan %(aantal)s bestanden bij.") % {"aantal": BIJLAGEN_MAX}


def keur_gestuurd(bestand: UploadedFile) -> Bestand:
    """What came with a form, as `keur`; one that is too large is not read."""
    if (bestand.size or 0) > GROOTST:
        raise Regelfout(str(_TE_GROOT))
    return keur(bestand.name or "", bestand.read())


def keur(naam: str, inhoud: bytes, *, kaal: bool = True) -> Bestand:
    """The file as it may be kept. Raises Regelfout for what is too large, damaged, or of a kind we do not take. `kaal`:
    a document too goes without what it tells of whoever made it; of one that an employer gave that may be evidence."""
    if not inhoud:
        raise Regelfout(_("Het bestand is leeg."))
    if len(inhoud) > GROOTST:
        raise Regelfout(str(_TE_GROOT))
    soort = filetype.guess(inhoud)
    mediatype = soort.mime if soort else ""
    if mediatype in _FOTO_VAN_EEN_TELEFOON:
        raise Regelfout(
            _(
                "Een foto van deze soort (%(soort)s) kunnen wij niet openen. Maak een schermafdruk van de foto en "
                "stuur die."
            )
            % {"soort": _FOTO_VAN_EEN_TELEFOON[mediatype]}
        )
    if mediatype not in SOORTEN:
        raise Regelfout(
            _(
                "Dit soort bestand nemen wij niet aan. Het kan zijn: PDF, ODT, ODS, Word, Excel, JPEG, PNG of WebP."
            )
        )
    if mediatype in _BEELD:
        inhoud = _maak_opnieuw(inhoud, _BEELD[mediatype])
    elif mediatype == "application/pdf":
        inhoud = _kale_pdf(inhoud) if kaal else inhoud
    else:
        _weiger_macros(inhoud)
        if kaal:
            inhoud = _zonder_sporen(mediatype, inhoud)
    return Bestand(_naam(naam, SOORTEN[mediatype]), mediatype, inhoud)


def _kale_pdf(inhoud: bytes) -> bytes:
    """Somebody who reports thinks that what was taken in can be read; of what cannot be, they hear what can be."""
    with _aan_de_beurt():
        try:
            return pdf.zonder_sporen(inhoud)
        except pdf.OpSlot as fout:
            raise Regelfout(
                _(
                    "Deze PDF gaat alleen open met een wachtwoord. Maak foto’s of schermafdrukken van de bladzijden "
                    "en stuur die."
                )
            ) from fout
        except pdf.GeenBladzijden as fout:
            raise Regelfout(
                _(
                    "In deze PDF zitten andere bestanden, of een formulier dat alleen Adobe Reader laat zien. Stuur de "
                    "bestanden los, of maak foto’s of schermafdrukken en stuur die."
                )
            ) from fout
        except pdf.TeZwaar as fout:
            raise Regelfout(
                _(
                    "Deze PDF is te ingewikkeld om te verwerken. Maak foto’s of schermafdrukken van de bladzijden en "
                    "stuur die."
                )
            ) from fout
        except pdf.Beschadigd as fout:
            raise Regelfout(
                _(
                    "Het bestand is beschadigd en niet te lezen. Maak foto’s of schermafdrukken van de bladzijden en "
                    "stuur die."
                )
            ) from fout
        except OSError as fout:  # no room for a process
            raise TeDruk(str(_TE_DRUK)) from fout


_EEN_TEGELIJK = threading.BoundedSemaphore()
_IN_DE_RIJ = threading.BoundedSemaphore(3)
"""Who is at it, and who wait for it: of the threads of a process there is always one left for whoever sends no file,
however many somebody sends at once."""
_SCHRIJF = {"JPEG": {"quality": 88}, "PNG": {"compress_level": 3}, "WEBP": {"quality": 88, "method": 1}}
"""A third of the time that Pillow takes by itself, for a tenth more bytes."""
_STAND = 0x0112  # how the camera was held
_RECHTOP = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class TeDruk(Regelfout):
    """Nothing is wrong with the file: it can be tried again."""


@contextmanager
def _aan_de_beurt() -> Iterator[None]:
    """A place in the row, and then one at a time. Raises TeDruk when it is full."""
    if not _IN_DE_RIJ.acquire(blocking=False):
        raise TeDruk(str(_TE_DRUK))
    try:
        with _EEN_TEGELIJK:
            yield
    finally:
        _IN_DE_RIJ.release()


def _zonder_sporen(mediatype: str, inhoud: bytes) -> bytes:
    with _aan_de_beurt():
        try:
            return bestandssporen.zonder_sporen(mediatype, inhoud)
        except bestandssporen.TeGroot as fout:
            raise Regelfout(_("Dit document is uitgepakt te groot. Bewaar het als PDF.")) from fout
        except bestandssporen.Beveiligd as fout:
            raise Regelfout(
                _("Het document is beveiligd met een wachtwoord. Bewaar het zonder, of als PDF.")
            ) from fout
        except Exception as fout:
            raise Regelfout(_("Het bestand is beschadigd en niet te lezen.")) from fout


def _maak_opnieuw(inhoud: bytes, formaat: str) -> bytes:
    """A small file can hold a very large picture: one at a time."""
    try:
        with _aan_de_beurt(), Image.open(io.BytesIO(inhoud), formats=[formaat]) as beeld:
            beeld.draft("RGB", ZIJDE)  # a JPEG of twice that is read at half the size, and so on
            if beeld.width * beeld.height > BEELDPUNTEN:
                raise Regelfout(_("De afbeelding heeft te veel beeldpunten. Verklein haar."))
            stand = _stand(beeld)
            soort = "RGB" if formaat == "JPEG" or beeld.mode not in ("RGBA", "LA", "P", "PA") else "RGBA"
            kaal = beeld.convert(soort)
            kaal.info = {}
            if stand in _RECHTOP:
                kaal = kaal.transpose(_RECHTOP[stand])
            uit = io.BytesIO()
            kaal.save(uit, formaat, **_SCHRIJF[formaat])
    except Regelfout:
        raise
    except Exception as fout:
        raise Regelfout(_("De afbeelding is beschadigd en niet te lezen.")) from fout
    return uit.getvalue()


def _stand(beeld: Image.Image) -> int:
    try:
        return int(beeld.getexif().get(_STAND, 1))
    except Exception:  # noqa: BLE001 (cameras write this badly; the picture is not less of one)
        return 1


def _weiger_macros(inhoud: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            namen = [naam.casefold() for naam in pakket.namelist()]
            soorten = [soort.casefold() for soort in _soorten(pakket)]
    except Exception as fout:
        raise Regelfout(_("Het bestand is beschadigd en niet te lezen.")) from fout
    if any("vbaproject" in naam or naam.startswith(("basic/", "scripts/")) for naam in namen) or any(
        woord in soort for soort in soorten for woord in _MET_MACROS
    ):
        raise Regelfout(_("Het bestand bevat macro’s. Bewaar het zonder, of als PDF."))


_MET_MACROS = ("macroenabled", "vbaproject", "macrosheet")
_SOORTEN_MAX = 1_000_000


def _soorten(pakket: zipfile.ZipFile) -> list[str]:
    """What a Word or Excel file says that its parts are: the program that opens it goes by that, whatever a part is
    called. Raises whatever is wrong with it; also where it says so twice, or at great length."""
    delen = [deel for deel in pakket.infolist() if deel.filename.casefold() == "[content_types].xml"]
    gevonden: list[str] = []
    if delen:
        (deel,) = delen
        with pakket.open(deel) as bestand:
            xml = bestand.read(_SOORTEN_MAX + 1)
        if len(xml) > _SOORTEN_MAX:
            raise ValueError("te groot")
        lezer = xml_lezer()
        lezer.StartElementHandler = lambda _naam, attributen: gevonden.extend(attributen.values())
        lezer.Parse(xml, True)
    return gevonden


def _naam(naam: str, ending: str) -> str:
    """The name without folders or what a screen would not show, ending in what the file is."""
    los = re.split(r"[/\\]", naam)[-1]
    leesbaar = "".join(teken for teken in unicodedata.normalize("NFC", los) if teken.isprintable())
    stam = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", leesbaar).strip(" .") or _("bestand")
    return f"{stam[:NAAM_MAX]}.{ending}"


def in_zip(naam: str) -> str:
    """This name as a file in a ZIP: Windows unpacks none with these signs in it (“Foto 14:30.png”, from a Mac)."""
    return re.sub(r'[<>:"|?*]', "-", naam)
