"""Makes the text of one complaint from the invented sentences, in the tone of the one who sends it."""

import re
from collections.abc import Callable
from typing import Final

from inspectie.demo import zinnen_overig, zinnen_tak, zinnen_vorm, zinnen_werk
from inspectie.demo.lot import Lot
from inspectie.demo.rijen import Melding

KERN: Final = {**zinnen_overig.KERN, **zinnen_werk.KERN}
_VOORNAMEN: Final = "Karin Ali Piotr Sanne Mo Ionela Henk Fatma Kevin Agnieszka Wim".split()
_MAANDEN: Final = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
_FORMEEL: Final = ("ONDERNEMINGSRAAD", "PERSONEELSVERTEGENWOORDIGING", "VAKBOND", "GGD", "TOEZICHTHOUDER")
# Who does not speak of himself: an organisation at all, a third person or a works council not as "ik".
_IK: Final = re.compile(r"\b(ik|mijn|mij)\b", re.IGNORECASE)
_IK_OF_WIJ: Final = re.compile(r"\b(ik|mijn|mij|we|wij|ons|onze)\b", re.IGNORECASE)
_NIET_ZELF: Final = {
    "ONDERNEMINGSRAAD": _IK, "PERSONEELSVERTEGENWOORDIGING": _IK, "DERDE": _IK, "VAKBOND": _IK_OF_WIJ,
    "GGD": _IK_OF_WIJ, "TOEZICHTHOUDER": _IK_OF_WIJ,
}  # fmt: skip
# In how many of 100 texts of an ordinary reporter which tone is heard.
_TOON: Final = {"net": 52, "kort": 14, "slordig": 12, "typefouten": 9, "hoofdletters": 3, "regels": 5, "emoji": 3,
                "lang": 2}  # fmt: skip
_TYPEFOUTEN: Final = (
    ("wordt", "word"), ("gehouden", "gehoude"), ("hebben", "hebbe"), ("anderhalve meter", "1.5 mtr"),
    ("mondkapje", "mondkapie"), ("iedereen", "iederen"), ("collega", "colega"), ("afstand", "asftand"),
    ("niet", "nie"), ("gewoon", "gewon"), ("werken", "werke"), ("quarantaine", "kwarantaine"), ("ziek", "siek"),
    ("schoon", "shcoon"), ("mensen", "mense"), ("corona", "carona"), ("krijg", "krij"), (" een ", " n "),
)  # fmt: skip
_EMOJI: Final = ("😷", "🤒", "😡", "🙏", "😤", "!!!", "🤧")


def _hoofdletter(zin: str) -> str:
    return zin[:1].upper() + zin[1:]


def _zin(tekst: str) -> str:
    """A sentence with a capital at every start and a full stop (or the question mark a question asks for)."""
    zinnen = [_hoofdletter(deel) for deel in tekst.split(". ")]
    tekst = ". ".join(zinnen)
    return tekst if tekst[-1] in ".?!" else tekst + "."


def _vul(lot: Lot, sjabloon: str, melding: Melding) -> str:
    tak = melding.tak
    aantal = melding.aantal_blootgesteld
    n = aantal if aantal is not None and aantal > 4 else lot.getal(6, 45)
    return sjabloon.format(
        hier=tak.hier,
        plek=lot.uit(tak.plekken),
        ploeg=lot.uit(tak.ploegen),
        ruimte=lot.uit(tak.ruimten),
        baas=tak.baas,
        n=n,
        b=melding.bevestigde_besmettingen or 2,
        naam=lot.uit(_VOORNAMEN),
        maand=_MAANDEN[(melding.ontvangen_op.month - 1 - lot.getal(0, 2)) % 12],
    )


def _past_bij(melding: Melding, zinnen: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences that this kind of reporter can say; all of them when none is left."""
    eerste_persoon = _NIET_ZELF.get(melding.melder_type)
    if eerste_persoon is None:
        return zinnen
    return tuple(zin for zin in zinnen if not eerste_persoon.search(zin)) or zinnen


def _kern(lot: Lot, melding: Melding) -> str:
    """What it is about, unfilled: by topic, domain and reporter, sometimes in words of that kind of business."""
    onderwerp = melding.onderwerpen[0]
    eigen = zinnen_tak.KERN.get((onderwerp, melding.tak.code), ())
    if eigen and melding.domein != "BUITEN" and melding.corona_relatie != "GEEN" and lot.kans(45):
        return lot.uit(_past_bij(melding, eigen))
    return lot.uit(_kernen(melding))


def _kernen(melding: Melding) -> tuple[str, ...]:
    onderwerp = melding.onderwerpen[0]
    if melding.corona_relatie == "GEEN":
        return _past_bij(melding, KERN.get(f"GEEN/{onderwerp}", KERN["GEEN"]))
    soorten = (f"{onderwerp}/{melding.melder_type}", f"{melding.domein}/{onderwerp}", onderwerp)
    return _past_bij(melding, next(KERN[soort] for soort in soorten if soort in KERN))


def _is_werk(melding: Melding) -> bool:
    return melding.onderwerpen[0] in zinnen_werk.KERN and melding.domein != "BUITEN"


def _is_vraag(melding: Melding) -> bool:
    return melding.onderwerpen[0] == "VRAAG_INFORMATIE"


def _sloten(melding: Melding) -> tuple[str, ...]:
    zakelijk = _is_vraag(melding) or melding.melder_type in _FORMEEL or melding.corona_relatie == "GEEN"
    return zinnen_vorm.SLOT_ZAKELIJK if zakelijk else zinnen_vorm.SLOT


def _veld(melding: Melding) -> str:
    if _is_vraag(melding):
        return "VRAAG_INFORMATIE"
    return "EERLIJK" if melding.domein == "EERLIJK" else "BUITEN"


def _bijzinnen(lot: Lot, melding: Melding, aantal: int) -> list[str]:
    """Further sentences that fit the facts of this melding."""
    if melding.corona_relatie == "GEEN":
        return []
    werk = _is_werk(melding)
    bron = zinnen_werk.AANVULLING if werk else zinnen_overig.AANVULLING[_veld(melding)]
    past = _past_bij(melding, bron)
    zinnen = lot.greep(past, min(aantal, len(past)))
    if werk and (melding.bevestigde_besmettingen or 0) > 1:
        zinnen.insert(0, lot.uit(_past_bij(melding, zinnen_werk.BESMET)))
    if melding.werkonderbreking:
        zinnen.insert(0, lot.uit(zinnen_werk.STAKING))
    if melding.arbeidsmigranten and melding.domein != "BUITEN" and lot.kans(70):
        zinnen.append(lot.uit(_past_bij(melding, zinnen_werk.MIGRANT)))
    return [_zin(_vul(lot, zin, melding)) for zin in zinnen]


def _net(lot: Lot, melding: Melding) -> list[str]:
    """Opening, core, some more, closing: as sentences."""
    delen: list[str] = []
    soort = "VRAAG" if _is_vraag(melding) else melding.melder_type
    openingen = zinnen_vorm.OPENING.get(soort, zinnen_vorm.OPENING[""])
    if melding.melder_type in _FORMEEL or lot.kans(45):
        opening = lot.uit(openingen)
        delen.append(opening + "\n" if opening.endswith(",") else opening)
    delen.append(_zin(_vul(lot, _kern(lot, melding), melding)))
    delen += _bijzinnen(lot, melding, lot.gewogen({0: 22, 1: 45, 2: 25, 3: 8}))
    if lot.kans(40):
        delen.append(lot.uit(_sloten(melding)))
    return delen


def _aaneen(delen: list[str]) -> str:
    return " ".join(delen).replace("\n ", "\n")


def _slordig(delen: list[str]) -> str:
    tekst = " ".join(delen).lower().replace("\n", "")
    for teken in ".,!?'":
        tekst = tekst.replace(teken, "")
    return tekst


def _met_typefouten(lot: Lot, delen: list[str]) -> str:
    tekst = _aaneen(delen)
    for goed, fout in _TYPEFOUTEN:
        if lot.kans(60):
            tekst = tekst.replace(goed, fout)
    if lot.kans(50):
        knip = lot.getal(5, len(tekst) - 3)
        tekst = tekst[:knip] + tekst[knip + 1] + tekst[knip] + tekst[knip + 2 :]
    return tekst


def _met_emoji(lot: Lot, delen: list[str]) -> str:
    return _aaneen([*delen, lot.uit(_EMOJI) * lot.getal(1, 3)])


_TONEN: Final[dict[str, Callable[[Lot, list[str]], str]]] = {
    "net": lambda lot, delen: _aaneen(delen),
    "slordig": lambda lot, delen: _slordig(delen),
    "typefouten": _met_typefouten,
    "hoofdletters": lambda lot, delen: _aaneen(delen).upper(),
    "regels": lambda lot, delen: "\n\n".join((delen[0].strip(), "\n".join(delen[1:]))).strip(),
    "emoji": _met_emoji,
}


def _lang(lot: Lot, melding: Melding) -> str:
    """Someone who writes down the whole story, paragraph after paragraph."""
    alineas = [_net(lot, melding)[0].strip()]
    kernen = lot.greep(_kernen(melding), min(3, len(_kernen(melding))))
    alineas += [
        " ".join([_zin(_vul(lot, kern, melding)), *_bijzinnen(lot, melding, lot.getal(3, 7))])
        for kern in kernen
    ]
    return "\n\n".join([*alineas, lot.uit(_sloten(melding))])


def levensverhaal(lot: Lot, melding: Melding) -> str:
    """One text of several pages, for the form and the screens to bear."""
    return "\n\n".join(_lang(lot, melding) for _ in range(7))


def omschrijving(lot: Lot, melding: Melding) -> str:
    """The text of `melding`; its other facts must be known, because the text speaks of them."""
    if melding.kanaal == "TELEFOON" and melding.melder_type not in _FORMEEL and lot.kans(70):
        kern = _hoofdletter(_vul(lot, _kern(lot, melding), melding)).rstrip("?")
        vormen = zinnen_vorm.TELEFOONVRAAG if _is_vraag(melding) else zinnen_vorm.TELEFOONNOTITIE
        notitie = lot.uit(vormen).format(kern=kern)
        return " ".join([notitie, *_bijzinnen(lot, melding, lot.getal(0, 2))])
    if melding.arbeidsmigranten and melding.melder_type in ("UITZENDKRACHT_ZZP", "ANONIEM") and lot.kans(20):
        eigen = _vul(lot, lot.uit(zinnen_werk.TAALMIX), melding)
        return eigen if lot.kans(35) else f"{eigen} {_zin(_vul(lot, _kern(lot, melding), melding))}"
    toon = "net" if melding.melder_type in _FORMEEL else lot.gewogen(_TOON)
    if toon == "lang":
        return _lang(lot, melding)
    if toon == "kort":
        return _hoofdletter(_vul(lot, _kern(lot, melding), melding))
    return _TONEN[toon](lot, _net(lot, melding))
