"""What a home tells besides what needs somebody: for whom, in which order, in one statement."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gpleadership.lib.dates import today
from gpleadership.lib.parts import Fact
from gpleadership.lib.scopes import open_scope
from groups.home import asking, needs, sections
from groups.home.asking import Asking, Facts, answers
from groups.home.sections import STANDS_ON, register_section, sections_of
from groups.models import Seat
from groups.support.values import Funder
from groups.tenancy import standing
from groups.tenancy.capabilities import Capability
from tests.cast import Cast
from tests.home.test_home import signed_in
from tests.support.worlds import add


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No part but those that the test registers."""
    monkeypatch.setattr(sections, "_parts", {})


def one(asked: Asking) -> str:
    return "SELECT %(today)s::date AS day, unnest(%(groups)s::bigint[]) AS group_id"


def says(name: str, *, only: Capability | None = None) -> Callable[..., list[Fact]]:
    def words(group: Any, stands: Any, rows: Sequence[Facts], today: date) -> list[Fact]:
        told = f"{[row['day'] for row in rows]} in {group.slug}"
        return [Fact(name, told)] if only is None or stands.can(only) else []

    return words


def told(cast: Cast, persona: str) -> list[tuple[str, str, list[str]]]:
    with open_scope(person=cast[persona].pk, read=[cast.eastmere.pk]):
        found = standing.find(cast[persona].pk, "eastmere")
        assert found is not None
        group, stands = found
        rows = answers(sections.asks(), [found], cast[persona].pk, today())
        shown = sections_of(group, stands, today(), rows)
    return [(each.title, each.anchor, [fact.name for fact in each.facts]) for each in shown]


@pytest.mark.usefixtures("alone")
def test_sections_stand_by_their_first_fact_and_facts_by_their_order(cast: Cast) -> None:
    register_section("later", 90, one, says("Later"))
    register_section("meeting", 20, one, says("Next meeting"), title="Next meeting")
    register_section("first", 10, one, says("First"))
    register_section("run", 15, one, says("Only for the chair", only=Capability.MANAGE))
    assert told(cast, "chair") == [
        (STANDS_ON, "section-1", ["First", "Only for the chair", "Later"]),
        ("Next meeting", "section-2", ["Next meeting"]),
    ]
    assert told(cast, "practice_reader")[0][2] == ["First", "Later"]


@pytest.mark.usefixtures("alone")
def test_a_section_with_nothing_to_tell_is_not_there(cast: Cast) -> None:
    register_section("run", 15, one, says("Only for the chair", only=Capability.MANAGE))
    assert told(cast, "core_member") == []
    page = signed_in(cast["core_member"]).get(reverse("home:group", args=["eastmere"]))
    assert STANDS_ON not in page.content.decode()


def test_two_who_share_a_question_ask_it_once(cast: Cast) -> None:
    with open_scope(person=cast["chair"].pk, read=[cast.eastmere.pk]), CaptureQueriesContext(connection) as queries:
        stands = standing.all_of(cast["chair"].pk)
        rows = answers([one, one, lambda asked: one(asked)], stands, cast["chair"].pk, today())
    [sql] = [query["sql"] for query in queries if "to_jsonb(asked)" in query["sql"]]
    assert (sql.count("unnest"), len(rows)) == (2, 2)
    assert [row["group_id"] for row in rows[one]] == [cast.eastmere.pk]


def test_who_asks_nothing_costs_nothing(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert asking.answers([], [], cast["chair"].pk, today()) == {}
    assert len(queries) == 0


def test_a_question_about_no_group_is_not_asked(cast: Cast) -> None:
    def none(asked: Asking) -> Any:
        return Seat.objects.filter(group=asked.any_group).values("pk")

    with open_scope(person=cast["outsider"].pk), CaptureQueriesContext(connection) as queries:
        assert asking.answers([none], [], cast["outsider"].pk, today()) == {none: []}
    assert "groups_seat" not in str(queries.captured_queries)


def test_needs_and_sections_are_one_statement(cast: Cast) -> None:
    client = signed_in(cast["chair"])
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("home:group", args=["eastmere"]))
    assert len([query for query in queries if "to_jsonb(asked)" in query["sql"]]) == 1
    assert len({*needs.asks(), *sections.asks()}) >= 3


def support_fact(cast: Cast, persona: str = "chair") -> Fact | None:
    response = signed_in(cast[persona]).get(reverse("home:group", args=["eastmere"]))
    facts = [fact for section in response.context_data["sections"] for fact in section.facts]
    return next((fact for fact in facts if fact.name == "Support"), None)


def test_support_that_nobody_pays_for_is_said_to_those_who_run_the_group(cast: Cast) -> None:
    fact = support_fact(cast)
    assert fact is not None
    assert fact.value == "Nobody is paid to support the group."
    assert [(link.text, link.href) for link in fact.links] == [("Say who supports it", "/g/eastmere/support/")]
    assert support_fact(cast, "practice_reader") is None


def test_support_says_how_many_hours_until_when(cast: Cast) -> None:
    until = today() + timedelta(days=400)
    funder = Funder(system=cast.system)
    add(cast.eastmere, cast["chair"], funder=funder, end=until)
    fact = support_fact(cast)
    assert fact is not None
    assert fact.value.startswith("1 role, 22.5 hours a week paid for until ")
    add(cast.eastmere, cast["chair"], role="Minute taker", hours=Decimal(3), funder=funder)
    fact = support_fact(cast)
    assert fact is not None
    assert fact.value.startswith("2 roles, 25.5 hours a week paid for; the first funding ends on ")
