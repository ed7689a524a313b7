"""How a version of a principle goes on: the transition table, and the diagram drawn from it. Pure."""

from collections.abc import Iterator, Mapping
from typing import Final

from groups.principles.enums import State

S = State
TRANSITIONS: Final[Mapping[tuple[State, State], str]] = {
    (S.DRAFTED, S.DISCUSSED): "opened for discussion",
    (S.DISCUSSED, S.OUT): "put to the organisations",
    (S.OUT, S.DISCUSSED): "not adopted, or the question was withdrawn",
    (S.OUT, S.ADOPTED): "adopted by the organisations",
    (S.ADOPTED, S.SUPERSEDED): "a newer version is adopted",
    (S.ADOPTED, S.RETIRED): "retired, with a reason",
    (S.DRAFTED, S.DROPPED): "given up",
    (S.DISCUSSED, S.DROPPED): "given up",
}
"""From where to where, and what happens on the way. What is not here cannot happen."""
OVER: Final = (S.SUPERSEDED, S.RETIRED, S.DROPPED)


def may_become(now: str, then: str) -> bool:
    """Whether the table has this step."""
    return (State(now), State(then)) in TRANSITIONS


def diagram() -> str:
    """The table as a Mermaid diagram."""
    return "\n".join(("stateDiagram-v2", *_arrows()))


def _arrows() -> Iterator[str]:
    yield f"    [*] --> {S.DRAFTED.value}: the first words, or a new version beside an adopted one"
    for (now, then), words in TRANSITIONS.items():
        yield f"    {now.value} --> {then.value}: {words}"
    for each in OVER:
        yield f"    {each.value} --> [*]"
