"""Coverage of a place: who speaks for whose patients, and what would mend it."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from gpleadership.lib.scopes import open_scope, system_scope
from groups.models import AccessEntry, LeadershipGroup, Organisation, Seat, SeatTerm
from groups.roster.presenters.coverage import percent
from tests.cast import Cast, term

COVERAGE = "/s/tidewater/places/eastmere/"


@pytest.fixture
def staff(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast["icb_staff"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def rows_of(response: Any) -> list[str]:
    return b"".join(response).decode("utf-8-sig").splitlines()


def test_one_sentence_answers(staff: Client) -> None:
    shown = staff.get(COVERAGE).context_data
    assert shown["lede"] == (
        "Not yet: the table speaks for 21% of Eastmere’s 42,000 patients.",
        "1 practice of 2 has nobody who speaks for them.",
    )
    (silent,) = shown["unheard"]
    assert (silent.name, silent.code, silent.why, silent.patients) == (
        "Eastmere Old Town PCN",
        "U91002",
        "Its seat is empty",
        "33,000 patients",
    )
    assert [(each.name, each.code) for each in silent.practices] == [("Eastmere Hill Surgery", "Z91002")]
    assert shown["strip_words"] == (
        "1 of 2 PCNs have 30,000 to 50,000 patients, as their contract expects. Smaller: Eastmere Harbour PCN (9,000)."
    )


def test_filling_the_seat_covers_the_practice(cast: Cast, staff: Client) -> None:
    with system_scope("test"):
        SeatTerm.objects.create(group=cast.eastmere, seat=cast.seats["empty"], person=cast["outsider"], period=term(1))
    shown = staff.get(COVERAGE).context_data
    assert shown["lede"] == ("Yes.", "Somebody at the table speaks for every one of Eastmere’s 2 practices.")
    assert shown["unheard"] == []


def test_a_practice_s_own_seat_gives_it_a_voice(cast: Cast, staff: Client) -> None:
    with system_scope("test"):
        seat = Seat.objects.create(
            group=cast.eastmere,
            organisation=cast.organisations["practice2"],
            title="Hill Surgery",
            constituency="other",
        )
        SeatTerm.objects.create(group=cast.eastmere, seat=seat, person=cast["outsider"], period=term(1))
    shown = staff.get(COVERAGE).context_data
    assert shown["lede"][0] == "Yes."
    assert [(each.name, each.practices) for each in shown["unheard"]] == [("Eastmere Old Town PCN", ())]


def test_a_guest_s_seat_gives_no_voice(cast: Cast, staff: Client) -> None:
    with system_scope("test"):
        Seat.objects.filter(pk=cast.seats["pcn"].pk).update(seat_class="in_attendance", votes=False)
    shown = staff.get(COVERAGE).context_data
    assert shown["lede"][0] == "Not yet: the table speaks for none of Eastmere’s 42,000 patients."
    assert [each.why for each in shown["unheard"]] == ["It has no seat", "Its seat is empty"]


def test_a_draft_speaks_for_nobody(cast: Cast, staff: Client) -> None:
    LeadershipGroup.objects.filter(pk=cast.eastmere.pk).update(status="draft", activated_at=None)
    assert len(staff.get(COVERAGE).context_data["found"].unheard) == 2


def test_unknown_list_sizes_are_said_plainly(cast: Cast, staff: Client) -> None:
    Organisation.objects.filter(ods_code="Z91002").update(list_size=None)
    shown = staff.get(COVERAGE).context_data
    assert shown["unknown"] == (
        "1 practice has no known list size, and is left out of every count of patients here: "
        "Eastmere Hill Surgery (Z91002)."
    )
    assert shown["strip_words"].endswith("Not known: Eastmere Old Town PCN.")
    assert [dot.label for dot in shown["strip"].dots] == ["Eastmere Harbour PCN"]
    Organisation.objects.filter(kind="practice").update(list_size=None)
    shown = staff.get(COVERAGE).context_data
    assert shown["lede"] == ("Not yet.", "1 practice of 2 has nobody who speaks for them.")
    assert shown["strip"].dots == ()
    assert "The same as a table" not in text(staff.get(COVERAGE))


def test_a_place_without_practices_teaches(cast: Cast, staff: Client) -> None:
    cast.eastmere.place.organisations.all().delete()
    response = staff.get(COVERAGE)
    assert response.context_data["lede"] == ("No practices are known in Eastmere yet.", "")
    assert "Platform staff bring practices in" in text(response)


def test_members_see_their_own_and_nobody_is_noted(cast: Cast) -> None:
    client = Client()
    client.force_login(cast["core_member"], backend="django.contrib.auth.backends.ModelBackend")
    response = client.get("/g/eastmere/coverage/")
    assert response.context_data["place"] == "Eastmere"
    assert response.context_data["files"]["csv"] == "/g/eastmere/coverage/coverage.csv"
    with open_scope(read=[cast.eastmere.pk]):
        assert AccessEntry.objects.count() == 0


def test_the_file_has_a_line_for_each_practice(staff: Client) -> None:
    assert rows_of(staff.get(f"{COVERAGE}coverage.csv")) == [
        "Practice,ODS code,Registered patients,PCN,PCN code,PCN’s seat,Has a voice",
        "Eastmere Quay Surgery,Z91001,9000,Eastmere Harbour PCN,U91001,Filled,Yes",
        "Eastmere Hill Surgery,Z91002,33000,Eastmere Old Town PCN,U91002,Empty,No",
    ]


@pytest.mark.parametrize("path", ["places/eastmere/", "places/eastmere/seats/", "places/eastmere/coverage.csv"])
def test_another_system_s_staff_find_nothing(cast: Cast, path: str) -> None:
    client = Client()
    client.force_login(cast["other_icb_staff"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/s/highmoor/{path}").status_code == 404
    assert client.get(f"/s/tidewater/{path}").status_code == 404


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "none"), (0.001, "under 1%"), (0.5, "50%"), (0.994, "over 99%"), (1.0, "all")],
)
def test_a_share_is_all_or_nothing_only_if_it_is(share: float, said: str) -> None:
    assert percent(share) == said
