"""Declaring a role moves its holder: what ends, what never begins, who acts, where they sit from then."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from gpleadership.lib.dates import start_of_day, today
from gpleadership.lib.refusal import EditedMeanwhile, Refused
from gpleadership.lib.scopes import open_scope, system_scope
from groups.log.models import PLATFORM
from groups.models import (
    LeadershipGroup,
    LogEntry,
    OfficeTerm,
    Organisation,
    Person,
    PlaceSystem,
    Seat,
    SeatTerm,
    SystemRole,
)
from groups.seats import actions, leaving
from groups.tenancy import standing
from tests.cast import Cast, person, term

TITLE = "Pathway lead, frailty"
A_WHILE = timedelta(seconds=30)
"""A test is one transaction, and the database's clock stands still in it: roles begin a little before."""


@pytest.fixture(autouse=True)
def nobody_above(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages above have nothing to do here: their own tests try that."""
    monkeypatch.setattr(leaving, "_follow_ups", {})


def declare(cast: Cast, who: Person | str, **values: Any) -> SystemRole:
    someone = cast[who] if isinstance(who, str) else who
    values = {"kind": "clinical", "title": TITLE, "begins": timezone.now() - A_WHILE, "ends": None} | values
    system = values.pop("system", cast.system)
    return actions.declare_system_role(someone, system, by=values.pop("by", someone), **values)


def seats_of(who: Person) -> list[tuple[str, str, datetime | None]]:
    """Seat, class and end of each term, in order."""
    terms = SeatTerm.objects.filter(person=who).select_related("seat").order_by("period", "pk")
    return [(each.seat.title, each.seat.seat_class, each.period.upper) for each in terms]


def roles_in(group: LeadershipGroup, who: Person) -> set[str]:
    with open_scope(person=who.pk):
        found = standing.find(who.pk, group.slug)
    return set(found[1].roles) if found else set()


def verbs(chain: int) -> list[str]:
    return list(LogEntry.objects.filter(group_id=chain).order_by("seq").values_list("verb", flat=True))


def test_a_core_member_attends_from_the_roles_first_instant(everywhere: Cast) -> None:
    cast = everywhere
    until = SeatTerm.objects.get(person=cast["core_member"]).period.upper
    role = declare(cast, "core_member")
    at = role.period.lower
    assert seats_of(cast["core_member"]) == [
        ("Harbour PCN", "core", at),
        (TITLE, "in_attendance", until),
    ]
    assert SeatTerm.objects.get(seat=cast.seats["pcn"], part="holder").end_reason == f"Took up a system role: {TITLE}"
    seat = Seat.objects.get(title=TITLE)
    assert (seat.constituency, seat.votes, seat.needed_for_quorum) == ("partner", False, False)
    assert Seat.objects.get(pk=cast.seats["pcn"].pk).seat_class == "core"
    assert roles_in(cast.eastmere, cast["core_member"]) == {"in_attendance"}


def test_every_chain_has_its_lines(everywhere: Cast) -> None:
    declare(everywhere, "core_member")
    assert verbs(everywhere.eastmere.pk) == [
        "seat term ended",
        "seat added",
        "seat term begun",
        "system role declared",
    ]
    assert verbs(PLATFORM) == ["system role declared"]


def test_a_deputy_leaves_too_and_no_seat_becomes_empty(everywhere: Cast) -> None:
    role = declare(everywhere, "deputy")
    assert seats_of(everywhere["deputy"])[0] == ("Harbour PCN", "core", role.period.lower)
    assert roles_in(everywhere.eastmere, everywhere["core_member"]) == {"core_member"}


def test_a_chair_leaves_and_the_deputy_acts(everywhere: Cast) -> None:
    cast = everywhere
    OfficeTerm.objects.create(group=cast.eastmere, office="deputy_chair", person=cast["deputy"], period=term(10))
    role = declare(cast, "chair")
    acting = OfficeTerm.objects.get(office="chair", acting=True)
    assert (acting.person, acting.period.lower) == (cast["deputy"], role.period.lower)
    assert roles_in(cast.eastmere, cast["chair"]) == {"in_attendance"}


def test_a_chair_leaves_even_if_nobody_can_act(everywhere: Cast) -> None:
    cast = everywhere
    role = declare(cast, "chair")
    last = OfficeTerm.objects.get(group=cast.eastmere, office="chair")
    assert (last.person, last.period.upper) == (cast["chair"], role.period.lower)
    assert last.end_reason == f"Took up a system role: {TITLE}"


def test_a_deputy_chair_with_a_role_of_their_own_cannot_act(everywhere: Cast) -> None:
    cast = everywhere
    OfficeTerm.objects.create(
        group=cast.eastmere, office="deputy_chair", person=cast["outsider"], period=term(10, days=20)
    )
    declare(cast, "outsider", begins=timezone.now() + timedelta(days=11))
    role = declare(cast, "chair")
    assert not OfficeTerm.objects.filter(acting=True).exists()
    assert OfficeTerm.objects.get(group=cast.eastmere, office="chair").period.upper == role.period.lower


def test_an_acting_chair_leaves(everywhere: Cast) -> None:
    cast = everywhere
    OfficeTerm.objects.create(group=cast.eastmere, office="deputy_chair", person=cast["deputy"], period=term(10))
    actions.chair_leaves_early(
        cast.eastmere, at=timezone.now() - A_WHILE * 1.5, reason="Moves", acting=None, by=cast["chair"]
    )
    declare(cast, "deputy")
    assert not OfficeTerm.objects.filter(person=cast["deputy"], period__endswith=None).exists()


def test_a_chair_to_come_never_comes_and_the_present_one_stays(everywhere: Cast) -> None:
    cast = everywhere
    before = OfficeTerm.objects.get(group=cast.eastmere, office="chair").period.upper
    later = timezone.now() + timedelta(days=20)
    with system_scope("an act of its own, so that the log holds it"):
        actions.hand_over_chair(cast.eastmere, to=cast["core_member"], at=later, ends=None, by=cast["chair"])
    declare(cast, "core_member")
    chair = OfficeTerm.objects.get(group=cast.eastmere, office="chair")
    assert (chair.person, chair.period.upper) == (cast["chair"], before)


def test_the_chairs_own_seat_goes_with_the_office(everywhere: Cast) -> None:
    cast = everywhere
    at = timezone.now() - A_WHILE * 1.5
    actions.hand_over_chair(cast.eastmere, to=cast["outsider"], at=at, ends=None, by=cast["chair"])
    role = declare(cast, "outsider")
    assert seats_of(cast["outsider"]) == [("Chair", "core", role.period.lower), (TITLE, "in_attendance", None)]


def test_terms_to_come_are_cancelled(everywhere: Cast) -> None:
    cast = everywhere
    SeatTerm.objects.create(
        group=cast.eastmere, seat=cast.seats["empty"], person=cast["outsider"], period=term(-10, 300)
    )
    declare(cast, "outsider")
    assert seats_of(cast["outsider"]) == []
    assert verbs(cast.eastmere.pk) == ["seat term cancelled"]


def test_a_role_to_come_changes_nothing_before(everywhere: Cast) -> None:
    cast = everywhere
    begins = start_of_day(today() + timedelta(days=14))
    declare(cast, "core_member", begins=begins)
    assert seats_of(cast["core_member"])[0] == ("Harbour PCN", "core", begins)
    attends = SeatTerm.objects.get(person=cast["core_member"], seat__title=TITLE)
    assert attends.period.lower == begins
    assert roles_in(cast.eastmere, cast["core_member"]) == {"core_member"}


def test_terms_after_the_role_stay(everywhere: Cast) -> None:
    cast = everywhere
    SeatTerm.objects.create(
        group=cast.eastmere, seat=cast.seats["empty"], person=cast["outsider"], period=term(-100, 300)
    )
    declare(cast, "outsider", ends=timezone.now() + timedelta(days=90))
    assert len(seats_of(cast["outsider"])) == 1


def test_an_empty_seat_of_that_name_is_used_again(everywhere: Cast) -> None:
    cast = everywhere
    seat = Seat.objects.create(
        group=cast.eastmere, title=TITLE.upper(), constituency="partner", seat_class="in_attendance", votes=False
    )
    declare(cast, "core_member")
    declare(cast, "deputy")
    assert Seat.objects.filter(title__iexact=TITLE).count() == 2
    assert SeatTerm.objects.get(seat=seat).person == cast["core_member"]


def test_every_group_where_it_counts_and_no_other(everywhere: Cast) -> None:
    """In both groups while both places are of the system; a third that is elsewhere is left alone."""
    cast = everywhere
    who = cast["core_member"]
    empty = Seat.objects.create(group=cast.ambleford, title="Old Mill PCN", constituency="pcn", position=2)
    SeatTerm.objects.create(group=cast.ambleford, seat=empty, person=who, period=term(40))
    PlaceSystem.objects.filter(place=cast.ambleford.place_id).update(system=cast.other_system)
    role = declare(cast, "core_member")
    assert ("Old Mill PCN", "core", None) in seats_of(who)
    everywhere_role = declare(cast, "core_member", kind="employment", title="Medical director")
    assert ("Old Mill PCN", "core", everywhere_role.period.lower) in seats_of(who)
    assert ("Harbour PCN", "core", role.period.lower) in seats_of(who)
    assert verbs(cast.ambleford.pk)[-1] == "system role declared"
    assert "system role declared" not in verbs(cast.ambleford.pk)[:-1]


def test_ending_a_role_gives_nothing_back(everywhere: Cast) -> None:
    cast = everywhere
    role = declare(cast, "core_member")
    with pytest.raises(EditedMeanwhile):
        actions.end_system_role(role, version=7, at=timezone.now(), by=cast["core_member"])
    ended = actions.end_system_role(role, version=1, at=timezone.now(), reason="Moved on", by=cast["core_member"])
    assert ended is not None
    assert (ended.end_reason, ended.version) == ("Moved on", 2)
    assert roles_in(cast.eastmere, cast["core_member"]) == {"in_attendance"}
    assert verbs(cast.eastmere.pk)[-1] == "system role ended"
    with pytest.raises(Refused, match="This role ended on"):
        actions.end_system_role(ended, version=2, at=timezone.now(), by=cast["core_member"])
    seat = actions.appoint(
        cast.seats["empty"], cast["core_member"], part="holder", begins=timezone.now(), ends=None, by=cast["chair"]
    )
    assert seat.pk


def test_a_role_that_has_not_begun_is_taken_out(everywhere: Cast) -> None:
    role = declare(everywhere, "outsider", begins=timezone.now() + timedelta(days=3))
    assert actions.end_system_role(role, version=1, at=timezone.now(), by=everywhere["outsider"]) is None
    assert not SystemRole.objects.exists()
    assert verbs(PLATFORM)[-1] == "system role cancelled"


@pytest.mark.parametrize(
    ("values", "sentence", "field"),
    [
        ({"begins": timezone.now() - timedelta(days=1)}, "The first day must be today or later", "begins"),
        ({"ends": timezone.now() - timedelta(days=1)}, "The role must end after it begins", "until"),
        ({"title": "  "}, "Enter what the role is called", "title"),
        ({"kind": "chief"}, "Select what kind of role it is", "kind"),
    ],
)
def test_bad_input_is_refused_at_its_field(everywhere: Cast, values: Any, sentence: str, field: str) -> None:
    with pytest.raises(Refused, match=sentence) as caught:
        declare(everywhere, "core_member", **values)
    assert caught.value.field == field
    assert len(seats_of(everywhere["core_member"])) == 1
    assert verbs(everywhere.eastmere.pk) == []


def test_overlapping_roles_of_a_kind_are_refused(everywhere: Cast) -> None:
    declare(everywhere, "core_member")
    with pytest.raises(Refused, match="“Pathway lead, frailty” is declared already") as caught:
        declare(everywhere, "core_member", title="Pathway lead, falls", begins=timezone.now() + timedelta(days=40))
    assert caught.value.field == "kind"


def test_a_place_that_moves_to_the_system_closes_the_room_at_once(everywhere: Cast) -> None:
    """No row of the group changes: standing alone sees it."""
    cast = everywhere
    declare(cast, "core_member", system=cast.other_system)
    assert roles_in(cast.eastmere, cast["core_member"]) == {"core_member"}
    PlaceSystem.objects.filter(place=cast.eastmere.place_id).update(system=cast.other_system)
    assert roles_in(cast.eastmere, cast["core_member"]) == {"in_attendance"}


def test_declaring_needs_no_sight_of_other_groups(cast: Cast) -> None:
    """A secretariat sees its own group alone, and yet the other group's seat ends."""
    with system_scope("tests"):
        lmc = Organisation.objects.get(name="Ambleford LMC")
        seat = Seat.objects.create(group=cast.ambleford, title="Second", constituency="lmc", organisation=lmc)
        SeatTerm.objects.create(group=cast.ambleford, seat=seat, person=cast["core_member"], period=term(40))
    group = [cast.eastmere.pk]
    with open_scope(person=cast["secretariat"].pk, read=group, write=group):
        declare(cast, "core_member", by=cast["secretariat"])
        assert {each.group_id for each in SeatTerm.objects.all()} == set(group)
    with system_scope("tests"):
        assert SeatTerm.objects.get(seat=seat).period.upper is not None


def test_somebody_who_cannot_sign_in_has_no_role_declared(everywhere: Cast) -> None:
    gone = person("gone", "Dr Gone", is_active=False)
    with pytest.raises(Refused, match="can no longer sign in"):
        declare(everywhere, gone)
