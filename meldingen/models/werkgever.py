"""Employers: one record per name and site as it came in; records that are one employer share a `hoofd`."""

from collections.abc import Collection
from datetime import UTC, datetime
from functools import cache, reduce
from operator import or_

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from inspectie.models import Gebruiker
from inspectie.rechten import Recht, heeft
from inspectie.versies import Record, Verleden

# A werkgever is no counted fact itself: its first state holds from the beginning, so that a fact registered before
# its employer was still finds who it belongs to ("employers with one KvK number are one, at every date").
BEGIN = datetime(1900, 1, 1, tzinfo=UTC)


class WerkgeverFeiten(models.Model):
    naam = models.CharField(max_length=200)
    kvk_nummer = models.CharField(max_length=8, blank=True)
    # Unique only within a KvK number.
    vestigingsnummer = models.CharField(max_length=12, blank=True)
    sector = models.CharField(max_length=10, blank=True)
    plaats = models.CharField(max_length=100, blank=True)
    provincie = models.CharField(max_length=2, blank=True)
    rechtsopvolger_van = models.ForeignKey(
        "meldingen.Werkgever", models.PROTECT, null=True, db_index=False, related_name="+"
    )
    samengevoegd_in = models.ForeignKey(
        "meldingen.Werkgever", models.PROTECT, null=True, db_index=False, related_name="+"
    )
    # Derived by `werkgevers.groepeer` from the KvK numbers and the merges; empty: alone, or the first of its group.
    hoofd = models.ForeignKey(
        "meldingen.Werkgever", models.PROTECT, null=True, db_index=False, related_name="+"
    )

    class Meta:
        abstract = True


class WerkgeverQuerySet(models.QuerySet["Werkgever"]):
    def zichtbaar_voor(self, gebruiker: Gebruiker) -> "WerkgeverQuerySet":
        """An employer is no case: who registers meldingen looks them all up, who proposes to merge two sees both. What
        was reported and done there is seen by the meldingen and zaken one may see."""
        if heeft(gebruiker, Recht.MELDING_ZIEN, Recht.SAMENVOEGING_ZIEN):
            return self.bekend()
        return self.none()

    def bekend(self) -> "WerkgeverQuerySet":
        """Without the employers (over all their names) that are on record only for what went to Opsporing: who they are
        is content of that."""
        return self.alias(_groep=_groep()).exclude(_alleen_bij_opsporing())

    def in_groepen(self, groepen: Collection[int]) -> "WerkgeverQuerySet":
        """Every record of these employers (group ids), of which there are no more than some hundreds: named one by one,
        for of an OR of two sub-selects PostgreSQL reads the whole table."""
        return self.filter(Q(pk__in=list(groepen)) | Q(hoofd__in=list(groepen)))

    def die_staan(self) -> "WerkgeverQuerySet":
        """One record for each employer: the one that stands for the others."""
        return self.filter(hoofd=None)


class Werkgever(Record, WerkgeverFeiten):
    objects = WerkgeverQuerySet.as_manager()

    class Meta:
        verbose_name = "werkgever"
        indexes = [
            models.Index(fields=["naam", "id"], name="werkgever_op_naam", condition=Q(hoofd__isnull=True)),
            models.Index(fields=["kvk_nummer"], name="werkgever_kvk", condition=~Q(kvk_nummer="")),
            # With the id: who joins by province or sector needs no more of an employer.
            models.Index(fields=["provincie", "id"], name="werkgever_provincie"),
            models.Index(fields=["sector"], name="werkgever_sector", include=["id"]),
            models.Index(fields=["hoofd"], name="werkgever_hoofd", condition=Q(hoofd__isnull=False)),
            models.Index(
                fields=["samengevoegd_in"], name="werkgever_samen", condition=Q(samengevoegd_in__isnull=False)
            ),
            models.Index(
                fields=["rechtsopvolger_van"],
                name="werkgever_opvolger",
                condition=Q(rechtsopvolger_van__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(**{veld: F("id")}), name=f"werkgever_{veld}_is_een_ander")
            for veld in ("rechtsopvolger_van", "samengevoegd_in", "hoofd")
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def groep_id(self) -> int:
        """The id that all records of one employer share."""
        return self.hoofd_id or self.pk


def _groep() -> Coalesce:
    return Coalesce("hoofd_id", "pk")


@cache
def _alleen_bij_opsporing() -> Exists:
    """Whether an employer (by its `_groep`) is on record only for what went to Opsporing. Written once: it is the same
    for everybody, and writing it took the twelfth part of a page."""
    from meldingen.models.feiten import Status  # they stand below this
    from meldingen.models.melding import Melding

    hier = Q(pk=OuterRef("_groep")) | Q(hoofd=OuterRef("_groep"))
    elders = (
        # Apart: of an OR over the two tables PostgreSQL would read them both, and it shuns a plan with that in it.
        Exists(Melding.objects.hier().filter(werkgever=OuterRef("_groep"))),
        Exists(Melding.objects.hier().filter(werkgever__hoofd=OuterRef("_groep"))),
        # By name: these belong to an app above this one.
        Exists(Werkgever.objects.filter(hier, overtreding_set__isnull=False)),
        Exists(Werkgever.objects.filter(hier, interventie_set__isnull=False)),
        Exists(Werkgever.objects.filter(hier, eigen_initiatieven__isnull=False)),
        Exists(Werkgever.objects.filter(hier, toezegging_set__isnull=False)),
    )
    # Those few first: an employer of thousands is then not looked through. Asked of each: with a list of them
    # PostgreSQL would rather read every employer than look up the ones that are asked for.
    daar = Werkgever.objects.filter(melding_set__status=Status.NAAR_OPSPORING).alias(_groep=_groep())
    alleen_daar = daar.exclude(reduce(or_, elders)).order_by()
    return Exists(alleen_daar.filter(_groep=OuterRef("_groep")))


class WerkgeverVerleden(Verleden, WerkgeverFeiten):
    van = models.ForeignKey(Werkgever, models.CASCADE, related_name="verleden")

    class Meta:
        indexes = [
            models.Index(fields=["hoofd"], name="werkgever_had_hoofd", condition=Q(hoofd__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.naam} tot {self.stand_tot:%d-%m-%Y}"
