"""What went to Opsporing, for who counts it: number, domain, day and topic group, and nothing else."""

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import Keuzelijst, Lijstfilter, Tot, Vanaf
from inspectie.lijsten.kolommen import Kolom, Lijst, Sortering, alleen_de_dag, toon_dag_van, zelf
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from meldingen.models import Melding
from meldingen.models.melding import MeldingQuerySet
from meldingen.woorden import woorden


class OpsporingFilter(Lijstfilter):
    domein = Keuzelijst(label=_("Domein"))
    van = Vanaf("ontvangen_op", label=_("Ontvangen vanaf"))
    tot = Tot("ontvangen_op", label=_("Ontvangen t/m"))

    SORTERINGEN = {
        "-ontvangen": Sortering(_("Nieuwste eerst"), ("-ontvangen_op",)),
        "ontvangen": Sortering(_("Oudste eerst"), ("ontvangen_op",)),
    }
    STANDAARD = "-ontvangen"
    CODELIJSTEN = ("domein",)


def _domein(keuze: Lijstfilter, code: str) -> str:
    return str(keuze.namen("domein", code))


def _groep(keuze: Lijstfilter, codes: str) -> str:
    """The home domain of the main topic: which topic it is, is content."""
    return _domein(keuze, dict(keuze.namen.thuis).get(codes.split(";", maxsplit=1)[0], ""))


KOLOMMEN = (
    Kolom(
        "nummer",
        _("Nummer"),
        ("nummer",),
        zelf,
        lambda _k, nummer: mark_safe(str(nummer)),  # noqa: S308 (a number)
        breedte=2.2,
    ),
    Kolom("domein", _("Domein"), ("domein",), _domein, naamloos=True),
    Kolom(
        "ontvangen",
        _("Ontvangen"),
        ("ontvangen_op",),
        alleen_de_dag,
        toon_dag_van,
        "dag",
        sorteringen=("-ontvangen", "ontvangen"),
    ),
    Kolom("groep", _("Onderwerpgroep"), ("onderwerpen",), _groep),
)


def _zichtbaar(gebruiker: Gebruiker) -> MeldingQuerySet:
    return Melding.objects.bij_opsporing(gebruiker)


OPSPORING = Lijst(
    naam="opsporing",
    titel=_("Bij Opsporing"),
    bestandsnaam="opsporing",
    rechten=(Recht.OPSPORING_AANTAL_ZIEN,),
    kolommen=KOLOMMEN,
    standaard=("domein", "ontvangen", "groep"),
    filter=OpsporingFilter,
    eerst=("domein", "van", "tot"),
    ingangen=((_("Alles"), "", None),),
    rij="opsporing",
    rijadres=lambda _melding: "",
    zichtbaar=_zichtbaar,
    namen=woorden,
)
