"""Numbers and hours as people write them out, in the words that are compared (`woorden`). Pure."""

from collections.abc import Iterator

_TOT_TWINTIG = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
    " achttien negentien"
).split()
_TIENTALLEN = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()


def in_woorden(getal: int) -> str:
    """Below a million, as one word: whoever puts spaces in it writes the same."""
    if getal >= 1000:
        duizend, rest = divmod(getal, 1000)
        return f"{in_woorden(duizend) if duizend > 1 else ''}duizend{in_woorden(rest) if rest else ''}"
    if getal >= 100:
        honderd, rest = divmod(getal, 100)
        return f"{in_woorden(honderd) if honderd > 1 else ''}honderd{in_woorden(rest) if rest else ''}"
    if getal < len(_TOT_TWINTIG):
        return _TOT_TWINTIG[getal]
    tiental, los = divmod(getal, 10)
    return f"{f'{_TOT_TWINTIG[los]}en' if los else ''}{_TIENTALLEN[tiental - 2]}"


CIJFERS = {in_woorden(getal): str(getal) for getal in range(100)}
"""The digits of a number below a hundred that is written out."""


def vormen(getal: int) -> Iterator[str]:
    """How a number is written in words: as one, in hundreds, or digit by digit."""
    yield "".join(_TOT_TWINTIG[int(cijfer)] for cijfer in str(getal))
    if getal < 1_000_000:
        yield in_woorden(getal)
    honderd, rest = divmod(getal, 100)
    if 10 < honderd < 100 and honderd % 10:
        yield f"{in_woorden(honderd)}honderd{in_woorden(rest) if rest else ''}"


def klok(uur: int, minuut: int) -> Iterator[str]:
    """How people say this time, with its numbers in digits: “7 over half 3” for 14:37."""
    nu, straks = uur % 12 or 12, (uur + 1) % 12 or 12
    if minuut == 0:
        for wanneer in ("om", "rond", "omstreeks", "tegen"):
            yield from (f"{wanneer} {u} uur" for u in dict.fromkeys((uur, nu)))
        return
    yield from (f"{u} uur {minuut}" for u in dict.fromkeys((uur, nu)))
    if minuut in (15, 45):
        yield f"kwart over {nu}" if minuut == 15 else f"kwart voor {straks}"
    elif minuut == 30:
        yield f"half {straks}"
    else:
        yield f"{minuut} over {nu}"
        yield f"{60 - minuut} voor {straks}"
        yield f"{30 - minuut} voor half {straks}" if minuut < 30 else f"{minuut - 30} over half {straks}"
