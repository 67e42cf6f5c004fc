"""What the acts on a report share: the lock, the checks, and the one door to another status."""

import hashlib
from dataclasses import replace
from datetime import date, datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from inspectie.fouten import Ingehaald, Regelfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from rapportages.cijfers import Kerncijfers
from rapportages.herkomst import is_synthetisch
from rapportages.jaarcijfers import bereken_jaar, voorschriftwoorden
from rapportages.kerncijfers import bereken
from rapportages.kerncijfers.buiten import met_uitgesloten
from rapportages.kerncijfers.versies import NU, Versies
from rapportages.labels import labels
from rapportages.models import Rapportage, Rapportagestap, Rapportagetekst, Soort, Stap
from rapportages.models.rapportage import OPSTELLEN, OVERGANGEN
from rapportages.rapportcontroles import Controle, controleer
from rapportages.rapportgegevens import Rapportgegevens, uit_tekst


def definities(soort: str) -> str:
    """The version of what a report of this kind counts by."""
    return NU.tekst(jaar=soort == Soort.JAARVERSLAG)


def versies_van(soort: str, cijfers: Kerncijfers) -> Versies:
    """By which definitions a report of this kind counted."""
    return Versies.uit(cijfers.definities, jaar=soort == Soort.JAARVERSLAG)


def verzamel(
    soort: str,
    peildatum: date,
    stand_van: datetime,
    *,
    op: datetime | None = None,
    versies: Versies = NU,
) -> Rapportgegevens:
    """The figures and words of a report of this kind, as they are on record; to be kept (`op`: when this is) with what
    they do not count."""
    cijfers, woorden = bereken(peildatum, stand_van, versie=versies.kern), dict(labels())
    if soort == Soort.JAARVERSLAG:
        jaar = bereken_jaar(peildatum, stand_van, versies.jaar)
        cijfers = Kerncijfers(peildatum, stand_van, versies.tekst(jaar=True), (*cijfers.cijfers, *jaar))
        woorden |= voorschriftwoorden()
    if op is not None:
        cijfers = replace(met_uitgesloten(cijfers), berekend_op=op.replace(microsecond=0))
    return Rapportgegevens(cijfers, woorden, is_synthetisch())


def onderwerp(rapportage: Rapportage) -> str:
    """What the log calls it."""
    return f"rapportage:{rapportage.pk}"


def afdruk(tekst: str) -> str:
    return hashlib.sha256(tekst.encode()).hexdigest()


def neem(pk: int, gezien: int | None = None) -> Rapportage:
    """The report under its lock, as it was shown; Ingehaald when it is another by now."""
    rapportage = Rapportage.objects.select_for_update(no_key=True).get(pk=pk)
    if gezien is not None:
        weiger_ingehaald(rapportage, gezien)
    return rapportage


def weiger_ingehaald(rapportage: Rapportage, gezien: int) -> None:
    if rapportage.versie != gezien:
        raise Ingehaald(_("De rapportage is intussen gewijzigd. Kijk opnieuw wat er staat."))


def laatste_tekst(rapportage: Rapportage) -> Rapportagetekst:
    return rapportage.teksten.order_by("-versie")[0]


def opstellers(rapportage: Rapportage) -> set[int]:
    """Who made it, wrote in it, worked its figures out or offered it: none of them may fix it. So too whoever did that
    with the report it takes the place of: it began with that text."""
    return {
        *(rapportage.eerdere_opstellers.values_list("pk", flat=True) if rapportage.vervangt_id else ()),
        rapportage.gemaakt_door_id,
        *rapportage.teksten.values_list("door_id", flat=True),
        *rapportage.stappen.filter(stap__in=OPSTELLEN).values_list("door_id", flat=True),
    }


def controles(rapportage: Rapportage) -> list[Controle]:
    tekst = laatste_tekst(rapportage)
    return controleer(uit_tekst(rapportage.gegevens), tekst.titel, tekst.tekst)


def weiger_gebreken(rapportage: Rapportage) -> None:
    """Raises Regelfout with what each check that fails has found."""
    fout = [controle for controle in controles(rapportage) if not controle.goed]
    if fout:
        raise Regelfout(*(regel for controle in fout for regel in (controle.waar or (controle.zin,))))


def weiger_overgang(rapportage: Rapportage, stap: Stap) -> None:
    if rapportage.status not in OVERGANGEN[stap][0]:
        raise Regelfout(
            _("Een rapportage met de status “%(status)s” kan dit niet: %(stap)s.")
            % {"status": rapportage.get_status_display(), "stap": stap.label}
        )


def wissel(
    rapportage: Rapportage,
    stap: Stap,
    *schreef: models.Model,
    door: Gebruiker,
    op: datetime,
    toelichting: str = "",
    dag: date | None = None,
    **gegevens: object,
) -> Rapportage:
    """The one door to another status. `schreef` are rows that this act wrote beside its step."""
    weiger_overgang(rapportage, stap)
    rapportage.status = OVERGANGEN[stap][1]
    rapportage.gepubliceerd_op = dag
    rapportage.versie += 1
    rapportage.save()
    zet_stap(rapportage, stap, *schreef, door=door, op=op, toelichting=toelichting, dag=dag, **gegevens)
    return rapportage


def zet_stap(
    rapportage: Rapportage,
    stap: Stap,
    *schreef: models.Model,
    door: Gebruiker,
    op: datetime,
    toelichting: str = "",
    dag: date | None = None,
    **gegevens: object,
) -> None:
    """Write the step and its line of the log, with the digest of the figures as they are."""
    gezet = Rapportagestap.objects.create(
        rapportage=rapportage, stap=stap, door=door, op=op, toelichting=toelichting, dag=dag
    )
    log(
        f"rapportage_{stap.lower()}",
        op=op,
        door=door,
        onderwerp=onderwerp(rapportage),
        schreef=[gezet, *schreef],
        peildatum=rapportage.peildatum.isoformat(),
        stand_van=rapportage.stand_van.isoformat(),
        cijfers=afdruk(rapportage.gegevens),
        **gegevens,
    )


@transaction.atomic
def leg_meenemen_vast(
    rapportage: Rapportage, formaat: str, inhoud: bytes, reden: str, *, door: Gebruiker, op: datetime
) -> None:
    """The line in the log: who took which file, as it was then, and for what ("" once it is public)."""
    log(
        "rapportage_meegenomen",
        op=op,
        door=door,
        onderwerp=onderwerp(rapportage),
        formaat=formaat,
        status=rapportage.status,
        reden=reden,
        sha256=hashlib.sha256(inhoud).hexdigest(),
    )
