"""A boeterapport gives the facts it rests on, and calls one violation one."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from inspectie.fouten import Regelfout
from interventies import brieven, concepten
from interventies.briefopmaak import eerdere_als_blok, overtredingen_als_blok, regels_van
from interventies.models import Concept, Zaak
from tests.interventies.zaakhulp import OP, inspecteur, opzet, overtreding_in, teamleider, zaak_met

pytestmark = pytest.mark.django_db
ZIN = "Schrijf op wat u vaststelde: een boeterapport geeft de feiten waarop het rust."
NU = datetime(2026, 11, 29, 10, tzinfo=UTC)


def rapport(dossier, **anders: str) -> Concept:
    zaak = zaak_met(dossier)
    overtreding = overtreding_in(zaak, voorschrift="WML")
    return concepten.stel_op(
        zaak, opzet(zaak, "BOETERAPPORT", overtreding, **anders), door=inspecteur(), op=OP
    )


def test_een_boeterapport_zonder_feiten_wordt_niet_voorgelegd_of_vastgesteld(dossier):
    concept = rapport(dossier, bevindingen=" ")
    with pytest.raises(Regelfout, match="wat u vaststelde"):
        concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    Concept.objects.update(bevindingen="Zes mensen stonden aan de band.")
    concepten.leg_voor(concept, versie=1, door=inspecteur(), op=OP)
    Concept.objects.update(bevindingen="")  # as one that was put before this was asked
    with pytest.raises(Regelfout, match="wat u vaststelde"):
        concepten.stel_vast(concept, versie=2, door=teamleider(), op=OP)


@pytest.mark.parametrize("feiten", ["", "  ", "Zes mensen stonden aan de band."])
def test_dat_de_feiten_ontbreken_staat_bij_hun_veld(dossier, client, feiten):
    concept, zaak = rapport(dossier), Zaak.objects.get()
    client.force_login(inspecteur())
    vraag = f"werkgever={concept.werkgever_id}&o={concept.overtredingen.get().pk}&keuze=BOETERAPPORT|"
    for adres, erbij in (
        (f"{reverse('zaak_optreden', args=[zaak.nummer])}?{vraag}", {"wijze": "AFSTAND"}),
        (reverse("zaak_wijzigen", args=[zaak.nummer]), {"concept": concept.pk, "versie": concept.versie}),
    ):
        antwoord = client.post(adres, {"sleutel": uuid4(), "bevindingen": feiten, **erbij})
        assert (antwoord.status_code == 302) == bool(feiten.strip()), adres
        if not feiten.strip():
            html = antwoord.content.decode()
            assert f'_bevindingen_error"><p>{ZIN}</p>' in html


def test_de_brief_noemt_een_overtreding_niet_overtredingen(dossier):
    regels = "\n".join(regels_van(brieven.maak_op(rapport(dossier), NU).document))
    assert "overtredingen" not in regels
    assert "Wat is overtreden" in regels
    zaak = zaak_met(dossier)
    waarschuwing = opzet(zaak, "WAARSCHUWING", overtreding_in(zaak))
    concept = concepten.stel_op(zaak, waarschuwing, door=inspecteur(), op=OP)
    assert "overtredingen" not in "\n".join(regels_van(brieven.maak_op(concept, NU).document))
    een, twee = (str(overtredingen_als_blok([("Naam", "Artikel", "Dag")] * n)) for n in (1, 2))
    assert "'Overtreding'" in een
    assert "'Overtredingen'" in twee
    een, twee = (str(eerdere_als_blok(["Een."] * n)) for n in (1, 2))
    assert "op hetzelfde voorschrift" in een
    assert "op dezelfde voorschriften" in twee
