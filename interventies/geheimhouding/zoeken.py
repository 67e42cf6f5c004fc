"""The check itself: one function for each way in which a letter can give the source away."""

import re
from collections.abc import Collection, Iterable, Iterator

from interventies.geheimhouding.beleid import Beleid
from interventies.geheimhouding.feiten import Bron, Lek, Tekst
from interventies.geheimhouding.woorden import Woord, schoon, vouw, woorden, zoals_geschreven
from meldingen.zoeken import stammen

EIGEN_WOORDEN = 3  # in a row, that not everybody uses
LANGE_REEKS, INHOUD = 8, 4  # words in a row, of which this many mean something
KORT_NUMMER = 4  # digits; a shorter number is a leak only where it is called one
NAAM_KORTST = 3  # letters

_EMAIL = re.compile(
    r"[\w.+-]+\s*(?:@|[(\[{]\s*(?:at|apenstaart(?:je)?)\s*[)\]}]|\s(?:at|apenstaartje)\s)\s*[\w-]+"
    r"(?:\s*(?:\.|\(dot\)|\[dot\]|\spunt\s|\sdot\s)\s*[\w-]+)+",
    re.IGNORECASE,
)
_TELEFOON = re.compile(r"(?:(?:\+|00)\s*31|(?<!\d)0)(?:[\s().\-/]*\d){9}(?!\d)")
_TIJD = re.compile(
    r"(?<![\d.,])([01]?\d|2[0-3])\s*(?::|\.|u|uur|h)\s*([0-5]\d)(?![\d,])(\s*uur)?", re.IGNORECASE
)
_AANHALING = re.compile(r"[“”„\"«»]([^“”„\"«»]{8,})[“”„\"«»]|(?<!\w)['‘]([^'‘’]{8,})['’](?!\w)")
_ZIN = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])")
_NUMMER_HEET = re.compile(
    r"(?:melding\w*|nummer|nr|no|kenmerk|dossier\w*|referentie|ref|registratie\w*|casus|formulier\w*)"
)
_MAANDEN = {
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
} | {
    "november",
    "december",
}

ALGEMEEN = "Dit komt uit het vertrouwelijke deel van een melding."
CONTACT = "Een brief noemt geen e-mailadres of telefoonnummer van een persoon."
WOORDEN = "Deze woorden staan ook in een melding. Schrijf op wat uzelf vaststelde, in eigen woorden."
NUMMER = "Dit is het nummer of kenmerk van een melding."
TIJDSTIP = "Op dit tijdstip kwam een melding binnen."


def zoek_lekken(tekst: Tekst, bronnen: Iterable[Bron], beleid: Beleid) -> list[Lek]:
    """Every leak once, in the order of the checks; empty when the letter may go out."""
    vrij = [woorden(deel) for deel in tekst.vrij]
    lekken = [*_uitdrukkingen(tekst, beleid), *_contact(tekst)]
    mag = {woord.vorm for naam in tekst.vertrouwd for woord in woorden(naam)}
    for bron in bronnen:
        for deel, ruw in zip(vrij, tekst.vrij, strict=True):
            lekken += _namen(deel, bron, mag | beleid.tussenvoegsels)
            lekken += _namen_in_melding(deel, bron, mag, beleid)
            lekken += _nummers(deel, bron)
            lekken += _tijdstip(ruw, bron)
            lekken += _aangehaald(ruw, bron)
            lekken += _overgenomen(deel, bron, beleid)
    eens = {(vouw(lek.fragment), lek.reden): lek for lek in lekken}
    # Of words within words that were refused for the same reason, the longer say it all.
    return [
        lek
        for (fragment, reden), lek in eens.items()
        if not any(fragment != langer and fragment in langer and reden == ook for langer, ook in eens)
    ]


def _uitdrukkingen(tekst: Tekst, beleid: Beleid) -> Iterator[Lek]:
    for zin in (zin for deel in tekst.geheel for zin in _ZIN.split(schoon(deel))):
        reeks = woorden(zin)
        for uitdrukking in beleid.uitdrukkingen:
            for van, tot in uitdrukking.vind(reeks):
                yield Lek(zoals_geschreven(reeks[van:tot]), uitdrukking.reden)


def _contact(tekst: Tekst) -> Iterator[Lek]:
    """Any address or number but the inspectorate's own: so a refusal does not tell whose it is."""
    eigen = {_kaal(iets) for iets in tekst.contact}
    for deel in tekst.geheel:
        helder = schoon(deel)
        for soort in (_EMAIL, _TELEFOON):
            for gevonden in soort.finditer(helder):
                if _kaal(gevonden[0]) not in eigen:
                    yield Lek(gevonden[0].strip(), CONTACT)


def _kaal(iets: str) -> str:
    """An address without its spacing, or the last nine digits of a number."""
    cijfers = re.sub(r"\D", "", iets)
    return cijfers[-9:] if len(cijfers) > 8 and "@" not in iets else re.sub(r"\s", "", iets.casefold())


def _namen(reeks: list[Woord], bron: Bron, mag: Collection[str]) -> Iterator[Lek]:
    """The reporter by any part of the name that tells: the last name in any case, the first names with a capital. Also
    an address or number of theirs that does not look like one."""
    namen = [[woord.vorm for woord in woorden(naam)] for naam in bron.namen]
    for naam in namen:
        achternaam = naam[-1] if naam else ""
        for woord in reeks:
            telt = woord.vorm == achternaam or (woord.hoofdletter and woord.vorm in naam)
            if telt and len(woord.vorm) >= NAAM_KORTST and woord.vorm not in mag:
                yield Lek(woord.zoals, ALGEMEEN, identiteit=True)
    aaneen = "".join(woord.vorm for woord in reeks)
    for email in bron.emails:
        wie = "".join(woord.vorm for woord in woorden(email.partition("@")[0]))
        if len(wie) > 5 and any(woord.vorm == wie for woord in reeks):
            yield Lek(wie, ALGEMEEN, identiteit=True)
    for telefoon in bron.telefoons:
        cijfers = re.sub(r"\D", "", telefoon)[-9:]
        if len(cijfers) == 9 and cijfers in aaneen:
            yield Lek(cijfers, ALGEMEEN, identiteit=True)


def _namen_in_melding(reeks: list[Woord], bron: Bron, mag: Collection[str], beleid: Beleid) -> Iterator[Lek]:
    """People whom the complaint names: after “mevrouw”, “collega” and the like, or by two names with capitals."""
    namen: set[str] = set()
    for tekst in bron.teksten:
        eerder = Woord("", "")
        for woord in woorden(tekst):
            if woord.hoofdletter and len(woord.vorm) >= NAAM_KORTST and not woord.zoals.isupper():
                if eerder.vorm in beleid.aanspreekvormen:
                    namen.add(woord.vorm)
                elif (
                    eerder.hoofdletter
                    and eerder.vorm not in beleid.stop
                    and stammen(eerder.vorm)[0] not in beleid.gewoon
                ):
                    namen |= {eerder.vorm, woord.vorm}
            eerder = woord
    for woord in reeks:
        if woord.vorm in namen and woord.vorm not in mag and stammen(woord.vorm)[0] not in beleid.gewoon:
            yield Lek(woord.zoals, WOORDEN)


def _nummers(reeks: list[Woord], bron: Bron) -> Iterator[Lek]:
    cijfers, kenmerk = str(bron.nummer), "".join(woord.vorm for woord in woorden(bron.kenmerk))
    for i, woord in enumerate(reeks):
        eerder = [reeks[j].vorm for j in range(max(i - 2, 0), i)]
        heet = any(_NUMMER_HEET.fullmatch(vorm) for vorm in eerder)
        for los in re.findall(r"\d+", woord.vorm):
            lang = len(cijfers) >= KORT_NUMMER and not _is_jaar(los, eerder)
            if los.lstrip("0") == cijfers and (lang or heet):
                yield Lek(woord.zoals, NUMMER)
        if len(kenmerk) < KORT_NUMMER and not heet:
            continue
        for tot in range(i + 1, min(i + 7, len(reeks) + 1)):
            if "".join(w.vorm for w in reeks[i:tot]) == kenmerk and not (
                kenmerk.isdecimal() and _is_jaar(kenmerk, eerder)
            ):
                yield Lek(zoals_geschreven(reeks[i:tot]), NUMMER)


def _is_jaar(cijfers: str, eerder: list[str]) -> bool:
    """A year in a date or after “in”, not a number."""
    return (
        len(cijfers) == 4
        and cijfers[:2] in ("19", "20")
        and bool(
            {*eerder[-1:]} & (_MAANDEN | {"in", "eind", "begin", "sinds"})
            or (eerder[-1:] and eerder[-1].isdecimal())
        )
    )


def _tijdstip(ruw: str, bron: Bron) -> Iterator[Lek]:
    for gevonden in _TIJD.finditer(schoon(ruw)):
        punt_zonder_uur = "." in gevonden[0] and not gevonden[3]
        if not punt_zonder_uur and (int(gevonden[1]), int(gevonden[2])) == (
            bron.ontvangen_op.hour,
            bron.ontvangen_op.minute,
        ):
            yield Lek(gevonden[0].strip(), TIJDSTIP)


def _aangehaald(ruw: str, bron: Bron) -> Iterator[Lek]:
    """Words between quotes that are the complaint's."""
    for gevonden in _AANHALING.finditer(ruw):
        stuk = [woord.vorm for woord in woorden(gevonden[1] or gevonden[2])]
        if len(stuk) < 3:
            continue
        for tekst in bron.teksten:
            if f" {' '.join(stuk)} " in f" {' '.join(woord.vorm for woord in woorden(tekst))} ":
                yield Lek(gevonden[0], WOORDEN)


def _overgenomen(reeks: list[Woord], bron: Bron, beleid: Beleid) -> Iterator[Lek]:
    """A row of words that the complaint has too, in whatever inflection: some that not everybody uses, or many."""
    brief = _stammen(reeks)
    for tekst in bron.teksten:
        melding = _stammen(woorden(tekst))
        breedte = min(3, len(melding))
        if breedte < 2:
            continue
        drietallen = {tuple(melding[i : i + breedte]) for i in range(len(melding) - breedte + 1)}
        for van, tot in _reeksen(brief, drietallen, breedte):
            stuk = brief[van:tot]
            eigen = [stam for stam in stuk if not _zegt_niets(stam, beleid.gewoon)]
            inhoud = [stam for stam in stuk if not _zegt_niets(stam, beleid.stop)]
            lang = len(stuk) >= LANGE_REEKS and len(inhoud) >= INHOUD
            if lang or len(eigen) >= min(EIGEN_WOORDEN, breedte):
                yield Lek(zoals_geschreven(reeks[van:tot]), WOORDEN)


def _stammen(reeks: list[Woord]) -> list[str]:
    return [stammen(woord.vorm)[0] for woord in reeks]


def _zegt_niets(stam: str, gewoon: Collection[str]) -> bool:
    return stam.isdecimal() or stam in gewoon


def _reeksen(
    brief: list[str], drietallen: Collection[tuple[str, ...]], breedte: int
) -> Iterator[tuple[int, int]]:
    """The longest rows of words of which each few stand in the complaint."""
    van: int | None = None
    for i in range(len(brief) - breedte + 1):
        if tuple(brief[i : i + breedte]) in drietallen:
            van = i if van is None else van
        elif van is not None:
            yield van, i + breedte - 1
            van = None
    if van is not None:
        yield van, len(brief)
