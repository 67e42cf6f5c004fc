"""What an employer is called, put right on screen. It was often written down by who reported, and a letter to the
employer is addressed to it: “Slagerij Kool, hal 3 nachtploeg” tells who wrote that.

A correction is a later registration, as an import writes one: an earlier figure and the letters that went out keep what
they saw.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Veldfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.versies import Wijziging
from interventies.corrigeren import INGEHAALD, merk, schrijf
from interventies.models import Concept, ConceptStatus
from meldingen import naamregister
from meldingen.models import Melding, Registerbedrijf, Werkgever
from meldingen.werkgevers import houd_vast


@transaction.atomic
def verbeter_naam(
    werkgever: Werkgever, *, naam: str, plaats: str, reden: str, gezien: str, door: Gebruiker, op: datetime
) -> None:
    """`gezien` is the record as the person saw it (`corrigeren.merk`). Raises Regelfout, Ingehaald."""
    houd_vast()
    werkgever = Werkgever.objects.select_for_update(no_key=True).get(pk=werkgever.pk)
    if merk(werkgever) != gezien:
        raise Ingehaald(str(INGEHAALD))
    if not naam.strip():
        raise Veldfout("naam", _("Vul de naam in."))
    wordt = {"naam": naam.strip(), "plaats": plaats.strip()}
    gewijzigd = schrijf(werkgever, wordt, reden, door, op)
    naamregister.ververs([werkgever.pk])
    # Who has a letter to it before them reads it again.
    bezig = Concept.objects.filter(
        werkgever=werkgever, status__in=(ConceptStatus.CONCEPT, ConceptStatus.TER_BEOORDELING)
    )
    bezig.update(versie=F("versie") + 1)
    log(
        "werkgever_verbeterd",
        op=op,
        door=door,
        onderwerp=f"werkgever:{werkgever.pk}",
        schreef=gewijzigd,
        velden=sorted(w.veld for w in gewijzigd),
    )


def heet_naar_een_melding(werkgever: Werkgever) -> bool:
    """Whether this record is called as it was written with a melding, by who reported or here as they said it: not by
    another system, not as the public register has it, and nobody put it right since."""
    if werkgever.extern_kenmerk:
        return False
    hier = Melding.objects.hier().filter(werkgever=werkgever)  # what went to Opsporing tells nobody anything
    if not hier.filter(geregistreerd_op=werkgever.geregistreerd_op).exists():
        return False
    register = Registerbedrijf.objects.filter(kvk_nummer=werkgever.kvk_nummer, naam=werkgever.naam)
    verbeterd = Wijziging.objects.filter(soort="werkgever", object_id=werkgever.pk, veld="naam")
    return not (werkgever.kvk_nummer and register.exists()) and not verbeterd.exists()
