"""Two worlds: the same investigation, once after a complaint and once on our own initiative. What an employer can get
is the same to the byte, so nothing in it says which of the two it was (ILO C81, article 15 under c).

Both worlds begin from the same database and are taken back afterwards, so counters stand alike: that a number is the
next one of all zaken, or of all letters, says nothing of why there is one. What a world of complaints holds more
(reporters, texts, files, a check of each melding, what its reporter was told) is made as amply as people do.
The day on which a zaak was opened is the same in both: it is in the file of every zaak, and that it lies close behind
what somebody said at work is a guess that no file answers.

A pair is an investigation and what was complained of: each investigation is done once on our own initiative, and after
each of `GEKLAAGD` courses of complaints. It is compared when all is done, and of every fourth also while the
investigation runs and right after the letter. What is printed is compared as what is handed to the typesetter, which
makes the same PDF of the same pages; two visits of each kind are really set.
"""

import io
import random
import zipfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import pytest
import typst
from django.db import transaction
from PIL import Image

from inspectie.bestanden import Bestand
from inspectie.fouten import Regelfout
from inspectie.models import Gebruiker, Rol
from inspectie.tijd import lokale_dag
from interventies import (
    afschrift,
    concepten,
    handhaven,
    onderzoek,
    overdragen,
    samenvoegen,
    stukken,
    terugkoppelen,
    zaken,
)
from interventies.berichten import Bezorging
from interventies.dossier import dossierfeiten
from interventies.eigen_initiatief import open_op_eigen_initiatief
from interventies.handhaven import Opzet
from interventies.models import Afschrift, Bijlage, Brief, InterventieStatus, Terugkoppeling, Zaak, ZaakStatus
from meldingen import acties, bevestigingen, later
from meldingen.meldpunt import volgen
from meldingen.models import Melding, Ontvangstbevestiging, Route, Voorstelsoort, Werkgever
from meldingen.registreren import registreer
from tests.interventies.brieven import EERLIJKE_ZINNEN, KLACHTEN
from tests.interventies.zaakhulp import gebruiker

BEZOEKEN, GEKLAAGD, DELEN = 100, 2, 8
MOMENTEN = ("tijdens", "na de brief", "aan het eind")
VOORNAMEN = ("Anna", "Bogdan", "Cornelia", "Dumitru", "Elżbieta", "Ferdinand", "Galina", "Hendrikje")
ACHTERNAMEN = (
    "Kowalska",
    "Vermeulen",
    "Ionescu",
    "Petrov",
    "Zwartjes",
    "Wiśniewski",
    "Hoekstra",
    "Dimitrova",
)
CHEF = ("de chef", "mevrouw De Wit, directie", "de bedrijfsleider", "dhr. Mulder")
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"
Uitgaand = dict[str, bytes]


@dataclass(frozen=True)
class Bezoek:
    """One investigation, as it goes in both worlds; `KLACHT` only where somebody complained."""

    domein: str
    werkgever: dict[str, str]
    begin: datetime
    voorschriften: tuple[str, ...]
    soort: str
    bevindingen: str
    contacten: tuple[tuple[str, str, str], ...]
    op_locatie: bool
    toezegging: str
    bijlage: bool
    sluit: bool
    opvolging: bool
    klachten: tuple[str, ...]
    melders: tuple[dict[str, str], ...] = field(default=())
    erbij: tuple[int, ...] = ()
    """What else came of the complaints, of `ERBIJ`."""
    steeds: bool = True
    """Looked at each moment, and not at the end alone."""


KLACHT = ("klachten", "melders", "erbij")


def verzin(nummer: int, keer: int = 0) -> Bezoek:
    """The same for the same number, so that what fails can be made again. `keer`: which course of complaints."""
    lot, klacht = random.Random(f"twee werelden {nummer}"), random.Random(f"klachten {nummer} {keer}")
    eerlijk = lot.random() < 0.2
    soort = lot.choice(
        ("BOETERAPPORT", "WAARSCHUWING")
        if eerlijk
        else ("WAARSCHUWING", "EIS", "STILLEGGING", "AANSPREKEN_SCHRIFTELIJK", "WAARSCHUWING")
    )
    voorschriften: tuple[str, ...] = ("WML", "ATW") if eerlijk else ("ZORGPLICHT", "RIE", "VOORLICHTING")
    if soort == "STILLEGGING":
        voorschriften = ("ZORGPLICHT",)
    zinnen = lot.sample(EERLIJKE_ZINNEN, 8)
    melders = tuple(_melder(klacht) for _ in range(klacht.randint(1, 3)))
    return Bezoek(
        domein="EERLIJK" if eerlijk else "VEILIG_GEZOND",
        werkgever={
            "naam": f"{lot.choice(('Bakkerij', 'Slachthuis', 'Kas', 'Magazijn'))} {lot.choice(ACHTERNAMEN)} {nummer}",
            "plaats": lot.choice(("Utrecht", "Almere", "")),
            "provincie": lot.choice(("UT", "FL", "ZH")),
            "kvk_nummer": lot.choice((f"{10_000_000 + nummer}", "")),
        },
        begin=datetime(2021, 1, 11, 9, tzinfo=UTC)
        + timedelta(days=lot.randint(0, 60), minutes=lot.randint(0, 400)),
        voorschriften=tuple(lot.sample(voorschriften, lot.randint(1, len(voorschriften)))),
        soort=soort,
        bevindingen=" ".join(zinnen[:3]),
        contacten=tuple(
            (lot.choice(("TELEFOON", "EMAIL", "GESPREK")), lot.choice(CHEF), zin)
            for zin in zinnen[3 : 3 + lot.randint(0, 3)]
        ),
        op_locatie=lot.random() < 0.5,
        toezegging=zinnen[6] if lot.random() < 0.5 else "",
        bijlage=lot.random() < 0.5,
        sluit=lot.random() < 0.3,
        opvolging=lot.random() < 0.5,
        klachten=tuple(klacht.sample(KLACHTEN, len(melders))),
        melders=melders,
        erbij=tuple(klacht.sample(range(len(ERBIJ)), klacht.randint(0, 2))),
        steeds=nummer // DELEN % 4 == 0,
    )


def _melder(lot: random.Random) -> dict[str, str]:
    if lot.random() < 0.3:
        return {}
    voor, achter = lot.choice(VOORNAMEN), lot.choice(ACHTERNAMEN)
    return {
        "melder_naam": f"{voor} {achter}-Melder",
        "melder_email": f"{voor.casefold()}.{lot.randint(1, 999)}@melder.example",
        "melder_telefoon": f"06{lot.randint(10_000_000, 99_999_999)}",
    }


def wie(naam: str, rol: Rol) -> Gebruiker:
    return gebruiker(naam, rol)


def meld(
    bezoek: Bezoek, n: int, werkgever: Werkgever, op: datetime, inzending: UUID | None = None
) -> Melding:
    """A complaint by the real door, with its advice and the decision that leads to a zaak."""
    ontvangen = op - timedelta(hours=5 + 31 * n, minutes=7)
    melding = registreer(
        {
            "ontvangen_op": ontvangen.isoformat(),
            "kanaal": ("EMAIL", "TELEFOON", "BRIEF")[n % 3],
            "melder_type": "WERKNEMER",
            "corona_relatie": "DIRECT",
            "bevoegd": "eigen",
            "onderwerpen": "LOON" if bezoek.domein == "EERLIJK" else "AFSTAND;HYGIENE",
            "ernst": "significant",
            "toestemming_contact_werkgever": "nee",
            "omschrijving": bezoek.klachten[n],
            **bezoek.melders[n],
        },
        inzending=inzending or UUID(int=n + 1),
        dossier=dossierfeiten,
        door=wie("mies", Rol.MELDPUNT),
        op=op,
        werkgever=werkgever,
    ).melding
    melding.refresh_from_db()
    if melding.is_ontvangst_te_bevestigen:
        mies, waarom = wie("mies", Rol.MELDPUNT), f"Kan niet: {bezoek.klachten[n]}"
        bevestigingen.bevestig(melding, wijze="NIET", dag=None, toelichting=waarom, door=mies, op=op)
    advies = melding.besluiten.last()
    assert advies is not None
    route = Route.EERLIJK if bezoek.domein == "EERLIJK" else Route.LOCATIE_GEPLAND
    acties.beslis(
        melding,
        advies=advies.pk,
        route=route,
        prioriteit="P3",
        reden="Naar een zaak.",
        door=wie("tariq", Rol.TRIAGIST),
        op=op,
    )
    melding.refresh_from_db()
    return melding


def na_een_klacht(bezoek: Bezoek, werkgever: Werkgever) -> Zaak:
    melding = meld(bezoek, 0, werkgever, bezoek.begin)
    return zaken.open_zaak(melding, door=wie("tariq", Rol.TRIAGIST), op=bezoek.begin)


def uit_onszelf(bezoek: Bezoek, werkgever: Werkgever) -> Zaak:
    return open_op_eigen_initiatief(
        werkgever,
        domein=bezoek.domein,
        reden="Programma in deze bedrijfstak.",
        door=wie("tariq", Rol.TRIAGIST),
        op=bezoek.begin,
    )


def onderzoek_en_optreden(
    bezoek: Bezoek, zaak: Zaak, werkgever: Werkgever, *, geklaagd: bool
) -> list[Uitgaand]:
    """All that is done in a zaak, and all that leaves it towards the employer: at each of the moments, or the last."""
    ilse, thea = wie("ilse", Rol.INSPECTEUR), wie("thea", Rol.TEAMLEIDER)
    op = bezoek.begin

    def straks(**later: int) -> datetime:
        nonlocal op
        op += timedelta(**later)
        return op

    zaken.wijs_toe(zaak, ilse, door=thea, op=straks(hours=1))
    zaak.refresh_from_db()
    for wijze, met, verslag in bezoek.contacten:
        nu = straks(hours=3)
        onderzoek.noteer_contact(
            zaak, dag=lokale_dag(nu), wijze=wijze, met=met, verslag=verslag, door=ilse, op=nu
        )
    if geklaagd:
        klachten_erbij(bezoek, zaak, werkgever, op, ilse)
    if bezoek.op_locatie:
        nu = straks(hours=20)
        onderzoek.toets_veiligheid(
            zaak, besluit="AKKOORD", afspraken="Met tweeën.", dag=lokale_dag(nu), door=ilse, op=nu
        )
        onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_LOCATIE, door=ilse, op=straks(hours=1))
        handhaven.leg_vast(
            zaak, Opzet(werkgever, "LOCATIEBEZOEK", "LOCATIE"), dag=lokale_dag(op), door=ilse, op=op
        )
    else:
        onderzoek.ga_verder(zaak, ZaakStatus.ONDERZOEK_AFSTAND, door=ilse, op=straks(hours=1))
    nu = straks(hours=2)
    overtredingen = tuple(
        handhaven.leg_overtreding_vast(
            zaak, werkgever, voorschrift=code, dag=lokale_dag(nu), ernstig_gevaar=True, door=ilse, op=nu
        )
        for code in bezoek.voorschriften
    )
    if bezoek.toezegging:
        onderzoek.zeg_toe(
            zaak,
            werkgever,
            maatregel=bezoek.toezegging,
            uiterlijk=date(2021, 6, 1),
            door=ilse,
            op=straks(minutes=5),
        )
    uit = []
    if bezoek.steeds:
        uit.append(uitgaand(zaak, thea, straks(minutes=5)))
    treed_op(bezoek, zaak, werkgever, overtredingen, straks)
    if bezoek.steeds:
        uit.append(uitgaand(zaak, thea, straks(minutes=5)))
    if bezoek.bijlage:
        nu = straks(hours=1)
        for naam, inhoud, herkomst in (("plan.pdf", PDF, "WERKGEVER"), ("kantine.png", beeld(), "INSPECTIE")):
            stukken.voeg_toe(zaak, naam=naam, inhoud=inhoud, herkomst=herkomst, door=ilse, op=nu)
    rond_af(bezoek, zaak, straks, geklaagd=geklaagd)
    return [*uit, uitgaand(zaak, thea, straks(days=1))]


def klachten_erbij(bezoek: Bezoek, zaak: Zaak, werkgever: Werkgever, op: datetime, ilse: Gebruiker) -> None:
    """What only a world of complaints has: more of them, a file of a reporter, and what came of it."""
    for n in range(1, len(bezoek.melders)):
        zaken.bundel(zaak, meld(bezoek, n, werkgever, op), door=wie("tariq", Rol.TRIAGIST), op=op)
    stukken.voeg_toe(
        zaak, naam="van de melder.png", inhoud=beeld("crimson"), herkomst="MELDER", door=ilse, op=op
    )
    for n in bezoek.erbij:
        ERBIJ[n](bezoek, zaak, werkgever, op)


def een_kopie_voor_de_rechter(bezoek: Bezoek, zaak: Zaak, werkgever: Werkgever, op: datetime) -> None:
    thea = wie("thea", Rol.TEAMLEIDER)
    afschrift.maak(zaak, omvang="MET_BRON", formaat="pdf", reden="Voor de rechter.", door=thea, op=op)


def wat_er_later_kwam(bezoek: Bezoek, zaak: Zaak, werkgever: Werkgever, op: datetime) -> None:
    """By the code, by letter to somebody here; and an acknowledgement that was taken back."""
    melding = Melding.objects.order_by("pk")[0]
    nog, mies = f"Nog iets: {bezoek.klachten[0]}", wie("mies", Rol.MELDPUNT)
    eens: dict[str, Any] = {"dossier": dossierfeiten, "op": op}
    foto = Bestand("kantine.png", "image/png", beeld("teal"))
    volgen.vul_aan(melding, tekst=nog, bestanden=[foto], inzending=UUID(int=91), **eens)
    later.ontvang_later(melding, tekst=nog, kanaal="BRIEF", inzending=UUID(int=92), door=mies, **eens)
    if gezegd := Ontvangstbevestiging.objects.filter(melding=melding).first():
        bevestigingen.herroep(melding, bevestigd_op=gezegd.op, reden=nog, door=mies, op=op)


def ook_naar_een_partner(bezoek: Bezoek, zaak: Zaak, werkgever: Werkgever, op: datetime) -> None:
    melding = Melding.objects.order_by("pk")[0]
    deel = overdragen.Opzet("GGD", ["FEITEN"], geen_bericht_reden=f"Wil dat niet: {bezoek.klachten[0]}")
    overdragen.draag_over(melding, deel, door=wie("tariq", Rol.TRIAGIST), op=op)


def onder_een_andere_naam(bezoek: Bezoek, zaak: Zaak, werkgever: Werkgever, op: datetime) -> None:
    """One more complaint, about the same firm as its reporter calls it; the two are merged."""
    anders = Werkgever.objects.create(
        naam=f"Die van {ACHTERNAMEN[0]} bij de haven",
        plaats="Zierikzee",
        provincie="ZE",
        geregistreerd_op=bezoek.begin,
        stand_vanaf=bezoek.begin,
    )
    meld(bezoek, 0, anders, op, inzending=UUID(int=93))
    tariq, thea = wie("tariq", Rol.TRIAGIST), wie("thea", Rol.TEAMLEIDER)
    gezien = samenvoegen.stand_van(anders, werkgever)
    zo: dict[str, Any] = {"gezien": gezien, "reden": "Een en dezelfde.", "op": op}
    voorstel = samenvoegen.stel_voor(Voorstelsoort.SAMENVOEGEN, anders, werkgever, door=tariq, **zo)
    samenvoegen.beslis(voorstel, aanvaard=True, gezien=gezien, reden="", door=thea, op=op)


ERBIJ = (een_kopie_voor_de_rechter, wat_er_later_kwam, ook_naar_een_partner, onder_een_andere_naam)


def treed_op(
    bezoek: Bezoek,
    zaak: Zaak,
    werkgever: Werkgever,
    overtredingen: tuple[Any, ...],
    straks: Callable[..., datetime],
) -> None:
    ilse, thea = wie("ilse", Rol.INSPECTEUR), wie("thea", Rol.TEAMLEIDER)
    extra: dict[str, Any] = {}
    if bezoek.soort == "EIS":
        wijze = "Plaats schermen tussen de werkplekken."
        extra = {"grondslag": "ARBOWET_27", "termijn_tot": date(2021, 9, 1), "toelichting": wijze}
    if bezoek.soort == "STILLEGGING":
        extra = {"grondslag": "ARBOWET_28_1", "werk": "Het werk aan de lopende band in hal 2."}
    keuze = Opzet(
        werkgever,
        bezoek.soort,
        "LOCATIE" if bezoek.op_locatie else "AFSTAND",
        overtredingen=overtredingen,
        bevindingen=bezoek.bevindingen,
        **extra,
    )
    concept = concepten.stel_op(zaak, keuze, door=ilse, op=straks(hours=1))

    def versie() -> int:
        concept.refresh_from_db()
        return concept.versie

    if bezoek.soort in concepten.VIER_OGEN:
        concepten.leg_voor(concept, versie=versie(), door=ilse, op=straks(minutes=30))
        concepten.stel_vast(concept, versie=versie(), door=thea, op=straks(hours=2))
    elif bezoek.soort in concepten.ZELF_VAST:
        concepten.stel_vast(concept, versie=versie(), door=ilse, op=straks(minutes=30))
    nu = straks(minutes=10)
    instrument = concepten.reik_uit(concept, dag=lokale_dag(nu), versie=versie(), door=ilse, op=nu)
    if bezoek.opvolging and bezoek.soort in ("WAARSCHUWING", "EIS"):
        nu = straks(days=9)
        handhaven.volg_op(
            instrument,
            InterventieStatus.NAGEKOMEN,
            dag=lokale_dag(nu),
            toelichting="In orde.",
            door=ilse,
            op=nu,
        )
    elif bezoek.soort == "STILLEGGING":
        nu = straks(days=1)
        handhaven.volg_op(
            instrument,
            InterventieStatus.OPGEHEVEN,
            dag=lokale_dag(nu),
            toelichting="Veilig.",
            door=ilse,
            op=nu,
        )


def rond_af(bezoek: Bezoek, zaak: Zaak, straks: Callable[..., datetime], *, geklaagd: bool) -> None:
    ilse = wie("ilse", Rol.INSPECTEUR)
    nu = straks(hours=4)
    if geklaagd:
        for melding in Melding.objects.filter(zaakmelding_set__zaak=zaak).order_by("pk"):
            onderzoek.toets_melding(
                zaak,
                melding,
                resultaat="MAATREGEL_DIRECT",
                dag=lokale_dag(nu),
                toelichting="Zo.",
                door=ilse,
                op=nu,
            )
    if not bezoek.sluit:
        return
    zaak.refresh_from_db()
    zaken.rond_af(zaak, door=ilse, op=straks(hours=1))
    if geklaagd:
        for t in Terugkoppeling.objects.filter(zaak=zaak, afgedaan_op=None):
            hoe = Bezorging("TELEFOON", "nl", lokale_dag(nu)) if t.melding.melder_bereikbaar else None
            terugkoppelen.koppel_terug(t, hoe=hoe, reden="" if hoe else "Anoniem.", door=ilse, op=nu)


def beeld(kleur: str = "navy") -> bytes:
    uit = io.BytesIO()
    Image.new("RGB", (8, 8), kleur).save(uit, "PNG")
    return uit.getvalue()


def ongezet(sjabloon: Any, *, sys_inputs: dict[str, str], timestamp: datetime, **_opties: Any) -> bytes:
    """All that differs from one PDF to the next, instead of the PDF."""
    return f"{sjabloon}\n{timestamp.isoformat()}\n{sys_inputs}".encode()


def uitgaand(zaak: Zaak, thea: Gebruiker, op: datetime) -> Uitgaand:
    """Every file that can reach the employer, by what it is called. The PDF of the file is in the ZIP of it."""
    uit: Uitgaand = {}
    for n, brief in enumerate(Brief.objects.filter(concept__zaak=zaak).order_by("pk")):
        uit[f"brief {n}.pdf"], uit[f"brief {n}.odt"] = bytes(brief.pdf), bytes(brief.odt)
    bekeken = list(Bijlage.objects.filter(zaak=zaak).values_list("pk", flat=True))
    afdruk, pakket = afschrift.maak(
        zaak, omvang="ZONDER_BRON", formaat="zip", reden="Op verzoek.", bekeken=bekeken, door=thea, op=op
    )
    uit[afschrift.bestandsnaam(zaak, afdruk)] = pakket
    with zipfile.ZipFile(io.BytesIO(pakket)) as zip_:
        uit |= {f"zip/{naam}": zip_.read(naam) for naam in zip_.namelist()}
    return uit


def wereld(bezoek: Bezoek, begin: Callable[[Bezoek, Werkgever], Zaak], na: Any = None) -> list[Uitgaand]:
    """What leaves, of one world; afterwards it never was."""
    with transaction.atomic():
        werkgever = Werkgever.objects.create(
            **bezoek.werkgever, geregistreerd_op=bezoek.begin, stand_vanaf=bezoek.begin
        )
        zaak = begin(bezoek, werkgever)
        geklaagd = begin is na_een_klacht
        uit = (na or onderzoek_en_optreden)(bezoek, zaak, werkgever, geklaagd=geklaagd)
        assert Melding.objects.exists() == geklaagd
        transaction.set_rollback(True)
    return uit


@pytest.fixture
def mensen(db: None) -> None:
    for naam, rol in (
        ("mies", Rol.MELDPUNT),
        ("tariq", Rol.TRIAGIST),
        ("ilse", Rol.INSPECTEUR),
        ("thea", Rol.TEAMLEIDER),
    ):
        wie(naam, rol)


pytestmark = pytest.mark.eenmaal  # what leaves does not hang on the database; its row numbers do


@cache
def gezet() -> frozenset[int]:
    """The visits of which the pages are really set."""
    per_soort: dict[str, list[int]] = defaultdict(list)
    for nummer in range(BEZOEKEN):
        per_soort[verzin(nummer).soort].append(nummer)
    return frozenset(nummer for nummers in per_soort.values() for nummer in nummers[:2])


@pytest.mark.parametrize("deel", range(DELEN))
def test_wat_een_werkgever_krijgt_is_in_beide_werelden_gelijk(mensen, deel, monkeypatch):
    soorten = set()
    for nummer in range(deel, BEZOEKEN, DELEN):
        bezoek = verzin(nummer)
        with monkeypatch.context() as zetter:
            if nummer not in gezet():
                zetter.setattr(typst, "compile", ongezet)
            uit_eigen_beweging = wereld(bezoek, uit_onszelf)
            for keer in range(GEKLAAGD):
                vergelijk(verzin(nummer, keer), uit_eigen_beweging, (nummer, keer))
        soorten.add(bezoek.soort)
    assert len(soorten) >= 3, "elk deel heeft verschillende soorten brieven"


def vergelijk(bezoek: Bezoek, uit_eigen_beweging: list[Uitgaand], paar: tuple[int, int]) -> None:
    momenten = MOMENTEN if bezoek.steeds else MOMENTEN[-1:]
    na_klachten = wereld(bezoek, na_een_klacht)
    for moment, klacht, eigen in zip(momenten, na_klachten, uit_eigen_beweging, strict=True):
        assert klacht.keys() == eigen.keys(), (paar, moment, bezoek)
        anders = [naam for naam, inhoud in klacht.items() if inhoud != eigen[naam]]
        assert not anders, (paar, moment, anders)
        assert "zip/00-dossier.pdf" in klacht, moment
        assert ({"brief 0.pdf", "brief 0.odt"} <= klacht.keys()) == (moment != "tijdens"), moment


def test_onder_de_bezoeken_is_elk_soort_brief_en_elke_gang_van_zaken():
    paren = [verzin(nummer, keer) for nummer in range(BEZOEKEN) for keer in range(GEKLAAGD)]
    bezoeken = paren[::GEKLAAGD]
    assert {b.soort for b in bezoeken} == {
        "BOETERAPPORT", "WAARSCHUWING", "EIS", "STILLEGGING", "AANSPREKEN_SCHRIFTELIJK",
    }  # fmt: skip
    for kenmerk in ("op_locatie", "bijlage", "sluit", "opvolging", "steeds"):
        assert {getattr(b, kenmerk) for b in bezoeken} == {False, True}, kenmerk
    assert {len(b.melders) for b in paren} == {1, 2, 3}
    assert all(sum(n in b.erbij for b in paren) > 30 for n in range(len(ERBIJ)))
    assert len(paren) >= 200 == len({str(paar) for paar in paren}), "geen twee hetzelfde"
    assert {len(b.contacten) for b in bezoeken} == {0, 1, 2, 3}
    assert {b.domein for b in bezoeken} == {"EERLIJK", "VEILIG_GEZOND"}
    assert {bezoeken[nummer].soort for nummer in gezet()} == {b.soort for b in bezoeken}


def test_van_een_onderzoek_verschilt_alleen_wie_er_klaagde():
    eigen, anders = verzin(7), verzin(7, 1)
    assert eigen != anders
    assert replace(anders, **{veld: getattr(eigen, veld) for veld in KLACHT}) == eigen


def met_notitie(verslag: str, alleen: bool) -> Any:
    def doe(bezoek: Bezoek, zaak: Zaak, werkgever: Werkgever, *, geklaagd: bool) -> list[Uitgaand]:
        ilse, thea = wie("ilse", Rol.INSPECTEUR), wie("thea", Rol.TEAMLEIDER)
        op = bezoek.begin + timedelta(hours=2)
        zaken.wijs_toe(zaak, ilse, door=thea, op=op)
        if geklaagd or not alleen:
            onderzoek.noteer_contact(
                zaak, dag=lokale_dag(op), wijze="TELEFOON", met="de chef", verslag=verslag, door=ilse, op=op
            )
        return [uitgaand(zaak, thea, op)]

    return doe


@pytest.mark.parametrize(
    "verslag",
    ["Ik zei dat Kowalska-Melder ons belde.", "Naar aanleiding van een melding belde ik.", KLACHTEN[0]],
)
def test_van_een_notitie_die_de_bron_verraadt_blijft_geen_spoor(mensen, verslag):
    """Not even that there was one: a talk without a report would show that something was left out."""
    bezoek = next(
        b for b in map(verzin, range(1000)) if b.melders[0].get("melder_naam", "").endswith("Kowalska-Melder")
    )
    bezoek = replace(bezoek, klachten=(KLACHTEN[0], *bezoek.klachten[1:]))
    doe = met_notitie(verslag, alleen=True)
    assert wereld(bezoek, na_een_klacht, doe) == wereld(bezoek, uit_onszelf, doe)


def test_de_proef_ziet_een_verschil(mensen):
    """What would differ is seen: a promise that only one world has, and nobody's secret."""

    def doe(bezoek: Bezoek, zaak: Zaak, werkgever: Werkgever, *, geklaagd: bool) -> list[Uitgaand]:
        thea, op = wie("thea", Rol.TEAMLEIDER), bezoek.begin + timedelta(hours=2)
        if geklaagd:
            dag = lokale_dag(op) + timedelta(days=7)
            onderzoek.zeg_toe(zaak, werkgever, maatregel="Een scherm.", uiterlijk=dag, door=thea, op=op)
        return [uitgaand(zaak, thea, op)]

    assert wereld(verzin(1), na_een_klacht, doe) != wereld(verzin(1), uit_onszelf, doe)


def test_een_brief_die_de_bron_noemt_gaat_in_geen_wereld_uit(mensen):
    bezoek = verzin(3)
    verraad = replace(bezoek, bevindingen="Wij ontvingen klachten over uw bedrijf.")
    for begin in (na_een_klacht, uit_onszelf):
        with pytest.raises(Regelfout, match="De brief kan zo niet uit"):
            wereld(verraad, begin)


def test_de_werelden_laten_niets_achter(mensen):
    wereld(verzin(5), na_een_klacht)
    for model in (Zaak, Melding, Brief, Afschrift, Werkgever):
        assert not model._default_manager.exists()
