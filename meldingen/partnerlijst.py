"""The list of keys of partners."""

from datetime import datetime

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import Keuzelijst, Lijstfilter
from inspectie.lijsten.kolommen import Kolom, Lijst, Sortering, naam_van, persoon, toon_dag_van, zelf
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from meldingen.models import Partnersleutel
from meldingen.models.partner import PartnersleutelQuerySet
from meldingen.woorden import woorden


class PartnersleutelFilter(Lijstfilter):
    stand = Keuzelijst(
        label=_("Stand"),
        method="met_stand",
        choices=[("geldig", _("In gebruik")), ("ingetrokken", _("Ingetrokken"))],
    )
    kanaal = Keuzelijst(label=_("Kanaal"))

    SORTERINGEN = {
        "-gemaakt": Sortering(_("Nieuwste eerst"), ("-gemaakt_op",)),
        "gemaakt": Sortering(_("Oudste eerst"), ("gemaakt_op",)),
    }
    STANDAARD = "-gemaakt"
    CODELIJSTEN = ("kanaal",)

    def met_stand(self, reeks: PartnersleutelQuerySet, _naam: str, stand: str) -> PartnersleutelQuerySet:
        return reeks.geldig() if stand == "geldig" else reeks.exclude(ingetrokken_op=None)


def _stand(_keuze: Lijstfilter, ingetrokken_op: datetime | None) -> SafeString:
    if ingetrokken_op is None:
        return format_html('<span class="stempel goed">{}</span>', gettext("In gebruik"))
    return format_html('<span class="stempel">{}</span>', gettext("Ingetrokken"))


KOLOMMEN = (
    Kolom("begin", _("Sleutel"), ("begin",), zelf, lambda _k, begin: escape(f"{begin}…"), breedte=3),
    Kolom("naam", _("Partner"), ("naam",), zelf, klasse="breed", breedte=6, naamloos=True),
    Kolom("kanaal", _("Kanaal"), ("kanaal",), lambda k, code: str(k.namen("kanaal", code)), naamloos=True),
    Kolom(
        "gemaakt",
        _("Gemaakt"),
        ("gemaakt_op",),
        zelf,
        toon_dag_van,
        "dag",
        sorteringen=("-gemaakt", "gemaakt"),
    ),
    Kolom("door", _("Gemaakt door"), persoon("gemaakt_door"), naam_van, klasse="breed", breedte=4),
    Kolom(
        "stand",
        _("Stand"),
        ("ingetrokken_op",),
        lambda _k, op: gettext("Ingetrokken") if op else gettext("In gebruik"),
        _stand,
        "status",
        4,
        naamloos=True,
    ),
    Kolom("ingetrokken", _("Ingetrokken op"), ("ingetrokken_op",), zelf, toon_dag_van, "dag"),
)


def _zichtbaar(gebruiker: Gebruiker) -> PartnersleutelQuerySet:
    return Partnersleutel.objects.zichtbaar_voor(gebruiker)


PARTNERSLEUTELS = Lijst(
    naam="partnersleutels",
    titel=_("Partnersleutels"),
    bestandsnaam="partnersleutels",
    rechten=(Recht.BEHEER_ZIEN,),
    kolommen=KOLOMMEN,
    standaard=("naam", "kanaal", "gemaakt", "door", "stand"),
    filter=PartnersleutelFilter,
    eerst=("stand", "kanaal"),
    ingangen=((_("In gebruik"), "stand=geldig", None), (_("Alles"), "", None)),
    rij="partnersleutel",
    rijadres=lambda rij: reverse("partnersleutel", args=[rij.pk]),
    zichtbaar=_zichtbaar,
    namen=woorden,
    anker=lambda rij: rij.pk,
)
