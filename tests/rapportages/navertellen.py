"""The core figures told again, straight from the text of the domain (section 2), over the rows as they were sent.

No SQL and nothing of the program: a plain fold over every row, slow and short, to hold the real figures against. The
outcome is what `kerncijfers --formaat json` prints under "kerncijfers" (contract section 3).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

Rij = Mapping[str, str]
Rijen = Mapping[str, list[dict[str, str]]]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# Domain section 7.
ONDERWERPEN = (
    "AFSTAND ZIEK_AAN_WERK THUISWERKEN HYGIENE PBM VENTILATIE VOORLICHTING TOEZICHT_NALEVING RIE_PVA"
    " QUARANTAINE WERKDRUK VERVOER_WERK OVERIG_VG LOON ARBEIDSTIJD UITZEND_WAADI ILLEGALE_TEWERKSTELLING"
    " SUBSIDIEREGELING UITBUITING ARBEIDSVOORWAARDEN OVERIG_E KLANT_WINKEL GROEPSVORMING ZORGKWALITEIT"
    " VOEDSEL OPENBAAR_VERVOER HUISVESTING UITKERING_FRAUDE PRIVACY VRAAG_INFORMATIE OVERIG_B"
).split()
INSTRUMENTEN = ("WAARSCHUWING", "EIS", "STILLEGGING", "BOETERAPPORT")
RESULTATEN = (
    "MAATREGEL_DIRECT MAATREGEL_UITEINDELIJK GEEN_MAATREGEL REEDS_IN_ORDE NIET_TOETSBAAR OPEN"
).split()


def sleutel_van(soort: str, rij: Rij) -> str:
    return f"{rij['zaak']};{rij['melding']}" if soort == "zaak_melding" else rij[soort]


def stand(rijen: Rijen, bestand: str, soort: str, stand_van: datetime) -> dict[str, dict[str, str]]:
    """Every record as it stood: its own row, then its corrections in order of registration (then of line)."""
    uit = {}
    for rij in rijen.get(bestand, []):
        # An employer is no counted fact: who is one with whom holds at every date.
        if soort == "werkgever" or datetime.fromisoformat(rij["geregistreerd_op"]) <= stand_van:
            uit[sleutel_van(soort, rij)] = {"vervallen": "", "dubbel_van": "", "samengevoegd_in": "", **rij}
    # sorted() keeps the order of the lines where the moments are equal.
    for c in sorted(rijen.get("correcties", []), key=lambda c: datetime.fromisoformat(c["geregistreerd_op"])):
        if (
            datetime.fromisoformat(c["geregistreerd_op"]) <= stand_van
            and c["soort"] == soort
            and c["sleutel"] in uit
        ):
            uit[c["sleutel"]][c["veld"]] = c["nieuw"]
    return {k: r for k, r in uit.items() if r["vervallen"] != "ja"}


def dag(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(AMSTERDAM).date()


def is_op(dagtekst: str, peildatum: date) -> bool:
    return date.fromisoformat(dagtekst) <= peildatum


def een_werkgever(werkgevers: Mapping[str, Rij]) -> dict[str, frozenset[str]]:
    """Per record the group it is one employer with: by KvK number and by merging, through others as well."""
    groepen = [{k} for k in werkgevers]
    for k, rij in werkgevers.items():
        for ander, andere in werkgevers.items():
            zelfde_nummer = rij["kvk_nummer"] and rij["kvk_nummer"] == andere["kvk_nummer"]
            if zelfde_nummer or rij["samengevoegd_in"] == ander:
                een, twee = (next(g for g in groepen if naam in g) for naam in (k, ander))
                if een is not twee:
                    een |= twee
                    groepen.remove(twee)
    return {k: frozenset(groep) for groep in groepen for k in groep}


def origineel(melding: str, meldingen: Mapping[str, Rij]) -> str:
    """The melding through which a link counts; '' when it is not on record or the chain has no end."""
    gezien = set()
    while melding in meldingen and meldingen[melding]["dubbel_van"]:
        if melding in gezien:
            return ""
        gezien.add(melding)
        melding = meldingen[melding]["dubbel_van"]
    return melding if melding in meldingen else ""


def laatste_toetsingen(rijen: Rijen, peildatum: date, stand_van: datetime) -> dict[str, str]:
    """Per melding the result that counts: the latest by test date, then by registration."""
    gekozen: dict[str, tuple[date, datetime, int, str]] = {}
    for nummer, rij in enumerate(rijen.get("toetsingen", [])):
        geregistreerd = datetime.fromisoformat(rij["geregistreerd_op"])
        getoetst = (
            date.fromisoformat(rij["getoetst_op"]) if rij["getoetst_op"] else dag(rij["geregistreerd_op"])
        )
        if getoetst <= peildatum and geregistreerd <= stand_van:
            deze = (getoetst, geregistreerd, nummer, rij["resultaat"])
            gekozen[rij["melding"]] = max(gekozen.get(rij["melding"], deze), deze)
    return {melding: deze[-1] for melding, deze in gekozen.items()}


def navertel(
    rijen: Rijen,
    peildatum: date,
    stand_van: datetime,
    binnen: Callable[[Rij, Rij], bool] = lambda melding, werkgever: True,
) -> list[dict[str, Any]]:
    """All fourteen, as JSON; of the meldingen for which `binnen` holds, with their employer (empty: none)."""
    meldingen = stand(rijen, "meldingen", "melding", stand_van)
    werkgevers = stand(rijen, "werkgevers", "werkgever", stand_van)
    groep = een_werkgever(werkgevers)
    geteld = {
        k: (m["domein"] or "ONBEPAALD", m["onderwerpen"].split(";"), m["arbeidsmigranten"])
        for k, m in meldingen.items()
        if m["corona_relatie"] in ("DIRECT", "INDIRECT")
        and dag(m["ontvangen_op"]) <= peildatum
        and not m["dubbel_van"]
        and binnen(m, werkgevers.get(m.get("werkgever", ""), {}))
    }
    resultaten = laatste_toetsingen(rijen, peildatum, stand_van)
    getoetst = {r: sum(resultaten.get(k) == r for k in geteld) for r in RESULTATEN}
    met_maatregel = getoetst["MAATREGEL_DIRECT"] + getoetst["MAATREGEL_UITEINDELIJK"]

    koppelingen = stand(rijen, "zaak_meldingen", "zaak_melding", stand_van).values()
    met_melding = {k["zaak"] for k in koppelingen if origineel(k["melding"], meldingen) in geteld}
    zaken = {k: z for k, z in stand(rijen, "zaken", "zaak", stand_van).items() if k in met_melding}
    ingrepen = [
        i
        for i in stand(rijen, "interventies", "interventie", stand_van).values()
        if i["zaak"] in zaken and is_op(i["uitgereikt_op"], peildatum)
    ]
    bezocht = {i["zaak"] for i in ingrepen if i["wijze"] == "LOCATIE"}
    gevonden = [
        o
        for o in stand(rijen, "overtredingen", "overtreding", stand_van).values()
        if o["zaak"] in bezocht and is_op(o["geconstateerd_op"], peildatum)
    ]
    per_domein = {
        d: {groep[i["werkgever"]] for i in ingrepen if zaken[i["zaak"]]["domein"] == d}
        for d in ("VEILIG_GEZOND", "EERLIJK")
    }
    instrumenten = [i for i in ingrepen if i["soort"] in INSTRUMENTEN]
    op_locatie = [i for i in instrumenten if i["zaak"] in bezocht]

    def hoeveel(*onderwerpen: str, domein: str = "") -> int:
        return sum(bool(set(o) & set(onderwerpen)) for d, o, _ in geteld.values() if domein in ("", d))

    n, vg = len(geteld), sum(d == "VEILIG_GEZOND" for d, _, _ in geteld.values())
    afstand, thuis = ("AFSTAND", "ZIEK_AAN_WERK"), ("THUISWERKEN",)
    return [
        {"code": "KC-01", "eenheid": "melding", "waarde": n},
        {"code": "KC-02", "eenheid": "melding", "delen": _per_domein(d for d, _, _ in geteld.values())},
        _aandeel("KC-03", sum(a == "ja" for _, _, a in geteld.values()), n),
        _aandeel("KC-04", hoeveel(*afstand, domein="VEILIG_GEZOND"), vg),
        _aandeel("KC-05", hoeveel(*afstand), n),
        _aandeel("KC-06", hoeveel(*thuis, domein="VEILIG_GEZOND"), vg),
        _aandeel("KC-07", hoeveel(*thuis), n),
        {"code": "KC-08", "eenheid": "werkgever", "waarde": len({groep[i["werkgever"]] for i in ingrepen})},
        {
            "code": "KC-09",
            "eenheid": "werkgever",
            "delen": {d: len(wie) for d, wie in per_domein.items()},
            "overlap": len(per_domein["VEILIG_GEZOND"] & per_domein["EERLIJK"]),
        },
        {**_aandeel("KC-10", met_maatregel, met_maatregel + getoetst["GEEN_MAATREGEL"]), "delen": getoetst},
        {"code": "KC-11", "eenheid": "zaak", "waarde": len(bezocht)},
        {"code": "KC-12", "eenheid": "werkgever", "waarde": len({groep[o["werkgever"]] for o in gevonden})},
        {
            "code": "KC-13",
            "eenheid": "instrument",
            "waarde": len(op_locatie),
            "delen": {soort: sum(i["soort"] == soort for i in op_locatie) for soort in INSTRUMENTEN},
            "zonder_locatie": len(instrumenten) - len(op_locatie),
        },
        {
            "code": "KC-14",
            "eenheid": "melding",
            "delen": {
                o: _per_domein(d for d, lijst, _ in geteld.values() if o in lijst) for o in ONDERWERPEN
            },
        },
    ]


def _per_domein(domeinen: Iterable[str]) -> dict[str, int]:
    lijst = list(domeinen)
    delen = {d: lijst.count(d) for d in ("VEILIG_GEZOND", "EERLIJK", "BUITEN", "ONBEPAALD")}
    return {d: n for d, n in delen.items() if n or d != "ONBEPAALD"}


def _aandeel(code: str, teller: int, noemer: int) -> dict[str, Any]:
    # Rounded half up, without the formula of the program: the whole number of half per cents, halved upwards.
    percentage = None if noemer == 0 else (teller * 200 // noemer + 1) // 2
    return {"code": code, "eenheid": "melding", "teller": teller, "noemer": noemer, "percentage": percentage}
