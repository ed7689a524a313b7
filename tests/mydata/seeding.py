"""Somebody with a row in every table that has a key to people, and words about them wherever words may stand."""

import json
from datetime import date, timedelta
from typing import Any, Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import LogEntry as AdminEntry
from django.contrib.contenttypes.models import ContentType
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import open_scope, system_scope
from groups.ballots import keeper
from groups.interests.enums import Category
from groups.log.models import PLATFORM
from groups.log.record import record, record_views
from groups.models import (
    Appointment,
    AppointmentStep,
    Candidate,
    ConfidenceItem,
    DataExport,
    FoundingDraft,
    ImportBatch,
    Interest,
    InterestReminder,
    InterestReview,
    InterestWithheld,
    Invitation,
    Job,
    Nomination,
    OfficeLetter,
    OfficeTerm,
    Party,
    Person,
    Principle,
    PrincipleComment,
    PrincipleStep,
    PrincipleVersion,
    ProposedChange,
    Pulse,
    PulseSubject,
    Readership,
    ReaderUpload,
    Round,
    RoundLetter,
    SeatTerm,
    StaffInvitation,
    Support,
    SystemRole,
    SystemStaffTerm,
    Terms,
    TermsClause,
    TermsStep,
    Word,
)
from groups.support.actions import add_role, change_role
from tests.cast import Cast, person, term
from tests.support.worlds import values

NAME: Final = 'Dr Zélda "Zee" Quorn'
EMAIL: Final = "zelda.quorn@example.org"
OLD: Final = "zq.old@example.net"
WORDS: Final = (
    "quorn",
    EMAIL,
    OLD,
    "Zebrafish lead",
    "off to Zanzibar",
    "I have served Zennor",
    "GP in Zennor",
    "203.0.113.77",
    "ZeldaBrowser",
    "oidc-zelda-uid",
    "ZELDASECRET",
)
"""What nobody may find afterwards."""
OTHERS: Final = {
    ("groups_appointmentstep", "reason"): "somebody else’s reason for a step, which the database lets nobody change",
    ("groups_proposedchange", "words"): "what somebody else wrote to platform staff",
}
"""Where other people’s own words still name the person, with the reason."""


def somebody(cast: Cast) -> Person:
    """Everything there may be about one person, in two groups and the portal."""
    zelda = person("zelda.quorn", NAME, last_login=timezone.now())
    _account(zelda)
    with system_scope("test"):
        _standing(cast, zelda)
        _invited(cast, zelda)
        _chair(cast, zelda)
        _signed_off(cast, zelda)
        _interests(cast, zelda)
        _worked(cast, zelda)
    with system_scope("test"):
        _logged(cast, zelda)
    return zelda


def _account(zelda: Person) -> None:
    EmailAddress.objects.create(user=zelda, email=OLD, verified=True)
    Authenticator.objects.create(user=zelda, type="totp", data={"secret": "ZELDASECRET"})
    SocialAccount.objects.create(
        user=zelda, provider="sso", uid="oidc-zelda-uid", extra_data={"name": NAME, "e": EMAIL}
    )
    client = Client()
    client.force_login(zelda, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    UserSession.objects.create(user=zelda, ip="203.0.113.77", user_agent="ZeldaBrowser/1.0", session_key=session)
    kind = ContentType.objects.get_for_model(Person)
    AdminEntry.objects.create(user=zelda, content_type=kind, object_id=zelda.pk, object_repr=NAME, action_flag=2)


def _standing(cast: Cast, zelda: Person) -> None:
    east, amble = cast.eastmere, cast.ambleford
    over = {"person": zelda, "period": term(60, 30), "end_reason": f"{NAME} is off to Zanzibar"}
    SeatTerm.objects.create(group=east, seat=cast.seats["federation"], job_title="Zebrafish lead", **over)
    SeatTerm.objects.create(group=amble, seat=cast.seats["other"], part="deputy", job_title="Zebrafish lead", **over)
    OfficeTerm.objects.create(group=east, office="deputy_chair", **over)
    OfficeLetter.objects.create(group=east, person=zelda, occasion="appointed:1:1")
    practice = cast.organisations["practice"]
    Readership.objects.create(
        group=east, practice=practice, person=zelda, period=term(60), end_reason="off to Zanzibar"
    )
    SystemStaffTerm.objects.create(system=cast.system, person=zelda, period=term(29), job_title="Zebrafish lead")
    now = timezone.now()
    SystemRole.objects.create(
        system=cast.system,
        person=zelda,
        kind="clinical",
        title="Zebrafish lead",
        end_reason="off to Zanzibar",
        declared_by=zelda,
        declared_at=now,
        period=DateTimeTZRange(now, now + timedelta(days=30)),
    )
    role = add_role(east, values(role="Analyst"), person=zelda, by=cast["chair"])
    add_role(east, values(role="Minute taker"), name=NAME, by=cast["chair"])
    change_role(role, values(role="Analyst", start=today()), version=1, by=cast["chair"])


def _invited(cast: Cast, zelda: Person) -> None:
    soon = timezone.now() + timedelta(days=9)
    said: dict[str, Any] = {"full_name": NAME, "job_title": "Zebrafish lead", "expires_at": soon}
    office = {"group": cast.eastmere, "to": "office", "office": "secretariat"} | said
    Invitation.objects.create(**office, email=EMAIL, token_hash="1", invited_by=zelda)
    Invitation.objects.create(**office | {"group": cast.ambleford}, email=OLD, token_hash="2")
    accepted = {"accepted_by": zelda, "accepted_at": timezone.now(), "email": "zq.older@example.net"}
    Invitation.objects.create(**office | accepted, token_hash="3")
    staff = {"system": cast.system, "invited_by": zelda} | said
    StaffInvitation.objects.create(**staff, email=EMAIL, token_hash="4")
    StaffInvitation.objects.create(**staff | accepted, token_hash="5")
    line = {"code": "Z91001", "name": NAME, "email": EMAIL}
    other = {"code": "Z91002", "name": "Other", "email": "o@example.org"}
    ReaderUpload.objects.create(group=cast.eastmere, file_name="r.csv", rows=[line, other], brought_by=zelda)
    sitters = {"1": {"name": NAME, "email": EMAIL}, "2": {"name": "Other", "email": "o@example.org"}}
    FoundingDraft.objects.create(group=cast.ambleford, sitters=sitters)


def _chair(cast: Cast, zelda: Person) -> None:
    east, now = cast.eastmere, timezone.now()
    said = {"about": "GP in Zennor", "statement": f"I have served Zennor. {NAME}, {EMAIL}"}
    appointment = Appointment.objects.create(group=east, why="first", status="withdrawn")
    own = Nomination.objects.create(
        group=east, appointment=appointment, person=zelda, name=NAME, state="accepted", answered_at=now, **said
    )
    Nomination.objects.create(
        group=east, appointment=appointment, person=cast["chair"], state="withdrawn", withdrawn_by=zelda, reason="Hm"
    )
    Support.objects.create(group=east, nomination=own, person=zelda)
    for actor in (zelda, cast["chair"]):
        AppointmentStep.objects.create(
            group=east, appointment=appointment, status="proposed", actor=actor, reason=f"{NAME} stands no longer"
        )
    pools, roll = [{"name": "all"}], [{"seat": cast.seats["federation"].pk, "person": zelda.pk, "pool": "all"}]
    ballot, _ = keeper.open_ballot(
        group_id=east.pk,
        kind="chair",
        number=1,
        round_number=1,
        floor=60,
        names=1,
        closes_at=now + timedelta(days=1),
        pools=pools,
        roll=roll,
        roll_hash="0" * 64,
    )
    Candidate.objects.create(group=east, ballot_id=ballot, position=1, person=zelda, name=NAME, **said)
    pulse = Pulse.objects.create(group=east, ballot_id=ballot, half_year=date(2026, 7, 1), due=today(), opened_by=zelda)
    PulseSubject.objects.create(group=east, pulse=pulse, person=zelda, position=1, roles=["chair"])
    agreed = f"{NAME} explains to members why they are off to Zanzibar"
    talked = {"group": east, "pulse": pulse, "closed_at": now, "closed_by": zelda}
    ConfidenceItem.objects.create(**talked, person=zelda, roles=["chair"], agreed=agreed)


def _signed_off(cast: Cast, zelda: Person) -> None:
    east, now = cast.eastmere, timezone.now()
    over: dict[str, Any] = {"closed_at": now, "closed_by": zelda, "outcome": "adopted", "explanation": "x", "agreed": 1}
    asked = Round.objects.create(
        group=east, kind="principle", subject_id=1, title="t", opened_by=zelda, answer_by=today(), asked=1, **over
    )
    party = Party.objects.create(
        group=east, round=asked, organisation=cast.organisations["pcn"], name="Harbour PCN", constituency="pcn"
    )
    word: dict[str, Any] = {
        "group": east,
        "party": party,
        "stance": "agree",
        "authority": "leader",
        "given_on": today(),
    }
    Word.objects.create(**word, by=zelda, speaks_as="holder", note=f"Ask {NAME}")
    Word.objects.create(**word, by=cast["secretariat"], speaks_as="secretariat", on_word_of=NAME, recorded=True)
    RoundLetter.objects.create(group=east, round=asked, person=zelda, letter="asked")
    principle = Principle.objects.create(group=east)
    version = PrincipleVersion.objects.create(
        group=east, principle=principle, number=1, title="t", statement="s", meaning="m"
    )
    PrincipleStep.objects.create(group=east, version=version, state="drafted", actor=zelda, reason=f"By {NAME}")
    PrincipleComment.objects.create(group=east, version=version, by=zelda, text=f"Ask me, {NAME}, at {EMAIL}")
    terms = Terms.objects.create(group=east, number=1, basis="representative")
    TermsClause.objects.create(
        group=east, terms=terms, section="name", position=1, text=f"Ask {NAME}.", edited_by=zelda
    )
    TermsStep.objects.create(group=east, terms=terms, status="draft", actor=zelda)


def _interests(cast: Cast, zelda: Person) -> None:
    east = cast.eastmere
    own: dict[str, Any] = {"group": east, "person": zelda}
    says = {
        "category": Category.values[0],
        "what": f"{NAME} owns a zoo",
        "with_whom": "I have served Zennor",
        "start": today(),
    }
    Interest.objects.create(**own, declared_by=zelda, **says, mitigation="off to Zanzibar", whose=NAME)
    withheld = Interest.objects.create(**own, declared_by=zelda, withheld=True)
    with open_scope(person=zelda.pk, read=[east.pk], write=[east.pk], closed=[east.pk]):
        InterestWithheld.objects.create(**own, interest=withheld, reason=f"{NAME} fears", **says)
    InterestReview.objects.create(**own)
    InterestReminder.objects.create(**own, sent_on=today())


def _worked(cast: Cast, zelda: Person) -> None:
    Job.objects.create(kind="imports.go_on", requested_by=zelda, state="done", finished_at=timezone.now())
    Job.objects.create(kind="x", state="failed", finished_at=timezone.now(), error=f"{NAME} works for an ICB")
    ImportBatch.objects.create(requested_by=zelda)
    DataExport.objects.create(person=zelda)
    cast.eastmere.contact = f"Write to {EMAIL.upper()}"
    cast.eastmere.save()
    change = {"group": cast.eastmere, "place": cast.eastmere.place}
    ProposedChange.objects.create(**change, words=f"{NAME} ({EMAIL}) asks for a PCN", proposed_by=zelda)
    ProposedChange.objects.create(
        **change,
        words="Take it out",
        proposed_by=cast["chair"],
        state="declined",
        reason=f"No. {NAME}",
        decided_by=zelda,
        decided_at=timezone.now(),
    )
    ProposedChange.objects.create(**change, words=f"{NAME} told me", proposed_by=cast["chair"])


def _logged(cast: Cast, zelda: Person) -> None:
    for group in (cast.eastmere.pk, cast.ambleford.pk, PLATFORM):
        record(group, "seat term ended", by=zelda, after={"person": zelda.pk}, personal={"reason": "off to Zanzibar"})
        record(group, "invitation made", by=cast["chair"], personal={"email": OLD, "name": "Z"})
        record(group, "office letter could not be delivered", by=None, personal={"name": NAME})
    record(
        cast.eastmere.pk, "seat term ended", by=cast["chair"], personal={"name": "Dr Leila Nasser", "reason": "Kept"}
    )
    with open_scope(read=[cast.eastmere.pk]):
        record_views([cast.eastmere.pk], "Roster", by=zelda)


def as_json(text: str) -> str:
    """Words as they stand inside JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]
