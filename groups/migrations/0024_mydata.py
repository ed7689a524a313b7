"""Copies of what is held about people, wishes to be erased, and what only the keeper can do about both."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import APP, KEEPER, sql

# One's own part in ballots, those that have ended too. Never whether one voted, and never what.
ROLLS = """
CREATE FUNCTION gpl_ballot_my_rolls() RETURNS TABLE (group_id bigint, number int, ballot_id bigint, seat_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.group_id, b.number, r.ballot_id, r.seat_id
  FROM groups_ballotroll r JOIN groups_ballot b ON b.id = r.ballot_id
  WHERE r.person_id = gpl_person() ORDER BY 3, 4
$$;
"""

# Personal values lie beside the chain, so erasing them leaves it whole. The keeper looks for itself whether the
# person asked and the days have passed: nobody's name can be taken out of a log for another reason.
FORGET = f"""
GRANT SELECT ON groups_erasurerequest TO {KEEPER};
CREATE FUNCTION gpl_log_forget(
  p_person bigint, p_addresses text[], p_name text, p_groups bigint[], p_subjects jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE erased bigint;
BEGIN
  IF NOT gpl_scope_all('gpl.write') THEN
    RAISE EXCEPTION 'only in a scope of all groups' USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT FROM groups_erasurerequest WHERE person_id = p_person AND due_at <= clock_timestamp()
                 AND taken_back_at IS NULL AND refused_at IS NULL AND done_at IS NULL) THEN
    RAISE EXCEPTION 'person % has not asked, or not yet', p_person USING ERRCODE = '42501';
  END IF;
  DELETE FROM groups_logpersonal p USING groups_logentry e
  WHERE e.id = p.entry_id AND (
    e.body::jsonb #>> '{{after,person}}' = p_person::text
    OR e.body::jsonb #>> '{{before,person}}' = p_person::text
    OR EXISTS (SELECT FROM jsonb_to_recordset(p_subjects) AS s (kind text, id bigint)
               WHERE s.kind = e.subject_type AND s.id = e.subject_id)
    OR EXISTS (SELECT FROM unnest(p_addresses) a WHERE position(lower(a) IN lower(p.data)) > 0)
    OR (p_name <> '' AND e.group_id = ANY (p_groups) AND position(lower(p_name) IN lower(p.data)) > 0));
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;
"""
OFFERED = ("gpl_ballot_my_rolls()", "gpl_log_forget(bigint, text[], text, bigint[], jsonb)")
OWNERS = "".join(
    f"ALTER FUNCTION {name} OWNER TO {KEEPER}; REVOKE ALL ON FUNCTION {name} FROM PUBLIC;"
    f" GRANT EXECUTE ON FUNCTION {name} TO {APP};"
    for name in OFFERED
)


class Migration(migrations.Migration):
    """Add both tables and both functions."""

    dependencies = [
        ("groups", "0022_support"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                ("size", models.PositiveIntegerField(default=0, verbose_name="size in bytes")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="last downloaded")),
                ("forgotten_at", models.DateTimeField(blank=True, null=True)),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="groups.job"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="data_exports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ready_at__isnull", False), ("opened_at", None), _connector="OR"),
                        name="dataexport_opened_when_ready",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasureRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasure_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None), ("refused_at", None), ("taken_back_at", None)),
                        fields=("person",),
                        name="erasurerequest_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gt", models.F("asked_at"))), name="erasurerequest_leaves_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused_at", None), ("taken_back_at", None)),
                            models.Q(("done_at", None), ("taken_back_at", None)),
                            models.Q(("done_at", None), ("refused_at", None)),
                            _connector="OR",
                        ),
                        name="erasurerequest_ends_once",
                    ),
                ],
            },
        ),
        sql(ROLLS + FORGET + OWNERS, "".join(f"DROP FUNCTION {name};" for name in OFFERED)),
    ]
