"""What went out about one melding, to partners and to its reporter: for its page and its timeline."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from inspectie.tijd import AMSTERDAM
from interventies.models import Bericht, Overdracht, Overdrachtsvoorstel, Terugkoppeling
from meldingen.models import Melding
from meldingen.tijdlijn import Gebeurtenis, naam
from meldingen.woorden import Woorden, woorden


@dataclass(frozen=True, slots=True)
class Meldingspoor:
    overdrachten: list[Overdracht] = field(default_factory=list)
    voorstellen: list[Overdrachtsvoorstel] = field(default_factory=list)
    berichten: list[Bericht] = field(default_factory=list)
    terugkoppelingen: list[Terugkoppeling] = field(default_factory=list)
    namen: Woorden | None = None

    @property
    def wacht_op_bericht(self) -> bool:
        """Whether the reporter is still to be told what came of it."""
        return any(t.afgedaan_op is None and t.vervallen_op is None for t in self.terugkoppelingen)

    @property
    def niet_verteld(self) -> str:
        """Why the reporter could not be told."""
        return next(
            (t.niet_mogelijk_reden for t in reversed(self.terugkoppelingen) if t.niet_mogelijk_reden), ""
        )

    @property
    def open_voorstel(self) -> Overdrachtsvoorstel | None:
        return next((v for v in self.voorstellen if v.besloten_op is None), None)

    def partner(self, code: str) -> str:
        return self.namen("partner", code) if self.namen else code


def spoor_van(melding: Melding) -> Meldingspoor:
    """Nothing is asked where nothing went out, as of most and where the page of the melding has looked already; else
    one query for what there is, one for each kind and the code lists."""
    if not getattr(melding, "ging_uit", True):
        return Meldingspoor()
    hier = {"melding": OuterRef("pk")}
    met = (
        Melding.objects.filter(pk=melding.pk)
        .values_list(
            Exists(Overdracht.objects.filter(**hier)),
            Exists(Overdrachtsvoorstel.objects.filter(**hier)),
            Exists(Bericht.objects.filter(**hier)),
            Exists(Terugkoppeling.objects.filter(**hier)),
        )
        .first()
    )
    if met is None or not any(met):
        return Meldingspoor()
    return Meldingspoor(
        overdrachten=list(
            melding.overdrachten.select_related("door", "herroepen_door").order_by("geregistreerd_op", "pk")
        )
        if met[0]
        else [],
        voorstellen=list(melding.overdrachtsvoorstellen.select_related("voorgesteld_door", "besloten_door"))
        if met[1]
        else [],
        berichten=list(melding.berichten.select_related("door", "verzending")) if met[2] else [],
        terugkoppelingen=list(melding.terugkoppelingen.select_related("afgedaan_door")) if met[3] else [],
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
        if o.herroepen_op is not None:
            yield Gebeurtenis(
                o.herroepen_op,
                gettext("Overdracht aan %(partner)s herroepen") % partner,
                naam(o.herroepen_door),
                o.herroepen_reden,
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
    for t in spoor.terugkoppelingen:
        if t.niet_mogelijk_reden and t.afgedaan_op is not None:
            yield Gebeurtenis(
                t.afgedaan_op,
                gettext("De melder kan geen bericht krijgen over de uitkomst"),
                naam(t.afgedaan_door),
                t.niet_mogelijk_reden,
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
