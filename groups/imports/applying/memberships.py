"""Practices in PCNs (ePCN core partners): every spell there ever was, with inclusive dates that may lie in the future.

For the practices it holds, the file says what is so up to its own date. What maps of a later date have
shown is then believed again, so that an older ePCN file takes no move back.
"""

from typing import Final

from gpleadership.lib.ods import BadFile, Kind
from groups.imports.applying import spells
from groups.imports.applying.run import Run

TWICE_AT_ONCE: Final = """
SELECT b.line, a.line, b.practice, b.pcn FROM ods_membership a JOIN ods_membership b
  ON a.practice = b.practice AND a.pcn = b.pcn AND a.line < b.line
  AND daterange(a.start, a.stop, '[]') && daterange(b.start, b.stop, '[]')
ORDER BY b.line LIMIT 1
"""
SUB_ICBS: Final = """
WITH told AS (
  SELECT DISTINCT ON (code) code, name FROM (
    SELECT practice_sub_icb, practice_sub_icb_name FROM ods_membership WHERE stop IS NULL
    UNION ALL SELECT pcn_sub_icb, pcn_sub_icb_name FROM ods_membership) each (code, name)
  ORDER BY code),
done AS (
  INSERT INTO groups_subicb (ods_code, name) SELECT code, name FROM told
  ON CONFLICT (ods_code) DO NOTHING RETURNING ods_code, name)
INSERT INTO ods_change SELECT %(file)s, 'added', 'sub_icb', ods_code, name, '', '' FROM done ORDER BY 4
"""
PCNS: Final = """
WITH told AS (
  SELECT DISTINCT ON (pcn) pcn, pcn_name, u.id sub_icb FROM ods_membership
  LEFT JOIN groups_subicb u ON u.ods_code = pcn_sub_icb ORDER BY pcn, start DESC),
done AS (
  INSERT INTO groups_organisation (kind, ods_code, name, status, town, postcode, sub_icb_id, contact)
  SELECT 'pcn', pcn, pcn_name, 'active', '', '', sub_icb, '' FROM told
  ON CONFLICT (ods_code) DO NOTHING RETURNING ods_code, name)
INSERT INTO ods_change SELECT %(file)s, 'added', 'pcn', ods_code, name, '', '' FROM done ORDER BY 4
"""
PRACTICES: Final = """
WITH told AS (
  SELECT DISTINCT ON (practice) practice, practice_name, u.id sub_icb, stop < %(today)s AS has_left
  FROM ods_membership LEFT JOIN groups_subicb u ON u.ods_code = practice_sub_icb
  ORDER BY practice, start DESC),
done AS (
  INSERT INTO groups_organisation (kind, ods_code, name, status, town, postcode, sub_icb_id, contact)
  SELECT 'practice', practice, practice_name, CASE WHEN has_left THEN 'inactive' ELSE 'active' END, '', '', sub_icb, ''
  FROM told ON CONFLICT (ods_code) DO NOTHING RETURNING ods_code, name)
INSERT INTO ods_change SELECT %(file)s, 'added', 'practice', ods_code, name, '', '' FROM done ORDER BY 4
"""

# ---- The spells ----

FORGET_MAPS: Final = """
DELETE FROM groups_networkmembership n
USING groups_organisation p, (SELECT DISTINCT practice FROM ods_membership) s
WHERE p.ods_code = s.practice AND n.practice_id = p.id AND n.seen_in LIKE 'map of %%'
"""
REPLACED: Final = """
DELETE FROM groups_networkmembership n
USING ods_membership s JOIN groups_organisation p ON p.ods_code = s.practice
  JOIN groups_organisation c ON c.ods_code = s.pcn
WHERE n.practice_id = p.id AND n.pcn_id = c.id
  AND daterange(n.start, n."end", '[]') && daterange(s.start, s.stop, '[]')
  AND NOT EXISTS (SELECT FROM ods_membership t WHERE (t.practice, t.pcn, t.start) = (s.practice, s.pcn, n.start))
"""
ENDS: Final = """
UPDATE groups_networkmembership n SET "end" = s.stop, seen_in = %(seen_in)s
FROM ods_membership s JOIN groups_organisation p ON p.ods_code = s.practice
  JOIN groups_organisation c ON c.ods_code = s.pcn
WHERE n.practice_id = p.id AND n.pcn_id = c.id AND n.start = s.start AND n."end" IS DISTINCT FROM s.stop
"""
NEW: Final = """
INSERT INTO groups_networkmembership (practice_id, pcn_id, start, "end", seen_in)
SELECT p.id, c.id, s.start, s.stop, %(seen_in)s
FROM ods_membership s JOIN groups_organisation p ON p.ods_code = s.practice AND p.kind = 'practice'
  JOIN groups_organisation c ON c.ods_code = s.pcn AND c.kind = 'pcn'
WHERE NOT EXISTS (SELECT FROM groups_networkmembership n
  WHERE (n.practice_id, n.pcn_id, n.start) = (p.id, c.id, s.start))
"""

# ---- Maps of a later date ----

LATER_DAYS: Final = """
SELECT DISTINCT CASE WHEN first_on > %(as_at)s THEN first_on ELSE last_on END
FROM groups_mapsighting WHERE last_on > %(as_at)s ORDER BY 1
"""
SEEN_ON: Final = """
INSERT INTO ods_evidence
SELECT p.id, c.id FROM groups_mapsighting m
JOIN groups_organisation p ON p.ods_code = m.practice_code AND p.kind = 'practice'
LEFT JOIN groups_organisation c ON c.ods_code = m.pcn_code AND c.kind = 'pcn'
WHERE m.last_on > %(as_at)s AND CASE WHEN m.first_on > %(as_at)s THEN m.first_on ELSE m.last_on END = %(day)s
"""


def apply(run: Run) -> None:
    """Bring the spells of the file's practices up to the file's date, then believe later maps again."""
    _refuse_two_at_once(run)
    run.all_of((SUB_ICBS, PCNS, PRACTICES))
    spells.remember(run)
    if run.as_at >= run.since(Kind.MEMBERSHIPS):
        run.all_of((FORGET_MAPS, REPLACED, ENDS, NEW))
    else:
        run.all_of((REPLACED, ENDS, NEW))
    for (day,) in run.rows(LATER_DAYS):
        run.execute("TRUNCATE ods_evidence")
        run.execute(SEEN_ON, day=day)
        spells.believe(run, day)
    spells.note_changes(run)


def _refuse_two_at_once(run: Run) -> None:
    for line, first, practice, pcn in run.rows(TWICE_AT_ONCE):
        raise BadFile(run.name, line, f"{practice} is in {pcn} twice at once, see line {first}. Download it again.")
