"""A core member becomes a clinical lead of the system, and loses core standing at once."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope
from groups.ballots.actions import Named, open_ballot
from tests.cast import Cast
from tests.interests.worlds import boxes, declare, withhold

INTERESTS = "/g/eastmere/interests/"
PAPER = "/g/eastmere/ballots/1/"
CLOSED = "As in attendance you cannot enter the closed room"


def _open_ballot(cast: Cast) -> None:
    group = [cast.eastmere.pk]
    with open_scope(read=group, write=group, closed=group):
        closes = timezone.now() + timedelta(days=8)
        open_ballot(cast.eastmere, "chair", names=[Named(cast["chair"])], floor=60, closes_at=closes, by=cast["chair"])


def test_a_core_member_becomes_a_clinical_lead(people: Cast, visit: Any, width: int) -> None:
    declare(people.eastmere, people["chair"], mitigation="Leaves the item when its contract is discussed")
    withhold(people.eastmere, people["chair"])
    _open_ballot(people)
    member = visit(people["core_member"], width)
    second_tab = visit(people["core_member"], width)

    # Given a core member who reads what is closed, in two tabs
    second_tab.go(f"{INTERESTS}withheld/")
    assert second_tab.heading() == "What is withheld from publication"
    second_tab.see("interests-withheld")
    member.go(PAPER)
    assert CLOSED not in member.text()
    assert "Core member" in member.page.locator("header").inner_text()

    # When they declare their role, and see first what it brings
    member.go(INTERESTS)
    member.see("interests-register")
    member.follow("Declare a role in the system")
    member.see("system-role")
    member.press("See what will happen")
    assert "There is a problem" in member.text()
    member.choose("Clinical or pathway lead")
    member.fill("What is the role called?", "Pathway lead, frailty")
    member.choose("Tidewater")
    member.press("See what will happen")
    assert member.heading() == "You leave the core of this group"
    member.see("system-role-confirm")
    member.press("Declare this role")

    # Then it is done: the header says so, and so does everybody's members page
    assert member.heading() == "The role is declared"
    assert "In attendance" in member.page.locator("header").inner_text()
    member.see("system-role-done")
    member.go("/g/eastmere/members/")
    assert "System role: in attendance" in member.text()
    member.see("firewall-members")

    # And what is for the core is closed in words, in the tab that was open before too
    second_tab.page.reload()
    assert CLOSED in second_tab.text()
    second_tab.see("firewall-refused")
    member.go(PAPER)
    assert CLOSED in member.text()
    member.go(f"{INTERESTS}mine/")
    member.see("interests-own")

    # And the chair sees the empty seat and the role in the register
    chair = visit(people["chair"], width)
    chair.go(INTERESTS)
    assert "Pathway lead, frailty" in chair.text()
    chair.see("interests-register-role")
    chair.follow("Who has declared, and who is late")
    chair.see("interests-overview")


def test_declaring_an_interest(people: Cast, visit: Any, width: int) -> None:
    member = visit(people["core_member"], width)
    member.go(f"{INTERESTS}mine/")
    member.see("interests-own-empty")
    member.press("Declare an interest")
    member.press("Declare this interest")
    assert member.page.locator(".nhsuk-error-summary").is_visible()
    member.see("interests-declare-errors")
    member.choose("Financial")
    member.fill("What is the interest?", "Director of a company that may bid for the frailty service")
    member.fill("With which organisation or person?", "Harbour Health Ltd")
    for name, value in boxes("start", today()).items():
        member.page.locator(f"[name={name}]").fill(value)
    member.press("Declare this interest")
    assert "stands in the register" in member.text()
    member.see("interests-own-one")
