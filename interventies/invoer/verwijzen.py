"""Which rows are known already, and what rows refer to."""

from collections.abc import Collection, Sequence
from datetime import datetime

from inspectie.bulk import onder, onder_woorden
from interventies.invoer.bestanden import Bestand
from interventies.invoer.context import Context
from interventies.invoer.rij import Rij
from interventies.models import Toetsing, ZaakMelding

DUBBEL = "staat al eerder in dit bestand"
ANDERS = "bestaat al met andere gegevens; een wijziging hoort in correcties.csv"


def nieuwe(context: Context, bestand: Bestand, rijen: Sequence[Rij]) -> list[Rij]:
    """The rows that are not on record. A key that comes twice, or came before with something else, is wrong."""
    if not bestand.sleutel:
        return _nieuwe_zonder_sleutel(rijen)
    bekend = context.vind(bestand.naam, (rij.sleutel for rij in rijen))
    gezien: dict[str, int] = {}
    uit = []
    for rij in rijen:
        record = bekend.get(rij.sleutel)
        hier = record and record.invoer == context.invoer.pk
        if eerder := gezien.get(rij.sleutel):
            rij.gebrek(bestand.sleutel[-1], f"{DUBBEL} (regel {eerder})", rij.sleutel)
        elif hier or (rij.sleutel and context.afkeur.bevat(bestand.naam, rij.sleutel)):
            rij.gebrek(bestand.sleutel[-1], DUBBEL, rij.sleutel)
        elif record and not rij.vorm.ontbrekend and (record.vingerafdruk != rij.vingerafdruk or rij.fouten):
            rij.gebrek(bestand.sleutel[-1], ANDERS, rij.sleutel)
        if rij.sleutel:
            gezien.setdefault(rij.sleutel, rij.nummer)
        if not record or rij.fouten:
            uit.append(rij)
    return uit


def _nieuwe_zonder_sleutel(rijen: Sequence[Rij]) -> list[Rij]:
    """Of toetsingen: the row itself is its key."""
    afdrukken = {rij.vingerafdruk for rij in rijen if not rij.fouten}
    bekend = set(
        Toetsing.objects.filter(vingerafdruk__in=onder_woorden(afdrukken)).values_list(
            "vingerafdruk", flat=True
        )
    )
    return [rij for rij in rijen if rij.fouten or rij.vingerafdruk not in bekend]


def zonder_herhaling(rijen: Sequence[Rij]) -> list[Rij]:
    """Of toetsingen: the same good row again changes nothing."""
    gezien: set[str] = set()
    uit = []
    for rij in rijen:
        if rij.fouten or rij.zwevend or rij.vingerafdruk not in gezien:
            uit.append(rij)
            if not rij.fouten:
                gezien.add(rij.vingerafdruk)
    return uit


def verwijs(context: Context, bestand: Bestand, rijen: Sequence[Rij]) -> None:
    """Fill in the ids of what rows refer to. A reference to the same file waits until all of it is in (`keten`)."""
    for kolom in bestand.kolommen:
        if not kolom.verwijst or kolom.verwijst == bestand.naam:
            continue
        nodig = {sleutel for rij in rijen for sleutel in sleutels_in(rij.waarden[kolom.naam])}
        gevonden = {sleutel: record.pk for sleutel, record in context.vind(kolom.verwijst, nodig).items()}
        for rij in rijen:
            waarde = rij.waarden[kolom.naam]
            for sleutel in sleutels_in(waarde):
                if sleutel in gevonden:
                    continue
                if reden := context.ontbreekt(kolom.verwijst, sleutel):
                    rij.gebrek(kolom.naam, reden, sleutel)
                else:
                    rij.zwevend.add(kolom.naam)
            if isinstance(waarde, tuple):
                rij.ids[kolom.naam] = tuple(gevonden[sleutel] for sleutel in waarde if sleutel in gevonden)
            else:
                rij.ids[kolom.naam] = gevonden.get(waarde)


def zonder_bekende_koppelingen(rijen: Sequence[Rij]) -> list[Rij]:
    """Of zaak_meldingen: without the links that were made here, on screen, and so have no key of the sender. One that
    the sender registered at another moment is another one, and wrong."""
    hier = _hier_gekoppeld({rij.ids["melding"] for rij in rijen if rij.ids["melding"]})
    uit = []
    for rij in rijen:
        op = hier.get((rij.ids["zaak"], rij.ids["melding"]))
        if op is None or rij.fouten:
            uit.append(rij)
        elif rij.waarden["geregistreerd_op"] not in (None, op):
            rij.gebrek("melding", ANDERS, rij.sleutel)
            uit.append(rij)
    return uit


def _hier_gekoppeld(meldingen: Collection[int]) -> dict[tuple[int, int], datetime]:
    rijen = ZaakMelding.objects.filter(extern_kenmerk=None, melding__in=onder(meldingen))
    return {
        (zaak, melding): op
        for zaak, melding, op in rijen.values_list("zaak_id", "melding_id", "geregistreerd_op")
    }


def sleutels_in(waarde: str | tuple[str, ...] | None) -> Sequence[str]:
    """The keys in a value of a column that refers."""
    return waarde if isinstance(waarde, tuple) else (waarde,) if waarde else ()
