"""What stands on the page of a melding for who reported it. Only of the own melding, and nothing of what is done with
it beyond how it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import escape

from inspectie.bestanden import BIJLAGEN_MAX
from inspectie.getal import als_getal
from meldingen import volgcode
from meldingen.later import eigen_bijlagen
from meldingen.meldpunt.standen import stand_van
from meldingen.meldpunt.volgen import AAN_TE_VULLEN, kan_intrekken, vraag_weg
from meldingen.meldpunt.volgforms import AanvulForm, AntwoordForm
from meldingen.models import Aanvulling, Melding, Meldingbijlage, Status
from meldingen.ontvangen import naam_van

STUK = 30_000
"""Bytes of what the reporter sent that stand on one page: on a slow phone a page is under 100 KB. What came before
stands on the next."""
NET = timedelta(minutes=10)
"""So long it is said that what was sent has come."""
ANTWOORD, TEKST, BESTANDEN = "antwoord", "tekst", "bestanden"
"""The fields of the page. They are of one form with more buttons: whichever is pressed, what stands in the other is
sent along, and is there again."""


class AanMelder(Protocol):
    """Of what the reporter was told, as the app above keeps it."""

    @property
    def onderwerp(self) -> str: ...
    @property
    def tekst(self) -> str: ...
    @property
    def taal(self) -> str: ...


Berichten = Callable[[Melding], Sequence[AanMelder]]


@dataclass(frozen=True, slots=True)
class Gestuurd:
    """Something that the reporter sent here: an answer (to `vraag`, in `taal`), or an addition with the files that came
    along. Not what came in another way: those are words of whoever wrote it down."""

    op: datetime
    tekst: str
    vraag: str = ""
    taal: str = ""
    bestanden: Sequence[str] = ()

    @property
    def gewicht(self) -> int:
        """Bytes of it in a page, about."""
        return sum(len(escape(deel).encode()) for deel in (self.tekst, self.vraag, *self.bestanden))


class Ingetrokken(Exception):
    """Meanwhile it was taken back, in another window or by a second click: the code opens nothing any more."""


class Volgpagina:
    def __init__(self, request: HttpRequest, melding: Melding, berichten: Berichten) -> None:
        self.request, self.melding, self.berichten = request, melding, berichten
        self._bijlagen: list[Meldingbijlage] = list(eigen_bijlagen(melding))

    @property
    def vrij(self) -> int:
        """How many files can still be added."""
        return BIJLAGEN_MAX - len(self._bijlagen)

    def getypt(self, naam: str) -> str:
        """What was sent in this field; "" for no more than blanks."""
        tekst = self.request.POST.get(naam, "")
        return tekst if tekst.strip() else ""

    @property
    def koos_bestanden(self) -> bool:
        """A form that is not to put files with it sends their names alone."""
        return bool(self.request.FILES or self.request.POST.get(BESTANDEN))

    def toon(
        self,
        *,
        antwoord: AntwoordForm | None = None,
        aanvulling: AanvulForm | None = None,
        fout: str = "",
        weg: bool = False,
        genomen: str = "",
    ) -> HttpResponse:
        """With a form that was not accepted, and with all that was written but not taken in (`genomen`: the name of its
        field). `weg`: it answered a question that is not open any more. As it stands now: an act may just have changed
        it. Five queries. Raises Ingetrokken."""
        nu, melding = timezone.now(), volgcode.met_afdruk(self.melding.volgcode.afdruk)
        if melding is None:
            raise Ingetrokken
        aanvullingen = list(melding.aanvullingen.all())
        vraag = _open(melding, aanvullingen)
        gestuurd = self._gestuurd(aanvullingen)
        rest = {naam: tekst for naam in (ANTWOORD, TEKST) if naam != genomen and (tekst := self.getypt(naam))}
        weg = weg or (vraag is None and ANTWOORD in rest)
        if weg and melding.status in AAN_TE_VULLEN:
            # The question went while it was answered: what was written can still be sent.
            fout = fout or vraag_weg()
        if vraag is None:
            antwoord = None
        else:
            geantwoord = rest.pop(ANTWOORD, "")
            antwoord = antwoord or AntwoordForm(vraag=vraag.pk, antwoord=geantwoord)
        opnieuw = aanvulling is None and genomen != TEKST and self.koos_bestanden
        if aanvulling is not None:
            rest.pop(TEKST, None)
        elif melding.status in AAN_TE_VULLEN:
            eerder = None if genomen == TEKST else _als_sleutel(self.request.POST.get("sleutel", ""))
            aanvulling = AanvulForm(tekst="\n\n".join(rest.values()), sleutel=eerder, vrij=self.vrij)
            rest = {}
        met_fouten = next((form for form in (antwoord, aanvulling) if form is not None and form.errors), None)
        bladen = _bladen(gestuurd)
        blad = min(max(als_getal(self.request.GET.get("blad")) or 1, 1), len(bladen))
        gegevens = {
            "melding": melding,
            "stand": stand_van(melding),
            "vraag": vraag,
            "antwoord": antwoord,
            "aanvulling": aanvulling,
            "bewaart": antwoord is not None or aanvulling is not None,
            "berichten": self.berichten(melding),
            "gestuurd": bladen[blad - 1],
            "nieuwer": blad - 1,
            "ouder": blad + 1 if blad < len(bladen) else 0,
            "geschreven": "\n\n".join(rest.values()),
            "opnieuw": opnieuw,
            "fout": fout,
            "met_fouten": met_fouten,
            "kan_intrekken": kan_intrekken(melding),
            "gedaan": bool(genomen or "gedaan" in self.request.GET)
            and any(s.op > nu - NET for s in gestuurd),
        }
        return render(self.request, "meldpunt/volgen.html", gegevens, status=422 if met_fouten else 200)

    def _gestuurd(self, aanvullingen: Sequence[Aanvulling]) -> list[Gestuurd]:
        """The newest first. Files are of the moment with which they came."""
        bestanden: dict[datetime, list[str]] = {}
        for bijlage in self._bijlagen:
            bestanden.setdefault(bijlage.op, []).append(naam_van(bijlage))
        uit = [
            Gestuurd(n.op, n.tekst, bestanden=bestanden.get(n.op, ()))
            for n in self.melding.nagekomen.filter(door=None)
        ]
        uit += [
            Gestuurd(a.ontvangen_op, a.antwoord, a.voor_melder or a.vraag, a.taal)
            for a in aanvullingen
            if a.ontvangen_op is not None and a.ontvangen_door_id is None
        ]
        return sorted(uit, key=lambda stuk: stuk.op, reverse=True)


def _als_sleutel(tekst: str) -> UUID | None:
    try:
        return UUID(tekst)
    except ValueError:
        return None


def _bladen(gestuurd: Sequence[Gestuurd]) -> list[list[Gestuurd]]:
    """In pages that a slow phone can have; one at least."""
    bladen: list[list[Gestuurd]] = [[]]
    gewicht = 0
    for stuk in gestuurd:
        gewicht += stuk.gewicht
        if bladen[-1] and gewicht > STUK:
            bladen.append([])
            gewicht = stuk.gewicht
        bladen[-1].append(stuk)
    return bladen


def _open(melding: Melding, aanvullingen: Sequence[Aanvulling]) -> Aanvulling | None:
    if melding.status != Status.AANVULLING_GEVRAAGD:
        return None
    return next((a for a in aanvullingen if a.staat_open), None)
