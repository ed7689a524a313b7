"""The homes: what stands first for whom, and what they cost."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gpleadership.lib.dates import end_of_day, long_date, today
from gpleadership.lib.scopes import system_scope
from groups.home import needs
from groups.home.presenters import chair_lede
from groups.home.queries import SeatNow
from groups.models import LeadershipGroup, OfficeTerm, Person, Seat
from tests.cast import Cast, _seat, _sit, term

OVERHEAD = 7
"""Session, person, transaction's savepoint and its release, scope twice, standing."""


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert BACKEND_SESSION_KEY in client.session
    return client


def text(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


@pytest.fixture
def seats_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other part asks anything of anybody."""
    monkeypatch.setattr(needs, "_asked", {})


@pytest.mark.usefixtures("seats_alone")
def test_the_chair_reads_first_whether_the_group_works(cast: Cast) -> None:
    response = signed_in(cast["chair"]).get(reverse("home:group", args=["eastmere"]))
    assert response.context_data["lede"] == (
        "Two seats are empty",
        ", and one practice has nobody who reads what you decide.",
    )
    assert [(tile.figure, tile.label) for tile in response.context_data["tiles"]] == [
        ("2", "seats empty"),
        ("0", "terms end in 90 days"),
        ("1", "practice without a reader"),
        ("0", "views of your roster"),
    ]
    assert response.context_data["tiles"][0].more == "Old Town PCN and Eastmere Federation."
    assert [duty.what for duty in response.context_data["needs"]] == [
        "Fill the seat of Eastmere Federation",
        "Fill the seat of Old Town PCN",
    ]


def test_a_practice_reads_who_speaks_for_it(cast: Cast) -> None:
    response = signed_in(cast["practice_reader"]).get(reverse("home:group", args=["eastmere"]))
    assert response.template_name == "groups/home/practice.html"
    assert [(fact.name, fact.value) for fact in response.context_data["speaks"]] == [
        ("Chair", "Ruth Calder"),
        ("Harbour PCN", "Dr Leila Nasser"),
        ("Old Town PCN", "Empty at present"),
        ("Tidewater LMC", "Ruth Calder"),
        ("Eastmere Federation", "Empty at present"),
        ("To reach the group", "office@eastmere.example.org"),
    ]
    assert response.context_data["needs"] == []
    assert "Practice reader" in text(response.content)


@pytest.mark.usefixtures("seats_alone")
def test_a_term_that_ends_soon_is_a_need_of_its_holder_and_of_the_chair(cast: Cast) -> None:
    with system_scope("test"):
        cast.seats["pcn"].terms.filter(part="holder").update(period=term(100, 120))
    for persona, what in (
        ("core_member", "Your term in the seat of Harbour PCN ends"),
        ("chair", "The term of Dr Leila Nasser in the seat of Harbour PCN ends"),
    ):
        response = signed_in(cast[persona]).get(reverse("home:group", args=["eastmere"]))
        assert response.context_data["needs"][0].what == what
        assert response.context_data["needs"][0].clock == "20 days left"


@pytest.mark.usefixtures("seats_alone")
def test_a_term_ends_on_the_day_that_was_typed(cast: Cast) -> None:
    day = today() + timedelta(days=20)
    with system_scope("test"):
        period = DateTimeTZRange(term(100).lower, end_of_day(day))
        cast.seats["pcn"].terms.filter(part="holder").update(period=period)
        OfficeTerm.objects.filter(group=cast.eastmere, office="chair").update(period=period)
    response = signed_in(cast["chair"]).get(reverse("home:group", args=["eastmere"]))
    assert response.context_data["needs"][0].when == long_date(day)
    assert response.context_data["officers"][0].value.endswith(f", until {long_date(day)}")


@pytest.mark.parametrize(
    ("empty", "unread", "said"),
    [
        (0, 0, ("Every seat is filled", ", and every practice has somebody who reads for it.")),
        (1, 0, ("One seat is empty", ", but every practice has somebody who reads for it.")),
        (0, 2, ("Every seat is filled", ", and two practices have nobody who reads what you decide.")),
    ],
)
def test_the_first_sentence(empty: int, unread: int, said: tuple[str, str]) -> None:
    assert chair_lede([table_seat(n, None if n < empty else 7) for n in range(3)], unread) == said


def test_a_table_without_seats_says_where_to_begin() -> None:
    assert chair_lede([], 3) == ("The table has no seats yet.", " Begin with who sits at it.")


def table_seat(number: int, person: int | None) -> SeatNow:
    return SeatNow(1, number, f"Seat {number}", "pcn", "core", None, person, None, None, None, None)


@pytest.mark.usefixtures("seats_alone")
def test_a_seat_that_fell_empty_today(cast: Cast) -> None:
    with system_scope("test"):
        cast.seats["pcn"].terms.filter(part="holder").update(period=term(100, 100))
    response = signed_in(cast["chair"]).get(reverse("home:group", args=["eastmere"]))
    why = {duty.what: duty.why for duty in response.context_data["needs"]}
    assert why["Fill the seat of Harbour PCN"] == "Empty since today."


@pytest.mark.usefixtures("seats_alone")
def test_what_has_more_time_is_folded_away(cast: Cast) -> None:
    with system_scope("test"):
        Seat.objects.bulk_create(
            Seat(group=cast.eastmere, title=f"Seat {n}", constituency="other", position=20 + n) for n in range(8)
        )
    response = signed_in(cast["chair"]).get(reverse("home:group", args=["eastmere"]))
    assert len(response.context_data["needs"]) == 10
    assert "2 more, with more time" in text(response.content)
    assert response.context_data["tiles"][0].more.endswith("and 7 more.")


@pytest.mark.parametrize(
    ("persona", "address"),
    [
        ("chair", "/g/eastmere/"),
        ("practice_reader", "/g/eastmere/"),
        ("icb_staff", "/s/tidewater/"),
        ("platform_staff", "/platform/"),
    ],
)
def test_whoever_has_one_place_to_go_is_taken_there(cast: Cast, persona: str, address: str) -> None:
    response = signed_in(cast[persona]).get("/")
    assert (response.status_code, response["Location"]) == (302, address)


def test_an_outsider_is_told_how_people_join(cast: Cast) -> None:
    response = signed_in(cast["outsider"]).get("/")
    assert "You are not in a group yet" in text(response.content)


def in_a_second_group(cast: Cast, person: Person) -> LeadershipGroup:
    with system_scope("test"):
        _sit(cast.ambleford, _seat(cast.ambleford, "Ambleford PCN", "pcn", 2), person)
    return cast.ambleford


@pytest.mark.usefixtures("seats_alone")
def test_somebody_in_two_groups_sees_one_list(cast: Cast) -> None:
    in_a_second_group(cast, cast["chair"])
    response = signed_in(cast["chair"]).get("/")
    assert [group.name for group, _, _ in response.context_data["groups"]] == [
        "Ambleford GP Forum",
        "Eastmere GP Leadership Group",
    ]
    assert {name for name, _ in response.context_data["needs"]} == {"Eastmere GP Leadership Group"}


@pytest.mark.parametrize("more_seats", [0, 30])
def test_the_homes_cost_the_same_at_any_size(cast: Cast, more_seats: int) -> None:
    in_a_second_group(cast, cast["chair"])
    with system_scope("test"):
        Seat.objects.bulk_create(
            Seat(group=cast.eastmere, title=f"Seat {n}", constituency="other", position=20 + n)
            for n in range(more_seats)
        )
    for persona, address, own in (
        ("chair", "/g/eastmere/", 5),
        ("practice_reader", "/g/eastmere/", 3),
        ("chair", "/", 3),
    ):
        client = signed_in(cast[persona])
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        words = [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len([sql for sql in words if "set_config" not in sql]) - 3 == own, words
