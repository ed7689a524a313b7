"""Founding from end to end, committed and over the pages alone: asked, joined, answered, activated."""

from django.test import Client

from gpleadership.lib.scopes import system_scope
from groups.invitations.actions._keeping import link_again
from groups.models import Invitation, LeadershipGroup
from tests.cast import Cast
from tests.founding.conftest import answers_of, make_norwold
from tests.reference.reading import logged, text

HERE = "/g/norwold-leaders/founding/"


def signed_in(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def link_of(**of: str) -> str:
    with system_scope("a test follows the link of a letter"):
        return link_again(Invitation.objects.get(accepted_at=None, **of))


def follow(link: str, name: str) -> Client:
    """Join by a link with a new account, and stay signed in."""
    client = Client()
    assert client.get(f"/invitations/{link}/").status_code == 200
    page = client.post(f"/invitations/{link}/join/", {"full_name": name, "way": "codes", "password": ""}, follow=True)
    assert page.status_code == 200
    return client


def answer(chair: Client, step: str, **changes: str) -> None:
    form = chair.get(f"{HERE}{step}/").context_data["form"]  # type: ignore[attr-defined]
    assert chair.post(f"{HERE}{step}/", answers_of(form) | changes).status_code == 302


def test_from_a_place_without_a_group_to_a_group_with_people(committed_cast: Cast) -> None:
    cast = committed_cast
    make_norwold(cast)
    icb, staff = signed_in(cast, "icb_staff"), signed_in(cast, "platform_staff")
    new = {"name": "Norwold Leaders", "slug": "norwold-leaders", "chair_name": "Dr Nora Field"}
    icb.post("/found/norwold/", new | {"chair_email": "nora@example.org"})
    group = LeadershipGroup.objects.get(slug="norwold-leaders")

    chair = follow(link_of(to="founding"), "Dr Nora Field")
    assert "Three questions are left." in text(chair.get(HERE))
    answer(chair, "basis", basis="representative", contact="office@norwold.example.org")
    answer(chair, "seats")
    with system_scope("a test reads the seats"):
        seats = {seat.title: seat.pk for seat in group.seats.all()}
    fen, marsh = seats["Norwold Fen PCN"], seats["Norwold Marsh PCN"]
    answer(chair, "people", **{"own_seat": str(fen), f"name-{marsh}": "Dr May", f"email-{marsh}": "may@example.org"})
    assert "1 invitation sent." in text(chair.post(f"{HERE}check/", follow=True))

    assert staff.post("/platform/groups/norwold-leaders/activate/").status_code == 302
    assert chair.get(HERE).headers["Location"] == "/g/norwold-leaders/members/"
    members = text(chair.get("/g/norwold-leaders/members/"))
    assert "Dr Nora Field" in members

    member = follow(link_of(to="seat"), "Dr May")
    assert "Dr May" in text(member.get("/g/norwold-leaders/members/"))
    assert member.get(HERE).status_code == 403
    assert next(verb for verb, _ in logged(group.pk)) == "group started as a draft"
    assert "group activated" in [verb for verb, _ in logged(group.pk)]
