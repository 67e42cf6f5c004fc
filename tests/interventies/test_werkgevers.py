"""The list of employers and the page of one: what stands there, for whom, and what it costs."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict

from inspectie.bladeren import blader
from inspectie.lijsten.kolommen import Lijst
from inspectie.models import Rol
from interventies.lijsten import ZAKEN
from interventies.models import Interventie, Toezegging, Zaak
from interventies.views import samenvoegen
from interventies.werkgeverlijst import WERKGEVERS
from meldingen import filters
from meldingen.models import Melding, Status, Werkgever, Werkgevervoorstel
from meldingen.zelfde_firma import suggesties
from tests.inloggen import als
from tests.interventies.zaakhulp import gebruiker
from tests.maak import NU, Dossier
from tests.queries import queries_van


@pytest.fixture(scope="module")
def ingelezen(samen: Callable[[], AbstractContextManager[None]], tmp_path_factory: Any) -> None:
    dossier = Dossier(tmp_path_factory.mktemp("begin") / "map")
    dossier.werkgever(
        werkgever="dam",
        naam="Bakkerij Van Dam",
        kvk_nummer="12345678",
        plaats="Urk",
        provincie="FL",
        sector="C",
    )
    dossier.werkgever(
        werkgever="winkel",
        naam="Van Dam Winkel",
        kvk_nummer="12345678",
        vestigingsnummer="000011112222",
        plaats="Ede",
        provincie="GE",
        sector="G",
    )
    dossier.werkgever(
        werkgever="slager", naam="Slagerij Om de Hoek", plaats="Urk", provincie="FL", sector="G"
    )
    dossier.werkgever(werkgever="zorg", naam="Zorg Thuis", plaats="Den Haag", provincie="ZH", sector="Q")
    dossier.melding(melding="A", werkgever="dam")
    dossier.melding(melding="B", werkgever="winkel")
    dossier.melding(melding="C", werkgever="slager")
    dossier.zaak("B", zaak="Z")
    overtreding = dossier.overtreding("Z", "winkel")
    dossier.interventie("Z", "winkel", "LOCATIEBEZOEK")
    dossier.interventie("Z", "winkel", "WAARSCHUWING", overtredingen=overtreding)
    with samen():
        dossier.neem()
        Toezegging.objects.create(
            zaak=Zaak.objects.get(),
            werkgever=haal("dam"),
            maatregel="Schermen plaatsen",
            uiterlijk_op=date(2021, 2, 1),
            geregistreerd_op=NU,
            stand_vanaf=NU,
        )


@pytest.fixture
def gevuld(ingelezen: None, db: None, tmp_path: Path) -> Dossier:
    """An empty folder, beside that in the database."""
    return Dossier(tmp_path / "map", _tel=count(50))


def haal(sleutel: str) -> Werkgever:
    return Werkgever.objects.get(extern_kenmerk=sleutel)


def lijst(vraag: str, rol: Rol = Rol.TEAMLEIDER) -> str:
    html = als(rol).get(f"/werkgevers/?{vraag}").content.decode()
    sleutels = dict(Werkgever.objects.values_list("pk", "extern_kenmerk"))
    return " ".join(str(sleutels[int(pk)]) for pk in re.findall(r'id="werkgever-(\d+)"', html))


def gekozen(soort: Lijst, vraag: str) -> list[str]:
    """What a list holds, in its order, without its page."""
    keuze = soort.kies(QueryDict(vraag), gebruiker("u-teamleider", Rol.TEAMLEIDER), NU)
    rijen, binnen = keuze.te_tonen()
    assert keuze.form.is_valid()
    return [rij.extern_kenmerk for rij in blader(rijen, keuze.velden, "", 25, binnen).rijen]


def pagina(sleutel: str, rol: Rol = Rol.TEAMLEIDER) -> str:
    antwoord = als(rol).get(f"/werkgevers/{haal(sleutel).pk}/", follow=True)
    assert antwoord.status_code == 200
    return str(antwoord.content.decode())


def test_een_filter_houdt_wie_eraan_voldoet_over_alle_namen(gevuld):
    gevallen = [
        ("", "dam slager zorg"),
        ("sort=-naam", "zorg slager dam"),
        ("q=bakerij", "dam"),
        ("q=van+dam+winkle", "dam"),
        ("q=12345678", "dam"),
        ("q=bestaat+niet", ""),
        ("kvk=met", "dam"),
        ("kvk=zonder", "slager zorg"),
        ("plaats=urk", "dam slager"),
        ("plaats=Ede", "dam"),
        ("plaats=den+haag", "zorg"),
        ("plaats=haag", ""),
        ("provincie=GE", "dam"),
        ("sector=G", "dam slager"),
        ("sector=G&plaats=urk", "dam slager"),
        ("namen=meer", "dam"),
        ("namen=een", "slager zorg"),
        ("zaak=open", "dam"),
        ("zaak=ooit", "dam"),
        ("voorstel=wacht", ""),
        ("q=urk&sector=G", "slager dam"),
        ("q=urk&sort=naam", "dam slager"),
    ]
    for vraag, verwacht in gevallen:
        gevonden = gekozen(WERKGEVERS, vraag)
        if "q=urk" in vraag and "sort" not in vraag:
            assert set(gevonden) == set(verwacht.split()), vraag
        else:
            assert gevonden == verwacht.split(), vraag
    for vraag, verwacht in gevallen[1:4]:
        assert lijst(vraag) == verwacht, "de bladzijde toont wat er is gekozen"


def test_het_beste_staat_bovenaan_ook_over_bladzijden_en_in_een_bestand(gevuld, monkeypatch):
    monkeypatch.setattr("inspectie.lijsten.pagina.PER_BLAD", 2)
    extra = Dossier(gevuld.map.with_name("extra"))
    for n in range(5):
        extra.werkgever(werkgever=f"x{n}", naam=f"Slagerij Hoek {'a' * n}")
    extra.neem()
    client = als(Rol.TEAMLEIDER)
    gezien: list[str] = []
    vraag = "/werkgevers/?q=slagerij+hoek"
    while vraag:
        html = client.get(vraag).content.decode()
        gezien += re.findall(r'id="werkgever-(\d+)"', html)
        volgende = re.search(r'rel="next" href="\?([^"]+)"', html)
        vraag = f"/werkgevers/?{volgende[1].replace('&amp;', '&')}" if volgende else ""
    assert len(gezien) == len(set(gezien)) == 6
    regels = (
        client.post("/werkgevers/bestand/?q=slagerij+hoek", {"formaat": "csv", "reden": "Voor het overleg."})
        .getvalue()
        .decode()
    )
    namen = [regel.split(";")[0].split(",")[0].strip('"') for regel in regels.splitlines()[1:]]
    op_scherm = dict(Werkgever.objects.values_list("pk", "naam"))
    assert namen == [op_scherm[int(pk)] for pk in gezien]


def test_het_overzicht_van_de_toetsen_noemt_bij_elke_lijst_hoe_men_erdoor_loopt(gevuld):
    for pad in ("/werkgevers/", "/zaken/", "/recht/vrije-dagen/"):
        assert "Volgende of vorige regel" in als(Rol.TEAMLEIDER).get(pad).content.decode(), pad
    leeg = als(Rol.TEAMLEIDER).get("/werkgevers/?q=bestaatniet").content.decode()
    assert "Volgende of vorige regel" not in leeg


def test_de_lijst_telt_wat_men_mag_zien(gevuld):
    html = als(Rol.TEAMLEIDER).get("/werkgevers/?q=van+dam").content.decode()
    assert "en nog 1" in html
    assert ">2<" in html
    assert "Open zaak" in html
    Melding.objects.filter(extern_kenmerk="B").update(status=Status.NAAR_OPSPORING)
    assert ">2<" not in als(Rol.TEAMLEIDER).get("/werkgevers/?q=van+dam").content.decode()
    for rol in (Rol.MELDPUNT, Rol.TRIAGIST):
        html = als(rol).get("/werkgevers/?zaak=open").content.decode()
        assert "Open zaak" not in html
        assert html.count('id="werkgever-') == 3, "het filter bestaat voor deze rol niet"
    assert lijst("zaak=open", Rol.INSPECTEUR) == ""
    Zaak.objects.update(behandelaar=gebruiker("iemand-INSPECTEUR", Rol.INSPECTEUR))
    assert lijst("zaak=open", Rol.INSPECTEUR) == "dam"


def test_de_lijst_kost_evenveel_queries_hoeveel_er_ook_zijn(gevuld):
    client = als(Rol.TEAMLEIDER)

    adressen = [f"/werkgevers/?{v}" for v in ("", "q=bakkerij+dam", "zaak=open", "plaats=urk&kvk=met")]
    weinig = [queries_van(client, adres) for adres in adressen]
    veel = Dossier(gevuld.map.with_name("veel"))
    for n in range(60):
        veel.werkgever(werkgever=f"v{n}", naam=f"Bakkerij Dam {n}", plaats="Urk", kvk_nummer=f"{n // 2:08}")
        veel.melding(melding=f"vm{n}", werkgever=f"v{n}")
        veel.zaak(f"vm{n}", zaak=f"vz{n}")
    veel.neem()
    assert [queries_van(client, adres) for adres in adressen] == weinig
    assert max(weinig) <= 12


def test_een_teamleider_ziet_alles_over_alle_namen(gevuld):
    html = pagina("winkel")
    for stuk in (
        "Bakkerij Van Dam",
        "Van Dam Winkel",
        "000011112222",
        "Zaak 1",
        "Locatiebezoek",
        "Waarschuwing",
        "Schermen plaatsen",
        'uiterlijk <span class="datum">01-02-2021</span>',
        "Boeterapport mogelijk",
        'Rust op de waarschuwing van <span class="datum">09-01-2021</span>',
        "Meldingen over deze werkgever",
        "Er is niets samengevoegd of opgevolgd",
    ):
        assert stuk in html, stuk
    nummers = set(Melding.objects.exclude(extern_kenmerk="C").values_list("nummer", flat=True))
    assert {int(n) for n in re.findall(r"/meldingen/(\d+)/", html)} == nummers


def test_een_andere_naam_leidt_naar_dezelfde_bladzijde(gevuld):
    client = als(Rol.TEAMLEIDER)
    antwoord = client.get(f"/werkgevers/{haal('winkel').pk}/?q=dam")
    assert antwoord.status_code == 302
    assert antwoord["Location"] == f"/werkgevers/{haal('dam').pk}/?q=dam"


@pytest.mark.parametrize("rol", [Rol.MELDPUNT, Rol.TRIAGIST])
def test_wie_geen_zaken_ziet_ziet_er_niets_van(gevuld, rol):
    html = pagina("dam", rol)
    for stuk in ("Zaak 1", "Locatiebezoek", "Waarschuwing", "Schermen", "Kan een boeterapport", "Open zaak"):
        assert stuk not in html, stuk
    assert ("Misschien dezelfde werkgever" in html) == (rol is Rol.TRIAGIST)


def test_een_inspecteur_ziet_alleen_de_eigen_zaken_en_leest_dat(gevuld):
    html = pagina("dam", Rol.INSPECTEUR)
    for stuk in ("Zaak 1", "Locatiebezoek", "Schermen", "Boeterapport mogelijk"):
        assert stuk not in html, stuk
    assert "Dit rust alleen op de zaken die aan u zijn toegewezen" in html
    Zaak.objects.update(behandelaar=gebruiker("iemand-INSPECTEUR", Rol.INSPECTEUR))
    html = pagina("dam", Rol.INSPECTEUR)
    for stuk in ("Zaak 1", "Locatiebezoek", "Schermen", "Boeterapport mogelijk"):
        assert stuk in html, stuk


def test_zolang_de_termijn_loopt_kan_er_nog_geen_boeterapport(gevuld):
    Interventie.objects.filter(soort="WAARSCHUWING").update(termijn_tot=date(2199, 1, 7))
    html = pagina("dam")
    assert "Boeterapport mogelijk" not in html
    assert "de termijn liep tot en met" in html


def test_de_bladzijde_kost_evenveel_queries_hoeveel_er_ook_is(gevuld):
    gevuld.werkgever(werkgever="lijkt", naam="bakkerij van dam")
    gevuld.neem()
    client, url = als(Rol.TEAMLEIDER), f"/werkgevers/{haal('dam').pk}/"

    weinig = queries_van(client, url)
    veel = Dossier(gevuld.map.with_name("veel"))
    for n in range(30):
        w = veel.werkgever(werkgever=f"w{n}", naam=f"Bakkerij Van Dam {n}", kvk_nummer="12345678")
        veel.werkgever(werkgever=f"los{n}", naam=f"Bakkerij Van Dam {n}")
        m = veel.melding(melding=f"v{n}", werkgever=w)
        zaak = veel.zaak(m, zaak=f"vz{n}")
        overtreding = veel.overtreding(zaak, w, overtreding=f"vo{n}")
        veel.interventie(zaak, w, interventie=f"vg{n}")
        veel.interventie(zaak, w, "WAARSCHUWING", overtredingen=overtreding, interventie=f"vi{n}")
    veel.neem()
    assert queries_van(client, url) == weinig <= 44
    html = client.get(url).content.decode()
    pk = haal("dam").pk
    for stuk in (
        "Alle 32 namen en vestigingen",
        f"/zaken/?werkgever={pk}",
        f"/zaken/?werkgever={pk}&amp;ingezet=INSTRUMENT",
        f"/zaken/?werkgever={pk}&amp;ingezet=CONTACT",
        f"/zaken/?werkgever={pk}&amp;ingezet=OVERTREDING",
        f"/meldingen/?werkgever={pk}",
    ):
        assert stuk in html, stuk
    assert "Bakkerij Van Dam 29" in client.get(f"{url}?alles=1").content.decode()


def test_de_hele_lijst_achter_een_blok_is_die_van_de_werkgever(gevuld):
    gevuld.zaak("C", zaak="Z2")
    gevuld.neem()
    adres = f"werkgever={haal('dam').pk}&ingezet="
    for ingezet in ("", "INSTRUMENT", "CONTACT", "OVERTREDING", "TOEZEGGING"):
        assert gekozen(ZAKEN, f"{adres}{ingezet}") == ["Z"], ingezet
    assert gekozen(ZAKEN, f"{adres}EIS") == []
    for ingezet, aantal in (("INSTRUMENT", 1), ("EIS", 0)):
        html = als(Rol.TEAMLEIDER).get(f"/zaken/?{adres}{ingezet}").content.decode()
        assert html.count('id="zaak-') == aantal
        assert "Bakkerij Van Dam" in html


@pytest.mark.parametrize("veld", ["q", "werkgever"])
def test_een_naam_van_te_veel_werkgevers_verzwijgt_geen_zaken(gevuld, monkeypatch, veld):
    monkeypatch.setattr(filters, "MEESTE_WERKGEVERS", 1)
    html = als(Rol.TEAMLEIDER).get(f"/zaken/?{veld}=van+dam").content.decode()
    assert "Zo heten heel veel werkgevers" in html
    assert "is niet toegepast" in html


def test_melding_zaak_en_lijsten_leiden_naar_de_werkgever(gevuld):
    client, pk = als(Rol.TEAMLEIDER), haal("winkel").pk
    nummer = Melding.objects.get(extern_kenmerk="B").nummer
    for pad in (f"/meldingen/{nummer}/", "/zaken/1/", "/zaken/", "/meldingen/"):
        assert f'href="/werkgevers/{pk}/"' in client.get(pad).content.decode(), pad


@pytest.mark.parametrize(
    ("ander", "minstens", "hoogstens", "waarom"),
    [
        ({"naam": "bakkerij van dam b.v.", "plaats": "Urk"}, 80, 100, "op de rechtsvorm en leestekens na"),
        ({"naam": "Bakkerij van Dam"}, 65, 80, "dezelfde naam"),
        ({"naam": "Bakerij van Dam", "plaats": "URK"}, 60, 85, "de naam lijkt erop"),
        ({"naam": "Bakkerij van Dam", "kvk_nummer": "12345679"}, 70, 80, "verschillen één cijfer"),
        ({"naam": "Iets Anders", "vestigingsnummer": "000011112222"}, 45, 60, "hetzelfde vestigingsnummer"),
        (
            {"naam": "Bakkerij van Dam", "kvk_nummer": "87654321", "plaats": "Ede"},
            45,
            60,
            "KvK-nummers verschillen",
        ),
        ({"naam": "Bakkerij van Dijk", "plaats": "Urk", "kvk_nummer": "87654321"}, 0, 0, ""),
        ({"naam": "Zeilmakerij Vos", "plaats": "Urk"}, 0, 0, ""),
    ],
)
def test_wie_misschien_dezelfde_is_staat_er_met_score_en_redenen(gevuld, ander, minstens, hoogstens, waarom):
    gevuld.werkgever(werkgever="ander", **ander)
    gevuld.neem()
    gevonden = {s.werkgever.extern_kenmerk: s for s in suggesties([haal("dam"), haal("winkel")])}
    if not hoogstens:
        assert "ander" not in gevonden
        return
    assert minstens <= gevonden["ander"].score <= hoogstens
    assert waarom in "; ".join(gevonden["ander"].voor + gevonden["ander"].tegen)


def test_op_de_bladzijde_staat_wat_ervoor_en_ertegen_is(gevuld):
    gevuld.werkgever(naam="Bakkerij van Dam", kvk_nummer="87654321", plaats="Ede")
    gevuld.neem()
    html = pagina("dam", Rol.AUDITOR)
    (zelfde,) = suggesties([haal("dam"), haal("winkel")])
    assert "KvK-nummers verschillen" in "; ".join(zelfde.tegen)
    for reden in (*zelfde.voor, *zelfde.tegen, str(zelfde.score)):
        assert reden in html, reden


def test_een_ander_zoeken_om_mee_samen_te_voegen(gevuld):
    client, dam, slager = als(Rol.INSPECTEUR), haal("dam"), haal("slager")
    html = client.get(f"/werkgevers/{dam.pk}/samen/?q=slagerei").content.decode()
    assert f"/werkgevers/{dam.pk}/voorstel/{slager.pk}/" in html
    assert "Geen andere werkgever" in client.get(f"/werkgevers/{dam.pk}/samen/?q=van+dam").content.decode()


@pytest.mark.parametrize(("hoogstens", "meer"), [(1, True), (2, False)])
def test_wie_zoekt_om_samen_te_voegen_leest_dat_er_meer_zijn(gevuld, monkeypatch, hoogstens, meer):
    """Also when the one that is looked for a counterpart of is among those found."""
    monkeypatch.setattr(samenvoegen, "GEZOCHT", hoogstens)
    gevuld.werkgever(werkgever="noord", naam="Slagerij Van Dam Noord")
    gevuld.werkgever(werkgever="zuid", naam="Slagerij Van Dam Zuid")
    gevuld.neem()
    pad = f"/werkgevers/{haal('slager').pk}/samen/?q=slagerij"
    html = als(Rol.INSPECTEUR).get(pad).content.decode()
    assert (f"Meer dan {hoogstens} werkgevers lijken hierop" in html) is meer


def test_een_werkgever_of_voorstel_dat_er_niet_is_is_er_voor_niemand(gevuld):
    for rol in Rol:
        for pad in ("/werkgevers/999999/", "/werkgevers/voorstellen/999999/"):
            assert als(rol).get(pad).status_code == 404, (rol, pad)
    assert not Werkgevervoorstel.objects.exists()
