"""Terms of reference: versions, their clauses, what happened to each."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import APP, group_key, protect, same_group, sql

# From the day the organisations are asked the words stand; once a version is over, everything of it does.
WORDS_STAND = f"""
REVOKE DELETE ON groups_terms FROM {APP};
REVOKE UPDATE, DELETE ON groups_termsstep FROM {APP};
CREATE FUNCTION gpl_terms_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.status, NEW.status) NOT IN (('draft', 'draft'), ('draft', 'out'), ('draft', 'withdrawn'), ('out', 'out'),
      ('out', 'adopted'), ('out', 'withdrawn'), ('adopted', 'adopted'), ('adopted', 'superseded'),
      ('superseded', 'superseded'), ('withdrawn', 'withdrawn')) THEN
    RAISE EXCEPTION 'terms % cannot go from % to %', OLD.id, OLD.status, NEW.status
      USING ERRCODE = '23514', CONSTRAINT = 'terms_steps';
  END IF;
  IF (OLD.number, OLD.group_id) IS DISTINCT FROM (NEW.number, NEW.group_id)
    OR OLD.status <> 'draft' AND (OLD.basis, OLD.based_on_id, OLD.review_on, OLD.round_id, OLD.wording)
      IS DISTINCT FROM (NEW.basis, NEW.based_on_id, NEW.review_on, NEW.round_id, NEW.wording)
    OR (OLD.status, NEW.status) <> ('out', 'adopted') AND (OLD.facts, OLD.adopted_on, OLD.log_from)
      IS DISTINCT FROM (NEW.facts, NEW.adopted_on, NEW.log_from) THEN
    RAISE EXCEPTION 'the words of terms % stand', OLD.id USING ERRCODE = '23514', CONSTRAINT = 'terms_words_stand';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER terms_stand BEFORE UPDATE ON groups_terms FOR EACH ROW EXECUTE FUNCTION gpl_terms_stand();
CREATE FUNCTION gpl_terms_clauses_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM groups_terms t
      WHERE t.id = ANY (ARRAY[OLD.terms_id, NEW.terms_id]) AND t.status <> 'draft') THEN
    RAISE EXCEPTION 'the clauses of these terms stand'
      USING ERRCODE = '23514', CONSTRAINT = 'termsclause_words_stand';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER termsclause_stand BEFORE INSERT OR UPDATE OR DELETE ON groups_termsclause
  FOR EACH ROW EXECUTE FUNCTION gpl_terms_clauses_stand();
"""
WORDS_FALL = f"""
DROP TRIGGER termsclause_stand ON groups_termsclause;
DROP FUNCTION gpl_terms_clauses_stand();
DROP TRIGGER terms_stand ON groups_terms;
DROP FUNCTION gpl_terms_stand();
GRANT DELETE ON groups_terms TO {APP};
GRANT UPDATE, DELETE ON groups_termsstep TO {APP};
"""


class Migration(migrations.Migration):
    """Add the three tables, and protect them."""

    dependencies = [
        ("groups", "0025_interests"),
    ]

    operations = [
        migrations.CreateModel(
            name="Terms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("out", "Out for agreement"),
                            ("adopted", "In force"),
                            ("superseded", "Superseded"),
                            ("withdrawn", "Not adopted"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("representative", "Representative: it speaks for general practice here"),
                            ("advisory", "Advisory: a provider's view, not a representative body"),
                            ("mandated", "Mandated: its organisations have given it a mandate"),
                        ],
                        max_length=14,
                    ),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="looked at again on or before")),
                ("adopted_on", models.DateField(blank=True, null=True)),
                ("wording", models.JSONField(blank=True, null=True)),
                ("facts", models.JSONField(blank=True, null=True)),
                ("log_from", models.BigIntegerField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edited_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edits", models.PositiveIntegerField(default=1)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.terms",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms_versions",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.round",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "terms",
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="TermsClause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("name", "Name and status"),
                            ("purpose", "What the group is for"),
                            ("remit", "What it works on"),
                            ("limits", "What it does not replace"),
                            ("seats", "Seats and terms"),
                            ("attendance", "In attendance"),
                            ("chair", "Chair"),
                            ("quorum", "Quorum"),
                            ("decisions", "How decisions are made"),
                            ("conflicts", "Conflicts of interest"),
                            ("meetings", "Meetings and papers"),
                            ("speaking", "Representation and report-back"),
                            ("telling", "Communication"),
                            ("support", "Secretariat and funding"),
                            ("private", "Confidentiality"),
                            ("review", "Review"),
                        ],
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("key", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("left_out", models.BooleanField(default=False)),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "edited_by",
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
                        related_name="terms_clauses",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="clauses", to="groups.terms"
                    ),
                ),
            ],
            options={
                "ordering": ("section", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="TermsStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("out", "Out for agreement"),
                            ("adopted", "In force"),
                            ("superseded", "Superseded"),
                            ("withdrawn", "Not adopted"),
                        ],
                        max_length=10,
                    ),
                ),
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
                        related_name="terms_steps",
                        to="groups.leadershipgroup",
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="groups.terms"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(fields=("group", "number"), name="terms_number_once"),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "draft")), fields=("group",), name="terms_one_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "out")), fields=("group",), name="terms_one_out"
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "adopted")), fields=("group",), name="terms_one_in_force"
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "out"), _negated=True),
                    models.Q(("review_on__isnull", False), ("round__isnull", False), ("wording__isnull", False)),
                    _connector="OR",
                ),
                name="terms_out_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("adopted", "superseded")), _negated=True),
                    models.Q(
                        ("adopted_on__isnull", False),
                        ("facts__isnull", False),
                        ("round__isnull", False),
                        ("wording__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="terms_adopted_with_words_and_facts",
            ),
        ),
        migrations.AddConstraint(
            model_name="termsclause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("group", "terms", "key"),
                name="termsclause_library_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="termsclause",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("key", ""), _negated=True), models.Q(("text", ""), _negated=True), _connector="OR"
                ),
                name="termsclause_own_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="termsclause",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_out", False), models.Q(("key", ""), _negated=True), _connector="OR"),
                name="termsclause_own_is_in_or_gone",
            ),
        ),
        group_key("groups_terms"),
        same_group("groups_terms", "based_on_id", "groups_terms"),
        same_group("groups_terms", "round_id", "groups_round"),
        same_group("groups_termsclause", "terms_id", "groups_terms"),
        same_group("groups_termsstep", "terms_id", "groups_terms"),
        protect("groups_terms"),
        protect("groups_termsclause"),
        protect("groups_termsstep"),
        sql(WORDS_STAND, WORDS_FALL),
    ]
