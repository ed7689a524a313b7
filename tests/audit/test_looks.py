"""Who looked at our roster: every member reads it."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from gpleadership.lib import dates
from gpleadership.lib.scopes import open_scope
from groups.log.record import record_views
from groups.models import AccessEntry, SystemStaffTerm
from tests.audit.conftest import SignedIn, own_queries
from tests.cast import Cast, person, term
from tests.database import owner

VIEWS = "/g/eastmere/audit/views/"


def look(cast: Cast, what: str = "Roster of places", by: str = "icb_staff") -> None:
    groups = [cast.eastmere.pk, cast.ambleford.pk]
    with open_scope(read=groups):
        record_views(groups, what, by=cast[by])


def lines(client: Client, query: str = "") -> list[Any]:
    return [line for day in client.get(VIEWS + query).context_data["days"] for line in day.lines]


@pytest.fixture
def reader(signed_in: SignedIn) -> Client:
    return signed_in("practice_reader")


def test_who_what_and_when(cast: Cast, reader: Client) -> None:
    look(cast)
    response = reader.get(VIEWS)
    (day,) = response.context_data["days"]
    assert day.name == dates.day_and_date(dates.today())
    (line,) = day.lines
    assert (line.who, line.did) == ("Helen Castle", "looked at the roster of places")
    assert line.note == "Head of primary care, Tidewater ICB"
    assert response.context_data["lede"] == (
        "One person looked at your roster in the last 30 days, once.",
        "The last time was today.",
    )


def test_many_looks_of_one_day_are_one_line(cast: Cast, reader: Client) -> None:
    for _ in range(3):
        look(cast)
    look(cast, "Roster as CSV")
    assert sorted(line.did for line in lines(reader)) == [
        "looked at the roster as CSV",
        "looked at the roster of places, three times",
    ]
    rows = csv.reader(io.StringIO(b"".join(reader.get("/g/eastmere/audit/views.csv")).decode("utf-8-sig")))
    found = [row[1:] for row in rows]
    helen = ["Helen Castle", "Head of primary care", "Tidewater ICB"]
    assert found == [
        ["Who", "Job", "ICB", "What"],
        [*helen, "Roster as CSV"],
        *[[*helen, "Roster of places"]] * 3,
    ]


def test_the_job_is_that_of_the_time(cast: Cast, reader: Client) -> None:
    look(cast)
    SystemStaffTerm.objects.filter(person=cast["icb_staff"]).update(period=term(60, 30))
    assert lines(reader)[0].note == ""
    SystemStaffTerm.objects.create(
        system=cast.other_system, person=cast["icb_staff"], period=term(5), job_title="Elsewhere"
    )
    assert lines(reader)[0].note == ""


def test_platform_staff_are_named_as_such(cast: Cast, reader: Client) -> None:
    look(cast, by="platform_staff")
    assert lines(reader)[0].note == "Platform staff"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 1),
        ("?who=castle", 1),
        ("?who=nobody", 0),
        (f"?since={dates.today()}", 1),
        ("?until=2000-01-01", 0),
        ("?since=nonsense", 1),
        ("?who=%00", 1),
    ],
)
def test_filters(cast: Cast, reader: Client, query: str, found: int) -> None:
    look(cast)
    assert len(lines(reader, query)) == found


def test_a_wrong_day_is_said_and_no_file_is_made(cast: Cast, reader: Client) -> None:
    assert "From must be a day like 2026-11-23" in reader.get(f"{VIEWS}?since=x").content.decode()
    response = reader.get("/g/eastmere/audit/views.xlsx?since=x")
    assert (response.status_code, response["Location"]) == (302, f"{VIEWS}?since=x")


def test_nobody_yet(reader: Client) -> None:
    response = reader.get(VIEWS)
    assert response.context_data["lede"][0] == "Nobody from outside has looked at your roster yet."
    assert "Nobody has looked yet" in response.content.decode()


def test_the_chair_next_door_sees_their_own(cast: Cast) -> None:
    with open_scope(read=[cast.eastmere.pk]):
        record_views([cast.eastmere.pk], "Seats of the place", by=cast["icb_staff"])
    client = Client()
    client.force_login(cast["other_chair"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/g/ambleford/audit/views/").context_data["days"] == []


def test_looks_of_long_ago(committed_cast: Cast) -> None:
    look(committed_cast)
    long_ago = timezone.now() - timedelta(days=40)
    with owner(connection.settings_dict["NAME"]) as database:
        database.execute("SET ROLE gpl_keeper")
        database.execute("UPDATE groups_accessentry SET at = %s", [long_ago])
    client = Client()
    client.force_login(committed_cast["chair"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(VIEWS).context_data["lede"] == (
        "Nobody looked at your roster in the last 30 days.",
        f"The last time was {dates.long_date(long_ago)}.",
    )


@pytest.mark.parametrize("more", [1, 3, 30])
def test_the_page_costs_the_same_at_any_length(cast: Cast, reader: Client, more: int) -> None:
    for number in range(more):
        cast.people[f"staff{number}"] = person(f"staff{number}", f"Staff {number}")
        SystemStaffTerm.objects.create(system=cast.system, person=cast[f"staff{number}"], period=term(5))
        look(cast, by=f"staff{number}")
    assert own_queries(reader, VIEWS) == 4
    with open_scope(read=[cast.eastmere.pk]):
        assert AccessEntry.objects.count() == more
