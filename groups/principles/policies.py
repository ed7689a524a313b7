"""Whether a version may be written, go on to its next state, or be talked about."""

from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import small
from groups.people.models import Person
from groups.principles.enums import PENDING, WRITABLE, State
from groups.principles.models import COMMENT, MEANING, STATEMENT, TITLE, Principle, PrincipleComment, PrincipleVersion
from groups.principles.rules import may_become
from groups.principles.values import Words

LIMITS = {"title": TITLE, "statement": STATEMENT, "meaning": MEANING}
MISSING = {
    "title": "Enter what the principle is called.",
    "statement": "Enter the principle in one sentence.",
    "meaning": "Enter what it means in the room.",
}


def check_words(words: Words) -> None:
    """All three are there, and none is too long."""
    for name, limit in LIMITS.items():
        text = getattr(words, name)
        if not text:
            raise Refused(MISSING[name], field=name)
        if len(text) > limit:
            raise Refused(f"Use {limit:,} characters or fewer.", field=name)


def check_step(version: PrincipleVersion, then: State) -> None:
    """Only what the table has can happen."""
    if not may_become(version.state, then):
        now = small(State(version.state).label)
        raise Refused(f"“{version}” is {_be(now)} now, so this cannot be done. Look at it again.")


def _be(now: str) -> str:
    return "a draft" if now == "draft" else now


def check_writable(version: PrincipleVersion) -> None:
    """Words change until the organisations are asked."""
    if version.state not in WRITABLE:
        raise Refused(
            f"The words of “{version}” were put to the organisations and stand. "
            "Draft a new version, or withdraw the question first."
        )


def check_nothing_on_its_way(principle: Principle) -> None:
    """One new version at a time."""
    pending = principle.versions.filter(group_id=principle.group_id, state__in=PENDING).first()
    if pending is not None:
        raise Refused(f"Version {pending.number} is on its way already. Change that one, or give it up first.")


def check_can_retire(principle: Principle) -> PrincipleVersion:
    """Only what is adopted is retired, and not while the organisations are asked about a new version."""
    if principle.versions.filter(group_id=principle.group_id, state=State.OUT).exists():
        raise Refused("The organisations are asked about a new version of it. Wait for them, or withdraw the question.")
    found = principle.versions.filter(group_id=principle.group_id, state=State.ADOPTED).first()
    if found is None:
        raise Refused("It is not adopted now, so it cannot be retired.")
    return found


def check_reason(reason: str) -> None:
    """A principle goes for a reason that others can read."""
    if not reason:
        raise Refused("Say why it is retired.", field="reason")


def is_talked_about(version: PrincipleVersion) -> bool:
    """Whether comments are taken: from the opening of the discussion until the organisations have answered."""
    return version.state in {State.DISCUSSED, State.OUT}


def check_comment(version: PrincipleVersion, text: str) -> None:
    """A comment is short, and about something that is being discussed."""
    if not is_talked_about(version):
        raise Refused(f"“{version}” is not in discussion now, so comments are not taken.", field="text")
    if not text:
        raise Refused("Enter what you think.", field="text")
    if len(text) > COMMENT:
        raise Refused(f"Use {COMMENT} characters or fewer.", field="text")


def check_own_comment(comment: PrincipleComment, by: Person) -> None:
    """Whoever wrote a comment withdraws it, once."""
    if comment.by_id != by.pk:
        raise Refused("Only whoever wrote a comment can withdraw it.")
    if comment.withdrawn_at is not None:
        raise Refused("This comment is withdrawn already.")
