"""Keeping the texts that reports begin with. Whoever makes reports keeps them: what becomes of a text is looked at and
fixed with each report that is made of it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from inspectie.fouten import Regelfout, Veldfout
from inspectie.logboek import log
from inspectie.models import Gebruiker
from inspectie.tijd import lokale_dag
from rapportages.levensloop import afdruk, verzamel
from rapportages.models import Sjabloon, Soort
from rapportages.rapportcontroles.tekst import sjabloongebreken
from rapportages.velden import velden


def _houd_vast() -> None:
    """Every text, until the transaction ends: of two who write one the second sees what the first wrote. There are
    always some."""
    list(Sjabloon.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


@transaction.atomic
def bewaar_sjabloon(
    *,
    code: str,
    soort: str,
    naam: str,
    titel: str,
    tekst: str,
    bron: str,
    geldig_van: date,
    door: Gebruiker,
    op: datetime,
) -> Sjabloon:
    """A new version of the text with this code, or with code "" another text. Raises Regelfout with each place that is
    not right, and Veldfout."""
    _houd_vast()
    eerder = Sjabloon.objects.filter(code=code).order_by("-geldig_van").first() if code else None
    if eerder is not None:
        soort, naam = eerder.soort, eerder.naam
    else:
        code = slugify(naam)[:40]
        if not code or Sjabloon.objects.filter(code=code).exists():
            raise Veldfout("naam", _("Er is al een tekst met deze naam."))
    if Sjabloon.objects.filter(code=code, geldig_van=geldig_van).exists():
        raise Veldfout("geldig_van", _("Vanaf deze dag geldt al een versie. Kies een andere dag."))
    tekst = tekst.replace("\r\n", "\n").strip()
    bekend = velden(verzamel(Soort(soort), lokale_dag(op), op))
    if fouten := sjabloongebreken(bekend, titel, tekst):
        raise Regelfout(*fouten)
    sjabloon = Sjabloon.objects.create(
        code=code,
        soort=soort,
        naam=naam,
        titel=titel.strip(),
        tekst=tekst,
        bron=bron.strip(),
        geldig_van=geldig_van,
        opgesteld_door=door,
        opgesteld_op=op,
    )
    log(
        "sjabloon_bewaard",
        op=op,
        door=door,
        onderwerp=f"sjabloon:{sjabloon.pk}",
        code=code,
        geldig_van=geldig_van.isoformat(),
        tekst=afdruk(tekst),
    )
    return sjabloon
