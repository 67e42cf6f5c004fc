"""Invented reporters. Addresses end in .example and numbers start with 06-0000: none of them can exist."""

from typing import Final

from inspectie.demo.lot import Lot
from inspectie.demo.rijen import Melding

_NAMEN: Final = {
    "nl": (
        """Anja Bas Carla Daan Els Frank Gerda Henk Ilse Jeroen Karin Lars Marieke Niels Petra Ruud Sanne Tom
        Wilma Joost Femke Sjoerd Lotte Bram Ria Kees Monique Thijs Anouk Wouter""",
        """de@Vries Jansen Bakker Visser Smit Meijer de@Boer Mulder de@Groot Bos Vos Peters Hendriks van@Leeuwen
        Dekker Brouwer de@Wit Dijkstra Smits van@der@Meer Kok Jacobs van@der@Linden Vermeulen Schouten Hoekstra""",
    ),
    "pl": (
        "Agnieszka Piotr Katarzyna Marcin Małgorzata Tomasz Anna Łukasz Joanna Paweł Ewa Krzysztof Beata Grzegorz",
        "Nowak Kowalczyk Wójcik Lewandowski Szymański Woźniak Kozłowski Mazur Duda Wieczorek Król Zając Baran",
    ),
    "ro": (
        "Ionela Andrei Mihaela Ionuț Elena Cristian Gabriela Florin Alexandra Vasile Ramona Marius",
        "Popescu Ionescu Radu Dumitru Stan Stoica Gheorghe Rusu Munteanu Matei Șerban Lazăr",
    ),
    "tr": (
        "Fatma Mehmet Ayşe Mustafa Emine Hüseyin Zeynep Emre Elif Yusuf",
        "Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Arslan Doğan",
    ),
    "ma": (
        "Fatima Mohammed Khadija Youssef Naima Rachid Samira Hassan Loubna Karim",
        "El@Idrissi Bouzid Amrani Benali El@Amrani Azzouzi Haddou Chaoui Bakkali Ouali",
    ),
}
_HERKOMST: Final = {"nl": 78, "tr": 8, "ma": 8, "pl": 4, "ro": 2}
_HERKOMST_MIGRANT: Final = {"pl": 52, "ro": 28, "nl": 12, "tr": 4, "ma": 4}
_DOMEINEN: Final = ("mail.example", "post.example", "thuis.example", "brievenbus.example", "inbox.example")
_GEWOON: Final = str.maketrans("ąćęłńóśźżșțăâîşçğıöüŁŚŻȘŞÇÖİ", "acelnoszzstaaiscgiouLSZSSCOI")
_ORGANISATIE: Final = {
    "ONDERNEMINGSRAAD": "or", "PERSONEELSVERTEGENWOORDIGING": "pvt", "VAKBOND": "bond", "GGD": "ggd",
    "TOEZICHTHOUDER": "toezicht",
}  # fmt: skip


def _woorden(namen: str) -> list[str]:
    return [naam.replace("@", " ") for naam in namen.split()]


def _nummer(lot: Lot) -> str:
    staart = f"0000{lot.getal(0, 9999):04d}"
    return f"06-{staart}" if lot.kans(75) else f"+31 6 0000 {staart[4:]}"


def _adres(lot: Lot, naam: str, melder_type: str) -> str:
    if melder_type in _ORGANISATIE:
        return f"{_ORGANISATIE[melder_type]}{lot.getal(1, 400)}@organisatie.example"
    deel = naam.translate(_GEWOON).lower().replace(" ", ".")
    return f"{deel}{lot.uit(('', '', '1', '83', '.nl', '_2'))}@{lot.uit(_DOMEINEN)}"


def noem_melder(lot: Lot, melding: Melding) -> None:
    """Fill in who reports: of 100 some 55 with a name, 15 only reachable, 30 with nothing at all."""
    bekend = melding.melder_type in _ORGANISATIE
    if melding.melder_type == "ANONIEM":
        soort = "bereikbaar" if lot.kans(12) else "niets"
    else:
        soort = "naam" if bekend else lot.gewogen({"naam": 63, "bereikbaar": 16, "niets": 21})
    if soort == "niets":
        return
    herkomst = lot.gewogen(_HERKOMST_MIGRANT if melding.arbeidsmigranten and not bekend else _HERKOMST)
    voor, achter = (_woorden(deel) for deel in _NAMEN[herkomst])
    naam = f"{lot.uit(voor)} {lot.uit(achter)}"
    if soort == "naam":
        melding.melder_naam = naam
    wegen = (
        {"email": 50, "telefoon": 22, "beide": 22, "geen": 6}
        if soort == "naam"
        else {"email": 45, "telefoon": 55}
    )
    weg = "telefoon" if melding.kanaal == "TELEFOON" else lot.gewogen(wegen)
    if weg in ("email", "beide"):
        adres = naam if soort == "naam" else f"{lot.uit(('bezorgd', 'werker', 'info', 'xx', 'melding'))}"
        melding.melder_email = _adres(lot, adres, melding.melder_type)
    if weg in ("telefoon", "beide"):
        melding.melder_telefoon = _nummer(lot)
