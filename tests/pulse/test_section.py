"""What the group's home says of the trust pulse."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from groups.pulse.sections import _words
from tests.cast import Cast
from tests.home.test_home import signed_in

JULY = datetime(2026, 7, 1, 12, tzinfo=UTC).isoformat()
FEBRUARY = datetime(2026, 2, 3, 17, tzinfo=UTC).isoformat()
TODAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("open_until", "last_closed", "chair_since", "said"),
    [
        (JULY, FEBRUARY, FEBRUARY, "Open until 1 July 2026 at 1pm."),
        (None, JULY, FEBRUARY, "Last asked on 1 July 2026. The next one opens by itself on 1 January 2027."),
        (None, FEBRUARY, FEBRUARY, "Last asked on 3 February 2026. The next one is due and opens by itself."),
        (None, None, JULY, "Not asked yet. The next one opens by itself on 1 January 2027."),
        (None, JULY, None, "Last asked on 1 July 2026. None is planned while nobody is chair."),
        (None, None, None, "Not asked yet. None is planned while nobody is chair."),
    ],
)
def test_when_it_is_asked(open_until: str | None, last_closed: str | None, chair_since: str | None, said: str) -> None:
    row = {"open_until": open_until, "last_closed": last_closed, "chair_since": chair_since}
    assert _words(row, TODAY) == said


@pytest.mark.parametrize("persona", ["chair", "core_member", "practice_reader"])
def test_everybody_in_the_group_is_told(cast: Cast, persona: str) -> None:
    response = signed_in(cast[persona]).get(reverse("home:group", args=["eastmere"]))
    assert response.context_data is not None
    [fact] = [fact for each in response.context_data["sections"] for fact in each.facts if fact.name == "Trust pulse"]
    assert [link.href for link in fact.links] == ["/g/eastmere/pulse/"]
