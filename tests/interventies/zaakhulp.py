"""A zaak as people make it: an imported melding, its advice, a decision, a zaak with an inspecteur."""

from datetime import UTC, date, datetime
from typing import Any

from inspectie.models import Gebruiker, Rol
from interventies import onderzoek, zaken
from interventies.dossier import dossierfeiten
from interventies.handhaven import Opzet, leg_overtreding_vast
from interventies.models import Overtreding, Zaak, ZaakStatus
from meldingen import acties
from meldingen.adviseren import adviseer_stuk
from meldingen.models import Melding, Route, Werkgever
from tests.maak import Dossier

OP = datetime(2021, 1, 11, 10, tzinfo=UTC)
DAG = date(2021, 1, 11)
BEREIKBAAR = {
    "melder_naam": "Xandra Quispel",
    "melder_email": "xandra@quispel.example",
    "melder_telefoon": "06 8765 4321",
}


def gebruiker(naam: str, rol: Rol) -> Gebruiker:
    gevonden = Gebruiker.objects.filter(username=naam).first()
    return gevonden or Gebruiker.objects.create_user(naam, rol=rol)


def triagist() -> Gebruiker:
    return gebruiker("tariq", Rol.TRIAGIST)


def inspecteur() -> Gebruiker:
    return gebruiker("ilse", Rol.INSPECTEUR)


def teamleider() -> Gebruiker:
    return gebruiker("thea", Rol.TEAMLEIDER)


def besloten(dossier: Dossier, *, route: str = Route.TELEFONISCH, **cellen: str) -> Melding:
    """A melding about an employer in Utrecht that was decided on."""
    if "werkgever" not in cellen:
        cellen["werkgever"] = dossier.werkgever(provincie="UT")
    sleutel = dossier.melding(ernst="significant", toestemming_contact_werkgever="ja", **cellen)
    dossier.neem()
    adviseer_stuk(dossierfeiten, op=OP)
    melding = Melding.objects.select_related("werkgever").get(extern_kenmerk=sleutel)
    advies = melding.besluiten.last()
    assert advies is not None
    acties.beslis(
        melding, advies=advies.pk, route=route, prioriteit="P3", reden="Zo.", door=triagist(), op=OP
    )
    melding.refresh_from_db()
    return melding


def weg(dossier: Dossier, **cellen: str) -> Melding:
    """Decided on: it is for another."""
    gewoon = {
        "bevoegd": "ander",
        "domein": "BUITEN",
        "onderwerpen": "KLANT_WINKEL",
        "omschrijving": "Te druk bij de kassa.",
    }
    return besloten(dossier, **{"route": Route.OVERDRACHT, **gewoon, **BEREIKBAAR, **cellen})


def zaak_met(dossier: Dossier, *, toegewezen: bool = True, **cellen: str) -> Zaak:
    """A zaak of one melding, in the hands of the inspecteur."""
    zaak = zaken.open_zaak(besloten(dossier, **cellen), door=triagist(), op=OP)
    if toegewezen:
        zaken.wijs_toe(zaak, inspecteur(), door=teamleider(), op=OP)
        zaak.refresh_from_db()
    return zaak


def onderzocht(zaak: Zaak) -> Zaak:
    onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_AFSTAND, door=inspecteur(), op=OP)
    zaak.refresh_from_db()
    return zaak


def werkgever_van(zaak: Zaak) -> Werkgever:
    return Werkgever.objects.filter(melding_set__zaakmelding_set__zaak=zaak)[0]


def melding_van(zaak: Zaak) -> Melding:
    return Melding.objects.get(zaakmelding_set__zaak=zaak)


def overtreding_in(zaak: Zaak, **anders: Any) -> Overtreding:
    gewoon: dict[str, Any] = {"voorschrift": "ZORGPLICHT", "dag": DAG, "door": inspecteur(), "op": OP}
    return leg_overtreding_vast(zaak, werkgever_van(zaak), **gewoon | anders)


def opzet(zaak: Zaak, soort: str, *overtredingen: Overtreding, **anders: Any) -> Opzet:
    """An instrument on these violations, at a distance; an eis has its term and manner."""
    gewoon: dict[str, Any] = {"wijze": "AFSTAND"}
    if soort == "EIS":
        gewoon |= {
            "grondslag": "ARBOWET_27",
            "termijn_tot": date(2021, 2, 12),
            "toelichting": "Plaats schermen tussen de werkplekken.",
        }
    if soort == "STILLEGGING":
        gewoon |= {"grondslag": "ARBOWET_28_1", "werk": "Het werk aan de lopende band in hal 2."}
    if soort == "BOETERAPPORT":
        gewoon |= {"bevindingen": "In hal 2 stonden zes mensen schouder aan schouder aan de band."}
    return Opzet(werkgever_van(zaak), soort, overtredingen=overtredingen, **gewoon | anders)
