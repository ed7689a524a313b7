"""Beginning and ending to read for a practice: what is done, what is refused, what the log keeps."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.log.models import LogEntry, LogPersonal
from groups.readers.actions import begin_readership, end_readership
from groups.tenancy import standing
from tests.cast import Cast


def test_a_reader_stands_in_the_group_until_the_instant_it_ends(eastmere: Cast) -> None:
    cast = eastmere
    group, practice, who = cast.eastmere, cast.organisations["practice2"], cast["outsider"]
    begun = begin_readership(group, practice, who, begins=timezone.now() - timedelta(seconds=1), by=cast["chair"])
    assert [stand.detail for stand in standing.find(who.pk, "eastmere")[1].stands] == ["Eastmere Hill Surgery"]
    over = end_readership(begun, at=timezone.now(), reason=" Moved away ", by=cast["chair"])
    assert (over.end_reason, over.version) == ("Moved away", 2)
    assert not group.readerships.filter(pk=begun.pk, period__contains=timezone.now()).exists()


def test_the_log_keeps_ids_in_the_chain_and_the_name_apart(cast: Cast) -> None:
    from gpleadership.lib.scopes import open_scope

    group = cast.eastmere.pk
    with open_scope(read=[group], write=[group]):
        begin_readership(
            cast.eastmere, cast.organisations["practice2"], cast["outsider"], begins=timezone.now(), by=cast["chair"]
        )
    with open_scope(read=[group]):
        entry = LogEntry.objects.get(group_id=group, verb="readership begun")
        assert entry.actor_id == cast["chair"].pk
        assert "Olive" not in entry.body
        assert "Olive Outsider" in LogPersonal.objects.get(entry=entry).data


def test_nobody_reads_twice_for_one_practice(eastmere: Cast) -> None:
    cast = eastmere
    with pytest.raises(Refused, match="Dr Rosa Klein reads for Eastmere Quay Surgery already"):
        begin_readership(
            cast.eastmere,
            cast.organisations["practice"],
            cast["practice_reader"],
            begins=timezone.now(),
            by=cast["chair"],
        )


def test_a_practice_of_another_place_is_refused(eastmere: Cast) -> None:
    cast = eastmere
    other = cast.organisations["other_practice"]
    with pytest.raises(Refused, match="not, or no longer, a practice of this place"):
        begin_readership(cast.eastmere, other, cast["outsider"], begins=timezone.now(), by=cast["chair"])


def test_somebody_who_cannot_sign_in_is_refused(eastmere: Cast) -> None:
    cast = eastmere
    cast["outsider"].is_active = False
    with pytest.raises(Refused, match="can no longer sign in"):
        begin_readership(
            cast.eastmere, cast.organisations["practice2"], cast["outsider"], begins=timezone.now(), by=cast["chair"]
        )


def test_a_closed_group_takes_no_readers(eastmere: Cast) -> None:
    cast = eastmere
    cast.eastmere.status = "closed"
    with pytest.raises(Refused, match="was closed"):
        begin_readership(
            cast.eastmere, cast.organisations["practice2"], cast["outsider"], begins=timezone.now(), by=cast["chair"]
        )


def test_what_is_over_does_not_end_again(eastmere: Cast) -> None:
    cast = eastmere
    found = cast.eastmere.readerships.get()
    end_readership(found, at=timezone.now(), by=cast["chair"])
    with pytest.raises(Refused, match="Dr Rosa Klein’s reading for Eastmere Quay Surgery ended on"):
        end_readership(found, at=timezone.now(), by=cast["chair"])


def test_an_end_in_the_past_is_refused(eastmere: Cast) -> None:
    found = eastmere.eastmere.readerships.get()
    with pytest.raises(Refused, match="Choose today or a later day"):
        end_readership(found, at=timezone.now() - timedelta(days=2), by=eastmere["chair"])


def test_what_somebody_else_removed_is_gone(eastmere: Cast) -> None:
    found = eastmere.eastmere.readerships.get()
    eastmere.eastmere.readerships.all().delete()
    with pytest.raises(EditedMeanwhile, match="just removed"):
        end_readership(found, at=timezone.now(), by=eastmere["chair"])
