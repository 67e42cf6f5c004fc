"""The timeline of a zaak also tells what was read in, what was corrected, and what turned out to be an error."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspectie.tijd import AMSTERDAM
from interventies import concepten, onderzoek
from interventies.models import Zaak
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.zaaktijdlijn import tijdlijn
from meldingen.models import Melding, Status
from meldingen.tijdlijn import Gebeurtenis
from tests.interventies.zaakhulp import DAG, OP, inspecteur, melding_van, opzet, overtreding_in, zaak_met

pytestmark = pytest.mark.django_db
LATER = "2021-01-12T09:00:00+01:00"


def ingelezen(dossier: Any) -> tuple[str, str, str, str]:
    """A zaak from a file: with its melding, a violation, a warning and the outcome."""
    werkgever, melding = dossier.werkgever(naam="Bakker Boon"), dossier.melding()
    zaak = dossier.zaak(melding)
    overtreding = dossier.overtreding(zaak, werkgever)
    waarschuwing = dossier.interventie(zaak, werkgever, "WAARSCHUWING", overtredingen=overtreding)
    dossier.toetsing(melding, "MAATREGEL_DIRECT")
    return zaak, melding, overtreding, waarschuwing


def verloop(*, voor_werkgever: bool = False) -> list[Gebeurtenis]:
    return tijdlijn(Zaak.objects.get(), Rechtsteksten(), hoogstens=None, voor_werkgever=voor_werkgever)[0]


def test_van_wat_is_ingelezen_staat_dat_er_op_de_plaats_van_wie_het_deed(dossier):
    ingelezen(dossier)
    dossier.neem()
    assert len(verloop()) == 5
    assert {g.wie for g in verloop()} == {"ingelezen"}


def test_wie_iets_hier_vastlegt_staat_er_nog_steeds_zelf(dossier):
    zaak = zaak_met(dossier)
    overtreding_in(zaak)
    assert "ingelezen" not in {g.wie for g in verloop()}
    assert inspecteur().naam in {g.wie for g in verloop()}


def test_een_correctie_staat_op_de_tijdlijn_met_wat_het_wordt_en_waarom(dossier):
    _, _, overtreding, waarschuwing = ingelezen(dossier)
    boon = dossier.werkgever(naam="Boon Vestiging Zuid", kvk_nummer="12345678")
    wie = {"reden": "Verkeerde dag overgenomen."}
    dossier.correctie("overtreding", overtreding, "geconstateerd_op", "2021-01-08", LATER, **wie)
    dossier.correctie("overtreding", overtreding, "ernstig_gevaar", "ja", LATER, **wie)
    dossier.correctie("interventie", waarschuwing, "wijze", "LOCATIE", LATER, **wie)
    dossier.correctie("interventie", waarschuwing, "veiligheidstoets", "AKKOORD", LATER, **wie)
    dossier.correctie("zaak", "Z3", "geopend_op", "2021-01-07", LATER, **wie)
    dossier.neem()
    assert boon
    gevonden = {g.wat: (g.wie, g.waarom) for g in verloop() if "gecorrigeerd" in g.wat}
    zorgplicht = "Overtreding Zorgplicht van de werkgever (arbobeleid), 08-01-2021 gecorrigeerd"
    assert set(gevonden) == {
        f"{zorgplicht}: geconstateerd op, 08-01-2021 (was 09-01-2021)",
        f"{zorgplicht}: ernstig gevaar voor personen, ja (was leeg)",
        "Waarschuwing op 09-01-2021 gecorrigeerd: wijze, op locatie (was op afstand)",
        "Waarschuwing op 09-01-2021 gecorrigeerd: veiligheidstoets, akkoord (was leeg)",
        "Zaak gecorrigeerd: geopend, 07-01-2021 (was 08-01-2021)",
    }
    assert set(gevonden.values()) == {("ingelezen", "Verkeerde dag overgenomen.")}


def test_wat_bij_vergissing_was_geregistreerd_staat_er_met_waarom_het_verviel_en_de_werkgever_hoort_er_niets_van(
    dossier,
):
    zaak, melding, overtreding, waarschuwing = ingelezen(dossier)
    for soort, sleutel in (
        ("interventie", waarschuwing),
        ("overtreding", overtreding),
        ("zaak_melding", f"{zaak};{melding}"),
    ):
        dossier.correctie(soort, sleutel, "vervallen", "ja", LATER, reden="Was een andere zaak.")
    dossier.neem()
    nummer = Melding.objects.get().nummer
    alles = {g.wat: g.waarom for g in verloop()}
    assert "Waarschuwing op 09-01-2021" in alles
    for wat in (
        "Waarschuwing op 09-01-2021: vervallen",
        "Overtreding Zorgplicht van de werkgever (arbobeleid), 09-01-2021: vervallen",
        f"Koppeling van melding {nummer}: vervallen",
    ):
        assert alles[wat] == "Was een andere zaak."
    assert [g.wat for g in verloop(voor_werkgever=True)] == ["Zaak geopend"]


def test_van_een_melding_die_naar_opsporing_ging_staat_ook_geen_correctie_meer(dossier):
    zaak, melding, *_ = ingelezen(dossier)
    dossier.correctie("zaak_melding", f"{zaak};{melding}", "vervallen", "ja", LATER)
    dossier.neem()
    assert any("Koppeling" in g.wat for g in verloop())
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    assert not any("Koppeling" in g.wat for g in verloop())


def test_de_namen_van_het_recht_zijn_op_een_engelse_bladzijde_nederlands(dossier, client: Client):
    zaak = zaak_met(dossier)
    overtreding = overtreding_in(zaak)
    wie = inspecteur()
    concept = concepten.stel_op(zaak, opzet(zaak, "WAARSCHUWING", overtreding), door=wie, op=OP)
    concepten.stel_vast(concept, versie=1, door=wie, op=OP)
    concepten.reik_uit(concept, dag=DAG, versie=2, door=wie, op=OP)
    client.force_login(wie)
    adressen = [reverse(naam, args=[zaak.nummer]) for naam in ("zaak", "zaak_optreden")]
    adressen += [
        reverse("werkgever", args=[overtreding.werkgever_id]),
        reverse("melding", args=[melding_van(zaak).nummer]),
    ]
    recht = re.compile(r"Zorgplicht van de werkgever|Arbeidsomstandighedenwet artikel")
    for adres in adressen:
        assert '<span lang="nl">' not in client.get(adres).content.decode()
    wie.taal = "en"
    wie.save()
    for adres in adressen:
        html = client.get(adres).content.decode().partition("<main")[2]
        assert recht.search(html), adres
        zonder = re.sub(r'<(span|option)[^>]* lang="nl"[^>]*>.*?</\1>', "", html)
        los = re.findall(r"[^<>]*(?:Zorgplicht|Arbeidsomstandighedenwet)[^<>]*", zonder)
        assert los == [], adres


def test_wat_iemand_opschreef_staat_er_als_tekst_en_op_zijn_eigen_regels(dossier, client: Client):
    """The timeline is written out without a template, which would see to that by itself."""
    zaak = zaak_met(dossier)
    onderzoek.noteer_contact(
        zaak,
        dag=DAG,
        wijze="TELEFOON",
        met="<script>a</script> & co",
        verslag="Eerste regel <b>vet</b>\r\ntweede 'regel'",
        door=inspecteur(),
        op=OP,
    )
    client.force_login(inspecteur())
    html = (
        client.get(reverse("zaak", args=[zaak.nummer])).content.decode().partition('<ol class="tijdlijn">')[2]
    )
    assert "Telefoon met &lt;script&gt;a&lt;/script&gt; &amp; co op " in html
    assert "Eerste regel &lt;b&gt;vet&lt;/b&gt;<br>tweede &#x27;regel&#x27;" in html
    assert f'<span class="datum">{OP.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}</span>' in html
    assert '<span class="datum">11-01-2021</span>' in html
