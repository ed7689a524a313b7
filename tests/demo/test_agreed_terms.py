"""The demo's terms of reference in every status; the past is told alike everywhere."""

from datetime import timedelta

import pytest

from gpleadership.lib.dates import london_day, today
from gpleadership.lib.scopes import system_scope
from groups.models import Terms

pytestmark = pytest.mark.slow


@pytest.mark.usefixtures("demo")
def test_every_status_can_be_seen() -> None:
    with system_scope("test"):
        found = {(each.group.slug, each.number): each for each in Terms.objects.select_related("group", "round")}
        stands = {key: each.status for key, each in found.items()}
        assert stands == {
            ("eastmere", 1): "superseded",
            ("eastmere", 2): "adopted",
            ("ambleford", 1): "out",
            ("fenbridge", 1): "draft",
        }
        holds = found["eastmere", 2]
        assert holds.round is not None
        assert holds.adopted_on == today() - timedelta(days=40)
        assert holds.round.closed_at is not None
        assert london_day(holds.round.closed_at) == holds.adopted_on
        said = [word for party in holds.round.parties.all() for word in party.words.all()]
        assert len(said) == holds.round.asked == holds.round.agreed
        assert {word.given_on for word in said} == {holds.adopted_on}
        waits = found["ambleford", 1].round
        assert waits is not None
        assert waits.parties.filter(words=None).count() == 2
