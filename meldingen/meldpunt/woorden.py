"""The code lists in the words of a worker. What a code means to the inspectorate stands in the table of codes; what it
looks like on the floor stands here. A test holds that no code is without words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Groep = tuple[Promise, dict[str, Promise]]

ONDERWERPEN: tuple[Groep, ...] = (
    (
        _("Gezondheid en besmetting"),
        {
            "AFSTAND": _("Wij kunnen niet genoeg afstand houden"),
            "ZIEK_AAN_WERK": _("Zieke collega’s zijn aan het werk"),
            "QUARANTAINE": _("Mensen moeten werken terwijl zij in quarantaine horen"),
            "THUISWERKEN": _("Wij mogen niet thuiswerken"),
            "HYGIENE": _("Het is niet schoon, of wij kunnen onze handen niet wassen"),
            "PBM": _("Er zijn geen of slechte mondkapjes, handschoenen of andere bescherming"),
            "VENTILATIE": _("Er is te weinig frisse lucht"),
            "VERVOER_WERK": _("Het vervoer van en naar het werk is te vol"),
            "VOORLICHTING": _("Niemand legt uit hoe wij veilig werken"),
            "TOEZICHT_NALEVING": _("Er zijn regels, maar niemand let erop"),
            "RIE_PVA": _("Het bedrijf heeft geen plan tegen besmetting (RI&E)"),
            "WERKDRUK": _("Het werk is te veel of te zwaar"),
            "OVERIG_VG": _("Iets anders over veilig en gezond werken"),
        },
    ),
    (
        _("Loon, werktijd en contract"),
        {
            "LOON": _("Ik krijg te weinig loon, of geen loon"),
            "ARBEIDSTIJD": _("Wij moeten te lang werken, of krijgen geen rust"),
            "ARBEIDSVOORWAARDEN": _("Het contract of de afspraken kloppen niet"),
            "UITZEND_WAADI": _("Het uitzendbureau houdt zich niet aan de regels"),
            "ILLEGALE_TEWERKSTELLING": _("Mensen werken zonder de papieren die daarvoor nodig zijn"),
            "UITBUITING": _("Mensen worden gedwongen of bedreigd, of kunnen niet weg"),
            "SUBSIDIEREGELING": _("Het bedrijf gebruikt coronasteun (zoals de NOW) verkeerd"),
            "OVERIG_E": _("Iets anders over loon of contract"),
        },
    ),
    (
        _("Iets buiten het werk zelf"),
        {
            "KLANT_WINKEL": _("Klanten houden zich niet aan de coronaregels"),
            "GROEPSVORMING": _("Er komen te veel mensen bij elkaar"),
            "HUISVESTING": _("De plek waar ik woon of slaap is te vol of slecht"),
            "ZORGKWALITEIT": _("De zorg voor patiënten of bewoners is slecht"),
            "VOEDSEL": _("Het eten is niet veilig"),
            "OPENBAAR_VERVOER": _("Het gaat over bus, trein, tram of metro"),
            "UITKERING_FRAUDE": _("Iemand fraudeert met een uitkering"),
            "PRIVACY": _("Er wordt slecht omgegaan met persoonlijke gegevens"),
            "VRAAG_INFORMATIE": _("Ik heb alleen een vraag"),
            "OVERIG_B": _("Iets anders"),
        },
    ),
)
ONDERWERP: dict[str, Promise] = {code: woord for _kop, codes in ONDERWERPEN for code, woord in codes.items()}
GEZOND, EERLIJK, BUITEN = (frozenset(codes) for _kop, codes in ONDERWERPEN)
"""Which topics belong to which home domain; the same as in the table of codes."""
ZEGT_NIETS = frozenset({"OVERIG_VG", "OVERIG_E", "OVERIG_B", "VRAAG_INFORMATIE"})
"""With only these we know nothing until it is told."""

MELDER: dict[str, Promise] = {
    "WERKNEMER": _("Ik werk daar, met een contract bij het bedrijf zelf"),
    "UITZENDKRACHT_ZZP": _("Ik werk daar via een uitzendbureau, of als zzp’er"),
    "EX_WERKNEMER": _("Ik heb daar gewerkt, maar nu niet meer"),
    "DERDE": _("Ik ken iemand die daar werkt"),
    "BURGER_KLANT": _("Ik ben klant, bezoeker of buur"),
    "ONDERNEMINGSRAAD": _("Ik meld namens de ondernemingsraad"),
    "PERSONEELSVERTEGENWOORDIGING": _("Ik meld namens de personeelsvertegenwoordiging"),
    "VAKBOND": _("Ik meld namens een vakbond"),
    "WERKGEVER": _("Ik ben de werkgever, of ik meld namens de werkgever"),
    "GGD": _("Ik meld namens de GGD"),
    "TOEZICHTHOUDER": _("Ik meld namens een andere overheid"),
    "ANONIEM": _("Dat zeg ik liever niet"),
}
NAMENS = frozenset({"ONDERNEMINGSRAAD", "PERSONEELSVERTEGENWOORDIGING", "VAKBOND"})
"""Who may ask for an investigation. Arbowet, article 24(7)."""

SECTOR: dict[str, Promise] = {
    "A": _("Landbouw, tuinbouw, bos en visserij"),
    "B": _("Olie, gas, zand en andere delfstoffen"),
    "C": _("Fabriek, ook vlees en voedsel"),
    "D": _("Stroom, gas en warmte"),
    "E": _("Water en afval"),
    "F": _("Bouw"),
    "G": _("Winkel of groothandel"),
    "H": _("Vervoer, post, magazijn en distributie"),
    "I": _("Horeca en hotel"),
    "J": _("Computers, media en telefoon"),
    "K": _("Bank en verzekering"),
    "L": _("Verhuur en verkoop van gebouwen"),
    "M": _("Advies, onderzoek en techniek"),
    "N": _("Schoonmaak, beveiliging, callcenter en verhuur"),
    "UITZEND": _("Uitzendbureau"),
    "O": _("Overheid"),
    "P": _("School en onderwijs"),
    "Q": _("Zorg en welzijn"),
    "R": _("Sport, cultuur en vrije tijd"),
    "S": _("Kapper, wasserij en andere diensten"),
    "T": _("Bij iemand thuis"),
    "U": _("Ambassade of internationale organisatie"),
}
"""Without ONBEKEND: that is what an empty answer means."""

# Names of places: the same in every language, as on every sign.
PROVINCIE = {
    "DR": "Drenthe",
    "FL": "Flevoland",
    "FR": "Fryslân",
    "GE": "Gelderland",
    "GR": "Groningen",
    "LI": "Limburg",
    "NB": "Noord-Brabant",
    "NH": "Noord-Holland",
    "OV": "Overijssel",
    "UT": "Utrecht",
    "ZE": "Zeeland",
    "ZH": "Zuid-Holland",
}
