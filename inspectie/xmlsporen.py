"""What the XML in a document tells of whoever made it: who wrote, changed or commented, with which printer, and what a
program calls this document and each time that somebody had it open, by which it is known again.

A stranger wrote it: every pattern is possessive, or goes up to a length, so that each byte is looked at a few times at
the most. What an element is, is seen by its own name: what stands before the colon differs by program.
"""

import re
from itertools import islice

from inspectie.vindplaatsen import TAG, Velden, mag_blijven, zonder_plek

_BEGIN = 4_000
_VAN = rb"<(?:[\w.-]++:)?"
_IN_EEN_TAG = rb"(?:\s[^<>]{0,2000}+)?+(?<!/)>"
_WAARDE = rb"""\s*+=\s*+(?:"[^"]*"|'[^']*')"""
_BOM = rb"(?:\xef\xbb\xbf)?+\s*+"
XML = re.compile(_BOM + rb"<[?!A-Za-z]")
# Of these parts only the outermost element is left: properties, who wrote, and to whom it was sent.
_LEEG = re.compile(
    _BOM + rb"(?:<[?!][^>]*+>\s*+)*+"
    rb"<((?:[\w.-]+:)?(?:document-meta|coreProperties|Properties|people|recipients))(?=[\s/>])[^>]*+>"
)
_IN_EEN_WAARDE = [
    # Word and Excel: who wrote, changed, commented, agreed, did or last counted; where its data came from.
    (
        (b"author", b"initials", b"userName", b"userId", b"refreshedBy", b"connection"),
        re.compile(rb"(\s(?:\w+:)?(?:author|initials|userName|userId|refreshedBy|connection))" + _WAARDE),
        rb'\1=""',
    ),
    # Who may change a part of a sheet, by what Windows calls that person; in which sitting each line was typed.
    (
        (b"securityDescriptor", b"rsid"),
        re.compile(rb"\s(?:\w+:)?(?:securityDescriptor|rsid\w*+|paragraph-rsid)" + _WAARDE),
        b"",
    ),
]
"""What is looked for only where one of these words is at all, since most of a document has none of them."""
_NIEMAND = [
    ((b"<!--",), re.compile(rb"<!--(?:[^-]++|-(?!-))*+-->"), b""),
    # Word and Excel: who shares it in SharePoint; where it lay, and where its data did; what a template remembers of
    # its user; its printer's part.
    (
        (b"author", b"DisplayName", b"Account"),
        re.compile(
            rb"(" + _VAN + rb"(?:author|DisplayName|AccountId|AccountType)" + _IN_EEN_TAG + rb")[^<]+"
        ),
        rb"\1",
    ),
    (
        (b"absPath", b"userInfo", b"connectString", b"udl", b"docVar"),
        re.compile(
            rb"(" + _VAN + rb"(?:absPath\b[^<>]*?\surl|userInfo\b[^<>]*?\sname"
            rb"|(?:connectString|udl|docVar)\b[^<>]*?\s(?:\w+:)?val))" + _WAARDE
        ),
        rb'\1=""',
    ),
    ((b"scenario",), re.compile(rb"(" + _VAN + rb"scenario\b[^<>]*?\suser)" + _WAARDE), rb'\1=""'),
    (
        (b"scenario",),  # of LibreOffice too, which says in it who made it
        re.compile(rb"(" + _VAN + rb"scenario\b[^<>]*?\s(?:\w+:)?comment)" + _WAARDE),
        rb'\1=""',
    ),
    # Excel calls the view of who shares a workbook after them; each has a name, and one of its own.
    (
        (b"customWorkbookView",),
        re.compile(
            rb"("
            + _VAN
            + rb"customWorkbookView\b[^<>]*?\sname)"
            + _WAARDE
            + rb"""(\s+guid\s*+=\s*+"([^"<>]*)")"""
        ),
        rb'\1="\3"\2',
    ),
    # Word: who alone may change what follows.
    ((b"permStart",), re.compile(rb"(" + _VAN + rb"permStart\b[^<>]*?)\s\w+:ed" + _WAARDE), rb"\1"),
    ((b"pageSetup",), re.compile(rb"(" + _VAN + rb"pageSetup\b[^<>]*?)\s\w+:id" + _WAARDE), rb"\1"),
    (
        (b"printerSettings", b"rsid", b"docId", b"revisionPtr"),
        re.compile(_VAN + rb"(?:printerSettings|rsid|rsidRoot|docId|revisionPtr)\s[^<>]*+(?<=/)>"),
        b"",
    ),
    # ODT and ODS: who wrote, changed or commented, the fields that say so, the printer, and the list of addresses.
    (
        (b"creator", b"user-defined", b"printed-by", b"author-", b"sender-"),
        re.compile(
            rb"(" + _VAN + rb"(?:creator|(?<=meta:)user-defined"
            rb"|creator-initials|initial-creator|printed-by|author-\w+|sender-[\w-]+)"
            + _IN_EEN_TAG
            + rb")[^<]+"
        ),
        rb"\1",
    ),
    (
        (b"config-item",),
        re.compile(
            rb'(<config:config-item(?>\s[^<>]{0,2000}?"(?:Printer(?:Name|Setup)|PrintFaxName'
            rb'|CurrentDatabase(?:DataSource|Command))")[^<>]{0,2000}+(?<!/)>)[^<]+'
        ),
        rb"\1",
    ),
    (
        (b"config-item",),
        re.compile(rb'(<config:config-item(?>\s[^<>]{0,2000}?"Rsid(?:Root)?")[^<>]{0,2000}+(?<!/)>)[^<]+'),
        rb"\g<1>0",
    ),
]
_PERSONEN = re.compile(_VAN + rb"personList\b")
_PERSOON = re.compile(rb"(\s(?:displayName|userId|providerId))" + _WAARDE)
_SCHRIJVER = re.compile(_VAN + rb"author>([^<]{1,200})<")
_SCHRIJVERS_MAX = 50
_SVG = re.compile(_VAN + rb"svg\b")
_OVER_DE_TEKENING = re.compile(rb"<((?:[\w.-]++:)?metadata)\b[^<>]*+(?<!/)>")
VALT_WEG = re.compile(
    r"meta-inf/[^/]*signatures?\.xml|_xmlsignatures/|(?:docprops/)?thumbnail\.|thumbnails/|versions/|versionlist\.xml"
    r"|customxml/|docmetadata/|(?:.*/)?(?:webextensions|customstorage)/|(?:[^/]++/)*+printersettings"
)
"""A signature names who signed; a preview and a kept version show what was changed since; a printer has a name and a
place. What a company or a program keeps with a document (who owns it, in whose cloud it lies, a form around it) stands
on no page of it: Word calls it custom XML, and takes it out itself for who asks that."""
_LIJST = re.compile(r".*\.rels|\[content_types\]\.xml|meta-inf/manifest\.xml")
_OP_DE_LIJST = re.compile(
    rb"<((?:\w+:)?(?:Relationship|Override|file-entry))\b([^<>]*+)(?:(?<=/)>|>\s*+</\1\s*+>)"
)
_SOORT_VALT_WEG = re.compile(
    rb"""\sType\s*+=\s*+["'][^"']*/(?:thumbnail|origin|printerSettings|customXml|customXmlProps|classificationlabels"""
    rb"""|webextension|webextensiontaskpanes|customStorage)["']"""
)
_BUITEN = re.compile(rb"""\sTargetMode\s*+=\s*+["']External["']""")
_OP_DE_BLADEN = re.compile(rb"""\sType\s*+=\s*+["'][^"']*/(?:hyperlink|image)["']""")
_DOEL = re.compile(rb"""(\sTarget\s*+=\s*+)(?:"([^"]*+)"|'([^']*+)')""")
_DEEL = re.compile(rb"""\s(?:PartName|(?:\w+:)?full-path)\s*+=\s*+["']/?([^"']*)["']""")


class Deel:
    """One part, by its name in small letters and how it begins. `leeg`: what is left when it holds nothing else than
    what is not told."""

    def __init__(self, naam: str, begin: bytes) -> None:
        wortel = _LEEG.match(begin)
        self.leeg = wortel and begin[: wortel.end()] + (
            b"" if wortel[0].endswith(b"/>") else b"</%b>" % wortel[1]
        )
        self.tekening = bool(_SVG.search(begin, 0, _BEGIN))
        self._personen = bool(_PERSONEN.search(begin, 0, _BEGIN))
        self._lijst = bool(_LIJST.fullmatch(naam))
        self._velden, self._schrijvers = Velden(), dict[bytes, None]()

    def kaal(self, stuk: bytes) -> bytes:
        """The next piece, from a `<` to before another."""
        if b"author>" in stuk:
            for gevonden in islice(_SCHRIJVER.finditer(stuk), _SCHRIJVERS_MAX - len(self._schrijvers)):
                self._schrijvers[gevonden[1]] = None
        if self._personen:
            stuk = _PERSOON.sub(rb'\1=""', stuk)
        for schrijver in self._schrijvers:  # Excel writes the name above the words of a comment
            stuk = stuk.replace(b">%b:" % schrijver, b">")
        if self.tekening:
            stuk = _zonder_uitleg(stuk)
        for woorden, wat, waarmee in _IN_EEN_WAARDE:
            if any(woord in stuk for woord in woorden):
                stuk = _in_tags(wat, waarmee, stuk)
        for woorden, wat, waarmee in _NIEMAND:
            if any(woord in stuk for woord in woorden):
                stuk = wat.sub(waarmee, stuk)
        stuk = self._velden.kaal(zonder_plek(stuk))
        return _OP_DE_LIJST.sub(_wat_blijft, stuk) if self._lijst else stuk


def _zonder_uitleg(tekening: bytes) -> bytes:
    """What Inkscape and others say of a drawing beside what is drawn."""
    uit, plek = b"", 0
    while begin := _OVER_DE_TEKENING.search(tekening, plek):
        einde = tekening.find(b"</" + begin[1], begin.end())
        if einde < 0:
            break
        uit += tekening[plek : begin.end()]
        plek = einde
    return uit + tekening[plek:]


def _in_tags(wat: re.Pattern[bytes], waarmee: bytes, stuk: bytes) -> bytes:
    """The same words in the running text stay."""
    return TAG.sub(lambda tag: wat.sub(waarmee, tag[0]), stuk) if wat.search(stuk) else stuk


def _wat_blijft(regel: re.Match[bytes]) -> bytes:
    """What is said of a part goes with it: a program calls a document damaged that lacks one."""
    deel = _DEEL.search(regel[2])
    weg = _SOORT_VALT_WEG.search(regel[2]) or (
        deel and VALT_WEG.match(deel[1].decode("utf-8", "replace").casefold())
    )
    if weg:
        return b""
    if not _BUITEN.search(regel[2]):
        return regel[0]
    op_de_bladen = _OP_DE_BLADEN.search(regel[2])

    def doel(gevonden: re.Match[bytes]) -> bytes:
        # A template or a source in somebody's own cloud is called after that person.
        waar = gevonden[2] if gevonden[2] is not None else gevonden[3]
        blijft = mag_blijven(waar) if op_de_bladen else None
        return b'%b"%b"' % (gevonden[1], b"file:///" if blijft is None else blijft)

    return _DOEL.sub(doel, regel[0])
