"""What makes the set real and changes no figure of the report: duplicates, meldingen that are not about corona,
what came in after the peildatum, and inspections that no melding asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from inspectie.demo.afwikkeling import Afwikkeling
from inspectie.demo.bedrijven import TAKKEN
from inspectie.demo.intake import kies_tak, maak_melding
from inspectie.demo.lot import Lot
from inspectie.demo.rijen import ONGEREGISTREERD, Dossier, Melding, Toetsing, Zaak
from inspectie.demo.teksten import levensverhaal
from inspectie.demo.verdeling import (
    DUBBEL,
    EERSTE_DAG,
    EINDE_SET,
    PROGRAMMATISCH,
    VIA_DUBBEL,
    ZONDER_CORONA,
)
from inspectie.demo.verloop import latere_tijden, registratie_van_dag, tijden_tussen, werkdag_na
from inspectie.demo.werkgevers import Bedrijvenregister
from inspectie.demo.zinnen_vorm import BIJZONDER
from inspectie.tijd import lokale_dag
from rapportages.teksten import FASE_2

_ZONDER_CORONA: Final = {
    ("VEILIG_GEZOND", "OVERIG_VG"): 52, ("VEILIG_GEZOND", "RIE_PVA"): 8, ("VEILIG_GEZOND", "WERKDRUK"): 8,
    ("EERLIJK", "LOON"): 24, ("EERLIJK", "ARBEIDSTIJD"): 12, ("BUITEN", "VRAAG_INFORMATIE"): 30,
    ("BUITEN", "OVERIG_B"): 12, ("BUITEN", "OPENBAAR_VERVOER"): 4,
}  # fmt: skip
# In January people were called back to the office while others stayed home: another ranking than in the year.
_NA_PEILDATUM: Final = {
    ("VEILIG_GEZOND", "THUISWERKEN"): 36, ("VEILIG_GEZOND", "AFSTAND"): 14, ("VEILIG_GEZOND", "ZIEK_AAN_WERK"): 9,
    ("VEILIG_GEZOND", "QUARANTAINE"): 5, ("VEILIG_GEZOND", "PBM"): 3, ("VEILIG_GEZOND", "VENTILATIE"): 3,
    ("VEILIG_GEZOND", "TOEZICHT_NALEVING"): 3, ("EERLIJK", "LOON"): 3, ("EERLIJK", "SUBSIDIEREGELING"): 2,
    ("BUITEN", "VRAAG_INFORMATIE"): 8, ("BUITEN", "KLANT_WINKEL"): 6, ("BUITEN", "ZORGKWALITEIT"): 3,
    ("BUITEN", "PRIVACY"): 2, ("BUITEN", "OPENBAAR_VERVOER"): 2, ("BUITEN", "GROEPSVORMING"): 1,
}  # fmt: skip
_ONGETRIEERD_VANAF: Final = date(2021, 1, 29)


def _nieuw(
    lot: Lot, tijden: Sequence[datetime], keuze: dict[tuple[str, str], int], relatie: str
) -> list[Melding]:
    uitkomst: list[Melding] = []
    for tijd in tijden:
        domein, onderwerp = lot.gewogen(keuze)
        migranten = onderwerp not in ("THUISWERKEN", "KLANT_WINKEL", "ZORGKWALITEIT", "OPENBAAR_VERVOER")
        migranten = migranten and lot.kans(12)
        melding = Melding(tijd, domein, (onderwerp,), migranten, kies_tak(lot, onderwerp, migranten), relatie)
        uitkomst.append(maak_melding(lot, melding))
    return uitkomst


def zonder_corona(lot: Lot) -> list[Melding]:
    """Complaints of the ordinary kind, that came in through the same door."""
    return _nieuw(lot, tijden_tussen(lot, EERSTE_DAG, EINDE_SET, ZONDER_CORONA), _ZONDER_CORONA, "GEEN")


def na_peildatum(lot: Lot) -> list[Melding]:
    """The rest of January; some have two topics, and the last days have not been through triage."""
    meldingen = _nieuw(lot, latere_tijden(lot), _NA_PEILDATUM, "DIRECT")
    for melding in meldingen:
        if melding.domein == "VEILIG_GEZOND" and lot.kans(22):
            ander = (
                "THUISWERKEN"
                if melding.onderwerpen != ("THUISWERKEN",)
                else lot.uit(("AFSTAND", "VENTILATIE"))
            )
            melding.onderwerpen = (*melding.onderwerpen, ander)
    return meldingen


def dubbel(lot: Lot, origineel: Melding) -> Melding:
    """The same complaint by the same person, hours or some days later; the text is mostly the same."""
    later = origineel.ontvangen_op + timedelta(
        minutes=lot.gewogen({6: 4, 75: 3, 1500: 3, 4400: 2}) + lot.getal(0, 50)
    )
    nogmaals = lot.uit(("", "", "Ik heb nog niets gehoord. ", "Nogmaals: "))
    ander = replace(
        origineel,
        ontvangen_op=later,
        geregistreerd_op=ONGEREGISTREERD,
        kanaal="WEBFORMULIER" if origineel.kanaal == "TELEFOON" else origineel.kanaal,
        dubbel_van=origineel,
        omschrijving=nogmaals + origineel.omschrijving,
        rol="DUBBEL",
    )
    vloer = max(later, origineel.geregistreerd_op)
    ander.geregistreerd_op = registratie_van_dag(lot, lokale_dag(vloer), vloer)
    return ander


def dubbelen(lot: Lot, meldingen: list[Melding]) -> list[Melding]:
    """DUBBEL duplicates of counted meldingen; the first five have a duplicate of their own (a chain)."""
    bron = [m for m in meldingen if m.ontvangen_op.date() < date(2021, 1, 4)]
    eerste = [dubbel(lot, origineel) for origineel in lot.greep(bron, DUBBEL - 5 - VIA_DUBBEL)]
    return eerste + [dubbel(lot, kopie) for kopie in eerste[:5]]


def bundel_dubbelen(lot: Lot, zaken: list[Zaak], kopieen: list[Melding]) -> None:
    """Put half of the duplicates in the zaak of their original, where they add nothing."""
    zaak_van = {melding: zaak for zaak in zaken for melding in zaak.meldingen}
    for kopie in kopieen:
        zaak = zaak_van.get(kopie.dubbel_van) if kopie.dubbel_van else None
        if zaak and lot.kans(50):
            zaak.meldingen.append(kopie)


def via_dubbel(lot: Lot, register: Bedrijvenregister, meldingen: list[Melding]) -> list[Zaak]:
    """Zaken at a temp agency that hang on a duplicate alone; the original is in a zaak at the hirer, so each
    counts through that original."""
    bron = [
        m for m in meldingen
        if m.rol == "AFSTAND" and m.domein == "VEILIG_GEZOND" and m.arbeidsmigranten
        and m.tak.code != "UITZEND" and m.ontvangen_op.date() < date(2020, 12, 1)
    ]  # fmt: skip
    zaken: list[Zaak] = []
    for origineel in lot.greep(bron, VIA_DUBBEL):
        kopie = dubbel(lot, origineel)
        kopie.werkgever = register.nieuw(TAKKEN["UITZEND"])
        zaken.append(Zaak("VEILIG_GEZOND", kopie.werkgever, [kopie], "AFSTAND"))
    return zaken


def late_zaken(
    lot: Lot, register: Bedrijvenregister, meldingen: list[Melding], zaken: list[Zaak]
) -> list[Zaak]:
    """Link a part of what came in after the peildatum: most to new zaken, some to zaken of the year before."""
    nieuw: list[Zaak] = []
    oud = [z for z in zaken if z.domein == "VEILIG_GEZOND" and z.rol in ("AFSTAND", "LOCATIE", "BEIDE")]
    for melding in meldingen:
        dag = lokale_dag(melding.geregistreerd_op)
        volgen = melding.onderwerpen != ("THUISWERKEN",) or dag >= FASE_2
        if melding.domein != "VEILIG_GEZOND" or not volgen or dag > date(2021, 1, 27) or lot.kans(35):
            continue
        passend = [z for z in oud if z.werkgever.tak is melding.tak]
        if passend and lot.kans(30):
            zaak = lot.uit(passend)
            melding.werkgever, melding.rol = zaak.werkgever, zaak.rol
            zaak.meldingen.append(melding)
        else:
            melding.werkgever, melding.rol = register.nieuw(melding.tak), "LAAT"
            nieuw.append(Zaak(melding.domein, melding.werkgever, [melding], "LAAT"))
    return nieuw


def wikkel_late_af(
    lot: Lot, register: Bedrijvenregister, afwikkeling: Afwikkeling, zaken: list[Zaak]
) -> None:
    """Calls, letters, a few visits; in the second visited zaak agency and hirer are both warned."""
    bezocht = 0
    for zaak in zaken:
        dag = max(werkdag_na(zaak.geopend_op, lot.getal(0, 3)), date(2021, 1, 11))
        if dag > date(2021, 1, 29):
            continue
        thuis = zaak.meldingen[0].onderwerpen[0] == "THUISWERKEN"
        if not thuis and bezocht < 6 and lot.kans(30):
            bezocht += 1
            afwikkeling.bezoek(zaak, dag)
            partijen = [zaak.werkgever] if bezocht % 2 else []
            if bezocht == 2:
                partijen = [zaak.werkgever, register.nieuw(TAKKEN["UITZEND"])]
            for partij in partijen:
                overtreding = afwikkeling.constateer(zaak, "ARBOBESLUIT_3_2A", dag, partij)
                afwikkeling.leg_vast(zaak, "WAARSCHUWING", "LOCATIE", dag, (overtreding,), partij)
            continue
        soort = "AANSPREKEN_SCHRIFTELIJK" if thuis else "TELEFONISCH_GESPREK"
        afwikkeling.leg_vast(zaak, soort, "AFSTAND", dag)


def programmatisch(lot: Lot, register: Bedrijvenregister, afwikkeling: Afwikkeling, dossier: Dossier) -> None:
    """Programme inspections without a melding: visits, and one waarschuwing, that no figure may count."""
    for nummer, code in enumerate(("SLACHTERIJ", "DISTRIBUTIE", "KAS")[:PROGRAMMATISCH]):
        dag = werkdag_na(date(2020, 10, 5), nummer * 17)
        zaak = Zaak(
            "VEILIG_GEZOND", register.nieuw(TAKKEN[code]), [], "ACTIEF", aanleiding="ACTIEF", geopend_op=dag
        )
        zaak.geregistreerd_op = registratie_van_dag(lot, dag, ONGEREGISTREERD)
        dossier.zaken.append(zaak)
        bezoekdag = werkdag_na(dag, 3)
        afwikkeling.bezoek(zaak, bezoekdag)
        if nummer == 0:
            overtreding = afwikkeling.constateer(zaak, "RIE", bezoekdag)
            afwikkeling.leg_vast(zaak, "WAARSCHUWING", "LOCATIE", bezoekdag, (overtreding,))


def toets_dubbelen(lot: Lot, dossier: Dossier, kopieen: list[Melding]) -> None:
    """A duplicate that was tested by mistake counts for nothing."""
    for kopie in kopieen[5:15]:
        dag = werkdag_na(lokale_dag(kopie.geregistreerd_op), 4)
        moment = registratie_van_dag(lot, dag, kopie.geregistreerd_op)
        dossier.toetsingen.append(Toetsing(kopie, "MAATREGEL_DIRECT", dag, moment))


def plaats_bijzondere_teksten(lot: Lot, meldingen: list[Melding]) -> None:
    """Give each of the odd texts to a melding on its topic."""
    gekozen: set[Melding] = set()
    for onderwerp, tekst in BIJZONDER:
        past = [m for m in meldingen if m.onderwerpen == (onderwerp,) and m not in gekozen and not m.rol]
        melding = lot.uit(past)
        melding.omschrijving = tekst
        gekozen.add(melding)
    melding = lot.uit(
        [m for m in meldingen if m.onderwerpen == ("AFSTAND",) and m not in gekozen and not m.rol]
    )
    melding.omschrijving = levensverhaal(lot, melding)


def maak_ongetrieerd(meldingen: list[Melding]) -> None:
    """The last days of the set wait for triage: their domain is not decided yet."""
    for melding in meldingen:
        if not melding.rol and lokale_dag(melding.ontvangen_op) >= _ONGETRIEERD_VANAF:
            melding.domein = ""
