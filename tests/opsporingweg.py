"""A melding with everything that went to Opsporing, in words that stand nowhere else, and every address it once had."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from inspectie.bestanden import Bestand
from inspectie.models import Gebruiker
from inspectie.werk import soorten
from interventies import onderzoek, overdrachtsvoorstellen, overdragen, zaken
from interventies.berichten import Bezorging
from interventies.dossier import dossierfeiten
from interventies.models import Overdracht, Overdrachtsvoorstel, Zaak, ZaakStatus
from interventies.overdragen import Opzet
from meldingen import aanvullen, acties, verzamelen, voorstellen
from meldingen.later import ontvang_later
from meldingen.meldpunt import volgen
from meldingen.models import Melding, Samen, Status, Verzameling, Werkgever
from meldingen.verzamelen import Opdracht
from tests.adressen import Rij
from tests.interventies.zaakhulp import DAG, OP, inspecteur, teamleider, triagist, zaak_met
from tests.maak import Dossier

# Words that stand nowhere else.
WERKGEVER, PLAATS, MELDER = "Kwartelzwaluw", "Zonnemaire", "Quispel"
TEKST, AANVULLING, REDEN, VOORSTEL, TOETSING, OVERDRACHT, NAGEKOMEN, BESTAND, BELLEN = (
    "vlinderstruik",
    "kruisbessen",
    "paardenbloem",
    "slingerplant",
    "waterlelie",
    "boterbloem",
    "zonnehoed",
    "maagdenpalm",
    "ridderspoor",
)
KANARIES = (
    *(WERKGEVER, PLAATS, MELDER, TEKST, AANVULLING, REDEN, VOORSTEL, TOETSING, OVERDRACHT),
    *(NAGEKOMEN, BESTAND, BELLEN),
)


@dataclass
class Weg:
    melding: Melding
    zaak: Zaak
    overdracht: Overdracht
    voorstel: Overdrachtsvoorstel
    verzameling: Verzameling
    werkgever: Werkgever


def stuur_weg(dossier: Dossier) -> Weg:
    """One with everything: in a zaak, asked about, proposed, tested, shared, opened again, and then sent."""
    zaak_met(dossier, omschrijving="De ramen blijven dicht.")
    werkgever = dossier.werkgever(
        naam=f"{WERKGEVER} BV", plaats=PLAATS, provincie="ZE", kvk_nummer="87654321"
    )
    dossier.melding(
        melding="weg",
        werkgever=werkgever,
        ernst="significant",
        toestemming_contact_werkgever="ja",
        onderwerpen="ZIEK_AAN_WERK",
        melder_naam=f"Xandra {MELDER}",
        melder_email="xandra@post.example",
        omschrijving=f"Achter de {TEKST} hoesten drie collega's.",
        opsporing_indicatie="ja",
    )
    dossier.koppel(dossier.zaak(zaak="Z9"), "weg")
    dossier.neem()
    zaak_van_import = Zaak.objects.get(extern_kenmerk="Z9")
    zaken.wijs_toe(zaak_van_import, inspecteur(), door=teamleider(), op=OP)
    melding = Melding.objects.get(extern_kenmerk="weg")
    onderzoek.ga_verder(zaak_van_import, ZaakStatus.ONDERZOEK_AFSTAND, door=inspecteur(), op=OP)
    voorstellen.stel_voor(
        melding,
        toen=(melding.domein, melding.onderwerpen),
        domein="VEILIG_GEZOND",
        onderwerpen="ZIEK_AAN_WERK;HYGIENE",
        reden=f"Over de {VOORSTEL}.",
        door=inspecteur(),
        op=OP,
    )
    overdracht = overdragen.draag_over(
        melding,
        Opzet("GGD", ["FEITEN", "OMSCHRIJVING"], f"Een {OVERDRACHT}.", bericht=Bezorging("BRIEF", "nl", DAG)),
        door=triagist(),
        op=OP,
    )
    onderzoek.toets_melding(
        zaak_van_import,
        melding,
        resultaat="NIET_TOETSBAAR",
        dag=DAG,
        toelichting=f"De {TOETSING} stond ervoor.",
        door=inspecteur(),
        op=OP,
    )
    zaken.rond_af(zaak_van_import, door=inspecteur(), op=OP)
    zaken.sluit(zaak_van_import, door=inspecteur(), op=OP)
    acties.heropen(
        Melding.objects.get(pk=melding.pk), reden=REDEN, dossier=dossierfeiten, door=triagist(), op=OP
    )
    melding.refresh_from_db()
    aanvullen.vraag_aanvulling(melding, vraag=f"Waar staan de {AANVULLING}?", door=triagist(), op=OP)
    aanvullen.ontvang_aanvulling(melding, antwoord=AANVULLING, dossier=dossierfeiten, door=triagist(), op=OP)
    ontvang_later(
        melding,
        tekst=f"Door de telefoon: ook bij de {BELLEN}.",
        kanaal="TELEFOON",
        inzending=uuid4(),
        dossier=dossierfeiten,
        door=triagist(),
        op=OP - timedelta(minutes=1),  # each has a moment of its own, and all come before it goes
    )
    voorstel = overdrachtsvoorstellen.stel_overdracht_voor(
        melding, Opzet("NVWA", ["FEITEN"]), reden=REDEN, door=inspecteur(), op=OP
    )
    volgen.vul_aan(
        melding,
        tekst=f"Ook achter de {NAGEKOMEN}.",
        bestanden=[Bestand(f"{BESTAND}.png", "image/png", b"een foto")],
        inzending=uuid4(),
        dossier=dossierfeiten,
        op=OP,
    )
    melding.refresh_from_db()
    advies = acties.laatste_advies(melding)
    assert advies.route == "OPSPORING"
    verzameling = verzamelen.begin(
        Opdracht(Samen.ROUTE, "OPSPORING", "P2", f"Zie de {REDEN}."),
        [(melding, melding.stand(advies.pk))],
        kan_niet=[],
        sleutel=uuid4(),
        door=triagist(),
        op=OP,
    )
    verzamelen.doe_een_poos(verzameling.pk, seconden=5, nu=lambda: OP)
    melding.refresh_from_db()
    assert melding.status == Status.NAAR_OPSPORING
    volgen.vul_aan(
        melding,
        tekst=f"En bij de {NAGEKOMEN}.",
        bestanden=[Bestand(f"{BESTAND}-2.png", "image/png", b"nog een foto")],
        inzending=uuid4(),
        dossier=dossierfeiten,
        op=OP + timedelta(hours=1),
    )
    return Weg(
        melding,
        zaak_van_import,
        overdracht,
        voorstel,
        verzameling,
        Werkgever.objects.get(extern_kenmerk=werkgever),
    )


def adressen(rij: Rij, weg: Weg, wie: Gebruiker) -> Iterator[str]:
    sleutels: dict[str, list[list[int | str]]] = {
        "": [[]],
        "melding": [[weg.melding.nummer]],
        "bij_opsporing": [[weg.melding.nummer]],
        "meldingbijlage": [
            [weg.melding.nummer, pk] for pk in weg.melding.bijlagen.values_list("pk", flat=True)
        ],
        "zaak": [[weg.zaak.nummer]],
        "overdracht": [[weg.overdracht.pk]],
        "bericht": [[weg.overdracht.bericht_id or 0]],
        "voorstel": [[weg.voorstel.pk]],
        "verzameling": [[weg.verzameling.pk]],
        "werkgever": [[weg.werkgever.pk]],
        "soort": [[soort.code] for soort in soorten(wie)],
    }
    for deel in sleutels.get(rij.sleutel, []):
        yield reverse(rij.naam, args=deel)
