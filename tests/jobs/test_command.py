"""`manage.py run_jobs`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from groups.jobs import queue, registry
from groups.jobs.actions import enqueue
from groups.jobs.models import Job


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict(registry._kinds)
    known["nothing much"] = registry.JobKind("nothing much", lambda arguments, progress: {}, "")
    monkeypatch.setattr(registry, "_kinds", known)


def run(**options: float) -> str:
    out = StringIO()
    call_command("run_jobs", stdout=out, **options)
    return out.getvalue()


def test_it_does_what_is_due_and_says_how_much(db: None) -> None:
    assert run() == "0 jobs done.\n"
    enqueue("nothing much", {}, by=None)
    assert run() == "1 job done.\n"
    for _ in range(3):
        enqueue("nothing much", {}, by=None)
    assert run() == "3 jobs done.\n"
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def test_it_waits_for_what_others_do_and_says_what_is_left(db: None) -> None:
    enqueue("nothing much", {}, by=None)
    queue.claim()
    with pytest.raises(CommandError, match="1 still to do"):
        run(wait=0.3)
