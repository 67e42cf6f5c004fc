"""Sentences that only people in one kind of business would write, per topic: they make half of the complaints
about it sound like that place. The slots are those of zinnen_werk."""

from typing import Final

KERN: Final = {
    ("AFSTAND", "SLACHTERIJ"): (
        "de slachtlijn draait op volle snelheid en daardoor staan de uitbeners op 60 centimeter van elkaar",
        "tussen de uitbeners hangt een lapje plastic, dat beschermt niets want iedereen werkt eroverheen",
    ),
    ("AFSTAND", "VLEES"): (
        "aan de inpaklijn staan {n} mensen om en om met de ellebogen tegen elkaar, de band bepaalt waar je staat",
    ),
    ("AFSTAND", "KAS"): (
        "twee plukkers per pad was de afspraak, maar nu de oogst achterloopt zijn het er vijf",
        "bij de sorteerband in de kas staan vier mensen waar er voor corona twee stonden",
    ),
    ("AFSTAND", "CHAMPIGNON"): ("op één plukwagen staan twee en soms drie mensen boven elkaar in dezelfde cel",),
    ("AFSTAND", "DISTRIBUTIE"): (
        "sinds de feestdagen lopen er in elk gangpad vier orderpickers, passeren kan alleen langs elkaar heen",
        "bij de poortjes staan om zes uur {n} mensen tegelijk te wachten tot ze mogen scannen",
        "de app trilt als je te dicht bij elkaar komt, maar de norm per uur bleef gelijk dus iedereen zet hem uit",
    ),
    ("AFSTAND", "BOUW"): (
        "we staan met drie man in een trappenhuis van een meter breed te stuken",
        "er is één bouwlift en daar gaan we met acht man tegelijk in",
        "in de keet is plek voor zes, er eten er elke dag {n}",
    ),
    ("AFSTAND", "CALLCENTER"): (
        "alle belplekken zijn bezet, rug aan rug, en je praat de hele dag hardop",
        "er zit een karton tussen de belplekken van 30 cm hoog, dat noemen ze een scherm",
    ),
    ("AFSTAND", "SUPERMARKT"): (
        "ik vul vakken tussen de klanten door, om de rij heen lopen kan niet in ons smalle pad",
        "online pickers, vakkenvullers en klanten lopen op zaterdag allemaal door hetzelfde gangpad",
    ),
    ("AFSTAND", "SCHOOL"): (
        "mijn lokaal is 48 vierkante meter en er zitten 31 leerlingen in, afstand tot mij is nog geen meter",
        "in de lerarenkamer zitten we in de pauze met {n} collega's omdat er nergens anders plek is",
    ),
    ("AFSTAND", "KAPPER"): ("de stoelen staan een halve meter van elkaar en alle zes worden tegelijk gebruikt",),
    ("AFSTAND", "RESTAURANT"): (
        "in onze keuken van drie bij vier staan we op vrijdag met zes koks en een afwasser",
    ),
    ("AFSTAND", "VERPLEEGHUIS"): (
        "de overdracht is met {n} mensen in een teampost van twaalf vierkante meter",
    ),
    ("AFSTAND", "PAKKET"): (
        "bij het laden staan alle bussen tegen elkaar en lopen de bezorgers schouder aan schouder langs de band",
    ),
    ("AFSTAND", "SCHOONMAAK"): ("met vier schoonmaaksters in een werkkast van twee meter omkleden, elke avond",),
    ("ZIEK_AAN_WERK", "SLACHTERIJ"): (
        "wie zich ziek meldt in het slachthuis krijgt een gele kaart, bij twee kaarten hoef je niet meer te komen",
        "twee collega's van de uitbeenlijn zijn positief, de lijn is geen minuut stil gezet",
    ),
    ("ZIEK_AAN_WERK", "VERPLEEGHUIS"): (
        "ik heb zelf gehoord dat flexkrachten met keelpijn gewoon op de pg-afdeling worden gezet",
        "een verzorgende werkte met klachten door op de afdeling, nu zijn er vijf bewoners ziek",
        "volgens de planning mag je met milde klachten komen als je een mondkapje opdoet",
    ),
    ("ZIEK_AAN_WERK", "OPVANG"): (
        "snotterende leidsters staan op de groep omdat er geen invallers zijn, en kinderen met koorts mogen blijven",
    ),
    ("ZIEK_AAN_WERK", "DISTRIBUTIE"): (
        "orderpickers met koorts klokken gewoon in, wie thuisblijft verliest zijn bonus van die maand",
    ),
    ("ZIEK_AAN_WERK", "KAS"): ("hoestende plukkers worden een pad verder gezet, dat is de quarantaine van de kas",),
    ("ZIEK_AAN_WERK", "BOUW"): (
        "de voorman had geen smaak meer en reed ons toch in zijn auto naar de bouw, een week later lagen we alle drie",
    ),
    ("ZIEK_AAN_WERK", "RESTAURANT"): ("de kok had koorts en moest van de zaak de vrijdagavond afmaken",),
    ("ZIEK_AAN_WERK", "CALLCENTER"): (
        "bellers met keelpijn krijgen een snoepje en een headset, naar huis gaan kost je uren",
    ),
    ("ZIEK_AAN_WERK", "UITZEND"): (
        "in het huis van het uitzendbureau zijn er drie positief, de andere vijf zijn die ochtend gewoon opgehaald",
    ),
    ("THUISWERKEN", "CALLCENTER"): (
        "ons hele callcenter kan via de cloud bellen, toch moeten alle nieuwe bellers op de vloer zitten",
        "thuiswerken is hier een beloning: alleen wie de meeste gesprekken haalt mag thuis bellen",
    ),
    ("THUISWERKEN", "ADVIES"): (
        "op ons kantoor moet iedereen in het drukke seizoen aanwezig zijn, terwijl alle dossiers digitaal zijn",
    ),
    ("THUISWERKEN", "VERZEKERING"): (
        "de schadeafdeling zit met {n} mensen op één verdieping, want thuis zouden de gegevens niet veilig zijn",
    ),
    ("THUISWERKEN", "ICT"): (
        "ik programmeer, er is letterlijk niets waarvoor ik op kantoor moet zijn, behalve de vrijdagmiddagborrel",
    ),
    ("THUISWERKEN", "OVERHEID"): (
        "er is een rooster waarin iedereen twee dagen per week 'zichtbaar' moet zijn, ook wie geen balie doet",
    ),
    ("HYGIENE", "BOUW"): ("er is één dixi voor {n} man, zonder water, en die wordt eens in de twee weken geleegd",),
    ("HYGIENE", "KAS"): ("in de kas is één kraan en die geeft gietwater, daar moeten we onze handen mee wassen",),
    ("HYGIENE", "PAKKET"): ("de handscanners gaan van de ene bezorger naar de andere en worden nooit schoongemaakt",),
    ("HYGIENE", "DISTRIBUTIE"): (
        "karren en scanners worden per dienst door vier mensen gebruikt, doekjes moet je zelf meebrengen",
    ),
    ("HYGIENE", "SCHOONMAAK"): ("wij maken schoon voor anderen, zelf hebben we geen schone doek en geen handschoen",),
    ("PBM", "VERPLEEGHUIS"): (
        "op de cohortafdeling krijgen we één schort per dienst en hangen die in de pauze aan een haakje",
        "het mondkapje van gisteren moet in een zakje met je naam erop, vandaag weer gebruiken",
    ),
    ("PBM", "THUISZORG"): (
        "ik kom per dag bij elf cliënten en kreeg deze week vier mondkapjes",
        "volgens de planning mag je pas bescherming dragen als de cliënt positief getest is, ook als die hoest",
    ),
    ("PBM", "SUPERMARKT"): ("bij de kassa staat een scherm met een gat ter hoogte van je gezicht",),
    ("PBM", "KAPPER"): ("wij werken op dertig centimeter van het gezicht en moeten onze kapjes zelf kopen",),
    ("PBM", "VERVOER"): ("in de taxi zit geen scherm en ik rijd dagelijks mensen naar de teststraat",),
    ("VENTILATIE", "SCHOOL"): (
        "de ramen van mijn lokaal gaan niet verder open dan een kier en de mechanische ventilatie is stuk sinds 2018",
        "de CO2-meter in het lokaal geeft om half tien al meer dan 1600 aan",
    ),
    ("VENTILATIE", "CALLCENTER"): ("er is één rooster voor {n} mensen, en dat is dichtgeplakt tegen de tocht",),
}  # fmt: skip
