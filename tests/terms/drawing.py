"""Draws docs/reference/terms.md from the code: `python -m tests.terms.drawing`."""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "terms.md"
TEXT = """# Terms of reference and their versions

Drawn from the transition table in `groups/terms/rules/steps.py`, and held to it by a test. A step that is not here
cannot be taken. Each step is kept with who took it and when, and is never changed.

At most one version holds, at most one is out for agreement, and at most one is a draft. A draft begins with the library
or with the words of an earlier version. From the day the organisations are asked ([sign-off](signoff.md)) its words are
kept and stand; from the day of adoption its facts too: the database sees to both. A version that is not adopted goes on
as a new draft with the same words, unless another draft is being written by then.

Everybody in the group reads what was adopted; those who read papers, the other versions too; chair and secretariat
write.

```mermaid
{diagram}
```

| status | what it is |
| --- | --- |
{states}

| from | to | what happens |
| --- | --- | --- |
{steps}

## Clauses

`groups/terms/library/` has a file for each section. A clause has one wording, or one for each basis: the switch
(representative, advisory, mandated) drives them all. A group changes a clause’s words, leaves one out that is not
required, and adds its own. Own words are refused at the field where they contradict the basis
(`rules/contradictions.py`), hold HTML or an image, link to anything but `https:` and `mailto:`, are longer than 20,000
characters, or name a fact that there is not. A version has at most 120 clauses. A clause carries a `version`: of two
who change it, the second sees both texts and decides.

`checklist.py` says what stands between a draft and the organisations. It stops at a contradiction, at what was left for
later (“TBC”, “[insert name]”), at a required clause left out, at a mandate that no clause names, and where no day of
review is set. A fact that is missing is told and does not stop.

## Facts

A clause names a fact in braces: `{{chair}}`. Until the day of adoption it says what holds now; that day the facts are
kept with the version. A missing fact says so in a sentence (“No chair is in office.”).

| from | facts |
| --- | --- |
| `known/group.py` | `name`, `place`, `lmc`, `floor` |
| `known/table.py` | `organisations`, `seats`, `quorum`, `in_attendance` |
| `known/officers.py` | `chair`, `deputy_chair`, `secretariat` |
| `known/principles.py` | `principles` |
| `known/support.py` | `support` |
| the version itself | `review_date` |

A package above adds its own:

```python
from groups.terms.facts import Fact, register_facts


def ask(asking: Asking):  # as groups.home.asking has it; or None where nothing need be asked
    return Meeting.objects.filter(group=asking.any_group).values("starts_at")


def says(group, rows, today):  # always a fact for each name
    yield Fact("meetings", "Meetings", "The group meets every month.", short="Monthly", route="meetings:list")


register_facts("meetings", ask, says)
```

All questions go out in one statement. Names in a fact’s text go through `plainly`: they are never read as Markdown.

## What is made of it

`presenters/document.py` says a version once, as a `Document` ([documents](documents.md)); page, PDF and Word file are
drawn from it. Adoption freezes both files: they are made once by a job, and given as they are from then on. The record
check at the foot is the seal of the adoption’s own entry in the log. Adoption also sets what the group’s details say
it is.
"""


def whole() -> str:
    """The page as it should be."""
    from groups.terms.enums import Status
    from groups.terms.rules.steps import TRANSITIONS, diagram

    states = "\n".join(f"| `{each.value}` | {each.label} |" for each in Status)
    steps = "\n".join(f"| `{now.value}` | `{then.value}` | {words} |" for (now, then), words in TRANSITIONS.items())
    return TEXT.format(diagram=diagram(), states=states, steps=steps)


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gpleadership.settings")
    django.setup()
    FILE.write_text(whole())
