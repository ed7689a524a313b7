"""Files of documents: adopted ones stay as they are."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from gpleadership.lib.rowsecurity import APP, group_key, protect, sql

BYTES_GO_WITH_THEIR_FILE = sql(
    """
    ALTER TABLE groups_documentbytes ADD CONSTRAINT groups_documentbytes_document_id_same_group
      FOREIGN KEY (group_id, document_id) REFERENCES groups_document (group_id, id) ON DELETE CASCADE;
    ALTER TABLE groups_documentbytes ALTER COLUMN data SET STORAGE EXTERNAL;
    """,
    "ALTER TABLE groups_documentbytes DROP CONSTRAINT groups_documentbytes_document_id_same_group;",
)
NOTHING_CHANGES = sql(
    f"REVOKE UPDATE ON groups_document FROM {APP}; REVOKE UPDATE, DELETE ON groups_documentbytes FROM {APP};",
    f"GRANT UPDATE ON groups_document TO {APP}; GRANT UPDATE, DELETE ON groups_documentbytes TO {APP};",
)
ADOPTED_STAYS = sql(
    """
    CREATE FUNCTION gpl_adopted_document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'document % was adopted and stays', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END $$;
    CREATE TRIGGER groups_document_adopted_stays BEFORE UPDATE OR DELETE ON groups_document
      FOR EACH ROW WHEN (OLD.frozen) EXECUTE FUNCTION gpl_adopted_document_stays();
    """,
    """
    DROP TRIGGER groups_document_adopted_stays ON groups_document;
    DROP FUNCTION gpl_adopted_document_stays();
    """,
)


class Migration(migrations.Migration):
    """Add both tables under row security."""

    dependencies = [
        ("groups", "0019_principles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                (
                    "subject",
                    models.CharField(
                        help_text="Which one of its kind, as the package that registers it says", max_length=60
                    ),
                ),
                ("format", models.CharField(choices=[("pdf", "PDF"), ("docx", "Word")], max_length=4)),
                ("title", models.CharField(max_length=200)),
                (
                    "content_key",
                    models.CharField(help_text="What it was made from, and by which renderer", max_length=64),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="hash of the bytes")),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                (
                    "frozen",
                    models.BooleanField(default=False, verbose_name="adopted: never made again, never deleted"),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="groups.leadershipgroup",
                    ),
                ),
            ],
            options={"ordering": ("-made_at", "-pk")},
        ),
        migrations.CreateModel(
            name="DocumentBytes",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="bytes",
                        serialize=False,
                        to="groups.document",
                    ),
                ),
                ("data", models.BinaryField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="groups.leadershipgroup"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("frozen", False)),
                fields=("group", "kind", "subject", "format", "content_key"),
                name="document_made_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("frozen", True)),
                fields=("group", "kind", "subject", "format"),
                name="document_adopted_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("format__in", ["pdf", "docx"])), name="document_format"
            ),
        ),
        protect("groups_document"),
        protect("groups_documentbytes"),
        group_key("groups_document"),
        BYTES_GO_WITH_THEIR_FILE,
        NOTHING_CHANGES,
        ADOPTED_STAYS,
    ]
