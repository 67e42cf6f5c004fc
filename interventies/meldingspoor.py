"""What went out about one melding, to partners and to its reporter: for its page and its timeline."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from inspectie.tijd import AMSTERDAM
from interventies.models import Bericht, Overdracht, Overdrachtsvoorstel
from meldingen.models import Melding
from meldingen.tijdlijn import Gebeurtenis, naam
from meldingen.woorden import Woorden, woorden


@dataclass(frozen=True, slots=True)
class Meldingspoor:
    overdrachten: list[Overdracht] = field(default_factory=list)
    voorstellen: list[Overdrachtsvoorstel] = field(default_factory=list)
    berichten: list[Bericht] = field(default_factory=list)
    namen: Woorden | None = None

    @property
    def open_voorstel(self) -> Overdrachtsvoorstel | None:
        return next((v for v in self.voorstellen if v.besloten_op is None), None)

    def partner(self, code: str) -> str:
        return self.namen("partner", code) if self.namen else code


def spoor_van(melding: Melding) -> Meldingspoor:
    """One query for a melding of which nothing went out, as most are; else one for each kind and the code lists."""
    hier = {"melding": OuterRef("pk")}
    met = (
        Melding.objects.filter(pk=melding.pk)
        .values_list(
            Exists(Overdracht.objects.filter(**hier)),
            Exists(Overdrachtsvoorstel.objects.filter(**hier)),
            Exists(Bericht.objects.filter(**hier)),
        )
        .first()
    )
    if met is None or not any(met):
        return Meldingspoor()
    return Meldingspoor(
        overdrachten=list(melding.overdrachten.select_related("door").order_by("geregistreerd_op", "pk"))
        if met[0]
        else [],
        voorstellen=list(melding.overdrachtsvoorstellen.select_related("voorgesteld_door", "besloten_door"))
        if met[1]
        else [],
        berichten=list(melding.berichten.select_related("door", "verzending")) if met[2] else [],
        namen=woorden(),
    )


def verloop(spoor: Meldingspoor) -> Iterator[Gebeurtenis]:
    """In no order."""
    for o in spoor.overdrachten:
        partner = {"partner": spoor.partner(o.partner)}
        waarom = o.geen_bericht_reden and gettext("Geen bericht aan de melder: %(reden)s") % {
            "reden": o.geen_bericht_reden
        }
        yield Gebeurtenis(
            o.geregistreerd_op, gettext("Overgedragen aan %(partner)s") % partner, naam(o.door), waarom
        )
        if o.ontvangst_bevestigd_op is not None:
            yield Gebeurtenis(
                _op(o.ontvangst_bevestigd_op, o.geregistreerd_op),
                gettext("Ontvangst bevestigd door %(partner)s") % partner,
            )
        if o.teruggestuurd_op is not None:
            yield Gebeurtenis(
                _op(o.teruggestuurd_op, o.geregistreerd_op),
                gettext("Teruggestuurd door %(partner)s") % partner,
                waarom=o.teruggestuurd_reden,
            )
    for v in spoor.voorstellen:
        partner = {"partner": spoor.partner(v.partner)}
        yield Gebeurtenis(
            v.voorgesteld_op,
            gettext("Overdracht voorgesteld aan %(partner)s") % partner,
            naam(v.voorgesteld_door),
            v.reden,
        )
        if v.besloten_op is not None and v.overdracht_id is None:
            yield Gebeurtenis(
                v.besloten_op,
                gettext("Voorstel tot overdracht afgewezen"),
                naam(v.besloten_door),
                v.besluit_reden,
            )
    for b in spoor.berichten:
        yield Gebeurtenis(
            b.geregistreerd_op,
            gettext("%(soort)s aan de melder, per %(kanaal)s")
            % {"soort": b.get_soort_display(), "kanaal": b.get_kanaal_display().lower()},
            naam(b.door),
        )


def _op(dag: date, niet_voor: datetime) -> datetime:
    """A day in a timeline of moments: at noon, and not before what it follows on."""
    return max(datetime.combine(dag, time(12), AMSTERDAM), niet_voor)
