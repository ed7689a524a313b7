"""Two at once, really committed: two tabs, a look and a tab, two looks, two who note what was agreed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from gpleadership.lib.refusal import Refused
from groups.jobs.models import Job
from groups.jobs.progress import Progress
from groups.models import Candidate, LogEntry
from groups.pulse import actions
from groups.pulse.jobs import look
from tests.ballots.electors import Table, table
from tests.cast import Cast
from tests.pulse.steps import chair_since, counted, scope


@pytest.fixture
def seated(committed_cast: Cast) -> Table:
    found = table(committed_cast, pcn=4, lmc=2, federation=2)
    chair_since(found, 200)
    return found


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do these at the same instant; what came of each."""
    gate = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        try:
            gate.wait(10)
            act()
        except Refused as refused:
            return str(refused)
        else:
            return "done"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(one, acts))


def tab(seated: Table) -> Callable[[], object]:
    def opens() -> None:
        with scope(seated):
            actions.open_pulse(seated.group, by=seated.secretariat)

    return opens


def the_look() -> None:
    look({}, Progress())


def one_pulse_was_opened(seated: Table) -> None:
    with scope(seated):
        pulse = seated.group.pulses.select_related("ballot").get()
        assert seated.group.ballots.get() == pulse.ballot
        assert pulse.subjects.count() == Candidate.objects.filter(group=seated.group).count() == 1
        verbs = LogEntry.objects.filter(group_id=seated.group.pk).values_list("verb", flat=True)
        assert sorted(verbs) == ["trust ballot opened", "trust pulse opened"]
    letters = Job.objects.filter(kind="ballots.letter")
    assert letters.count() == 8, "each elector is written to once"


@pytest.mark.parametrize("attempt", range(4))
def test_two_tabs_open_one_pulse(seated: Table, attempt: int) -> None:
    first, second = at_once(tab(seated), tab(seated))
    assert first.startswith("A trust pulse is under way already.")
    assert second == "done"
    one_pulse_was_opened(seated)


@pytest.mark.parametrize("attempt", range(4))
def test_a_look_and_a_tab_open_one_pulse(seated: Table, attempt: int) -> None:
    assert "done" in at_once(the_look, tab(seated))
    one_pulse_was_opened(seated)


def test_looks_of_several_workers_open_one_pulse(seated: Table) -> None:
    assert at_once(*[the_look] * 4) == ["done"] * 4
    one_pulse_was_opened(seated)


def test_two_who_note_what_was_agreed(seated: Table) -> None:
    counted(seated)
    with scope(seated):
        item = seated.group.confidence_items.get()

    def notes() -> None:
        with scope(seated):
            actions.close_item(item, agreed="We talked.", by=seated.secretariat)

    first, second = at_once(notes, notes)
    assert first.startswith("Somebody else has noted what was agreed meanwhile")
    assert second == "done"
