"""Chair and secretariat write down what somebody told them: it is logged, its person is told, and can change it."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.interests.jobs import send_word
from groups.jobs.models import Job
from groups.jobs.progress import Progress
from groups.models import InterestReview
from tests.cast import Cast
from tests.interests.conftest import SignIn
from tests.interests.test_pages import HOME, NEW, _frame, errors, everything, text
from tests.interests.worlds import SECRET, WHAT, boxes, declare, withhold


def page_of(cast: Cast, who: str, rest: str = "") -> str:
    return f"{HOME}overview/{cast[who].pk}/{rest}"


def letters() -> list[str]:
    for job in Job.objects.filter(kind="interests.tell").order_by("pk"):
        send_word(job.arguments, Progress(job))
    return [str(each.body) for each in mail.outbox]


def test_the_secretariat_writes_down_an_interest(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("secretariat")
    assert "has not declared yet" in text(client.get(page_of(cast, "core_member")))
    said = text(client.post(page_of(cast, "core_member", "declare/"), NEW, follow=True))
    assert "Dr Leila Nasser is told by email, and can change it." in said
    assert WHAT in said
    (made,) = everything(cast)
    assert (made.person, made.declared_by, made.withheld) == (cast["core_member"], cast["secretariat"], False)
    with open_scope(read=[cast.eastmere.pk]):
        assert not InterestReview.objects.exists()
    mine = text(sign_in("core_member").get(f"{HOME}mine/"))
    assert f"Entered by {cast['secretariat']} on" in mine
    assert f"Entered by {cast['secretariat']} on" in text(sign_in("core_member").get(f"{HOME}{made.pk}/history/"))
    (letter,) = letters()
    assert f"{cast['secretariat']} wrote down an interest of yours" in " ".join(letter.split())
    assert WHAT not in letter


def test_the_log_says_who_wrote_it_for_whom(cast: Cast, sign_in: SignIn) -> None:
    sign_in("secretariat").post(page_of(cast, "core_member", "declare/"), NEW)
    assert "declared an interest of Dr Leila Nasser" in text(sign_in("chair").get("/g/eastmere/audit/"))


def test_what_they_mistyped_they_can_change_and_end(cast: Cast, sign_in: SignIn) -> None:
    first = declare(cast.eastmere, cast["core_member"])
    client = sign_in("chair")
    path = page_of(cast, "core_member", f"{first.pk}/change/")
    assert WHAT in client.get(path).content.decode()
    client.post(path, NEW | {"what": "Salaried there", "version": "1"})
    old, new = everything(cast)
    assert (new.what, new.declared_by, new.corrects_id) == ("Salaried there", cast["chair"], old.pk)
    client.post(page_of(cast, "core_member", f"{new.pk}/end/"), {"version": "1", **boxes("end")})
    assert everything(cast)[1].end == today()
    said = [" ".join(each.split()) for each in letters()]
    assert ["changed an interest" in said[0], "ended an interest" in said[1], len(said)] == [True, True, 2]


def test_bad_input_is_shown_at_its_field(cast: Cast, sign_in: SignIn) -> None:
    found = sign_in("secretariat").post(page_of(cast, "core_member", "declare/"), NEW | {"with_whom": ""})
    assert errors(found) == {"with_whom": ["Enter with whom"]}
    assert WHAT in found.content.decode()
    assert everything(cast) == []


@pytest.mark.parametrize("way", ["change", "end"])
def test_of_two_editors_the_second_is_told(cast: Cast, sign_in: SignIn, way: str) -> None:
    """What took its place is found, nothing typed is lost, and sending it again saves it."""
    made = declare(cast.eastmere, cast["core_member"])
    sign_in("core_member").post(f"{HOME}{made.pk}/change/", NEW | {"what": "Theirs", "version": "1"})
    chair, typed = sign_in("chair"), NEW | boxes("end") | {"what": "Mine", "version": "1"}
    found = chair.post(page_of(cast, "core_member", f"{made.pk}/{way}/"), typed)
    assert "changed while you were editing it" in errors(found)["__all__"][0]
    assert ("Mine" in found.content.decode()) == (way == "change")
    newest = everything(cast)[-1]
    assert (newest.what, newest.end) == ("Theirs", None)
    again = page_of(cast, "core_member", f"{newest.pk}/{way}/")
    assert f'action="{again}"' in found.content.decode()
    assert chair.post(again, typed).status_code == 302


@pytest.mark.parametrize("who", ["chair", "secretariat"])
def test_a_withheld_one_is_its_persons_alone(cast: Cast, sign_in: SignIn, who: str) -> None:
    made = withhold(cast.eastmere, cast["core_member"])
    client = sign_in(who)
    said = text(client.get(page_of(cast, "core_member")))
    assert "One interest is withheld from publication. Only Dr Leila Nasser can change that." in said
    assert SECRET not in said
    for way in ("change", "end"):
        assert client.get(page_of(cast, "core_member", f"{made.pk}/{way}/")).status_code == 404
    client.post(page_of(cast, "core_member", "declare/"), NEW | {"withheld": "on", "reason": "Sneaked in"})
    assert [each.withheld for each in everything(cast)] == [True, False]


def test_ones_own_has_its_own_page(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("chair")
    assert client.get(page_of(cast, "chair")).url == f"{HOME}mine/"
    assert client.get(page_of(cast, "chair", "declare/")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same(cast: Cast, sign_in: SignIn, rows: int) -> None:
    client = sign_in("secretariat")
    for number in range(rows):
        client.post(page_of(cast, "core_member", "declare/"), NEW | {"what": f"Interest {number}"})
    client.get(page_of(cast, "core_member"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page_of(cast, "core_member")).status_code == 200
    assert len([each for each in asked if not _frame(each["sql"])]) == 4


def test_the_answer_names_three(cast: Cast, sign_in: SignIn) -> None:
    strong, rest = sign_in("chair").get(f"{HOME}overview/").context_data["lede"]
    assert strong == "Five are late."
    assert rest.count(",") == 2
    assert rest.endswith(" and two others should look now.")


def test_only_those_whose_day_is_near_are_asked_by_hand(cast: Cast, sign_in: SignIn) -> None:
    declare(cast.eastmere, cast["core_member"])
    rows: list[Any] = sign_in("chair").get(f"{HOME}overview/").context_data["rows"]
    found = {row.pk: (row.asked, row.can_ask) for row in rows}
    assert found[cast["core_member"].pk] == ("", False)
    assert found[cast["chair"].pk] == ("not yet", True)
