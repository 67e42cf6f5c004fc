"""What can be done with a draft in a zaak (`handeling`)."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from interventies import concepten, forms
from interventies.handeling import HANDHAVEN, Handeling
from interventies.models import INSTRUMENTEN, Concept, ConceptStatus

C = ConceptStatus
_INGRIJPEND = frozenset({Recht.INGRIJPEND_BESLISSEN})


def _concept(*statussen: ConceptStatus, eigen: bool) -> Callable[[Concept, Gebruiker], bool]:
    """On offer in these states, to who has it in hand (`eigen`) or to anybody else."""

    def kan(concept: Concept, wie: Gebruiker) -> bool:
        return concept.status in statussen and concepten.behandelt(concept, wie) == eigen

    return kan


def _vaststelbaar(concept: Concept, wie: Gebruiker) -> bool:
    zelf = concepten.behandelt(concept, wie)
    if concept.soort in concepten.ZELF_VAST:
        return concept.status == C.CONCEPT and zelf
    return concept.soort in concepten.VIER_OGEN and concept.status == C.TER_BEOORDELING and not zelf


VOORLEGGEN = Handeling(
    "voorleggen",
    _("Voorleggen"),
    _("Voorleggen aan een teamleider"),
    _("Het concept ligt ter beoordeling."),
    frozenset({Recht.INGRIJPEND_OPSTELLEN_EIGEN}),
    forms.ConceptForm,
    lambda c, wie: c.soort in concepten.VIER_OGEN and _concept(C.CONCEPT, eigen=True)(c, wie),
    lambda _zaak, d, wie, op: concepten.leg_voor(d["concept"], versie=d["versie"], door=wie, op=op),
)
VASTSTELLEN = Handeling(
    "vaststellen",
    _("Vaststellen"),
    _("Vaststellen"),
    _("Het concept is vastgesteld. Het telt zodra het is uitgereikt."),
    HANDHAVEN | _INGRIJPEND,
    forms.ConceptForm,
    _vaststelbaar,
    lambda _zaak, d, wie, op: concepten.stel_vast(d["concept"], versie=d["versie"], door=wie, op=op),
)
TERUGSTUREN = Handeling(
    "terugsturen",
    _("Terugsturen"),
    _("Terugsturen naar de opsteller"),
    _("Het concept is teruggestuurd."),
    _INGRIJPEND,
    forms.ConceptMetRedenForm,
    _concept(C.TER_BEOORDELING, eigen=False),
    lambda _zaak, d, wie, op: concepten.stuur_terug(
        d["concept"], reden=d["reden"], versie=d["versie"], door=wie, op=op
    ),
)
UITREIKEN = Handeling(
    "uitreiken",
    _("Uitreiken"),
    _("Uitreiken"),
    _("Het is uitgereikt en telt vanaf die dag."),
    HANDHAVEN,
    forms.UitreikenForm,
    lambda c, wie: _concept(C.VASTGESTELD if c.soort in INSTRUMENTEN else C.CONCEPT, eigen=True)(c, wie),
    lambda _zaak, d, wie, op: concepten.reik_uit(
        d["concept"], dag=d["dag"], versie=d["versie"], door=wie, op=op
    ),
)
WIJZIGEN = Handeling(
    "wijzigen",
    _("Wijzigen"),
    _("Wijziging bewaren"),
    _("Het concept is gewijzigd."),
    HANDHAVEN,
    forms.WijzigConceptForm,
    _concept(C.CONCEPT, eigen=True),
    lambda _zaak, d, wie, op: concepten.wijzig(
        d["concept"],
        bevindingen=d["bevindingen"],
        toelichting=d["toelichting"],
        termijn_tot=d["termijn_tot"],
        werk=d["werk"],
        versie=d["versie"],
        door=wie,
        op=op,
    ),
)
TERUGNEMEN = Handeling(
    "terugnemen",
    _("Terugnemen"),
    _("Terugnemen om te wijzigen"),
    _("Het is weer een concept."),
    HANDHAVEN,
    forms.ConceptMetRedenForm,
    _concept(C.TER_BEOORDELING, C.VASTGESTELD, eigen=True),
    lambda _zaak, d, wie, op: concepten.neem_terug(
        d["concept"], reden=d["reden"], versie=d["versie"], door=wie, op=op
    ),
)
VERVALLEN = Handeling(
    "vervallen",
    _("Laten vervallen"),
    _("Laten vervallen"),
    _("Het concept is vervallen."),
    HANDHAVEN,
    forms.ConceptMetRedenForm,
    lambda c, wie: (
        concepten.mag_vervallen(c)
        and _concept(C.CONCEPT, C.TER_BEOORDELING, C.VASTGESTELD, eigen=True)(c, wie)
    ),
    lambda _zaak, d, wie, op: concepten.laat_vervallen(
        d["concept"], reden=d["reden"], versie=d["versie"], door=wie, op=op
    ),
)
VAN_EEN_CONCEPT = (VASTSTELLEN, VOORLEGGEN, UITREIKEN, TERUGSTUREN, WIJZIGEN, TERUGNEMEN, VERVALLEN)
