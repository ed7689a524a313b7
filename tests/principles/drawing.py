"""The reference page of a principle, drawn from the transition table.

`python -m tests.principles.drawing --write` writes it anew.
"""

import os
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "principle.md"


def drawn() -> str:
    """The page as it should read."""
    from groups.principles.enums import State
    from groups.principles.rules import TRANSITIONS, diagram

    labels = "\n".join(f"| `{each.value}` | {each.label} |" for each in State)
    steps = "\n".join(f"| `{now.value}` | `{then.value}` | {words} |" for (now, then), words in TRANSITIONS.items())
    return f"""# A principle and its versions

Drawn from the transition table in `groups/principles/rules.py`, and held to it by a test. A step that is not here
cannot be taken. Each step is kept with who took it, when and why, and is never changed.

A principle has versions. At most one holds, and at most one is on its way beside it. The words of a version can change
while it is a draft or in discussion; from the day the organisations are asked they stand, and the database sees to it.
It is adopted when a round of sign-off ends so ([sign-off](signoff.md)); then the version that held gives way. A
principle gets its number when it is first adopted and keeps it.

```mermaid
{diagram()}
```

## States

| state | what it is |
| --- | --- |
{labels}

## Steps

| from | to | what happens |
| --- | --- | --- |
{steps}

## Who reads what

| | practice reader, observer | in attendance, deputy chair | core member | chair, secretariat |
| --- | --- | --- | --- | --- |
| adopted, superseded and retired versions, who agreed | yes | yes | yes | yes |
| drafts, what is out for agreement | | yes | yes | yes |
| what members say of a draft | | | yes, and writes | yes, and writes |
| draft, open the discussion, ask, retire | | | | yes |

## What cites a principle

A package above says which of its things cite one; principles that nothing cites are counted and can be filtered.

```python
from groups.principles.uses import Use, register_uses

register_uses("decisions", lambda group, ids: {{pk: [Use("EAS-2026-014", href, day)] …}})
```
"""


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gpleadership.settings")
    django.setup()
    if "--write" in sys.argv:
        FILE.write_text(drawn())
    else:
        sys.stdout.write(drawn())
