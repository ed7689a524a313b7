"""Appointing a chair: appointments, their steps, nominations and who made them, under row security."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import APP, PERSON, group_key, protect, same_group, sql

# A nominee may stand nowhere in the group: they read what they are nominated for, and by whom.
OWN_APPOINTMENT = (
    "EXISTS (SELECT FROM groups_nomination n"
    f" WHERE n.appointment_id = groups_appointment.id AND n.person_id = {PERSON})"
)
OWN_SUPPORT = (
    f"EXISTS (SELECT FROM groups_nomination n WHERE n.id = groups_support.nomination_id AND n.person_id = {PERSON})"
)


class Migration(migrations.Migration):
    """Add the four tables, and protect them. What happened to an appointment is added to and never changed."""

    dependencies = [
        ("groups", "0015_office_letters"),
    ]

    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("end_of_term", "The chair’s term comes to its end"),
                            ("left_early", "The chair leaves early"),
                            ("first", "It is the group’s first chair"),
                            ("other", "Another reason"),
                        ],
                        max_length=11,
                    ),
                ),
                ("why_words", models.CharField(blank=True, max_length=300, verbose_name="why, in words")),
                ("floor", models.PositiveSmallIntegerField(default=60, verbose_name="floor in per cent")),
                ("nominations_close_at", models.DateTimeField(blank=True, null=True)),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="first day of the term")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="last day of the term")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("nominating", "Nominations"),
                            ("balloting", "Ballot open"),
                            ("again", "A new round is needed"),
                            ("nobody", "Nobody trusted by all yet"),
                            ("chosen", "Chosen"),
                            ("appointed", "Appointed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "ballot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.ballot",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "office_term",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="appointments",
                        to="groups.officeterm",
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="AppointmentStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("nominating", "Nominations"),
                            ("balloting", "Ballot open"),
                            ("again", "A new round is needed"),
                            ("nobody", "Nobody trusted by all yet"),
                            ("chosen", "Chosen"),
                            ("appointed", "Appointed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="groups.appointment"
                    ),
                ),
                (
                    "ballot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.ballot",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointment_steps",
                        to="groups.leadershipgroup",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="As whoever nominated them wrote it; shown until they accept, if they came by an email address",
                        max_length=120,
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="who they are")),
                ("statement", models.TextField(blank=True, max_length=1200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Has not answered yet"),
                            ("accepted", "Stands"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        max_length=9,
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why it was declined or withdrawn"),
                ),
                ("undelivered", models.BooleanField(default=False, verbose_name="their address takes no mail")),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="nominations", to="groups.appointment"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("proposed_at", "pk"),
            },
        ),
        migrations.AddField(
            model_name="appointment",
            name="chosen",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="groups.nomination",
            ),
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nomination_supports",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="supports", to="groups.nomination"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nomination_supports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.AddIndex(
            model_name="nomination",
            index=models.Index(fields=["person"], name="nomination_by_person"),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.UniqueConstraint(
                fields=("group", "appointment", "person"), name="nomination_person_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("accepted", "declined")), _negated=True),
                    ("answered_at__isnull", False),
                    _connector="OR",
                ),
                name="nomination_answered_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), _negated=True),
                    models.Q(models.Q(("statement", ""), _negated=True), models.Q(("about", ""), _negated=True)),
                    _connector="OR",
                ),
                name="nomination_stands_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("appointed", "withdrawn")), _negated=True),
                fields=("group",),
                name="appointment_one_running",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("floor__gte", 50), ("floor__lte", 100)), name="appointment_floor_is_most"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ("proposed", "withdrawn")),
                    models.Q(
                        ("first_day__isnull", False),
                        ("last_day__isnull", False),
                        ("nominations_close_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="appointment_open_with_its_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__gt", models.F("first_day")),
                    ("first_day__isnull", True),
                    ("last_day__isnull", True),
                    _connector="OR",
                ),
                name="appointment_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("chosen", "appointed")), _negated=True),
                    ("chosen__isnull", False),
                    _connector="OR",
                ),
                name="appointment_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "balloting"), _negated=True), ("ballot__isnull", False), _connector="OR"
                ),
                name="appointment_with_its_ballot",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.UniqueConstraint(fields=("group", "nomination", "person"), name="support_person_once"),
        ),
        group_key("groups_appointment"),
        group_key("groups_nomination"),
        group_key("groups_officeterm"),
        same_group("groups_appointment", "ballot_id", "groups_ballot"),
        same_group("groups_appointment", "chosen_id", "groups_nomination"),
        same_group("groups_appointment", "office_term_id", "groups_officeterm"),
        same_group("groups_appointmentstep", "appointment_id", "groups_appointment"),
        same_group("groups_appointmentstep", "ballot_id", "groups_ballot"),
        same_group("groups_nomination", "appointment_id", "groups_appointment"),
        same_group("groups_support", "nomination_id", "groups_nomination"),
        protect("groups_appointment", own_when=OWN_APPOINTMENT),
        protect("groups_appointmentstep"),
        protect("groups_nomination", own="person_id"),
        protect("groups_support", own_when=OWN_SUPPORT),
        sql(
            f"REVOKE UPDATE, DELETE ON groups_appointmentstep FROM {APP};",
            f"GRANT UPDATE, DELETE ON groups_appointmentstep TO {APP};",
        ),
    ]
