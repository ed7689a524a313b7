"""Management support: roles and the hours that were used of them, under row security."""

from decimal import Decimal

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.math
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import group_key, protect, same_group


class Migration(migrations.Migration):
    """Add the two tables, and protect them: a person reads the roles that are their own."""

    dependencies = [
        ("groups", "0021_system_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="SupportRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(help_text="What it is called, like “Programme manager”", max_length=120)),
                (
                    "name",
                    models.CharField(blank=True, max_length=120, verbose_name="name of somebody without an account"),
                ),
                ("hours", models.DecimalField(decimal_places=2, max_digits=4, verbose_name="hours a week")),
                (
                    "funded_hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Nothing: all of them",
                        max_digits=4,
                        null=True,
                        verbose_name="hours a week that are paid for",
                    ),
                ),
                ("funder_name", models.CharField(blank=True, max_length=160, verbose_name="another funder")),
                ("cost", models.PositiveIntegerField(blank=True, null=True, verbose_name="cost a year in pounds")),
                ("start", models.DateField(verbose_name="first day")),
                ("end", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "funder_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.organisation",
                    ),
                ),
                (
                    "funder_system",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.system",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_roles",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("role", "start", "pk"),
            },
        ),
        migrations.CreateModel(
            name="SupportUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="first day of the month")),
                ("hours", models.DecimalField(decimal_places=2, max_digits=5)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_uses",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="groups.supportrole"
                    ),
                ),
            ],
            options={
                "ordering": ("month", "role"),
            },
        ),
        migrations.AddIndex(
            model_name="supportrole",
            index=models.Index(fields=["person"], name="supportrole_by_person"),
        ),
        migrations.AddConstraint(
            model_name="supportrole",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", None), ("name", ""), _connector="OR"), name="supportrole_person_or_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("funder_name", ""), ("funder_organisation__isnull", False), ("funder_system", None)),
                    models.Q(("funder_name", ""), ("funder_organisation", None), ("funder_system__isnull", False)),
                    models.Q(
                        ("funder_organisation", None),
                        ("funder_system", None),
                        models.Q(("funder_name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="supportrole_one_funder",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hours__gt", 0),
                    ("hours__lte", 60),
                    (
                        "hours",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.functions.math.Round(
                                django.db.models.expressions.CombinedExpression(models.F("hours"), "*", models.Value(4))
                            ),
                            "/",
                            models.Value(Decimal(4)),
                        ),
                    ),
                ),
                name="supportrole_hours_of_a_week",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("funded_hours", None),
                    models.Q(
                        ("funded_hours__gte", 0),
                        ("funded_hours__lte", models.F("hours")),
                        (
                            "funded_hours",
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.functions.math.Round(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("funded_hours"), "*", models.Value(4)
                                    )
                                ),
                                "/",
                                models.Value(Decimal(4)),
                            ),
                        ),
                    ),
                    _connector="OR",
                ),
                name="supportrole_funded_hours_within",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrole",
            constraint=models.CheckConstraint(
                condition=models.Q(("end", None), ("end__gte", models.F("start")), _connector="OR"),
                name="supportrole_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrole",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("group", "="),
                    (django.db.models.functions.text.Lower("role"), "="),
                    ("person", "="),
                    (models.Func(models.F("start"), models.F("end"), models.Value("[]"), function="daterange"), "&&"),
                ],
                name="supportrole_person_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrole",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("name", ""), _negated=True),
                expressions=[
                    ("group", "="),
                    (django.db.models.functions.text.Lower("role"), "="),
                    (django.db.models.functions.text.Lower("name"), "="),
                    (models.Func(models.F("start"), models.F("end"), models.Value("[]"), function="daterange"), "&&"),
                ],
                name="supportrole_name_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportuse",
            constraint=models.UniqueConstraint(fields=("group", "role", "month"), name="supportuse_month_once"),
        ),
        migrations.AddConstraint(
            model_name="supportuse",
            constraint=models.CheckConstraint(condition=models.Q(("month__day", 1)), name="supportuse_of_a_month"),
        ),
        migrations.AddConstraint(
            model_name="supportuse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hours__gte", 0),
                    ("hours__lte", 300),
                    (
                        "hours",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.functions.math.Round(
                                django.db.models.expressions.CombinedExpression(models.F("hours"), "*", models.Value(4))
                            ),
                            "/",
                            models.Value(Decimal(4)),
                        ),
                    ),
                ),
                name="supportuse_hours_of_a_month",
            ),
        ),
        group_key("groups_supportrole"),
        same_group("groups_supportuse", "role_id", "groups_supportrole"),
        protect("groups_supportrole", own="person_id"),
        protect("groups_supportuse"),
    ]
