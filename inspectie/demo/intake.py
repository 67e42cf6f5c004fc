"""The meldingen themselves: when, about what, through which door; and, once it is known what became of them,
the facts that triage reads."""

from inspectie.demo.bedrijven import TAKKEN, Tak, weging
from inspectie.demo.lot import Lot
from inspectie.demo.melders import noem_melder
from inspectie.demo.rijen import Melding
from inspectie.demo.teksten import omschrijving
from inspectie.demo.verdeling import VAKKEN
from inspectie.demo.verloop import in_kantooruren, ontvangsttijden, registratie

_TYPEN = {
    "WERKNEMER": 60, "ANONIEM": 17, "EX_WERKNEMER": 6, "DERDE": 7, "ONDERNEMINGSRAAD": 2, "VAKBOND": 3,
    "PERSONEELSVERTEGENWOORDIGING": 1, "GGD": 1, "TOEZICHTHOUDER": 1, "UITZENDKRACHT_ZZP": 2,
}  # fmt: skip
_TYPEN_MIGRANT = {
    "UITZENDKRACHT_ZZP": 40, "WERKNEMER": 20, "ANONIEM": 22, "DERDE": 8, "VAKBOND": 5, "GGD": 2,
    "TOEZICHTHOUDER": 2, "EX_WERKNEMER": 1,
}  # fmt: skip
_TYPEN_PER_ONDERWERP = {
    "KLANT_WINKEL": {"BURGER_KLANT": 78, "ANONIEM": 14, "DERDE": 8},
    "GROEPSVORMING": {"BURGER_KLANT": 52, "ANONIEM": 28, "DERDE": 20},
    "ZORGKWALITEIT": {"BURGER_KLANT": 44, "DERDE": 26, "WERKNEMER": 22, "ANONIEM": 8},
    "VOEDSEL": {"BURGER_KLANT": 56, "WERKNEMER": 22, "ANONIEM": 22},
    "VRAAG_INFORMATIE": {"WERKNEMER": 52, "WERKGEVER": 30, "BURGER_KLANT": 14, "UITZENDKRACHT_ZZP": 4},
    "HUISVESTING": {"UITZENDKRACHT_ZZP": 34, "DERDE": 34, "BURGER_KLANT": 14, "ANONIEM": 12, "TOEZICHTHOUDER": 6},
    "UITKERING_FRAUDE": {"ANONIEM": 58, "DERDE": 30, "BURGER_KLANT": 12},
    "OVERIG_B": {"BURGER_KLANT": 52, "ANONIEM": 28, "DERDE": 20},
    "OPENBAAR_VERVOER": {"BURGER_KLANT": 1},
    "SUBSIDIEREGELING": {"WERKNEMER": 44, "EX_WERKNEMER": 22, "ANONIEM": 30, "DERDE": 4},
}  # fmt: skip
_TYPEN_BUITEN = {"BURGER_KLANT": 60, "ANONIEM": 20, "DERDE": 14, "UITZENDKRACHT_ZZP": 6}
_GROEP = ("VAKBOND", "ONDERNEMINGSRAAD", "PERSONEELSVERTEGENWOORDIGING")


def kies_tak(lot: Lot, onderwerp: str, migranten: bool) -> Tak:
    """The kind of business a melding is about."""
    return TAKKEN[lot.gewogen(weging(onderwerp, migranten))]


def maak_melding(lot: Lot, melding: Melding) -> Melding:
    """Who reports and through which door, and with that the moment of registration."""
    onderwerp = melding.onderwerpen[0]
    typen = _TYPEN_MIGRANT if melding.arbeidsmigranten else _TYPEN
    if melding.domein == "BUITEN":
        typen = _TYPEN_PER_ONDERWERP.get(onderwerp, _TYPEN_BUITEN)
    melding.melder_type = lot.gewogen(_TYPEN_PER_ONDERWERP.get(onderwerp, typen))
    klein = (
        melding.tak.code in ("HUISHOUDEN", "KAPPER", "MAKELAAR", "PRAKTIJK")
        and melding.melder_type in _GROEP[1:]
    )
    gewoon = melding.corona_relatie == "GEEN" and melding.melder_type in ("GGD", "TOEZICHTHOUDER")
    if klein or gewoon:
        melding.melder_type = "WERKNEMER"
    melding.kanaal = _kanaal(lot, melding)
    melding.geregistreerd_op = registratie(lot, melding.ontvangen_op, melding.kanaal)
    return melding


def _kanaal(lot: Lot, melding: Melding) -> str:
    overdag = in_kantooruren(melding.ontvangen_op)
    if melding.melder_type == "VAKBOND":
        return lot.gewogen({"VAKBOND_MELDPUNT": 80, "EMAIL": 20})
    if melding.melder_type in ("GGD", "TOEZICHTHOUDER"):
        return lot.gewogen({"PARTNER_DOORZENDING": 90, "EMAIL": 10})
    if melding.melder_type in _GROEP:
        return lot.gewogen({"EMAIL": 60, "WEBFORMULIER": 40})
    if melding.melder_type == "DERDE" and overdag and lot.kans(6):
        return lot.gewogen({"MEDIA": 60, "AMBTSHALVE": 40})
    if overdag:
        return lot.gewogen({"WEBFORMULIER": 52, "TELEFOON": 34, "EMAIL": 10, "BRIEF": 4})
    return lot.gewogen({"WEBFORMULIER": 86, "EMAIL": 14})


def getelde_meldingen(zaad: int) -> list[Melding]:
    """The 7.937 of the report, in order of receipt, each with its one topic."""
    lot = Lot(zaad, "meldingen")
    plekken: list[tuple[float, str, str, bool]] = []
    for vak in VAKKEN:
        for nummer in range(vak.meldingen):
            een, ander = lot.breuk(), lot.breuk()
            plaats = {"VROEG": min(een, ander), "LAAT": max(een, ander)}.get(vak.wanneer, een)
            plekken.append((plaats, vak.domein, vak.onderwerp, nummer < vak.migranten))
    plekken.sort()
    return [
        maak_melding(
            lot,
            Melding(
                ontvangen_op=tijd,
                domein=domein,
                onderwerpen=(onderwerp,),
                arbeidsmigranten=True if migranten else _misschien(lot, 0, 80),
                tak=kies_tak(lot, onderwerp, migranten),
            ),
        )
        for tijd, (_, domein, onderwerp, migranten) in zip(
            ontvangsttijden(Lot(zaad, "tijden")), plekken, strict=True
        )
    ]


def _misschien(lot: Lot, ja: int, nee: int) -> bool | None:
    """Ja in `ja` of 100 cases, nee in `nee`, else not known."""
    worp = lot.getal(0, 99)
    return True if worp < ja else False if worp < ja + nee else None


def _ernst(lot: Lot, melding: Melding) -> str:
    if melding.rol in ("LOCATIE", "BEIDE"):
        return lot.gewogen({"significant": 38, "ernstig": 54, "acuut": 8})
    if melding.rol == "AFSTAND":
        return lot.gewogen({"laag": 28, "significant": 54, "ernstig": 18})
    if melding.onderwerpen[0] == "VRAAG_INFORMATIE":
        return "laag"
    return lot.gewogen({"laag": 40, "significant": 38, "ernstig": 14, "acuut": 1, "": 7})


def _bevoegd(lot: Lot, melding: Melding) -> str:
    if melding.domein != "BUITEN":
        return lot.gewogen({"eigen": 92, "gemengd": 4, "onbekend": 2, "": 2})
    if melding.onderwerpen[0] == "VRAAG_INFORMATIE":
        return lot.gewogen({"onbekend": 40, "ander": 35, "": 25})
    if melding.onderwerpen[0] in ("AFSTAND", "ZIEK_AAN_WERK", "THUISWERKEN"):
        return "ander"
    return lot.gewogen({"ander": 90, "gemengd": 2, "onbekend": 5, "": 3})


def _besmettingen(lot: Lot, melding: Melding) -> int | None:
    if (
        melding.onderwerpen[0] in ("ZIEK_AAN_WERK", "QUARANTAINE", "ZORGKWALITEIT")
        or melding.ernst == "acuut"
    ):
        return lot.gewogen({0: 30, 1: 24, 2: 16, 3: 10, 5: 5, 8: 3, 14: 1})
    return lot.gewogen({0: 62, 1: 8, 2: 4, 4: 1}) if lot.kans(60) else None


def _opsporing(lot: Lot, melding: Melding) -> bool | None:
    """Inside Eerlijk and inside Buiten a part is for criminal investigation (note 27 of the report)."""
    kans = {"UITBUITING": 90, "ILLEGALE_TEWERKSTELLING": 55, "UITKERING_FRAUDE": 60, "OVERIG_B": 25,
            "SUBSIDIEREGELING": 20}.get(melding.onderwerpen[0], 0)  # fmt: skip
    if kans and melding.domein != "VEILIG_GEZOND" and not melding.rol:
        return lot.kans(kans)
    return False if lot.kans(70) else None


def _toestemming(lot: Lot, melding: Melding) -> bool | None:
    if melding.rol == "AFSTAND":
        return _misschien(lot, 84, 0)
    if melding.rol:
        return _misschien(lot, 62, 24)
    return _misschien(lot, 52, 26)


def vul_feiten(lot: Lot, melding: Melding) -> None:
    """The reporter, the facts and the text. Needs `rol`: whom a melding was acted upon at a distance had agreed
    to that, and a visit mostly followed something serious."""
    onderwerp = melding.onderwerpen[0]
    noem_melder(lot, melding)
    indirect = 72 if melding.domein == "EERLIJK" else 24 if melding.domein == "BUITEN" else 7
    if melding.corona_relatie != "GEEN" and lot.kans(indirect):
        melding.corona_relatie = "INDIRECT"
    melding.ernst = _ernst(lot, melding)
    melding.bevoegd = _bevoegd(lot, melding)
    if lot.kans(82) and onderwerp not in ("VRAAG_INFORMATIE", "UITKERING_FRAUDE"):
        melding.aantal_blootgesteld = lot.getal(2, 12) if lot.kans(60) else lot.getal(8, 90)
    melding.duurt_voort = _misschien(lot, 74, 10)
    melding.bevestigde_besmettingen = (
        _besmettingen(lot, melding) if melding.corona_relatie != "GEEN" else None
    )
    thuis = onderwerp == "THUISWERKEN"
    if melding.melder_ziet_risico is None:
        melding.melder_ziet_risico = _misschien(lot, 30 if thuis else 68, 58 if thuis else 8)
    melding.opsporing_indicatie = _opsporing(lot, melding)
    in_gevaar = melding.opsporing_indicatie and onderwerp == "UITBUITING"
    melding.personen_in_gevaar = lot.kans(60) if in_gevaar else _misschien(lot, 0, 60)
    werkvloer = melding.domein == "VEILIG_GEZOND" and melding.melder_type not in ("GGD", "TOEZICHTHOUDER")
    bezocht = melding.rol in ("LOCATIE", "BEIDE")
    gestopt = werkvloer and bezocht and lot.kans(7)
    melding.werkonderbreking = True if gestopt else _misschien(lot, 0, 75)
    if melding.melder_type in _GROEP:
        # Such a request may not be left alone (Arbowet 24(7)); those that were not followed up were not requests.
        melding.verzoek_24_7 = bool(melding.rol) and lot.kans(60)
    elif lot.kans(70):
        melding.verzoek_24_7 = False
    melding.toestemming_contact_werkgever = _toestemming(lot, melding)
    melding.omschrijving = omschrijving(lot, melding)
