"""Whoever has a system role, by ways round the firewall: a place that moves, what was offered before, an open form."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope, system_scope
from groups.ballots.actions import Named, open_ballot
from groups.ballots.models import Ballot
from groups.ballots.policies import roll_changes
from groups.ballots.queries import electorate
from groups.invitations.actions import accept, invite_to_office, invite_to_seat
from groups.invitations.actions.accepting import NotGranted
from groups.models import Person, PlaceSystem, SeatTerm, SystemRole
from groups.seats.actions import declare_system_role
from groups.signoff.actions import give_word
from groups.tenancy import standing
from groups.tenancy.capabilities import Capability
from tests.cast import Cast, term
from tests.interests.worlds import take_role, withhold
from tests.signoff.worlds import given, opened, party

ROOM = "/g/eastmere/interests/withheld/"
LOG = reverse("audit:acts", args=["eastmere"])


@pytest.fixture
def open_group(cast: Cast) -> Iterator[Cast]:
    """The cast, with Eastmere open, its closed room too."""
    group = [cast.eastmere.pk]
    with open_scope(read=group, write=group, closed=group):
        yield cast


def _signed_in(who: Person) -> Client:
    client = Client()
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _electors(cast: Cast) -> set[str]:
    with system_scope("tests"):
        return {each.person for each in electorate(cast.eastmere, timezone.now())}


def _moves(cast: Cast) -> None:
    PlaceSystem.objects.filter(place=cast.eastmere.place_id).update(system=cast.other_system)


# ---- A place that moves: the group's rows still say that they are core ----


def test_a_place_that_moves_takes_them_from_the_electors(cast: Cast) -> None:
    take_role(cast, cast["core_member"], system=cast.other_system)
    assert _electors(cast) == {"Dr Leila Nasser", "Ruth Calder"}
    _moves(cast)
    assert _electors(cast) == {"Ruth Calder"}


def test_a_ballot_that_is_open_notices(cast: Cast) -> None:
    group, at = [cast.eastmere.pk], timezone.now() + timedelta(days=8)
    take_role(cast, cast["core_member"], system=cast.other_system)
    with open_scope(read=group, write=group, closed=group):
        ballot = open_ballot(
            cast.eastmere, "chair", names=[Named(cast["chair"])], floor=60, closes_at=at, by=cast["chair"]
        )
        assert not roll_changes(ballot, timezone.now())
    _moves(cast)
    with open_scope(read=group, write=group, closed=group):
        assert "Harbour PCN" in roll_changes(Ballot.objects.get(pk=ballot.pk), timezone.now())
    paper = reverse("ballots:vote", args=["eastmere", ballot.number])
    assert _signed_in(cast["chair"]).get(paper).status_code == 200
    assert _signed_in(cast["core_member"]).get(paper).status_code == 403
    cast_it = reverse("ballots:cast", args=["eastmere", ballot.number])
    assert _signed_in(cast["core_member"]).post(cast_it, {}).status_code == 403


def test_no_ballot_runs_over_a_role_that_begins_within_it(cast: Cast) -> None:
    """A place that moves the day before it closes, or a role to come of a system that the place is about to join."""
    group, now = [cast.eastmere.pk], timezone.now()
    with system_scope("tests"):
        take_role(cast, cast["core_member"], system=cast.other_system)
        spell = PlaceSystem.objects.get(place=cast.eastmere.place_id)
        spell.end = (now + timedelta(days=3)).date()
        spell.save()
        PlaceSystem.objects.create(
            place=cast.eastmere.place, system=cast.other_system, start=(now + timedelta(days=4)).date()
        )
    with (
        open_scope(read=group, write=group, closed=group),
        pytest.raises(Refused, match="Who may vote changes before then: Harbour PCN"),
    ):
        open_ballot(
            cast.eastmere,
            "chair",
            names=[Named(cast["chair"])],
            floor=60,
            closes_at=now + timedelta(days=8),
            by=cast["chair"],
        )


def test_a_place_that_moves_closes_the_room_and_takes_the_chair(cast: Cast) -> None:
    withhold(cast.eastmere, cast["deputy"])
    take_role(cast, cast["chair"], system=cast.other_system)
    tab = _signed_in(cast["chair"])
    assert tab.get(ROOM).status_code == tab.get(LOG).status_code == 200
    _moves(cast)
    assert tab.get(ROOM).status_code == tab.get(LOG).status_code == 403
    with open_scope(person=cast["chair"].pk):
        found = standing.find(cast["chair"].pk, "eastmere")
    assert found is not None
    assert {role.value for role in found[1].roles} == {"in_attendance"}
    assert not found[1].can(Capability.CLOSED_ROOM)
    assert not found[1].can(Capability.MANAGE)


# ---- What was offered, opened or begun before ----


def test_what_was_offered_before_is_not_given(open_group: Cast) -> None:
    """Invited to a core seat and to be deputy chair; then they take a role; then they accept both."""
    cast, who = open_group, open_group["outsider"]
    seat = invite_to_seat(cast.seats["empty"], part="holder", email=who.email, by=cast["chair"])
    office = invite_to_office(cast.eastmere, "deputy_chair", email=who.email, by=cast["chair"])
    with system_scope("tests"):
        take_role(cast, who)
    for invitation in (seat, office):
        with pytest.raises(NotGranted):
            accept(invitation, by=who)
    assert not cast.eastmere.seat_terms.filter(person=who).exists()
    assert not cast.eastmere.office_terms.filter(person=who).exists()


def test_a_word_typed_before_is_not_taken_after(open_group: Cast) -> None:
    """The form of the organisation's word was open when the role began."""
    cast = open_group
    asked = opened(cast)
    mine = party(asked, "Harbour PCN")
    with system_scope("tests"):
        take_role(cast, cast["core_member"])
    with pytest.raises(Refused, match="Only somebody who sits for"):
        give_word(mine, given(), by=cast["core_member"])
    assert mine.words.count() == 0


def test_a_word_is_not_taken_from_whom_a_moving_place_has_bound(open_group: Cast) -> None:
    cast = open_group
    asked = opened(cast)
    with system_scope("tests"):
        take_role(cast, cast["core_member"], system=cast.other_system)
        _moves(cast)
    with pytest.raises(Refused, match="Only somebody who sits for"):
        give_word(party(asked, "Harbour PCN"), given(), by=cast["core_member"])


def test_a_deputy_who_acts_is_no_way_round(cast: Cast) -> None:
    """The deputy takes a role: they are deputy no longer, and nobody asks them to act."""
    tab = _signed_in(cast["deputy"])
    assert tab.get(ROOM).status_code == 200
    take_role(cast, cast["deputy"])
    assert tab.get(ROOM).status_code == 403
    with system_scope("tests"):
        own = SeatTerm.objects.filter(person=cast["deputy"], seat__seat_class="core", period__contains=timezone.now())
        assert not own.exists()
    assert _electors(cast) == {"Dr Leila Nasser", "Ruth Calder"}


def test_of_two_seats_both_are_left(cast: Cast) -> None:
    with system_scope("tests"):
        SeatTerm.objects.create(
            group=cast.eastmere, seat=cast.seats["federation"], person=cast["core_member"], period=term(20, 400)
        )
    take_role(cast, cast["core_member"])
    assert "Dr Leila Nasser" not in _electors(cast)
    assert _signed_in(cast["core_member"]).get(ROOM).status_code == 403


def test_a_role_in_the_other_system_binds_where_it_counts_and_employment_everywhere(cast: Cast) -> None:
    take_role(cast, cast["core_member"], system=cast.other_system)
    assert _signed_in(cast["core_member"]).get(ROOM).status_code == 200
    take_role(cast, cast["deputy"], system=cast.other_system, kind="employment", title="Analyst")
    assert _signed_in(cast["deputy"]).get(ROOM).status_code == 403


def test_nobody_declares_a_role_into_the_past_to_end_what_was(cast: Cast) -> None:
    with pytest.raises(Refused, match="The first day must be today or later"):
        declare_system_role(
            cast["chair"],
            cast.system,
            kind="clinical",
            title="Lead",
            begins=timezone.now() - timedelta(days=2),
            ends=None,
            by=cast["secretariat"],
        )
    assert SystemRole.objects.count() == 0
    assert _signed_in(cast["chair"]).get(ROOM).status_code == 200
