"""Being erased as a weapon, and what is left of somebody afterwards."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gpleadership.lib.dates import today
from gpleadership.lib.documents.making import Format
from gpleadership.lib.scopes import open_scope, system_scope
from groups.documents.actions import ask_for
from groups.jobs.worker import drain
from groups.log.models import PLATFORM
from groups.log.record import record
from groups.models import (
    DataExport,
    Document,
    ErasureRequest,
    Invitation,
    Job,
    LogPersonal,
    Party,
    Person,
    Readership,
    Round,
    Word,
)
from groups.mydata import actions
from groups.mydata.erasing import whole
from groups.mydata.queries import addresses_of
from groups.mydata.storage import file_of
from tests.cast import PASSWORD, Cast, person, term
from tests.interests.worlds import declare
from tests.mydata.working import bring_forward, failed


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def _joins(cast: Cast, email: str, name: str) -> Person:
    """Whoever accepts an invitation says themselves what they are called."""
    who = person(email, name)
    with system_scope("tests"):
        practice = cast.organisations["practice"]
        Readership.objects.create(group=cast.eastmere, practice=practice, person=who, period=term(60))
    return who


def _erased(who: Person) -> None:
    with open_scope(person=who.pk):
        request = actions.ask_to_be_erased(email=who.email, by=who)
    past = timezone.now() - timedelta(seconds=1)
    ErasureRequest.objects.filter(pk=request.pk).update(asked_at=past - timedelta(days=7), due_at=past)
    bring_forward("mydata.erase")
    drain()
    assert [error for error in failed() if error[0] != "x"] == []
    who.refresh_from_db()
    assert (who.full_name, who.is_active) == ("Former member", False)


def _word(cast: Cast, whose: str) -> Word:
    closed: dict[str, Any] = {"opened_by": cast["chair"], "answer_by": today(), "asked": 1}
    asked = Round.objects.create(group=cast.eastmere, kind="test", subject_id=1, title="t", **closed)
    organisation = cast.organisations["pcn"]
    party = Party.objects.create(
        group=cast.eastmere, round=asked, organisation=organisation, name="PCN", constituency="pcn"
    )
    said: dict[str, Any] = {"stance": "agree", "authority": "leader", "given_on": today(), "speaks_as": "secretariat"}
    return Word.objects.create(
        group=cast.eastmere, party=party, by=cast["secretariat"], on_word_of=whose, recorded=True, **said
    )


OTHERS = ("Dr Leila Nasser", "Joann Leeson", "Dr Tandon")


@pytest.mark.parametrize("name", ["e", "Dr", "  r N", "la Nasser", "Dr Tan", "Ann Lee", "Dr Leila Nasser", ".*", "a|e"])
def test_nobody_takes_others_out_of_the_record_with_their_own_name(cast: Cast, name: str) -> None:
    """They join under a name that stands in everybody's, or is somebody else's, and ask to be erased."""
    who = _joins(cast, "attacker", name)
    with system_scope("tests"):
        for other in OTHERS:
            record(cast.eastmere.pk, "seat term ended", by=cast["chair"], personal={"name": other, "reason": "Moves"})
        words = [_word(cast, "Dr Tandon, for Dr Leila Nasser").pk]
        job = Job.objects.create(kind="x", state="failed", finished_at=timezone.now(), error="Dr Tandon works here")
    _erased(who)
    with system_scope("tests"):
        kept = " ".join(LogPersonal.objects.filter(data__contains="Moves").values_list("data", flat=True))
        assert [other for other in OTHERS if other in kept] == list(OTHERS)
        assert Word.objects.get(pk__in=words).on_word_of == "Dr Tandon, for Dr Leila Nasser"
    job.refresh_from_db()
    assert job.error == "Dr Tandon works here"


def test_ones_own_name_goes_from_the_record(cast: Cast) -> None:
    who = _joins(cast, "olga", "Dr Olga Ferreira")
    with system_scope("tests"):
        for reason in ("By Dr Olga Ferreira.", "said:\nDr Olga Ferreira", "(Dr OLGA Ferreira)", "Of Dr Olga Ferreiras"):
            record(cast.eastmere.pk, "seat term ended", by=cast["chair"], personal={"reason": reason})
        record(PLATFORM, "x", by=None, personal={"reason": "write to olga@example.org."})
        record(cast.ambleford.pk, "x", by=None, personal={"reason": "write\nolga@example.org"})
        record(cast.ambleford.pk, "x", by=None, personal={"reason": "volga@example.org, olga@example.org.uk"})
        _word(cast, "Dr Olga Ferreira")
    _erased(who)
    with system_scope("tests"):
        kept = list(LogPersonal.objects.order_by("pk").values_list("data", flat=True))
        assert [each for each in kept if "lga" in each] == [
            '{"reason": "Of Dr Olga Ferreiras"}',
            '{"reason": "volga@example.org, olga@example.org.uk"}',
        ]
        assert Word.objects.get().on_word_of == "Former member"


def test_an_address_that_ends_like_theirs_stays_somebody_elses(cast: Cast) -> None:
    """ann.lee is erased; joann.lee can still sign in, is still invited, and still reads."""
    ann, joann = _joins(cast, "ann.lee", "Ann Lee"), person("joann.lee", "Joann Lee")
    soon = timezone.now() + timedelta(days=9)
    with system_scope("tests"):
        invited: dict[str, Any] = {"to": "office", "office": "secretariat", "full_name": "Jo", "expires_at": soon}
        invitation = Invitation.objects.create(
            group=cast.eastmere, email="joann.lee@example.org", token_hash="1", **invited
        )
    _erased(ann)
    joann.refresh_from_db()
    assert joann.email == "joann.lee@example.org"
    assert [each.email for each in joann.emailaddress_set.all()] == ["joann.lee@example.org"]
    with system_scope("tests"):
        invitation.refresh_from_db()
    assert invitation.email == "joann.lee@example.org"
    assert Client().login(username="joann.lee@example.org", password=PASSWORD)


@pytest.mark.parametrize(
    ("name", "full"), [("e", False), ("Dr", False), ("r N", False), ("Dr Tan", True), ("Zoë Ng", True), ("", False)]
)
def test_what_is_a_full_name(name: str, full: bool) -> None:
    assert whole.is_a_full_name(name) is full


# ---- Afterwards ----


def test_there_is_no_way_back_in(cast: Cast) -> None:
    who = _joins(cast, "gone", "Dr Gone Away")
    address, tab = who.email, Client()
    tab.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    assert tab.get("/g/eastmere/").status_code == 200
    _erased(who)
    assert tab.get("/g/eastmere/")["Location"].startswith("/account/login/")
    for typed in (address, who.email):
        assert not Client().login(username=typed, password=PASSWORD)
        client = Client()
        client.post("/account/login/code/", {"email": typed})
        assert client.get("/g/eastmere/").status_code == 302
        assert "_auth_user_id" not in client.session


def test_a_register_made_before_says_nothing_of_them_any_more(cast: Cast) -> None:
    who = cast["outsider"]
    declare(cast.eastmere, who, what="Owns a xylophone works")
    with open_scope(person=cast["chair"].pk, read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        ask_for(cast.eastmere, "interests", "register", Format.PDF, by=cast["chair"])
        drain()
        file = Document.objects.get()
    chair = Client()
    chair.force_login(cast["chair"], backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("documents:file", args=["eastmere", file.pk, "register", "pdf"])
    assert chair.get(address).status_code == 200
    _erased(who)
    assert chair.get(address).status_code == 404
    assert b"xylophone" not in chair.get("/g/eastmere/interests/?when=all").content


def test_a_copy_that_is_finished_after_its_person_was_erased_is_not_kept(cast: Cast) -> None:
    who = cast["outsider"]
    with open_scope(person=who.pk):
        copy, _ = actions.ask_for_copy(by=who)
    _erased(who)
    with open_scope(person=who.pk):
        actions.finish_copy(DataExport.objects.select_related("person").get(pk=copy.pk), b"everything")
    assert not file_of(copy).exists()
    assert DataExport.objects.get(pk=copy.pk).ready_at is None


def test_a_link_to_a_copy_is_of_use_to_nobody_else(cast: Cast) -> None:
    """Passed on, kept in a history, or tried by the secretariat, the platform's staff and strangers."""
    who = cast["core_member"]
    with open_scope(person=who.pk):
        copy, _ = actions.ask_for_copy(by=who)
    drain()
    address = reverse("mydata:download", args=[copy.public_id])
    assert file_of(copy).exists()
    assert Client().get(address).status_code == 302
    for persona in ("secretariat", "platform_staff", "chair", "other_chair"):
        client = Client()
        client.force_login(cast[persona], backend="django.contrib.auth.backends.ModelBackend")
        client.post("/account/reauthenticate/", {"password": PASSWORD})
        assert client.get(address).status_code == 404
        assert client.get(reverse("jobs:job", args=[copy.job.public_id])).status_code == (
            200 if persona == "platform_staff" else 404
        )
    assert DataExport.objects.get(pk=copy.pk).opened_at is None


def test_claiming_somebody_elses_address_gathers_nothing_of_theirs(cast: Cast) -> None:
    """An address counts once it is proved: until then invitations to it are not one's own."""
    who, soon = cast["outsider"], timezone.now() + timedelta(days=9)
    with system_scope("tests"):
        invited: dict[str, Any] = {"to": "office", "office": "secretariat", "full_name": "V", "expires_at": soon}
        Invitation.objects.create(group=cast.eastmere, email="victim@example.org", token_hash="1", **invited)
    client = Client()
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post("/account/email/", {"email": "victim@example.org", "action_add": ""})
    assert addresses_of(who) == [who.email]
    with open_scope(person=who.pk):
        copy, _ = actions.ask_for_copy(by=who)
    drain()
    assert b"victim@example.org" not in file_of(copy).read_bytes()
