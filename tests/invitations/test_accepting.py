"""Accepting: what each kind of invitation gives, to whom, once, and when it no longer does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope, system_scope
from groups.invitations import actions
from groups.invitations.policies import NotOpen, NotYours
from groups.log.models import PLATFORM, LogEntry
from groups.models import Invitation, Job, Person, SeatTerm, SystemStaffTerm
from groups.people.actions import HasAccount
from groups.seats.enums import Office
from groups.tenancy import standing
from tests.cast import Cast
from tests.invitations.test_inviting import NEW, to_office, to_practice, to_seat

EMAIL = "outsider@example.org"


def roles(cast: Cast, person: Person) -> set[str]:
    """How somebody stands in Eastmere."""
    found = standing.find(person.pk, cast.eastmere.slug)
    return {stand.role.value for stand in found[1].stands} if found else set()


def seat(cast: Cast) -> Invitation:
    return to_seat(cast, email=EMAIL, job_title="GP partner")


def deputy(cast: Cast) -> Invitation:
    return to_seat(cast, email=EMAIL, part="deputy")


def office(cast: Cast) -> Invitation:
    return actions.invite_to_office(cast.eastmere, Office.SECRETARIAT, email=EMAIL, by=cast["chair"])


def practice(cast: Cast) -> Invitation:
    return actions.invite_reader(cast.eastmere, cast.organisations["practice2"], email=EMAIL, by=cast["chair"])


@pytest.mark.parametrize(
    ("invite", "role"),
    [(seat, "core_member"), (deputy, "core_member"), (office, "secretariat"), (practice, "practice_reader")],
)
def test_accepting_gives_what_was_offered(cast: Cast, invite: Callable[[Cast], Invitation], role: str) -> None:
    group = cast.eastmere.pk
    with open_scope(person=cast["outsider"].pk, read=[group], write=[group]):
        made = invite(cast)
        assert roles(cast, cast["outsider"]) == set()
        actions.accept(made, by=cast["outsider"])
        made.refresh_from_db()
        assert (made.accepted_by, made.withdrawn_at) == (cast["outsider"], None)
        _a_moment_later()
        assert roles(cast, cast["outsider"]) == {role}
    with open_scope(read=[group]):
        assert LogEntry.objects.filter(group_id=group, verb="invitation accepted", actor=cast["outsider"]).count() == 1


def _a_moment_later() -> None:
    """What begins at this transaction's own instant holds for the next one: take its beginning back a second."""
    with connection.cursor() as cursor:
        for table in ("groups_seatterm", "groups_officeterm", "groups_readership"):
            cursor.execute(
                f"UPDATE {table} SET period = tstzrange(lower(period) - interval '1 minute', upper(period))"
                " WHERE lower(period) > now() - interval '1 minute'"
            )


def test_the_term_is_as_it_was_offered(eastmere: Cast) -> None:
    begins, ends = timezone.now() + timedelta(days=5), timezone.now() + timedelta(days=400)
    made = to_seat(eastmere, email=EMAIL, begins=begins, ends=ends, job_title="GP partner")
    actions.accept(made, by=eastmere["outsider"])
    term = eastmere.seats["empty"].terms.get()
    assert (term.period.lower, term.period.upper, term.job_title) == (begins, ends, "GP partner")


def test_a_first_day_that_has_passed_means_from_now(eastmere: Cast) -> None:
    made = to_seat(eastmere, email=EMAIL)
    Invitation.objects.filter(pk=made.pk).update(term_start=timezone.now() - timedelta(days=9))
    actions.accept(made, by=eastmere["outsider"])
    assert timezone.now() - eastmere.seats["empty"].terms.get().period.lower < timedelta(minutes=1)


def test_founding_makes_the_chair_to_be_chair_of_the_draft(eastmere: Cast) -> None:
    group = eastmere.eastmere
    group.office_terms.all().delete()
    group.status, group.activated_at = "draft", None
    group.save()
    actions.accept(actions.invite_founding(group, email=EMAIL, by=eastmere["chair"]), by=eastmere["outsider"])
    term = group.office_terms.get()
    assert (term.office, term.person, term.period.upper) == ("chair", eastmere["outsider"], None)


def test_a_group_that_was_founded_meanwhile_needs_no_chair_to_be(eastmere: Cast) -> None:
    made = actions.invite_founding(eastmere.eastmere, email=EMAIL, by=eastmere["chair"])
    with pytest.raises(Refused):
        actions.accept(made, by=eastmere["outsider"])
    made.refresh_from_db()
    assert (made.accepted_at, bool(made.trouble)) == (None, True)


def test_it_is_for_its_own_address_alone(eastmere: Cast) -> None:
    made = seat(eastmere)
    with pytest.raises(NotYours):
        actions.accept(made, by=eastmere["practice_reader"])
    assert not eastmere.seats["empty"].terms.exists()


def test_a_second_address_that_was_proved_is_ones_own(eastmere: Cast) -> None:
    from allauth.account.models import EmailAddress

    made = to_seat(eastmere)
    address = EmailAddress.objects.create(user=eastmere["outsider"], email=NEW, verified=False)
    with pytest.raises(NotYours):
        actions.accept(made, by=eastmere["outsider"])
    address.verified = True
    address.save()
    assert actions.accept(made, by=eastmere["outsider"]) == eastmere["outsider"]


@pytest.mark.parametrize(
    "change",
    [
        {"expires_at": timezone.now() - timedelta(minutes=1)},
        {"withdrawn_at": timezone.now()},
        {"accepted_at": timezone.now()},
        {"term_end": timezone.now() - timedelta(minutes=1)},
    ],
)
def test_what_is_over_is_not_accepted(eastmere: Cast, change: dict[str, Any]) -> None:
    made = seat(eastmere)
    Invitation.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(NotOpen):
        actions.accept(made, by=eastmere["outsider"])
    with pytest.raises(NotOpen):
        actions.join(made, full_name="Dr New", password="correct horse battery")
    assert not eastmere.seats["empty"].terms.exists()


def test_a_closed_group_takes_nobody(eastmere: Cast) -> None:
    made = seat(eastmere)
    eastmere.eastmere.status = "closed"
    eastmere.eastmere.save()
    with pytest.raises(NotOpen):
        actions.accept(made, by=eastmere["outsider"])


def test_a_seat_that_was_filled_meanwhile_is_refused_and_the_inviter_told(eastmere: Cast) -> None:
    from groups.seats.actions import appoint

    made = seat(eastmere)
    appoint(
        eastmere.seats["empty"],
        eastmere["deputy"],
        part="holder",
        begins=timezone.now(),
        ends=None,
        by=eastmere["chair"],
    )
    for _ in range(2):
        with pytest.raises(Refused, match="Somebody else was there before you"):
            actions.accept(made, by=eastmere["outsider"])
    made.refresh_from_db()
    assert (made.accepted_at, made.trouble) == (None, "taken")
    assert Job.objects.filter(kind="invitations.tell_inviter").count() == 1


def test_icb_staff_are_refused_a_core_seat(eastmere: Cast) -> None:
    made = to_seat(eastmere, email="icb@example.org")
    with pytest.raises(Refused, match="works for Tidewater ICB"):
        actions.accept(made, by=eastmere["icb_staff"])
    made.refresh_from_db()
    assert made.trouble == "refused"


def test_somebody_new_gets_an_account_whose_address_is_proved(eastmere: Cast) -> None:
    person = actions.join(to_seat(eastmere), full_name=" Dr New ", password="correct horse battery")
    assert (person.email, person.full_name, person.check_password("correct horse battery")) == (NEW, "Dr New", True)
    assert [(each.email, each.verified, each.primary) for each in person.emailaddress_set.all()] == [(NEW, True, True)]
    assert eastmere.seats["empty"].terms.get().person == person


def test_joining_touches_no_account_that_is_there(eastmere: Cast) -> None:
    made, before = seat(eastmere), eastmere["outsider"].password
    with pytest.raises(HasAccount):
        actions.join(made, full_name="Somebody", password="correct horse battery")
    eastmere["outsider"].refresh_from_db()
    assert (eastmere["outsider"].full_name, eastmere["outsider"].password) == ("Olive Outsider", before)
    assert not eastmere.seats["empty"].terms.exists()


def test_a_refusal_leaves_no_account_behind(eastmere: Cast) -> None:
    made = to_seat(eastmere)
    eastmere.seats["empty"].withdrawn_at = timezone.now()
    eastmere.seats["empty"].save()
    with pytest.raises(Refused):
        actions.join(made, full_name="Dr New", password="correct horse battery")
    assert not Person.objects.filter(email=NEW).exists()


def test_joining_an_icbs_staff_opens_the_roster(cast: Cast) -> None:
    with open_scope(person=cast["outsider"].pk, read=[PLATFORM], write=[PLATFORM]):
        made = actions.invite_staff(cast.system, email=EMAIL, job_title="Head", by=cast["platform_staff"])
        actions.accept(made, by=cast["outsider"])
        term = SystemStaffTerm.objects.get(person=cast["outsider"])
        assert (term.system, term.job_title, term.period.upper) == (cast.system, "Head", None)
        actions.end_staff_term(term, at=timezone.now(), by=cast["platform_staff"])
        with pytest.raises(Refused, match="no longer on this staff"):
            actions.end_staff_term(term, at=timezone.now(), by=cast["platform_staff"])


def test_a_core_member_who_joins_an_icbs_staff_attends_from_then(cast: Cast) -> None:
    with system_scope("test"):
        made = actions.invite_staff(
            cast.other_system, email="core@example.org", job_title="Medical director", by=cast["platform_staff"]
        )
    with open_scope(person=cast["core_member"].pk, read=[PLATFORM], write=[PLATFORM]):
        actions.accept(made, by=cast["core_member"])
    with system_scope("test"):
        old, new = SeatTerm.objects.filter(person=cast["core_member"]).select_related("seat").order_by("period")
        staff = SystemStaffTerm.objects.get(person=cast["core_member"])
    assert old.period.upper == new.period.lower == staff.period.lower
    assert (old.seat, old.end_reason) == (cast.seats["pcn"], "Took up a system role: Medical director")
    assert (new.seat.title, new.seat.seat_class) == ("Medical director", "in_attendance")


def test_invitations_to_other_things_are_of_use_too(eastmere: Cast) -> None:
    for made in (to_office(eastmere), to_practice(eastmere)):
        Invitation.objects.filter(pk=made.pk).update(email=EMAIL)
        made.refresh_from_db()
        actions.accept(made, by=eastmere["outsider"])
    assert eastmere.eastmere.office_terms.filter(person=eastmere["outsider"], office="deputy_chair").exists()
    assert eastmere.eastmere.readerships.filter(person=eastmere["outsider"]).exists()
