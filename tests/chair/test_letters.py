"""Letters of an appointment: to whom, what they say, and when they say nothing."""

import smtplib
from typing import Any

import pytest
from django.core import mail

from gpleadership.lib import mail as letters
from gpleadership.lib.dates import date_and_clock
from gpleadership.lib.scopes import open_scope
from groups.chair import actions
from groups.chair.jobs import letter
from groups.jobs import worker
from groups.jobs.models import Job
from groups.models import Nomination, Person
from tests.ballots.electors import Table
from tests.chair.steps import closed, fresh, nominating, standing


def scope(seated: Table) -> Any:
    group = [seated.group.pk]
    return open_scope(read=group, write=group, closed=group)


def sent() -> dict[str, str]:
    """Every letter that goes out now: to whom, and its subject."""
    mail.outbox.clear()
    worker.drain()
    return {each.to[0]: str(each.subject) for each in mail.outbox}


def nominated(seated: Table, whom: Person, **given: Any) -> Nomination:
    with scope(seated):
        return actions.nominate(nominating(seated), whom, by=seated.people[0], **given)


def test_all_who_may_nominate_are_told_but_for_who_opened(seated: Table) -> None:
    with scope(seated):
        appointment = nominating(seated)
        closes = date_and_clock(appointment.nominations_close_at)  # type: ignore[arg-type]
    found = sent()
    assert set(found) == {each.email for each in seated.people} | {"chair@example.org"}
    assert set(found.values()) == {f"Nominate a chair of Eastmere GP Leadership Group by {closes}"}
    assert f"http://localhost:8000/g/eastmere/chair/{appointment.pk}/" in str(mail.outbox[0].body)


def test_a_nominee_is_asked_once_however_many_nominate_them(seated: Table) -> None:
    made = nominated(seated, seated.people[1])
    with scope(seated):
        actions.nominate(made.appointment, seated.people[1], by=seated.people[2])
    found = [each for each in sent_to(seated.people[1]) if "You are nominated" in str(each.subject)]
    assert len(found) == 1
    assert f"http://localhost:8000/nominations/{made.pk}/" in str(found[0].body)
    assert "I listen" not in str(found[0].body)


def sent_to(who: Person) -> list[Any]:
    sent()
    return [each for each in mail.outbox if each.to == [who.email]]


def test_whoever_nominates_themselves_gets_no_letter(seated: Table) -> None:
    nominated(seated, seated.people[0])
    assert not any("You are nominated" in subject for subject in sent().values())


def test_what_is_no_longer_so_is_not_written(seated: Table) -> None:
    made = nominated(seated, seated.people[1])
    with scope(seated):
        closed(made.appointment)
    assert sent() == {}


def test_a_withdrawn_nomination_is_told_with_its_reason(seated: Table) -> None:
    made = nominated(seated, seated.people[1])
    sent()
    with scope(seated):
        actions.withdraw_nomination(made, reason="The wrong Dr Elector", by=seated.secretariat)
    (found,) = sent_to(seated.people[1])
    assert found.subject == "Your nomination as chair of Eastmere GP Leadership Group was withdrawn"
    assert "The wrong Dr Elector" in str(found.body)


def test_everybody_who_took_part_is_told_that_it_was_withdrawn(seated: Table) -> None:
    with scope(seated):
        appointment = nominating(seated)
        words = {"full_name": "Maya Ford", "email": "maya@example.net"}
        actions.nominate_by_email(appointment, **words, by=seated.people[0])
    sent()
    with scope(seated):
        actions.withdraw(fresh(appointment), reason="We merge first", by=seated.secretariat)
    found = sent()
    assert "maya@example.net" in found
    assert len(found) == len(seated.people) + 2, "with the chair and the nominee from outside"
    assert "We merge first" in str(mail.outbox[0].body)


def test_an_address_that_takes_no_mail_is_said_beside_the_name(seated: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    with scope(seated):
        words = {"full_name": "Maya Ford", "email": "nowhere@example.net"}
        made = actions.nominate_by_email(nominating(seated), **words, by=seated.people[0])

    def refuse(name: str, to: str, *args: Any, **options: Any) -> None:
        if to == "nowhere@example.net":
            raise letters.Undeliverable from smtplib.SMTPRecipientsRefused({to: (550, b"no such address")})

    monkeypatch.setattr(letters, "send", refuse)
    worker.drain()
    with scope(seated):
        assert Nomination.objects.get(pk=made.pk).undelivered


def test_jobs_hold_ids_and_no_words(seated: Table) -> None:
    with scope(seated):
        standing(nominating(seated), seated.people[0], by=seated.people[1])
        kept = str(list(Job.objects.values()))
    assert "Elector" not in kept
    assert "listen" not in kept


def test_a_second_run_sends_the_same_letter(seated: Table) -> None:
    made = nominated(seated, seated.people[1])
    job = Job.objects.filter(kind="chair.letter", arguments__nomination=made.pk).get()
    mail.outbox.clear()
    for _ in range(2):
        letter(job.arguments, None)  # type: ignore[arg-type]
    assert len({each.extra_headers["Message-ID"] for each in mail.outbox}) == 1
