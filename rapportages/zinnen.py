"""Sentences of the report that change with their numbers. Pure: numbers and words in, Dutch out."""

from collections.abc import Mapping, Sequence
from datetime import date

from inspectie.uitvoer.document import Staaf
from inspectie.uitvoer.getallen import aantal, datum, getal, kies, opsomming, procent, van
from rapportages.cijfers import ONBEPAALD, Labels, label, percentage
from rapportages.teksten import INSPECTIE, jaar_van_jaarverslag

BUITEN = "BUITEN"
# From this share on the largest domain is "verreweg" the largest; the source says it of 65%.
VERREWEG = 60


def aanleiding(peildatum: date, dag: date) -> str:
    """Of what the report goes ahead, where on `dag` that annual report is still to come."""
    jaar = jaar_van_jaarverslag(peildatum)
    if jaar < jaar_van_jaarverslag(dag):
        begin, tot = f"Hierbij rapporteert de {INSPECTIE}", f"tot en met {datum(peildatum)}"
    else:
        begin = f"Vooruitlopend op het reguliere Jaarverslag over {jaar} rapporteert de {INSPECTIE} hierbij"
        tot = "tot nu toe"
    return f"{begin} over de stand van zaken {tot} inzake de coronameldingen en de aanpak van de {INSPECTIE} daarbij."


def peildatum_na_stand(dag: date) -> str:
    """The warning of a report whose peildatum comes after `dag`, that of its stand van."""
    return (
        f"Wat na {datum(dag)} gebeurde, was toen nog niet geregistreerd en telt niet mee: deze cijfers gaan niet verder"
        " dan die dag."
    )


def circa(teller: int, noemer: int) -> str:
    """'circa ' as the source has it before the share of migrants and of thuiswerken; not for none and not for all."""
    return "circa " if 0 < teller < noemer else ""


def deel_van(teller: int, noemer: int, welke: str) -> str:
    """The start of a sentence up to its verb: 'Meer dan de helft van de meldingen … gaat'. `noemer` is not 0."""
    if teller == 0:
        return f"Geen van de meldingen {welke} gaat"
    if teller == noemer:
        return f"De enige melding {welke} gaat" if noemer == 1 else f"Alle meldingen {welke} gaan"
    hoeveel = (
        "Meer dan de helft" if 2 * teller > noemer else "De helft" if 2 * teller == noemer else "Een deel"
    )
    return f"{hoeveel} van de meldingen {welke} gaat"


def arbeidsmigranten(teller: int, noemer: int, deel: int | None) -> str:
    """KC-03."""
    if noemer == 0:
        return (
            "Welk deel daarvan betrekking heeft op arbeidsmigranten is niet te berekenen, omdat er geen meldingen"
            " zijn."
        )
    return (
        f"Van deze direct of indirect aan corona gerelateerde meldingen heeft {circa(teller, noemer)}{procent(deel)}"
        f" betrekking op arbeidsmigranten ({van(teller, noemer, 'melding')})."
    )


def onbepaald(n: int) -> str:
    """The warning about meldingen without a decided domain."""
    return (
        f"Van {aantal(n, 'melding', 'meldingen')} is het domein op de stand van deze rapportage nog niet bepaald."
        f" {kies(n, 'Deze melding telt', 'Deze meldingen tellen')} mee in het totaal en"
        f" {kies(n, 'staat', 'staan')} in een eigen rij. Zolang dat zo is, kan de rapportage niet worden vastgesteld."
    )


def grootste_domein(per_domein: Mapping[str, int], totaal: int, labels: Labels) -> str:
    """Which domain has most meldingen, and how firmly; a tie is called one. `totaal` is not 0."""
    hoogste = max(per_domein.values())
    eersten = [code for code, n in per_domein.items() if n == hoogste]
    if len(eersten) > 1:
        namen = opsomming([label(labels, code).kort for code in eersten])
        return (
            "Van de aan corona gerelateerde meldingen vallen er in geen domein meer dan in"
            f" {namen} (elk {getal(hoogste)})."
        )
    code = eersten[0]
    deel = percentage(hoogste, totaal) or 0
    hoeveel = (
        "verreweg de meeste"
        if deel >= VERREWEG
        else "de meeste"
        if 2 * hoogste > totaal
        else "relatief de meeste"
    )
    if code == ONBEPAALD:
        waar = f"is van {hoeveel} het domein nog niet bepaald"
    elif code == BUITEN:
        waar = f"vallen {hoeveel} {label(labels, code).tekst}"
    else:
        waar = f"gaan {hoeveel} over {label(labels, code).tekst}"
    return f"Van de aan corona gerelateerde meldingen {waar} ({getal(hoogste)})."


def splitsing(staaf: Staaf, reeksen: Sequence[str]) -> str:
    """'1.816 meldingen, waarvan Veilig & Gezond 1.690, Eerlijk 18 en Buiten domein 108'."""
    delen = [f"{reeks} {getal(n)}" for reeks, n in zip(reeksen, staaf.delen, strict=True) if n]
    return f"{aantal(staaf.totaal, 'melding', 'meldingen')}, waarvan {opsomming(delen)}"


def eigen_teller(teller: int, teller_alle: int, terrein: str) -> str:
    """Why a share of one domain and a share of all cannot be derived from each other."""
    verschil = teller_alle - teller
    if verschil == 0:
        return f"Buiten het terrein van {terrein} gaat geen melding hierover."
    welke = "telt ook 1 melding" if verschil == 1 else f"tellen ook de {getal(verschil)} meldingen"
    return (
        f"Beide percentages hebben een eigen teller: in de tweede {welke} hierover mee die buiten het terrein van"
        f" {terrein} {kies(verschil, 'valt', 'vallen')}."
    )


def werkgevers(peildatum: date, n: int) -> str:
    """KC-08."""
    bij = aantal(n, "werkgever", "werkgevers") if n else "geen enkele werkgever"
    return (
        f"Tot en met {datum(peildatum)} heeft bij {bij} naar aanleiding van een"
        " coronagerelateerde melding een interventie plaatsgevonden"
        + (", op afstand, op de fysieke locatie of beide." if n else ".")
    )


def werkgevers_per_domein(totaal: int, per_domein: Sequence[tuple[str, int]], overlap: int) -> str:
    """KC-09 with the overlap printed; whoever is in neither domain is not hidden."""
    delen = opsomming(
        [
            f"{aantal(n, 'werkgever', 'werkgevers')} bij een zaak binnen het domein {naam}"
            for naam, n in per_domein
        ]
    )
    eerste = per_domein[0][1] if per_domein else 0
    zin = f"Hierbij {kies(eerste, 'is', 'zijn')} {delen} betrokken."
    som = sum(n for _, n in per_domein)
    if overlap:
        zin += (
            f" Daarvan {kies(overlap, 'is', 'zijn')} {aantal(overlap, 'werkgever', 'werkgevers')} bij zaken in beide"
            f" domeinen betrokken; die {kies(overlap, 'telt', 'tellen')} in beide aantallen mee."
        )
    else:
        zin += " Geen werkgever is in beide domeinen bij een zaak betrokken."
    overig = totaal - (som - overlap)
    if overig > 0:
        zin += (
            f" Bij {aantal(overig, 'werkgever', 'werkgevers')} hoort de zaak bij geen van deze domeinen of is het"
            " domein nog niet bepaald."
        )
    return zin


def op_locatie(onderzoeken: int, overtreders: int) -> str:
    """KC-11 and KC-12: two units side by side, never one divided by the other."""
    if onderzoeken == 0:
        return (
            "Er heeft nog geen onderzoek op locatie plaatsgevonden naar aanleiding van een coronagerelateerde"
            " melding."
        )
    return (
        f"Bij {aantal(onderzoeken, 'onderzoek', 'onderzoeken')} heeft er op locatie een interventie plaatsgevonden."
        f" Hieruit is gebleken dat er bij {aantal(overtreders, 'werkgever', 'werkgevers')} een overtreding"
        " geconstateerd is. Dit zijn twee verschillende eenheden, onderzoeken en werkgevers: bij één werkgever kunnen"
        " meer onderzoeken zijn gedaan en één onderzoek kan meer werkgevers betreffen. Het ene aantal is daarom geen"
        " aandeel van het andere."
    )


def instrumenten(totaal: int, per_soort: Sequence[tuple[str, int]], zonder_locatie: int) -> str:
    """KC-13, with what was issued without a visit apart."""
    if totaal == 0 and zonder_locatie == 0:
        return "Er is geen handhavingsinstrument ingezet, met of zonder onderzoek op locatie."
    if totaal == 0:
        zin = "Bij onderzoeken op locatie is geen handhavingsinstrument ingezet."
    else:
        soorten = opsomming([f"{getal(n)} keer {soort}" for soort, n in per_soort if n])
        zin = f"Hierbij is er {getal(totaal)} keer een handhavingsinstrument ingezet: {soorten}."
    if zonder_locatie:
        return (
            f"{zin} Daarnaast is {getal(zonder_locatie)} keer een handhavingsinstrument ingezet zonder onderzoek op"
            " locatie; dat is hier niet meegeteld."
        )
    return f"{zin} Zonder onderzoek op locatie is geen handhavingsinstrument ingezet."


def maatregelen(teller: int, noemer: int, deel: int | None) -> str:
    """KC-10."""
    if noemer == 0:
        return (
            "Er zijn nog geen meldingen waarvan getoetst is of de werkgever maatregelen heeft getroffen; het aandeel is"
            " niet te berekenen."
        )
    return (
        "Van de meldingen waarvoor een afhandeling is gekozen waarop getoetst kon worden, heeft de werkgever in"
        f" {procent(deel)} van de gevallen (uiteindelijk) maatregelen getroffen: {getal(teller)} van"
        f" {getal(noemer)} getoetste {kies(noemer, 'melding', 'meldingen')}. Dit percentage gaat over meldingen,"
        " niet over werkgevers."
    )


def _in_het_jaar(peildatum: date) -> str:
    """Which days of its year these are: the figures of a year stop at the peildatum."""
    if (peildatum.month, peildatum.day) == (12, 31):
        return f"In {peildatum.year}"
    if (peildatum.month, peildatum.day) == (1, 1):
        return f"Op {datum(peildatum)}"
    return f"Van 1 januari tot en met {datum(peildatum)}"


def bezoeken(peildatum: date, n: int, werkgevers: int) -> str:
    """JV-01 and JV-02."""
    if n == 0:
        return f"{_in_het_jaar(peildatum)} zijn geen inspectiebezoeken uitgevoerd."
    return (
        f"{_in_het_jaar(peildatum)} {kies(n, 'is', 'zijn')} {aantal(n, 'inspectiebezoek', 'inspectiebezoeken')}"
        f" uitgevoerd, bij {aantal(werkgevers, 'werkgever', 'verschillende werkgevers')}."
    )


def overtredingen(peildatum: date, n: int, werkgevers: int) -> str:
    """JV-03 and JV-04."""
    if n == 0:
        return f"{_in_het_jaar(peildatum)} zijn geen overtredingen geconstateerd."
    return (
        f"{_in_het_jaar(peildatum)} {kies(n, 'is', 'zijn')} {aantal(n, 'overtreding', 'overtredingen')}"
        f" geconstateerd, bij {aantal(werkgevers, 'werkgever', 'verschillende werkgevers')}."
    )


def handhaving(peildatum: date, n: int) -> str:
    """JV-05."""
    if n == 0:
        return f"{_in_het_jaar(peildatum)} is geen handhavingsinstrument ingezet."
    return f"{_in_het_jaar(peildatum)} is {getal(n)} keer een handhavingsinstrument ingezet, met of zonder bezoek."
