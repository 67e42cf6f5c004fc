"""The whole file of a zaak as one PDF or ZIP, with a table of contents, as a court asks for it [Awb 8:42].

For the employer it holds nothing of a melding, and nothing that shows there was one (domain section 5): it is the same
file as of an investigation of our own. For the court alone it can hold the meldingen [Awb 8:29], and by a recorded
decision who reported.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from inspectie.fouten import Veldfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from inspectie.uitvoer.cellen import Kolom, csv_cel
from inspectie.uitvoer.document import Alinea, Blok, Document, Kop, Tabel
from inspectie.uitvoer.documentgegevens import als_blokken
from inspectie.uitvoer.getallen import datum, tijdstip
from inspectie.uitvoer.odf import zipdeel
from interventies import brieven, stukken
from interventies.afschriftbron import Stuk, meldingen, van_melders, waarschuwing
from interventies.bronnen import log_inzage_van_zaak
from interventies.genoemd import opgetreden_in
from interventies.models import (
    Afschrift,
    Bijlage,
    Brief,
    Concept,
    ConceptStatus,
    Interventie,
    Overtreding,
    Soort,
    Zaak,
)
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.zaakform import werkgevers_in
from interventies.zaaktijdlijn import tijdlijn
from meldingen.models import Werkgever
from meldingen.tijdlijn import Gebeurtenis
from meldingen.woorden import woorden

FORMATEN = {"pdf": "application/pdf", "zip": "application/zip"}
Omvang = Afschrift.Omvang


@transaction.atomic
def maak(
    zaak: Zaak,
    *,
    omvang: str,
    formaat: str,
    reden: str,
    bekeken: Collection[int] = (),
    door: Gebruiker,
    op: datetime,
) -> tuple[Afschrift, bytes]:
    """Take a copy. That it was taken, how much of it and why, is kept. `bekeken`: the files (ids) that who takes it
    looked at, which are all that go to the employer and that he did not write. Raises Regelfout."""
    if formaat not in FORMATEN:
        raise Veldfout("formaat", _("Een afschrift is een PDF of een ZIP."))
    if len(reden.strip()) < 5:
        raise Veldfout("reden", _("Schrijf op waarvoor het afschrift is."))
    met_bron = omvang != Omvang.ZONDER_BRON
    bijlagen = list(
        Bijlage.objects.aanwezig().filter(zaak=zaak).select_related("inhoud").order_by("op", "pk")
    )
    lekken = stukken.Nagelezen()
    if not met_bron:
        _weiger_ongezien(bijlagen if formaat == "zip" else [], bekeken)
        lekken = stukken.lees_na(zaak, bijlagen)
        bijlagen = lekken.mee
    with translation.override(settings.LANGUAGE_CODE):
        # From the first to the last; what has one moment in the order in which it was done.
        verloop = tijdlijn(zaak, Rechtsteksten(), hoogstens=None, voor_werkgever=not met_bron)[0][::-1]
        if not met_bron:
            verloop = _zonder_woorden(verloop, bijlagen)
        pdf = brieven.als_bestand(_document(zaak, omvang, reden, verloop, bijlagen, door, op), "pdf")
        inhoud = pdf if formaat == "pdf" else _zip(zaak, omvang, bijlagen, pdf, door, op)
    afschrift = Afschrift.objects.create(
        zaak=zaak,
        omvang=omvang,
        formaat=formaat,
        reden=reden,
        weggelaten=lekken.weg,
        vingerafdruk=hashlib.sha256(inhoud).hexdigest(),
        door=door,
        op=op,
    )
    log(
        "afschrift",
        op=op,
        door=door,
        onderwerp=f"zaak:{zaak.pk}",
        schreef=[afschrift],
        omvang=omvang,
        afschrift=afschrift.pk,
        bekeken=sorted(bekeken),
    )
    if lekken.noemt_melder:  # who takes a copy and misses a file learns whom it names
        log_inzage_van_zaak(zaak, _("Een bestand noemde wie er meldde en ging niet mee."), door=door, op=op)
    return afschrift, inhoud


def _weiger_ongezien(bijlagen: Iterable[Bijlage], bekeken: Collection[int]) -> None:
    """No program sees all that a person does in a file."""
    if ongezien := [b.naam for b in bijlagen if stukken.elders_geschreven(b) and b.pk not in bekeken]:
        raise Veldfout(
            "bekeken",
            _("Bekijk eerst zelf, en zeg dat u dat deed: %(bestanden)s.")
            % {"bestanden": ", ".join(ongezien)},
        )


def bestandsnaam(zaak: Zaak, afschrift: Afschrift) -> str:
    """What the employer may not get has another name: on one day the two are made for the same zaak."""
    alleen = "" if afschrift.omvang == Omvang.ZONDER_BRON else "-alleen-rechter"
    return f"zaak-{zaak.nummer}-{lokale_dag(afschrift.op):%Y-%m-%d}{alleen}.{afschrift.formaat}"


def _document(
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
    blokken += _overtredingen(zaak, Rechtsteksten())
    blokken += _ingezet(zaak)
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
        ("Behandelaar", behandelaar.get_full_name() or behandelaar.get_username() if behandelaar else ""),
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
            teksten.naam(o.voorschrift, o.geconstateerd_op, o.geregistreerd_op),
            o.werkgever.naam,
        )
        for o in reeks.order_by("geconstateerd_op", "pk")
    )
    if rijen:
        yield Kop(2, "Overtredingen")
        kolommen = (Kolom("Vastgesteld", 1.5), Kolom("Voorschrift", 3.3), Kolom("Werkgever", 1.8))
        yield Tabel("overtredingen", "Vastgestelde overtredingen", kolommen, rijen)


def _ingezet(zaak: Zaak) -> Iterator[Blok]:
    reeks = Interventie.objects.filter(zaak=zaak, vervallen=False).select_related("werkgever")
    rijen = tuple(
        (
            datum(i.uitgereikt_op),
            i.get_soort_display(),
            i.werkgever.naam,
            datum(i.termijn_tot) if i.termijn_tot else "",
            i.get_status_display(),
        )
        for i in reeks.order_by("uitgereikt_op", "pk")
    )
    if rijen:
        yield Kop(2, "Wat is ingezet")
        kolommen = (
            Kolom("Uitgereikt", 1.65),
            Kolom("Wat", 1.65),
            Kolom("Werkgever", 1.65),
            Kolom("Termijn", 1.65),
            Kolom("Staat", 1),
        )
        yield Tabel("ingezet", "Interventies", kolommen, rijen)


def _vaste_brieven(zaak: Zaak) -> Iterator[tuple[Concept, Brief]]:
    """The letters that went out, in order."""
    concepten = (
        Concept.objects.filter(zaak=zaak, status=ConceptStatus.UITGEREIKT)
        .prefetch_related("brieven")
        .order_by("opgesteld_op", "pk")
    )
    for concept in concepten:
        brief = max(concept.brieven.all(), key=lambda b: b.pk, default=None)
        if brief is not None:
            yield concept, brief


def _brieven(zaak: Zaak) -> Iterator[Blok]:
    for concept, brief in _vaste_brieven(zaak):
        yield Kop(2, f"{concept.get_soort_display()} van {datum(brief.dagtekening)}")
        hoofd = brief.gegevens["hoofd"]
        yield Alinea(", ".join(hoofd["geadresseerde"]))
        for blok in als_blokken(brief.gegevens):
            yield Kop(3, blok.tekst) if isinstance(blok, Kop) else blok


def _zonder_woorden(verloop: Sequence[Gebeurtenis], bijlagen: Sequence[Bijlage]) -> list[Gebeurtenis]:
    """For the employer: what was done and when, and nothing that anybody here wrote about it. Not only where that gives
    the source away: whoever knows what was said would read from a gap who reported. The letters say what we hold
    against him."""
    mee = {bijlage.pk for bijlage in bijlagen}
    return [
        replace(g, wat=g.kaal or g.wat, waarom="") for g in verloop if g.bijlage is None or g.bijlage in mee
    ]


def _naam(bijlage: Bijlage, *, met_bron: bool) -> str:
    """To the employer a file goes under a name that says nothing; its kind stays."""
    return bijlage.naam if met_bron else f"bestand{PurePath(bijlage.naam).suffix}"


def _bijlagen(bijlagen: Sequence[Bijlage], *, met_bron: bool) -> Iterator[Blok]:
    rijen = tuple(
        (
            nummer,
            datum(lokale_dag(b.op)),
            _naam(b, met_bron=met_bron),
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


def _zip(
    zaak: Zaak,
    omvang: str,
    bijlagen: Sequence[Bijlage],
    pdf: bytes,
    door: Gebruiker,
    op: datetime,
) -> bytes:
    """Every paper as it is, with a table of contents that a program can check."""
    met_bron = omvang != Omvang.ZONDER_BRON
    papieren = [Stuk("00-dossier.pdf", "Het dossier", pdf)]
    for n, (concept, brief) in enumerate(_vaste_brieven(zaak), 1):
        stam = f"brieven/{n:02}-{Soort(concept.soort).value.lower().replace('_', '-')}-{brief.dagtekening}"
        wat = f"{concept.get_soort_display()} van {datum(brief.dagtekening)}"
        papieren += [Stuk(f"{stam}.pdf", wat, bytes(brief.pdf)), Stuk(f"{stam}.odt", wat, bytes(brief.odt))]
    for n, bijlage in enumerate(bijlagen, 1):
        pad = f"bijlagen/{n:03}-{_naam(bijlage, met_bron=met_bron)}"
        papieren.append(Stuk(pad, bijlage.omschrijving if met_bron else "", bytes(bijlage.inhoud.inhoud)))
    if met_bron:
        papieren += van_melders(zaak, door)
    inhoud = io.StringIO()
    schrijver = csv.writer(inhoud)
    schrijver.writerow(["bestand", "wat", "bytes", "sha256"])
    for stuk in papieren:
        som = hashlib.sha256(stuk.inhoud).hexdigest()
        schrijver.writerow([csv_cel(stuk.pad), csv_cel(stuk.wat), len(stuk.inhoud), som])
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as pakket:
        pakket.writestr(zipdeel("inhoud.csv", op), inhoud.getvalue())
        for stuk in papieren:
            pakket.writestr(zipdeel(stuk.pad, op), stuk.inhoud)
    return uit.getvalue()
