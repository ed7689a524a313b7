"""The group's log as chair and secretariat read it."""

import csv
import hashlib
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from gpleadership.lib import dates
from gpleadership.lib.scopes import open_scope, system_scope
from groups.log.record import record
from groups.models import LogEntry, SeatTerm
from groups.seats.actions import end_term
from tests.audit.conftest import own_queries
from tests.cast import Cast
from tests.database import owner

LOG = "/g/eastmere/audit/"


def end_a_term(cast: Cast, who: str = "core_member", by: str = "chair") -> None:
    group = cast.eastmere.pk
    with open_scope(read=[group], write=[group]):
        found = SeatTerm.objects.get(person=cast[who])
        end_term(found, at=timezone.now(), reason="Retired", by=cast[by])


def note(cast: Cast, verb: str, by: str | None = "chair", **values: Any) -> None:
    group = cast.eastmere.pk
    with open_scope(read=[group], write=[group]):
        record(group, verb, by=cast[by] if by else None, **values)


def lines(client: Client, query: str = "") -> list[Any]:
    return [line for day in client.get(LOG + query).context_data["days"] for line in day.lines]


def read_csv(client: Client, query: str = "") -> list[list[str]]:
    response = client.get(f"{LOG}log.csv{query}")
    return list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig"), newline="")))


def test_an_act_reads_as_a_sentence(cast: Cast, chair: Client) -> None:
    end_a_term(cast)
    response = chair.get(LOG)
    (day,) = response.context_data["days"]
    assert day.name == dates.day_and_date(dates.today())
    (line,) = day.lines
    assert (line.who, line.did) == ("Ruth Calder", "ended Dr Leila Nasser’s term in the seat of Harbour PCN, at once")
    assert (line.note, line.number) == ("Reason given: Retired", 1)
    assert response.context_data["lede"][0] == "1 thing has been done in this group."


def test_one_s_own_act(cast: Cast, chair: Client) -> None:
    end_a_term(cast, "core_member", by="core_member")
    assert lines(chair)[0].did == "ended their own term in the seat of Harbour PCN, at once"


def test_a_practice_is_named(cast: Cast, chair: Client) -> None:
    practice = cast.organisations["practice"]
    note(cast, "readership begun", after={"practice": practice.pk}, personal={"name": "Dr Rosa Klein"})
    assert lines(chair)[0].did == "let Dr Rosa Klein read for Eastmere Quay Surgery"


def test_the_portal_s_own_act_and_a_verb_nobody_knows(cast: Cast, chair: Client) -> None:
    note(cast, "tide turned", by=None)
    assert (lines(chair)[0].who, lines(chair)[0].did) == ("The portal", "noted “tide turned”")


def test_a_log_without_entries_teaches(chair: Client) -> None:
    response = chair.get(LOG)
    assert response.context_data["days"] == []
    assert "No entries yet" in response.content.decode()
    assert "The seal on this log" not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [3, 2, 1]),
        ("?who=kofi", [3]),
        ("?who=leila", [1]),
        ("?who=name", []),
        ("?about=Seats", [3]),
        ("?about=Who+sits", [1]),
        ("?about=nonsense", [3, 2, 1]),
        ("?verb=group+ready", [2]),
        ("?since=2999-01-01", []),
        ("?until=2000-01-01", []),
        (f"?since={dates.today()}&until={dates.today()}", [3, 2, 1]),
        ("?who=ruth&about=The+group", [2]),
        ("?page=99", [3, 2, 1]),
    ],
)
def test_filters(cast: Cast, chair: Client, query: str, found: list[int]) -> None:
    end_a_term(cast)
    note(cast, "group ready")
    note(cast, "seat moved up", by="secretariat", after={"title": "Tidewater LMC"})
    assert [line.number for line in lines(chair, query)] == found
    assert [row[0] for row in read_csv(chair, query)[1:]] == [str(number) for number in found]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?since=23/11/2026&who=ruth", "From must be a day like 2026-11-23"),
        ("?until=2026-02-30", "To must be a day like 2026-11-23"),
        ("?since=2026-11-23&until=2026-11-22", "To must be the same day as From, or a later one"),
    ],
)
def test_a_wrong_day_is_said_at_the_field_and_nothing_is_lost(cast: Cast, chair: Client, query: str, said: str) -> None:
    end_a_term(cast)
    response = chair.get(LOG + query)
    assert list(response.context_data["form"].errors.values()) == [[said]]
    body = response.content.decode()
    assert body.count(said) == 2
    assert "nhsuk-error-summary" in body
    assert [line.number for line in lines(chair, query)] == ([] if "until=2026-11" in query else [1])
    download = chair.get(f"{LOG}log.csv{query}")
    assert (download.status_code, download["Location"].split("?")[0]) == (302, LOG)


@pytest.mark.parametrize("query", ["?who=%00", "?verb=%00", "?about=%00", f"?who={'x' * 200}"])
def test_senseless_words_are_no_accident(cast: Cast, chair: Client, query: str) -> None:
    assert chair.get(LOG + query).status_code == 200


def test_typing_asks_for_the_list_alone(cast: Cast, chair: Client) -> None:
    end_a_term(cast)
    response = chair.get(f"{LOG}?who=ruth", headers={"HX-Request": "true"})
    assert response.content.strip().startswith(b'<div id="list">')


def test_names_that_were_erased_are_gone_and_the_entry_stays(committed_cast: Cast) -> None:
    cast = committed_cast
    end_a_term(cast)
    with owner(connection.settings_dict["NAME"]) as database:
        database.execute("SET ROLE gpl_keeper")
        database.execute("DELETE FROM groups_logpersonal")
    client = Client()
    client.force_login(cast["chair"], backend="django.contrib.auth.backends.ModelBackend")
    (line,) = lines(client)
    assert line.did == "ended somebody whose name was erased’s term in the seat of Harbour PCN, at once"
    assert line.note == ""


def test_the_download_proves_the_chain(cast: Cast, chair: Client) -> None:
    end_a_term(cast)
    note(cast, "group ready")
    rows = read_csv(chair)
    assert rows[0] == ["Number", "When", "Who", "What", "Note", "Verb", "Sealed words", "Seal"]
    seal = "0" * 64
    for row in reversed(rows[1:]):
        seal = hashlib.sha256((seal + row[6]).encode()).hexdigest()
        assert row[7] == seal
    head = chair.get(LOG).context_data["head"]
    assert (head.seq, head.hash) == (2, seal)
    assert seal in chair.get(LOG).content.decode()


def test_the_workbook_holds_the_same(cast: Cast, chair: Client) -> None:
    note(cast, "group closed", personal={"reason": "=1+1"})
    sheet = load_workbook(io.BytesIO(b"".join(chair.get(f"{LOG}log.xlsx")))).active
    assert [cell.value for cell in sheet[2]][:1] == [1]
    assert sheet["E2"].value == "Reason given: =1+1"
    with open_scope(read=[cast.eastmere.pk]):
        assert sheet["H2"].value == LogEntry.objects.get().hash


def test_another_group_s_log_is_not_here(cast: Cast, chair: Client) -> None:
    with system_scope("test"):
        record(cast.ambleford.pk, "seat added", by=cast["other_chair"], after={"title": "zzelsewhere"})
    assert lines(chair) == []
    assert "zzelsewhere" not in str(read_csv(chair))


@pytest.mark.parametrize("more", [1, 3, 30])
def test_the_log_costs_the_same_at_any_length(cast: Cast, chair: Client, more: int) -> None:
    practice = {"practice": cast.organisations["practice"].pk}
    for _ in range(more):
        note(cast, "readership begun", after=practice, personal={"name": "Dr Rosa Klein"})
    assert own_queries(chair, LOG) == 5


def test_long_logs_have_pages(cast: Cast, chair: Client) -> None:
    for _ in range(51):
        note(cast, "group ready")
    assert [line.number for line in lines(chair, "?page=2")] == [1]
    assert len(read_csv(chair)) == 52
