"""How trust in the demo's chairs went: Ambleford's over three half-years, Eastmere's after the first."""

from collections.abc import Sequence
from typing import Final

from gpleadership.demo.elapsed import demo_only_let_pulse_elapse
from gpleadership.demo.voting import DAY, Table, ago, count, inside, vote
from gpleadership.lib.dates import today
from groups.models import ConfidenceItem
from groups.pulse import actions
from groups.pulse.rules import half_year

Asked = tuple[int, int]
"""How many days ago a pulse closed, and how many in ten trusted the chair."""
AMBLEFORD: Final[Sequence[Asked]] = ((471, 10), (286, 8), (101, 5))
EASTMERE: Final[Sequence[Asked]] = ((16, 9),)
AGREED: Final = (
    "The chair meets the six clinical directors every fortnight until the term ends, "
    "and the next appointment is opened in good time."
)


def build(table: Table, asked: Sequence[Asked]) -> None:
    """Ask about the chair, and note what was agreed where trust was below the floor."""
    for closed, tenths in asked:
        _ask(table, closed, tenths)
    _settle(table, asked[-1][0])


def _ask(table: Table, closed: int, tenths: int) -> None:
    with inside(table.group):
        pulse = actions.open_pulse(table.group, by=table.secretariat)
    vote(table, pulse.ballot, {table.chair.person: tenths}, table.electors)
    count(pulse.ballot, opened=ago(closed + 7, 9), closed=ago(closed, 17))
    opened = today() - (closed + 7) * DAY
    demo_only_let_pulse_elapse(pulse, due=opened, half_year=half_year(opened))


def _settle(table: Table, closed: int) -> None:
    """What the last count raised was talked about within two weeks."""
    with inside(table.group):
        for raised in ConfidenceItem.objects.filter(group_id=table.group.pk):
            item = actions.close_item(raised, agreed=AGREED, by=table.secretariat)
            item.raised_at -= closed * DAY
            item.closed_at = item.raised_at + 14 * DAY
            item.save(update_fields=["raised_at", "closed_at"])
