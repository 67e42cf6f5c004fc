"""Does a text that leaves for an employer give away who reported, or that anyone did? (domain section 5; ILO C81 15c)

Pure: texts and what they must not hold in, the leaks out. What the words of the source are is gathered by `bronnen`.
"""

from interventies.geheimhouding.beleid import BESTAND, Beleid, lees_beleid
from interventies.geheimhouding.berichten import Verzwegen, lees_verzwegen, zoek_in_bericht
from interventies.geheimhouding.feiten import Bron, Lek, Tekst
from interventies.geheimhouding.woorden import van_bestand
from interventies.geheimhouding.zoeken import CONTACT, zoek_lekken

__all__ = [
    "BESTAND",
    "CONTACT",
    "Beleid",
    "Bron",
    "Lek",
    "Tekst",
    "Verzwegen",
    "lees_beleid",
    "lees_verzwegen",
    "van_bestand",
    "zoek_in_bericht",
    "zoek_lekken",
]
