"""What a manager can do about a term of office, as links."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse

from gpleadership.lib.dates import long_date
from gpleadership.lib.parts import Link
from gpleadership.lib.words import small
from groups.seats.enums import Office
from groups.seats.models import OfficeTerm
from groups.seats.policies.undo import Ending
from groups.seats.rules.spans import begun, holds, over

Endings = Mapping[tuple[str, int], Ending]


def links(term: OfficeTerm, own: Sequence[OfficeTerm], endings: Endings, slug: str, now: datetime) -> Iterable[Link]:
    """The links of a term; `own`: every term of its office."""
    if over(term.period, now):
        yield _link("Undo this end", "undo_office_end", term, slug)
        return
    if term.period.upper and not _followed(term, own):
        yield _link("Change the last day", "change_office", term, slug)
    if begun(term.period, now):
        yield from _running(term, own, endings, slug, now)
    elif _stands_alone(term, own, endings, now):
        yield _link("Cancel this term", "cancel_office", term, slug)


def _running(term: OfficeTerm, own: Sequence[OfficeTerm], endings: Endings, slug: str, now: datetime) -> Iterable[Link]:
    if ("officeterm", term.pk) in endings and term.period.upper:
        last = long_date(term.period.upper - datetime.resolution)
        yield _link(f"Undo the {_ending_of_what(term, own)} on {last}", "undo_office_end", term, slug)
    if term.office != Office.CHAIR:
        yield _link("End this term", "end_office", term, slug)
        return
    if not _followed(term, own):
        yield Link("Hand over the chair", reverse("seats:hand_over", args=[slug]))
    if not any(each.acting and not begun(each.period, now) for each in own):
        yield Link(f"The {small(term.title)} leaves early", reverse("seats:leave_early", args=[slug]))


def _link(text: str, route: str, term: OfficeTerm, slug: str) -> Link:
    address = reverse(f"seats:{route}", kwargs={"group": slug, "term": term.pk})
    return Link(text, address, f"({term.person}, {small(term.title)})")


def _followed(term: OfficeTerm, own: Sequence[OfficeTerm]) -> bool:
    """Whether another chair begins when this one ends."""
    return term.office == Office.CHAIR and any(each.period.lower == term.period.upper for each in own)


def _stands_alone(term: OfficeTerm, own: Sequence[OfficeTerm], endings: Endings, now: datetime) -> bool:
    """Whether a term to come may be cancelled by itself: no chair was cut short for it."""
    return term.office != Office.CHAIR or not any(
        holds(each.period, now) and ("officeterm", each.pk) in endings for each in own
    )


def _ending_of_what(term: OfficeTerm, own: Sequence[OfficeTerm]) -> str:
    if term.office != Office.CHAIR:
        return "end"
    return "leaving" if any(each.acting and each.period.lower == term.period.upper for each in own) else "handover"
