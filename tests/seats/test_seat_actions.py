"""Adding, changing, ordering and withdrawing seats; the group's details."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gpleadership.lib.dates import start_of_day, today
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from gpleadership.lib.scopes import open_scope
from groups.models import LogEntry, Organisation, PlaceOrganisation, Seat
from groups.seats.actions import add_seat, appoint, edit_details, edit_seat, move_seat, withdraw_seat
from tests.cast import Cast


def _add(cast: Cast, **options: Any) -> Seat:
    fields = {"title": "New GPs’ Network", "constituency": "other", "seat_class": "core", "by": cast["chair"]} | options
    return add_seat(cast.eastmere, **fields)


def _edit(cast: Cast, seat: str = "pcn", **options: Any) -> Seat:
    found = cast.seats[seat]
    names = ("version", "title", "constituency", "seat_class", "votes", "needed_for_quorum")
    return edit_seat(found, **{name: getattr(found, name) for name in names} | {"by": cast["chair"]} | options)


def test_a_core_seat_votes_unless_told(eastmere: Cast) -> None:
    assert _add(eastmere).votes
    assert not _add(eastmere, votes=False).votes
    assert not _add(eastmere, seat_class="in_attendance").votes


def test_a_new_seat_comes_last(eastmere: Cast) -> None:
    assert _add(eastmere).position == 6


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": "  "}, "title"),
        ({"seat_class": "observer", "votes": True}, "seat_class"),
        ({"seat_class": "in_attendance", "needed_for_quorum": True}, "seat_class"),
    ],
)
def test_a_seat_that_cannot_be_is_refused_at_the_field(eastmere: Cast, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        _add(eastmere, **fields)
    assert refused.value.field == field


def test_the_database_lets_only_core_seats_vote(eastmere: Cast) -> None:
    with pytest.raises(IntegrityError, match="seat_only_core_votes"), transaction.atomic():
        Seat.objects.filter(pk=eastmere.seats["council"].pk).update(votes=True)


def test_an_organisation_sits_under_its_own_kind(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="sits among “Local medical committee”"):
        _add(eastmere, organisation=eastmere.organisations["lmc"], constituency="pcn")


def test_an_organisation_of_another_place_has_no_seat_here(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="is not an organisation of this place today"):
        _add(eastmere, organisation=eastmere.organisations["other_pcn"], constituency="pcn")


def test_an_organisation_that_left_the_place_gets_no_new_seat(eastmere: Cast) -> None:
    PlaceOrganisation.objects.filter(organisation=eastmere.organisations["pcn"]).update(end=date(2025, 3, 31))
    with pytest.raises(Refused, match="is not an organisation of this place today"):
        _add(eastmere, organisation=eastmere.organisations["pcn"], constituency="pcn")


def test_a_council_has_a_partners_seat(eastmere: Cast) -> None:
    council = Organisation.objects.create(kind="council", name="Eastmere Borough Council")
    seat = _add(eastmere, organisation=council, constituency="partner", seat_class="in_attendance")
    assert seat.organisation == council


def test_a_seat_is_changed(eastmere: Cast) -> None:
    seat = _edit(eastmere, title="Harbour and Quay PCN", needed_for_quorum=True)
    assert (seat.title, seat.needed_for_quorum, seat.version) == ("Harbour and Quay PCN", True, 2)


def test_the_second_of_two_editors_is_told_what_changed_and_by_whom(cast: Cast) -> None:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        _edit(cast, title="Quay PCN", votes=False, by=cast["secretariat"])
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        with pytest.raises(EditedMeanwhile) as told:
            _edit(cast, title="Harbour Network")
        cast.seats["pcn"].refresh_from_db()
        assert cast.seats["pcn"].title == "Quay PCN"
    assert str(told.value).startswith("Kofi Mensah saved this on ")
    assert "Kofi Mensah changed what it is called from “Harbour PCN” to “Quay PCN” and whether it votes." in str(
        told.value
    )
    assert str(told.value).endswith("Save again to use yours.")


def test_several_changes_since_are_told_together(cast: Cast) -> None:
    for title in ("Quay PCN", "Pier PCN"):
        with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
            cast.seats["pcn"].refresh_from_db()
            _edit(cast, title=title, by=cast["secretariat"])
    with (
        open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]),
        pytest.raises(EditedMeanwhile, match="from “Harbour PCN” to “Pier PCN”"),
    ):
        _edit(cast, version=1, title="Mine")


def test_a_seat_held_by_icb_staff_does_not_become_core(eastmere: Cast) -> None:
    appoint(
        eastmere.seats["council"],
        eastmere["icb_staff"],
        part="deputy",
        begins=timezone.now(),
        ends=None,
        by=eastmere["chair"],
    )
    with pytest.raises(Refused, match="Helen Castle works for Tidewater ICB"):
        _edit(eastmere, "council", seat_class="core")


def test_an_empty_seat_is_withdrawn(eastmere: Cast) -> None:
    seat = withdraw_seat(eastmere.seats["empty"], by=eastmere["chair"])
    assert seat.withdrawn_at is not None
    with pytest.raises(Refused, match="was already withdrawn on"):
        withdraw_seat(seat, by=eastmere["chair"])
    with pytest.raises(Refused, match="was withdrawn on"):
        _edit(eastmere, "empty", version=2)


def test_a_seat_is_not_withdrawn_from_under_its_holder(eastmere: Cast) -> None:
    with pytest.raises(Refused) as refused:
        withdraw_seat(eastmere.seats["pcn"], by=eastmere["chair"])
    assert refused.value.field == "end_terms"
    assert str(refused.value).startswith("Dr Leila Nasser and Dr Ben Achterberg would lose this seat")


def test_a_seat_is_withdrawn_with_its_terms(eastmere: Cast) -> None:
    day = start_of_day(date(today().year + 3, 1, 1))
    appoint(eastmere.seats["pcn"], eastmere["outsider"], part="holder", begins=day, ends=None, by=eastmere["chair"])
    withdraw_seat(eastmere.seats["pcn"], end_terms=True, by=eastmere["chair"])
    terms = eastmere.seats["pcn"].terms.all()
    assert [term.end_reason for term in terms] == ["The seat was withdrawn"] * 2, "the one to come never began"
    assert all(term.period.upper <= timezone.now() for term in terms)


def test_a_seat_moves_among_those_it_is_shown_with(eastmere: Cast) -> None:
    seat = eastmere.seats["empty"]
    assert move_seat(seat, up=True, by=eastmere["chair"])
    pcns = eastmere.eastmere.seats.filter(constituency="pcn")
    assert [each.title for each in pcns] == ["Old Town PCN", "Harbour PCN"]
    assert not move_seat(seat, up=True, by=eastmere["chair"]), "it is the first already"
    assert not move_seat(eastmere.seats["lmc"], up=True, by=eastmere["chair"]), "it is alone"


def test_details_are_changed_and_the_contact_kept_apart(cast: Cast) -> None:
    fields = {"name": "Eastmere Forum", "contact": "dr.calder@example.org", "basis": "advisory", "quorum": 3}
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        group = edit_details(cast.eastmere, version=1, **fields, by=cast["chair"])
    assert (group.name, group.basis, group.quorum, group.version) == ("Eastmere Forum", "advisory", 3, 2)
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        assert "dr.calder" not in LogEntry.objects.get().body
        with pytest.raises(EditedMeanwhile, match="the contact route"):
            edit_details(cast.eastmere, version=1, **fields, by=cast["secretariat"])


def test_a_quorum_that_could_never_be_met_is_refused(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="has 4 core seats, so a quorum of 5 could never be met") as refused:
        edit_details(
            eastmere.eastmere, version=1, name="N", contact="", basis="advisory", quorum=5, by=eastmere["chair"]
        )
    assert refused.value.field == "quorum"
