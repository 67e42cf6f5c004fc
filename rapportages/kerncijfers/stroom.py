"""What came in, was decided, was closed and is open: the figures one steers by, beside the core figures of the report.

They count the same meldingen (KC-01), by the same rule: what was registered on or before the stand van. A step (a
decision, a state) counts from its own moment; one that was taken back before that does not. Each melding counts once:
by the decision that stands and by the closing that stands. So what lies open at the end of a day is what came in by
then and is not closed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_noop as _

from interventies.models import INSTRUMENTEN, InterventieWissel, ZaakMelding
from meldingen.models import StatusWissel, TriageBesluit
from meldingen.models.melding import Status
from meldingen.statussen import OPEN
from rapportages.kerncijfers.bronnen import heeft, in_kring, relaties
from rapportages.kerncijfers.definities import Telling
from rapportages.kerncijfers.vakken import vak_sql

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


INSTROOM, BESLOTEN, AFGEROND, VOORRAAD, TE_LAAT, AFLOOP, VERLOPEN = (
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
            " of eraan is voldaan."
        ),
        "termijn_voorbij = 1",
        bron="ingezet",
        versie="1.1",
    ),
)
STROOMCIJFERS = {
    cijfer.code: cijfer for cijfer in (INSTROOM, BESLOTEN, AFGEROND, VOORRAAD, TE_LAAT, AFLOOP, VERLOPEN)
}
PER_VERDELING = (INSTROOM, BESLOTEN, AFGEROND, VOORRAAD, TE_LAAT)


@cache
def stroomrelaties(voorwaarden: tuple[str, ...], vakken: int, *, kring: bool = False) -> dict[str, str]:
    """The relations of `bronnen`, and those of these figures."""
    bij_melding = f" AND {in_kring('melding', kring, 'melding_id')}" if kring else ""
    dicht = ", ".join(f"'{status}'" for status in DICHT)
    besluiten = TriageBesluit._meta.db_table
    waar = f" WHERE {' AND '.join(voorwaarden)}" if voorwaarden else ""
    leeftijd = "".join(
        f" WHEN b.ontvangen_op >= %(sinds{dagen})s THEN '{code}'"
        for code, (dagen, _naam) in LEEFTIJDEN.items()
        if dagen
    )
    instrumenten = ", ".join(f"'{soort.value}'" for soort in INSTRUMENTEN)
    return relaties(voorwaarden, kring=kring) | {
        "binnen": f"SELECT * FROM breed{waar}",
        "stap": _laatste(
            "melding_id, naar, op",
            StatusWissel,
            "melding_id",
            "op DESC, id DESC",
            f"op <= %(moment)s{bij_melding}",
        ),
        "afgerond": f"SELECT melding_id, op FROM stap WHERE naar IN ({dicht})",
        "advies": _laatste(
            "melding_id, prioriteit, uiterlijk, besloten_op, herroepen_op",
            TriageBesluit,
            "melding_id",
            "geadviseerd_op DESC, id DESC",
            f"geadviseerd_op <= %(moment)s{bij_melding}",
        ),
        "besluit": (
            f"SELECT melding_id, MAX(besloten_op) AS op FROM {besluiten} WHERE besloten_op <= %(moment)s"
            f" AND (herroepen_op IS NULL OR herroepen_op > %(moment)s){bij_melding} GROUP BY melding_id"
        ),
        "in_zaak": (
            "SELECT DISTINCT koppeling.melding_id FROM koppeling"
            f" JOIN {ZaakMelding._meta.db_table} AS k ON k.id = koppeling.id"
            " WHERE k.geregistreerd_op <= %(moment)s"
        ),
        "stuk": (
            "SELECT b.id, b.domein, b.onderwerpen, b.team, b.sector, b.provincie,"
            f" {vak_sql('b.ontvangen_op', vakken)} AS vak_in,"
            f" {vak_sql('besluit.op', vakken)} AS vak_besloten, {vak_sql('afgerond.op', vakken)} AS vak_afgerond,"
            " CASE WHEN afgerond.op IS NOT NULL THEN 'AFGEROND' WHEN t.resultaat <> 'OPEN' THEN 'GETOETST'"
            " WHEN z.melding_id IS NOT NULL THEN 'IN_ZAAK' WHEN besluit.op IS NOT NULL THEN 'BESLOTEN'"
            " ELSE 'WACHT' END AS fase,"
            f" CASE{leeftijd} ELSE 'OUDER' END AS leeftijd,"
            " CASE WHEN afgerond.op IS NULL AND z.melding_id IS NULL AND besluit.op IS NULL"
            " AND COALESCE(t.resultaat, 'OPEN') = 'OPEN' AND a.uiterlijk < %(moment)s THEN 1 ELSE 0 END AS te_laat,"
            " COALESCE(NULLIF(a.prioriteit, ''), 'GEEN') AS prioriteit"
            " FROM binnen AS b LEFT JOIN afgerond ON afgerond.melding_id = b.id"
            " LEFT JOIN besluit ON besluit.melding_id = b.id LEFT JOIN advies AS a ON a.melding_id = b.id"
            " LEFT JOIN laatste_toets AS t ON t.melding_id = b.id LEFT JOIN in_zaak AS z ON z.melding_id = b.id"
        ),
        "stuk_onderwerp": f"SELECT stuk.*, code.onderwerp FROM stuk JOIN code ON {heeft('code.onderwerp')}",
        "gewisseld": _laatste(
            "interventie_id, naar",
            InterventieWissel,
            "interventie_id",
            # A fact like any other: it counts from the day it was, once it is on record.
            "dag DESC, op DESC, id DESC",
            "dag <= %(peildatum)s AND op <= %(stand_van)s"
            + (" AND interventie_id IN (SELECT id FROM instrument)" if kring else ""),
        ),
        "ingezet": (
            "SELECT i.id, COALESCE(w.naar, 'UITGEREIKT') AS afloop,"
            " CASE WHEN w.naar IS NULL AND nu.termijn_tot < %(peildatum)s THEN 1 ELSE 0 END AS termijn_voorbij"
            " FROM instrument AS i JOIN interventie AS nu ON nu.id = i.id"
            " LEFT JOIN gewisseld AS w ON w.interventie_id = i.id"
        ),
        **_verloop(vakken, dicht, bij_melding, instrumenten),
    }


def _laatste(kolommen: str, model: type, per: str, volgorde: str, waar: str) -> str:
    """The last row of each, by then."""
    plaats = f"ROW_NUMBER() OVER (PARTITION BY {per} ORDER BY {volgorde}) AS plaats"
    return (
        f"SELECT {kolommen} FROM (SELECT {kolommen}, {plaats}"
        f" FROM {model._meta.db_table} WHERE {waar}) AS alle WHERE plaats = 1"  # type: ignore[attr-defined]
    )


def _verloop(vakken: int, dicht: str, bij_melding: str, instrumenten: str) -> dict[str, str]:
    """In which piece of the period each thing begins to count. At one stand van nothing that counts (of these) ever
    stops to: so how many there were at the end of a piece is how many began by then."""
    later = "CASE WHEN {0} > {1} THEN {0} ELSE {1} END".format
    dag = vak_sql("i.uitgereikt_op", vakken, "grensdag")
    gevonden = vak_sql("o.geconstateerd_op", vakken, "grensdag")
    wissel = StatusWissel._meta.db_table
    op = later("s.op", "b.ontvangen_op")
    return {
        # Closed and opened again: each counts at its own moment, but never before the melding was there.
        "wissels": (
            f"SELECT {vak_sql(f'({op})', vakken)} AS vak, CASE WHEN s.naar IN ({dicht}) THEN -1 ELSE 1 END AS n"
            f" FROM {wissel} AS s JOIN binnen AS b ON b.id = s.melding_id WHERE s.op <= %(moment)s{bij_melding}"
            f" AND (s.naar IN ({dicht})) <> (s.van IN ({dicht}))"
        ),
        "zaakvak": (
            f"SELECT keten.zaak_id, MIN({vak_sql('b.ontvangen_op', vakken)}) AS vak FROM keten CROSS JOIN binnen AS b"
            " WHERE b.id = keten.melding_id GROUP BY keten.zaak_id"
        ),
        "ingreepvak": (
            "SELECT ingreep.id, ingreep.zaak_id, ingreep.werkgever, ingreep.soort, ingreep.wijze,"
            f" {later(f'({dag})', 'z.vak')} AS vak FROM ingreep JOIN interventie AS i ON i.id = ingreep.id"
            " JOIN zaakvak AS z ON z.zaak_id = ingreep.zaak_id"
        ),
        "bezochtvak": (
            "SELECT zaak_id, MIN(vak) AS vak FROM ingreepvak WHERE wijze = 'LOCATIE' GROUP BY zaak_id"
        ),
        "beginvak": (
            "SELECT 'KC-08' AS code, MIN(vak) AS vak FROM ingreepvak GROUP BY werkgever"
            " UNION ALL SELECT 'KC-11', vak FROM bezochtvak UNION ALL SELECT 'KC-12', MIN(vak) FROM"
            f" (SELECT COALESCE(samen.hoofd_id, o.werkgever_id) AS werkgever, {later(f'({gevonden})', 'z.vak')} AS vak"
            " FROM overtreding AS o JOIN bezochtvak AS z ON z.zaak_id = o.zaak_id"
            " LEFT JOIN samen ON samen.id = o.werkgever_id) AS overtreders GROUP BY werkgever"
            f" UNION ALL SELECT 'KC-13', {later('i.vak', 'z.vak')} FROM ingreepvak AS i"
            f" JOIN bezochtvak AS z ON z.zaak_id = i.zaak_id WHERE i.soort IN ({instrumenten})"
        ),
    }


@cache
def stroomopdracht(voorwaarden: tuple[str, ...], vakken: int) -> str:
    """Rows of (what, key, five numbers, in the order of PER_VERDELING where they are those)."""
    geteld = ", ".join(
        f"SUM(CASE WHEN {cijfer.waar} THEN 1 ELSE 0 END) AS n{nummer}"
        for nummer, cijfer in enumerate(PER_VERDELING)
    )
    sommen = ", ".join(f"SUM(n{nummer})" for nummer in range(len(PER_VERDELING)))
    delen = [f"SELECT 'alles', '', {geteld} FROM stuk"]
    delen += [
        f"SELECT '{naam}', {naam}, {geteld} FROM stuk GROUP BY {naam}"
        for naam in VERDELINGEN
        if naam != "onderwerp"
    ]
    delen.append(
        f"SELECT 'onderwerp', code.onderwerp, {sommen} FROM (SELECT onderwerpen, {geteld} FROM stuk"
        f" GROUP BY onderwerpen) AS x JOIN code ON {heeft('code.onderwerp')} GROUP BY code.onderwerp"
    )
    delen += [
        f"SELECT '{wat}', {sleutel}, COUNT(*), 0, 0, 0, 0 FROM {bron} WHERE {waar} GROUP BY {kolom}"
        for wat, kolom, sleutel, bron, waar in (
            ("fase", "fase", "fase", "stuk", "TRUE"),
            ("leeftijd", "leeftijd", "leeftijd", "stuk", VOORRAAD.waar),
            ("prioriteit", "prioriteit", "prioriteit", "stuk", TE_LAAT.waar),
            ("vak_in", "vak_in", _tekst("vak_in"), "stuk", "TRUE"),
            ("vak_besloten", "vak_besloten", _tekst("vak_besloten"), "stuk", BESLOTEN.waar),
            ("vak_afgerond", "vak_afgerond", _tekst("vak_afgerond"), "stuk", AFGEROND.waar),
            ("afloop", "afloop", "afloop", "ingezet", "TRUE"),
        )
    ]
    delen += [
        f"SELECT 'wissel', {_tekst('vak')}, SUM(n), 0, 0, 0, 0 FROM wissels GROUP BY vak",
        f"SELECT code, {_tekst('vak')}, COUNT(*), 0, 0, 0, 0 FROM beginvak GROUP BY code, vak",
        "SELECT 'verlopen', '', COUNT(*), 0, 0, 0, 0 FROM ingezet WHERE termijn_voorbij = 1",
    ]
    return " UNION ALL ".join(delen)


def _tekst(kolom: str) -> str:
    return f"CAST({kolom} AS VARCHAR(9))"


VAKER: Sequence[str] = ("stuk", "binnen", "ingezet", "ingreepvak", "bezochtvak", "zaakvak")
"""Worked out once."""
