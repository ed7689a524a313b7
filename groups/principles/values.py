"""The words of a principle before they are kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What a principle is called, what it says, and what it means when the group sits together."""

    title: str
    statement: str
    meaning: str

    def __post_init__(self) -> None:
        for name in ("title", "statement", "meaning"):
            object.__setattr__(self, name, getattr(self, name).replace("\r\n", "\n").strip())
