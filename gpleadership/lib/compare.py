"""Two versions of a text, word by word: what stayed, what came, what went. Data, no markup. Pure.

Paragraphs that are alike are set aside first, so that a long document costs little more than what changed in it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from gpleadership.lib.words import plural

Kind = Literal["same", "removed", "added"]
LONGEST: Final = 3000
"""Words and gaps of one changed stretch that are compared word by word; a longer one is shown as replaced whole."""
_WORDS: Final = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


def compare(old: str, new: str) -> list[Piece]:
    """The pieces in order. Those that stayed and those that went make the old text, stayed and came the new."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return _joined(_gaps_closed(list(_joined(_lines(before, after)))))


def is_changed(pieces: Iterable[Piece]) -> bool:
    """Whether anything came or went."""
    return any(piece.kind != "same" for piece in pieces)


def told(pieces: Iterable[Piece]) -> str:
    """How much came and went: “4 words added, 2 removed”."""
    counts = {"added": 0, "removed": 0, "same": 0}
    changed = False
    for piece in pieces:
        counts[piece.kind] += len(piece.text.split())
        changed = changed or piece.kind != "same"
    if not changed:
        return "Not a word has changed."
    added, removed = counts["added"], counts["removed"]
    if not added and not removed:
        return "Only the spacing has changed."
    parts = [f"{plural(added, 'word')} added"] if added else []
    if removed:
        parts.append(f"{removed if added else plural(removed, 'word')} removed")
    return f"{', '.join(parts)}."


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[i:j]))
        else:
            yield from _words("".join(before[i:j]), "".join(after[k:m]))


def _words(before: str, after: str) -> Iterator[Piece]:
    one, other = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(one), len(other)) > LONGEST:
        yield from (Piece("removed", before), Piece("added", after))
        return
    for tag, i, j, k, m in SequenceMatcher(str.isspace, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(one[i:j]))
        else:
            yield from (Piece("removed", "".join(one[i:j])), Piece("added", "".join(other[k:m])))


def _gaps_closed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A mere gap between two changes belongs to both: “old words”, “new text” and not word by word."""
    for at, piece in enumerate(pieces):
        inside = 0 < at < len(pieces) - 1
        if piece.kind == "same" and piece.text.isspace() and "\n" not in piece.text and inside:
            yield from (Piece("removed", piece.text), Piece("added", piece.text))
        else:
            yield piece


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """What went before what came, in each run of changes; nothing empty."""
    found: list[Piece] = []
    went, came = "", ""
    for piece in [*pieces, Piece("same", "")]:
        if piece.kind == "removed":
            went += piece.text
        elif piece.kind == "added":
            came += piece.text
        else:
            found += [each for each in (Piece("removed", went), Piece("added", came)) if each.text]
            went = came = ""
            if found and found[-1].kind == "same":
                found[-1] = Piece("same", found[-1].text + piece.text)
            elif piece.text:
                found.append(piece)
    return found
