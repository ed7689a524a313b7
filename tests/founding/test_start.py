"""Starting a draft: by whom, for which place, with what."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import system_scope
from groups.founding.actions import start_group
from groups.models import GroupGrant, Invitation, LeadershipGroup, Place, PlaceSystem
from groups.tenancy.check import differences
from tests.cast import Cast
from tests.founding.conftest import start
from tests.reference.reading import logged, text

NEW = {
    "name": "Norwold GP Leaders",
    "slug": "norwold",
    "chair_name": "Dr Nora Field",
    "chair_email": "Nora@Example.org",
}
SignIn = Callable[[str], Client]


@pytest.mark.parametrize("who", ["platform_staff", "icb_staff"])
def test_a_draft_with_its_grants_and_an_invitation(norwold: Place, signed_in: SignIn, who: str) -> None:
    page = signed_in(who).post("/found/norwold/", NEW, follow=True)
    group = LeadershipGroup.objects.get(slug="norwold")
    assert (group.status, group.place, group.activated_at) == ("draft", norwold, None)
    assert GroupGrant.objects.filter(content_object=group).exists()
    assert list(differences()) == []
    with system_scope("a test reads the invitation"):
        invitation = Invitation.objects.get(group=group)
    assert (invitation.to, invitation.email, invitation.full_name) == ("founding", "nora@example.org", "Dr Nora Field")
    assert "An invitation to found it goes to nora@example.org." in text(page)
    assert logged()[-1][0] == "group started as a draft"
    assert [verb for verb, _ in logged(group.pk)] == ["group started as a draft", "invitation made"]


def test_a_draft_blocks_nobody(norwold: Place, signed_in: SignIn) -> None:
    browser = signed_in("platform_staff")
    browser.post("/found/norwold/", NEW)
    page = browser.get("/found/norwold/")
    assert "Drafts that are there already Norwold GP Leaders" in text(page)
    assert page.context_data["form"]["slug"].value() == "norwold-2"  # type: ignore[attr-defined]
    browser.post("/found/norwold/", NEW | {"slug": "norwold-2"})
    assert LeadershipGroup.objects.filter(place=norwold, status="draft").count() == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Enter name of the group"),
        ({"slug": "eastmere"}, "This address is taken. Choose another, for example with the county’s name."),
        ({"slug": "a b"}, "The address may have small letters, digits and hyphens, like “eastmere”"),
        ({"chair_name": ""}, "Enter name of the chair-to-be"),
        ({"chair_email": "nora"}, "Enter an email address in the correct format, like name@example.com"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    norwold: Place, signed_in: SignIn, change: dict[str, str], sentence: str
) -> None:
    response = signed_in("platform_staff").post("/found/norwold/", NEW | change)
    assert sentence in text(response)
    assert response.context_data["form"]["name"].value() == (NEW | change)["name"]  # type: ignore[attr-defined]
    assert not LeadershipGroup.objects.filter(place=norwold).exists()
    assert mail.outbox == []
    assert logged() == []


def test_a_place_with_its_group_has_no_form(cast: Cast, signed_in: SignIn) -> None:
    page = signed_in("icb_staff").get("/found/eastmere/")
    assert "Eastmere has its group: Eastmere GP Leadership Group." in text(page)
    assert b"<form" not in page.content.split(b"<main")[1]
    with pytest.raises(Refused, match="Eastmere has its group: Eastmere GP Leadership Group"):
        start_group(
            cast.eastmere.place, name="X", slug="x", chair_name="X", chair_email="x@example.org", by=cast["icb_staff"]
        )


def test_only_the_places_present_systems_staff(cast: Cast, norwold: Place, signed_in: SignIn) -> None:
    PlaceSystem.objects.filter(place=norwold).update(end="2026-03-31")
    PlaceSystem.objects.create(place=norwold, system=cast.other_system, start="2026-04-01")
    assert signed_in("icb_staff").get("/found/norwold/").status_code == 404
    assert signed_in("other_icb_staff").get("/found/norwold/").status_code == 200
    with pytest.raises(Refused, match="founded by invitation of platform staff, or of its own ICB’s staff"):
        start_group(norwold, name="X", slug="x", chair_name="X", chair_email="x@example.org", by=cast["icb_staff"])


def test_a_second_factor_is_asked_of_both(norwold: Place, signed_in: SignIn, settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]
    for who in ("icb_staff", "platform_staff"):
        response = signed_in(who).get("/found/norwold/")
        assert (response.status_code, response.headers["Location"]) == (302, "/account/second-step/")


def test_a_place_that_never_was(cast: Cast, signed_in: SignIn) -> None:
    for who in ("icb_staff", "platform_staff", "chair"):
        assert signed_in(who).get("/found/neverwas/").status_code == 404


def test_a_draft_is_nothing_to_others(cast: Cast, norwold: Place, signed_in: SignIn) -> None:
    start(cast, norwold)
    for who in ("outsider", "chair", "platform_staff"):
        assert signed_in(who).get("/g/norwold/founding/").status_code == 404


def test_the_invitation_is_sent_again(cast: Cast, norwold: Place, signed_in: SignIn) -> None:
    group = start(cast, norwold)
    with system_scope("a test lets it expire"):
        Invitation.objects.update(expires_at=timezone.now())
    browser = signed_in("platform_staff")
    assert "Send the invitation again" in text(browser.get("/platform/groups/norwold/"))
    page = browser.post("/platform/groups/norwold/ask-again/", follow=True)
    assert "The invitation goes to outsider@example.org again." in text(page)
    assert logged(group.pk)[-1][0] == "invitation sent again"
    LeadershipGroup.objects.filter(pk=group.pk).update(status="ready")
    page = browser.post("/platform/groups/norwold/ask-again/", follow=True)
    assert "Nobody is being asked to found this group." in text(page)
