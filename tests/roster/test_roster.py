"""The roster of places: what ICB staff find, what they never see, and that the group sees them look."""

import io
import re
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

from gpleadership.lib.scopes import open_scope, system_scope
from groups.log.record import record_views
from groups.models import (
    AccessEntry,
    Invitation,
    LeadershipGroup,
    OfficeTerm,
    Place,
    PlaceOrganisation,
    PlaceSystem,
)
from tests.cast import Cast, _seat, _sit, person, term


@pytest.fixture
def staff(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast["icb_staff"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def views(cast: Cast) -> list[tuple[int, str]]:
    with open_scope(read=[cast.eastmere.pk, cast.ambleford.pk]):
        return [(entry.group_id, entry.what) for entry in AccessEntry.objects.order_by("pk")]


def test_the_first_sentence_answers(cast: Cast, staff: Client) -> None:
    response = staff.get("/s/tidewater/")
    assert response.context_data["lede"] == ("Two places in Tidewater. Each has a GP leadership group.", "")
    assert [row.name for row in response.context_data["rows"]] == ["Ambleford", "Eastmere"]


def test_a_place_shows_its_chair_seats_and_way_in(cast: Cast, staff: Client) -> None:
    row = staff.get("/s/tidewater/?q=Eastmere").context_data["rows"][0]
    assert (row.who, row.office, row.contact) == ("Ruth Calder", "chair", "office@eastmere.example.org")
    assert (row.filled, row.empty) == (2, 2)
    assert [(each.words, each.gap) for each in row.constituencies] == [
        ("PCNs 1 of 2", True),
        ("LMC 1 of 1", False),
        ("federation 0 of 1", True),
    ]
    assert row.size == "42,000 patients · 2 PCNs"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=amble", ["Ambleford"]),
        ("q=leila nasser", ["Eastmere"]),
        ("q=Z91002", ["Eastmere"]),
        ("q=hill", ["Ambleford", "Eastmere"]),
        ("q=Ruth", ["Eastmere"]),
        ("q=100%", []),
        ("q=_", []),
        ("q=%00", ["Ambleford", "Eastmere"]),
        ("state=gaps", ["Eastmere"]),
        ("state=gaps&constituency=federation", ["Eastmere"]),
        ("state=gaps&constituency=lmc", []),
        ("constituency=federation", ["Eastmere"]),
        ("state=no-chair", []),
        ("state=no-group", []),
        ("state=nonsense&constituency=nonsense", ["Ambleford", "Eastmere"]),
    ],
)
def test_searching_and_filtering(staff: Client, asked: str, found: list[str]) -> None:
    assert [row.name for row in staff.get(f"/s/tidewater/?{asked}").context_data["rows"]] == found


def test_a_search_that_finds_nothing_leads_back(staff: Client) -> None:
    assert "No place answers that. Show every place" in text(staff.get("/s/tidewater/?q=nowhere"))


def test_typing_asks_for_the_list_alone(staff: Client) -> None:
    response = staff.get("/s/tidewater/?q=amble", headers={"HX-Request": "true"})
    assert response.content.strip().startswith(b'<div id="list">')
    assert "HX-Request" in response["Vary"]


def bare_place(cast: Cast, name: str) -> Place:
    place = Place.objects.create(slug=name.lower(), name=name)
    PlaceSystem.objects.create(place=place, system=cast.system, start=date(2022, 7, 1))
    return place


def test_a_place_without_a_group_is_as_large_as_the_others(cast: Cast, staff: Client) -> None:
    place = bare_place(cast, "Norwold")
    pcn = cast.organisations["pcn"]
    pcn.contact = "manager@harbour.example.org"
    pcn.save()
    for key in ("pcn", "lmc"):
        PlaceOrganisation.objects.create(place=place, organisation=cast.organisations[key], start=date(2022, 7, 1))
    response = staff.get("/s/tidewater/")
    assert response.context_data["lede"] == (
        "Three places in Tidewater. Two have a GP leadership group;",
        "Norwold has none yet",
    )
    assert "No group yet, so nobody speaks for Norwold’s practices together." in text(response)
    assert reverse("founding_start:start", args=["norwold"]) in response.content.decode()
    response = staff.get("/s/tidewater/places/norwold/seats/")
    assert [
        (fact.name, fact.value, [link.href for link in fact.links]) for fact in response.context_data["contacts"]
    ] == [
        ("Eastmere Harbour PCN", "", ["mailto:manager@harbour.example.org"]),
        ("Eastmere LMC", "No contact is kept here", []),
    ]
    assert "Start a group in Norwold" in text(response)


def test_a_draft_is_said_to_be_founded_and_shows_nobody(cast: Cast, staff: Client) -> None:
    with system_scope("test"):
        place = bare_place(cast, "Norwold")
        group = LeadershipGroup.objects.create(place=place, name="Norwold GP Voice", slug="norwold")
        _sit(group, _seat(group, "LMC", "lmc", 1), person("zz", "Dr zzdraft"))
        OfficeTerm.objects.create(group=group, office="chair", person=cast["outsider"], period=term(5))
    response = staff.get("/s/tidewater/?state=no-group")
    (row,) = response.context_data["rows"]
    assert row.silent == (
        "Norwold GP Voice is being founded. Until then nobody speaks for Norwold’s practices together."
    )
    assert (row.who, row.filled, row.start) == ("", 0, "")
    for path in ("", "places/norwold/seats/", "roster.csv", "?q=zzdraft"):
        assert "Dr zzdraft" not in b"".join(staff.get(f"/s/tidewater/{path}")).decode()
    assert staff.get("/s/tidewater/?q=zzdraft").context_data["rows"] == []


def test_a_closed_group_is_none(cast: Cast, staff: Client) -> None:
    cast.ambleford.status = "closed"
    cast.ambleford.save()
    assert staff.get("/s/tidewater/").context_data["lede"][1] == "Ambleford has none yet"


def test_an_advisory_group_says_what_it_is_not(cast: Cast, staff: Client) -> None:
    LeadershipGroup.objects.filter(pk=cast.ambleford.pk).update(basis="advisory")
    response = staff.get("/s/tidewater/")
    assert [row.provider_view for row in response.context_data["rows"]] == [True, False]
    assert text(response).count("Provider view only: says it is not a representative body") == 1


def test_without_a_chair_the_secretariat_stands_there(cast: Cast, staff: Client) -> None:
    with system_scope("test"):
        OfficeTerm.objects.filter(group=cast.eastmere, office="chair").update(period=term(90, 30))
    (row,) = staff.get("/s/tidewater/?state=no-chair").context_data["rows"]
    assert (row.missing, row.who, row.office) == ("No chair at present.", "Kofi Mensah", "secretariat")
    assert row.changed == "Seats last changed 60 days ago"


def test_a_contact_that_is_no_address_is_words(cast: Cast, staff: Client) -> None:
    assert staff.get("/s/tidewater/").context_data["rows"][1].write == "mailto:office@eastmere.example.org"
    LeadershipGroup.objects.filter(pk=cast.eastmere.pk).update(contact="Ring 01632 960 123")
    assert staff.get("/s/tidewater/").context_data["rows"][1].write == ""


def test_a_row_opens_in_place(staff: Client) -> None:
    address = "/s/tidewater/places/eastmere/seats/"
    part = staff.get(address, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert '<h4 class="gpl-h3">Seats</h4>' in part.content.decode()
    said = (
        "PCNs: Harbour, Dr Leila Nasser · Old Town, empty LMC: Tidewater LMC, Ruth Calder (Practice manager)"
        " Federation: Eastmere Federation, empty"
        " In attendance: Council partner, Joanna Pike (Director of public health)"
    )
    assert said in text(part)
    whole = staff.get(address)
    assert said in text(whole)
    assert '<h2 class="gpl-h3">Seats</h2>' in whole.content.decode()


def test_a_system_of_many_places_has_pages(cast: Cast, staff: Client) -> None:
    for number in range(40):
        bare_place(cast, f"Place{number:02}")
    rows = staff.get("/s/tidewater/?page=2").context_data["rows"]
    assert (len(rows), rows[0].name) == (7, "Place33")
    assert len(rows_of(staff.get("/s/tidewater/roster.csv"))) == 1 + 40 + 6


def test_a_system_without_places_teaches(cast: Cast, staff: Client) -> None:
    PlaceSystem.objects.all().delete()
    response = staff.get("/s/tidewater/")
    assert response.context_data["lede"][0] == "Tidewater has no places yet."
    assert "No places yet" in text(response)


def test_a_place_that_moved_away_is_not_shown_and_one_that_came_is(cast: Cast, staff: Client) -> None:
    yesterday = date.today() - timedelta(days=1)
    PlaceSystem.objects.filter(place__slug="ambleford").update(end=yesterday)
    PlaceSystem.objects.create(place=cast.ambleford.place, system=cast.other_system, start=date.today())
    assert [row.name for row in staff.get("/s/tidewater/").context_data["rows"]] == ["Eastmere"]
    assert staff.get("/s/tidewater/places/ambleford/seats/").status_code == 404
    other = Client()
    other.force_login(cast["other_icb_staff"], backend="django.contrib.auth.backends.ModelBackend")
    assert [row.name for row in other.get("/s/highmoor/").context_data["rows"]] == ["Ambleford"]


# ---- What the group sees of it ----


def test_each_view_is_one_line_in_each_groups_log(cast: Cast, staff: Client) -> None:
    staff.get("/s/tidewater/")
    staff.get("/s/tidewater/?q=Eastmere")
    staff.get("/s/tidewater/places/eastmere/seats/")
    staff.get("/s/tidewater/roster.csv?q=Eastmere")
    staff.get("/s/tidewater/places/eastmere/")
    eastmere, ambleford = cast.eastmere.pk, cast.ambleford.pk
    assert views(cast) == [
        (eastmere, "Roster of places"),
        (ambleford, "Roster of places"),
        (eastmere, "Roster of places"),
        (eastmere, "Seats of the place"),
        (eastmere, "Roster as CSV"),
        (eastmere, "Coverage of the place"),
    ]


def test_staff_see_what_they_looked_at(cast: Cast, staff: Client) -> None:
    assert "Nothing yet" in text(staff.get("/s/tidewater/views/"))
    for _ in range(3):
        staff.get("/s/tidewater/")
    staff.get("/s/tidewater/places/eastmere/seats/")
    ((_, looked),) = staff.get("/s/tidewater/views/").context_data["days"]
    assert [each[1:] for each in looked] == [
        ("Seats of the place", "Eastmere"),
        ("Roster of places", "Ambleford and Eastmere"),
    ]


def test_staff_see_their_own_views_alone(cast: Cast, staff: Client) -> None:
    with open_scope(read=[cast.eastmere.pk]):
        record_views([cast.eastmere.pk], "Roster of places", by=cast["platform_staff"])
    assert staff.get("/s/tidewater/views/").context_data["days"] == []


def test_a_view_of_a_draft_is_named_after_another_was_activated(cast: Cast, staff: Client) -> None:
    with system_scope("test"):
        place = bare_place(cast, "Norwold")
        first = LeadershipGroup.objects.create(place=place, name="First draft", slug="first")
        staff.get("/s/tidewater/?q=norwold")
        LeadershipGroup.objects.create(
            place=place, name="Second", slug="second", status="active", activated_at=timezone.now()
        )
    assert first.status == "draft"
    ((_, looked),) = staff.get("/s/tidewater/views/").context_data["days"]
    assert [each.places for each in looked] == ["Norwold"]


# ---- What is never there ----

SECRETS = ("zzdeputy", "zzreason", "zzreader", "zzinvited", "zzmail", "zzformer", "zzfuture")


def whisper(cast: Cast) -> None:
    """Put a recognisable word into everything that is not on the list."""
    group = cast.eastmere
    with system_scope("test"):
        holder = cast["core_member"]
        holder.email = "zzmail@example.org"
        holder.save()
        _sit(group, cast.seats["lmc"], person("d", "Dr zzdeputy"), part="deputy")
        _sit(group, cast.seats["empty"], person("f", "Dr zzformer"), period=term(300, 100), end_reason="zzreason")
        _sit(group, cast.seats["empty"], person("n", "Dr zzfuture"), period=term(-30, 100))
        group.readerships.update(person=person("r", "Dr zzreader"))
        Invitation.objects.create(
            group=group,
            to="seat",
            seat=cast.seats["empty"],
            email="zzinvited@example.org",
            full_name="Dr zzinvited",
            token_hash="0" * 64,
            expires_at=timezone.now() + timedelta(days=3),
        )


def everything(staff: Client) -> dict[str, str]:
    paths = (
        "",
        "places/eastmere/seats/",
        "places/eastmere/",
        "roster.csv",
        "places/eastmere/coverage.csv",
        "views/",
        "?q=zz",
    )
    answers = {path: staff.get(f"/s/tidewater/{path}") for path in paths}
    assert {answer.status_code for answer in answers.values()} == {200}
    words = {path: b"".join(answer).decode() for path, answer in answers.items()}
    for path in ("roster.xlsx", "places/eastmere/coverage.xlsx"):
        book = load_workbook(io.BytesIO(b"".join(staff.get(f"/s/tidewater/{path}"))))
        words[path] = "\n".join(str(cell) for row in book.active.values for cell in row)
    return words


def test_only_allow_listed_fields_reach_the_icb(cast: Cast, staff: Client) -> None:
    whisper(cast)
    words = everything(staff)
    assert "Dr Leila Nasser" in words[""] + words["places/eastmere/seats/"]
    assert "Dr Leila Nasser" in words["roster.csv"]
    assert "Dr Leila Nasser" in words["roster.xlsx"]
    for path, said in words.items():
        for secret in SECRETS:
            assert secret not in said, f"{secret} in {path}"
    assert staff.get("/s/tidewater/?q=zzdeputy").context_data["rows"] == []


# ---- Cost ----


@pytest.mark.parametrize("more", [1, 3, 30])
def test_the_roster_costs_the_same_at_any_size(cast: Cast, staff: Client, more: int) -> None:
    with system_scope("test"):
        for number in range(more):
            place = Place.objects.create(slug=f"p{number}", name=f"Place {number}")
            PlaceSystem.objects.create(place=place, system=cast.system, start=date(2022, 7, 1))
            group = LeadershipGroup.objects.create(
                place=place, name=f"Group {number}", slug=f"p{number}", status="active", activated_at=timezone.now()
            )
            _sit(group, _seat(group, "Seat", "lmc", 1), cast["core_member"])
            OfficeTerm.objects.create(group=group, office="chair", person=cast["chair"], period=term(5))
    assert own_queries(staff, "/s/tidewater/") == 4
    assert own_queries(staff, "/s/tidewater/?q=Leila") == 5
    assert own_queries(staff, "/s/tidewater/places/eastmere/seats/") == 4
    assert own_queries(staff, "/s/tidewater/places/eastmere/seats/", part=True) == 3
    assert own_queries(staff, "/s/tidewater/places/eastmere/") == 5
    assert own_queries(staff, "/s/tidewater/views/") == 3


def own_queries(client: Client, path: str, *, part: bool = False) -> int:
    """Beyond transaction, scope, session, person and staff term."""
    headers = {"HX-Request": "true"} if part else {}
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path, headers=headers).status_code == 200
    said = [query["sql"] for query in queries]
    return len([sql for sql in said if not sql.startswith(("SAVEPOINT", "RELEASE")) and "set_config" not in sql]) - 3


def rows_of(response: Any) -> list[str]:
    return b"".join(response).decode("utf-8-sig").splitlines()


def test_files_follow_the_filter(staff: Client) -> None:
    rows = rows_of(staff.get("/s/tidewater/roster.csv?q=amble"))
    assert rows[0].startswith("Place,Patients,PCNs,Practices,Group,Standing,Basis,Chair")
    assert [row.split(",")[:6] for row in rows[1:]] == [
        ["Ambleford", "42000", "2", "2", "Ambleford GP Forum", "Active"]
    ]
    assert rows[1].endswith("LMC,Ambleford LMC,Dr Imran Sheikh,Clinical director")


def test_the_workbook_is_typed(staff: Client) -> None:
    response = staff.get("/s/tidewater/roster.xlsx?q=amble")
    assert "tidewater-roster-of-places-" in response["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(b"".join(response))).active
    assert sheet["B2"].value == 42_000
    assert sheet["L2"].is_date
