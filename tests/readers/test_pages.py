"""The pages of practice readers: what stands first, what filters find, what ending closes, what it all costs."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from gpleadership.lib.scopes import open_scope, system_scope
from groups.models import Invitation, Person, PlaceOrganisation, Readership
from groups.tenancy import standing
from tests.cast import Cast
from tests.readers.conftest import more_practices, read

OVERHEAD = 8
"""Session, person, transaction's savepoint and its release, scope thrice, standing."""
SignIn = Callable[[Person], Client]


def address(name: str, **kwargs: Any) -> str:
    return reverse(f"readers:{name}", kwargs={"group": "eastmere"} | kwargs)


def names(response: Any) -> list[str]:
    return [row["name"] for row in response.context_data["rows"]]


def invited(cast: Cast, practice: str, email: str, **fields: Any) -> Invitation:
    with system_scope("test"):
        return Invitation.objects.create(
            group=cast.eastmere,
            to="practice",
            practice=cast.organisations[practice],
            email=email,
            nonce=email[:32],
            token_hash=email,
            expires_at=timezone.now() + timedelta(days=3),
            **fields,
        )


def test_practices_without_a_reader_come_first(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast["chair"]).get(address("list"))
    assert response.context_data["lede"] == "One of 2 practices has nobody who reads what the group decides."
    assert names(response) == ["Eastmere Hill Surgery", "Eastmere Quay Surgery"]
    assert [[one["name"] for one in row["readers"]] for row in response.context_data["rows"]] == [
        [],
        ["Dr Rosa Klein"],
    ]
    assert b"Dr Other Reader" not in response.content


def test_once_every_practice_has_a_reader_the_page_says_so(cast: Cast, sign_in: SignIn) -> None:
    read(cast, cast.organisations["practice2"], cast["outsider"])
    response = sign_in(cast["secretariat"]).get(address("list"))
    assert response.context_data["lede"] == "Every practice has somebody who reads what the group decides."


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=quay", ["Eastmere Quay Surgery"]),
        ("?q=Z91002", ["Eastmere Hill Surgery"]),
        ("?q=rosa", ["Eastmere Quay Surgery"]),
        ("?q=nothing", []),
        ("?show=nobody", ["Eastmere Hill Surgery"]),
        ("?show=somebody", ["Eastmere Quay Surgery"]),
        ("?show=invited", ["Eastmere Hill Surgery"]),
        ("?show=left", []),
        ("?show=nonsense", ["Eastmere Hill Surgery", "Eastmere Quay Surgery"]),
        ("?sort=-name", ["Eastmere Quay Surgery", "Eastmere Hill Surgery"]),
        ("?sort=pcn", ["Eastmere Quay Surgery", "Eastmere Hill Surgery"]),
        ("?sort=nonsense", ["Eastmere Hill Surgery", "Eastmere Quay Surgery"]),
        ("?page=99", ["Eastmere Hill Surgery", "Eastmere Quay Surgery"]),
        ("?pcn=abc", []),
    ],
)
def test_filter_and_order_stand_in_the_address(cast: Cast, sign_in: SignIn, query: str, found: list[str]) -> None:
    invited(cast, "practice2", "new@example.org", full_name="Dr New")
    assert names(sign_in(cast["chair"]).get(address("list") + query)) == found


def test_a_pcn_can_be_chosen(cast: Cast, sign_in: SignIn) -> None:
    pcn = cast.organisations["pcn"].pk
    assert names(sign_in(cast["chair"]).get(f"{address('list')}?pcn={pcn}")) == ["Eastmere Quay Surgery"]


def test_the_list_has_pages(cast: Cast, sign_in: SignIn) -> None:
    more_practices(cast, 52)
    client = sign_in(cast["chair"])
    assert len(names(client.get(address("list")))) == 50
    assert len(names(client.get(f"{address('list')}?page=2"))) == 4


def test_a_practice_that_left_the_place_keeps_its_reader_in_sight(cast: Cast, sign_in: SignIn) -> None:
    PlaceOrganisation.objects.filter(organisation=cast.organisations["pcn"]).update(end="2023-01-01")
    response = sign_in(cast["chair"]).get(f"{address('list')}?show=left")
    assert [(row["name"], row["pcn"], row["invite"]) for row in response.context_data["rows"]] == [
        ("Eastmere Quay Surgery", "No longer in this place", None)
    ]


def test_htmx_gets_the_list_alone(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast["chair"]).get(address("list"), headers={"HX-Request": "true"})
    assert response.content.strip().startswith(b'<div id="list">')
    assert b"<html" not in response.content


def test_the_files_hold_what_the_filter_shows(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast["chair"])
    with system_scope("test"):
        Person.objects.filter(pk=cast["practice_reader"].pk).update(full_name="=HYPERLINK(1)")
    lines = list(csv.reader(io.StringIO(client.get(address("csv")).content.decode("utf-8-sig"))))
    assert lines[0][:6] == ["Practice", "ODS code", "PCN", "State", "Reader", "Email address"]
    assert [line[:6] for line in lines[1:]] == [
        ["Eastmere Hill Surgery", "Z91002", "Eastmere Old Town PCN", "Nobody", "", ""],
        [
            "Eastmere Quay Surgery",
            "Z91001",
            "Eastmere Harbour PCN",
            "Reads",
            "'=HYPERLINK(1)",
            "reader@example.org",
        ],
    ]
    sheet = load_workbook(io.BytesIO(client.get(f"{address('xlsx')}?show=nobody").content)).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Eastmere Hill Surgery"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_three_queries(cast: Cast, sign_in: SignIn, rows: int) -> None:
    more_practices(cast, rows)
    client = sign_in(cast["chair"])
    client.get(address("list"))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address("list")).status_code == 200
    assert len(queries) == OVERHEAD + 3, [each["sql"][:90] for each in queries]


@pytest.mark.parametrize("rows", [1, 3])
def test_ones_own_page_costs_two_queries(cast: Cast, sign_in: SignIn, rows: int) -> None:
    for practice in more_practices(cast, rows):
        read(cast, practice, cast["practice_reader"])
    client = sign_in(cast["practice_reader"])
    client.get(address("mine"))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address("mine")).status_code == 200
    assert len(queries) == OVERHEAD + 2


def reading(cast: Cast) -> Readership:
    with open_scope(read=[cast.eastmere.pk]):
        return cast.eastmere.readerships.get()


def test_ending_now_closes_the_group_to_its_reader(committed_cast: Cast, sign_in: SignIn) -> None:
    cast = committed_cast
    where = address("end", readership=reading(cast).pk)
    client = sign_in(cast["chair"])
    asked = client.get(where)
    assert "all of its pages close to them" in asked.context_data["closes"]
    after = client.post(where, {"when": "today", "reason": "Moved"}, follow=True)
    assert after.redirect_chain == [(address("list"), 302)]
    assert "has ended: access is closed. They are not told by email." in after.content.decode()
    assert sign_in(cast["practice_reader"]).get(address("mine")).status_code == 404


def test_ending_on_a_day_lets_them_read_until_then(cast: Cast, sign_in: SignIn) -> None:
    day = timezone.localdate() + timedelta(days=5)
    data = {"when": "day", "on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)}
    sign_in(cast["chair"]).post(address("end", readership=reading(cast).pk), data)
    with open_scope(person=cast["practice_reader"].pk):
        assert standing.find(cast["practice_reader"].pk, "eastmere") is not None
    with open_scope(read=[cast.eastmere.pk]):
        assert timezone.localtime(reading(cast).period.upper).date() == day + timedelta(days=1)


@pytest.mark.parametrize(
    ("data", "field", "error"),
    [
        ({}, "when", "Select when"),
        ({"when": "day"}, "on", "Enter the last day"),
        ({"when": "day", "on_day": "1", "on_month": "1", "on_year": "2020"}, "on", "Last day must be"),
        ({"when": "day", "on_day": "31", "on_month": "2", "on_year": "2030"}, "on", "Last day must be a real date"),
        ({"when": "today", "reason": "x" * 201}, "reason", "at most 200"),
    ],
)
def test_bad_input_is_said_at_its_field(
    cast: Cast, sign_in: SignIn, data: dict[str, str], field: str, error: str
) -> None:
    response = sign_in(cast["chair"]).post(address("end", readership=reading(cast).pk), data)
    assert response.status_code == 200
    assert error in response.context_data["form"].errors[field][0]
    assert reading(cast).period.upper is None


def test_ending_twice_is_said(cast: Cast, sign_in: SignIn) -> None:
    where, client = address("end", readership=reading(cast).pk), sign_in(cast["chair"])
    client.post(where, {"when": "today"})
    assert client.post(where, {"when": "today"}).status_code == 404


def test_leaving_oneself_leads_home(committed_cast: Cast, sign_in: SignIn) -> None:
    cast = committed_cast
    client = sign_in(cast["practice_reader"])
    after = client.post(address("leave", readership=reading(cast).pk), {"when": "today"})
    assert (after.status_code, after["Location"]) == (302, "/")
    assert client.get(address("mine")).status_code == 404


def test_a_member_who_does_not_read_is_told_how(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast["core_member"]).get(address("list"), follow=True)
    assert response.redirect_chain == [(address("mine"), 302)]
    assert "You do not read for a practice here" in response.content.decode()


def test_one_reads_the_names_of_ones_own_practice_only(cast: Cast, sign_in: SignIn) -> None:
    read(cast, cast.organisations["practice"], cast["outsider"])
    read(cast, cast.organisations["practice2"], cast["deputy"])
    words = sign_in(cast["practice_reader"]).get(address("mine")).content.decode()
    assert "Olive Outsider reads too." in words
    assert cast["deputy"].full_name not in words
