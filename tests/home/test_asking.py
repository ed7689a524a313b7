"""Questions are written once in a process; what differs from one who asks to the next is put in for names."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet, Value
from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import system_scope
from groups.home import needs, sections
from groups.home.asking import Asking, Rows, answers
from groups.home.statement import Ask, statement_of
from groups.models import LeadershipGroup, Seat, SeatTerm
from groups.tenancy import standing
from groups.terms import facts
from groups.terms.models import Terms
from tests.cast import Cast

DAY = date(2018, 8, 6)


def told(cast: Cast, *asks: Ask, persona: str = "chair", day: date = DAY) -> Rows:
    with system_scope("a test"):
        return answers(asks, standing.all_of(cast[persona].pk), cast[persona].pk, day)


def seats_held(asking: Asking) -> QuerySet[Any, Any]:
    terms = SeatTerm.objects.filter(group=asking.any_group, person=asking.person, period__contains=asking.now)
    return terms.values("group_id")


def test_the_same_question_answers_everybody_for_themselves(cast: Cast) -> None:
    before = statement_of((seats_held,))
    with system_scope("a test"):
        held = set(Seat.objects.filter(terms__period__contains=timezone.now()).values_list("group_id", flat=True))
    assert {cast.eastmere.pk} <= held
    for persona in ("chair", "core_member", "outsider", "secretariat"):
        with system_scope("a test"):
            own = SeatTerm.objects.filter(person=cast[persona], period__contains=timezone.now())
            expected = sorted(own.values_list("group_id", flat=True))
        assert sorted(row["group_id"] for row in told(cast, seats_held, persona=persona)[seats_held]) == expected
    assert statement_of((seats_held,)) is before


def test_it_is_put_into_sql_once(cast: Cast) -> None:
    calls = []

    def counted(asking: Asking) -> str:
        calls.append(asking)
        return "SELECT %(person)s::bigint AS person"

    for persona in ("chair", "core_member"):
        assert told(cast, counted, persona=persona)[counted] == [{"person": cast[persona].pk}]
    assert len(calls) == 1


def test_days_and_instants_follow_from_whoever_asks(cast: Cast) -> None:
    def dated(asking: Asking) -> QuerySet[Any, Any]:
        found = LeadershipGroup.objects.filter(pk=asking.any_group, slug="eastmere").order_by()
        return found.values(
            first=asking.day(lambda day: day.replace(day=1)),
            eve=asking.day(lambda day: day - timedelta(days=1)),
            later=asking.now + timedelta(days=1),
            said=Value("100% of %s"),
        )

    [row] = told(cast, dated)[dated]
    assert (row["first"], row["eve"], row["said"]) == ("2018-08-01", "2018-08-05", "100% of %s")
    assert datetime.fromisoformat(row["later"]) - timezone.now() > timedelta(hours=23)
    assert told(cast, dated, day=DAY + timedelta(days=40))[dated][0]["first"] == "2018-09-01"


def test_sql_and_query_sets_stand_side_by_side(cast: Cast) -> None:
    def percent(asking: Asking) -> str:
        return "SELECT '5 %%' AS said, %(today)s::date AS day, cardinality(%(managed)s::bigint[]) AS manages"

    rows = told(cast, seats_held, percent, seats_held)
    assert rows[percent] == [{"said": "5 %", "day": "2018-08-06", "manages": 1}]
    assert len(rows) == 2


@pytest.mark.parametrize(
    "until", [lambda: Terms.objects.filter(review_on=today()), lambda: Terms.objects.filter(edited_at=timezone.now())]
)
def test_a_day_of_its_own_is_refused(cast: Cast, until: Callable[[], QuerySet[Terms]]) -> None:
    def frozen(asking: Asking) -> QuerySet[Any, Any]:
        return until().filter(group=asking.any_group).values("pk")

    with pytest.raises(TypeError, match="a question is written once"):
        told(cast, frozen)


def test_no_part_freezes_a_day() -> None:
    asks = {*needs.asks(), *sections.asks(), *(ask for ask, _ in facts._providers.values() if ask)}
    assert len(asks) >= 15
    statement = statement_of(tuple(asks))
    assert statement.given.keys() >= {"groups", "managed", "person", "now", "today"}
    assert not any(isinstance(value, date) for value in statement.constants.values())


def test_what_asks_about_nobody_is_left_out(cast: Cast) -> None:
    def managed(asking: Asking) -> str:
        return "SELECT unnest(%(managed)s::bigint[]) AS pk"

    def own(asking: Asking) -> str:
        return "SELECT 1 AS n WHERE %(person)s::bigint = ANY (%(managed)s::bigint[]) OR true"

    rows = told(cast, managed, own, persona="practice_reader")
    assert (rows[managed], rows[own]) == ([], [{"n": 1}])
