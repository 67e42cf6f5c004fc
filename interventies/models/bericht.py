"""What a reporter was told: the text as it went out, and whether it went."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker, Postrij
from inspectie.post import in_woorden
from inspectie.sjablonen import TALEN
from interventies.models.tekst import Tekstversie
from meldingen.models import Melding, bij

BERICHTTALEN = {
    "nl": _("Nederlands"),
    "en": _("Engels"),
    "pl": _("Pools"),
    "ro": _("Roemeens"),
    "bg": _("Bulgaars"),
}


class Berichttekst(Tekstversie):
    """The text of a kind of message in a language: `voor` is OVERDRACHT_NL."""

    class Soort(models.TextChoices):
        OVERDRACHT = "OVERDRACHT", _("Overdracht aan een partner")
        OVERDRACHT_ZONDER_GEGEVENS = (
            "OVERDRACHT_ZONDER_GEGEVENS",
            _("Overdracht, de zin dat niet is gezegd wie meldde"),
        )
        OVERDRACHT_MET_GEGEVENS = (
            "OVERDRACHT_MET_GEGEVENS",
            _("Overdracht, de zin dat is gezegd wie meldde"),
        )
        UITKOMST_MAATREGEL = "UITKOMST_MAATREGEL", _("Uitkomst: er zijn maatregelen")
        UITKOMST_GEEN_MAATREGEL = "UITKOMST_GEEN_MAATREGEL", _("Uitkomst: geen maatregelen vastgesteld")
        UITKOMST_REEDS_IN_ORDE = "UITKOMST_REEDS_IN_ORDE", _("Uitkomst: het was in orde")
        UITKOMST_NIET_TOETSBAAR = "UITKOMST_NIET_TOETSBAAR", _("Uitkomst: niet na te gaan")

    class Meta(Tekstversie.Meta):
        verbose_name = "berichttekst"
        verbose_name_plural = "berichtteksten"

    def __str__(self) -> str:
        return f"{self.voor} vanaf {self.geldig_van:%d-%m-%Y}"

    @staticmethod
    def sleutel(soort: str, taal: str) -> str:
        return f"{soort}_{taal.upper()}"

    @staticmethod
    def soort_en_taal(voor: str) -> tuple[str, str]:
        soort, _streep, taal = voor.rpartition("_")
        return soort, taal.lower()

    @classmethod
    def naam(cls, voor: str) -> str:
        """As a person reads it. ValueError for what is no message."""
        soort, taal = cls.soort_en_taal(voor)
        if taal not in BERICHTTALEN:
            raise ValueError(voor)
        return f"{cls.Soort(soort).label} ({BERICHTTALEN[taal]})"


class Kanaal(models.TextChoices):
    EMAIL = "EMAIL", _("E-mail")
    BRIEF = "BRIEF", _("Brief")
    TELEFOON = "TELEFOON", _("Telefoon")
    # For who has a receipt code: it stands there when they look.
    VOLGPAGINA = "VOLGPAGINA", _("Volgpagina")


class BerichtQuerySet(models.QuerySet["Bericht"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "BerichtQuerySet":
        """Of the meldingen this person may see."""
        return self.filter(bij(Melding.objects.zichtbaar_voor(gebruiker)))


class Bericht(models.Model):
    """Append-only: exactly what the reporter of one melding was told, when, by which way. Never to whom."""

    class Soort(models.TextChoices):
        OVERDRACHT = "OVERDRACHT", _("Bericht van overdracht")
        UITKOMST = "UITKOMST", _("Uitkomst")

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="berichten")
    soort = models.CharField(max_length=10, choices=Soort)
    sjabloon = models.CharField(max_length=40)
    sjabloon_van = models.DateField()
    taal = models.CharField(max_length=2, choices=[(taal, taal) for taal in TALEN])
    kanaal = models.CharField(max_length=10, choices=Kanaal)
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    dag = models.DateField(help_text="verzonden of verteld")
    geregistreerd_op = models.DateTimeField()
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")

    objects = BerichtQuerySet.as_manager()

    class Meta:
        ordering = ["geregistreerd_op", "id"]
        verbose_name_plural = "berichten"

    def __str__(self) -> str:
        return f"{self.get_soort_display()} aan de melder van melding {self.melding_id}"


class Verzending(Postrij):
    """An e-mail on its way."""

    bericht = models.OneToOneField(Bericht, models.PROTECT, primary_key=True, related_name="verzending")

    class Meta:
        verbose_name_plural = "verzendingen"
        indexes = [
            models.Index(fields=["bericht"], name="verzending_te_doen", condition=Postrij.TE_DOEN),
            models.Index(
                fields=["bericht"],
                name="verzending_mislukt",
                condition=models.Q(mislukt_op__isnull=False),
            ),
        ]
        constraints = [models.CheckConstraint(condition=Postrij.EEN_UITKOMST, name="verzending_een_uitkomst")]

    @property
    def waarom_niet(self) -> str:
        return in_woorden(self.reden)

    def __str__(self) -> str:
        return f"verzending van bericht {self.bericht_id}"
