"""The checks of the figures of a report (domain section 2). Pure."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.schermgetal import getal
from inspectie.tijd import lokale_dag
from rapportages.cijfers import ONBEPAALD, Cijfer, Kerncijfers, percentage
from rapportages.kerncijfers.definities import GETOETST
from rapportages.rapportcontroles.controle import Controle
from rapportages.schermgetallen import datum, eenheid

# Shares by what they are a share of: the whole, or the meldingen of one domain.
VAN_ALLE, VAN_VG = ("KC-03", "KC-05", "KC-07"), ("KC-04", "KC-06")
DEEL_VAN_DEEL = (("KC-04", "KC-05"), ("KC-06", "KC-07"))


def controles(cijfers: Kerncijfers) -> Iterator[Controle]:
    for controle in CONTROLES:
        yield controle(cijfers)
    for cijfer in cijfers.cijfers:
        if cijfer.code.startswith("JV-") and cijfer.delen is not None:
            yield _som(cijfer.code, cijfer.code, cijfer, cijfer.waarde or 0)


def _som(code: str, geheel: str, cijfer: Cijfer, totaal: int) -> Controle:
    """The parts of a figure against their whole."""
    delen = [n for n in cijfer.aantallen.values() if n]
    som = sum(delen)
    opgeteld = " + ".join(getal(n) for n in delen) or "0"
    goed = som == totaal
    tekst = (
        gettext("%(code)s: %(delen)s = %(som)s, gelijk aan %(geheel)s.")
        if goed
        else gettext("%(code)s: %(delen)s = %(som)s, maar %(geheel)s is %(totaal)s.")
    )
    waarden = {
        "code": code,
        "delen": opgeteld,
        "som": getal(som),
        "geheel": geheel,
        "totaal": getal(totaal),
    }
    return Controle(_("De delen tellen op"), goed, tekst % waarden)


def momenten(cijfers: Kerncijfers) -> Controle:
    """What happened after the stand van was not on record then: a sentence up to the peildatum would not be true."""
    dag = lokale_dag(cijfers.stand_van)
    goed = cijfers.peildatum <= dag
    tekst = (
        gettext("De peildatum is %(peildatum)s, de stand van %(stand_van)s.")
        if goed
        else gettext(
            "De peildatum is %(peildatum)s, maar de stand van is %(stand_van)s: wat daarna gebeurde was toen nog niet"
            " geregistreerd."
        )
    )
    waarden = {"peildatum": datum(cijfers.peildatum), "stand_van": datum(dag)}
    return Controle(_("De peildatum ligt niet na de stand van"), goed, tekst % waarden)


def domeinen(cijfers: Kerncijfers) -> Controle:
    return _som("KC-02", "KC-01", cijfers["KC-02"], cijfers["KC-01"].waarde or 0)


def instrumenten(cijfers: Kerncijfers) -> Controle:
    return _som("KC-13", "KC-13", cijfers["KC-13"], cijfers["KC-13"].waarde or 0)


def alles_heeft_een_domein(cijfers: Kerncijfers) -> Controle:
    n = cijfers["KC-02"].aantallen.get(ONBEPAALD, 0)
    tekst = (
        gettext("Van %(aantal)s %(eenheid)s is het domein niet bepaald.")
        % {"aantal": getal(n), "eenheid": eenheid(n, "melding")}
        if n
        else gettext("Elke melding heeft een domein; onbepaald is 0.")
    )
    return Controle(_("Elke melding heeft een domein"), n == 0, tekst)


def werkgevers(cijfers: Kerncijfers) -> Controle:
    """KC-09: who is in both domains is counted in both, and never more than that."""
    alle, overlap = cijfers["KC-08"].waarde or 0, cijfers["KC-09"].overlap or 0
    per = list(cijfers["KC-09"].aantallen.values())
    verschillend = sum(per) - overlap
    goed = verschillend <= alle and all(overlap <= n for n in per)
    tekst = (
        gettext("KC-09: %(delen)s, waarvan %(overlap)s in beide, zijn %(som)s van de %(alle)s van KC-08.")
        if goed
        else gettext("KC-09: %(delen)s, waarvan %(overlap)s in beide, passen niet in de %(alle)s van KC-08.")
    )
    waarden = {
        "delen": " + ".join(map(getal, per)),
        "overlap": getal(overlap),
        "som": getal(verschillend),
        "alle": getal(alle),
    }
    return Controle(_("Werkgevers per domein passen in het geheel"), goed, tekst % waarden)


def toetsing(cijfers: Kerncijfers) -> Controle:
    """KC-10: numerator and denominator are the sums of their results."""
    cijfer = cijfers["KC-10"]
    uitkomsten = [cijfer.aantallen.get(code, 0) for code in GETOETST]
    goed = (cijfer.teller, cijfer.noemer) == (sum(uitkomsten[:2]), sum(uitkomsten))
    tekst = (
        gettext("KC-10: %(direct)s + %(later)s = %(teller)s, en met %(geen)s erbij %(noemer)s.")
        if goed
        else gettext(
            "KC-10: teller %(teller)s en noemer %(noemer)s volgen niet uit %(direct)s, %(later)s en %(geen)s."
        )
    )
    namen = ("direct", "later", "geen")
    waarden = dict(zip(namen, map(getal, uitkomsten), strict=True))
    waarden |= {"teller": getal(cijfer.teller or 0), "noemer": getal(cijfer.noemer or 0)}
    return Controle(_("De toetsingen tellen op"), goed, tekst % waarden)


def aandelen(cijfers: Kerncijfers) -> Controle:
    """Every share: the numerator within the denominator, and the percentage that of the two, half up."""
    fout = [
        gettext("%(code)s: %(teller)s van %(noemer)s is geen %(deel)s%%.")
        % {
            "code": c.code,
            "teller": getal(c.teller),
            "noemer": getal(c.noemer),
            "deel": "–" if c.percentage is None else c.percentage,
        }
        for c in cijfers.cijfers
        if c.teller is not None
        and c.noemer is not None
        and (c.teller > c.noemer or percentage(c.teller, c.noemer) != c.percentage)
    ]
    n = sum(c.teller is not None for c in cijfers.cijfers)
    zin = (
        gettext("Niet elk percentage volgt uit zijn teller en noemer.")
        if fout
        else gettext("Alle %(aantal)s percentages volgen uit hun teller en noemer.") % {"aantal": n}
    )
    return Controle(_("Percentages volgen uit teller en noemer"), not fout, zin, tuple(fout))


def noemers(cijfers: Kerncijfers) -> Controle:
    """Shares of all meldingen have KC-01 below the line, shares of Veilig & Gezond its part of KC-02."""
    alle, vg = cijfers["KC-01"].waarde, cijfers["KC-02"].aantallen.get("VEILIG_GEZOND", 0)
    fout = [
        gettext("%(code)s heeft noemer %(noemer)s, en dat hoort %(hoort)s te zijn.")
        % {"code": code, "noemer": getal(cijfers[code].noemer or 0), "hoort": getal(hoort or 0)}
        for codes, hoort in ((VAN_ALLE, alle), (VAN_VG, vg))
        for code in codes
        if cijfers[code].noemer != hoort
    ]
    zin = (
        gettext("Niet elke noemer is die van zijn geheel.")
        if fout
        else gettext("De noemers zijn KC-01 (%(alle)s) en Veilig & Gezond (%(vg)s).")
        % {"alle": getal(alle or 0), "vg": getal(vg)}
    )
    return Controle(_("Aandelen hebben de noemer van hun geheel"), not fout, zin, tuple(fout))


def eigen_tellers(cijfers: Kerncijfers) -> Controle:
    """What one domain has on a topic is at most what all have: else 55% and 38% would come of one numerator."""
    fout = [
        gettext("%(deel)s telt er %(n)s, en %(geheel)s maar %(m)s.")
        % {
            "deel": deel,
            "geheel": geheel,
            "n": getal(cijfers[deel].teller or 0),
            "m": getal(cijfers[geheel].teller or 0),
        }
        for deel, geheel in DEEL_VAN_DEEL
        if (cijfers[deel].teller or 0) > (cijfers[geheel].teller or 0)
    ]
    zin = (
        gettext("Een teller binnen Veilig & Gezond is groter dan die over alles.")
        if fout
        else gettext("De tellers binnen Veilig & Gezond vallen binnen die over alle domeinen.")
    )
    return Controle(_("Tellers passen in elkaar"), not fout, zin, tuple(fout))


def onderwerpen(cijfers: Kerncijfers) -> Controle:
    """No topic has more meldingen in a domain than the domain has."""
    per_domein = cijfers["KC-02"].aantallen
    fout = [
        gettext("%(onderwerp)s telt er in %(domein)s %(n)s, van %(m)s.")
        % {"onderwerp": onderwerp, "domein": domein, "n": getal(n), "m": getal(per_domein.get(domein, 0))}
        for onderwerp, delen in cijfers["KC-14"].kruistabel.items()
        for domein, n in delen.items()
        if n > per_domein.get(domein, 0)
    ]
    zin = (
        gettext("Een onderwerp telt meer meldingen dan zijn domein.")
        if fout
        else gettext("Geen onderwerp telt meer meldingen dan zijn domein.")
    )
    return Controle(_("Onderwerpen passen in hun domein"), not fout, zin, tuple(fout))


def zonder_onderzoek_niets(cijfers: Kerncijfers) -> Controle:
    """Violations and instruments of investigations on location need such an investigation."""
    onderzoeken = cijfers["KC-11"].waarde or 0
    erna = (cijfers["KC-12"].waarde or 0) + (cijfers["KC-13"].waarde or 0)
    goed = bool(onderzoeken) or not erna
    zin = (
        gettext("Onderzoeken op locatie: %(n)s. Overtreders en instrumenten horen daarbij.")
        % {"n": getal(onderzoeken)}
        if goed
        else gettext("Er zijn overtreders of instrumenten zonder onderzoek op locatie.")
    )
    return Controle(_("Overtredingen en instrumenten horen bij een onderzoek"), goed, zin)


CONTROLES: tuple[Callable[[Kerncijfers], Controle], ...] = (
    momenten,
    alles_heeft_een_domein,
    domeinen,
    instrumenten,
    werkgevers,
    toetsing,
    aandelen,
    noemers,
    eigen_tellers,
    onderwerpen,
    zonder_onderzoek_niets,
)
