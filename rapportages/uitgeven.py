"""The open data of a published report: what would go outside, and letting it go.

What is out stays out: the set is kept byte for byte, and every next one is held against all that went before.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker
from inspectie.uitvoer.document import Alinea, Kop
from inspectie.uitvoer.getallen import datum
from rapportages.levensloop import neem, opstellers, weiger_overgang, zet_stap
from rapportages.models import Rapportage, Stap, Uitgave, Uitgavebestand, Vaststelling
from rapportages.openbaar import dataset
from rapportages.openbaar.stelsel import Reden
from rapportages.rapportgegevens import uit_tekst
from rapportages.samenstellen import maak_bestand, maker, zonder_verantwoording
from rapportages.uitgaveplan import Plan, stuk_van, zoek
from rapportages.uitgavewoorden import tegenhouden
from rapportages.vaststellen import document_van

EDITIE = {"rapportage.pdf": "pdf", "rapportage.html": "html"}
MEDIATYPEN = {
    dataset.CSV: "text/csv; charset=utf-8; header=present",
    dataset.METADATA: "application/csvm+json",
    dataset.JSON: "application/json",
    "rapportage.pdf": "application/pdf",
    "rapportage.html": "text/html; charset=utf-8",
}


def maak_uitgave(vaststelling: Vaststelling, plan: Plan, licentie: str) -> dict[str, bytes]:
    """The files. The edition of the report is its text, without the tables that hold every number; it stays inside when
    it shows what must not be known."""
    if not plan.editie:
        # Its title can hold a number too.
        return _dataset(plan, f"Kerncijfers, peildatum {datum(plan.gegevens.cijfers.peildatum)}", licentie)
    document = document_van(vaststelling, plan.gegevens)
    editie = zonder_verantwoording(
        document,
        Kop(2, "Alle cijfers"),
        Alinea(
            f"Alle kerncijfers staan met hun definities als open data in {dataset.CSV} en {dataset.JSON}. Aantallen"
            f" kleiner dan {plan.drempel} zijn daar weggelaten, en wat nodig is opdat zij er niet uit volgen."
        ),
    )
    return {
        **_dataset(plan, document.titel, licentie),
        **{naam: maak_bestand(plan.gegevens, editie, formaat) for naam, formaat in EDITIE.items()},
    }


def _dataset(plan: Plan, titel: str, licentie: str) -> dict[str, bytes]:
    return dataset.bestanden(
        plan.gegevens, plan.verborgen, titel=titel, drempel=plan.drempel, licentie=licentie
    )


@transaction.atomic
def geef_uit(pk: int, afdruk: str, *, gezien: int, door: Gebruiker, op: datetime) -> Uitgave:
    """Let it go as it was shown. Raises Regelfout for who worked on the report, and for numbers that cannot be
    protected; Ingehaald when something else would be hidden by now. One at a time: each looks at all the others."""
    list(Rapportage.objects.vast().select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    rapportage = neem(pk, gezien)
    weiger_overgang(rapportage, Stap.UITGEGEVEN)
    if door.pk in opstellers(rapportage):
        raise Regelfout(
            _(
                "U heeft aan deze rapportage gewerkt, of aan een die zij vervangt. Een ander geeft haar open data uit."
            )
        )
    vaststelling = Vaststelling.objects.select_related("rapportage").get(pk=pk)
    if Uitgave.objects.filter(pk=pk).exists():
        raise Regelfout(_("De open data van deze rapportage zijn al uitgegeven."))
    # Working it out takes seconds, and nobody can write meanwhile: only what was worked out of exactly this is used.
    plan = zoek(stuk_van(vaststelling.rapportage), nu=op).plan
    if plan is None:
        raise Ingehaald(_("Wat er wordt weggelaten wordt opnieuw uitgerekend. Kijk opnieuw wat er staat."))
    if plan.afdruk != afdruk:
        raise Ingehaald(_("Er wordt nu iets anders weggelaten. Kijk opnieuw wat er staat."))
    if plan.onbeschermd:
        raise Regelfout(*tegenhouden(plan))
    licentie = settings.OPENDATA_LICENTIE
    bestanden = maak_uitgave(vaststelling, plan, licentie)
    sommen = {naam: hashlib.sha256(inhoud).hexdigest() for naam, inhoud in bestanden.items()}
    uitgave = Uitgave(
        vaststelling=vaststelling,
        drempel=plan.drempel,
        licentie=licentie,
        verborgen=json.dumps(dict(sorted(plan.verborgen.items())), indent=0),
        maker=maker(),
        door=door,
        op=op,
    )
    uitgave.vingerafdruk = vingerafdruk(uitgave, sommen)
    uitgave.save(force_insert=True)
    rijen = [
        Uitgavebestand.objects.create(uitgave=uitgave, naam=naam, sha256=sommen[naam], inhoud=inhoud)
        for naam, inhoud in bestanden.items()
    ]
    rapportage.versie += 1
    rapportage.save(update_fields=["versie"])
    zet_stap(
        rapportage,
        Stap.UITGEGEVEN,
        uitgave,
        *rijen,
        door=door,
        op=op,
        vingerafdruk=uitgave.vingerafdruk,
        sha256=sommen,
        drempel=plan.drempel,
        weggelaten=len(plan.verborgen),
    )
    return uitgave


def plan_van(uitgave: Uitgave) -> Plan:
    """What was hidden of it. Where its text stayed inside it is not kept why. One query, with its report at hand."""
    return Plan(
        uit_tekst(uitgave.vaststelling.gegevens),
        uitgave.drempel,
        {wat: Reden(reden) for wat, reden in json.loads(uitgave.verborgen).items()},
        zonder_editie=() if uitgave.bestanden.filter(naam__in=EDITIE).exists() else (("", ""),),
    )


def opnieuw(uitgave: Uitgave) -> dict[str, bytes]:
    """The files, made once more of what was kept."""
    return maak_uitgave(uitgave.vaststelling, plan_van(uitgave), uitgave.licentie)


def vingerafdruk(uitgave: Uitgave, sommen: Mapping[str, str]) -> str:
    """Over all that went out."""
    inhoud = [
        uitgave.vaststelling_id,
        uitgave.drempel,
        uitgave.licentie,
        uitgave.verborgen,
        uitgave.maker,
        dict(sommen),
    ]
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
