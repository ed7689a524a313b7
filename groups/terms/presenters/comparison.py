"""Two versions side by side in one: section by section, word by word; what is alike is folded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from gpleadership.lib.compare import Piece, compare, is_changed, told
from gpleadership.lib.documents.markdown import plain
from gpleadership.lib.documents.model import Document, Text
from gpleadership.lib.words import plural

ALIKE: Final = 0.5
"""Two paragraphs with this much in common are one that was changed."""
GLANCE: Final = "At a glance"
NEAR: Final = 20
"""So many paragraphs further on its counterpart is looked for: more would let a long text keep the portal busy."""
MOST: Final = 500
"""Changed paragraphs on end that are paired; more are shown as replaced."""
LONGEST: Final = 400
"""Words of which each is compared with each; of longer paragraphs it is counted which words both have."""
Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A section of both versions. `said`: how much changed."""

    title: str
    said: str
    paragraphs: tuple[Paragraph, ...]
    changed: bool


def compared(old: Document, new: Document) -> list[Compared]:
    """Every section of either, in the new one’s order; sections that went come last."""
    before, after = _texts(old), _texts(new)
    titles = [*after, *(title for title in before if title not in after)]
    return [_section(title, before, after) for title in titles]


def summary(found: Sequence[Compared]) -> str:
    """How many sections changed, in a sentence; what stands above them is none."""
    sections = [each for each in found if each.title != GLANCE]
    changed = sum(1 for each in sections if each.changed)
    head = any(each.changed for each in found if each.title == GLANCE)
    if not changed:
        return "Only what stands at the head has changed." if head else "Not a word has changed."
    return f"{plural(changed, 'section')} of {len(sections)} changed{', and what stands at the head' if head else ''}."


def _texts(document: Document) -> dict[str, list[str]]:
    """Paragraphs by section: without clause numbers, or each would differ after one that came."""
    found = {GLANCE: [document.lede, *(f"{fact.name}: {fact.value}" for fact in document.facts)]}
    for section in document.sections:
        texts = [block for clause in section.clauses for block in clause.blocks if isinstance(block, Text)]
        found[section.title] = [line for text in texts for line in plain(text.markdown).splitlines()]
    return found


def _section(title: str, before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> Compared:
    paragraphs = tuple(_paragraphs(before.get(title, []), after.get(title, [])))
    pieces = [piece for paragraph in paragraphs for piece in paragraph]
    if title not in before:
        said = "This section is new."
    elif title not in after:
        said = "This section is left out."
    else:
        said = told(pieces)
    return Compared(title, said, paragraphs, is_changed(pieces))


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[Paragraph]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from ((Piece("same", line),) for line in before[i:j])
        else:
            yield from _paired(list(before[i:j]), list(after[k:m]))


def _paired(before: list[str], after: list[str]) -> Iterator[Paragraph]:
    """Changed paragraphs beside what they were; what has no counterpart came or went."""
    while before and after and max(len(before), len(after)) <= MOST:
        if _alike(before[0], after[0]):
            yield tuple(compare(before.pop(0), after.pop(0)))
        elif any(_alike(before[0], line) for line in after[1:NEAR]):
            yield (Piece("added", after.pop(0)),)
        else:
            yield (Piece("removed", before.pop(0)),)
    yield from ((Piece("removed", line),) for line in before)
    yield from ((Piece("added", line),) for line in after)


def _alike(one: str, other: str) -> bool:
    before, after = one.split(), other.split()
    found = SequenceMatcher(None, before, after, autojunk=False)
    return (found.ratio if max(len(before), len(after)) <= LONGEST else found.quick_ratio)() >= ALIKE
