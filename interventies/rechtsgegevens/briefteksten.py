"""What a new text of letters has to be before it can be one."""

from datetime import date

from django.db.models import Max, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inspectie.fouten import Veldfout
from interventies import briefteksten, briefvoorbeeld
from interventies.briefopmaak import regels_van
from interventies.bronnen import zoek_in
from interventies.models import Brief, Brieftekst
from interventies.rechtsgegevens.stand import Stand


def weiger(voor: str, nieuw: Stand, dag: date) -> None:
    """Raises Veldfout for a text that cannot be used, that gives the source of a zaak away, or that would begin before
    `dag`: what is fixed already has a text."""
    for vorige, versie in zip([None, *nieuw], nieuw, strict=False):
        if versie["pk"] is None:
            _weiger_dag(voor, date.fromisoformat(versie["geldig_van"]), dag)
            if vorige is not None and vorige["tekst"].strip() == versie["tekst"].strip():
                raise Veldfout("tekst", _("Dit is de tekst die dan al geldt."))
            if gevonden := gebreken(voor, versie["tekst"], date.fromisoformat(versie["geldig_van"])):
                raise Veldfout("tekst", *gevonden)


def _weiger_dag(voor: str, van: date, dag: date) -> None:
    if van < dag:
        raise Veldfout("geldig_van", _("Een tekst gaat op zijn vroegst vandaag in."))
    onder = Brief.objects.filter(Q(tekst__voor=voor) | Q(afzender__voor=voor))
    laatste = onder.aggregate(dag=Max("dagtekening"))["dag"]
    if laatste is not None and van < laatste:
        raise Veldfout(
            "geldig_van",
            _("De laatste brief met deze tekst is van %(dag)s. Kies die dag of een latere.")
            % {"dag": date_format(laatste, "SHORT_DATE_FORMAT")},
        )


def gebreken(voor: str, tekst: str, dag: date) -> list[str]:
    """What is wrong with a text from this day on, in Dutch."""
    if voor == Brieftekst.Voor.AFZENDER:
        regels = [regel.strip() for regel in tekst.strip().splitlines()]
        fout = [] if all(regels) and regels else [_("De afzender heeft regels zonder lege regel ertussen.")]
    else:
        fout = briefteksten.keur(tekst)
    if fout:
        return fout
    vol, _leeg = briefvoorbeeld.maak(voor, tekst, dag)
    boven = vol.hoofd.afzender if vol.hoofd else ()
    lekken = zoek_in([*boven, *regels_van(vol)], boven)
    return [
        _("“%(woorden)s” kan niet in een brief. %(reden)s") % {"woorden": lek.fragment, "reden": _(lek.reden)}
        for lek in lekken
    ]
