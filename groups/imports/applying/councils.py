"""Councils of England, on mySociety's code, which is no ODS code."""

from typing import Final

from groups.imports.applying.run import Run

KNOWN: Final = """
WITH seen AS (
  SELECT o.id, o.register_code, o.name was_name, o.status was_status, o.opened was_opened, o.closed was_closed,
    s.name now_name, CASE WHEN s.current THEN 'active' ELSE 'inactive' END now_status,
    s.opened now_opened, s.closed now_closed
  FROM ods_council s JOIN groups_organisation o ON o.register_code = s.code AND o.kind = 'council'),
changed AS (
  SELECT * FROM seen
  WHERE (was_name, was_status, was_opened, was_closed) IS DISTINCT FROM (now_name, now_status, now_opened, now_closed)),
done AS (
  UPDATE groups_organisation o SET name = now_name, status = now_status, opened = now_opened, closed = now_closed
  FROM changed c WHERE o.id = c.id)
INSERT INTO ods_change
SELECT %(file)s, what, 'council', register_code, now_name, before, after
FROM changed, LATERAL (VALUES
  (CASE now_status WHEN 'inactive' THEN 'closed' ELSE 'opened' END,
   initcap(was_status), initcap(now_status) || COALESCE(', last day ' || to_char(now_closed, 'FMDD FMMonth YYYY'), ''),
   was_status <> now_status),
  ('renamed', was_name, now_name, was_name <> now_name)
) AS each (what, before, after, differs)
WHERE differs ORDER BY register_code
"""

ADDED: Final = """
WITH done AS (
  INSERT INTO groups_organisation (kind, register_code, name, status, opened, closed, town, postcode, contact)
  SELECT 'council', code, name, CASE WHEN current THEN 'active' ELSE 'inactive' END, opened, closed, '', '', ''
  FROM ods_council ORDER BY code
  ON CONFLICT (register_code) DO NOTHING RETURNING register_code, name, status)
INSERT INTO ods_change SELECT %(file)s, 'added', 'council', register_code, name, '', initcap(status) FROM done
"""


def apply(run: Run) -> None:
    """Change the councils that are known, then add the others."""
    run.all_of((KNOWN, ADDED))
