"""Jobs of a ballot: the count at its closing time, the watch over its roll, letters."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.urls import reverse
from django.utils import timezone

from gpleadership.lib.scopes import open_scope
from groups.ballots import timing
from groups.ballots.actions import abandon, close
from groups.ballots.enums import BallotState
from groups.ballots.letters import write, write_result
from groups.ballots.models import Ballot
from groups.ballots.policies import roll_changes, why_changed
from groups.jobs.models import Job
from groups.jobs.progress import Progress
from groups.jobs.registry import job_kind


@contextmanager
def _ballot(arguments: Mapping[str, Any], *, closed: bool = False) -> Iterator[Ballot]:
    group = [arguments["group"]]
    with open_scope(read=group, write=group, closed=group if closed else ()):
        yield Ballot.objects.select_related("group").get(group_id=group[0], pk=arguments["ballot"])


def _page(job: Job) -> str:
    with _ballot(job.arguments) as ballot:
        return reverse("ballots:result", args=[ballot.group.slug, ballot.number])


@job_kind(timing.CLOSE, title="Counting the ballot", result_url=_page, result_text="See the result")
def count(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Count a ballot whose time is over."""
    with _ballot(arguments, closed=True) as ballot:
        return {"cast": close(ballot).cast}


@job_kind(timing.WATCH, title="Looking at the roll")
def watch(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """End a round whose roll no longer stands; look again in an hour otherwise."""
    with _ballot(arguments) as ballot:
        now = timezone.now()
        if ballot.state(now) == BallotState.OPEN:
            if changed := roll_changes(ballot, now):
                abandon(ballot, why_changed(changed), by=None)
            else:
                timing.watch_later(ballot)
    return {}


@job_kind(timing.REMIND, title="Sending reminders")
def remind(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Ask for a reminder to everybody on the roll; each looks for itself whether it is still needed."""
    with _ballot(arguments) as ballot:
        if ballot.state(timezone.now()) == BallotState.OPEN:
            left = "last" if ballot.closes_at - timezone.now() <= timing.REMINDERS[-1] else "first"
            timing.write_to_electors(ballot, f"reminder-{left}")
    return {}


@job_kind(timing.LETTER, title="Writing to a voter")
def letter(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """One letter to one elector, if there is still a reason for it. Its result says nothing."""
    with _ballot(arguments, closed=True) as ballot:
        write(ballot, arguments["letter"], arguments["person"])
    return {}


@job_kind(timing.RESULT, title="Telling the group the result", result_url=_page, result_text="See the result")
def result(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Plan the letter with the result for everybody who stands in the group."""
    with _ballot(arguments) as ballot:
        return {"told": write_result(ballot)}
