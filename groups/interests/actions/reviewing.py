"""Saying that one has looked: unchanged, or nothing to declare."""

from groups.interests.models import InterestReview
from groups.interests.policies import check_nothing
from groups.interests.queries import open_interests
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.tenancy.models import LeadershipGroup


@whole()
def confirm(group: LeadershipGroup, *, by: Person) -> InterestReview:
    """Say of one’s own interests that they are as declared."""
    review = InterestReview.objects.create(group=group, person=by)
    record(group.pk, "interests confirmed", by=by, subject=review, personal={"name": by.full_name})
    return review


@whole()
def declare_nothing(group: LeadershipGroup, *, by: Person) -> InterestReview:
    """Say that one has nothing to declare. Raises `Refused` while an interest is declared."""
    check_nothing(open_interests(group, by))
    review = InterestReview.objects.create(group=group, person=by, nothing=True)
    record(group.pk, "nothing to declare", by=by, subject=review, personal={"name": by.full_name})
    return review


def looked(group: LeadershipGroup, person: Person, *, by: Person) -> None:
    """Whoever declares something themselves has looked; a secretariat’s writing does not count as theirs."""
    if by.pk == person.pk:
        InterestReview.objects.create(group=group, person=person)
