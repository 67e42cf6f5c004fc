"""Merging employers and taking them apart, through the screens: proposed by one, decided by another, figures follow."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker, Logregel, Rol
from inspectie.versies import Wijziging
from interventies import samenvoegen, wet
from interventies.eigen_initiatief import open_op_eigen_initiatief
from interventies.models import Interventie
from meldingen.models import Melding, Voorstelsoort, Werkgever, Werkgevervoorstel
from meldingen.models.feiten import Status
from rapportages.controles import CONTROLES
from rapportages.kerncijfers.berekening import bereken
from tests.inloggen import als
from tests.interventies.zaakhulp import gebruiker
from tests.maak import Dossier


@pytest.fixture
def twee(dossier: Dossier) -> tuple[Werkgever, Werkgever]:
    """One firm on two records, one without a KvK number, with a melding, a zaak and a phone call each."""
    for sleutel, cellen in {
        "een": {"naam": "Bakkerij Van Dam B.V.", "kvk_nummer": "12345678", "plaats": "Urk"},
        "twee": {"naam": "bakkerij van dam", "plaats": "Urk"},
    }.items():
        dossier.werkgever(werkgever=sleutel, **cellen)
        dossier.melding(melding=f"M-{sleutel}", werkgever=sleutel)
        dossier.zaak(f"M-{sleutel}", zaak=f"Z-{sleutel}")
        dossier.interventie(f"Z-{sleutel}", sleutel)
    dossier.neem()
    return haal("een"), haal("twee")


def haal(sleutel: str) -> Werkgever:
    return Werkgever.objects.get(extern_kenmerk=sleutel)


def kc(code: str) -> int | None:
    nu = timezone.now()
    return next(c.waarde for c in bereken(nu.date(), nu).cijfers if c.code == code)


def stel_voor_op_scherm(een: Werkgever, ander: Werkgever, soort: str, **anders: str) -> Any:
    data = {
        "sleutel": str(uuid4()),
        "gezien": samenvoegen.stand_van(een, ander),
        "soort": soort,
        "reden": "Zelfde adres en zelfde eigenaar.",
    }
    pad = f"/werkgevers/{een.pk}/voorstel/{ander.pk}/"
    return als(Rol.INSPECTEUR).post(pad, data | anders)


def beslis_op_scherm(voorstel: Werkgevervoorstel, aanvaard: str = "ja", **anders: str) -> Any:
    een, ander = haal_pk(voorstel.werkgever_id), haal_pk(voorstel.andere_id)
    data = {"gezien": samenvoegen.stand_van(een, ander), "aanvaard": aanvaard, "besluit_reden": ""}
    return als(Rol.TEAMLEIDER).post(f"/werkgevers/voorstellen/{voorstel.pk}/", data | anders)


def haal_pk(pk: int) -> Werkgever:
    return Werkgever.objects.get(pk=pk)


def voeg_samen(een: Werkgever, ander: Werkgever) -> None:
    assert stel_voor_op_scherm(een, ander, "SAMENVOEGEN").status_code == 302
    assert beslis_op_scherm(Werkgevervoorstel.objects.latest("pk")).status_code == 302


def test_van_voorstel_tot_een_werkgever_en_weer_twee_en_de_cijfers_volgen(twee):
    een, ander = twee
    assert kc("KC-08") == 2
    antwoord = stel_voor_op_scherm(een, ander, "SAMENVOEGEN")
    assert antwoord.status_code == 302
    assert kc("KC-08") == 2, "een voorstel verandert niets"
    voor = timezone.now()
    assert beslis_op_scherm(Werkgevervoorstel.objects.get()).status_code == 302
    een, ander = haal("een"), haal("twee")
    assert een.groep_id == ander.groep_id
    assert kc("KC-08") == 1
    assert next(c.waarde for c in bereken(voor.date(), voor).cijfers if c.code == "KC-08") == 2, (
        "stand van toen"
    )
    record = een if een.samengevoegd_in_id else ander
    doel = ander if record is een else een
    assert stel_voor_op_scherm(record, doel, "SPLITSEN").status_code == 302
    assert kc("KC-08") == 1
    assert beslis_op_scherm(Werkgevervoorstel.objects.latest("pk")).status_code == 302
    assert haal("een").groep_id != haal("twee").groep_id
    assert kc("KC-08") == 2
    assert Wijziging.objects.filter(soort="werkgever", veld="samengevoegd_in_id").count() == 2
    assert [fout for controle in CONTROLES.values() for fout in controle()] == []
    acties = list(
        Logregel.objects.filter(actie__startswith="werkgevervoorstel").values_list("actie", flat=True)
    )
    assert acties == ["werkgevervoorstel_gedaan", "werkgevervoorstel_aanvaard"] * 2


def test_geen_melding_of_zaak_wordt_aangeraakt(twee):
    voor = list(Melding.objects.order_by("pk").values()), list(Interventie.objects.order_by("pk").values())
    voeg_samen(*twee)
    assert (
        list(Melding.objects.order_by("pk").values()),
        list(Interventie.objects.order_by("pk").values()),
    ) == voor


@pytest.mark.parametrize(("rol", "zegt"), [(Rol.INSPECTEUR, True), (Rol.TEAMLEIDER, False)])
def test_wie_niet_alles_ziet_leest_dat_alleen_dat_is_geteld(twee, rol, zegt):
    een, ander = twee
    stel_voor_op_scherm(een, ander, "SAMENVOEGEN")
    html = als(rol).get(f"/werkgevers/voorstellen/{Werkgevervoorstel.objects.get().pk}/").content.decode()
    assert ("Geteld is alleen wat u mag zien" in html) is zegt


def test_het_voorbeeld_zegt_vooraf_welk_cijfer_verandert(twee):
    een, ander = twee
    assert stel_voor_op_scherm(een, ander, "SAMENVOEGEN").status_code == 302
    voorstel = Werkgevervoorstel.objects.get()
    html = als(Rol.TEAMLEIDER).get(f"/werkgevers/voorstellen/{voorstel.pk}/").content.decode()
    assert "KC-08" in html
    assert "1 melding" in html
    assert "2 meldingen" in html
    assert "KC-12" not in html
    html = als(Rol.TRIAGIST).get(f"/werkgevers/voorstellen/{voorstel.pk}/").content.decode()
    assert "2 meldingen" in html
    assert "KC-08" not in html, "met een bekende overtreder ernaast zegt een cijfer of de ander er een is"
    html = als(Rol.INSPECTEUR).get(f"/werkgevers/voorstellen/{voorstel.pk}/").content.decode()
    assert "KC-08" not in html, "een inspecteur ziet alleen de cijfers van het eigen team"
    assert "0 zaken" in html, "geen zaak is aan deze inspecteur toegewezen"


def test_wie_engels_leest_ziet_ook_de_naam_van_een_cijfer_in_het_engels(twee):
    een, ander = twee
    stel_voor_op_scherm(een, ander, "SAMENVOEGEN")
    client = als(Rol.TEAMLEIDER)
    Gebruiker.objects.filter(rol=Rol.TEAMLEIDER).update(taal="en")
    html = client.get(f"/werkgevers/voorstellen/{Werkgevervoorstel.objects.get().pk}/").content.decode()
    assert "KC-08" in html
    assert "Employers with an intervention" in html
    assert "Werkgevers met een interventie" not in html


def test_wie_het_voorstelt_beslist_niet(twee):
    een, ander = twee
    wie = gebruiker("beide", Rol.TEAMLEIDER)
    gezien = samenvoegen.stand_van(een, ander)
    voorstel = samenvoegen.stel_voor(
        Voorstelsoort.SAMENVOEGEN, een, ander, gezien=gezien, reden="Zo.", door=wie, op=timezone.now()
    )
    with pytest.raises(Regelfout, match="Een ander dan wie"):
        samenvoegen.beslis(voorstel, aanvaard=True, reden="", gezien=gezien, door=wie, op=timezone.now())
    voorstel.refresh_from_db()
    assert voorstel.besloten_op is None


def test_een_tweede_klik_doet_niets_dubbel(twee):
    een, ander = twee
    sleutel = str(uuid4())
    for _keer in range(2):
        antwoord = stel_voor_op_scherm(een, ander, "SAMENVOEGEN", sleutel=sleutel)
        assert antwoord.status_code == 302
    assert Werkgevervoorstel.objects.count() == 1
    voorstel = Werkgevervoorstel.objects.get()
    assert beslis_op_scherm(voorstel).status_code == 302
    nog_eens = beslis_op_scherm(voorstel)
    assert "al beslist" in nog_eens.content.decode()
    assert Wijziging.objects.filter(veld="samengevoegd_in_id").count() == 1


def test_een_tweede_voorstel_over_dezelfde_twee_wacht_op_het_eerste(twee):
    een, ander = twee
    stel_voor_op_scherm(een, ander, "SAMENVOEGEN")
    antwoord = stel_voor_op_scherm(ander, een, "OPVOLGING")
    assert "Er ligt al een voorstel" in antwoord.content.decode()
    assert Werkgevervoorstel.objects.count() == 1


def test_wie_iets_ouds_zag_wordt_geweigerd_en_houdt_zijn_tekst(twee):
    een, ander = twee
    gezien = samenvoegen.stand_van(een, ander)
    Werkgever.objects.filter(pk=ander.pk).update(naam="Heel iets anders")
    html = stel_voor_op_scherm(een, ander, "SAMENVOEGEN", gezien=gezien).content.decode()
    assert "intussen gewijzigd" in html
    assert "Zelfde adres en zelfde eigenaar." in html
    assert not Werkgevervoorstel.objects.exists()
    assert samenvoegen.stand_van(haal("een"), haal("twee")) in html, "nog eens versturen kan meteen"
    stel_voor_op_scherm(haal("een"), haal("twee"), "SAMENVOEGEN")
    voorstel = Werkgevervoorstel.objects.get()
    html = beslis_op_scherm(voorstel, gezien=gezien, besluit_reden="Gezien.").content.decode()
    assert "intussen gewijzigd" in html
    assert "Gezien." in html
    voorstel.refresh_from_db()
    assert voorstel.besloten_op is None


def test_afwijzen_vraagt_een_reden_en_staat_in_de_geschiedenis(twee):
    een, ander = twee
    stel_voor_op_scherm(een, ander, "SAMENVOEGEN")
    voorstel = Werkgevervoorstel.objects.get()
    assert "vraagt een reden" in beslis_op_scherm(voorstel, "nee").content.decode()
    assert beslis_op_scherm(voorstel, "nee", besluit_reden="Twee winkels.").status_code == 302
    html = als(Rol.AUDITOR).get(f"/werkgevers/{een.pk}/").content.decode()
    assert "Voorstel afgewezen" in html
    assert "Twee winkels." in html
    assert "eerder is besloten dat zij niet dezelfde werkgever zijn" in html


def test_een_leeg_formulier_komt_terug_met_wat_er_mist(twee):
    html = stel_voor_op_scherm(twee[0], twee[1], "", reden="").content.decode()
    assert "Kies wat u voorstelt." in html
    assert "Schrijf op waarom u dit voorstelt." in html


def test_wat_al_een_is_valt_niet_samen_te_voegen_en_een_gelijk_kvk_nummer_niet_te_splitsen(dossier):
    for sleutel in ("een", "twee"):
        dossier.werkgever(werkgever=sleutel, naam=sleutel, kvk_nummer="12345678")
    dossier.neem()
    een, ander = haal("een"), haal("twee")
    assert samenvoegen.mogelijk(een, ander) == []
    with pytest.raises(Regelfout, match="al één"):
        samenvoegen.herleid_verandering(Voorstelsoort.SAMENVOEGEN, een, ander)
    # Merged by hand before the second number was known: taking that merge away makes no two of them.
    Werkgever.objects.filter(pk=ander.pk).update(samengevoegd_in=een)
    with pytest.raises(Regelfout, match="hetzelfde KvK-nummer"):
        samenvoegen.herleid_verandering(Voorstelsoort.SPLITSEN, haal("twee"), een)


def test_drie_records_een_voor_een_samen_en_een_eruit(dossier):
    for naam in ("a", "b", "c"):
        dossier.werkgever(werkgever=naam, naam=f"Firma {naam}")
    dossier.neem()
    voeg_samen(haal("b"), haal("c"))
    voeg_samen(haal("a"), haal("c"))
    assert len({haal(naam).groep_id for naam in "abc"}) == 1
    record = next(w for w in map(haal, "abc") if w.samengevoegd_in_id and w.extern_kenmerk == "c")
    doel = haal_pk(record.samengevoegd_in_id or 0)
    assert stel_voor_op_scherm(record, doel, "SPLITSEN").status_code == 302
    beslis_op_scherm(Werkgevervoorstel.objects.latest("pk"))
    assert haal("b").groep_id not in {haal("a").groep_id, haal("c").groep_id}
    assert haal("a").groep_id == haal("c").groep_id, "a is met c samengevoegd, niet met b"
    assert list(CONTROLES["er zijn geen kringen"]()) == []


def test_een_rechtsopvolger_erft_de_waarschuwing_en_is_een_andere_werkgever(dossier):
    for naam in ("oud", "nieuw"):
        dossier.werkgever(werkgever=naam, naam=f"Firma {naam}")
        dossier.melding(melding=f"M-{naam}", werkgever=naam)
        dossier.zaak(f"M-{naam}", zaak=f"Z-{naam}")
    overtreding = dossier.overtreding("Z-oud", "oud")
    dossier.interventie("Z-oud", "oud", "WAARSCHUWING", overtredingen=overtreding)
    dossier.interventie("Z-nieuw", "nieuw")
    dossier.neem()
    oud, nieuw = haal("oud"), haal("nieuw")
    pagina = f"/werkgevers/{nieuw.pk}/"
    assert "Boeterapport mogelijk" not in als(Rol.TEAMLEIDER).get(pagina).content.decode()
    # From the page of the old one: "the other is the successor".
    assert stel_voor_op_scherm(oud, nieuw, "VOORGANGER").status_code == 302
    beslis_op_scherm(Werkgevervoorstel.objects.get())
    nieuw = haal("nieuw")
    assert nieuw.rechtsopvolger_van_id == oud.pk
    assert nieuw.groep_id != oud.groep_id
    assert kc("KC-08") == 2
    html = als(Rol.TEAMLEIDER).get(pagina).content.decode()
    assert "Boeterapport mogelijk" in html
    assert "aan Firma oud" in html
    assert wet.voorgangers(nieuw.groep_id) == {oud.pk}
    assert samenvoegen.mogelijk(oud, nieuw) == []
    with pytest.raises(Regelfout, match="Een rechtsopvolger is een andere werkgever"):
        samenvoegen.herleid_verandering(Voorstelsoort.SAMENVOEGEN, oud, nieuw)
    assert stel_voor_op_scherm(nieuw, oud, "GEEN_OPVOLGING").status_code == 302
    beslis_op_scherm(Werkgevervoorstel.objects.latest("pk"))
    assert haal("nieuw").rechtsopvolger_van_id is None
    assert "is toch geen rechtsopvolger van" in als(Rol.AUDITOR).get(pagina).content.decode()


@pytest.mark.parametrize("hoe", ["SPLITSEN", "GEEN_OPVOLGING"])
def test_wat_de_wet_dan_verbiedt_wordt_geweigerd(dossier, hoe):
    """A boeterapport rests on the warning of the other record: it cannot be taken from under it."""
    for naam in ("een", "twee"):
        dossier.werkgever(werkgever=naam, naam=f"Firma {naam}")
        dossier.melding(melding=f"M-{naam}", werkgever=naam)
        dossier.zaak(f"M-{naam}", zaak=f"Z-{naam}")
    eerst = dossier.overtreding("Z-een", "een", geconstateerd_op="2020-10-01")
    dossier.interventie("Z-een", "een", "WAARSCHUWING", overtredingen=eerst, uitgereikt_op="2020-10-02")
    dossier.neem()
    een, ander = haal("een"), haal("twee")
    if hoe == "SPLITSEN":
        voeg_samen(een, ander)
    else:
        stel_voor_op_scherm(ander, een, "OPVOLGING")
        beslis_op_scherm(Werkgevervoorstel.objects.get())
    later = Dossier(dossier.map.with_name("later"))
    weer = later.overtreding("Z-twee", "twee", geconstateerd_op="2026-11-01")
    nu = timezone.now().date().isoformat()
    later.interventie(
        "Z-twee", "twee", "BOETERAPPORT", overtredingen=weer, uitgereikt_op=nu, geregistreerd_op=""
    )
    uitslag = later.importeer(nu=timezone.now())
    assert uitslag.opgeslagen, [str(fout) for fout in later.fouten]
    een, ander = haal("een"), haal("twee")
    assert stel_voor_op_scherm(ander, een, hoe).status_code == 302
    voorstel = Werkgevervoorstel.objects.latest("pk")
    html = beslis_op_scherm(voorstel).content.decode()
    assert "verbiedt de wet" in html
    voorstel.refresh_from_db()
    assert voorstel.besloten_op is None
    na = haal("twee")
    assert na.samengevoegd_in_id == een.pk or na.rechtsopvolger_van_id == een.pk
    assert beslis_op_scherm(voorstel, "nee", besluit_reden="Dat kan niet.").status_code == 302


def test_wat_opsporing_heeft_telt_in_het_voorbeeld_niet_mee(twee):
    een, ander = twee
    Melding.objects.filter(werkgever=ander).update(status=Status.NAAR_OPSPORING)
    html = als(Rol.TRIAGIST).get(f"/werkgevers/{een.pk}/voorstel/{ander.pk}/").content.decode()
    assert "0 meldingen" in html
    assert "2 meldingen" not in html


def test_het_voorstel_staat_in_mijn_werk_van_de_teamleider_en_in_de_lijst(twee):
    stel_voor_op_scherm(twee[0], twee[1], "SAMENVOEGEN")
    voorstel = Werkgevervoorstel.objects.get()
    pad = f"/werkgevers/voorstellen/{voorstel.pk}/"
    assert pad in als(Rol.TEAMLEIDER).get("/mijn-werk/").content.decode()
    assert pad not in als(Rol.TRIAGIST).get("/mijn-werk/").content.decode()
    html = als(Rol.TEAMLEIDER).get("/werkgevers/?voorstel=wacht").content.decode()
    assert html.count('id="werkgever-') == 2
    assert pad in als(Rol.AUDITOR).get(f"/werkgevers/{twee[0].pk}/").content.decode()


def test_ingehaald_is_geen_gewone_weigering(twee):
    een, ander = twee
    with pytest.raises(Ingehaald):
        samenvoegen.stel_voor(
            Voorstelsoort.SAMENVOEGEN,
            een,
            ander,
            gezien="oud",
            reden="Zo.",
            door=Gebruiker.objects.create(username="x", rol=Rol.TRIAGIST),
            op=timezone.now(),
        )


def test_wie_voorstelde_trekt_het_in_en_niemand_anders(twee):
    een, ander = twee
    stel_voor_op_scherm(een, ander, "SAMENVOEGEN")
    voorstel = Werkgevervoorstel.objects.get()
    wie = voorstel.voorgesteld_door
    bladzijde = als(Rol.INSPECTEUR).get(f"/werkgevers/voorstellen/{voorstel.pk}/").content.decode()
    assert "Voorstel intrekken" in bladzijde
    pad, een_formulier = f"/werkgevers/voorstellen/{voorstel.pk}/intrekken/", {"sleutel": str(uuid4())}
    assert "doet wie het deed" in als(Rol.TRIAGIST).post(pad, een_formulier).content.decode()
    te_lang = als(Rol.INSPECTEUR).post(pad, een_formulier | {"reden": "Vergist. " * 500}).content.decode()
    assert "Dit klopt nog niet" in te_lang
    assert "Vergist. Vergist." in te_lang, "wat men schreef staat er nog"
    assert Werkgevervoorstel.objects.te_beslissen().count() == 1
    assert (
        "ingetrokken"
        in als(Rol.INSPECTEUR).post(pad, een_formulier | {"reden": "Vergist."}, follow=True).content.decode()
    )
    dubbelklik = als(Rol.INSPECTEUR).post(pad, een_formulier | {"reden": "Vergist."}, follow=True)
    assert "niets dubbel gedaan" in dubbelklik.content.decode()
    assert "al beslist" in als(Rol.INSPECTEUR).post(pad, {"sleutel": str(uuid4())}).content.decode()
    voorstel.refresh_from_db()
    assert (voorstel.aanvaard, voorstel.besloten_door, voorstel.besluit_reden) == (None, None, "Vergist.")
    assert Logregel.objects.get(actie="werkgevervoorstel_ingetrokken").door == wie
    assert "Ingetrokken" in als(Rol.AUDITOR).get(f"/werkgevers/voorstellen/{voorstel.pk}/").content.decode()
    with pytest.raises(Ingehaald):
        samenvoegen.beslis(
            voorstel,
            aanvaard=True,
            reden="",
            gezien=voorstel.gezien,
            door=gebruiker("thea", Rol.TEAMLEIDER),
            op=timezone.now(),
        )
    assert haal("twee").groep_id != haal("een").groep_id
    stel_voor_op_scherm(een, ander, "SAMENVOEGEN")  # and again is no trouble
    assert Werkgevervoorstel.objects.te_beslissen().count() == 1


def test_wie_is_samengevoegd_met_een_naam_blijft_bij_die_naam_als_die_eruit_gaat(dossier):
    """C was said to be B, not A: when B turns out not to be A, C goes with it, as nobody said that C is A."""
    for naam in ("a", "b", "c"):
        dossier.werkgever(werkgever=naam, naam=f"Firma {naam}")
    dossier.neem()
    voeg_samen(haal("b"), haal("a"))
    voeg_samen(haal("b"), haal("c"))
    assert len({haal(naam).groep_id for naam in "abc"}) == 1
    assert stel_voor_op_scherm(haal("b"), haal("a"), "SPLITSEN").status_code == 302
    assert beslis_op_scherm(Werkgevervoorstel.objects.latest("pk")).status_code == 302
    assert haal("b").groep_id == haal("c").groep_id != haal("a").groep_id


def test_zoeken_en_suggesties_leggen_de_naam_die_lijkt_ernaast_niet_een_andere_van_die_werkgever(dossier):
    for naam, heet in {"a": "Transport De Snelweg", "b": "Bakkerij Jansen", "c": "Bakerij Jansen"}.items():
        dossier.werkgever(werkgever=naam, naam=heet, plaats="Urk")
    dossier.neem()
    voeg_samen(haal("b"), haal("a"))
    b, c = haal("b"), haal("c")
    pad = f"/werkgevers/{c.pk}/voorstel/{b.pk}/"
    assert pad in als(Rol.INSPECTEUR).get(f"/werkgevers/{c.pk}/samen/").content.decode()
    gezocht = als(Rol.INSPECTEUR).get(f"/werkgevers/{c.pk}/samen/?q=bakkerij+jansen").content.decode()
    assert pad in gezocht
    assert ">Bakkerij Jansen</a>" in gezocht, "wie zoekt ziet de naam die hij zocht"


@pytest.fixture
def alleen_bij_opsporing(dossier: Dossier) -> tuple[Werkgever, Werkgever, Werkgever]:
    """Two employers that only Opsporing may know, and one of which it was once proposed that it is the first, and which
    succeeds the second."""
    for sleutel, naam in {"a": "Kwartelzwaluw BV", "b": "Bakker b", "d": "Kwartelzwaluw Drie BV"}.items():
        dossier.werkgever(werkgever=sleutel, naam=naam)
        dossier.melding(melding=f"M-{sleutel}", werkgever=sleutel)
    dossier.neem()
    stel_voor_op_scherm(haal("a"), haal("b"), "SAMENVOEGEN", reden="Zie de vlinderstruik.")
    beslis_op_scherm(Werkgevervoorstel.objects.latest("pk"), "nee", besluit_reden="De vlinderstruik niet.")
    stel_voor_op_scherm(haal("b"), haal("d"), "OPVOLGING", reden="Bij de vlinderstruik.")
    beslis_op_scherm(Werkgevervoorstel.objects.latest("pk"))
    stel_voor_op_scherm(haal("a"), haal("b"), "SAMENVOEGEN", reden="Toch de vlinderstruik.")
    Melding.objects.exclude(extern_kenmerk="M-b").update(status=Status.NAAR_OPSPORING)
    return haal("a"), haal("b"), haal("d")


def test_een_voorstel_noemt_niet_wie_alleen_opsporing_mag_kennen(alleen_bij_opsporing):
    _a, b, _d = alleen_bij_opsporing
    for rol in (Rol.TEAMLEIDER, Rol.INSPECTEUR, Rol.TRIAGIST, Rol.AUDITOR):
        client = als(rol)
        for voorstel in Werkgevervoorstel.objects.all():
            assert client.get(f"/werkgevers/voorstellen/{voorstel.pk}/").status_code == 404
        for pad in (f"/werkgevers/{b.pk}/", "/werkgevers/?voorstel=wacht", "/mijn-werk/"):
            html = client.get(pad).content.decode()
            assert "Kwartelzwaluw" not in html, (rol, pad)
            assert "vlinderstruik" not in html, (rol, pad)
            assert "?" not in pad or f"werkgever-{b.pk}" not in html, rol


def test_over_wie_alleen_opsporing_mag_kennen_valt_niets_te_beslissen(alleen_bij_opsporing):
    voorstel = Werkgevervoorstel.objects.latest("pk")
    assert beslis_op_scherm(voorstel).status_code == 404
    pad, data = f"/werkgevers/voorstellen/{voorstel.pk}/intrekken/", {"sleutel": str(uuid4()), "reden": "x"}
    assert als(Rol.INSPECTEUR).post(pad, data).status_code == 404
    assert haal("a").groep_id != haal("b").groep_id
    Melding.objects.update(status=Status.IN_TRIAGE)
    assert beslis_op_scherm(voorstel).status_code == 302, "komt zij terug, dan staat het voorstel er weer"


def test_een_werkgever_met_een_zaak_op_eigen_initiatief_blijft_bekend_als_zijn_melding_naar_opsporing_gaat(
    dossier,
):
    dossier.werkgever(werkgever="a", naam="Bakker a")
    dossier.melding(melding="M-a", werkgever="a")
    dossier.neem()
    open_op_eigen_initiatief(
        haal("a"),
        domein="VEILIG_GEZOND",
        reden="Programma bakkerijen.",
        door=gebruiker("tariq", Rol.TRIAGIST),
        op=timezone.now(),
    )
    Melding.objects.update(status=Status.NAAR_OPSPORING)
    html = als(Rol.TEAMLEIDER).get(f"/werkgevers/{haal('a').pk}/").content.decode()
    assert "Open zaak" in html
    assert "geen melding over deze werkgever" in html
