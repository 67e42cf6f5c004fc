"""Keeps the register of employers' names (`models.namen`). Every path that writes a name calls this in its own
transaction, while it holds employers (`werkgevers.houd_vast`), so that no word is added twice.

`registreer` for new records, `ververs` when a name, place or number of one changed. `controleer` compares.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db import transaction

from inspectie.bulk import alle_pks, onder, voeg_toe
from inspectie.bundel import Rij, Vraag, vraag
from meldingen.models import Naamplek, Naamspelling, Naamwoord, Werkgever
from meldingen.namen import registerwoorden, sleutel, spellingen
from meldingen.werkgevers import houd_vast

VELDEN = ("naam", "plaats", "kvk_nummer", "vestigingsnummer")
"""What an employer is found by, in the order of a Naamrij."""
STUK = 5_000

Naamrij = tuple[int, str, str, str, str]  # id, and VELDEN


def vraag_bekend(woorden: Iterable[int]) -> Vraag:
    """Which of these words are in it."""
    wie = onder(list(woorden))
    return f"SELECT id FROM {Naamwoord._meta.db_table} WHERE id IN ({wie.sql})", wie.params


def vraag_naam(naam: str, plaats: str, *nummers: str) -> Vraag:
    """The same of a name that is to be registered, for who asks more in one go."""
    return vraag_bekend(sleutel(woord) for woord in registerwoorden(naam, plaats, *nummers))


def registreer(
    rijen: Iterable[Naamrij], *, opnieuw: bool = False, antwoord: Sequence[Rij] | None = None
) -> None:
    """For records that are not in it yet. `opnieuw`: with the spellings of words that are known. `antwoord`: on
    `vraag_naam`, where that was asked while employers were held."""
    woorden: dict[str, int] = {}
    plekken: list[tuple[int, int]] = []
    for pk, naam, plaats, *nummers in rijen:
        for woord in registerwoorden(naam, plaats, *nummers):
            if woord not in woorden:
                woorden[woord] = sleutel(woord)
            plekken.append((woorden[woord], pk))
    # Then others may add the same words meanwhile; else nobody does, and they may be very many.
    samen = antwoord is not None
    if antwoord is None:
        (antwoord,) = vraag(vraag_bekend(woorden.values()))
    bekend = {pk for (pk,) in antwoord}
    # In one order: of two who add the same words at once the one waits for the other, never both.
    nieuw = sorted((pk, woord) for woord, pk in woorden.items() if pk not in bekend)
    voeg_toe(Naamwoord, ["id", "woord"], nieuw, mag_er_zijn=samen)
    if opnieuw:
        Naamspelling.objects.filter(woord__in=onder(woorden.values())).delete()
    te_spellen = woorden if opnieuw else {woord: pk for pk, woord in nieuw}
    paren = [(spelling, pk) for woord, pk in te_spellen.items() for spelling in spellingen(woord)]
    voeg_toe(Naamspelling, ["spelling", "woord_id"], paren, mag_er_zijn=samen)
    voeg_toe(Naamplek, ["woord_id", "werkgever_id"], plekken)


def ververs(pks: Collection[int], *, opnieuw: bool = False) -> None:
    """Derive anew by what these records are found. A word that nobody has any more stays: it finds nothing."""
    Naamplek.objects.filter(werkgever__in=onder(pks)).delete()
    registreer(_lees(pks), opnieuw=opnieuw)


def herbouw() -> int:
    """All of it, a portion at a time; returns how many records."""
    aantal = 0
    for deel in alle_pks(Werkgever, STUK):
        with transaction.atomic():
            houd_vast()
            ververs(deel, opnieuw=True)
        aantal += len(deel)
    return aantal


def gebreken() -> Iterator[str]:
    """Where the register and the records differ, in Dutch."""
    for deel in alle_pks(Werkgever, STUK):
        staat: dict[int, set[int]] = {pk: set() for pk in deel}
        plekken = Naamplek.objects.filter(werkgever__in=onder(deel)).values_list("werkgever_id", "woord_id")
        for werkgever, woord in plekken:
            staat[werkgever].add(woord)
        for pk, naam, plaats, *nummers in _lees(deel):
            if staat[pk] != {sleutel(woord) for woord in registerwoorden(naam, plaats, *nummers)}:
                yield f"werkgever {pk} staat anders in het naamregister dan in het dossier."
        woorden = dict(
            Naamwoord.objects.filter(plekken__werkgever__in=onder(deel)).values_list("pk", "woord")
        )
        gespeld: dict[int, set[str]] = {pk: set() for pk in woorden}
        for pk, spelling in Naamspelling.objects.filter(woord__in=onder(woorden)).values_list(
            "woord_id", "spelling"
        ):
            gespeld[pk].add(spelling)
        for pk, geschreven in woorden.items():
            if gespeld[pk] != set(spellingen(geschreven)):
                yield f"het woord “{geschreven}” staat met andere spellingen in het naamregister."


def _lees(pks: Collection[int]) -> list[Naamrij]:
    rijen = Werkgever.objects.filter(pk__in=onder(pks))
    return list(rijen.values_list("pk", *VELDEN))
