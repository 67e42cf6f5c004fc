"""What was found and done at an employer: violations, interventions, and whether a visit was safe."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.termijnen import LANGSTE_IN_DAGEN, verschuif
from inspectie.termijnsql import einde_van
from inspectie.versies import Record, Verleden
from interventies.models.zaak import Vervalbaar, Zaak
from meldingen.models import Werkgever


class OvertredingFeiten(Vervalbaar):
    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="%(class)s_set")
    werkgever = models.ForeignKey(Werkgever, models.PROTECT, related_name="%(class)s_set")
    voorschrift = models.CharField(max_length=30)
    geconstateerd_op = models.DateField()
    ernstig_gevaar = models.BooleanField(null=True)
    ernstige_mate_motivering = models.TextField(blank=True)

    class Meta:
        abstract = True


class Overtreding(Record, OvertredingFeiten):
    class Meta:
        verbose_name = "overtreding"
        verbose_name_plural = "overtredingen"

    def __str__(self) -> str:
        return f"overtreding {self.voorschrift} van {self.geconstateerd_op:%d-%m-%Y}"


class OvertredingVerleden(Verleden, OvertredingFeiten):
    van = models.ForeignKey(Overtreding, models.CASCADE, related_name="verleden")

    def __str__(self) -> str:
        return f"overtreding {self.van_id} tot {self.stand_tot:%d-%m-%Y}"


class Soort(models.TextChoices):
    """Closing the premises is not among them: it does not exist [seed: a bill was only announced]."""

    TELEFONISCH_GESPREK = "TELEFONISCH_GESPREK", _("Telefonisch gesprek")
    AANSPREKEN_MONDELING = "AANSPREKEN_MONDELING", _("Mondeling aanspreken")
    AANSPREKEN_SCHRIFTELIJK = "AANSPREKEN_SCHRIFTELIJK", _("Schriftelijk aanspreken")
    LOCATIEBEZOEK = "LOCATIEBEZOEK", _("Locatiebezoek")
    WAARSCHUWING = "WAARSCHUWING", _("Waarschuwing")
    EIS = "EIS", _("Eis")
    STILLEGGING = "STILLEGGING", _("Stillegging")
    BOETERAPPORT = "BOETERAPPORT", _("Boeterapport")


# By kind, the right to see all of them and the right to see those in own zaken.
_RECHTEN = (
    ((Soort.STILLEGGING, Soort.BOETERAPPORT), Recht.INGRIJPEND_ZIEN, Recht.INGRIJPEND_ZIEN_EIGEN),
    ((Soort.LOCATIEBEZOEK,), Recht.BEZOEK_ZIEN, Recht.BEZOEK_ZIEN_EIGEN),
    (
        (
            Soort.TELEFONISCH_GESPREK,
            Soort.AANSPREKEN_MONDELING,
            Soort.AANSPREKEN_SCHRIFTELIJK,
            Soort.WAARSCHUWING,
            Soort.EIS,
        ),
        Recht.HANDHAVING_ZIEN,
        Recht.HANDHAVING_ZIEN_EIGEN,
    ),
)

INSTRUMENTEN = (Soort.WAARSCHUWING, Soort.EIS, Soort.STILLEGGING, Soort.BOETERAPPORT)
MET_BRIEF = (Soort.AANSPREKEN_SCHRIFTELIJK, *INSTRUMENTEN)
"""What is done by a letter: it begins as a concept."""


class Wijze(models.TextChoices):
    AFSTAND = "AFSTAND", _("Op afstand")
    LOCATIE = "LOCATIE", _("Op locatie")


class VeiligheidBesluit(models.TextChoices):
    AKKOORD = "AKKOORD", _("Akkoord")
    NIET_AKKOORD = "NIET_AKKOORD", _("Niet akkoord")


class InterventieFeiten(Vervalbaar):
    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="%(class)s_set")
    werkgever = models.ForeignKey(Werkgever, models.PROTECT, related_name="%(class)s_set")
    soort = models.CharField(max_length=24, choices=Soort)
    wijze = models.CharField(max_length=8, choices=Wijze)
    uitgereikt_op = models.DateField(help_text="telt vanaf hier")
    grondslag = models.CharField(max_length=20, blank=True)
    termijn_tot = models.DateField(null=True)
    veiligheidstoets = models.CharField(max_length=12, choices=VeiligheidBesluit, blank=True)
    toelichting = models.TextField(blank=True, help_text="bij een eis: de voorgeschreven wijze")

    class Meta:
        abstract = True


class InterventieStatus(models.TextChoices):
    UITGEREIKT = "UITGEREIKT", _("Uitgereikt")
    NAGEKOMEN = "NAGEKOMEN", _("Nagekomen")
    NIET_NAGEKOMEN = "NIET_NAGEKOMEN", _("Niet nagekomen")
    OPGEHEVEN = "OPGEHEVEN", _("Opgeheven")
    INGETROKKEN = "INGETROKKEN", _("Ingetrokken")


def mag_zien(gebruiker: Gebruiker) -> Q:
    """What of an intervention, or of its concept, this person may see."""
    keuze = Q(pk__in=[])
    for soorten, alle, eigen in _RECHTEN:
        if heeft(gebruiker, alle):
            keuze |= Q(soort__in=soorten)
        elif heeft(gebruiker, eigen):
            keuze |= Q(soort__in=soorten, zaak__behandelaar=gebruiker)
    return keuze


class InterventieQuerySet(models.QuerySet["Interventie"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "InterventieQuerySet":
        """Per kind of intervention its own right: for all zaken, or for those assigned to them."""
        return self.filter(mag_zien(gebruiker))

    def met_einde(self, vrije_dagen: frozenset[date]) -> Any:
        """With the day on which each term really ends (`einde`), as `Interventie.einde_termijn` has it."""
        te_lang = Q(termijn_tot__gt=F("uitgereikt_op") + timedelta(days=LANGSTE_IN_DAGEN))
        eerder = [
            When(uitgereikt_op__lte=tot, then=einde_van("termijn_tot", dagen))
            for tot, dagen in getattr(vrije_dagen, "eerder", ())
        ]
        return self.annotate(
            einde=einde_van("termijn_tot", vrije_dagen, When(te_lang, then="termijn_tot"), *eerder)
        )


class Interventie(Record, InterventieFeiten):
    """What was done at an employer. An instrument that is lifted or withdrawn later stays counted as used."""

    status = models.CharField(max_length=14, choices=InterventieStatus, default=InterventieStatus.UITGEREIKT)
    overtredingen = models.ManyToManyField(Overtreding, related_name="interventies")

    objects = InterventieQuerySet.as_manager()
    AFGELEIDE_DAGEN = ("einde",)

    class Meta:
        verbose_name = "interventie"
        indexes = [
            models.Index(
                fields=["termijn_tot", "id"],
                name="interventie_loopt",
                condition=Q(status="UITGEREIKT", termijn_tot__isnull=False),
            ),
            models.Index(
                fields=["termijn_tot"], name="interventie_termijn", condition=Q(termijn_tot__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} van {self.uitgereikt_op:%d-%m-%Y}"

    @property
    def stand(self) -> str:
        """Where it stands, in a word: what goes by no letter is not issued but done (domain section 6)."""
        if self.status == InterventieStatus.UITGEREIKT and self.soort not in MET_BRIEF:
            return gettext("Uitgevoerd")
        return self.get_status_display()

    @property
    def stilgelegd(self) -> str:
        """Which work or place it stops; empty of what was imported."""
        return self.concept.werk if hasattr(self, "concept") else ""

    def einde_termijn(self, vrije_dagen: frozenset[date]) -> date | None:
        """The day on which its term really ends [Algemene termijnenwet art. 1 lid 1]; None without a term."""
        return self.termijn_tot and verschuif(self.termijn_tot, self.uitgereikt_op, vrije_dagen)


class InterventieVerleden(Verleden, InterventieFeiten):
    van = models.ForeignKey(Interventie, models.CASCADE, related_name="verleden")

    def __str__(self) -> str:
        return f"interventie {self.van_id} tot {self.stand_tot:%d-%m-%Y}"


class Veiligheidstoets(models.Model):
    """Whether a visit is safe for the inspector: the adopted RI&E corona plus extra agreements [seed]."""

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="veiligheidstoetsen")
    besluit = models.CharField(max_length=12, choices=VeiligheidBesluit)
    getoetst_op = models.DateField()
    afspraken = models.TextField(blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    geregistreerd_op = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.get_besluit_display()} voor zaak {self.zaak_id}"


class InterventieWisselQuerySet(models.QuerySet["InterventieWissel"]):
    def staande(self) -> "InterventieWisselQuerySet":
        """Without what was recorded in error, and without that this was said."""
        return self.filter(herroept=None, herroepingen=None)


class InterventieWissel(models.Model):
    """What became of an intervention after it was issued. However it ends, it stays counted as used."""

    interventie = models.ForeignKey(Interventie, models.PROTECT, related_name="wissels")
    van = models.CharField(max_length=14, choices=InterventieStatus)
    naar = models.CharField(max_length=14, choices=InterventieStatus)
    dag = models.DateField(help_text="wanneer het was")
    op = models.DateTimeField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    toelichting = models.TextField(blank=True)
    herroept = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="herroepingen",
        help_text="de wissel die ten onrechte was vastgelegd; geen van beide telt dan mee",
    )

    objects = InterventieWisselQuerySet.as_manager()

    class Meta:
        ordering = ["op", "id"]
        verbose_name_plural = "wissels"
        constraints = [
            models.UniqueConstraint(
                fields=["herroept"], condition=Q(herroept__isnull=False), name="wissel_eenmaal_herroepen"
            )
        ]

    def __str__(self) -> str:
        return f"interventie {self.interventie_id} naar {self.get_naar_display()}"


class ZonderGevolg(models.Model):
    """Why no intervention follows on a violation."""

    overtreding = models.OneToOneField(Overtreding, models.PROTECT, related_name="zonder_gevolg")
    reden = models.TextField()
    op = models.DateTimeField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")

    def __str__(self) -> str:
        return f"geen gevolg voor overtreding {self.overtreding_id}"
