"""What the inspectorate does about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.versies import Record, Verleden
from meldingen.models import Melding, Werkgever


class Voorschrift(models.Model):
    """A provision that can be violated, with the period in which a violation of it can be found (domain section 4)."""

    class Klasse(models.TextChoices):
        OO = "OO", _("Eerst waarschuwing of eis")
        DIRECT = "DIRECT", _("Direct beboetbaar")
        DIRECT_ERNSTIGE_MATE = "DIRECT_ERNSTIGE_MATE", _("Direct beboetbaar bij ernstige mate")

    code = models.CharField(max_length=30)
    naam = models.CharField(max_length=200)
    artikel = models.CharField(max_length=120)
    klasse = models.CharField(max_length=20, choices=Klasse)
    geldig_van = models.DateField(null=True)
    geldig_tot = models.DateField(null=True)
    eis_of_stillegging = models.BooleanField()
    bron = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "geldig_van"], name="voorschrift_versie"),
            # For the database two empty days differ.
            models.UniqueConstraint(
                fields=["code"], condition=Q(geldig_van__isnull=True), name="voorschrift_versie_altijd"
            ),
            models.CheckConstraint(
                condition=Q(geldig_van__isnull=True)
                | Q(geldig_tot__isnull=True)
                | Q(geldig_tot__gte=F("geldig_van")),
                name="voorschrift_looptijd",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.artikel})"


class Grondslag(models.Model):
    """The power an eis or a stillegging rests on, with the violation dates it exists for."""

    code = models.CharField(max_length=20)
    naam = models.CharField(max_length=200)
    artikel = models.CharField(max_length=120)
    soort = models.CharField(max_length=20)
    geldig_van = models.DateField(null=True)
    geldig_tot = models.DateField(null=True)
    vereist = models.CharField(max_length=20, blank=True)
    bron = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "geldig_van"], name="grondslag_versie"),
            # For the database two empty days differ.
            models.UniqueConstraint(
                fields=["code"], condition=Q(geldig_van__isnull=True), name="grondslag_versie_altijd"
            ),
            models.CheckConstraint(
                condition=Q(geldig_van__isnull=True)
                | Q(geldig_tot__isnull=True)
                | Q(geldig_tot__gte=F("geldig_van")),
                name="grondslag_looptijd",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.artikel})"


class ZaakStatus(models.TextChoices):
    OPEN = "OPEN", _("Open")
    TOEGEWEZEN = "TOEGEWEZEN", _("Toegewezen")
    ONDERZOEK_AFSTAND = "ONDERZOEK_AFSTAND", _("Onderzoek op afstand")
    ONDERZOEK_LOCATIE = "ONDERZOEK_LOCATIE", _("Onderzoek op locatie")
    WACHT_OP_WERKGEVER = "WACHT_OP_WERKGEVER", _("Wacht op werkgever")
    HERCONTROLE = "HERCONTROLE", _("Hercontrole")
    AFGEROND = "AFGEROND", _("Afgerond")
    GESLOTEN = "GESLOTEN", _("Gesloten")
    HEROPEND = "HEROPEND", _("Heropend")


class ZaakFeiten(models.Model):
    class Aanleiding(models.TextChoices):
        MELDING = "MELDING", _("Melding")
        ACTIEF = "ACTIEF", _("Eigen initiatief")

    domein = models.CharField(max_length=13)
    aanleiding = models.CharField(max_length=8, choices=Aanleiding)
    geopend_op = models.DateField()

    class Meta:
        abstract = True


class ZaakQuerySet(models.QuerySet["Zaak"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "ZaakQuerySet":
        """What this person may see (domain section 8): all zaken, or those assigned to them."""
        if heeft(gebruiker, Recht.ZAAK_ZIEN):
            return self
        if heeft(gebruiker, Recht.ZAAK_ZIEN_EIGEN):
            return self.filter(behandelaar=gebruiker)
        return self.none()


class Zaak(Record, ZaakFeiten):
    """An investigation (onderzoek) at one or more employers, for one or more meldingen."""

    nummer = models.PositiveBigIntegerField(unique=True, help_text="zonder gaten")
    status = models.CharField(max_length=20, choices=ZaakStatus, default=ZaakStatus.OPEN)
    gesloten_op = models.DateTimeField(null=True)
    behandelaar = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="zaken")
    team = models.CharField(max_length=12, blank=True)

    objects = ZaakQuerySet.as_manager()

    class Meta:
        verbose_name = "zaak"
        verbose_name_plural = "zaken"

    def __str__(self) -> str:
        return f"zaak {self.nummer}"


class ZaakVerleden(Verleden, ZaakFeiten):
    van = models.ForeignKey(Zaak, models.CASCADE, related_name="verleden")

    def __str__(self) -> str:
        return f"zaak {self.van_id} tot {self.stand_tot:%d-%m-%Y}"


class Vervalbaar(models.Model):
    """`vervallen`: registered in error, it never was. Withdrawn or lifted is something else: that stays counted."""

    vervallen = models.BooleanField(default=False)

    class Meta:
        abstract = True


class KoppelingFeiten(Vervalbaar):
    zaak = models.ForeignKey(Zaak, models.PROTECT, db_index=False, related_name="%(class)s_set")
    melding = models.ForeignKey(Melding, models.PROTECT, related_name="%(class)s_set")

    class Meta:
        abstract = True


class ZaakMelding(Record, KoppelingFeiten):
    """A melding belongs to a zaak; the link has its own registration."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["zaak", "melding"], name="koppeling_eenmaal")]

    def __str__(self) -> str:
        return f"melding {self.melding_id} in zaak {self.zaak_id}"


class ZaakMeldingVerleden(Verleden, KoppelingFeiten):
    van = models.ForeignKey(ZaakMelding, models.CASCADE, related_name="verleden")

    def __str__(self) -> str:
        return f"koppeling {self.van_id} tot {self.stand_tot:%d-%m-%Y}"


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


class InterventieQuerySet(models.QuerySet["Interventie"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "InterventieQuerySet":
        """Per kind of intervention its own right: for all zaken, or for those assigned to them."""
        keuze = Q(pk__in=[])
        for soorten, alle, eigen in _RECHTEN:
            if heeft(gebruiker, alle):
                keuze |= Q(soort__in=soorten)
            elif heeft(gebruiker, eigen):
                keuze |= Q(soort__in=soorten, zaak__behandelaar=gebruiker)
        return self.filter(keuze)


class Interventie(Record, InterventieFeiten):
    """What was done at an employer. An instrument that is lifted or withdrawn later stays counted as used."""

    status = models.CharField(max_length=14, choices=InterventieStatus, default=InterventieStatus.UITGEREIKT)
    overtredingen = models.ManyToManyField(Overtreding, related_name="interventies")

    objects = InterventieQuerySet.as_manager()

    class Meta:
        verbose_name = "interventie"
        indexes = [
            models.Index(
                fields=["termijn_tot", "id"],
                name="interventie_loopt",
                condition=Q(status="UITGEREIKT", termijn_tot__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} van {self.uitgereikt_op:%d-%m-%Y}"


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


class Toezegging(models.Model):
    """What an employer promised, and by when."""

    zaak = models.ForeignKey(Zaak, models.PROTECT, related_name="toezeggingen")
    werkgever = models.ForeignKey(Werkgever, models.PROTECT, related_name="toezeggingen")
    maatregel = models.TextField()
    uiterlijk_op = models.DateField()
    nagekomen_op = models.DateField(null=True)
    geregistreerd_op = models.DateTimeField()

    def __str__(self) -> str:
        return f"toezegging tot {self.uiterlijk_op:%d-%m-%Y} in zaak {self.zaak_id}"


class Toetsing(models.Model):
    """Whether measures were taken. Append-only: of several of one melding the latest counts."""

    class Resultaat(models.TextChoices):
        MAATREGEL_DIRECT = "MAATREGEL_DIRECT", _("Direct maatregelen getroffen")
        MAATREGEL_UITEINDELIJK = "MAATREGEL_UITEINDELIJK", _("Uiteindelijk maatregelen getroffen")
        GEEN_MAATREGEL = "GEEN_MAATREGEL", _("Geen maatregelen getroffen")
        REEDS_IN_ORDE = "REEDS_IN_ORDE", _("Was al in orde")
        NIET_TOETSBAAR = "NIET_TOETSBAAR", _("Niet te toetsen")
        OPEN = "OPEN", _("Nog te toetsen")

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="toetsingen")
    resultaat = models.CharField(max_length=22, choices=Resultaat)
    getoetst_op = models.DateField()
    geregistreerd_op = models.DateTimeField()
    vingerafdruk = models.CharField(max_length=32, null=True, unique=True)  # noqa: DJ001 (unique where there is one)

    def __str__(self) -> str:
        return f"{self.get_resultaat_display()} voor melding {self.melding_id}"


class Overdracht(models.Model):
    """A melding handed to another authority, with the notice to the reporter [Awb 2:3]."""

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="overdrachten")
    partner = models.CharField(max_length=20)
    overgedragen_op = models.DateField()
    geregistreerd_op = models.DateTimeField()
    melder_bericht_op = models.DateField(null=True)
    geen_bericht_reden = models.TextField(blank=True, help_text="waarom de melder geen bericht kan krijgen")
    ontvangst_bevestigd_op = models.DateField(null=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "overdrachten"
        indexes = [
            models.Index(
                fields=["overgedragen_op", "id"],
                name="overdracht_onbevestigd",
                condition=Q(ontvangst_bevestigd_op__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(melder_bericht_op__isnull=False) | ~Q(geen_bericht_reden=""),
                name="overdracht_bericht",
            )
        ]

    def __str__(self) -> str:
        return f"melding {self.melding_id} naar {self.partner}"
