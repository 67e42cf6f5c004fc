"""Figures as the report of 3 February 2021 prints them, and builders of other ones. No database."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from inspectie import gegevens
from rapportages.cijfers import Cijfer, Delen, Kerncijfers, Label, Labels, percentage
from rapportages.labels import INSTRUMENTEN, RESULTATEN

CODES = list(gegevens.lees(Path(gegevens.__file__).parent / "codes.csv"))
ONDERWERPEN = [rij["code"] for rij in CODES if rij["lijst"] == "onderwerp"]
# The shipped words, without a database.
LABELS: Labels = {
    **RESULTATEN,
    **INSTRUMENTEN,
    **{
        rij["code"]: Label(rij["naam"], rij["naam_in_tekst"] or rij["naam"], rij["naam_kort"])
        for rij in CODES
        if rij["lijst"] in {"domein", "onderwerp"}
    },
}

STAND_VAN = datetime(2021, 2, 3, tzinfo=timezone(timedelta(hours=1)))

# domain.md section 2, with the groups ("other 718") spread over codes of their domain.
VG = {
    "AFSTAND": 1690,
    "ZIEK_AAN_WERK": 1126,
    "THUISWERKEN": 563,
    "HYGIENE": 614,
    "PBM": 409,
    "VENTILATIE": 210,
}
VG |= {"VOORLICHTING": 96, "TOEZICHT_NALEVING": 122, "RIE_PVA": 60, "QUARANTAINE": 110, "WERKDRUK": 40}
VG |= {"VERVOER_WERK": 50, "OVERIG_VG": 30}
EERLIJK = {"LOON": 120, "ARBEIDSTIJD": 70, "SUBSIDIEREGELING": 143, "UITZEND_WAADI": 50, "HUISVESTING": 30}
EERLIJK |= {"AFSTAND": 18, "ZIEK_AAN_WERK": 12}
BUITEN = {"KLANT_WINKEL": 520, "GROEPSVORMING": 410, "VRAAG_INFORMATIE": 430, "ZORGKWALITEIT": 262}
BUITEN |= {"HUISVESTING": 180, "VOEDSEL": 130, "UITKERING_FRAUDE": 260, "AFSTAND": 108, "ZIEK_AAN_WERK": 62}
BUITEN |= {"THUISWERKEN": 12}
PER_DOMEIN: Mapping[str, Mapping[str, int]] = {"VEILIG_GEZOND": VG, "EERLIJK": EERLIJK, "BUITEN": BUITEN}


def kruistabel(per_domein: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Every topic of the code lists, by domain."""
    return {code: {d: delen.get(code, 0) for d, delen in per_domein.items()} for code in ONDERWERPEN}


def verhouding(code: str, naam: str, teller: int, noemer: int, delen: Delen | None = None) -> Cijfer:
    return Cijfer(
        code=code,
        naam=naam,
        eenheid="melding",
        definitie=f"{naam} als deel van het geheel.",
        teller=teller,
        noemer=noemer,
        percentage=percentage(teller, noemer),
        teller_omschrijving=f"meldingen van {code}",
        noemer_omschrijving="meldingen in het geheel",
        delen=delen,
    )


def bouw_kerncijfers(
    *,
    domeinen: Mapping[str, int] | None = None,
    onderwerpen: Mapping[str, Mapping[str, int]] | None = None,
    migranten: int = 1587,
    vg_afstand: int = 2816,
    alle_afstand: int = 3016,
    vg_thuis: int = 563,
    alle_thuis: int = 575,
    werkgevers: int = 2217,
    per_domein: Mapping[str, int] | None = None,
    overlap: int = 0,
    toetsing: Mapping[str, int] | None = None,
    onderzoeken: int = 176,
    overtreders: int = 79,
    instrumenten: Mapping[str, int] | None = None,
    zonder_locatie: int = 0,
    peildatum: date = date(2021, 1, 10),
    stand_van: datetime = STAND_VAN,
) -> Kerncijfers:
    """A full set of fourteen; without arguments the seed's."""
    if domeinen is None:
        domeinen = {"VEILIG_GEZOND": 5120, "EERLIJK": 443, "BUITEN": 2374}
    if onderwerpen is None:
        onderwerpen = kruistabel(PER_DOMEIN)
    if per_domein is None:
        per_domein = {"VEILIG_GEZOND": 2173, "EERLIJK": 44}
    if toetsing is None:
        toetsing = {
            "MAATREGEL_DIRECT": 1830,
            "MAATREGEL_UITEINDELIJK": 306,
            "GEEN_MAATREGEL": 264,
            "REEDS_IN_ORDE": 120,
            "NIET_TOETSBAAR": 81,
            "OPEN": 1,
        }
    if instrumenten is None:
        instrumenten = {"WAARSCHUWING": 80, "EIS": 48, "STILLEGGING": 7, "BOETERAPPORT": 5}
    totaal, vg = sum(domeinen.values()), domeinen.get("VEILIG_GEZOND", 0)
    goed = toetsing.get("MAATREGEL_DIRECT", 0) + toetsing.get("MAATREGEL_UITEINDELIJK", 0)
    getoetst = goed + toetsing.get("GEEN_MAATREGEL", 0)

    def los(
        code: str,
        naam: str,
        eenheid: str,
        waarde: int | None = None,
        delen: Delen | None = None,
        overlap: int | None = None,
        zonder_locatie: int | None = None,
    ) -> Cijfer:
        definitie = f"Definitie van {naam.lower()}, met peildatum en stand van."
        return Cijfer(
            code,
            naam,
            eenheid,
            definitie,
            waarde,
            delen=delen,
            overlap=overlap,
            zonder_locatie=zonder_locatie,
        )

    return Kerncijfers(
        peildatum,
        stand_van,
        "2021.1",
        (
            los("KC-01", "Coronameldingen", "melding", waarde=totaal),
            los("KC-02", "Coronameldingen per domein", "melding", delen=domeinen),
            verhouding("KC-03", "Arbeidsmigranten", migranten, totaal),
            verhouding("KC-04", "Afstand of ziek, binnen Veilig & Gezond", vg_afstand, vg),
            verhouding("KC-05", "Afstand of ziek, van alle meldingen", alle_afstand, totaal),
            verhouding("KC-06", "Niet mogen thuiswerken, binnen Veilig & Gezond", vg_thuis, vg),
            verhouding("KC-07", "Niet mogen thuiswerken, van alle meldingen", alle_thuis, totaal),
            los("KC-08", "Werkgevers met een interventie", "werkgever", waarde=werkgevers),
            los("KC-09", "Werkgevers per domein van de zaak", "werkgever", delen=per_domein, overlap=overlap),
            verhouding("KC-10", "Maatregelen getroffen", goed, getoetst, delen=toetsing),
            los("KC-11", "Onderzoeken op locatie", "zaak", waarde=onderzoeken),
            los("KC-12", "Werkgevers met een overtreding", "werkgever", waarde=overtreders),
            los(
                "KC-13",
                "Handhavingsinstrumenten",
                "instrument",
                waarde=sum(instrumenten.values()),
                delen=instrumenten,
                zonder_locatie=zonder_locatie,
            ),
            los("KC-14", "Onderwerpen", "melding", delen=onderwerpen),
        ),
    )


def leeg(**anders: object) -> Kerncijfers:
    """A set in which nothing has happened yet."""
    nullen: dict[str, object] = {
        "domeinen": {"VEILIG_GEZOND": 0, "EERLIJK": 0, "BUITEN": 0},
        "onderwerpen": kruistabel({"VEILIG_GEZOND": {}, "EERLIJK": {}, "BUITEN": {}}),
        "per_domein": {"VEILIG_GEZOND": 0, "EERLIJK": 0},
        "toetsing": dict.fromkeys(("MAATREGEL_DIRECT", "MAATREGEL_UITEINDELIJK", "GEEN_MAATREGEL"), 0),
        "instrumenten": dict.fromkeys(("WAARSCHUWING", "EIS", "STILLEGGING", "BOETERAPPORT"), 0),
    }
    for naam in ("migranten", "vg_afstand", "alle_afstand", "vg_thuis", "alle_thuis"):
        nullen[naam] = 0
    for naam in ("werkgevers", "onderzoeken", "overtreders"):
        nullen[naam] = 0
    return bouw_kerncijfers(**{**nullen, **anders})  # type: ignore[arg-type]
