"""The measured group's terms of reference: drafted, signed off and adopted by the portal's own actions."""

from datetime import timedelta
from typing import Final

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.models import LeadershipGroup, Person, Terms
from groups.signoff.actions import close_round, record_word
from groups.signoff.enums import Authority, Stance
from groups.signoff.values import Given
from groups.terms.actions import put_out, start_draft
from groups.terms.enums import Section, Status

VERSIONS: Final = 2
YEAR: Final = timedelta(days=365)
SECTIONS: Final = tuple(section.label for section in Section)


def gather(group: LeadershipGroup, by: Person) -> tuple[str, ...]:
    """Two versions, one in force, made where they are missing; what the page of the second must show."""
    with open_scope(read=[group.pk], write=[group.pk]):
        for _ in range(group.terms_versions.count(), VERSIONS):
            adopt(group, by)
    return SECTIONS


def adopt(group: LeadershipGroup, by: Person) -> None:
    """A version that every organisation agrees to; the one before it gives way."""
    source = Terms.objects.filter(group=group, status=Status.ADOPTED).first()
    draft = start_draft(group, basis=group.basis, review_on=today() + YEAR, source=source, by=by)
    found = put_out(draft, answer_by=today() + timedelta(days=14), by=by).round
    if found is None:
        raise ValueError("nobody is asked")
    given = Given(Stance.AGREE, Authority.LEADER, today())
    for party in found.parties.select_related("round"):
        record_word(party, given, on_word_of="its office", by=by)
    close_round(found, by=by)
