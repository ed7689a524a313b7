"""PCNs (ePCN): the register's word on their names, dates and own sub-ICB. Absence is not closure."""

from typing import Final

from gpleadership.lib.ods import Kind
from groups.imports.applying.run import Run

SUB_ICBS: Final = """
WITH told AS (
  SELECT DISTINCT ON (sub_icb) sub_icb, sub_icb_name FROM ods_pcn ORDER BY sub_icb, closed DESC NULLS FIRST),
changed AS (
  SELECT sub_icb, sub_icb_name, u.name was_name FROM told LEFT JOIN groups_subicb u ON u.ods_code = sub_icb
  WHERE u.id IS NULL OR (u.name <> sub_icb_name AND (%(newest)s OR u.name = u.ods_code))),
done AS (
  INSERT INTO groups_subicb (ods_code, name) SELECT sub_icb, sub_icb_name FROM changed
  ON CONFLICT (ods_code) DO UPDATE SET name = EXCLUDED.name)
INSERT INTO ods_change
SELECT %(file)s, CASE WHEN was_name IS NULL THEN 'added' ELSE 'renamed' END, 'sub_icb', sub_icb, sub_icb_name,
  COALESCE(was_name, ''), CASE WHEN was_name IS NULL THEN '' ELSE sub_icb_name END
FROM changed WHERE was_name IS DISTINCT FROM sub_icb ORDER BY sub_icb
"""

KNOWN: Final = """
WITH seen AS (
  SELECT o.id, o.ods_code, o.name was_name, o.status was_status, o.postcode was_postcode,
    o.opened was_opened, o.closed was_closed, o.sub_icb_id was_sub_icb, w.ods_code was_sub_icb_code,
    CASE WHEN %(newest)s THEN s.name ELSE o.name END now_name,
    CASE WHEN s.closed < %(today)s THEN 'inactive' ELSE 'active' END now_status,
    s.opened now_opened, s.closed now_closed,
    CASE WHEN s.postcode <> '' THEN s.postcode ELSE o.postcode END now_postcode,
    u.id now_sub_icb, u.ods_code now_sub_icb_code
  FROM ods_pcn s
  JOIN groups_organisation o ON o.ods_code = s.code AND o.kind = 'pcn'
  JOIN groups_subicb u ON u.ods_code = s.sub_icb
  LEFT JOIN groups_subicb w ON w.id = o.sub_icb_id),
changed AS (
  SELECT * FROM seen
  WHERE (was_name, was_status, was_postcode, was_opened, was_closed, was_sub_icb) IS DISTINCT FROM
        (now_name, now_status, now_postcode, now_opened, now_closed, now_sub_icb)),
done AS (
  UPDATE groups_organisation o
  SET name = now_name, status = now_status, postcode = now_postcode, opened = now_opened, closed = now_closed,
    sub_icb_id = now_sub_icb
  FROM changed c WHERE o.id = c.id)
INSERT INTO ods_change
SELECT %(file)s, what, 'pcn', ods_code, now_name, before, after
FROM changed, LATERAL (VALUES
  (CASE now_status WHEN 'inactive' THEN 'closed' ELSE 'opened' END,
   initcap(was_status), initcap(now_status) || COALESCE(', last day ' || to_char(now_closed, 'FMDD FMMonth YYYY'), ''),
   was_status <> now_status),
  ('renamed', was_name, now_name, was_name <> now_name),
  ('moved', was_postcode, now_postcode, was_postcode <> '' AND was_postcode <> now_postcode),
  ('transferred', was_sub_icb_code, now_sub_icb_code, was_sub_icb IS NOT NULL AND was_sub_icb <> now_sub_icb),
  ('details', 'Opened ' || to_char(was_opened, 'FMDD FMMonth YYYY'),
   'Opened ' || to_char(now_opened, 'FMDD FMMonth YYYY'), was_opened IS NOT NULL AND was_opened <> now_opened),
  ('details', COALESCE('Last day ' || to_char(was_closed, 'FMDD FMMonth YYYY'), 'No last day'),
   COALESCE('Last day ' || to_char(now_closed, 'FMDD FMMonth YYYY'), 'No last day'),
   was_status = now_status AND was_closed IS DISTINCT FROM now_closed)
) AS each (what, before, after, differs)
WHERE differs ORDER BY ods_code
"""

ADDED: Final = """
WITH done AS (
  INSERT INTO groups_organisation (kind, ods_code, name, status, opened, closed, town, postcode, sub_icb_id, contact)
  SELECT 'pcn', s.code, s.name, CASE WHEN s.closed < %(today)s THEN 'inactive' ELSE 'active' END,
    s.opened, s.closed, '', s.postcode, u.id, ''
  FROM ods_pcn s JOIN groups_subicb u ON u.ods_code = s.sub_icb ORDER BY s.code
  ON CONFLICT (ods_code) DO NOTHING RETURNING ods_code, name, status, closed)
INSERT INTO ods_change
SELECT %(file)s, 'added', 'pcn', ods_code, name, '',
  initcap(status) || COALESCE(', last day ' || to_char(closed, 'FMDD FMMonth YYYY'), '')
FROM done
"""


def apply(run: Run) -> None:
    """Change the PCNs that are known, then add the others."""
    run.all_of((SUB_ICBS, KNOWN, ADDED), newest=run.newest(Kind.MAP))
