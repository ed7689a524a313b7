"""Letters about a round of sign-off that have gone out."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import APP, protect, same_group, sql

# A letter that went is not unsaid; only that it did not arrive is said later.
GONE = f"""
REVOKE UPDATE, DELETE ON groups_roundletter FROM {APP};
GRANT UPDATE (undelivered) ON groups_roundletter TO {APP};
"""


class Migration(migrations.Migration):
    """Add the table under row security."""

    dependencies = [
        ("groups", "0026_terms"),
    ]

    operations = [
        migrations.CreateModel(
            name="RoundLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.CharField(
                        choices=[
                            ("asked", "Asks for an organisation’s word"),
                            ("reminder", "Reminds of it"),
                            ("overdue", "Tells the secretariat who has not answered"),
                            ("ended", "Tells how it ended"),
                        ],
                        max_length=8,
                    ),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undelivered", models.BooleanField(default=False, verbose_name="their address takes no mail")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signoff_letters",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signoff_letters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="groups.round"
                    ),
                ),
            ],
            options={"ordering": ("sent_at", "pk")},
        ),
        migrations.AddConstraint(
            model_name="roundletter",
            constraint=models.UniqueConstraint(
                fields=["group", "round", "letter", "person"], name="roundletter_goes_once"
            ),
        ),
        same_group("groups_roundletter", "round_id", "groups_round"),
        protect("groups_roundletter"),
        sql(GONE, f"GRANT UPDATE, DELETE ON groups_roundletter TO {APP};"),
    ]
