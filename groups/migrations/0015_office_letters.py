"""Letters about terms of office that have gone out."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import protect


class Migration(migrations.Migration):
    """Add the table under row security."""

    dependencies = [
        ("groups", "0011_ballot_box"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficeLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "occasion",
                    models.CharField(
                        help_text="What the letter is about, and which term at which version", max_length=60
                    ),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="office_letters",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="office_letters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"ordering": ("sent_at", "pk")},
        ),
        migrations.AddConstraint(
            model_name="officeletter",
            constraint=models.UniqueConstraint(fields=["group", "occasion", "person"], name="officeletter_goes_once"),
        ),
        protect("groups_officeletter"),
    ]
