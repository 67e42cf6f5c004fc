"""The passages of the report that hold no figure, each with the dates between which it is true.

They follow the "Tussentijdse rapportage Inspectie SZW" of 3 February 2021 (Kamerstuk 25 295, nr. 983). A passage is
printed when the day of the stand van lies from `vanaf` up to, not including, `tot`. The dates of policy that the
source gives only as "eind januari" are those of the phases of thuiswerken in `domain.md` section 3.
"""

import re
from dataclasses import dataclass
from datetime import date

from inspectie.uitvoer.getallen import MAANDEN

INSPECTIE = "Inspectie SZW"
TITEL = f"Tussentijdse rapportage {INSPECTIE}"

FASE_2 = date(2021, 1, 26)
FASE_3 = date(2021, 2, 18)
# The annual report of a year is presented on Verantwoordingsdag, in May of the next one.
MAAND_JAARVERSLAG = 5


# The blanks inside the number of a parliamentary paper and between a day and its month: "35 300 XV, nr. 96" and
# "6 juli" are not to be broken over two lines.
_VAST = re.compile(rf"(?<=\d) (?=\d{{3}}\b|XV\b|(?:{'|'.join(MAANDEN)})\b)|(?<=nr\.) ")


@dataclass(frozen=True, slots=True)
class Passage:
    """With `door` it goes on in the paragraph of the passage before it."""

    tekst: str
    vanaf: date = date.min
    tot: date = date.max
    door: bool = False


@dataclass(frozen=True, slots=True)
class Bron:
    """A parliamentary paper that the report leans on; it exists from `datum`, unknown means from the start."""

    tekst: str
    datum: date = date.min


def geldig(passages: tuple[Passage, ...], dag: date) -> tuple[str, ...]:
    """The paragraphs that are true on `dag`, in order."""
    alineas: list[str] = []
    for passage in passages:
        if passage.vanaf <= dag < passage.tot:
            tekst = vaste_spaties(passage.tekst)
            if passage.door and alineas:
                alineas[-1] += f" {tekst}"
            else:
                alineas.append(tekst)
    return tuple(alineas)


def bronnen(dag: date) -> tuple[str, ...]:
    """The sources that exist on `dag`."""
    return tuple(vaste_spaties(bron.tekst) for bron in BRONNEN if bron.datum <= dag)


def vaste_spaties(tekst: str) -> str:
    """The text with no-break spaces inside the numbers of parliamentary papers and inside dates."""
    return _VAST.sub("\N{NO-BREAK SPACE}", tekst)


def jaar_van_jaarverslag(dag: date) -> int:
    """The year whose annual report is still to come on `dag`."""
    return dag.year - 1 if dag.month < MAAND_JAARVERSLAG else dag.year


AANLEIDING = (
    Passage(
        "Voorafgaande aan corona waren meldingen over de risico’s op besmetting met een virus zeldzaam. Gelet op het"
        " grote maatschappelijke belang heeft de Inspectie SZW besloten tot aanpassing van de werkprocessen om de"
        " registratie, triage en follow-up met de juiste interventie in te regelen. Hierdoor wordt informatie"
        " gegenereerd en wordt tegelijkertijd, in lijn met het adagium dat we alleen samen corona onder controle"
        " krijgen, gedragsaanpassing bij werkgevers of werknemers bewerkstelligd."
    ),
    Passage(
        "Dit betreft een tussentijdse actualisatie van de informatie die de Staatssecretaris van SZW op 6 juli 2020"
        " (Kamerstuk 35 300 XV, nr. 96) aan de Tweede Kamer heeft gestuurd.",
        vanaf=date(2020, 7, 7),
        tot=date(2020, 11, 18),
    ),
    Passage(
        "Dit betreft een tussentijdse actualisatie van de informatie die de Staatssecretaris van SZW op 6 juli 2020"
        " (Kamerstuk 35 300 XV, nr. 96) en op 17 november 2020 (Kamerstukken 25 883 en 25 295, nr. 399) aan de"
        " Tweede Kamer heeft gestuurd.",
        vanaf=date(2020, 11, 18),
    ),
    Passage(
        "Een eerdere tussentijdse rapportage is van 3 februari 2021 (bijlage bij Kamerstuk 25 295, nr. 983).",
        vanaf=date(2021, 2, 4),
    ),
)

ARBEIDSMIGRANTEN = (
    Passage(
        "Naar de kwetsbare positie van arbeidsmigranten heeft de Inspectie aanvullend onderzoek gedaan. Het Rapport"
        " arbeidsmigranten van de Inspectie SZW is op 22 januari 2021 aan de Tweede Kamer gezonden (bijlage bij"
        " Kamerstuk 29 861, nr. 54).",
        vanaf=date(2021, 1, 22),
    ),
)

AFWIKKELING = (
    Passage(
        "In de bijstelling van het jaarplan 2020 zijn de aanpassingen beschreven die de Inspectie SZW in 2020 heeft"
        " doorgevoerd in haar interne processen om follow-up te geven aan meldingen (Kamerstuk 35 300 XV, nr. 96)."
        " Daarbij is een aantal prioritaire risico’s als gevolg van COVID-19 onderkend die van invloed zijn op de"
        " inzet van de Inspectie SZW in samenwerking met andere diensten en de GGD.",
        vanaf=date(2020, 7, 6),
    ),
    Passage(
        "In het jaarplan 2021 is voortzetting van die aanpassingen beschreven.",
        vanaf=date(2021, 1, 1),
        door=True,
    ),
    Passage(
        "Uiteraard heeft COVID-19 ook een sterke impact gehad op het eigen personeel van de Inspectie, ook wat"
        " betreft de inzet en de wijze van inspecteren en rechercheren. Sinds juni 2020 hanteert de Inspectie het"
        " uitgangspunt dat inspecties en onderzoek op locatie doorgaan, mits daarbij de veiligheid van de inspecteur"
        " gewaarborgd is. Er wordt gewerkt op basis van de vastgestelde RI&E corona, waar nodig aangevuld met"
        " aanvullende afspraken.",
        vanaf=date(2020, 6, 1),
    ),
)

INTERVENTIES = (
    Passage(
        "Inspectie SZW beoordeelt de meldingen op haar eigen terrein op basis van de risico’s, en draagt meldingen op"
        " het terrein van andere toezichthouders over aan de juiste partij."
    ),
)

THUISWERKEN = (
    Passage(
        "Meldingen dat thuiswerken wel mogelijk is maar niet is toegestaan, worden opgevolgd als de melder vindt dat"
        " dit ook tot risicovolle situaties leidt.",
        tot=FASE_2,
    ),
    Passage(
        "Van de meldingen dat thuiswerken wel mogelijk is maar niet is toegestaan, zijn tot eind januari 2021 die"
        " meldingen opgevolgd waarbij de melder dat ook tot risicovolle situaties vond leiden.",
        vanaf=FASE_2,
    ),
    Passage(
        "Ter uitvoering van de motie Marijnissen c.s. van 26 januari 2021 werkt het kabinet samen met sociale"
        " partners aan duidelijke criteria voor thuiswerken. Bij brief van 2 februari 2021 heeft het kabinet"
        " aangegeven meteen na het aannemen van de motie in gesprek te zijn gegaan met werkgevers- en"
        " werknemersorganisaties hierover. Momenteel lopen deze gesprekken.",
        vanaf=date(2021, 2, 2),
        tot=FASE_3,
    ),
    Passage(
        "Door de Inspectie worden in de tussentijd de werkprocessen voorbereid om aan meldingen over thuiswerken"
        " snel gevolg te kunnen geven. Dit houdt onder andere het volgende in.",
        vanaf=FASE_2,
        tot=FASE_3,
    ),
    Passage(
        "De meldingen vanaf eind januari 2021 zijn al meteen van opvolging voorzien richting werkgevers door middel"
        " van het schriftelijk en/of mondeling aanspreken. De beoordeling van de noodzaak om niet thuis te werken is"
        " uiteindelijk uiteraard aan de werkgever, in samenspraak met werknemers. Zij bepalen wat gelet op bedrijfs-,"
        " productie- en dienstverleningsprocessen noodzakelijk is. De aanpak van de Inspectie SZW is gericht op"
        " gedragsaanpassing door de werkgever (en/of werknemers) indien er gemeld wordt dat de werkgever, gelet op de"
        " uiterste terughoudendheid die het kabinet adviseert, die beoordeling niet of onvoldoende zorgvuldig maakt.",
        vanaf=FASE_2,
        door=True,
    ),
    Passage(
        "Zodra er criteria zijn, zal de Inspectie SZW, en waar nodig met andere toezichthouders, door middel van een"
        " zo breed mogelijk palet aan interventies opvolging geven aan meldingen over niet-naleving van het dringende"
        " advies om thuis te werken.",
        vanaf=FASE_2,
        tot=FASE_3,
    ),
    Passage(
        "Bij overtredingen van de arbeidsomstandighedenwetgeving kan de opvolging ook tot maatregelen leiden."
        " Niet-thuiswerken is in zichzelf niet een overtreding.",
        door=True,
    ),
    Passage(
        "De opvolging van meldingen zal worden gemonitord.",
        vanaf=FASE_2,
        tot=FASE_3,
        door=True,
    ),
    Passage(
        "De Inspectie SZW is graag bereid daar eind februari 2021 een presentatie over te verzorgen.",
        vanaf=date(2021, 2, 3),
        tot=FASE_3,
        door=True,
    ),
)

BRONNEN = (
    Bron("Kamerstuk 35 300 XV, nr. 96: bijstelling van het jaarplan 2020.", date(2020, 7, 6)),
    Bron("Kamerstukken 25 883 en 25 295, nr. 399: brief van 17 november 2020.", date(2020, 11, 17)),
    Bron(
        "Bijlage bij Kamerstuk 29 861, nr. 54: Rapport arbeidsmigranten, 22 januari 2021.", date(2021, 1, 22)
    ),
    Bron(
        "Kamerstuk 25 295, nr. 983, bijlage: Tussentijdse rapportage Inspectie SZW, 3 februari 2021. Deze rapportage"
        " volgt de opbouw en de tekst daarvan.",
        date(2021, 2, 3),
    ),
)
