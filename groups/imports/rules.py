"""Which files of an import are applied, in which order: values in, sentences out, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gpleadership.lib.dates import long_date
from gpleadership.lib.ods import Kind, OdsFile, order_key
from gpleadership.lib.words import number


@dataclass(slots=True)
class Dated:
    """A file with its date. `confirmed`: the file carries it, or a person has said so."""

    file: OdsFile
    as_at: date | None = None
    source: str = ""
    confirmed: bool = False
    skipped: str = ""

    @property
    def kind(self) -> Kind:
        """What it holds."""
        return self.file.kind


@dataclass(frozen=True, slots=True)
class Applied:
    """A file that was applied: the last of its kind by date, or one of the same bytes."""

    kind: Kind
    sha256: str
    as_at: date
    applied_on: date


def dated(file: OdsFile) -> Dated:
    """A file with the date that it carries, or else the one that is proposed. Raises `BadFile`."""
    if file.as_at is not None:
        return Dated(file, file.as_at, "the file carries it", confirmed=True)
    proposal = file.proposal
    return Dated(file, proposal.date, proposal.source) if proposal else Dated(file)


def agree(files: Sequence[Dated]) -> None:
    """Sheets of one workbook are of one day: the latest that any of them proposes."""
    for one in files:
        for other in files:
            same = one.file.sha256 == other.file.sha256 and not one.confirmed
            if same and other.as_at and (one.as_at is None or one.as_at < other.as_at):
                one.as_at, one.source = other.as_at, other.source


def in_order(files: Sequence[Dated]) -> list[Dated]:
    """By date, and on one date organisations first; those without a date last. The same file twice is there once."""
    once = {(each.kind, each.file.sha256): each for each in reversed(files)}
    return sorted(once.values(), key=lambda each: order_key(each.kind, each.as_at or date.max))


def why_skipped(same: Applied | None, *, force: bool) -> str:
    """Why a file changes nothing: `same`, with the same bytes, was applied before."""
    return "" if same is None or force else f"Already applied on {long_date(same.applied_on)}"


def why_refused(file: Dated, last: Applied | None, *, force: bool) -> str:
    """Why a file may not be applied: a newer one of its kind was. Order is judged for each kind alone."""
    if last is None or force or file.as_at is None or file.as_at >= last.as_at:
        return ""
    return (
        f"{file.file.name} is as at {long_date(file.as_at)}, older than the {file.kind.label} applied before, "
        f"as at {long_date(last.as_at)}."
    )


USUAL_SHARE: Final = 0.05
"""In the real files of half a year, 33 of 6,220 practices were renamed, 76 moved, and 54 closed or became dormant."""
FEW: Final = 200
"""Practices below which a share says nothing."""
_FAR_MORE: Final = {
    "closed practice": "close",
    "renamed practice": "are renamed",
    "moved practice": "move",
    "left practice": "leave their PCN",
}


def unusual(counts: Mapping[str, int], known: int) -> list[str]:
    """Sentences about changes so many that it may be the wrong file. `known`: the practices in force before."""
    if known < FEW:
        return []
    return [
        f"{number(counts[what])} of {number(known)} practices {verb}, far more than usual. Is it the right file?"
        for what, verb in _FAR_MORE.items()
        if counts.get(what, 0) > known * USUAL_SHARE
    ]
