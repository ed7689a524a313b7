"""The trust pulse: its rounds, whom they asked about, the floor, and what is talked about, under row security."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import APP, group_key, protect, same_group, sql

# What was asked of whom stays as it was; what is to be talked about is never dropped.
KEPT = f"""
REVOKE UPDATE, DELETE ON groups_pulse, groups_pulsesubject FROM {APP};
REVOKE DELETE ON groups_confidenceitem FROM {APP};
"""
GIVEN_BACK = f"GRANT UPDATE, DELETE ON groups_pulse, groups_pulsesubject, groups_confidenceitem TO {APP};"


class Migration(migrations.Migration):
    """Add the four tables, and protect them."""

    dependencies = [
        ("groups", "0016_appointments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("half_year", models.DateField(verbose_name="first day of the half-year that it was opened in")),
                ("due", models.DateField(verbose_name="day from which it would open by itself")),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pulses", to="groups.ballot"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pulses", to="groups.leadershipgroup"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Nobody: it opened by itself",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-ballot__number",),
            },
        ),
        migrations.CreateModel(
            name="ConfidenceItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("roles", models.JSONField(default=list, verbose_name="roles as they were")),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("agreed", models.TextField(blank=True, max_length=2000, verbose_name="what was agreed")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
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
                        related_name="confidence_items",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confidence_items",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pulse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="groups.pulse"
                    ),
                ),
            ],
            options={
                "ordering": ("-raised_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="PulseSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("floor", models.PositiveSmallIntegerField(default=60, verbose_name="floor in per cent")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pulse_settings",
                        to="groups.leadershipgroup",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PulseSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="place on the ballot")),
                ("roles", models.JSONField(default=list, verbose_name="roles as they were")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pulse_subjects",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pulse_subjects",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pulse",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="subjects", to="groups.pulse"
                    ),
                ),
            ],
            options={
                "ordering": ("pulse", "position"),
            },
        ),
        migrations.AddConstraint(
            model_name="pulse",
            constraint=models.UniqueConstraint(fields=("group", "ballot"), name="pulse_ballot_once"),
        ),
        migrations.AddConstraint(
            model_name="pulse",
            constraint=models.CheckConstraint(
                condition=models.Q(("half_year__day", 1), ("half_year__month__in", (1, 7))), name="pulse_of_a_half_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="confidenceitem",
            constraint=models.UniqueConstraint(fields=("group", "pulse", "person"), name="confidenceitem_person_once"),
        ),
        migrations.AddConstraint(
            model_name="confidenceitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed", ""), ("closed_at", None), ("closed_by", None)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="confidenceitem_closed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="pulsesettings",
            constraint=models.UniqueConstraint(fields=("group",), name="pulsesettings_once"),
        ),
        migrations.AddConstraint(
            model_name="pulsesettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("floor__gte", 50), ("floor__lte", 100)), name="pulsesettings_floor_is_most"
            ),
        ),
        migrations.AddConstraint(
            model_name="pulsesubject",
            constraint=models.UniqueConstraint(fields=("group", "pulse", "person"), name="pulsesubject_person_once"),
        ),
        migrations.AddConstraint(
            model_name="pulsesubject",
            constraint=models.UniqueConstraint(
                fields=("group", "pulse", "position"), name="pulsesubject_position_once"
            ),
        ),
        group_key("groups_pulse"),
        protect("groups_pulse"),
        protect("groups_pulsesubject"),
        protect("groups_pulsesettings"),
        protect("groups_confidenceitem"),
        same_group("groups_pulse", "ballot_id", "groups_ballot"),
        same_group("groups_pulsesubject", "pulse_id", "groups_pulse"),
        same_group("groups_confidenceitem", "pulse_id", "groups_pulse"),
        sql(KEPT, GIVEN_BACK),
    ]
