"""What comes in from outside, by the public form, by e-mail or from a partner: the draft, the receipt, the files."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.velden import Zegelbestand, Zegeltekst
from meldingen.models.melding import Melding
from meldingen.models.partner import Partnersleutel


class Concept(models.Model):
    """A report that somebody is still writing on the public form. Only the browser that writes it has the key; here
    stands its digest, and what was written is sealed. Removed when it is sent, or left alone too long."""

    sleutel = models.CharField(max_length=64, unique=True, help_text="sha256 van wat de browser bewaart")
    inzending = models.UUIDField(unique=True)
    inhoud = Zegeltekst(blank=True, help_text="verzegeld; leeg zodra er een melding van is")
    begonnen_op = models.DateTimeField()
    gewijzigd_op = models.DateTimeField(db_index=True)
    melding = models.OneToOneField(Melding, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "concepten"

    def __str__(self) -> str:
        return f"concept {self.pk}"


class ConceptBestand(models.Model):
    """A file with a draft, as it will be kept (`inspectie.bestanden`). Name and content are sealed."""

    concept = models.ForeignKey(Concept, models.CASCADE, related_name="bestanden")
    naam = Zegeltekst(help_text="verzegeld")
    mediatype = models.CharField(max_length=100)
    grootte = models.PositiveIntegerField(help_text="bytes")
    vingerafdruk = models.CharField(max_length=64, help_text="met sleutel, van de inhoud")
    inhoud = Zegelbestand(help_text="verzegeld")
    op = models.DateTimeField()

    class Meta:
        ordering = ["op", "id"]
        verbose_name_plural = "conceptbestanden"
        constraints = [models.UniqueConstraint(fields=["concept", "vingerafdruk"], name="conceptbestand_een")]

    def __str__(self) -> str:
        return f"bestand bij concept {self.concept_id}"


class Meldingbijlage(models.Model):
    """A file from the reporter of a melding. Nothing changes it but another key. What it is called may tell who sent
    it, so that is sealed too; who sees the melding sees both. Never a source for a letter."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="bijlagen")
    naam = Zegeltekst(help_text="verzegeld")
    mediatype = models.CharField(max_length=100)
    grootte = models.PositiveIntegerField(help_text="bytes")
    vingerafdruk = models.CharField(max_length=64, help_text="met sleutel, van de inhoud")
    op = models.DateTimeField()

    class Meta:
        ordering = ["op", "id"]
        verbose_name_plural = "meldingbijlagen"

    def __str__(self) -> str:
        return f"bijlage bij melding {self.melding_id}"


class MeldingbijlageInhoud(models.Model):
    bijlage = models.OneToOneField(Meldingbijlage, models.PROTECT, primary_key=True, related_name="inhoud")
    inhoud = Zegelbestand(help_text="verzegeld")

    class Meta:
        verbose_name_plural = "inhoud van meldingbijlagen"

    def __str__(self) -> str:
        return f"inhoud van bijlage {self.bijlage_id}"


class Volgcode(models.Model):
    """The way back of a reporter to one melding, without account or e-mail (`meldingen.volgcode`). The code itself is
    nowhere: this is a keyed digest of number and code together."""

    melding = models.OneToOneField(Melding, models.PROTECT, primary_key=True, related_name="volgcode")
    afdruk = models.CharField(max_length=32, unique=True)
    taal = models.CharField(max_length=2, help_text="waarin gemeld is")
    op = models.DateTimeField()

    class Meta:
        verbose_name_plural = "volgcodes"

    def __str__(self) -> str:
        return f"volgcode van melding {self.melding_id}"


class OntvangstQuerySet(models.QuerySet["Ontvangst"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "OntvangstQuerySet":
        """What came in and is no melding: who sees meldingen sees that it came. What became one is seen as that."""
        if not heeft(gebruiker, Recht.MELDING_ZIEN):
            return self.none()
        return self.geen_melding()

    def geen_melding_op(self, gebruiker: Gebruiker, moment: datetime) -> "OntvangstQuerySet":
        """What was no melding at that moment, with what has become one since: of the meldingen one may see."""
        if not heeft(gebruiker, Recht.MELDING_ZIEN):
            return self.none()
        werd = Q(uitkomst=Ontvangst.Uitkomst.MELDING, beslist_op__gt=moment)
        return self.filter(
            ~Q(uitkomst=Ontvangst.Uitkomst.MELDING)
            | werd & Q(melding__in=Melding.objects.zichtbaar_voor(gebruiker).values("pk"))
        )

    def geen_melding(self) -> "OntvangstQuerySet":
        return self.exclude(uitkomst=Ontvangst.Uitkomst.MELDING)

    def wachtend(self) -> "OntvangstQuerySet":
        """Put aside, for somebody to look at."""
        return self.filter(uitkomst=Ontvangst.Uitkomst.WACHT)


class Ontvangst(models.Model):
    """One thing that came in from outside, whatever became of it: nothing that was received is unaccounted for.

    `kenmerk` is the same for what comes twice, so it is one line. What is no melding (yet) is kept here, sealed, so
    that somebody can still make one of it (`meldingen.apart`).
    """

    class Uitkomst(models.TextChoices):
        MELDING = "MELDING", _("Melding geworden")
        WACHT = "WACHT", _("Apart gelegd")
        ONGEWENST = "ONGEWENST", _("Geweigerd als ongewenst")
        GEEN_MELDING = "GEEN_MELDING", _("Geen melding")

    class Verdacht(models.TextChoices):
        """What about a report by the public form is as a machine does it. It is a melding all the same: a program that
        fills in passwords does so too, and who is helped by a volunteer is quick."""

        LOKAAS = "LOKAAS", _("Een veld dat niemand ziet was ingevuld")
        TE_SNEL = "TE_SNEL", _("Sneller ingevuld dan iemand kan")

    kanaal = models.CharField(max_length=20)
    kenmerk = models.CharField(max_length=100, unique=True)
    ontvangen_op = models.DateTimeField(db_index=True)
    uitkomst = models.CharField(max_length=12, choices=Uitkomst)
    melding = models.OneToOneField(Melding, models.PROTECT, null=True, related_name="ontvangst")
    reden = models.CharField(max_length=300, blank=True, help_text="waarom het geen melding werd")
    inhoud = Zegeltekst(blank=True, help_text="verzegeld: wat er kwam, zolang het geen melding is")
    verdacht = models.CharField(max_length=7, choices=Verdacht, blank=True)
    partner = models.ForeignKey(
        Partnersleutel, models.PROTECT, null=True, related_name="ontvangsten", help_text="die haar instuurde"
    )
    beslist_op = models.DateTimeField(null=True)
    beslist_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, db_index=False, related_name="+")

    objects = OntvangstQuerySet.as_manager()

    class Meta:
        ordering = ["ontvangen_op", "id"]
        verbose_name_plural = "ontvangsten"
        indexes = [
            models.Index(
                fields=["ontvangen_op", "id"], name="ontvangst_wacht", condition=Q(uitkomst="WACHT")
            ),
            models.Index(
                fields=["melding", "verdacht"], name="ontvangst_verdacht", condition=Q(verdacht__gt="")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(uitkomst="MELDING", melding__isnull=False)
                | (~Q(uitkomst="MELDING") & Q(melding__isnull=True)),
                name="ontvangst_melding_of_niet",
            ),
        ]

    def __str__(self) -> str:
        return f"ontvangst {self.pk}"


class OntvangstBestand(models.Model):
    """A file with what was put aside, as it will be kept (`inspectie.bestanden`); or, where not all of it could be
    read, the whole as it came. Name and content are sealed."""

    ontvangst = models.ForeignKey(Ontvangst, models.PROTECT, related_name="bestanden")
    naam = Zegeltekst(help_text="verzegeld")
    mediatype = models.CharField(max_length=100)
    grootte = models.PositiveIntegerField(help_text="bytes")
    inhoud = Zegelbestand(help_text="verzegeld")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "bestanden van ontvangsten"

    def __str__(self) -> str:
        return f"bestand bij ontvangst {self.ontvangst_id}"


class OntvangstInzage(models.Model):
    """Somebody read what was put aside: it may tell who sent it. Append-only."""

    ontvangst = models.ForeignKey(Ontvangst, models.PROTECT, related_name="inzagen")
    door = models.ForeignKey(Gebruiker, models.PROTECT, db_index=False, related_name="+")
    op = models.DateTimeField()
    reden = models.TextField()

    class Meta:
        ordering = ["op", "id"]
        verbose_name_plural = "inzagen in ontvangsten"

    def __str__(self) -> str:
        return f"inzage in ontvangst {self.ontvangst_id}"
