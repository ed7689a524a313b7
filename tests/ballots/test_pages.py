"""The pages of a ballot: voting, results in every state, the roll, and what those who run a group may ask."""

import logging
import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gpleadership.lib.parts import Link
from gpleadership.lib.scopes import open_scope, system_scope
from groups.ballots import additions, keeper
from groups.ballots.actions import Named
from groups.ballots.additions import Addition
from groups.ballots.receipts import new_code
from groups.ballots.timing import CLOSE
from groups.jobs.models import Job
from groups.models import LogEntry, SeatTerm
from tests.ballots.electors import Table, table
from tests.ballots.sheets import Sheet, browser, errors, hidden, sheet, text
from tests.ballots.steps import pass_closing_time
from tests.cast import Cast, term

OVERHEAD = 3
"""Session, person, standing; the transaction and its scope are not counted."""


@pytest.fixture
def seated(cast: Cast) -> Table:
    """Six PCN seats, four of the LMC and two of the federation."""
    return table(cast, pcn=6, lmc=4, federation=2)


@pytest.fixture
def open_sheet(seated: Table) -> Sheet:
    return sheet(seated)


def vote_of(one: Sheet, elector: int, *trusted: int) -> HttpResponse:
    """An elector goes from the paper through the check to the receipt."""
    client = browser(one.table.people[elector])
    checked = client.post(one.at("vote"), one.answers(*trusted))
    return client.post(one.at("cast"), hidden(checked))


def second_seat(one: Table, elector: int, title: str) -> None:
    """An elector holds another seat as well, the last one of the table."""
    with system_scope("test"):
        _, seat = one.electors.pop()
        SeatTerm.objects.filter(seat=seat).delete()
        SeatTerm.objects.create(group=one.group, seat=seat, person=one.people[elector], period=term(50, 800))
        seat.title = title
        seat.save(update_fields=["title"])


# ---- Voting ----


def test_the_paper_asks_for_each_name_and_says_what_happens(seated: Table) -> None:
    first = Named(seated.people[0], about="GP at Quay Surgery", statement="I listen.\nThen I speak <b>up</b>.")
    response = browser(seated.people[3]).get(sheet(seated, [first, seated.people[1]]).at("vote"))
    page = response.content.decode()
    assert response.status_code == 200
    assert '<h1 class="gpl-h1">Who would you trust to speak for us?</h1>' in page
    assert page.count("Would you trust Dr Pcn Elector 1 to speak for us?") == 1
    assert page.count('type="radio"') == 4
    assert " checked" not in page
    assert "Then I speak &lt;b&gt;up&lt;/b&gt;." in page
    said = text(response)
    assert "You vote among the PCNs, as one of 6 electors there and 12 on the roll" in said
    assert "at least 60% of those who vote in every constituency" in said
    assert "How many people voted is published" in said
    assert "Trust ballot for the chair · closes" in said
    assert page.count('class="nhsuk-button"') == 1


def test_what_a_small_constituency_gives_away_stands_in_the_open(open_sheet: Sheet) -> None:
    response = browser(open_sheet.table.people[0]).get(open_sheet.at("vote"))
    [said] = response.context_data["inferences"].here
    assert said.startswith("In the federation there are 2 voters, so only “met” or “not met” is shown")
    shown, folded = response.content.decode().split("<details", 1)
    assert f"<strong>{said}</strong>" in shown
    assert said not in folded
    assert all(sentence in folded for sentence in response.context_data["inferences"].anywhere)


def test_a_ballot_is_checked_then_cast_and_its_code_shown_once(open_sheet: Sheet) -> None:
    client = browser(open_sheet.table.people[0])
    checked = client.post(open_sheet.at("vote"), open_sheet.answers(2))
    assert "Nothing has been cast yet" in text(checked)
    yes, no = open_sheet.names[2], open_sheet.names[1]
    assert f"{no} No" in text(checked)
    assert f"{yes} Yes" in text(checked)
    assert checked.content.decode().count('class="nhsuk-button"') == 1
    assert "answer" not in checked.headers.get("Location", "")
    done = client.post(open_sheet.at("cast"), hidden(checked))
    code = done.context_data["code"]
    assert done.status_code == 200
    assert re.fullmatch(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){4}", code)
    assert done.content.decode().count(code) == 1
    assert "Nobody. The roll notes that this seat has voted" in text(done)
    with open_scope(read=open_sheet.group):
        assert keeper.turnout(open_sheet.ballot.pk) == 1
    open_sheet.count()
    group = open_sheet.group
    with open_scope(read=group, write=group, closed=group):
        assert keeper.box(open_sheet.ballot.pk) == [("pcn", [2])]


def test_answers_can_be_changed_before_they_are_cast(open_sheet: Sheet) -> None:
    client = browser(open_sheet.table.people[0])
    checked = client.post(open_sheet.at("vote"), open_sheet.answers(2))
    back = client.post(open_sheet.at("vote"), hidden(checked) | {"change": "yes"})
    page = back.content.decode()
    assert re.search(r'name="answer-2" type="radio" value="yes" checked', page)
    assert re.search(r'name="answer-1" type="radio" value="no" checked', page)
    assert "nhsuk-error" not in page


@pytest.mark.parametrize("wrong", [{}, {"answer-1": ""}, {"answer-1": "maybe"}, {"answer-1": "YES"}])
@pytest.mark.parametrize("page", ["vote", "cast"])
def test_a_name_without_an_answer_is_named_and_nothing_is_lost(
    open_sheet: Sheet, wrong: dict[str, str], page: str
) -> None:
    response = browser(open_sheet.table.people[0]).post(open_sheet.at(page), {"answer-2": "yes"} | wrong)
    assert response.status_code == 200
    assert errors(response) == [f"Select yes or no for {open_sheet.names[1]}"]
    assert re.search(r'name="answer-2" type="radio" value="yes" checked', response.content.decode())
    assert f'action="{open_sheet.at("vote")}"' in response.content.decode()
    with open_scope(read=open_sheet.group):
        assert keeper.turnout(open_sheet.ballot.pk) == 0


def test_voting_twice_is_said_kindly_and_counts_once(open_sheet: Sheet) -> None:
    vote_of(open_sheet, 0, 1)
    client = browser(open_sheet.table.people[0])
    seen = client.get(open_sheet.at("vote"))
    assert (seen.status_code, seen.context_data["notice"].title) == (200, "You have voted")
    for page in ("cast", "vote"):
        again = client.post(open_sheet.at(page), open_sheet.answers(2))
        assert again.status_code == 409
        assert "your ballot is in the box all the same" in text(again)
        assert "code" not in again.context_data
    with open_scope(read=open_sheet.group):
        assert keeper.turnout(open_sheet.ballot.pk) == 1


def test_two_tabs_at_once_the_keeper_takes_one(open_sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second tab asks before the first is done, so that only the keeper can say no."""
    vote_of(open_sheet, 0, 1)
    fresh = keeper.mine
    monkeypatch.setattr(
        keeper,
        "mine",
        lambda groups: [type(each)(each.ballot_id, each.seat_id, each.pool, False) for each in fresh(groups)],
    )
    response = browser(open_sheet.table.people[0]).post(open_sheet.at("cast"), open_sheet.answers(1))
    assert response.status_code == 409
    assert "A ballot has already been cast for this seat" in text(response)


def test_after_the_closing_time_nothing_is_cast(open_sheet: Sheet) -> None:
    pass_closing_time(open_sheet.ballot)
    client = browser(open_sheet.table.people[0])
    assert client.get(open_sheet.at("vote")).status_code == 200
    for page in ("vote", "cast"):
        response = client.post(open_sheet.at(page), open_sheet.answers(1))
        assert response.status_code == 409
        assert "This ballot has closed" in text(response)
        assert "Your answers were not cast, and nobody has seen them." in text(response)


def test_at_the_closing_second_the_keeper_decides(open_sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page still thought that there was time."""
    before = open_sheet.ballot.opened_at
    pass_closing_time(open_sheet.ballot)
    monkeypatch.setattr("groups.ballots.views.voting.timezone.now", lambda: before)
    response = browser(open_sheet.table.people[0]).post(open_sheet.at("cast"), open_sheet.answers(1))
    assert response.status_code == 409
    assert "This ballot has closed" in text(response)


@pytest.mark.parametrize(
    ("finish", "title"), [("end", "This round ended without a count"), ("count", "This ballot has been counted")]
)
def test_a_ballot_that_has_ended_says_so(open_sheet: Sheet, finish: str, title: str) -> None:
    getattr(open_sheet, finish)()
    client = browser(open_sheet.table.people[0])
    seen = client.get(open_sheet.at("vote"))
    assert (seen.status_code, seen.context_data["notice"].title) == (200, title)
    assert client.post(open_sheet.at("cast"), open_sheet.answers(1)).status_code == 409


def test_a_changed_roll_ends_the_round_and_stays_ended(open_sheet: Sheet) -> None:
    with system_scope("test"):
        leaver = open_sheet.table.people[5]
        SeatTerm.objects.filter(person=leaver).update(period=term(100, 99))
    response = browser(open_sheet.table.people[0]).post(open_sheet.at("cast"), open_sheet.answers(1))
    assert response.status_code == 409
    assert "This round has ended without a count" in text(response)
    assert "PCN seat 6" in text(response)
    assert "Your answers were not cast" in text(response)
    with open_scope(read=open_sheet.group):
        assert open_sheet.table.group.ballots.get().ending == "abandoned"


def test_a_deputy_who_does_not_act_reads_who_votes(cast: Cast) -> None:
    with system_scope("test"):
        pcn = cast.seats["pcn"]
    one = sheet(Table(cast.eastmere, cast["secretariat"], []), [cast["chair"]])
    response = browser(cast["deputy"]).get(one.at("vote"))
    assert response.context_data["notice"].title == "You have no vote in this ballot"
    assert f"Dr Leila Nasser votes for the seat of {pcn.title}." in text(response)
    assert browser(cast["deputy"]).post(one.at("cast"), one.answers(1)).status_code == 403


def test_a_practice_reader_reads_the_result_and_has_no_paper(cast: Cast, open_sheet: Sheet) -> None:
    client = browser(cast["practice_reader"])
    assert client.get(open_sheet.at("vote")).status_code == 403
    assert client.post(open_sheet.at("cast"), open_sheet.answers(1)).status_code == 403
    assert client.get(open_sheet.at("result")).status_code == 200


def test_whoever_votes_for_two_seats_has_two_ballots(seated: Table) -> None:
    second_seat(seated, 0, "Saltings Federation")
    one = sheet(seated)
    client, own = browser(seated.people[0]), seated.electors[0][1]
    first = client.get(one.at("vote"))
    assert "This is your ballot for the seat of PCN seat 1. You have another one for the seat of Saltings" in text(
        first
    )
    assert client.post(one.at("cast"), one.answers(1)).status_code == 404  # for which seat?
    done = client.post(one.at("cast"), one.answers(1, seat=own.pk))
    other = re.search(r'href="([^"]+\?seat=\d+)"', done.content.decode())
    assert other is not None
    second = client.get(other.group(1))
    assert "This is your ballot for the seat of Saltings Federation" in text(second)
    assert client.get(one.at("vote")).context_data["paper"].seat == "Saltings Federation"
    checked = client.post(one.at("vote"), one.answers(2) | hidden(second))
    assert client.post(one.at("cast"), hidden(checked)).status_code == 200
    with open_scope(read=one.group):
        assert keeper.turnout(one.ballot.pk) == 2
    assert client.get(one.at("vote")).context_data["notice"].next_paper == ""


@pytest.mark.parametrize("seat", ["x", "-1", "²", "0", "9" * 30])
def test_another_seat_s_paper_is_not_found(open_sheet: Sheet, seat: str) -> None:
    client = browser(open_sheet.table.people[0])
    assert client.get(open_sheet.at("vote"), {"seat": seat}).status_code == 404
    assert client.post(open_sheet.at("cast"), open_sheet.answers(1) | {"seat": seat}).status_code == 404


def test_a_paper_of_another_s_seat_is_not_found(open_sheet: Sheet) -> None:
    (_, other) = open_sheet.table.electors[1]
    client = browser(open_sheet.table.people[0])
    assert client.post(open_sheet.at("cast"), open_sheet.answers(1, seat=other.pk)).status_code == 404


# ---- What voting leaves behind ----


def test_voting_leaves_no_trace_of_answers_or_code(
    open_sheet: Sheet, caplog: pytest.LogCaptureFixture, mailoutbox: list[Any]
) -> None:
    caplog.set_level(logging.DEBUG)
    client = browser(open_sheet.table.people[0])
    before = list(Session.objects.order_by("pk").values_list("session_key", "session_data", "expire_date"))
    jobs = list(Job.objects.order_by("pk").values_list("pk", "arguments", "result"))
    with open_scope(read=open_sheet.group):
        entries = LogEntry.objects.count()
    checked = client.post(open_sheet.at("vote"), open_sheet.answers(2))
    done = client.post(open_sheet.at("cast"), hidden(checked))
    code = done.context_data["code"]
    client.post(open_sheet.at("receipt"), {"code": code})
    assert list(Session.objects.order_by("pk").values_list("session_key", "session_data", "expire_date")) == before
    assert list(Job.objects.order_by("pk").values_list("pk", "arguments", "result")) == jobs
    with open_scope(read=open_sheet.group):
        assert LogEntry.objects.count() == entries
    assert list(get_messages(done.wsgi_request)) == []
    assert mailoutbox == []
    logged = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert "cast/" in logged  # there was something that could have leaked
    assert code not in logged
    assert "answer-" not in logged


@pytest.mark.parametrize("page", ["vote", "cast", "receipt"])
def test_nothing_of_a_vote_is_kept_by_a_browser(open_sheet: Sheet, page: str) -> None:
    client = browser(open_sheet.table.people[0])
    responses = [client.post(open_sheet.at(page), open_sheet.answers(1) | {"code": new_code()})]
    if page == "vote":
        responses.append(client.get(open_sheet.at(page)))
    for response in responses:
        assert "no-store" in response.headers["Cache-Control"]
        assert not set(response.cookies) - {"csrftoken"}


def test_what_is_sent_is_hidden_from_error_reports(open_sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def break_down(*args: Any, **kwargs: Any) -> str:
        raise RuntimeError("the keeper is away")

    monkeypatch.setattr("groups.ballots.actions.cast", break_down)
    client = browser(open_sheet.table.people[0])
    client.raise_request_exception = False
    response = client.post(open_sheet.at("cast"), open_sheet.answers(1))
    seen.append(response.wsgi_request.sensitive_post_parameters)
    assert (response.status_code, seen) == (500, ["__ALL__"])


# ---- Receipts ----


def test_a_receipt_finds_its_ballot_before_and_after_the_count(open_sheet: Sheet) -> None:
    code = vote_of(open_sheet, 0, 1).context_data["code"]
    client = browser(open_sheet.table.people[0])
    soon = client.post(open_sheet.at("receipt"), {"code": code.replace("-", " ").lower()})
    assert "Yes, a ballot with this code is in the box" in text(soon)
    assert "was counted" not in text(soon)
    open_sheet.count()
    later = client.post(open_sheet.at("receipt"), {"code": code})
    assert "Yes, a ballot with this code is in the box and was counted" in text(later)
    assert code not in later.content.decode()


def test_another_code_is_not_found(open_sheet: Sheet) -> None:
    vote_of(open_sheet, 0, 1)
    response = browser(open_sheet.table.people[0]).post(open_sheet.at("receipt"), {"code": new_code()})
    assert "No ballot with this code is in the box" in text(response)
    assert "Check the letters" in text(response)


def test_a_round_without_a_count_has_no_box(open_sheet: Sheet) -> None:
    code = vote_of(open_sheet, 0, 1).context_data["code"]
    open_sheet.end()
    response = browser(open_sheet.table.people[0]).post(open_sheet.at("receipt"), {"code": code})
    assert "There is no box any more" in text(response)


@pytest.mark.parametrize("code", ["7KQM", "0" * 20, "7KQM-2XTP-7KQM-2XTP-7KQ<", "²" * 20])
def test_what_is_no_code_is_said_at_the_field_and_kept(open_sheet: Sheet, code: str) -> None:
    response = browser(open_sheet.table.people[0]).post(open_sheet.at("receipt"), {"code": code})
    assert response.status_code == 200
    [error] = errors(response)
    assert error.startswith("A receipt code has 20 letters and figures")
    assert f'value="{code.replace("<", "&lt;")}"' in response.content.decode()


def test_no_code_and_a_long_one(open_sheet: Sheet) -> None:
    client = browser(open_sheet.table.people[0])
    assert errors(client.post(open_sheet.at("receipt"), {})) == ["Enter receipt code"]
    assert errors(client.post(open_sheet.at("receipt"), {"code": "7" * 61})) == [
        "Receipt code must be 60 characters or fewer"
    ]


# ---- Results ----


def counted(one: Sheet, *votes: Sequence[int]) -> HttpResponse:
    """Electors vote in their order, then the result is read by a practice."""
    for elector, trusted in enumerate(votes):
        one.cast(elector, *trusted)
    one.count()
    return browser(one.table.secretariat).get(one.at("result"))


def test_somebody_is_elected(open_sheet: Sheet) -> None:
    response = counted(open_sheet, *[[1]] * 12)
    result, said = response.context_data["result"], text(response)
    assert result.say == f"{open_sheet.names[1]} is trusted in every constituency."
    assert "12 of 12 electors voted." in said
    assert result.judged[0].badge.text == "Elected"
    assert result.judged[1].badge.text == "Not trusted in all"
    assert "5 or more of 6" in said
    assert "1 or fewer of 6" in said
    assert "fewer than 4 ballots" in said
    assert open_sheet.ballot.lot_seed in said
    assert open_sheet.ballot.box_hash in said
    assert f"manage.py explain_ballot eastmere {open_sheet.ballot.number}" in said
    assert 'class="nhsuk-button"' not in response.content.decode()  # nothing to do here but to read


def test_a_floor_that_was_missed_names_its_pool(open_sheet: Sheet) -> None:
    response = counted(open_sheet, *[[1]] * 6, [1], [], [], [1], [1], [1])
    assert response.context_data["result"].say == "No one is yet trusted by all."
    badges = {each.name: each.badge.text for each in response.context_data["result"].judged}
    assert badges[open_sheet.names[1]] == "Not trusted in all: LMC"
    assert "2 of 4" in text(response)
    assert re.search(r'class="f-soft" width="50\.0000%"', response.content.decode())
    assert "Not met" in text(response)


def test_a_lot_is_drawn_and_explained(open_sheet: Sheet) -> None:
    response = counted(open_sheet, *[[1, 2]] * 12)
    say = response.context_data["result"].say
    assert say.endswith("is trusted in every constituency, and was chosen by lot.")
    assert "Lot. From the seed that was fixed before anybody voted" in text(response)
    assert "not shown" in text(response)
    assert "What is not shown, and why" in text(response)
    assert {each.badge.text for each in response.context_data["result"].judged} == {"Elected", "Trusted in all"}


def test_nobody_voted(open_sheet: Sheet) -> None:
    response = counted(open_sheet)
    assert response.context_data["result"].say == "Nobody voted, so no one is yet trusted by all."
    assert "0 of 12 electors voted." in text(response)


def test_a_pulse_elects_nobody(seated: Table) -> None:
    one = sheet(seated, kind="pulse")
    response = counted(one, *[[1]] * 12)
    assert {each.badge.text for each in response.context_data["result"].judged} == {
        "Trusted in all",
        "Not trusted in all",
    }


def test_packages_above_add_what_follows(open_sheet: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    link = Link("See the handover steps", "/somewhere/")
    monkeypatch.setitem(additions._providers, "chair", lambda ballot: Addition("Her term begins in February.", (link,)))
    response = counted(open_sheet, *[[1]] * 12)
    assert "12 of 12 electors voted. Her term begins in February." in text(response)
    assert '<a href="/somewhere/">See the handover steps</a>' in response.content.decode()


def test_an_open_ballot_shows_its_turnout_and_leads_to_the_paper(cast: Cast, open_sheet: Sheet) -> None:
    open_sheet.cast(0, 1)
    elector = browser(open_sheet.table.people[1]).get(open_sheet.at("result"))
    assert "1 of 12 electors has voted so far." in text(elector)
    assert "Open my ballot" in text(elector)
    for who in (open_sheet.table.people[0], cast["practice_reader"], cast["secretariat"]):
        assert "Open my ballot" not in text(browser(who).get(open_sheet.at("result")))
    assert "End this round" in text(browser(cast["secretariat"]).get(open_sheet.at("result")))
    assert "End this round" not in text(elector)


def test_a_closed_ballot_can_be_counted_now(cast: Cast, open_sheet: Sheet) -> None:
    pass_closing_time(open_sheet.ballot)
    assert "Count now" not in text(browser(cast["practice_reader"]).get(open_sheet.at("result")))
    secretariat = browser(cast["secretariat"])
    assert "Count now" in text(secretariat.get(open_sheet.at("result")))
    response = secretariat.post(open_sheet.at("count"))
    job = Job.objects.get(kind=CLOSE, requested_by=cast["secretariat"])
    assert response.headers["Location"] == f"/jobs/{job.public_id}/"
    assert secretariat.get(response.headers["Location"]).status_code == 200
    job.state = Job.State.RUNNING
    job.save()
    with open_scope(read=open_sheet.group):
        assert open_sheet.table.group.ballots.get().result is None


def test_the_count_that_was_asked_for_counts(cast: Cast, open_sheet: Sheet) -> None:
    from groups.ballots.jobs import count

    open_sheet.cast(0, 1)
    pass_closing_time(open_sheet.ballot)
    browser(cast["secretariat"]).post(open_sheet.at("count"))
    job = Job.objects.get(kind=CLOSE, requested_by=cast["secretariat"])
    assert count(job.arguments, None) == {"cast": 1}  # type: ignore[arg-type]
    assert count(job.arguments, None) == {"cast": 1}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("finish", "said"), [("", "The ballot is open until"), ("count", "has ended already"), ("end", "has ended already")]
)
def test_what_cannot_be_counted_is_said(cast: Cast, open_sheet: Sheet, finish: str, said: str) -> None:
    if finish:
        getattr(open_sheet, finish)()
    response = browser(cast["secretariat"]).post(open_sheet.at("count"))
    [message] = get_messages(response.wsgi_request)
    assert (response.headers["Location"], said in str(message)) == (open_sheet.at("result"), True)


# ---- Ending a round ----

WHY = "Two PCNs merge, and their seats with them."


def test_a_round_is_ended_for_a_reason(cast: Cast, open_sheet: Sheet) -> None:
    open_sheet.cast(0, 1)
    secretariat = browser(cast["secretariat"])
    asked = secretariat.get(open_sheet.at("end"))
    assert "1 of 12 electors has voted so far. What they cast is destroyed" in text(asked)
    assert "The 12 electors are told by email why" in text(asked)
    response = secretariat.post(open_sheet.at("end"), {"why": f"  {WHY}\n"})
    [message] = get_messages(response.wsgi_request)
    assert str(message).startswith("The round has ended without a count. The 12 electors are told by email.")
    page = secretariat.get(open_sheet.at("result"))
    assert "This round ended without a count" in text(page)
    assert WHY in text(page)
    assert Job.objects.filter(kind="ballots.letter", arguments__letter="ended").count() == 12


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("", "Enter why the round ends"),
        ("  ", "Enter why the round ends"),
        ("x" * 301, "Why the round ends must be 300 characters or fewer"),
        ("dr pcn ELECTOR 1 stands no more", "Name nobody: say it with the rule or the seat"),
    ],
)
def test_a_bad_reason_is_said_at_the_field_and_kept(cast: Cast, open_sheet: Sheet, why: str, said: str) -> None:
    response = browser(cast["secretariat"]).post(open_sheet.at("end"), {"why": why})
    assert errors(response) == [said]
    assert why.strip() in response.content.decode()
    with open_scope(read=open_sheet.group):
        assert open_sheet.table.group.ballots.get().ended_at is None


def test_what_has_closed_is_counted_and_not_thrown_away(cast: Cast, open_sheet: Sheet) -> None:
    pass_closing_time(open_sheet.ballot)
    secretariat = browser(cast["secretariat"])
    assert "This round is not open any more" in text(secretariat.get(open_sheet.at("end")))
    response = secretariat.post(open_sheet.at("end"), {"why": WHY})
    assert "What was cast in time is counted." in text(response)
    with open_scope(read=open_sheet.group):
        assert open_sheet.table.group.ballots.get().ended_at is None


# ---- The roll ----


def test_the_roll_can_be_checked_and_says_nothing_of_who_voted(cast: Cast, open_sheet: Sheet) -> None:
    before = browser(cast["practice_reader"]).get(open_sheet.at("roll")).content
    open_sheet.cast(0, 1)
    response = browser(cast["practice_reader"]).get(open_sheet.at("roll"))
    assert strip_token(response.content) == strip_token(before)
    assert "PCN seat 1 Dr Pcn Elector 1 PCNs" in text(response)
    assert open_sheet.ballot.roll_hash in text(response)
    plain = browser(cast["practice_reader"]).get(open_sheet.at("roll_text"))
    assert plain.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert sha256(plain.content).hexdigest() == open_sheet.ballot.roll_hash
    assert "Elector 1" not in plain.content.decode()


def strip_token(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


def test_a_roll_that_was_destroyed(cast: Cast, open_sheet: Sheet) -> None:
    open_sheet.end()
    client = browser(cast["practice_reader"])
    assert "Its roll was destroyed" in text(client.get(open_sheet.at("roll")))
    assert client.get(open_sheet.at("roll_text")).status_code == 404


# ---- The list ----


def test_the_list_teaches_while_it_is_empty(cast: Cast) -> None:
    response = browser(cast["practice_reader"]).get("/g/eastmere/ballots/")
    assert "No ballot has been held yet" in text(response)


@pytest.fixture
def three(seated: Table) -> list[Sheet]:
    """One counted, one ended without a count, one open."""
    counted_one = sheet(seated)
    for elector in range(12):
        counted_one.cast(elector, 1)
    counted_one.count()
    ended = sheet(seated)
    ended.end()
    return [counted_one, ended, sheet(seated, kind="pulse")]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [3, 2, 1]),
        ("?sort=oldest", [1, 2, 3]),
        ("?kind=pulse", [3]),
        ("?state=counted", [1]),
        ("?state=abandoned&kind=chair", [2]),
        ("?state=open", [3]),
        ("?state=closed", []),
        ("?kind=nonsense&state=x&sort=%00&page=999", [3, 2, 1]),
    ],
)
def test_the_list_is_filtered_by_its_address(cast: Cast, three: list[Sheet], query: str, numbers: list[int]) -> None:
    client = browser(cast["practice_reader"])
    response = client.get(f"/g/eastmere/ballots/{query}")
    assert [row.link.text for row in response.context_data["rows"]] == [f"EAS-T-{number:02}" for number in numbers]
    if not numbers:
        assert "No ballot matches" in text(response)
    lines = client.get(f"/g/eastmere/ballots/ballots.csv{query}").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == [f"EAS-T-{number:02}" for number in numbers]
    assert client.get(f"/g/eastmere/ballots/ballots.xlsx{query}").status_code == 200


def test_the_list_says_what_came_of_each(cast: Cast, three: list[Sheet]) -> None:
    said = text(browser(cast["practice_reader"]).get("/g/eastmere/ballots/"))
    assert f"{three[0].names[1]} is trusted in every constituency." in said
    assert "A seat is to be filled." in said
    assert "Open until" in said


def test_a_ballot_of_another_group_is_not_found(cast: Cast, open_sheet: Sheet) -> None:
    client = browser(cast["other_chair"])
    for page in ("vote", "result", "roll", "end"):
        assert client.get(open_sheet.at(page).replace("eastmere", "ambleford")).status_code == 404
    assert browser(cast["chair"]).get(open_sheet.at("result").replace("/1/", f"/{'9' * 30}/")).status_code == 404


# ---- Cost ----


def own_queries(client: Client, ask: Callable[[Client], HttpResponse], status: int = 200) -> int:
    client.get("/g/eastmere/")  # what a process keeps is read once
    with CaptureQueriesContext(connection) as queries:
        assert ask(client).status_code == status
    words = [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    return len([sql for sql in words if "set_config" not in sql]) - OVERHEAD


@pytest.mark.parametrize("names", [1, 3])
def test_pages_cost_the_same_for_one_name_and_for_three(
    cast: Cast, seated: Table, names: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(additions, "_providers", {})
    one = sheet(seated, seated.people[:names])
    elector, secretariat = browser(seated.people[5]), browser(cast["secretariat"])
    answers = one.answers(1)
    assert own_queries(elector, lambda client: client.get(one.at("vote"))) == 4
    assert own_queries(elector, lambda client: client.post(one.at("vote"), answers)) == 4
    assert own_queries(elector, lambda client: client.get(one.at("result"))) == 5
    assert own_queries(secretariat, lambda client: client.get(one.at("result"))) == 3
    assert own_queries(secretariat, lambda client: client.get(one.at("roll"))) == 4
    assert own_queries(secretariat, lambda client: client.get(one.at("end"))) == 3
    assert own_queries(secretariat, lambda client: client.post(one.at("receipt"), {"code": new_code()})) == 2
    one.cast(0, 1)
    one.count()
    assert own_queries(elector, lambda client: client.get(one.at("vote"))) == 2
    assert own_queries(secretariat, lambda client: client.get(one.at("result"))) == 2


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_costs_the_same_at_any_size(cast: Cast, seated: Table, more: int) -> None:
    for _ in range(1 + more):
        sheet(seated).count()
    client = browser(cast["practice_reader"])
    assert own_queries(client, lambda client: client.get("/g/eastmere/ballots/")) == 3
