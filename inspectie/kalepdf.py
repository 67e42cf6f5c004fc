"""A PDF written again without what it tells of whoever made it and what runs by itself; and what it says beside its
pages. On qpdf, which mends what is damaged.

Only what its pages, bookmarks and fields lead to is written: no earlier version, no property, no file that a program
put in it (one that somebody hung at a page is theirs to send: that PDF is refused).
Its form and its notes stay, without who wrote a note and when. A signature goes: it is of the file as it was.

A small file can take gigabytes and minutes to read, so this runs in a process of its own that ends there, without
Django, started by `inspectie.pdf`: the task as its argument, the file in, the answer out.
"""

import io
import os
import re
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any
from xml.parsers import expat

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    PasswordError,
    Pdf,
    PdfError,
    Stream,
    String,
)

from inspectie.kalebeelden import kaal, sporen_in_jpeg
from inspectie.pdf import GeenBladzijden, Uitkomst

REKENTIJD, GEHEUGEN = 6, 500_000_000
"""Seconds of work and bytes of address space; a full PDF of 10 MB takes less than half of either."""
_LANG = 4_000  # signs; a string that is longer is a signature, or no words
_XMP_LANG = 1_000_000
_MEEST = 10_000  # lines

Woordenboek = Dictionary | Stream


_WORTEL = frozenset(
    f"/{naam}"
    for naam in "Type Version Pages PageLabels Names Dests ViewerPreferences PageLayout PageMode Outlines AcroForm"
    " StructTreeRoot MarkInfo Lang OCProperties OutputIntents".split()
)
_NAMEN = frozenset(("/Dests",))
_FORMULIER = frozenset(("/Fields", "/NeedAppearances", "/CO", "/DR", "/DA", "/Q"))
_VAN_EEN_BLAD = ("/Thumb", "/B", "/ID", "/DPart")
_TEKST_WEG = ("/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/LastModified", "/M", "/NM")
_DEEL_WEG, _WIE = ("/PieceInfo", "/CreatorInfo", "/User"), ("/Ind", "/Ttl", "/Org")
_DOET_IETS = frozenset(("/Type", "/Subtype", "/FT", "/Kids", "/Parent", "/T"))
_LOOPT = frozenset(
    f"/{soort}"
    for soort in "JavaScript Launch SubmitForm ImportData Rendition RichMediaExecute GoToE".split()
)
# Where a link goes, what a file is called, and what Word says of a picture: of what lies with whoever made it that is a
# place on their computer.
_WAARHEEN = ("/URI", "/F", "/UF", "/DOS", "/Mac", "/Unix", "/Alt")
_PLEK = re.compile(r"\s*(?:file:|[A-Za-z]:[\\/](?!/)|/[A-Za-z]/|\\\\|/home/|/Users/)")
_VAN_BELANG = frozenset((*_VAN_EEN_BLAD, *_TEKST_WEG, *_DEEL_WEG, *_WAARHEEN, "/AA", "/Metadata", "/V", "/T"))


def zonder_sporen(inhoud: bytes) -> bytes:
    """Written unlocked: its lock held back nobody. The same file gives the same bytes. Raises PasswordError,
    GeenBladzijden, and whatever is wrong with it."""
    with Pdf.open(io.BytesIO(inhoud), inherit_page_attributes=False) as pdf:
        if "/Collection" in pdf.Root or pdf.Root.get("/NeedsRendering"):
            raise GeenBladzijden
        if not len(pdf.pages):
            raise ValueError("er is geen bladzijde in gevonden")
        _houd(pdf.trailer, frozenset(("/Root",)))
        pdf.trailer["/Size"] = 0  # where it was missing it would be again; qpdf fills it in
        _houd(pdf.Root, _WORTEL)
        for naam, houd in (("/Names", _NAMEN), ("/AcroForm", _FORMULIER)):
            if isinstance(deel := pdf.Root.get(naam), Dictionary):
                _houd(deel, houd)
        for wat, inhoud_ in _woordenboeken(pdf):
            if inhoud_.get("/Subtype") == "/FileAttachment":
                raise GeenBladzijden
            _maak_kaal(wat, inhoud_)
        uit = io.BytesIO()
        pdf.save(uit, encryption=False, deterministic_id=True)
    return uit.getvalue()


def _houd(wat: Object, namen: frozenset[str]) -> None:
    for naam in set(wat.keys()) - namen:
        del wat[naam]


def _woordenboeken(pdf: Pdf) -> Iterator[tuple[Woordenboek, dict[str, Any]]]:
    """Each with what it holds, also those within another: what is done to it is done before they come."""
    for ding in pdf.objects:
        te_doen = [ding]
        while te_doen:
            nu = te_doen.pop()
            if isinstance(nu, (Dictionary, Stream)):
                inhoud = dict(nu.items())
                yield nu, inhoud
                delen: Iterable[Any] = inhoud.values()
            else:
                delen = nu if isinstance(nu, Array) else ()
            te_doen += [d for d in delen if isinstance(d, (Dictionary, Array)) and not d.is_indirect]
    if any("bad_alloc" in waarschuwing for waarschuwing in pdf.get_warnings()):
        raise MemoryError  # and not a part less


def _maak_kaal(wat: Woordenboek, inhoud: dict[str, Any]) -> None:
    """By what stands under a name as well: a font or a picture may be called anything."""
    if _valt_weg(inhoud):
        _houd(wat, frozenset(("/Length",)))
        inhoud.clear()
    for naam in _VAN_BELANG.intersection(inhoud):
        waarde = inhoud[naam]
        if _weg(naam, waarde, inhoud):
            del wat[naam], inhoud[naam]
        elif naam in _WAARHEEN and isinstance(waarde, String) and _PLEK.match(str(waarde)):
            wat[naam] = String("")
    if isinstance(wat, Stream):
        _maak_foto_kaal(wat, inhoud.get("/Filter"), inhoud.get("/DecodeParms"))


def _valt_weg(inhoud: dict[str, Any]) -> bool:
    """What runs by itself, a file that hangs in it, and a signature: what refers to it finds nothing."""
    loopt, bestand = inhoud.get("/S"), inhoud.get("/EF")
    return (
        (isinstance(loopt, Name) and str(loopt) in _LOOPT)
        or (isinstance(bestand, Dictionary) and "/Type" not in bestand)
        or "/ByteRange" in inhoud
        or inhoud.get("/Type") == "/Sig"
    )


def _weg(naam: str, waarde: Any, inhoud: dict[str, Any]) -> bool:
    if naam in _TEKST_WEG:
        return isinstance(waarde, String)
    if naam in _DEEL_WEG:
        return isinstance(waarde, Dictionary) and str(waarde.get("/Type", "/Ind")) in _WIE
    if naam in _VAN_EEN_BLAD:
        return bool(inhoud.get("/Type") == "/Page")
    if naam == "/AA":
        return not _DOET_IETS.isdisjoint(inhoud)
    if naam == "/Metadata":
        return isinstance(waarde, Stream) and "/Width" not in waarde and "/BBox" not in waarde
    if naam == "/V":
        return bool(inhoud.get("/FT") == "/Sig")
    # Of a note who wrote it; of a field on a form it is the name of that field.
    return naam == "/T" and isinstance(waarde, String) and inhoud.get("/Subtype", "/Widget") != "/Widget"


def _maak_foto_kaal(wat: Stream, filters: Any, hoe: Any) -> None:
    """As it is, or pressed once more."""
    soorten, eigen = (list(w) if isinstance(w, Array) else [w] for w in (filters, hoe))
    if soorten[-1:] != [Name.DCTDecode]:
        return
    if len(soorten) > 1:
        wat["/Filter"] = Array(soorten[:-1])
        if isinstance(hoe, Array):
            wat["/DecodeParms"] = Array(eigen[:-1])
        foto = wat.read_bytes()
    else:
        foto = wat.read_raw_bytes()
    laatste = eigen[-1] if eigen and isinstance(eigen[-1], Dictionary) else None
    wat.write(_kale_foto(foto), filter=Name.DCTDecode, decode_parms=laatste)


def _kale_foto(ruw: bytes) -> bytes:
    try:
        return kaal(ruw)
    except ValueError:
        delen, van = [], 0
        with suppress(ValueError, IndexError):  # what is found is gone; the rest is no picture
            for begin, einde in sporen_in_jpeg(ruw):
                delen.append(ruw[van:begin])
                van = einde
        return b"".join((*delen, ruw[van:]))


_GENOEMD = frozenset(("/Title", "/Author", "/Subject", "/Keywords", "/Contents", "/Desc", "/T", "/F", "/UF"))
_IN_XMP = (
    "http://purl.org/dc/elements/1.1/ ",
    "http://ns.adobe.com/pdf/1.3/ ",
    "http://ns.adobe.com/xap/1.0/rights/ ",
)


def eigenschappen(inhoud: bytes) -> str:
    """Its title and author, bookmarks and notes, names of what hangs in it: a line for each, the first ten thousand.
    Who looks at the pages does not see it, and who opens its properties does."""
    with Pdf.open(io.BytesIO(inhoud), inherit_page_attributes=False) as pdf:
        regels = (" ".join(regel.split()) for deel in _woordenboeken(pdf) for regel in _gezegd(*deel))
        return "\n".join(dict.fromkeys(islice(filter(None, regels), _MEEST)))


def _gezegd(wat: Woordenboek, inhoud: dict[str, Any]) -> Iterator[str]:
    for naam, waarde in inhoud.items():
        if naam in _GENOEMD and isinstance(waarde, String) and len(tekst := str(waarde)) <= _LANG:
            yield tekst
    if isinstance(wat, Stream) and inhoud.get("/Type") == "/Metadata":
        yield from _xmp(wat.read_bytes()[:_XMP_LANG])


def _xmp(ruw: bytes) -> list[str]:
    """Title, makers, subject and rights, as far as it is XML."""
    gezegd: list[str] = []
    diepte = 0  # in an element that counts

    def begin(naam: str, attributen: dict[str, str]) -> None:
        nonlocal diepte
        diepte += bool(diepte) or naam.startswith(_IN_XMP)
        gezegd.extend(waarde for naam, waarde in attributen.items() if naam.startswith(_IN_XMP))

    def einde(_naam: str) -> None:
        nonlocal diepte
        diepte -= bool(diepte)

    lezer = expat.ParserCreate(namespace_separator=" ")
    lezer.buffer_text = True
    lezer.StartElementHandler, lezer.EndElementHandler = begin, einde
    lezer.CharacterDataHandler = lambda tekst: gezegd.append(tekst) if diepte else None
    with suppress(expat.ExpatError):
        lezer.Parse(ruw, True)
    return gezegd


TAKEN: dict[str, Callable[[bytes], bytes]] = {
    "zonder_sporen": zonder_sporen,
    "eigenschappen": lambda inhoud: eigenschappen(inhoud).encode("utf-8", "replace"),
}


def main(taak: str) -> Uitkomst:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no file of a stranger on disk
    resource.setrlimit(resource.RLIMIT_CPU, (REKENTIJD, REKENTIJD))
    resource.setrlimit(resource.RLIMIT_AS, (GEHEUGEN, GEHEUGEN))
    try:
        sys.stdout.buffer.write(TAKEN[taak](sys.stdin.buffer.read()))
    except PasswordError:
        return Uitkomst.OP_SLOT
    except GeenBladzijden:
        return Uitkomst.GEEN_BLADZIJDEN
    except PdfError as fout:  # also a lock that opens with something else than a password
        return Uitkomst.OP_SLOT if "encryption" in str(fout) else Uitkomst.BESCHADIGD
    except MemoryError:
        os._exit(Uitkomst.TE_ZWAAR)  # there is none left to end as it should
    except Exception:  # noqa: BLE001 (whatever is wrong with it)
        return Uitkomst.BESCHADIGD
    return Uitkomst.GOED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
