"""The chair-to-be's three pages, in order, again, and half-way."""

from typing import Any

import pytest
from django.test import Client

from gpleadership.lib.refusal import EditedMeanwhile, Refused
from gpleadership.lib.scopes import system_scope
from groups.founding.actions import choose_seats, mark_ready, seat_people, set_basis
from groups.founding.actions.steps import ChosenSeat, draft_of
from groups.models import Invitation, LeadershipGroup, OfficeTerm, Person, Seat, SeatTerm
from tests.cast import Cast
from tests.founding.conftest import answers_of
from tests.reference.reading import logged, text

HERE = "/g/norwold/founding/"


def answer(chair: Client, step: str, **changes: str | None) -> Any:
    """Open a step, change some of what it shows, and send it."""
    form = chair.get(f"{HERE}{step}/").context_data["form"]  # type: ignore[attr-defined]
    data = answers_of(form) | changes
    return chair.post(f"{HERE}{step}/", {name: value for name, value in data.items() if value is not None})


def say_basis(chair: Client, **changes: str | None) -> Any:
    return answer(chair, "basis", **({"basis": "advisory", "contact": "office@norwold.example.org"} | changes))


def table(group: LeadershipGroup) -> list[tuple[str, str, str]]:
    with system_scope("a test reads the seats"):
        seats = Seat.objects.filter(group=group, withdrawn_at=None).order_by("position")
        return [(seat.title, seat.constituency, seat.seat_class) for seat in seats]


def seat_id(group: LeadershipGroup, title: str) -> int:
    with system_scope("a test reads the seats"):
        return int(Seat.objects.get(group=group, title=title, withdrawn_at=None).pk)


PROPOSED = [
    ("Chair", "other", "core"),
    ("Norwold Fen PCN", "pcn", "core"),
    ("Norwold Marsh PCN", "pcn", "core"),
    ("Eastmere LMC", "lmc", "core"),
    ("Eastmere Federation", "federation", "core"),
    ("Norwold Council", "partner", "in_attendance"),
]


def test_accepting_makes_a_drafting_chair(draft: LeadershipGroup, cast: Cast, chair: Client) -> None:
    with system_scope("a test reads the offices"):
        assert OfficeTerm.objects.get(group=draft, office="chair").person == cast["outsider"]
    page = text(chair.get(HERE))
    assert "Three questions are left." in page
    assert page.count("Not started") == 3


def test_the_whole_journey(draft: LeadershipGroup, cast: Cast, chair: Client) -> None:
    assert say_basis(chair).headers["Location"] == f"{HERE}seats/"
    assert answer(chair, "seats").headers["Location"] == f"{HERE}people/"
    assert table(draft) == PROPOSED
    fen, lmc = seat_id(draft, "Norwold Fen PCN"), seat_id(draft, "Eastmere LMC")
    done = answer(chair, "people", **{"own_seat": str(fen), f"name-{lmc}": "Dr Lee", f"email-{lmc}": "Lee@Example.org"})
    assert done.headers["Location"] == f"{HERE}check/"
    with system_scope("a test looks for invitations"):
        assert not Invitation.objects.filter(group=draft, to="seat").exists()
    checked = text(chair.get(f"{HERE}check/"))
    assert "1 invitation will be sent." in checked
    assert "Norwold Fen PCN Primary care networks You" in checked
    assert "Eastmere LMC Local medical committee Dr Lee, lee@example.org" in checked
    assert "Norwold Marsh PCN Primary care networks Empty for now" in checked
    page = chair.post(f"{HERE}check/", follow=True)
    assert "1 invitation sent. Platform staff see Norwold GP Leaders as ready." in text(page)
    draft.refresh_from_db()
    assert (draft.status, draft.basis, draft.quorum) == ("ready", "advisory", 3)
    with system_scope("a test reads what came of it"):
        invitation = Invitation.objects.get(group=draft, to="seat")
        assert (invitation.seat_id, invitation.email, invitation.full_name) == (lmc, "lee@example.org", "Dr Lee")
        assert invitation.term_end is not None
        term = SeatTerm.objects.get(group=draft, person=cast["outsider"], seat_id=fen)
        assert term.period.upper == invitation.term_end
        assert not draft.founding_drafts.exists()
    assert "Chair" not in [title for title, *_ in table(draft)]
    assert logged(draft.pk)[-1] == ("group ready", {"status": "ready", "invited": 1})


def test_activated_the_chair_lands_on_the_members(draft: LeadershipGroup, chair: Client, signed_in: Any) -> None:
    say_basis(chair)
    answer(chair, "seats")
    answer(chair, "people", own_seat="0")
    chair.post(f"{HERE}check/")
    browser = signed_in("platform_staff")
    assert "Activate Norwold GP Leaders" in text(browser.get("/platform/"))
    page = browser.post("/platform/groups/norwold/activate/", follow=True)
    assert "Norwold GP Leaders is active: Norwold’s one leadership group." in text(page)
    landed = chair.get(HERE)
    assert (landed.status_code, landed.headers["Location"]) == (302, "/g/norwold/members/")


# ---- One page at a time ----


def test_the_basis_is_said_in_words_and_a_quorum_proposed(chair: Client) -> None:
    page = chair.get(f"{HERE}basis/")
    assert "says that it is not a representative body" in text(page)
    form = page.context_data["form"]  # type: ignore[attr-defined]
    assert (form["basis"].value(), form["quorum"].value()) == (None, 3)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"basis": None}, "Choose what the group is"),
        ({"basis": "royal"}, "Select what is the group? from the list"),
        ({"contact": ""}, "Enter how partners reach the group"),
        ({"quorum": "many"}, "Members needed for a quorum must be a whole number"),
        ({"quorum": "0"}, "Members needed for a quorum must be 1 or more"),
    ],
)
def test_the_basis_says_what_is_wrong(chair: Client, draft: LeadershipGroup, change: Any, sentence: str) -> None:
    response = say_basis(chair, **change)
    assert response.status_code == 200
    assert sentence in text(response)
    draft.refresh_from_db()
    assert draft.contact == ""


def test_coming_back_shows_what_was_said(chair: Client) -> None:
    say_basis(chair, quorum="2")
    form = chair.get(f"{HERE}basis/").context_data["form"]  # type: ignore[attr-defined]
    assert [form[name].value() for name in ("basis", "contact", "quorum")] == [
        "advisory",
        "office@norwold.example.org",
        2,
    ]
    assert "2 questions are left." in text(chair.get(HERE))
    assert f'href="{HERE}seats/"' in chair.get(HERE).content.decode()


def test_two_who_state_the_basis_at_once(draft: LeadershipGroup, inside: Person) -> None:
    version = draft.version
    LeadershipGroup.objects.filter(pk=draft.pk).update(version=version + 1)
    with pytest.raises(EditedMeanwhile, match="Somebody else answered this while you did"):
        set_basis(draft, version=version, basis="advisory", contact="x", quorum=1, by=inside)


def test_seats_are_unticked_renamed_reclassed_and_added(draft: LeadershipGroup, chair: Client, cast: Cast) -> None:
    federation = f"org-{cast.organisations['federation'].pk}"
    answer(
        chair,
        "seats",
        **{
            f"{federation}-on": None,
            "managers-on": "on",
            "managers-title": "Practice managers’ network",
            "council-class": "observer",
            f"org-{cast.organisations['lmc'].pk}-2-on": "on",
            "own-1-title": "Out of hours",
            "own-1-kind": "other",
        },
    )
    assert table(draft)[1:] == [
        ("Norwold Fen PCN", "pcn", "core"),
        ("Norwold Marsh PCN", "pcn", "core"),
        ("Eastmere LMC", "lmc", "core"),
        ("Eastmere LMC", "lmc", "core"),
        ("Practice managers’ network", "other", "core"),
        ("Norwold Council", "partner", "observer"),
        ("Out of hours", "other", "core"),
    ]
    with system_scope("a test reads the seats"):
        needed = Seat.objects.filter(group=draft, needed_for_quorum=True).values_list("constituency", flat=True)
        assert list(needed) == ["lmc", "lmc"]


def test_the_second_time_nothing_is_added_unbidden_and_ticks_taken_away_withdraw(
    draft: LeadershipGroup, chair: Client
) -> None:
    answer(chair, "seats")
    answer(chair, "seats")
    assert table(draft) == PROPOSED
    marsh = seat_id(draft, "Norwold Marsh PCN")
    answer(chair, "seats", **{f"seat-{marsh}-on": None})
    assert "Norwold Marsh PCN" not in [title for title, *_ in table(draft)]
    answer(chair, "seats")
    assert "Norwold Marsh PCN" not in [title for title, *_ in table(draft)]
    lines = chair.get(f"{HERE}seats/").context_data["benches"]  # type: ignore[attr-defined]
    assert next(line.title for bench in lines for line in bench.lines if not line.ticked) == "Norwold Marsh PCN"


def test_a_seat_that_is_ticked_has_a_name(chair: Client, draft: LeadershipGroup, cast: Cast) -> None:
    response = answer(chair, "seats", **{f"org-{cast.organisations['lmc'].pk}-title": "", "own-2-title": "Kept"})
    assert "Eastmere LMC: enter what the seat is called, or take the tick away" in text(response)
    assert b'value="Kept"' in response.content
    assert table(draft) == [("Chair", "other", "core")]


def test_a_table_has_a_core_seat(chair: Client, draft: LeadershipGroup, inside: Person) -> None:
    guest = ChosenSeat("Council", "partner", "in_attendance")
    with pytest.raises(Refused, match="Tick at least one core seat"):
        choose_seats(draft, chosen=[guest], by=inside)


def test_a_refusal_half_way_leaves_nothing_behind(draft: LeadershipGroup, inside: Person, cast: Cast) -> None:
    strange = cast.organisations["other_pcn"].pk
    chosen = [ChosenSeat("First", "other", "core"), ChosenSeat("Strange", "pcn", "core", organisation_id=strange)]
    with pytest.raises(Refused, match="is not an organisation of this place today"):
        choose_seats(draft, chosen=chosen, by=inside)
    assert [seat.title for seat in draft.seats.all()] == ["Chair"]


def test_another_groups_seat_cannot_be_touched(chair: Client, draft: LeadershipGroup, cast: Cast) -> None:
    theirs = cast.seats["pcn"].pk
    answer(chair, "seats", **{f"seat-{theirs}-on": "on", f"seat-{theirs}-title": "Stolen"})
    assert "Stolen" not in [title for title, *_ in table(cast.eastmere)]


@pytest.mark.parametrize(
    ("name", "email", "own", "sentence"),
    [
        ("Dr Lee", "", "0", "Norwold Fen PCN: enter the email address too, or take the name away"),
        ("", "lee@example.org", "0", "Norwold Fen PCN: enter the name too, or take the email address away"),
        ("Dr Lee", "lee", "0", "Enter an email address in the correct format"),
        ("Olive", "Outsider@example.org", "0", "This is your own address. Choose the seat as your own instead"),
        ("Dr Lee", "lee@example.org", "same", "You chose this seat as your own. Leave this empty"),
    ],
)
def test_who_sits_says_what_is_wrong(
    chair: Client, draft: LeadershipGroup, name: str, email: str, own: str, sentence: str
) -> None:
    answer(chair, "seats")
    seat = seat_id(draft, "Norwold Fen PCN")
    own = str(seat) if own == "same" else own
    response = answer(chair, "people", **{f"name-{seat}": name, f"email-{seat}": email, "own_seat": own})
    assert sentence in text(response)
    assert response.context_data["form"][f"name-{seat}"].value() == name


def test_the_last_day_lies_ahead(chair: Client) -> None:
    answer(chair, "seats")
    response = answer(chair, "people", last_day_year="2020")
    assert "Last day of these terms must be" in text(response)


def test_who_sits_is_kept_and_shown_again(chair: Client, draft: LeadershipGroup) -> None:
    answer(chair, "seats")
    seat = seat_id(draft, "Norwold Fen PCN")
    answer(chair, "people", **{f"name-{seat}": "Dr Fay", f"email-{seat}": "fay@example.org", "own_seat": "0"})
    form = chair.get(f"{HERE}people/").context_data["form"]  # type: ignore[attr-defined]
    assert (form[f"name-{seat}"].value(), form["own_seat"].value()) == ("Dr Fay", "0")


def test_two_who_name_sitters_at_once(draft: LeadershipGroup, inside: Person) -> None:
    from gpleadership.lib.dates import today

    seat_people(draft, version=1, sitters={}, own_seat=None, last_day=today(), by=inside)
    with pytest.raises(EditedMeanwhile):
        seat_people(draft, version=1, sitters={}, own_seat=None, last_day=today(), by=inside)
    assert draft_of(draft).version == 2


# ---- Ready ----


def test_nothing_is_sent_before_all_three_are_answered(chair: Client, draft: LeadershipGroup) -> None:
    say_basis(chair)
    response = chair.post(f"{HERE}check/")
    assert "Answer first: “Who is at the table” and “Who sits”." in text(response)
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_quorum_that_cannot_be_met(chair: Client, draft: LeadershipGroup) -> None:
    say_basis(chair, quorum="9")
    answer(chair, "seats")
    answer(chair, "people", own_seat="0")
    words = text(chair.post(f"{HERE}check/"))
    assert "A quorum of 9 cannot be met with 5 core seats. Lower it, or add seats." in words


def test_a_seat_that_a_quorum_needs_is_not_overlooked(chair: Client) -> None:
    answer(chair, "seats")
    assert "Nobody is named for Eastmere LMC, which a quorum needs." in text(chair.get(f"{HERE}check/"))


def test_gaps_are_said(chair: Client, cast: Cast) -> None:
    answer(chair, "seats", **{f"org-{cast.organisations['lmc'].pk}-on": None})
    assert "There is no core seat for the LMC. Is that meant?" in text(chair.get(f"{HERE}check/"))


def test_what_refuses_an_invitation_names_the_seat(draft: LeadershipGroup, chair: Client, cast: Cast) -> None:
    from groups.invitations.actions import invite_to_seat

    say_basis(chair)
    answer(chair, "seats")
    seat = seat_id(draft, "Norwold Fen PCN")
    answer(chair, "people", **{f"name-{seat}": "Dr Fay", f"email-{seat}": "fay@example.org", "own_seat": "0"})
    with system_scope("a test invites first"):
        invite_to_seat(Seat.objects.get(pk=seat), part="holder", email="fay@example.org", by=cast["outsider"])
    words = text(chair.post(f"{HERE}check/"))
    assert "Norwold Fen PCN: fay@example.org was invited to this on" in words
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_ready_closes_the_pages(chair: Client, draft: LeadershipGroup, inside: Person) -> None:
    LeadershipGroup.objects.filter(pk=draft.pk).update(status="ready")
    for step in ("basis", "seats", "people", "check"):
        for ask in (chair.get, chair.post):
            assert ask(f"{HERE}{step}/").headers["Location"] == HERE
    with pytest.raises(Refused, match="is ready to be activated"):
        mark_ready(draft, by=inside)
    assert "Norwold GP Leaders is ready" in text(chair.get(HERE))
