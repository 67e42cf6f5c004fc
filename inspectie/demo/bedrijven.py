"""Kinds of business: their SBI section, what such a firm is called and the words a complaint about it uses."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, eq=False)
class Tak:
    """A kind of business.

    In `namen` {n} is the invented family name and {p} the town. `hier` is the whole place of work, `plekken` are
    spots in it, `ploegen` the people (plural, no article), `ruimten` shared rooms (with article), `baas` who
    gives the orders; together they fill the slots of the complaint texts.
    """

    code: str
    sector: str
    namen: tuple[str, ...]
    hier: str
    plekken: tuple[str, ...]
    ploegen: tuple[str, ...]
    ruimten: tuple[str, ...]
    baas: str


def _tak(
    code: str, sector: str, namen: str, hier: str, plekken: str, ploegen: str, ruimten: str, baas: str
) -> Tak:
    def los(tekst: str) -> tuple[str, ...]:
        return tuple(deel.strip() for deel in tekst.split("|"))

    return Tak(code, sector, los(namen), hier, los(plekken), los(ploegen), los(ruimten), baas)


_LIJST: Final = (
    _tak("KAS", "A", "Kwekerij {n} | {n} Tomaten | Glastuinbouw {n} | {n} Paprika | Kwekerij De {n}hof",
         "in de kas", "tussen de teeltrijen | aan de sorteerband | in de inpakhal | op de oogstkarren",
         "plukkers | inpakkers | seizoenkrachten", "de kantine | de schuur | het toilet naast kas 3", "de teeltchef"),
    _tak("BOLLEN", "A", "Bloembollenbedrijf {n} | {n} Bloembollen | {n} Lelies | Gebr. {n} Bollenteelt",
         "op het bollenbedrijf", "aan de pelband | in de schuur | achter de spoelmachine | op het land",
         "pellers | scholieren en Polen | seizoenkrachten", "de kantine | de bollenschuur", "de bedrijfsleider"),
    _tak("CHAMPIGNON", "A", "Champignonkwekerij {n} | {n} Paddenstoelen | {n} Champignons",
         "in de champignonkwekerij", "in de cellen | op de plukwagen | bij de weegschaal",
         "plukkers | plukkers uit Polen en Roemenië", "de kleedkamer | de kantine", "de voorvrouw"),
    _tak("SLACHTERIJ", "C", "Slachterij {n} | {n} Slachthuis | Pluimveeslachterij {n} | Slachthuis {p} {n}",
         "in het slachthuis", "aan de slachtlijn | aan de uitbeenlijn | bij de panklaarlijn | in de koelcel",
         "uitbeners | slachters | mensen van de lijn", "de kleedkamer | de kantine | de messenkamer",
         "de lijnchef"),
    _tak("VLEES", "C", "{n} Vleeswaren | Vleesverwerking {n} | {n} Vlees & Snacks | {n} Kipproducten",
         "in de vleesverwerking", "aan de inpaklijn | bij de snijmachines | in de expeditie | aan de worstlijn",
         "inpakkers | productiemedewerkers | uitzendkrachten", "de sluis | de kantine | de rookruimte",
         "de ploegleider"),
    _tak("VOEDING", "C", "{n} Koekfabriek | {n} Bakkerijen | Zuivelfabriek {n} | {n} Groenteverwerking",
         "in de fabriek", "aan lijn 4 | bij de ovens | op de inpakafdeling | bij de palletiseerder",
         "operators | inpaksters | mensen uit de nachtploeg", "de kantine | de omkleedruimte", "de teamleider"),
    _tak("METAAL", "C", "{n} Metaal | Constructiebedrijf {n} | {n} Machinebouw | {n} Plaatwerk",
         "in de werkplaats", "bij de kantbank | in de lashal | op de montageafdeling",
         "lassers | monteurs | ingeleende lassers", "de kantine | de kleedruimte", "de werkmeester"),
    _tak("KUNSTSTOF", "C", "{n} Kunststoffen | {n} Verpakkingen | Drukkerij {n} | {n} Kozijnen",
         "in de productiehal", "bij de spuitgietmachines | bij de inpaktafels | bij de drukpers",
         "operators | inpakkers", "de kantine | de controlekamer", "de ploegbaas"),
    _tak("GROEVE", "B", "Zandwinning {n} | {n} Zand en Grind", "op de zandwinning",
         "op de zuiger | in de keet | bij de weegbrug", "machinisten | chauffeurs", "de schaftkeet", "de uitvoerder"),
    _tak("ENERGIE", "D", "{n} Energiebeheer | {n} Warmtenetten", "bij het energiebedrijf",
         "in de meldkamer | op de storingsdienst | op kantoor", "monteurs | planners", "de meldkamer | de bus",
         "de teammanager"),
    _tak("AFVAL", "E", "{n} Recycling | {n} Afvalinzameling | Kringloop {n}", "op de milieustraat",
         "achter de wagen | op de sorteerband | in de cabine", "beladers | sorteerders", "de kleedruimte | de kantine",
         "de voorman"),
    _tak("BOUW", "F", "Bouwbedrijf {n} | {n} Bouw | Aannemersbedrijf {n} | {n} Stukadoors | {n} Dakwerken",
         "op de bouwplaats", "op de steiger | in het trappenhuis | in de lift | in het busje naar de bouw",
         "timmerlieden | stukadoors | ijzervlechters", "de bouwkeet | de schaftkeet | de dixi", "de uitvoerder"),
    _tak("INSTALLATIE", "F", "{n} Installatietechniek | {n} Elektro | Loodgieter {n}", "bij klanten thuis",
         "in de bus | in kruipruimtes | in de werkplaats", "monteurs | leerlingmonteurs", "het magazijn | de bus",
         "de planner"),
    _tak("SUPERMARKT", "G", "Supermarkt {n} | {n} Buurtsuper | {n} Dagvers | Versmarkt {n}", "in de supermarkt",
         "bij de zelfscan | aan de kassa | bij het vakkenvullen | op de broodafdeling",
         "vakkenvullers | kassamedewerkers | pickers", "de kantine | het magazijn", "de filiaalmanager"),
    _tak("WINKEL", "G", "{n} Mode | {n} Schoenen | Boekhandel {n} | {n} Wonen | {n} Elektronica", "in de winkel",
         "bij de kassa | bij de pashokjes | in het magazijn | op de winkelvloer", "verkopers | verkoopsters",
         "het kantoortje | de kantine", "de filiaalchef"),
    _tak("TUINCENTRUM", "G", "Tuincentrum {n} | Bouwmarkt {n} | {n} Tuin & Dier", "in het tuincentrum",
         "bij de ingang | bij de kassa's | op de plantenafdeling", "weekendhulpen | verkopers", "de kantine",
         "de bedrijfsleidster"),
    _tak("GROOTHANDEL", "G", "{n} Groothandel | {n} Bloemenexport | {n} Horecagroothandel | {n} AGF",
         "bij de groothandel", "op de veiling | in het magazijn | bij het dock | in de koelcel",
         "orderpickers | inkopers | chauffeurs", "de kantine | het chauffeurslokaal", "de chef magazijn"),
    _tak("DISTRIBUTIE", "H", "{n} Logistiek | {n} Fulfilment | Distributiecentrum {n} | {n} Warehousing",
         "in het distributiecentrum", "bij de inpaktafels | in de gangpaden | aan de sorteerband | bij de poortjes",
         "orderpickers | inpakkers | uitzendkrachten", "de kantine | de rookplek | de kleedlockers",
         "de teamleider"),
    _tak("PAKKET", "H", "{n} Koeriers | {n} Pakketdienst | {n} Transport | Transportbedrijf {n}", "op het depot",
         "bij de sorteerband | bij het laden van de bussen | in de cabine", "bezorgers | chauffeurs | sorteerders",
         "de kantine | de planning", "de depotchef"),
    _tak("VERVOER", "H", "Taxi {n} | {n} Touringcars | {n} Leerlingenvervoer", "in het vervoer",
         "in de bus | in de taxi | op de standplaats", "chauffeurs", "het chauffeursverblijf", "de planner"),
    _tak("RESTAURANT", "I", "Restaurant {n} | Eetcafé De {n} | Brasserie {n} | Cafetaria {n}", "in het restaurant",
         "in de keuken | achter de bar | in de bediening | bij het afhaalloket", "koks | bedieners | afwassers",
         "de spoelkeuken | het kleedhok", "de bedrijfsleider"),
    _tak("HOTEL", "I", "Hotel {n} | {n} Catering | Vakantiepark {n} | {n} Bedrijfsrestaurants", "in het hotel",
         "op de kamers | bij de receptie | in de linnenkamer", "kamermeisjes | receptionisten", "de personeelsruimte",
         "de housekeepingmanager"),
    _tak("ICT", "J", "{n} Software | {n} ICT Diensten | {n} Media", "op kantoor",
         "in de kantoortuin | in de vergaderzaal | op de supportafdeling", "programmeurs | supportmedewerkers",
         "de lunchruimte | de vergaderzaal", "mijn manager"),
    _tak("VERZEKERING", "K", "{n} Assurantiën | {n} Hypotheken | {n} Pensioenadvies", "op het kantoor",
         "op de schadeafdeling | in de kantoortuin | op de administratie", "schadebehandelaars | adviseurs",
         "de pantry | de kantine", "de directeur"),
    _tak("MAKELAAR", "L", "{n} Makelaardij | {n} Vastgoedbeheer | Woningbeheer {n}", "op het kantoor",
         "bij bezichtigingen | aan de balie | op kantoor", "makelaars | binnendienstmedewerkers", "de spreekkamer",
         "de eigenaar"),
    _tak("ADVIES", "M", "{n} Accountants | {n} Advocaten | Ingenieursbureau {n} | {n} Adviseurs", "op kantoor",
         "in de kantoortuin | op de administratie | op de salarisafdeling", "adviseurs | assistenten | stagiairs",
         "de lunchruimte | het kopieerhok", "de partner"),
    _tak("CALLCENTER", "N", "{n} Klantcontact | {n} Contact Services | Callcenter {n}", "in het callcenter",
         "op de werkvloer | aan de belplekken | in de trainingsruimte", "bellers | agenten | nieuwe bellers",
         "de pauzeruimte | de trainingsruimte", "de teamcoach"),
    _tak("SCHOONMAAK", "N", "{n} Schoonmaak | {n} Facilitair | Glazenwasserij {n}", "op het schoonmaakproject",
         "op de afdelingen | in de trein | in het busje | in de werkkast", "schoonmakers | schoonmaaksters",
         "de werkkast | het busje", "de objectleider"),
    _tak("OVERHEID", "O", "Omgevingsdienst {n} | Uitvoeringsdienst {n} | Gemeenschappelijke Regeling {n}",
         "bij de dienst", "aan de balie | op de afdeling | in de wijkpost", "ambtenaren | baliemedewerkers",
         "de kantine | de vergaderkamer", "het afdelingshoofd"),
    _tak("SCHOOL", "P", "Basisschool De {n} | {n} College | Rijschool {n} | Stichting Onderwijs {n}", "op school",
         "in het lokaal | in de gangen | in de gymzaal", "docenten | leerkrachten | onderwijsassistenten",
         "de lerarenkamer | de aula", "de schoolleiding"),
    _tak("VERPLEEGHUIS", "Q", "Zorgcentrum {n} | Woonzorg {n} | Stichting {n} Ouderenzorg", "in het verpleeghuis",
         "op de pg-afdeling | op de cohortafdeling | in de huiskamer | bij de overdracht",
         "verzorgenden | flexkrachten | helpenden", "de teampost | de omkleedruimte", "de teammanager"),
    _tak("THUISZORG", "Q", "Thuiszorg {n} | {n} Zorg aan Huis | {n} Begeleiding", "in de thuiszorg",
         "bij cliënten thuis | in de wijk | op de steunpost", "wijkverpleegkundigen | huishoudelijke hulpen",
         "de teampost", "de planning"),
    _tak("OPVANG", "Q", "Kinderopvang {n} | BSO De {n} | Kinderdagverblijf {n}", "op de kinderopvang",
         "op de groep | bij het overdragen van kinderen | op de buitenplaats", "leidsters | stagiaires",
         "de teamkamer", "de locatiemanager"),
    _tak("PRAKTIJK", "Q", "Tandartspraktijk {n} | Fysiotherapie {n} | Huisartsen {n}", "in de praktijk",
         "in de behandelkamer | aan de balie", "assistentes | behandelaars", "de sterilisatieruimte | de wachtkamer",
         "de praktijkhouder"),
    _tak("SPORT", "R", "Sportcentrum {n} | Theater {n} | Zwembad De {n} | Fitness {n}", "in het sportcentrum",
         "in de zaal | bij de receptie | in de kleedkamers", "instructeurs | oproepkrachten", "de kleedkamer",
         "de manager"),
    _tak("KAPPER", "S", "Kapsalon {n} | {n} Haarmode | Schoonheidssalon {n} | Nagelstudio {n}", "in de salon",
         "aan de wasbak | achter de stoel | bij de kassa", "kapsters | leerlingen", "het keukentje", "de eigenaresse"),
    _tak("WASSERIJ", "S", "Wasserij {n} | {n} Textielservice | Uitvaartzorg {n}", "in de wasserij",
         "bij het vuile goed | aan de strijkstraat | in de sorteerruimte", "sorteerders | strijksters",
         "de kantine | de sorteerruimte", "de productieleider"),
    _tak("HUISHOUDEN", "T", "Particulier huishouden {n}", "bij het gezin", "in huis", "au pairs | nanny's",
         "de keuken", "de vrouw des huizes"),
    _tak("INTERNATIONAAL", "U", "Internationaal Bureau {n}", "op het bureau", "in de kantoortuin | bij de beveiliging",
         "medewerkers", "de kantine", "het hoofd"),
    _tak("UITZEND", "UITZEND", "{n} Uitzendbureau | {n} Flex | {n} Personeelsdiensten | {n} Work & Stay | {n} Payroll",
         "via het uitzendbureau", "in het busje | op de locatie van de inlener | in het huis van het uitzendbureau",
         "uitzendkrachten | Poolse collega's | Roemeense uitzendkrachten",
         "het kantoor van het uitzendbureau | de keuken", "de coördinator"),
    _tak("ONBEKEND", "ONBEKEND", "{n} | {n} Groep | Firma {n} | {n} Nederland", "op het werk",
         "op de werkvloer | op de afdeling | in de hal", "collega's | medewerkers", "de kantine | de gang", "de chef"),
)  # fmt: skip
TAKKEN: Final = {tak.code: tak for tak in _LIJST}

# Where people from elsewhere in Europe work, and how often a report about them is about such a place.
MIGRANTEN: Final = {
    "SLACHTERIJ": 16, "VLEES": 14, "KAS": 16, "DISTRIBUTIE": 20, "UITZEND": 22, "BOLLEN": 5, "CHAMPIGNON": 6,
    "VOEDING": 6, "GROOTHANDEL": 5, "SCHOONMAAK": 4, "BOUW": 6, "METAAL": 3, "PAKKET": 4, "WASSERIJ": 2,
}  # fmt: skip

# Fitting kinds of business per topic; a topic that is not here takes _WERKVLOER.
_WERKVLOER: Final = {
    "DISTRIBUTIE": 12, "VERPLEEGHUIS": 9, "SUPERMARKT": 9, "BOUW": 8, "CALLCENTER": 6, "SCHOOL": 6, "WINKEL": 6,
    "ADVIES": 5, "METAAL": 5, "VOEDING": 5, "PAKKET": 5, "THUISZORG": 5, "OPVANG": 4, "RESTAURANT": 5, "KAPPER": 4,
    "SLACHTERIJ": 4, "VLEES": 4, "SCHOONMAAK": 4, "GROOTHANDEL": 4, "KAS": 3, "KUNSTSTOF": 4, "OVERHEID": 4,
    "INSTALLATIE": 3, "VERVOER": 3, "TUINCENTRUM": 2, "HOTEL": 2, "AFVAL": 2, "WASSERIJ": 2, "PRAKTIJK": 2,
    "VERZEKERING": 2, "ICT": 2, "MAKELAAR": 2, "SPORT": 2, "ENERGIE": 1, "GROEVE": 1, "INTERNATIONAAL": 1,
    "BOLLEN": 1, "UITZEND": 3, "ONBEKEND": 4, "HUISHOUDEN": 1,
}  # fmt: skip
_KANTOOR: Final = {
    "ADVIES": 20, "CALLCENTER": 16, "VERZEKERING": 16, "ICT": 14, "OVERHEID": 14, "MAKELAAR": 6, "ENERGIE": 5,
    "SCHOOL": 4, "INTERNATIONAAL": 2, "ONBEKEND": 4, "GROOTHANDEL": 2,
}  # fmt: skip
_PER_ONDERWERP: Final = {
    "THUISWERKEN": _KANTOOR,
    "PBM": {"VERPLEEGHUIS": 26, "THUISZORG": 20, "PRAKTIJK": 8, "OPVANG": 6, "KAPPER": 6, "SUPERMARKT": 8,
            "SCHOONMAAK": 6, "PAKKET": 5, "BOUW": 4, "WASSERIJ": 4, "SLACHTERIJ": 4, "VERVOER": 4, "AFVAL": 2},
    "VENTILATIE": {"SCHOOL": 20, "CALLCENTER": 14, "ADVIES": 10, "VERPLEEGHUIS": 8, "KUNSTSTOF": 6, "SPORT": 6,
                   "RESTAURANT": 6, "OVERHEID": 6, "PRAKTIJK": 4, "ICT": 4},
    "VERVOER_WERK": {"BOUW": 20, "INSTALLATIE": 8, "SCHOONMAAK": 8, "AFVAL": 6, "VERVOER": 6},
    "SUBSIDIEREGELING": {"RESTAURANT": 18, "WINKEL": 12, "HOTEL": 12, "SPORT": 8, "KAPPER": 8, "METAAL": 6,
                         "VERVOER": 8, "ADVIES": 6, "OPVANG": 3, "GROOTHANDEL": 5, "MAKELAAR": 3},
    "KLANT_WINKEL": {"SUPERMARKT": 46, "WINKEL": 24, "TUINCENTRUM": 22, "GROOTHANDEL": 4, "KAPPER": 4},
    "GROEPSVORMING": {"RESTAURANT": 26, "SPORT": 24, "SCHOOL": 14, "HOTEL": 8, "KAPPER": 6, "WINKEL": 8, "OPVANG": 4},
    "ZORGKWALITEIT": {"VERPLEEGHUIS": 50, "THUISZORG": 26, "PRAKTIJK": 16, "OPVANG": 2},
    "HUISVESTING": {"UITZEND": 60, "HOTEL": 10, "MAKELAAR": 16},
    "VOEDSEL": {"RESTAURANT": 40, "SUPERMARKT": 20, "SLACHTERIJ": 10, "VLEES": 12, "VOEDING": 12},
    "OPENBAAR_VERVOER": {"VERVOER": 1},
}  # fmt: skip
_MIGRANTEN_PER_ONDERWERP: Final = {
    "HUISVESTING": {"UITZEND": 80, "HOTEL": 8, "KAS": 6},
    "VERVOER_WERK": {"UITZEND": 50, "BOUW": 14, "KAS": 12, "SLACHTERIJ": 12, "DISTRIBUTIE": 12},
    "UITZEND_WAADI": {"UITZEND": 1},
    "VOEDSEL": {"SLACHTERIJ": 40, "VLEES": 40, "VOEDING": 20},
}


def weging(onderwerp: str, migranten: bool) -> dict[str, int]:
    """Codes of the kinds of business that fit a melding, each with its weight."""
    if migranten:
        return _MIGRANTEN_PER_ONDERWERP.get(onderwerp, MIGRANTEN)
    return _PER_ONDERWERP.get(onderwerp, _WERKVLOER)
