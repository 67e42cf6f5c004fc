"""What a complaint is counted by, and the codes of those facts: as it stands (`melding.Melding`) and as it stood before
(`melding.MeldingVerleden`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meldingen.models.werkgever import Werkgever


class Domein(models.TextChoices):
    """Their labels are data (code list `domein`): table and running text use other words for one code."""

    VEILIG_GEZOND = "VEILIG_GEZOND"
    EERLIJK = "EERLIJK"
    BUITEN = "BUITEN"
    ONBEPAALD = "ONBEPAALD"  # working value: not decided yet; blocks fixing a report


class CoronaRelatie(models.TextChoices):
    DIRECT = "DIRECT", _("Direct")
    INDIRECT = "INDIRECT", _("Indirect")
    GEEN = "GEEN", _("Geen")


class Bevoegd(models.TextChoices):
    """Whose field it is."""

    EIGEN = "eigen", _("Eigen terrein")
    ANDER = "ander", _("Andere toezichthouder")
    GEMENGD = "gemengd", _("Gemengd")
    ONBEKEND = "onbekend", _("Nog onbekend")


class Ernst(models.TextChoices):
    LAAG = "laag", _("Laag")
    SIGNIFICANT = "significant", _("Significant")
    ERNSTIG = "ernstig", _("Ernstig")
    ACUUT = "acuut", _("Acuut")


class Status(models.TextChoices):
    ONTVANGEN = "ONTVANGEN", _("Ontvangen")
    IN_TRIAGE = "IN_TRIAGE", _("In triage")
    AANVULLING_GEVRAAGD = "AANVULLING_GEVRAAGD", _("Aanvulling gevraagd")
    GEKOPPELD = "GEKOPPELD", _("Gekoppeld aan een zaak")
    OVERGEDRAGEN = "OVERGEDRAGEN", _("Overgedragen")
    NAAR_OPSPORING = "NAAR_OPSPORING", _("Naar Opsporing")
    GEREGISTREERD = "GEREGISTREERD", _("Geregistreerd")
    AFGEHANDELD = "AFGEHANDELD", _("Afgehandeld")
    AFGESLOTEN = "AFGESLOTEN", _("Afgesloten")
    DUBBEL = "DUBBEL", _("Dubbel")
    INGETROKKEN = "INGETROKKEN", _("Ingetrokken")


NOG_TE_BESLUITEN = (Status.ONTVANGEN, Status.IN_TRIAGE, Status.AANVULLING_GEVRAAGD, Status.GEKOPPELD)
"""Of a request: what came of it is not known yet."""
ZONDER_BEVESTIGING = ("TELEFOON", "WEBFORMULIER")
"""Channels by which who reports hears at once that it was received."""
NOG_TE_BEVESTIGEN = (
    Status.ONTVANGEN,
    Status.IN_TRIAGE,
    Status.AANVULLING_GEVRAAGD,
    Status.GEKOPPELD,
    Status.AFGEHANDELD,
    Status.GEREGISTREERD,
    Status.AFGESLOTEN,
)
"""Not what was taken back, nor what was sent twice: that is said once. Of what was handed over its sender was told."""


class MeldingFeiten(models.Model):
    ontvangen_op = models.DateTimeField()
    kanaal = models.CharField(max_length=20)
    melder_type = models.CharField(max_length=30)
    toestemming_contact_werkgever = models.BooleanField(null=True)
    # Of the reporter only these two leave the vault.
    anoniem = models.BooleanField(help_text="geen identiteit opgegeven")
    melder_bereikbaar = models.BooleanField(help_text="er is een weg naar de melder")
    corona_relatie = models.CharField(max_length=8, choices=CoronaRelatie)
    bevoegd = models.CharField(max_length=8, choices=Bevoegd, blank=True)
    domein = models.CharField(max_length=13, choices=Domein, default=Domein.ONBEPAALD)
    onderwerpen = models.CharField(max_length=400, help_text="codes met ; ertussen, de belangrijkste eerst")
    arbeidsmigranten = models.BooleanField(null=True)
    melder_ziet_risico = models.BooleanField(null=True)
    ernst = models.CharField(max_length=11, choices=Ernst, blank=True)
    aantal_blootgesteld = models.PositiveIntegerField(null=True)
    duurt_voort = models.BooleanField(null=True)
    werkonderbreking = models.BooleanField(null=True)
    bevestigde_besmettingen = models.PositiveIntegerField(null=True)
    verzoek_24_7 = models.BooleanField(null=True)
    opsporing_indicatie = models.BooleanField(null=True)
    personen_in_gevaar = models.BooleanField(null=True)
    werkgever = models.ForeignKey(
        Werkgever, models.PROTECT, null=True, db_index=False, related_name="%(class)s_set"
    )
    dubbel_van = models.ForeignKey(
        "meldingen.Melding", models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        abstract = True
