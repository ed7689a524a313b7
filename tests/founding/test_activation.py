"""Activating and closing: one active group in a place, whoever comes first."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import system_scope
from groups.founding.actions import activate_group, close_group
from groups.models import Invitation, LeadershipGroup, Place
from tests.cast import Cast
from tests.founding.conftest import make_norwold, start
from tests.reference.reading import logged, text

SignIn = Callable[[str], Client]


def ready(cast: Cast, place: Place, slug: str) -> LeadershipGroup:
    group = start(cast, place, slug)
    LeadershipGroup.objects.filter(pk=group.pk).update(status="ready")
    return group


def test_platform_staff_activate_what_is_ready(cast: Cast, norwold: Place) -> None:
    group = activate_group(ready(cast, norwold, "norwold"), by=cast["platform_staff"])
    group.refresh_from_db()
    assert group.status == "active"
    assert group.activated_at is not None
    assert logged()[-1] == ("group activated", {"status": "active"})
    assert logged(group.pk)[-1] == ("group activated", {"status": "active"})


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("draft", "is still being founded"),
        ("active", "is active already"),
        ("closed", "was closed. Start a new draft for Norwold"),
    ],
)
def test_nothing_else_is_activated(cast: Cast, norwold: Place, status: str, sentence: str) -> None:
    group = start(cast, norwold)
    LeadershipGroup.objects.filter(pk=group.pk).update(status=status, activated_at=timezone.now())
    with pytest.raises(Refused, match=sentence):
        activate_group(group, by=cast["platform_staff"])


@pytest.mark.parametrize("who", ["icb_staff", "chair", "outsider"])
def test_nobody_else_activates_or_closes(cast: Cast, norwold: Place, who: str) -> None:
    group = ready(cast, norwold, "norwold")
    for act in (lambda: activate_group(group, by=cast[who]), lambda: close_group(group, reason="x", by=cast[who])):
        with pytest.raises(Refused, match="Only platform staff do this"):
            act()


def test_a_second_group_of_a_place_is_refused_in_words(cast: Cast, norwold: Place, signed_in: SignIn) -> None:
    one, other = ready(cast, norwold, "one"), ready(cast, norwold, "other")
    activate_group(one, by=cast["platform_staff"])
    with pytest.raises(Refused, match="Norwold has its group: Norwold GP Leaders"):
        activate_group(other, by=cast["platform_staff"])
    browser = signed_in("platform_staff")
    page = browser.post("/platform/groups/other/activate/", follow=True)
    assert "Norwold has its group" in text(page)
    assert "Activate the group" not in text(page)


def test_the_database_allows_one_active_group_in_a_place(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="group_one_active_in_a_place"), transaction.atomic():
        LeadershipGroup.objects.create(
            place=cast.eastmere.place, name="X", slug="x", status="active", activated_at=timezone.now()
        )


def test_of_two_activated_at_once_one_wins(committed_cast: Cast) -> None:
    cast = committed_cast
    norwold = make_norwold(cast)
    groups = [ready(cast, norwold, slug) for slug in ("one", "other")]
    barrier, outcomes = Barrier(2), []

    def activate(group: LeadershipGroup) -> None:
        barrier.wait()
        try:
            activate_group(group, by=cast["platform_staff"])
            outcomes.append("active")
        except Refused as refusal:
            outcomes.append(str(refusal))
        finally:
            connections.close_all()

    threads = [Thread(target=activate, args=[group]) for group in groups]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome == "active" for outcome in outcomes) == [False, True]
    assert any("A place has one active group, never two." in outcome for outcome in outcomes)
    assert LeadershipGroup.objects.filter(place=norwold, status="active").count() == 1


def test_closing_needs_a_reason_and_shuts_the_pages(cast: Cast, signed_in: SignIn) -> None:
    browser, chair = signed_in("platform_staff"), signed_in("chair")
    assert "Enter why" in text(browser.post("/platform/groups/eastmere/close/", {"reason": " "}))
    assert chair.get("/g/eastmere/founding/place/").status_code == 200
    page = browser.post("/platform/groups/eastmere/close/", {"reason": "Merged with Ambleford"}, follow=True)
    assert "Eastmere GP Leadership Group is closed." in text(page)
    assert chair.get("/g/eastmere/founding/place/").status_code == 404
    assert logged(cast.eastmere.pk)[-1] == ("group closed", {"status": "closed"})
    with pytest.raises(Refused, match="is closed already"):
        close_group(cast.eastmere, reason="again", by=cast["platform_staff"])


def test_closing_withdraws_open_invitations_and_frees_the_place(cast: Cast, norwold: Place) -> None:
    group = ready(cast, norwold, "one")
    close_group(group, reason="Nobody answered", by=cast["platform_staff"])
    with system_scope("a test reads the invitation"):
        assert Invitation.objects.get(group=group).withdrawn_at is not None
    other = ready(cast, norwold, "other")
    assert activate_group(other, by=cast["platform_staff"]).status == "active"


def test_the_groups_page_and_list(cast: Cast, norwold: Place, signed_in: SignIn) -> None:
    ready(cast, norwold, "norwold")
    browser = signed_in("platform_staff")
    words = text(browser.get("/platform/groups/norwold/"))
    assert "Olive Outsider, outsider@example.org: invited" in words
    assert "It is ready:" in words
    found = browser.get("/platform/groups/?status=ready").context_data["shown"]  # type: ignore[attr-defined]
    assert [group.slug for group in found] == ["norwold"]
    found = browser.get("/platform/groups/?q=amble&sort=-name").context_data["shown"]  # type: ignore[attr-defined]
    assert [group.slug for group in found] == ["ambleford"]
    assert browser.get("/platform/groups/neverwas/").status_code == 404
    lines = browser.get("/platform/groups.csv?status=ready").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Group,Place,State,Started"
    assert lines[1].startswith("Norwold GP Leaders,Norwold,Ready to be activated,20")
