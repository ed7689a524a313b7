"""How a version goes on: the transition table, and the diagram drawn from it. Pure."""

from collections.abc import Iterator, Mapping
from typing import Final

from groups.terms.enums import Status

S = Status
TRANSITIONS: Final[Mapping[tuple[Status, Status], str]] = {
    (S.DRAFT, S.OUT): "put to the organisations",
    (S.OUT, S.ADOPTED): "adopted by the organisations",
    (S.OUT, S.WITHDRAWN): "not adopted, or the question was withdrawn",
    (S.ADOPTED, S.SUPERSEDED): "a newer version is adopted",
    (S.DRAFT, S.WITHDRAWN): "given up",
}
"""From where to where, and what happens on the way. What is not here cannot happen."""
OVER: Final = (S.SUPERSEDED, S.WITHDRAWN)


def may_become(now: str, then: str) -> bool:
    """Whether the table has this step."""
    return (Status(now), Status(then)) in TRANSITIONS


def diagram() -> str:
    """The table as a Mermaid diagram."""
    return "\n".join(("stateDiagram-v2", *_arrows()))


def _arrows() -> Iterator[str]:
    yield f"    [*] --> {S.DRAFT.value}: from the library, or from an earlier version"
    for (now, then), words in TRANSITIONS.items():
        yield f"    {now.value} --> {then.value}: {words}"
    for each in OVER:
        yield f"    {each.value} --> [*]"
