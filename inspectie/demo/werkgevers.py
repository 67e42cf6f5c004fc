"""Invented employers: names, real towns with their province, sector, KvK and site numbers."""

from typing import Final

from inspectie.demo.bedrijven import Tak
from inspectie.demo.lot import Lot
from inspectie.demo.rijen import Werkgever

PLAATSEN: Final = {
    "DR": "Assen Emmen Hoogeveen Meppel Coevorden Beilen Roden",
    "FL": "Almere Lelystad Dronten Emmeloord Zeewolde Urk",
    "FR": "Leeuwarden Drachten Sneek Heerenveen Harlingen Dokkum Franeker",
    "GE": "Arnhem Nijmegen Apeldoorn Ede Doetinchem Zutphen Tiel Barneveld Harderwijk Groenlo Zaltbommel",
    "GR": "Groningen Hoogezand Veendam Stadskanaal Delfzijl Winschoten Leek",
    "LI": "Maastricht Venlo Roermond Weert Sittard Heerlen Horst Venray Panningen",
    "NB": "Eindhoven Tilburg Breda 's-Hertogenbosch Helmond Oss Roosendaal Waalwijk Boxtel Uden Asten Bladel",
    "NH": "Amsterdam Haarlem Zaandam Hoofddorp Alkmaar Hilversum Aalsmeer Purmerend Schagen Beverwijk",
    "OV": "Zwolle Enschede Deventer Almelo Hengelo Kampen Hardenberg Oldenzaal Rijssen",
    "UT": "Utrecht Amersfoort Veenendaal Nieuwegein Zeist Woerden Houten Bunschoten",
    "ZE": "Middelburg Vlissingen Goes Terneuzen Zierikzee Hulst Tholen",
    "ZH": "Rotterdam Den@Haag Leiden Dordrecht Zoetermeer Delft Gouda Naaldwijk Bleiswijk Ridderkerk Lisse "
          "Gorinchem Barendrecht",
}  # fmt: skip
# Meldingen per province follow the number of workers, not of provinces.
_GEWICHT: Final = {
    "DR": 5, "FL": 5, "FR": 6, "GE": 22, "GR": 7, "LI": 15, "NB": 32, "NH": 30, "OV": 13, "UT": 17, "ZE": 5, "ZH": 42,
}  # fmt: skip
# Families that do not exist, so that no real firm is met on purpose.
_VOOR: Final = (
    "Elder Brink Zilver Hazel Roele Kwakel Tesse Vorden Wilgen Linden Ooster Noorder Beuken Essen Ravel Mulder "
    "Graven Hooge Lage Kraan Merel Otter Pijl Reiger Schepen Tarwe Uilen Veld Winter Zomer Aker Bolder Dorre "
    "Eyken Fazan Gaste Heide Ketel Lepel Molen"
).split()
_ACHTER: Final = (
    "woud donk vaart hoven made stee veen beek laar horst kamp wijk ma stra zijde huizen koop dam "
    "wold rade weerd dries loo"
).split()
_TUSSEN: Final = {"": 74, "Van ": 16, "De ": 4, "Ten ": 3, "Ter ": 3}
_VORM: Final = {"": 38, " B.V.": 44, " V.O.F.": 9, " & Zn.": 5, " Holding B.V.": 4}


def _meervoud(plaatsen: str) -> list[str]:
    return [plaats.replace("@", " ") for plaats in plaatsen.split()]


def zonder_vorm(naam: str) -> str:
    """The name without its legal form."""
    for vorm in _VORM:
        naam = naam.removesuffix(vorm)
    return naam


class Bedrijvenregister:
    """Hands out employers that differ in name and number, in the order in which they are asked for."""

    def __init__(self, zaad: int) -> None:
        self._lot = Lot(zaad, "werkgevers")
        self._namen: set[str] = set()
        self._kvk = 90_000_000
        self._vestiging = 900_000_000_000
        self.werkgevers: list[Werkgever] = []

    def nieuw(self, tak: Tak) -> Werkgever:
        """Another employer; about one in eleven is known without a KvK number."""
        plaats, provincie = self._plaats()
        zonder = tak.code in ("HUISHOUDEN", "INTERNATIONAAL") or self._lot.kans(8)
        kvk = "" if zonder else self._kvk_nummer()
        return self._bewaar(
            Werkgever(
                naam=self._naam(tak, plaats),
                tak=tak,
                kvk_nummer=kvk,
                vestigingsnummer=self._vestigingsnummer() if kvk and self._lot.kans(85) else "",
                sector="ONBEKEND" if self._lot.kans(2) else tak.sector,
                plaats="" if self._lot.kans(2) else plaats,
                provincie=provincie,
            )
        )

    def nevenvestiging(self, van: Werkgever) -> Werkgever:
        """Another site under the same KvK number: another record, the same employer."""
        if not van.kvk_nummer:
            van.kvk_nummer = self._kvk_nummer()
        if not van.vestigingsnummer:
            van.vestigingsnummer = self._vestigingsnummer()
        plaats, provincie = self._plaats()
        return self._bewaar(
            Werkgever(
                naam=f"{zonder_vorm(van.naam)}, vestiging {plaats}",
                tak=van.tak,
                kvk_nummer=van.kvk_nummer,
                vestigingsnummer=self._vestigingsnummer(),
                sector=van.sector,
                plaats=plaats,
                provincie=provincie,
            )
        )

    def tweede_boeking(self, van: Werkgever) -> Werkgever:
        """The same firm booked once more by a reporter's wording, without a KvK number."""
        nieuw = Werkgever(naam="", tak=van.tak, sector="ONBEKEND")
        self.lijkt_op(nieuw, van)
        return self._bewaar(nieuw)

    @staticmethod
    def lijkt_op(ander: Werkgever, van: Werkgever) -> None:
        """Make a record read as a sloppy second one of `van`: name in lower case, same town, no numbers."""
        ander.naam = zonder_vorm(van.naam).lower()
        ander.kvk_nummer = ander.vestigingsnummer = ""
        ander.plaats, ander.provincie = van.plaats, van.provincie

    def _bewaar(self, werkgever: Werkgever) -> Werkgever:
        self.werkgevers.append(werkgever)
        return werkgever

    def _plaats(self) -> tuple[str, str]:
        provincie = self._lot.gewogen(_GEWICHT)
        return self._lot.uit(_meervoud(PLAATSEN[provincie])), provincie

    def _naam(self, tak: Tak, plaats: str) -> str:
        while True:
            familie = self._lot.uit(_VOOR) + self._lot.uit(_ACHTER)
            patroon = self._lot.uit(tak.namen)
            if patroon.startswith("{n}"):
                familie = self._lot.gewogen(_TUSSEN) + familie
            zonder = tak.sector in ("O", "P", "T", "U") or "Stichting" in patroon
            vorm = "" if zonder else self._lot.gewogen(_VORM)
            naam = patroon.format(n=familie, p=plaats) + vorm
            if naam not in self._namen:
                self._namen.add(naam)
                return naam

    # Numbers from 90.000.000 on: the real register does not hand them out.
    def _kvk_nummer(self) -> str:
        self._kvk += self._lot.getal(3, 1900)
        return f"{self._kvk:08d}"

    def _vestigingsnummer(self) -> str:
        self._vestiging += self._lot.getal(11, 90_000)
        return f"{self._vestiging:012d}"
