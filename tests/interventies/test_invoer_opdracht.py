"""The command: what it prints and with which status it ends (contract section 1 and 2)."""

import errno
import io
import os
import shutil
import signal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from inspectie.management.commands import importeer
from inspectie.models import Logregel
from inspectie.versies import Invoer
from interventies.invoer import verloop
from interventies.invoer.context import Context
from meldingen.models import Melding
from tests.interventies.invoerhulp import Opdracht, Scherm, draai_ronden
from tests.maak import Dossier


def opdracht(dossier: Dossier, *keuzes: str) -> tuple[str, str]:
    """What the command printed on stdout and stderr."""
    uit, fout = io.StringIO(), io.StringIO()
    dossier.schrijf()
    try:
        call_command("importeer", str(dossier.map), *keuzes, stdout=uit, stderr=fout)
    except CommandError as mis:
        fout.write(f"status {mis.returncode}: {mis}\n")
    return uit.getvalue(), fout.getvalue()


def test_een_goede_map_wordt_geteld_per_bestand(dossier):
    dossier.zaak(dossier.melding(), dossier.melding())
    uit, fout = opdracht(dossier)
    assert "meldingen.csv                2 gelezen = 2 nieuw + 0 ongewijzigd + 0 afgekeurd" in uit
    assert "5 regels opgeslagen." in uit
    assert fout == ""


@pytest.mark.parametrize(
    ("redis", "slot"),
    [
        ("", "1 melding wacht op triage: python manage.py trieer"),
        ("redis://127.0.0.1:1/0", "1 melding op weg naar de triage."),
    ],
)
def test_wat_op_triage_wacht_wordt_genoemd(dossier, settings, redis, slot):
    settings.REDIS_URL = redis
    dossier.melding()
    assert opdracht(dossier)[0].splitlines()[-1] == slot


def test_dezelfde_map_nog_eens_zegt_dat_er_niets_is_gewijzigd(dossier):
    dossier.melding()
    opdracht(dossier)
    uit, fout = opdracht(dossier)
    assert "Niets gewijzigd" in uit
    assert "1 gelezen = 0 nieuw + 1 ongewijzigd + 0 afgekeurd" in uit
    assert fout == ""
    assert Invoer.objects.count() == Logregel.objects.filter(actie="invoer").count() == 1


def test_een_slechte_map_noemt_elke_fout_en_eindigt_met_1(dossier):
    dossier.melding(kanaal="FAX")
    dossier.melding(onderwerpen="X")
    _, fout = opdracht(dossier)
    regels = fout.splitlines()
    assert regels[0].startswith(
        "meldingen.csv, regel 2, kolom kanaal: “FAX” staat niet in de codelijst kanaal"
    )
    assert regels[1] == "meldingen.csv, regel 3, kolom onderwerpen: “X” staat niet in de codelijst onderwerp"
    assert regels[2] == "status 1: 2 fouten; er is niets opgeslagen."
    assert not Melding.objects.exists()


def test_fouten_staan_in_de_volgorde_van_bestand_en_regel_welke_keuring_haar_ook_vond(dossier):
    """A reference inside a file, a boeterapport and a correction are judged when all is in, and last of all."""
    dossier.werkgever(werkgever="W")
    dossier.melding(melding="M1", dubbel_van="M9")
    dossier.melding(melding="M2", kanaal="FAX")
    dossier.melding(melding="M3")
    dossier.zaak("M3", zaak="Z")
    overtreding = dossier.overtreding("Z", "W")
    dossier.interventie("Z", "W", "BOETERAPPORT", overtredingen=overtreding)
    dossier.interventie("Z", "W", wijze="FAX")
    dossier.toetsing("M3", "GOED")
    dossier.correctie("melding", "M3", "ernst", "heel erg", "2021-01-12T10:00:00+01:00")
    dossier.correctie("melding", "M3", "kleur", "rood", "2021-01-11T10:00:00+01:00")
    dossier.importeer()
    gevonden = [(fout.bestand.removesuffix(".csv"), fout.regel) for fout in dossier.fouten]
    assert gevonden == [
        *(("meldingen", 2), ("meldingen", 3), ("interventies", 2), ("interventies", 3)),
        *(("toetsingen", 2), ("correcties", 2), ("correcties", 3)),
    ]


def test_wie_afbreekt_ziet_wat_tot_dan_was_gevonden(dossier, monkeypatch):
    def ctrl_c(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(verloop, "sluit_beraad", ctrl_c)
    dossier.melding(kanaal="FAX")
    regels = opdracht(dossier)[1].splitlines()
    assert regels[0].startswith("meldingen.csv, regel 2, kolom kanaal: “FAX” staat niet in de codelijst")
    assert regels[1:] == ["status 1: Afgebroken; er is niets opgeslagen."]


def test_gedeeltelijk_zegt_waar_de_afgekeurde_regels_staan_en_eindigt_ook_met_1(dossier):
    dossier.melding(kanaal="FAX")
    dossier.melding()
    uit, fout = opdracht(dossier, "--gedeeltelijk")
    assert "2 gelezen = 1 nieuw + 0 ongewijzigd + 1 afgekeurd" in uit
    assert (
        f"status 1: 1 regel opgeslagen, 1 afgekeurd. De afgekeurde regels staan in {dossier.map}/afgekeurd."
        in fout
    )
    assert Melding.objects.count() == 1


def test_wat_gedeeltelijk_werd_opgeslagen_gaat_ook_naar_de_triage(dossier, settings, monkeypatch):
    gewekt: list[str] = []
    monkeypatch.setattr(importeer, "na_commit", gewekt.append)
    settings.REDIS_URL = ""
    dossier.melding(kanaal="FAX")
    dossier.melding()
    assert "1 melding wacht op triage: python manage.py trieer" in opdracht(dossier, "--gedeeltelijk")[0]

    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    dossier.melding()
    assert "2 meldingen op weg naar de triage." in opdracht(dossier, "--gedeeltelijk")[0]
    assert gewekt == ["rapportages.tasks.neem_cijfers_op", "interventies.tasks.trieer_wachtende"]


def test_een_map_zonder_regels_zegt_dat_er_niets_in_staat(dossier):
    dossier.ruw["meldingen"] = "melding,ontvangen_op,kanaal,melder_type,corona_relatie,onderwerpen\n"
    assert opdracht(dossier)[0].splitlines()[-1] == "Niets gewijzigd: er staat geen enkele regel in."


def test_een_map_zonder_bestanden_eindigt_met_1(dossier):
    _, fout = opdracht(dossier)
    assert fout.startswith("status 1: Er is niets opgeslagen: in ")
    assert "staat geen van de bestanden werkgevers.csv" in fout


def test_wat_geen_map_is_is_verkeerd_gebruik(tmp_path):
    with pytest.raises(CommandError, match="is geen map") as mis:
        call_command("importeer", str(tmp_path / "weg"))
    assert mis.value.returncode == 2


def test_een_ander_csv_bestand_wordt_genoemd(dossier):
    dossier.melding()
    dossier.ruw["melding"] = "x\n"
    assert "melding.csv          is geen bestand van deze invoer en is niet gelezen" in opdracht(dossier)[0]


@pytest.mark.parametrize("naam", ["Zaken.csv", "zaken.CSV", "zaken.csv.txt", "zaken.xlsx"])
def test_een_bestand_van_ons_onder_een_naam_die_het_niet_is_blijft_niet_ongemerkt_liggen(dossier, naam):
    dossier.melding()
    dossier.schrijf()
    (dossier.map / naam).write_text("zaak\n")
    (dossier.map / "lees-mij.txt").write_text("Zo is het gemaakt.\n")
    uit = opdracht(dossier)[0]
    assert f"{naam:<20} is geen bestand van deze invoer en is niet gelezen" in uit
    assert "lees-mij" not in uit


def test_een_map_waarvan_de_naam_geen_tekst_is_wordt_ingelezen(tmp_path, db):
    """On disk a name is bytes: here in Latin-1."""
    dossier = Dossier(Path(os.fsdecode(os.fsencode(tmp_path) + b"/vr\xe9\xe9md")))
    dossier.melding()
    assert "1 regel opgeslagen." in opdracht(dossier)[0]
    assert Invoer.objects.get().map == "vr\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}md"


@pytest.mark.parametrize("recht", [0o000, 0o444])
def test_een_map_waarin_men_niet_mag_kijken_is_iets_anders_dan_een_lege(tmp_path, monkeypatch, recht):
    """Who runs the tests may be root, who may look everywhere."""
    monkeypatch.setattr(os, "access", lambda pad, hoe: not hoe & ~recht >> 6)
    with pytest.raises(CommandError, match="kan niet worden gelezen: geen toestemming"):
        call_command("importeer", str(tmp_path))


def test_een_map_die_niet_is_te_vinden_omdat_het_niet_mag_wordt_zo_genoemd(tmp_path, monkeypatch):
    def mag_niet(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "map")

    monkeypatch.setattr(Path, "stat", mag_niet)
    with pytest.raises(CommandError, match="kan niet worden gelezen: geen toestemming"):
        call_command("importeer", str(tmp_path))


def test_wie_niet_te_lezen_krijgt_wat_er_is_gedaan_hoort_toch_dat_het_is_gedaan(dossier):
    class Vol(io.StringIO):
        def write(self, tekst: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    dossier.melding()
    dossier.schrijf()
    with pytest.raises(
        CommandError, match=r"^1 regel opgeslagen\. De uitvoer kon niet worden geschreven: de"
    ):
        call_command("importeer", str(dossier.map), stdout=Vol())
    assert Melding.objects.count() == 1


def test_een_grote_invoer_laat_zien_dat_zij_vordert(dossier, monkeypatch):
    """At every fifty thousand lines; here of two portions, and not for a portion in between."""
    assert importeer.STAP == 50_000
    monkeypatch.setattr(importeer, "STAP", 4000)
    kop = "werkgever,naam\n"
    dossier.ruw["werkgevers"] = kop + "".join(f"W{n},Naam {n}\n" for n in range(8100))
    _, fout = opdracht(dossier)
    assert fout.splitlines() == [
        "werkgevers.csv: 4000 regels gelezen",
        "werkgevers.csv: 8000 regels gelezen",
    ]


def test_op_een_scherm_is_de_voortgang_geen_rode_fout(dossier):
    """A screen shows what went wrong in red."""

    dossier.werkgever()
    dossier.schrijf()
    fout = Scherm()
    call_command(importeer.Command(stdout=io.StringIO(), stderr=fout, force_color=True), str(dossier.map))
    assert "werkgevers.csv: 1 regel gelezen" in fout.getvalue()
    assert "\x1b[31" not in fout.getvalue()


def test_op_een_scherm_blijft_van_de_voortgang_niets_staan(dossier):
    """“zaken.csv” is shorter than “werkgevers.csv”: the end of that would stand behind it."""
    dossier.zaak(dossier.melding(werkgever=dossier.werkgever()))
    dossier.schrijf()
    scherm = Scherm()
    call_command("importeer", str(dossier.map), stdout=io.StringIO(), stderr=scherm)
    _, *stappen = scherm.getvalue().split("\r")
    assert len(stappen) > 4
    assert all(stap.startswith("\x1b[K") for stap in stappen)
    assert scherm.te_lezen() == []


def test_op_een_scherm_staat_een_weigering_niet_achter_de_voortgang(dossier):
    class Ander(Scherm):
        def write(self, tekst: str) -> int:
            if "regel" in tekst:  # somebody saves the file while it is read
                (dossier.map / "werkgevers.csv").touch()
            return super().write(tekst)

    dossier.werkgever()
    dossier.schrijf()
    scherm = Ander()
    with pytest.raises(CommandError, match="werd gewijzigd"):
        call_command("importeer", str(dossier.map), stderr=scherm)
    assert scherm.getvalue().endswith("gelezen\r\x1b[K")


class TestAlsProgramma:
    def test_op_een_database_met_alleen_migrate_is_de_status_0_1_of_2(self, dossier, database, tmp_path):
        dossier.zaak(dossier.melding(melding="M1"))
        dossier.schrijf()
        eerst = shutil.copytree(dossier.map, tmp_path / "eerst")
        dossier.melding(melding="M2", kanaal="FAX")
        dossier.melding(melding="M3")
        dossier.schrijf()
        opdrachten = {
            "goed": ["importeer", str(eerst)],
            "weer": ["importeer", str(eerst)],
            "slecht": ["importeer", str(dossier.map)],
            "deels": ["importeer", str(dossier.map), "--gedeeltelijk"],
            "geen map": ["importeer"],
            "nagekeken": ["controleer"],
        }
        ronden = ([Opdracht(wat, database, tmp_path / naam)] for naam, wat in opdrachten.items())
        gedaan = dict(zip(opdrachten, draai_ronden(*ronden), strict=True))
        assert [status for status, _, _ in gedaan.values()] == [0, 0, 1, 1, 2, 0]
        assert gedaan["goed"][2] == ""
        assert gedaan["weer"][1].endswith("alle regels stonden er al in.\n")
        assert "regel 3, kolom kanaal: “FAX”" in gedaan["slecht"][2]
        assert "Traceback" not in gedaan["slecht"][2]
        assert "1 nieuw + 1 ongewijzigd + 1 afgekeurd" in gedaan["deels"][1]
        assert (dossier.map / "afgekeurd" / "meldingen.csv").exists()

    def test_wie_de_uitvoer_niet_afleest_hoort_toch_of_het_ging(self, dossier, database, tmp_path):
        """`importeer MAP | head -0`: a script asks for the status."""
        lees = ["importeer", str(dossier.map)]
        for kanaal, status in (("EMAIL", 0), ("FAX", 1)):
            dossier.melding(kanaal=kanaal)
            dossier.schrijf()
            [klaar] = draai_ronden([Opdracht(lees, database, tmp_path / kanaal, ongelezen=True)])
            assert klaar[:2] == (status, "")
            assert "Traceback" not in klaar[2]


@pytest.mark.parametrize("soort", ["map", "koppeling", "pijp"])
def test_wat_geen_bestand_is_wordt_genoemd_en_niet_overgeslagen(dossier, soort):
    dossier.schrijf()
    pad = dossier.map / "meldingen.csv"
    {
        "map": pad.mkdir,
        "koppeling": lambda: pad.symlink_to(dossier.map / "nergens"),
        "pijp": lambda: os.mkfifo(pad),
    }[soort]()
    _, fout = opdracht(dossier)
    assert fout.startswith("meldingen.csv, regel 1: dit is geen bestand dat kan worden gelezen\nstatus 1")


def test_een_map_afgekeurd_met_iets_van_een_ander_blijft_zoals_zij_is(dossier):
    dossier.melding()
    dossier.schrijf()
    notities = dossier.map / "afgekeurd" / "mijn-aantekeningen.csv"
    notities.parent.mkdir()
    van_mij = "regel,reden,van mij\n"  # as ours begin, under a name that is not ours
    notities.write_text(van_mij)
    _, fout = opdracht(dossier, "--gedeeltelijk")
    assert "staat mijn-aantekeningen.csv; die map wordt vervangen" in fout
    assert notities.read_text() == van_mij
    assert not Melding.objects.exists()


def test_wie_te_laat_stopt_krijgt_te_horen_wat_er_is_gedaan(dossier, monkeypatch, request):
    """Ctrl-C when the refused lines are in place and all is about to be stored: it is stored, and said."""
    was = signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it is ignored
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, was))
    dossier.melding()
    dossier.melding(kanaal="FAX")
    log = verloop._teken_op

    def stop(context: Context) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        log(context)

    monkeypatch.setattr(verloop, "_teken_op", stop)
    _, fout = opdracht(dossier, "--gedeeltelijk")
    assert "1 regel opgeslagen, 1 afgekeurd" in fout
    assert Melding.objects.count() == 1
    assert (dossier.map / "afgekeurd" / "meldingen.csv").is_file()
    with pytest.raises(KeyboardInterrupt):  # and from then on it works again
        os.kill(os.getpid(), signal.SIGINT)


def test_met_debug_blijven_de_vragen_van_een_portie_niet_staan(dossier, settings):
    settings.DEBUG = True
    dossier.melding(melding="in-de-eerste-portie")
    opdracht(dossier)
    assert Melding.objects.filter(extern_kenmerk="in-de-eerste-portie").exists()
    assert sum("in-de-eerste-portie" in vraag["sql"] for vraag in connection.queries) == 1  # the one just now
