"""Letters about a round: to whom, what they say, that each goes once and only while it is so."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from gpleadership.lib import mail as post
from gpleadership.lib.dates import day_and_date, long_date, today
from gpleadership.lib.scopes import system_scope
from groups.jobs.models import Job
from groups.jobs.worker import drain
from groups.models import (
    LeadershipGroup,
    LogEntry,
    OfficeTerm,
    Person,
    PlaceSystem,
    Round,
    RoundLetter,
    SeatTerm,
)
from groups.seats.actions import declare_system_role
from groups.signoff.actions import close_round, withdraw_round
from groups.signoff.sending import TELL
from tests.cast import Cast, term
from tests.signoff.post import TITLE, asked, both, comes, days_pass, letters, readers, run, sent
from tests.signoff.worlds import party, says, scope

GROUP = "Eastmere GP Leadership Group"
DAY = timedelta(days=1)
BY = today() + 14 * DAY
ASKS = f"Please answer by {long_date(BY)}: “{TITLE}”"


def sit(cast: Cast, seat: str, who: str, **fields: Any) -> SeatTerm:
    with scope(cast):
        values = {"period": term(5)} | fields
        return SeatTerm.objects.create(group=cast.eastmere, seat=cast.seats[seat], person=cast[who], **values)


def end(cast: Cast, found: Round, **options: Any) -> Round:
    """Closed by what the organisations said."""
    with scope(cast):
        return close_round(found, by=cast[options.get("by", "chair")])


def withdraw(cast: Cast, found: Round, by: str = "chair") -> None:
    with scope(cast):
        withdraw_round(found, reason="New words come", by=cast[by])


def all_agree(cast: Cast, found: Round, *, federation: str = "agree") -> None:
    with scope(cast):
        for name in ("Harbour PCN", "Old Town PCN", "LMC"):
            says(found, name, "agree", cast["secretariat"])
        says(found, "Federation", federation, cast["secretariat"])


# ---- Asked ----


def test_whoever_gives_a_word_is_told_what_is_asked(cast: Cast) -> None:
    found = asked(cast)
    chair, core = letters()
    assert (core.to, core.subject) == (["core@example.org"], ASKS)
    assert (chair.to, chair.subject) == (["chair@example.org"], ASKS)
    with scope(cast):
        address = f"http://localhost:8000/g/eastmere/sign-off/{found.pk}/{party(found, 'Harbour PCN').pk}/"
    for words in both(core):
        assert f"sign off a test: “{TITLE}”." in words
        assert "You can give the word of Eastmere Harbour PCN." in words
        assert "One objection blocks" in words
        assert "hold a core seat of Eastmere Harbour PCN, or act for the holder." in words
        assert f"{day_and_date(BY)}" in words
        assert "office@eastmere.example.org" in words
        assert address in words
        assert "http://localhost:8000/g/eastmere/" in words
        assert "Eastmere LMC" not in words
    body = str(core.body)
    assert f"Give the word of Eastmere Harbour PCN:\n{address}\n" in body
    assert "Read the test in full:\nhttp://localhost:8000/g/eastmere/\n" in body
    assert max(len(line) for line in body.splitlines() if not line.startswith("http")) <= 72


def test_a_group_without_contact_names_who_asked(cast: Cast) -> None:
    LeadershipGroup.objects.filter(pk=cast.eastmere.pk).update(contact="")
    asked(cast)
    assert "Questions to: Ruth Calder" in str(letters()[0].body)


def test_words_of_the_group_are_escaped_in_html_alone(cast: Cast) -> None:
    LeadershipGroup.objects.filter(pk=cast.eastmere.pk).update(name="<i>East</i> & Co", contact="<b>us</b>")
    asked(cast)
    message = letters()[0]
    assert "<B>" not in str(message.body)
    assert "<b>us</b>" in str(message.body)
    assert "<b>us" not in str(message.alternatives[0].content)
    assert "<i>East" not in str(message.alternatives[0].content)


def test_a_deputy_is_asked_while_acting_and_each_learns_of_the_other(cast: Cast) -> None:
    asked(cast)
    assert readers() == ["chair", "core"]
    with scope(cast):
        cast["deputy"].seat_terms.update(acting=True)
    asked(cast, subject=2)
    chair, core, deputy = letters()
    assert "Can give it too: Dr Ben Achterberg" in str(core.body)
    assert "Can give it too: Dr Leila Nasser" in str(deputy.body)
    assert "give it too" not in str(chair.body)


def test_whoever_speaks_for_two_gets_one_letter_that_names_both(cast: Cast) -> None:
    sit(cast, "federation", "core_member")
    found = asked(cast)
    _, core = letters()
    with scope(cast):
        keys = [party(found, name).pk for name in ("Harbour PCN", "Federation")]
    for words in both(core):
        assert "You can give the word of Eastmere Harbour PCN and Eastmere Federation." in words
        assert "Give their words" in words
        for pk in keys:
            assert f"/sign-off/{found.pk}/{pk}/" in words


def test_whose_organisation_has_answered_is_not_asked(cast: Cast) -> None:
    found = asked(cast)
    with scope(cast):
        says(found, "Harbour PCN", "agree", cast["secretariat"])
    assert sent() == [("chair", ASKS)]


# ---- Who no longer speaks ----


def test_whoever_leaves_before_the_letters_go_gets_none(cast: Cast) -> None:
    asked(cast)
    with scope(cast):
        cast["core_member"].seat_terms.update(period=term(100, 100))
    assert readers() == ["chair"]


def test_whoever_takes_up_a_system_role_meanwhile_gets_none(cast: Cast) -> None:
    asked(cast)
    who = cast["core_member"]
    begins = timezone.now() - timedelta(seconds=1)
    declare_system_role(who, cast.system, kind="clinical", title="Lead", begins=begins, ends=None, by=who)
    assert readers() == ["chair"]


def test_a_place_that_moves_to_the_system_of_a_role_stops_the_letter(cast: Cast) -> None:
    """No row of the group changes."""
    asked(cast)
    who, begins = cast["core_member"], timezone.now() - timedelta(seconds=1)
    declare_system_role(who, cast.other_system, kind="clinical", title="Lead", begins=begins, ends=None, by=who)
    PlaceSystem.objects.filter(place=cast.eastmere.place_id).update(system=cast.other_system)
    assert readers() == ["chair"]


def test_nothing_goes_to_an_account_that_is_closed(cast: Cast) -> None:
    asked(cast)
    Person.objects.filter(pk=cast["core_member"].pk).update(is_active=False)
    assert readers() == ["chair"]


@pytest.mark.parametrize("status", ["closed", "draft"])
def test_a_group_that_is_not_active_writes_to_nobody(cast: Cast, status: str) -> None:
    found = asked(cast)
    with system_scope("test"):
        LeadershipGroup.objects.filter(pk=cast.eastmere.pk).update(status=status)
    assert [run(found, letter) for letter in ("asked", "reminder", "overdue", "ended")] == [0, 0, 0, 0]
    assert sent() == []


# ---- Reminded ----


def test_those_who_have_not_answered_are_reminded_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found = asked(cast)
    sent()
    with scope(cast):
        says(found, "LMC", "agree", cast["chair"])
    days_pass(monkeypatch, 11)
    comes("reminder")
    [message] = letters()
    assert message.to == ["core@example.org"]
    assert message.subject == f"14 days left to answer: “{TITLE}”"
    for words in both(message):
        assert f"Eastmere Harbour PCN has not answered yet whether it signs off a test: “{TITLE}”." in words
        assert f"After {long_date(BY)} it can be adopted without its word" in words
    assert run(found, "reminder") == 0


def test_the_last_day_is_called_so(cast: Cast) -> None:
    found = asked(cast, days=0)
    run(found, "reminder")
    assert [each.subject for each in mail.outbox] == [f"Today is the last day to answer: “{TITLE}”"] * 2


def test_two_organisations_are_reminded_in_one_letter(cast: Cast) -> None:
    sit(cast, "federation", "core_member")
    run(asked(cast), "reminder")
    words = both(next(each for each in mail.outbox if each.to == ["core@example.org"]))[0]
    assert "Eastmere Harbour PCN and Eastmere Federation have not answered yet whether they sign off a test" in words


def test_nobody_is_reminded_once_it_is_over_or_too_late(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found, late = asked(cast), asked(cast, subject=2)
    withdraw(cast, found)
    assert run(found, "reminder") == run(found, "asked") == 0
    days_pass(monkeypatch, 15)
    assert run(late, "reminder") == 0


# ---- Overdue ----


def overdue(cast: Cast, monkeypatch: pytest.MonkeyPatch, found: Round) -> list[Any]:
    sent()
    days_pass(monkeypatch, 15)
    comes("overdue")
    return letters()


def test_the_secretariat_learns_who_has_not_answered(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found = asked(cast)
    with scope(cast):
        says(found, "Harbour PCN", "agree", cast["core_member"])
        says(found, "LMC", "agree", cast["chair"])
        silent = [party(found, name).pk for name in ("Old Town PCN", "Federation")]
    [message] = overdue(cast, monkeypatch, found)
    assert message.to == ["secretariat@example.org"]
    assert message.subject == f"2 organisations have not answered: “{TITLE}”"
    for words in both(message):
        assert (
            f"sign off a test, “{TITLE}”, by {day_and_date(BY)}. 2 of 4 organisations agree, 2 have not answered."
            in words
        )
        assert "Not answered: Eastmere Old Town PCN and Eastmere Federation." in words
        for pk in silent:
            assert f"/sign-off/{found.pk}/{pk}/record/" in words
        assert f"/sign-off/{found.pk}/close/" in words
        assert f"/sign-off/{found.pk}/withdraw/" in words
    assert run(found, "overdue") == 0


def test_one_that_is_silent_is_named_and_none_is_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    one, none = asked(cast), asked(cast, subject=2)
    with scope(cast):
        for name in ("Harbour PCN", "Old Town PCN", "LMC"):
            says(one, name, "agree", cast["secretariat"])
    all_agree(cast, none)
    assert {each.subject for each in overdue(cast, monkeypatch, one)} == {
        f"Eastmere Federation has not answered: “{TITLE}”",
        f"Everybody has answered: “{TITLE}”",
    }


def test_the_chair_learns_it_where_there_is_no_secretariat(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found = asked(cast)
    with scope(cast):
        OfficeTerm.objects.filter(person=cast["secretariat"]).update(period=term(90, 90))
    [message] = overdue(cast, monkeypatch, found)
    assert message.to == ["chair@example.org"]
    assert "/record/" not in str(message.body)
    assert "which has no secretariat now" in both(message)[0]


def test_nobody_is_chased_before_the_day_or_once_it_is_over(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found = asked(cast, days=3)
    assert run(found, "overdue") == 0
    withdraw(cast, found)
    assert overdue(cast, monkeypatch, found) == []


# ---- How it ended ----


def test_all_who_were_asked_learn_that_it_was_adopted(cast: Cast) -> None:
    found = asked(cast)
    sent()
    all_agree(cast, found, federation="stand_aside")
    end(cast, found)
    core, secretariat = letters()
    assert [each.to[0] for each in (core, secretariat)] == ["core@example.org", "secretariat@example.org"]
    assert core.subject == f"Adopted: “{TITLE}”"
    for words in both(core):
        assert f"“{TITLE}” was adopted. 3 of 4 organisations agreed, 1 stood aside." in words
        assert f"{long_date(today())} by Ruth Calder" in words
        assert f"http://localhost:8000/g/eastmere/sign-off/{found.pk}/" in words
    assert run(found, "ended") == 0


def test_who_objected_is_named_as_the_page_names_them(cast: Cast) -> None:
    found = asked(cast)
    sent()
    with scope(cast):
        says(found, "Harbour PCN", "object", cast["core_member"])
    end(cast, found, by="secretariat")
    chair, core = letters()
    assert chair.subject == f"Not adopted: “{TITLE}”"
    for words in both(core):
        assert f"“{TITLE}” was not adopted. None of the 4 organisations agreed, 1 objected" in words
        assert "Objected: Eastmere Harbour PCN." in words
        assert "It harms the coast" not in words
        assert "can be asked again with other words" in words


def test_too_few_who_agree_is_said_to_be_why(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    found = asked(cast)
    sent()
    days_pass(monkeypatch, 15)
    with scope(cast):
        says(found, "LMC", "agree", cast["chair"])
    end(cast, found)
    words = both(letters()[0])[0]
    assert "was not adopted. 1 of 4 organisations agreed, 3 gave no word." in words
    assert "at least half of the organisations must agree, and one of 4 does." in words


def test_whoever_was_asked_and_left_the_group_is_not_told(cast: Cast) -> None:
    found = asked(cast)
    sent()
    with scope(cast):
        says(found, "Harbour PCN", "object", cast["core_member"])
        cast["core_member"].seat_terms.update(period=term(100, 100))
    end(cast, found)
    assert readers() == ["secretariat"]


def test_whoever_was_asked_and_only_attends_now_is_told(cast: Cast) -> None:
    found = asked(cast)
    sent()
    who, begins = cast["core_member"], timezone.now() - timedelta(seconds=1)
    declare_system_role(who, cast.system, kind="clinical", title="Lead", begins=begins, ends=None, by=who)
    withdraw(cast, found)
    assert sent() == [("core", f"Withdrawn: “{TITLE}”"), ("secretariat", f"Withdrawn: “{TITLE}”")]


def test_a_withdrawal_is_told_with_its_reason(cast: Cast) -> None:
    found = asked(cast)
    sent()
    withdraw(cast, found, by="secretariat")
    chair, core = letters()
    assert (chair.to, core.to) == (["chair@example.org"], ["core@example.org"])
    for words in both(core):
        assert f"The organisations are no longer asked about “{TITLE}”." in words
        assert "Why: New words come" in words


def test_what_is_withdrawn_at_once_asks_nobody(cast: Cast) -> None:
    withdraw(cast, asked(cast))
    assert sent() == [("secretariat", f"Withdrawn: “{TITLE}”")]


def test_what_is_opened_anew_is_asked_anew(cast: Cast) -> None:
    first = asked(cast)
    sent()
    withdraw(cast, first)
    sent()
    asked(cast)
    assert sent() == [("chair", ASKS), ("core", ASKS)]


# ---- Once, and not lost ----


def test_a_second_run_sends_nobody_twice(cast: Cast) -> None:
    found = asked(cast)
    assert len(sent()) == 2
    assert run(found, "asked") == 0
    assert mail.outbox == []


def test_a_letter_that_goes_again_after_a_death_is_known_for_the_same(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(cast)
    real = post.send

    def send_and_die(*args: Any, **options: Any) -> None:
        real(*args, **options)
        raise ConnectionResetError

    with monkeypatch.context() as patched:
        patched.setattr(post, "send", send_and_die)
        [before] = letters()
    Job.objects.filter(kind=TELL, arguments__letter="asked").update(due_at=timezone.now())
    after = {each.to[0]: each.extra_headers["Message-ID"] for each in letters()}
    assert set(after) == {"chair@example.org", "core@example.org"}
    assert after[before.to[0]] == before.extra_headers["Message-ID"]


def test_who_is_put_off_is_written_to_again_and_nobody_else(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(cast)
    real = post.send

    def put_off(template: str, to: str, *args: Any, **options: Any) -> None:
        if to == "core@example.org":
            raise smtplib.SMTPRecipientsRefused({to: (450, b"later")})
        real(template, to, *args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(post, "send", put_off)
        assert readers() == ["chair"]
    Job.objects.filter(kind=TELL, arguments__letter="asked").update(due_at=timezone.now())
    assert readers() == ["core"]


@pytest.mark.parametrize("without", [True, False])
def test_an_address_that_takes_no_mail_is_said(cast: Cast, monkeypatch: pytest.MonkeyPatch, without: bool) -> None:
    found = asked(cast)
    if without:
        Person.objects.filter(pk=cast["core_member"].pk).update(email="")

    def refuse(template: str, to: str, *args: Any, **options: Any) -> None:
        raise post.Undeliverable

    monkeypatch.setattr(post, "send", refuse)
    drain()
    with scope(cast):
        lost = RoundLetter.objects.filter(round=found, undelivered=True)
        assert {each.person for each in lost} == {cast["core_member"], cast["chair"]}
        verb = "sign-off letter could not be delivered"
        assert LogEntry.objects.filter(group_id=cast.eastmere.pk, verb=verb).count() == 2


def test_jobs_hold_ids_and_no_words(cast: Cast) -> None:
    asked(cast)
    kept = str(list(Job.objects.filter(kind=TELL).values()))
    assert TITLE not in kept
    assert "@" not in kept
