"""A chair leaves early: who acts, what is refused, what follows, and taking it back."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from gpleadership.lib.dates import end_of_day, last_day, long_date, today
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from gpleadership.lib.scopes import open_scope
from groups.models import LogEntry, OfficeTerm
from groups.seats import leaving
from groups.seats.actions import (
    appoint_to_office,
    cancel_office_term,
    chair_leaves_early,
    end_office_term,
    hand_over_chair,
    undo_office_end,
)
from groups.seats.actions.chairs_seat import chairs_seat
from tests.cast import Cast

SOON = end_of_day(today() + timedelta(days=10))


def scope(cast: Cast) -> Any:
    return open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk])


def deputy_chair(cast: Cast, who: str = "core_member", **options: Any) -> OfficeTerm:
    begins = timezone.now() - timedelta(days=5)
    fields = {"begins": begins, "ends": None, "by": cast["secretariat"]} | options
    return appoint_to_office(cast.eastmere, "deputy_chair", cast[who], **fields)


def leaves(cast: Cast, **options: Any) -> OfficeTerm:
    fields = {"at": timezone.now(), "reason": "A new post", "acting": None, "by": cast["secretariat"]} | options
    return chair_leaves_early(cast.eastmere, **fields)


def the_chair(cast: Cast) -> OfficeTerm:
    return cast.eastmere.office_terms.get(office="chair", person=cast["chair"])


# ---- Who acts ----


def test_the_deputy_chair_acts_and_stays_deputy_chair(eastmere: Cast) -> None:
    deputy, at = deputy_chair(eastmere), timezone.now()
    acting = leaves(eastmere, at=at)
    assert (acting.office, acting.person, acting.acting) == ("chair", eastmere["core_member"], True)
    assert (acting.period.lower, acting.period.upper) == (at, None)
    left = the_chair(eastmere)
    assert (left.period.upper, left.end_reason) == (at, "A new post")
    deputy.refresh_from_db()
    assert (deputy.period.upper, deputy.version) == (None, 1)
    assert acting.title == "Acting chair"


def test_somebody_named_acts_where_there_is_no_deputy_chair(eastmere: Cast) -> None:
    acting = leaves(eastmere, acting=eastmere["practice_reader"], at=SOON)
    assert (acting.person, acting.period.lower) == (eastmere["practice_reader"], SOON)
    seat = chairs_seat(eastmere.eastmere)
    assert seat is not None
    held = seat.terms.get()
    assert (held.person, held.period) == (eastmere["practice_reader"], acting.period)


def test_an_acting_chair_with_a_core_seat_gets_no_other(eastmere: Cast) -> None:
    leaves(eastmere, acting=eastmere["core_member"])
    assert chairs_seat(eastmere.eastmere) is None


def test_the_deputy_chair_of_that_day_acts(eastmere: Cast) -> None:
    deputy_chair(eastmere, ends=SOON - timedelta(days=2))
    deputy_chair(eastmere, "in_attendance", begins=SOON - timedelta(days=2))
    assert leaves(eastmere, at=SOON).person == eastmere["in_attendance"]


def test_an_acting_chair_may_leave_early_too(eastmere: Cast) -> None:
    deputy_chair(eastmere)
    leaves(eastmere, at=timezone.now() - timedelta(seconds=5))
    with pytest.raises(Refused, match="no deputy chair then"):
        leaves(eastmere)
    assert leaves(eastmere, acting=eastmere["deputy"]).person == eastmere["deputy"]


def test_a_planned_successor_ends_the_acting(cast: Cast) -> None:
    with scope(cast):
        deputy_chair(cast)
        planned = hand_over_chair(cast.eastmere, to=cast["deputy"], at=SOON, ends=None, by=cast["chair"])
    with scope(cast):
        assert leaves(cast).period.upper == planned.period.lower
    with scope(cast), pytest.raises(Refused, match=r"already ends on|is chair by then"):
        leaves(cast, at=SOON, acting=cast["practice_reader"])


# ---- What is refused ----


@pytest.mark.parametrize(
    ("options", "said", "field"),
    [
        ({}, "The group has no deputy chair then. Name who acts until a chair is appointed.", "acting"),
        ({"acting": "chair"}, "Ruth Calder leaves the chair. Name somebody else to act.", "acting"),
        (
            {"acting": "icb_staff"},
            "Helen Castle works for Tidewater ICB, so they cannot be chair, deputy chair or acting chair.",
            None,
        ),
        (
            {"acting": "core_member", "at": timezone.now() - timedelta(days=1)},
            "Choose today or a later day. Until now they had access, and the history says so.",
            "on",
        ),
        ({"acting": "core_member", "reason": "  "}, "Enter why the chair leaves: it stands in the history.", "reason"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    eastmere: Cast, options: dict[str, Any], said: str, field: str | None
) -> None:
    if "acting" in options:
        options = options | {"acting": eastmere[options["acting"]]}
    with pytest.raises(Refused) as refused:
        leaves(eastmere, **options)
    assert (str(refused.value), refused.value.field) == (said, field)
    assert the_chair(eastmere).version == 1
    assert eastmere.eastmere.office_terms.filter(office="chair").count() == 1


def test_the_chair_leaves_no_later_than_their_term_ends(eastmere: Cast) -> None:
    last = the_chair(eastmere).period
    with pytest.raises(Refused, match=f"already ends on {long_date(last_day(last))}"):
        leaves(eastmere, at=last.upper + timedelta(days=1), acting=eastmere["core_member"])


def test_a_deputy_chair_goes_before_anybody_named(eastmere: Cast) -> None:
    deputy_chair(eastmere)
    with pytest.raises(Refused, match="Dr Leila Nasser is deputy chair then, so they act") as refused:
        leaves(eastmere, acting=eastmere["deputy"])
    assert refused.value.field == "acting"


def test_a_group_without_a_chair_has_nobody_who_could_leave(eastmere: Cast) -> None:
    the_chair(eastmere).delete()
    with pytest.raises(Refused, match="The group has no chair now"):
        leaves(eastmere)


def test_a_chair_leaves_once(eastmere: Cast) -> None:
    deputy_chair(eastmere)
    leaves(eastmere, at=SOON)
    with pytest.raises(Refused) as refused:
        leaves(eastmere, at=SOON - timedelta(days=1))
    assert str(refused.value) == (
        f"Ruth Calder leaves on {long_date(today() + timedelta(days=10))} already, and Dr Leila Nasser acts from then. "
        "To choose another day, undo that first."
    )


def test_somebody_else_who_is_chair_by_now_does_not_leave(eastmere: Cast) -> None:
    shown = the_chair(eastmere)
    hand_over_chair(eastmere.eastmere, to=eastmere["core_member"], at=timezone.now(), ends=None, by=eastmere["chair"])
    with pytest.raises(EditedMeanwhile, match="Dr Leila Nasser is chair, with no end date"):
        leaves(eastmere, acting=eastmere["deputy"], chair=shown)


def test_two_who_let_the_chair_leave_at_once(committed_cast: Cast) -> None:
    """One does it; the other is told, and the acting chair stays."""
    cast, said, ready = committed_cast, [], threading.Barrier(2)
    with scope(cast):
        shown = the_chair(cast)

    def leave() -> None:
        try:
            ready.wait()
            with scope(cast):
                leaves(cast, acting=cast["core_member"], chair=shown)
            said.append("done")
        except Refused as refused:
            said.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=leave) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refused, done = sorted(said)
    assert done == "done"
    assert refused == (
        "Dr Leila Nasser is acting chair, with no end date. Somebody else has just changed it, "
        "and nothing more was changed."
    )
    with scope(cast):
        assert cast.eastmere.office_terms.filter(office="chair").count() == 2


# ---- After it ----


def test_an_acting_chair_hands_over_and_stays_deputy_chair(eastmere: Cast) -> None:
    deputy = deputy_chair(eastmere)
    acting = leaves(eastmere, at=timezone.now() - timedelta(seconds=5))
    at = timezone.now()
    new = hand_over_chair(eastmere.eastmere, to=eastmere["deputy"], at=at, ends=None, by=eastmere["core_member"])
    acting.refresh_from_db()
    deputy.refresh_from_db()
    assert (acting.period.upper, acting.end_reason, new.acting) == (at, "A chair was appointed", False)
    assert deputy.period.upper is None


def test_an_acting_chair_becomes_chair_and_gives_way_as_deputy(eastmere: Cast) -> None:
    deputy = deputy_chair(eastmere)
    acting = leaves(eastmere, at=timezone.now() - timedelta(seconds=5))
    at = timezone.now()
    new = hand_over_chair(eastmere.eastmere, to=eastmere["core_member"], at=at, ends=SOON, by=eastmere["core_member"])
    acting.refresh_from_db()
    deputy.refresh_from_db()
    assert (acting.period.upper, new.period.lower, new.acting) == (at, at, False)
    assert (deputy.period.upper, deputy.end_reason) == (at, "Became chair")


def test_an_acting_chair_may_be_made_deputy_chair(eastmere: Cast) -> None:
    leaves(eastmere, acting=eastmere["core_member"])
    assert deputy_chair(eastmere, begins=timezone.now()).person == eastmere["core_member"]


def test_a_vacant_chair_is_filled(eastmere: Cast) -> None:
    the_chair(eastmere).delete()
    term = appoint_to_office(
        eastmere.eastmere, "chair", eastmere["deputy"], begins=timezone.now(), ends=None, by=eastmere["secretariat"]
    )
    assert not term.acting


def test_a_leaving_to_come_is_undone(cast: Cast) -> None:
    with scope(cast):
        deputy_chair(cast)
        ends = the_chair(cast).period.upper
    with scope(cast):
        acting = leaves(cast, at=SOON)
    with scope(cast), pytest.raises(Refused, match="Undo the leaving instead"):
        cancel_office_term(acting, by=cast["secretariat"])
    with scope(cast):
        undo_office_end(the_chair(cast), by=cast["secretariat"])
    with scope(cast):
        left = the_chair(cast)
        assert (left.period.upper, left.end_reason) == (ends, "")
        assert not cast.eastmere.office_terms.filter(acting=True).exists()
        assert cast.eastmere.office_terms.get(office="deputy_chair").period.upper is None


def test_a_leaving_that_came_is_not_undone(cast: Cast) -> None:
    with scope(cast):
        leaves(cast, acting=cast["core_member"])
    with scope(cast), pytest.raises(Refused, match="Hand the chair back to Ruth Calder instead"):
        undo_office_end(the_chair(cast), by=cast["secretariat"])


def test_a_handover_can_still_be_undone_after_a_leaving_was(cast: Cast) -> None:
    with scope(cast):
        deputy_chair(cast)
        ends = the_chair(cast).period.upper
    with scope(cast):
        hand_over_chair(cast.eastmere, to=cast["deputy"], at=SOON, ends=None, by=cast["chair"])
    with scope(cast):
        leaves(cast, at=SOON - timedelta(days=3))
    with scope(cast):
        undo_office_end(the_chair(cast), by=cast["chair"])
        assert the_chair(cast).period.upper == SOON
    with scope(cast):
        undo_office_end(the_chair(cast), by=cast["chair"])
        assert the_chair(cast).period.upper == ends


def test_an_acting_chairs_term_is_not_ended_without_a_successor(eastmere: Cast) -> None:
    acting = leaves(eastmere, acting=eastmere["core_member"], at=timezone.now() - timedelta(seconds=5))
    with pytest.raises(Refused, match="The group would have no chair"):
        end_office_term(acting, at=timezone.now(), by=eastmere["secretariat"])


def test_it_stands_in_the_log(cast: Cast) -> None:
    with scope(cast):
        leaves(cast, acting=cast["core_member"])
    with open_scope(read=[cast.eastmere.pk]):
        entries = list(LogEntry.objects.order_by("seq"))
    assert [entry.verb for entry in entries] == ["office term ended", "office term begun"]
    assert '"acting": true' in entries[1].body
    assert "A new post" not in entries[0].body


# ---- What follows ----

Called = list[tuple[str, int, datetime]]


@pytest.fixture
def followed() -> Called:
    """What a package above was asked to do."""
    called: Called = []

    def note(what: str) -> Callable[..., None]:
        return lambda group, *, left, at, by: called.append((what, left.pk, at))

    leaving.register_follow_up("fake", note("left"), undone=note("undone"))
    return called


def test_what_packages_named_follows_in_the_same_act(cast: Cast, followed: Called) -> None:
    with scope(cast):
        deputy_chair(cast)
        left = the_chair(cast)
    with scope(cast):
        leaves(cast, at=SOON)
    assert followed == [("left", left.pk, SOON)]
    with scope(cast):
        undo_office_end(left, by=cast["chair"])
    assert followed[1:] == [("undone", left.pk, SOON)]


def test_nothing_follows_where_a_chair_is_planned(cast: Cast, followed: Called) -> None:
    with scope(cast):
        deputy_chair(cast)
        hand_over_chair(cast.eastmere, to=cast["deputy"], at=SOON, ends=None, by=cast["chair"])
    with scope(cast):
        leaves(cast)
    assert followed == []


def test_what_a_package_refuses_stops_the_leaving(eastmere: Cast, followed: Called) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise Refused("A ballot is being counted.")

    leaving.register_follow_up("strict", refuse)
    with pytest.raises(Refused, match="A ballot is being counted"):
        leaves(eastmere, acting=eastmere["core_member"])
    assert the_chair(eastmere).version == 1
