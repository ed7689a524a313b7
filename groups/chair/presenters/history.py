"""What has happened to an appointment, the newest first."""

from collections.abc import Iterable
from typing import Final

from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.parts import Moment
from gpleadership.lib.words import in_words
from groups.chair.enums import AppointmentStatus
from groups.chair.models import AppointmentStep

S = AppointmentStatus
WORDS: Final = {
    S.PROPOSED: "An appointment was proposed",
    S.NOMINATING: "Nominations were opened",
    S.BALLOTING: "The ballot was opened",
    S.AGAIN: "The round ended without a count",
    S.NOBODY: "Counted: no one is yet trusted by all",
    S.CHOSEN: "Counted: somebody is trusted in every constituency",
    S.APPOINTED: "The appointment was recorded",
    S.WITHDRAWN: "The appointment was withdrawn",
}
OPENED: Final = {
    "": "Nominations were opened",
    S.PROPOSED.value: "Nominations were opened",
    S.NOMINATING.value: "Nominations got another closing time",
}
"""What it means that nominations are open, by what was before."""


def history(steps: Iterable[AppointmentStep]) -> list[Moment]:
    """Every step with who made it and why."""
    found, before = [], ""
    for step in steps:
        found.append(Moment(date_and_clock(step.at), _what(step, before), note=_note(step)))
        before = step.status
    return found[::-1]


def _what(step: AppointmentStep, before: str) -> str:
    words = WORDS[S(step.status)]
    if step.status == S.NOMINATING:
        words = OPENED.get(before, "Nominations were opened again")
    if step.status == S.BALLOTING and step.ballot:
        words = f"Round {in_words(step.ballot.round)} of the ballot was opened"
    return f"{words}, by {step.actor}." if step.actor else f"{words}."


def _note(step: AppointmentStep) -> str:
    return step.reason if not step.reason or step.reason.endswith(".") else f"{step.reason}."
