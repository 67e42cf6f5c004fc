"""The law over what is imported: the same guards as on screen. A row that the law forbids is a wrong row."""

from array import array
from collections.abc import Sequence

from interventies import handhaving, wet
from interventies.handhaving import Geschiedenis, Recht, Verzoek
from interventies.invoer import opslaan
from interventies.invoer.bestanden import Bestand
from interventies.invoer.fouten import Afkeur, Fout
from interventies.invoer.rij import Rij
from interventies.models import Interventie, Overtreding, Soort
from meldingen.werkgevers import groepen


def keur_wet(recht: Recht, naam: str, rijen: Sequence[Rij]) -> None:
    """Add what the law objects to. A boeterapport is judged later, when every earlier warning of the file is in."""
    if naam == "overtredingen":
        for rij in rijen:
            for w in handhaving.beoordeel_overtreding(_overtreding(rij), recht):
                rij.fouten.append((w.kolom, _cel(rij, w.kolom), _reden(w)))
        return
    overtredingen = Overtreding.objects.in_bulk({pk for rij in rijen for pk in rij.feiten["overtredingen"]})
    groep = groepen(
        {rij.feiten["werkgever_id"] for rij in rijen}
        | {overtreding.werkgever_id for overtreding in overtredingen.values()}
    )
    for rij in rijen:
        if rij.feiten["soort"] == Soort.BOETERAPPORT:
            continue
        verzoek = Verzoek(
            soort=rij.feiten["soort"],
            wijze=rij.feiten["wijze"],
            zaak=rij.feiten["zaak_id"],
            werkgever=groep[rij.feiten["werkgever_id"]],
            uitgereikt_op=rij.feiten["uitgereikt_op"],
            grondslag=rij.feiten["grondslag"],
            termijn_tot=rij.feiten["termijn_tot"],
            voorgeschreven_wijze=rij.feiten["toelichting"],
            veiligheidstoets=rij.feiten["veiligheidstoets"],
            overtredingen=tuple(
                wet.overtreding_voor_de_wet(overtredingen[pk], groep[overtredingen[pk].werkgever_id])
                for pk in rij.feiten["overtredingen"]
            ),
        )
        for w in handhaving.beoordeel(verzoek, Geschiedenis(), recht).weigeringen:
            rij.fouten.append((w.kolom, _cel(rij, w.kolom), _reden(w)))


def keur_boeterapporten(
    recht: Recht, afkeur: Afkeur, bestand: Bestand, pks: "array[int]", regels: "array[int]"
) -> int:
    """Judge the stored boeterapporten against the whole history; those refused are taken back. Returns how many."""
    terug = []
    for pk, regel in zip(pks, regels, strict=True):
        interventie = Interventie.objects.get(pk=pk)
        weigeringen = wet.oordeel(interventie, recht).weigeringen
        if weigeringen:
            sleutel = interventie.extern_kenmerk or ""
            fouten = [
                Fout(bestand.csv, regel, w.kolom, str(w.overtreding or sleutel), _reden(w))
                for w in weigeringen
            ]
            afkeur.keur_af(bestand.naam, regel, sleutel, fouten)
            terug.append(pk)
    opslaan.verwijder_interventies(terug)
    return len(terug)


def _overtreding(rij: Rij) -> handhaving.Overtreding:
    return handhaving.Overtreding(
        sleutel=rij.sleutel,
        zaak=rij.feiten["zaak_id"],
        werkgever=rij.feiten["werkgever_id"],
        voorschrift=rij.feiten["voorschrift"],
        geconstateerd_op=rij.feiten["geconstateerd_op"],
        ernstig_gevaar=bool(rij.feiten["ernstig_gevaar"]),
        ernstige_mate_motivering=rij.feiten["ernstige_mate_motivering"],
    )


def _reden(weigering: handhaving.Weigering) -> str:
    return f"{weigering.reden} [{weigering.artikel}]" if weigering.artikel else weigering.reden


def _cel(rij: Rij, kolom: str) -> str:
    if kolom in rij.cellen:
        return rij.cellen[kolom]
    waarde = rij.waarden.get(kolom)
    return "" if waarde is None else waarde.isoformat() if hasattr(waarde, "isoformat") else str(waarde)
