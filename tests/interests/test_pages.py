"""The pages of interests: what they say first, what they cost, what bad input gets."""

import csv
import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gpleadership.lib.dates import long_date, start_of_day, today
from gpleadership.lib.scopes import open_scope, system_scope
from groups.home.needs import needs_of
from groups.interests.jobs import ask_all, let_go_all
from groups.interests.jobs import send as send_letter
from groups.interests.rules import due_on, to_be_told
from groups.jobs.models import Job
from groups.jobs.progress import Progress
from groups.models import AccessEntry, Interest, InterestReminder, InterestReview, SeatTerm, SystemRole
from groups.tenancy import standing
from tests.cast import Cast
from tests.interests.conftest import SignIn
from tests.interests.worlds import SECRET, WHAT, boxes, declare, take_role, withhold

HOME = "/g/eastmere/interests/"
NEW = {"category": "financial", "what": WHAT, "with_whom": "Quay Surgery", **boxes("start", date(2024, 5, 1))}
ROLE = {"kind": "clinical", "title": "Pathway lead, frailty", **boxes("begins")}


def text(response: Any) -> str:
    html = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.replace("&#39;", "'").replace("&#x27;", "'").split())


def errors(response: Any) -> dict[str, list[str]]:
    return {name: list(each) for name, each in response.context_data["form"].errors.items()}


def everything(cast: Cast) -> list[Interest]:
    with open_scope(read=[cast.eastmere.pk]):
        return list(Interest.objects.order_by("pk"))


# ---- The register ----


def test_the_answer_comes_first(cast: Cast, sign_in: SignIn) -> None:
    found = sign_in("practice_reader").get(HOME)
    assert found.context_data["lede"] == (
        "0 of 5 people at the table have declared.",
        "Five have not declared yet.",
    )
    declare(cast.eastmere, cast["chair"])
    withhold(cast.eastmere, cast["core_member"])
    said = text(sign_in("practice_reader").get(HOME))
    assert "2 of 5 people at the table have declared." in said
    assert f"{WHAT} With Quay Surgery Since 1 May 2024" in said
    assert "One interest is withheld from publication." in said
    assert SECRET not in said


def test_a_whole_group_stands_on_one_page(cast: Cast, sign_in: SignIn) -> None:
    for number in range(30):
        declare(cast.eastmere, cast["chair"], what=f"Interest {number}")
    assert len(sign_in("chair").get(HOME).context_data["rows"]) == 34


def test_withheld_is_in_no_file(cast: Cast, sign_in: SignIn) -> None:
    withhold(cast.eastmere, cast["chair"])
    for who in ("chair", "core_member", "icb_staff"):
        rows = list(csv.reader(io.StringIO(sign_in(who).get(f"{HOME}interests.csv").content.decode("utf-8-sig"))))
        assert ["Ruth Calder", "Withheld from publication", "One interest is withheld from publication."] in [
            row[:3] for row in rows
        ]
        assert SECRET not in str(rows)
    book = load_workbook(io.BytesIO(sign_in("chair").get(f"{HOME}interests.xlsx").content))
    assert SECRET not in str([[cell.value for cell in row] for row in book.active])
    assert SECRET in text(sign_in("core_member").get(f"{HOME}withheld/"))


def test_a_role_stands_in_the_register_with_its_badge(cast: Cast, sign_in: SignIn) -> None:
    take_role(cast, cast["core_member"])
    said = text(sign_in("icb_staff").get(HOME))
    assert "Dr Leila Nasser Role in the system System role: in attendance Pathway lead, frailty Tidewater" in said
    with open_scope(read=[cast.eastmere.pk]):
        assert AccessEntry.objects.get().what == "register of interests"


def test_filter_and_sort_stand_in_the_address(cast: Cast, sign_in: SignIn) -> None:
    declare(cast.eastmere, cast["chair"])
    declare(cast.eastmere, cast["core_member"], what="Old", start=date(2023, 1, 1), end=date(2025, 1, 1))
    chair = sign_in("chair")

    def shown(query: str) -> list[str]:
        return [row.what for row in chair.get(f"{HOME}?{query}").context_data["rows"]]

    assert shown("q=ruth") == [WHAT]
    assert shown("kind=financial") == [WHAT]
    assert shown("when=past") == ["Old"]
    assert set(shown("kind=financial&when=all")) == {WHAT, "Old"}
    assert shown("kind=financial&when=all&sort=-since") == [WHAT, "Old"]
    assert shown("q=nobody") == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_costs_the_same(cast: Cast, sign_in: SignIn, rows: int) -> None:
    for number in range(rows):
        declare(cast.eastmere, cast["chair"], what=f"Interest {number}")
        withhold(cast.eastmere, cast["core_member"])
    client = sign_in("chair")
    client.get(HOME)
    for path, most in ((HOME, 4), (f"{HOME}mine/", 5), (f"{HOME}overview/", 1), (f"{HOME}withheld/", 1)):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(path).status_code == 200
        own = [each for each in asked if not _frame(each["sql"])]
        assert len(own) <= most, (path, [each["sql"][:90] for each in own])


def _frame(sql: str) -> bool:
    """Transaction, scope, session, user and standing."""
    frames = (
        "SAVEPOINT",
        "RELEASE",
        "set_config",
        "django_session",
        'FROM "groups_person" WHERE',
        "AS s (group_id, role",
    )
    return any(each in sql for each in frames)


# ---- One's own ----


def test_declaring_changing_and_ending(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("in_attendance")
    assert "You declare nothing yet" in text(client.get(f"{HOME}mine/"))
    client.post(f"{HOME}declare/", NEW)
    (first,) = everything(cast)
    changed = NEW | {"what": "Salaried there", "version": "1"}
    client.post(f"{HOME}{first.pk}/change/", changed)
    old, new = everything(cast)
    assert (old.what, old.superseded_at is not None, new.what, new.corrects_id) == (
        WHAT,
        True,
        "Salaried there",
        old.pk,
    )
    history = text(client.get(f"{HOME}{new.pk}/history/"))
    assert "Salaried there" in history
    assert WHAT in history
    client.post(f"{HOME}{new.pk}/end/", {"version": "1", **boxes("end")})
    assert everything(cast)[1].end == today()
    assert "look again by" in text(client.get(f"{HOME}mine/")).lower()


def test_a_nil_return_is_dated_and_refused_beside_an_interest(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("core_member")
    assert "nothing to declare" in text(client.post(f"{HOME}nothing/", follow=True))
    assert "I have nothing to declare." in text(client.get(HOME))
    withhold(cast.eastmere, cast["core_member"])
    refused = text(client.post(f"{HOME}nothing/", follow=True))
    assert "You declare an interest that has not ended. End them first" in refused
    assert "your interests are unchanged" in text(client.post(f"{HOME}confirm/", follow=True))


def test_in_attendance_may_withhold_and_read_their_own(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("in_attendance")
    client.post(f"{HOME}declare/", NEW | {"what": SECRET, "withheld": "on", "reason": "About health"})
    assert SECRET in text(client.get(f"{HOME}mine/"))
    assert everything(cast)[0].what == ""


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (boxes("end", date(2024, 4, 30)), "end", "Last day must be the first day or later"),
        ({"withheld": "on"}, "reason", "Enter why it must be withheld"),
        ({"what": "x" * 5001}, "what", "5,000"),
        ({"mitigation": "x" * 5001}, "mitigation", "5,000"),
        ({"category": "secret"}, "category", ""),
        ({"with_whom": ""}, "with_whom", "Enter with whom"),
        ({"start_month": "13"}, "start", ""),
    ],
)
def test_bad_input_is_shown_at_its_field(
    cast: Cast, sign_in: SignIn, changes: dict[str, str], field: str, sentence: str
) -> None:
    found = sign_in("core_member").post(f"{HOME}declare/", NEW | changes)
    assert list(errors(found)) == [field]
    assert sentence in errors(found)[field][0].replace("5000", "5,000")
    assert "Quay Surgery" in found.content.decode() or field == "with_whom"
    assert everything(cast) == []


def test_of_two_editors_the_second_is_told(cast: Cast, sign_in: SignIn) -> None:
    interest = declare(cast.eastmere, cast["core_member"])
    tab = sign_in("core_member")
    tab.post(f"{HOME}{interest.pk}/end/", {"version": "1", **boxes("end")})
    told = tab.post(f"{HOME}{interest.pk}/change/", NEW | {"what": "Mine", "version": "1"})
    assert "changed while you were editing it" in errors(told)["__all__"][0]
    assert "Mine" in told.content.decode()
    assert [each.what for each in everything(cast)] == [WHAT]


@pytest.mark.parametrize("path", ["change", "end", "history"])
def test_somebody_elses_is_not_found(cast: Cast, sign_in: SignIn, path: str) -> None:
    interest = declare(cast.eastmere, cast["chair"])
    assert sign_in("core_member").get(f"{HOME}{interest.pk}/{path}/").status_code == 404
    assert sign_in("core_member").get(f"{HOME}{interest.pk + 999}/{path}/").status_code == 404


def test_a_withheld_one_that_ends_later_leaves_the_register_then(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, day = withhold(cast.eastmere, cast["core_member"]), today() + timedelta(days=2)
    client = sign_in("core_member")
    assert "Then the register says nothing of it" in text(client.get(f"{HOME}{made.pk}/end/"))
    said = text(client.post(f"{HOME}{made.pk}/end/", {"version": "1", **boxes("end", day)}, follow=True))
    assert f"Your interest ends on {long_date(day)}. Until then the register says that there is one" in said
    line = "One interest is withheld from publication."
    assert let_go_all({}, Progress(Job())) == {"gone": 0}
    assert line in text(sign_in("practice_reader").get(HOME))
    monkeypatch.setattr("groups.interests.actions.declaring.today", lambda: day + timedelta(days=1))
    assert let_go_all({}, Progress(Job())) == {"gone": 1}
    assert let_go_all({}, Progress(Job())) == {"gone": 0}
    assert line not in text(sign_in("practice_reader").get(HOME))


# ---- System roles ----


def role(cast: Cast, **changes: Any) -> dict[str, Any]:
    return ROLE | {"system": str(cast.system.pk)} | changes


def test_the_page_says_what_will_happen_before_anything_does(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("core_member")
    asks = client.post(f"{HOME}system-role/", role(cast))
    said = text(asks)
    for words in (
        "You leave the core of this group",
        "Pathway lead, frailty, Tidewater. From now, with no end date.",
        "You lose the seat of Harbour PCN. It stays a core seat and is empty.",
        "Dr Ben Achterberg, deputy in Harbour PCN, may be asked to act for it.",
        "The closed room, its papers and every ballot are closed to you from then.",
        "You sit in attendance as “Pathway lead, frailty” until",
        "When the role ends, no seat comes back by itself",
    ):
        assert words in said
    assert not SystemRole.objects.exists()
    done = client.post(f"{HOME}system-role/", role(cast, confirmed="yes"), follow=True)
    assert "The role is declared" in text(done)
    assert "Dr Leila Nasser’s term in the seat of Harbour PCN" in text(done)
    assert SystemRole.objects.get().person == cast["core_member"]


def test_secretariat_declares_for_a_member(cast: Cast, sign_in: SignIn) -> None:
    client, path = sign_in("secretariat"), f"{HOME}system-role/of/{cast['chair'].pk}/"
    said = text(client.post(path, role(cast)))
    assert "Ruth Calder leaves the core of this group" in said
    assert "Ruth Calder is chair no longer. The deputy chair acts, if there is one who can" in said
    assert "You do not see those groups; they are told." in said
    done = client.post(path, role(cast, confirmed="yes"), follow=True)
    assert done.status_code == 200
    assert Job.objects.filter(kind="seats.tell").exists()


def test_a_later_role_says_from_when(cast: Cast, sign_in: SignIn) -> None:
    day = today() + timedelta(days=20)
    said = text(sign_in("core_member").post(f"{HOME}system-role/", role(cast, **boxes("begins", day))))
    assert f"From {long_date(day)}: " in said
    done = sign_in("core_member").post(
        f"{HOME}system-role/", role(cast, confirmed="yes", **boxes("begins", day)), follow=True
    )
    assert "Until then nothing changes." in text(done)
    with system_scope("tests"):
        assert SeatTerm.objects.get(seat=cast.seats["pcn"], part="holder").period.upper == start_of_day(day)


def test_changing_what_was_entered_keeps_it(cast: Cast, sign_in: SignIn) -> None:
    again = sign_in("core_member").post(f"{HOME}system-role/", role(cast, change="yes"))
    assert "Pathway lead, frailty" in again.content.decode()
    assert "See what will happen" in text(again)
    assert not SystemRole.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (boxes("begins", today() - timedelta(days=1)), "begins", "First day must be today"),
        (boxes("until", today() - timedelta(days=1)), "until", "Last day must be the first day or later"),
        ({"title": ""}, "title", "Enter what the role is called"),
        ({"kind": ""}, "kind", "Select what kind of role it is"),
        ({"system": "other"}, "other_system", "Enter the name or ODS code of the other system"),
        ({"system": "other", "other_system": "Nowhere"}, "other_system", "No one system is called “Nowhere”"),
        ({"system": "999"}, "system", ""),
    ],
)
@pytest.mark.parametrize("confirmed", [{}, {"confirmed": "yes"}])
def test_a_bad_role_is_refused_at_its_field(
    cast: Cast, sign_in: SignIn, changes: dict[str, str], field: str, sentence: str, confirmed: dict[str, str]
) -> None:
    found = sign_in("core_member").post(f"{HOME}system-role/", role(cast, **changes, **confirmed))
    assert list(errors(found)) == [field]
    assert sentence in errors(found)[field][0]
    assert not SystemRole.objects.exists()
    with system_scope("tests"):
        assert SeatTerm.objects.get(person=cast["core_member"])


def test_overlapping_roles_are_refused_at_the_kind(cast: Cast, sign_in: SignIn) -> None:
    take_role(cast, cast["core_member"])
    found = sign_in("core_member").post(f"{HOME}system-role/", role(cast, title="Pathway lead, falls"))
    assert "is declared already as a role of this kind" in errors(found)["kind"][0]
    assert SystemRole.objects.count() == 1


def test_ending_a_role_says_that_nothing_comes_back(cast: Cast, sign_in: SignIn) -> None:
    made = take_role(cast, cast["core_member"])
    client, path = sign_in("core_member"), f"{HOME}system-role/{made.pk}/end/"
    assert "Ending it gives no seat back by itself." in text(client.get(path))
    stale = client.post(path, {"when": "today", "version": "9"})
    assert "Somebody else has just changed this role" in errors(stale)["__all__"][0]
    assert "No seat comes back by itself." in text(client.post(path, {"when": "today", "version": "1"}, follow=True))
    assert SystemRole.objects.get().period.upper is not None
    assert client.get(ROOM).status_code == 403


ROOM = f"{HOME}withheld/"


# ---- Looking again ----


def test_when_somebody_is_to_look() -> None:
    assert due_on(date(2026, 1, 1), None) == date(2026, 1, 29)
    assert due_on(date(2020, 1, 1), date(2026, 3, 3)) == date(2027, 3, 3)
    assert due_on(date(2020, 1, 1), date(2028, 2, 29)) == date(2029, 3, 1)
    day = date(2026, 6, 1)
    assert to_be_told(day + timedelta(14), None, day)
    assert not to_be_told(day + timedelta(15), None, day)
    assert not to_be_told(day, day - timedelta(89), day)
    assert to_be_told(day, day - timedelta(90), day)


def test_the_need_leads_to_the_page(cast: Cast) -> None:
    with open_scope(person=cast["core_member"].pk, read=[cast.eastmere.pk]):
        standings = standing.all_of(cast["core_member"].pk)
        found = [each for each in needs_of(standings, cast["core_member"].pk, today()) if "interests" in each.duty.what]
    assert [(each.duty.what, each.duty.href, each.duty.tone) for each in found] == [
        ("Declare your interests", f"{HOME}mine/", "late")
    ]


def test_the_daily_look_asks_each_once(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    declare(cast.eastmere, cast["chair"])
    asked = ask_all({}, Progress(Job()))
    assert asked == {"asked": 5}  # four of Eastmere, one of Ambleford
    assert ask_all({}, Progress(Job())) == {"asked": 0}
    for job in Job.objects.filter(kind="interests.remind"):
        assert send_letter(job.arguments, Progress(job)) == {"sent": 1}
    assert len(mail.outbox) == 5
    assert mail.outbox[0].subject.startswith("Declare your interests: ")


def test_chair_asks_somebody_once_a_day(cast: Cast, sign_in: SignIn) -> None:
    client, path = sign_in("chair"), f"{HOME}overview/{cast['core_member'].pk}/remind/"
    assert "Five are late." in text(client.get(f"{HOME}overview/"))
    assert "is asked by email" in text(client.post(path, follow=True))
    assert "was asked by email today already" in text(client.post(path, follow=True))
    with open_scope(read=[cast.eastmere.pk]):
        assert InterestReminder.objects.count() == 1


def test_the_secretariats_writing_is_no_look_of_the_person(cast: Cast) -> None:
    from groups.interests import actions
    from tests.interests.worlds import values

    group = [cast.eastmere.pk]
    with open_scope(person=cast["secretariat"].pk, read=group, write=group):
        actions.declare(cast.eastmere, cast["chair"], values(), by=cast["secretariat"])
        assert not InterestReview.objects.exists()
