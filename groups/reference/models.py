"""Systems, organisations and places. Public knowledge: no group's rows, so no row security.

ODS spells are inclusive dates: `end` is the last day in force and may lie in the future.
"""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Expression, F, Func, Q

from groups.reference.enums import Kind, Status

ods_code = RegexValidator(r"^[A-Z0-9]{3,9}$", "An ODS code is 3 to 9 capital letters and digits, like U12345.")


def spell(start: str = "start", end: str = "end") -> Func:
    """The days of an inclusive spell, as a range of dates; no end is open."""
    return Func(F(start), F(end), models.Value("[]"), function="daterange")


class System(models.Model):
    """An integrated care system, run by an integrated care board (ICB). It may merge into another."""

    ods_code = models.CharField("ODS code", max_length=9, unique=True, validators=[ods_code])
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    region = models.CharField(max_length=80, blank=True)
    opened = models.DateField(null=True, blank=True)
    closed = models.DateField("last day", null=True, blank=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(opened__isnull=True) | Q(closed__gte=F("opened")),
                name="system_closes_after_opening",
            ),
        )

    def __str__(self) -> str:
        return self.name


class SystemSuccession(models.Model):
    """On a day, one system (or part of it) passed to another. Many may follow many."""

    predecessor = models.ForeignKey(System, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(System, models.PROTECT, related_name="inheritances")
    on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_to_another_system"),
        )


class SubIcb(models.Model):
    """A sub-ICB location, the former CCG's area. It may hold several places, or part of one."""

    ods_code = models.CharField("ODS code", max_length=9, unique=True, validators=[ods_code])
    name = models.CharField(max_length=160)
    system = models.ForeignKey(System, models.PROTECT, null=True, related_name="sub_icbs")

    class Meta:
        verbose_name = "sub-ICB location"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """An organisation, known by its ODS code and never by its name, which others may share."""

    kind = models.CharField(max_length=10, choices=Kind)
    ods_code = models.CharField("ODS code", max_length=9, unique=True, null=True, blank=True, validators=[ods_code])
    register_code = models.CharField("code in another register", max_length=12, unique=True, null=True, blank=True)
    name = models.CharField(max_length=160)
    status = models.CharField(max_length=8, choices=Status, default=Status.ACTIVE)
    opened = models.DateField(null=True, blank=True)
    closed = models.DateField("last day", null=True, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    sub_icb = models.ForeignKey(SubIcb, models.PROTECT, null=True, blank=True, related_name="organisations")
    list_size = models.PositiveIntegerField("registered patients", null=True, blank=True)
    list_size_on = models.DateField(null=True, blank=True)
    contact = models.CharField("how to reach it", max_length=200, blank=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closed__isnull=True) | Q(opened__isnull=True) | Q(closed__gte=F("opened")),
                name="organisation_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(ods_code__isnull=True) | Q(ods_code__regex=r"^[A-Z0-9]{3,9}$"),
                name="organisation_ods_code_shape",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["practice", "pcn"]) | Q(ods_code__isnull=False),
                name="organisation_practice_or_pcn_has_code",
            ),
        )
        indexes = (
            models.Index(fields=["kind", "name"], name="organisation_by_kind"),
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="organisation_name_trigrams"),
        )

    def __str__(self) -> str:
        return self.name


class NetworkMembership(models.Model):
    """A spell of a practice in a PCN. `seen_in` says which file told us."""

    practice = models.ForeignKey(Organisation, models.PROTECT, related_name="networks")
    pcn = models.ForeignKey(Organisation, models.PROTECT, related_name="practices")
    start = models.DateField()
    end = models.DateField("last day", null=True, blank=True)
    seen_in = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("practice", "start")
        constraints = (
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="network_ends_after_start"
            ),
            ExclusionConstraint(
                name="network_one_spell_at_a_time",
                expressions=[
                    ("practice", RangeOperators.EQUAL),
                    ("pcn", RangeOperators.EQUAL),
                    (spell(), RangeOperators.OVERLAPS),
                ],
            ),
        )
        indexes = (models.Index(fields=["pcn", "end"], name="network_by_pcn"),)


class Place(models.Model):
    """A part of a system, often one council's area. It has no ODS code: it is a chosen set of PCNs and practices."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    council = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="council_places")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class PlaceSystem(models.Model):
    """A spell of a place in a system. A place outlives its ICB and moves to the successor on a day."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="systems")
    system = models.ForeignKey(System, models.PROTECT, related_name="places")
    start = models.DateField()
    end = models.DateField("last day", null=True, blank=True)

    class Meta:
        ordering = ("place", "start")
        constraints = (
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="placesystem_ends_after_start"
            ),
            ExclusionConstraint(
                name="place_in_one_system_at_a_time",
                expressions=[("place", RangeOperators.EQUAL), (spell(), RangeOperators.OVERLAPS)],
            ),
        )


class PlaceOrganisation(models.Model):
    """A spell of an organisation in a place: a PCN or practice it consists of, an LMC or federation that serves it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="places")
    start = models.DateField()
    end = models.DateField("last day", null=True, blank=True)

    class Meta:
        ordering = ("place", "organisation", "start")
        constraints = (
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="placeorg_ends_after_start"
            ),
            ExclusionConstraint(
                name="placeorg_one_spell_at_a_time",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    (spell(), RangeOperators.OVERLAPS),
                ],
            ),
        )


def in_force(on: date | Expression, prefix: str = "") -> Q:
    """The condition that a spell holds on a day: it has begun, and its last day has not passed."""
    start, end = f"{prefix}start__lte", f"{prefix}end"
    return Q(**{start: on}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": on}))
