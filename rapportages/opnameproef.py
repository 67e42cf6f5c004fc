"""Counting again what was counted ahead. Nothing here changes anything."""

from collections.abc import Iterator

from django.db import connection

from inspectie.beeld import een_beeld
from rapportages.kerncijfers.berekening import tel_kern
from rapportages.kerncijfers.opdag import Dagreeksen, kern_op, tel_per_dag
from rapportages.kerncijfers.opname import sleutel, zoek_vorige
from rapportages.models import Opname
from rapportages.opnemen import sneden
from rapportages.sporen import ontbrekend


def gebreken() -> Iterator[str]:
    """The last count of each slice that a page goes on from, where there is nothing to be taken along; and whoever
    writes is noted."""
    for naam in ontbrekend(connection):
        yield f"Het spoor {naam} ontbreekt of staat uit: tot een migratie telt de pagina Cijfers alles."
    for snede in sneden():
        with een_beeld():
            laatste = Opname.objects.filter(snede=sleutel(snede)).order_by("-stand_van").first()
            if laatste is None:
                continue
            vorige = zoek_vorige(laatste.peildatum, laatste.stand_van, snede)
            if vorige is None or vorige.opname.pk != laatste.pk or vorige.geschreven.omgezet:
                continue  # it is not used, or not as it stands
            kern = +tel_kern(laatste.peildatum, laatste.stand_van, snede)
            dagen = tel_per_dag(laatste.peildatum, laatste.stand_van, snede)
            reeksen = Dagreeksen.uit_bytes(bytes(laatste.reeksen))
            if kern != kern_op(reeksen, laatste.peildatum):
                yield f"{laatste}: de kerncijfers komen er niet weer zo uit."
            if Dagreeksen.van(dagen).telling() != reeksen.telling():
                yield f"{laatste}: de stroom komt er niet weer zo uit."
