"""What the group's home says of principles."""

import pytest

from groups.principles.sections import _words
from tests.cast import Cast
from tests.home.test_home import signed_in


@pytest.mark.parametrize(
    ("count", "said"),
    [
        ({"adopted": 1}, "1 principle adopted."),
        ({"adopted": 5, "out": 1, "discussed": 2}, "5 principles adopted, 1 out for agreement and 2 in discussion."),
        ({"drafted": 3}, "0 principles adopted and 3 drafted."),
    ],
)
def test_how_many_stand_where(count: dict[str, int], said: str) -> None:
    assert _words(count) == said


@pytest.mark.parametrize(("persona", "links"), [("chair", ["/g/eastmere/principles/"]), ("practice_reader", None)])
def test_where_there_is_none_those_who_run_the_group_are_told_why(
    cast: Cast, persona: str, links: list[str] | None
) -> None:
    response = signed_in(cast[persona]).get("/g/eastmere/")
    assert response.context_data is not None
    facts = [fact for each in response.context_data["sections"] for fact in each.facts if fact.name == "Principles"]
    assert [[link.href for link in fact.links] for fact in facts] == ([links] if links else [])
