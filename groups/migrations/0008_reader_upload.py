"""Lists of practice readers between looking at them and saying yes; and what went wrong with an invitation."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import protect


def _trouble(model: str) -> migrations.AddField:
    choices = [
        ("", "Nothing"),
        ("undelivered", "The address takes no mail"),
        ("taken", "Somebody else was there first"),
        ("refused", "A rule stood against accepting it"),
    ]
    return migrations.AddField(
        model_name=model,
        name="trouble",
        field=models.CharField(blank=True, choices=choices, default="", max_length=11),
    )


def _key(to: str, related_name: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to)


class Migration(migrations.Migration):
    """Add the table under row security, and a column to both kinds of invitation."""

    dependencies = [
        ("groups", "0007_imports"),
    ]

    operations = [
        _trouble("invitation"),
        _trouble("staffinvitation"),
        migrations.CreateModel(
            name="ReaderUpload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("rows", models.JSONField(default=list)),
                ("brought_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("invited", models.PositiveIntegerField(default=0)),
                ("brought_by", _key(settings.AUTH_USER_MODEL, "+")),
                ("group", _key("groups.leadershipgroup", "reader_uploads")),
            ],
            options={"ordering": ("-brought_at", "-pk")},
        ),
        protect("groups_readerupload"),
    ]
