"""The list of what came in and is no melding. Nothing here tells who sent it or what it says."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.lijsten.filters import Keuzelijst, Lijstfilter, Tekst, Tot, Vanaf
from inspectie.lijsten.kolommen import Kolom, Lijst, Sortering, naam_van, persoon, toon_dag_van, zelf
from inspectie.models import Gebruiker
from inspectie.rechten import Recht
from meldingen.balans import ANDERE_DELEN
from meldingen.balansstand import balanskeuze, balanswoorden, ontvangsten_op
from meldingen.models import Ontvangst
from meldingen.models.meldpunt import OntvangstQuerySet
from meldingen.woorden import woorden

Uitkomst = Ontvangst.Uitkomst
UITKOMSTEN = [(u.value, u.label) for u in Uitkomst if u != Uitkomst.MELDING]
STEMPELS = {Uitkomst.WACHT: "bezig", Uitkomst.ONGEWENST: "fout"}


class ApartFilter(Lijstfilter):
    # Before the others, which choose from what it finds.
    balans = Tekst(label=_("Ontvangst"), method="uit_balans")
    uitkomst = Keuzelijst(label=_("Uitkomst"), choices=UITKOMSTEN)
    kanaal = Keuzelijst(label=_("Kanaal"))
    van = Vanaf("ontvangen_op", label=_("Ontvangen vanaf"))
    tot = Tot("ontvangen_op", label=_("Ontvangen t/m"))

    RECHTEN = {"balans": Recht.ONTVANGSTUUR_ZIEN}
    VERBORGEN = ("balans",)
    SORTERINGEN = {
        "-ontvangen": Sortering(_("Nieuwste eerst"), ("-ontvangen_op",)),
        "ontvangen": Sortering(_("Oudste eerst"), ("ontvangen_op",)),
    }
    STANDAARD = "-ontvangen"
    CODELIJSTEN = ("kanaal",)

    def uit_balans(self, reeks: OntvangstQuerySet, naam: str, keuze: str) -> OntvangstQuerySet:
        """What a number of the ledger counts at a stand van. What has become a melding since is among it, so it is not
        what is put aside now."""
        gekozen = balanskeuze(keuze)
        if gekozen is None or gekozen[0] not in ANDERE_DELEN:
            self.form.add_error(naam, gettext("Deze keuze bestaat niet. Kies haar op de pagina Cijfers."))
            return reeks
        deel, stand = gekozen
        gevonden: OntvangstQuerySet = ontvangsten_op(stand, ANDERE_DELEN[deel], self.gebruiker)  # type: ignore[assignment]
        return gevonden

    def telt_door(self) -> bool:
        return bool(self.form.is_valid() and self.form.cleaned_data.get("balans"))

    def getoond(self, naam: str) -> str:
        if naam == "balans" and (gekozen := balanskeuze(self.form.cleaned_data["balans"])):
            return balanswoorden(*gekozen)
        return super().getoond(naam)


def _uitkomst(_keuze: Lijstfilter, uitkomst: str) -> SafeString:
    return format_html(
        '<span class="stempel {}">{}</span>', STEMPELS.get(Uitkomst(uitkomst), ""), Uitkomst(uitkomst).label
    )


def reden_in_de_taal(reden: str) -> str:
    """Why, in the language of now where the program wrote it; what somebody wrote as it stands."""
    return gettext(reden) if reden else ""


KOLOMMEN = (
    Kolom(
        "nummer",
        _("Ontvangst"),
        ("pk",),
        zelf,
        lambda _k, pk: mark_safe(str(pk)),  # noqa: S308 (a number)
        breedte=2.2,
    ),
    Kolom(
        "ontvangen",
        _("Ontvangen"),
        ("ontvangen_op",),
        zelf,
        toon_dag_van,
        "dag",
        sorteringen=("-ontvangen", "ontvangen"),
        naamloos=True,
        uur=Recht.ONTVANGSTUUR_ZIEN,
    ),
    Kolom("kanaal", _("Kanaal"), ("kanaal",), lambda k, code: str(k.namen("kanaal", code)), naamloos=True),
    Kolom(
        "reden",
        _("Reden"),
        ("reden",),
        lambda _k, reden: reden_in_de_taal(reden),
        klasse="breed",
        breedte=9,
        naamloos=True,
    ),
    Kolom(
        "uitkomst",
        _("Uitkomst"),
        ("uitkomst",),
        lambda _k, u: str(Uitkomst(u).label),
        _uitkomst,
        "status",
        4,
        naamloos=True,
    ),
    Kolom("besloten", _("Besloten op"), ("beslist_op",), zelf, toon_dag_van, "dag"),
    Kolom("door", _("Besloten door"), persoon("beslist_door"), naam_van, klasse="breed", breedte=4),
)


def _zichtbaar(gebruiker: Gebruiker) -> OntvangstQuerySet:
    return Ontvangst.objects.zichtbaar_voor(gebruiker)


APART = Lijst(
    naam="apart",
    titel=_("Apart gelegd"),
    bestandsnaam="apart-gelegd",
    rechten=(Recht.MELDING_ZIEN,),
    kolommen=KOLOMMEN,
    standaard=("ontvangen", "kanaal", "reden", "uitkomst"),
    filter=ApartFilter,
    eerst=("uitkomst", "kanaal", "van", "tot"),
    ingangen=(
        (_("Te bekijken"), f"uitkomst={Uitkomst.WACHT}&sort=ontvangen", None),
        (_("Geweigerd als ongewenst"), f"uitkomst={Uitkomst.ONGEWENST}", None),
        (_("Alles"), "", None),
    ),
    rij="ontvangst",
    rijadres=lambda ontvangst: reverse("ontvangst_regel", args=[ontvangst.pk]),
    zichtbaar=_zichtbaar,
    namen=woorden,
)
