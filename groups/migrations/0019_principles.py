"""Principles, their versions, what happened to each, and what members say of a draft."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import APP, group_key, protect, same_group, sql

# The words of a version stand from the day the organisations are asked; a comment goes only when it is withdrawn.
WORDS_STAND = f"""
REVOKE UPDATE, DELETE ON groups_principlestep, groups_principlecomment FROM {APP};
REVOKE DELETE ON groups_principle, groups_principleversion FROM {APP};
GRANT UPDATE (reason) ON groups_principlestep TO {APP};
GRANT UPDATE (text, withdrawn_at) ON groups_principlecomment TO {APP};
CREATE FUNCTION gpl_principle_words_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the words of version % stand', OLD.id
    USING ERRCODE = '23514', CONSTRAINT = 'principleversion_words_stand';
END $$;
CREATE TRIGGER principleversion_words_stand BEFORE UPDATE ON groups_principleversion
  FOR EACH ROW WHEN (OLD.state NOT IN ('drafted', 'discussed')
    AND (OLD.title, OLD.statement, OLD.meaning, OLD.number, OLD.principle_id)
      IS DISTINCT FROM (NEW.title, NEW.statement, NEW.meaning, NEW.number, NEW.principle_id))
  EXECUTE FUNCTION gpl_principle_words_stand();
"""
WORDS_FALL = f"""
DROP TRIGGER principleversion_words_stand ON groups_principleversion;
DROP FUNCTION gpl_principle_words_stand();
GRANT UPDATE, DELETE ON groups_principlestep, groups_principlecomment TO {APP};
GRANT DELETE ON groups_principle, groups_principleversion TO {APP};
"""


class Migration(migrations.Migration):
    """Add the four tables, and protect them."""

    dependencies = [
        ("groups", "0018_signoff"),
    ]

    operations = [
        migrations.CreateModel(
            name="Principle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="principles",
                        to="groups.leadershipgroup",
                    ),
                ),
            ],
            options={
                "ordering": ("number", "pk"),
            },
        ),
        migrations.CreateModel(
            name="PrincipleVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=100)),
                ("statement", models.TextField(max_length=400)),
                ("meaning", models.TextField(max_length=1000, verbose_name="what it means in the room")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "Draft"),
                            ("discussed", "In discussion"),
                            ("out", "Out for agreement"),
                            ("adopted", "Adopted"),
                            ("superseded", "Superseded"),
                            ("retired", "Retired"),
                            ("dropped", "Given up"),
                        ],
                        default="drafted",
                        max_length=10,
                    ),
                ),
                ("state_since", models.DateTimeField(default=django.utils.timezone.now)),
                ("adopted_at", models.DateTimeField(blank=True, null=True)),
                ("edits", models.PositiveIntegerField(default=1)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="principle_versions",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "principle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="groups.principle"
                    ),
                ),
            ],
            options={
                "ordering": ("principle", "number"),
            },
        ),
        migrations.CreateModel(
            name="PrincipleStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "Draft"),
                            ("discussed", "In discussion"),
                            ("out", "Out for agreement"),
                            ("adopted", "Adopted"),
                            ("superseded", "Superseded"),
                            ("retired", "Retired"),
                            ("dropped", "Given up"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="principle_steps",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="groups.principleversion"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="PrincipleComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, max_length=600)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="principle_comments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="principle_comments",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="groups.principleversion",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.AddField(
            model_name="principleversion",
            name="round",
            field=models.ForeignKey(
                blank=True,
                help_text="The round in which the organisations were last asked",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="groups.round",
            ),
        ),
        migrations.AddConstraint(
            model_name="principle",
            constraint=models.UniqueConstraint(fields=("group", "number"), name="principle_number_once"),
        ),
        migrations.AddConstraint(
            model_name="principlecomment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), models.Q(("text", ""), _negated=True)),
                    models.Q(("text", ""), ("withdrawn_at__isnull", False)),
                    _connector="OR",
                ),
                name="principlecomment_words_until_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="principleversion",
            constraint=models.UniqueConstraint(
                fields=("group", "principle", "number"), name="principleversion_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="principleversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("drafted", "discussed", "out"))),
                fields=("group", "principle"),
                name="principleversion_one_on_its_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="principleversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "adopted")),
                fields=("group", "principle"),
                name="principleversion_one_adopted",
            ),
        ),
        migrations.AddConstraint(
            model_name="principleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("adopted", "superseded", "retired")), _negated=True),
                    models.Q(("adopted_at__isnull", False), ("round__isnull", False)),
                    _connector="OR",
                ),
                name="principleversion_adopted_in_a_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="principleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "out"), _negated=True), ("round__isnull", False), _connector="OR"
                ),
                name="principleversion_out_in_a_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="principleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title", ""), _negated=True),
                    models.Q(("statement", ""), _negated=True),
                    models.Q(("meaning", ""), _negated=True),
                ),
                name="principleversion_has_words",
            ),
        ),
        group_key("groups_principle"),
        group_key("groups_principleversion"),
        same_group("groups_principleversion", "principle_id", "groups_principle"),
        same_group("groups_principleversion", "round_id", "groups_round"),
        same_group("groups_principlestep", "version_id", "groups_principleversion"),
        same_group("groups_principlecomment", "version_id", "groups_principleversion"),
        protect("groups_principle"),
        protect("groups_principleversion"),
        protect("groups_principlestep"),
        protect("groups_principlecomment"),
        sql(WORDS_STAND, WORDS_FALL),
    ]
