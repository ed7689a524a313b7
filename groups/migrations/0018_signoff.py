"""Rounds of sign-off: what is asked, the organisations that are asked, and their words."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import APP, group_key, protect, same_group, sql

# What was asked is never changed, and a round that is over stays as it ended.
ENDS = f"""
REVOKE UPDATE, DELETE ON groups_round, groups_party, groups_word FROM {APP};
GRANT UPDATE (closed_at, closed_by_id, outcome, explanation, agreed) ON groups_round TO {APP};
GRANT UPDATE (on_word_of, note, remedy) ON groups_word TO {APP};
CREATE FUNCTION gpl_signoff_round_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'round % is over', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'signoffround_over_is_over';
END $$;
CREATE TRIGGER signoffround_over_is_over BEFORE UPDATE ON groups_round
  FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION gpl_signoff_round_stays();
"""
NOTHING_ENDS = f"""
DROP TRIGGER signoffround_over_is_over ON groups_round;
DROP FUNCTION gpl_signoff_round_stays();
GRANT UPDATE, DELETE ON groups_round, groups_party, groups_word TO {APP};
"""


class Migration(migrations.Migration):
    """Add the three tables, and protect them. Words are added and never changed."""

    dependencies = [
        ("groups", "0017_pulse"),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("subject_id", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("summary", models.TextField(blank=True, max_length=4000, verbose_name="what it says")),
                (
                    "quorum",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="members needed for a quorum, as the group had it then"
                    ),
                ),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer_by",
                    models.DateField(
                        help_text="The last day on which a missing answer still counts as owed",
                        verbose_name="answer by",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Open"),
                            ("adopted", "Adopted"),
                            ("not_adopted", "Not adopted"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="",
                        max_length=11,
                    ),
                ),
                ("explanation", models.TextField(blank=True, verbose_name="how it ended, in words")),
                (
                    "agreed",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="organisations that agreed"),
                ),
                ("asked", models.PositiveSmallIntegerField(verbose_name="organisations that were asked")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signoff_rounds",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-opened_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=180)),
                (
                    "constituency",
                    models.CharField(
                        choices=[
                            ("pcn", "Primary care networks"),
                            ("lmc", "Local medical committee"),
                            ("federation", "Federation"),
                            ("ccg", "Clinical commissioning group"),
                            ("other", "Other leaders"),
                            ("partner", "Partners"),
                        ],
                        max_length=10,
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(default=1, verbose_name="core seats")),
                ("needed", models.BooleanField(default=False, verbose_name="one of its seats is needed for a quorum")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signoff_parties",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.organisation",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.seat",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parties", to="groups.round"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "parties",
                "ordering": ("round", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("object", "Objects"),
                            ("reservation", "Agrees, with a reservation"),
                            ("stand_aside", "Stands aside"),
                            ("agree", "Agrees"),
                        ],
                        max_length=11,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="which harm or principle")),
                ("remedy", models.TextField(blank=True, max_length=1000, verbose_name="what would change it")),
                (
                    "authority",
                    models.CharField(
                        choices=[("leader", "Its leader’s view"), ("board", "Ratified by its board")], max_length=6
                    ),
                ),
                ("given_on", models.DateField(verbose_name="day on which it was given")),
                ("speaks_as", models.CharField(max_length=200, verbose_name="as what they entered it")),
                ("on_word_of", models.CharField(blank=True, max_length=120, verbose_name="on whose word")),
                ("recorded", models.BooleanField(default=False, verbose_name="recorded by the secretariat")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signoff_words",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signoff_words",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="words", to="groups.party"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("group", "kind", "subject_id"),
                name="signoffround_one_open_about_a_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", True), ("closed_by__isnull", True), ("explanation", ""), ("outcome", "")
                    ),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("explanation", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="signoffround_closed_with_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ("", "withdrawn")), ("agreed__isnull", False), _connector="OR"),
                name="signoffround_ends_counted",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("agreed__isnull", True), ("agreed__lte", models.F("asked")), _connector="OR"),
                name="signoffround_agreed_of_those_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", False)),
                fields=("group", "round", "organisation"),
                name="signoffparty_organisation_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("seat__isnull", False)),
                fields=("group", "round", "seat"),
                name="signoffparty_seat_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation__isnull", False), ("seat__isnull", True)),
                    models.Q(("organisation__isnull", True), ("seat__isnull", False)),
                    _connector="OR",
                ),
                name="signoffparty_organisation_or_seat",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(condition=models.Q(("seats__gte", 1)), name="signoffparty_has_a_seat"),
        ),
        migrations.AddIndex(
            model_name="word",
            index=models.Index(fields=["group", "party", "-id"], name="signoffword_last_of_a_party"),
        ),
        migrations.AddConstraint(
            model_name="word",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stance__in", ["object", "reservation"]), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="signoffword_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="word",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stance", "object"), _negated=True),
                    models.Q(("remedy", ""), _negated=True),
                    _connector="OR",
                ),
                name="signoffword_objection_says_what_would_change_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="word",
            constraint=models.CheckConstraint(
                condition=models.Q(("recorded", True), ("on_word_of", ""), _connector="OR"),
                name="signoffword_own_word_is_on_nobody_elses",
            ),
        ),
        group_key("groups_round"),
        group_key("groups_party"),
        same_group("groups_party", "round_id", "groups_round"),
        same_group("groups_party", "seat_id", "groups_seat"),
        same_group("groups_word", "party_id", "groups_party"),
        protect("groups_round"),
        protect("groups_party"),
        protect("groups_word"),
        sql(ENDS, NOTHING_ENDS),
    ]
