"""The advice on one melding, and the advice when the rules could not be applied."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .feiten import ONBEPAALD, Waarde
from .inhoud import HANDMATIG, VANGNET, Termijn
from .taal import Vertaal, herken, te_vertalen, zeg

REGELFOUT = "REGELFOUT"

NIET_GELDIG = te_vertalen("de regelset geldt niet op %(dag)s")
GEEN_THUIS = te_vertalen("het onderwerp “%(onderwerp)s” heeft geen thuisdomein")
GEEN_FASE = te_vertalen("er is geen fase voor %(dag)s")
VERKEERDE_SOORT = te_vertalen(
    "“%(waarde)s” is geen waarde voor “%(feit)s”, dat is een feit van de soort %(soort)s"
)
ONGELDIG = te_vertalen("De regelset is ongeldig: %(fout)s")
ONVERWACHT = te_vertalen("onverwachte fout %(soort)s: %(fout)s")
ONVERWACHTE_SOORT = te_vertalen("onverwachte fout %(soort)s")
GEEN_REGELS = te_vertalen("Op de dag van ontvangst gold geen goedgekeurde set triageregels.")
_TOELICHTINGEN = (
    NIET_GELDIG,
    GEEN_THUIS,
    GEEN_FASE,
    VERKEERDE_SOORT,
    ONGELDIG,
    ONVERWACHT,
    ONVERWACHTE_SOORT,
    GEEN_REGELS,
)

Spoor = tuple[tuple[str, int], ...]
"""For each rule and modifier that was judged and did not apply: its code, and the index in its `als` of the
condition that stopped it, or NIET_NA."""

NIET_NA = -1
"""The index of a modifier that may not follow the rule that decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advies:
    """What the rules advise; a person decides.

    `gelezen` are the facts that were read on the way, with their values: no other fact could have changed the
    advice. `toelichting` is filled only after an error at run time.
    """

    regel: str
    wijzigingen: tuple[str, ...] = ()
    route: str
    prioriteit: str | None = None
    domein: str
    partners: tuple[str, ...] = ()
    redencode: str = ""
    vlaggen: tuple[str, ...] = ()
    termijn: Termijn | None = None
    versie: str
    gelezen: Mapping[str, Waarde] = field(default_factory=dict)
    spoor: Spoor = ()
    toelichting: str = ""

    @property
    def regel_code(self) -> str:
        """The rule and the modifiers that applied: "F3+F1"."""
        return "+".join((self.regel, *self.wijzigingen))


def zeg_toelichting(toelichting: str, vertaal: Vertaal) -> str:
    """That of an advice, kept in Dutch, in the language of `vertaal`. What it quotes (of Python, of a rule set that is
    broken) stays as it is."""
    return "; ".join(zeg(herken(deel, _TOELICHTINGEN), vertaal) for deel in toelichting.split("; "))


def fout_advies(versie: str, melding: str) -> Advies:
    """By hand, with the reason shown and the rule owner told: an error at run time, or no rule set at all."""
    return Advies(
        regel=VANGNET,
        route=HANDMATIG,
        domein=ONBEPAALD,
        redencode=REGELFOUT,
        vlaggen=("reden_verplicht", "waarschuw_regeleigenaar"),
        versie=versie,
        toelichting=melding,
    )
