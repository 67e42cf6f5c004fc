"""Each core figure, once: code, name, unit, words, and what is counted over what (domain section 2).

This serves the command, the report and every screen; the number and the list behind it come from the same `Telling`.
A change of meaning is a new VERSIE, and what the figure meant before stays in it (`Definitie.eerder`): a report that
was made by that is still counted by that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from interventies.models import INSTRUMENTEN, Toetsing
from meldingen.models.feiten import Domein
from rapportages.kerncijfers.bronnen import EIGEN_DOMEINEN, heeft

VERSIES = ("1.0",)
VERSIE = VERSIES[-1]

DOMEINEN = tuple(Domein.values)  # plain texts, in the order of the report


@dataclass(frozen=True, slots=True)
class Telling:
    """How many rows of a relation of `bronnen.FEITEN` meet `waar`; with `per`, split by those facts.

    `waar` is SQL over the facts of the relation, made of constants only.
    """

    bron: str
    waar: str = "TRUE"
    per: tuple[str, ...] = ()

    def aantal_sql(self) -> str:
        """SQL for (first part, second part, number); a part that is not split by is ''."""
        delen = [*self.per, "''", "''"][:2]
        groep = f" GROUP BY {', '.join(self.per)}" if self.per else ""
        return f"SELECT {', '.join(delen)}, COALESCE(SUM(n), 0) FROM tel_{self.bron} WHERE {self.waar}{groep}"

    def verloop_sql(self) -> str:
        """SQL for (`een`, `twee`, `vak`, `n`): the parts as in `aantal_sql`, a piece of the period, and by how much the
        number changes in it."""
        een, twee = [*self.per, "''", "''"][:2]
        return (
            f"SELECT {een} AS een, {twee} AS twee, vak, SUM(n) AS n FROM verloop_{self.bron} WHERE {self.waar}"
            f" GROUP BY {', '.join([*self.per, 'vak'])}"
        )

    def lijst_sql(self, delen: int) -> str:
        """`ids_sql`, in order."""
        return f"{self.ids_sql(delen)} ORDER BY id"

    def ids_sql(self, delen: int) -> str:
        """SQL for the ids behind the number, or behind one part of it (`%(deel0)s`, `%(deel1)s`)."""
        binnen = "".join(f" AND {feit} = %(deel{nummer})s" for nummer, feit in enumerate(self.per[:delen]))
        return f"SELECT id FROM {self.bron} WHERE ({self.waar}){binnen}"


def een_van(*onderwerpen: str) -> str:
    """SQL: at least one of these topics."""
    return "(" + " OR ".join(heeft(f"'{onderwerp}'") for onderwerp in onderwerpen) + ")"


VG = f"domein = '{Domein.VEILIG_GEZOND.value}'"
AFSTAND_OF_ZIEK = een_van("AFSTAND", "ZIEK_AAN_WERK")
THUISWERKEN = een_van("THUISWERKEN")
R = Toetsing.Resultaat
_MAATREGEL = (R.MAATREGEL_DIRECT.value, R.MAATREGEL_UITEINDELIJK.value)
GETOETST = (*_MAATREGEL, R.GEEN_MAATREGEL.value)  # what KC-10 is a share of
_MET_MAATREGEL = f"resultaat IN {_MAATREGEL}"
_GETOETST = f"resultaat IN {GETOETST}"
_ALLE = Telling("melding")
_ALLE_VG = Telling("melding", waar=VG)


@dataclass(frozen=True, slots=True)
class Definitie:
    """A figure is a `waarde`, or a share (`teller` of `noemer`), and may have `delen`: a count per part.

    `deelcodes` are the parts that are always there, also when they are 0. Of a figure that is split twice they are
    those of the second split; the first is by a code list, whose owner can extend it.
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
    # Of what a sentence works out with this figure and another: no number of its own, and a list all the same.
    verschil: Telling | None = None
    versie: str = VERSIE
    # What it meant before, oldest first; `versie` is the last one that meant it. Of the same unit and with the same
    # numbers: what counts something else is another figure.
    eerder: tuple["Definitie", ...] = ()

    def in_versie(self, versie: str) -> "Definitie":
        """What this figure meant by that version of the definitions."""
        return next((d for d in self.eerder if _nummer(versie) <= _nummer(d.versie)), self)

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

    def heeft(self, deel: Sequence[str]) -> bool:
        """Whether this is one of its parts: KC-09 has no row for a zaak in Buiten."""
        return not deel or not self.deelcodes or deel[-1] in self.deelcodes


def _nummer(versie: str) -> tuple[int, ...]:
    return tuple(map(int, versie.split(".")))


def volgens(definities: Sequence[Definitie], versie: str) -> tuple[Definitie, ...]:
    """What these figures meant by that version."""
    return tuple(definitie.in_versie(versie) for definitie in definities)


DEFINITIES: tuple[Definitie, ...] = (
    Definitie(
        "KC-01",
        _("Coronameldingen"),
        "melding",
        _(
            "Meldingen die direct of indirect met corona te maken hebben, ontvangen tot en met de peildatum. Een"
            " dubbele melding telt niet mee."
        ),
        waarde=_ALLE,
    ),
    Definitie(
        "KC-02",
        _("Coronameldingen per domein"),
        "melding",
        _("De coronameldingen verdeeld naar domein. Elke melding heeft precies één domein."),
        delen=Telling("melding", per=("domein",)),
        deelcodes=DOMEINEN,
    ),
    Definitie(
        "KC-03",
        _("Arbeidsmigranten"),
        "melding",
        _("Aandeel van de coronameldingen dat betrekking heeft op arbeidsmigranten."),
        teller=Telling("melding", waar="arbeidsmigranten IS TRUE"),
        noemer=_ALLE,
        teller_tekst=_("coronameldingen die over arbeidsmigranten gaan"),
        noemer_tekst=_("alle coronameldingen"),
    ),
    Definitie(
        "KC-04",
        _("Afstand of ziek aan het werk, binnen Veilig & Gezond"),
        "melding",
        _(
            "Aandeel van de meldingen in Veilig & Gezond met het onderwerp afstand of ziek aan het werk; elke melding"
            " telt een keer. De teller is een andere dan die van KC-05."
        ),
        teller=Telling("melding", waar=f"{VG} AND {AFSTAND_OF_ZIEK}"),
        noemer=_ALLE_VG,
        teller_tekst=_("meldingen in Veilig & Gezond over afstand of ziek aan het werk"),
        noemer_tekst=_("alle meldingen in Veilig & Gezond"),
    ),
    Definitie(
        "KC-05",
        _("Afstand of ziek aan het werk, van alle meldingen"),
        "melding",
        _(
            "Aandeel van alle coronameldingen, in welk domein ook, met het onderwerp afstand of ziek aan het werk;"
            " elke melding telt een keer. De teller is een andere dan die van KC-04."
        ),
        teller=Telling("melding", waar=AFSTAND_OF_ZIEK),
        verschil=Telling("melding", waar=f"NOT ({VG}) AND {AFSTAND_OF_ZIEK}"),
        noemer=_ALLE,
        teller_tekst=_("meldingen in alle domeinen over afstand of ziek aan het werk"),
        noemer_tekst=_("alle coronameldingen"),
    ),
    Definitie(
        "KC-06",
        _("Niet mogen thuiswerken, binnen Veilig & Gezond"),
        "melding",
        _("Aandeel van de meldingen in Veilig & Gezond met het onderwerp thuiswerken."),
        teller=Telling("melding", waar=f"{VG} AND {THUISWERKEN}"),
        noemer=_ALLE_VG,
        teller_tekst=_("meldingen in Veilig & Gezond over niet mogen thuiswerken"),
        noemer_tekst=_("alle meldingen in Veilig & Gezond"),
    ),
    Definitie(
        "KC-07",
        _("Niet mogen thuiswerken, van alle meldingen"),
        "melding",
        _("Aandeel van alle coronameldingen, in welk domein ook, met het onderwerp thuiswerken."),
        teller=Telling("melding", waar=THUISWERKEN),
        verschil=Telling("melding", waar=f"NOT ({VG}) AND {THUISWERKEN}"),
        noemer=_ALLE,
        teller_tekst=_("meldingen in alle domeinen over niet mogen thuiswerken"),
        noemer_tekst=_("alle coronameldingen"),
    ),
    Definitie(
        "KC-08",
        _("Werkgevers met een interventie"),
        "werkgever",
        _(
            "Verschillende werkgevers waarbij tot en met de peildatum een interventie is uitgevoerd in een zaak met"
            " ten minste één coronamelding."
        ),
        waarde=Telling("werkgever"),
        verschil=Telling("werkgever", waar="domeinen = 0"),
    ),
    Definitie(
        "KC-09",
        _("Werkgevers met een interventie, per domein van de zaak"),
        "werkgever",
        _(
            "De werkgevers van KC-08 naar het domein van de zaak. Een werkgever met zaken in beide domeinen telt in"
            " beide regels; de overlap staat erbij."
        ),
        delen=Telling("werkgever_domein", per=("domein",)),
        deelcodes=EIGEN_DOMEINEN,
        overlap=Telling("werkgever", waar="domeinen = 2"),
    ),
    Definitie(
        "KC-10",
        _("Maatregelen getroffen"),
        "melding",
        _(
            "Aandeel van de getoetste coronameldingen waarbij de werkgever direct of uiteindelijk maatregelen trof."
            " Niet toetsbaar, nog te toetsen en al in orde tellen niet mee en staan apart. De laatste toetsing telt."
        ),
        teller=Telling("toets", _MET_MAATREGEL),
        noemer=Telling("toets", _GETOETST),
        teller_tekst=_("getoetste meldingen waarna (uiteindelijk) maatregelen zijn getroffen"),
        noemer_tekst=_("meldingen waarvan het gevolg is getoetst"),
        delen=Telling("toets", per=("resultaat",)),
        deelcodes=tuple(R.values),
    ),
    Definitie(
        "KC-11",
        _("Onderzoeken op locatie"),
        "zaak",
        _(
            "Zaken met ten minste één coronamelding en ten minste één interventie op locatie tot en met de peildatum."
        ),
        waarde=Telling("onderzoek"),
    ),
    Definitie(
        "KC-12",
        _("Werkgevers met een overtreding"),
        "werkgever",
        _(
            "Verschillende werkgevers waarbij tot en met de peildatum in een onderzoek op locatie (KC-11) een"
            " overtreding is geconstateerd. Dit is geen aandeel van KC-11: dat zijn zaken, dit zijn werkgevers."
        ),
        waarde=Telling("overtreder"),
    ),
    Definitie(
        "KC-13",
        _("Ingezette handhavingsinstrumenten"),
        "instrument",
        _(
            "Waarschuwingen, eisen, stilleggingen en boeterapporten, uitgereikt tot en met de peildatum in een"
            " onderzoek op locatie (KC-11). Later opgeheven of ingetrokken blijft geteld. Zonder enig bezoek"
            " uitgereikt staat apart."
        ),
        waarde=Telling("instrument", waar="op_locatie"),
        delen=Telling("instrument", waar="op_locatie", per=("soort",)),
        deelcodes=tuple(soort.value for soort in INSTRUMENTEN),
        zonder_locatie=Telling("instrument", waar="NOT op_locatie"),
    ),
    Definitie(
        "KC-14",
        _("Onderwerpen"),
        "melding",
        _(
            "Coronameldingen per onderwerp en domein. Een melding met meer onderwerpen telt bij elk daarvan een keer."
        ),
        delen=Telling("onderwerp", per=("onderwerp", "domein")),
        deelcodes=DOMEINEN,
    ),
)
