"""Who is at this table, and who is missing: words, badges, another day, downloads, and what it costs."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from gpleadership.lib.dates import end_of_day, long_date, start_of_day, today
from gpleadership.lib.parts import Badge, SeatCard
from gpleadership.lib.scopes import system_scope
from groups.models import Invitation, OfficeTerm, Organisation, PlaceOrganisation, Seat, SeatTerm
from groups.seats.presenters.members import MembersPage
from groups.seats.rules.spans import span
from tests.cast import Cast, person, term

SignIn = Callable[[Any], Client]
OVERHEAD = 8
"""Session, person, savepoint, scope, standing, scope widened; scope cleared, as in a test only, and release."""


def get(sign_in: SignIn, cast: Cast, who: str = "core_member", **query: str) -> HttpResponse:
    return sign_in(cast[who]).get(reverse("seats:members", args=["eastmere"]), query)


def shown(sign_in: SignIn, cast: Cast, who: str = "core_member", **query: str) -> MembersPage:
    return get(sign_in, cast, who, **query).context_data["shown"]


def card(page: MembersPage, seat: str) -> SeatCard:
    return next(card for section in page.sections for card in section.cards if card.seat == seat)


def text(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def older(cast: Cast, days: int = 900) -> None:
    """The seats were set up long ago."""
    Seat.objects.filter(group=cast.eastmere).update(created_at=timezone.now() - timedelta(days=days))


def test_the_first_sentence_is_the_answer(cast: Cast, sign_in: SignIn) -> None:
    page = shown(sign_in, cast)
    assert page.strong == "2 of 4 seats are filled."
    assert page.lede == "Two are empty."


def test_an_organisation_without_a_seat_is_counted_and_named(cast: Cast, sign_in: SignIn) -> None:
    with system_scope("a third PCN"):
        organisation = Organisation.objects.create(kind="other", name="Mere Out of Hours GPs")
        PlaceOrganisation.objects.create(place=cast.eastmere.place, organisation=organisation, start=date(2022, 7, 1))
    page = shown(sign_in, cast, "chair")
    assert page.lede == "Two are empty, and one GP organisation in Eastmere has no seat."
    missing = page.missing[-1]
    assert (missing.name, missing.words) == ("Mere Out of Hours GPs", " has never had a seat.")
    assert missing.offer is not None
    assert missing.offer.href == f"/g/eastmere/members/add/seat/?organisation={organisation.pk}"


def test_an_organisation_that_lost_its_seat_has_none_now(cast: Cast, sign_in: SignIn) -> None:
    with system_scope("withdraw a seat"):
        Seat.objects.filter(pk=cast.seats["empty"].pk).update(withdrawn_at=timezone.now())
    missing = shown(sign_in, cast).missing[-1]
    assert (missing.name, missing.words, missing.offer) == (
        "Eastmere Old Town PCN",
        ", a primary care network, has no seat now.",
        None,
    )


def test_nobody_is_missing_where_all_is_filled(cast: Cast, sign_in: SignIn) -> None:
    with system_scope("fill the seats"):
        for name in ("empty", "federation"):
            SeatTerm.objects.create(group=cast.eastmere, seat=cast.seats[name], person=cast["outsider"], period=term(5))
    page = shown(sign_in, cast)
    assert (page.strong, page.lede) == ("4 of 4 seats are filled.", "Every GP organisation in Eastmere has one.")
    assert page.missing == ()


def test_an_empty_pcn_seat_says_who_has_no_one_here(cast: Cast, sign_in: SignIn) -> None:
    found = card(shown(sign_in, cast), "Old Town PCN")
    assert found.kind == "empty"
    assert found.warning == "Never filled"
    assert found.lines == ("One practice and 33,000 patients have no one here.",)


def test_empty_since_comes_from_the_history(cast: Cast, sign_in: SignIn) -> None:
    day = today() - timedelta(days=54)
    with system_scope("somebody left"):
        older(cast)
        SeatTerm.objects.create(
            group=cast.eastmere,
            seat=cast.seats["empty"],
            person=cast["outsider"],
            period=span(start_of_day(day - timedelta(days=100)), end_of_day(day)),
        )
    page = shown(sign_in, cast)
    assert card(page, "Old Town PCN").warning == "Empty for 54 days"
    assert page.missing[0].words == f", empty since {long_date(day)}"
    assert page.missing[0].href == f"#{card(page, 'Old Town PCN').anchor}"


def test_who_comes_next_and_who_was_invited_stand_on_the_card(cast: Cast, sign_in: SignIn) -> None:
    day = today() + timedelta(days=30)
    with system_scope("somebody comes"):
        SeatTerm.objects.create(
            group=cast.eastmere,
            seat=cast.seats["empty"],
            person=cast["outsider"],
            period=span(start_of_day(day), None),
        )
        Invitation.objects.create(
            group=cast.eastmere,
            to="seat",
            seat=cast.seats["empty"],
            email="new@example.org",
            token_hash="0" * 64,
            expires_at=timezone.now() + timedelta(days=5),
        )
    begins = f"Olive Outsider begins on {long_date(day)}"
    assert card(shown(sign_in, cast), "Old Town PCN").lines[1:] == (begins,)
    assert card(shown(sign_in, cast, "chair"), "Old Town PCN").lines[1:] == (
        begins,
        "Invitation sent today, not yet answered",
    )


def test_days_left_are_said_under_ninety(cast: Cast, sign_in: SignIn) -> None:
    for days, ending in ((90, ""), (89, " · 89 days"), (1, " · 1 day"), (0, " · last day")):
        with system_scope("a term ends"):
            last = today() + timedelta(days=days)
            SeatTerm.objects.filter(group=cast.eastmere, person=cast["core_member"]).update(
                period=span(timezone.now() - timedelta(days=5), end_of_day(last))
            )
        assert card(shown(sign_in, cast), "Harbour PCN").until == f"Until {long_date(last)}{ending}"


def test_badges(cast: Cast, sign_in: SignIn) -> None:
    with system_scope("offices, a system role"):
        OfficeTerm.objects.create(
            group=cast.eastmere, office="deputy_chair", person=cast["core_member"], period=term(5)
        )
        SeatTerm.objects.filter(seat=cast.seats["council"]).update(person=cast["icb_staff"])
    page = shown(sign_in, cast)
    assert card(page, "Tidewater LMC").badges == (Badge("Chair", "pine"), Badge("Needed for quorum"))
    assert card(page, "Harbour PCN").badges == (Badge("Deputy chair"),)
    assert card(page, "Council partner").badges == (Badge("System role: in attendance"),)
    assert card(page, "Secretariat").holder == "Kofi Mensah"


def test_deputies_and_their_absence(cast: Cast, sign_in: SignIn) -> None:
    with system_scope("act"):
        SeatTerm.objects.filter(person=cast["deputy"]).update(acting=True)
    page = shown(sign_in, cast)
    assert "Deputy: Dr Ben Achterberg, acting" in card(page, "Harbour PCN").lines
    assert card(page, "Tidewater LMC").warning == "No deputy"
    assert card(page, "Council partner").warning == ""


def test_the_quorum_counts_who_sits(cast: Cast, sign_in: SignIn) -> None:
    assert text(get(sign_in, cast)).count(
        "Quorum today 2 members, with the LMC among them. Everybody who sits has to come "
        ": if one is away or recused, nothing is decided."
    )


def test_the_chairs_empty_seat_is_nobody_missing(cast: Cast, sign_in: SignIn) -> None:
    with system_scope("a chair's seat"):
        Seat.objects.create(group=cast.eastmere, title="Chair", constituency="other")
    assert shown(sign_in, cast).strong == "2 of 4 seats are filled."


def test_two_seats_of_one_name_are_told_apart(cast: Cast, sign_in: SignIn) -> None:
    with system_scope("a second seat"):
        Seat.objects.create(group=cast.eastmere, title="Tidewater LMC", constituency="lmc", position=9)
    names = [missing.name for missing in shown(sign_in, cast).missing]
    assert names == ["Old Town PCN", "Eastmere Federation", "Tidewater LMC, seat 2"]


@pytest.mark.parametrize("who", ["chair", "secretariat"])
def test_managers_act_from_the_card(cast: Cast, sign_in: SignIn, who: str) -> None:
    page = shown(sign_in, cast, who)
    assert [link.text for link in card(page, "Harbour PCN").links] == ["Change", "History"]
    assert [link.text for link in card(page, "Old Town PCN").links] == ["Fill this seat", "Change", "History"]


@pytest.mark.parametrize("who", ["practice_reader", "in_attendance", "core_member", "deputy"])
def test_others_only_read(cast: Cast, sign_in: SignIn, who: str) -> None:
    response = get(sign_in, cast, who)
    page = response.context_data["shown"]
    texts = {link.text for section in page.sections for card in section.cards for link in card.links}
    assert texts <= {"History", "Step down"}
    assert "Add a seat" not in text(response)


def test_a_member_steps_down_from_their_own_card_alone(cast: Cast, sign_in: SignIn) -> None:
    page = shown(sign_in, cast)
    assert [link.text for link in card(page, "Harbour PCN").links] == ["History", "Step down"]
    assert [link.text for link in card(page, "Council partner").links] == ["History"]


@pytest.mark.parametrize("who", ["chair", "core_member"])
def test_link_texts_are_unique(cast: Cast, sign_in: SignIn, who: str) -> None:
    html = get(sign_in, cast, who).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    texts = [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<a [^>]*>(.*?)</a>", main, re.DOTALL)]
    assert len(texts) == len(set(texts)), sorted(texts)


def test_a_group_without_seats_is_taught(cast: Cast, sign_in: SignIn) -> None:
    with system_scope("take all away"):
        SeatTerm.objects.filter(group=cast.eastmere).delete()
        Seat.objects.filter(group=cast.eastmere).delete()
        OfficeTerm.objects.filter(group=cast.eastmere, office="secretariat").delete()
        OfficeTerm.objects.filter(group=cast.eastmere).delete()
    response = get(sign_in, cast, "practice_reader")
    assert "Nobody has a seat yet" in text(response)
    assert "Add the first seat" not in text(response)


# ---- As at another day ----


def test_a_day_to_come_is_said_as_terms_stand(cast: Cast, sign_in: SignIn) -> None:
    day = today() + timedelta(days=1000)
    page = shown(sign_in, cast, "chair", on=day.isoformat())
    assert page.strong == f"On {long_date(day)}, 0 of 4 seats will be filled, as terms stand today."
    assert all(link.text == "History" for section in page.sections for card in section.cards for link in card.links)


def test_a_day_gone_by_shows_who_sat_then(cast: Cast, sign_in: SignIn) -> None:
    with system_scope("long ago"):
        older(cast)
    day = today() - timedelta(days=50)
    assert shown(sign_in, cast, on=day.isoformat()).strong == f"On {long_date(day)}, 2 of 4 seats were filled."


def test_a_term_that_ended_with_a_day_held_on_that_day(cast: Cast, sign_in: SignIn) -> None:
    day = today() - timedelta(days=10)
    with system_scope("ended"):
        older(cast)
        SeatTerm.objects.filter(person=cast["core_member"]).update(
            period=span(start_of_day(day - timedelta(days=90)), end_of_day(day))
        )
    on = shown(sign_in, cast, "chair", on=day.isoformat())
    after = shown(sign_in, cast, "chair", on=(day + timedelta(days=1)).isoformat())
    assert card(on, "Harbour PCN").holder == "Dr Leila Nasser"
    assert card(after, "Harbour PCN").warning == "Empty for 1 day"


def test_before_there_were_seats_there_are_none(cast: Cast, sign_in: SignIn) -> None:
    response = get(sign_in, cast, on="2001-01-01")
    assert "Nobody has a seat on that day" in text(response)


def test_the_form_leads_to_the_day_in_the_address(cast: Cast, sign_in: SignIn) -> None:
    response = get(sign_in, cast, on_day="1", on_month="4", on_year="2027")
    assert response.headers["Location"] == "/g/eastmere/members/?on=2027-04-01"
    now = today()
    response = get(sign_in, cast, on_day=str(now.day), on_month=str(now.month), on_year=str(now.year))
    assert response.headers["Location"] == "/g/eastmere/members/"


@pytest.mark.parametrize(
    ("query", "error", "typed"),
    [
        ({"on": "yesterday"}, "“yesterday” is not a date. Enter a day, a month and a year", ""),
        ({"on": "2027-02-31"}, "Date must be a real date", "31"),
        ({"on": "2027-13-01"}, "Date must be a real date", "01"),
        ({"on": "1950-01-01"}, "Date must be 1 January 1990 or later", "01"),
        ({"on": "9999-01-01"}, "or earlier", "01"),
        ({"on_day": "31", "on_month": "2", "on_year": "2027"}, "Date must be a real date", "31"),
        ({"on_day": "31", "on_month": "", "on_year": "2027"}, "Date must include a month", "31"),
        ({"on_day": "<b>", "on_month": "2", "on_year": "2027"}, "Date must be a real date", "&lt;b&gt;"),
    ],
)
def test_nonsense_is_said_at_the_field_and_kept(
    cast: Cast, sign_in: SignIn, query: dict[str, str], error: str, typed: str
) -> None:
    response = get(sign_in, cast, **query)
    html = response.content.decode()
    assert response.status_code == 200
    assert error in html
    assert "There is a problem" in html
    assert f'value="{typed}"' in html or not typed
    assert response.context_data["shown"].strong == "2 of 4 seats are filled.", "today is shown meanwhile"


# ---- Downloads ----


def rows_of(response: HttpResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_csv_says_the_same_as_the_page(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast["practice_reader"]).get(reverse("seats:csv", args=["eastmere"]))
    assert f"eastmere-members-and-seats-{today().isoformat()}.csv" in response.headers["Content-Disposition"]
    header, *rows = rows_of(response)
    found = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(row["Seat"], row["Holder"], row["State"]) for row in found] == [
        ("Harbour PCN", "Dr Leila Nasser", "Filled"),
        ("Old Town PCN", "", "Empty"),
        ("Tidewater LMC", "Ruth Calder", "Filled"),
        ("Eastmere Federation", "", "Empty"),
        ("Council partner", "Joanna Pike", "Filled"),
        ("", "Kofi Mensah", "Filled"),
    ]
    assert found[0]["Deputy"] == "Dr Ben Achterberg"
    assert found[2]["Office"] == "Chair"
    assert "@" not in response.content.decode(), "no addresses"


def test_the_workbook_has_dates_that_are_dates(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast["chair"]).get(reverse("seats:xlsx", args=["eastmere"]))
    sheet = load_workbook(io.BytesIO(response.content)).active
    header, first = list(sheet.values)[:2]
    assert first[header.index("Since")].date() == today() - timedelta(days=100)


def test_downloads_are_as_at_the_same_day(cast: Cast, sign_in: SignIn) -> None:
    day = (today() + timedelta(days=1000)).isoformat()
    response = sign_in(cast["chair"]).get(reverse("seats:csv", args=["eastmere"]), {"on": day})
    assert {row[7] for row in rows_of(response)[1:]} == {"Empty", "Filled"}
    assert [row[8] for row in rows_of(response)[1:] if row[8]] == ["Kofi Mensah"]


def test_a_download_of_a_nonsense_day_leads_to_the_page_that_says_so(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast["chair"]).get(reverse("seats:csv", args=["eastmere"]), {"on": "soon"})
    assert response.headers["Location"] == "/g/eastmere/members/?on=soon"


def test_a_name_that_looks_like_a_formula_is_harmless(cast: Cast, sign_in: SignIn) -> None:
    with system_scope("a formula"):
        Seat.objects.filter(pk=cast.seats["pcn"].pk).update(title="=HYPERLINK(1)")
    response = sign_in(cast["chair"]).get(reverse("seats:csv", args=["eastmere"]))
    assert rows_of(response)[1][1] == "'=HYPERLINK(1)"


# ---- Cost ----


def _fill(cast: Cast, seats: int) -> None:
    """So many seats in all, every second one empty, each with a deputy and a history."""
    group = cast.eastmere
    with system_scope("a big table"):
        SeatTerm.objects.filter(group=group).delete()
        Seat.objects.filter(group=group).exclude(pk=cast.seats["empty"].pk).delete()
        for number in range(seats):
            seat = (
                cast.seats["empty"]
                if number == 0
                else Seat.objects.create(
                    group=group, title=f"Seat {number}", constituency="pcn", organisation=cast.organisations["pcn2"]
                )
            )
            who = person(f"p{number}", f"Dr {number}")
            SeatTerm.objects.create(group=group, seat=seat, person=who, period=term(400, 100))
            SeatTerm.objects.create(group=group, seat=seat, person=who, part="deputy", period=term(90))
            if number % 2:
                SeatTerm.objects.create(
                    group=group, seat=seat, person=person(f"q{number}", f"Dr Q {number}"), period=term(90)
                )


@pytest.mark.parametrize("seats", [1, 3, 30])
@pytest.mark.parametrize("route", ["members", "csv"])
def test_the_page_costs_the_same_however_many_sit(cast: Cast, sign_in: SignIn, seats: int, route: str) -> None:
    _fill(cast, seats)
    client, address = sign_in(cast["chair"]), reverse(f"seats:{route}", args=["eastmere"])
    client.get(address)  # the grants are read once a version
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) - OVERHEAD == 5
