"""The letter of a concept: made of the zaak, the violations and the provisions only, never of a melding (domain
section 5), and kept from going out while it gives the source away.

What it says of the law is the law of the day of the violation; its text is the version in force on its date.
"""

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.termijnen import verschuif
from inspectie.tijd import lokale_dag
from inspectie.uitvoer.document import Alinea, Blok, Document, Lijst, Tabel
from inspectie.uitvoer.documentgegevens import als_blokken, als_gegevens
from inspectie.uitvoer.getallen import datum, opsomming, tijdstip
from interventies import briefteksten, bronnen, handhaving, wet
from interventies.briefopmaak import (
    afzenderregels,
    eerdere_als_blok,
    ondertekening,
    overtredingen_als_blok,
    regels_van,
    stel_samen,
)
from interventies.geheimhouding import Lek, Tekst
from interventies.genoemd import namen_van
from interventies.handhaving import herhaling
from interventies.models import (
    Brief,
    Brieftekst,
    Concept,
    Interventie,
    InterventieWissel,
    Overtreding,
    Soort,
)


@dataclass(frozen=True, slots=True)
class Opmaak:
    """A letter before it is fixed: its document, and what of it is checked."""

    document: Document
    tekst: Tekst
    brieftekst: Brieftekst
    afzender: Brieftekst


def maak_op(
    concept: Concept,
    moment: datetime,
    *,
    vaststeller: Gebruiker | None = None,
    opsteller: Gebruiker | None = None,
) -> Opmaak:
    """The letter as it would be fixed at `moment`; with `opsteller` as if they wrote it. Raises Regelfout when there is
    no text for it."""
    dag = lokale_dag(moment)
    teksten = teksten_voor(concept.soort, dag)
    inhoud = _inhoud(concept, teksten[0], dag, opsteller)
    with translation.override(settings.LANGUAGE_CODE):
        tekenaars = ondertekening(inhoud.woorden["inspecteur"], _vaststeller(concept, vaststeller))
    vrij = [
        concept.bevindingen,
        concept.toelichting,
        concept.werk,
        *(o.ernstige_mate_motivering for o in inhoud.overtredingen),
    ]
    ontvangers = [ontvanger for _regel, ontvanger in inhoud.eerdere if ontvanger]
    return zet(
        concept,
        teksten,
        inhoud.ingevuld,
        kenmerk=inhoud.woorden["kenmerk"],
        tekenaars=tekenaars,
        vrij=vrij,
        vertrouwd=ontvangers,
        moment=moment,
    )


def teksten_voor(voor: str, dag: date) -> tuple[Brieftekst, Brieftekst]:
    """The text in force for this letter, and that of the sender. Raises Regelfout where one is missing."""
    teksten = {tekst.voor: tekst for tekst in Brieftekst.objects.op(dag)}
    brieftekst, afzender = teksten.get(voor), teksten.get(Brieftekst.Voor.AFZENDER)
    if brieftekst is None or afzender is None:
        raise Regelfout(_("Er is voor deze dag geen brieftekst voor “%(soort)s”.") % {"soort": voor})
    return brieftekst, afzender


def zet(
    concept: Concept,
    teksten: tuple[Brieftekst, Brieftekst],
    ingevuld: briefteksten.Ingevuld,
    *,
    kenmerk: str,
    tekenaars: tuple[str, ...],
    vrij: Iterable[str],
    vertrouwd: Iterable[str] = (),
    moment: datetime,
) -> Opmaak:
    """The document to the employer of the concept, and what of it is checked: `vrij` is what people wrote, `vertrouwd`
    are names that it may hold besides those of the employer and of who signs."""
    (brieftekst, afzender), werkgever = teksten, concept.werkgever
    document = stel_samen(
        ingevuld,
        afzender=afzender.tekst,
        naam=werkgever.naam,
        plaats=werkgever.plaats,
        kvk_nummer=werkgever.kvk_nummer,
        kenmerk=kenmerk,
        tekenaars=tekenaars,
        moment=moment,
    )
    tekst = Tekst(
        vrij=[deel for deel in vrij if deel.strip()],
        geheel=[*(document.hoofd.geadresseerde if document.hoofd else ()), *regels_van(document)],
        vertrouwd=[
            werkgever.naam,
            werkgever.plaats,
            *tekenaars,
            *namen_van(werkgever.groep_id),
            *vertrouwd,
        ],
        contact=afzenderregels(afzender.tekst),
        gericht_aan=[werkgever.naam, werkgever.plaats],
    )
    return Opmaak(document, tekst, brieftekst, afzender)


@dataclass(frozen=True, slots=True)
class _Inhoud:
    """What a letter says, before it has its sender and signatures."""

    ingevuld: briefteksten.Ingevuld
    woorden: dict[str, str]
    overtredingen: list[Overtreding]
    eerdere: list[tuple[str, str]]


def _inhoud(
    concept: Concept, brieftekst: Brieftekst, dag: date, opsteller: Gebruiker | None = None
) -> _Inhoud:
    overtredingen = list(concept.overtredingen.order_by("geconstateerd_op", "pk"))
    # A letter is in Dutch, whoever makes it.
    with translation.override(settings.LANGUAGE_CODE):
        recht = wet.recht()
        eerdere = _eerdere(concept, overtredingen, recht)
        woorden = woorden_van(concept, overtredingen, recht, dag)
        if opsteller is not None:
            woorden["inspecteur"] = opsteller.naam
        blokken = {
            "overtredingen": _overtredingen(overtredingen, recht),
            "bevindingen": briefteksten.alineas(concept.bevindingen),
            "werk": briefteksten.alineas(concept.werk),
            "voorgeschreven_wijze": briefteksten.alineas(concept.toelichting),
            "motivering": [
                alinea for o in overtredingen for alinea in briefteksten.alineas(o.ernstige_mate_motivering)
            ],
            "reden": (),
            "eerdere": eerdere_als_blok([regel for regel, _ontvanger in eerdere]),
        }
        ingevuld = briefteksten.vul(briefteksten.met_werk(brieftekst.tekst, concept.werk), woorden, blokken)
    return _Inhoud(ingevuld, woorden, overtredingen, eerdere)


def zoek(concept: Concept, opmaak: Opmaak, *, met_melder: bool) -> list[Lek]:
    """What in the letter gives the source away (`bronnen.zoek`)."""
    return bronnen.zoek(concept.zaak, opmaak.tekst, met_melder=met_melder)


def weiger_lekken(concept: Concept, opmaak: Opmaak) -> None:
    """Raises Lekfout when the letter gives the source away."""
    bronnen.weiger(concept.zaak, opmaak.tekst, _("De brief kan zo niet uit: “%(woorden)s”. %(reden)s"))


def stel_vast(concept: Concept, *, door: Gebruiker, op: datetime) -> Brief:
    """Fix the letter of a locked concept: from here it goes out so, or not at all. Raises Regelfout."""
    opmaak = maak_op(concept, op, vaststeller=door)
    weiger_lekken(concept, opmaak)
    return leg_vast(concept, opmaak, bestanden(opmaak), door=door, op=op)


def bestanden(opmaak: Opmaak) -> tuple[bytes, bytes]:
    return als_bestand(opmaak.document, "pdf"), als_bestand(opmaak.document, "odt")


def leg_vast(
    concept: Concept,
    opmaak: Opmaak,
    bestanden: tuple[bytes, bytes],
    *,
    wissel: InterventieWissel | None = None,
    door: Gebruiker,
    op: datetime,
) -> Brief:
    """`wissel`: the lifting that it tells of, where it is not the letter of the concept itself."""
    pdf, odt = bestanden
    brief = Brief.objects.create(
        concept=concept,
        versie=concept.versie,
        wissel=wissel,
        tekst=opmaak.brieftekst,
        afzender=opmaak.afzender,
        dagtekening=opmaak.document.datum,
        gegevens=als_gegevens(opmaak.document),
        pdf=pdf,
        odt=odt,
        vingerafdruk=vingerafdruk(pdf, odt),
        door=door,
        op=op,
    )
    log(
        "brief_vastgesteld",
        op=op,
        door=door,
        onderwerp=f"zaak:{concept.zaak_id}",
        schreef=[brief],
        brief=brief.pk,
    )
    return brief


def weiger_ingehaald(concept: Concept) -> None:
    """Raises Ingehaald when the fixed letter of a concept says what is otherwise by now (a violation, its reasoning,
    the earlier warning it rests on): it is not changed any more, and what it says has to be so."""
    brief = concept.vastgestelde_brief()
    if brief is None:
        return
    nu = _inhoud(concept, brief.tekst, brief.dagtekening).ingevuld.blokken
    if _zegt(als_blokken(brief.gegevens)) != _zegt(nu):
        raise Ingehaald(
            _(
                "Wat in deze brief staat is intussen gecorrigeerd of veranderd."
                " Neem het terug en stel het opnieuw vast."
            )
        )


def _zegt(blokken: Iterable[Blok]) -> list[tuple[str, ...]]:
    """Of a violation its article and day: what it is called does not change what it is."""
    uit: list[tuple[str, ...]] = []
    for blok in blokken:
        match blok:
            case Alinea(tekst):
                uit.append((tekst,))
            case Lijst(punten):
                uit.append(tuple(punten))
            case Tabel():
                uit += [tuple(map(str, rij[1:])) for rij in blok.rijen]
            case _:
                pass
    return uit


def vingerafdruk(pdf: bytes, odt: bytes) -> str:
    return hashlib.sha256(pdf + odt).hexdigest()


def als_concept(opmaak: Opmaak) -> Document:
    """The document of a letter that is not fixed: every page says so."""
    return replace(
        opmaak.document,
        titel=f"CONCEPT: {opmaak.document.titel}",
        voet=f"Concept, niet verzonden. {opmaak.document.voet}",
    )


BESTANDEN = {"pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"}


def als_bestand(document: Document, formaat: str) -> bytes:
    """The file (one of BESTANDEN), in memory: a letter is a few pages."""
    # Heavy libraries, which no other page waits for.
    from inspectie.uitvoer import odt, pdf

    uit = io.BytesIO()
    {"pdf": pdf.schrijf, "odt": odt.schrijf}[formaat](document, uit)
    return uit.getvalue()


def woorden_van(
    concept: Concept, overtredingen: Sequence[Overtreding], recht: handhaving.Recht, dag: date
) -> dict[str, str]:
    werkgever = concept.werkgever
    namen = dict.fromkeys(v.naam for o in overtredingen if (v := _voorschrift(o, recht)))
    grondslag = next(
        (
            versie
            for o in overtredingen
            if (
                versie := handhaving.geldend(recht.grondslagen.get(concept.grondslag, ()), o.geconstateerd_op)
            )
        ),
        None,
    )
    termijn = concept.termijn_tot and verschuif(concept.termijn_tot, dag, recht.vrije_dagen)
    gegeven = concept.interventie
    return {
        "werkgever": werkgever.naam,
        "plaats": werkgever.plaats,
        "kenmerk": f"{concept.zaak.nummer}/{concept.pk}",
        "dagtekening": datum(dag),
        "voorschriften": opsomming(list(namen)),
        "grondslag": grondslag.artikel if grondslag else "",
        "termijn": datum(termijn) if termijn else "",
        "mondeling": tijdstip(concept.mondeling_op) if concept.mondeling_op else "",
        "opgelegd": datum(gegeven.uitgereikt_op) if gegeven else "",
        "opgeheven": "",  # its own letter says so (`opheffen`)
        "inspecteur": concept.opgesteld_door.naam,
    }


def _voorschrift(overtreding: Overtreding, recht: handhaving.Recht) -> handhaving.Voorschrift | None:
    """The provision as it was law on the day of the violation."""
    return handhaving.geldend(
        recht.voorschriften.get(overtreding.voorschrift, ()), overtreding.geconstateerd_op
    )


def _overtredingen(overtredingen: Iterable[Overtreding], recht: handhaving.Recht) -> list[Blok]:
    rijen = [
        (v.naam, v.artikel, datum(o.geconstateerd_op))
        for o in overtredingen
        if (v := _voorschrift(o, recht)) is not None
    ]
    return overtredingen_als_blok(rijen)


def _eerdere(
    concept: Concept, overtredingen: Sequence[Overtreding], recht: handhaving.Recht
) -> list[tuple[str, str]]:
    """Per violation that asks for it the earlier warning or order on which a boeterapport rests; and to whom it was
    given, where that was another, whom this employer succeeds."""
    if concept.soort != Soort.BOETERAPPORT:
        return []
    groep = concept.werkgever.groep_id
    eerder = wet.geschiedenis(groep)
    regels: dict[str, str] = {}
    for o in overtredingen:
        voorschrift = _voorschrift(o, recht)
        if voorschrift is None or voorschrift.klasse != handhaving.Klasse.OO:
            continue
        vraag = wet.overtreding_voor_de_wet(o, groep)
        instrument = herhaling.vind_eerder(
            vraag, eerder.voorgangers | {groep}, eerder.instrumenten, recht.vrije_dagen
        )
        if instrument is not None:
            soort = handhaving.SOORTEN[instrument.soort]
            # As that letter said it.
            einde = instrument.termijn_tot and verschuif(
                instrument.termijn_tot, instrument.uitgereikt_op, recht.vrije_dagen
            )
            termijn = f", met een termijn tot en met {datum(einde)}" if einde else ""
            aan = "" if instrument.werkgever == groep else _ontvanger(int(instrument.sleutel))
            wie = f", aan {aan}, die door de werkgever is opgevolgd" if aan else ""
            regel = f"{voorschrift.artikel}: {soort} van {datum(instrument.uitgereikt_op)}{wie}{termijn}."
            regels[regel] = aan
    return list(regels.items())


def _ontvanger(interventie: int) -> str:
    """Under the name by which it was given."""
    return Interventie.objects.values_list("werkgever__naam", flat=True).get(pk=interventie)


def _vaststeller(concept: Concept, wie: Gebruiker | None) -> str:
    """Who fixes a letter of somebody else signs too."""
    return wie.naam if wie is not None and wie.pk != concept.opgesteld_door_id else ""
