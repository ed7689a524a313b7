"""The demo's ballots are ballots: made by actions, dated back, and each counts again."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from gpleadership.demo import elapsed
from gpleadership.demo.accounts import ACCOUNTS
from gpleadership.lib.scopes import open_scope, system_scope
from groups.ballots import keeper
from groups.models import Appointment, Ballot, ConfidenceItem, Job, Person, Pulse


@pytest.mark.slow
def test_eastmeres_ballot_is_open_to_the_accounts_and_ambleford_has_its_next_chair(demo: None) -> None:
    with system_scope("test"):
        ballot = Ballot.objects.select_related("group").get(group__slug="eastmere", kind="chair")
        assert ballot.ending == ""
        assert ballot.names == 3
        following = Appointment.objects.select_related("chosen", "office_term").get(group__slug="ambleford")
        assert following.status == "appointed"
        steps = list(following.steps.order_by("at").values_list("status", "at"))
    assert [status for status, _ in steps] == ["nominating", "balloting", "chosen", "appointed"]
    assert following.office_term is not None
    for number in (1, 2, 3, 4):
        said = StringIO()
        call_command("explain_ballot", "ambleford", number, stdout=said)
        assert "DIFFERS" not in said.getvalue()
    with system_scope("test"):
        trend = Pulse.objects.filter(group__slug="ambleford").order_by("ballot__closes_at")
        assert len({each.half_year for each in trend}) == 3
        item = ConfidenceItem.objects.get(group__slug="ambleford")
    assert "six clinical directors" in item.agreed
    voters = {account.email for account in ACCOUNTS if account.key in {"core", "chair"}}
    assert waiting(ballot) >= voters
    about = set(Job.objects.values_list("arguments__ballot", flat=True))
    assert about <= {None, ballot.pk}


def waiting(ballot: Ballot) -> set[str]:
    """The addresses of those who have still to vote."""
    group = [ballot.group_id]
    with open_scope(read=group, write=group, closed=group):
        people = keeper.waiting(ballot.pk)
    return set(Person.objects.filter(pk__in=people).values_list("email", flat=True))


def test_nothing_is_dated_back_outside_the_demo(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(RuntimeError, match="Only the demo"), elapsed._owner():
        raise AssertionError
