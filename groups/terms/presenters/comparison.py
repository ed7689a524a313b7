"""Two versions side by side in one: section by section, word by word; what is alike is folded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gpleadership.lib.compare import Piece, compare, is_changed, told
from gpleadership.lib.documents.markdown import plain
from gpleadership.lib.documents.model import Document
from gpleadership.lib.words import plural


@dataclass(frozen=True, slots=True)
class Compared:
    """A section of both versions. `said`: how much changed."""

    title: str
    said: str
    pieces: tuple[Piece, ...]
    changed: bool


def compared(old: Document, new: Document) -> list[Compared]:
    """Every section of either, in the new one’s order; sections that went come last."""
    before, after = _texts(old), _texts(new)
    titles = [*after, *(title for title in before if title not in after)]
    return [_section(title, before, after) for title in titles]


def _texts(document: Document) -> dict[str, str]:
    """Sections by title: a clause a paragraph, without its number, or each would differ after one that came."""
    glance = "\n".join(f"{fact.name}: {fact.value}" for fact in document.facts)
    said = {"At a glance": f"{document.lede}\n{glance}"}
    for section in document.sections:
        blocks = (block for clause in section.clauses for block in clause.blocks)
        said[section.title] = "\n".join(plain(block.markdown) for block in blocks if hasattr(block, "markdown"))
    return said


def _section(title: str, before: Mapping[str, str], after: Mapping[str, str]) -> Compared:
    pieces = tuple(compare(before.get(title, ""), after.get(title, "")))
    if title not in before:
        said = "This section is new."
    elif title not in after:
        said = "This section is left out."
    else:
        said = told(pieces)
    return Compared(title, said, pieces, is_changed(pieces))


def summary(found: Sequence[Compared]) -> str:
    """How many sections changed, in a sentence."""
    changed = sum(1 for each in found if each.changed)
    if not changed:
        return "Not a word has changed."
    return f"{plural(changed, 'section')} of {len(found)} changed."
