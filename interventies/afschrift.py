"""The whole file of a zaak as one PDF or ZIP, with a table of contents, as a court asks for it [Awb 8:42].

For the employer it holds nothing of a melding, and nothing that shows there was one (domain section 5): it is the same
file as of an investigation of our own. For the court alone it can hold the meldingen [Awb 8:29], and by a recorded
decision who reported.
"""

import csv
import hashlib
import io
import zipfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from inspectie.bestanden import in_zip
from inspectie.fouten import Veldfout, zegt_iets
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from inspectie.uitvoer.cellen import csv_cel
from inspectie.uitvoer.getallen import datum
from inspectie.uitvoer.odf import zipdeel
from interventies import brieven, stukken
from interventies.afschriftbron import Stuk, van_melders
from interventies.afschriftdocument import document, naam_van, vaste_brieven
from interventies.bronnen import log_inzage_van_zaak, weiger
from interventies.geheimhouding import Tekst
from interventies.genoemd import opgetreden_in
from interventies.models import Afschrift, Bijlage, Zaak
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.zaaktijdlijn import tijdlijn
from meldingen.tijdlijn import Gebeurtenis

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
    if not zegt_iets(reden):
        raise Veldfout("reden", _("Schrijf op waarvoor het afschrift is."))
    met_bron = omvang != Omvang.ZONDER_BRON
    bijlagen = list(
        Bijlage.objects.aanwezig().filter(zaak=zaak).select_related("inhoud").order_by("op", "pk")
    )
    lekken = stukken.Nagelezen()
    if not met_bron:
        _weiger_naam(zaak)
        _weiger_ongezien(bijlagen if formaat == "zip" else [], bekeken)
        lekken = stukken.lees_na(zaak, bijlagen)
        bijlagen = lekken.mee
    with translation.override(settings.LANGUAGE_CODE):
        # From the first to the last; what has one moment in the order in which it was done.
        verloop = tijdlijn(zaak, Rechtsteksten(), hoogstens=None, voor_werkgever=not met_bron)[0][::-1]
        if not met_bron:
            verloop = _zonder_woorden(verloop, bijlagen)
        pdf = brieven.als_bestand(document(zaak, omvang, reden, verloop, bijlagen, door, op), "pdf")
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
        log_inzage_van_zaak(zaak, "Een bestand noemde wie er meldde en ging niet mee.", door=door, op=op)
    return afschrift, inhoud


def _weiger_naam(zaak: Zaak) -> None:
    """What an employer is called somebody typed, often while a melding was taken in."""
    namen = [deel for werkgever in opgetreden_in(zaak) for deel in (werkgever.naam, werkgever.plaats)]
    zin = _("De werkgever heet hier “%(woorden)s”. %(reden)s Leg hem eerst onder zijn eigen naam vast.")
    weiger(zaak, Tekst((), namen, gericht_aan=namen), zin)


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


def _zonder_woorden(verloop: Sequence[Gebeurtenis], bijlagen: Sequence[Bijlage]) -> list[Gebeurtenis]:
    """For the employer: what was done and when, and nothing that anybody here wrote about it. Not only where that gives
    the source away: whoever knows what was said would read from a gap who reported. The letters say what we hold
    against him."""
    mee = {bijlage.pk for bijlage in bijlagen}
    return [
        replace(g, wat=g.kaal or g.wat, waarom="") for g in verloop if g.bijlage is None or g.bijlage in mee
    ]


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
    for n, (soort, titel, brief) in enumerate(vaste_brieven(zaak), 1):
        stam = f"brieven/{n:02}-{soort}-{brief.dagtekening}"
        wat = f"{titel} van {datum(brief.dagtekening)}"
        papieren += [Stuk(f"{stam}.pdf", wat, bytes(brief.pdf)), Stuk(f"{stam}.odt", wat, bytes(brief.odt))]
    for n, bijlage in enumerate(bijlagen, 1):
        pad = f"bijlagen/{n:03}-{in_zip(naam_van(bijlage, met_bron=met_bron))}"
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
