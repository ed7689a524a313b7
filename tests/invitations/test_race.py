"""Two at once, really committed: one invitation accepted twice, two invitations to one seat."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope
from groups.invitations import actions
from groups.invitations.finding import in_group
from groups.models import Invitation, Person, SeatTerm
from tests.cast import Cast


def at_once(*acts: tuple[Invitation, Person]) -> list[str]:
    """Accept these invitations at the same instant; what came of each."""
    gate = Barrier(len(acts))

    def accept(made: Invitation, by: Person) -> str:
        try:
            with open_scope(person=by.pk, read=[made.group_id], write=[made.group_id]):
                found = in_group(made.pk)
                assert found is not None
                gate.wait(10)
                try:
                    actions.accept(found, by=by)
                except Refused as refused:
                    return str(refused)
            return "accepted"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(lambda act: accept(*act), acts))


def invited(cast: Cast, email: str) -> Invitation:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        return actions.invite_to_seat(cast.seats["empty"], part="holder", email=email, by=cast["chair"])


def terms(cast: Cast) -> list[SeatTerm]:
    with open_scope(read=[cast.eastmere.pk]):
        return list(SeatTerm.objects.filter(seat=cast.seats["empty"]))


def test_one_invitation_accepted_twice_is_accepted_once(committed_cast: Cast) -> None:
    cast = committed_cast
    made = invited(cast, "outsider@example.org")
    assert at_once((made, cast["outsider"]), (made, cast["outsider"])) == [
        "This invitation can no longer be accepted.",
        "accepted",
    ]
    assert len(terms(cast)) == 1


def test_of_two_who_accept_one_seat_the_second_is_told(committed_cast: Cast) -> None:
    cast = committed_cast
    one, other = invited(cast, "outsider@example.org"), invited(cast, "attends@example.org")
    assert at_once((one, cast["outsider"]), (other, cast["in_attendance"])) == [
        "Somebody else was there before you, so this can no longer be accepted.",
        "accepted",
    ]
    assert len(terms(cast)) == 1
    with open_scope(read=[cast.eastmere.pk]):
        assert sorted(Invitation.objects.values_list("trouble", flat=True)) == ["", "taken"]
