"""Each core figure, once: code, name, unit, words, and what is counted over what (domain section 2).

This serves the command, the report and every screen; the number and the list behind it come from the same `Telling`.
A change of meaning is a new VERSIE.
"""

from dataclasses import dataclass

from interventies.models import INSTRUMENTEN, Toetsing
from meldingen.models.melding import Domein

VERSIE = "1.0"

DOMEINEN = (Domein.VEILIG_GEZOND, Domein.EERLIJK, Domein.BUITEN, Domein.ONBEPAALD)


@dataclass(frozen=True, slots=True)
class Telling:
    """So many different `eenheid` in a relation of `bronnen` where `waar` holds; with `per`, split by that column."""

    bron: str
    eenheid: str = "id"
    waar: str = "TRUE"
    per: str = ""

    @property
    def aantal_sql(self) -> str:
        """SQL for (part, number)."""
        deel, groep = (self.per, f" GROUP BY {self.per}") if self.per else ("''", "")
        if self.bron == "geteld":  # the groups hold the same meldingen, already added up
            return f"SELECT {deel}, COALESCE(SUM(n), 0) FROM groep WHERE {self.waar}{groep}"
        return f"SELECT {deel}, COUNT(DISTINCT {self.eenheid}) FROM {self.bron} WHERE {self.waar}{groep}"

    @property
    def telbron(self) -> str:
        return "groep" if self.bron == "geteld" else self.bron

    def lijst_sql(self, deel: str = "") -> str:
        """SQL for the ids behind the number, or behind one part of it (`%(deel)s`)."""
        voorwaarde = f" AND {self.per} = %(deel)s" if deel else ""
        return f"SELECT DISTINCT {self.eenheid} FROM {self.bron} WHERE ({self.waar}){voorwaarde} ORDER BY 1"


def heeft(*onderwerpen: str) -> str:
    """At least one of these topics. REPLACE, because LIKE reads the underscores in our codes as a wildcard."""
    return (
        "("
        + " OR ".join(
            f"REPLACE(';' || onderwerpen || ';', ';{o};', '') <> ';' || onderwerpen || ';'"
            for o in onderwerpen
        )
        + ")"
    )


VG = f"domein = '{Domein.VEILIG_GEZOND.value}'"
AFSTAND_OF_ZIEK = heeft("AFSTAND", "ZIEK_AAN_WERK")
THUISWERKEN = heeft("THUISWERKEN")
R = Toetsing.Resultaat
_MET_MAATREGEL = f"resultaat IN ('{R.MAATREGEL_DIRECT.value}', '{R.MAATREGEL_UITEINDELIJK.value}')"
_GETOETST = f"resultaat IN ('{R.MAATREGEL_DIRECT.value}', '{R.MAATREGEL_UITEINDELIJK.value}', '{R.GEEN_MAATREGEL.value}')"
_ALLE = Telling("geteld")
_ALLE_VG = Telling("geteld", waar=VG)


@dataclass(frozen=True, slots=True)
class Definitie:
    """A figure is a `waarde`, or a share (`teller` of `noemer`), and may have `delen`: a count per part.

    `deelcodes` are the parts that are always there, also when they are 0.
    """

    code: str
    naam: str
    eenheid: str
    tekst: str
    waarde: Telling | None = None
    teller: Telling | None = None
    noemer: Telling | None = None
    teller_tekst: str = ""
    noemer_tekst: str = ""
    delen: Telling | None = None
    deelcodes: tuple[str, ...] = ()
    overlap: Telling | None = None
    zonder_locatie: Telling | None = None

    @property
    def tellingen(self) -> dict[str, Telling]:
        rollen = {
            "waarde": self.waarde,
            "teller": self.teller,
            "noemer": self.noemer,
            "delen": self.delen,
            "overlap": self.overlap,
            "zonder_locatie": self.zonder_locatie,
        }
        return {rol: telling for rol, telling in rollen.items() if telling is not None}


DEFINITIES: tuple[Definitie, ...] = (
    Definitie(
        "KC-01",
        "Coronameldingen",
        "melding",
        "Meldingen die direct of indirect met corona te maken hebben, ontvangen tot en met de peildatum. Een dubbele"
        " melding telt niet mee.",
        waarde=_ALLE,
    ),
    Definitie(
        "KC-02",
        "Coronameldingen per domein",
        "melding",
        "De coronameldingen verdeeld naar domein. Elke melding heeft precies één domein.",
        delen=Telling("geteld", per="domein"),
        deelcodes=DOMEINEN,
    ),
    Definitie(
        "KC-03",
        "Arbeidsmigranten",
        "melding",
        "Aandeel van de coronameldingen dat betrekking heeft op arbeidsmigranten.",
        teller=Telling("geteld", waar="arbeidsmigranten IS TRUE"),
        noemer=_ALLE,
        teller_tekst="coronameldingen die over arbeidsmigranten gaan",
        noemer_tekst="alle coronameldingen",
    ),
    Definitie(
        "KC-04",
        "Afstand of ziek aan het werk, binnen Veilig & Gezond",
        "melding",
        "Aandeel van de meldingen in Veilig & Gezond met het onderwerp afstand of ziek aan het werk; elke melding telt"
        " een keer. De teller is een andere dan die van KC-05.",
        teller=Telling("geteld", waar=f"{VG} AND {AFSTAND_OF_ZIEK}"),
        noemer=_ALLE_VG,
        teller_tekst="meldingen in Veilig & Gezond over afstand of ziek aan het werk",
        noemer_tekst="alle meldingen in Veilig & Gezond",
    ),
    Definitie(
        "KC-05",
        "Afstand of ziek aan het werk, van alle meldingen",
        "melding",
        "Aandeel van alle coronameldingen, in welk domein ook, met het onderwerp afstand of ziek aan het werk; elke"
        " melding telt een keer. De teller is een andere dan die van KC-04.",
        teller=Telling("geteld", waar=AFSTAND_OF_ZIEK),
        noemer=_ALLE,
        teller_tekst="meldingen in alle domeinen over afstand of ziek aan het werk",
        noemer_tekst="alle coronameldingen",
    ),
    Definitie(
        "KC-06",
        "Niet mogen thuiswerken, binnen Veilig & Gezond",
        "melding",
        "Aandeel van de meldingen in Veilig & Gezond met het onderwerp thuiswerken.",
        teller=Telling("geteld", waar=f"{VG} AND {THUISWERKEN}"),
        noemer=_ALLE_VG,
        teller_tekst="meldingen in Veilig & Gezond over niet mogen thuiswerken",
        noemer_tekst="alle meldingen in Veilig & Gezond",
    ),
    Definitie(
        "KC-07",
        "Niet mogen thuiswerken, van alle meldingen",
        "melding",
        "Aandeel van alle coronameldingen, in welk domein ook, met het onderwerp thuiswerken.",
        teller=Telling("geteld", waar=THUISWERKEN),
        noemer=_ALLE,
        teller_tekst="meldingen in alle domeinen over niet mogen thuiswerken",
        noemer_tekst="alle coronameldingen",
    ),
    Definitie(
        "KC-08",
        "Werkgevers met een interventie",
        "werkgever",
        "Verschillende werkgevers waarbij tot en met de peildatum een interventie is uitgevoerd in een zaak met ten"
        " minste één coronamelding.",
        waarde=Telling("ingreep", "werkgever"),
    ),
    Definitie(
        "KC-09",
        "Werkgevers met een interventie, per domein van de zaak",
        "werkgever",
        "De werkgevers van KC-08 naar het domein van de zaak. Een werkgever met zaken in beide domeinen telt in beide"
        " regels; de overlap staat erbij.",
        delen=Telling("ingreep", "werkgever", per="domein"),
        deelcodes=(Domein.VEILIG_GEZOND, Domein.EERLIJK),
        overlap=Telling(
            "(SELECT werkgever FROM ingreep WHERE domein IN ('VEILIG_GEZOND', 'EERLIJK')"
            " GROUP BY werkgever HAVING COUNT(DISTINCT domein) > 1) AS beide",
            "werkgever",
        ),
    ),
    Definitie(
        "KC-10",
        "Maatregelen getroffen",
        "melding",
        "Aandeel van de getoetste coronameldingen waarbij de werkgever direct of uiteindelijk maatregelen trof. Niet"
        " toetsbaar, nog te toetsen en al in orde tellen niet mee en staan apart. De laatste toetsing telt.",
        teller=Telling("toets", "melding_id", _MET_MAATREGEL),
        noemer=Telling("toets", "melding_id", _GETOETST),
        teller_tekst="getoetste meldingen waarna (uiteindelijk) maatregelen zijn getroffen",
        noemer_tekst="meldingen waarvan het gevolg is getoetst",
        delen=Telling("toets", "melding_id", per="resultaat"),
        deelcodes=tuple(R.values),
    ),
    Definitie(
        "KC-11",
        "Onderzoeken op locatie",
        "zaak",
        "Zaken met ten minste één coronamelding en ten minste één interventie op locatie tot en met de peildatum.",
        waarde=Telling("bezocht", "zaak_id"),
    ),
    Definitie(
        "KC-12",
        "Werkgevers met een overtreding",
        "werkgever",
        "Verschillende werkgevers waarbij tot en met de peildatum in een onderzoek op locatie (KC-11) een overtreding is"
        " geconstateerd. Dit is geen aandeel van KC-11: dat zijn zaken, dit zijn werkgevers.",
        waarde=Telling("gevonden", "werkgever"),
    ),
    Definitie(
        "KC-13",
        "Ingezette handhavingsinstrumenten",
        "instrument",
        "Waarschuwingen, eisen, stilleggingen en boeterapporten, uitgereikt tot en met de peildatum in een onderzoek op"
        " locatie (KC-11). Later opgeheven of ingetrokken blijft geteld. Zonder enig bezoek uitgereikt staat apart.",
        waarde=Telling("instrument", waar="op_locatie"),
        delen=Telling("instrument", waar="op_locatie", per="soort"),
        deelcodes=tuple(soort.value for soort in INSTRUMENTEN),
        zonder_locatie=Telling("instrument", waar="NOT op_locatie"),
    ),
    Definitie(
        "KC-14",
        "Onderwerpen",
        "melding",
        "Coronameldingen per onderwerp en domein. Een melding met meer onderwerpen telt bij elk daarvan een keer.",
    ),
)


def onderwerp_telling(onderwerp: str) -> Telling:
    """KC-14 for one topic, per domain of the melding."""
    return Telling("geteld", waar=heeft(onderwerp), per="domein")
