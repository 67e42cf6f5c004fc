"""A large folder of case records to measure with: believable in shape and proportions, the same for the same number."""

import csv
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path

from inspectie.tijd import AMSTERDAM

ONDERWERPEN = (
    "AFSTAND ZIEK_AAN_WERK THUISWERKEN HYGIENE PBM VENTILATIE LOON ARBEIDSTIJD KLANT_WINKEL GROEPSVORMING ZORGKWALITEIT"
).split()
BEGIN = datetime(2020, 3, 10, tzinfo=AMSTERDAM)
SUBSIDIE_TOT = datetime(2020, 4, 10, tzinfo=AMSTERDAM)
OP = "2020-12-12T10:00:00+01:00"
JANEE = ("ja", "nee", "")
# Common and rare together: a list must be as quick for the one melding by letter as for the many by web form.
SECTOREN = "C C C C G G G G G G F F I I I N N H H Q Q Q P M J K A UITZEND UITZEND ONBEKEND U".split()
PROVINCIES = "ZH ZH ZH ZH NH NH NH NB NB GE GE UT UT OV LI LI FL FR GR DR ZE".split()
KANALEN = ("WEBFORMULIER",) * 60 + ("TELEFOON",) * 25 + ("EMAIL",) * 12 + ("VAKBOND_MELDPUNT", "BRIEF")
KLAAR = "klaar"

Rij = dict[str, object]


def schrijf(map_: Path, aantal: int, *, alleen_meldingen: bool = False) -> Path:
    """`aantal` meldingen at a quarter as many employers, with a third as many zaken; kept if it is there already."""
    if (map_ / KLAAR).exists():
        return map_
    map_.mkdir(parents=True, exist_ok=True)
    werkgevers = max(1, aantal // 4)
    _schrijf(map_ / "werkgevers.csv", _werkgevers(werkgevers))
    _schrijf(map_ / "meldingen.csv", _meldingen(random.Random(aantal), aantal, werkgevers))
    if not alleen_meldingen:
        bestanden = {
            "zaken": _zaken,
            "zaak_meldingen": _koppelingen,
            "overtredingen": _overtredingen,
            "interventies": _interventies,
            "toetsingen": _toetsingen,
        }
        for naam, rijen in bestanden.items():
            _schrijf(map_ / f"{naam}.csv", rijen(aantal, werkgevers))
    (map_ / KLAAR).touch()
    return map_


def schrijf_namen(map_: Path, aantal: int) -> Path:
    """Only employers, with names as firms have them: what they do, who they are, where; kept if it is there already."""
    if not (map_ / KLAAR).exists():
        map_.mkdir(parents=True, exist_ok=True)
        _schrijf(map_ / "werkgevers.csv", _namen(random.Random(aantal), aantal))
        (map_ / KLAAR).touch()
    return map_


def _schrijf(pad: Path, rijen: Iterator[Rij]) -> None:
    with pad.open("w", encoding="utf-8", newline="") as uit:
        eerste = next(rijen)
        schrijver = csv.DictWriter(uit, list(eerste))
        schrijver.writeheader()
        schrijver.writerow(eerste)
        schrijver.writerows(rijen)


def _werkgevers(aantal: int) -> Iterator[Rij]:
    for i in range(aantal):
        yield {
            "werkgever": f"W{i}",
            "naam": f"Bedrijf {i} BV",
            "kvk_nummer": 10_000_000
            + i
            - (i % 50 == 1),  # one in fifty is another record of the one before it
            "sector": SECTOREN[i * 7 % len(SECTOREN)],
            "plaats": "Utrecht",
            "provincie": PROVINCIES[i * 11 % len(PROVINCIES)],
            "geregistreerd_op": "2020-03-05T10:00:00+01:00",
        }


BEDRIJVEN = (
    "Bakkerij Slagerij Uitzendbureau Schoonmaakbedrijf Transportbedrijf Bouwbedrijf Installatiebedrijf Kwekerij Hotel"
    " Restaurant Supermarkt Zorgcentrum Kinderopvang Autobedrijf Drukkerij Distributiecentrum Vleesverwerking Metaal"
    " Schildersbedrijf Loonbedrijf Accountants Makelaardij Apotheek Rijschool Kapsalon Boekhandel Groothandel Visserij"
).split()


def _namen(lot: random.Random, aantal: int) -> Iterator[Rij]:
    """A few kinds of firm, many families, some hundreds of places: a common word is in thousands of names."""
    woorden, vaak = _woordenschat()
    plaatsen = [woord.capitalize() for woord in woorden[500:900]]
    for i in range(aantal):
        familie = lot.choices(woorden, cum_weights=vaak, k=lot.choice((1, 1, 2)))
        delen = [lot.choice(BEDRIJVEN), lot.choice(("", "", "Van", "De")), *(w.capitalize() for w in familie)]
        naam = " ".join(filter(None, [*delen, lot.choice(("", "B.V.", "V.O.F."))]))
        yield {
            "werkgever": f"N{i}",
            "naam": naam,
            "kvk_nummer": 50_000_000 + i if i % 3 else "",
            "sector": SECTOREN[i * 7 % len(SECTOREN)],
            "plaats": lot.choice(plaatsen),
            "provincie": PROVINCIES[i * 11 % len(PROVINCIES)],
            "geregistreerd_op": "2020-03-05T10:00:00+01:00",
        }


_LETTERGREPEN = "ba ke li mo nu ra se ti vo wa den ger hal kan lop mes nen por ster vel".split()
WOORDENSCHAT = 20_000


def _woordenschat() -> tuple[list[str], list[float]]:
    """Made-up words, and how often the first so many of them come together: as in a language, each half as often as
    the one of half its rank."""
    n = len(_LETTERGREPEN)
    woorden = [
        _LETTERGREPEN[i % n]
        + _LETTERGREPEN[i // n % n]
        + _LETTERGREPEN[i // n**2 % n]
        + _LETTERGREPEN[i // n**3]
        for i in range(WOORDENSCHAT)
    ]
    return woorden, list(accumulate(1 / (rang + 10) for rang in range(WOORDENSCHAT)))


def _meldingen(lot: random.Random, aantal: int, werkgevers: int) -> Iterator[Rij]:
    """Their words: some in every melding, some in few, and one (loonsubsidie) only in the oldest."""
    vast = "Er wordt geen afstand gehouden in de kantine en de chef loopt te hoesten."
    woorden, vaak = _woordenschat()
    for i in range(aantal):
        ontvangen = BEGIN + timedelta(seconds=lot.randrange(27_000_000))
        bekend = lot.random() < 0.6
        tekst = " ".join([vast, *lot.choices(woorden, cum_weights=vaak, k=25)])
        if ontvangen < SUBSIDIE_TOT:
            tekst += " Het gaat ook om loonsubsidie."
        yield {
            "melding": f"M{i}",
            "ontvangen_op": ontvangen.isoformat(),
            "geregistreerd_op": (ontvangen + timedelta(hours=lot.randrange(60))).isoformat(),
            "kanaal": lot.choice(KANALEN) if i % 5000 else "AMBTSHALVE",
            "melder_type": "WERKNEMER",
            "melder_naam": f"Piet Jansen {i}" if bekend else "",
            "melder_email": f"p{i}@voorbeeld.example" if bekend else "",
            "toestemming_contact_werkgever": lot.choice(JANEE),
            "corona_relatie": lot.choice(("DIRECT", "DIRECT", "INDIRECT", "GEEN")),
            "bevoegd": lot.choice(("eigen", "eigen", "ander", "gemengd")),
            "domein": lot.choice(("VEILIG_GEZOND", "VEILIG_GEZOND", "EERLIJK", "BUITEN")),
            "onderwerpen": ";".join(lot.sample(ONDERWERPEN, lot.choice((1, 1, 2)))),
            "arbeidsmigranten": lot.choice(JANEE),
            "melder_ziet_risico": lot.choice(JANEE),
            "ernst": lot.choice(("laag", "significant", "ernstig", "acuut", "")),
            "aantal_blootgesteld": lot.choice(("", 3, 12, 60)),
            "duurt_voort": lot.choice(JANEE),
            "werkonderbreking": lot.choice(("nee", "nee", "nee", "ja")),
            "bevestigde_besmettingen": lot.choice(("", 0, 1, 2)),
            "werkgever": _werkgever(lot, werkgevers) if lot.random() < 0.7 else "",
            "omschrijving": tekst,
            "dubbel_van": f"M{lot.randrange(i)}" if i > 100 and lot.random() < 0.02 else "",
        }


def _werkgever(lot: random.Random, werkgevers: int) -> str:
    """One in a hundred meldingen is about the first employer, as there is always one; the others are spread."""
    return "W0" if lot.random() < 0.01 else f"W{lot.randrange(werkgevers)}"


def _zaken(aantal: int, werkgevers: int) -> Iterator[Rij]:
    for z in range(aantal // 3):
        yield {
            "zaak": f"Z{z}",
            "domein": "EERLIJK" if z % 3 == 0 else "VEILIG_GEZOND",
            "aanleiding": "MELDING",
            "geopend_op": "2020-12-01",
            "geregistreerd_op": "2020-12-02T10:00:00+01:00",
        }


def _koppelingen(aantal: int, werkgevers: int) -> Iterator[Rij]:
    lot = random.Random(2)
    for z in range(aantal // 3):
        yield {
            "zaak": f"Z{z}",
            "melding": f"M{lot.randrange(aantal)}",
            "geregistreerd_op": "2021-01-25T10:00:00+01:00",
        }


def _bezocht(z: int) -> bool:
    return z % 10 < 3


def _overtreding_in(z: int) -> bool:
    return z % 10 == 0


def _overtredingen(aantal: int, werkgevers: int) -> Iterator[Rij]:
    for z in range(aantal // 3):
        if _overtreding_in(z):
            yield {
                "overtreding": f"O{z}",
                "zaak": f"Z{z}",
                "werkgever": f"W{z * 7 % werkgevers}",
                "voorschrift": "ZORGPLICHT",
                "geconstateerd_op": "2020-12-10",
                "geregistreerd_op": OP,
            }


def _interventies(aantal: int, werkgevers: int) -> Iterator[Rij]:
    for z in range(aantal // 3):
        vast = {"zaak": f"Z{z}", "werkgever": f"W{z * 7 % werkgevers}", "uitgereikt_op": "2020-12-10"}
        vast |= {"wijze": "AFSTAND", "veiligheidstoets": "", "geregistreerd_op": OP, "overtredingen": ""}
        if _bezocht(z):
            vast |= {"wijze": "LOCATIE", "veiligheidstoets": "AKKOORD"}
        soort = "LOCATIEBEZOEK" if _bezocht(z) else "TELEFONISCH_GESPREK"
        yield {"interventie": f"I{z}", "soort": soort, **vast}
        if _overtreding_in(z):
            yield {"interventie": f"J{z}", "soort": "WAARSCHUWING", **vast, "overtredingen": f"O{z}"}


def _toetsingen(aantal: int, werkgevers: int) -> Iterator[Rij]:
    lot = random.Random(3)
    for _ in range(aantal // 5):
        yield {
            "melding": f"M{lot.randrange(aantal)}",
            "resultaat": lot.choice(("MAATREGEL_DIRECT", "MAATREGEL_UITEINDELIJK", "GEEN_MAATREGEL", "OPEN")),
            "getoetst_op": "2021-01-05",
            "geregistreerd_op": "2021-01-06T10:00:00+01:00",
        }
