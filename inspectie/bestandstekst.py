"""What stands written in a file that people handed in, as far as a program can read it: Word, Excel, ODT and ODS, and
what a PDF says beside its pages.

An aid: a picture in it, a file in a file, or what was made to be missed, only somebody who looks at it sees.
"""

import io
import re
import zipfile
from xml.parsers import expat

from inspectie.pdf import eigenschappen

XML_MAX = 20_000_000
"""Bytes of markup that are read of one file: a small one can unfold to a very large one."""
TEKST_MAX = 300_000
"""Characters; of a longer text it would take too long to say what it gives away."""
WOORD_MAX = 200
_LEESBAAR = ("application/vnd.oasis.", "application/vnd.openxmlformats-")
# What stands inside a word: whatever else begins or ends, begins or ends a word.
_IN_EEN_WOORD = frozenset(
    "r t span rPr proofErr bookmarkStart bookmarkEnd lastRenderedPageBreak noProof a".split()
)
# Words in attributes: who wrote, what a picture or sheet is called, what hangs in the background.
_GENOEMD = frozenset("author name initials descr title tooltip string displayText alt Target".split())
_TIJDSTEMPEL = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z?")
_OPMAAK = re.compile(r'&(?:[LCRPNDTAFGBIUESXY]|"[^"]{0,80}"|\d{1,3}|K[0-9A-F]{6})')


def tekst_uit(mediatype: str, inhoud: bytes) -> str | None:
    """All words in a document or sheet, with those of its headers, notes and properties; None when they cannot be read,
    or are too many. A word that is in several pieces, as these programs write them, comes out whole. Of a PDF its
    properties; None where it has none."""
    if mediatype == "application/pdf":
        return _niet_te_lang(eigenschappen(inhoud)) or None
    if not mediatype.startswith(_LEESBAAR):
        return None
    rest, delen = XML_MAX, []
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            for deel in pakket.infolist():
                if deel.filename.casefold().endswith((".xml", ".rels")):
                    with pakket.open(deel) as bestand:
                        ruw = bestand.read(rest + 1)
                    rest -= len(ruw)
                    if rest < 0:
                        return None
                    delen.append(_woorden(ruw))
    except Exception:  # noqa: BLE001 (whatever is wrong with it: it was not read)
        return None
    return _niet_te_lang("\n".join(filter(None, delen)))


def _niet_te_lang(tekst: str) -> str | None:
    te_lang = len(tekst) > TEKST_MAX or any(len(woord) > WOORD_MAX for woord in tekst.split())
    return None if te_lang else tekst


def xml_lezer() -> expat.XMLParserType:
    """For a part of a document that came from outside. Raises ValueError for one with words of its own: a few of those
    unfold into gigabytes."""
    lezer = expat.ParserCreate()

    def weiger(*_: object) -> None:
        raise ValueError("een eigen woordenlijst (DTD) hoort hier niet")

    lezer.StartDoctypeDeclHandler = weiger
    return lezer


def _woorden(xml: bytes) -> str:
    """The text of one part, and its words in attributes. Nothing outside it is fetched, and no entity is unfolded."""
    stukken: list[str] = []
    lezer = xml_lezer()
    lezer.buffer_text = True

    def rand(naam: str) -> None:
        if naam.rpartition(":")[2] not in _IN_EEN_WOORD:
            stukken.append("\n")

    def begin(naam: str, attributen: dict[str, str]) -> None:
        rand(naam)
        genoemd = [w for n, w in attributen.items() if n.rpartition(":")[2] in _GENOEMD and not w.isdecimal()]
        if genoemd:
            stukken.append("\n" + "\n".join(genoemd) + "\n")

    lezer.StartElementHandler, lezer.EndElementHandler = begin, rand
    lezer.CharacterDataHandler = stukken.append
    lezer.Parse(xml, True)
    regels: list[str] = []
    for regel in map(str.strip, "".join(stukken).splitlines()):
        if regel and not _TIJDSTEMPEL.fullmatch(regel):
            # The header of a sheet has marks in it (&C&12Kop); in any other text an ampersand is one.
            regels += dict.fromkeys((regel, _OPMAAK.sub(" ", regel).strip()))
    return "\n".join(filter(None, regels))
