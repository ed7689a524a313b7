"""GP practices (epraccur): the register's word on their names, dates, status and postcode.

A practice that the file does not hold is left as it is: the current format leaves out what closed before
April 2017. What a map of a later date says of name, postcode and sub-ICB stands. A practice without an
opening day is known from ePCN or a map alone: the register's first word on it is no change of its dates.
"""

from typing import Final

from gpleadership.lib.ods import Kind
from gpleadership.lib.words import plural
from groups.imports.applying.run import Run

SUB_ICBS: Final = """
WITH done AS (
  INSERT INTO groups_subicb (ods_code, name)
  SELECT DISTINCT sub_icb, sub_icb FROM ods_practice WHERE in_force AND sub_icb IS NOT NULL
  ON CONFLICT (ods_code) DO NOTHING RETURNING ods_code)
INSERT INTO ods_change SELECT %(file)s, 'added', 'sub_icb', ods_code, ods_code, '', '' FROM done ORDER BY 4
"""

KNOWN: Final = """
WITH seen AS (
  SELECT o.id, o.ods_code, o.name was_name, o.status was_status, o.postcode was_postcode, o.town was_town,
    o.opened was_opened, o.closed was_closed, o.sub_icb_id was_sub_icb, w.ods_code was_sub_icb_code,
    CASE WHEN %(newest)s THEN s.name ELSE o.name END now_name,
    s.status now_status, s.opened now_opened, s.closed now_closed,
    CASE WHEN s.postcode <> '' AND (%(newest)s OR o.postcode = '') THEN s.postcode ELSE o.postcode END now_postcode,
    CASE WHEN s.town <> '' THEN s.town ELSE o.town END now_town,
    CASE WHEN %(newest)s OR o.sub_icb_id IS NULL THEN COALESCE(u.id, o.sub_icb_id) ELSE o.sub_icb_id END now_sub_icb,
    u.ods_code now_sub_icb_code
  FROM ods_practice s
  JOIN groups_organisation o ON o.ods_code = s.code AND o.kind = 'practice'
  LEFT JOIN groups_subicb u ON u.ods_code = s.sub_icb
  LEFT JOIN groups_subicb w ON w.id = o.sub_icb_id),
changed AS (
  SELECT * FROM seen
  WHERE (was_name, was_status, was_postcode, was_town, was_opened, was_closed, was_sub_icb) IS DISTINCT FROM
        (now_name, now_status, now_postcode, now_town, now_opened, now_closed, now_sub_icb)),
done AS (
  UPDATE groups_organisation o
  SET name = now_name, status = now_status, postcode = now_postcode, town = now_town, opened = now_opened,
    closed = now_closed, sub_icb_id = now_sub_icb
  FROM changed c WHERE o.id = c.id)
INSERT INTO ods_change
SELECT %(file)s, what, 'practice', ods_code, now_name, before, after
FROM changed, LATERAL (VALUES
  (CASE now_status WHEN 'inactive' THEN 'closed' WHEN 'dormant' THEN 'dormant' WHEN 'active' THEN 'opened'
   ELSE 'details' END,
   initcap(was_status), initcap(now_status) || COALESCE(', last day ' || to_char(now_closed, 'FMDD FMMonth YYYY'), ''),
   was_status <> now_status AND (was_opened IS NOT NULL OR now_status <> 'active')),
  ('renamed', was_name, now_name, was_name <> now_name),
  ('moved', was_postcode, now_postcode, was_postcode <> '' AND was_postcode <> now_postcode),
  ('transferred', was_sub_icb_code, now_sub_icb_code,
   was_sub_icb IS NOT NULL AND was_sub_icb <> now_sub_icb),
  ('details', 'Opened ' || to_char(was_opened, 'FMDD FMMonth YYYY'),
   'Opened ' || to_char(now_opened, 'FMDD FMMonth YYYY'), was_opened IS NOT NULL AND was_opened <> now_opened),
  ('details', COALESCE('Last day ' || to_char(was_closed, 'FMDD FMMonth YYYY'), 'No last day'),
   COALESCE('Last day ' || to_char(now_closed, 'FMDD FMMonth YYYY'), 'No last day'),
   was_opened IS NOT NULL AND was_status = now_status AND was_closed IS DISTINCT FROM now_closed),
  ('details', was_town, now_town, was_town <> '' AND was_town <> now_town)
) AS each (what, before, after, differs)
WHERE differs ORDER BY ods_code
"""

ADDED: Final = """
WITH done AS (
  INSERT INTO groups_organisation (kind, ods_code, name, status, opened, closed, town, postcode, sub_icb_id, contact)
  SELECT 'practice', s.code, s.name, s.status, s.opened, s.closed, s.town, s.postcode, u.id, ''
  FROM ods_practice s LEFT JOIN groups_subicb u ON u.ods_code = s.sub_icb
  WHERE s.english ORDER BY s.code
  ON CONFLICT (ods_code) DO NOTHING RETURNING ods_code, name, status, closed)
INSERT INTO ods_change
SELECT %(file)s, 'added', 'practice', ods_code, name, '',
  initcap(status) || COALESCE(', last day ' || to_char(closed, 'FMDD FMMonth YYYY'), '')
FROM done
"""

OTHERS: Final = """
SELECT count(*) FROM ods_practice s JOIN groups_organisation o ON o.ods_code = s.code AND o.kind <> 'practice'
WHERE s.english
"""


def apply(run: Run) -> None:
    """Change the practices that are known, then add the others."""
    run.execute(SUB_ICBS)
    run.execute(KNOWN, newest=run.newest(Kind.MAP))
    run.execute(ADDED)
    if others := run.count(OTHERS):
        run.note(f"{plural(others, 'code is', 'codes are')} kept here as another kind of organisation; left alone.")
