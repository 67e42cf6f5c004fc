"""Test data the way it comes in: a folder of CSV files that goes through the real importer.

`Dossier` fills in what a test does not care about, so that a test says only what it is about.
"""

import csv
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from inspectie.management.argumenten import moment
from interventies.invoer import Uitslag, importeer
from interventies.invoer.fouten import Fout
from meldingen.models import Melding, Status
from rapportages.cijfers import Kerncijfers
from rapportages.kerncijfers import bereken

NU = datetime(2026, 11, 24, 12, tzinfo=UTC)


def kale_melding(nummer: int, op: datetime, status: Status, **velden: Any) -> Melding:
    """One row by itself, of somebody without a name and without a word of what there is: where the importer takes too
    long or cannot make it."""
    standaard = {
        "ontvangen_op": op,
        "geregistreerd_op": op,
        "stand_vanaf": op,
        "kanaal": "TELEFOON",
        "melder_type": "WERKNEMER",
        "anoniem": True,
        "melder_bereikbaar": False,
        "corona_relatie": "DIRECT",
        "onderwerpen": "AFSTAND",
    }
    return Melding.objects.create(nummer=nummer, status=status, **standaard | velden)


@dataclass
class Dossier:
    """Rows per file; every method adds one row and returns its key."""

    map: Path
    rijen: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    ruw: dict[str, str | bytes] = field(default_factory=dict)  # whole files, as they are
    fouten: list[Fout] = field(default_factory=list)
    _tel: "count[int]" = field(default_factory=lambda: count(1))

    def _zet(self, bestand: str, standaard: dict[str, str], **cellen: str) -> dict[str, str]:
        rij = standaard | cellen
        self.rijen.setdefault(bestand, []).append(rij)
        return rij

    def werkgever(self, **cellen: str) -> str:
        n = next(self._tel)
        standaard = {
            "werkgever": f"W{n}",
            "naam": f"Bedrijf {n}",
            "geregistreerd_op": "2020-03-01T09:00:00+01:00",
        }
        return self._zet("werkgevers", standaard, **cellen)["werkgever"]

    def melding(self, **cellen: str) -> str:
        """A V&G complaint about distance, received and registered on 8 January 2021."""
        ontvangen = cellen.get("ontvangen_op", "2021-01-08T10:00:00+01:00")
        standaard = {
            "melding": f"M{next(self._tel)}",
            "ontvangen_op": ontvangen,
            "geregistreerd_op": ontvangen,
            "kanaal": "WEBFORMULIER",
            "melder_type": "WERKNEMER",
            "corona_relatie": "DIRECT",
            "domein": "VEILIG_GEZOND",
            "onderwerpen": "AFSTAND",
        }
        return self._zet("meldingen", standaard, **cellen)["melding"]

    def zaak(self, *meldingen: str, **cellen: str) -> str:
        """A zaak opened on 8 January 2021, with links to these meldingen registered at the same time."""
        standaard = {
            "zaak": f"Z{next(self._tel)}",
            "domein": "VEILIG_GEZOND",
            "aanleiding": "MELDING",
            "geopend_op": "2021-01-08",
            "geregistreerd_op": "2021-01-08T11:00:00+01:00",
        }
        rij = self._zet("zaken", standaard, **cellen)
        for melding in meldingen:
            self.koppel(rij["zaak"], melding, geregistreerd_op=rij["geregistreerd_op"])
        return rij["zaak"]

    def koppel(self, zaak: str, melding: str, **cellen: str) -> str:
        standaard = {"zaak": zaak, "melding": melding, "geregistreerd_op": "2021-01-08T11:00:00+01:00"}
        self._zet("zaak_meldingen", standaard, **cellen)
        return f"{zaak};{melding}"

    def overtreding(self, zaak: str, werkgever: str, **cellen: str) -> str:
        dag = cellen.get("geconstateerd_op", "2021-01-09")
        standaard = {
            "overtreding": f"O{next(self._tel)}",
            "zaak": zaak,
            "werkgever": werkgever,
            "voorschrift": "ZORGPLICHT",
            "geconstateerd_op": dag,
            "geregistreerd_op": f"{dag}T20:00:00+01:00",
        }
        return self._zet("overtredingen", standaard, **cellen)["overtreding"]

    def interventie(
        self, zaak: str, werkgever: str, soort: str = "TELEFONISCH_GESPREK", **cellen: str
    ) -> str:
        """A phone call on 9 January 2021; on location it has its safety check, an eis its term and manner."""
        dag = cellen.get("uitgereikt_op", "2021-01-09")
        wijze = cellen.get("wijze", "LOCATIE" if soort == "LOCATIEBEZOEK" else "AFSTAND")
        standaard = {
            "interventie": f"I{next(self._tel)}",
            "zaak": zaak,
            "werkgever": werkgever,
            "soort": soort,
            "wijze": wijze,
            "uitgereikt_op": dag,
            "geregistreerd_op": f"{dag}T21:00:00+01:00",
            "veiligheidstoets": "AKKOORD" if wijze == "LOCATIE" else "",
            "overtredingen": "",
            "grondslag": "ARBOWET_27" if soort == "EIS" else "",
            "termijn_tot": date.fromisoformat(dag).replace(year=int(dag[:4]) + 1).isoformat()
            if soort == "EIS"
            else "",
            "toelichting": "Plaats schermen tussen de werkplekken." if soort == "EIS" else "",
        }
        return self._zet("interventies", standaard, **cellen)["interventie"]

    def toetsing(self, melding: str, resultaat: str, **cellen: str) -> None:
        dag = cellen.get("getoetst_op", "2021-01-09")
        standaard = {
            "melding": melding,
            "resultaat": resultaat,
            "getoetst_op": dag,
            "geregistreerd_op": f"{dag}T22:00:00+01:00" if dag else "2021-01-09T22:00:00+01:00",
        }
        self._zet("toetsingen", standaard, **cellen)

    def correctie(self, soort: str, sleutel: str, veld: str, nieuw: str, op: str, **cellen: str) -> None:
        standaard = {
            "soort": soort,
            "sleutel": sleutel,
            "veld": veld,
            "nieuw": nieuw,
            "reden": "Verkeerd geregistreerd.",
        }
        self._zet("correcties", standaard, geregistreerd_op=op, **cellen)

    def schrijf(self) -> None:
        self.map.mkdir(exist_ok=True)
        for bestand, rijen in self.rijen.items():
            if not rijen:
                (self.map / f"{bestand}.csv").unlink(missing_ok=True)
                continue
            kolommen = list(dict.fromkeys(kolom for rij in rijen for kolom in rij))
            with (self.map / f"{bestand}.csv").open("w", encoding="utf-8", newline="") as uit:
                schrijver = csv.DictWriter(uit, kolommen, restval="")
                schrijver.writeheader()
                schrijver.writerows(rijen)
        for bestand, inhoud in self.ruw.items():
            (self.map / f"{bestand}.csv").write_bytes(
                inhoud if isinstance(inhoud, bytes) else inhoud.encode()
            )

    def importeer(self, *, gedeeltelijk: bool = False, nu: datetime = NU) -> Uitslag:
        """Write the folder and import it; what was wrong is in `fouten`."""
        self.schrijf()
        self.fouten.clear()
        return importeer(
            self.map,
            nu=nu,
            gedeeltelijk=gedeeltelijk,
            meld=self.fouten.append,
            voortgang=lambda bestand, gelezen: None,
        )

    def neem(self) -> None:
        """Import what should be taken whole."""
        uitslag = self.importeer()
        assert uitslag.opgeslagen, [str(fout) for fout in self.fouten]


def cijfers(peildatum: str, stand_van: str = "2026-11-24T12:00:00+00:00") -> Kerncijfers:
    """The figures, with moments as on the command line."""
    return bereken(date.fromisoformat(peildatum), moment(stand_van))
