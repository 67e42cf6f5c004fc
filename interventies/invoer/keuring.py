"""The law over what is imported: the same guards as on screen. A row that the law forbids is a wrong row.

A boeterapport leans on what may stand further on in the file, so it is judged when all of it is in. What is refused may
be mended by a correction in the same folder (two names merged, a violation corrected before the instrument was issued):
with a correcties.csv such a row stays in `Context.beraad` until those are done.
"""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from inspectie.bulk import onder
from interventies import handhaving, wet
from interventies.handhaving import Geschiedenis, Verzoek, Weigering
from interventies.invoer import opslaan
from interventies.invoer.context import Context
from interventies.invoer.fouten import Fout
from interventies.invoer.rij import Rij
from interventies.models import Interventie, Overtreding, Soort

MEESTE_IN_BERAAD = 50_000  # what is over it is refused at once: memory, and time
VERVALLEN = f"is vervallen: deze overtreding is bij vergissing geregistreerd [{handhaving.AWB_OVERTREDING}]"

# The columns that a rule about a column reads besides it. When one of those is wrong, nothing can be said.
_LEEST = {
    "wijze": {"soort"},
    "veiligheidstoets": {"wijze"},
    "overtredingen": {"soort", "zaak", "werkgever", "uitgereikt_op"},
    "grondslag": {"soort", "overtredingen"},
    "termijn_tot": {"soort"},
    "toelichting": {"soort"},
}


def keur_overtredingen(context: Context, rijen: Sequence[Rij]) -> None:
    for rij in rijen:
        mis = rij.mis() | rij.zwevend
        if "voorschrift" in mis:
            continue
        overtreding = handhaving.Overtreding(
            sleutel=rij.sleutel,
            zaak=rij.cel("zaak"),
            werkgever=rij.cel("werkgever"),
            voorschrift=rij.waarden["voorschrift"],
            geconstateerd_op=rij.waarden["geconstateerd_op"] or date.min,
        )
        for weigering in handhaving.beoordeel_overtreding(overtreding, context.wet):
            if weigering.kolom not in mis:
                rij.gebrek(weigering.kolom, wet.in_woorden(weigering))


def keur_interventies(context: Context, rijen: Sequence[Rij]) -> None:
    """Add what the law objects to, also in a row with other faults, as far as it can be said then. A good row that it
    objects to may go into `beraad`; a boeterapport without other faults is not judged here."""
    nodig = {pk for rij in rijen for pk in rij.ids["overtredingen"]}
    gevonden = {o.pk: o for o in Overtreding.objects.select_related("zaak").filter(pk__in=onder(nodig))}
    groep = wet.genoemde_groepen(
        {rij.ids["werkgever"] for rij in rijen if rij.ids["werkgever"]}
        | {o.werkgever_id for o in gevonden.values()}
    )
    for rij in rijen:
        overtredingen = [gevonden[pk] for pk in rij.ids["overtredingen"]]
        for overtreding in overtredingen:
            if overtreding.vervallen:
                rij.gebrek("overtredingen", VERVALLEN, overtreding.extern_kenmerk)
        if not rij.fouten and rij.waarden["soort"] == Soort.BOETERAPPORT:
            continue
        weigeringen = list(_weigeringen(context, rij, overtredingen, groep))
        if weigeringen and not rij.fouten and _kan_in_beraad(context, weigeringen):
            rij.in_beraad = True
            continue
        for weigering in weigeringen:
            rij.gebrek(weigering.kolom, wet.in_woorden(weigering))


def _weigeringen(
    context: Context, rij: Rij, overtredingen: Sequence[Overtreding], groep: Mapping[int, int]
) -> Iterator[Weigering]:
    mis = rij.mis() | rij.zwevend
    if rij.waarden["soort"] == Soort.BOETERAPPORT:
        mis.add("overtredingen")  # its history is not all in yet
    verzoek = Verzoek(
        soort=rij.waarden["soort"] or "",
        wijze=rij.waarden["wijze"] or "",
        zaak=wet.Genoemd(rij.ids["zaak"] or 0, rij.cel("zaak")),
        werkgever=groep.get(rij.ids["werkgever"], 0),
        uitgereikt_op=rij.waarden["uitgereikt_op"] or date.min,
        grondslag=rij.waarden["grondslag"],
        termijn_tot=rij.waarden["termijn_tot"],
        voorgeschreven_wijze=rij.waarden["toelichting"],
        veiligheidstoets=rij.waarden["veiligheidstoets"],
        overtredingen=tuple(wet.overtreding_voor_de_wet(o, groep[o.werkgever_id]) for o in overtredingen),
    )
    for weigering in handhaving.beoordeel(verzoek, Geschiedenis(), context.wet).weigeringen:
        if not mis & {weigering.kolom, *_LEEST.get(weigering.kolom, ())}:
            yield weigering


def _kan_in_beraad(context: Context, weigeringen: Sequence[Weigering]) -> bool:
    """Only what lies in other records can be mended by correcting those."""
    elders = all(weigering.kolom in ("overtredingen", "grondslag") for weigering in weigeringen)
    return elders and context.met_correcties and len(context.beraad) < MEESTE_IN_BERAAD


def keur_boeterapporten(context: Context, pks: "array[int]", regels: "array[int]") -> None:
    """Judge the stored boeterapporten of this run against the whole history."""
    for pk, regel in zip(pks, regels, strict=True):
        interventie = wet.met_overtredingen().get(pk=pk)
        weigeringen = wet.oordeel(interventie, context.wet, buiten=context.beraad).weigeringen
        if weigeringen and _kan_in_beraad(context, weigeringen):
            context.beraad[pk] = regel
        elif weigeringen:
            _neem_terug(context, interventie, regel, weigeringen)


def herzie(context: Context, werkgevers: Collection[int]) -> None:
    """What the law allows by now, of these werkgevers (ids, with who stands for them) and their successors, leaves
    `beraad`: nothing that comes after may make it unlawful again."""
    vrij = True
    while vrij:  # one can rest on another
        vrij = False
        for interventie in wet.bij_werkgevers(wet.opvolgers(werkgevers)):
            if (
                interventie.pk in context.beraad
                and wet.oordeel(interventie, context.wet, buiten=context.beraad).toegestaan
            ):
                del context.beraad[interventie.pk]
                vrij = True


def sluit_beraad(context: Context) -> None:
    """Nothing changes any more: what the law still forbids is refused, and taken back."""
    for pk, regel in list(context.beraad.items()):
        interventie = wet.met_overtredingen().get(pk=pk)
        weigeringen = wet.oordeel(interventie, context.wet, buiten=context.beraad).weigeringen
        _neem_terug(context, interventie, regel, weigeringen)
    context.beraad.clear()


def _neem_terug(
    context: Context, interventie: Interventie, regel: int, weigeringen: Sequence[Weigering]
) -> None:
    bestand = context.bestanden["interventies"]
    fouten = []
    for weigering in weigeringen:
        waarde = weigering.overtreding or getattr(interventie, weigering.kolom, None) or ""
        fouten.append(Fout(bestand.csv, regel, weigering.kolom, str(waarde), wet.in_woorden(weigering)))
    context.afkeur.keur_af(bestand.naam, regel, interventie.extern_kenmerk or "", fouten)
    opslaan.verwijder_interventies([interventie.pk])
    context.telling(bestand.naam)["nieuw"] -= 1
