"""The ledger as it stood, beside a fold over what happened; and what was read in, by when that was registered."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from inspectie.models import Gebruiker, Rol
from inspectie.tijd import einde_van, lokale_dag
from interventies.dossier import dossierfeiten
from meldingen import balansdagen
from meldingen.apart import geen_melding, leg_apart
from meldingen.balans import ANDERE_DELEN, MELDINGDELEN
from meldingen.balansstand import Balansstand, balanskeuze, lees, meldingen_op, ontvangsten_op, som_op
from meldingen.models import Melding, Ontvangst, Status
from meldingen.ontvangen import Weg, ontvang
from meldingen.post.inhoud import Inhoud
from meldingen.statussen import OVERGANGEN, wissel
from tests.maak import Dossier
from tests.meldingen.test_ontvangen import RIJ

pytestmark = pytest.mark.django_db
Uitkomst = Ontvangst.Uitkomst
BEGIN = datetime(2021, 1, 4, 20, tzinfo=UTC)
DAGEN = 8
VROEG = {"ontvangen_op": "2021-01-04T09:00:00Z", "geregistreerd_op": "2021-01-05T09:00:00Z"}


@dataclass
class Ding:
    """Something that came in: when, since when it is on record, and what it was from when on."""

    ontvangen: datetime
    op: datetime
    was: list[tuple[datetime, str]]
    rij: Any
    werd_melding: datetime | None = None
    melding: "Ding | None" = None


@dataclass
class Verhaal:
    lot: Random
    wie: Gebruiker
    meldingen: list[Ding] = field(default_factory=list)
    apart: list[Ding] = field(default_factory=list)

    def vertel(self) -> None:
        op = BEGIN
        for _ in range(40):
            op += timedelta(hours=self.lot.choice((1, 3, 7)), seconds=self.lot.randrange(3000))
            self.lot.choice((self.komt, self.komt, self.stap, self.stap, self.leg, self.besluit))(op)
            if op.second % 4 == 0:  # what is counted ahead is no other number
                balansdagen.houd_bij()

    def komt(self, op: datetime, ontvangst: Ontvangst | None = None) -> Ding:
        ontvangen = ontvangst.ontvangen_op if ontvangst else op - timedelta(hours=self.lot.choice((0, 30)))
        melding = ontvang(
            RIJ | {"ontvangen_op": ontvangen.isoformat(), "kanaal": "EMAIL"},
            Weg(f"mail:{uuid4()}"),
            inzending=uuid4(),
            dossier=dossierfeiten,
            op=op,
            ontvangst=ontvangst,
            door=self.wie if ontvangst else None,
        ).melding
        ding = Ding(ontvangen, op, [], melding)
        self.meldingen.append(ding)
        return ding

    def stap(self, op: datetime) -> None:
        if self.meldingen:
            ding = self.lot.choice(self.meldingen)
            melding = Melding.objects.get(pk=ding.rij.pk)
            naar = self.lot.choice(sorted(OVERGANGEN[Status(melding.status)]) or [None])
            if naar:
                wissel(melding, naar, op=op, door=self.wie, toelichting="Zo is het.")
                ding.was.append((op, naar))

    def leg(self, op: datetime) -> None:
        ontvangen = op - timedelta(hours=self.lot.choice((0, 30)))
        wat = self.lot.choice((Uitkomst.WACHT, Uitkomst.ONGEWENST))
        rij, _ = leg_apart(
            "EMAIL", f"mail:{uuid4()}", Inhoud("x"), uitkomst=wat, reden="Zie.", ontvangen_op=ontvangen, op=op
        )
        self.apart.append(Ding(ontvangen, op, [(op, wat)], rij))

    def besluit(self, op: datetime) -> None:
        open_ = [ding for ding in self.apart if not ding.werd_melding]
        if not open_:
            return
        ding = self.lot.choice(open_)
        if ding.was[-1][1] != Uitkomst.GEEN_MELDING and self.lot.random() < 0.5:
            geen_melding(ding.rij, reden="Een grap.", door=self.wie, op=op)
            ding.was.append((op, Uitkomst.GEEN_MELDING))
        else:
            ding.melding = self.komt(op, Ontvangst.objects.get(pk=ding.rij.pk))
            ding.werd_melding = op

    def navertel(self, stand: Balansstand) -> dict[str, set[int]]:
        """By part what was in it."""
        moment = min(einde_van(stand.tot), stand.stand_van)
        uit: dict[str, set[int]] = {}
        for ding, soort in [(d, "m") for d in self.meldingen] + [(d, "o") for d in self.apart]:
            if not (stand.van <= lokale_dag(ding.ontvangen) <= stand.tot) or ding.op > stand.stand_van:
                continue
            als_melding = ding.melding if soort == "o" else ding
            if als_melding and als_melding.was and als_melding.was[-1][1] == Status.NAAR_OPSPORING:
                continue
            if ding.werd_melding and ding.werd_melding <= stand.stand_van:
                continue
            toen = [wat for op, wat in ding.was if op <= moment]
            if soort == "m":
                status = toen[-1] if toen else Status.ONTVANGEN
                deel = next(naam for naam, statussen in MELDINGDELEN.items() if status in statussen)
            else:
                wat = toen[-1] if toen else ding.was[0][1]
                deel = next(naam for naam, uitkomst in ANDERE_DELEN.items() if uitkomst == wat)
            uit.setdefault(deel, set()).add(ding.rij.pk)
        return uit


@pytest.mark.parametrize("zaad", range(2))
def test_op_elk_moment_is_de_balans_de_navertelling_en_haar_lijsten(zaad: int):
    lot = Random(zaad)
    verhaal = Verhaal(lot, Gebruiker.objects.create(username="m", rol=Rol.TEAMLEIDER))
    verhaal.vertel()
    gezien: set[str] = set()
    for _ in range(12):
        tot = BEGIN.date() + timedelta(days=lot.randrange(DAGEN))
        van = tot - timedelta(days=lot.randrange(DAGEN))
        stand = Balansstand(van, tot, BEGIN + timedelta(hours=lot.randrange(24 * DAGEN), microseconds=1))
        verwacht = verhaal.navertel(stand)
        uit = som_op(stand, verhaal.wie)
        assert uit["ontvangen"] == sum(len(wat) for wat in verwacht.values())
        assert {deel: n for deel, n in uit.items() if n and deel != "ontvangen"} == {
            deel: len(wat) for deel, wat in verwacht.items()
        }
        for deel in (*MELDINGDELEN, *ANDERE_DELEN):
            lijst: QuerySet[Any]
            if deel in MELDINGDELEN:
                lijst = Melding.objects.zichtbaar_voor(verhaal.wie).filter(
                    meldingen_op(stand, deel, verhaal.wie)
                )
            else:
                lijst = ontvangsten_op(stand, ANDERE_DELEN[deel], verhaal.wie)
            assert set(lijst.values_list("pk", flat=True)) == verwacht.get(deel, set()), deel
        gezien |= set(verwacht)
    assert {"triage", "besloten", "wacht"} <= gezien


def delen_op(dag: str, wie: Gebruiker) -> Counter[str]:
    stand = Balansstand(date(2020, 12, 1), date(2021, 1, 31), einde_van(date.fromisoformat(dag)))
    uit = som_op(stand, wie)
    balansdagen.houd_bij()
    assert som_op(stand, wie) == uit
    return Counter({deel: n for deel, n in uit.items() if n and deel != "ontvangen"})


def test_wat_werd_ingelezen_telt_vanaf_de_registratie_en_wat_is_teruggenomen_weer_niet(dossier: Dossier):
    wie = Gebruiker.objects.create(username="m", rol=Rol.TEAMLEIDER)
    eerste = dossier.melding(werkgever=dossier.werkgever(), **VROEG)
    tweede = dossier.melding(**VROEG)
    zaak = dossier.zaak(eerste, geregistreerd_op="2021-01-08T09:00:00Z")
    for rij in dossier.rijen["zaak_meldingen"]:
        rij["geregistreerd_op"] = "2021-01-08T09:00:00Z"
    dossier.correctie("melding", tweede, "dubbel_van", eerste, "2021-01-10T09:00:00Z")
    dossier.neem()
    assert delen_op("2021-01-04", wie) == {}
    assert delen_op("2021-01-06", wie) == {"triage": 2}
    assert delen_op("2021-01-09", wie) == {"triage": 1, "besloten": 1}
    assert delen_op("2021-01-11", wie) == {"dubbel": 1, "besloten": 1}
    # Registered later: the link was never there, and neither was the duplicate.
    dossier.correctie("melding", tweede, "dubbel_van", "", "2021-01-14T09:00:00Z")
    dossier.correctie("zaak_melding", f"{zaak};{eerste}", "vervallen", "ja", "2021-01-16T09:00:00Z")
    dossier.neem()
    assert delen_op("2021-01-11", wie) == {"dubbel": 1, "besloten": 1}
    assert delen_op("2021-01-15", wie) == {"triage": 1, "besloten": 1}
    assert delen_op("2021-01-17", wie) == {"triage": 2}


def test_wie_op_een_andere_dag_bleek_ontvangen_telt_op_de_dag_die_toen_vaststond(dossier: Dossier):
    wie = Gebruiker.objects.create(username="m", rol=Rol.TEAMLEIDER)
    eerste, _tweede = dossier.melding(**VROEG), dossier.melding(**VROEG)
    dossier.neem()
    dossier.correctie("melding", eerste, "ontvangen_op", "2020-11-04T09:00:00Z", "2021-01-10T09:00:00Z")
    dossier.neem()
    for dag, verwacht in (("2021-01-06", 2), ("2021-01-11", 1)):
        assert delen_op(dag, wie) == {"triage": verwacht}, dag
        stand = Balansstand(date(2020, 12, 1), date(2021, 1, 31), einde_van(date.fromisoformat(dag)))
        assert Melding.objects.filter(meldingen_op(stand, "triage", wie)).count() == verwacht, dag
    november = Balansstand(date(2020, 11, 1), date(2020, 11, 30), einde_van(date(2021, 1, 6)))
    assert som_op(november, wie)["ontvangen"] == 0


@pytest.mark.parametrize(
    "code",
    [
        "",
        "x",
        "20210101.20210110",
        "20210110.20210101.1",
        "20219999.20210110.1",
        "20210101.99991231.1",
        "00010101.20210110.1",
        "20210101.20210110.999999999999999999",
    ],
)
def test_een_stand_die_er_geen_is_geeft_niets_en_breekt_niets(client: Client, code: str):
    client.force_login(Gebruiker.objects.create(username="m", rol=Rol.TEAMLEIDER))
    assert lees(code) is None
    assert balanskeuze(f"triage.{code}") is None
    for naam in ("meldingen", "apart"):
        antwoord = client.get(f"{reverse(naam)}?balans=triage.{code}")
        assert antwoord.status_code == 200
        assert "Kies haar op de pagina Cijfers" in antwoord.content.decode()


def test_wat_sindsdien_een_melding_werd_leidt_vanuit_de_lijst_van_toen_naar_die_melding(client: Client):
    verhaal = Verhaal(Random(1), Gebruiker.objects.create(username="m", rol=Rol.TEAMLEIDER))
    verhaal.leg(BEGIN)
    rij = verhaal.apart[0].rij
    melding = verhaal.komt(BEGIN + timedelta(days=2), Ontvangst.objects.get(pk=rij.pk)).rij
    client.force_login(verhaal.wie)
    stand = Balansstand(BEGIN.date() - timedelta(days=2), BEGIN.date(), BEGIN + timedelta(hours=1))
    deel = next(deel for deel, uitkomst in ANDERE_DELEN.items() if uitkomst == verhaal.apart[0].was[0][1])
    adres = reverse("ontvangst_regel", args=[rij.pk])
    assert f'href="{adres}' in client.get(f"{reverse('apart')}?balans={deel}.{stand}").content.decode()
    assert client.get(adres)["Location"] == reverse("melding", args=[melding.nummer])
    Melding.objects.filter(pk=melding.pk).update(status=Status.NAAR_OPSPORING)
    assert client.get(adres).status_code == 404
    assert som_op(stand, verhaal.wie)["ontvangen"] == 0


def test_bij_een_getal_van_toen_kiest_een_ander_filter_daar_nog_uit(client: Client):
    verhaal = Verhaal(Random(1), Gebruiker.objects.create(username="m", rol=Rol.TEAMLEIDER))
    verhaal.leg(BEGIN)
    rij = verhaal.apart[0].rij
    client.force_login(verhaal.wie)
    stand = Balansstand(BEGIN.date() - timedelta(days=2), BEGIN.date(), BEGIN + timedelta(hours=1))
    deel = next(deel for deel, uitkomst in ANDERE_DELEN.items() if uitkomst == verhaal.apart[0].was[0][1])
    ander = next(kanaal for kanaal in ("TELEFOON", "EMAIL") if kanaal != rij.kanaal)
    for kanaal, staat_er in ((rij.kanaal, True), (ander, False)):
        vraag = f"balans={deel}.{stand}&kanaal={kanaal}"
        html = client.get(f"{reverse('apart')}?{vraag}").content.decode()
        assert (f'href="{reverse("ontvangst_regel", args=[rij.pk])}' in html) == staat_er, kanaal


def test_een_stand_leest_terug_zoals_zij_is_geschreven():
    stand = Balansstand(date(2021, 1, 1), date(2021, 1, 10), einde_van(date(2021, 1, 10)))
    assert lees(str(stand)) == stand


def test_wie_het_uur_van_ontvangst_niet_mag_weten_kiest_geen_stand(client: Client):
    client.force_login(Gebruiker.objects.create(username="i", rol=Rol.INSPECTEUR, team="WEST"))
    stand = Balansstand(date(2021, 1, 1), date(2021, 1, 10), BEGIN)
    html = client.get(f"{reverse('meldingen')}?balans=triage.{stand}").content.decode()
    assert "stand van" not in html
    assert 'name="balans"' not in html
