"""What a copy of a zaak says, as a document: the zaak, what was done in it, what was found, used and sent."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import PurePath

from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from inspectie.uitvoer.cellen import Kolom
from inspectie.uitvoer.document import Alinea, Blok, Document, Kop, Tabel
from inspectie.uitvoer.documentgegevens import als_blokken
from inspectie.uitvoer.getallen import datum, tijdstip
from interventies.afschriftbron import meldingen, waarschuwing
from interventies.genoemd import opgetreden_in
from interventies.models import (
    Afschrift,
    Bijlage,
    Brief,
    Brieftekst,
    Concept,
    ConceptStatus,
    Interventie,
    Overtreding,
    Rechtstabel,
    Zaak,
)
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.rechtsgegevens.vrijedagen import lees_vrije_dagen
from interventies.zaakwerkgevers import werkgevers_in
from meldingen.models import Werkgever
from meldingen.tijdlijn import Gebeurtenis
from meldingen.woorden import woorden

Omvang = Afschrift.Omvang


def document(
    zaak: Zaak,
    omvang: str,
    reden: str,
    verloop: Sequence[Gebeurtenis],
    bijlagen: Sequence[Bijlage],
    door: Gebruiker,
    op: datetime,
) -> Document:
    met_bron = omvang != Omvang.ZONDER_BRON
    blokken: list[Blok] = []
    if met_bron:
        blokken.append(waarschuwing())
    blokken += _zaak(zaak, werkgevers_in(zaak) if met_bron else opgetreden_in(zaak))
    blokken += _verloop(verloop, met_uur=met_bron)
    teksten = Rechtsteksten()
    blokken += _overtredingen(zaak, teksten)
    blokken += _ingezet(zaak, teksten)
    if met_bron:
        blokken += meldingen(zaak, omvang, reden, door, op)
    blokken += _brieven(zaak)
    blokken += _bijlagen(bijlagen, met_bron=met_bron)
    titel = f"Dossier van zaak {zaak.nummer}"
    return Document(
        titel=titel,
        datum=lokale_dag(op),
        moment=op,
        omschrijving=f"{titel}, stand van {tijdstip(op)}",
        voet=f"Zaak {zaak.nummer}, stand van {tijdstip(op)}",
        inhoudsopgave=True,
        blokken=tuple(blokken),
    )


def _zaak(zaak: Zaak, werkgevers: Iterable[Werkgever]) -> Iterator[Blok]:
    namen = woorden()
    yield Kop(2, "De zaak")
    behandelaar = zaak.behandelaar
    rijen = [
        ("Nummer", str(zaak.nummer)),
        ("Domein", namen("domein", zaak.domein)),
        ("Geopend", datum(zaak.geopend_op)),
        ("Status", zaak.get_status_display()),
        ("Behandelaar", behandelaar.naam if behandelaar else ""),
        *(("Werkgever", ", ".join(filter(None, (w.naam, w.plaats, w.kvk_nummer)))) for w in werkgevers),
    ]
    yield Tabel("zaak", "Gegevens", (Kolom("Gegeven", 1), Kolom("Waarde", 3)), tuple(rijen))


def _verloop(gebeurtenissen: Sequence[Gebeurtenis], *, met_uur: bool) -> Iterator[Blok]:
    """For the employer by the day: at what hour a zaak was opened says when somebody reported."""
    yield Kop(2, "Verloop")
    rijen = tuple(
        (
            tijdstip(g.moment.replace(second=0, microsecond=0)) if met_uur else datum(lokale_dag(g.moment)),
            "\n".join(filter(None, (g.wat, g.waarom))),
            g.wie,
        )
        for g in gebeurtenissen
    )
    kolommen = (Kolom("Wanneer", 1.3), Kolom("Wat", 3.6), Kolom("Wie", 1.3))
    yield Tabel("verloop", "Wat er is gebeurd, op volgorde", kolommen, rijen)


def _overtredingen(zaak: Zaak, teksten: Rechtsteksten) -> Iterator[Blok]:
    reeks = Overtreding.objects.filter(zaak=zaak, vervallen=False).select_related("werkgever")
    rijen = tuple(
        (
            datum(o.geconstateerd_op),
            teksten.naam(o.voorschrift, o.geconstateerd_op, o.geregistreerd_op)
            + ("; ernstig gevaar voor personen" if o.ernstig_gevaar else ""),
            o.werkgever.naam,
        )
        for o in reeks.order_by("geconstateerd_op", "pk")
    )
    if rijen:
        yield Kop(2, "Overtredingen")
        kolommen = (Kolom("Vastgesteld", 1.5), Kolom("Voorschrift", 3.3), Kolom("Werkgever", 1.8))
        yield Tabel("overtredingen", "Vastgestelde overtredingen", kolommen, rijen)


def _ingezet(zaak: Zaak, teksten: Rechtsteksten) -> Iterator[Blok]:
    """With what each stands on: of what was read in there is no letter that says so."""
    reeks = Interventie.objects.filter(zaak=zaak, vervallen=False).select_related("werkgever")
    reeks = reeks.prefetch_related("overtredingen")
    vrije_dagen, grondslagen = lees_vrije_dagen(), Rechtsteksten(Rechtstabel.GRONDSLAG)
    alle = list(reeks.order_by("uitgereikt_op", "pk"))
    # Where it is always the same one, it stands above.
    met_wie = len({i.werkgever_id for i in alle}) > 1
    rijen = tuple(
        (
            datum(i.uitgereikt_op),
            i.get_soort_display(),
            *((i.werkgever.naam,) if met_wie else ()),
            _waarop(i, teksten, grondslagen),
            datum(einde) if (einde := i.einde_termijn(vrije_dagen)) else "",
            i.stand,
        )
        for i in alle
    )
    if rijen:
        yield Kop(2, "Wat is ingezet")
        kolommen = (
            Kolom("Op", 1.4),
            Kolom("Wat", 1.6),
            *((Kolom("Werkgever", 1.5),) if met_wie else ()),
            Kolom("Waarop", 2.2),
            Kolom("Termijn", 1.4),
            Kolom("Staat", 1.3),
        )
        yield Tabel("ingezet", "Interventies", kolommen, rijen)


def _waarop(interventie: Interventie, teksten: Rechtsteksten, grondslagen: Rechtsteksten) -> str:
    """The basis, and the violated provisions, as they read when it was registered."""
    op = interventie.geregistreerd_op
    onder = [o for o in interventie.overtredingen.all() if not o.vervallen]
    code = interventie.grondslag
    basis = [
        str(versie["artikel"])
        for o in onder
        if code and (versie := grondslagen.versie(code, o.geconstateerd_op, op)) is not None
    ]
    namen = [teksten.kort(o.voorschrift, o.geconstateerd_op, op) for o in onder]
    return "; ".join(dict.fromkeys((*basis, *namen)))


def vaste_brieven(zaak: Zaak) -> Iterator[tuple[str, str, Brief]]:
    """The letters that went out, in order, each with its kind (as a name of a file has it, and in words); of an order
    that was lifted that letter too."""
    concepten = Concept.objects.filter(zaak=zaak).prefetch_related("brieven").order_by("opgesteld_op", "pk")
    for concept in concepten:
        soort, wat = concept.soort.lower().replace("_", "-"), concept.get_soort_display()
        alle = sorted(concept.brieven.all(), key=lambda brief: brief.pk)
        eigen = [brief for brief in alle if brief.wissel_id is None]
        if concept.status == ConceptStatus.UITGEREIKT and eigen:
            yield soort, wat, eigen[-1]
        for brief in alle:
            if brief.wissel_id is not None:
                yield f"opheffing-{soort}", str(Brieftekst.Voor.OPHEFFING.label), brief


def _brieven(zaak: Zaak) -> Iterator[Blok]:
    for _soort, wat, brief in vaste_brieven(zaak):
        yield Kop(2, f"{wat} van {datum(brief.dagtekening)}")
        hoofd = brief.gegevens["hoofd"]
        yield Alinea(", ".join(hoofd["geadresseerde"]))
        for blok in als_blokken(brief.gegevens):
            yield Kop(3, blok.tekst) if isinstance(blok, Kop) else blok


def naam_van(bijlage: Bijlage, *, met_bron: bool) -> str:
    """To the employer a file goes under a name that says nothing; its kind stays."""
    return bijlage.naam if met_bron else f"bestand{PurePath(bijlage.naam).suffix}"


def _bijlagen(bijlagen: Sequence[Bijlage], *, met_bron: bool) -> Iterator[Blok]:
    rijen = tuple(
        (
            nummer,
            datum(lokale_dag(b.op)),
            naam_van(b, met_bron=met_bron),
            b.omschrijving if met_bron else "",
            b.vingerafdruk[:16],
        )
        for nummer, b in enumerate(bijlagen, 1)
    )
    if rijen:
        yield Kop(2, "Bijlagen")
        kolommen = (
            Kolom("Nr.", 0.4, getal=True),
            Kolom("Toegevoegd", 1.2),
            Kolom("Bestand", 1.8),
            Kolom("Omschrijving", 1.8),
            Kolom("Sha256 begint met", 1.5),
        )
        yield Tabel("bijlagen", "Bestanden bij de zaak", kolommen, rijen)
        yield Alinea("De bestanden zelf zitten in de ZIP van dit dossier, elk onder dit nummer.")
