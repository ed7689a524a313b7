"""NHS trusts (etr). The files give no status: a trust whose last day has passed is closed."""

from typing import Final

from groups.imports.applying.run import Run

KNOWN: Final = """
WITH seen AS (
  SELECT o.id, o.ods_code, o.name was_name, o.status was_status, o.postcode was_postcode, o.town was_town,
    o.opened was_opened, o.closed was_closed, s.name now_name,
    CASE WHEN s.closed < %(today)s THEN 'inactive' ELSE 'active' END now_status,
    CASE WHEN s.postcode <> '' THEN s.postcode ELSE o.postcode END now_postcode,
    CASE WHEN s.town <> '' THEN s.town ELSE o.town END now_town,
    s.opened now_opened, s.closed now_closed
  FROM ods_trust s JOIN groups_organisation o ON o.ods_code = s.code AND o.kind = 'trust'),
changed AS (
  SELECT * FROM seen
  WHERE (was_name, was_status, was_postcode, was_town, was_opened, was_closed) IS DISTINCT FROM
        (now_name, now_status, now_postcode, now_town, now_opened, now_closed)),
done AS (
  UPDATE groups_organisation o
  SET name = now_name, status = now_status, postcode = now_postcode, town = now_town, opened = now_opened,
    closed = now_closed
  FROM changed c WHERE o.id = c.id)
INSERT INTO ods_change
SELECT %(file)s, what, 'trust', ods_code, now_name, before, after
FROM changed, LATERAL (VALUES
  (CASE now_status WHEN 'inactive' THEN 'closed' ELSE 'opened' END,
   initcap(was_status), initcap(now_status) || COALESCE(', last day ' || to_char(now_closed, 'FMDD FMMonth YYYY'), ''),
   was_status <> now_status),
  ('renamed', was_name, now_name, was_name <> now_name),
  ('moved', was_postcode, now_postcode, was_postcode <> '' AND was_postcode <> now_postcode)
) AS each (what, before, after, differs)
WHERE differs ORDER BY ods_code
"""

ADDED: Final = """
WITH done AS (
  INSERT INTO groups_organisation (kind, ods_code, name, status, opened, closed, town, postcode, contact)
  SELECT 'trust', code, name, CASE WHEN closed < %(today)s THEN 'inactive' ELSE 'active' END,
    opened, closed, town, postcode, ''
  FROM ods_trust ORDER BY code
  ON CONFLICT (ods_code) DO NOTHING RETURNING ods_code, name, status)
INSERT INTO ods_change SELECT %(file)s, 'added', 'trust', ods_code, name, '', initcap(status) FROM done
"""


def apply(run: Run) -> None:
    """Change the trusts that are known, then add the others."""
    run.all_of((KNOWN, ADDED))
