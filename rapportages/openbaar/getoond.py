"""Which numbers the text of a report shows: those are known outside as soon as it is published. Pure."""

from collections.abc import Iterator

from rapportages import blokken, rapporttekst
from rapportages.cijfers import Kerncijfers, label
from rapportages.openbaar.grootheden import cellen, echte_naam
from rapportages.rapportgegevens import Rapportgegevens
from rapportages.verantwoording import BRON_DELEN, BRON_PERCENTAGES, BRON_WAARDEN, gelijk_aan_bron

_ZINNEN = {
    "zin.arbeidsmigranten": ("KC-03",),
    "zin.grootste_domein": ("KC-01", "KC-02"),
    "zin.afstand_of_ziek": ("KC-04", "KC-05"),
    "zin.thuiswerken": ("KC-06", "KC-07"),
    "zin.maatregelen": ("KC-10.teller", "KC-10.noemer"),
    "zin.werkgevers": ("KC-08",),
    "zin.werkgevers_per_domein": ("KC-08", "KC-09"),
    "zin.op_locatie": ("KC-11", "KC-12"),
    "zin.instrumenten": ("KC-13",),
    "zin.bezoeken": ("JV-01.waarde", "JV-02"),
    "zin.overtredingen": ("JV-03.waarde", "JV-04"),
    "zin.handhaving": ("JV-05.waarde",),
    "kader.onbepaald": ("KC-02.ONBEPAALD",),
    "tabel.domeinen": ("KC-01", "KC-02"),
    "tabel.toetsing": (
        "KC-10.MAATREGEL_DIRECT",
        "KC-10.MAATREGEL_UITEINDELIJK",
        "KC-10.GEEN_MAATREGEL",
        "KC-10.noemer",
        "KC-10.teller",
    ),
    "tabel.instrumenten": ("KC-13",),
    "tabel.bezoeken": ("JV-01",),
    "tabel.overtredingen": ("JV-03",),
    "tabel.handhaving": ("JV-05",),
}
_AANDEEL = ("percentage", "breuk")
_WOORDEN = ("peildatum", "stand_van", "datum", "jaar", "jaarverslag", "definities")


def getoond(gegevens: Rapportgegevens, titel: str, tekst: str) -> frozenset[str]:
    """The names of the numbers, as in `grootheden`. A percentage counts as its numerator and its denominator: it tells
    nearly as much. ValueError for a field of which is not known what it shows."""
    velden = {
        deel.tekst for stuk in (titel, tekst) for deel in rapporttekst.delen(stuk) if deel.soort == "veld"
    }
    bekend = cellen(gegevens.cijfers)
    namen = {naam for veld in velden for naam in _van_veld(veld, gegevens, bekend)}
    if gegevens.synthetisch and gelijk_aan_bron(gegevens.cijfers):
        namen |= set(_kader_synthetisch())
    return frozenset(namen & bekend.keys())


def _van_veld(veld: str, gegevens: Rapportgegevens, bekend: dict[str, tuple[int, int]]) -> Iterator[str]:
    if veld in _WOORDEN:
        return
    if veld == "diagram.onderwerpen":
        yield from _diagram(gegevens)
        return
    if veld in _ZINNEN:
        for naam in _ZINNEN[veld]:
            yield from (echte_naam(n) for n in _alle(naam, gegevens.cijfers))
        return
    code, _, achter = veld.partition(".")
    for naam in (f"{code}.teller", f"{code}.noemer") if achter in _AANDEEL else (veld,):
        if echte_naam(naam) not in bekend:
            raise ValueError(f"Van het veld {veld} is niet bekend welke getallen het toont.")
        yield echte_naam(naam)


def _kader_synthetisch() -> Iterator[str]:
    """The box that says what is invented repeats what the report of 3 February 2021 prints."""
    yield from (f"{code}.waarde" for code in BRON_WAARDEN)
    yield from (f"{code}.{deel}" for code, delen in BRON_DELEN.items() for deel in delen)
    yield from (echte_naam(f"{code}.{wat}") for code in BRON_PERCENTAGES for wat in ("teller", "noemer"))


def _alle(naam: str, cijfers: Kerncijfers) -> list[str]:
    """Of a whole figure all that it has; else the one number."""
    if "." in naam:
        return [naam]
    cijfer = cijfers[naam]
    eigen = [
        wat
        for wat in ("waarde", "teller", "noemer", "overlap", "zonder_locatie")
        if getattr(cijfer, wat) is not None
    ]
    return [f"{naam}.{wat}" for wat in (*eigen, *cijfer.aantallen)]


def _diagram(gegevens: Rapportgegevens) -> Iterator[str]:
    """The topics that have a bar, by domain and in all."""
    balken = blokken.diagram_onderwerpen(gegevens.cijfers, gegevens.labels)
    staven = {staaf.naam for staaf in balken.staven} if balken else set()
    for onderwerp, per in gegevens.cijfers["KC-14"].kruistabel.items():
        if label(gegevens.labels, onderwerp).tabel in staven:
            yield f"KC-14.{onderwerp}"
            yield from (f"KC-14.{onderwerp}.{domein}" for domein in per)
