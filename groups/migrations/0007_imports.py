"""Imports with their changes, what maps have shown, and the tables that rows of files are staged in."""

import uuid
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import APP, sql

# Rows lie here within one transaction only, so nothing is lost with a crash: no write-ahead log.
# The app empties them itself, which also makes imports wait for each other.
STAGING = {
    "ods_practice": "code text, name text, status text, opened date, closed date, town text, postcode text,"
    " sub_icb text, english boolean, in_force boolean",
    "ods_pcn": "code text, name text, sub_icb text, sub_icb_name text, opened date, closed date, postcode text",
    "ods_membership": "line int, practice text, practice_name text, practice_sub_icb text, practice_sub_icb_name text,"
    " pcn text, pcn_name text, pcn_sub_icb text, pcn_sub_icb_name text, start date, stop date",
    "ods_map": "practice text, name text, postcode text, pcn text, pcn_name text, sub_icb text, sub_icb_name text,"
    " icb text, icb_name text, region text",
    "ods_list_size": "practice text, patients int",
    "ods_trust": "code text, name text, opened date, closed date, town text, postcode text",
    "ods_council": "code text, name text, opened date, closed date, current boolean",
    "ods_evidence": "practice bigint, pcn bigint",
    "ods_spell_before": "practice bigint, pcn bigint, start date, stop date",
    "ods_change": "file int, what text, subject text, code text, name text, before text, after text",
}
MAKE = "".join(
    f"CREATE UNLOGGED TABLE {table} ({columns}); GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON {table} TO {APP};"
    for table, columns in STAGING.items()
)
DROP = "".join(f"DROP TABLE {table};" for table in STAGING)


def _id() -> tuple[str, Any]:
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    """Add the tables."""

    dependencies = [
        ("groups", "0006_reference"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                _id(),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("dates", "Waiting for its dates"),
                            ("staging", "Being compared"),
                            ("staged", "Waiting for approval"),
                            ("applying", "Being applied"),
                            ("applied", "Applied"),
                            ("discarded", "Discarded"),
                            ("failed", "Not imported"),
                        ],
                        default="reading",
                        max_length=9,
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("forced", models.BooleanField(default=False, verbose_name="older files were allowed")),
                ("minimum_rows", models.PositiveIntegerField(blank=True, null=True)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.TextField(blank=True)),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="groups.job"
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "staged_after",
                    models.ForeignKey(
                        help_text="The last one applied when changes were shown",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="groups.importbatch",
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                _id(),
                ("position", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=300)),
                ("sha256", models.CharField(max_length=64)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("as_at", models.DateField(blank=True, null=True)),
                ("as_at_source", models.CharField(blank=True, max_length=200, verbose_name="how its date is known")),
                ("as_at_confirmed", models.BooleanField(default=False)),
                ("skipped", models.CharField(blank=True, max_length=200, verbose_name="why it is left out")),
                ("counts", models.JSONField(default=dict)),
                ("notes", models.JSONField(default=list)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="groups.importbatch"
                    ),
                ),
            ],
            options={
                "ordering": ("batch", "position"),
            },
        ),
        migrations.CreateModel(
            name="ImportChange",
            fields=[
                _id(),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("closed", "Closed"),
                            ("dormant", "Dormant"),
                            ("opened", "Opened again"),
                            ("added", "Added"),
                            ("renamed", "Renamed"),
                            ("moved", "Moved postcode"),
                            ("transferred", "Moved sub-ICB or system"),
                            ("joined", "Joined a PCN"),
                            ("left", "Left a PCN"),
                            ("spell", "PCN dates changed"),
                            ("details", "Other details"),
                            ("list_size", "List size"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("system", "ICB"),
                            ("sub_icb", "Sub-ICB"),
                            ("practice", "Practice"),
                            ("pcn", "PCN"),
                            ("trust", "NHS trust"),
                            ("council", "Council"),
                        ],
                        max_length=8,
                    ),
                ),
                ("code", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=160)),
                ("before", models.CharField(blank=True, max_length=300)),
                ("after", models.CharField(blank=True, max_length=300)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="groups.importbatch"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="groups.importfile"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="MapSighting",
            fields=[
                _id(),
                ("practice_code", models.CharField(max_length=9)),
                ("pcn_code", models.CharField(max_length=9, null=True)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("practice_code", "first_on"), name="mapsighting_once"),
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))), name="mapsighting_in_order"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("applied_at__isnull", False), ("state", "applied")),
                    models.Q(models.Q(("state", "applied"), _negated=True), ("applied_at", None)),
                    _connector="OR",
                ),
                name="importbatch_applied_has_time",
            ),
        ),
        migrations.AddIndex(
            model_name="importfile",
            index=models.Index(fields=["kind", "-as_at"], name="importfile_by_kind"),
        ),
        migrations.AddConstraint(
            model_name="importfile",
            constraint=models.UniqueConstraint(fields=("batch", "position"), name="importfile_position_once"),
        ),
        migrations.AddIndex(
            model_name="importchange",
            index=models.Index(fields=["batch", "what", "id"], name="importchange_by_what"),
        ),
        sql(MAKE, DROP),
    ]
