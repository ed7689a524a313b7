"""A group is founded from a place, people are seated, a term ends, and access goes with it."""

import re
from datetime import date
from typing import Any

from django.core import mail
from playwright.sync_api import expect

from gpleadership.lib.scopes import system_scope
from groups.jobs.worker import drain
from groups.models import Organisation, Place, PlaceOrganisation, PlaceSystem
from tests.browser.steps import Visitor
from tests.cast import Cast


def a_place_without_a_group(cast: Cast) -> None:
    start = date(2022, 7, 1)
    with system_scope("test"):
        place = Place.objects.create(slug="norwold", name="Norwold")
        PlaceSystem.objects.create(place=place, system=cast.system, start=start)
        for kind, code, name in (
            ("pcn", "U93001", "Norwold North PCN"),
            ("pcn", "U93002", "Norwold South PCN"),
            ("lmc", None, "Tidewater LMC"),
        ):
            organisation = Organisation.objects.create(kind=kind, ods_code=code, name=name)
            PlaceOrganisation.objects.create(place=place, organisation=organisation, start=start)


def link_sent_to(email: str) -> str:
    """The address of the link in the newest mail to somebody, once waiting jobs are done."""
    drain()
    message = next(message for message in reversed(mail.outbox) if message.to == [email])
    found = re.search(r"https?://[^/\s]+(/invitations/[^\s/]+/)", message.body)
    assert found is not None, message.body
    return found.group(1)


def join(visitor: Visitor, email: str) -> None:
    """Follow the link of an invitation and make an account."""
    visitor.go(link_sent_to(email))
    visitor.see("invitation")
    visitor.fill("Choose a password", "a very long password of mine")
    visitor.press("Make my account and accept")
    visitor.see("invitation-accepted")


def test_a_group_is_founded_and_a_term_ends(people: Cast, visit: Any, width: int) -> None:
    # given a place without a group, and staff of its ICB
    a_place_without_a_group(people)
    staff: Visitor = visit(people["icb_staff"], width)
    staff.go("/s/tidewater/")
    staff.see("roster")
    staff.follow("Start a group in Norwold")
    staff.see("founding-start")
    # when they name nobody, they are told so and nothing is lost
    staff.fill("Name of the group", "Norwold GP Leaders")
    staff.press("Start the draft and invite")
    staff.see("founding-start-error")
    assert "error-summary" in staff.focused()
    assert staff.page.get_by_label("Name of the group", exact=True).input_value() == "Norwold GP Leaders"
    staff.fill("Name of the chair-to-be", "Dr Ada Marsh")
    staff.fill("Email address of the chair-to-be", "ada@example.org")
    staff.press("Start the draft and invite")
    staff.see()
    # when the chair-to-be follows the link and answers the three questions
    chair: Visitor = visit(None, width)
    join(chair, "ada@example.org")
    chair.go("/g/norwold/founding/")
    chair.see("founding-overview")
    chair.go("/g/norwold/founding/basis/")
    chair.see("founding-basis")
    chair.page.get_by_role("radio", name="Representative").check()
    chair.fill("How partners reach the group", "office@norwold.example.org")
    chair.fill("Members needed for a quorum", "2")
    chair.press("Save and go on")
    chair.see("founding-seats")
    chair.press("Save and go on")
    chair.see("founding-people")
    seat = chair.page.get_by_role("group", name="Norwold North PCN")
    seat.get_by_label("Name", exact=True).fill("Dr Bo Lind")
    seat.get_by_label("Email address", exact=True).fill("bo@example.org")
    chair.press("Save and go on")
    chair.see("founding-check")
    chair.press("Send the invitations")
    chair.see("founding-ready")
    # when platform staff activate the group
    platform: Visitor = visit(people["platform_staff"], width)
    platform.go("/platform/groups/norwold/")
    platform.see("platform-group")
    platform.press("Activate the group")
    platform.see("platform-activated")
    # and the member accepts
    member: Visitor = visit(None, width)
    join(member, "bo@example.org")
    member.go("/g/norwold/members/")
    assert "Dr Bo Lind" in member.text()
    # when the chair ends the member's term today
    chair.go("/g/norwold/members/")
    chair.see("members")
    chair.page.get_by_role("link", name="Change the seat of Dr Bo Lind").click()
    chair.see("seat")
    chair.page.get_by_role("link", name=re.compile("End .*term")).first.click()
    chair.see("end-term")
    chair.page.get_by_role("radio", name=re.compile("Today|Now", re.IGNORECASE)).check()
    chair.press("End this term")
    chair.see("term-ended")
    # then access is gone with it
    answer = member.go("/g/norwold/members/")
    assert answer is not None
    assert answer.status == 404


def test_icb_staff_find_whom_to_go_to(people: Cast, visit: Any, width: int) -> None:
    # given ICB staff with the roster open
    staff: Visitor = visit(people["icb_staff"], width)
    staff.go("/s/tidewater/")
    # when they type a name, the list follows and the address can be shared
    staff.page.get_by_label("Place, person, practice or code", exact=True).press_sequentially("Nasser", delay=10)
    expect(staff.page.locator(".gpl-place")).to_have_count(1)
    assert "q=Nasser" in staff.page.url
    # when they open a row, its seats come without leaving the page
    staff.page.get_by_text("Seats in Eastmere").click()
    staff.page.get_by_text("Who to go to", exact=True).wait_for()
    assert "Dr Leila Nasser" in staff.text()
    staff.see("roster-open")
    # then the group sees that they looked
    chair: Visitor = visit(people["chair"], width)
    chair.go("/g/eastmere/audit/views/")
    assert "Helen Castle" in chair.text()
    chair.see("who-looked")


def test_coverage_is_read_without_colour_or_script(people: Cast, visit: Any, width: int) -> None:
    staff: Visitor = visit(people["icb_staff"], width)
    staff.go("/s/tidewater/places/eastmere/")
    staff.see("coverage")
    staff.page.get_by_text("The same as a table").click()
    assert "Below the band" in staff.text()
