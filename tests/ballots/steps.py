"""What tests do to a ballot that nobody else may."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from groups.ballots.models import Ballot


def pass_time(ballot: Ballot, by: timedelta) -> None:
    """Let a ballot have been opened, and close, so much earlier."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gpl_test_pass_time(%s, %s)", [ballot.pk, by])
    ballot.opened_at, ballot.closes_at = ballot.opened_at - by, ballot.closes_at - by


def pass_closing_time(ballot: Ballot) -> None:
    """Let the closing time of a ballot be over by a second."""
    pass_time(ballot, ballot.closes_at - timezone.now() + timedelta(seconds=1))
