"""List sizes: how many patients are registered with a practice, and on which day that was counted."""

from typing import Final

from gpleadership.lib.words import plural
from groups.imports.applying.run import Run

SIZES: Final = """
WITH seen AS (
  SELECT o.id, o.ods_code, o.name, o.list_size was, s.patients
  FROM ods_list_size s JOIN groups_organisation o ON o.ods_code = s.practice AND o.kind = 'practice'
  WHERE (o.list_size, o.list_size_on) IS DISTINCT FROM (s.patients, %(as_at)s::date)),
done AS (
  UPDATE groups_organisation o SET list_size = patients, list_size_on = %(as_at)s FROM seen WHERE o.id = seen.id)
INSERT INTO ods_change
SELECT %(file)s, 'list_size', 'practice', ods_code, name,
  COALESCE(to_char(was, 'FM9,999,999'), ''), to_char(patients, 'FM9,999,999')
FROM seen WHERE was IS DISTINCT FROM patients ORDER BY ods_code
"""

UNKNOWN: Final = """
SELECT count(*) FROM ods_list_size s
WHERE NOT EXISTS (SELECT FROM groups_organisation o WHERE o.ods_code = s.practice AND o.kind = 'practice')
"""


def apply(run: Run) -> None:
    """Set the sizes of the practices that are known."""
    run.execute(SIZES)
    if unknown := run.count(UNKNOWN):
        one, many = "has a list size but is not known here; it is", "have list sizes but are not known here; they are"
        are = one if unknown == 1 else many
        run.note(f"{plural(unknown, 'practice')} {are} left out.")
