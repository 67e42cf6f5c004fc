"""What came in, was decided, was closed and is open: the figures one steers by, beside the core figures of the report.

They count the same meldingen (KC-01), by the same rule: what was registered on or before the stand van. A step (a
decision, a state) counts from its own moment; one that was taken back before that does not. Each melding counts once:
by the decision that stands and by the closing that stands. So what lies open at the end of a day is what came in by
then and is not closed.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from meldingen.models.feiten import Status
from meldingen.statussen import OPEN
from rapportages.kerncijfers.definities import Telling

VERSIE = "1.0"
# What ends the work on a melding. A duplicate is not counted at all.
DICHT = tuple(sorted(set(Status.values) - {status.value for status in OPEN} - {Status.DUBBEL.value}))

FASEN = {
    "WACHT": _("Wacht op een besluit"),
    "BESLOTEN": _("Besloten, nog geen zaak of einde"),
    "IN_ZAAK": _("In een zaak"),
    "GETOETST": _("Getoetst, nog niet afgesloten"),
    "AFGEROND": _("Afgerond"),
}
LEEFTIJDEN = {  # its last day; without one there is no end
    "WEEK": (7, _("Tot en met 7 dagen")),
    "MAAND": (30, _("8 tot en met 30 dagen")),
    "KWARTAAL": (91, _("31 tot en met 91 dagen")),
    "JAAR": (365, _("92 tot en met 365 dagen")),
    "OUDER": (None, _("Langer dan 365 dagen")),
}
AFLOPEN = {
    "UITGEREIKT": _("Loopt nog"),
    "NAGEKOMEN": _("Nagekomen"),
    "NIET_NAGEKOMEN": _("Niet nagekomen"),
    "OPGEHEVEN": _("Opgeheven"),
    "INGETROKKEN": _("Ingetrokken"),
}
VERDELINGEN = ("domein", "onderwerp", "team", "sector", "provincie")


@dataclass(frozen=True, slots=True)
class Stroomcijfer:
    """`feit` is a column of the relation `stuk` (or `ingezet`) that is true where a row counts."""

    code: str
    naam: str
    eenheid: str
    tekst: str
    waar: str
    ook: tuple[tuple[str, str], ...] = ()
    """Other splits than those of VERDELINGEN: role, column."""
    bron: str = "stuk"
    versie: str = VERSIE

    @property
    def tellingen(self) -> dict[str, Telling]:
        uit = {"waarde": Telling(self.bron, self.waar)}
        if self.bron == "stuk":
            for naam in VERDELINGEN:
                bron = "stuk_onderwerp" if naam == "onderwerp" else "stuk"
                uit[naam] = Telling(bron, self.waar, per=(naam,))
        return uit | {rol: Telling(self.bron, self.waar, per=(kolom,)) for rol, kolom in self.ook}


OUD_VANAF = "MAAND"
"""The last of LEEFTIJDEN that is not old."""
_JONG = tuple(LEEFTIJDEN)[: tuple(LEEFTIJDEN).index(OUD_VANAF) + 1]

INSTROOM, BESLOTEN, AFGEROND, VOORRAAD, TE_LAAT, AFLOOP, VERLOPEN, OUD, ONBEANTWOORD, ONBEVESTIGD = (
    Stroomcijfer(
        "ST-01",
        _("Binnengekomen"),
        "melding",
        _("Coronameldingen die in de periode zijn ontvangen. Een dubbele melding telt niet mee."),
        "vak_in > 0",
        (("vak", "vak_in"),),
    ),
    Stroomcijfer(
        "ST-02",
        _("Besloten"),
        "melding",
        _(
            "Coronameldingen waarover in de periode bij de triage is besloten. Elke melding telt een keer, bij het"
            " besluit dat geldt; een herroepen besluit telt niet."
        ),
        "vak_besloten > 0",
        (("vak", "vak_besloten"),),
    ),
    Stroomcijfer(
        "ST-03",
        _("Afgerond"),
        "melding",
        _(
            "Coronameldingen die in de periode zijn afgesloten, overgedragen, naar Opsporing gegaan, alleen"
            " geregistreerd of ingetrokken, en dat op de peildatum nog zijn."
        ),
        "vak_afgerond > 0",
        (("vak", "vak_afgerond"),),
    ),
    Stroomcijfer(
        "ST-04",
        _("Openstaand"),
        "melding",
        _(
            "Coronameldingen die aan het einde van de peildatum ontvangen en nog niet afgerond waren. De leeftijd telt"
            " in dagen vanaf de dag van ontvangst."
        ),
        "fase <> 'AFGEROND'",
        (("fase", "fase"), ("leeftijd", "leeftijd")),
    ),
    Stroomcijfer(
        "ST-05",
        _("Termijn voorbij, nog geen besluit"),
        "melding",
        _(
            "Openstaande coronameldingen met een advies waarover nog niet is besloten, waarvan de termijn van dat"
            " advies op de peildatum voorbij is."
        ),
        "te_laat = 1",
        (("prioriteit", "prioriteit"),),
    ),
    Stroomcijfer(
        "ST-06",
        _("Afloop van instrumenten"),
        "instrument",
        _(
            "De instrumenten van KC-13, en die zonder bezoek, naar wat er op de peildatum van geworden was. Ook wat is"
            " opgeheven of ingetrokken is ingezet."
        ),
        "TRUE",
        (("afloop", "afloop"),),
        bron="ingezet",
        versie="1.1",  # from the day it was; before that from the moment it was written down
    ),
    Stroomcijfer(
        "ST-07",
        _("Termijn van een instrument voorbij"),
        "instrument",
        _(
            "De instrumenten van ST-06 met een termijn die op de peildatum voorbij was, terwijl nog niet is vastgelegd"
            " of eraan is voldaan. Een termijn die in een weekend of op een feestdag eindigt, loopt door tot de"
            " eerstvolgende werkdag; een van meer dan 90 dagen niet."
        ),
        "termijn_voorbij = 1",
        bron="ingezet",
        versie="1.2",  # by the day on which the term really ended; before that by its own last day
    ),
    Stroomcijfer(
        "ST-08",
        _("Langer dan 30 dagen open"),
        "melding",
        _("De meldingen van ST-04 die op de peildatum meer dan 30 dagen geleden waren ontvangen."),
        f"fase <> 'AFGEROND' AND leeftijd NOT IN {_JONG}",
    ),
    Stroomcijfer(
        "ST-09",
        _("Vraag aan de melder, termijn voorbij"),
        "melding",
        _(
            "Coronameldingen waarbij een vraag aan de melder openstaat: niet beantwoord en niet teruggenomen, terwijl"
            " de termijn van die vraag op de peildatum voorbij is. Een vraag zonder termijn telt niet."
        ),
        "onbeantwoord = 1",
    ),
    Stroomcijfer(
        "ST-10",
        _("Ontvangst niet op tijd bevestigd"),
        "melding",
        _(
            "Coronameldingen waarvan de melder nog van hier moest horen dat zij is ontvangen, terwijl de laatste dag"
            " daarvoor op de peildatum voorbij was. Of dat moet, ligt vast bij het opnemen van de melding. Wat is"
            " ingelezen, ingetrokken, overgedragen of naar Opsporing gegaan, telt niet."
        ),
        "onbevestigd = 1",
    ),
)
STROOMCIJFERS = {
    cijfer.code: cijfer
    for cijfer in (
        INSTROOM,
        BESLOTEN,
        AFGEROND,
        VOORRAAD,
        TE_LAAT,
        AFLOOP,
        VERLOPEN,
        OUD,
        ONBEANTWOORD,
        ONBEVESTIGD,
    )
}
PER_VERDELING = (INSTROOM, BESLOTEN, AFGEROND, VOORRAAD, TE_LAAT, ONBEANTWOORD, ONBEVESTIGD, OUD)
KLOKKEN = (TE_LAAT, ONBEANTWOORD, ONBEVESTIGD, VERLOPEN)
"""Of each clock that somebody is held to, what it has run out on."""
