"""A group that nobody runs any more finds a chair again, through platform staff and an invitation."""

import re

import pytest
from django.core import mail
from django.test import Client

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope, system_scope
from groups.founding.actions import offer_chair
from groups.jobs.worker import drain
from groups.models import LeadershipGroup, OfficeTerm
from tests.cast import Cast, term

ADDRESS = "/platform/groups/eastmere/chair/"


def staff(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast["platform_staff"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def end_every_office(group: LeadershipGroup) -> None:
    with system_scope("test"):
        OfficeTerm.objects.filter(group=group).update(period=term(100, 50))


def test_a_led_group_chooses_for_itself(cast: Cast) -> None:
    with pytest.raises(Refused, match="they choose who leads it"):
        offer_chair(cast.eastmere, full_name="Dr Bo Lind", email="bo@example.org", by=cast["platform_staff"])
    assert staff(cast).get(ADDRESS).context_data["led"] is True


def test_only_platform_staff_offer(cast: Cast) -> None:
    end_every_office(cast.eastmere)
    with pytest.raises(Refused, match="Only platform staff"):
        offer_chair(cast.eastmere, full_name="Dr Bo Lind", email="bo@example.org", by=cast["icb_staff"])


def test_bad_input_is_said_at_the_field_and_kept(cast: Cast) -> None:
    end_every_office(cast.eastmere)
    response = staff(cast).post(ADDRESS, {"full_name": "Dr Bo Lind", "email": "nonsense"})
    assert list(response.context_data["form"].errors) == ["email"]
    assert b"Dr Bo Lind" in response.content


def test_the_invited_person_runs_the_group_again(committed_cast: Cast) -> None:
    cast = committed_cast
    end_every_office(cast.eastmere)
    client = staff(cast)
    assert "Nobody runs this group" in client.get("/platform/groups/eastmere/").content.decode()
    answer = client.post(ADDRESS, {"full_name": "Dr Bo Lind", "email": "bo@example.org"})
    assert (answer.status_code, answer["Location"]) == (302, "/platform/groups/eastmere/")
    drain()
    (message,) = mail.outbox
    link = re.search(r"(/invitations/[^\s/]+/)", message.body).group(1)
    invited = Client()
    joined = {"full_name": "Dr Bo Lind", "way": "password", "password": "a very long password of mine"}
    assert invited.post(f"{link}join/", joined).status_code == 302
    assert invited.get("/g/eastmere/audit/").status_code == 200
    with open_scope(read=[cast.eastmere.pk]):
        current = OfficeTerm.objects.filter(group=cast.eastmere, period__contains=message_time())
        assert [(each.office, each.person.full_name) for each in current] == [("chair", "Dr Bo Lind")]


def message_time() -> object:
    from django.utils import timezone

    return timezone.now()
