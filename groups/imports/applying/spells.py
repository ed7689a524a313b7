"""Spells of practices in PCNs: what changed, and what a map's evidence does to them."""

from datetime import date
from typing import Final

from gpleadership.lib.dates import long_date
from groups.imports.applying.run import Run

# ---- What changed: the spells before, beside the spells after ----

REMEMBER: Final = """
INSERT INTO ods_spell_before SELECT practice_id, pcn_id, start, "end" FROM groups_networkmembership
"""

# A spell whose start changed is gone under one start and there under another: the same spell, if they overlap.
CHANGES: Final = """
WITH gone AS (
  SELECT b.* FROM ods_spell_before b
  WHERE NOT EXISTS (SELECT FROM groups_networkmembership n
    WHERE (n.practice_id, n.pcn_id, n.start) = (b.practice, b.pcn, b.start))),
come AS (
  SELECT n.* FROM groups_networkmembership n
  WHERE NOT EXISTS (SELECT FROM ods_spell_before b
    WHERE (b.practice, b.pcn, b.start) = (n.practice_id, n.pcn_id, n.start))),
pairs AS (
  SELECT b.practice, b.pcn, b.start was_start, b.stop was_stop, n.start now_start, n."end" now_stop
  FROM ods_spell_before b JOIN groups_networkmembership n
    ON (n.practice_id, n.pcn_id, n.start) = (b.practice, b.pcn, b.start) AND n."end" IS DISTINCT FROM b.stop
  UNION ALL
  SELECT COALESCE(g.practice, c.practice_id), COALESCE(g.pcn, c.pcn_id), g.start, g.stop, c.start, c."end"
  FROM gone g FULL JOIN come c ON (c.practice_id, c.pcn_id) = (g.practice, g.pcn)
    AND daterange(c.start, c."end", '[]') && daterange(g.start, g.stop, '[]')),
worded AS (
  SELECT p.ods_code, p.name, n.name || ' (' || n.ods_code || ')' named, was_start, was_stop, now_start, now_stop,
    to_char(was_start, 'FMDD FMMonth YYYY') || COALESCE(' to ' || to_char(was_stop, 'FMDD FMMonth YYYY'), '') was,
    to_char(now_start, 'FMDD FMMonth YYYY') || COALESCE(' to ' || to_char(now_stop, 'FMDD FMMonth YYYY'), '') now
  FROM pairs s JOIN groups_organisation p ON p.id = s.practice JOIN groups_organisation n ON n.id = s.pcn)
INSERT INTO ods_change
SELECT %(file)s,
  CASE WHEN was_start IS NULL THEN 'joined'
       WHEN now_start IS NULL OR (was_stop IS NULL AND now_stop IS NOT NULL AND was_start = now_start) THEN 'left'
       ELSE 'spell' END,
  'practice', ods_code, name,
  COALESCE(named || ', from ' || was, ''),
  CASE WHEN now_start IS NULL THEN 'Taken back' ELSE named || ', from ' || now END
FROM worded ORDER BY ods_code, COALESCE(now_start, was_start)
"""

# ---- Evidence: on a day, a practice stood in a PCN, or in none ----

END_OTHERS: Final = """
UPDATE groups_networkmembership n SET "end" = %(day)s::date - 1, seen_in = split_part(n.seen_in, ';', 1) || %(ended_by)s
FROM ods_evidence e
WHERE n.practice_id = e.practice AND n.pcn_id IS DISTINCT FROM e.pcn
  AND n.start < %(day)s AND (n."end" IS NULL OR n."end" >= %(day)s)
"""
DROP_SAME_DAY: Final = """
DELETE FROM groups_networkmembership n USING ods_evidence e
WHERE n.practice_id = e.practice AND n.pcn_id IS DISTINCT FROM e.pcn AND n.start = %(day)s
"""
BEGIN: Final = """
INSERT INTO groups_networkmembership (practice_id, pcn_id, start, "end", seen_in)
SELECT e.practice, e.pcn, %(day)s, (
    SELECT min(n.start) - 1 FROM groups_networkmembership n
    WHERE n.practice_id = e.practice AND n.pcn_id = e.pcn AND n.start > %(day)s),
  %(told_by)s
FROM ods_evidence e
WHERE e.pcn IS NOT NULL AND NOT EXISTS (
  SELECT FROM groups_networkmembership n
  WHERE n.practice_id = e.practice AND n.pcn_id = e.pcn
    AND n.start <= %(day)s AND (n."end" IS NULL OR n."end" >= %(day)s))
"""


def believe(run: Run, day: date) -> None:
    """Make the spells agree with `ods_evidence`: on `day`, each practice was in that PCN and in no other.

    A move that only a map shows so begins on the map's day, and the spell before it ends the day before.
    """
    words = {"told_by": f"map of {long_date(day)}", "ended_by": f"; its end: map of {long_date(day)}"}
    run.all_of((END_OTHERS, DROP_SAME_DAY, BEGIN), day=day, **words)


def remember(run: Run) -> None:
    """Note the spells as they are, to tell afterwards what changed."""
    run.execute("TRUNCATE ods_spell_before")
    run.execute(REMEMBER)


def note_changes(run: Run) -> None:
    """Note every spell that began, ended or changed since `remember`."""
    run.execute(CHANGES)
