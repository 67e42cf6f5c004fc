"""Until when an instrument must be complied with, objected to or must have been decided on (domain section 4)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from inspectie.models import VrijeDag
from interventies import concepten
from interventies.models import Concept, Interventie, InterventieStatus
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.zaaktermijnen import einden
from interventies.zaaktijdlijn import tijdlijn
from tests.interventies.zaakhulp import OP, inspecteur, opzet, overtreding_in, teamleider, zaak_met

S = InterventieStatus


@pytest.fixture
def vrij(db: None) -> frozenset[date]:
    return VrijeDag.objects.dagen()


def van(
    vrij: frozenset[date],
    soort: str,
    uitgereikt_op: date,
    vandaag: date,
    *,
    op_schrift: date | None = None,
    status: S = S.UITGEREIKT,
    termijn_tot: date | None = None,
    mondeling: bool = False,
) -> list[tuple[str, bool]]:
    interventie = Interventie(
        soort=soort, uitgereikt_op=uitgereikt_op, status=status, termijn_tot=termijn_tot
    )
    if mondeling:
        interventie.concept = Concept(mondeling_op=OP)
    return [(einde.tekst, einde.te_laat) for einde in einden(interventie, vandaag, vrij, op_schrift)]


@pytest.mark.parametrize(
    ("bekend", "einde"),
    [
        (date(2020, 11, 13), date(2020, 12, 28)),
        (date(2021, 2, 19), date(2021, 4, 6)),
        (date(2021, 3, 24), date(2021, 5, 6)),
    ],
)
@pytest.mark.parametrize("soort", ["EIS", "STILLEGGING"])
def test_tegen_een_bevel_kan_zes_weken_bezwaar_met_de_feestdagen_erbij(vrij, soort, bekend, einde):
    woorden = f"{einde:%d-%m-%Y}"
    assert van(vrij, soort, bekend, einde) == [(f"Bezwaar kan tot en met {woorden}", False)]
    daarna = einde + timedelta(days=1)
    assert van(vrij, soort, bekend, daarna) == [(f"Bezwaar kon tot en met {woorden}", False)]


@pytest.mark.parametrize("soort", ["WAARSCHUWING", "LOCATIEBEZOEK", "AANSPREKEN_SCHRIFTELIJK"])
def test_tegen_wat_geen_besluit_is_kan_geen_bezwaar(vrij, soort):
    assert van(vrij, soort, date(2021, 1, 11), date(2021, 1, 12)) == []


def test_over_een_boete_moet_na_dertien_weken_zijn_besloten_ook_op_een_zondag(vrij):
    tekst = "Besluit over de boete uiterlijk 11-04-2021"
    assert van(vrij, "BOETERAPPORT", date(2021, 1, 10), date(2021, 4, 11)) == [(tekst, False)]
    assert van(vrij, "BOETERAPPORT", date(2021, 1, 10), date(2021, 4, 12)) == [(tekst, True)]
    ingetrokken = van(vrij, "BOETERAPPORT", date(2021, 1, 10), date(2021, 4, 12), status=S.INGETROKKEN)
    assert ingetrokken == [(tekst, False)]


def test_over_een_boete_loopt_de_termijn_vanaf_de_dagtekening_van_het_rapport(dossier, client: Client):
    """Not from the day on which it was handed over [Awb 5:51]."""
    zaak = zaak_met(dossier)
    concept = concepten.stel_op(
        zaak, opzet(zaak, "BOETERAPPORT", overtreding_in(zaak, voorschrift="WML")), door=inspecteur(), op=OP
    )
    concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    concepten.stel_vast(concept, versie=2, door=teamleider(), op=OP)
    later = OP + timedelta(days=9)
    concepten.reik_uit(concept, dag=later.date(), versie=3, door=inspecteur(), op=later)
    client.force_login(inspecteur())
    html = client.get(reverse("zaak", args=[zaak.nummer])).content.decode()
    assert 'Besluit over de boete uiterlijk <span class="datum">12-04-2021</span>' in html


def test_tegen_een_mondeling_bevel_loopt_bezwaar_pas_vanaf_de_brief(vrij):
    gezegd = date(2021, 1, 11)
    assert van(vrij, "STILLEGGING", gezegd, gezegd, mondeling=True) == []
    assert van(vrij, "STILLEGGING", gezegd, gezegd, mondeling=True, op_schrift=date(2021, 1, 12)) == [
        ("Bezwaar kan tot en met 23-02-2021", False)
    ]


@pytest.mark.parametrize(
    ("vandaag", "te_laat"),
    [(date(2021, 1, 17), False), (date(2021, 1, 18), False), (date(2021, 1, 19), True)],
)
def test_een_termijn_die_op_zondag_eindigt_is_na_maandag_pas_verlopen(vrij, vandaag, te_laat):
    assert van(vrij, "WAARSCHUWING", date(2021, 1, 11), vandaag, termijn_tot=date(2021, 1, 17)) == [
        ("Termijn tot en met 18-01-2021", te_laat)
    ]
    nagekomen = van(
        vrij,
        "WAARSCHUWING",
        date(2021, 1, 11),
        date(2021, 1, 19),
        termijn_tot=date(2021, 1, 17),
        status=S.NAGEKOMEN,
    )
    assert nagekomen == [("Termijn tot en met 18-01-2021", False)]


def test_de_zaak_zegt_tot_wanneer_bezwaar_kan_en_de_brief_van_een_mondeling_bevel_telt(
    dossier, client: Client
):
    zaak = zaak_met(dossier)
    gevaar = overtreding_in(zaak, ernstig_gevaar=True)
    concept = concepten.leg_mondeling_stil(
        zaak, opzet(zaak, "STILLEGGING", gevaar), moment=OP, door=inspecteur(), op=OP
    )
    client.force_login(inspecteur())
    adres = reverse("zaak", args=[zaak.nummer])
    assert "Bezwaar" not in client.get(adres).content.decode()

    concepten.leg_voor(concept, versie=concept.versie, door=inspecteur(), op=OP)
    concept.refresh_from_db()
    concepten.stel_vast(concept, versie=concept.versie, door=teamleider(), op=OP + timedelta(days=1))
    concept.refresh_from_db()
    # On record a day later than it was.
    concepten.reik_uit(
        concept,
        dag=date(2021, 1, 12),
        versie=concept.versie,
        door=inspecteur(),
        op=OP + timedelta(days=2),
    )
    assert (
        'Bezwaar kon tot en met <span class="datum">23-02-2021</span>' in client.get(adres).content.decode()
    )
    verloop = tijdlijn(zaak, Rechtsteksten(), hoogstens=None)[0]
    assert "Stillegging op schrift uitgereikt op 12-01-2021" in {g.wat for g in verloop}
