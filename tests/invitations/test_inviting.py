"""Inviting: to what, until when, once; sent again and withdrawn; what the log keeps."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from gpleadership.lib.dates import end_of_day, today
from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope
from groups.invitations import actions
from groups.invitations.tokens import hashed, token, token_again
from groups.log.models import LogEntry, LogPersonal
from groups.models import Invitation, Job
from groups.seats.enums import Office
from tests.cast import Cast

NEW = "new@example.org"


def to_seat(cast: Cast, **changes: Any) -> Invitation:
    given = {"part": "holder", "email": NEW, "full_name": "Dr New", "by": cast["chair"]} | changes
    return actions.invite_to_seat(cast.seats["empty"], **given)


def to_office(cast: Cast) -> Invitation:
    return actions.invite_to_office(cast.eastmere, Office.DEPUTY_CHAIR, email=NEW, by=cast["chair"])


def to_practice(cast: Cast) -> Invitation:
    return actions.invite_reader(cast.eastmere, cast.organisations["practice2"], email=NEW, by=cast["chair"])


def to_found(cast: Cast) -> Invitation:
    return actions.invite_founding(cast.eastmere, email=NEW, by=cast["chair"])


@pytest.mark.parametrize(
    ("invite", "to", "days"),
    [(to_seat, "seat", 14), (to_office, "office", 14), (to_practice, "practice", 30), (to_found, "founding", 14)],
)
def test_an_invitation_is_bound_and_runs_out(
    eastmere: Cast, invite: Callable[[Cast], Invitation], to: str, days: int
) -> None:
    made = invite(eastmere)
    assert (made.to, made.email, made.invited_by) == (to, NEW, eastmere["chair"])
    assert abs(made.expires_at - timezone.now() - timedelta(days=days)) < timedelta(minutes=1)
    assert Job.objects.get().arguments == {"group": eastmere.eastmere.pk, "invitations": [made.pk]}


def test_an_offer_runs_out_with_its_term_if_that_is_sooner(eastmere: Cast) -> None:
    ends = timezone.now() + timedelta(days=3)
    assert to_seat(eastmere, ends=ends).expires_at == ends


def test_an_address_is_kept_in_small_letters(eastmere: Cast) -> None:
    assert to_seat(eastmere, email="  NEW@Example.ORG ").email == NEW


def test_only_the_hash_of_a_link_is_kept(eastmere: Cast) -> None:
    made = to_seat(eastmere)
    secret = token("group", made.pk, made.nonce)
    row = Invitation.objects.filter(pk=made.pk).values().get()
    assert row["token_hash"] == hashed(secret)
    assert secret not in [str(value) for value in row.values()]


def test_two_links_are_never_the_same(eastmere: Cast) -> None:
    one, other = to_seat(eastmere), to_practice(eastmere)
    assert token("group", one.pk, one.nonce) != token("group", other.pk, other.nonce)
    assert token("group", one.pk, one.nonce) != token("staff", one.pk, one.nonce)


def test_a_link_can_be_written_again_after_the_portals_key_changed(eastmere: Cast, settings: Any) -> None:
    made = to_seat(eastmere)
    old_key, old = settings.SECRET_KEY, token("group", made.pk, made.nonce)
    settings.SECRET_KEY = "another key, as long as the first one was"
    assert token_again("group", made.pk, made.nonce, made.token_hash) is None
    settings.SECRET_KEY_FALLBACKS = [old_key]
    assert token_again("group", made.pk, made.nonce, made.token_hash) == old


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"email": "nobody"}, "email", "correct format"),
        ({"email": "x" * 250 + "@example.org"}, "email", "email address|254 characters"),
        ({"ends": timezone.now() - timedelta(days=1)}, "until", "The last day has passed"),
        (
            {"begins": timezone.now() + timedelta(days=9), "ends": timezone.now() + timedelta(days=3)},
            "until",
            "must end after it begins",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(eastmere: Cast, changes: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(Refused, match=f"(?i){words}") as refused:
        to_seat(eastmere, **changes)
    assert refused.value.field == field
    assert not Invitation.objects.exists()
    assert not Job.objects.exists()


def test_a_seat_that_somebody_holds_is_refused(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="Dr Leila Nasser holds this seat"):
        actions.invite_to_seat(eastmere.seats["pcn"], part="holder", email=NEW, by=eastmere["chair"])


def test_an_office_that_somebody_holds_is_refused_but_secretaries_may_be_several(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="Ruth Calder is chair"):
        actions.invite_to_office(eastmere.eastmere, Office.CHAIR, email=NEW, by=eastmere["chair"])
    assert actions.invite_to_office(eastmere.eastmere, Office.SECRETARIAT, email=NEW, by=eastmere["chair"]).pk


def test_a_practice_of_another_place_is_refused(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="practice of this place"):
        actions.invite_reader(
            eastmere.eastmere, eastmere.organisations["other_practice"], email=NEW, by=eastmere["chair"]
        )


def test_whoever_reads_for_it_is_not_invited_to(eastmere: Cast) -> None:
    with pytest.raises(Refused, match="reads for Eastmere Quay Surgery already"):
        actions.invite_reader(
            eastmere.eastmere, eastmere.organisations["practice"], email="Reader@example.org", by=eastmere["chair"]
        )


def test_nobody_is_invited_twice_to_one_thing(eastmere: Cast) -> None:
    to_seat(eastmere)
    with pytest.raises(Refused, match=r"has not answered\. Send that invitation again") as refused:
        to_seat(eastmere, email="NEW@example.org")
    assert refused.value.field == "email"
    to_practice(eastmere)  # to something else they may be
    assert Invitation.objects.count() == 2


def test_inviting_afresh_after_the_end_revives_it_by_another_link(eastmere: Cast) -> None:
    made = to_seat(eastmere)
    Invitation.objects.filter(pk=made.pk).update(expires_at=timezone.now() - timedelta(days=1), sent_at=timezone.now())
    again = to_seat(eastmere, full_name="Dr Newer")
    assert (again.pk, again.full_name, again.sent_at) == (made.pk, "Dr Newer", None)
    assert again.token_hash != made.token_hash


@pytest.mark.parametrize(("late", "same"), [(False, True), (True, False)])
def test_sending_again_starts_the_days_afresh(eastmere: Cast, late: bool, same: bool) -> None:
    made = to_seat(eastmere)
    end = timezone.now() + timedelta(days=-1 if late else 1)
    Invitation.objects.filter(pk=made.pk).update(expires_at=end, sent_at=timezone.now())
    again = actions.resend(made, by=eastmere["secretariat"])
    assert again.expires_at > timezone.now() + timedelta(days=13)
    assert again.sent_at is None
    assert (again.token_hash == made.token_hash) is same
    assert Job.objects.count() == 2


def test_what_was_withdrawn_is_neither_sent_nor_withdrawn_again(eastmere: Cast) -> None:
    made = actions.withdraw(to_seat(eastmere), by=eastmere["chair"])
    for act in (actions.resend, actions.withdraw):
        with pytest.raises(Refused, match="was withdrawn on"):
            act(made, by=eastmere["chair"])
    assert to_seat(eastmere).pk != made.pk


def test_an_offer_whose_term_is_over_is_not_sent_again(eastmere: Cast) -> None:
    made = to_seat(eastmere, ends=end_of_day(today()))
    Invitation.objects.filter(pk=made.pk).update(
        term_end=timezone.now() - timedelta(hours=1), expires_at=timezone.now() - timedelta(hours=1)
    )
    with pytest.raises(Refused, match="The term that this offered ended on"):
        actions.resend(made, by=eastmere["chair"])


def test_the_log_keeps_the_address_apart_from_the_chain(cast: Cast) -> None:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        made = to_seat(cast)
        actions.resend(made, by=cast["secretariat"])
        actions.withdraw(made, by=cast["chair"])
    with open_scope(read=[cast.eastmere.pk]):
        entries = LogEntry.objects.filter(group_id=cast.eastmere.pk, subject_type="invitation").order_by("seq")
        assert [(entry.verb, entry.actor_id) for entry in entries] == [
            ("invitation made", cast["chair"].pk),
            ("invitation sent again", cast["secretariat"].pk),
            ("invitation withdrawn", cast["chair"].pk),
        ]
        assert NEW not in "".join(entry.body for entry in entries)
        assert [json.loads(kept.data)["email"] for kept in LogPersonal.objects.filter(entry__in=entries)] == [NEW] * 3
