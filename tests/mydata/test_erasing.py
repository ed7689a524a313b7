"""Being erased: asked for, thought over, carried out, and then found nowhere."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core import mail
from django.db import DatabaseError, connection, models, transaction
from django.test import Client
from django.utils import timezone

from gpleadership.lib.dates import long_date
from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope, system_scope
from groups.audit.sentences import Told, sentence_of
from groups.log.models import PLATFORM
from groups.log.verify import verify
from groups.models import DataExport, ErasureRequest, LogEntry, LogPersonal, Nomination, Person, SeatTerm
from groups.mydata import keeper
from groups.mydata.actions import ask_to_be_erased, take_back
from groups.mydata.erasing.columns import BLANKED, STAYS
from groups.mydata.holdings import covered
from groups.mydata.keys import NOT_HELD, keys
from groups.mydata.known.others import uncovered
from groups.mydata.queries import counts
from groups.mydata.storage import file_of
from tests import database
from tests.cast import PASSWORD, Cast, term
from tests.mydata.conftest import SignIn
from tests.mydata.seeding import EMAIL, NAME, OTHERS, WORDS, somebody
from tests.mydata.working import bring_forward, failed, work

ERASE = "/account/my-data/erase/"
BACK = "/account/my-data/erase/take-back/"


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def asked(person: Person, email: str = "") -> ErasureRequest:
    with open_scope(person=person.pk):
        return ask_to_be_erased(email=email or person.email, by=person)


def wait(request: ErasureRequest) -> None:
    """Let the days of thinking it over pass, and the work be done."""
    past = timezone.now() - timedelta(seconds=1)
    ErasureRequest.objects.filter(pk=request.pk).update(asked_at=past - timedelta(days=7), due_at=past)
    bring_forward("mydata.erase")
    work()


# ---- Nothing is forgotten ----


def test_every_key_to_people_is_given_out_or_stays_empty_for_a_reason(db: None) -> None:
    """A table with a key to people that has no words of its own on the page is given out as it is."""
    named = {key.name for key in keys()}
    every = {
        f"{model._meta.label}.{field.name}"
        for model in _models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Person
    }
    assert named | set(NOT_HELD) == every
    assert named & set(NOT_HELD) == set()
    assert set(uncovered()) <= named
    assert covered() - named == set(), "parts with words of their own for keys that are not there"
    assert set(BLANKED) - named == set()


def _models() -> Iterator[type[models.Model]]:
    from django.apps import apps

    yield from apps.get_models(include_auto_created=True)


def test_every_word_beside_a_key_to_people_is_blanked_or_stays_for_a_reason() -> None:
    """If this fails: say in `groups/mydata/erasing/columns.py` what becomes of the column."""
    told = set(STAYS) | {
        f"{name.rpartition('.')[0]}.{column}" for name, columns in BLANKED.items() for column in columns
    }
    there = {
        f"{key.model._meta.label}.{field.attname}"
        for key in keys()
        for field in key.model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField | models.GenericIPAddressField)
        and not field.choices
    }
    assert there - told == set()
    assert told - there == set()


def _found() -> dict[tuple[str, str], list[str]]:
    """Where in the whole database one of the words still is, read as its owner."""
    hits: dict[tuple[str, str], list[str]] = {}
    with database.owner(settings.DATABASES["owner"]["NAME"]) as owner:
        owner.execute("SET ROLE NONE")
        columns = owner.execute(
            "SELECT c.table_name, c.column_name FROM information_schema.columns c"
            " JOIN information_schema.tables t USING (table_schema, table_name)"
            " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'"
            " AND c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'inet')"
        ).fetchall()
        for table, column in columns:
            statement = f'SELECT "{column}"::text FROM "{table}" WHERE "{column}"::text ILIKE ANY (%s)'
            rows = _every_row(owner, statement, [[f"%{word}%" for word in WORDS]])
            if rows:
                hits[table, column] = [row for (row,) in rows]
    return hits


def _every_row(owner: Any, statement: str, params: list[Any]) -> list[Any]:
    """Every row, those of the closed rooms and the keeper's own too: row security is in force for the owner as well."""
    with owner.transaction():
        owner.execute("SET LOCAL row_security = on")
        owner.execute("SELECT set_config('gpl.read', '*', true)")
        every = "SELECT set_config('gpl.closed', array_agg(id)::text, true) FROM groups_leadershipgroup"
        owner.execute(every)
        try:
            with owner.transaction():
                return owner.execute(statement, params).fetchall()
        except psycopg.Error:  # the keeper’s own
            owner.execute("SET LOCAL ROLE gpl_keeper")
            return owner.execute(statement, params).fetchall()


def test_afterwards_nobody_finds_them(committed_cast: Cast) -> None:
    cast = committed_cast
    zelda = somebody(cast)
    assert {name: count for name, count in counts(zelda).items() if not count} == {"groups.ErasureRequest.person": 0}
    before = _found()
    assert {
        ("groups_person", "full_name"),
        ("groups_logpersonal", "data"),
        ("groups_candidate", "statement"),
        ("socialaccount_socialaccount", "extra_data"),
        ("usersessions_usersession", "ip"),
        ("groups_foundingdraft", "sitters"),
        ("groups_interestwithheld", "reason"),
        ("groups_confidenceitem", "agreed"),
        ("groups_word", "on_word_of"),
        ("groups_leadershipgroup", "contact"),
        *OTHERS,
    } <= set(before)
    request = asked(zelda)
    work()  # the letter that it was asked for
    wait(request)
    assert [error for error in failed() if error[0] == "mydata.erase"] == []
    request.refresh_from_db()
    assert request.done_at is not None
    assert {place: OTHERS.get(place) for place in _found()} == OTHERS
    _check_what_stays(cast, zelda)


def _check_what_stays(cast: Cast, zelda: Person) -> None:
    zelda.refresh_from_db()
    assert (zelda.full_name, zelda.is_active, zelda.has_usable_password()) == ("Former member", False, False)
    assert zelda.email.startswith("erased-")
    assert zelda.email.endswith("@invalid")
    assert not zelda.emailaddress_set.exists()
    with system_scope("test"):
        for group in (cast.eastmere.pk, cast.ambleford.pk, PLATFORM):
            assert verify(group) == []
            assert LogEntry.objects.filter(group_id=group, verb="personal details erased").count() == 1
        [kept] = [row.data for row in LogPersonal.objects.all() if "Kept" in row.data]
        assert "Dr Leila Nasser" in kept
        assert SeatTerm.objects.filter(person=zelda, seat=cast.seats["federation"]).count() == 1
        assert cast.eastmere.reader_uploads.get().rows == [
            {"code": "Z91002", "name": "Other", "email": "o@example.org"}
        ]
        words = cast.eastmere.proposed_changes.get(proposed_by=zelda).words
        assert words == "Former member (Former member) asks for a PCN"
    assert [letter.subject for letter in mail.outbox if letter.to == [EMAIL]] == [
        f"You will be erased on {long_date(timezone.now() + timedelta(days=7))}",
        "You were erased",
    ]
    assert NAME in mail.outbox[-1].body


# ---- Asking ----


def test_asking_takes_ones_address_and_signing_in_again(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("outsider")
    page = client.get(ERASE)
    day = long_date(timezone.now() + timedelta(days=7))
    assert f"We would do it on {day}. Until then you can take it back." in text(page)
    wrong = client.post(ERASE, {"email": "someone.else@example.org"})
    assert wrong.context_data["form"].errors == {
        "email": ["That is not your email address. Enter the one you sign in with."]
    }
    assert "someone.else@example.org" in text(wrong)
    asks = client.post(ERASE, {"email": " Outsider@Example.org "})
    assert asks["Location"].startswith("/account/reauthenticate/?next=")
    assert ErasureRequest.objects.count() == 0
    done = client.post(asks["Location"], {"password": PASSWORD, "next": ERASE}, follow=True)
    assert f"You will be erased on {day}. We sent you an email. Until then, take it back here." in text(done)
    request = ErasureRequest.objects.get()
    assert (request.due_at - request.asked_at).days == 7
    work()
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["outsider@example.org"], f"You will be erased on {day}")


def test_asking_twice(cast: Cast, sign_in: SignIn) -> None:
    asked(cast["outsider"])
    with pytest.raises(Refused, match="You have asked already"):
        asked(cast["outsider"])
    assert sign_in("outsider").get(ERASE)["Location"] == BACK


def test_whoever_holds_something_is_told_what_to_do_first(cast: Cast, sign_in: SignIn) -> None:
    chair = sign_in("chair", again=True)
    page = chair.get(ERASE)
    assert [duty.what for duty in page.context_data["first"]] == [
        "You are chair of Eastmere GP Leadership Group",
        "You are holder of Tidewater LMC in Eastmere GP Leadership Group",
    ]
    assert [duty.href for duty in page.context_data["first"]] == [
        "/g/eastmere/members/offices/chair/hand-over/",
        "/g/eastmere/leave/",
    ]
    refused = chair.post(ERASE, {"email": "chair@example.org"})
    assert "You still have 1 seat and 1 office." in text(refused)
    staff = sign_in("platform_staff", again=True).post(ERASE, {"email": "platform@example.org"})
    assert "You are platform staff. Ask a colleague to withdraw that first." in text(staff)
    assert ErasureRequest.objects.count() == 0


def test_whoever_stands_for_the_chair_is_told_so(cast: Cast) -> None:
    with system_scope("test"):
        appointment = cast.eastmere.appointments.create(why="first")
        Nomination.objects.create(
            group=cast.eastmere,
            appointment=appointment,
            person=cast["outsider"],
            state="accepted",
            about="a",
            statement="s",
            answered_at=timezone.now(),
        )
    with pytest.raises(Refused, match="You still have 1 candidacy for the chair"):
        asked(cast["outsider"])


# ---- Taking it back ----


def test_taking_it_back(cast: Cast, sign_in: SignIn) -> None:
    request, client = asked(cast["outsider"]), sign_in("outsider")
    assert "You asked to be erased. It happens on" in text(client.get("/account/my-data/"))
    assert "It happens on" in text(client.get(BACK))
    done = client.post(BACK, follow=True)
    assert "You stay: you will not be erased." in text(done)
    work()
    assert [letter.subject for letter in mail.outbox] == ["You will not be erased"]
    wait(request)
    cast["outsider"].refresh_from_db()
    assert cast["outsider"].full_name == "Olive Outsider"
    assert "You have not asked to be erased, or took it back already." in text(client.get(BACK, follow=True))


def test_taking_it_back_after_it_was_done(cast: Cast, sign_in: SignIn) -> None:
    person, client = cast["outsider"], sign_in("outsider")
    request = asked(person)
    wait(request)
    with open_scope(person=person.pk), pytest.raises(Refused, match=r"This was done on .*, and cannot be taken back"):
        take_back(request, by=person)
    assert client.post(BACK)["Location"].startswith("/account/login/")
    assert not Client().login(username="outsider@example.org", password=PASSWORD)


# ---- Carrying it out ----


def test_it_is_not_done_before_its_day(cast: Cast) -> None:
    asked(cast["outsider"])
    bring_forward("mydata.erase")
    work()
    assert Person.objects.get(pk=cast["outsider"].pk).is_active
    with system_scope("test"), pytest.raises(DatabaseError, match="has not asked, or not yet"), transaction.atomic():
        keeper.forget_in_log(cast["outsider"].pk)


def test_only_the_portals_own_work_forgets(cast: Cast) -> None:
    group = [cast.eastmere.pk]
    with (
        open_scope(read=group, write=group),
        pytest.raises(DatabaseError, match="only in a scope of all groups"),
        transaction.atomic(),
    ):
        keeper.forget_in_log(cast["outsider"].pk)


def test_whoever_was_given_a_seat_meanwhile_stays_and_is_told(cast: Cast) -> None:
    person = cast["outsider"]
    request = asked(person)
    with system_scope("test"):
        SeatTerm.objects.create(group=cast.eastmere, seat=cast.seats["empty"], person=person, period=term(1))
    work()
    wait(request)
    request.refresh_from_db()
    person.refresh_from_db()
    assert (request.refused_at is not None, request.done_at, person.is_active) == (True, None, True)
    assert mail.outbox[-1].subject == "We could not erase you yet"


def test_it_is_done_once(cast: Cast) -> None:
    person = cast["practice_reader"]
    request = asked(person)
    wait(request)
    gone = Person.objects.get(pk=person.pk).email
    bring_forward("mydata.erase")
    work()
    assert Person.objects.get(pk=person.pk).email == gone
    assert [letter.subject for letter in mail.outbox].count("You were erased") == 1


def test_a_failure_half_way_leaves_everything(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(was: Any) -> None:
        raise ValueError("half way")

    monkeypatch.setattr("groups.mydata.erasing.everything.steps", lambda: [fail])
    person = cast["practice_reader"]
    request = asked(person)
    wait(request)
    request.refresh_from_db()
    assert request.done_at is None
    with system_scope("test"):
        assert person.readerships.get().period.upper is None
        assert not LogEntry.objects.filter(verb="readership ended").exists()


def test_a_mail_server_out_of_order_keeps_nobody(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise OSError("no route to host")

    request = asked(cast["outsider"])
    monkeypatch.setattr("groups.mydata.jobs.mail.send", broken)
    wait(request)
    request.refresh_from_db()
    assert request.done_at is not None


def test_copies_and_sessions_go_too(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("outsider")
    client.post("/account/my-data/copy/")
    work()
    export = DataExport.objects.get()
    assert file_of(export).exists()
    wait(asked(cast["outsider"]))
    assert not file_of(export).exists()
    assert client.get("/account/")["Location"].startswith("/account/login/")


def test_somebody_of_the_same_name_elsewhere_keeps_theirs(cast: Cast) -> None:
    other = cast["other_chair"]
    Person.objects.filter(pk=cast["practice_reader"].pk).update(full_name=other.full_name)
    with system_scope("test"):
        from groups.log.record import record

        record(cast.ambleford.pk, "office term begun", by=other, personal={"name": other.full_name})
    wait(asked(cast["practice_reader"]))
    with system_scope("test"):
        assert LogPersonal.objects.filter(group_id=cast.ambleford.pk).count() == 1
    assert Person.objects.get(pk=other.pk).full_name == "Dr Imran Sheikh"


def test_platform_staff_see_that_it_was_done_and_not_who(cast: Cast, sign_in: SignIn) -> None:
    staff = sign_in("platform_staff")
    assert "Nobody has been erased." in text(staff.get("/platform/erased/"))
    asked(cast["practice_reader"])
    wait(asked(cast["outsider"]))
    page = text(staff.get("/platform/erased/"))
    assert "1 person was erased because they asked." in page
    assert f"Number {cast['outsider'].pk}: asked on" in page
    for word in ("Olive", "Rosa", f"Number {cast['practice_reader'].pk}:"):
        assert word not in page


def test_the_log_says_that_it_was_done(cast: Cast) -> None:
    assert sentence_of(Told("personal details erased", {}, {}, {})) == (
        "erased the name and address of somebody who asked for it"
    )
    wait(asked(cast["practice_reader"]))
    with open_scope(read=[cast.eastmere.pk, PLATFORM]):
        entry = LogEntry.objects.get(group_id=cast.eastmere.pk, verb="personal details erased")
        assert (entry.subject_type, entry.subject_id) == ("person", cast["practice_reader"].pk)
        assert "Rosa" not in entry.body


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("erasurerequest_leaves_time", {"due_at": timezone.now() - timedelta(days=9)}),
        ("erasurerequest_ends_once", {"taken_back_at": timezone.now(), "done_at": timezone.now()}),
    ],
)
def test_the_database_holds_to_it(cast: Cast, constraint: str, change: dict[str, Any]) -> None:
    request = asked(cast["outsider"])
    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        ErasureRequest.objects.filter(pk=request.pk).update(**change)


def test_one_wish_at_a_time(cast: Cast) -> None:
    request = asked(cast["outsider"])
    with pytest.raises(DatabaseError, match="erasurerequest_one_open"), transaction.atomic():
        ErasureRequest.objects.create(person=cast["outsider"], due_at=request.due_at)
    with pytest.raises(DatabaseError, match="dataexport_opened_when_ready"), transaction.atomic():
        DataExport.objects.create(person=cast["outsider"], opened_at=timezone.now())


def test_the_rolls_are_ones_own(cast: Cast) -> None:
    with open_scope(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM gpl_ballot_my_rolls()")
        assert cursor.fetchone() == (0,)
