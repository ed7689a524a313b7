"""A chair everyone trusts: from opening to the handover, nobody trusted by all, and a lot that is drawn."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from gpleadership.lib.dates import today
from groups.people.actions import person_of
from tests.ballots.electors import table
from tests.browser.appointing import HERE, Appointing, letter_to, sign_in_by_code, type_day
from tests.browser.steps import Visitor
from tests.cast import Cast

OUTSIDE = "manager@example.net"


@pytest.fixture
def appointing(people: Cast, visit: Any, width: int) -> Appointing:
    """Eastmere with five PCN seats, four of the LMC and two of the federation."""
    return Appointing(table(people, pcn=5, lmc=4, federation=2), visit, width)


def test_a_manager_from_outside_is_trusted_by_all_and_becomes_chair(
    appointing: Appointing, visit: Any, width: int
) -> None:
    # given nominations that the secretariat has opened
    appointing.opens()
    # when a member nominates a manager, with an address that is none at first
    member = appointing.member(0)
    member.go(appointing.page)
    member.press("Nominate somebody")
    member.see("chair-nominate")
    member.follow("Nominate somebody from outside by email")
    member.fill("Their name", "Maya Ford")
    member.fill("Their email address", "manager at example")
    member.press("Nominate them")
    member.see("chair-nominate-outside-error")
    assert "error-summary" in member.focused()
    assert member.page.get_by_label("Their name", exact=True).input_value() == "Maya Ford"
    member.fill("Their email address", OUTSIDE)
    member.fill("Who they are (optional)", "Manager of Quay Surgery")
    member.press("Nominate them")
    assert "You nominated Maya Ford" in member.text()
    # and the manager follows the letter's link and signs in with a code
    nominee: Visitor = visit(None, width)
    link = re.search(r"https?://[^/\s]+(/nominations/\d+/)", letter_to(OUTSIDE, "You are nominated"))
    assert link is not None
    nominee.go(link.group(1))
    sign_in_by_code(nominee, OUTSIDE)
    nominee.see("nomination")
    assert "Your nomination as chair" in nominee.heading()
    # then an answer without a statement is sent back, and with one they stand
    nominee.press("Accept the nomination")
    nominee.see("nomination-error")
    appointing.accepts(nominee, "Manager of Quay Surgery", "I listen first.\nThen I say what we agreed.")
    nominee.see("nomination-accepted")
    # when the ballot is open, a voter forgets an answer, then votes, and a second tab is late
    appointing.goes_to_ballot()
    appointing.office.see("chair-ballot-open")
    appointing.answers(member)
    member.see("ballot")
    member.press("Check my ballot")
    member.see("ballot-missing")
    assert "Select yes or no for Maya Ford" in member.text()
    second = member.page.context.new_page()
    second.goto(member.page.url)
    code = appointing.votes(member, Ford="Yes")
    second.get_by_label("Yes", exact=True).check()
    second.get_by_role("button", name="Check my ballot", exact=True).click()
    late = Visitor(second)
    assert late.heading() == "You have voted"
    late.see("ballot-voted")
    # and the receipt is in the box
    member.go(f"/g/eastmere/ballots/{appointing.ballot.number}/result/")
    member.see("ballot-running")
    member.fill("Receipt code", code.lower().replace("-", " "))
    member.press("Is it in the box?")
    member.see("ballot-receipt-check")
    assert code not in member.page.url
    # when all others trust the manager too, the page says how it was counted
    manager = person_of(OUTSIDE)
    assert manager is not None
    appointing.all_others_vote({number: [manager] for number in range(1, 11)})
    appointing.counts()
    appointing.office.see("ballot-result")
    assert "Maya Ford is trusted in every constituency" in appointing.office.text()
    # and the handover is today
    appointing.office.go(appointing.page)
    appointing.office.see("chair-chosen")
    appointing.office.press("Record the appointment")
    appointing.office.see("chair-appoint")
    type_day(appointing.office, "First day of the term", today())
    appointing.office.press("Record the appointment")
    appointing.office.see("chair-handover")
    assert "Maya Ford is our chair from" in appointing.office.text()
    nominee.go(HERE)
    nominee.see("chair-new")
    assert "Maya Ford is our chair until" in nominee.text()


def test_nobody_is_trusted_by_all_and_the_group_goes_on_talking(appointing: Appointing) -> None:
    # given one who stands, and one who declines
    appointing.opens()
    first, second, third = (appointing.member(number) for number in (0, 5, 9))
    appointing.nominates_themselves(first, "I know the PCNs.")
    appointing.nominates_themselves(second, "I know the LMC.")
    first.go(f"{appointing.page}nominate/?q=Federation")
    first.see("chair-nominate-found")
    first.follow("Dr Federation Elector 1")
    first.see("chair-nominate-person")
    first.press("Nominate them")
    link = re.search(r"https?://[^/\s]+(/nominations/\d+/)", letter_to("federation1@example.org", "You are nominated"))
    assert link is not None
    third.go(link.group(1))
    third.see()
    third.follow("Decline")
    third.see("nomination-decline")
    third.fill("Why (optional)", "I retire next year.")
    third.press("Decline")
    third.see("nomination-declined")
    # when somebody names them all the same, they are told that nobody can
    second.go(f"{appointing.page}nominate/?q=Federation")
    assert "does not want to stand" in second.text()
    second.follow("Dr Federation Elector 1")
    second.press("Nominate them")
    second.see("chair-nominate-declined")
    assert "Dr Federation Elector 1 has declined, so nobody can nominate them again" in second.text()
    # and the constituencies answer differently
    appointing.goes_to_ballot()
    assert "Federation Elector" not in ballot_names(appointing)
    one, other = appointing.seated.people[0], appointing.seated.people[5]
    appointing.all_others_vote({number: [one] for number in range(5)} | {number: [other] for number in range(5, 11)})
    appointing.counts()
    appointing.office.see("ballot-result-nobody")
    assert "No one is yet trusted by all" in appointing.office.text()
    # then the page says what to do next, and it can be done
    appointing.office.go(appointing.page)
    appointing.office.see("chair-nobody")
    assert "Talk first" in appointing.office.text()
    assert "Ruth Calder is chair until" in appointing.office.text()
    appointing.office.press("Open nominations again")
    appointing.office.see("chair-reopen")
    appointing.office.press("Open nominations again")
    assert "Nominations are open until" in appointing.office.text()
    # and whoever votes too late reads why
    third.go(f"/g/eastmere/ballots/{appointing.ballot.number}/")
    third.see("ballot-counted")
    assert third.heading() == "This ballot has been counted"


def ballot_names(appointing: Appointing) -> str:
    """What the page of the open ballot says."""
    appointing.office.go(f"/g/eastmere/ballots/{appointing.ballot.number}/result/")
    return appointing.office.text()


def test_a_tie_is_decided_by_the_lot_that_was_fixed_at_the_opening(appointing: Appointing) -> None:
    # given two whom everybody trusts
    appointing.opens()
    appointing.nominates_themselves(appointing.member(0), "I know the PCNs.")
    appointing.nominates_themselves(appointing.member(5), "I know the LMC.")
    appointing.goes_to_ballot()
    commitment = appointing.ballot.lot_commitment
    voter = appointing.member(10)
    appointing.answers(voter, **{"Pcn Elector 1": "Yes"})
    voter.press("Check my ballot")
    voter.see("ballot-one-missing")
    assert "Select yes or no for Dr Lmc Elector 1" in voter.text()
    assert voter.page.get_by_role("group", name=re.compile("Pcn")).get_by_label("Yes", exact=True).is_checked()
    # when somebody has the check page open in two tabs and casts from both
    appointing.answers(voter, **{"Pcn Elector 1": "Yes", "Lmc Elector 1": "Yes"})
    voter.press("Check my ballot")
    again = voter.page.context.new_page()
    copy = Visitor(again)
    appointing.answers(copy, **{"Pcn Elector 1": "No", "Lmc Elector 1": "No"})
    copy.press("Check my ballot")
    voter.press("Cast my ballot")
    copy.press("Cast my ballot")
    copy.see("ballot-cast-twice")
    assert copy.heading() == "You have voted"
    stood = [appointing.seated.people[0], appointing.seated.people[5]]
    appointing.all_others_vote(dict.fromkeys(range(10), stood))
    appointing.counts()
    # then the lot decides, by the seed that was fixed before anybody voted
    appointing.office.see("ballot-result-lot")
    assert "was chosen by lot" in appointing.office.text()
    assert "11 of 11 electors voted" in appointing.office.text()
    appointing.office.page.get_by_text("What is published to check the count").click()
    assert commitment in appointing.office.text()
    # and whoever counts again finds the same
    said = StringIO()
    call_command("explain_ballot", "eastmere", appointing.ballot.number, stdout=said)
    chosen = re.search(r"(Dr \w+ Elector 1) is trusted in every constituency", appointing.office.text())
    assert chosen is not None
    assert f"{chosen.group()}, and was chosen by lot" in said.getvalue()
