"""Changing seats, terms and offices in a browser: every bad input, what is kept, what follows."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gpleadership.lib.dates import end_of_day, long_date, start_of_day, today
from gpleadership.lib.scopes import open_scope
from groups.models import LeadershipGroup, LogEntry, OfficeTerm, Seat, SeatTerm
from groups.seats.actions import edit_seat, end_term, hand_over_chair
from groups.seats.rules.spans import span
from tests.cast import Cast, person, term
from tests.seats.test_members_page import OVERHEAD, text

SignIn = Callable[[Any], Client]
SOON = today() + timedelta(days=20)


def day(name: str, when: date | None) -> dict[str, str]:
    """A day as three boxes."""
    parts = (str(when.day), str(when.month), str(when.year)) if when else ("", "", "")
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), parts, strict=True))


def scope(cast: Cast) -> Any:
    return open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk])


def at(route: str, **kwargs: Any) -> str:
    return reverse(f"seats:{route}", kwargs={"group": "eastmere"} | kwargs)


def seat_term(cast: Cast, who: str) -> int:
    with scope(cast):
        return cast[who].seat_terms.get().pk


def office_term(cast: Cast, who: str) -> int:
    with scope(cast):
        return cast[who].office_terms.get().pk


def messages(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors(response: HttpResponse) -> list[str]:
    """The lines of the error summary."""
    assert response.status_code == 200, response.headers.get("Location")
    summary = response.content.decode().split("nhsuk-error-summary__list", 1)[1].split("</ul>", 1)[0]
    return [re.sub(r"<[^>]+>", "", line).strip() for line in re.findall(r"<li>(.*?)</li>", summary, re.DOTALL)]


# ---- Seats ----

SEAT = {"title": "New GPs’ Network", "constituency": "other", "seat_class": "core", "votes": "on"}


def test_a_seat_is_added_and_led_on_to_who_sits(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast["chair"]).post(at("add_seat"), SEAT)
    with scope(cast):
        seat = Seat.objects.get(title="New GPs’ Network")
        assert (seat.constituency, seat.seat_class, seat.votes, seat.organisation) == ("other", "core", True, None)
    assert response.headers["Location"] == at("fill", seat=seat.pk, part="holder")
    assert messages(response) == ["The seat “New GPs’ Network” was added. Nobody sits in it yet."]


def test_an_organisations_seat_has_its_kind_and_name(cast: Cast, sign_in: SignIn) -> None:
    address = f"{at('add_seat')}?organisation={cast.organisations['lmc'].pk}"
    client = sign_in(cast["chair"])
    assert 'value="Eastmere LMC"' in client.get(address).content.decode()
    client.post(address, SEAT | {"title": "LMC’s second seat", "constituency": "partner"})
    with scope(cast):
        seat = Seat.objects.get(title="LMC’s second seat")
        assert (seat.organisation, seat.constituency) == (cast.organisations["lmc"], "lmc")


@pytest.mark.parametrize("organisation", ["other_pcn", "practice"])
def test_what_is_no_gp_organisation_of_the_place_is_not_found(cast: Cast, sign_in: SignIn, organisation: str) -> None:
    response = sign_in(cast["chair"]).get(at("add_seat"), {"organisation": cast.organisations[organisation].pk})
    assert response.status_code == 404


@pytest.mark.parametrize("organisation", ["x", "-1", "1e3", "²", "9" * 30])
def test_nonsense_for_an_organisation_is_not_found(cast: Cast, sign_in: SignIn, organisation: str) -> None:
    assert sign_in(cast["chair"]).get(at("add_seat"), {"organisation": organisation}).status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "Enter what the seat is called"),
        ({"title": "   "}, "Enter what the seat is called"),
        ({"title": "x" * 121}, "What the seat is called must be 120 characters or fewer"),
        ({"constituency": ""}, "Select whose voice it is"),
        ({"constituency": "trust"}, "Select whose voice it is from the list"),
        ({"seat_class": ""}, "Select what it opens"),
        ({"seat_class": "king"}, "Select what it opens from the list"),
    ],
)
def test_a_bad_seat_is_said_at_the_field_and_kept(
    cast: Cast, sign_in: SignIn, fields: dict[str, str], said: str
) -> None:
    response = sign_in(cast["chair"]).post(at("add_seat"), SEAT | {"title": "Kept words"} | fields)
    assert errors(response) == [said]
    assert "title" in fields or 'value="Kept words"' in response.content.decode()
    with scope(cast):
        assert Seat.objects.filter(group=cast.eastmere).count() == 5


def test_a_vote_left_ticked_is_not_looked_at_for_a_guest(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast["chair"]).post(at("add_seat"), SEAT | {"seat_class": "observer", "needed_for_quorum": "on"})
    with scope(cast):
        seat = Seat.objects.get(title="New GPs’ Network")
        assert (seat.votes, seat.needed_for_quorum) == (False, False)


def test_the_second_editor_keeps_their_words_and_may_save_them_then(cast: Cast, sign_in: SignIn) -> None:
    seat = cast.seats["pcn"]
    with scope(cast):
        edit_seat(
            seat,
            version=1,
            title="Quay PCN",
            constituency="pcn",
            seat_class="core",
            votes=True,
            needed_for_quorum=False,
            by=cast["secretariat"],
        )
    client, mine = sign_in(cast["chair"]), SEAT | {"title": "Harbour Network", "constituency": "pcn"}
    response = client.post(at("edit", seat=seat.pk), mine | {"version": "1"})
    assert "Kofi Mensah changed what it is called from “Harbour PCN” to “Quay PCN”" in errors(response)[0]
    html = response.content.decode()
    assert 'value="Harbour Network"' in html
    version = re.search(r'name="version"[^>]*value="(\d+)"', html)
    assert version is not None
    with scope(cast):
        assert Seat.objects.get(pk=seat.pk).title == "Quay PCN"
    assert client.post(at("edit", seat=seat.pk), mine | {"version": version[1]}).status_code == 302
    with scope(cast):
        assert Seat.objects.get(pk=seat.pk).title == "Harbour Network"


@pytest.mark.parametrize("version", ["", "x"])
def test_a_form_without_its_version_changes_nothing(cast: Cast, sign_in: SignIn, version: str) -> None:
    response = sign_in(cast["chair"]).post(at("edit", seat=cast.seats["pcn"].pk), SEAT | {"version": version})
    assert response.status_code == 200
    with scope(cast):
        assert Seat.objects.get(pk=cast.seats["pcn"].pk).title == "Harbour PCN"


def test_withdrawing_says_who_loses_what_and_asks(cast: Cast, sign_in: SignIn) -> None:
    client, address = sign_in(cast["chair"]), at("withdraw", seat=cast.seats["pcn"].pk)
    assert client.get(address).context_data["losing"] == [
        "Dr Leila Nasser has no other part in the group: all of its pages close to them, the closed room too.",
        "Dr Ben Achterberg has no other part in the group: all of its pages close to them, the closed room too.",
    ]
    assert errors(client.post(address, {"reason": "Merged"})) == [
        "Dr Leila Nasser and Dr Ben Achterberg would lose this seat. Confirm that their terms end with it."
    ]
    assert client.post(address, {"reason": "Merged", "end_terms": "on"}).status_code == 302
    assert client.get(at("seat", seat=cast.seats["pcn"].pk)).status_code == 404
    assert client.get(at("history", seat=cast.seats["pcn"].pk)).status_code == 200


def test_seats_are_moved_by_buttons(cast: Cast, sign_in: SignIn) -> None:
    client, address = sign_in(cast["chair"]), at("move", seat=cast.seats["pcn"].pk)
    assert messages(client.post(address, {"way": "down"})) == ["Harbour PCN was moved down."]
    assert messages(client.post(address, {"way": "down"}))[-1] == "Harbour PCN cannot move further down."
    assert client.get(address).status_code == 405


def test_another_groups_seat_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    client, other = sign_in(cast["chair"]), cast.seats["other"].pk
    with open_scope(read=[cast.ambleford.pk]):
        term_id = cast["other_chair"].seat_terms.get().pk
        office_id = cast["other_chair"].office_terms.get().pk
    for route in ("seat", "edit", "withdraw", "history"):
        assert client.get(at(route, seat=other)).status_code == 404
    for route in ("change_term", "end_term", "undo_end", "cancel_term", "replace", "move_to_deputy"):
        assert client.get(at(route, term=term_id)).status_code == 404
    for route in ("change_office", "end_office", "undo_office_end", "cancel_office"):
        assert client.get(at(route, term=office_id)).status_code == 404
    assert client.post(at("end_term", term=term_id), {"when": "today"}).status_code == 404


# ---- Who sits ----


def test_people_of_the_group_are_found_and_nobody_else(cast: Cast, sign_in: SignIn) -> None:
    client, address = sign_in(cast["chair"]), at("fill", seat=cast.seats["empty"].pk, part="holder")
    found = {option.text: option.note for option in client.get(address).context_data["options"]}
    assert found == {
        "Joanna Pike": "Council partner",
        "Dr Ben Achterberg": "Harbour PCN",
        "Dr Leila Nasser": "Harbour PCN",
        "Ruth Calder": "Chair, Tidewater LMC",
        "Kofi Mensah": "Secretariat",
        "Dr Rosa Klein": "Eastmere Quay Surgery",
    }
    for name in ("Olive", "Imran", "Helen", "other.chair@example.org", "rosa@"):
        assert client.get(address, {"q": name}).context_data["options"] == []
    assert [o.text for o in client.get(address, {"q": " klein dr "}).context_data["options"]] == ["Dr Rosa Klein"]


def test_the_search_answers_htmx_with_its_matches_alone(cast: Cast, sign_in: SignIn) -> None:
    address = at("fill", seat=cast.seats["empty"].pk, part="holder")
    response = sign_in(cast["chair"]).get(address, {"q": "klein"}, headers={"HX-Request": "true"})
    assert response.content.decode().strip().startswith('<div id="matches"')


def test_somebody_new_is_invited_by_email(cast: Cast, sign_in: SignIn) -> None:
    client, seat = sign_in(cast["chair"]), cast.seats["empty"].pk
    for address, to in (
        (at("fill", seat=seat, part="holder"), f"/g/eastmere/invitations/new/seat/{seat}/"),
        (at("fill", seat=seat, part="deputy"), f"/g/eastmere/invitations/new/seat/{seat}/?part=deputy"),
        (at("choose_officer", office="secretariat"), "/g/eastmere/invitations/new/office/secretariat/"),
    ):
        assert client.get(address).context_data["invite"].href == to
        assert client.get(to).status_code == 200


@pytest.mark.parametrize("who", ["outsider", "other_chair", "icb_staff"])
def test_who_is_not_in_the_group_is_as_one_who_never_was(cast: Cast, sign_in: SignIn, who: str) -> None:
    client = sign_in(cast["chair"])
    for pk in (cast[who].pk, 10**9):
        assert client.get(at("appoint", seat=cast.seats["empty"].pk, part="holder", person=pk)).status_code == 404
        assert client.get(at("hand_over_to", person=pk)).status_code == 404
        assert client.get(at("appoint_officer", office="chair", person=pk)).status_code == 404


@pytest.mark.parametrize(("route", "kwargs"), [("fill", {"part": "king"}), ("choose_officer", {"office": "king"})])
def test_a_part_or_office_that_is_none_is_not_found(
    cast: Cast, sign_in: SignIn, route: str, kwargs: dict[str, str]
) -> None:
    seat = {"seat": cast.seats["empty"].pk} if route == "fill" else {}
    assert sign_in(cast["chair"]).get(at(route, **seat, **kwargs)).status_code == 404


def _appoint(cast: Cast, client: Client, seat: str = "empty", who: str = "practice_reader", **data: str) -> Any:
    fields = {"job_title": "GP"} | day("begins", today()) | day("until", None) | data
    return client.post(at("appoint", seat=cast.seats[seat].pk, part="holder", person=cast[who].pk), fields)


def test_a_seat_is_given_from_today_or_from_a_day(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast["chair"])
    assert messages(_appoint(cast, client)) == [
        "Dr Rosa Klein has the seat of Old Town PCN. They are not told by email: tell them yourself."
    ]
    _appoint(cast, client, "federation", **day("begins", SOON), **day("until", SOON))
    with scope(cast):
        now = cast.seats["empty"].terms.get()
        later = cast.seats["federation"].terms.get()
    assert abs(now.period.lower - timezone.now()) < timedelta(seconds=20)
    assert (later.period.lower, later.period.upper) == (start_of_day(SOON), end_of_day(SOON))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (day("begins", None), "Enter first day"),
        ({"begins_month": "13"}, "First day must be a real date"),
        ({"begins_year": "26"}, "First day must have a year of 4 figures, for example 2027"),
        (day("begins", date(1980, 1, 1)), "First day must be 1 January 1990 or later"),
        (day("begins", date(2999, 1, 1)), f"First day must be 31 December {today().year + 10} or earlier"),
        ({"until_day": "3"}, "Last day must include a month and year"),
        (day("until", today() - timedelta(days=1)), "Last day must be the first day or later"),
        ({"job_title": "x" * 121}, "Their job must be 120 characters or fewer"),
    ],
)
def test_a_bad_term_is_said_at_the_field_and_kept(
    cast: Cast, sign_in: SignIn, fields: dict[str, str], said: str
) -> None:
    response = _appoint(cast, sign_in(cast["chair"]), **fields)
    assert errors(response) == [said]
    assert "job_title" in fields or 'value="GP"' in response.content.decode()
    with scope(cast):
        assert not cast.seats["empty"].terms.exists()


def test_a_seat_that_is_taken_says_until_when(cast: Cast, sign_in: SignIn) -> None:
    response = _appoint(cast, sign_in(cast["chair"]), "pcn")
    assert errors(response)[0].startswith("Dr Leila Nasser holds this seat until ")
    assert 'value="GP"' in response.content.decode()


def test_a_name_with_markup_is_text(cast: Cast, sign_in: SignIn) -> None:
    _appoint(cast, sign_in(cast["chair"]), job_title="<script>alert(1)</script>")
    html = sign_in(cast["chair"]).get(at("members")).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


# ---- Ending ----


def test_the_page_says_what_closes(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast["secretariat"])
    assert client.get(at("end_term", term=seat_term(cast, "chair"))).context_data["closes"] == (
        "Ruth Calder can no longer enter the closed room. They stay on as chair."
    )
    with scope(cast):
        SeatTerm.objects.create(
            group=cast.eastmere, seat=cast.seats["empty"], person=cast["core_member"], period=term(5)
        )
        first = cast["core_member"].seat_terms.get(seat=cast.seats["pcn"]).pk
    assert client.get(at("end_term", term=first)).context_data["closes"] == (
        "Nothing closes to Dr Leila Nasser. They stay on as core member, Old Town PCN."
    )


def test_ending_today_closes_at_once(committed_cast: Cast, sign_in: SignIn) -> None:
    cast, member = committed_cast, sign_in(committed_cast["core_member"])
    assert member.get(at("members")).status_code == 200
    response = sign_in(cast["chair"]).post(
        at("end_term", term=seat_term(cast, "core_member")), {"when": "today", "reason": "Retired"}
    )
    assert messages(response)[0].startswith("Dr Leila Nasser’s term in Harbour PCN has ended: access is closed.")
    assert messages(response)[0].endswith("They are not told by email. You can undo this here.")
    assert member.get(at("members")).status_code == 404
    undo = at("undo_end", term=seat_term(cast, "core_member"))
    assert undo in sign_in(cast["chair"]).get(response.headers["Location"]).content.decode()
    assert sign_in(cast["chair"]).post(undo, {"sure": "yes"}).status_code == 302
    assert member.get(at("members")).status_code == 200


def test_ending_on_a_day_closes_when_it_is_over(committed_cast: Cast, sign_in: SignIn) -> None:
    cast, member = committed_cast, sign_in(committed_cast["chair"])
    client, term_id = sign_in(cast["secretariat"]), seat_term(cast, "chair")
    response = client.post(at("end_term", term=term_id), {"when": "day"} | day("on", SOON))
    assert f"ends at the end of {long_date(SOON)}; until then nothing changes" in messages(response)[0]
    with scope(cast):
        found = SeatTerm.objects.get(pk=term_id)
        assert found.period.upper == end_of_day(SOON)
    assert member.get(at("members")).status_code == 200
    with scope(cast):  # the days go by: the chair stays, the seat is empty
        found.period = span(found.period.lower, timezone.now())
        found.save()
    page = member.get(at("members")).context_data["shown"]
    assert page.strong == "1 of 4 seats is filled."


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Select when"),
        ({"when": "never"}, "Select when? from the list"),
        ({"when": "day"}, "Enter the last day"),
        ({"when": "day"} | day("on", today() - timedelta(days=1)), f"Last day must be {long_date(today())} or later"),
        ({"when": "day", "on_day": "31", "on_month": "2", "on_year": "2027"}, "Last day must be a real date"),
        ({"when": "day"} | day("on", date(today().year + 9, 1, 1)), "To let it run longer, change its last day"),
        ({"when": "today", "reason": "x" * 201}, "Why it ends must be 200 characters or fewer"),
    ],
)
def test_a_bad_end_is_said_and_ends_nothing(cast: Cast, sign_in: SignIn, fields: dict[str, str], said: str) -> None:
    fields = {"reason": "Moved away"} | fields
    response = sign_in(cast["chair"]).post(at("end_term", term=seat_term(cast, "core_member")), fields)
    assert len(errors(response)) == 1
    assert said in errors(response)[0]
    assert fields["reason"] in response.content.decode()
    with scope(cast):
        assert cast["core_member"].seat_terms.get().version == 1


def test_a_day_left_from_a_change_of_mind_is_not_looked_at(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast["chair"]).post(
        at("end_term", term=seat_term(cast, "core_member")), {"when": "today", "on_day": "99"}
    )
    assert response.status_code == 302


def test_a_replacement_does_both_and_says_so(cast: Cast, sign_in: SignIn) -> None:
    client, term_id = sign_in(cast["chair"]), seat_term(cast, "core_member")
    names = [option.text for option in client.get(at("replace", term=term_id)).context_data["options"]]
    assert "Dr Leila Nasser" not in names
    address = at("replace_with", term=term_id, person=cast["practice_reader"].pk)
    assert errors(client.post(address, {"when": "day"} | day("on", SOON) | day("until", SOON))) == [
        "Last day of the new term must be after the new term begins"
    ]
    response = client.post(address, {"when": "day"} | day("on", SOON))
    first = long_date(SOON + timedelta(days=1))
    assert messages(response)[-1] == (
        f"Dr Rosa Klein takes over from Dr Leila Nasser as holder of Harbour PCN on {first}. Tell them both."
    )


def test_who_acts_is_switched_by_a_button(cast: Cast, sign_in: SignIn) -> None:
    client, address = sign_in(cast["chair"]), at("acting", term=seat_term(cast, "deputy"))
    assert messages(client.post(address, {"acting": "yes"})) == ["Dr Ben Achterberg now acts for the seat."]
    with scope(cast):
        assert cast["deputy"].seat_terms.get().acting
    client.post(address, {"acting": "no"})
    with scope(cast):
        assert not cast["deputy"].seat_terms.get().acting


def test_a_holder_does_not_act(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast["chair"]).post(at("acting", term=seat_term(cast, "core_member")), {"acting": "yes"})
    assert messages(response) == ["Only a deputy acts for the holder."]


def test_what_cannot_be_cancelled_or_undone_says_why(cast: Cast, sign_in: SignIn) -> None:
    client, term_id = sign_in(cast["chair"]), seat_term(cast, "core_member")
    assert errors(client.post(at("cancel_term", term=term_id), {"sure": "yes"})) == [
        "Dr Leila Nasser’s term as holder has already begun. End it instead."
    ]
    assert errors(client.post(at("undo_end", term=term_id), {"sure": "yes"})) == [
        "Dr Leila Nasser’s term as holder ends as it was agreed. To let it run longer, change its last day."
    ]


# ---- Stepping down ----


def test_a_member_steps_down_and_is_led_home(committed_cast: Cast, sign_in: SignIn) -> None:
    cast, client = committed_cast, sign_in(committed_cast["core_member"])
    (line,) = client.get(at("step_down")).context_data["lines"]
    assert line.what == "Harbour PCN, holder"
    response = client.post(line.link.href, {"when": "today"})
    assert response.headers["Location"] == "/"
    assert messages(response) == ["Your term in Harbour PCN has ended: access is closed."]
    assert client.get(at("members")).status_code == 404
    with scope(cast):
        entry = LogEntry.objects.get(verb="seat term ended")
        assert entry.actor_id == cast["core_member"].pk


def test_who_stays_in_another_part_is_led_to_the_members(cast: Cast, sign_in: SignIn) -> None:
    with scope(cast):
        OfficeTerm.objects.create(
            group=cast.eastmere, office="deputy_chair", person=cast["core_member"], period=term(5)
        )
    response = sign_in(cast["core_member"]).post(
        at("step_down_from_seat", term=seat_term(cast, "core_member")), {"when": "today"}
    )
    assert response.headers["Location"] == at("members")


def test_a_deputy_and_an_officer_step_down_too(cast: Cast, sign_in: SignIn) -> None:
    for who, route, pk in (
        ("deputy", "step_down_from_seat", seat_term(cast, "deputy")),
        ("secretariat", "step_down_from_office", office_term(cast, "secretariat")),
    ):
        assert sign_in(cast[who]).post(at(route, term=pk), {"when": "day"} | day("on", SOON)).status_code == 302


def test_the_chair_steps_down_by_handing_over(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast["chair"])
    lines = client.get(at("step_down")).context_data["lines"]
    assert [(line.what, line.link.href) for line in lines] == [
        ("Chair", at("hand_over")),
        ("Tidewater LMC, holder", at("step_down_from_seat", term=seat_term(cast, "chair"))),
    ]
    address = at("step_down_from_office", term=office_term(cast, "chair"))
    (said,) = errors(client.post(address, {"when": "today"}))
    assert said == (
        "The group would have no chair. Name who follows and from when: “Hand over the chair”. "
        "If nobody follows yet, choose “The chair leaves early”."
    )


def test_nobody_steps_down_for_somebody_else(cast: Cast, sign_in: SignIn) -> None:
    address = at("step_down_from_seat", term=seat_term(cast, "core_member"))
    for who in ("deputy", "chair", "secretariat"):
        assert sign_in(cast[who]).post(address, {"when": "today"}).status_code == 404


def test_who_holds_nothing_is_told_so(cast: Cast, sign_in: SignIn) -> None:
    assert "nothing to step down from" in text(sign_in(cast["practice_reader"]).get(at("step_down")))


# ---- Offices ----


def test_an_officer_is_appointed(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast["chair"])
    address = at("appoint_officer", office="deputy_chair", person=cast["core_member"].pk)
    response = client.post(address, day("begins", today()) | day("until", SOON))
    assert messages(response) == [
        f"Dr Leila Nasser is appointed deputy chair, until {long_date(SOON)}. They are told by email."
    ]
    assert errors(client.post(address, day("begins", today()) | day("until", None))) == [
        f"Dr Leila Nasser is deputy chair until {long_date(SOON)}. End that term first, or begin after it."
    ]


def test_ending_the_chair_leads_to_the_handover(cast: Cast, sign_in: SignIn) -> None:
    client, address = sign_in(cast["secretariat"]), at("end_office", term=office_term(cast, "chair"))
    assert at("hand_over") in client.get(address).content.decode()
    assert "The group would have no chair" in errors(client.post(address, {"when": "today"}))[0]


def test_the_chair_is_handed_over_today(committed_cast: Cast, sign_in: SignIn) -> None:
    cast, old, new = committed_cast, sign_in(committed_cast["chair"]), sign_in(committed_cast["practice_reader"])
    address = at("hand_over_to", person=cast["practice_reader"].pk)
    assert old.get(address).context_data["closes"] == (
        "Ruth Calder can no longer manage members, agenda, decisions and representatives. "
        "They stay on as core member, Tidewater LMC."
    )
    response = old.post(address, {"when": "today"})
    assert response.headers["Location"] == at("members"), "she manages no longer"
    assert old.get(at("details")).status_code == 403
    assert new.get(at("details")).status_code == 200
    with scope(cast):
        assert cast["practice_reader"].seat_terms.get().seat.title == "Chair"


@pytest.mark.parametrize(
    ("who", "fields", "said"),
    [
        ("core_member", {}, "Select when"),
        ("core_member", {"when": "day"}, "Enter the last day"),
        ("core_member", {"when": "day"} | day("on", date(today().year + 8, 1, 1)), "Let the next chair begin by"),
        ("chair", {"when": "today"}, "Choose somebody else to follow"),
    ],
)
def test_a_bad_handover_is_said_and_changes_nothing(
    cast: Cast, sign_in: SignIn, who: str, fields: dict[str, str], said: str
) -> None:
    response = sign_in(cast["chair"]).post(at("hand_over_to", person=cast[who].pk), fields)
    assert said in errors(response)[0]
    with scope(cast):
        assert cast["chair"].office_terms.get().version == 1


def test_a_handover_to_come_is_undone_whole(cast: Cast, sign_in: SignIn) -> None:
    with scope(cast):
        before = cast["chair"].office_terms.get().period
        OfficeTerm.objects.create(
            group=cast.eastmere, office="deputy_chair", person=cast["practice_reader"], period=term(5)
        )
        hand_over_chair(cast.eastmere, to=cast["practice_reader"], at=end_of_day(SOON), ends=None, by=cast["chair"])
    client, address = sign_in(cast["chair"]), at("undo_office_end", term=office_term(cast, "chair"))
    assert address in client.get(at("offices")).content.decode()
    assert client.post(address, {"sure": "yes"}).status_code == 302
    with scope(cast):
        assert cast["chair"].office_terms.get().period == before
        deputy = cast["practice_reader"].office_terms.get()
        assert (deputy.office, deputy.period.upper) == ("deputy_chair", None), "what was given up goes on"
        assert not cast["practice_reader"].seat_terms.exists(), "the chair's seat was never theirs"


def test_a_handover_that_came_is_handed_back(cast: Cast, sign_in: SignIn) -> None:
    with scope(cast):
        hand_over_chair(cast.eastmere, to=cast["core_member"], at=timezone.now(), ends=None, by=cast["chair"])
    response = sign_in(cast["secretariat"]).post(
        at("undo_office_end", term=office_term(cast, "chair")), {"sure": "yes"}
    )
    assert errors(response) == ["Dr Leila Nasser is chair now. They can hand the chair back."]


def test_everybody_reads_who_held_the_offices(cast: Cast, sign_in: SignIn) -> None:
    with scope(cast):
        before = span(start_of_day(date(2024, 4, 1)), end_of_day(date(2026, 3, 31)))
        OfficeTerm.objects.create(group=cast.eastmere, office="chair", person=cast["core_member"], period=before)
    response = sign_in(cast["practice_reader"]).get(at("offices"))
    chair = response.context_data["sections"][0]
    assert [(moment.when, moment.what, moment.empty) for moment in chair.history][-1] == (
        "1 April 2024 to 31 March 2026",
        "Dr Leila Nasser.",
        False,
    )
    assert [moment.empty for moment in chair.history] == [False, True, False], "the time without one shows"
    assert chair.appoint is None
    assert not any(line.links for line in chair.lines)


# ---- Histories ----


def test_a_seats_history_shows_its_gaps(cast: Cast, sign_in: SignIn) -> None:
    seat = cast.seats["empty"]
    with scope(cast):
        Seat.objects.filter(pk=seat.pk).update(created_at=start_of_day(date(2022, 7, 1)))
        for who, first, last, reason in (
            ("deputy", date(2022, 7, 1), date(2023, 6, 30), ""),
            ("core_member", date(2023, 7, 1), date(2026, 4, 14), "Left when appointed system lead"),
        ):
            SeatTerm.objects.create(
                group=cast.eastmere,
                seat=seat,
                person=cast[who],
                job_title="Clinical director",
                end_reason=reason,
                period=span(start_of_day(first), end_of_day(last)),
            )
        SeatTerm.objects.create(
            group=cast.eastmere,
            seat=seat,
            person=cast["chair"],
            job_title="PCN manager",
            period=span(start_of_day(date(2026, 5, 1)), None),
        )
    response = sign_in(cast["practice_reader"]).get(at("history", seat=seat.pk))
    assert [(moment.when, moment.what, moment.note) for moment in response.context_data["holders"]][:1] == [
        ("1 May 2026 to now", "Ruth Calder, PCN manager.", response.context_data["holders"][0].note)
    ]
    assert [(moment.when, moment.what, moment.note) for moment in response.context_data["holders"]][1:] == [
        ("15 to 30 April 2026", "Empty for 16 days.", ""),
        (
            "1 July 2023 to 14 April 2026",
            "Dr Leila Nasser, clinical director.",
            "Left when appointed system lead.",
        ),
        ("1 July 2022 to 30 June 2023", "Dr Ben Achterberg, clinical director.", "First holder."),
    ]
    assert "Chair from" in response.context_data["holders"][0].note
    assert response.context_data["lede"] == ("Ruth Calder holds it now. Three people have held it since 1 July 2022.")


# ---- The group's details ----

DETAILS = {"name": "Eastmere Forum", "contact": "", "basis": "advisory", "quorum": "3", "version": "1"}


def test_details_are_changed(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast["secretariat"]).post(at("details"), DETAILS)
    assert messages(response) == ["The group’s details were changed."]
    group = LeadershipGroup.objects.get(pk=cast.eastmere.pk)
    assert (group.name, group.slug, group.quorum) == ("Eastmere Forum", "eastmere", 3)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " "}, "Enter name of the group"),
        ({"name": "x" * 121}, "Name of the group must be 120 characters or fewer"),
        ({"contact": "x" * 201}, "How partners reach the group must be 200 characters or fewer"),
        ({"basis": ""}, "Select what the group is"),
        ({"basis": "royal"}, "Select what the group is from the list"),
        ({"quorum": ""}, "Enter members needed for a quorum"),
        ({"quorum": "some"}, "Members needed for a quorum must be a whole number"),
        ({"quorum": "-1"}, "Members needed for a quorum must be 0 or more"),
        ({"quorum": "9"}, "The group has 4 core seats, so a quorum of 9 could never be met."),
    ],
)
def test_bad_details_are_said_and_kept(cast: Cast, sign_in: SignIn, fields: dict[str, str], said: str) -> None:
    response = sign_in(cast["chair"]).post(at("details"), DETAILS | fields)
    assert errors(response) == [said]
    assert "name" in fields or 'value="Eastmere Forum"' in response.content.decode()
    assert LeadershipGroup.objects.get(pk=cast.eastmere.pk).version == 1


def test_the_second_editor_of_the_details_is_told(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast["secretariat"]).post(at("details"), DETAILS)
    client = sign_in(cast["chair"])
    response = client.post(at("details"), DETAILS | {"name": "Mine"})
    assert "Kofi Mensah changed the name from “Eastmere GP Leadership Group” to “Eastmere Forum”" in errors(response)[0]
    version = re.search(r'name="version"[^>]*value="(\d+)"', response.content.decode())
    assert version is not None
    assert version[1] == "2", "saving again is their choice"


# ---- Cost ----


def _more(cast: Cast, rows: int) -> None:
    """So many people in the group, terms in one seat and terms of office."""
    with scope(cast):
        for number in range(rows):
            who = person(f"p{number}", f"Dr {number}")
            begins = timezone.now() - timedelta(days=3000 - 10 * number)
            ended = span(begins, begins + timedelta(days=5))
            SeatTerm.objects.create(group=cast.eastmere, seat=cast.seats["pcn"], person=who, period=ended)
            OfficeTerm.objects.create(group=cast.eastmere, office="deputy_chair", person=who, period=ended)
            OfficeTerm.objects.create(group=cast.eastmere, office="secretariat", person=who, period=term(5))


@pytest.mark.parametrize("rows", [1, 3, 30])
@pytest.mark.parametrize(
    ("route", "queries"),
    [
        ("history", 3),
        ("seat", 3),
        ("edit", 1),
        ("withdraw", 4),
        ("offices", 2),
        ("add", 1),
        ("fill", 2),
        ("hand_over", 2),
        ("end_term", 2),
        ("replace", 2),
        ("details", 0),
        ("step_down", 2),
    ],
)
def test_a_page_costs_the_same_however_many(cast: Cast, sign_in: SignIn, rows: int, route: str, queries: int) -> None:
    _more(cast, rows)
    seat, one_term = {"seat": cast.seats["pcn"].pk}, {"term": seat_term(cast, "core_member")}
    kwargs = {"history": seat, "seat": seat, "edit": seat, "withdraw": seat, "fill": seat | {"part": "holder"}}
    kwargs |= {"end_term": one_term, "replace": one_term}
    client, address = sign_in(cast["chair"]), at(route, **kwargs.get(route, {}))
    client.get(address)  # the grants are read once a version
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    assert len(captured) - OVERHEAD == queries


def test_no_end_survives_what_was_never_ended(cast: Cast, sign_in: SignIn) -> None:
    """An end that came more than a day ago has no undo on the page."""
    with scope(cast):
        end_term(cast["core_member"].seat_terms.get(), at=timezone.now(), by=cast["chair"])
        SeatTerm.objects.filter(person=cast["core_member"]).update(
            period=span(timezone.now() - timedelta(days=90), timezone.now() - timedelta(days=3))
        )
    response = sign_in(cast["chair"]).get(at("seat", seat=cast.seats["pcn"].pk))
    assert response.context_data["hub"].ended == ()
