"""A chair may be an acting one: the chair left early, and somebody leads until a new one is appointed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Say of a term of office whether its holder acts."""

    dependencies = [
        ("groups", "0008_reader_upload"),
    ]

    operations = [
        migrations.AddField(
            model_name="officeterm",
            name="acting",
            field=models.BooleanField(
                default=False,
                help_text="The chair left early; this person leads until a chair is appointed",
                verbose_name="acts as chair",
            ),
        ),
        migrations.AddConstraint(
            model_name="officeterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("office", "chair"), ("acting", False), _connector="OR"),
                name="officeterm_only_chairs_act",
            ),
        ),
    ]
