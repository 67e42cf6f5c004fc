"""What every OpenDocument file shares: a zip with a fixed order and fixed times, a manifest, metadata, text."""

import zipfile
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from typing import BinaryIO

from inspectie.uitvoer.cellen import lokaal, xml_tekst

TAAL = "nl-NL"
KOPREGEL = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAAMRUIMTEN = " ".join(
    f'xmlns:{naam}="{uri}"'
    for naam, uri in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
GENERATOR = "Inspectie SZW"  # an employer reads it in the properties of a letter


def zipdeel(naam: str, moment: datetime, *, samengedrukt: bool = True) -> zipfile.ZipInfo:
    """A member stamped with `moment` (local time, whole even seconds: zip knows no finer), whoever writes it."""
    m = lokaal(moment)
    jaar = min(max(m.year, 1980), 2107)
    deel = zipfile.ZipInfo(naam, (jaar, m.month, m.day, m.hour, m.minute, m.second - m.second % 2))
    deel.compress_type = zipfile.ZIP_DEFLATED if samengedrukt else zipfile.ZIP_STORED
    deel.create_system = 3
    deel.external_attr = 0o644 << 16
    return deel


def open_pakket(uit: BinaryIO, mediatype: str, moment: datetime) -> zipfile.ZipFile:
    """A new package; `mimetype` comes first and is not compressed, as ODF 1.3 part 2 section 3.3 asks."""
    pakket = zipfile.ZipFile(uit, "w")
    pakket.writestr(zipdeel("mimetype", moment, samengedrukt=False), mediatype)
    return pakket


def manifest(mediatype: str, delen: Sequence[str]) -> str:
    """META-INF/manifest.xml for a package with these XML parts."""
    regels = "".join(
        f'<manifest:file-entry manifest:full-path="{deel}" manifest:media-type="text/xml"/>' for deel in delen
    )
    return (
        f'{KOPREGEL}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        ' manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{mediatype}"/>'
        f"{regels}</manifest:manifest>"
    )


def meta(titel: str, onderwerp: str, moment: datetime) -> str:
    """meta.xml: title, subject, language, and the moment of the figures as the moment of making."""
    tijd = lokaal(moment).replace(tzinfo=None, microsecond=0).isoformat()
    return (
        f'{KOPREGEL}<office:document-meta {NAAMRUIMTEN} office:version="1.3"><office:meta>'
        f"<meta:generator>{GENERATOR}</meta:generator><dc:title>{xml_tekst(titel)}</dc:title>"
        f"<dc:subject>{xml_tekst(onderwerp)}</dc:subject><dc:language>{TAAL}</dc:language>"
        f"<meta:creation-date>{tijd}</meta:creation-date><dc:date>{tijd}</dc:date>"
        "</office:meta></office:document-meta>"
    )


def schrijf_pakket(uit: BinaryIO, mediatype: str, moment: datetime, delen: dict[str, bytes]) -> None:
    """A whole package from parts in memory, with its manifest."""
    with closing(open_pakket(uit, mediatype, moment)) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(zipdeel(naam, moment), inhoud)
        pakket.writestr(zipdeel("META-INF/manifest.xml", moment), manifest(mediatype, list(delen)))
