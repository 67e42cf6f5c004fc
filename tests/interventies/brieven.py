"""Texts for the check of a letter: complaints, ways to say that there was one, and sentences of honest letters."""

KLACHTEN = [
    (
        "Al drie weken staan wij met zes man in de snijkamer zonder dat er een scherm tussen hangt en de ploegbaas"
        " lacht ons uit als we er iets van zeggen."
    ),
    (
        "Mijn leidinggevende dwingt mij elke maandag naar de Hoofdstraat te komen terwijl mijn vriendin hoogzwanger is"
        " en ik prima vanaf de zolder kan programmeren."
    ),
    (
        "In het busje naar de paprikakassen zitten we met negen Polen schouder aan schouder, de chauffeur heeft"
        " gisteren bloed opgehoest en moest toch rijden."
    ),
    (
        "De roosterplanner stuurt collega's met koorts gewoon de vrieshal in omdat er anders boetes komen van de"
        " supermarktketen waar wij voor inpakken."
    ),
    (
        "Wij krijgen één papieren mondmasker per veertien dagen en mevrouw Terpstra van personeelszaken zegt dat we"
        " hem maar moeten uitkoken in de theepot."
    ),
    (
        "De kleedkamer bij de wasstraat is zo krap dat we elkaar natspatten, het raampje is dichtgekit sinds de"
        " verbouwing van afgelopen zomer."
    ),
    (
        "Op de callcenterafdeling delen vier telefonistes dezelfde headset en de ontsmettingsdoekjes zijn volgens de"
        " teamcoach te duur voor uitzendkrachten."
    ),
    (
        "Sinds de overname door het Duitse moederbedrijf mogen lassers niet meer uit elkaar werken, de robotcel is"
        " afgebroken om ruimte te maken voor een tweede zetbank."
    ),
    (
        "Mijn baas heeft drie zieke vrachtwagenchauffeurs uit Roemenië opgesloten op de camping achter de loods en"
        " neemt hun telefoons in."
    ),
    (
        "Ons kinderdagverblijf laat snotterende stagiaires babyflesjes geven terwijl de directrice zelf op Bonaire"
        " zit te zonnen."
    ),
]

UITDRUKKINGEN = [
    "Naar aanleiding van een klacht heb ik uw bedrijf bezocht.",
    "Naar aanleiding van een melding kwam ik bij u langs.",
    "Naar aanleiding van meerdere meldingen kwam ik bij u langs.",
    "N.a.v. een melding bezocht ik u.",
    "Naar aanleiding van een ontvangen tip bezocht ik u.",
    "Naar aanleiding van signalen uit uw bedrijf bezocht ik u.",
    "Naar aanleiding van een melding doen wij onderzoek.",
    "Op basis van een melding doen wij onderzoek.",
    "Op basis van signalen doen wij onderzoek.",
    "Er is een klacht over uw bedrijf ingediend.",
    "Over uw bedrijf zijn klachten ingediend.",
    "Wij ontvingen klachten over uw bedrijf.",
    "Bij ons kwam een melding binnen.",
    "Wij hebben een melding ontvangen.",
    "Wij kregen een anonieme tip.",
    "Ons bereikte het signaal dat u geen afstand houdt.",
    "Een melder verklaarde dat er geen zeep is.",
    "De klager stelt dat er geen zeep is.",
    "Een medewerker heeft ons gebeld.",
    "Een van uw werknemers heeft bij ons gemeld dat het druk is.",
    "Iemand heeft ons gemaild.",
    "Een oud-werknemer heeft de inspectie benaderd.",
    "Er is bij ons gemeld dat u geen schermen hebt.",
    "Dit werd door het meldpunt doorgegeven.",
    "De coronamelding ging over de kantine.",
    "Uit anonieme bron weten wij dit.",
    "Onze bron binnen uw bedrijf zegt dit.",
    "Ons is ter ore gekomen dat het druk is.",
    "Wij hebben vernomen dat het druk is.",
    "Wij zijn getipt.",
    "Op verzoek van de ondernemingsraad doen wij onderzoek.",
    "Op verzoek van een vakbond doen wij onderzoek.",
    "Op verzoek van uw werknemers kom ik langs.",
    "Op grond van artikel 24, zevende lid, doen wij onderzoek.",
    "Wij hebben foto's ontvangen van uw kantine.",
    "Daarover ontvingen wij informatie.",
    "Er is over u geklaagd.",
    "Een collega heeft over u geklaagd.",
    "De tipgever zag dat het druk was.",
    "Een klokkenluider liet dit zien.",
    "Men heeft zich tot ons gewend.",
    "Uw personeel heeft contact opgenomen met de inspectie.",
]

EERLIJKE_ZINNEN = [
    "In de kantine zaten twintig werknemers aan één lange tafel.",
    "Werknemers hielden onderling geen anderhalve meter afstand.",
    "Bij de ingang was geen handgel aanwezig.",
    "Op de werkvloer ontbraken looproutes en markeringen.",
    "Ik zag dat drie werknemers met klachten toch aan het werk waren.",
    "Zorg dat werknemers met gezondheidsklachten thuisblijven.",
    "U moet werknemers met verkoudheidsklachten naar huis sturen.",
    "Plaats schermen tussen de werkplekken waar geen afstand mogelijk is.",
    "De risico-inventarisatie en -evaluatie noemt het coronavirus niet.",
    "De RI&E is niet aangepast sinds maart 2020.",
    "Er was geen zeep bij de wastafel in de productiehal.",
    "De ventilatie in de kleedruimte stond uit.",
    "De bedrijfsleider verklaarde dat er geen instructie is gegeven.",
    "U hebt gemeld dat de schermen op 15 februari worden geplaatst.",
    "Een arbeidsongeval moet u direct bij de inspectie melden.",
    "Van een arbeidsongeval moet u meteen melding doen.",
    "U bent verplicht melding te maken van een arbeidsongeval.",
    "Doe bij een besmetting melding bij de GGD.",
    "Ziekmeldingen worden door u niet bijgehouden.",
    "De werknemers droegen geen mondkapje in het busje.",
    "In het busje zaten acht personen.",
    "Het busje had plaats voor negen personen.",
    "De instructie hing alleen in het Nederlands aan de muur.",
    "Twaalf werknemers spraken Pools en begrepen de instructie niet.",
    "Bij de inpaklijn stonden zes werknemers naast elkaar.",
    "De pauzes zijn niet gespreid.",
    "U houdt onvoldoende toezicht op de naleving van de maatregelen.",
    "Wij hebben uw reactie van 3 februari 2021 ontvangen.",
    "Wij ontvingen uw plan van aanpak op 20 januari 2021.",
    "Naar aanleiding van uw brief van 4 januari 2021 heb ik de termijn aangepast.",
    "Op 8 januari 2021 bezocht ik uw vestiging.",
    "Het bezoek begon om 9.30 uur en duurde tot 11.15 uur.",
    "De temperatuur in de hal was 18,5 graden.",
    "Artikel 5 van de Arbeidsomstandighedenwet verplicht u tot een RI&E.",
    "De overtreding betreft artikel 3.2a van het Arbeidsomstandighedenbesluit.",
    "De boete kan € 4.500 per overtreding zijn.",
    "Het handboek is van 2019.",
    "Uw KvK-nummer is 12345678.",
    "De desinfectie van gedeelde gereedschappen is niet geregeld.",
    "Mondkapjes worden niet verstrekt.",
    "Handschoenen worden door meer werknemers gebruikt.",
    "Het raam in de kleedkamer kon niet open.",
    "Drie lassers werkten op minder dan anderhalve meter van elkaar.",
    "Een zieke chauffeur reed volgens uw planning nog twee ritten.",
    "U verplicht werknemers zonder noodzaak naar kantoor te komen.",
    "Tips voor een veilige werkplek vindt u op arboportaal.nl.",
    "De bron van de besmetting is niet onderzocht.",
    "Een bronaanpak gaat voor persoonlijke beschermingsmiddelen.",
    "Het signaal van de brandmelder werkte.",
    "De noodverlichting en de geluidssignalen werkten.",
    "De loonadministratie over oktober 2020 ontbrak.",
    "Zeven uitzendkrachten kregen minder dan het minimumloon.",
    "De roosters laten een rusttijd van minder dan elf uur zien.",
    "Ik sprak met de preventiemedewerker en met twee teamleiders.",
    "Stuur mij voor 1 maart 2021 het aangepaste plan.",
]
