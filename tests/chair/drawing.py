"""The reference page of an appointment, drawn from the transition table.

`python -m tests.chair.drawing --write` writes it anew.
"""

import os
import sys
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "appointment.md"


def drawn() -> str:
    """The page as it should read."""
    from groups.chair.enums import AppointmentStatus
    from groups.chair.rules import TRANSITIONS, diagram

    labels = "\n".join(f"| `{each.value}` | {each.label} |" for each in AppointmentStatus)
    steps = "\n".join(f"| `{now.value}` | `{then.value}` | {words} |" for (now, then), words in TRANSITIONS.items())
    return f"""# The appointment of a chair

Drawn from the transition table in `groups/chair/rules.py`, and held to it by a test. A step that is not here
cannot be taken. Each step is kept with who took it, when and why, and is never changed.

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
"""


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gpleadership.settings")
    django.setup()
    if "--write" in sys.argv:
        FILE.write_text(drawn())
    else:
        sys.stdout.write(drawn())
