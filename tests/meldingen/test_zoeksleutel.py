"""A key `zoek` that is another than that of what is there: said, instead of nobody being recognised any more."""

import io
import os
from base64 import urlsafe_b64encode

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from inspectie.hersleutelen import hersleutel
from meldingen import zoeksleutel
from meldingen.melders import met_dezelfde_melder
from meldingen.models import Melder, Melding
from meldingen.zoeksleutel import ANDER_SLOT, ANDERE_INDEX, proef
from rapportages.bewijzen import GETUIGD, getuigenis
from rapportages.controles import CONTROLES
from tests.maak import Dossier

pytestmark = pytest.mark.django_db


def sleutel() -> str:
    return urlsafe_b64encode(os.urandom(32)).decode()


EEN, TWEE, ZOEK, ANDERS = sleutel(), sleutel(), sleutel(), sleutel()
GOED, ANDERE_ZOEK = f"een:{EEN},zoek:{ZOEK}", f"een:{EEN},zoek:{ANDERS}"
ALLEBEI = "wie het eerst meldde en wie het laatst meldde"


@pytest.fixture
def gevuld(dossier: Dossier, settings) -> Dossier:
    settings.KLUIS_SLEUTELS = GOED
    dossier.melding()
    for naam in ("Anna Kowalska", "Piotr Nowak"):
        dossier.melding(melder_naam=naam, melder_telefoon="0612345678")
    dossier.melding()
    dossier.neem()
    return dossier


def importeer(dossier: Dossier) -> tuple[str, str]:
    uit, fout = io.StringIO(), io.StringIO()
    dossier.schrijf()
    call_command("importeer", str(dossier.map), stdout=uit, stderr=fout)
    return uit.getvalue(), fout.getvalue()


def test_met_de_eigen_sleutels_is_er_niets_te_zeggen_en_zonder_melders_ook_niet(dossier, gevuld, settings):
    assert proef() == ([], False)
    Melder.objects.all()._raw_delete("default")
    settings.KLUIS_SLEUTELS = ANDERE_ZOEK
    assert proef() == ([], False)


def test_een_andere_zoeksleutel_wordt_gezegd_en_de_invoer_begint_er_niet_aan(gevuld, settings):
    settings.KLUIS_SLEUTELS = ANDERE_ZOEK
    zin = ANDERE_INDEX.format(wie=ALLEBEI)
    assert list(CONTROLES["de sleutels zijn die waarmee wie meldde is vastgelegd"]()) == [zin]
    gevuld.melding()
    with pytest.raises(CommandError) as geweigerd:
        importeer(gevuld)
    assert str(geweigerd.value) == f"{zin}\nEr is niets opgeslagen."
    assert geweigerd.value.returncode == 1
    assert Melding.objects.count() == 4


def test_zolang_sleutels_wisselen_is_er_niets_te_zeggen(gevuld, settings):
    settings.KLUIS_SLEUTELS = f"twee:{TWEE},een:{EEN},zoek:{ZOEK}"
    assert proef() == ([], False)
    onderweg = hersleutel(timezone.now(), GETUIGD)
    for _ in onderweg:
        assert proef() == ([], False)
    settings.KLUIS_SLEUTELS = f"twee:{TWEE},zoek:{ZOEK}"
    assert proef() == ([], False)


def test_een_rij_waarvan_de_sleutel_weg_is_zegt_hier_niets(gevuld, settings):
    """Which `controleer` says for itself, by name."""
    settings.KLUIS_SLEUTELS = f"twee:{TWEE},zoek:{ANDERS}"
    assert proef() == ([], False)


def test_een_andere_sleutel_onder_de_naam_van_toen_wordt_gezegd(gevuld, settings):
    """Who makes keys anew gets the same names."""
    settings.KLUIS_SLEUTELS = f"een:{TWEE},zoek:{ANDERS}"
    assert proef() == ([ANDER_SLOT.format(wie=ALLEBEI)], True)


def test_na_een_wisseling_die_niemand_zag_gaat_de_invoer_door_en_zegt_het_er_elke_keer_bij(gevuld, settings):
    """The key of then may be lost for good; what is there stays as it is."""
    settings.KLUIS_SLEUTELS = ANDERE_ZOEK
    gevuld.rijen.clear()
    gevuld.melding(melder_naam="Ion Popescu")
    gevuld.neem()
    gevuld.rijen.clear()
    gevuld.melding()
    uit, fout = importeer(gevuld)
    assert "1 regel opgeslagen." in uit
    assert fout == ANDERE_INDEX.format(wie="wie het eerst meldde") + "\n"
    settings.KLUIS_SLEUTELS = GOED
    assert proef() == ([ANDERE_INDEX.format(wie="wie het laatst meldde")], False)


def test_het_vraagt_twee_rijen(gevuld, django_assert_num_queries):
    with django_assert_num_queries(2):
        proef()


def vernieuwd() -> str:
    uit = io.StringIO()
    call_command("hersleutel", zoekwaarden=True, stdout=uit)
    return uit.getvalue()


def zoekwaarden_nu() -> list[tuple[str, ...]]:
    return list(Melder.objects.order_by("pk").values_list("zoek_naam", "zoek_email", "zoek_telefoon"))


def test_na_een_verloren_zoeksleutel_worden_melders_met_een_nieuwe_weer_herkend(gevuld, settings):
    eerst = zoekwaarden_nu()
    bekend = set(Melding.objects.filter(melders__zoek_naam__gt=""))
    settings.KLUIS_SLEUTELS = ANDERE_ZOEK
    assert "Van 2 rijen met melders" in (gezegd := vernieuwd())
    assert "volgcodes" in gezegd
    assert proef() == ([], False)
    assert [*getuigenis()] == []
    # The same number as the first: found beside each other, and by who reports anew.
    gevuld.rijen.clear()
    gevuld.melding(melder_telefoon="06 12345678")
    importeer(gevuld)
    derde = Melding.objects.latest("pk")
    assert set(Melding.objects.filter(pk__in=met_dezelfde_melder(derde.pk))) == bekend | {derde}
    assert len(bekend) == 2
    assert "niets te doen" in vernieuwd()
    # And when it is found after all, everything is as it was.
    settings.KLUIS_SLEUTELS = GOED
    vernieuwd()
    assert zoekwaarden_nu()[: len(eerst)] == eerst


def test_wie_midden_in_het_vernieuwen_valt_gaat_daarna_verder(gevuld, settings, monkeypatch):
    monkeypatch.setattr(zoeksleutel, "PORTIE", 1)
    settings.KLUIS_SLEUTELS = ANDERE_ZOEK
    onderweg = zoeksleutel.vernieuw(timezone.now())
    while next(onderweg).gedaan < 1:
        pass
    assert "Van 1 rijen" in vernieuwd()
    assert proef() == ([], False)
    assert [*getuigenis()] == []


def test_een_melder_die_niet_te_openen_is_houdt_zijn_zoekwaarden_en_wordt_geteld(gevuld, settings):
    eerst = zoekwaarden_nu()
    settings.KLUIS_SLEUTELS = f"twee:{TWEE},zoek:{ANDERS}"
    with pytest.raises(CommandError, match="2 rijen zijn niet te openen"):
        vernieuwd()
    assert zoekwaarden_nu() == eerst
