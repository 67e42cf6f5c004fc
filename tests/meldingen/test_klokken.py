"""The clocks of triage as data: seen by who may see the rules, proposed by beleid, approved by a second person."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from meldingen.adviseren import adviseer_stuk
from meldingen.klokken import klokken_van, stel_klokken_voor
from meldingen.models import Melding, Regelset
from meldingen.regelsets import trek_regelset_in
from meldingen.regelvoorstellen import keur_goed
from rapportages.bewijzen import regels
from tests.meldingen.regelhulp import als, nu

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)
VANAF = date(2026, 12, 1)
P3 = ("prioriteit", "P3")


def voorgesteld(bram: Gebruiker, vanaf: date = VANAF, **anders: object) -> Regelset:
    klokken = klokken_van(nu().inhoud) | {P3: (3, "werkdagen")}
    gewoon = {"vanaf": vanaf, "reden": "Het kan sneller.", "gezien": nu().pk, "door": bram, "op": OP}
    return stel_klokken_voor(klokken, **gewoon | anders)  # type: ignore[arg-type]


def uiterlijk(dossier, ontvangen: str) -> datetime:
    """The clock of a melding with P3 received then."""
    sleutel = dossier.melding(ernst="significant", ontvangen_op=ontvangen, werkgever=dossier.werkgever())
    dossier.importeer(nu=datetime(2026, 12, 20, tzinfo=UTC))
    adviseer_stuk(dossierfeiten, op=datetime(2026, 12, 20, tzinfo=UTC))
    melding = Melding.objects.get(extern_kenmerk=sleutel)
    assert melding.prioriteit == "P3"
    assert melding.uiterlijk is not None
    return melding.uiterlijk


def test_andere_klokken_gelden_voor_wat_vanaf_die_dag_wordt_ontvangen(bram, thea, dossier):
    keur_goed(voorgesteld(bram), door=thea, op=OP)
    voor = uiterlijk(dossier, "2026-11-30T10:00:00+01:00")
    erna = uiterlijk(dossier, "2026-12-01T10:00:00+01:00")
    assert timezone.localtime(voor).date() == date(2026, 12, 7)
    assert timezone.localtime(erna).date() == date(2026, 12, 4)
    assert list(regels()) == []


def test_alleen_de_klokken_zijn_anders(bram, thea):
    eerst = nu().inhoud
    keur_goed(voorgesteld(bram), door=thea, op=OP)
    verschil = {naam for naam, waarde in nu().inhoud.items() if waarde != eerst[naam]}
    assert verschil == {"versie", "geldig_vanaf", "toelichting", "termijnen"}
    assert klokken_van(nu().inhoud) == klokken_van(eerst) | {P3: (3, "werkdagen")}
    assert Regelset.objects.get(versie="2020-03-01").geldig_tot == VANAF - timedelta(days=1)


def test_wie_voorstelt_keurt_niet_goed(thea):
    voorstel = voorgesteld(thea)
    with pytest.raises(Regelfout, match="Een ander dan de maker"):
        keur_goed(voorstel, door=thea, op=OP)
    assert nu().versie == "2020-03-01"
    assert nu().geldig_tot is None


def test_tot_een_besluit_verandert_er_niets_en_wacht_er_een_tegelijk(bram):
    voorgesteld(bram)
    assert nu().versie == "2020-03-01"
    with pytest.raises(Regelfout, match="wacht al een nieuwe versie"):
        voorgesteld(bram, date(2027, 1, 1))


def test_hetzelfde_formulier_twee_keer_gestuurd_is_een_voorstel(client, bram):
    als(client, bram)
    for _ in range(2):
        assert client.post(reverse("klokken"), velden(prioriteit_P3_aantal="3")).status_code == 302
    assert Regelset.objects.filter(status="CONCEPT").count() == 1


def test_wat_vervalt_maakt_plaats_ook_voor_dezelfde_dag(bram, thea):
    trek_regelset_in(voorgesteld(bram), reden="Te ver weg.", door=thea, op=OP)
    opnieuw = voorgesteld(bram)
    assert opnieuw.versie == "2026-12-01-2"
    keur_goed(opnieuw, door=thea, op=OP)
    assert nu().pk == opnieuw.pk


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"reden": " "}, "vraagt een reden"),
        ({"vanaf": date(2020, 3, 1)}, "na de eerste dag"),
    ],
)
def test_wat_niet_kan_wordt_in_woorden_geweigerd(bram, anders, reden):
    with pytest.raises(Regelfout, match=reden):
        voorgesteld(bram, **anders)


def test_dezelfde_klokken_zijn_geen_voorstel_en_wie_achterloopt_hoort_dat(bram, thea):
    with pytest.raises(Regelfout, match="verandert er niets"):
        stel_klokken_voor(klokken_van(nu().inhoud), vanaf=VANAF, reden="x", gezien=nu().pk, door=bram, op=OP)
    gezien = nu().pk
    keur_goed(voorgesteld(bram), door=thea, op=OP)
    with pytest.raises(Ingehaald):
        voorgesteld(bram, date(2027, 1, 1), gezien=gezien)


def test_wat_al_een_advies_heeft_houdt_zijn_klok(bram, dossier):
    dossier.melding(ernst="significant", werkgever=dossier.werkgever())  # received on 8 January 2021
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    with pytest.raises(Regelfout, match="al geadviseerd"):
        voorgesteld(bram, date(2021, 1, 8))
    assert voorgesteld(bram, date(2021, 1, 9)).status == Regelset.Status.CONCEPT


# The page


def velden(**anders: str) -> dict[str, str]:
    uit = {"gezien": str(nu().pk), "vanaf": "01-12-2026", "reden": "Het kan sneller."}
    for (soort, code), (aantal, eenheid) in klokken_van(nu().inhoud).items():
        uit |= {f"{soort}_{code}_aantal": str(aantal), f"{soort}_{code}_eenheid": eenheid}
    return uit | anders


def test_op_de_pagina_van_voorstel_tot_goedkeuring(client, bram, thea):
    als(client, bram)
    assert client.post(reverse("klokken"), velden(prioriteit_P3_aantal="3")).status_code == 302
    voorstel = Regelset.objects.get(status="CONCEPT")
    vanaf = 'Andere regels vanaf <span class="datum">01-12-2026</span>'
    for naam in ("recht", "klokken"):
        assert vanaf in als(client, thea).get(reverse(naam)).content.decode()
    pagina = als(client, thea).get(reverse("regelset", args=[voorstel.pk])).content.decode()
    assert "5 werkdagen</del>" in pagina
    assert "Het kan sneller." in pagina
    client.post(reverse("regelset_besluit", args=[voorstel.pk]), {"uitkomst": "ja"})
    assert nu().pk == voorstel.pk


def test_een_fout_staat_bij_haar_veld_en_wat_is_ingevuld_blijft(client, bram):
    antwoord = als(client, bram).post(
        reverse("klokken"), velden(prioriteit_P1_aantal="0", reden="Een goede reden.")
    )
    assert "Een termijn is minstens 1." in antwoord.content.decode()
    assert "Een goede reden." in antwoord.content.decode()
    assert not Regelset.objects.filter(status="CONCEPT").exists()


def test_beleid_kan_alleen_een_eigen_voorstel_laten_vervallen(client, bram):
    voorstel = voorgesteld(bram)
    adres = reverse("regelset_besluit", args=[voorstel.pk])
    ander = Gebruiker.objects.create_user("bea", rol=Rol.BELEID)
    assert als(client, ander).post(adres, {"uitkomst": "nee"}).status_code == 403
    assert als(client, bram).post(adres, {"uitkomst": "ja"}).status_code == 403
    assert client.post(adres, {"uitkomst": "nee"}).status_code == 302
    assert Regelset.objects.get(pk=voorstel.pk).status == Regelset.Status.INGETROKKEN


def test_de_pagina_kost_een_vast_aantal_vragen(client, bram, thea, django_assert_max_num_queries):
    for maand in range(1, 5):
        keur_goed(
            stel_klokken_voor(
                klokken_van(nu().inhoud) | {P3: (maand, "dagen")},
                vanaf=date(2027, maand, 1),
                reden="x",
                gezien=nu().pk,
                door=bram,
                op=OP,
            ),
            door=thea,
            op=OP,
        )
    als(client, bram)
    with django_assert_max_num_queries(6):
        client.get(reverse("klokken"))
