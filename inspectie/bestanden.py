"""Files that people hand in: what they are by their content, small enough, and without what came along unseen.

A picture is made anew: what its camera wrote in it (place, time, device) goes no further, nor does anything hidden
behind its pixels. Whatever comes out is only ever served as a download.
"""

import hashlib
import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

import filetype
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from inspectie.fouten import Regelfout

GROOTST = 10_000_000  # bytes
BEELDPUNTEN = 50_000_000
NAAM_MAX = 120
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
_BEELD = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


@dataclass(frozen=True, slots=True)
class Bestand:
    naam: str
    mediatype: str
    inhoud: bytes

    @property
    def vingerafdruk(self) -> str:
        return hashlib.sha256(self.inhoud).hexdigest()


def keur(naam: str, inhoud: bytes) -> Bestand:
    """The file as it may be kept. Raises Regelfout for what is too large, damaged, or of a kind we do not take."""
    if not inhoud:
        raise Regelfout(_("Het bestand is leeg."))
    if len(inhoud) > GROOTST:
        raise Regelfout(_("Het bestand is groter dan 10 MB. Verklein het, of stuur het in delen."))
    soort = filetype.guess(inhoud)
    mediatype = soort.mime if soort else ""
    if mediatype not in SOORTEN:
        raise Regelfout(
            _(
                "Dit soort bestand nemen wij niet aan. Het kan zijn: PDF, ODT, ODS, Word, Excel, JPEG, PNG of WebP."
            )
        )
    if mediatype in _BEELD:
        inhoud = _maak_opnieuw(inhoud, _BEELD[mediatype])
    elif mediatype != "application/pdf":
        _weiger_macros(inhoud)
    return Bestand(_naam(naam, SOORTEN[mediatype]), mediatype, inhoud)


def _maak_opnieuw(inhoud: bytes, formaat: str) -> bytes:
    try:
        with Image.open(io.BytesIO(inhoud), formats=[formaat]) as beeld:
            if beeld.width * beeld.height > BEELDPUNTEN:
                raise Regelfout(_("De afbeelding heeft te veel beeldpunten. Verklein haar."))
            recht = ImageOps.exif_transpose(beeld)
            soort = "RGB" if formaat == "JPEG" or recht.mode not in ("RGBA", "LA", "P") else "RGBA"
            kaal = Image.new(soort, recht.size)
            kaal.paste(recht.convert(soort))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fout:
        raise Regelfout(_("De afbeelding is beschadigd en niet te lezen.")) from fout
    uit = io.BytesIO()
    kaal.save(uit, formaat, **({"quality": 88} if formaat != "PNG" else {}))
    return uit.getvalue()


def _weiger_macros(inhoud: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            namen = [naam.casefold() for naam in pakket.namelist()]
    except zipfile.BadZipFile as fout:
        raise Regelfout(_("Het bestand is beschadigd en niet te lezen.")) from fout
    if any("vbaproject" in naam or naam.startswith(("basic/", "scripts/")) for naam in namen):
        raise Regelfout(_("Het bestand bevat macro’s. Bewaar het zonder, of als PDF."))


def _naam(naam: str, ending: str) -> str:
    """The name without folders or what a screen would not show, ending in what the file is."""
    los = re.split(r"[/\\]", naam)[-1]
    leesbaar = "".join(teken for teken in unicodedata.normalize("NFC", los) if teken.isprintable())
    stam = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", leesbaar).strip(" .") or _("bestand")
    return f"{stam[:NAAM_MAX]}.{ending}"
