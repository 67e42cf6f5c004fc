"""What a copy of a file holds of its meldingen, and only one for the court does [Awb 8:29]: the words and files of the
reporters, and by a recorded decision who they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from inspectie.bestanden import in_zip
from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from inspectie.uitvoer.document import Alinea, Blok, Kader, Kop
from inspectie.uitvoer.getallen import datum
from interventies.models import Afschrift, Toetsing, Zaak
from meldingen.melders import lees_melder
from meldingen.melderswoorden import later
from meldingen.models import Melding, Meldingbijlage
from meldingen.models.melding import MeldingQuerySet
from meldingen.ontvangen import inhoud_van, naam_van
from meldingen.woorden import woorden


@dataclass(frozen=True, slots=True)
class Stuk:
    """A file in the ZIP."""

    pad: str
    wat: str
    inhoud: bytes


def waarschuwing() -> Kader:
    return Kader(
        "waarschuwing",
        "Alleen voor de rechter",
        (
            Alinea(
                "De bron van een melding is geheim (ILO-verdrag 81, artikel 15 onder c). Dit afschrift gaat niet naar"
                " de werkgever; aan de rechter wordt gevraagd de kennisneming te beperken (Algemene wet bestuursrecht"
                " artikel 8:29)."
            ),
        ),
    )


def meldingen(zaak: Zaak, omvang: str, reden: str, door: Gebruiker, op: datetime) -> Iterator[Blok]:
    """By the day: who reads this needs no hour (domain section 5). A reporter is opened by the one door, with a line in
    the log for each."""
    namen = woorden()
    for melding in _meldingen_in(zaak, door).prefetch_related("teksten", "bijlagen"):
        yield Kop(2, f"Melding {melding.nummer}")
        yield Alinea(
            f"Ontvangen op {datum(lokale_dag(melding.ontvangen_op))}."
            f" Onderwerp: {', '.join(namen.onderwerpen(melding.onderwerpen)) or 'niet vermeld'}."
        )
        for tekst in melding.teksten.all():
            yield Alinea(tekst.tekst)
        for stuk in later(melding.pk):
            dag = datum(lokale_dag(stuk.op))
            kop = f"Later toegevoegd, op {dag}:"
            if stuk.door:
                kop = (
                    f"Later ontvangen ({namen('kanaal', stuk.kanaal)}), vastgelegd op {dag} door {stuk.door}:"
                )
            yield Alinea(f"Gevraagd: {stuk.vraag}" if stuk.vraag else kop)
            yield Alinea(f"Antwoord op {dag}: {stuk.tekst}" if stuk.vraag else stuk.tekst)
        if namen_ := [naam_van(bijlage) for bijlage in melding.bijlagen.all()]:
            yield Alinea(f"Bestanden van de melder: {', '.join(namen_)}.")
        toetsing = Toetsing.objects.filter(melding=melding).op_volgorde().last()
        if toetsing is not None:
            yield Alinea(f"Toetsing op {datum(toetsing.getoetst_op)}: {toetsing.get_resultaat_display()}.")
        if omvang == Afschrift.Omvang.MET_MELDER:
            melder = lees_melder(melding, door=door, reden=reden, op=op)
            gegevens = ", ".join(filter(None, melder.values()))
            yield Alinea(f"Melder: {gegevens or 'geen gegevens'}.")


def van_melders(zaak: Zaak, door: Gebruiker) -> Iterator[Stuk]:
    """What reporters sent, and for the court alone."""
    van = Meldingbijlage.objects.filter(melding__in=_meldingen_in(zaak, door).order_by())
    for n, bijlage in enumerate(van.select_related("inhoud", "melding").order_by("op", "pk"), 1):
        wat = f"Van de melder van melding {bijlage.melding.nummer}"
        yield Stuk(f"meldingen/{n:03}-{in_zip(naam_van(bijlage))}", wat, inhoud_van(bijlage))


def _meldingen_in(zaak: Zaak, door: Gebruiker) -> MeldingQuerySet:
    return Melding.objects.zichtbaar_voor(door).in_zaak(zaak.pk).order_by("ontvangen_op", "pk")
