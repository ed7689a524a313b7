"""Letters about a ballot: to whom, when, what they say, and what they never say; and what waits at home."""

import re
from typing import Any

import pytest
from django.core import mail as outbox
from django.utils import timezone

from gpleadership.lib import mail
from gpleadership.lib.scopes import open_scope, system_scope
from groups.ballots import jobs, letters
from groups.ballots.letters import RESULT_LETTER
from groups.home.needs import needs_of
from groups.jobs.models import Job
from groups.models import Person, Readership, SeatTerm
from groups.tenancy.standing import all_of
from tests.ballots.electors import Table, table
from tests.ballots.sheets import Sheet, browser, sheet
from tests.ballots.steps import pass_closing_time
from tests.cast import Cast, term

CODE = re.compile(r"[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){4}")


@pytest.fixture
def seated(cast: Cast) -> Table:
    return table(cast, pcn=4, lmc=4)


@pytest.fixture
def one(seated: Table) -> Sheet:
    return sheet(seated)


@pytest.fixture
def letters_go(django_capture_on_commit_callbacks: Any) -> Any:
    """Do something and let its letters leave."""

    def go(act: Any) -> list[Any]:
        before = len(outbox.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return outbox.outbox[before:]

    return go


def write(one: Sheet, letter: str, person: Person) -> None:
    about = {"group": one.table.group.pk, "ballot": one.ballot.pk, "letter": letter, "person": person.pk}
    jobs.letter(about, None)  # type: ignore[arg-type]


def both(message: Any) -> list[str]:
    """The letter's two ways of saying it."""
    return [message.body, message.alternatives[0].content]


def test_each_elector_is_told_that_a_ballot_opened(one: Sheet, letters_go: Any) -> None:
    asked = Job.objects.filter(kind="ballots.letter", arguments__letter="opened")
    assert {job.arguments["person"] for job in asked} == {person.pk for person in one.table.people}
    [message] = letters_go(lambda: write(one, "opened", one.table.people[3]))
    assert message.to == [one.table.people[3].email]
    assert message.subject == "Your ballot is open: who would you trust to speak for us?"
    for words in both(message):
        assert "Two people are named." in words
        assert one.at("vote") in words
        assert "Your answers are secret" in words
        assert "EAS-T-01" in words
        assert not any(name in words for name in one.names.values())


def test_whoever_votes_for_two_seats_gets_one_letter(seated: Table, letters_go: Any) -> None:
    with system_scope("test"):
        _, seat = seated.electors.pop()
        SeatTerm.objects.filter(seat=seat).delete()
        SeatTerm.objects.create(group=seated.group, seat=seat, person=seated.people[0], period=term(50, 800))
    two = sheet(seated)
    assert Job.objects.filter(arguments__letter="opened", arguments__person=seated.people[0].pk).count() == 1
    [message] = letters_go(lambda: write(two, "opened", seated.people[0]))
    assert "You vote for two seats, with a ballot for each." in " ".join(message.body.split())


@pytest.mark.parametrize("letter", ["reminder-first", "reminder-last"])
def test_only_those_who_have_not_voted_are_reminded(one: Sheet, letters_go: Any, letter: str) -> None:
    one.cast(0, 1)
    assert letters_go(lambda: write(one, letter, one.table.people[0])) == []
    [message] = letters_go(lambda: write(one, letter, one.table.people[1]))
    assert message.subject == "2 days left to vote: who would you trust to speak for us?"
    assert "has not been cast yet" in message.body


def test_the_last_day_is_called_so(seated: Table, letters_go: Any) -> None:
    soon = sheet(seated, days=0.0001)
    [message] = letters_go(lambda: write(soon, "reminder-last", seated.people[1]))
    assert message.subject.startswith("Today is the last day to vote: ")


@pytest.mark.parametrize("letter", ["opened", "reminder-first", "reminder-last"])
def test_no_letter_asks_to_vote_once_the_time_is_over(one: Sheet, letters_go: Any, letter: str) -> None:
    pass_closing_time(one.ballot)
    assert letters_go(lambda: write(one, letter, one.table.people[1])) == []


def test_a_round_without_a_count_is_told_to_those_who_vote_now(one: Sheet, letters_go: Any) -> None:
    assert letters_go(lambda: write(one, "ended", one.table.people[1])) == []
    one.cast(1, 2)
    one.end("The LMC has a second seat from today.")
    [message] = letters_go(lambda: write(one, "ended", one.table.people[1]))
    for words in both(message):
        words = " ".join(words.split())
        assert "The LMC has a second seat from today." in words
        assert "What had been cast was destroyed, and nobody has seen it." in words
        assert "Everybody votes anew" in words
        assert one.at("result") in words


def test_nobody_who_is_no_elector_is_asked_to_vote(cast: Cast, one: Sheet, letters_go: Any) -> None:
    for letter in ("opened", "reminder-first", "reminder-last", "nonsense"):
        assert letters_go(lambda letter=letter: write(one, letter, cast["secretariat"])) == []


def test_the_result_goes_to_everybody_of_the_group_once(cast: Cast, one: Sheet, letters_go: Any) -> None:
    for elector in range(8):
        one.cast(elector, 1)
    one.count()
    about = {"group": one.table.group.pk, "ballot": one.ballot.pk}
    told = jobs.result(about, None)["told"]  # type: ignore[arg-type]
    assert jobs.result(about, None)["told"] == told  # type: ignore[arg-type]
    asked = list(Job.objects.filter(kind=RESULT_LETTER))
    assert len(asked) == told
    people = {job.arguments["person"] for job in asked}
    there = {cast[name].pk for name in ("practice_reader", "in_attendance", "chair", "secretariat")}
    assert there | {person.pk for person in one.table.people} == people
    mine = next(job for job in asked if job.arguments["person"] == cast["practice_reader"].pk)
    [message] = letters_go(lambda: letters.result_letter(mine.arguments, None))  # type: ignore[arg-type]
    assert message.to == ["reader@example.org"]
    assert message.subject == f"{one.names[1]} is trusted in every constituency"
    for words in both(message):
        assert "8 of 8 electors voted." in words
        assert one.at("result") in words


def test_whoever_has_left_the_group_is_not_told(cast: Cast, one: Sheet, letters_go: Any) -> None:
    one.count()
    with system_scope("test"):
        Readership.objects.filter(person=cast["practice_reader"]).update(period=term(60, 59))
    about = {"group": one.table.group.pk, "ballot": one.ballot.pk, "person": cast["practice_reader"].pk}
    assert letters_go(lambda: letters.result_letter(about, None)) == []  # type: ignore[arg-type]


def test_a_second_run_has_the_same_message_id(one: Sheet, letters_go: Any) -> None:
    sent = [letters_go(lambda: write(one, "opened", one.table.people[0]))[0] for _ in range(2)]
    assert len({message.extra_headers["Message-ID"] for message in sent}) == 1
    [other] = letters_go(lambda: write(one, "reminder-last", one.table.people[0]))
    assert other.extra_headers["Message-ID"] != sent[0].extra_headers["Message-ID"]


def test_an_address_that_takes_no_mail_is_no_error(
    one: Sheet, letters_go: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise mail.Undeliverable

    monkeypatch.setattr(letters.mail, "send", refuse)
    assert letters_go(lambda: write(one, "opened", one.table.people[0])) == []


def test_nothing_goes_to_somebody_who_has_no_account_any_more(one: Sheet, letters_go: Any) -> None:
    Person.objects.filter(pk=one.table.people[0].pk).update(is_active=False)
    assert letters_go(lambda: write(one, "opened", one.table.people[0])) == []


def test_no_letter_holds_an_answer_or_a_code(one: Sheet, letters_go: Any) -> None:
    codes = [one.cast(elector, 1) for elector in range(4)]
    sent = letters_go(lambda: write(one, "reminder-last", one.table.people[5]))
    one.count()
    about = {"group": one.table.group.pk, "ballot": one.ballot.pk}
    jobs.result(about, None)  # type: ignore[arg-type]
    for job in Job.objects.filter(kind=RESULT_LETTER):
        sent += letters_go(lambda job=job: letters.result_letter(job.arguments, None))
    assert len(sent) > 8
    for message in sent:
        everything = "\n".join([message.subject, *both(message), str(message.message())])
        assert not CODE.search(everything)
        assert not any(code in everything for code in codes)
        assert "answer-" not in everything


# ---- What waits at home ----


def needs(person: Person) -> list[str]:
    with open_scope(person=person.pk) as scope:
        standings = all_of(person.pk)
        scope.widen(read=[group.pk for group, _ in standings])
        found = needs_of(standings, person.pk, timezone.now().date())
        return [need.duty.what for need in found if "ballot" in need.duty.href]


def test_a_ballot_waits_at_home_until_it_is_cast(cast: Cast, one: Sheet) -> None:
    who = one.table.people[0]
    assert needs(who) == ["Vote: who would you trust to speak for us?"]
    response = browser(who).get("/g/eastmere/")
    [duty] = [duty for duty in response.context_data["needs"] if duty.href == one.at("vote")]
    assert (duty.clock, duty.tone) == ("2 days left", "due")
    one.cast(0, 1)
    assert needs(who) == []
    assert needs(one.table.people[1]) == ["Vote: who would you trust to speak for us?"]
    assert needs(cast["practice_reader"]) == []
    assert needs(cast["secretariat"]) == []


def test_what_is_not_counted_waits_for_those_who_run_the_group(cast: Cast, one: Sheet) -> None:
    pass_closing_time(one.ballot)
    assert needs(cast["secretariat"]) == ["A trust ballot has closed and is not counted yet"]
    assert needs(one.table.people[0]) == []
    one.count()
    assert needs(cast["secretariat"]) == []
