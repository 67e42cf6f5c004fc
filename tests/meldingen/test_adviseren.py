"""Advice on stored meldingen: the rules of the day of receipt, kept with all that led to it."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Event

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction

from inspectie import versies
from inspectie.fouten import Regelfout
from inspectie.tijd import AMSTERDAM, einde_van
from interventies.dossier import dossierfeiten
from meldingen import adviesopslag, adviseren, regelsets, triage
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Regelset, TriageBesluit
from meldingen.models.feiten import Domein, Status
from meldingen.triage import inhoud
from tests.maak import cijfers
from tests.tegelijk import tot_er_een_wacht

OP = datetime(2026, 11, 24, 13, tzinfo=UTC)


def advies(sleutel: str) -> TriageBesluit:
    return TriageBesluit.objects.get(melding__extern_kenmerk=sleutel)


def adviseer() -> int:
    return adviseer_stuk(dossierfeiten, op=OP)


def test_een_advies_bewaart_regel_feiten_spoor_en_klok(dossier):
    m = dossier.melding(werkgever=dossier.werkgever(), ernst="significant", arbeidsmigranten="ja")
    dossier.neem()
    adviseer()
    besluit = advies(m)
    assert (besluit.regel, besluit.route, besluit.prioriteit) == ("F3+F1", "TELEFONISCH", "P2")
    assert besluit.regelset == Regelset.objects.get()
    assert besluit.feiten["ernst"] == "significant"
    assert ["A2", 0] in besluit.spoor
    # Friday 8 January and two working days.
    assert besluit.uiterlijk == einde_van(date(2021, 1, 12))


def test_het_domein_wordt_op_het_moment_van_het_advies_bepaald(dossier):
    m = dossier.melding(domein="", onderwerpen="LOON;AFSTAND")
    dossier.neem()
    voor = OP - timedelta(seconds=1)
    assert cijfers("2021-01-10")["KC-02"].aantallen["ONBEPAALD"] == 1
    adviseer()
    assert Melding.objects.get(extern_kenmerk=m).domein == Domein.EERLIJK
    assert cijfers("2021-01-10", voor.isoformat())["KC-02"].aantallen["ONBEPAALD"] == 1
    assert cijfers("2021-01-10", OP.isoformat())["KC-02"].aantallen["EERLIJK"] == 1


def test_een_gegeven_domein_blijft_staan(dossier):
    m = dossier.melding(domein="BUITEN", onderwerpen="AFSTAND")
    dossier.neem()
    adviseer()
    assert (Melding.objects.get(extern_kenmerk=m).domein, advies(m).domein) == ("BUITEN", "VEILIG_GEZOND")


def test_een_gekoppelde_melding_zonder_domein_krijgt_er_een_en_blijft_gekoppeld(dossier):
    m = dossier.melding(domein="")
    dossier.zaak(m)
    dossier.neem()
    assert adviseer() == 1
    melding = Melding.objects.get(extern_kenmerk=m)
    assert (melding.domein, melding.status) == ("VEILIG_GEZOND", Status.GEKOPPELD)
    assert adviseer() == 0


def test_twee_keer_adviseren_geeft_een_advies(dossier):
    dossier.melding()
    dossier.neem()
    assert (adviseer(), adviseer(), TriageBesluit.objects.count()) == (1, 0, 1)


def test_de_regels_van_de_dag_van_ontvangst_gelden(dossier):
    gewoon = {"onderwerpen": "THUISWERKEN", "ernst": "laag", "werkgever": dossier.werkgever()}
    voor = dossier.melding(ontvangen_op="2021-01-25T23:59:59+01:00", **gewoon)
    na = dossier.melding(ontvangen_op="2021-01-26T00:00:00+01:00", **gewoon)
    dossier.neem()
    adviseer()
    assert (advies(voor).route, advies(na).route) == ("REGISTREREN", "AANSPREKEN")


def test_zonder_geldige_regels_gaat_een_melding_met_de_hand_en_staat_erbij_waarom(dossier):
    m = dossier.melding(ontvangen_op="2020-02-01T10:00:00+01:00", domein="")
    dossier.neem()
    adviseer()
    assert (advies(m).route, advies(m).redencode) == ("HANDMATIG", triage.REGELFOUT)
    assert "geen goedgekeurde set" in advies(m).toelichting
    assert Melding.objects.get(extern_kenmerk=m).domein == Domein.ONBEPAALD
    assert adviseer() == 0


def test_een_beschadigde_regel_eindigt_met_de_hand_en_nooit_in_stilte(dossier, monkeypatch):
    m = dossier.melding()
    dossier.neem()
    monkeypatch.setattr(adviseren, "feiten_van", lambda melding, dossier: _met_onbekend_onderwerp())
    adviseer()
    assert (advies(m).route, advies(m).redencode) == ("HANDMATIG", triage.REGELFOUT)
    assert advies(m).toelichting


@pytest.mark.parametrize("waar", ["opslaan", "dossier"])
def test_een_melding_die_fout_gaat_houdt_de_andere_niet_op(dossier, monkeypatch, waar):
    meldingen = [dossier.melding(domein="") for _ in range(5)]
    dossier.neem()
    stuk = Melding.objects.get(extern_kenmerk=meldingen[2])

    def breekt(wie: Sequence[Melding]) -> Mapping[int, adviseren.Dossierfeiten]:
        if stuk in wie:
            raise ValueError("past niet")
        return dossierfeiten(wie)

    if waar == "opslaan":
        echt = adviesopslag._rij
        monkeypatch.setattr(
            adviesopslag, "_rij", lambda m, pk, a, *rest: _te_lang(echt(m, pk, a, *rest), m, stuk, a)
        )
        adviseer()
    else:
        adviseer_stuk(breekt, op=OP)
    assert [advies(m).redencode == triage.REGELFOUT for m in meldingen] == [False, False, True, False, False]
    assert advies(meldingen[2]).route == "HANDMATIG"
    assert "onverwachte fout" in advies(meldingen[2]).toelichting
    assert adviseer() == 0
    call_command("controleer")


def _te_lang(rij: list[object], melding: Melding, stuk: Melding, advies: triage.Advies) -> list[object]:
    """A row that the database refuses, on SQLite by what must not be empty."""
    mis = melding == stuk and advies.redencode != triage.REGELFOUT
    return [None, *rij[1:]] if mis else rij


def test_zonder_database_wordt_er_niets_beslist(dossier):
    dossier.melding()
    dossier.neem()

    def weg(_: Sequence[Melding]) -> Mapping[int, adviseren.Dossierfeiten]:
        raise OperationalError("verbinding verbroken")

    with pytest.raises(OperationalError), transaction.atomic():
        adviseer_stuk(weg, op=OP)
    assert Melding.objects.te_triëren().count() == 1


@pytest.mark.parametrize(
    ("model", "veld", "ruimte"),
    [
        (Regelset, "versie", inhoud.VERSIE_RUIMTE),
        (TriageBesluit, "regel", inhoud.REGEL_RUIMTE),
        (TriageBesluit, "partners", inhoud.PARTNERS_RUIMTE),
        (TriageBesluit, "redencode", inhoud.REDENCODE_RUIMTE),
    ],
)
def test_wat_regels_mogen_zeggen_past_in_wat_bewaard_wordt(model, veld, ruimte):
    assert model._meta.get_field(veld).max_length == ruimte


def _met_onbekend_onderwerp() -> triage.Feiten:
    return triage.Feiten(ontvangen_op=date(2021, 1, 8), onderwerpen=("BESTAAT_NIET",))


def test_trieer_tot_een_dag_neemt_alleen_wat_tot_en_met_die_dag_binnenkwam(dossier, capsys):
    dossier.melding(ontvangen_op="2021-01-10T23:59:59+01:00")
    dossier.melding(ontvangen_op="2021-01-11T00:00:00+01:00")
    dossier.neem()
    call_command("trieer", "--tot", "2021-01-10")
    assert "1 melding van een advies voorzien." in capsys.readouterr().out
    call_command("trieer")
    assert "1 melding van een advies voorzien." in capsys.readouterr().out


def test_een_portie_schrijft_elke_melding_een_keer(dossier, django_assert_max_num_queries):
    """A melding has a score of indexes, and each of them is written anew with every update of its row."""
    besluit_zelf = dossier.melding(domein="EERLIJK", ernst="ernstig")
    nog_open = dossier.melding(domein="", onderwerpen="LOON", ernst="laag")
    dossier.neem()
    oud = Melding.objects.get(extern_kenmerk=besluit_zelf).stand_vanaf
    with django_assert_max_num_queries(40) as vragen:
        adviseer()
    wijzigingen = [v for v in vragen.captured_queries if 'UPDATE "meldingen_melding"' in v["sql"]]
    assert len(wijzigingen) == 1
    melding = Melding.objects.get(extern_kenmerk=nog_open)
    assert (melding.status, melding.domein, melding.stand_vanaf) == (Status.IN_TRIAGE, Domein.EERLIJK, OP)
    anders = Melding.objects.get(extern_kenmerk=besluit_zelf)
    assert (anders.status, anders.domein, anders.stand_vanaf) == (Status.IN_TRIAGE, Domein.EERLIJK, oud)
    for m in (melding, anders):
        besluit = m.besluiten.get()
        assert (m.route, m.prioriteit, m.uiterlijk) == (besluit.route, besluit.prioriteit, besluit.uiterlijk)


def test_het_aantal_vragen_groeit_niet_met_het_aantal_meldingen(dossier, django_assert_max_num_queries):
    w = dossier.werkgever()
    for _ in range(100):
        dossier.melding(domein="", werkgever=w)
    dossier.neem()
    with django_assert_max_num_queries(40):
        assert adviseer() == 100


def test_een_advies_op_het_moment_van_registratie_laat_geen_gat_in_de_standen(dossier):
    moment = datetime(2021, 1, 8, 9, tzinfo=UTC)
    m = dossier.melding(domein="", ontvangen_op=moment.isoformat())
    dossier.neem()
    assert adviseer_stuk(dossierfeiten, op=moment) == 1
    melding = Melding.objects.get(extern_kenmerk=m)
    assert (melding.domein, melding.stand_vanaf, melding.verleden.count()) == ("VEILIG_GEZOND", moment, 0)
    call_command("controleer")


def test_over_een_melding_die_er_nog_niet_was_wordt_niet_beslist(dossier):
    """A long run keeps its own moment, while others go on putting meldingen on record."""
    dossier.melding(domein="", ontvangen_op="2021-01-08T09:00:00Z")
    dossier.melding(domein="", ontvangen_op="2021-01-08T08:00:00Z", geregistreerd_op="2021-01-08T11:00:00Z")
    dossier.neem()
    aantallen = [
        adviseer_stuk(dossierfeiten, op=datetime(2021, 1, 8, uur, tzinfo=UTC)) for uur in (8, 10, 10, 11)
    ]
    assert aantallen == [0, 1, 0, 1]
    call_command("controleer")


def test_een_late_correctie_en_het_besluit_bij_triage_komen_elk_op_hun_plaats(dossier):
    m = dossier.melding(domein="", ontvangen_op="2021-01-08T09:00:00Z", onderwerpen="LOON")
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=datetime(2021, 1, 12, 12, tzinfo=UTC))
    dossier.correctie("melding", m, "domein", "BUITEN", "2021-01-10T09:00:00Z")
    dossier.correctie("melding", m, "domein", "VEILIG_GEZOND", "2021-01-14T09:00:00Z")
    dossier.neem()
    delen = [cijfers("2021-01-31", f"2021-01-{dag:02}")["KC-02"].aantallen for dag in (9, 10, 12, 14)]
    gekozen = [next(domein for domein, n in deel.items() if n) for deel in delen]
    assert gekozen == ["ONBEPAALD", "BUITEN", "BUITEN", "VEILIG_GEZOND"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twee_werkers_tegelijk_nemen_elk_hun_eigen_meldingen(dossier, monkeypatch):
    monkeypatch.setattr(adviseren, "STUK", 2)
    for _ in range(4):
        dossier.melding(domein="")
    dossier.neem()
    bezig, verder = Event(), Event()

    def traag(meldingen: Sequence[Melding]) -> Mapping[int, adviseren.Dossierfeiten]:
        bezig.set()
        assert verder.wait(30)
        return dossierfeiten(meldingen)

    def ander() -> int:
        try:
            return adviseer_stuk(traag, op=OP)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as werker:
        toekomst = werker.submit(ander)
        assert bezig.wait(30)
        aantallen = [adviseer(), adviseer()]
        verder.set()
        assert (aantallen, toekomst.result(30)) == ([2, 0], 2)
    assert TriageBesluit.objects.values("melding").distinct().count() == TriageBesluit.objects.count() == 4


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_triage_tijdens_een_invoer_wacht_op_wat_die_corrigeert(dossier, monkeypatch, capsys):
    """Else both write the same state, and its past has a gap."""
    m = dossier.melding(domein="")
    dossier.neem()
    dossier.correctie("melding", m, "arbeidsmigranten", "ja", "2021-02-01T09:00:00Z")
    bezig, verder = Event(), Event()
    echt = versies.standen

    def traag(*args, **kwargs):
        gelezen = echt(*args, **kwargs)
        bezig.set()
        assert verder.wait(30)
        return gelezen

    def invoer() -> None:
        try:
            dossier.neem()
        finally:
            connection.close()

    monkeypatch.setattr(versies, "standen", traag)
    with ThreadPoolExecutor(1) as werker:
        toekomst = werker.submit(invoer)
        assert bezig.wait(30)
        try:
            tijdens = adviseer()
        finally:
            verder.set()
        toekomst.result(30)
    assert (tijdens, adviseer()) == (0, 1)
    call_command("controleer")
    assert "0 controles gefaald" in capsys.readouterr().out


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_een_invoer_die_corrigeert_wacht_op_de_triage_die_bezig_is(dossier, capsys):
    """The other way round: what triage decided is there before the correction, and neither is lost."""
    m = dossier.melding(domein="")
    dossier.neem()
    dossier.correctie("melding", m, "arbeidsmigranten", "ja", "2026-11-24T13:30:00Z")

    def invoer() -> None:
        try:
            dossier.importeer(nu=OP + timedelta(hours=1))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as werker:
        with transaction.atomic():
            assert adviseer() == 1
            toekomst = werker.submit(invoer)
            assert tot_er_een_wacht("transactionid", "tuple"), (
                "de invoer ging door terwijl de triage de melding vasthield"
            )
            assert not toekomst.done()
        toekomst.result(30)
    assert dossier.fouten == []
    melding = Melding.objects.get()
    assert (melding.domein, melding.arbeidsmigranten, melding.status) == ("VEILIG_GEZOND", True, "IN_TRIAGE")
    standen = versies.standen(Melding, [melding.pk], ["domein", "arbeidsmigranten"])[melding.pk]
    assert [tuple(stand.velden.values()) for stand in standen] == [
        ("ONBEPAALD", None),
        ("VEILIG_GEZOND", None),
        ("VEILIG_GEZOND", True),
    ]
    call_command("controleer")
    assert "0 controles gefaald" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("termijn", "verwacht"),
    [
        (triage.Termijn(24, "uur"), datetime(2021, 4, 3, 8, tzinfo=UTC)),
        (triage.Termijn(7, "dagen"), einde_van(date(2021, 4, 9))),
        # Good Friday 2 April 2021, Easter Monday the 5th: the second working day is Wednesday.
        (triage.Termijn(2, "werkdagen"), einde_van(date(2021, 4, 7))),
        (None, None),
    ],
)
def test_de_klok_loopt_vanaf_de_ontvangst(termijn, verwacht):
    vrij = frozenset({date(2021, 4, 2), date(2021, 4, 5)})
    assert adviesopslag.uiterlijk(datetime(2021, 4, 2, 8, tzinfo=UTC), termijn, vrij) == verwacht


def test_een_klok_van_24_uur_duurt_24_uur_ook_als_de_klok_wordt_verzet():
    ontvangen = datetime(2021, 3, 27, 12, tzinfo=AMSTERDAM)
    einde = adviesopslag.uiterlijk(ontvangen, triage.Termijn(24, "uur"), frozenset())
    assert einde == datetime(2021, 3, 28, 13, tzinfo=AMSTERDAM)


def nieuwe_inhoud(**anders: object) -> dict[str, object]:
    bestaand: dict[str, object] = Regelset.objects.get().inhoud
    return bestaand | {"versie": "2026-12-01", "geldig_vanaf": "2026-12-01"} | anders


def test_regels_met_een_fout_worden_bij_het_bewaren_geweigerd(bram):
    regels = [
        {"code": "X", "titel": "x", "als": [{"feit": "bestaat_niet", "is": "ja"}], "route": "TELEFONISCH"}
    ]
    with pytest.raises(Regelfout, match="bestaat_niet"):
        regelsets.bewaar_regelset(nieuwe_inhoud(regels=regels), door=bram, op=OP)
    assert Regelset.objects.count() == 1


def test_regels_die_in_de_tijd_overlappen_worden_geweigerd(bram):
    with pytest.raises(Regelfout, match="2020-03-01"):
        regelsets.bewaar_regelset(nieuwe_inhoud(), door=bram, op=OP)


def test_een_tweede_persoon_keurt_goed_en_dan_pas_gelden_de_regels(bram, thea):
    regelsets.sluit_regelset(Regelset.objects.get(), date(2026, 11, 30), door=thea, op=OP)
    nieuw = regelsets.bewaar_regelset(nieuwe_inhoud(), door=bram, op=OP)
    assert regelsets.regelset_voor()(date(2026, 12, 1)) is None
    with pytest.raises(Regelfout, match="Een ander dan de maker"):
        regelsets.keur_regelset_goed(nieuw, door=bram, op=OP)
    regelsets.keur_regelset_goed(nieuw, door=thea, op=OP)
    gevonden = regelsets.regelset_voor()(date(2026, 12, 1))
    assert gevonden is not None
    assert (gevonden[0], gevonden[1].versie) == (nieuw.pk, "2026-12-01")
    with pytest.raises(Regelfout, match="concept"):
        regelsets.keur_regelset_goed(nieuw, door=thea, op=OP)


def test_regels_sluiten_kan_niet_voor_meldingen_die_al_een_advies_hebben(dossier, thea):
    dossier.melding()
    dossier.neem()
    adviseer()
    with pytest.raises(Regelfout, match="al geadviseerd"):
        regelsets.sluit_regelset(Regelset.objects.get(), date(2021, 1, 7), door=thea, op=OP)
    regelsets.sluit_regelset(Regelset.objects.get(), date(2021, 1, 8), door=thea, op=OP)


def test_wat_een_mens_over_het_domein_besliste_wint_van_triage_ook_als_het_later_binnenkomt(dossier):
    """Besluit 0004 and AVG 22: triage fills what nobody decided, as soon as that is known."""
    m = dossier.melding(domein="", ontvangen_op="2021-01-08T09:00:00Z", onderwerpen="AFSTAND")
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    dossier.correctie("melding", m, "domein", "EERLIJK", "2021-01-20T09:00:00Z")
    dossier.neem()
    assert Melding.objects.get().domein == "EERLIJK"
    standen_van = ["2021-01-19", "2021-01-21", OP.date().isoformat()]
    gekozen = [
        next(domein for domein, n in cijfers("2021-01-31", stand)["KC-02"].aantallen.items() if n)
        for stand in standen_van
    ]
    assert gekozen == ["ONBEPAALD", "EERLIJK", "EERLIJK"]
    call_command("controleer")
