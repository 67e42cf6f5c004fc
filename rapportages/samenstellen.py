"""A report with a text of its own as a document, and its files. Pure: figures and words in, bytes out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from zlib import ZLIB_RUNTIME_VERSION

from django.conf import settings
from django.utils import translation

from inspectie.tijd import lokale_dag
from inspectie.uitvoer.document import Alinea, Blok, Kader, Kop, Tabel
from inspectie.uitvoer.getallen import datum
from rapportages import rapporttekst, teksten
from rapportages.document import Rapportdocument
from rapportages.models import Soort
from rapportages.rapportgegevens import Rapportgegevens
from rapportages.uitvoer import FORMATEN, schrijf
from rapportages.velden import Veld, velden
from rapportages.verantwoording import KOP, kader_synthetisch, verantwoording

CONCEPT = Kader(
    "waarschuwing",
    "Concept",
    (
        Alinea(
            "Dit is een concept. De rapportage is niet vastgesteld; tekst en cijfers kunnen nog veranderen."
        ),
    ),
)
_HIER = Path(__file__).parent
# All that the bytes of a file follow from, beside its data.
_BRONNEN = (
    _HIER / "uitvoer",
    _HIER / "openbaar",
    _HIER.parent / "inspectie" / "uitvoer",
    *(
        _HIER / f"{naam}.py"
        for naam in (
            "blokken",
            "cijfers",
            "document",
            "rapportgegevens",
            "rapporttekst",
            "samenstellen",
            "teksten",
            "velden",
            "verantwoording",
            "zinnen",
        )
    ),
)


def stel_samen(
    gegevens: Rapportgegevens, soort: str, titel: str, tekst: str, *, slot: Sequence[str] = ()
) -> Rapportdocument:
    """The whole document. `slot` tells of the fixing; without it the document says that it is a concept. KeyError for a
    field that is not there: `rapportcontroles` looks first."""
    cijfers, bekend = gegevens.cijfers, velden(gegevens)
    woord = _woorden(bekend)

    def blok(naam: str) -> Sequence[Blok] | None:
        veld = bekend[naam]
        return veld.blokken if veld.aard == "blok" else None

    blokken: list[Blok] = [] if slot else [CONCEPT]
    if gegevens.synthetisch:
        blokken.append(kader_synthetisch(cijfers))
    blokken += rapporttekst.vul(tekst, woord, blok)
    if slot:
        blokken += [Kop(2, "Vaststelling"), *(Alinea(alinea) for alinea in slot)]
    blokken += verantwoording(
        cijfers,
        gegevens.labels,
        eigen_tekst=True,
        bronnen=soort == Soort.TUSSENTIJDS,
        tabellen=[blok.sleutel for blok in blokken if isinstance(blok, Tabel)],
    )
    kop = rapporttekst.vul_regel(titel, woord)
    voet = f"Peildatum {datum(cijfers.peildatum)}"
    return Rapportdocument(
        titel=kop,
        datum=lokale_dag(cijfers.stand_van),
        peildatum=cijfers.peildatum,
        moment=cijfers.stand_van,
        definities=cijfers.definities,
        synthetisch=gegevens.synthetisch,
        omschrijving=(
            f"{kop} van de {teksten.INSPECTIE}, tot en met {datum(cijfers.peildatum)}"
            + (" (synthetische gegevens)" if gegevens.synthetisch else "")
        ),
        voet=", ".join(
            deel
            for deel in (
                "" if slot else "Concept",
                "Synthetische gegevens" if gegevens.synthetisch else "",
                voet if slot and not gegevens.synthetisch else voet[:1].lower() + voet[1:],
            )
            if deel
        ),
        trefwoorden=("coronameldingen", "kerncijfers", "rapportage"),
        blokken=tuple(blokken),
    )


def ingevuld(gegevens: Rapportgegevens, titel: str) -> str:
    """A title with its fields filled in. KeyError as `stel_samen`."""
    return rapporttekst.vul_regel(titel, _woorden(velden(gegevens)))


def _woorden(bekend: Mapping[str, Veld]) -> Callable[[str], str]:
    def woord(naam: str) -> str:
        waarde = bekend[naam].waarde
        return "niet te berekenen" if waarde is None else waarde

    return woord


def zonder_verantwoording(document: Rapportdocument, *erachter: Blok) -> Rapportdocument:
    """The document as one reads it, without the long tables of definitions."""
    uit: list[Blok] = []
    weg = False
    for blok in document.blokken:
        if isinstance(blok, Kop) and blok.niveau == 2:
            weg = blok.tekst == KOP
        if not weg:
            uit.append(blok)
    return replace(document, blokken=(*uit, *erachter))


def maak_bestand(gegevens: Rapportgegevens, document: Rapportdocument, formaat: str) -> bytes:
    """The same data give the same bytes, for as long as `maker()` is the same."""
    uit = BytesIO()
    with translation.override(settings.LANGUAGE_CODE):
        schrijf(formaat, gegevens.cijfers, document, uit)
    return uit.getvalue()


def maak_bestanden(gegevens: Rapportgegevens, document: Rapportdocument) -> dict[str, bytes]:
    return {formaat: maak_bestand(gegevens, document, formaat) for formaat in FORMATEN}


@cache
def maker() -> str:
    """With what files are made: the libraries whose output is in them, and our own source."""
    som = sha256()
    for bron in _BRONNEN:
        for pad in sorted(bron.rglob("*")) if bron.is_dir() else (bron,):
            if pad.is_file() and pad.suffix != ".pyc":
                som.update(pad.name.encode() + b"\0" + pad.read_bytes() + b"\0")
    return (
        f"typst {version('typst')}, odfdo {version('odfdo')}, XlsxWriter {version('XlsxWriter')},"
        f" zlib {ZLIB_RUNTIME_VERSION}, bron {som.hexdigest()[:16]}"
    )
