"""A concept on one page: its letter as it would go out, what stands in the way, and the acts on it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from inspectie.downloads import als_download
from inspectie.fouten import Regelfout
from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft, mag
from inspectie.uitvoer.documentgegevens import als_gegevens
from inspectie.verzoek import Verzoek
from interventies import brieven, concepten
from interventies.brieven import BESTANDEN
from interventies.handeling import Handeling
from interventies.models import Brief, Concept, ConceptStatus
from interventies.views.zaak import vind
from interventies.werkgevernaam import heet_naar_een_melding
from interventies.zaakaanbod import aanbod_bij
from interventies.zaakform import Zaakform


def _vind(request: Verzoek, nummer: int, pk: int) -> Concept:
    zaak = vind(request, nummer)
    reeks = Concept.objects.zichtbaar_voor(request.user).met_terug()
    reeks = reeks.select_related(
        "zaak", "zaak__behandelaar", "werkgever", "opgesteld_door", "vastgesteld_door", "interventie"
    )
    return get_object_or_404(reeks, zaak=zaak, pk=pk)


@never_cache
@require_safe
@mag(Recht.ZAAK_ZIEN, Recht.ZAAK_ZIEN_EIGEN)
def concept(request: Verzoek, nummer: int, pk: int) -> HttpResponse:
    return toon_concept(request, nummer, pk)


def toon_concept(
    request: Verzoek,
    nummer: int,
    pk: int,
    *,
    fout: tuple[Handeling, Zaakform] | None = None,
    ingehaald: bool = False,
) -> HttpResponse:
    """`fout`: the act that was refused, and its form; `ingehaald`: because somebody else was first."""
    concept, nu = _vind(request, nummer, pk), timezone.now()
    brief, terug = concept.vastgestelde_brief(), _terug(concept)
    lekken, weigering, gegevens = [], "", None
    if brief is not None:
        gegevens = brief.gegevens
    else:
        try:
            opmaak = brieven.maak_op(concept, nu, opsteller=_opsteller(request, concept))
        except Regelfout as niet_op_te_maken:
            weigering = str(niet_op_te_maken)
        else:
            gegevens = als_gegevens(opmaak.document)
            lekken = brieven.zoek(concept, opmaak, met_melder=False)
    return render(
        request,
        "interventies/concept.html",
        {
            "zaak": concept.zaak,
            "concept": concept,
            "brief": brief,
            "document": gegevens,
            "verbetert_naam": heeft(request.user, Recht.SAMENVOEGING_VOORSTELLEN),
            "heet_zo_in_een_melding": brief is None and heet_naar_een_melding(concept.werkgever),
            "lekken": lekken,
            "weigering": weigering,
            "aanbod": aanbod_bij(concept, request.user, nu, fout, mis=bool(lekken or weigering or terug)),
            "terug": terug,
            "wacht_op_ander": concept.status == ConceptStatus.TER_BEOORDELING
            and concepten.behandelt(concept, request.user),
            "met_fouten": fout[1] if fout else None,
            "ingehaald": ingehaald,
        },
    )


@never_cache
@require_safe
@mag(Recht.ZAAK_ZIEN, Recht.ZAAK_ZIEN_EIGEN)
def brief(request: Verzoek, nummer: int, pk: int, formaat: str) -> HttpResponse:
    """The letter as a file: as it was fixed, else as a concept that says so on every page."""
    if formaat not in BESTANDEN:
        raise Http404
    concept = _vind(request, nummer, pk)
    vast = concept.vastgestelde_brief()
    if vast is not None:
        inhoud = bytes(vast.pdf if formaat == "pdf" else vast.odt)
    else:
        try:
            opmaak = brieven.maak_op(concept, timezone.now(), opsteller=_opsteller(request, concept))
            inhoud = brieven.als_bestand(brieven.als_concept(opmaak), formaat)
        except Regelfout:
            raise Http404 from None
    return als_download(inhoud, f"{_naam(concept, vast)}.{formaat}", BESTANDEN[formaat])


@never_cache
@require_safe
@mag(Recht.ZAAK_ZIEN, Recht.ZAAK_ZIEN_EIGEN)
def opheffing(request: Verzoek, nummer: int, pk: int, formaat: str) -> HttpResponse:
    """The letter that an order to stop was lifted, as a file."""
    if formaat not in BESTANDEN:
        raise Http404
    vast = _vind(request, nummer, pk).brieven.filter(wissel__isnull=False).last()
    if vast is None:
        raise Http404
    inhoud = bytes(vast.pdf if formaat == "pdf" else vast.odt)
    return als_download(inhoud, f"zaak-{nummer}-opheffing-{pk}.{formaat}", BESTANDEN[formaat])


def _terug(concept: Concept) -> dict[str, object]:
    """Who sent it back, when and why; empty for what never was more than a concept."""
    door, op, reden = (getattr(concept, f"terug_{wat}") for wat in ("door", "op", "reden"))  # annotated
    if door is None:
        return {}
    zelf = door in (concept.opgesteld_door_id, concept.zaak.behandelaar_id)
    return {"door": Gebruiker.objects.get(pk=door), "op": op, "reden": reden, "zelf": zelf}


def _opsteller(request: Verzoek, concept: Concept) -> Gebruiker | None:
    """Who goes on with it signs it (`concepten`); of what was put before a teamleider that is settled."""
    gaat_door = concept.status == ConceptStatus.CONCEPT and concepten.behandelt(concept, request.user)
    return request.user if gaat_door else None


def _naam(concept: Concept, vast: Brief | None) -> str:
    soort = concept.soort.lower().replace("_", "-")
    return f"zaak-{concept.zaak.nummer}-{soort}-{concept.pk}{'' if vast else '-concept'}"
