"""The monthly map: which practice is in which PCN, sub-ICB, ICB and region on one day.

The systems come from here. One that a map does not hold stays as it was, with its history; a PCN keeps its
own sub-ICB, wherever its practices are; the pseudo-PCN `U` is no membership.
"""

from typing import Final

from gpleadership.lib.ods import Kind
from gpleadership.lib.words import listed, plural
from groups.imports.applying import spells
from groups.imports.applying.run import Run
from groups.reference.actions.slugs import free_slug
from groups.reference.models import System

NEW_SYSTEMS: Final = """
SELECT icb, min(icb_name), min(region) FROM ods_map
WHERE icb NOT IN (SELECT ods_code FROM groups_system) GROUP BY icb ORDER BY 2
"""
NOTE_SYSTEM: Final = """
INSERT INTO ods_change VALUES (%(file)s, 'added', 'system', %(code)s, %(name)s, '', %(region)s)
"""
KNOWN_SYSTEMS: Final = """
WITH told AS (SELECT icb, min(icb_name) now_name, min(region) now_region FROM ods_map GROUP BY icb),
changed AS (
  SELECT y.id, y.ods_code, y.name was_name, now_name, now_region FROM told JOIN groups_system y ON y.ods_code = icb
  WHERE (y.name, y.region) IS DISTINCT FROM (now_name, now_region)),
done AS (UPDATE groups_system y SET name = now_name, region = now_region FROM changed c WHERE y.id = c.id)
INSERT INTO ods_change
SELECT %(file)s, 'renamed', 'system', ods_code, now_name, was_name, now_name FROM changed WHERE was_name <> now_name
"""
SUB_ICBS: Final = """
WITH told AS (SELECT sub_icb, min(sub_icb_name) now_name, min(icb) icb FROM ods_map GROUP BY sub_icb),
seen AS (
  SELECT sub_icb, y.id system_id, y.name now_system, w.name was_system, u.system_id was_system_id, u.name was_name,
    CASE WHEN u.id IS NULL OR %(newest_name)s OR u.name = u.ods_code THEN now_name ELSE u.name END now_name
  FROM told JOIN groups_system y ON y.ods_code = icb
  LEFT JOIN groups_subicb u ON u.ods_code = sub_icb LEFT JOIN groups_system w ON w.id = u.system_id),
changed AS (SELECT * FROM seen WHERE (was_name, was_system_id) IS DISTINCT FROM (now_name, system_id)),
done AS (
  INSERT INTO groups_subicb (ods_code, name, system_id) SELECT sub_icb, now_name, system_id FROM changed
  ON CONFLICT (ods_code) DO UPDATE SET name = EXCLUDED.name, system_id = EXCLUDED.system_id)
INSERT INTO ods_change
SELECT %(file)s, what, 'sub_icb', sub_icb, now_name, before, after
FROM changed, LATERAL (VALUES
  ('added', '', now_system, was_name IS NULL),
  ('renamed', was_name, now_name, was_name <> now_name AND was_name <> sub_icb),
  ('transferred', was_system, now_system, was_system_id IS NOT NULL AND was_system_id <> system_id)
) AS each (what, before, after, differs)
WHERE differs ORDER BY sub_icb
"""
ABSENT_SYSTEMS: Final = """
SELECT name FROM groups_system
WHERE closed IS NULL AND ods_code NOT IN (SELECT icb FROM ods_map) ORDER BY name
"""

PCNS: Final = """
WITH told AS (
  SELECT pcn, min(pcn_name) pcn_name, mode() WITHIN GROUP (ORDER BY sub_icb) sub_icb
  FROM ods_map WHERE pcn IS NOT NULL GROUP BY pcn),
added AS (
  INSERT INTO groups_organisation (kind, ods_code, name, status, town, postcode, sub_icb_id, contact)
  SELECT 'pcn', pcn, pcn_name, 'active', '', '', u.id, ''
  FROM told JOIN groups_subicb u ON u.ods_code = sub_icb ORDER BY pcn
  ON CONFLICT (ods_code) DO NOTHING RETURNING ods_code, name),
changed AS (
  SELECT o.id, o.ods_code, o.name was_name, pcn_name now_name, o.sub_icb_id was_sub_icb, u.id told_sub_icb
  FROM told JOIN groups_organisation o ON o.ods_code = pcn AND o.kind = 'pcn'
  JOIN groups_subicb u ON u.ods_code = sub_icb
  WHERE (%(newest_pcn)s AND o.name <> pcn_name) OR o.sub_icb_id IS NULL),
done AS (
  UPDATE groups_organisation o
  SET name = CASE WHEN %(newest_pcn)s THEN now_name ELSE o.name END, sub_icb_id = COALESCE(was_sub_icb, told_sub_icb)
  FROM changed c WHERE o.id = c.id)
INSERT INTO ods_change
SELECT %(file)s, 'added', 'pcn', ods_code, name, '', '' FROM added
UNION ALL SELECT %(file)s, 'renamed', 'pcn', ods_code, now_name, was_name, now_name FROM changed
  WHERE %(newest_pcn)s AND was_name <> now_name
"""
PRACTICES: Final = """
WITH added AS (
  INSERT INTO groups_organisation (kind, ods_code, name, status, town, postcode, sub_icb_id, contact)
  SELECT 'practice', practice, s.name, 'active', '', s.postcode, u.id, ''
  FROM ods_map s JOIN groups_subicb u ON u.ods_code = sub_icb ORDER BY practice
  ON CONFLICT (ods_code) DO NOTHING RETURNING ods_code, name),
seen AS (
  SELECT o.id, o.ods_code, o.name was_name, o.postcode was_postcode, o.sub_icb_id was_sub_icb,
    w.ods_code was_sub_icb_code, u.ods_code now_sub_icb_code,
    CASE WHEN %(newest)s THEN s.name ELSE o.name END now_name,
    CASE WHEN s.postcode <> '' AND (%(newest)s OR o.postcode = '') THEN s.postcode ELSE o.postcode END now_postcode,
    CASE WHEN %(newest)s OR o.sub_icb_id IS NULL THEN u.id ELSE o.sub_icb_id END now_sub_icb
  FROM ods_map s JOIN groups_organisation o ON o.ods_code = practice AND o.kind = 'practice'
  JOIN groups_subicb u ON u.ods_code = sub_icb LEFT JOIN groups_subicb w ON w.id = o.sub_icb_id),
changed AS (
  SELECT * FROM seen
  WHERE (was_name, was_postcode, was_sub_icb) IS DISTINCT FROM (now_name, now_postcode, now_sub_icb)),
done AS (
  UPDATE groups_organisation o SET name = now_name, postcode = now_postcode, sub_icb_id = now_sub_icb
  FROM changed c WHERE o.id = c.id)
INSERT INTO ods_change
SELECT %(file)s, 'added', 'practice', ods_code, name, '', 'Active' FROM added
UNION ALL
SELECT %(file)s, what, 'practice', ods_code, now_name, before, after
FROM changed, LATERAL (VALUES
  ('renamed', was_name, now_name, was_name <> now_name),
  ('moved', was_postcode, now_postcode, was_postcode <> '' AND was_postcode <> now_postcode),
  ('transferred', was_sub_icb_code, now_sub_icb_code, was_sub_icb IS NOT NULL AND was_sub_icb <> now_sub_icb)
) AS each (what, before, after, differs)
WHERE differs
"""

# ---- Which PCN a practice was seen in, and what follows ----

LAST_RUN: Final = """
WITH last AS (
  SELECT DISTINCT ON (practice_code) * FROM groups_mapsighting
  WHERE first_on <= %(as_at)s ORDER BY practice_code, first_on DESC)
"""
LONGER: Final = (
    LAST_RUN
    + """
UPDATE groups_mapsighting m SET last_on = GREATEST(m.last_on, %(as_at)s)
FROM last JOIN ods_map s ON s.practice = last.practice_code
WHERE m.id = last.id AND m.pcn_code IS NOT DISTINCT FROM s.pcn
"""
)
ANOTHER: Final = (
    LAST_RUN
    + """
INSERT INTO groups_mapsighting (practice_code, pcn_code, first_on, last_on)
SELECT s.practice, s.pcn, %(as_at)s, %(as_at)s
FROM ods_map s LEFT JOIN last ON last.practice_code = s.practice
WHERE last.id IS NULL OR last.pcn_code IS DISTINCT FROM s.pcn
ON CONFLICT (practice_code, first_on) DO UPDATE SET pcn_code = EXCLUDED.pcn_code
"""
)
# An ePCN file of the same day or later, and a later map, know better. A practice without any spell has only the map.
EVIDENCE: Final = """
INSERT INTO ods_evidence
SELECT p.id, c.id FROM ods_map s
JOIN groups_organisation p ON p.ods_code = s.practice AND p.kind = 'practice'
LEFT JOIN groups_organisation c ON c.ods_code = s.pcn AND c.kind = 'pcn'
WHERE (%(as_at)s > %(epcn)s OR NOT EXISTS (SELECT FROM groups_networkmembership n WHERE n.practice_id = p.id))
  AND NOT EXISTS (SELECT FROM groups_mapsighting m WHERE m.practice_code = s.practice AND m.last_on > %(as_at)s)
"""
# Spells that an ePCN file began and this map ends.
MOVED: Final = """
SELECT count(DISTINCT b.practice) FROM ods_spell_before b
WHERE b.start < %(as_at)s AND (b.stop IS NULL OR b.stop >= %(as_at)s)
  AND EXISTS (SELECT FROM ods_evidence e WHERE e.practice = b.practice AND e.pcn IS DISTINCT FROM b.pcn)
"""


def apply(run: Run) -> None:
    """Systems first, then what is in them, then who is in which PCN."""
    _systems(run)
    run.execute(PCNS, newest_pcn=run.newest(Kind.PCNS))
    run.execute(PRACTICES, newest=run.newest(Kind.PRACTICES))
    spells.remember(run)
    run.execute("TRUNCATE ods_evidence")
    run.all_of((LONGER, ANOTHER))
    run.execute(EVIDENCE, epcn=run.since(Kind.MEMBERSHIPS))
    if moved := run.count(MOVED):
        are = "is in another PCN, or in none," if moved == 1 else "are in another PCN, or in none,"
        run.note(f"{plural(moved, 'practice')} {are} on this map. The change is dated by the map, where it was seen.")
    spells.believe(run, run.as_at)
    spells.note_changes(run)


def _systems(run: Run) -> None:
    for code, name, region in run.rows(NEW_SYSTEMS):
        System.objects.create(ods_code=code, slug=free_slug(System, name), name=name, region=region)
        run.execute(NOTE_SYSTEM, code=code, name=name, region=region)
    run.execute(KNOWN_SYSTEMS)
    run.execute(SUB_ICBS, newest_name=run.newest(Kind.PCNS))
    if absent := [name for (name,) in run.rows(ABSENT_SYSTEMS)]:
        stay = "is not on this map and stays" if len(absent) == 1 else "are not on this map and stay"
        run.note(f"{listed(absent)} {stay} as before. If they merged, pass their places on under Systems.")
