"""What founding keeps, and the changes that groups propose to shared data."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import PERSON, protect

# Platform staff read what is proposed to them; they write it, as everybody, through a scope that may.
PLATFORM_STAFF = f"EXISTS (SELECT FROM groups_person p WHERE p.id = {PERSON} AND p.is_platform_staff)"


class Migration(migrations.Migration):
    """Add both tables, each under row security."""

    dependencies = [
        ("groups", "0004_invitation_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="FoundingDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("done", models.JSONField(default=list, verbose_name="steps that are done")),
                ("sitters", models.JSONField(default=dict, verbose_name="who is to be invited, by seat")),
                ("own_seat", models.BigIntegerField(blank=True, null=True, verbose_name="the chair's own seat")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="last day of all terms")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="founding_drafts",
                        to="groups.leadershipgroup",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("group",), name="foundingdraft_once")],
            },
        ),
        migrations.CreateModel(
            name="ProposedChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(max_length=1000, verbose_name="what should change")),
                ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for platform staff"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=1000, verbose_name="why")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
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
                        related_name="proposed_changes",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposed_changes",
                        to="groups.organisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposed_changes",
                        to="groups.place",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-proposed_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", True), ("place__isnull", False)),
                            models.Q(("organisation__isnull", False), ("place__isnull", True)),
                            _connector="OR",
                        ),
                        name="proposedchange_to_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proposedchange_decided_with_reason",
                    ),
                ],
            },
        ),
        protect("groups_foundingdraft"),
        protect("groups_proposedchange", own_when=PLATFORM_STAFF),
    ]
