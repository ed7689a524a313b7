"""A ballot and the names on it. The roll and the box have no model: only the keeper's functions touch them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from groups.ballots.enums import BallotKind, BallotState, Ending
from groups.tenancy.models import TenantModel, of_group


class Ballot(TenantModel):
    """A secret ballot of trust: one elector per filled core seat, each name judged by itself.

    The keeper owns the row. The portal opens, ends and publishes through functions; it can change nothing.
    """

    group = of_group("ballots")
    kind = models.CharField(max_length=8, choices=BallotKind)
    number = models.PositiveIntegerField()
    round = models.PositiveSmallIntegerField(default=1)
    floor = models.PositiveSmallIntegerField("floor in per cent")
    electors = models.PositiveIntegerField()
    names = models.PositiveSmallIntegerField("names on the ballot")
    pools: Any = models.JSONField()
    roll_hash = models.CharField("hash of the roll", max_length=64)
    lot_commitment = models.CharField("hash of the seed of the lot", max_length=64)
    lot_seed = models.CharField("seed of the lot, once ended", max_length=72, blank=True)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=9, choices=Ending, blank=True, default=Ending.NOT_YET)
    why_ended = models.CharField(max_length=300, blank=True)
    cast = models.PositiveIntegerField("ballots cast", null=True, blank=True)
    box_hash = models.CharField("hash of the box", max_length=64, blank=True)
    result: Any = models.JSONField(null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["group", "number"], name="ballot_number_once"),
            models.UniqueConstraint(
                fields=["group", "kind"], condition=Q(ended_at__isnull=True), name="ballot_one_running"
            ),
            models.CheckConstraint(condition=Q(floor__gte=50, floor__lte=100), name="ballot_floor_is_most"),
            models.CheckConstraint(condition=Q(electors__gte=1, names__gte=1), name="ballot_has_electors_and_names"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opened_at")), name="ballot_closes_after_opening"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="") | Q(ended_at__isnull=False) & ~Q(ending=""),
                name="ballot_ended_somehow",
            ),
            models.CheckConstraint(
                condition=Q(ending="counted", cast__isnull=False) | ~Q(ending="counted") & Q(result__isnull=True),
                name="ballot_result_of_a_count",
            ),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """How people and the log name it: EAS-T-03."""
        return f"{self.group.slug[:3].upper()}-T-{self.number:02}"

    def state(self, now: datetime) -> BallotState:
        """How it stands at an instant: it takes ballots until before its closing time."""
        if self.ending == Ending.COUNTED:
            return BallotState.COUNTED
        if self.ending == Ending.ABANDONED:
            return BallotState.ABANDONED
        return BallotState.OPEN if now < self.closes_at else BallotState.CLOSED


class Candidate(TenantModel):
    """A name on a ballot, with the words that voters saw. Where it stands was drawn by lot."""

    group = of_group("candidates")
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="candidates")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="candidatures")
    name = models.CharField(max_length=120)
    about = models.CharField("who they are", max_length=200, blank=True)
    statement = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ("ballot", "position")
        constraints = (
            models.UniqueConstraint(fields=["group", "ballot", "position"], name="candidate_position_once"),
            models.UniqueConstraint(fields=["group", "ballot", "person"], name="candidate_person_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="candidate_position_counts_from_one"),
        )

    def __str__(self) -> str:
        return self.name
