"""The complaint: which of them somebody sees or has to do, as it stands, and as it stood before."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Concat
from django.utils.functional import cached_property

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.tijd import lokale_dag
from inspectie.versies import Record, Verleden
from meldingen import zoeken
from meldingen.models.feiten import NOG_TE_BESLUITEN, NOG_TE_BEVESTIGEN, Domein, Ernst, MeldingFeiten, Status
from meldingen.models.triage import Prioriteit, Route, TriageBesluit
from meldingen.models.vinden import gevonden_ids, heeft_woorden


class HeeftCode(models.Func):
    """PostgreSQL: one of these codes is in the list of the column; served by the index melding_onderwerpen."""

    template = "string_to_array(%(expressions)s::text[]"
    arg_joiner = ", ';') && "
    output_field = models.BooleanField()


def bij(meldingen: "MeldingQuerySet") -> Exists:
    """Of rows that belong to one melding each, by `melding`: that it is one of these. Asked of each row. For
    `melding__in` SQLite, which has no statistics, first makes a list of all meldingen, and may lay each of them beside
    each of another list."""
    return Exists(meldingen.filter(pk=OuterRef("melding")))


class MeldingQuerySet(models.QuerySet["Melding"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "MeldingQuerySet":
        """What this person may see. What went to Opsporing is hidden from everybody: its content is theirs."""
        open_ = self.hier()
        if heeft(gebruiker, Recht.MELDING_ZIEN):
            return open_
        if heeft(gebruiker, Recht.MELDING_ZIEN_EIGEN):
            return open_.in_zaken_van(gebruiker)
        return self.none()

    def hier(self) -> "MeldingQuerySet":
        """Without what went to Opsporing: of that only number, domain, day and topic group is for anybody here."""
        return self.exclude(status=Status.NAAR_OPSPORING)

    def bij_opsporing(self, gebruiker: Gebruiker) -> "MeldingQuerySet":
        """What went there, for who counts it; show no more of it than those four."""
        if not heeft(gebruiker, Recht.OPSPORING_AANTAL_ZIEN):
            return self.none()
        return self.filter(status=Status.NAAR_OPSPORING)

    def in_zaken_van(self, gebruiker: Gebruiker) -> "MeldingQuerySet":
        """In a zaak that is assigned to this person; each melding once."""
        # By name: the links to zaken belong to an app above this one.
        eigen = Melding.objects.filter(
            zaakmelding_set__zaak__behandelaar=gebruiker, zaakmelding_set__vervallen=False
        )
        return self.filter(pk__in=eigen.values("pk"))

    def in_zaak(self, zaak: int) -> "MeldingQuerySet":
        """In this zaak (its id), by a link that stands. Both in one filter, or it would be any link of the melding."""
        return self.filter(zaakmelding_set__zaak=zaak, zaakmelding_set__vervallen=False)

    def te_corrigeren_door(self, gebruiker: Gebruiker) -> "MeldingQuerySet":
        """Of which this person may know domain and topics: also a rapporteur, who counts by those and sees no more."""
        if heeft(gebruiker, Recht.MELDING_ZIEN, Recht.MELDING_ZIEN_EIGEN):
            return self.zichtbaar_voor(gebruiker)
        if heeft(gebruiker, Recht.CORRECTIE_VOORSTELLEN):
            return self.hier()
        return self.none()

    def te_beslissen(self) -> "MeldingQuerySet":
        """In triage with an advice that nobody decided on yet: the pile of a triagist."""
        return self.filter(status=Status.IN_TRIAGE, besloten_op=None)

    def te_vragen(self) -> "MeldingQuerySet":
        """Decided that the reporter is to be asked, and not asked yet."""
        return self.filter(status=Status.IN_TRIAGE, besloten_op__isnull=False, route=Route.AANVULLING)

    def open_verzoeken(self) -> "MeldingQuerySet":
        """Requests to investigate [Arbowet 24(7)] of which the outcome is not known yet."""
        return self.filter(verzoek_24_7=True, status__in=NOG_TE_BESLUITEN)

    def ontvangst_te_bevestigen(self) -> "MeldingQuerySet":
        """Of which somebody here is to tell the reporter that it was received (`meldingen.bevestigingen`)."""
        return self.filter(bevestig_uiterlijk__isnull=False, status__in=NOG_TE_BEVESTIGEN)

    def met_lopende_klok(self) -> "MeldingQuerySet":
        """Whose term still runs: no zaak, handover or end came of it yet."""
        return self.filter(status__in=(Status.IN_TRIAGE, Status.AANVULLING_GEVRAAGD))

    def te_laat(self, nu: datetime) -> "MeldingQuerySet":
        return self.met_lopende_klok().filter(uiterlijk__lt=nu)

    def te_bevestigen(self) -> "MeldingQuerySet":
        """Serious, and advised to end without follow-up: that is for a teamleider."""
        return self.te_beslissen().filter(route=Route.GEEN_OPVOLGING, ernst__in=(Ernst.ERNSTIG, Ernst.ACUUT))

    def aangevuld(self) -> "MeldingQuerySet":
        """The reporter answered, and nobody decided since."""
        return self.te_beslissen().filter(aangevuld_op__isnull=False)

    def verdacht(self, waarom: str = "") -> "MeldingQuerySet":
        """By the public form, and as a machine does it: for whatever reason, or for this one."""
        deze = {"ontvangst__verdacht": waarom} if waarom else {}
        return self.filter(ontvangst__verdacht__gt="", **deze)

    def van_team(self, team: str, provincies: Sequence[str]) -> "MeldingQuerySet":
        """Eerlijk and Opsporing are teams for the whole country, the others go by the province of the employer. Without
        a team: all of them. `provincies` are those of the team, as values: a database that must look them up first
        takes them to hold few employers, and reads them all."""
        if not team:
            return self
        if team == Domein.EERLIJK:
            return self.filter(domein=Domein.EERLIJK)
        if team == Route.OPSPORING:
            return self.filter(route=Route.OPSPORING)
        return self.filter(werkgever__provincie__in=provincies).exclude(domein=Domein.EERLIJK)

    def zonder_team(self) -> "MeldingQuerySet":
        """Of no team, so of all of them: without an employer, or with one whose province nobody knows."""
        onbekend = Q(werkgever__isnull=True) | Q(werkgever__provincie="")
        return self.filter(onbekend).exclude(domein=Domein.EERLIJK).exclude(route=Route.OPSPORING)

    def van_of_zonder_team(self, team: str, provincies: Sequence[str]) -> "MeldingQuerySet":
        return self.van_team(team, provincies) | self.zonder_team() if team else self

    def met_onderwerp(self, *codes: str) -> "MeldingQuerySet":
        """With at least one of these topics; each melding once."""
        if connection.vendor == "postgresql":
            return self.filter(HeeftCode("onderwerpen", models.Value("{" + ",".join(codes) + "}")))
        met = self.annotate(_codes=Concat(models.Value(";"), "onderwerpen", models.Value(";")))
        keuze = Q()
        for code in codes:
            keuze |= Q(_codes__contains=f";{code};")
        return met.filter(keuze)

    def zoek(self, vraag: str) -> "MeldingQuerySet":
        """Found by free text (`meldingen.zoeken`); by nothing that holds no word. Asks the register right away."""
        delen = zoeken.ontleed(vraag)
        return self.filter(pk__in=gevonden_ids(delen)) if delen else self.none()

    def met_woorden(self, delen: Sequence[zoeken.Deel]) -> "MeldingQuerySet":
        """The same of each melding by itself, for who walks along them."""
        return self.filter(heeft_woorden(delen))

    def te_triëren(self) -> "MeldingQuerySet":
        """The row is the queue: received, and no advice yet."""
        return self.filter(status=Status.ONTVANGEN)

    def zonder_domein(self) -> "MeldingQuerySet":
        """Further on already (imported with a zaak, say), but nobody decided the domain and no rule looked at it."""
        verder = self.filter(domein=Domein.ONBEPAALD).exclude(status__in=(Status.ONTVANGEN, Status.DUBBEL))
        return verder.filter(~Exists(TriageBesluit.objects.filter(melding=OuterRef("pk"))))


class Melding(Record, MeldingFeiten):
    """Counted facts in columns of its own; the text and the reporter stand elsewhere."""

    nummer = models.PositiveBigIntegerField(unique=True, help_text="zonder gaten")
    inzending = models.UUIDField(null=True, editable=False, help_text="het formulier waarmee zij kwam")
    status = models.CharField(max_length=20, choices=Status, default=Status.ONTVANGEN)
    # Where its triage stands: as decided, or else as last advised. TriageBesluit has the why; a list filters and orders
    # by these, so that an index can serve it.
    route = models.CharField(max_length=20, choices=Route, blank=True)
    prioriteit = models.CharField(max_length=2, choices=Prioriteit, blank=True)
    uiterlijk = models.DateTimeField(null=True, help_text="de klok van route en prioriteit")
    besloten_op = models.DateTimeField(null=True)
    aangevuld_op = models.DateTimeField(null=True, help_text="het laatste antwoord van de melder")
    # As it stands: Bevestigingsplicht has since when, and how it stood before.
    bevestig_uiterlijk = models.DateField(
        null=True,
        help_text="de laatste dag om te zeggen dat zij is ontvangen; leeg als dat niet (meer) hoeft",
    )

    objects = MeldingQuerySet.as_manager()
    UREN = {"ontvangen_op": "ontvangen_dag"}

    if TYPE_CHECKING:
        besluiten: models.Manager[TriageBesluit]

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        indexes = [
            models.Index(fields=["status", "ontvangen_op", "id"], name="melding_status", include=["domein"]),
            # With what tells whether a melding is in a list at all, whose it is, and whether it was otherwise at some
            # moment: to walk along it, or to count, reads no melding.
            models.Index(
                fields=["ontvangen_op", "id"],
                name="melding_ontvangen",
                include=["status", "werkgever", "stand_vanaf"],
            ),
            models.Index(
                fields=["ontvangen_op", "id"],
                name="melding_te_beslissen",
                condition=Q(status="IN_TRIAGE", besloten_op__isnull=True),
            ),
            models.Index(fields=["uiterlijk", "id"], name="melding_termijn"),
            # Whose term still runs (`met_lopende_klok`): few among many. Only those with a term, so that it serves no
            # other question about these: PostgreSQL would lay it over that of the status, and expect next to nothing.
            models.Index(
                fields=["uiterlijk", "id"],
                name="melding_klok",
                condition=Q(status__in=("IN_TRIAGE", "AANVULLING_GEVRAAGD"), uiterlijk__isnull=False),
            ),
            models.Index(fields=["prioriteit", "ontvangen_op", "id"], name="melding_prioriteit"),
            # Common values are found along the order of the list; these are for the rare ones, and small. On PostgreSQL
            # there is one more, of all the columns with few values together: melding_kenmerken.
            models.Index(fields=["route"], name="melding_route"),
            models.Index(fields=["kanaal"], name="melding_kanaal"),
            # The piles of Mijn werk, with all that tells one person's pile from another's: counted by these alone.
            models.Index(
                fields=["uiterlijk", "id", "domein", "route", "werkgever"],
                name="melding_werk",
                condition=Q(status="IN_TRIAGE", besloten_op__isnull=True),
            ),
            # Decided on, and in no zaak yet.
            models.Index(
                fields=["uiterlijk", "id", "domein", "route", "werkgever"],
                name="melding_besloten",
                condition=Q(status="IN_TRIAGE", besloten_op__isnull=False),
            ),
            models.Index(
                fields=["uiterlijk", "id"],
                name="melding_te_bevestigen",
                condition=Q(
                    status="IN_TRIAGE",
                    besloten_op__isnull=True,
                    route="GEEN_OPVOLGING",
                    ernst__in=("ernstig", "acuut"),
                ),
            ),
            models.Index(
                fields=["uiterlijk", "id"],
                name="melding_aangevuld",
                condition=Q(status="IN_TRIAGE", besloten_op__isnull=True, aangevuld_op__isnull=False),
            ),
            models.Index(
                fields=["werkgever", "ontvangen_op", "id"],
                name="melding_van_werkgever",
                condition=Q(werkgever__isnull=False),
            ),
            models.Index(
                fields=["ontvangen_op", "id"],
                name="melding_verzoek",
                condition=Q(
                    verzoek_24_7=True,
                    status__in=("ONTVANGEN", "IN_TRIAGE", "AANVULLING_GEVRAAGD", "GEKOPPELD"),
                ),
            ),
            models.Index(
                fields=["bevestig_uiterlijk", "id"],
                name="melding_ontvangst",
                condition=Q(
                    bevestig_uiterlijk__isnull=False,
                    status__in=(
                        "ONTVANGEN",
                        "IN_TRIAGE",
                        "AANVULLING_GEVRAAGD",
                        "GEKOPPELD",
                        "AFGEHANDELD",
                        "GEREGISTREERD",
                        "AFGESLOTEN",
                    ),
                ),
            ),
            models.Index(fields=["id"], name="melding_onbepaald", condition=Q(domein="ONBEPAALD")),
            models.Index(fields=["dubbel_van"], name="melding_dubbel", condition=Q(dubbel_van__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(dubbel_van=F("id")), name="melding_niet_dubbel_van_zichzelf"),
            models.UniqueConstraint(
                fields=["inzending"], condition=Q(inzending__isnull=False), name="melding_een_per_inzending"
            ),
        ]

    def __str__(self) -> str:
        return f"melding {self.nummer}"

    @cached_property
    def ontvangen_dag(self) -> date:
        return lokale_dag(self.ontvangen_op)

    @property
    def is_open_verzoek(self) -> bool:
        """One of `open_verzoeken()`."""
        return self.verzoek_24_7 is True and self.status in NOG_TE_BESLUITEN

    @property
    def is_ontvangst_te_bevestigen(self) -> bool:
        """One of `ontvangst_te_bevestigen()`."""
        return self.bevestig_uiterlijk is not None and self.status in NOG_TE_BEVESTIGEN

    @property
    def wacht_op_besluit(self) -> bool:
        """One of `te_beslissen()`."""
        return self.status == Status.IN_TRIAGE and self.besloten_op is None

    @property
    def is_te_vragen(self) -> bool:
        """One of `te_vragen()`."""
        besloten = self.status == Status.IN_TRIAGE and self.besloten_op is not None
        return besloten and self.route == Route.AANVULLING

    def stand(self, advies: int | None) -> str:
        """Where it stands, in a word that changes with every act of triage. `advies` is the id of the latest advice."""
        moment = f"{self.besloten_op.timestamp():.6f}" if self.besloten_op else ""
        return f"{self.status}.{advies or ''}.{moment}"


class MeldingVerleden(Verleden, MeldingFeiten):
    van = models.ForeignKey(Melding, models.CASCADE, related_name="verleden")

    class Meta:
        indexes = [
            models.Index(fields=["werkgever"], name="melding_was_van", condition=Q(werkgever__isnull=False)),
            models.Index(
                fields=["dubbel_van"], name="melding_was_dubbel", condition=Q(dubbel_van__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"melding {self.van_id} tot {self.stand_tot:%d-%m-%Y}"
