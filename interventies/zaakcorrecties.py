"""What of a zaak was registered anew, or turned out to be an error: in its timeline, with why and by whom."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.versies import Wijziging, naar_json, standen
from interventies.models import (
    Interventie,
    Overtreding,
    Soort,
    Toezegging,
    VeiligheidBesluit,
    Wijze,
    Zaak,
    ZaakMelding,
)
from interventies.rechtsgegevens.teksten import Rechtsteksten
from interventies.zaakinhoud import GECORRIGEERD
from meldingen.models import Werkgever
from meldingen.tijdlijn import Gebeurtenis, naam
from meldingen.woorden import ja_nee

_VELDEN = {
    "domein": _("Domein"),
    "aanleiding": _("Aanleiding"),
    "geopend_op": _("Geopend"),
    "zaak_id": _("Zaak"),
    "werkgever_id": _("Werkgever"),
    "voorschrift": _("Voorschrift"),
    "geconstateerd_op": _("Geconstateerd op"),
    "ernstig_gevaar": _("Ernstig gevaar voor personen"),
    "ernstige_mate_motivering": _("Motivering van de ernstige mate"),
    "soort": _("Soort"),
    "wijze": _("Wijze"),
    "uitgereikt_op": _("Uitgereikt op"),
    "grondslag": _("Grondslag"),
    "termijn_tot": _("Termijn tot en met"),
    "veiligheidstoets": _("Veiligheidstoets"),
    "toelichting": _("Toelichting"),
    "overtredingen": _("Op welke overtredingen"),
    "maatregel": _("Wat is toegezegd"),
    "uiterlijk_op": _("Uiterlijk op"),
}
_KEUZES: Mapping[str, Any] = {
    "soort": Soort,
    "wijze": Wijze,
    "veiligheidstoets": VeiligheidBesluit,
    "aanleiding": Zaak.Aanleiding,
}
# Which others they are, their own lines say.
_ZONDER_WAARDE = ("overtredingen", "domein", "zaak_id")


def correcties(zaak: Zaak, teksten: Rechtsteksten, aantal: int | None) -> Iterator[Gebeurtenis]:
    """The newest first. One query, one for employers, and three for each kind of record that was corrected."""
    rijen = list(_reeks(zaak)[:aantal])
    namen, toen = _records(rijen, teksten), _toen(rijen)
    pks = {waarde for w in rijen if w.veld == "werkgever_id" for waarde in (w.nieuw, toen(w)) if waarde}
    werkgevers = dict(Werkgever.objects.filter(pk__in=pks).values_list("pk", "naam"))
    for w in rijen:
        wat = namen.get((w.soort, w.object_id), gettext("Zaak"))
        if w.veld == "vervallen":
            zin = gettext("%(wat)s: vervallen") if w.nieuw else gettext("%(wat)s: toch niet vervallen")
            zin %= {"wat": wat}
        elif w.veld == "nagekomen_op":
            zin = gettext("%(wat)s: toch niet nagekomen, dat was onjuist vastgelegd") % {"wat": wat}
        else:
            zin = gettext("%(wat)s gecorrigeerd: %(veld)s") % {
                "wat": wat,
                "veld": str(_VELDEN.get(w.veld, w.veld)).lower(),
            }
            if w.veld not in _ZONDER_WAARDE:
                was, wordt = (_waarde(w.veld, waarde, werkgevers, teksten) for waarde in (toen(w), w.nieuw))
                zin = gettext("%(zin)s, %(wordt)s (was %(was)s)") % {"zin": zin, "wordt": wordt, "was": was}
        yield Gebeurtenis(w.geregistreerd_op, zin, naam(w.door) or gettext("ingelezen"), w.reden)


def zoals_vastgelegd(reeks: Iterable[Any], voor_werkgever: bool) -> list[Any]:
    """Records, each as it was recorded: what it became since has a line of its own. The employer has no such lines, and
    reads what is so. Two queries, where anything was corrected."""
    rijen = list(reeks)
    anders = {rij.pk: rij for rij in rijen if rij.stand_vanaf > rij.geregistreerd_op}
    if anders and not voor_werkgever:
        for pk, eigen in standen(type(rijen[0]), anders, ook_zonder_duur=True).items():
            for veld, waarde in eigen[0].velden.items():
                setattr(anders[pk], veld, waarde)
    return rijen


def _toen(rijen: Iterable[Wijziging]) -> Callable[[Wijziging], Any]:
    """What a field held before it was changed."""
    pks: dict[str, set[int]] = {}
    for w in rijen:
        pks.setdefault(w.soort, set()).add(w.object_id)
    reeksen = {
        (soort, pk): reeks
        for soort, van in pks.items()
        for pk, reeks in standen(GECORRIGEERD.get(soort, Zaak), van, ook_zonder_duur=True).items()
    }

    def toen(w: Wijziging) -> Any:
        reeks = reeksen[w.soort, w.object_id]
        voor = [stand for stand in reeks if stand.vanaf < w.geregistreerd_op] or reeks[:1]
        return naar_json(voor[-1].velden.get(w.veld))

    return toen


def _reeks(zaak: Zaak) -> "models.QuerySet[Wijziging]":
    """A query of their own for each kind, so that each can use the index."""
    van_zaak = Wijziging.objects.filter(soort="zaak", object_id=zaak.pk).order_by()
    van_delen = (
        Wijziging.objects.filter(
            soort=soort, object_id__in=_hier(model).filter(zaak=zaak).order_by().values("pk")
        ).order_by()
        for soort, model in GECORRIGEERD.items()
    )
    return van_zaak.union(*van_delen, all=True).order_by("-geregistreerd_op", "-id")


def _hier(model: type[models.Model]) -> "models.QuerySet[Any]":
    """Of a melding that went to Opsporing nothing is told, its number neither."""
    if model is ZaakMelding:
        return ZaakMelding.objects.hier()
    return model._default_manager.all()


def _records(rijen: Iterable[Wijziging], teksten: Rechtsteksten) -> dict[tuple[str, int], str]:
    """What each corrected record is called."""
    pks: dict[str, set[int]] = {soort: set() for soort in GECORRIGEERD}
    for w in rijen:
        if w.soort in pks:
            pks[w.soort].add(w.object_id)
    uit = {}
    for o in Overtreding.objects.filter(pk__in=pks["overtreding"]) if pks["overtreding"] else ():
        wat = teksten.kort(o.voorschrift, o.geconstateerd_op, o.geregistreerd_op)
        uit["overtreding", o.pk] = gettext("Overtreding %(wat)s, %(dag)s") % {
            "wat": wat,
            "dag": _dag(o.geconstateerd_op),
        }
    for i in Interventie.objects.filter(pk__in=pks["interventie"]) if pks["interventie"] else ():
        uit["interventie", i.pk] = gettext("%(soort)s op %(dag)s") % {
            "soort": i.get_soort_display(),
            "dag": _dag(i.uitgereikt_op),
        }
    for t in Toezegging.objects.filter(pk__in=pks["toezegging"]) if pks["toezegging"] else ():
        uit["toezegging", t.pk] = gettext("Toezegging, uiterlijk %(dag)s") % {"dag": _dag(t.uiterlijk_op)}
    if pks["zaak_melding"]:
        hier = ZaakMelding.objects.filter(pk__in=pks["zaak_melding"]).select_related("melding")
        for k in hier:
            uit["zaak_melding", k.pk] = gettext("Koppeling van melding %(nummer)s") % {
                "nummer": k.melding.nummer
            }
    return uit


def _waarde(veld: str, waarde: Any, werkgevers: Mapping[int, str], teksten: Rechtsteksten) -> str:
    if isinstance(waarde, bool):
        return ja_nee(waarde).lower()
    if waarde is None or waarde == "":
        return gettext("leeg")
    if veld == "werkgever_id":
        return werkgevers.get(waarde, "")
    if veld == "voorschrift":
        return teksten.namen().get(str(waarde), str(waarde))
    if veld in _KEUZES and waarde in _KEUZES[veld].values:
        return str(_KEUZES[veld](waarde).label).lower()
    if veld.endswith("_op") or veld == "termijn_tot":
        return _dag(date.fromisoformat(waarde))
    return str(waarde)


def _dag(dag: date) -> str:
    return date_format(dag, "SHORT_DATE_FORMAT")
