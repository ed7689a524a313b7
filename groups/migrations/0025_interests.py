"""Interests, the content of withheld ones, and when people last looked, under row security."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import PERSON, WRITES, group_key, protect, same_group, sql

# The closed room reads what is withheld; nobody but its own person writes it, so no room has to be open for that.
OWN = f"({WRITES} AND person_id = {PERSON})"
WITHHELD_IS_WRITTEN_BY_ITS_PERSON = sql(
    f"""
    ALTER POLICY groups_interestwithheld_add ON groups_interestwithheld WITH CHECK {OWN};
    ALTER POLICY groups_interestwithheld_change ON groups_interestwithheld USING {OWN} WITH CHECK {OWN};
    ALTER POLICY groups_interestwithheld_remove ON groups_interestwithheld USING {OWN};
    """
)


class Migration(migrations.Migration):
    """Add the tables, and protect them: a person reads their own in every group."""

    dependencies = [
        ("groups", "0024_mydata"),
    ]

    operations = [
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("financial", "Financial"),
                            ("professional", "Non-financial professional"),
                            ("personal", "Non-financial personal"),
                        ],
                        max_length=12,
                    ),
                ),
                ("whose", models.CharField(blank=True, max_length=200, verbose_name="whose, if it is not one’s own")),
                ("what", models.CharField(blank=True, max_length=5000)),
                ("with_whom", models.CharField(blank=True, max_length=200, verbose_name="organisation or person")),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("mitigation", models.CharField(blank=True, max_length=5000, verbose_name="what is done about it")),
                ("withheld", models.BooleanField(default=False, verbose_name="withheld from publication")),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                ("declared_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="groups.interest",
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("person", "declared_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="InterestReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sent_on", models.DateField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interest_reminders",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interest_reminders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("sent_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="InterestReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nothing", models.BooleanField(default=False, verbose_name="nothing to declare")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interest_reviews",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interest_reviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="InterestWithheld",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("financial", "Financial"),
                            ("professional", "Non-financial professional"),
                            ("personal", "Non-financial personal"),
                        ],
                        max_length=12,
                    ),
                ),
                ("whose", models.CharField(blank=True, max_length=200, verbose_name="whose, if it is not one’s own")),
                ("what", models.CharField(blank=True, max_length=5000)),
                ("with_whom", models.CharField(blank=True, max_length=200, verbose_name="organisation or person")),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("mitigation", models.CharField(blank=True, max_length=5000, verbose_name="what is done about it")),
                ("reason", models.CharField(max_length=500, verbose_name="why it is withheld")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests_withheld",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "interest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contents", to="groups.interest"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests_withheld",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="interest",
            index=models.Index(fields=["person"], name="interest_by_person"),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("start__isnull", False),
                        ("withheld", False),
                        models.Q(("category", ""), _negated=True),
                        models.Q(("what", ""), _negated=True),
                        models.Q(("with_whom", ""), _negated=True),
                    ),
                    models.Q(
                        ("category", ""),
                        ("end__isnull", True),
                        ("mitigation", ""),
                        ("start__isnull", True),
                        ("what", ""),
                        ("whose", ""),
                        ("with_whom", ""),
                        ("withheld", True),
                    ),
                    _connector="OR",
                ),
                name="interest_says_what_or_is_withheld",
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.CheckConstraint(
                condition=models.Q(("end", None), ("end__gte", models.F("start")), _connector="OR"),
                name="interest_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="interest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrects__isnull", False)),
                fields=("group", "corrects"),
                name="interest_corrected_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="interestreminder",
            constraint=models.UniqueConstraint(
                fields=("group", "person", "sent_on"), name="interestreminder_once_a_day"
            ),
        ),
        migrations.AddIndex(
            model_name="interestreview",
            index=models.Index(fields=["group", "person", "-at"], name="interestreview_by_person"),
        ),
        migrations.AddConstraint(
            model_name="interestwithheld",
            constraint=models.UniqueConstraint(fields=("group", "interest"), name="interestwithheld_once"),
        ),
        migrations.AddConstraint(
            model_name="interestwithheld",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("start__isnull", False),
                    models.Q(("category", ""), _negated=True),
                    models.Q(("what", ""), _negated=True),
                    models.Q(("with_whom", ""), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                ),
                name="interestwithheld_says_what_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="interestwithheld",
            constraint=models.CheckConstraint(
                condition=models.Q(("end", None), ("end__gte", models.F("start")), _connector="OR"),
                name="interestwithheld_ends_after_start",
            ),
        ),
        group_key("groups_interest"),
        same_group("groups_interest", "corrects_id", "groups_interest"),
        same_group("groups_interestwithheld", "interest_id", "groups_interest"),
        protect("groups_interest", own="person_id"),
        protect("groups_interestwithheld", own="person_id", closed=True),
        WITHHELD_IS_WRITTEN_BY_ITS_PERSON,
        protect("groups_interestreview", own="person_id"),
        protect("groups_interestreminder", own="person_id"),
    ]
