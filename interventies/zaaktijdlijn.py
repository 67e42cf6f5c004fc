"""All that happened in a zaak, in one record: when, what, who and why."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext

from inspectie.models import Gebruiker
from inspectie.tijd import AMSTERDAM
from inspectie.versies import Wijziging
from interventies.models import (
    Afschrift,
    Bijlage,
    Concept,
    ConceptStap,
    ConceptStatus,
    Contact,
    Interventie,
    InterventieWissel,
    Overtreding,
    Terugkoppeling,
    Toetsing,
    Toezegging,
    Veiligheidstoets,
    Zaak,
    ZaakMelding,
    ZaakWissel,
    ZonderGevolg,
)
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.zaakcorrecties import correcties, zoals_vastgelegd
from interventies.zaakinhoud import ALLES, Kind
from interventies.zaakwie import Wie, wie_toetste
from meldingen.tijdlijn import Gebeurtenis, naam


@dataclass(frozen=True, slots=True)
class Kennis:
    voorschriften: Rechtsteksten
    wie: Wie
    voor_werkgever: bool = False


def tijdlijn(
    zaak: Zaak,
    voorschriften: Rechtsteksten,
    *,
    hoogstens: int | None,
    voor_werkgever: bool = False,
    inhoud: AbstractSet[Kind] = ALLES,
) -> tuple[list[Gebeurtenis], bool]:
    """Newest first, and whether there is more than `hoogstens` (None: all of it). One query per source; none for what
    the zaak holds none of, where `inhoud` says what it holds."""
    bronnen = _BRONNEN if voor_werkgever else (*_BRONNEN, *_NIET_VOOR_WERKGEVER)
    kennis = Kennis(voorschriften, Wie(zaak), voor_werkgever)
    uit = [
        gebeurtenis
        for van, bron in bronnen
        if van in inhoud
        for gebeurtenis in bron(zaak, kennis, None if hoogstens is None else hoogstens + 1)
    ]
    # Who opened it tells whether somebody reported: a triagist does, for a melding.
    opende = "" if voor_werkgever else kennis.wie.deed("zaak_geopend", invoer=zaak.invoer_id)
    uit.append(Gebeurtenis(zaak.geregistreerd_op, gettext("Zaak geopend"), opende))
    uit.sort(key=lambda gebeurtenis: gebeurtenis.moment, reverse=True)
    return uit[:hoogstens], hoogstens is not None and len(uit) > hoogstens


def _dag(dag: object) -> str:
    return date_format(dag, "SHORT_DATE_FORMAT")  # type: ignore[arg-type]


def _koppelingen(zaak: Zaak, k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    reeks = ZaakMelding.objects.te_zien().filter(zaak=zaak).order_by("-geregistreerd_op", "-pk")
    zin = gettext("Melding %(nummer)s toegevoegd")
    velden = "geregistreerd_op", "melding__nummer", "melding", "invoer"
    for op, nummer, pk, invoer in reeks.values_list(*velden)[:aantal]:
        wie = k.wie.deed("melding_gekoppeld", f"melding:{pk}", invoer=invoer)
        yield Gebeurtenis(op, zin % {"nummer": nummer}, wie)


def _toewijzingen(_zaak: Zaak, k: Kennis, _aantal: int | None) -> Iterator[Gebeurtenis]:
    for t in k.wie.toewijzingen:
        yield Gebeurtenis(t.op, gettext("Toegewezen aan %(wie)s") % {"wie": t.aan}, t.door)


def _wissels(zaak: Zaak, _k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    for w in ZaakWissel.objects.filter(zaak=zaak).select_related("door").order_by("-op", "-pk")[:aantal]:
        yield Gebeurtenis(
            w.op,
            gettext("Status: %(status)s") % {"status": w.get_naar_display()},
            naam(w.door),
            w.toelichting,
        )


def _contacten(zaak: Zaak, _k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    """Of these a zaak can have thousands."""
    reeks = Contact.objects.filter(zaak=zaak).order_by("-geregistreerd_op", "-pk")
    zin, wijzen = gettext("%(wijze)s met %(met)s op %(dag)s"), dict(Contact.Wijze.choices)
    velden = "geregistreerd_op", "wijze", "met", "op", "verslag"
    wie = "door__first_name", "door__last_name", "door__username"
    rijen = list(reeks.values_list(*velden, *wie)[:aantal])
    dagen = {dag: _dag(dag) for dag in {rij[3] for rij in rijen}}
    namen = {
        deel: Gebruiker(first_name=deel[0], last_name=deel[1], username=deel[2]).naam
        for deel in {rij[5:] for rij in rijen}
    }
    for op, wijze, met, dag, verslag, *door in rijen:
        wat = zin % {"wijze": wijzen[wijze], "met": met, "dag": dagen[dag]}
        yield Gebeurtenis(op, wat, namen[tuple(door)], verslag)


def _veiligheid(zaak: Zaak, _k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    reeks = Veiligheidstoets.objects.filter(zaak=zaak).select_related("door")
    for t in reeks.order_by("-geregistreerd_op", "-pk")[:aantal]:
        yield Gebeurtenis(
            t.geregistreerd_op,
            gettext("Veiligheidstoets: %(besluit)s") % {"besluit": t.get_besluit_display()},
            naam(t.door),
            t.afspraken,
        )


def _overtredingen(zaak: Zaak, k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    for o in zoals_vastgelegd(_staande(Overtreding.objects.filter(zaak=zaak), k)[:aantal], k.voor_werkgever):
        recht = k.voorschriften.naam(o.voorschrift, o.geconstateerd_op, o.geregistreerd_op)
        yield Gebeurtenis(
            o.geregistreerd_op,
            gettext("Overtreding vastgelegd: %(voorschrift)s, geconstateerd op %(dag)s")
            % {"voorschrift": recht, "dag": _dag(o.geconstateerd_op)},
            k.wie.deed("overtreding", o.pk, invoer=o.invoer_id),
            waarom=o.ernstige_mate_motivering,
            recht=recht,
        )


def _staande(reeks: Any, k: Kennis) -> Any:
    """What turned out to be an error was on record, and stays there with the correction that says so; the employer
    hears of what there was."""
    if k.voor_werkgever:
        reeks = reeks.filter(vervallen=False)
    return reeks.order_by("-geregistreerd_op", "-pk")


def _zonder_gevolg(zaak: Zaak, _k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    reeks = ZonderGevolg.objects.filter(overtreding__zaak=zaak).select_related("door")
    for z in reeks.order_by("-op", "-pk")[:aantal]:
        yield Gebeurtenis(z.op, gettext("Op een overtreding volgt niets"), naam(z.door), z.reden)


def _stappen(zaak: Zaak, k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    """What is still being considered, or was and came to nothing, is no business of the employer's."""
    eerder = ConceptStap.objects.filter(concept=OuterRef("concept"), pk__lt=OuterRef("pk")).order_by("-pk")
    reeks = ConceptStap.objects.filter(concept__zaak=zaak).select_related("door", "concept")
    reeks = reeks.annotate(vorige=Subquery(eerder.values("naar")[:1]))
    if k.voor_werkgever:
        reeks = reeks.filter(concept__status=ConceptStatus.UITGEREIKT)
    for s in reeks.order_by("-op", "-pk")[:aantal]:
        wat = s.concept.get_soort_display()
        if s.naar == ConceptStatus.UITGEREIKT and s.concept.mondeling_op is not None:
            zin = gettext("%(soort)s op schrift uitgereikt") % {"soort": wat}
            if s.concept.uitgereikt_op is not None:
                zin = gettext("%(soort)s op schrift uitgereikt op %(dag)s") % {
                    "soort": wat,
                    "dag": _dag(s.concept.uitgereikt_op),
                }
        elif s.naar == ConceptStatus.CONCEPT and s.vorige not in (None, s.naar):
            # Sent back, or taken back; what is a concept after a concept was taken over.
            zin = gettext("%(soort)s: weer een concept") % {"soort": wat}
        else:
            zin = gettext("%(soort)s: %(stap)s") % {"soort": wat, "stap": s.get_naar_display().lower()}
        yield Gebeurtenis(s.op, zin, naam(s.door), s.toelichting)


def _interventies(zaak: Zaak, k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    reeks = Interventie.objects.filter(zaak=zaak).select_related("concept")
    for i in zoals_vastgelegd(_staande(reeks, k)[:aantal], k.voor_werkgever):
        yield Gebeurtenis(
            i.geregistreerd_op,
            gettext("%(soort)s op %(dag)s") % {"soort": i.get_soort_display(), "dag": _dag(i.uitgereikt_op)},
            k.wie.deed("interventie", i.pk, invoer=i.invoer_id),
            waarom="\n".join(filter(None, (i.stilgelegd, i.toelichting))),
        )


def _opvolging(zaak: Zaak, k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    reeks = InterventieWissel.objects.filter(interventie__zaak=zaak).select_related("door", "interventie")
    if k.voor_werkgever:  # who reads what is so
        reeks = reeks.staande()
    for w in reeks.order_by("-op", "-pk")[:aantal]:
        zin = gettext("%(soort)s: %(uitkomst)s op %(dag)s")
        if w.herroept_id is not None:
            zin = gettext("%(soort)s: toch niet %(uitkomst)s op %(dag)s, dat was onjuist vastgelegd")
        yield Gebeurtenis(
            w.op,
            zin
            % {
                "soort": w.interventie.get_soort_display(),
                "uitkomst": (w.get_van_display() if w.herroept_id else w.get_naar_display()).lower(),
                "dag": _dag(w.dag),
            },
            naam(w.door),
            w.toelichting,
        )


def _toezeggingen(zaak: Zaak, k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    for t in zoals_vastgelegd(_staande(Toezegging.objects.filter(zaak=zaak), k)[:aantal], k.voor_werkgever):
        # The newest first, as all of these: on the day of the promise itself both are of one moment.
        if t.nagekomen_op is not None:
            dag = datetime.combine(t.nagekomen_op, time(12), AMSTERDAM)
            yield Gebeurtenis(
                max(dag, t.geregistreerd_op),
                gettext("Toezegging nagekomen"),
                k.wie.deed("toezegging_nagekomen", t.pk),
                waarom=t.maatregel,
            )
        yield Gebeurtenis(
            t.geregistreerd_op,
            gettext("Toezegging, uiterlijk %(dag)s") % {"dag": _dag(t.uiterlijk_op)},
            k.wie.deed("toezegging", t.pk),
            waarom=t.maatregel,
        )


def _toetsingen(zaak: Zaak, _k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    hier = ZaakMelding.objects.te_zien().filter(zaak=zaak)
    reeks = Toetsing.objects.filter(melding__in=hier.values("melding")).order_by("-geregistreerd_op", "-pk")
    zin = gettext("Toetsing van melding %(nummer)s: %(uitkomst)s")
    velden = "geregistreerd_op", "melding__nummer", "melding", "resultaat", "toelichting"
    rijen = list(reeks.values_list(*velden)[:aantal])
    wie = wie_toetste(pk for _, _, pk, _, _ in rijen)
    for op, nummer, pk, resultaat, toelichting in rijen:
        uitkomst = str(Toetsing.Resultaat(resultaat).label).lower()
        # Whoever tests one here leaves a line in the log.
        deed = wie.get((f"melding:{pk}", op)) or gettext("ingelezen")
        yield Gebeurtenis(op, zin % {"nummer": nummer, "uitkomst": uitkomst}, deed, toelichting)


def _bijlagen(zaak: Zaak, _k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    reeks = Bijlage.objects.filter(zaak=zaak).exclude(herkomst=Bijlage.Herkomst.MELDER)
    yield from _van_bijlagen(reeks, aantal)


def _bijlagen_van_melders(zaak: Zaak, _k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    yield from _van_bijlagen(Bijlage.objects.filter(zaak=zaak, herkomst=Bijlage.Herkomst.MELDER), aantal)


def _van_bijlagen(reeks: QuerySet[Bijlage], aantal: int | None) -> Iterator[Gebeurtenis]:
    for b in reeks.select_related("door", "weg__door").order_by("-op", "-pk")[:aantal]:
        weg = getattr(b, "weg", None)
        yield Gebeurtenis(
            b.op,
            gettext("Bestand toegevoegd: %(naam)s") % {"naam": b.naam},
            naam(b.door),
            b.omschrijving,
            kaal=gettext("Bestand toegevoegd"),
            bijlage=b.pk,
        )
        if weg is not None:
            yield Gebeurtenis(
                weg.op,
                gettext("Bestand weggehaald: %(naam)s") % {"naam": b.naam},
                naam(weg.door),
                weg.reden,
                kaal=gettext("Bestand weggehaald"),
                bijlage=b.pk,
            )


def _afschriften(zaak: Zaak, _k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    reeks = Afschrift.objects.filter(zaak=zaak).select_related("door")
    for a in reeks.order_by("-op", "-pk")[:aantal]:
        wat = gettext("Afschrift van het dossier: %(omvang)s") % {"omvang": a.get_omvang_display()}
        yield Gebeurtenis(a.op, wat, naam(a.door), a.reden)


def _terugkoppelingen(zaak: Zaak, _k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    reeks = (
        Terugkoppeling.objects.hier()
        .filter(zaak=zaak, afgedaan_op__isnull=False)
        .select_related("melding", "bericht", "afgedaan_door")
        .order_by("-afgedaan_op", "-pk")
    )
    for t in reeks[:aantal]:
        nummer = {"nummer": t.melding.nummer}
        if t.bericht is None:
            zin = gettext("De melder van melding %(nummer)s kan geen bericht krijgen") % nummer
        else:
            zin = gettext("De melder van melding %(nummer)s heeft bericht over de uitkomst") % nummer
        if t.afgedaan_op is not None:
            yield Gebeurtenis(t.afgedaan_op, zin, naam(t.afgedaan_door), t.niet_mogelijk_reden)


def _correcties(zaak: Zaak, k: Kennis, aantal: int | None) -> Iterator[Gebeurtenis]:
    return correcties(zaak, k.voorschriften, aantal)


Bron = Callable[[Zaak, Kennis, int | None], Iterator[Gebeurtenis]]
# What shows that anyone reported, and with whom one talked: it leaves the building for the court alone (`afschrift`).
# The employer knows when he was phoned himself. Each with what a zaak must hold for it to tell anything.
_NIET_VOOR_WERKGEVER: tuple[tuple[Kind, Bron], ...] = (
    (Contact, _contacten),
    (ZaakMelding, _koppelingen),
    (ZaakMelding, _toetsingen),
    (Terugkoppeling, _terugkoppelingen),
    (Bijlage, _bijlagen_van_melders),
    (Afschrift, _afschriften),
    (Wijziging, _correcties),
)
_BRONNEN: tuple[tuple[Kind, Bron], ...] = (
    (ZaakWissel, _wissels),
    (ZaakWissel, _toewijzingen),
    (Veiligheidstoets, _veiligheid),
    (Overtreding, _overtredingen),
    (Overtreding, _zonder_gevolg),
    (Concept, _stappen),
    (Interventie, _interventies),
    (Interventie, _opvolging),
    (Toezegging, _toezeggingen),
    (Bijlage, _bijlagen),
)
