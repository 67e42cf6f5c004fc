"""A quantity in the text of a report is a field: typed it is refused, in digits, in words and between brackets. A
sentence without one is let through. No database."""

import re
from time import perf_counter

import pytest

from rapportages.rapportcontroles.tekst import vormgebreken

GETYPT = (
    "Het merendeel van de meldingen gaat over afstand.",
    "De meerderheid van de werkgevers nam maatregelen.",
    "Een ruime meerderheid was het ermee eens.",
    "Slechts een minderheid overtrad een voorschrift.",
    "Het waren er drie.",
    "Er waren er twee op locatie.",
    "Daarvan zijn er vier afgerond.",
    "Drie daarvan zijn bezocht.",
    "Een derde ging over afstand.",
    "Een derde van de meldingen ging over afstand.",
    "Dat is een derde.",
    "Dat is ongeveer een derde.",
    "Bij één derde is iets gevonden.",
    "Ruim een kwart betrof de horeca.",
    "Bijna de helft kwam anoniem binnen.",
    "Ruim de helft.",
    "Eenderde van het totaal.",
    "Tweederde van het totaal.",
    "Twee op de drie werkgevers.",
    "Eén op de vijf.",
    "Drie op vier meldingen.",
    "Het gros van de werkgevers werkte mee.",
    "Het overgrote deel van de werkgevers werkte mee.",
    "Het grootste deel van de meldingen komt uit de horeca.",
    "De meeste meldingen gaan over afstand houden.",
    "Verreweg de meeste gingen over afstand.",
    "Vrijwel alle werkgevers werkten mee.",
    "Bijna allemaal namen zij maatregelen.",
    "Geen van de werkgevers kreeg een boete.",
    "Geen enkele werkgever kreeg een boete.",
    "Een enkele werkgever kreeg een boete.",
    "Bij één enkele melding is niets gevonden.",
    "De andere helft werkte mee.",
    "De andere helft van de werkgevers werkte mee.",
    "De andere helft van de kleine werkgevers werkte mee.",
    "Drie kregen een boete.",
    "Er zijn drie boetes opgelegd.",
    "Er is drie keer een boete opgelegd.",
    "Dat gebeurde tweemaal.",
    "Bij twee is een overtreding gevonden.",
    "Twee van de bezochte bedrijven weigerden.",
    "Onder wie twee met een klacht.",
    "Het was er één.",
    "In totaal zeven.",
    "Het aantal is vijf.",
    "Het aantal was nul.",
    "Er zijn nul meldingen.",
    "Circa drie domeinen.",
    "Een vijftal werkgevers.",
    "Het aantal meldingen is verdubbeld.",
    "Het aantal is gehalveerd.",
    "Er waren dubbel zo veel klachten.",
    "Drie keer zo veel klachten als eerder.",
    "Zeven procentpunt meer.",
    "Vijf nieuwe schriftelijke waarschuwingen.",
    "Twaalf geregistreerde actieve werkgevers.",
    "Bij elf slachterijen was iets mis.",
    "Er waren slechts twee bezoeken.",
    "Het zijn er [2017].",
    "Er waren [2017] geregistreerde actieve werkgevers.",
    "In totaal [2017].",
    "[2017] van de werkgevers.",
    "Dat is [2017] keer gebeurd.",
    "Het aantal meldingen is [2017].",
    "[2017] daarvan zijn bezocht.",
    "Bij [2017] is een overtreding gevonden.",
    "[2017] kregen een brief.",
    "Wij kregen [2017].",
    "Maar liefst [2017] kwamen binnen.",
    "Er kwamen er ruim [2017] binnen.",
    "Dat is [2017] procent.",
    "Het ging om een tiental.",
    "Nog geen kwart.",
    "Slechts één werkgever weigerde.",
    "Slechts één kreeg een boete.",
    "Geen enkel bedrijf is beboet.",
    "Niet één werkgever kreeg een boete.",
    "Geen werkgever kreeg een boete.",
    "Een handvol werkgevers.",
    "Twaalf.",
    "Het totaal komt op [2017].",
    "Er kwamen [2017] telefoontjes.",
    "Het aantal bezoeken bedroeg [2017].",
    "Het gaat om [2017].",
    "Er waren XII werkgevers.",
    "Bij het gros ging het goed.",
    "De drie overtreders kregen een boete.",
    "Alle drie kregen een boete.",
    "Op één na alle werkgevers.",
    "Eén van de vijf werkgevers overtrad.",
    "Van de [2017] meldingen.",
    "Een dikke helft.",
)

EERLIJK = (
    "De inspectie heeft meldingen ontvangen en beoordeeld.",
    "De meldingen gaan over twee domeinen: eerlijk werk en veilig werk.",
    "Een derde brief, en nog een melding.",
    "Wat een derde aanlevert wordt niet zonder meer gedeeld.",
    "Gegevens worden niet aan een derde verstrekt.",
    "Een melding kan ook namens een derde.",
    "De helpende hand van de sectoren was welkom.",
    "Na twee weken is opnieuw contact opgenomen.",
    "Binnen veertien dagen reageert de werkgever.",
    "De termijn is een half jaar.",
    "Een kwart jaar later volgde een nieuwe brief.",
    "De Tweede Kamer heeft de motie met een meerderheid van stemmen aangenomen.",
    "De motie kreeg een meerderheid in de Tweede Kamer.",
    "De meest voorkomende onderwerpen staan in de tabel.",
    "De eerste en de tweede fase zijn afgesloten.",
    "Een van de redenen is de drukte.",
    "Eén van beide partijen moet akkoord gaan.",
    "Dit is een van de prioriteiten van de Inspectie.",
    "In enkele gevallen is een regeling gewijzigd.",
    "De andere helft van de aanpak is voorlichting.",
    "Een enkele keer komt dat voor.",
    "Veel werkgevers vragen om uitleg.",
    "Werkgevers en werknemers werken samen.",
    "Alle meldingen worden beoordeeld.",
    "De drie grootste sectoren staan in de tabel.",
    "De werkwijze bestaat uit drie stappen.",
    "In twee brieven aan de Kamer is dit toegelicht.",
    "Deze twee percentages hebben een eigen teller.",
    "Beide percentages hebben een eigen teller.",
    "De inspecteur belt twee keer per week.",
    "Het gaat in de eerste plaats om gedrag.",
    "Er zijn twee domeinen en een tiental regels.",
    "Een grote groep werkgevers heeft maatregelen genomen.",
    "Op één punt is de tekst gewijzigd.",
    "Het gesprek vond onder vier ogen plaats.",
    "Het vierogenprincipe geldt ook hier.",
    "Wie tussen twee vuren zit, kan bellen.",
    "In [2020] heeft de inspectie meldingen gekregen.",
    "In [2020] werden meldingen geregistreerd.",
    "Sinds [2020] werken zij samen.",
    "Het jaarplan [2021] volgt later.",
    "Het jaarverslag over [2020] verschijnt in mei.",
    "Van [2019] tot [2020] was dat anders.",
    "Het jaar [2020] was bijzonder.",
    "[2020] was een bijzonder jaar.",
    "De cijfers over [2019] en [2020] staan in de bijlage.",
    "Bij brief van [2 februari 2021] heeft het kabinet dat gemeld.",
    "Op grond van [artikel 3] van de Arbowet.",
    "De [2020]-versie vervalt.",
    "Bij [artikel 28] hoort een bevel.",
    "Met ingang van [1 januari 2021] geldt een andere regel.",
    "De inspectie is vierentwintig uur per dag bereikbaar.",
    "Er is tussen werkgevers onderling verschil.",
    "Zo is er één loket voor alle meldingen.",
    "Er is één meldpunt.",
    "De dubbele meldingen tellen niet mee.",
    "Zij tellen één keer mee.",
    "Elke melding telt één keer mee, ook met twee onderwerpen.",
    "Een werkgever kan twee soorten maatregelen treffen.",
    "Het bedrijf ligt op de tiende plaats.",
    "Een melding kan anoniem.",
    "Een achtste lid is toegevoegd.",
    "De enquête liep van maart tot mei.",
    "Een derde golf is niet uit te sluiten.",
    "Daarnaast is er een derde categorie.",
    "De tweede helft van het jaar was drukker.",
    "Dat is een van de drie pijlers van de aanpak.",
    "Twee aan twee bezoeken inspecteurs de bedrijven.",
    "Geen van beide partijen reageerde.",
    "Geen maatregel is zonder nadeel.",
    "Ten opzichte van [2019] is de aanpak veranderd.",
    "De RI&E [2020] is leidend.",
    "De meeste aandacht gaat uit naar afstand houden.",
    "Een deel van de werkgevers heeft maatregelen genomen.",
    "De Inspectie kan op twee manieren ingrijpen.",
    "Pas na een tweede waarschuwing volgt een boete.",
    "Een kwart eeuw geleden was dat anders.",
    "Het besluit van [1 december 2020] is daarop van toepassing.",
    "Zij gaan met zijn tweeën op pad.",
    "De Inspectie heeft nul tolerantie.",
    "Een halve maatregel helpt niet.",
)


@pytest.mark.parametrize("zin", GETYPT)
def test_een_hoeveelheid_die_is_getypt_wordt_geweigerd(zin):
    assert vormgebreken({}, "T", zin)


@pytest.mark.parametrize("zin", GETYPT)
def test_een_getypte_hoeveelheid_wordt_ook_midden_in_een_alinea_geweigerd(zin):
    assert vormgebreken({}, "T", f"De inspectie werkt aan veilig werk. {zin} Dat blijft zo.")


@pytest.mark.parametrize("zin", EERLIJK)
def test_een_zin_zonder_hoeveelheid_mag(zin):
    assert vormgebreken({}, "T", zin) == []


def test_een_hoeveelheid_in_een_titel_of_een_kop_wordt_ook_geweigerd():
    assert vormgebreken({}, "Ruim de helft op afstand", "Een tekst.")
    assert vormgebreken({}, "T", "## Het merendeel\nEen tekst.")


def test_wie_een_hoeveelheid_in_woorden_typt_hoort_wat_hij_dan_doet():
    assert vormgebreken({}, "T", "Dat is het merendeel.") == [
        "alinea 1: “merendeel” is een getypte hoeveelheid. Kies een veld, of zeg het zonder hoeveelheid."
    ]
    assert vormgebreken({}, "T", "Het waren er [2017].") == [
        "alinea 1: “er [2017]” is een getypt aantal. Kies een veld."
    ]
    (fout,) = vormgebreken({}, "T", "Het waren er 7.")
    assert re.search(r"zet een jaar, datum, artikel of kamerstuk tussen rechte haken", fout)


@pytest.mark.parametrize(
    "tekst", ["er zijn er nog ook inmiddels " * 4_000, "eenentwintig" * 5_000, "aantal werkgevers " * 5_000]
)
def test_een_tekst_die_maar_doorgaat_is_zo_nagekeken(tekst):
    """The first took three minutes when a pattern could begin again at every word and read on to the end."""
    begin = perf_counter()
    vormgebreken({}, "T", tekst)
    assert perf_counter() - begin < 10
