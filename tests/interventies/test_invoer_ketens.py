"""References inside one file: dubbel_van and rechtsopvolger_van, in any order, in chains, and in circles."""

import pytest

from inspectie.models import Teller
from interventies.invoer import keten
from interventies.invoer import rij as invoerrij
from meldingen.models import Melding, Status, Werkgever
from tests.interventies.invoerhulp import geweigerd, in_balans
from tests.maak import Dossier


@pytest.fixture
def in_stukken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small portions, so that few rows are some of them."""
    monkeypatch.setattr(invoerrij, "STUK", 20)
    monkeypatch.setattr(keten, "PORTIE", 20)


BESTANDEN = pytest.mark.parametrize("bestand", ["meldingen", "werkgevers"])


def rij(dossier: Dossier, bestand: str, sleutel: str, doel: str = "", **cellen: str) -> None:
    if bestand == "meldingen":
        dossier.melding(melding=sleutel, dubbel_van=doel, **cellen)
    else:
        dossier.werkgever(werkgever=sleutel, rechtsopvolger_van=doel, **cellen)


def doelen(bestand: str) -> dict[str | None, str | None]:
    if bestand == "meldingen":
        return dict(Melding.objects.values_list("extern_kenmerk", "dubbel_van__extern_kenmerk"))
    return dict(Werkgever.objects.values_list("extern_kenmerk", "rechtsopvolger_van__extern_kenmerk"))


@BESTANDEN
class TestKetens:
    def test_een_verwijzing_mag_vooruit_en_terug_en_in_een_keten(self, dossier, bestand):
        for sleutel, doel in (("A", "D"), ("B", "A"), ("C", ""), ("D", "C"), ("E", "B")):
            rij(dossier, bestand, sleutel, doel)
        dossier.neem()
        assert doelen(bestand) == {"A": "D", "B": "A", "C": None, "D": "C", "E": "B"}

    def test_ook_over_de_grens_van_een_stuk(self, in_stukken, dossier, bestand):
        rij(dossier, bestand, "A", "Z")
        for n in range(45):
            rij(dossier, bestand, f"N{n}", f"N{n - 1}" if n else "")
        rij(dossier, bestand, "Z", "N44")
        dossier.neem()
        assert doelen(bestand)["A"] == "Z"
        assert doelen(bestand)["N44"] == "N43"

    def test_naar_zichzelf_is_een_kring(self, dossier, bestand):
        rij(dossier, bestand, "A", "A")
        (fout,) = geweigerd(dossier)
        assert fout.startswith(f"{bestand}.csv, regel 2, kolom ")
        assert "“A” loopt rond" in fout

    @pytest.mark.parametrize("lengte", [2, 3, 300])
    def test_een_kring_wordt_in_haar_geheel_genoemd(self, dossier, bestand, lengte):
        rij(dossier, bestand, "begin", "K0")
        for n in range(lengte):
            rij(dossier, bestand, f"K{n}", f"K{(n + 1) % lengte}")
        rij(dossier, bestand, "los")
        fouten = geweigerd(dossier)
        assert [int(fout.split("regel ")[1].split(",")[0]) for fout in fouten] == list(range(2, lengte + 3))
        assert all("loopt rond" in fout for fout in fouten)

    def test_een_keten_die_nergens_eindigt_wordt_geweigerd_met_de_oorzaak(self, dossier, bestand):
        rij(dossier, bestand, "A", "B")
        rij(dossier, bestand, "B", "bestaat-niet")
        rij(dossier, bestand, "C", "A")
        fouten = geweigerd(dossier)
        assert "“B” verwijst naar een afgekeurde regel" in fouten[0]
        assert "“bestaat-niet” bestaat niet in" in fouten[1]
        assert "“A” verwijst naar een afgekeurde regel" in fouten[2]

    def test_een_keten_naar_een_afgekeurde_regel_wordt_geweigerd(self, dossier, bestand):
        fout = {"kanaal": "FAX"} if bestand == "meldingen" else {"sector": "FOUT"}
        rij(dossier, bestand, "A", "B")
        rij(dossier, bestand, "B", "C")
        rij(dossier, bestand, "C", **fout)
        rij(dossier, bestand, "D")
        in_balans(dossier, **{bestand: (1, 0, 3)})
        assert doelen(bestand) == {"D": None}
        assert sum("verwijst naar een afgekeurde regel" in str(f) for f in dossier.fouten) == 2

    def test_veel_slechte_ketens_passen_ook(self, in_stukken, dossier, bestand):
        for n in range(45):
            rij(dossier, bestand, f"A{n}", "nergens")
        rij(dossier, bestand, "goed")
        in_balans(dossier, **{bestand: (1, 0, 45)})


class TestNummersEnStatus:
    def test_een_dubbele_wacht_niet_op_triage(self, dossier):
        a = dossier.melding()
        b = dossier.melding(dubbel_van=a)
        dossier.zaak(b)
        dossier.neem()
        assert Melding.objects.get(extern_kenmerk=b).status == Status.DUBBEL
        assert Melding.objects.te_triëren().count() == 1

    def test_nummers_hebben_geen_gaten_na_afkeuring(self, in_stukken, dossier):
        dossier.melding(melding="voor")
        dossier.neem()
        for n in range(50):
            dossier.melding(
                melding=f"M{n}",
                dubbel_van={5: "M6", 6: "M5", 42: "weg"}.get(n, ""),
                kanaal="FAX" if n == 9 else "EMAIL",
            )
        in_balans(dossier, meldingen=(46, 1, 4))
        nummers = list(Melding.objects.order_by("pk").values_list("nummer", flat=True))
        assert nummers == list(range(1, 48))
        assert Teller.objects.get(naam="melding").waarde == 47
        dossier.rijen["meldingen"] = []
        dossier.melding(melding="na")
        dossier.neem()
        assert Melding.objects.get(extern_kenmerk="na").nummer == 48
