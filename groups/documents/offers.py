"""What stands on the page of a document: its files, each ready to be fetched or to be asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from gpleadership.lib.documents import model
from gpleadership.lib.documents.making import Format
from groups.documents import queries
from groups.documents.models import Document
from groups.tenancy.models import LeadershipGroup


@dataclass(frozen=True, slots=True)
class Offer:
    """One format of one document; `href` where its file is ready, else `ask` takes a POST."""

    format: str
    text: str
    hidden: str
    ask: str
    href: str = ""


def offers(
    group: LeadershipGroup,
    kind: str,
    subject: str,
    content: model.Document,
    formats: Sequence[Format] = tuple(Format),
    *,
    adopted: bool = False,
) -> tuple[Offer, ...]:
    """For `ui.downloads(…)`, in one query: which files are there already; of an `adopted` one, those that stay."""
    ready = queries.ready(group, kind, subject, None if adopted else content)
    return tuple(_offer(group, kind, subject, content.title, each, ready.get(each)) for each in formats)


def _offer(
    group: LeadershipGroup, kind: str, subject: str, title: str, each: Format, document: Document | None
) -> Offer:
    if document is not None:
        return offer_of(group, document)
    ask = reverse("documents:ask", args=[group.slug, kind, subject, each.value])
    return Offer(each.value, f"Download {each.label}", f"of {title}", ask)


def offer_of(group: LeadershipGroup, document: Document) -> Offer:
    """A file that is ready."""
    document.group = group
    ask = reverse("documents:ask", args=[group.slug, document.kind, document.subject, document.format])
    text = f"Download {Format(document.format).label} ({size(document.size)})"
    return Offer(document.format, text, f"of {document.title}", ask, address(document))


def address(document: Document) -> str:
    """Where a file is fetched."""
    return reverse("documents:file", args=[document.group.slug, document.pk, document.slug, document.format])


def size(count: int) -> str:
    """In words: `84 KB`, `1.2 MB`."""
    return f"{max(1, round(count / 1_000))} KB" if count < 950_000 else f"{count / 1_000_000:.1f} MB"
