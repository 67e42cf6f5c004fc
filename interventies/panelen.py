"""What the page of a melding shows of zaken: the zaken it is in, and what is known of its employer there.

`settings.MELDINGPANELEN` names these, because the page belongs to an app below this one. A panel is HTML, "" where
there is nothing this person may see. Each costs a fixed number of queries.
"""

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from inspectie.rechten import Recht, heeft
from inspectie.tijd import lokale_dag
from inspectie.verzoek import Verzoek
from interventies import overdrachtsvoorstellen, overdragen
from interventies.bij_werkgever import (
    interventierij,
    laatste_en_staande_bij,
    toezeggingen_bij,
    zaakrij,
    zaken_bij,
    zaken_met,
    ziet_zaken,
)
from interventies.meldingspoor import spoor_van, verloop
from interventies.models import Zaak
from interventies.overdrachtlijst import stand_nu
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.rechtsgegevens.vrijedagen import lees_vrije_dagen
from interventies.statussen import DICHT
from interventies.zaken import NAAR_ZAAK, te_koppelen
from meldingen.models import Melding, Route, Status
from meldingen.paneel import Paneel
from meldingen.werkgeverblad import records_van

ZAKEN = 8
INTERVENTIES = 10
TOEZEGGINGEN = 5
LOPEND = 3
ANDERE = 200
"""Open zaken of the employer that a melding can go into: with a button each, and in a list below those."""


def zaken_van_melding(request: Verzoek, melding: Melding) -> str:
    """One query. Nothing for who may see no zaak at all."""
    if not ziet_zaken(request.user):
        return ""
    zaken = list(
        Zaak.objects.zichtbaar_voor(request.user)
        .met_melding(melding)
        .select_related("behandelaar")
        .order_by("-geopend_op", "-pk")[: ZAKEN + 1]
    )
    return render_to_string(
        "interventies/_zaken_van_melding.html",
        {"zaken": [zaakrij(zaak) for zaak in zaken[:ZAKEN]], "meer": len(zaken) > ZAKEN},
        request,
    )


def werkgever_in_zaken(request: Verzoek, melding: Melding) -> str:
    """The zaken, visits, instruments and promises at this employer. Seven queries."""
    if melding.werkgever is None or not ziet_zaken(request.user):
        return ""
    wie = records_van(melding.werkgever).values("pk")
    zaken = list(zaken_bij(wie, request.user, ZAKEN + 1))
    teksten = Rechtsteksten()
    vrije_dagen = lees_vrije_dagen()
    interventies = [
        interventierij(i, teksten, vrije_dagen)
        for i in laatste_en_staande_bij(wie, request.user, INTERVENTIES + 1)
    ]
    staan_nog = [rij for rij in interventies if rij.staat_nog]
    toezeggingen = list(toezeggingen_bij(wie, request.user, TOEZEGGINGEN + 1))
    return render_to_string(
        "interventies/_werkgever_in_zaken.html",
        {
            "zaken": [zaakrij(zaak) for zaak in zaken[:ZAKEN]],
            "meer_zaken": len(zaken) > ZAKEN,
            "staan_nog": staan_nog[:INTERVENTIES],
            "meer_staan_nog": len(staan_nog) > INTERVENTIES,
            "interventies": interventies[:INTERVENTIES],
            "meer_interventies": len(interventies) > INTERVENTIES,
            "toezeggingen": toezeggingen[:TOEZEGGINGEN],
            "meer_toezeggingen": len(toezeggingen) > TOEZEGGINGEN,
        },
        request,
    )


def vervolg(request: Verzoek, melding: Melding) -> Paneel:
    """What comes after the decision, for who opens zaken: one of its own, or one that is open at that employer. Two
    queries."""
    besloten = melding.status == Status.IN_TRIAGE and melding.besloten_op is not None
    if not heeft(request.user, Recht.ZAAK_OPENEN) or not besloten or melding.route not in NAAR_ZAAK:
        return Paneel("")
    redenen = te_koppelen(melding)
    open_ = [] if redenen else list(_lopend_bij(melding)[: LOPEND + ANDERE + 1])
    html = render_to_string(
        "interventies/_vervolg.html",
        {
            "melding": melding,
            "redenen": redenen,
            "lopend": open_[:LOPEND],
            "andere": open_[LOPEND : LOPEND + ANDERE],
            "meer": len(open_) > LOPEND + ANDERE,
            "bundelen": melding.route == Route.BUNDELEN,
        },
        request,
    )
    return Paneel(html, naast=True)


def overdracht(request: Verzoek, melding: Melding) -> Paneel:
    """What went to partners and to the reporter, and the way to hand it over. No query where nothing went."""
    spoor = spoor_van(melding)
    beslist = heeft(request.user, Recht.OVERDRACHT_BESLISSEN)
    if beslist:
        kan = overdragen.kan_over(melding)
    else:
        kan = heeft(request.user, Recht.OVERDRACHT_VOORSTELLEN) and (
            melding.status in overdrachtsvoorstellen.VOOR_TE_STELLEN and spoor.open_voorstel is None
        )
    if not (kan or spoor.overdrachten or spoor.voorstellen or spoor.berichten or spoor.terugkoppelingen):
        return Paneel("")
    vandaag = lokale_dag(timezone.now())
    alleen_te_doen = not (
        spoor.overdrachten or spoor.open_voorstel or spoor.berichten or spoor.terugkoppelingen
    )
    html = render_to_string(
        "interventies/_overdracht.html",
        {
            "melding": melding,
            "kan": kan,
            "alleen_te_doen": alleen_te_doen,
            "beslist": beslist,
            "gaat_weg": overdragen.gaat_weg(melding),
            "voorstel": spoor.open_voorstel,
            "voorstel_partner": spoor.partner(spoor.open_voorstel.partner) if spoor.open_voorstel else "",
            "overdrachten": [
                (
                    o,
                    spoor.partner(o.partner),
                    *stand_nu(o, vandaag),
                )
                for o in spoor.overdrachten
            ],
            "berichten": spoor.berichten,
            "wacht_op_bericht": spoor.wacht_op_bericht,
            "niet_verteld": spoor.niet_verteld,
        },
        request,
    )
    return Paneel(html, list(verloop(spoor)), naast=kan and alleen_te_doen)


def _lopend_bij(melding: Melding) -> "QuerySet[Zaak]":
    """The zaken a melding can go into: open, of its domain, about its employer."""
    if melding.werkgever is None:
        return Zaak.objects.none()
    wie = records_van(melding.werkgever).values("pk")
    return (
        Zaak.objects.filter(pk__in=zaken_met(wie), domein=melding.domein)
        .exclude(status__in=DICHT)
        .order_by("-geopend_op", "-pk")
        .only("nummer", "status", "geopend_op")
    )
