"""A report fixed by somebody who did not make it, sent back, or published.

What is fixed is kept whole: the text, the figures, and the bytes of every format. A year later the bytes are there; and
with the same programs they come out of the kept text and figures once more (`rapportages.herhalen`).
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout, Veldfout
from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from inspectie.uitvoer.getallen import datum
from rapportages import rapporttekst
from rapportages.document import Rapportdocument
from rapportages.levensloop import (
    laatste_tekst,
    neem,
    opstellers,
    verzamel,
    weiger_gebreken,
    weiger_overgang,
    wissel,
)
from rapportages.models import Rapportage, Stap, Vaststelling, Vaststellingsbestand
from rapportages.rapportgegevens import Rapportgegevens, uit_tekst, verschillende
from rapportages.samenstellen import maak_bestanden, maker, stel_samen


@transaction.atomic
def stel_vast(pk: int, *, gezien: int, door: Gebruiker, op: datetime) -> Vaststelling:
    """Fix it as it is. Raises Regelfout for who made or wrote it, for a check that fails, and for figures that do not
    come out any more; Ingehaald for one that is another by now. Making the files takes half a second."""
    rapportage = neem(pk, gezien)
    weiger_overgang(rapportage, Stap.VASTGESTELD)
    _weiger_opsteller(rapportage, door)
    weiger_gebreken(rapportage)
    tekst, gegevens = laatste_tekst(rapportage), uit_tekst(rapportage.gegevens)
    nu = verzamel(rapportage.soort, rapportage.peildatum, rapportage.stand_van)
    if verschillende(gegevens.cijfers, nu.cijfers):
        raise Regelfout(
            _("De cijfers komen niet meer uit zoals zij in deze rapportage staan. Stuur haar terug.")
        )
    slot = slotalineas(rapportage, op)
    document = stel_samen(gegevens, rapportage.soort, tekst.titel, tekst.tekst, slot=slot)
    bestanden = maak_bestanden(gegevens, document)
    sommen = {formaat: hashlib.sha256(inhoud).hexdigest() for formaat, inhoud in bestanden.items()}
    vaststelling = Vaststelling(
        rapportage=rapportage,
        titel=tekst.titel,
        tekst=tekst.tekst,
        gegevens=rapportage.gegevens,
        slot="\n".join(slot),
        maker=maker(),
        door=door,
        op=op,
    )
    vaststelling.vingerafdruk = vingerafdruk(vaststelling, sommen)
    vaststelling.save(force_insert=True)
    rijen = [
        Vaststellingsbestand.objects.create(
            vaststelling=vaststelling, formaat=formaat, sha256=sommen[formaat], inhoud=inhoud
        )
        for formaat, inhoud in bestanden.items()
    ]
    wissel(
        rapportage,
        Stap.VASTGESTELD,
        vaststelling,
        *rijen,
        door=door,
        op=op,
        vingerafdruk=vaststelling.vingerafdruk,
        sha256=sommen,
    )
    return vaststelling


def _weiger_opsteller(rapportage: Rapportage, door: Gebruiker) -> None:
    if door.pk in opstellers(rapportage):
        raise Regelfout(
            _(
                "U heeft aan deze rapportage gewerkt, of aan een die zij vervangt."
                " Een ander stelt haar vast, of stuurt haar terug."
            )
        )


def slotalineas(rapportage: Rapportage, op: datetime) -> list[str]:
    """What the document says of its fixing, in Dutch as all of it."""
    eerste = (
        f"Deze rapportage met kenmerk {rapportage.kenmerk} is vastgesteld op {datum(lokale_dag(op))} door een"
        " teamleider die haar niet heeft gemaakt en er niet aan heeft geschreven."
    )
    alineas = [eerste]
    if eerder := rapportage.vervangt:
        dag = datum(lokale_dag(eerder.vaststelling.op))
        reden = rapporttekst.vul_regel(" ".join(rapportage.vervangt_reden.split()), str)
        alineas.append(
            f"Zij vervangt de rapportage met kenmerk {eerder.kenmerk}, die is vastgesteld op {dag}. De reden: {reden}"
        )
    return alineas


def document_van(vaststelling: Vaststelling, gegevens: Rapportgegevens) -> Rapportdocument:
    """What was fixed, with its figures (`uit_tekst`), once more."""
    return stel_samen(
        gegevens,
        vaststelling.rapportage.soort,
        vaststelling.titel,
        vaststelling.tekst,
        slot=vaststelling.slot.split("\n"),
    )


def vingerafdruk(vaststelling: Vaststelling, sommen: Mapping[str, str]) -> str:
    """Over all that is fixed."""
    inhoud = [
        vaststelling.rapportage_id,
        vaststelling.titel,
        vaststelling.tekst,
        vaststelling.gegevens,
        vaststelling.slot,
        vaststelling.maker,
        dict(sommen),
    ]
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def stuur_terug(pk: int, reden: str, *, gezien: int, door: Gebruiker, op: datetime) -> Rapportage:
    """Back to who writes it, with what has to be otherwise."""
    rapportage = neem(pk, gezien)
    _weiger_opsteller(rapportage, door)
    if not reden.strip():
        raise Regelfout(_("Schrijf wat er anders moet."))
    return wissel(rapportage, Stap.TERUGGESTUURD, door=door, op=op, toelichting=reden.strip())


@transaction.atomic
def publiceer(pk: int, dag: date, *, gezien: int, door: Gebruiker, op: datetime) -> Rapportage:
    """Note on which day it was made public: not before it was fixed, and not a day still to come."""
    rapportage = neem(pk, gezien)
    weiger_overgang(rapportage, Stap.GEPUBLICEERD)
    vanaf = lokale_dag(rapportage.vaststelling.op)
    if not vanaf <= dag <= lokale_dag(op):
        raise Veldfout(
            "dag",
            _("Kies een dag van publicatie vanaf de vaststelling (%(vanaf)s) tot en met vandaag.")
            % {"vanaf": date_format(vanaf, "SHORT_DATE_FORMAT")},
        )
    return wissel(
        rapportage,
        Stap.GEPUBLICEERD,
        door=door,
        op=op,
        dag=dag,
        vingerafdruk=rapportage.vaststelling.vingerafdruk,
    )
