"""`explain_ballot`: what it says of a ballot that holds, and that it finds whatever somebody has changed."""

import json
import re
from collections.abc import Sequence
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as portal
from django.core.management import call_command
from django.core.management.base import CommandError

from gpleadership.lib.scopes import open_scope
from groups.ballots import actions
from groups.ballots.models import Ballot
from groups.ballots.rules.disclosure import Published
from groups.ballots.rules.lot import drawn
from tests.ballots.electors import Table, table
from tests.ballots.steps import pass_closing_time
from tests.ballots.test_box import opened, vote
from tests.cast import Cast
from tests.database import owner

COUNT = re.compile(r"\d+ (?:or more |or fewer )?of \d+")


@pytest.fixture
def seated(committed_cast: Cast, settings: Any) -> Table:
    """Eastmere with six PCN seats, five of the LMC and two of the federation filled."""
    settings.JOBS_WAKE = "tests.ballots.attack.elections.nobody_listens"
    return table(committed_cast, pcn=6, lmc=5, federation=2)


def counted(seated: Table, answers: Sequence[Sequence[int]], names: int = 2) -> Ballot:
    """A ballot in which the electors answered this, in the order of the table."""
    ballot = opened(seated, *seated.people[:names])
    for number, approved in enumerate(answers):
        vote(seated, ballot, number, *approved)
    pass_closing_time(ballot)
    group = [seated.group.pk]
    with open_scope(read=group, write=group, closed=group):
        return actions.close(ballot)


@pytest.fixture
def ballot(seated: Table) -> Ballot:
    """One is trusted by all, the other by nobody."""
    return counted(seated, [[1]] * 3 + [[]] + [[1]] * 4 + [[]] + [[1]] * 4)


def explained(*arguments: str) -> tuple[str, str]:
    """What the command says, and with what it fails."""
    out = StringIO()
    try:
        call_command("explain_ballot", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_a_ballot_that_holds_explains_itself(seated: Table, ballot: Ballot) -> None:
    said, failed = explained("eastmere", "1")
    assert failed == ""
    assert "DIFFERS" not in said
    lines = said.splitlines()
    assert lines[0] == "EAS-T-01: Trust ballot for the chair, Eastmere GP Leadership Group"
    assert f"  Holds:   Roll. 13 electors, as published when the ballot opened: {ballot.roll_hash}" in lines
    assert f"  Holds:   Box. 13 ballots, as published at the count: {ballot.box_hash}" in lines
    assert "  13 of 13 electors voted." in lines
    assert "  1. Floor. One person was trusted by at least 60% in every constituency" in said
    assert len([line for line in lines if line.startswith("  Holds:")]) == 7


def test_for_machines(ballot: Ballot) -> None:
    said, failed = explained("eastmere", "1", "--json")
    found = json.loads(said)
    assert (failed, found["holds"], {each["holds"] for each in found["checks"]}) == ("", True, {True})
    assert [each["name"] for each in found["checks"]] == [
        *("Roll", "Pools", "Order of names", "Lot", "Box", "Count", "Log"),
    ]
    assert found.keys() == {"title", "when", "checks", "result", "steps", "withheld", "holds"}


def test_a_tie_is_drawn_again_from_the_seed(seated: Table) -> None:
    ballot = counted(seated, [[1, 2]] * 13)
    assert Published.from_json(ballot.result).lot == drawn(ballot.lot_seed, [1, 2])
    said, failed = explained("eastmere", "1")
    assert (failed, "Lot. From the seed that was fixed before anybody voted" in said) == ("", True)


def test_nobody_voted(seated: Table) -> None:
    counted(seated, [])
    said, failed = explained("eastmere", "1")
    assert (failed, "Nobody voted, so no one is yet trusted by all." in said) == ("", True)


@pytest.mark.parametrize("answers", [[[1]] * 13, [[1]] * 5 + [[]] * 8, [[]] * 13, [[1], [1], [1]], [[1, 2]] * 12])
def test_no_count_is_said_that_is_not_published(seated: Table, answers: list[list[int]]) -> None:
    """Every figure on the page’s side of “of” comes from a published cell, or is the turnout."""
    ballot = counted(seated, answers)
    said, failed = explained("eastmere", "1")
    published = Published.from_json(ballot.result)
    cells = {shown.count for each in published.answers for shown in each.shown if shown.count}
    found = set(COUNT.findall(said.replace(f"{len(answers)} of 13 electors voted", "")))
    assert (failed, found - cells) == ("", set())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "differing"),
    [
        ("UPDATE groups_ballotbox SET approved = '{2}' WHERE approved = '{1}'", "Box, Count"),
        # Published as “1 or fewer” before and after: the fingerprint alone tells.
        ("UPDATE groups_ballotbox SET approved = '{2}' WHERE approved = '{}'", "Box"),
        ("DELETE FROM groups_ballotbox WHERE approved = '{}'", "Box, Count"),
        ("UPDATE groups_ballotbox SET receipt = encode(sha256(receipt::bytea), 'hex')", "Box"),
        ("UPDATE groups_ballotbox SET pool = 'ccg'", "Box, Count"),
        ("UPDATE groups_ballotbox SET approved = '{7}'", "Box, Count"),
        ("DELETE FROM groups_ballotroll WHERE seat_id = (SELECT min(seat_id) FROM groups_ballotroll)", "Roll, Pools"),
        ("UPDATE groups_ballotroll SET person_id = person_id + 1", "Roll"),
        ("UPDATE groups_ballotroll SET pool = 'lmc'", "Roll, Pools"),
        ("UPDATE groups_ballot SET roll_hash = repeat('0', 64)", "Roll, Log"),
        ("UPDATE groups_ballot SET box_hash = repeat('0', 64)", "Box, Log"),
        ("UPDATE groups_ballot SET lot_seed = repeat('0', 72)", "Lot, Log"),
        ("UPDATE groups_ballot SET lot_commitment = repeat('0', 64)", "Lot, Log"),
        ("UPDATE groups_ballot SET floor = 90", "Count, Log"),
        ('UPDATE groups_ballot SET "cast" = 12', "Box, Log"),
        ("UPDATE groups_ballot SET electors = 14", "Pools, Count"),
        ("UPDATE groups_ballot SET result = jsonb_set(result, '{elected}', '2')", "Count"),
        ("UPDATE groups_ballot SET result = jsonb_set(result, '{answers,0,shown,0,met}', 'false')", "Count"),
        ("UPDATE groups_ballot SET result = jsonb_set(result, '{cast}', '12')", "Count"),
        ("UPDATE groups_ballot SET result = '{\"elected\": 1}'", "Count"),
        ("UPDATE groups_ballot SET pools = '[]'", "Roll, Pools, Count"),
        ("UPDATE groups_ballot SET pools = '[1]'", "Roll, Pools, Count"),
        ("UPDATE groups_logentry SET body = replace(body, '\"cast\": 13', '\"cast\": 12')", "Log"),
        ("DELETE FROM groups_logentry WHERE verb = 'trust ballot opened'", "Log"),
    ],
)  # fmt: skip
def test_whatever_was_changed_is_found(ballot: Ballot, changed: str, differing: str) -> None:
    tamper(changed)
    said, failed = explained("eastmere", "1")
    found = [line.split("DIFFERS: ")[1].split(".")[0] for line in said.splitlines() if "DIFFERS: " in line]
    assert failed == f"This ballot is not as published: {', '.join(found)}."
    if "lot_commitment" in changed and "Order of names" in found:
        found.remove("Order of names")  # two names stand rightly by chance, half the time
    assert ", ".join(found) == differing


def test_names_in_another_order_are_found(ballot: Ballot) -> None:
    tamper("UPDATE groups_candidate SET position = position + 10", role="")
    tamper("UPDATE groups_candidate SET position = 13 - position", role="")
    assert "Order of names" in explained("eastmere", "1")[1]


def test_a_forged_result_and_its_box_are_found_by_the_log(ballot: Ballot) -> None:
    """Somebody with the database’s keys changes the box, and its fingerprint with it."""
    tamper("UPDATE groups_ballotbox SET approved = '{2}'")
    tamper(
        "UPDATE groups_ballot SET box_hash = (SELECT encode(sha256(convert_to(string_agg(receipt || ' ' || pool || ' '"
        " || approved::text, E'\\n' ORDER BY receipt COLLATE \"C\"), 'UTF8')), 'hex') FROM groups_ballotbox)"
    )
    assert explained("eastmere", "1")[1] == "This ballot is not as published: Count, Log."


def test_what_differs_is_named_without_the_recount(ballot: Ballot) -> None:
    tamper("UPDATE groups_ballotbox SET approved = '{2}' WHERE pool = 'pcn'")
    said, _ = explained("eastmere", "1")
    [line] = [each for each in said.splitlines() if "DIFFERS: Count" in each]
    assert "for Dr Pcn Elector 1 in the pool “pcn”" in line or "for Dr Pcn Elector 2 in the pool “pcn”" in line
    assert "who is trusted and chosen, and by which step" in line


def tamper(sql: str, role: str = "gpl_keeper") -> None:
    """Change something behind the portal’s back, with the database’s own keys."""
    with owner(portal.DATABASES["owner"]["NAME"]) as connection:
        if role:
            connection.execute(f"SET ROLE {role}")
        else:
            connection.execute("SELECT set_config('gpl.read', '*', false), set_config('gpl.write', '*', false)")
        assert connection.execute(sql).rowcount > 0


# ---- Which ballot ----


def test_which_group_and_which_ballot(seated: Table) -> None:
    assert explained("nowhere", "1")[1] == (
        "There is no group “nowhere”. Take the short name from its address: /g/<short name>/."
    )
    assert explained("eastmere", "1")[1] == "Eastmere GP Leadership Group has no ballot 1. It has had none."
    opened(seated, seated.people[0])
    assert explained("eastmere", "7")[1] == "Eastmere GP Leadership Group has no ballot 7. It has 1."


def test_an_open_ballot_is_not_looked_into(seated: Table) -> None:
    ballot = opened(seated, seated.people[0])
    vote(seated, ballot, 0, 1)
    said, failed = explained("eastmere", "1")
    assert (said, failed.startswith("EAS-T-01 has not been counted: it is open until ")) == ("", True)
    pass_closing_time(ballot)
    assert explained("eastmere", "1")[1].startswith("EAS-T-01 has not been counted")


def test_a_round_without_a_count_has_nothing_to_explain(seated: Table) -> None:
    ballot, group = opened(seated, seated.people[0]), [seated.group.pk]
    with open_scope(read=group, write=group):
        actions.abandon(ballot, "Who votes has changed.", by=None)
    assert explained("eastmere", "1")[1] == (
        "EAS-T-01 ended without a count, and its roll and box were destroyed: there is nothing to count again. "
        "Who votes has changed."
    )
