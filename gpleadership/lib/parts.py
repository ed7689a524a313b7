"""What presenters hand to components: ready words, no queries. The macros of templates/components/ draw them.

Links and badges draw themselves (`{{ link }}`): they stand on a page by the hundred, and a macro call
costs four times as much.
"""

from dataclasses import dataclass
from typing import Literal

from markupsafe import escape

Tone = Literal["", "good", "due", "late"]
BadgeKind = Literal["", "pine", "good", "due", "late", "room"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link. `hidden` finishes its text for screen readers: link texts on a page are unique."""

    text: str
    href: str
    hidden: str = ""
    button: bool = False

    def __html__(self) -> str:
        button = ' class="nhsuk-button nhsuk-button--secondary nhsuk-button--small"' if self.button else ""
        hidden = f'<span class="nhsuk-u-visually-hidden"> {escape(self.hidden)}</span>' if self.hidden else ""
        return f'<a{button} href="{escape(self.href)}">{escape(self.text)}{hidden}</a>'


@dataclass(frozen=True, slots=True)
class Badge:
    """Words in a box. Colour repeats the words and never carries them."""

    text: str
    kind: BadgeKind = ""

    def __html__(self) -> str:
        kind = f" gpl-badge--{self.kind}" if self.kind else ""
        return f'<span class="gpl-badge{kind}">{escape(self.text)}</span>'


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that waits for somebody: what, why, and its clock in words with the date under it."""

    what: str
    href: str = ""
    why: str = ""
    clock: str = ""
    tone: Tone = ""
    when: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """A measure: its figure, what it is (the link), a verdict in words and what it rests on."""

    figure: str
    label: str
    href: str = ""
    unit: str = ""
    verdict: str = ""
    tone: Tone = ""
    more: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value."""

    name: str
    value: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatCard:
    """One seat at the table and who sits in it; nobody, if `kind` is empty."""

    seat: str
    holder: str = "Empty seat"
    kind: Literal["filled", "empty", "guest"] = "filled"
    lines: tuple[str, ...] = ()
    warning: str = ""
    until: str = ""
    badges: tuple[Badge, ...] = ()
    links: tuple[Link, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Constituency:
    """The heading of a constituency: its seats as squares, and the same in words."""

    name: str
    words: str
    filled: int = 0
    empty: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a history: when, what; `empty` for a time when nobody sat there."""

    when: str
    what: str
    empty: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `sort`: the key it sorts by in the URL."""

    label: str
    sort: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a bar table: the value in words, the share (0 to 1) as a bar."""

    label: str
    value: str
    share: float
    note: str = ""
    tone: Tone = ""
    href: str = ""

    @property
    def width(self) -> str:
        """The bar's length, for SVG."""
        return _percent(self.share)


@dataclass(frozen=True, slots=True)
class Dot:
    """One thing on a strip chart, with its value in words."""

    label: str
    value: float
    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """Things along one axis, with the band they should lie in."""

    dots: tuple[Dot, ...]
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] = ()

    @property
    def top(self) -> float:
        """The right end of the axis."""
        return max([self.high * 1.25, *(dot.value for dot in self.dots), *(at for at, _ in self.ticks)]) or 1

    def at(self, value: float) -> str:
        """Where a value lies, for SVG; room is left at both ends for half a mark."""
        return _percent(0.02 + 0.96 * value / self.top)

    def across(self, start: float, end: float) -> str:
        """How wide a stretch is, for SVG."""
        return _percent(0.96 * (end - start) / self.top)

    def inside(self, dot: Dot) -> bool:
        """Whether a thing lies in the band."""
        return self.low <= dot.value <= self.high


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter or a type-ahead."""

    value: str
    text: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `share` is 0 to 1, or None where nobody can tell; `url` is asked again until `done`."""

    words: str
    url: str
    share: float | None = None
    done: bool = False
    failed: bool = False

    @property
    def percent(self) -> int | None:
        """Whole per cent, for the progress element."""
        return None if self.share is None else round(self.share * 100)


def _percent(share: float) -> str:
    return f"{max(0.0, min(1.0, share)) * 100:.4g}%"
