"""The letter that an order to stop work is lifted: the employer may not go on before it was told so (the order says
it). Made as any other, of the order alone, and fixed with the lifting itself."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from inspectie.uitvoer.getallen import datum
from interventies import briefteksten, brieven, bronnen, wet
from interventies.briefopmaak import ondertekening
from interventies.models import Brief, Brieftekst, Concept, Interventie, InterventieWissel


@dataclass(frozen=True, slots=True)
class Opheffing:
    """A letter that can go out, before the lifting is on record."""

    concept: Concept
    opmaak: brieven.Opmaak
    bestanden: tuple[bytes, bytes]

    def leg_vast(self, wissel: InterventieWissel, *, door: Gebruiker, op: datetime) -> Brief:
        brief = brieven.leg_vast(self.concept, self.opmaak, self.bestanden, wissel=wissel, door=door, op=op)
        # A letter of the concept itself that is still to come is of a later version.
        self.concept.versie += 1
        self.concept.save(update_fields=["versie"])
        return brief


def maak(
    interventie: Interventie, *, dag: date, reden: str, door: Gebruiker, op: datetime
) -> Opheffing | None:
    """The letter of lifting a locked order on `dag`; None of an order from a file, which has no letter here. Before
    anything is logged: it takes a while. Raises Regelfout, also where the reason gives the source away."""
    concept = (
        Concept.objects.select_for_update(no_key=True, of=("self",))
        .select_related("zaak", "werkgever", "opgesteld_door", "interventie")
        .filter(interventie=interventie)
        .first()
    )
    if concept is None:
        return None
    opmaak = _maak_op(concept, dag, reden, door, op)
    zin = _("De brief over de opheffing kan zo niet uit: “%(woorden)s”. %(reden)s")
    bronnen.weiger(concept.zaak, opmaak.tekst, zin, veld="toelichting")
    return Opheffing(concept, opmaak, brieven.bestanden(opmaak))


def _maak_op(concept: Concept, dag: date, reden: str, door: Gebruiker, op: datetime) -> brieven.Opmaak:
    teksten = brieven.teksten_voor(Brieftekst.Voor.OPHEFFING, lokale_dag(op))
    overtredingen = list(concept.overtredingen.order_by("geconstateerd_op", "pk"))
    # A letter is in Dutch, whoever makes it.
    with translation.override(settings.LANGUAGE_CODE):
        woorden = brieven.woorden_van(concept, overtredingen, wet.recht(), lokale_dag(op))
        woorden |= {"opgeheven": datum(dag), "inspecteur": door.naam}
        blokken = dict.fromkeys(briefteksten.BLOKKEN, ()) | {
            "werk": briefteksten.alineas(concept.werk),
            "reden": briefteksten.alineas(reden),
        }
        return brieven.zet(
            concept,
            teksten,
            briefteksten.vul(teksten[0].tekst, woorden, blokken),
            kenmerk=woorden["kenmerk"],
            tekenaars=ondertekening(door.naam),
            vrij=(reden, concept.werk),
            moment=op,
        )
