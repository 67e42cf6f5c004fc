"""The check itself: one function for each way in which a letter can give the source away."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from inspectie.letters import latijn
from interventies.geheimhouding.beleid import Beleid
from interventies.geheimhouding.feiten import Bron, Lek, Tekst
from interventies.geheimhouding.getalwoorden import CIJFERS, klok, vormen
from interventies.geheimhouding.woorden import Woord, schoon, vouw, woorden, zoals_geschreven
from meldingen.triage.taal import te_vertalen
from meldingen.zoeken import stammen

EIGEN_WOORDEN = 3  # in a row, that not everybody uses
LANGE_REEKS, INHOUD = 8, 4  # words in a row, of which this many mean something
KORT_NUMMER = 4  # digits; a shorter number is a leak only where it is called one
NAAM_KORTST = 3  # letters
VENSTER = 7  # words that a reference or a number can be cut into
NAAM_GEKNIPT = 5  # letters; a shorter name that is cut in two can be other words

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s*(?:@|[(\[{]\s*(?:at|apenstaart(?:je)?)\s*[)\]}]|\s(?:at|apenstaartje)\s)\s*[\w-]+"
    r"(?:\s*(?:\.|\(dot\)|\[dot\]|\spunt\s|\sdot\s)\s*[\w-]+)+",
    re.IGNORECASE,
)
_TELEFOON = re.compile(r"(?:(?:\+|00)\s*31|(?<!\d)0)(?:[\s().\-/]*\d){9}(?!\d)")
_TIJD = re.compile(
    r"(?<![\d.,])([01]?\d|2[0-3])\s*(?::|\.|u|uur|h)\s*([0-5]\d)(?![\d,])(\s*uur)?", re.IGNORECASE
)
_TIJD_AANEEN = re.compile(r"(?<!\d)([01]\d|2[0-3])([0-5]\d)()\s*(?:uur|u|h)\b", re.IGNORECASE)
_NA_DE_MIDDAG = re.compile(r"\s*(?:uur)?\s*(?:p\.?m\b|['’]?s[\s-]?(?:middags|avonds))", re.IGNORECASE)
_AANHALING = re.compile(r"[“”„\"«»]([^“”„\"«»]{8,})[“”„\"«»]|(?<!\w)['‘]([^'‘’]{8,})['’](?!\w)")
_ZIN = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(])")
_NUMMER_HEET = re.compile(
    r"(?:melding\w*|nummer|nr|no|kenmerk|dossier\w*|referentie|ref|registratie\w*|casus|formulier\w*)"
)
_VOOR_EEN_JAAR = frozenset(
    "januari februari maart april mei juni juli augustus september oktober november december".split()
) | {"in", "eind", "begin", "sinds"}

ALGEMEEN = te_vertalen("Dit komt uit het vertrouwelijke deel van een melding.")
CONTACT = te_vertalen("Noem geen e-mailadres of telefoonnummer van een persoon.")
WOORDEN = te_vertalen(
    "Deze woorden staan ook in een melding. Schrijf op wat uzelf vaststelde, in eigen woorden."
)
NUMMER = te_vertalen("Dit is het nummer of kenmerk van een melding.")
TIJDSTIP = te_vertalen("Op dit tijdstip kwam een melding binnen.")


class _Deel:
    """A text that a person wrote, taken apart once for all the meldingen it is compared with."""

    def __init__(self, ruw: str, beleid: Beleid) -> None:
        self.beleid = beleid
        self.woorden = woorden(ruw)
        self.stammen = _stammen(self.woorden)
        self.drietallen = set(_groepen(self.stammen, 3)) | set(_groepen(self.stammen, 2))
        self.tijden: dict[tuple[int, int], str] = {}
        helder = schoon(ruw)
        for gevonden in (*_TIJD.finditer(helder), *_TIJD_AANEEN.finditer(helder)):
            middag = _NA_DE_MIDDAG.match(helder, gevonden.end(2))
            if "." not in gevonden[0] or gevonden[3] or middag:  # else it is a number
                uur, minuut = int(gevonden[1]), int(gevonden[2])
                for u in dict.fromkeys((uur, uur % 12 + 12 if middag else uur)):
                    self.tijden[u, minuut] = gevonden[0].strip()
        # By their first three words: a file can hold very many.
        self.citaten: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for gevonden in _AANHALING.finditer(ruw):
            vormen = [woord.vorm for woord in woorden(gevonden[1] or gevonden[2])]
            if len(vormen) > 2:
                self.citaten.setdefault(tuple(vormen[:3]), []).append((gevonden[0], " ".join(vormen)))

    @cached_property
    def per_vorm(self) -> dict[str, list[Woord]]:
        uit: dict[str, list[Woord]] = {}
        for woord in self.woorden:
            uit.setdefault(woord.vorm, []).append(woord)
        return uit

    @cached_property
    def voor_een_letter(self) -> list[tuple[Woord, Woord]]:
        """Each capital that stands alone, and the word before it."""
        return [
            (vorige, woord)
            for vorige, woord in pairwise(self.woorden)
            if len(woord.vorm) == 1 and woord.hoofdletter
        ]

    @cached_property
    def _in_cijfers(self) -> list[str]:
        """The words, with digits for a number that is written out."""
        return [CIJFERS.get(woord.vorm, woord.vorm) for woord in self.woorden]

    @cached_property
    def aaneen(self) -> str:
        return "".join(self._in_cijfers)

    @cached_property
    def gesproken(self) -> str:
        """As one line, in which an hour stands as people say it (`klok`)."""
        return f" {' '.join(w for w in self._in_cijfers if w not in ('minuut', 'minuten', 'precies'))} "

    def tijd(self, uur: int, minuut: int) -> str:
        """The words that say this time; empty where it is not said."""
        if gevonden := self.tijden.get((uur, minuut)):
            return gevonden
        return next((zin for zin in klok(uur, minuut) if f" {zin} " in self.gesproken), "")

    @cached_property
    def vensters(self) -> dict[str, list[tuple[int, int]]]:
        """Where words stand that together are this, by what they are when put together."""
        uit: dict[str, list[tuple[int, int]]] = {}
        for van in range(len(self.woorden)):
            samen = ""
            for tot in range(van, min(van + VENSTER, len(self.woorden))):
                samen += self.woorden[tot].vorm
                uit.setdefault(samen, []).append((van, tot + 1))
        return uit

    @cached_property
    def getallen(self) -> dict[str, list[tuple[int, str]]]:
        """Where a number stands, by its digits without zeros in front."""
        uit: dict[str, list[tuple[int, str]]] = {}
        for plek, woord in enumerate(self.woorden):
            for los in re.findall(r"\d+", woord.vorm):
                uit.setdefault(los.lstrip("0"), []).append((plek, los))
        return uit

    def eerder(self, plek: int) -> list[str]:
        return [woord.vorm for woord in self.woorden[max(plek - 2, 0) : plek]]

    def heet_nummer(self, plek: int) -> bool:
        return any(_NUMMER_HEET.fullmatch(vorm) for vorm in self.eerder(plek))

    def is_jaar(self, plek: int, cijfers: str) -> bool:
        """A year in a date or after “in”, not a number."""
        voor = "".join(self.eerder(plek)[-1:])
        lijkt = len(cijfers) == 4 and cijfers[:2] in ("19", "20")
        return lijkt and (voor in _VOOR_EEN_JAAR or voor.isdecimal())


def zoek_lekken(tekst: Tekst, bronnen: Iterable[Bron], beleid: Beleid) -> list[Lek]:
    """Every leak once, in the order of the checks; empty when the letter may go out."""
    delen = [_Deel(ruw, beleid) for ruw in tekst.vrij]
    lekken = [*_uitdrukkingen(tekst, beleid), *_contact(tekst)]
    mag = {woord.vorm for naam in tekst.vertrouwd for woord in woorden(naam)}
    for bron in bronnen:
        meldingen = [woorden(ruw) for ruw in bron.teksten]
        namen = set(_namen_in(meldingen, beleid)) - mag
        lekken += _voluit(tekst.gericht_aan, bron)
        eigen = mag
        if any(_voluit(tekst.vertrouwd, bron)):  # then it is no more trusted than elsewhere
            eigen = mag - {woord.vorm for naam in bron.namen for woord in woorden(naam)}
        for deel in delen:
            lekken += _melder(deel, bron, eigen | beleid.tussenvoegsels)
            gezien = sorted(namen & deel.per_vorm.keys())
            lekken += (Lek(woord.zoals, WOORDEN) for vorm in gezien for woord in deel.per_vorm[vorm])
            lekken += _nummers(deel, bron)
            op = bron.ontvangen_op
            if op is not None and (gezegd := deel.tijd(op.hour, op.minute)):
                # The hour is for few to know: who finds it learns it.
                lekken.append(Lek(gezegd, TIJDSTIP, identiteit=True))
            for melding in meldingen:
                lekken += _aangehaald(deel, melding)
                lekken += _overgenomen(deel, melding)
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
        vormen = {woord.vorm for woord in reeks}
        for uitdrukking in beleid.mogelijk(vormen):
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


def _melder(deel: _Deel, bron: Bron, mag: Collection[str]) -> Iterator[Lek]:
    """The reporter by any part of the name that tells: the last name in any case, the first names with a capital; of a
    name in Cyrillic also as it is written here. Also an address or number of theirs that does not look like one."""
    namen = dict.fromkeys(wijze for naam in bron.namen for wijze in (naam, latijn(naam)))
    for naam in ([woord.vorm for woord in woorden(naam)] for naam in namen):
        for vorm in dict.fromkeys(naam):
            if len(vorm) >= NAAM_KORTST and vorm not in mag:
                yield from (
                    Lek(woord.zoals, ALGEMEEN, identiteit=True)
                    for woord in (*deel.per_vorm.get(vorm, ()), *deel.per_vorm.get(f"{vorm}s", ()))
                    if vorm == naam[-1] or woord.hoofdletter
                )
                if len(vorm) >= NAAM_GEKNIPT:
                    yield from (
                        Lek(zoals_geschreven(deel.woorden[van:tot]), ALGEMEEN, identiteit=True)
                        for van, tot in deel.vensters.get(vorm, ())
                        if tot - van > 1
                    )
        yield from _voorletters(deel, naam)
    for email in bron.emails:
        wie = "".join(woord.vorm for woord in woorden(email.partition("@")[0]))
        if len(wie) > 5 and wie in deel.per_vorm:
            yield Lek(wie, ALGEMEEN, identiteit=True)
    for telefoon in bron.telefoons:
        cijfers = re.sub(r"\D", "", telefoon)[-9:]
        if len(cijfers) == 9 and cijfers in deel.aaneen:
            yield Lek(cijfers, ALGEMEEN, identiteit=True)


def _voluit(gericht_aan: Iterable[str], bron: Bron) -> Iterator[Lek]:
    """The reporter by the whole name in that of the employer: by one word of it a firm is often called as well, and all
    of it is the owner's where it was the employer who reported."""
    if bron.is_werkgever:
        return
    namen = {wijze for naam in bron.namen for wijze in (naam, latijn(naam))}
    for naam in ([woord.vorm for woord in woorden(naam)] for naam in sorted(namen)):
        for reeks in map(woorden, gericht_aan) if len(naam) > 1 else ():
            for van in range(len(reeks) - len(naam) + 1):
                stuk = reeks[van : van + len(naam)]
                if [woord.vorm for woord in stuk] == naam:
                    yield Lek(zoals_geschreven(stuk), ALGEMEEN, identiteit=True)


def _voorletters(deel: _Deel, naam: list[str]) -> Iterator[Lek]:
    """“Mevrouw K.” and “A.K.”, of Anna Kowalska."""
    if len(naam) < 2:
        return
    eerste, rest = naam[0][0], {vorm[0] for vorm in naam[1:] if vorm not in deel.beleid.tussenvoegsels}
    for vorige, woord in deel.voor_een_letter:
        if woord.vorm in rest:
            initialen = vorige.vorm == eerste and vorige.hoofdletter
            if initialen or vorige.vorm in deel.beleid.aanspreekvormen:
                yield Lek(zoals_geschreven([vorige, woord]), ALGEMEEN, identiteit=True)


def _namen_in(meldingen: Iterable[list[Woord]], beleid: Beleid) -> Iterator[str]:
    """People whom a complaint names: after “mevrouw”, “collega” and the like, or by two names with capitals."""
    for melding in meldingen:
        eerder = Woord("", "")
        for woord in melding:
            if woord.hoofdletter and len(woord.vorm) >= NAAM_KORTST and not woord.zoals.isupper():
                if eerder.vorm in beleid.aanspreekvormen:
                    yield from _bijzonder(woord, beleid=beleid)
                elif eerder.hoofdletter and not _zegt_niets(_stam(eerder), beleid.gewoon):
                    yield from _bijzonder(eerder, woord, beleid=beleid)
            eerder = woord


def _bijzonder(*reeks: Woord, beleid: Beleid) -> Iterator[str]:
    return (woord.vorm for woord in reeks if not _zegt_niets(_stam(woord), beleid.gewoon))


def _nummers(deel: _Deel, bron: Bron) -> Iterator[Lek]:
    nummer, kenmerk = str(bron.nummer), "".join(woord.vorm for woord in woorden(bron.kenmerk))
    for plek, los in deel.getallen.get(nummer, ()) if bron.nummer is not None else ():
        lang = len(nummer) >= KORT_NUMMER and not deel.is_jaar(plek, los)
        if lang or deel.heet_nummer(plek):
            yield Lek(deel.woorden[plek].zoals, NUMMER)
    if bron.nummer is not None:
        # With spaces or a dash in it a number can be a date: only where it is called one.
        geknipt = (
            (van, tot)
            for van, tot in deel.vensters.get(nummer, ())
            if tot - van > 1 and deel.heet_nummer(van)
        )
        uitgeschreven = (
            (van, tot)
            for vorm in (vormen(bron.nummer) if len(nummer) >= KORT_NUMMER else ())
            for van, tot in deel.vensters.get(vorm, ())
        )
        for van, tot in (*geknipt, *uitgeschreven):
            yield Lek(zoals_geschreven(deel.woorden[van:tot]), NUMMER)
    for van, tot in deel.vensters.get(kenmerk, ()) if kenmerk else ():
        lang = len(kenmerk) >= KORT_NUMMER and not deel.is_jaar(van, kenmerk)
        if lang or deel.heet_nummer(van):
            yield Lek(zoals_geschreven(deel.woorden[van:tot]), NUMMER)


def _aangehaald(deel: _Deel, melding: list[Woord]) -> Iterator[Lek]:
    """Words between quotes that are the complaint's."""
    vormen = [woord.vorm for woord in melding]
    aaneen = f" {' '.join(vormen)} "
    for begin in dict.fromkeys(_groepen(vormen, 3)):
        yield from (
            Lek(citaat, WOORDEN) for citaat, vorm in deel.citaten.get(begin, ()) if f" {vorm} " in aaneen
        )


def _overgenomen(deel: _Deel, melding: list[Woord]) -> Iterator[Lek]:
    """A row of words that the complaint has too, in whatever inflection: some that not everybody uses, or many."""
    breedte = min(3, len(melding))
    if breedte < 2:
        return
    gelijk = deel.drietallen.intersection(_groepen(_stammen(melding), breedte))
    if not gelijk:
        return
    for van, tot in _reeksen(deel.stammen, gelijk, breedte):
        stuk = deel.stammen[van:tot]
        eigen = [stam for stam in stuk if not _zegt_niets(stam, deel.beleid.gewoon)]
        inhoud = [stam for stam in stuk if not _zegt_niets(stam, deel.beleid.stop)]
        lang = len(stuk) >= LANGE_REEKS and len(inhoud) >= INHOUD
        if lang or len(eigen) >= min(EIGEN_WOORDEN, breedte):
            yield Lek(zoals_geschreven(deel.woorden[van:tot]), WOORDEN)


def _stam(woord: Woord) -> str:
    return (stammen(woord.vorm) or [woord.vorm])[0]


def _stammen(reeks: list[Woord]) -> list[str]:
    """One for each word. All at once, which is quicker; a sign that is no word to the stemmer goes one by one."""
    samen = stammen(" ".join([woord.vorm for woord in reeks]))
    return samen if len(samen) == len(reeks) else [_stam(woord) for woord in reeks]


def _zegt_niets(stam: str, gewoon: Collection[str]) -> bool:
    return stam.isdecimal() or stam in gewoon


def _groepen(reeks: list[str], breedte: int) -> Iterator[tuple[str, ...]]:
    return zip(*(reeks[begin:] for begin in range(breedte)), strict=False)


def _reeksen(
    brief: list[str], groepen: Collection[tuple[str, ...]], breedte: int
) -> Iterator[tuple[int, int]]:
    """The longest rows of words of which each few stand in the complaint."""
    van: int | None = None
    for plek, groep in enumerate(_groepen(brief, breedte)):
        if groep in groepen:
            van = plek if van is None else van
        elif van is not None:
            yield van, plek + breedte - 1
            van = None
    if van is not None:
        yield van, len(brief)
