"""System roles, and the firewall: the database refuses core standing while such a role holds.

Each side looks at the other after it has taken the person's lock, so two transactions cannot pass each
other. The functions belong to the keeper, who reads every group's seats, terms and offices for this alone.
Locks are drawn from 1,024, so that a load of thousands of terms does not run out of them.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from gpleadership.lib.rowsecurity import KEEPER, sql

SEEN = ("groups_seat", "groups_seatterm", "groups_officeterm")
PUBLIC = (
    "groups_systemrole",
    "groups_systemstaffterm",
    "groups_systemsuccession",
    "groups_placesystem",
    "groups_leadershipgroup",
)
KEEPER_READS = "".join(
    f"GRANT SELECT ON {table} TO {KEEPER};"
    f" CREATE POLICY {table}_firewall ON {table} FOR SELECT TO {KEEPER} USING (true);"
    for table in SEEN
) + "".join(f"GRANT SELECT ON {table} TO {KEEPER};" for table in PUBLIC)
KEEPER_READS_NO_MORE = "".join(f"DROP POLICY {table}_firewall ON {table};" for table in SEEN)

# What binds: employment in every group, another role while a group's place is in its system or a successor.
BINDING = """
CREATE FUNCTION gpl_system_and_successors(p_system bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH RECURSIVE heirs (id) AS (
    SELECT p_system
    UNION
    SELECT s.successor_id FROM groups_systemsuccession s JOIN heirs h ON h.id = s.predecessor_id)
  SELECT id FROM heirs
$$;
CREATE FUNCTION gpl_role_binds(p_system bigint, p_everywhere boolean, p_period tstzrange, p_group bigint)
RETURNS SETOF tstzrange LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT p_period WHERE p_everywhere
  UNION ALL
  SELECT p_period * tstzrange(ps.start::timestamp AT TIME ZONE 'Europe/London',
                              (ps."end" + 1)::timestamp AT TIME ZONE 'Europe/London')
  FROM groups_leadershipgroup g
  JOIN groups_placesystem ps ON ps.place_id = g.place_id
  WHERE NOT p_everywhere AND g.id = p_group AND ps.system_id IN (SELECT gpl_system_and_successors(p_system))
$$;
CREATE FUNCTION gpl_bindings(p_person bigint, p_group bigint)
RETURNS TABLE (source text, row_id bigint, kind text, title text, system_id bigint, during tstzrange)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT 'staff', t.id, 'employment', t.job_title::text, t.system_id, t.period
  FROM groups_systemstaffterm t WHERE t.person_id = p_person
  UNION ALL
  SELECT 'role', r.id, r.kind::text, r.title::text, r.system_id, d.during
  FROM groups_systemrole r
  CROSS JOIN LATERAL gpl_role_binds(r.system_id, r.kind = 'employment', r.period, p_group) AS d (during)
  WHERE r.person_id = p_person AND NOT isempty(d.during)
$$;
CREATE FUNCTION gpl_bound(p_person bigint, p_group bigint, p_period tstzrange) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (SELECT FROM gpl_bindings(p_person, p_group) b WHERE b.during && p_period)
$$;
"""
BINDING_GONE = """
DROP FUNCTION gpl_bound(bigint, bigint, tstzrange);
DROP FUNCTION gpl_bindings(bigint, bigint);
DROP FUNCTION gpl_role_binds(bigint, boolean, tstzrange, bigint);
DROP FUNCTION gpl_system_and_successors(bigint);
"""

LOCKS = """
CREATE FUNCTION gpl_lock_system_roles_of(p_person bigint) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(7241, (hashtextextended('system role of ' || p_person, 0) & 1023)::int)
$$;
CREATE FUNCTION gpl_lock_class_of(p_seat bigint, p_changes boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE v_key int := hashtextextended('class of seat ' || p_seat, 0) & 1023;
BEGIN
  IF p_changes THEN PERFORM pg_advisory_xact_lock(7242, v_key);
  ELSE PERFORM pg_advisory_xact_lock_shared(7242, v_key);
  END IF;
END $$;
CREATE FUNCTION gpl_refuse_both(p_constraint text, p_table text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'core standing and a system role at once'
    USING ERRCODE = 'exclusion_violation', CONSTRAINT = p_constraint, TABLE = p_table;
END $$;
"""
LOCKS_GONE = """
DROP FUNCTION gpl_refuse_both(text, text);
DROP FUNCTION gpl_lock_class_of(bigint, boolean);
DROP FUNCTION gpl_lock_system_roles_of(bigint);
"""

# What only becomes shorter was looked at before, and is let through without a lock.
SHORTER = "TG_OP = 'UPDATE' AND NEW.person_id = OLD.person_id AND NEW.period <@ OLD.period"
STANDING_SIDE = f"""
CREATE FUNCTION gpl_seatterm_firewall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF {SHORTER} AND NEW.seat_id = OLD.seat_id AND NEW.group_id = OLD.group_id THEN RETURN NULL; END IF;
  PERFORM gpl_lock_class_of(NEW.seat_id, false);
  IF (SELECT s.seat_class FROM groups_seat s WHERE s.id = NEW.seat_id) IS DISTINCT FROM 'core' THEN RETURN NULL; END IF;
  PERFORM gpl_lock_system_roles_of(NEW.person_id);
  IF gpl_bound(NEW.person_id, NEW.group_id, NEW.period) THEN
    PERFORM gpl_refuse_both('seatterm_no_system_role', 'groups_seatterm');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER groups_seatterm_firewall AFTER INSERT OR UPDATE OF group_id, seat_id, person_id, period
  ON groups_seatterm FOR EACH ROW EXECUTE FUNCTION gpl_seatterm_firewall();

CREATE FUNCTION gpl_seat_firewall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE v_person bigint; v_from_now tstzrange := tstzrange(now(), NULL);
BEGIN
  PERFORM gpl_lock_class_of(NEW.id, true);
  FOR v_person IN SELECT DISTINCT t.person_id FROM groups_seatterm t
                  WHERE t.seat_id = NEW.id AND t.period && v_from_now ORDER BY 1 LOOP
    PERFORM gpl_lock_system_roles_of(v_person);
  END LOOP;
  IF EXISTS (SELECT FROM groups_seatterm t WHERE t.seat_id = NEW.id AND t.period && v_from_now
             AND gpl_bound(t.person_id, t.group_id, t.period * v_from_now)) THEN
    PERFORM gpl_refuse_both('seat_no_system_role', 'groups_seat');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER groups_seat_firewall AFTER UPDATE OF seat_class ON groups_seat FOR EACH ROW
  WHEN (NEW.seat_class = 'core' AND OLD.seat_class <> 'core') EXECUTE FUNCTION gpl_seat_firewall();

CREATE FUNCTION gpl_officeterm_firewall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF {SHORTER} AND NEW.group_id = OLD.group_id AND OLD.office IN ('chair', 'deputy_chair') THEN RETURN NULL; END IF;
  PERFORM gpl_lock_system_roles_of(NEW.person_id);
  IF gpl_bound(NEW.person_id, NEW.group_id, NEW.period) THEN
    PERFORM gpl_refuse_both('officeterm_no_system_role', 'groups_officeterm');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER groups_officeterm_firewall AFTER INSERT OR UPDATE OF group_id, office, person_id, period
  ON groups_officeterm FOR EACH ROW WHEN (NEW.office IN ('chair', 'deputy_chair'))
  EXECUTE FUNCTION gpl_officeterm_firewall();
"""
STANDING_SIDE_GONE = """
DROP TRIGGER groups_seatterm_firewall ON groups_seatterm; DROP FUNCTION gpl_seatterm_firewall();
DROP TRIGGER groups_seat_firewall ON groups_seat; DROP FUNCTION gpl_seat_firewall();
DROP TRIGGER groups_officeterm_firewall ON groups_officeterm; DROP FUNCTION gpl_officeterm_firewall();
"""

ROLE_SIDE = f"""
CREATE FUNCTION gpl_stands_in_core(p_person bigint, p_period tstzrange) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
      SELECT FROM groups_seatterm t JOIN groups_seat s ON s.id = t.seat_id AND s.seat_class = 'core'
      WHERE t.person_id = p_person AND t.period && p_period AND gpl_bound(p_person, t.group_id, t.period * p_period))
    OR EXISTS (
      SELECT FROM groups_officeterm t
      WHERE t.person_id = p_person AND t.office IN ('chair', 'deputy_chair') AND t.period && p_period
        AND gpl_bound(p_person, t.group_id, t.period * p_period))
$$;
CREATE FUNCTION gpl_systemrole_firewall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF {SHORTER} AND NEW.system_id = OLD.system_id AND NEW.kind = OLD.kind THEN RETURN NULL; END IF;
  PERFORM gpl_lock_system_roles_of(NEW.person_id);
  IF gpl_stands_in_core(NEW.person_id, NEW.period) THEN
    PERFORM gpl_refuse_both('systemrole_no_core_standing', 'groups_systemrole');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER groups_systemrole_firewall AFTER INSERT OR UPDATE OF person_id, system_id, kind, period
  ON groups_systemrole FOR EACH ROW EXECUTE FUNCTION gpl_systemrole_firewall();

CREATE FUNCTION gpl_staffterm_firewall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF {SHORTER} THEN RETURN NULL; END IF;
  PERFORM gpl_lock_system_roles_of(NEW.person_id);
  IF gpl_stands_in_core(NEW.person_id, NEW.period) THEN
    PERFORM gpl_refuse_both('staffterm_no_core_standing', 'groups_systemstaffterm');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER groups_systemstaffterm_firewall AFTER INSERT OR UPDATE OF person_id, system_id, period
  ON groups_systemstaffterm FOR EACH ROW EXECUTE FUNCTION gpl_staffterm_firewall();
"""
ROLE_SIDE_GONE = """
DROP TRIGGER groups_systemrole_firewall ON groups_systemrole; DROP FUNCTION gpl_systemrole_firewall();
DROP TRIGGER groups_systemstaffterm_firewall ON groups_systemstaffterm; DROP FUNCTION gpl_staffterm_firewall();
DROP FUNCTION gpl_stands_in_core(bigint, tstzrange);
"""
TRIGGERS = ("seatterm", "seat", "officeterm", "systemrole", "staffterm")
HAND_OVER = "".join(
    f"ALTER FUNCTION gpl_{name}_firewall() OWNER TO {KEEPER}; REVOKE ALL ON FUNCTION gpl_{name}_firewall() FROM PUBLIC;"
    for name in TRIGGERS
)


class Migration(migrations.Migration):
    """Add the table, what binds, and the triggers on both sides."""

    dependencies = [
        ("groups", "0020_documents"),
    ]

    operations = [
        migrations.CreateModel(
            name="SystemRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("employment", "Employed by the ICB"),
                            ("clinical", "Clinical or pathway lead"),
                            ("other", "Another role in the system"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="What it is called, like “Pathway lead, frailty”",
                        max_length=120,
                        verbose_name="role",
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("declared_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="why it ended")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="system_roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="groups.system",
                    ),
                ),
            ],
            options={
                "ordering": ("person", "period"),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("person", "="), ("system", "="), ("kind", "="), ("period", "&&")],
                        name="systemrole_once_at_a_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("period__isempty", False)), name="systemrole_not_empty"),
                    models.CheckConstraint(condition=models.Q(("period__lower_inf", False)), name="systemrole_begins"),
                    models.CheckConstraint(
                        condition=models.Q(("period__startswith__gte", models.F("declared_at"))),
                        name="systemrole_not_in_the_past",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="systemrole_has_a_title"
                    ),
                ],
            },
        ),
        sql(KEEPER_READS, KEEPER_READS_NO_MORE),
        sql(BINDING, BINDING_GONE),
        sql(LOCKS, LOCKS_GONE),
        sql(STANDING_SIDE, STANDING_SIDE_GONE),
        sql(ROLE_SIDE, ROLE_SIDE_GONE),
        sql(HAND_OVER),
    ]
