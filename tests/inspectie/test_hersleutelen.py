"""New keys while the system runs: everything sealed goes along, once, whatever others do, and nothing is forgotten."""

import os
from base64 import urlsafe_b64encode
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, models, transaction

from inspectie import hersleutelen
from inspectie.aanmelden import TweedeFactor
from inspectie.bestanden import Bestand
from inspectie.hersleutelen import hersleutel, tel, vrij
from inspectie.kluis import open_bestand, open_zegel, verzegel, verzegel_bestand
from inspectie.models import Gebruiker, Logregel, Rol
from inspectie.velden import Zegelbestand, Zegeltekst, plaats, verzegelde_velden
from interventies.dossier import dossierfeiten
from interventies.models import Overdracht, Overdrachtspakket
from meldingen.apart import leg_apart
from meldingen.melders import corrigeer_melder, openen
from meldingen.models import Concept, ConceptBestand, Melder, Melding, Ontvangst
from meldingen.ontvangen import Weg, inhoud_van, naam_van, ontvang
from meldingen.post.inhoud import Inhoud
from rapportages.bewijzen import GETUIGD
from rapportages.controles import CONTROLES
from tests.maak import NU

WORTEL = Path(__file__).resolve().parents[2]
RIJ = {
    "ontvangen_op": "2021-01-08T10:00:00+01:00",
    "kanaal": "WEBFORMULIER",
    "melder_type": "WERKNEMER",
    "melder_naam": "Anna Kowalska",
    "melder_email": "anna@melder.example",
    "melder_telefoon": "0612345678",
    "corona_relatie": "DIRECT",
    "onderwerpen": "AFSTAND",
}


def sleutel() -> str:
    return urlsafe_b64encode(os.urandom(32)).decode()


OUD, NIEUW, ZOEK = sleutel(), sleutel(), sleutel()
EERST = f"oud:{OUD},zoek:{ZOEK}"
DAARNA = f"nieuw:{NIEUW},oud:{OUD},zoek:{ZOEK}"
OVER = f"nieuw:{NIEUW},zoek:{ZOEK}"


def neem_op(n: int, **cellen: str) -> Melding:
    bestand = Bestand(f"foto-{n}.png", "image/png", b"\x89PNG" + bytes([n % 256]))
    uit = ontvang(
        RIJ | cellen,
        Weg(f"web:{n}", f"CODE-{n}"),
        inzending=UUID(int=n + 1),
        dossier=dossierfeiten,
        bestanden=[bestand],
        op=NU,
    )
    return uit.melding


def verzegelde_rij(model: type[models.Model], pk: int, **velden: Any) -> models.Model:
    zegels = {
        veld.name: verzegel_bestand(b"inhoud", plaats(model, pk, veld.name))
        if isinstance(veld, Zegelbestand)
        else verzegel("inhoud", plaats(model, pk, veld.name))
        for veld in verzegelde_velden()[model]
    }
    return model._default_manager.create(pk=pk, **velden, **zegels)


@pytest.fixture
def kluis(settings: Any, db: None) -> list[Melding]:
    """One of everything that is sealed, with the old key; then the new key comes before it."""
    settings.KLUIS_SLEUTELS = EERST
    meldingen = [neem_op(n) for n in range(3)]
    concept = verzegelde_rij(Concept, 7, sleutel="s", inzending=UUID(int=90), begonnen_op=NU, gewijzigd_op=NU)
    verzegelde_rij(
        ConceptBestand, 8, concept=concept, mediatype="image/png", grootte=6, vingerafdruk="v", op=NU
    )
    leg_apart(
        "EMAIL",
        "mail:x",
        Inhoud("De kantine is vol."),
        uitkomst=Ontvangst.Uitkomst.WACHT,
        reden="Nog te lezen.",
        ontvangen_op=NU,
        op=NU,
        bestanden=[Bestand("foto.png", "image/png", b"een foto")],
    )
    overdracht = Overdracht.objects.create(
        melding=meldingen[0],
        partner="GGD",
        overgedragen_op=NU.date(),
        geregistreerd_op=NU,
        geen_bericht_reden="Anoniem.",
        bevestigen_uiterlijk=NU.date(),
    )
    verzegelde_rij(
        Overdrachtspakket,
        overdracht.pk,
        inhoud={},
        document="",
        melder_reden="Belt terug.",
        melder_toestemming_op=NU.date(),
        geregistreerd_op=NU,
    )
    gebruiker = Gebruiker.objects.create(username="t", rol=Rol.TRIAGIST)
    adapter = TweedeFactor()
    Authenticator.objects.create(user=gebruiker, type="totp", data={"secret": adapter.encrypt("geheim")})
    Authenticator.objects.create(
        user=gebruiker, type="recovery_codes", data={"seed": adapter.encrypt("zaad"), "used_mask": 5}
    )
    settings.KLUIS_SLEUTELS = DAARNA
    return meldingen


def alles_open() -> dict[str, list[Any]]:
    """The clear content of every sealed column, by row."""
    uit: dict[str, list[Any]] = {}
    for model, velden in verzegelde_velden().items():
        for rij in model._default_manager.order_by("pk"):
            for veld in velden:
                zegel, waar = getattr(rij, veld.attname), plaats(model, rij.pk, veld.name)
                inhoud = (
                    open_bestand(bytes(zegel), waar)
                    if isinstance(veld, Zegelbestand)
                    else open_zegel(zegel, waar)
                )
                uit.setdefault(f"{model.__name__}.{veld.name}", []).append((rij.pk, inhoud))
    return uit


def doe() -> int:
    return max([0, *(stand.gedaan for stand in hersleutel(NU, GETUIGD))])


def test_elke_kolom_die_verzegeld_heet_is_een_zegelkolom():
    """The register cannot be forgotten: whoever calls a column sealed without the kind for it is told here."""
    los = [
        f"{model.__name__}.{veld.name}"
        for model in apps.get_models(include_auto_created=True)
        for veld in model._meta.concrete_fields
        if "verzegeld" in str(veld.help_text) and not isinstance(veld, Zegeltekst | Zegelbestand)
    ]
    assert los == []


def test_verzegelen_doet_alleen_wat_een_zegelkolom_of_niets_bewaart():
    """Whoever seals somewhere new comes along here, and says where it is kept."""
    bekend = {
        "inspectie/aanmelden.py",  # the second factor, which `hersleutel` knows by name
        "inspectie/bewaard.py",  # kept nowhere
        "inspectie/hersleutelen.py",
        "inspectie/kluis.py",
    }
    for pad in WORTEL.glob("*/**/*.py"):
        naam = pad.relative_to(WORTEL).as_posix()
        if naam in bekend or naam.startswith((".venv/", "tests/", "bench/", "data/")):
            continue
        broncode = pad.read_text(encoding="utf-8")
        if "verzegel(" in broncode or "verzegel_bestand(" in broncode:
            assert "inspectie.velden import" in broncode, f"{naam} verzegelt zonder inspectie.velden"


def test_er_is_van_elke_verzegelde_kolom_een_waarde_in_deze_proef(kluis):
    leeg = [naam for naam, telling in tel().items() if not telling["oud"]]
    assert leeg == []


def test_alles_hangt_daarna_aan_de_nieuwe_sleutel_en_zegt_wat_het_zei(kluis, settings):
    vooraf, bestanden = (
        alles_open(),
        [[(naam_van(b), inhoud_van(b)) for b in m.bijlagen.all()] for m in kluis],
    )
    zoek = list(Melder.objects.order_by("pk").values_list("pk", "zoek_naam", "zoek_email", "zoek_telefoon"))
    assert doe() > 0
    for naam, telling in tel().items():
        assert set(telling) == {"nieuw"}, naam
    assert vrij(tel()) == ["oud"]
    settings.KLUIS_SLEUTELS = OVER
    assert alles_open() == vooraf
    assert [[(naam_van(b), inhoud_van(b)) for b in m.bijlagen.all()] for m in kluis] == bestanden
    assert (
        list(Melder.objects.order_by("pk").values_list("pk", "zoek_naam", "zoek_email", "zoek_telefoon"))
        == zoek
    )
    totp, codes = Authenticator.objects.order_by("pk")
    assert TweedeFactor().decrypt(totp.data["secret"]) == "geheim"
    assert TweedeFactor().decrypt(codes.data["seed"]) == "zaad"
    assert codes.data["used_mask"] == 5
    assert not list(hersleutelen.gebreken())


def test_het_logboek_getuigt_van_de_rij_zoals_zij_nu_is(kluis):
    with transaction.atomic():
        from inspectie.logboek import log

        log("overdracht_pakket", op=NU, schreef=[Overdrachtspakket.objects.get()])
    doe()
    controle = CONTROLES["wat vastligt is waarvan het logboek getuigt"]
    assert [g for g in controle() if "overdrachtspakket" in g] == []
    pakket = Overdrachtspakket.objects.get()
    Overdrachtspakket.objects.filter(pk=pakket.pk).delete()
    pakket.melder = "nieuw.AAAA"
    pakket.save(force_insert=True)
    assert [g for g in controle() if "overdrachtspakket" in g] != []


def test_een_tweede_keer_is_er_niets_te_doen(kluis):
    doe()
    regels = Logregel.objects.count()
    assert doe() == 0
    assert Logregel.objects.count() == regels


def test_wie_halverwege_valt_gaat_daarna_verder(kluis, monkeypatch):
    monkeypatch.setattr(hersleutelen, "PORTIE", 1)
    monkeypatch.setattr(hersleutelen, "BESTANDEN", 1)
    vooraf = alles_open()
    list(islice(hersleutel(NU, GETUIGD), 5))
    half = tel()
    assert any(t["nieuw"] for t in half.values())
    assert any(t["oud"] for t in half.values())
    doe()
    assert {naam for t in tel().values() for naam in t} == {"nieuw"}
    assert alles_open() == vooraf


def test_een_fout_in_een_portie_laat_die_portie_zoals_zij_was(kluis, monkeypatch):
    vooraf = alles_open()
    tellen = iter(range(100))

    def valt_om(*args: Any) -> str:
        if next(tellen) == 4:
            raise RuntimeError("stroom eraf")
        return verzegel(*args)

    monkeypatch.setattr(hersleutelen, "verzegel", valt_om)
    with pytest.raises(RuntimeError):
        doe()
    monkeypatch.undo()
    assert alles_open() == vooraf
    doe()
    assert alles_open() == vooraf


def test_wat_aan_een_verdwenen_sleutel_hangt_blijft_staan_en_wordt_gezegd(kluis, settings, capsys):
    settings.KLUIS_SLEUTELS = OVER
    assert doe() == 0
    with pytest.raises(CommandError, match="niet in KLUIS_SLEUTELS"):
        call_command("hersleutel", "--controle")
    assert "onbekende sleutel" in capsys.readouterr().out
    gebreken = list(CONTROLES["elke waarde in de kluis hangt aan een sleutel die er is"]())
    assert any("meldingen_melder.naam: 3" in gebrek for gebrek in gebreken)
    assert any("mfa_authenticator" in gebrek for gebrek in gebreken)
    settings.KLUIS_SLEUTELS = DAARNA
    assert not list(hersleutelen.gebreken())


def test_de_opdracht_telt_en_zegt_welke_sleutel_weg_kan(kluis, capsys):
    call_command("hersleutel", "--controle")
    assert "Niets hangt meer aan" not in capsys.readouterr().out
    assert tel()["meldingen_melder.naam"]["oud"] == 3
    call_command("hersleutel")
    uit = capsys.readouterr().out
    assert "opnieuw verzegeld met sleutel “nieuw”" in uit
    assert "Niets hangt meer aan: oud" in uit


def test_namen_van_sleutels_worden_niet_verward(db, settings):
    """`1` and `11`, `a` and `A`: SQLite's LIKE would not tell the last two apart."""
    sleutels = {naam: sleutel() for naam in ("a", "A", "1", "11")}
    rest = f"zoek:{ZOEK}"
    for n, naam in enumerate(sleutels):
        settings.KLUIS_SLEUTELS = ",".join([f"{naam}:{sleutels[naam]}", rest])
        neem_op(n)
    settings.KLUIS_SLEUTELS = ",".join([*(f"{naam}:{s}" for naam, s in sleutels.items()), rest])
    for kolom in ("meldingen_melder.naam", "meldingen_meldingbijlageinhoud.inhoud"):
        assert tel()[kolom] == dict.fromkeys(sleutels, 1)


def tegelijk(werk: Callable[[int], None], aantal: int, klaar: Event) -> tuple[list[Thread], list[Exception]]:
    fouten: list[Exception] = []

    def draai(n: int) -> None:
        try:
            while not klaar.is_set():
                werk(n)
        except Exception as fout:  # noqa: BLE001 (handed to the test itself)
            fouten.append(fout)
        finally:
            connection.close()

    return [Thread(target=draai, args=[n]) for n in range(aantal)], fouten


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_intussen_wordt_er_gelezen_gemeld_en_gecorrigeerd(settings, monkeypatch):
    """Nothing is lost, nothing is read wrong, and afterwards all of it hangs on the new key."""
    settings.KLUIS_SLEUTELS = EERST
    meldingen = [neem_op(n) for n in range(40)]
    concept = verzegelde_rij(
        Concept, 7, sleutel="s", inzending=UUID(int=999), begonnen_op=NU, gewijzigd_op=NU
    )
    settings.KLUIS_SLEUTELS = DAARNA
    monkeypatch.setattr(hersleutelen, "PORTIE", 3)
    klaar = Event()
    nieuw = iter(range(1000, 100_000))
    geschreven = {"concept": 0, "correcties": 0}

    def lees(n: int) -> None:
        (melder,) = openen([meldingen[n].pk])[meldingen[n].pk][-1:]
        assert melder["naam"] == "Anna Kowalska"

    def schrijf(n: int) -> None:
        neem_op(next(nieuw))

    def corrigeer(n: int) -> None:
        geschreven["correcties"] += 1
        with transaction.atomic():
            corrigeer_melder(meldingen[20].pk, "telefoon", f"06{geschreven['correcties']:08}", NU)

    def schrijf_concept(n: int) -> None:
        with transaction.atomic():
            rij = Concept.objects.select_for_update().get(pk=concept.pk)
            open_zegel(rij.inhoud, plaats(Concept, rij.pk, "inhoud"))
            geschreven["concept"] += 1
            rij.inhoud = verzegel(str(geschreven["concept"]), plaats(Concept, rij.pk, "inhoud"))
            rij.save(update_fields=["inhoud"])

    lopers, fouten = [], []
    for werk, aantal in ((lees, 2), (schrijf, 1), (corrigeer, 1), (schrijf_concept, 1)):
        draden, mis = tegelijk(werk, aantal, klaar)
        lopers += draden
        fouten.append(mis)
    for draad in lopers:
        draad.start()
    try:
        for _ in range(2):
            doe()
    finally:
        klaar.set()
        for draad in lopers:
            draad.join()
    assert fouten == [[], [], [], []]
    assert {naam for telling in tel().values() for naam in telling} == {"nieuw"}
    settings.KLUIS_SLEUTELS = OVER
    assert alles_open()["Concept.inhoud"] == [(7, str(geschreven["concept"]))]
    laatste = openen([meldingen[20].pk])[meldingen[20].pk][-1]
    assert laatste["telefoon"] == f"06{geschreven['correcties']:08}"
    assert geschreven["correcties"] > 0
    assert Melder.objects.filter(melding=meldingen[20]).count() >= geschreven["correcties"]
