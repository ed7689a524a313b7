"""The firewall proved now: by capability, by scope, on a closed table, in a second tab, and by the clock alone."""

from datetime import datetime, timedelta
from time import sleep

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope, system_scope
from groups.ballots.actions import Named, open_ballot
from groups.ballots.models import Ballot
from groups.ballots.policies import roll_changes
from groups.interests import actions
from groups.models import Interest, InterestWithheld, Person, Seat, SeatTerm
from groups.seats.actions import declare_system_role
from groups.tenancy import standing
from groups.tenancy.capabilities import Capability, Role
from tests.cast import Cast, person, term
from tests.interests.conftest import SignIn
from tests.interests.worlds import SECRET, declare, take_role, values, withhold

ROOM = "/g/eastmere/interests/withheld/"
MEMBERS = "/g/eastmere/members/"


def test_the_capability_goes_with_the_next_request(cast: Cast, sign_in: SignIn) -> None:
    one_tab, other_tab = sign_in("core_member"), sign_in("core_member")
    assert one_tab.get(ROOM).status_code == other_tab.get(ROOM).status_code == 200
    assert "Core member" in one_tab.get(MEMBERS).content.decode()
    take_role(cast, cast["core_member"])
    for tab in (one_tab, other_tab):
        refused = tab.get(ROOM)
        assert refused.status_code == 403
        assert "As in attendance you cannot enter the closed room" in refused.content.decode()
    page = other_tab.get(MEMBERS).content.decode()
    assert "In attendance" in page
    assert "System role: in attendance" in page


def test_the_scope_has_no_closed_group(cast: Cast, sign_in: SignIn) -> None:
    before = sign_in("core_member").get("/g/eastmere/interests/")
    assert before.wsgi_request.scope.closed == {cast.eastmere.pk}  # type: ignore[attr-defined]
    take_role(cast, cast["core_member"])
    after = sign_in("core_member").get("/g/eastmere/interests/")
    assert after.wsgi_request.scope.closed == frozenset()  # type: ignore[attr-defined]
    assert after.wsgi_request.standing.roles == {Role.IN_ATTENDANCE}  # type: ignore[attr-defined]


def _found(cast: Cast, who: Person) -> list[str]:
    """What somebody's own scope, opened as the decorator opens it, finds in the closed table."""
    with open_scope(person=who.pk) as scope:
        found = standing.find(who.pk, cast.eastmere.slug)
        assert found is not None
        group = [cast.eastmere.pk]
        scope.widen(read=group, write=group, closed=group if found[1].can(Capability.CLOSED_ROOM) else ())
        return [each.what for each in InterestWithheld.objects.all()]


def test_the_closed_table_shows_no_row_any_more(cast: Cast) -> None:
    withhold(cast.eastmere, cast["chair"])
    assert _found(cast, cast["core_member"]) == [SECRET]
    take_role(cast, cast["core_member"])
    assert _found(cast, cast["core_member"]) == []
    assert _found(cast, cast["chair"]) == [SECRET]
    for who in ("secretariat", "in_attendance", "practice_reader", "icb_staff"):
        assert _found(cast, cast[who]) == []


def test_the_system_scope_reads_nothing_withheld(cast: Cast) -> None:
    """Digests, exports and the roster run without the room: they cannot read it, whatever their code says."""
    withhold(cast.eastmere, cast["chair"])
    with system_scope("tests"):
        assert Interest.objects.count() == 1
        assert Interest.objects.get().what == ""
        assert InterestWithheld.objects.count() == 0


def test_nobody_writes_what_is_withheld_but_its_person(cast: Cast) -> None:
    interest = withhold(cast.eastmere, cast["chair"])
    group = [cast.eastmere.pk]
    with open_scope(person=cast["core_member"].pk, read=group, write=group, closed=group):
        assert InterestWithheld.objects.update(what="Something else") == 0
        assert InterestWithheld.objects.all().delete()[0] == 0
        with pytest.raises((ProgrammingError, InternalError), match="row-level security"), transaction.atomic():
            InterestWithheld.objects.create(
                group=cast.eastmere, person=cast["chair"], interest=interest, reason="x", **values().content()
            )
        assert [each.what for each in InterestWithheld.objects.all()] == [SECRET]


def test_another_group_reads_none_of_it(cast: Cast) -> None:
    declare(cast.eastmere, cast["chair"])
    withhold(cast.eastmere, cast["chair"])
    other = [cast.ambleford.pk]
    with open_scope(person=cast["other_chair"].pk, read=other, write=other, closed=other):
        assert (Interest.objects.count(), InterestWithheld.objects.count()) == (0, 0)


def _another_member(cast: Cast, tab: Client, number: int) -> Person:
    """Somebody else with a core seat, in the same tab."""
    who = person(f"another{number}", f"Dr Another {number}")
    with system_scope("tests"):
        seat = Seat.objects.create(group=cast.eastmere, title=f"Seat {number}", constituency="other")
        SeatTerm.objects.create(group=cast.eastmere, seat=seat, person=who, period=term(5))
    tab.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return who


def _declared_ahead(cast: Cast, tab: Client) -> tuple[Person, datetime]:
    """Declare a role that begins shortly, and see the room open before it does; a busy machine gets longer."""
    who = cast["core_member"]
    for seconds in (1, 4, 16):
        begins = timezone.now() + timedelta(seconds=seconds)
        declare_system_role(who, cast.system, kind="clinical", title="Lead", begins=begins, ends=None, by=who)
        status = tab.get(ROOM).status_code
        if timezone.now() < begins:
            assert status == 200
            return who, begins
        who = _another_member(cast, tab, seconds)
    pytest.fail("The machine is too busy to ask before the role begins.")


def test_a_role_that_begins_in_a_second_closes_the_room_by_the_clock_alone(committed_cast: Cast) -> None:
    """No job, no request in between: the tab that was open before is shut a second later."""
    cast, tab = committed_cast, Client()
    tab.force_login(cast["core_member"], backend="django.contrib.auth.backends.ModelBackend")
    who, begins = _declared_ahead(cast, tab)
    sleep(max(0.0, (begins - timezone.now()).total_seconds()) + 0.05)
    assert tab.get(ROOM).status_code == 403
    assert _found(cast, who) == []


def test_a_running_ballots_roll_notices(cast: Cast) -> None:
    """The roll is compared with who sits: the ballot ends without a count by its own rule."""
    group = [cast.eastmere.pk]
    with open_scope(read=group, write=group, closed=group):
        at = timezone.now() + timedelta(days=8)
        names = [Named(cast["chair"]), Named(cast["core_member"])]
        kind = "chair"
        ballot = open_ballot(cast.eastmere, kind, names=names, floor=60, closes_at=at, by=cast["chair"])
        assert not roll_changes(ballot, timezone.now())
    take_role(cast, cast["core_member"])
    with open_scope(read=group, write=group, closed=group):
        assert roll_changes(Ballot.objects.get(pk=ballot.pk), timezone.now())


def test_secretariat_declares_nothing_withheld_for_others(cast: Cast) -> None:
    group = [cast.eastmere.pk]
    with (
        open_scope(person=cast["secretariat"].pk, read=group, write=group),
        pytest.raises(Refused, match="Only the person themselves"),
    ):
        actions.declare(cast.eastmere, cast["chair"], values(withheld_because="x"), by=cast["secretariat"])
