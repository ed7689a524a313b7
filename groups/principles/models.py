"""A principle, its versions, what happened to each, and what members say of a draft."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.principles.enums import PENDING, State
from groups.signoff.models import Round
from groups.tenancy.models import TenantModel, of_group

TITLE, STATEMENT, MEANING, COMMENT, REASON = 100, 400, 1000, 600, 300
"""How many characters each may have."""


class Principle(TenantModel):
    """Something the group stands by. It gets its number when it is first adopted, and keeps it."""

    group = of_group("principles")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number", "pk")
        constraints = (models.UniqueConstraint(fields=["group", "number"], name="principle_number_once"),)


class PrincipleVersion(TenantModel):
    """A principle's words. Once the organisations were asked about them they are never changed.

    `edits` counts how often a draft was changed, so that two who edit it do not overwrite each other.
    """

    group = of_group("principle_versions")
    principle = models.ForeignKey(Principle, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE)
    statement = models.TextField(max_length=STATEMENT)
    meaning = models.TextField("what it means in the room", max_length=MEANING)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTED)
    state_since = models.DateTimeField(default=timezone.now)
    adopted_at = models.DateTimeField(null=True, blank=True)
    round = models.ForeignKey(
        Round,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The round in which the organisations were last asked",
    )
    edits = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("principle", "number")
        constraints = (
            models.UniqueConstraint(fields=["group", "principle", "number"], name="principleversion_number_once"),
            models.UniqueConstraint(
                fields=["group", "principle"], condition=Q(state__in=PENDING), name="principleversion_one_on_its_way"
            ),
            models.UniqueConstraint(
                fields=["group", "principle"], condition=Q(state="adopted"), name="principleversion_one_adopted"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("adopted", "superseded", "retired"))
                | Q(adopted_at__isnull=False, round__isnull=False),
                name="principleversion_adopted_in_a_round",
            ),
            models.CheckConstraint(
                condition=~Q(state="out") | Q(round__isnull=False), name="principleversion_out_in_a_round"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(statement="") & ~Q(meaning=""), name="principleversion_has_words"
            ),
        )

    def __str__(self) -> str:
        return self.title


class PrincipleStep(TenantModel):
    """A change of a version's state: who made it, when, and why. Never changed."""

    group = of_group("principle_steps")
    version = models.ForeignKey(PrincipleVersion, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=State)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=REASON, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")


class PrincipleComment(TenantModel):
    """What a member says of a draft. Its writer may withdraw it; then its words are gone."""

    group = of_group("principle_comments")
    version = models.ForeignKey(PrincipleVersion, models.PROTECT, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="principle_comments")
    text = models.TextField(max_length=COMMENT, blank=True)
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) & ~Q(text="") | Q(withdrawn_at__isnull=False, text=""),
                name="principlecomment_words_until_withdrawn",
            ),
        )
