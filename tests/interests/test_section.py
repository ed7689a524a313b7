"""What the group's home says of interests: who owes a declaration."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from gpleadership.lib.parts import Fact
from gpleadership.lib.scopes import system_scope
from groups.interests import actions
from groups.models import InterestReview
from tests.cast import Cast
from tests.home.test_home import signed_in


def fact(cast: Cast, persona: str = "chair") -> Fact | None:
    response = signed_in(cast[persona]).get(reverse("home:group", args=["eastmere"]))
    assert response.context_data is not None
    facts = [each for section in response.context_data["sections"] for each in section.facts]
    return next((each for each in facts if each.name == "Interests"), None)


def at_the_table(cast: Cast) -> list[str]:
    with system_scope("test"):
        now = timezone.now()
        seats = cast.eastmere.seat_terms.filter(period__contains=now).values_list("person__full_name", flat=True)
        offices = cast.eastmere.office_terms.filter(period__contains=now).values_list("person__full_name", flat=True)
        return sorted({*seats, *offices})


def test_whoever_is_overdue_is_named_to_those_who_run_the_group(cast: Cast) -> None:
    names = at_the_table(cast)
    found = fact(cast)
    assert found is not None
    assert found.value.startswith(f"{len(names)} of {len(names)} are overdue: {names[0]}, {names[1]}, {names[2]}")
    assert [link.href for link in found.links] == ["/g/eastmere/interests/overview/"]
    assert fact(cast, "core_member") is None


def test_one_who_is_overdue_and_nobody(cast: Cast) -> None:
    with system_scope("test"):
        people = {term.person.full_name: term.person for term in cast.eastmere.seat_terms.select_related("person")} | {
            term.person.full_name: term.person for term in cast.eastmere.office_terms.select_related("person")
        }
        last = at_the_table(cast)[-1]
        for name, person in people.items():
            if name != last:
                actions.declare_nothing(cast.eastmere, by=person)
    found = fact(cast)
    assert found is not None
    assert found.value == f"{last} is overdue."
    with system_scope("test"):
        InterestReview.objects.create(group=cast.eastmere, person=people[last], at=timezone.now() - timedelta(days=30))
    found = fact(cast)
    assert found is not None
    assert found.value == f"All {len(at_the_table(cast))} people at the table have declared."
