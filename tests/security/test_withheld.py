"""The words of a withheld interest reach its person and the core: no other page, file, letter, log, copy or job."""

import importlib
import io
import pkgutil
import zipfile
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

import tests.access
from gpleadership.lib.documents.making import Format
from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope
from groups.documents.actions import ask_for
from groups.interests import actions
from groups.interests.models import Interest
from groups.jobs.worker import drain
from groups.models import DataExport, Document, Job, Person
from groups.mydata.storage import file_of
from tests import database
from tests.access.routes import Route
from tests.cast import Cast
from tests.interests.worlds import declare, values

SECRETS = {
    "what": "Xylophone illness",
    "with_whom": "Zanzibar clinic",
    "whose": "Yolanda spouse",
    "mitigation": "Quicksilver leave",
    "withheld_because": "Walnut privacy",
}
OUTSIDE = ("secretariat", "in_attendance", "practice_reader", "icb_staff", "platform_staff", "other_chair", "outsider")


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def _routes() -> list[Route]:
    names = [module.name for module in pkgutil.iter_modules(tests.access.__path__)]
    found = [importlib.import_module(f"tests.access.{name}") for name in names if not name.startswith("test_")]
    return [route for module in found for route in getattr(module, "ROUTES", []) if route.method == "get"]


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _secret(cast: Cast) -> Interest:
    return declare(cast.eastmere, cast["chair"], **SECRETS)


def _said_in(content: bytes) -> list[str]:
    """Which of the secrets are in it; what is packed is unpacked."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"\n".join(packed.read(name) for name in packed.namelist())
    return [word for word in SECRETS.values() if word.encode() in content]


def _read(client: Client, address: str) -> bytes:
    answer = client.get(address)
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


@pytest.mark.slow
@pytest.mark.parametrize("persona", OUTSIDE)
def test_no_page_and_no_file_says_it(cast: Cast, persona: str) -> None:
    """Every route of the portal, as the table of access asks it."""
    _secret(cast)
    client = _signed_in(cast[persona])
    asked = 0
    for route in _routes():
        if "logout" in route.name:
            continue
        with transaction.atomic():
            address = reverse(route.name, kwargs=route.kwargs(cast))
            assert _said_in(_read(client, address)) == [], address
            transaction.set_rollback(True)
        asked += 1
    assert asked > 100


@pytest.mark.parametrize("persona", ["core_member", "deputy", "chair"])
def test_the_core_reads_it_where_it_belongs_and_nowhere_else(cast: Cast, persona: str) -> None:
    """The room is open in their scope on every page, so each page must leave it out by itself."""
    _secret(cast)
    client, found = _signed_in(cast[persona]), set()
    for address in ("", "interests.csv", "interests.xlsx", "withheld/", "overview/", "mine/"):
        if _said_in(_read(client, f"/g/eastmere/interests/{address}?when=all")):
            found.add(address)
    assert found == ({"withheld/", "mine/"} if persona == "chair" else {"withheld/"})
    for address in ("/g/eastmere/", reverse("audit:views", args=["eastmere"]), "/g/eastmere/members/"):
        assert client.get(address).status_code == 200
        assert _said_in(_read(client, address)) == []


def test_nobody_elses_copy_of_their_data_has_it(cast: Cast) -> None:
    """Those for whom the room is open take a copy too; so does whoever declares for others."""
    _secret(cast)
    said = {}
    for persona in ("core_member", "secretariat", "chair"):
        client = _signed_in(cast[persona])
        client.post(reverse("mydata:export"))
        drain()
        said[persona] = _said_in(file_of(DataExport.objects.get(person=cast[persona])).read_bytes())
    assert said == {"core_member": [], "secretariat": [], "chair": sorted(SECRETS.values(), key=said["chair"].index)}


def _everywhere() -> set[tuple[str, str]]:
    """Every column of the whole database that has one of the words, read as its owner."""
    hits = set()
    with database.owner(settings.DATABASES["owner"]["NAME"]) as owner:
        owner.execute("SET ROLE NONE")
        columns = owner.execute(
            "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables"
            " USING (table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
            " AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY')"
        ).fetchall()
        owner.execute("SELECT set_config('gpl.read', '*', false)")
        owner.execute("SELECT set_config('gpl.closed', array_agg(id)::text, false) FROM groups_leadershipgroup")
        for table, column in columns:
            keeper = owner.execute("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = %s", [table])
            owner.execute("SET ROLE gpl_keeper" if keeper.fetchone() == ("gpl_keeper",) else "SET ROLE NONE")
            statement = f'SELECT 1 FROM "{table}" WHERE "{column}"::text ILIKE ANY (%s) LIMIT 1'
            if owner.execute(statement, [[f"%{word}%" for word in SECRETS.values()]]).fetchone():
                hits.add((table, column))
    return hits


def test_the_words_lie_in_one_table_of_the_whole_database(committed_cast: Cast) -> None:
    """Neither the log nor what is personal beside it, neither a job nor a session holds them."""
    cast = committed_cast
    interest, client = _secret(cast), _signed_in(cast["chair"])
    client.get(f"/g/eastmere/interests/{interest.pk}/change/")
    with open_scope(person=cast["chair"].pk, read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        said = values(**SECRETS | {"mitigation": "Quicksilver leave, always"})
        interest = actions.correct(interest, said, version=interest.version, by=cast["chair"])
        actions.end(interest, last=values().start, version=interest.version, by=cast["chair"])
    _signed_in(cast["core_member"]).get("/g/eastmere/interests/withheld/")
    drain()
    assert {table for table, _ in _everywhere()} == {"groups_interestwithheld"}
    assert [letter for letter in mail.outbox if _said_in(letter.message().as_bytes())] == []


def _file(cast: Cast, by: str) -> Document:
    with open_scope(person=cast[by].pk, read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        ask_for(cast.eastmere, "interests", "register", Format.PDF, by=cast[by])
    drain()
    assert list(Job.objects.filter(state="failed")) == []
    with open_scope(read=[cast.eastmere.pk]):
        return Document.objects.get(kind="interests")


def test_a_file_made_before_it_was_withheld_is_gone(cast: Cast) -> None:
    """It was published, somebody made the PDF, and now it is not to be published any more."""
    published = declare(cast.eastmere, cast["chair"], what=SECRETS["what"])
    address = reverse("documents:file", args=["eastmere", _file(cast, "practice_reader").pk, "register", "pdf"])
    reader = _signed_in(cast["practice_reader"])
    assert reader.get(address).status_code == 200
    with open_scope(person=cast["chair"].pk, read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        actions.correct(published, values(**SECRETS), version=published.version, by=cast["chair"])
    assert reader.get(address).status_code == 404
    assert reader.get(reverse("interests:register", args=["eastmere"])).status_code == 200


def test_a_file_that_was_being_made_meanwhile_is_made_anew(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from groups.documents import jobs

    published = declare(cast.eastmere, cast["chair"], what=SECRETS["what"])
    made: list[str] = []

    def slowly(content: Any, wanted: Format) -> bytes:
        made.append(str(content))
        if len(made) == 1:
            with open_scope(person=cast["chair"].pk, read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
                actions.correct(published, values(**SECRETS), version=published.version, by=cast["chair"])
        return str(content).encode()

    monkeypatch.setattr(jobs, "make", slowly)
    document = _file(cast, "practice_reader")
    assert [SECRETS["what"] in words for words in made] == [True, False]
    answer = _signed_in(cast["practice_reader"]).get(
        reverse("documents:file", args=["eastmere", document.pk, "register", "pdf"])
    )
    assert answer.status_code == 200
    assert _said_in(answer.content) == []


def test_a_chair_who_manages_others_interests_sees_none_that_is_withheld(cast: Cast) -> None:
    """The room is open to them, and still the page on which they write for others is not the room."""
    interest = declare(cast.eastmere, cast["core_member"], **SECRETS)
    chair, who = _signed_in(cast["chair"]), cast["core_member"].pk
    assert _said_in(_read(chair, reverse("interests:of", args=["eastmere", who]))) == []
    for route in ("interests:change_for", "interests:end_for"):
        assert chair.get(reverse(route, args=["eastmere", who, interest.pk])).status_code == 404


@pytest.mark.parametrize("by", ["chair", "secretariat"])
def test_nobody_publishes_for_somebody_what_they_withhold(cast: Cast, by: str) -> None:
    interest = declare(cast.eastmere, cast["core_member"], **SECRETS)
    group = [cast.eastmere.pk]
    with (
        open_scope(person=cast[by].pk, read=group, write=group, closed=group),
        pytest.raises(Refused, match="Only the person themselves"),
    ):
        actions.correct(interest, values(), version=interest.version, by=cast[by])
