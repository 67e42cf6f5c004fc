"""An advice as it is shown: what was advised, why, and what kept other rules from deciding. From the stored facts only:
what the melding says today may differ, and then it is not why this was advised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import get_language, gettext

from meldingen import triage
from meldingen.models import TriageBesluit
from meldingen.regelsets import gecompileerd
from meldingen.triage import VLAGGEN, Oordeel
from meldingen.triage.feiten import ALLE_FEITEN, toon
from meldingen.woorden import REDENEN, Woorden


@dataclass(frozen=True, slots=True)
class Stap:
    """A rule or modifier: the condition that stopped it and how that stood; both empty where it applied."""

    code: str
    titel: str
    voorwaarde: str = ""
    waarden: str = ""


@dataclass(frozen=True, slots=True)
class Advieskaart:
    besluit: TriageBesluit
    route: str
    prioriteit: str
    besluit_route: str
    partners: Sequence[str] = ()
    reden: str = ""
    toelichting: str = ""
    vlaggen: Sequence[str] = ()
    feiten: Sequence[tuple[str, str]] = ()
    beslist: Stap | None = None
    toegepast: Sequence[Stap] = ()
    niet: Sequence[Stap] = field(default=())
    later: Sequence[str] = ()
    """Codes of the rules that were not looked at any more."""


def maak_advieskaart(besluit: TriageBesluit, woorden: Woorden) -> Advieskaart:
    """No query, but for a version of the rules that this process did not compile yet."""
    stappen = _stappen(besluit, woorden)
    bekeken = {code for code, _ in besluit.spoor} | set(besluit.regel.split("+"))
    return Advieskaart(
        besluit=besluit,
        route=besluit.get_route_display(),
        prioriteit=besluit.prioriteit,
        besluit_route=besluit.get_besluit_route_display(),
        partners=[woorden("partner", code) for code in besluit.partners.split("+") if code],
        reden=str(REDENEN.get(besluit.redencode, besluit.redencode)),
        toelichting=triage.zeg_toelichting(besluit.toelichting, gettext),
        vlaggen=[gettext(VLAGGEN.get(vlag, vlag)) for vlag in besluit.vlaggen],
        feiten=_gelezen(besluit.feiten, woorden),
        beslist=next((s for o, s in stappen if o is Oordeel.BESLIST), None),
        toegepast=[s for o, s in stappen if o is Oordeel.TOEGEPAST],
        niet=[s for o, s in stappen if o is Oordeel.NIET and s.code in bekeken],
        later=[s.code for o, s in stappen if s.code not in bekeken],
    )


def _stappen(besluit: TriageBesluit, woorden: Woorden) -> list[tuple[Oordeel, Stap]]:
    """Empty when the advice did not come from a rule, or when its facts no longer lead to it."""
    if besluit.regelset_id is None or besluit.toelichting:
        return []
    regels = gecompileerd(besluit.regelset_id, woorden.thuis)
    uitleg = regels.verklaar(lees_feiten(besluit.feiten), gettext)
    regel = besluit.regel.split("+")[0]
    if not any(u.code == regel and u.oordeel is Oordeel.BESLIST for u in uitleg):
        return []
    engels: dict[str, str] = {}
    if get_language() == "en":
        engels = {regel.code: regel.titel_en for regel in regels.inhoud.regels}
        engels |= {wijziging.code: wijziging.titel_en for wijziging in regels.inhoud.wijzigingen}
    return [
        (
            u.oordeel,
            Stap(
                u.code, engels.get(u.code) or u.titel, woorden.in_zin(u.voorwaarde), woorden.in_zin(u.waarden)
            ),
        )
        for u in uitleg
    ]


def lees_feiten(opgeslagen: Mapping[str, object]) -> triage.Feiten:
    """The stored facts of an advice as the rules read them. What was not read then is unknown: it decided nothing."""
    velden: dict[str, object] = {naam: waarde for naam, waarde in opgeslagen.items() if naam in triage.FEITEN}
    velden["ontvangen_op"] = date.fromisoformat(str(velden["ontvangen_op"]))
    onderwerpen = velden.get("onderwerpen")
    velden["onderwerpen"] = tuple(onderwerpen) if isinstance(onderwerpen, list) else ()
    return triage.Feiten(**velden)  # type: ignore[arg-type]  # the engine checks the types itself


def _gelezen(opgeslagen: Mapping[str, object], woorden: Woorden) -> list[tuple[str, str]]:
    regels = []
    for naam, waarde in opgeslagen.items():
        if naam not in ALLE_FEITEN:
            continue
        if naam == "ontvangen_op":
            waarde = date.fromisoformat(str(waarde))
        nette = tuple(waarde) if isinstance(waarde, list) else waarde
        regels.append((gettext(ALLE_FEITEN[naam].titel), woorden.in_zin(toon(nette, gettext))))  # type: ignore[arg-type]
    return regels
