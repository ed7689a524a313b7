"""Which kinds of document there are. A package names its own when Django starts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from gpleadership.lib.documents.model import Document
from groups.tenancy.capabilities import Capability
from groups.tenancy.models import LeadershipGroup

Builder = Callable[[LeadershipGroup, str], Document]
"""From the group and the subject to what the document says, in the group's scope. Raises LookupError for none such."""
Needed = Capability | Callable[[LeadershipGroup, str], Capability]


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: what it says, what people call it, and who may read it."""

    name: str
    builder: Builder
    title: str
    may: Needed

    def needs(self, group: LeadershipGroup, subject: str) -> Capability:
        """What it takes to read this one."""
        return self.may(group, subject) if callable(self.may) else self.may


_kinds: Final[dict[str, DocumentKind]] = {}


def register_document(kind: str, builder: Builder, title: str, may: Needed) -> None:
    """Add a kind under a name that can stand in an address.

    `title` is what people call it ("Terms of reference"). `may` is what reading takes: a capability, or a function
    of group and subject where a draft needs another one than what was adopted. Nothing of the closed room may be in it.
    """
    _kinds[kind] = DocumentKind(kind, builder, title, may)


def kind_of(name: str) -> DocumentKind:
    """The kind of this name. Raises LookupError where no package registers it."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"No package registers documents of the kind “{name}”.") from None
