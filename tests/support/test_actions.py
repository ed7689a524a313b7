"""What support may be, what the database holds to it, and what the log keeps."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from gpleadership.lib.dates import today
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from gpleadership.lib.scopes import open_scope
from groups.log.verify import verify
from groups.models import LogEntry, SupportRole, SupportUse
from groups.support import actions
from groups.support.rules import later, month_of
from groups.support.values import Funder
from tests.cast import Cast
from tests.support.worlds import add, enter, values

DAY = timedelta(days=1)
MONTH = month_of(today())


def test_a_role_is_kept_and_logged_with_its_name_apart(cast: Cast) -> None:
    role = add(cast.eastmere, cast["chair"], name=" Ada Quill ", cost=18_000)
    assert (role.who, role.funder, role.paid_hours) == ("Ada Quill", "The Tidewater Trust", Decimal("22.5"))
    with open_scope(read=[cast.eastmere.pk]):
        entry = LogEntry.objects.get(group_id=cast.eastmere.pk, verb="support role added")
        assert (entry.subject_type, entry.subject_id, entry.actor_id) == ("supportrole", role.pk, cast["chair"].pk)
        assert "Ada Quill" not in entry.body
        assert "Ada Quill" in entry.personal.data
        assert verify(cast.eastmere.pk) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": " "}, "role"),
        ({"hours": Decimal(-1)}, "hours"),
        ({"hours": Decimal(0)}, "hours"),
        ({"hours": Decimal("60.25")}, "hours"),
        ({"hours": Decimal("7.1")}, "hours"),
        ({"funded_hours": Decimal(-1)}, "funded_hours"),
        ({"funded_hours": Decimal("22.75")}, "funded_hours"),
        ({"end": today() - timedelta(days=366)}, "end"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        add(cast.eastmere, cast["chair"], **changes)
    assert refused.value.field == field
    with open_scope(read=[cast.eastmere.pk]):
        assert SupportRole.objects.count() == LogEntry.objects.count() == 0


@pytest.mark.parametrize("who", ["person", "name"])
def test_nobody_does_one_role_twice_at_once(cast: Cast, who: str) -> None:
    somebody = {"person": {"person": cast["secretariat"]}, "name": {"name": "Ada Quill"}}[who]
    first = add(cast.eastmere, cast["chair"], **somebody, end=today())
    again = somebody if who == "person" else {"name": "ada quill"}
    with pytest.raises(Refused, match=r"(Kofi Mensah|ada quill) is programme Manager from .* already\. Choose"):
        add(cast.eastmere, cast["chair"], **again, role="programme Manager", start=today())
    add(cast.eastmere, cast["chair"], **somebody, start=today() + DAY)
    add(cast.eastmere, cast["chair"], **somebody, role="Minute taker")
    add(cast.eastmere, cast["chair"], name="Somebody Else")
    assert first.end == today()


def test_vacancies_may_stand_beside_each_other(cast: Cast) -> None:
    assert [add(cast.eastmere, cast["chair"]).who for _ in range(2)] == ["", ""]


BAD: list[tuple[str, dict[str, Any]]] = [
    ("supportrole_person_or_name", {"name": "Ada Quill"}),
    ("supportrole_one_funder", {"funder_name": ""}),
    ("supportrole_hours_of_a_week", {"hours": Decimal("60.25")}),
    ("supportrole_hours_of_a_week", {"hours": Decimal("7.1")}),
    ("supportrole_hours_of_a_week", {"hours": Decimal(-1)}),
    ("supportrole_funded_hours_within", {"funded_hours": Decimal(23)}),
    ("supportrole_ends_after_start", {"end": date(1999, 1, 1)}),
]


@pytest.mark.parametrize(("constraint", "change"), BAD, ids=[f"{name} {change}" for name, change in BAD])
def test_the_database_holds_to_it(cast: Cast, constraint: str, change: dict[str, Any]) -> None:
    role, group = add(cast.eastmere, cast["chair"], person=cast["secretariat"]), cast.eastmere.pk
    with (
        open_scope(read=[group], write=[group]),
        pytest.raises(DatabaseError, match=constraint),
        transaction.atomic(),
    ):
        SupportRole.objects.filter(pk=role.pk).update(**change)


@pytest.mark.parametrize(
    ("constraint", "who"),
    [("supportrole_person_once", {"person": "secretariat"}), ("supportrole_name_once", {"name": "Ada Quill"})],
)
def test_the_database_refuses_one_role_twice(cast: Cast, constraint: str, who: dict[str, Any]) -> None:
    group = cast.eastmere
    person = {"person": cast[who["person"]]} if "person" in who else who
    add(group, cast["chair"], **person)
    with (
        open_scope(read=[group.pk], write=[group.pk]),
        pytest.raises(DatabaseError, match=constraint),
        transaction.atomic(),
    ):
        SupportRole.objects.create(
            group=group, role="programme manager", **person, hours=1, funder_name="X", start=today()
        )


def test_two_editors(cast: Cast) -> None:
    role, group = add(cast.eastmere, cast["chair"], name="Ada Quill"), cast.eastmere.pk
    with open_scope(read=[group], write=[group]):
        actions.change_role(
            role, values(hours=Decimal(20)), name="Ada Quill", version=role.version, by=cast["secretariat"]
        )
    with (
        open_scope(read=[group], write=[group]),
        pytest.raises(EditedMeanwhile, match=r"^Kofi Mensah saved this on .*your words are still below"),
    ):
        actions.change_role(role, values(hours=Decimal(10)), name="Ada Quill", version=role.version, by=cast["chair"])
    with open_scope(read=[group]):
        assert SupportRole.objects.get().hours == 20


def test_a_vacancy_is_filled_from_a_day_on(cast: Cast) -> None:
    role, group = add(cast.eastmere, cast["chair"], end=today() + 100 * DAY), cast.eastmere.pk
    with open_scope(read=[group], write=[group]):
        filled = actions.fill_role(role, person=cast["secretariat"], first=today(), by=cast["chair"])
        before = SupportRole.objects.get(pk=role.pk)
        assert (before.who, before.end) == ("", today() - DAY)
        assert (filled.who, filled.start, filled.end) == ("Kofi Mensah", today(), today() + 100 * DAY)
        with pytest.raises(Refused, match="Kofi Mensah does this already"):
            actions.fill_role(filled, name="Ada Quill", first=today(), by=cast["chair"])


def test_a_vacancy_that_begins_with_somebody_has_no_time_empty(cast: Cast) -> None:
    role, group = add(cast.eastmere, cast["chair"]), cast.eastmere.pk
    with open_scope(read=[group], write=[group]):
        filled = actions.fill_role(role, name="Ada Quill", first=role.start, by=cast["chair"])
        assert (filled.pk, SupportRole.objects.count()) == (role.pk, 1)
        with pytest.raises(Refused, match="The role is there from"):
            actions.fill_role(add(cast.eastmere, cast["chair"]), name="B", first=role.start - DAY, by=cast["chair"])


def test_ending(cast: Cast) -> None:
    role, group = add(cast.eastmere, cast["chair"], name="Ada Quill"), cast.eastmere.pk
    enter(role, MONTH, "10", cast["chair"])
    with open_scope(read=[group], write=[group]):
        with pytest.raises(Refused, match="after that day") as refused:
            actions.end_role(role, last=MONTH - DAY, version=1, by=cast["chair"])
        assert refused.value.field == "end"
        with pytest.raises(Refused, match="It began on"):
            actions.end_role(role, last=role.start - DAY, version=1, by=cast["chair"])
        over = actions.end_role(role, last=today(), version=1, by=cast["chair"])
        with pytest.raises(Refused, match=r"already\. To let it run longer, change it"):
            actions.end_role(role, last=today() + DAY, version=over.version, by=cast["chair"])


def test_only_what_has_no_hours_is_removed(cast: Cast) -> None:
    role, group = add(cast.eastmere, cast["chair"], name="Ada Quill"), cast.eastmere.pk
    enter(role, MONTH, "10", cast["chair"])
    with open_scope(read=[group], write=[group]):
        with pytest.raises(Refused, match=r"cannot be removed\. End it instead"):
            actions.remove_role(role, by=cast["chair"])
        SupportUse.objects.all().delete()
        actions.remove_role(role, by=cast["chair"])
        assert SupportRole.objects.count() == 0
        with pytest.raises(EditedMeanwhile, match="just removed this"):
            actions.remove_role(role, by=cast["chair"])


def test_hours_of_a_month_to_come_are_refused(cast: Cast) -> None:
    role = add(cast.eastmere, cast["chair"], name="Ada Quill")
    with pytest.raises(Refused, match=r"has not begun\. Enter the hours of this month or an earlier one"):
        enter(role, later(MONTH, 1), "1", cast["chair"])
    with pytest.raises(Refused, match="The role was not there in"):
        enter(role, later(MONTH, -14), "1", cast["chair"])
    for hours in ("-1", "300.25", "1.1"):
        with pytest.raises(Refused, match="from 0 to 300, in quarter hours"):
            enter(role, MONTH, hours, cast["chair"])


def test_two_who_enter_one_month(cast: Cast) -> None:
    role = add(cast.eastmere, cast["chair"], name="Ada Quill")
    enter(role, MONTH, "10", cast["secretariat"])
    with pytest.raises(EditedMeanwhile, match="Kofi Mensah saved this"):
        enter(role, MONTH, "12", cast["chair"])
    assert enter(role, MONTH, "12", cast["chair"], version=1).version == 2


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("supportuse_of_a_month", {"month": MONTH.replace(day=2)}),
        ("supportuse_hours_of_a_month", {"hours": Decimal("300.25")}),
        ("supportuse_hours_of_a_month", {"hours": Decimal("0.1")}),
        ("supportuse_month_once", {"month": later(MONTH, -1)}),
    ],
)
def test_the_database_holds_to_the_hours(cast: Cast, constraint: str, change: dict[str, Any]) -> None:
    role, group = add(cast.eastmere, cast["chair"], name="Ada Quill"), cast.eastmere.pk
    enter(role, later(MONTH, -1), "10", cast["chair"])
    used = enter(role, MONTH, "10", cast["chair"])
    with (
        open_scope(read=[group], write=[group]),
        pytest.raises(DatabaseError, match=constraint),
        transaction.atomic(),
    ):
        SupportUse.objects.filter(pk=used.pk).update(**change)


def test_somebody_who_cannot_sign_in_is_not_named(cast: Cast) -> None:
    gone = cast["secretariat"]
    gone.is_active = False
    with pytest.raises(Refused, match="can no longer sign in"):
        add(cast.eastmere, cast["chair"], person=gone, funder=Funder(system=cast.system))
