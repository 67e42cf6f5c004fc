"""The open data of a published report: what would go outside, and letting it go.

What is out stays out: the set is kept byte for byte, and every next one is held against all that went before.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.models import Gebruiker
from inspectie.uitvoer.document import Alinea, Kop
from inspectie.uitvoer.getallen import datum
from rapportages.cijfers import label
from rapportages.levensloop import neem, opstellers, weiger_overgang, zet_stap
from rapportages.models import Rapportage, Stap, Status, Uitgave, Uitgavebestand, Vaststelling
from rapportages.openbaar import dataset
from rapportages.openbaar.getoond import getoond
from rapportages.openbaar.grootheden import Vrijgave, cellen, volle_naam
from rapportages.openbaar.stelsel import Reden
from rapportages.openbaar.vrijgeven import verberg
from rapportages.rapportgegevens import Rapportgegevens, uit_tekst
from rapportages.samenstellen import maak_bestand, maker, stel_samen, zonder_verantwoording

EDITIE = {"rapportage.pdf": "pdf", "rapportage.html": "html"}
MEDIATYPEN = {
    dataset.CSV: "text/csv; charset=utf-8; header=present",
    dataset.METADATA: "application/csvm+json",
    dataset.JSON: "application/json",
    "rapportage.pdf": "application/pdf",
    "rapportage.html": "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be hidden of a report, by name, and what holds it back: names of numbers that cannot be protected, and
    the reports with which they differ too little ("" for itself). `editie`: its text goes with it; `zonder_editie` says
    in the same way why not."""

    gegevens: Rapportgegevens
    drempel: int
    verborgen: Mapping[str, Reden]
    onbeschermd: tuple[tuple[str, str], ...] = ()
    zonder_editie: tuple[tuple[str, str], ...] = ()

    @property
    def editie(self) -> bool:
        return not self.zonder_editie

    @property
    def per_cijfer(self) -> dict[str, Counter[Reden]]:
        """By figure how many numbers are hidden, by why."""
        uit: dict[str, Counter[Reden]] = {}
        for naam, reden in sorted(self.verborgen.items()):
            uit.setdefault(naam.partition(".")[0], Counter())[reden] += 1
        return uit

    @property
    def getallen(self) -> int:
        """How many numbers it has that are not 0."""
        return sum(1 for n, _prijs in cellen(self.gegevens.cijfers).values() if n)

    @property
    def afdruk(self) -> str:
        """Of what is hidden; another when another set went out meanwhile that asks more."""
        inhoud = [self.drempel, sorted(self.verborgen), self.onbeschermd, self.zonder_editie]
        return hashlib.sha256(json.dumps(inhoud).encode()).hexdigest()[:16]


def maak_plan(vaststelling: Vaststelling) -> Plan:
    """Of a fixed report. One query."""
    gegevens = uit_tekst(vaststelling.gegevens)
    return plan_voor(vaststelling.pk, gegevens, vaststelling.titel, vaststelling.tekst)


def plan_voor(pk: int, gegevens: Rapportgegevens, titel: str, tekst: str) -> Plan:
    """Of a report with these figures and this text, fixed or still to be; beside what went before. One query."""
    drempel = settings.OPENDATA_DREMPEL
    nieuw = _vrijgave(pk, gegevens, titel, tekst, drempel, frozenset())
    eerdere, eigen = _eerdere(pk), volle_naam(nieuw.naam, "")
    editie, uitkomst = verberg(nieuw, eerdere)

    def wat(namen: Sequence[str]) -> tuple[tuple[str, str], ...]:
        return tuple(dict.fromkeys(_wat(naam, nieuw.naam) for naam in namen))

    verborgen = {naam.removeprefix(eigen): reden for naam, reden in uitkomst.verborgen.items()}
    plan = Plan(gegevens, drempel, verborgen, wat(uitkomst.onbeschermd), wat(editie.onbeschermd))
    if plan.zonder_editie and not plan.onbeschermd and len(verborgen) >= plan.getallen:
        return replace(plan, onbeschermd=plan.zonder_editie)  # nothing would be left of it
    return plan


def _wat(naam: str, nieuw: str) -> tuple[str, str]:
    """The number, and the report that it has to do with."""
    waar, _streep, getal = naam.partition("|")
    later, _min, eerder = waar.partition("−")
    return getal.lstrip("~"), next((v for v in (later, eerder) if v and v != nieuw), "")


def _vrijgave(
    pk: int,
    gegevens: Rapportgegevens,
    titel: str,
    tekst: str,
    drempel: int,
    verborgen: frozenset[str] | None,
) -> Vrijgave:
    return Vrijgave(f"R-{pk}", gegevens.cijfers, drempel, getoond(gegevens, titel, tekst), verborgen)


def _eerdere(pk: int) -> list[Vrijgave]:
    """All that is known outside: open data, and the text of what was published without."""
    uit = []
    reeks = Vaststelling.objects.filter(rapportage__status=Status.GEPUBLICEERD).exclude(pk=pk)
    for vaststelling in reeks.select_related("uitgave").order_by("pk"):
        uitgave = getattr(vaststelling, "uitgave", None)
        gegevens = uit_tekst(vaststelling.gegevens)
        drempel = uitgave.drempel if uitgave else 1
        verborgen = frozenset(json.loads(uitgave.verborgen)) if uitgave else None
        tekst = vaststelling.titel, vaststelling.tekst
        uit.append(_vrijgave(vaststelling.pk, gegevens, *tekst, drempel, verborgen))
    return uit


def maak_uitgave(vaststelling: Vaststelling, plan: Plan, licentie: str) -> dict[str, bytes]:
    """The files. The edition of the report is its text, without the tables that hold every number; it stays inside when
    it shows what must not be known."""
    if not plan.editie:
        # Its title can hold a number too.
        return _dataset(plan, f"Kerncijfers, peildatum {datum(plan.gegevens.cijfers.peildatum)}", licentie)
    document = stel_samen(
        plan.gegevens,
        vaststelling.rapportage.soort,
        vaststelling.titel,
        vaststelling.tekst,
        slot=vaststelling.slot.split("\n"),
    )
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
    list(Rapportage.objects.vast().select_for_update().order_by("pk").values_list("pk", flat=True))
    rapportage = neem(pk, gezien)
    weiger_overgang(rapportage, Stap.UITGEGEVEN)
    if door.pk in opstellers(rapportage):
        raise Regelfout(_("U heeft aan deze rapportage gewerkt. Een ander geeft haar open data uit."))
    vaststelling = Vaststelling.objects.select_related("rapportage").get(pk=pk)
    if Uitgave.objects.filter(pk=pk).exists():
        raise Regelfout(_("De open data van deze rapportage zijn al uitgegeven."))
    plan = maak_plan(vaststelling)
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


def tegenhouden(plan: Plan) -> list[str]:
    """Why a set does not go, in sentences."""
    return _redenen(plan.onbeschermd, plan.gegevens)


def zonder_editie(plan: Plan) -> list[str]:
    """Why its text does not go with it, in sentences."""
    return _redenen(plan.zonder_editie, plan.gegevens)


def _redenen(namen: Sequence[tuple[str, str]], gegevens: Rapportgegevens) -> list[str]:
    verschilt = _("%(wat)s verschilt te weinig van wat met %(met)s is gepubliceerd.")
    verraadt = _("%(wat)s is of verraadt een klein aantal, en is niet weg te laten.")
    return [
        (verschilt if met else verraadt) % {"wat": _in_woorden(wat, gegevens), "met": met}
        for wat, met in namen
    ]


def _in_woorden(wat: str, gegevens: Rapportgegevens) -> str:
    """A number by its figure and the words of its parts."""
    return ", ".join(label(gegevens.labels, deel).tabel for deel in wat.split("."))


def buiten_editie(uitgave: Uitgave) -> tuple[tuple[str, str], ...]:
    """`Plan.zonder_editie` of what went; why its text did not is not kept. One query."""
    return () if uitgave.bestanden.filter(naam__in=EDITIE).exists() else (("", ""),)


def opnieuw(uitgave: Uitgave) -> dict[str, bytes]:
    """The files, made once more of what was kept."""
    verborgen = {wat: Reden(reden) for wat, reden in json.loads(uitgave.verborgen).items()}
    gegevens = uit_tekst(uitgave.vaststelling.gegevens)
    plan = Plan(gegevens, uitgave.drempel, verborgen, zonder_editie=buiten_editie(uitgave))
    return maak_uitgave(uitgave.vaststelling, plan, uitgave.licentie)


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
