"""What follows from what, of the figures of one report: wholes with their parts, and what is left of them. Pure.

The names are those of `grootheden`.
"""

from collections.abc import Iterator, Mapping

VG, TOTAAL = "VEILIG_GEZOND", "KC-01.waarde"
_AFSTAND, _ZIEK = "AFSTAND", "ZIEK_AAN_WERK"
_TELLERS = {f".{VG}": "KC-04.teller", "": "KC-05.teller"}
_BUITEN = ".buiten_vg"
_GETOETST = ("MAATREGEL_DIRECT", "MAATREGEL_UITEINDELIJK")
Verband = tuple[str, tuple[str, ...]]
"""A whole with its parts. A part that is not printed is what is left of the whole."""


def verbanden(waarden: Mapping[str, int]) -> Iterator[Verband]:
    """What follows from what, in an order in which each whole is known before its parts."""
    yield TOTAAL, tuple(_delen(waarden, "KC-02."))
    yield TOTAAL, (f"KC-02.{VG}", "~KC-01.buiten_vg")
    yield from _aandelen(waarden)
    yield from _werkgevers_en_toetsing(waarden)
    yield from _per_soort(waarden)
    yield from _van_het_jaar(waarden)
    yield from _onderwerpen(waarden)


def _delen(waarden: Mapping[str, int], voor: str, diepte: int = 1) -> list[str]:
    return [naam for naam in waarden if naam.startswith(voor) and naam.count(".") == diepte]


def _aandelen(waarden: Mapping[str, int]) -> Iterator[Verband]:
    """Of each share what is left; and two topics of which a melding may have both."""
    for code, geheel in (("KC-03", TOTAAL), ("KC-04", f"KC-02.{VG}"), ("KC-05", TOTAAL)):
        yield geheel, (f"{code}.teller", f"~{code}.rest")
    yield "KC-05.teller", ("KC-04.teller", "~KC-05.buiten_vg")
    if _heeft_beide(waarden):
        yield from _twee_onderwerpen(waarden)


def _heeft_beide(waarden: Mapping[str, int]) -> bool:
    return waarden.keys() >= {f"KC-14.{_AFSTAND}", f"KC-14.{_ZIEK}"}


def _twee_onderwerpen(waarden: Mapping[str, int]) -> Iterator[Verband]:
    """What is about one of the two only and what is about both make up each of them, within V&G, outside it and in
    all: where most of it lies within, what lies outside can be few."""
    beide = _over_beide(waarden)
    for achter, teller in _TELLERS.items():
        een, ander = f"KC-14.{_AFSTAND}{achter}", f"KC-14.{_ZIEK}{achter}"
        yield teller, (een, f"~alleen_ziek{achter}")
        yield teller, (ander, f"~alleen_afstand{achter}")
        yield een, (f"~alleen_afstand{achter}", beide[achter])
    for naam in ("~alleen_ziek", "~alleen_afstand"):
        yield naam, (f"{naam}.{VG}", f"{naam}{_BUITEN}")
    yield beide[""], (beide[f".{VG}"], beide[_BUITEN])


def _over_beide(waarden: Mapping[str, int]) -> dict[str, str]:
    """What is about both, by what stands behind its name: its own name, that says whether it may move."""
    hoeveel = {
        achter: sum(waarden[f"KC-14.{o}{achter}"] for o in (_AFSTAND, _ZIEK)) - waarden[teller]
        for achter, teller in _TELLERS.items()
    }
    hoeveel[_BUITEN] = hoeveel[""] - hoeveel[f".{VG}"]
    return {achter: _of_niet(f"beide{achter}", n) for achter, n in hoeveel.items()}


def _of_niet(naam: str, n: int) -> str:
    """What follows and is a count. None of them: then who knows that there never are, knows that too."""
    return f"{'~' if n else '='}{naam}"


def _werkgevers_en_toetsing(waarden: Mapping[str, int]) -> Iterator[Verband]:
    yield "KC-09.EERLIJK", ("KC-09.overlap", "~alleen_EERLIJK")
    yield f"KC-09.{VG}", ("KC-09.overlap", f"~alleen_{VG}")
    yield "<KC-09.samen", (f"KC-09.{VG}", "~alleen_EERLIJK")
    delen = (f"KC-09.{VG}", "KC-09.EERLIJK")
    elders = waarden["KC-08.waarde"] + waarden["KC-09.overlap"] - sum(waarden[deel] for deel in delen)
    yield "KC-08.waarde", ("<KC-09.samen", _of_niet("KC-08.in_geen_van_beide", elders))
    for deel in delen:
        yield "KC-08.waarde", (deel, f"~KC-08.niet_in_{deel.partition('.')[2]}")
    yield "KC-10.teller", tuple(f"KC-10.{deel}" for deel in _GETOETST)
    yield "KC-10.noemer", ("KC-10.teller", "KC-10.GEEN_MAATREGEL")
    uitslagen = [n for n in _delen(waarden, "KC-10.") if n not in ("KC-10.teller", "KC-10.noemer")]
    yield TOTAAL, (*uitslagen, "~KC-10.rest")


def _per_soort(waarden: Mapping[str, int]) -> Iterator[Verband]:
    for code in ("KC-13", "JV-01", "JV-03", "JV-05"):
        if (geheel := f"{code}.waarde") in waarden:
            eigen = (geheel, f"{code}.zonder_locatie")
            yield geheel, tuple(n for n in _delen(waarden, f"{code}.") if n not in eigen)
    if "JV-03.waarde" in waarden:
        # Of visits and visited employers either can be the larger: two can be visited at once.
        yield "JV-03.waarde", ("JV-04.waarde", "<JV-04.waarde")


def _van_het_jaar(waarden: Mapping[str, int]) -> Iterator[Verband]:
    """What was done in the year outside the visits after a coronamelding. In the first year those are all in it, and
    what is left can be few. Later they are of more than a year: where they are too many to be in it nothing follows."""
    ook_in = {"JV-04.waarde": ["KC-12.waarde"], "JV-05.waarde": ["KC-13.waarde", "KC-13.zonder_locatie"]}
    ook_in |= {
        naam: [f"KC-13.{naam.partition('.')[2]}"] for naam in _delen(waarden, "JV-05.") if naam not in ook_in
    }
    for naam, delen in ook_in.items():
        if waarden.keys() >= {naam, *delen} and sum(waarden[deel] for deel in delen) <= waarden[naam]:
            yield naam, (*delen, f"~{naam}.elders")


def _onderwerpen(waarden: Mapping[str, int]) -> Iterator[Verband]:
    for onderwerp in _delen(waarden, "KC-14."):
        per = _delen(waarden, f"{onderwerp}.", 2)
        yield onderwerp, tuple(per)
        if waarden.get(f"{onderwerp}.{VG}"):  # of a 0 what is outside it is the whole
            yield onderwerp, (f"{onderwerp}.{VG}", f"~buiten_vg.{onderwerp}")
        for naam in (onderwerp, *per):
            if waarden[naam]:  # of a 0 the rest is the whole
                geheel = TOTAAL if naam == onderwerp else f"KC-02.{naam.rpartition('.')[2]}"
                yield geheel, (naam, f"~rest.{naam}")
    cellen_van = _delen(waarden, "KC-14.", 2)
    meer = {}
    for domein in _delen(waarden, "KC-02."):
        achter = f".{domein.partition('.')[2]}"
        cellen = tuple(naam for naam in cellen_van if naam.endswith(achter))
        # What a melding has besides its first topic. None: then who knows that it has one knows the sum of a column.
        erbij = sum(waarden[naam] for naam in cellen) - waarden[domein]
        meer[achter] = f"{'<' if erbij else '='}meer{achter}"
        yield f"<som{achter}", cellen
        yield f"<som{achter}", (domein, meer[achter])
    if _heeft_beide(waarden):
        yield from _beide_per_domein(waarden, meer)


def _beide_per_domein(waarden: Mapping[str, int], meer: Mapping[str, str]) -> Iterator[Verband]:
    """What is about both of two topics has one besides. Outside V&G nothing of this is printed by domain, and each
    domain bounds the others all the same."""
    beide, vg = _over_beide(waarden), f".{VG}"
    teken = "=" if beide[_BUITEN].startswith("=") else "<"
    yield meer[vg], (beide[vg], f"<anders{vg}")
    buiten = [achter for achter in meer if f"<twee{achter}" in waarden]
    if buiten:
        yield "~KC-05.buiten_vg", tuple(f"<twee{achter}" for achter in buiten)
    for achter in buiten:
        een, ander = (f"KC-14.{o}{achter}" for o in (_AFSTAND, _ZIEK))
        allebei = f"{teken}beide{achter}"
        yield f"<twee{achter}", (een, f"<alleen_ziek{achter}")
        yield f"<twee{achter}", (ander, f"<alleen_afstand{achter}")
        yield een, (f"<alleen_afstand{achter}", allebei)
        yield f"KC-02{achter}", (f"<twee{achter}", f"<geen_van_twee{achter}")
        yield meer[achter], (allebei, f"<anders{achter}")


def gekozen(waarden: Mapping[str, int]) -> dict[str, int]:
    """What is printed nowhere and does not follow, one way that it can be: of each domain outside V&G how much is about
    one of two topics or both. Empty where no way is found: then nothing follows from that."""
    if not _heeft_beide(waarden):
        return {}
    over = waarden["KC-05.teller"] - waarden["KC-04.teller"]
    grenzen = {}
    for domein in _delen(waarden, "KC-02."):
        achter = f".{domein.partition('.')[2]}"
        namen = [f"KC-14.{o}{achter}" for o in (_AFSTAND, _ZIEK)]
        if achter != f".{VG}" and waarden.keys() >= set(namen):
            twee = [waarden[naam] for naam in namen]
            alle = sum(waarden[naam] for naam in _delen(waarden, "KC-14.", 2) if naam.endswith(achter))
            n = waarden[domein]
            grenzen[achter] = max(*twee, n - (alle - sum(twee))), min(n, sum(twee))
    over -= sum(onder for onder, _boven in grenzen.values())
    uit = {}
    for achter, (onder, boven) in grenzen.items():
        erbij = max(0, min(over, boven - onder))
        uit[f"<twee{achter}"], over = onder + erbij, over - erbij
    return uit if not over and all(onder <= boven for onder, boven in grenzen.values()) else {}
