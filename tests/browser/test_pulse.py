"""The trust pulse in a browser: opened, voted in, counted, read, and talked about, at both widths."""

from typing import Any

import pytest

from groups.pulse.actions import open_pulse
from tests.ballots.electors import Table, table
from tests.cast import Cast
from tests.pulse.steps import chair_of, chair_since, count, scope, vote


@pytest.fixture
def seated(people: Cast) -> Table:
    """Four PCN seats, two of the LMC and two of the federation; the chair's term began 100 days ago."""
    found = table(people, pcn=4, lmc=2, federation=2)
    chair_since(found, 100)
    return found


def test_a_pulse_from_opening_to_what_was_agreed(visit: Any, seated: Table, width: int) -> None:
    # Given a group that has asked nobody yet
    office = visit(seated.secretariat, width)
    office.go("/g/eastmere/pulse/")
    assert "We have not asked yet." in office.text()
    office.see()
    # When the secretariat opens a pulse ahead of time
    office.press("Open it now")
    assert "Ruth Calder" in office.text()
    office.see()
    office.press("Open the trust pulse")
    assert "The trust pulse is open until" in office.text()
    office.see()
    # Then an elector is led to the ballot, and the others do not trust her among the PCNs
    elector = visit(seated.people[0], width)
    elector.go("/g/eastmere/pulse/")
    elector.see()
    elector.press("Open my ballot")
    assert elector.heading() == "Do you still trust those who speak for us?"
    with scope(seated):
        pulse = seated.group.pulses.select_related("ballot__group").get()
    for number in range(8):
        vote(seated, pulse, number, *([chair_of(seated)] if number > 2 else []))
    count(seated, pulse)
    # And when it is counted, everybody reads it, and the secretariat records what was agreed
    elector.go("/g/eastmere/pulse/")
    assert "Ruth Calder is not trusted in every constituency." in elector.text()
    elector.see()
    office.go("/g/eastmere/pulse/")
    office.page.get_by_role("link", name="Record what was agreed about Ruth Calder").click()
    office.see()
    office.press("Record what was agreed")
    assert "nhsuk-error-summary" in office.focused()
    office.see()
    office.fill("What was agreed", "We meet the PCNs each month.")
    office.press("Record what was agreed")
    assert "We meet the PCNs each month." in office.text()
    office.see()


def test_the_trend_is_sorted_without_leaving_the_page(visit: Any, seated: Table) -> None:
    with scope(seated):
        pulse = open_pulse(seated.group, by=seated.secretariat)
    count(seated, pulse)
    member = visit(seated.people[0])
    member.go("/g/eastmere/pulse/")
    member.page.get_by_label("Order").select_option("Oldest first")
    member.page.wait_for_url("**/pulse/?*sort=oldest*")
    member.see()
