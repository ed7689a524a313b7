"""The group's logs as its people read them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gpleadership.lib.scopes import open_scope, system_scope
from groups.log.record import record, record_views
from groups.models import LogEntry, SeatTerm
from groups.seats.actions import end_term
from tests.cast import Cast


@pytest.fixture
def chair(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast["chair"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def end_a_term(cast: Cast) -> None:
    group = cast.eastmere.pk
    with open_scope(read=[group], write=[group]):
        found = SeatTerm.objects.get(seat=cast.seats["pcn"], part="holder")
        end_term(found, at=timezone.now(), reason="Retired", by=cast["chair"])


def test_an_act_reads_as_a_sentence_with_what_changed(cast: Cast, chair: Client) -> None:
    end_a_term(cast)
    (act,) = chair.get("/g/eastmere/audit/").context_data["acts"]
    assert (act.number, act.who, act.what) == (1, "Ruth Calder", "Seat term ended: Dr Leila Nasser")
    assert len(act.changes) == 1
    assert re.match(r"ends: .+ → .+", act.changes[0])


def test_erased_personal_values_leave_the_act(cast: Cast, chair: Client) -> None:
    group = cast.eastmere.pk
    with system_scope("test"):
        record(group, "seat term begun", by=None, after={"seat": 3})
    (act,) = chair.get("/g/eastmere/audit/").context_data["acts"]
    assert (act.what, act.who) == ("Seat term begun", "The portal itself")


def test_filters_and_files_hold_the_same(cast: Cast, chair: Client) -> None:
    end_a_term(cast)
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        record(cast.eastmere.pk, "group details changed", by=cast["secretariat"], after={"quorum": 3})
    found = chair.get("/g/eastmere/audit/?verb=seat+term+ended").context_data["acts"]
    assert [act.number for act in found] == [1]
    found = chair.get("/g/eastmere/audit/?q=kofi").context_data["acts"]
    assert [act.number for act in found] == [2]
    rows = b"".join(chair.get("/g/eastmere/audit/log.csv?q=kofi")).decode("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows] == ["Number", "2"]
    assert chair.get("/g/eastmere/audit/?since=2999-01-01").context_data["acts"] == []
    assert len(chair.get("/g/eastmere/audit/?since=nonsense&until=%00").context_data["acts"]) == 2


def test_the_end_of_the_chain_is_shown(cast: Cast, chair: Client) -> None:
    end_a_term(cast)
    head = chair.get("/g/eastmere/audit/").context_data["head"]
    with open_scope(read=[cast.eastmere.pk]):
        assert (head.seq, head.hash) == LogEntry.objects.values_list("seq", "hash").get()


def test_another_groups_log_is_not_here(cast: Cast, chair: Client) -> None:
    with system_scope("test"):
        record(cast.ambleford.pk, "seat added", by=None, after={"title": "zz"})
    assert chair.get("/g/eastmere/audit/").context_data["acts"] == []


def test_members_see_who_looked(cast: Cast) -> None:
    with open_scope(read=[cast.eastmere.pk, cast.ambleford.pk]):
        record_views([cast.eastmere.pk, cast.ambleford.pk], "Roster of places", by=cast["icb_staff"])
    client = Client()
    client.force_login(cast["practice_reader"], backend="django.contrib.auth.backends.ModelBackend")
    rows = client.get("/g/eastmere/audit/views/").context_data["rows"]
    assert [row[1:] for row in rows] == [("Helen Castle", "Roster of places")]
    assert client.get("/g/eastmere/audit/views/?q=nobody").context_data["rows"] == []


@pytest.mark.parametrize("more", [1, 3, 30])
def test_the_logs_cost_the_same_at_any_length(cast: Cast, chair: Client, more: int) -> None:
    group = cast.eastmere.pk
    with open_scope(read=[group], write=[group]):
        for number in range(more):
            record(group, "seat added", by=cast["chair"], after={"title": f"Seat {number}"}, personal={"name": "x"})
        for _ in range(more):
            record_views([group], "Roster of places", by=cast["icb_staff"])
    for path, own in (("/g/eastmere/audit/", 4), ("/g/eastmere/audit/views/", 2)):
        chair.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert chair.get(path).status_code == 200
        said = [query["sql"] for query in queries if "set_config" not in query["sql"]]
        assert len([sql for sql in said if not sql.startswith(("SAVEPOINT", "RELEASE"))]) - 3 == own
