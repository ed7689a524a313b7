"""What support tells others: terms of reference, the note on independence, the home of those who manage."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.home.needs import needs_of
from groups.models import Person
from groups.support.askers import Asker
from groups.support.independence import hours_words, note
from groups.support.queries import facts
from groups.support.rules import later, month_of
from groups.support.values import Funder
from groups.tenancy import standing
from tests.cast import Cast
from tests.support.worlds import add, enter

DAY = timedelta(days=1)
MONTH = month_of(today())


@pytest.mark.parametrize(
    ("hours", "words"),
    [("1", "1 hour"), ("1.00", "1 hour"), ("22.50", "22.5 hours"), ("0.25", "0.25 hours"), ("100", "100 hours")],
)
def test_hours_in_words(hours: str, words: str) -> None:
    assert hours_words(Decimal(hours)) == words


def test_terms_of_reference_are_told_who_for_how_long_and_who_pays(cast: Cast) -> None:
    icb, federation = Funder(system=cast.system), Funder(organisation=cast.organisations["federation"])
    add(cast.eastmere, cast["chair"], person=cast["secretariat"], funder=icb, end=today())
    add(cast.eastmere, cast["chair"], role="Minute taker", hours=Decimal(3), funder=federation)
    add(cast.eastmere, cast["chair"], role="Of old", end=today() - DAY)
    add(cast.eastmere, cast["chair"], role="To come", start=today() + DAY)
    with open_scope(read=[cast.eastmere.pk]), CaptureQueriesContext(connection) as queries:
        told = facts(cast.eastmere, today())
    assert [(each.role, each.who, each.hours, each.funder, each.until) for each in told.roles] == [
        ("Minute taker", "", 3, "Eastmere Federation", None),
        ("Programme manager", "Kofi Mensah", Decimal("22.5"), "Tidewater ICB", today()),
    ]
    assert told.note == (
        "Tidewater ICB pays for 22.5 of 25.5 hours a week and also asks the group for its view. "
        "Who pays does not decide: the group’s own priorities control its agenda."
    )
    assert len([query for query in queries if "groups_" in query["sql"]]) == 2


def test_nobody_who_asks_pays(cast: Cast) -> None:
    add(cast.eastmere, cast["chair"], funder=Funder(organisation=cast.organisations["lmc"]))
    with open_scope(read=[cast.eastmere.pk]):
        assert facts(cast.eastmere, today()).note == ""
        assert facts(cast.ambleford, today()).roles == ()


def test_another_who_asks_may_be_named(cast: Cast) -> None:
    lmc = cast.organisations["lmc"]
    role = add(cast.eastmere, cast["chair"], funder=Funder(organisation=lmc))
    asker = Asker("Eastmere LMC", "asks the group to review its letters", organisation_id=lmc.pk)
    assert note([role], [asker]).startswith(
        "Eastmere LMC pays for all 22.5 hours a week and also asks the group to review its letters."
    )


def _needs(cast: Cast, who: Person) -> list[Any]:
    with open_scope(person=who.pk) as scope:
        stands = standing.all_of(who.pk)
        scope.widen(read=[group.pk for group, _ in stands])
        found = needs_of(stands, who.pk, today())
        return [need for need in found if need.duty.href == "/g/eastmere/support/"]


def test_funding_that_ends_soon_needs_those_who_manage(cast: Cast) -> None:
    add(cast.eastmere, cast["chair"], end=today() + 90 * DAY)
    add(cast.eastmere, cast["chair"], role="Later", end=today() + 91 * DAY)
    add(cast.eastmere, cast["chair"], role="Open")
    for days in (10, 400):
        start = today() - 50 * DAY if days == 10 else today() + 11 * DAY
        add(cast.eastmere, cast["chair"], role="Goes on", start=start, end=today() + days * DAY)
    [need] = _needs(cast, cast["chair"])
    assert (need.duty.what, need.duty.clock) == ("The funding of Programme manager ends", "90 days left")
    assert need.duty.why == "Ask The Tidewater Trust whether it goes on, or who pays next."
    assert _needs(cast, cast["core_member"]) == []


def test_more_hours_than_are_paid_for_two_months_running(cast: Cast) -> None:
    role = add(cast.eastmere, cast["chair"], name="Ada Quill", hours=Decimal(7))
    enter(role, later(MONTH, -1), "40", cast["chair"])
    assert _needs(cast, cast["chair"]) == []
    enter(role, later(MONTH, -2), "40.25", cast["chair"])
    [need] = _needs(cast, cast["secretariat"])
    assert need.duty.what == "Support takes more hours than are paid for"
    assert need.due is None
