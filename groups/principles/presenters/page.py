"""One principle or version in words: its history, what waits, what members said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from gpleadership.lib.dates import date_and_clock, long_date
from gpleadership.lib.parts import Link, Moment, Option
from gpleadership.lib.words import listed
from groups.people.models import Person
from groups.principles.enums import WRITABLE, State
from groups.principles.models import PrincipleComment, PrincipleStep, PrincipleVersion
from groups.principles.policies import is_talked_about

DID: Final = {
    State.DRAFTED: "drafted",
    State.DISCUSSED: "taken into discussion",
    State.OUT: "put to the organisations",
    State.ADOPTED: "adopted",
    State.SUPERSEDED: "superseded",
    State.RETIRED: "retired",
    State.DROPPED: "given up",
}
NOW: Final = {
    State.DRAFTED: "A draft. Members who read papers see it; the discussion has not been opened.",
    State.DISCUSSED: "In discussion. The words can still change.",
    State.OUT: "Out for agreement. The words stand until the organisations have answered.",
    State.SUPERSEDED: "It held once. A newer version has taken its place.",
    State.RETIRED: "It held once. The group no longer stands by it.",
    State.DROPPED: "Given up before it was adopted.",
}
WHO_READS: Final = (
    "Core members, the chair and the secretariat read and write here: no practice, nobody in attendance, no ICB."
    " It is not the closed room, and nothing of it goes into digests."
)


@dataclass(frozen=True, slots=True)
class Comment:
    """What a member said; empty words: it was withdrawn."""

    who: str
    when: str
    text: str
    link: Link | None = None


def history(steps: Iterable[PrincipleStep], *, drafts: bool) -> list[Moment]:
    """What happened, in order; who does not read drafts sees adoptions and their ends."""
    ends = {State.ADOPTED, State.SUPERSEDED, State.RETIRED}
    return [
        Moment(
            long_date(step.at),
            f"Version {step.version.number} {DID[State(step.state)]}",
            note=f"by {step.actor}{f': {step.reason}' if step.reason else ''}",
        )
        for step in steps
        if drafts or step.state in ends
    ]


def comments(found: Iterable[PrincipleComment], reader: Person, slug: str) -> list[Comment]:
    """The discussion in order, with a way to withdraw one's own."""
    return [_comment(each, reader, slug, number) for number, each in enumerate(found, start=1)]


def _comment(comment: PrincipleComment, reader: Person, slug: str, number: int) -> Comment:
    gone, own = comment.withdrawn_at is not None, comment.by_id == reader.pk
    where = reverse("principles:withdraw_comment", args=[slug, comment.pk])
    link = Link("Withdraw", where, f"your comment {number}") if own and not gone else None
    return Comment(str(comment.by), date_and_clock(comment.at), comment.text, link)


def next_step(version: PrincipleVersion, slug: str) -> Link | None:
    """The one thing that whoever runs the group does next with a version; opening a discussion is a form."""
    if version.state == State.DISCUSSED:
        return Link("Put it to the organisations", reverse("principles:agree", args=[slug, version.pk]))
    return None


def other_steps(version: PrincipleVersion, slug: str) -> list[Link]:
    """What else they can do."""
    if version.state not in WRITABLE:
        return []
    return [
        Link("Change the words", reverse("principles:edit", args=[slug, version.pk])),
        Link("Give it up", reverse("principles:drop", args=[slug, version.pk])),
    ]


def talked_about(version: PrincipleVersion) -> bool:
    """Whether comments are taken now."""
    return is_talked_about(version)


def changed_words(old: int, new: int, changed: Sequence[str]) -> str:
    """What changed from one version to another, in a sentence."""
    between = f"From version {old} to version {new}"
    return f"{between} {listed(changed)} changed." if changed else f"{between} not a word changed."


def version_options(versions: Sequence[PrincipleVersion]) -> list[Option]:
    """The versions that can be compared."""
    return [Option(str(each.number), f"Version {each.number}, {long_date(each.state_since)}") for each in versions]
