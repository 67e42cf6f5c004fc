"""What the page of a zaak shows, and the acts on offer there. A fixed number of queries."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Subquery

from inspectie.models import Gebruiker
from inspectie.termijnen import verschuif
from inspectie.tijd import lokale_dag
from interventies import zaakhandelingen as h
from interventies.berichten import talen, teksten_op
from interventies.concepten import te_laat_op_schrift
from interventies.concepthandelingen import VAN_EEN_CONCEPT
from interventies.correctiehandelingen import VAN_EEN_INTERVENTIE, VAN_EEN_OVERTREDING, VAN_EEN_TOEZEGGING
from interventies.forms import stappen
from interventies.handeling import Handeling
from interventies.handhaving import op_schrift_uiterlijk
from interventies.models import (
    Bijlage,
    Brief,
    Concept,
    ConceptStap,
    ConceptStatus,
    Interventie,
    Overtreding,
    Terugkoppeling,
    Toetsing,
    Toezegging,
    Zaak,
)
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.rechtsgegevens.vrijedagen import lees_vrije_dagen
from interventies.rustend import KLAAR
from interventies.sjablonen import Teksten
from interventies.statussen import DICHT
from interventies.terugkoppelen import tekst_voor
from interventies.zaakaanbod import Aanbod, Maker
from interventies.zaakform import Zaakform
from interventies.zaakinhoud import inhoud_van
from interventies.zaaktermijnen import Einde, einden
from interventies.zaaktijdlijn import tijdlijn
from interventies.zaakwerkgevers import werkgevers_in
from meldingen.melders import bereik_van, met_bereik
from meldingen.models import Melding, Status, Werkgever
from meldingen.tijdlijn import Gebeurtenis
from meldingen.verzoeken import besluit_uiterlijk
from meldingen.woorden import Woorden

MELDINGEN = 50
TIJDLIJN = 40


@dataclass(frozen=True, slots=True)
class Rij:
    """A record of the zaak and what can be done with it."""

    record: Any
    aanbod: list[Aanbod] = field(default_factory=list)
    woorden: tuple[Any, ...] = ()
    te_laat: bool = False
    uiterlijk: datetime | None = None
    einden: tuple[Einde, ...] = ()
    termijn_tot: date | None = None


@dataclass(frozen=True, slots=True)
class Blad:
    zaak: Zaak
    werkgevers: list[Werkgever]
    meldingen: list[Rij]
    toets_alle: list[Aanbod]
    bladzijde: int
    """Of the meldingen."""
    meer_meldingen: bool
    overtredingen: list[Rij]
    concepten: list[Rij]
    interventies: list[Rij]
    toezeggingen: list[Rij]
    bijlagen: list[Rij]
    terugkoppelingen: list[Rij]
    meer_terugkoppelingen: bool
    aanbod: list[Aanbod]
    tijdlijn: list[Gebeurtenis]
    meer_tijdlijn: bool
    mag_optreden: bool

    @property
    def open(self) -> bool:
        return self.zaak.status not in DICHT

    @property
    def te_vertellen(self) -> int:
        """To how many reporters this person can say what came of it, and nobody did."""
        return sum(bool(rij.aanbod) for rij in self.terugkoppelingen)

    @property
    def enige(self) -> Werkgever | None:
        """Where it is about one employer: the head of the page says who."""
        return self.werkgevers[0] if len(self.werkgevers) == 1 else None


def zaakblad(
    zaak: Zaak,
    gebruiker: Gebruiker,
    namen: Woorden,
    nu: datetime,
    *,
    fout: tuple[Handeling, Zaakform] | None = None,
    alles: bool = False,
    bladzijde: int = 1,
) -> Blad:
    """`fout`: the act that was refused, and its form. `alles`: the whole timeline. `bladzijde`: of its meldingen, from
    1."""
    teksten = Rechtsteksten()
    werkgevers = list(werkgevers_in(zaak))
    maak = Maker(zaak, gebruiker, nu, teksten.namen, fout, werkgevers)
    # What is finished is not tested or followed up any more: re-open it first.
    loopt = zaak.status not in DICHT
    inhoud = inhoud_van(zaak)
    meldingen = _bladzijde(zaak, gebruiker, bladzijde)
    if bladzijde > 1 and not meldingen:  # the last of that page left since
        bladzijde, meldingen = 1, _bladzijde(zaak, gebruiker, 1)
    overtredingen: list[Overtreding] = list(_overtredingen(zaak)) if Overtreding in inhoud else []
    concepten: list[Concept] = list(_concepten(zaak, gebruiker)) if Concept in inhoud else []
    for concept in concepten:
        concept.zaak = zaak  # whose it is now, without asking for each
    interventies: list[Any] = list(_interventies(zaak, gebruiker)) if Interventie in inhoud else []
    met_termijn = concepten or interventies or any(m.is_open_verzoek for m in meldingen)
    vrije_dagen = lees_vrije_dagen() if met_termijn else frozenset()
    toezeggingen = list(_toezeggingen(zaak)) if Toezegging in inhoud else []
    bijlagen = list(_bijlagen(zaak)) if Bijlage in inhoud else []
    terugkoppelingen = _terugkoppelingen(zaak, gebruiker, nu) if Terugkoppeling in inhoud else []
    laat = {c.pk for c in te_laat_op_schrift(concepten, nu)}
    verloop, meer = tijdlijn(zaak, teksten, hoogstens=None if alles else TIJDLIJN, inhoud=inhoud)
    return Blad(
        zaak=zaak,
        werkgevers=werkgevers,
        meldingen=[
            Rij(
                m,
                maak.van([h.TOETSEN] if loopt else [], m, melding=m),
                _melding(m, namen),
                termijn_tot=(uiterlijk := besluit_uiterlijk(m, vrije_dagen)),
                te_laat=uiterlijk is not None and uiterlijk < maak.vandaag,
            )
            for m in meldingen[:MELDINGEN]
        ],
        toets_alle=maak.van([h.TOETSEN_ALLE], meldingen),
        bladzijde=bladzijde,
        meer_meldingen=len(meldingen) > MELDINGEN,
        overtredingen=[
            Rij(
                o,
                maak.van([h.ZONDER_GEVOLG, *(VAN_EEN_OVERTREDING if loopt else ())], o, overtreding=o),
                (teksten.naam(o.voorschrift, o.geconstateerd_op, o.geregistreerd_op),),
            )
            for o in overtredingen
        ],
        concepten=[
            Rij(
                c,
                maak.van(VAN_EEN_CONCEPT, c, concept=c, versie=c.versie),
                tuple(teksten.naam(o.voorschrift, o.geconstateerd_op, nu) for o in c.overtredingen.all()),
                c.pk in laat,
                op_schrift_uiterlijk(c.mondeling_op) if c.mondeling_op else None,
                termijn_tot=c.termijn_tot and verschuif(c.termijn_tot, maak.vandaag, vrije_dagen),
            )
            for c in concepten
        ],
        interventies=[
            Rij(
                i,
                maak.van([h.OPVOLGEN, *VAN_EEN_INTERVENTIE] if loopt else [], i, interventie=i),
                tuple(
                    teksten.naam(o.voorschrift, o.geconstateerd_op, i.geregistreerd_op)
                    for o in i.overtredingen.all()
                ),
                einden=tuple(einden(i, maak.vandaag, vrije_dagen, _op_schrift(i))),
            )
            for i in interventies
        ],
        toezeggingen=[
            Rij(
                t,
                maak.van([h.NAKOMEN, *(VAN_EEN_TOEZEGGING if loopt else ())], t, toezegging=t),
                te_laat=t.nagekomen_op is None and t.uiterlijk_op < maak.vandaag,
            )
            for t in toezeggingen
        ],
        bijlagen=[Rij(b, maak.van([h.WEGHALEN], b, bijlage=b)) for b in bijlagen],
        terugkoppelingen=[
            Rij(t, maak.van([h.TERUGKOPPELEN], t, terugkoppeling=t) if t.wacht else [], luidt)
            for t, luidt in terugkoppelingen[:MELDINGEN]
        ],
        meer_terugkoppelingen=len(terugkoppelingen) > MELDINGEN,
        aanbod=maak.van(h.VAN_DE_ZAAK, zaak),
        tijdlijn=verloop,
        meer_tijdlijn=meer,
        mag_optreden=bool(h.OVERTREDING.rechten & maak.rechten) and bool(stappen(zaak)),
    )


def _bladzijde(zaak: Zaak, gebruiker: Gebruiker, nummer: int) -> list[Any]:
    """Its meldingen, and one more where there are."""
    vanaf = (nummer - 1) * MELDINGEN
    return list(_meldingen(zaak, gebruiker)[vanaf : vanaf + MELDINGEN + 1])


def _meldingen(zaak: Zaak, gebruiker: Gebruiker) -> Any:
    laatste = Toetsing.objects.filter(melding=OuterRef("pk")).op_volgorde().reverse()
    return (
        Melding.objects.zichtbaar_voor(gebruiker)
        .in_zaak(zaak.pk)
        .annotate(uitkomst=Subquery(laatste.values("resultaat")[:1]))
        .select_related("werkgever")
        .only(
            "nummer",
            "onderwerpen",
            "ontvangen_op",
            "status",
            "verzoek_24_7",
            "werkgever__naam",
            "werkgever__plaats",
        )
        .order_by("ontvangen_op", "pk")
    )


def _overtredingen(zaak: Zaak) -> Any:
    return (
        Overtreding.objects.filter(zaak=zaak, vervallen=False)
        .select_related("werkgever", "zonder_gevolg")
        .prefetch_related(
            Prefetch("interventies", Interventie.objects.filter(vervallen=False)),
            Prefetch("concepten", Concept.objects.exclude(status__in=KLAAR)),
        )
        .order_by("geconstateerd_op", "pk")
    )


def _concepten(zaak: Zaak, gebruiker: Gebruiker) -> Any:
    return (
        Concept.objects.zichtbaar_voor(gebruiker)
        .met_terug()
        .filter(zaak=zaak)
        .exclude(status=ConceptStatus.UITGEREIKT)
        .select_related("werkgever", "opgesteld_door", "vastgesteld_door", "interventie")
        .prefetch_related("overtredingen")
        .order_by("opgesteld_op", "pk")
    )


def _interventies(zaak: Zaak, gebruiker: Gebruiker) -> Any:
    """Each with when its letter went out (`uitgegaan_op`), and whether there is one of its lifting (`opgeheven`)."""
    uitgegaan = ConceptStap.objects.filter(concept__interventie=OuterRef("pk"), naar=ConceptStatus.UITGEREIKT)
    return (
        Interventie.objects.zichtbaar_voor(gebruiker)
        .filter(zaak=zaak, vervallen=False)
        .select_related("werkgever", "concept")
        .prefetch_related("overtredingen")
        .annotate(
            uitgegaan_op=Subquery(uitgegaan.values("op")[:1]),
            opgeheven=Exists(Brief.objects.filter(concept__interventie=OuterRef("pk"), wissel__isnull=False)),
        )
        .order_by("uitgereikt_op", "pk")
    )


def _op_schrift(interventie: Any) -> date | None:
    """The day its letter went out; of before that was asked, the day on which it was written down."""
    concept = getattr(interventie, "concept", None)
    if concept is not None and concept.uitgereikt_op is not None:
        return concept.uitgereikt_op  # type: ignore[no-any-return]
    return None if interventie.uitgegaan_op is None else lokale_dag(interventie.uitgegaan_op)


def _toezeggingen(zaak: Zaak) -> Any:
    return (
        Toezegging.objects.filter(zaak=zaak, vervallen=False)
        .select_related("werkgever")
        .order_by("uiterlijk_op", "pk")
    )


def _bijlagen(zaak: Zaak) -> Any:
    return Bijlage.objects.aanwezig().filter(zaak=zaak).order_by("op", "pk")


def _melding(melding: Any, namen: Woorden) -> tuple[str, ...]:
    """Its main topic, what came of it, and where it stands. Of fifty rows: Django looks a label up in all there are."""
    onderwerp = next(iter(namen.onderwerpen(melding.onderwerpen)), "")
    uitkomst = str(Toetsing.Resultaat(melding.uitkomst).label) if melding.uitkomst else ""
    return onderwerp, uitkomst, str(Status(melding.status).label)


def _terugkoppelingen(zaak: Zaak, gebruiker: Gebruiker, nu: datetime) -> list[tuple[Any, tuple[Any, ...]]]:
    """What reporters are, or were, to be told, and how it would read in each language while it waits (`wacht`): nobody
    did yet. Those first: who is told makes room for the next. One query, and one for the texts where one waits."""
    wacht = Terugkoppeling.objects.te_doen().filter(pk=OuterRef("pk"))
    reeks: list[Any] = list(
        Terugkoppeling.objects.zichtbaar_voor(gebruiker)
        .filter(zaak=zaak, vervallen_op=None)
        .annotate(wacht=Exists(wacht), **met_bereik("melding"))
        .select_related("melding", "bericht", "bericht__verzending")
        .order_by("-wacht", "klaargezet_op", "pk")[: MELDINGEN + 1]
    )
    teksten = teksten_op(lokale_dag(nu)) if any(t.wacht for t in reeks) else {}
    return [(t, _luidt(t, teksten) if t.wacht else ()) for t in reeks]


def _luidt(terugkoppeling: Any, teksten: Teksten) -> tuple[Any, ...]:
    return tuple(
        (naam, tekst_voor(terugkoppeling.melding, terugkoppeling.resultaat, taal, teksten))
        for taal, naam in talen(bereik_van(terugkoppeling))
    )
