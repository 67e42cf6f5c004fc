"""What tests of figures and reports begin with; made once per file by the fixtures in `conftest.py`."""

from datetime import UTC, date, datetime

from django.test import override_settings

from inspectie.models import Gebruiker, Rol
from interventies.dossier import dossierfeiten
from interventies.models import Interventie, InterventieWissel
from meldingen import aanvullen, acties
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Status
from meldingen.statussen import wissel
from rapportages import opnemen
from rapportages.models import Spoor
from tests.maak import Dossier

NU = datetime(2021, 2, 1, 12, tzinfo=UTC)


def van_alles(d: Dossier) -> None:
    """Something of everything: domains, a duplicate, corrections, employers of provinces, zaken with instruments; and
    meldingen that were advised on, decided, handed over, sent to Opsporing, closed and opened again."""
    noord = d.werkgever(provincie="GR", sector="C")
    zuid = d.werkgever(provincie="LI", sector="Q", kvk_nummer="11111111")
    zelfde = d.werkgever(provincie="ZH", kvk_nummer="11111111")
    eerste = d.melding(werkgever=noord, onderwerpen="AFSTAND;PBM", arbeidsmigranten="ja")
    tweede = d.melding(
        werkgever=zuid, domein="EERLIJK", onderwerpen="LOON", ontvangen_op="2020-12-30T09:00:00Z"
    )
    derde = d.melding(werkgever=zelfde, onderwerpen="ZIEK_AAN_WERK", ontvangen_op="2021-01-02T09:00:00Z")
    d.melding(dubbel_van=eerste)
    d.melding(corona_relatie="GEEN")
    d.melding(ontvangen_op="2021-01-09T09:00:00Z", geregistreerd_op="2021-01-20T09:00:00Z")
    d.melding(domein="", onderwerpen="KLANT_WINKEL", ontvangen_op="2021-01-20T09:00:00Z")
    for n in range(6):
        d.melding(
            domein="",
            werkgever=noord,
            ontvangen_op=f"2021-01-0{n + 1}T09:00:00Z",
            ernst="laag",
            bevoegd="eigen",
            melder_email=f"iemand{n}@post.example",
        )
    d.correctie("melding", eerste, "domein", "BUITEN", "2021-01-25T09:00:00Z")
    zaak, ander = d.zaak(eerste, derde), d.zaak(tweede, domein="EERLIJK")
    o = d.overtreding(zaak, noord)
    d.interventie(zaak, noord, "LOCATIEBEZOEK")
    d.interventie(zaak, noord, "EIS", wijze="LOCATIE", overtredingen=o, termijn_tot="2021-01-20")
    d.interventie(ander, zuid, "WAARSCHUWING", overtredingen=d.overtreding(ander, zuid))
    d.interventie(ander, zelfde)
    d.toetsing(eerste, "MAATREGEL_DIRECT")
    d.toetsing(derde, "GEEN_MAATREGEL")
    d.neem()
    door = Gebruiker.objects.create(username="tariq", rol=Rol.TRIAGIST)
    while adviseer_stuk(dossierfeiten, op=datetime(2021, 1, 12, tzinfo=UTC)):
        pass
    open_ = list(Melding.objects.filter(status=Status.IN_TRIAGE, corona_relatie="DIRECT").order_by("pk"))
    open_.sort(key=lambda m: m.werkgever_id is None)
    for melding, naar in zip(
        open_, (Status.NAAR_OPSPORING, Status.AFGESLOTEN, Status.OVERGEDRAGEN), strict=False
    ):
        wissel(melding, naar, op=datetime(2021, 1, 15, tzinfo=UTC), door=door)
    wissel(open_[1], Status.IN_TRIAGE, op=datetime(2021, 1, 28, tzinfo=UTC), door=door)
    besluit = open_[3].besluiten.get()
    acties.beslis(
        open_[3],
        route=besluit.route,
        prioriteit=besluit.prioriteit,
        reden="Akkoord.",
        door=door,
        op=datetime(2021, 1, 16, tzinfo=UTC),
        advies=besluit.pk,
    )
    for n, melding in enumerate(open_[4:6]):  # asked, and the clock of it runs out on the 28th or so
        aanvullen.vraag_aanvulling(
            melding, vraag="Waar is het?", door=door, op=datetime(2021, 1, 13 + n, tzinfo=UTC)
        )
    # Nobody told the reporter of one of these, and of one it was said that it had been received.
    for melding, tot in ((open_[4], None), (open_[5], datetime(2021, 1, 19, tzinfo=UTC))):
        melding.bevestigingsplichten.create(
            uiterlijk=date(2021, 1, 15), vanaf=datetime(2021, 1, 8, tzinfo=UTC), tot=tot
        )
    eis = Interventie.objects.get(soort="EIS")
    InterventieWissel.objects.create(
        interventie=eis,
        van="UITGEREIKT",
        naar="NIET_NAGEKOMEN",
        dag=datetime(2021, 1, 22, tzinfo=UTC),
        op=datetime(2021, 1, 22, tzinfo=UTC),
        door=door,
    )


def een_bezoek(d: Dossier) -> None:
    """Two meldingen, a visit with a violation and a warning."""
    werkgever = d.werkgever()
    zaak = d.zaak(d.melding(werkgever=werkgever), d.melding(onderwerpen="THUISWERKEN"))
    overtreding = d.overtreding(zaak, werkgever)
    d.interventie(
        zaak,
        werkgever,
        "WAARSCHUWING",
        overtredingen=overtreding,
        wijze="LOCATIE",
        veiligheidstoets="AKKOORD",
    )
    d.neem()


def vooruit_geteld(d: Dossier) -> None:
    """Two zaken of one employer, meldingen in several domains, and all of it counted ahead."""
    Spoor.objects.all().delete()  # of tests that committed, and were emptied
    werkgever = d.werkgever(provincie="GR", sector="C", kvk_nummer="11111111")
    een = d.melding(werkgever=werkgever, onderwerpen="AFSTAND;PBM")
    twee = d.melding(werkgever=d.werkgever(provincie="ZH"), domein="EERLIJK", onderwerpen="LOON")
    for zaak in (d.zaak(een), d.zaak(twee, domein="EERLIJK")):
        d.interventie(zaak, werkgever, "WAARSCHUWING", overtredingen=d.overtreding(zaak, werkgever))
    d.toetsing(een, "MAATREGEL_DIRECT")
    d.neem()
    with override_settings(OPNAME_VANAF=0):
        assert opnemen.houd_bij(nu=NU) == len(list(opnemen.sneden()))
