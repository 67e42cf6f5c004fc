"""How people begin and end a complaint, what the meldpunt notes of a call, and some odd texts."""

from typing import Final

# How someone begins, by kind of reporter; the empty one is for all others.
OPENING: Final = {
    "VRAAG": ("Beste,", "Goedemiddag,", "Geachte heer/mevrouw,", "Ik heb een vraag.", "Hallo,"),
    "": ("Beste,", "Goedemiddag,", "Geachte heer/mevrouw,", "L.S.,", "Hallo,", "Ik wil iets melden.",
         "Hierbij een melding.", "Bij deze wil ik het volgende doorgeven."),
    "ONDERNEMINGSRAAD": ("Namens de ondernemingsraad verzoeken wij u een onderzoek in te stellen.",
                         "De OR heeft dit op 3 momenten met de bestuurder besproken en vraagt nu uw onderzoek."),
    "PERSONEELSVERTEGENWOORDIGING": ("Namens de personeelsvertegenwoordiging melden wij het volgende.",),
    "VAKBOND": ("Meerdere leden van onze bond melden ons het volgende.",
                "Als vakbond ontvingen wij deze signalen en wij verzoeken om onderzoek."),
    "GGD": ("Uit bron- en contactonderzoek komt het volgende naar voren.", "Doorgezet door de GGD:"),
    "TOEZICHTHOUDER": ("Bij een controle door onze dienst is gezien:", "Ter kennisname, aangetroffen bij controle:"),
    "DERDE": ("Mijn zoon werkt daar en vertelt:", "Ik hoor van mijn buurvrouw die er werkt:",
              "Ik werk er zelf niet, maar mijn partner wel."),
    "BURGER_KLANT": ("Als klant viel mij het volgende op.", "Ik kom hier geregeld en zie:", "Goedendag,"),
    "EX_WERKNEMER": ("Ik heb er tot vorige maand gewerkt.", "Ik ben daar net weg, maar wil dit toch melden."),
    "WERKGEVER": ("Als werkgever heb ik een vraag.", "Wij zijn een klein bedrijf."),
}  # fmt: skip
SLOT: Final = (
    "Kunt u hier iets aan doen?", "Graag een onaangekondigde controle.", "Ik hoop dat u snel langskomt.",
    "Alvast bedankt.", "Met vriendelijke groet", "Ik hoor graag van u.", "Doe hier alstublieft iets aan.",
    "Dit kan zo niet langer.", "Bellen kan na vijven.", "Het is wachten tot het misgaat.",
    "Graag vertrouwelijk behandelen.", "Mijn collega's weten niet dat ik dit meld.",
)  # fmt: skip
# For a question, for an organisation and for what is no complaint about corona.
SLOT_ZAKELIJK: Final = (
    "Alvast bedankt.", "Met vriendelijke groet", "Graag uw reactie.", "Wij horen graag van u.", "Hoogachtend",
)  # fmt: skip
TELEFOONVRAAG: Final = (
    "Melder belt met de vraag: {kern}?", "Telefonische vraag: {kern}? Doorverwezen naar de website.",
    "Vraagt: {kern}? Wil graag teruggebeld worden.",
)  # fmt: skip
TELEFOONNOTITIE: Final = (
    "Melder belt en geeft aan: {kern}.", "Tel. melding. Mw. vertelt het volgende: {kern}.",
    "Gebeld, wil niet teruggebeld worden. {kern}.", "Notitie meldpunt: {kern}. Melder klinkt bezorgd.",
    "Dhr. belt namens zichzelf en collega's: {kern}.",
)  # fmt: skip
# Whole texts that come in once; they try what a form, a list and an export can bear.
BIJZONDER: Final = (
    ("AFSTAND", "=> al 3 weken GEEN afstand aan de lijn, =1,5 meter bestaat hier niet"),
    ("HYGIENE", "- geen zeep\n- geen papier\n- geen warm water\n- wc deur kapot\nverder alles goed ;)"),
    ("ZIEK_AAN_WERK", "@teamleider zegt in de app: \"niet zeuren, gewoon komen\". Ik heb 38,9. Wat nu?"),
    ("PBM", "+ mondkapjes op\n+ handschoenen op\n+ geduld op"),
    ("THUISWERKEN", "\"Wie thuis zit, werkt niet\", aldus onze directeur; letterlijk, in een mail aan 140 man."),
    ("KLANT_WINKEL", "Druk druk druk 😷😷 niemand houdt afstand!!! Schande 😡"),
    ("VRAAG_INFORMATIE", "?"),
    ("VOORLICHTING", "Geen uitleg, niets, nada.\t\tZie bijlage <niet meegestuurd>; groet & dank"),
    ("ZIEK_AAN_WERK", "koorts 39 toch werken bel mij niet"),
    ("AFSTAND", "Szef mówi: „pracuj albo do domu”. Wij werken łokieć w łokieć, 12 uur. Proszę o kontrolę!"),
)  # fmt: skip
