"""Ballots of trust and the names on them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add both tables."""

    dependencies = [
        ("groups", "0009_acting_chair"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("chair", "Trust ballot for the chair"), ("pulse", "Trust pulse")], max_length=8
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("floor", models.PositiveSmallIntegerField(verbose_name="floor in per cent")),
                ("electors", models.PositiveIntegerField()),
                ("names", models.PositiveSmallIntegerField(verbose_name="names on the ballot")),
                ("pools", models.JSONField()),
                ("roll_hash", models.CharField(max_length=64, verbose_name="hash of the roll")),
                ("lot_commitment", models.CharField(max_length=64, verbose_name="hash of the seed of the lot")),
                ("lot_seed", models.CharField(blank=True, max_length=72, verbose_name="seed of the lot, once ended")),
                ("opened_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not ended"), ("counted", "Counted"), ("abandoned", "Ended without a count")],
                        default="",
                        max_length=9,
                    ),
                ),
                ("why_ended", models.CharField(blank=True, max_length=300)),
                ("cast", models.PositiveIntegerField(blank=True, null=True, verbose_name="ballots cast")),
                ("box_hash", models.CharField(blank=True, max_length=64, verbose_name="hash of the box")),
                ("result", models.JSONField(blank=True, null=True)),
                ("counted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="groups.leadershipgroup"
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="who they are")),
                ("statement", models.TextField(blank=True, max_length=2000)),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="candidates", to="groups.ballot"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidates",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidatures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("ballot", "position"),
            },
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.UniqueConstraint(fields=("group", "number"), name="ballot_number_once"),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("group", "kind"), name="ballot_one_running"
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.CheckConstraint(
                condition=models.Q(("floor__gte", 50), ("floor__lte", 100)), name="ballot_floor_is_most"
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.CheckConstraint(
                condition=models.Q(("electors__gte", 1), ("names__gte", 1)), name="ballot_has_electors_and_names"
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opened_at"))), name="ballot_closes_after_opening"
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ending", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("ending", ""), _negated=True)),
                    _connector="OR",
                ),
                name="ballot_ended_somehow",
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cast__isnull", False), ("ending", "counted")),
                    models.Q(models.Q(("ending", "counted"), _negated=True), ("result__isnull", True)),
                    _connector="OR",
                ),
                name="ballot_result_of_a_count",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(fields=("group", "ballot", "position"), name="candidate_position_once"),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(fields=("group", "ballot", "person"), name="candidate_person_once"),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 1)), name="candidate_position_counts_from_one"
            ),
        ),
    ]
