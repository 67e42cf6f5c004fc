"""From the JSON of a rule set to `Inhoud`, with every mistake in Dutch and with its place."""

from collections.abc import Iterable
from datetime import date

from .controle import Codelijsten, Controle, Rij, plek_van
from .feiten import AFGELEIDE_FEITEN, ALLE_FEITEN, FEITEN
from .inhoud import (
    EENHEDEN,
    LANGSTE_TERMIJN,
    REDENCODE_RUIMTE,
    VERSIE_RUIMTE,
    VLAGGEN,
    Fase,
    Geldigheid,
    Gevolg,
    Inhoud,
    Prioriteitskeuze,
    Regel,
    Termijn,
    Vlag,
    Wijziging,
)
from .samenhang import (
    controleer_codes,
    controleer_klokken,
    controleer_laatste_keuze,
    controleer_ruimte,
    controleer_vangnet,
)
from .taal import Zin
from .voorwaarden import lees_voorwaarden

_FEITEN_VOORAF = {**FEITEN, **AFGELEIDE_FEITEN}


def controleer_regelset(inhoud: object, codelijsten: Codelijsten) -> list[str]:
    """Every mistake in a rule set as loaded from JSON, each with its place; empty when it may be used.

    `codelijsten` has the codes of ernst, bevoegd, corona_relatie, melder_type, onderwerp, route, prioriteit,
    partner and domein. A list named redencode is used when it is given.
    """
    return lees(inhoud, codelijsten)[1]


def overlap(bestaande: Iterable[Geldigheid], nieuw: Geldigheid) -> list[str]:
    """A message for each existing version that is in force on a day on which the new one is as well."""
    return [
        Zin("%(nieuw)s overlapt met %(ander)s", nieuw=nieuw.zin, ander=ander.zin)
        for ander in bestaande
        if nieuw.vanaf <= (ander.tot or date.max) and ander.vanaf <= (nieuw.tot or date.max)
    ]


def lees(inhoud: object, codelijsten: Codelijsten | None) -> tuple[Inhoud | None, list[str]]:
    """The content and the mistakes. The content is None when there are mistakes."""
    c = Controle(codelijsten)
    plek = "regelset"
    ruw = c.rij(
        plek,
        inhoud,
        ["versie", "geldig_vanaf", "geldig_tot", "fasen", "partners_per_onderwerp", "termijnen", "regels"],
        ["titel", "toelichting", "wijzigingen"],
    )
    geldigheid = _lees_geldigheid(c, plek, ruw)
    fasen = _lees_fasen(c, plek, ruw, geldigheid)
    partners = _lees_partners(c, ruw)
    per_prioriteit, per_route = _lees_termijnen(c, ruw)
    regels = tuple(_lees_regel(c, nr, rij) for nr, rij in enumerate(c.lijst(plek, ruw, "regels")))
    wijzigingen = tuple(
        _lees_wijziging(c, nr, rij) for nr, rij in enumerate(c.lijst(plek, ruw, "wijzigingen"))
    )
    controleer_vangnet(c, c.lijst(plek, ruw, "regels"))
    controleer_codes(c, regels, wijzigingen)
    controleer_klokken(c, regels, wijzigingen, per_prioriteit)
    controleer_ruimte(c, regels, wijzigingen, partners)
    if c.fouten or geldigheid is None:
        return None, c.fouten
    return Inhoud(geldigheid, fasen, partners, per_prioriteit, per_route, regels, wijzigingen), []


# The parts that are no rules


def _lees_geldigheid(c: Controle, plek: str, ruw: Rij) -> Geldigheid | None:
    versie = c.tekst(plek, ruw, "versie")
    c.past(f"{plek}, versie", versie, VERSIE_RUIMTE)
    vanaf, tot = c.datum(plek, ruw, "geldig_vanaf"), c.datum(plek, ruw, "geldig_tot")
    if "geldig_vanaf" in ruw and ruw["geldig_vanaf"] is None:
        c.fout(f"{plek}, geldig_vanaf", Zin("hier hoort een datum te staan"))
    if vanaf is None:
        return None
    if tot is not None and tot < vanaf:
        c.fout(f"{plek}, geldig_tot", Zin("deze dag ligt voor geldig_vanaf"))
    return Geldigheid(versie, vanaf, tot)


def _lees_fasen(c: Controle, plek: str, ruw: Rij, geldigheid: Geldigheid | None) -> tuple[Fase, ...]:
    fasen: list[Fase] = []
    for nr, een in enumerate(c.lijst(plek, ruw, "fasen")):
        hier = f"fasen[{nr}]"
        rij = c.rij(hier, een, ["fase", "vanaf"], ["titel"])
        fase = c.getal(f"{hier}, fase", rij["fase"], 1) if "fase" in rij else None
        vanaf = c.datumwaarde(f"{hier}, vanaf", rij["vanaf"]) if "vanaf" in rij else None
        if fase is None or vanaf is None:
            continue
        if fasen and (fase <= fasen[-1].fase or vanaf <= fasen[-1].vanaf):
            c.fout(hier, Zin("nummer en datum van een fase horen na die van de vorige te liggen"))
        fasen.append(Fase(fase, vanaf))
    if "fasen" in ruw and not ruw["fasen"]:
        c.fout("fasen", Zin("er is geen fase"))
    if fasen and geldigheid and fasen[0].vanaf > geldigheid.vanaf:
        c.fout("fasen[0]", Zin("de eerste fase begint later dan de regelset, daarvoor is er geen fase"))
    return tuple(fasen)


def _lees_partners(c: Controle, ruw: Rij) -> dict[str, str]:
    plek = "partners_per_onderwerp"
    rij = ruw.get(plek, {})
    if not isinstance(rij, dict):
        c.fout(plek, Zin("hier hoort een object van onderwerp naar partner te staan"))
        return {}
    return {
        c.code(plek, onderwerp, "onderwerp"): c.code(f"{plek}, {onderwerp}", partner, "partner")
        for onderwerp, partner in rij.items()
    }


def _lees_termijnen(c: Controle, ruw: Rij) -> tuple[dict[str, Termijn], dict[str, Termijn]]:
    rij = c.rij("termijnen", ruw["termijnen"], ["prioriteit"], ["route"]) if "termijnen" in ruw else {}
    return _lees_termijn_per(c, rij, "prioriteit"), _lees_termijn_per(c, rij, "route")


def _lees_termijn_per(c: Controle, ruw: Rij, soort: str) -> dict[str, Termijn]:
    rijen = ruw.get(soort, {})
    if not isinstance(rijen, dict):
        c.fout(
            f"termijnen, {soort}",
            Zin("hier hoort een object van %(soort)s naar termijn te staan", soort=soort),
        )
        return {}
    termijnen: dict[str, Termijn] = {}
    for code, een in rijen.items():
        plek = f"termijnen, {soort} {code}"
        rij = c.rij(plek, een, ["aantal", "eenheid"])
        aantal = c.getal(f"{plek}, aantal", rij["aantal"], 1) if "aantal" in rij else None
        if aantal and aantal > LANGSTE_TERMIJN:
            c.fout(
                f"{plek}, aantal", Zin("een termijn van meer dan %(meeste)s kan niet", meeste=LANGSTE_TERMIJN)
            )
        eenheid = c.tekst(plek, rij, "eenheid")
        if eenheid and eenheid not in EENHEDEN:
            c.fout(
                f"{plek}, eenheid",
                Zin(
                    "“%(eenheid)s” is geen eenheid, wel: %(eenheden)s",
                    eenheid=eenheid,
                    eenheden=", ".join(EENHEDEN),
                ),
            )
        termijnen[c.code(plek, code, soort)] = Termijn(aantal or 0, eenheid)
    return termijnen


# Rules and modifiers

_TOELICHTING = ("titel_en", "bron", "toelichting")


def _lees_regel(c: Controle, nr: int, ruw: object) -> Regel:
    plek = plek_van("regels", nr, ruw)
    mag = ["prioriteit", "partners", "partner_van_onderwerp", "redencode", "vlaggen", *_TOELICHTING]
    rij = c.rij(plek, ruw, ["code", "titel", "als", "route"], mag)
    return Regel(
        code=c.tekst(plek, rij, "code"),
        titel=c.tekst(plek, rij, "titel"),
        als=lees_voorwaarden(c, f"{plek}, als", c.lijst(plek, rij, "als"), _FEITEN_VOORAF),
        route=c.code(f"{plek}, route", rij["route"], "route") if "route" in rij else "",
        prioriteiten=_lees_prioriteiten(c, f"{plek}, prioriteit", rij.get("prioriteit")),
        partners=c.codes(plek, rij, "partners", "partner"),
        partner_van_onderwerp=c.waar(plek, rij, "partner_van_onderwerp"),
        redencode=_lees_redencode(c, plek, rij),
        vlaggen=tuple(
            _lees_vlag(c, f"{plek}, vlaggen[{v}]", een) for v, een in enumerate(c.lijst(plek, rij, "vlaggen"))
        ),
        titel_en=c.tekst(plek, rij, "titel_en"),
    )


def _lees_redencode(c: Controle, plek: str, rij: Rij) -> str:
    redencode = c.tekst(plek, rij, "redencode")
    c.past(f"{plek}, redencode", redencode, REDENCODE_RUIMTE)
    return (
        c.code(f"{plek}, redencode", redencode, "redencode")
        if redencode and c.kent("redencode")
        else redencode
    )


def _lees_prioriteit(c: Controle, plek: str, ruw: object) -> str | None:
    return None if ruw is None else c.code(plek, ruw, "prioriteit")


def _lees_prioriteiten(c: Controle, plek: str, ruw: object) -> tuple[Prioriteitskeuze, ...]:
    """A code, null (no priority), or alternatives of which the last has no conditions."""
    if not isinstance(ruw, list):
        return (Prioriteitskeuze((), _lees_prioriteit(c, plek, ruw)),)
    keuzes = []
    for nr, een in enumerate(ruw):
        hier = f"{plek}[{nr}]"
        rij = c.rij(hier, een, ["prioriteit"], ["als"])
        als = lees_voorwaarden(c, f"{hier}, als", c.lijst(hier, rij, "als"), _FEITEN_VOORAF)
        keuzes.append(
            Prioriteitskeuze(als, _lees_prioriteit(c, f"{hier}, prioriteit", rij.get("prioriteit")))
        )
    controleer_laatste_keuze(c, plek, ruw)
    return tuple(keuzes)


def _lees_vlag(c: Controle, plek: str, ruw: object) -> Vlag:
    rij = c.rij(plek, ruw, ["vlag"], ["als"])
    code = c.tekst(plek, rij, "vlag")
    if code and code not in VLAGGEN:
        c.fout(plek, Zin("onbekende vlag “%(code)s”", code=code))
    return Vlag(code, lees_voorwaarden(c, f"{plek}, als", c.lijst(plek, rij, "als"), ALLE_FEITEN))


def _lees_wijziging(c: Controle, nr: int, ruw: object) -> Wijziging:
    plek = plek_van("wijzigingen", nr, ruw)
    rij = c.rij(plek, ruw, ["code", "titel", "als", "dan"], ["niet_na", *_TOELICHTING])
    gevolgen = c.lijst(plek, rij, "dan")
    if "dan" in rij:
        controleer_laatste_keuze(c, f"{plek}, dan", gevolgen)
    return Wijziging(
        code=c.tekst(plek, rij, "code"),
        titel=c.tekst(plek, rij, "titel"),
        als=lees_voorwaarden(c, f"{plek}, als", c.lijst(plek, rij, "als"), ALLE_FEITEN),
        niet_na=frozenset(c.teksten(plek, rij, "niet_na")),
        gevolgen=tuple(_lees_gevolg(c, f"{plek}, dan[{g}]", een) for g, een in enumerate(gevolgen)),
        titel_en=c.tekst(plek, rij, "titel_en"),
    )


def _lees_gevolg(c: Controle, plek: str, ruw: object) -> Gevolg:
    mag = ["als", "route", "prioriteit", "prioriteit_van", "partners", "partner_van_onderwerp", "redencode"]
    rij = c.rij(plek, ruw, [], mag)
    if "prioriteit" in rij and "prioriteit_van" in rij:
        c.fout(plek, Zin("“prioriteit” en “prioriteit_van” gaan niet samen"))
    van = rij.get("prioriteit_van", {})
    if not isinstance(van, dict):
        c.fout(
            f"{plek}, prioriteit_van", Zin("hier hoort een object van prioriteit naar prioriteit te staan")
        )
        van = {}
    return Gevolg(
        als=lees_voorwaarden(c, f"{plek}, als", c.lijst(plek, rij, "als"), ALLE_FEITEN),
        route=c.code(f"{plek}, route", rij["route"], "route") if "route" in rij else "",
        zet_prioriteit="prioriteit" in rij,
        prioriteit=_lees_prioriteit(c, f"{plek}, prioriteit", rij.get("prioriteit")),
        prioriteit_van={
            c.code(f"{plek}, prioriteit_van", oud, "prioriteit"): c.code(
                f"{plek}, prioriteit_van {oud}", nieuw, "prioriteit"
            )
            for oud, nieuw in van.items()
        },
        partners=c.codes(plek, rij, "partners", "partner"),
        partner_van_onderwerp=c.waar(plek, rij, "partner_van_onderwerp"),
        redencode=_lees_redencode(c, plek, rij),
    )
