"""Seats, and every spell of a person in one. Terms are half-open: a term ended now opens nothing after now."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.reference.models import Organisation
from groups.seats.enums import Constituency, Office, Part, SeatClass
from groups.tenancy.models import TenantModel, of_group


class Seat(TenantModel):
    """A seat at the table. It belongs to an organisation, or to a kind of leader; people come and go."""

    group = of_group("seats")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="seats")
    constituency = models.CharField(max_length=10, choices=Constituency)
    seat_class = models.CharField("class", max_length=13, choices=SeatClass, default=SeatClass.CORE)
    title = models.CharField(max_length=120, help_text="What the seat is called, like “Harbour PCN”")
    votes = models.BooleanField("votes", default=True)
    needed_for_quorum = models.BooleanField("needed for a quorum", default=False)
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(seat_class="core") | Q(votes=False), name="seat_only_core_votes"),
            models.CheckConstraint(
                condition=Q(seat_class="core") | Q(needed_for_quorum=False),
                name="seat_only_core_makes_quorum",
            ),
        )

    def __str__(self) -> str:
        return self.title


class SeatTerm(TenantModel):
    """A spell of a person in a seat, as holder or deputy."""

    group = of_group("seat_terms")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="terms")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seat_terms")
    part = models.CharField(max_length=6, choices=Part, default=Part.HOLDER)
    acting = models.BooleanField(
        "acts for the holder",
        default=False,
        help_text="A deputy states positions and counts only while acting",
    )
    job_title = models.CharField("job", max_length=120, blank=True)
    period = DateTimeRangeField("term")
    end_reason = models.CharField("why it ended", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("seat", "period")
        constraints = (
            ExclusionConstraint(
                name="seatterm_one_holder_at_a_time",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    ("seat", RangeOperators.EQUAL),
                    ("part", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="seatterm_person_once_in_a_seat",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    ("seat", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(period__isempty=False), name="seatterm_not_empty"),
            models.CheckConstraint(condition=Q(period__lower_inf=False), name="seatterm_begins"),
            models.CheckConstraint(condition=Q(part="deputy") | Q(acting=False), name="seatterm_only_deputies_act"),
        )
        indexes = (models.Index(fields=["person"], name="seatterm_by_person"),)


class OfficeTerm(TenantModel):
    """A term of office as chair, deputy chair or secretariat."""

    group = of_group("office_terms")
    office = models.CharField(max_length=12, choices=Office)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="office_terms")
    acting = models.BooleanField(
        "acts as chair",
        default=False,
        help_text="The chair left early; this person leads until a chair is appointed",
    )
    period = DateTimeRangeField("term")
    end_reason = models.CharField("why it ended", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("office", "period")
        constraints = (
            ExclusionConstraint(
                name="officeterm_one_chair_at_a_time",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    ("office", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=~Q(office="secretariat"),
            ),
            ExclusionConstraint(
                name="officeterm_person_once",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    ("office", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(period__isempty=False), name="officeterm_not_empty"),
            models.CheckConstraint(condition=Q(period__lower_inf=False), name="officeterm_begins"),
            models.CheckConstraint(condition=Q(office="chair") | Q(acting=False), name="officeterm_only_chairs_act"),
        )
        indexes = (models.Index(fields=["person"], name="officeterm_by_person"),)

    @property
    def title(self) -> str:
        """What the person is called in the office: “Acting chair” while they act."""
        label = Office(self.office).label
        return f"Acting {label.lower()}" if self.acting else label


class OfficeLetter(TenantModel):
    """A letter about a term of office that went to somebody: nobody gets it twice."""

    group = of_group("office_letters")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="office_letters")
    occasion = models.CharField(max_length=60, help_text="What the letter is about, and which term at which version")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("sent_at", "pk")
        constraints = (models.UniqueConstraint(fields=["group", "occasion", "person"], name="officeletter_goes_once"),)
