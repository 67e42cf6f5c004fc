"""Other rules in one form: a rule is opened, written in by names, and says what it said where nobody wrote."""

from typing import Any

import pytest
from django.urls import reverse

from meldingen.models import Regelset
from meldingen.regelboom import SOORTEN
from meldingen.regelform import RegelsForm
from tests.meldingen.regelhulp import als, f2, gelezen, nu, plek, velden

pytestmark = pytest.mark.eenmaal


def alle_codes() -> tuple[str, ...]:
    return tuple(rij["code"] for soort in SOORTEN for rij in nu().inhoud[soort])


@pytest.mark.parametrize("hoeveel", ["geen", "alle"])
def test_het_formulier_ongewijzigd_teruggestuurd_zegt_dezelfde_regels(db, hoeveel):
    form = gelezen(geopend=alle_codes() if hoeveel == "alle" else ())
    assert not form.errors
    assert {deel: form.delen[deel] for deel in form.delen} == {deel: nu().inhoud[deel] for deel in form.delen}


def test_vakjes_in_een_andere_volgorde_zijn_geen_andere_regel(db):
    andersom = {
        plek("C2") + "als-1-waarden": ["VAKBOND", "PERSONEELSVERTEGENWOORDIGING", "ONDERNEMINGSRAAD"],
        plek("N1") + "niet_na": ["Z", "A3", "A2"],
    }
    form = gelezen(geopend=("C2", "N1"), **andersom)
    assert form.delen["regels"] == nu().inhoud["regels"]
    assert form.delen["wijzigingen"] == nu().inhoud["wijzigingen"]


def test_drempel_route_fase_partner_en_klok_zijn_te_wijzigen(db):
    f4 = plek("F4")
    form = gelezen(
        **f2(5)
        | {
            "geopend": ("F2", "F4"),
            f4 + "route": "REGISTREREN",
            f4 + "prioriteit-0-prioriteit": "",
            f4 + "vlaggen-0-vlag": "",
            f4 + "vlaggen-0-als-0-feit": "",
            "fasen-2-vanaf": "01-03-2021",
            "partner-VOEDSEL": "GGD",
            "partner-PRIVACY": "",
            "partner-LOON": "UWV",
            "prioriteit_P1_aantal": "12",
        }
    )
    assert not form.errors
    regels_ = {regel["code"]: regel for regel in form.delen["regels"]}
    assert regels_["F2"]["als"][1]["een_van"][1][1] == {"feit": "aantal_blootgesteld", "minstens": 5}
    assert regels_["F4"]["route"] == "REGISTREREN"
    assert "prioriteit" not in regels_["F4"]
    assert "vlaggen" not in regels_["F4"]
    assert form.delen["fasen"][2]["vanaf"] == "2021-03-01"
    eerst = nu().inhoud["partners_per_onderwerp"]
    verwacht = {o: p for o, p in eerst.items() if o != "PRIVACY"} | {"VOEDSEL": "GGD", "LOON": "UWV"}
    assert form.delen["partners_per_onderwerp"] == verwacht
    assert form.delen["termijnen"]["prioriteit"]["P1"] == {"aantal": 12, "eenheid": "uur"}


def k1(n: int) -> dict[str, Any]:
    """A new rule on topics, as number n."""
    nieuw = {
        "code": "K1",
        "titel": "Quarantaine die niet wordt nageleefd",
        "als-0-feit": "onderwerpen",
        "als-0-werking": "bevat",
        "als-0-waarden": ["QUARANTAINE"],
        "route": "TELEFONISCH",
        "prioriteit-0-prioriteit": "P2",
    }
    return {f"regels-{n}-{naam}": waarde for naam, waarde in nieuw.items()}


def test_een_regel_komt_erbij_verhuist_of_vervalt(db):
    n = len(nu().inhoud["regels"])
    form = gelezen(
        geopend=("D3", "C1"),
        **k1(n) | {f"regels-{n}-na": "0", plek("D3") + "weg": "on", plek("C1") + "na": "-1"},
    )
    assert not form.errors
    codes = [regel["code"] for regel in form.delen["regels"]]
    assert codes[:4] == ["C1", "A2", "K1", "A3"]
    assert "D3" not in codes
    assert form.delen["regels"][2]["als"] == [{"feit": "onderwerpen", "bevat": "QUARANTAINE"}]


def test_een_nieuwe_regel_komt_vanzelf_voor_het_vangnet(db):
    n = len(nu().inhoud["regels"])
    form = gelezen(
        **k1(n),
        **{f"{naam.replace(str(n), str(n + 1), 1)}": w for naam, w in k1(n).items()}
        | {f"regels-{n + 1}-code": "K2"},
    )
    assert not form.errors
    assert [regel["code"] for regel in form.delen["regels"]][-3:] == ["K1", "K2", "Z"]


@pytest.mark.parametrize(
    ("waar", "waarde", "woord"),
    [
        ("als-3-waarde", "tien", "Vul een heel getal in."),
        ("als-3-waarde", "", "Kies of schrijf wat het moet zijn."),
        ("als-3-waarde", "5 of 10", "Hier past één waarde."),
        ("als-1-waarden", None, "Kies of schrijf wat het moet zijn."),
        ("als-1-waarden", ["heel_erg"], "Deze keuze bestaat niet."),
        ("als-1-feit", "prioriteit", "Deze keuze bestaat niet."),
        ("als-1-werking", "bevat", "Kies wat daarvan moet gelden."),
        ("prioriteit-0-prioriteit", "P9", "Deze keuze bestaat niet."),
        ("route", "", "Kies er een."),
        ("titel", "", "Vul dit in."),
        ("code", "F" * 40, "langer dan 40 tekens"),
    ],
)
def test_een_fout_staat_bij_haar_veld(db, waar, waarde, woord):
    naam = plek("F2") + waar
    fouten = gelezen(geopend=("F2",), **{naam: waarde}).errors
    assert woord in " ".join(map(str, fouten[naam]))
    assert "regels[" not in str(fouten), "wie geen bestand schreef"
    assert waarde is not None or list(fouten) == [naam]


def test_de_laatste_mogelijkheid_zonder_voorwaarden_is_de_enige(db):
    f = plek("B1") + "prioriteit-0-als-0-feit"
    fouten = gelezen(geopend=("B1",), **{f: ""}).errors
    assert "alleen de laatste keuze" in str(fouten[plek("B1") + "prioriteit-0-prioriteit"])


def test_een_code_die_er_al_is_wordt_geweigerd(db):
    form = gelezen(geopend=("F2",), **{plek("F2") + "code": "F3"})
    assert "komt 2 keer voor" in str(form.errors)


def test_een_regel_waarmee_door_een_andere_iets_mis_is_gaat_open_met_de_fout_erbij(client, bram):
    als(client, bram)
    n = len(nu().inhoud["regels"])
    laatst: dict[str, Any] = k1(n) | {f"regels-{n}-na": str(n - 1)}
    pagina = client.post(reverse("regels_voorstellen"), velden(**laatst)).content.decode()
    assert f'name="{plek("Z")}titel"' in pagina
    assert "hoort als laatste te staan" in pagina
    assert 'value="K1"' in pagina


# What a button does: nothing that was typed is lost, and nothing is judged yet


def gedaan(opdracht: str, **anders: Any) -> RegelsForm:
    return RegelsForm(velden(**anders), nu(), opdracht=opdracht)


def rijen_van(form: RegelsForm, pad: str) -> list[tuple[str, str]]:
    """Of the conditions of a rule: how each hangs, and its fact."""
    soort, n, _streep = pad.split("-")
    return [(rij.get("verband", "en"), rij["feit"]) for rij in form.bomen[soort][int(n)]["als"]]


def test_een_regel_openen_geeft_haar_velden_en_houdt_wat_er_al_stond(client, bram):
    als(client, bram)
    gestuurd = velden(reden="Half getypt", vanaf="geen dag", **f2("tien"))
    pagina = client.post(
        reverse("regels_voorstellen"), gestuurd | {"doe": f"open {plek('F3')[:-1]}"}
    ).content.decode()
    for stuk in ("Half getypt", 'value="geen dag"', 'value="tien"', f'name="{plek("F3")}titel"'):
        assert stuk in pagina
    assert "Dit klopt nog niet" not in pagina
    assert not Regelset.objects.filter(status="CONCEPT").exists()


def test_een_voorwaarde_eronder_hangt_zoals_wat_eronder_stond(db):
    form = gedaan(f"erbij {plek('F2')}als-2", geopend=("F2",))
    assert rijen_van(form, plek("F2"))[1:4] == [("en", "ernst"), ("of", ""), ("of", "ernst")]
    assert form.fields[plek("F2") + "als-2-feit"].widget.attrs["autofocus"]


def test_wat_aan_een_weggehaalde_voorwaarde_hing_blijft_een_voorwaarde_op_zichzelf(db):
    form = gedaan(f"weg {plek('F2')}als-1", geopend=("F2",))
    assert rijen_van(form, plek("F2"))[:3] == [
        ("en", "domein"),
        ("en", "ernst"),
        ("met", "aantal_blootgesteld"),
    ]


def test_een_prioriteit_onder_een_voorwaarde_en_iets_daarbij_komen_en_gaan(db):
    f3 = plek("F3")
    form = gedaan(f"erbij {f3}prioriteit-0", geopend=("F3",))
    assert [k["prioriteit"] for k in form.bomen["regels"][int(f3.split("-")[1])]["prioriteit"][1:]] == ["P3"]
    erbij = {
        f3 + "prioriteit-0-prioriteit": "P1",
        f3 + "prioriteit-0-als-0-feit": "dubbel",
        f3 + "prioriteit-0-als-0-werking": "niet_bekend",
        f3 + "prioriteit-1-prioriteit": "P3",
        f3 + "vlaggen-0-vlag": "hercontrole",
    }
    regel = next(r for r in gelezen(geopend=("F3",), **erbij).delen["regels"] if r["code"] == "F3")
    assert regel["prioriteit"] == [
        {"prioriteit": "P1", "als": [{"feit": "dubbel", "bekend": "nee"}]},
        {"prioriteit": "P3"},
    ]
    assert regel["vlaggen"] == [{"vlag": "hercontrole"}]
    form = gedaan(f"weg {f3}prioriteit-0", geopend=("F3",), **erbij)
    assert len(form.bomen["regels"][int(f3.split("-")[1])]["prioriteit"]) == 1


@pytest.mark.parametrize(
    "opdracht",
    [
        "x",
        "open",
        "open regels-x",
        "open regels-999",
        "erbij regels-17",
        "erbij regels-17-als",
        "weg regels-17-als-99",
        "weg regels-17-x-1-y-2",
        "nieuw fasen",
        "terug regels-500",
        "weg regels-17-titel-0",
    ],
)
def test_een_verzonnen_opdracht_doet_niets(client, bram, opdracht):
    als(client, bram)
    antwoord = client.post(reverse("regels_voorstellen"), velden(**f2()) | {"doe": opdracht})
    assert antwoord.status_code == 200


@pytest.mark.parametrize(
    "naam", ["als-0", "als", "als-0-feit-0-x", "dan-0-route", "prioriteit", "vlaggen-0", "partners"]
)
def test_een_verzonnen_veld_breekt_niets(client, bram, naam):
    als(client, bram)
    gestuurd = velden(**f2()) | {plek("F2") + naam: "x"}
    for doe in ("", "toon regels"):
        assert client.post(
            reverse("regels_voorstellen"), gestuurd | ({"doe": doe} if doe else {})
        ).status_code in (200, 302)


def test_onderwerpen_met_een_partner_staan_voorop_en_heten_zoals_overal(client, bram):
    pagina = als(client, bram).get(reverse("regels_voorstellen")).content.decode()
    voorop, andere = pagina.split("Andere onderwerpen")
    assert "Klanten in de winkel</label>" in voorop
    assert "Ventilatie</label>" in andere
