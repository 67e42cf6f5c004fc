"""What the records said of an employer at the moment a melding about it was received (domain section 3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from inspectie.models import VrijeDag
from inspectie.termijnen import verschuif
from inspectie.tijd import lokale_dag
from inspectie.versies import standen
from interventies.models import (
    Interventie,
    InterventieStatus,
    Overtreding,
    Soort,
    Toezegging,
    Zaak,
    ZaakMelding,
)
from meldingen.adviseren import Dossierfeiten
from meldingen.models import Melder, Melding, Werkgever
from meldingen.werkgevers import op_moment, samenhang


@dataclass(slots=True)
class _Gekoppeld:
    pk: int
    sinds: datetime
    onderwerpen: frozenset[str]
    werkgever: int | None
    dubbel: bool


@dataclass(slots=True)
class _Zaak:
    """A zaak with what it had, and since when."""

    pk: int
    vanaf: datetime
    gesloten_op: datetime | None
    meldingen: list[_Gekoppeld] = field(default_factory=list)
    werkgevers: list[tuple[datetime, int]] = field(default_factory=list)

    def open_op(self, moment: datetime) -> bool:
        return self.vanaf <= moment and (self.gesloten_op is None or self.gesloten_op > moment)


def dossierfeiten(meldingen: Sequence[Melding]) -> Mapping[int, Dossierfeiten]:
    """The facts from the records for a batch of meldingen, each as of its own receipt. A dozen queries for all."""
    wie = {m.werkgever_id for m in meldingen if m.werkgever_id}
    if not wie or not Zaak.objects.exists():
        return {}
    kring = samenhang(wie)
    reeksen = standen(Werkgever, sorted(kring))
    zaken = _zaken(kring)
    instrumenten = list(
        Interventie.objects.filter(
            werkgever__in=kring,
            soort__in=(Soort.WAARSCHUWING, Soort.EIS),
            vervallen=False,
            termijn_tot__isnull=False,
        ).exclude(status=InterventieStatus.NAGEKOMEN)
    )
    toezeggingen = list(Toezegging.objects.filter(werkgever__in=kring))
    vrij = frozenset(VrijeDag.objects.values_list("datum", flat=True)) if instrumenten else frozenset[date]()
    kenmerken = _kenmerken({g.pk for zaak in zaken for g in zaak.meldingen} | {m.pk for m in meldingen})

    uit = {}
    for melding in meldingen:
        if melding.werkgever_id is None:
            continue
        moment = melding.ontvangen_op
        dag = lokale_dag(moment)

        def groep(pk: int, moment: datetime = moment) -> int:
            hoofd: int | None = op_moment(reeksen[pk], moment).velden["hoofd_id"] if pk in reeksen else None
            return hoofd or pk

        eigen = groep(melding.werkgever_id)
        lopend = [
            zaak
            for zaak in zaken
            if zaak.open_op(moment)
            and any(sinds <= moment and groep(w) == eigen for sinds, w in zaak.werkgevers)
            and any(
                g.sinds <= moment
                and g.pk != melding.pk
                and g.onderwerpen & set(melding.onderwerpen.split(";"))
                for g in zaak.meldingen
            )
        ]
        uit[melding.pk] = Dossierfeiten(
            lopende_zaak=bool(lopend),
            eerdere_meldingen=max(
                (
                    sum(
                        g.sinds <= moment
                        and g.pk != melding.pk
                        and not g.dubbel
                        and not kenmerken.get(g.pk, frozenset()) & kenmerken.get(melding.pk, frozenset())
                        for g in zaak.meldingen
                    )
                    for zaak in lopend
                ),
                default=0,
            ),
            instrument_termijn_verlopen=any(
                i.geregistreerd_op <= moment
                and groep(i.werkgever_id) == eigen
                and i.termijn_tot is not None
                and verschuif(i.termijn_tot, i.uitgereikt_op, vrij) < dag
                for i in instrumenten
            ),
            toezegging_niet_nagekomen=any(
                t.geregistreerd_op <= moment
                and groep(t.werkgever_id) == eigen
                and t.uiterlijk_op < dag
                and (t.nagekomen_op is None or t.nagekomen_op > dag)
                for t in toezeggingen
            ),
        )
    return uit


def _zaken(kring: set[int]) -> list[_Zaak]:
    """Every zaak that any of these records was ever part of, with its meldingen."""
    pks: set[int] = set(
        ZaakMelding.objects.filter(melding__werkgever__in=kring, vervallen=False).values_list(
            "zaak_id", flat=True
        )
    )
    werkgevers: list[tuple[int, datetime, int]] = []
    for model in (Interventie, Overtreding):
        rijen = model.objects.filter(werkgever__in=kring, vervallen=False)
        werkgevers += rijen.values_list("zaak_id", "geregistreerd_op", "werkgever_id")
    pks |= {zaak for zaak, _, _ in werkgevers}
    zaken = {
        pk: _Zaak(pk, op, gesloten)
        for pk, op, gesloten in Zaak.objects.filter(pk__in=pks).values_list(
            "pk", "geregistreerd_op", "gesloten_op"
        )
    }
    koppelingen = ZaakMelding.objects.filter(zaak__in=pks, vervallen=False).values_list(
        "zaak_id",
        "geregistreerd_op",
        "melding_id",
        "melding__onderwerpen",
        "melding__werkgever_id",
        "melding__dubbel_van_id",
    )
    for zaak, sinds, melding, onderwerpen, werkgever, dubbel in koppelingen:
        codes = frozenset(onderwerpen.split(";"))
        zaken[zaak].meldingen.append(_Gekoppeld(melding, sinds, codes, werkgever, dubbel is not None))
        if werkgever:
            zaken[zaak].werkgevers.append((sinds, werkgever))
    for zaak, sinds, werkgever in werkgevers:
        zaken[zaak].werkgevers.append((sinds, werkgever))
    return list(zaken.values())


def _kenmerken(pks: set[int]) -> dict[int, frozenset[str]]:
    """By melding the blind indexes that tell its reporter; two meldingen that share one are of one person."""
    uit = {}
    for pk, email, telefoon, naam in Melder.objects.filter(melding__in=pks).values_list(
        "melding_id", "zoek_email", "zoek_telefoon", "zoek_naam"
    ):
        # A name alone is a weak sign: it counts only where there is nothing better.
        uit[pk] = frozenset({email, telefoon} - {""} or {naam} - {""})
    return uit
