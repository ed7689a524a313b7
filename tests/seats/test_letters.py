"""Letters about terms of office: who gets them, what they say, that each goes once and only while it is so."""

import smtplib
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from gpleadership.lib import mail as letters
from gpleadership.lib.dates import end_of_day, last_day, long_date, today
from gpleadership.lib.scopes import open_scope
from groups.jobs.models import Job
from groups.jobs.worker import drain
from groups.models import LeadershipGroup, LogEntry, OfficeLetter, OfficeTerm
from groups.seats.actions import (
    appoint_to_office,
    cancel_office_term,
    chair_leaves_early,
    change_office_term,
    end_office_term,
    hand_over_chair,
    undo_office_end,
)
from groups.seats.jobs import tell
from groups.seats.rules.spans import span
from tests.cast import Cast

SOON = end_of_day(today() + timedelta(days=10))
FIRST = long_date(today() + timedelta(days=11))
GROUP = "Eastmere GP Leadership Group"


def scope(cast: Cast) -> Any:
    return open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk])


def sent() -> list[tuple[str, str]]:
    """Who got what since the last look, by name of the address."""
    drain()
    found = sorted((message.to[0].split("@")[0], message.subject) for message in mail.outbox)
    mail.outbox.clear()
    return found


def the_day_comes(cast: Cast) -> None:
    """It is the day of the handover: its job is due, and the terms have changed at that instant."""
    at = timezone.now() - timedelta(seconds=1)
    with scope(cast):
        for term in cast.eastmere.office_terms.all():
            ends = at if term.period.upper == SOON else term.period.upper
            begins = at if term.period.lower == SOON else term.period.lower
            OfficeTerm.objects.filter(pk=term.pk).update(period=span(begins - timedelta(days=begins != at), ends))
    Job.objects.filter(due_at__gt=timezone.now()).update(due_at=timezone.now())


def appoint(cast: Cast, office: str, who: str, **options: Any) -> OfficeTerm:
    fields = {"begins": timezone.now() - timedelta(days=1), "ends": None, "by": cast["chair"]} | options
    with scope(cast):
        return appoint_to_office(cast.eastmere, office, cast[who], **fields)


def leave(cast: Cast, **options: Any) -> OfficeTerm:
    fields = {"at": timezone.now(), "reason": "Ill for months", "acting": None, "by": cast["secretariat"]} | options
    with scope(cast):
        return chair_leaves_early(cast.eastmere, **fields)


def chair(cast: Cast) -> OfficeTerm:
    return cast.eastmere.office_terms.get(office="chair", person=cast["chair"])


class Quiet:
    def tell(self, *args: object) -> None:
        """Nobody listens."""


def run_again() -> int:
    """Do every job once more, as after a worker's death."""
    return sum(tell(job.arguments, Quiet())["sent"] for job in Job.objects.filter(kind="seats.tell"))  # type: ignore[arg-type]


# ---- Appointed ----


def test_whoever_is_appointed_learns_what_from_when_and_what_to_do(cast: Cast) -> None:
    appoint(cast, "deputy_chair", "core_member", ends=SOON)
    drain()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["core@example.org"], f"You are deputy chair of {GROUP}")
    body = str(letter.body)
    assert not body.startswith(letter.subject)
    assert f"From: {long_date(today() - timedelta(days=1))}" in body
    assert f"Until: {long_date(last_day(span(timezone.now(), SOON)) or today())}" in body
    assert "If the chair leaves early, you act as chair" in " ".join(body.split())
    assert "http://localhost:8000/g/eastmere/" in body
    html = str(letter.alternatives[0].content)  # type: ignore[union-attr]
    assert 'href="http://localhost:8000/g/eastmere/"' in html
    assert max(len(line) for line in body.splitlines() if not line.startswith("http")) <= 72


def test_names_are_escaped_in_html_alone(cast: Cast) -> None:
    LeadershipGroup.objects.filter(pk=cast.eastmere.pk).update(name="<i>East</i> & Co")
    appoint(cast, "deputy_chair", "core_member")
    drain()
    (letter,) = mail.outbox
    assert "<i>East</i> & Co" in str(letter.body)
    assert "<i>East" not in str(letter.alternatives[0].content)  # type: ignore[union-attr]


def test_a_term_to_come_says_from_when(cast: Cast) -> None:
    appoint(cast, "secretariat", "practice_reader", begins=SOON)
    assert sent() == [("reader", f"You will be secretariat of {GROUP} from {FIRST}")]


def test_whoever_appoints_themselves_gets_no_letter(cast: Cast) -> None:
    appoint(cast, "secretariat", "practice_reader", by=cast["practice_reader"])
    assert sent() == []


def test_a_term_that_was_cancelled_before_the_letter_went_sends_none(cast: Cast) -> None:
    term = appoint(cast, "deputy_chair", "core_member", begins=SOON)
    with scope(cast):
        cancel_office_term(term, by=cast["chair"])
    assert sent() == []


def test_whoever_was_told_of_a_term_is_told_that_it_was_cancelled(cast: Cast) -> None:
    term = appoint(cast, "deputy_chair", "core_member", begins=SOON)
    assert len(sent()) == 1
    with scope(cast):
        cancel_office_term(term, by=cast["chair"])
    assert sent() == [("core", f"You will not be deputy chair of {GROUP} from {FIRST}")]


# ---- A handover ----


def test_on_the_day_both_chairs_the_deputy_and_the_secretariat_are_told(cast: Cast) -> None:
    appoint(cast, "deputy_chair", "deputy")
    assert len(sent()) == 1
    with scope(cast):
        hand_over_chair(cast.eastmere, to=cast["core_member"], at=SOON, ends=None, by=cast["chair"])
    assert sent() == [("core", f"You will be chair of {GROUP} from {FIRST}")]
    the_day_comes(cast)
    assert sent() == [
        ("chair", f"Dr Leila Nasser is chair of {GROUP} now"),
        ("core", f"You are chair of {GROUP}"),
        ("deputy", f"Dr Leila Nasser is chair of {GROUP}"),
        ("secretariat", f"Dr Leila Nasser is chair of {GROUP}"),
    ]


def test_a_handover_at_once_is_one_letter_each(cast: Cast) -> None:
    with scope(cast):
        hand_over_chair(cast.eastmere, to=cast["core_member"], at=timezone.now(), ends=None, by=cast["chair"])
    assert [who for who, _ in sent()] == ["chair", "core", "secretariat"]


def test_a_handover_that_was_undone_sends_nothing_on_the_day(cast: Cast) -> None:
    with scope(cast):
        hand_over_chair(cast.eastmere, to=cast["core_member"], at=SOON, ends=None, by=cast["chair"])
    with scope(cast):
        undo_office_end(chair(cast), by=cast["chair"])
    the_day_comes(cast)
    assert sent() == []


def test_a_handover_that_was_told_and_undone_is_told_too(cast: Cast) -> None:
    with scope(cast):
        hand_over_chair(cast.eastmere, to=cast["core_member"], at=SOON, ends=None, by=cast["chair"])
    assert len(sent()) == 1
    with scope(cast):
        undo_office_end(chair(cast), by=cast["chair"])
    assert sent() == [("core", f"You will not be chair of {GROUP} from {FIRST}")]


def test_a_link_is_given_to_those_to_whom_it_opens(cast: Cast) -> None:
    with scope(cast):
        cast["chair"].seat_terms.all().delete()
        hand_over_chair(cast.eastmere, to=cast["core_member"], at=timezone.now(), ends=None, by=cast["chair"])
    drain()
    links = {message.to[0]: "/g/eastmere/" in str(message.body) for message in mail.outbox}
    assert links == {"chair@example.org": False, "core@example.org": True, "secretariat@example.org": True}


# ---- A chair leaves early ----


def test_everybody_at_the_table_hears_that_the_chair_leaves(cast: Cast) -> None:
    appoint(cast, "deputy_chair", "core_member")
    assert len(sent()) == 1
    leave(cast, at=SOON)
    day = long_date(today() + timedelta(days=10))
    drain()
    bodies = {message.to[0].split("@")[0]: " ".join(str(message.body).split()) for message in mail.outbox}
    subjects = sent()
    assert subjects == [
        ("chair", f"You leave the chair of {GROUP} on {day}"),
        ("core", f"You will act as chair of {GROUP} from {FIRST}"),
        ("deputy", f"Ruth Calder leaves the chair of {GROUP} on {day}"),
        ("secretariat", f"Ruth Calder leaves the chair of {GROUP} on {day}"),
    ]
    assert "Dr Leila Nasser acts as chair from" in bodies["deputy"]
    assert f"Ruth Calder leaves. You act as chair from {FIRST}, until a chair is appointed." in bodies["core"]
    assert not any("Ill for months" in body for body in bodies.values()), "why stands in the history alone"
    the_day_comes(cast)
    assert sent() == [
        ("chair", f"Dr Leila Nasser is acting chair of {GROUP} now"),
        ("core", f"You are acting chair of {GROUP}"),
        ("secretariat", f"Dr Leila Nasser is acting chair of {GROUP}"),
    ]


def test_a_leaving_at_once_is_one_letter_each(cast: Cast) -> None:
    leave(cast, acting=cast["core_member"])
    assert sent() == [
        ("chair", f"You have left the chair of {GROUP}"),
        ("core", f"You act as chair of {GROUP}"),
        ("deputy", f"Ruth Calder has left the chair of {GROUP}"),
        ("secretariat", f"Ruth Calder has left the chair of {GROUP}"),
    ]


def test_a_leaving_that_was_undone_before_the_letters_went_sends_none(cast: Cast) -> None:
    leave(cast, acting=cast["core_member"], at=SOON)
    with scope(cast):
        undo_office_end(chair(cast), by=cast["chair"])
    assert sent() == []


def test_those_who_were_told_of_a_leaving_are_told_that_the_chair_stays_each_time(cast: Cast) -> None:
    for _ in range(2):
        leave(cast, acting=cast["core_member"], at=SOON)
        assert len(sent()) == 4
        with scope(cast):
            undo_office_end(chair(cast), by=cast["chair"])
        assert sent() == [
            ("chair", f"You stay chair of {GROUP}"),
            ("core", f"Ruth Calder stays chair of {GROUP}"),
            ("deputy", f"Ruth Calder stays chair of {GROUP}"),
            ("secretariat", f"Ruth Calder stays chair of {GROUP}"),
        ]


# ---- Ended by somebody else ----


def test_whose_term_somebody_ended_is_told(cast: Cast) -> None:
    with scope(cast):
        secretary = cast["secretariat"].office_terms.get()
        end_office_term(secretary, at=timezone.now(), by=cast["chair"])
    assert sent() == [("secretariat", f"You are no longer secretariat of {GROUP}")]
    with scope(cast):
        undo_office_end(secretary, by=cast["chair"])
    assert sent() == [("secretariat", f"You stay secretariat of {GROUP}")]


def test_who_steps_down_is_told_nothing(cast: Cast) -> None:
    with scope(cast):
        end_office_term(cast["secretariat"].office_terms.get(), at=SOON, by=cast["secretariat"])
    assert sent() == []


def test_an_end_that_was_changed_meanwhile_is_not_told(cast: Cast) -> None:
    with scope(cast):
        term = end_office_term(cast["secretariat"].office_terms.get(), at=SOON, by=cast["chair"])
        change_office_term(term, version=term.version, ends=None, by=cast["chair"])
    assert sent() == []


# ---- Once ----


def test_a_second_run_sends_nobody_twice(cast: Cast) -> None:
    leave(cast, acting=cast["core_member"], at=SOON)
    assert len(sent()) == 4
    assert run_again() == 0
    assert mail.outbox == []


def test_a_run_that_was_cut_short_goes_on_with_the_others(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    leave(cast, acting=cast["core_member"], at=SOON)
    real: Callable[..., None] = letters.send

    def put_off(template: str, to: str, *args: Any, **options: Any) -> None:
        if to == "core@example.org":
            raise smtplib.SMTPRecipientsRefused({to: (450, b"later")})
        real(template, to, *args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(letters, "send", put_off)
        assert [who for who, _ in sent()] == ["chair", "deputy", "secretariat"]
    Job.objects.filter(state="waiting").update(due_at=timezone.now())
    with scope(cast):
        assert not OfficeLetter.objects.filter(person=cast["core_member"]).exists()
    Job.objects.filter(kind="seats.tell", arguments__occasion="handover").delete()
    assert [who for who, _ in sent()] == ["core"]


def test_an_address_that_takes_no_mail_is_noted_and_left(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_such(template: str, to: str, *args: Any, **options: Any) -> None:
        raise letters.Undeliverable

    appoint(cast, "deputy_chair", "core_member")
    monkeypatch.setattr(letters, "send", no_such)
    assert sent() == []
    assert run_again() == 0
    with open_scope(read=[cast.eastmere.pk]):
        assert LogEntry.objects.order_by("seq").last().verb == "office letter could not be delivered"


def test_nobody_who_cannot_sign_in_is_written_to(cast: Cast) -> None:
    appoint(cast, "deputy_chair", "core_member")
    cast["core_member"].is_active = False
    cast["core_member"].save()
    assert sent() == []


@pytest.mark.parametrize("status", ["closed", "draft"])
def test_only_an_active_group_writes(cast: Cast, status: str) -> None:
    appoint(cast, "deputy_chair", "core_member")
    LeadershipGroup.objects.filter(pk=cast.eastmere.pk).update(status=status)
    assert sent() == []


def test_two_runs_at_once_send_one_letter_each(committed_cast: Cast) -> None:
    leave(committed_cast, acting=committed_cast["core_member"])
    (arguments,) = Job.objects.filter(kind="seats.tell").values_list("arguments", flat=True)
    ready, counts = threading.Barrier(3), []

    def run() -> None:
        try:
            ready.wait()
            counts.append(tell(arguments, Quiet())["sent"])  # type: ignore[arg-type]
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == len(mail.outbox) == 4
    assert len({message.to[0] for message in mail.outbox}) == 4


def test_jobs_hold_ids_alone(cast: Cast) -> None:
    leave(cast, acting=cast["core_member"], at=SOON)
    held = str(list(Job.objects.values_list("arguments", flat=True)))
    assert "Leila" not in held
    assert "example.org" not in held
    assert "Ill" not in held
