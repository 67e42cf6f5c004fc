"""What must hold between the parts of a rule set: one catch-all, unique codes, a clock for every priority."""

from collections import Counter
from collections.abc import Mapping

from .controle import Controle, plek_van
from .inhoud import HANDMATIG, PARTNERS_RUIMTE, REGEL_RUIMTE, VANGNET, Regel, Termijn, Wijziging
from .taal import Zin


def controleer_laatste_keuze(c: Controle, plek: str, keuzes: list[object]) -> None:
    """Of alternatives only the last has no conditions: it is the "anders"."""
    zonder = [nr for nr, een in enumerate(keuzes) if isinstance(een, dict) and not een.get("als")]
    if not keuzes or len(keuzes) - 1 not in zonder:
        c.fout(
            plek, Zin("de laatste keuze hoort geen voorwaarden te hebben, anders kan er geen uitkomst zijn")
        )
    for nr in zonder:
        if nr < len(keuzes) - 1:
            c.fout(f"{plek}[{nr}]", Zin("alleen de laatste keuze mag zonder voorwaarden zijn"))


def controleer_vangnet(c: Controle, regels: list[object]) -> None:
    """The rules as they stand in the JSON, because a condition that could not be read is one as well."""
    zonder = [nr for nr, regel in enumerate(regels) if isinstance(regel, dict) and regel.get("als") == []]
    for nr in zonder:
        if nr < len(regels) - 1:
            tekst = Zin("een regel zonder voorwaarden hoort als laatste te staan, hierna volgt er nog een")
            c.fout(plek_van("regels", nr, regels[nr]), tekst)
    laatste = regels[-1] if regels else None
    if not isinstance(laatste, dict) or len(regels) - 1 not in zonder:
        c.fout("regels", Zin("de laatste regel hoort een vangnet zonder voorwaarden te zijn"))
    elif laatste.get("code") != VANGNET or laatste.get("route") != HANDMATIG:
        c.fout(
            "regels",
            Zin(
                "het vangnet hoort %(vangnet)s te heten en naar %(handmatig)s te leiden",
                vangnet=VANGNET,
                handmatig=HANDMATIG,
            ),
        )


def controleer_codes(c: Controle, regels: tuple[Regel, ...], wijzigingen: tuple[Wijziging, ...]) -> None:
    codes = Counter([regel.code for regel in regels] + [wijziging.code for wijziging in wijzigingen])
    for code, aantal in codes.items():
        if code and aantal > 1:
            c.fout("regels", Zin("de code “%(code)s” komt %(aantal)s keer voor", code=code, aantal=aantal))
        if "+" in code:
            c.fout("regels", Zin("in de code “%(code)s” mag geen + staan", code=code))
    bekend = {regel.code for regel in regels}
    for nr, wijziging in enumerate(wijzigingen):
        for code in sorted(wijziging.niet_na - bekend):
            c.fout(
                f"wijzigingen[{nr}] {wijziging.code}, niet_na", Zin("er is geen regel “%(code)s”", code=code)
            )


def controleer_klokken(
    c: Controle,
    regels: tuple[Regel, ...],
    wijzigingen: tuple[Wijziging, ...],
    klokken: Mapping[str, Termijn],
) -> None:
    """Every priority that can come out has a clock."""
    gebruikt = {keuze.prioriteit for regel in regels for keuze in regel.prioriteiten}
    for wijziging in wijzigingen:
        for gevolg in wijziging.gevolgen:
            gebruikt |= {gevolg.prioriteit, *gevolg.prioriteit_van.values()}
    for prioriteit in sorted(code for code in gebruikt if code and code not in klokken):
        c.fout("termijnen", Zin("prioriteit %(prioriteit)s heeft geen termijn", prioriteit=prioriteit))


def controleer_ruimte(
    c: Controle,
    regels: tuple[Regel, ...],
    wijzigingen: tuple[Wijziging, ...],
    per_onderwerp: Mapping[str, str],
) -> None:
    """The longest outcome of every rule fits: its code with the modifiers that may follow, and all their partners."""
    langste = max(per_onderwerp.values(), key=len, default="")
    for nr, regel in enumerate(regels):
        erna = [wijziging for wijziging in wijzigingen if regel.code not in wijziging.niet_na]
        plek = f"regels[{nr}] {regel.code}"
        c.past(f"{plek}, met haar wijzigingen", "+".join([regel.code, *(w.code for w in erna)]), REGEL_RUIMTE)
        gevolgen = [gevolg for wijziging in erna for gevolg in wijziging.gevolgen]
        partners = {*regel.partners, *(partner for gevolg in gevolgen for partner in gevolg.partners)}
        if regel.partner_van_onderwerp or any(gevolg.partner_van_onderwerp for gevolg in gevolgen):
            partners.add(langste)
        c.past(f"{plek}, met haar partners", "+".join(sorted(partners)), PARTNERS_RUIMTE)
