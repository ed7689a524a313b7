"""Leaving a group: everything at once or nothing, and never without a chair."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope, system_scope
from groups.models import LogEntry, OfficeTerm, Readership, SeatTerm
from groups.mydata.actions import leave_group
from groups.seats import actions as seats
from tests.cast import Cast, term
from tests.mydata.conftest import SignIn

LEAVE = "/g/eastmere/leave/"


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def everything(cast: Cast, who: str) -> tuple[int, int, int]:
    """What somebody holds or will, in any group."""
    now = timezone.now()
    with system_scope("test"):
        return tuple(  # type: ignore[return-value]
            sum(
                1
                for each in model.objects.filter(person=cast[who])
                if not (each.period.upper and each.period.upper <= now)
            )
            for model in (SeatTerm, OfficeTerm, Readership)
        )


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """The core member is deputy chair too, reads for a practice, and will be deputy elsewhere at the table."""
    with system_scope("test"):
        group, person = cast.eastmere, cast["core_member"]
        OfficeTerm.objects.create(group=group, office="deputy_chair", person=person, period=term(9))
        Readership.objects.create(group=group, practice=cast.organisations["practice"], person=person, period=term(9))
        SeatTerm.objects.create(group=group, seat=cast.seats["empty"], person=person, part="deputy", period=term(-9))
    return cast


def test_the_page_says_what_ends(busy: Cast, sign_in: SignIn) -> None:
    page = sign_in("core_member").get(LEAVE)
    assert page.context_data["ends"] == [
        "Your term as deputy chair ends",
        "Your term as holder of Harbour PCN ends",
        "Your term as deputy of Old Town PCN never begins",
        "Your reading for Eastmere Quay Surgery ends",
    ]
    assert "step-down/" in text(page)
    assert "readers/mine/" in text(page)


def test_everything_ends_at_once(busy: Cast, sign_in: SignIn) -> None:
    client = sign_in("core_member")
    assert everything(busy, "core_member") == (2, 1, 1)
    done = client.post(LEAVE, follow=True)
    assert (
        "You have left Eastmere GP Leadership Group. Deputy chair, Harbour PCN and reading for Eastmere Quay Surgery "
        "ended. Old Town PCN will not begin. Nobody is told by email." in text(done)
    )
    assert everything(busy, "core_member") == (0, 0, 0)
    with open_scope(read=[busy.eastmere.pk]):
        verbs = LogEntry.objects.filter(group_id=busy.eastmere.pk).order_by("seq").values_list("verb", flat=True)
        assert list(verbs) == ["office term ended", "seat term ended", "seat term cancelled", "readership ended"]
        assert set(SeatTerm.objects.filter(person=busy["core_member"]).values_list("end_reason", flat=True)) == {
            "Left the group"
        }


def test_every_page_closes_at_once(committed_cast: Cast) -> None:
    client = Client()
    client.force_login(committed_cast["core_member"], backend="django.contrib.auth.backends.ModelBackend")
    home = client.post(LEAVE, follow=True)
    assert home.redirect_chain == [("/", 302)]
    assert "You have left Eastmere GP Leadership Group." in text(home)
    assert "You are not in a group yet" in text(home)
    assert client.get("/g/eastmere/").status_code == 404


def test_a_refusal_half_way_leaves_everything(busy: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise Refused("Not now.")

    monkeypatch.setattr("groups.mydata.actions.leaving.end_readership", refuse)
    group = [busy.eastmere.pk]
    with open_scope(person=busy["core_member"].pk, read=group, write=group), pytest.raises(Refused, match="Not now"):
        leave_group(busy.eastmere, at=timezone.now(), by=busy["core_member"])
    assert everything(busy, "core_member") == (2, 1, 1)
    with open_scope(read=group):
        assert LogEntry.objects.count() == 0


@pytest.mark.parametrize("begins", [-30, 30])
def test_a_chair_hands_over_first(cast: Cast, sign_in: SignIn, begins: int) -> None:
    who = "chair"
    if begins > 0:  # somebody who will be chair
        who = "core_member"
        with system_scope("test"):
            to = timezone.now() + timedelta(days=begins)
            seats.hand_over_chair(cast.eastmere, to=cast[who], at=to, ends=None, by=cast["chair"])
    client, before = sign_in(who), everything(cast, who)
    page = client.get(LEAVE)
    assert "You are its chair, or will be, so somebody has to follow you first." in text(page)
    assert "/members/offices/chair/hand-over/" in text(page)
    assert "Leave this group" not in text(page)
    refused = client.post(LEAVE)
    assert "Hand over the chair first, or leave the chair early" in text(refused)
    assert everything(cast, who) == before


def test_a_practice_reader_leaves(cast: Cast, sign_in: SignIn) -> None:
    page = text(sign_in("practice_reader").get(LEAVE))
    assert "Your reading for Eastmere Quay Surgery ends" in page
    assert "step down from a seat" not in page  # there is one thing to leave, and it is no seat
    assert "the closed room" not in page
    done = sign_in("practice_reader").post(LEAVE, follow=True)
    assert "Reading for Eastmere Quay Surgery ended." in text(done)
    assert everything(cast, "practice_reader") == (0, 0, 0)


def test_the_other_group_goes_on(cast: Cast, sign_in: SignIn) -> None:
    with system_scope("test"):
        seat = cast.seats["other"]
        SeatTerm.objects.create(
            group=cast.ambleford, seat=seat, person=cast["core_member"], part="deputy", period=term(9)
        )
    client = sign_in("core_member")
    assert client.post(LEAVE).status_code == 302
    assert client.get("/g/ambleford/").status_code == 200


def test_leaving_twice(cast: Cast) -> None:
    group, person = [cast.eastmere.pk], cast["core_member"]
    with open_scope(person=person.pk, read=group, write=group):
        leave_group(cast.eastmere, at=timezone.now(), by=person)
        with pytest.raises(Refused, match="no part in this group any more"):
            leave_group(cast.eastmere, at=timezone.now(), by=person)


def test_both_ways_lead_to_each_other(cast: Cast, sign_in: SignIn) -> None:
    assert LEAVE in text(sign_in("core_member").get("/g/eastmere/members/step-down/"))
    assert LEAVE in text(sign_in("practice_reader").get("/g/eastmere/readers/mine/"))


@pytest.mark.parametrize("more", [0, 2])
def test_the_page_costs_the_same_at_any_size(cast: Cast, sign_in: SignIn, more: int) -> None:
    with system_scope("test"):
        for number in range(more):
            seat = cast.seats[("empty", "federation")[number]]
            SeatTerm.objects.create(group=cast.eastmere, seat=seat, person=cast["core_member"], period=term(9))
    client = sign_in("core_member")
    client.get(LEAVE)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(LEAVE)
    assert len(page.context_data["ends"]) == 1 + more
    said = [query["sql"] for query in queries if "set_config" not in query["sql"]]
    assert len([sql for sql in said if not sql.startswith(("SAVEPOINT", "RELEASE"))]) - 3 == 5
