"""Copies of one's data: what is in them, who gets them, for how long."""

import io
import json
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gpleadership.lib.scopes import open_scope, system_scope
from groups.jobs.models import Job
from groups.log.models import PLATFORM
from groups.models import DataExport, Invitation, LogEntry, SeatTerm
from groups.mydata.storage import file_of
from groups.seats import actions as seats
from tests.cast import Cast, term
from tests.mydata.conftest import SignIn
from tests.mydata.working import bring_forward, failed, work
from tests.support.worlds import add

MINE = "/account/my-data/"


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def ready(client: Client, cast: Cast, who: str) -> DataExport:
    """A copy that was asked for and made."""
    assert client.post(f"{MINE}copy/").status_code == 302
    work()
    assert failed() == []
    return DataExport.objects.filter(person=cast[who]).order_by("-pk")[0]


def opened(export: DataExport) -> tuple[dict[str, Any], str]:
    with ZipFile(io.BytesIO(file_of(export).read_bytes())) as archive:
        assert archive.namelist() == ["your-data.html", "your-data.json"]
        return json.loads(archive.read("your-data.json")), archive.read("your-data.html").decode()


def rows(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    [part] = [part for part in data["parts"] if part["name"] == name]
    return part["rows"]


def test_a_copy_is_made_by_a_job_and_its_person_is_told(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("core_member")
    answer = client.post(f"{MINE}copy/")
    job = Job.objects.get(kind="mydata.export")
    assert answer["Location"] == f"/jobs/{job.public_id}/"
    assert job.arguments == {"export": DataExport.objects.get().pk}
    work()
    assert failed() == []
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["core@example.org"], "The copy of your data is ready")
    assert f"{MINE}" in letter.body
    page = client.get(f"/jobs/{job.public_id}/")
    assert f'{MINE}#copies"' in text(page)


def test_what_a_core_member_gets(cast: Cast, sign_in: SignIn) -> None:
    with system_scope("test"):
        at = cast.seats["pcn"].terms.get(part="holder")
        seats.end_term(at, at=timezone.now() + timedelta(days=9), reason="A new post", by=cast["chair"])
    data, page = opened(ready(sign_in("core_member"), cast, "core_member"))
    [seat] = rows(data, "seats")
    assert seat["says"].startswith("Eastmere GP Leadership Group: Harbour PCN, holder, Clinical director, ")
    assert (seat["job_title"], seat["end_reason"]) == ("Clinical director", "A new post")
    assert seat["says"] in page.replace("&#39;", "'")
    [about] = [row for row in rows(data, "log") if row["kind"] == "log entry about you"]
    assert about["personal"] == {"name": "Dr Leila Nasser", "reason": "A new post", "job_title": "Clinical director"}
    account = rows(data, "account")[0]
    assert account["email"] == "core@example.org"
    assert "password" not in account


def test_nothing_of_anybody_else_is_in_it(cast: Cast, sign_in: SignIn) -> None:
    with system_scope("test"):
        add(cast.eastmere, cast["chair"], name="Ada Quill")
        Invitation.objects.create(
            group=cast.eastmere,
            to="practice",
            practice=cast.organisations["practice"],
            email="invited@example.org",
            full_name="Ina Vited",
            invited_by=cast["chair"],
            token_hash="a",
            expires_at=timezone.now() + timedelta(days=1),
        )
    data, page = opened(ready(sign_in("chair"), cast, "chair"))
    whole = json.dumps(data) + page
    assert [row["kind"] for row in rows(data, "work") if "Invitation" in row["kind"]] == ["groups.Invitation"]
    for others in ("Ada Quill", "invited@example.org", "Ina Vited", "Leila", "Kofi", "reader@example.org"):
        assert others not in whole


def test_secrets_stay_here(cast: Cast, sign_in: SignIn) -> None:
    person = cast["secretariat"]
    person.authenticator_set.create(type="totp", data={"secret": "OPENSESAME"})
    with system_scope("test"):
        Invitation.objects.create(
            group=cast.eastmere,
            to="office",
            office="secretariat",
            email=person.email,
            nonce="NONCENONCE",
            token_hash="HASHHASH",
            expires_at=timezone.now(),
        )
    client = sign_in("secretariat")
    key = client.session.session_key
    data, page = opened(ready(client, cast, "secretariat"))
    whole = json.dumps(data) + page
    assert len(rows(data, "invitations")) == 1
    assert {row["kind"] for row in rows(data, "signing in")} >= {"mfa.Authenticator"}
    for secret in ("OPENSESAME", "NONCENONCE", "HASHHASH", key, person.password):
        assert secret not in whole


def test_icb_staff_get_what_they_looked_at(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("icb_staff")
    assert client.get("/s/tidewater/").status_code == 200
    data, _ = opened(ready(client, cast, "icb_staff"))
    assert next(row["says"] for row in rows(data, "icb staff")).startswith("Tidewater ICB: Head of primary care, ")
    assert len(rows(data, "looks")) == 2


def test_only_its_person_downloads_it_having_confirmed_that_it_is_them(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("core_member")
    copy = ready(client, cast, "core_member")
    address = f"{MINE}copies/{copy.public_id}/"
    asked = client.get(address)
    assert asked["Location"].startswith("/account/reauthenticate/?next=")
    for other in ("chair", "platform_staff", "outsider"):
        assert sign_in(other, again=True).get(address).status_code == 404
    got = sign_in("core_member", again=True).get(address)
    assert got.headers["Content-Disposition"].startswith('attachment; filename="your-data-')
    assert "no-store" in got.headers["Cache-Control"]
    assert b"".join(got.streaming_content)[:2] == b"PK"  # type: ignore[arg-type]
    copy.refresh_from_db()
    assert copy.opened_at is not None
    with open_scope(read=[PLATFORM]):
        verbs = LogEntry.objects.filter(group_id=PLATFORM).order_by("seq").values_list("verb", flat=True)
        assert list(verbs) == ["copy of own data asked for", "copy of own data downloaded"]


def test_whoever_signs_in_by_a_code_must_have_done_so_lately(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("core_member")
    copy = ready(client, cast, "core_member")
    person = cast["core_member"]
    person.set_unusable_password()
    person.save()
    client = sign_in("core_member")
    address = f"{MINE}copies/{copy.public_id}/"
    assert client.get(address)["Location"] == "/account/"
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": timezone.now().timestamp()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    got = client.get(address)
    assert got.status_code == 200
    got.close()


def test_asking_twice_at_once_makes_one(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("core_member")
    first, second = client.post(f"{MINE}copy/"), client.post(f"{MINE}copy/", follow=True)
    assert DataExport.objects.count() == Job.objects.filter(kind="mydata.export").count() == 1
    assert second.redirect_chain[0][0] == first["Location"]
    assert "A copy is being made already." in text(second)


def test_a_copy_that_could_not_be_made_does_not_stand_in_the_way(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("core_member")
    client.post(f"{MINE}copy/")
    Job.objects.update(state="failed", finished_at=timezone.now())
    assert "It could not be made. Ask for another." in text(client.get(MINE))
    client.post(f"{MINE}copy/")
    assert DataExport.objects.count() == 2


def test_it_is_forgotten_after_a_week_or_when_there_is_another(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in("core_member", again=True)
    one, two = ready(client, cast, "core_member"), ready(client, cast, "core_member")
    assert not file_of(one).exists()
    gone = client.get(f"{MINE}copies/{one.public_id}/", follow=True)
    assert "That copy was deleted: copies are kept for a week" in text(gone)
    [due] = Job.objects.filter(kind="mydata.forget", arguments={"export": two.pk}).values_list("due_at", flat=True)
    two.refresh_from_db()
    assert two.ready_at is not None
    assert due == two.ready_at + timedelta(days=7)
    bring_forward("mydata.forget")
    work()
    two.refresh_from_db()
    assert two.forgotten_at is not None
    assert not file_of(two).exists()
    assert DataExport.objects.count() == 2


def test_the_file_is_nobody_elses_on_the_disk(cast: Cast, sign_in: SignIn) -> None:
    path = file_of(ready(sign_in("core_member"), cast, "core_member"))
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_made_twice_is_made_once(cast: Cast, sign_in: SignIn) -> None:
    ready(sign_in("core_member"), cast, "core_member")
    Job.objects.filter(kind="mydata.export").update(state="waiting", finished_at=None)
    work()
    assert Job.objects.filter(kind="mydata.forget").count() == 1
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("groups", [1, 3])
def test_the_page_costs_the_same_at_any_size(cast: Cast, sign_in: SignIn, groups: int) -> None:
    with system_scope("test"):
        seat = cast.seats["other"]
        for number in range(groups - 1):
            SeatTerm.objects.create(
                group=cast.ambleford, seat=seat, person=cast["core_member"], part="deputy", period=term(90 - number, 1)
            )
    client = sign_in("core_member")
    client.get(MINE)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(MINE)
    said = [query["sql"] for query in queries if "set_config" not in query["sql"]]
    own = [sql for sql in said if not sql.startswith(("SAVEPOINT", "RELEASE"))][2:]  # session, person
    assert len(own) == 4, own  # how much, wish, copies, standing
    assert page.context_data["lede"] == f"We hold your account and {groups} term{'s' if groups > 1 else ''} in " + (
        "seats." if groups > 1 else "a seat."
    )
    assert [group.slug for group in page.context_data["groups"]] == ["eastmere"]
