"""A round of sign-off: what is asked, the organisations that are asked, each word they gave, letters about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from groups.reference.models import Organisation
from groups.seats.enums import Constituency
from groups.seats.models import Seat
from groups.signoff.enums import EXPLAINED, Authority, LetterKind, Outcome, Stance
from groups.tenancy.models import TenantModel, of_group


class Round(TenantModel):
    """Something that the organisations sign off, each for itself, from its opening until it is closed.

    What is signed off belongs to another package: `kind` and `subject_id` name it (see `kinds`), and `title`
    and `summary` keep its words as they were put to the organisations.
    """

    group = of_group("signoff_rounds")
    kind = models.CharField(max_length=20)
    subject_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=200)
    summary = models.TextField("what it says", max_length=4000, blank=True)
    quorum = models.PositiveSmallIntegerField("members needed for a quorum, as the group had it then", default=0)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer_by = models.DateField("answer by", help_text="The last day on which a missing answer still counts as owed")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=11, choices=Outcome, blank=True, default=Outcome.OPEN)
    explanation = models.TextField("how it ended, in words", blank=True)
    agreed = models.PositiveSmallIntegerField("organisations that agreed", null=True, blank=True)
    asked = models.PositiveSmallIntegerField("organisations that were asked")

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["group", "kind", "subject_id"],
                condition=Q(closed_at__isnull=True),
                name="signoffround_one_open_about_a_thing",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, outcome="", explanation="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="") & ~Q(explanation="")),
                name="signoffround_closed_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=("", "withdrawn")) | Q(agreed__isnull=False), name="signoffround_ends_counted"
            ),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True) | Q(agreed__lte=models.F("asked")),
                name="signoffround_agreed_of_those_asked",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether words are still taken."""
        return self.closed_at is None


class Party(TenantModel):
    """An organisation that signs off for itself in a round, as it was when the round opened.

    A core seat that belongs to no organisation stands for itself; the chair's own seat is none.
    """

    group = of_group("signoff_parties")
    round = models.ForeignKey(Round, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=180)
    constituency = models.CharField(max_length=10, choices=Constituency)
    seats = models.PositiveSmallIntegerField("core seats", default=1)
    needed = models.BooleanField("one of its seats is needed for a quorum", default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("round", "position", "pk")
        verbose_name_plural = "parties"
        constraints = (
            models.UniqueConstraint(
                fields=["group", "round", "organisation"],
                condition=Q(organisation__isnull=False),
                name="signoffparty_organisation_once",
            ),
            models.UniqueConstraint(
                fields=["group", "round", "seat"], condition=Q(seat__isnull=False), name="signoffparty_seat_once"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, seat__isnull=True)
                | Q(organisation__isnull=True, seat__isnull=False),
                name="signoffparty_organisation_or_seat",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="signoffparty_has_a_seat"),
        )

    def __str__(self) -> str:
        return self.name


class Word(TenantModel):
    """What an organisation says in a round. Words are added and never changed: the last one counts.

    Given by somebody who speaks for it, or recorded by the secretariat on somebody's word (`on_word_of`).
    """

    group = of_group("signoff_words")
    party = models.ForeignKey(Party, models.PROTECT, related_name="words")
    stance = models.CharField(max_length=11, choices=Stance)
    note = models.TextField("which harm or principle", max_length=1000, blank=True)
    remedy = models.TextField("what would change it", max_length=1000, blank=True)
    authority = models.CharField(max_length=6, choices=Authority)
    given_on = models.DateField("day on which it was given")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="signoff_words")
    speaks_as = models.CharField("as what they entered it", max_length=200)
    on_word_of = models.CharField("on whose word", max_length=120, blank=True)
    recorded = models.BooleanField("recorded by the secretariat", default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(stance__in=sorted(EXPLAINED)) | ~Q(note=""), name="signoffword_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(stance="object") | ~Q(remedy=""), name="signoffword_objection_says_what_would_change_it"
            ),
            models.CheckConstraint(
                condition=Q(recorded=True) | Q(on_word_of=""), name="signoffword_own_word_is_on_nobody_elses"
            ),
        )
        indexes = (models.Index(fields=["group", "party", "-id"], name="signoffword_last_of_a_party"),)


class RoundLetter(TenantModel):
    """A letter about a round that went to somebody: nobody gets one of a kind twice, however many they speak for."""

    group = of_group("signoff_letters")
    round = models.ForeignKey(Round, models.PROTECT, related_name="letters")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="signoff_letters")
    letter = models.CharField(max_length=8, choices=LetterKind)
    sent_at = models.DateTimeField(default=timezone.now)
    undelivered = models.BooleanField("their address takes no mail", default=False)

    class Meta:
        ordering = ("sent_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["group", "round", "letter", "person"], name="roundletter_goes_once"),
        )
