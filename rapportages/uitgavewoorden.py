"""Why open data or their text do not go, in sentences."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rapportages.cijfers import label
from rapportages.rapportgegevens import Rapportgegevens
from rapportages.uitgaveplan import Plan

# Numbers that follow and are not printed (`rapportages.openbaar.verbanden`), and parts that no code list names.
_WOORDEN = {
    "rest": _("wat overblijft"),
    "buiten_vg": _("buiten Veilig & Gezond"),
    "in_geen_van_beide": _("buiten Veilig & Gezond en Eerlijk"),
    "elders": _("buiten de onderzoeken na een coronamelding"),
    "niet_in_EERLIJK": _("niet in Eerlijk"),
    "niet_in_VEILIG_GEZOND": _("niet in Veilig & Gezond"),
    "beide": _("over allebei"),
    "alleen_afstand": _("alleen over afstand"),
    "alleen_ziek": _("alleen over ziek aan het werk"),
    "alleen_EERLIJK": _("alleen in Eerlijk"),
    "alleen_VEILIG_GEZOND": _("alleen in Veilig & Gezond"),
    "overlap": _("in beide domeinen"),
    "zonder_locatie": _("zonder bezoek"),
}
_VAN = {"beide": "KC-05", "alleen_afstand": "KC-05", "alleen_ziek": "KC-05"}
_VAN |= {"alleen_EERLIJK": "KC-09", "alleen_VEILIG_GEZOND": "KC-09"}


def tegenhouden(plan: Plan) -> list[str]:
    """Why a set does not go."""
    return _redenen(plan.onbeschermd, plan.gegevens)


def zonder_editie(plan: Plan) -> list[str]:
    """Why its text does not go with it."""
    return _redenen(plan.zonder_editie, plan.gegevens)


def _redenen(namen: Sequence[tuple[str, str]], gegevens: Rapportgegevens) -> list[str]:
    """A sentence for each number, with all the reports that it has to do with."""
    verschilt = gettext("%(wat)s verschilt te weinig van wat met %(met)s is gepubliceerd.")
    verraadt = gettext("%(wat)s is of verraadt een klein aantal, en is niet weg te laten.")
    per: dict[tuple[str, bool], list[str]] = {}
    for wat, met in namen:
        per.setdefault((wat, bool(met)), []).append(met)
    return [
        (verschilt if met else verraadt) % {"wat": _in_woorden(wat, gegevens), "met": ", ".join(rapportages)}
        for (wat, met), rapportages in per.items()
    ]


def _in_woorden(wat: str, gegevens: Rapportgegevens) -> str:
    """A number by its figure and the words of its parts."""
    delen = wat.split(".")
    cijfers = {cijfer.code: cijfer for cijfer in gegevens.cijfers.cijfers}
    cijfer = next((cijfers[code] for deel in delen if (code := _VAN.get(deel, deel)) in cijfers), None)
    if cijfer is None:
        return ", ".join(label(gegevens.labels, deel).tabel for deel in delen)
    eigen = {"teller": cijfer.teller_omschrijving, "noemer": cijfer.noemer_omschrijving}
    woorden = [f"{cijfer.code} {gettext(cijfer.naam)}"]
    for deel in delen:
        if deel not in (cijfer.code, "waarde"):
            woord = eigen.get(deel)
            woorden.append(
                gettext(woord) if woord else str(_WOORDEN.get(deel) or label(gegevens.labels, deel).tabel)
            )
    return ", ".join(woorden)
