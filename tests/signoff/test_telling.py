"""What pages say about letters of a round: who will be told, who was; and when letters go by themselves."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from gpleadership.lib.dates import LONDON, long_date, today
from groups.jobs.models import Job
from groups.models import Round, RoundLetter
from groups.signoff.actions import withdraw_round
from groups.signoff.parties import parties_now
from groups.signoff.presenters import telling
from groups.signoff.rules.days import overdue_at, reminder_at
from groups.signoff.sending import TELL
from groups.signoff.speaking import Heard, heard
from tests.cast import Cast
from tests.signoff.post import asked, readers, run, sent
from tests.signoff.reading import main, messages
from tests.signoff.worlds import says, scope

DAY = timedelta(days=1)
BY = today() + 14 * DAY
AGAIN = "With more than three working days to answer, those whose organisation has not done so are reminded once."
RECORD = "Nobody speaks for Old Town PCN now: record the word you are given."
SignIn = Callable[[str], Client]


def at(name: str, found: Round) -> str:
    return reverse(f"signoff:{name}", args=["eastmere", found.pk])


# ---- What the pages say ----


def test_a_round_says_who_was_told(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    page = at("round", found)
    assert told(sign_in("chair").get(page)) == {}
    run(found, "asked")
    run(found, "reminder")
    day = long_date(today())
    expected = {"Asked by email": f"2 people, on {day}", "Reminded by email": f"2 people, on {day}"}
    assert told(sign_in("in_attendance").get(page)) == expected
    with scope(cast):
        withdraw_round(found, reason="New words come", by=cast["chair"])
    run(found, "ended")
    assert told(sign_in("chair").get(page)) == expected | {"Told how it ended": f"2 people, on {day}"}


def test_those_who_run_the_group_read_whose_address_takes_no_mail(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    with scope(cast):
        lost = {"letter": "asked", "person": cast["core_member"], "undelivered": True}
        RoundLetter.objects.create(group=cast.eastmere, round=found, **lost)
    expected = {"Not delivered": "Email to Dr Leila Nasser does not arrive: tell them yourself"}
    assert told(sign_in("secretariat").get(at("round", found))) == expected
    assert told(sign_in("in_attendance").get(at("round", found))) == {}


def told(response: Any) -> dict[str, str]:
    """What a round's page says of letters."""
    names = {"Asked by email", "Reminded by email", "Told how it ended", "Not delivered"}
    return {fact.name: fact.value for fact in response.context_data["facts"] if fact.name in names}


def test_before_it_ends_the_page_says_who_will_be_told(cast: Cast, sign_in: SignIn) -> None:
    found = asked(cast)
    client = sign_in("chair")
    alone = "Those who were asked, the chair and the secretariat are told by email why: 1 person besides you."
    assert alone in main(client.get(at("withdraw", found)))
    run(found, "asked")
    mail.outbox.clear()
    assert "are told by email why: 2 people besides you." in main(client.get(at("withdraw", found)))
    with scope(cast):
        says(found, "Federation", "object", cast["secretariat"])
    assert "are told by email how it ended: 2 people besides you." in main(client.get(at("close", found)))
    response = client.post(at("withdraw", found), {"reason": "New words come"})
    assert "2 people are told by email why. You can ask again." in messages(response)[0]
    assert readers() == ["core", "secretariat"]


@pytest.mark.parametrize(
    ("found", "before", "after"),
    [
        (Heard(0), "Nobody will be told by email.", "Nobody is told by email."),
        (
            Heard(1, ("Old Town PCN",)),
            f"1 person speaks for them and will be told by email. {AGAIN} {RECORD}",
            f"The one person who speaks for them is told by email. {RECORD}",
        ),
        (
            Heard(12),
            f"12 people speak for them and will be told by email. {AGAIN}",
            "The 12 people who speak for them are told by email.",
        ),
    ],
)
def test_whoever_asks_reads_who_will_be_told(found: Heard, before: str, after: str) -> None:
    assert (telling.before_asking(found), telling.after_asking(found)) == (before, after)


def test_who_would_be_asked_is_who_is_asked(cast: Cast) -> None:
    with scope(cast):
        before = heard(cast.eastmere, parties_now(cast.eastmere))
    assert before == Heard(2, ("Eastmere Old Town PCN", "Eastmere Federation"))
    asked(cast)
    assert len(sent()) == before.people
    cast.eastmere.status = "closed"
    with scope(cast):
        assert heard(cast.eastmere, parties_now(cast.eastmere)) == Heard(0)


# ---- When they go ----


@pytest.mark.parametrize(
    ("answer_by", "opened", "at"),
    [
        (date(2026, 11, 26), date(2026, 11, 2), datetime(2026, 11, 23, 8, tzinfo=LONDON)),  # Thursday: Monday
        (date(2026, 11, 23), date(2026, 11, 2), datetime(2026, 11, 18, 8, tzinfo=LONDON)),  # Monday: Wednesday
        (date(2026, 11, 22), date(2026, 11, 2), datetime(2026, 11, 18, 8, tzinfo=LONDON)),  # Sunday: Wednesday
        (date(2026, 3, 31), date(2026, 3, 2), datetime(2026, 3, 26, 8, tzinfo=LONDON)),  # over a change of the clock
        (date(2026, 11, 26), date(2026, 11, 23), None),
        (date(2026, 11, 26), date(2026, 11, 22), None),
        (date(2026, 11, 26), date(2026, 11, 21), datetime(2026, 11, 23, 8, tzinfo=LONDON)),
    ],
)
def test_three_working_days_before(answer_by: date, opened: date, at: datetime | None) -> None:
    opened_at = datetime.combine(opened, time(12), LONDON)
    assert reminder_at(answer_by, opened_at) == at
    assert overdue_at(answer_by).date() == answer_by + DAY


def test_the_jobs_of_a_round_are_due_then(cast: Cast) -> None:
    found, short = asked(cast), asked(cast, subject=2, days=1)
    due = dict(Job.objects.filter(kind=TELL, arguments__round=found.pk).values_list("arguments__letter", "due_at"))
    assert set(due) == {"asked", "reminder", "overdue"}
    assert (due["reminder"], due["overdue"]) == (reminder_at(BY, found.opened_at), overdue_at(BY))
    kinds = Job.objects.filter(kind=TELL, arguments__round=short.pk).values_list("arguments__letter", flat=True)
    assert set(kinds) == {"asked", "overdue"}
