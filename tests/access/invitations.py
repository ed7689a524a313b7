"""Invitations: chair and secretariat make them, platform staff those of an ICB, everybody may follow a link."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from gpleadership.lib.scopes import open_scope, system_scope
from groups.invitations import actions
from groups.invitations.actions._keeping import link_again
from groups.models import Invitation, StaffInvitation
from tests.access.routes import Route, eastmere, everybody, managers, platform, tidewater
from tests.cast import Cast

Kwargs = Callable[[Cast], dict[str, Any]]
WHO = {"full_name": "Dr New", "email": "new@example.org"}
JOIN = {"full_name": "Dr New", "way": "codes"}
LIST = b"practice code,name,email\nZ91001,Dr Amira Hale,amira.hale@example.org\n"


def _invitation(cast: Cast) -> Invitation:
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        return actions.invite_to_seat(
            cast.seats["empty"], part="holder", email="outsider@example.org", by=cast["chair"]
        )


def _staff(cast: Cast) -> StaffInvitation:
    with system_scope("test"):
        return actions.invite_staff(cast.system, email="new.icb@example.org", by=cast["platform_staff"])


def invitation(cast: Cast) -> dict[str, Any]:
    """The address of an invitation that waits."""
    return eastmere(cast) | {"invitation": _invitation(cast).pk}


def staff_invitation(cast: Cast) -> dict[str, Any]:
    """The address of an invitation to Tidewater's staff."""
    return tidewater(cast) | {"invitation": _staff(cast).pk}


def staff_term(cast: Cast) -> dict[str, Any]:
    """The address of somebody's time on Tidewater's staff."""
    return tidewater(cast) | {"term": cast["icb_staff"].staff_terms.get().pk}


def link(cast: Cast) -> dict[str, Any]:
    """A link in a letter to the outsider."""
    return {"token": link_again(_invitation(cast))}


def seat(cast: Cast) -> dict[str, Any]:
    """The address of inviting to the empty seat."""
    return eastmere(cast) | {"seat": cast.seats["empty"].pk}


def office(cast: Cast) -> dict[str, Any]:
    """The address of inviting to an office."""
    return eastmere(cast) | {"office": "deputy_chair"}


def practice(cast: Cast) -> dict[str, Any]:
    """The address of inviting a practice's reader."""
    return eastmere(cast) | {"practice": cast.organisations["practice2"].pk}


def upload(cast: Cast) -> dict[str, Any]:
    """The address of a list that was brought."""
    with open_scope(read=[cast.eastmere.pk], write=[cast.eastmere.pk]):
        brought = actions.bring_readers(cast.eastmere, content=LIST, file_name="readers.csv", by=cast["chair"])
    return eastmere(cast) | {"upload": brought.pk}


def get(name: str, expected: dict[str, int], kwargs: Kwargs = eastmere) -> Route:
    """Reading a page."""
    return Route(f"invitations:{name}", expected, kwargs)


def post(name: str, expected: dict[str, int], kwargs: Kwargs, data: dict[str, Any]) -> Route:
    """Doing something, which leads on to another page."""
    return Route(f"invitations:{name}", expected, kwargs, "post", lambda cast: data)


ROUTES = [
    get("list", managers()),
    get("csv", managers()),
    get("xlsx", managers()),
    get("choose", managers()),
    get("invite_to_seat", managers(), seat),
    post("invite_to_seat", managers(302), seat, WHO),
    get("invite_to_office", managers(), office),
    post("invite_to_office", managers(302), office, WHO),
    post("resend", managers(302), invitation, {}),
    get("withdraw", managers(), invitation),
    post("withdraw", managers(302), invitation, {}),
    # ---- Practice readers ----
    get("invite_reader", managers(), practice),
    post("invite_reader", managers(302), practice, WHO),
    get("bring_readers", managers()),
    Route(
        "invitations:bring_readers",
        managers(302),
        eastmere,
        "post",
        lambda cast: {"file": SimpleUploadedFile("readers.csv", LIST)},
    ),
    get("check_readers", managers(), upload),
    post("check_readers", managers(302), upload, {"which": "good"}),
    get("readers_problems", managers(), upload),
    # ---- An ICB's staff ----
    get("staff", platform(), tidewater),
    get("staff_csv", platform(), tidewater),
    get("staff_xlsx", platform(), tidewater),
    get("staff_invite", platform(), tidewater),
    post("staff_invite", platform(302), tidewater, WHO),
    post("staff_resend", platform(302), staff_invitation, {}),
    get("staff_withdraw", platform(), staff_invitation),
    post("staff_withdraw", platform(302), staff_invitation, {}),
    get("staff_end", platform(), staff_term),
    post("staff_end", platform(302), staff_term, {"when": "today"}),
    # ---- By a link: whoever has it, and nothing of the group beside it ----
    get("open", everybody(), link),
    post("accept", everybody(302), link, {}),
    post("join", everybody(302), link, JOIN),
    Route("invitations:open", everybody(404), lambda cast: {"token": "a-guess"}),
    post("accept", everybody(404), lambda cast: {"token": "a-guess"}, {}),
    post("join", everybody(404), lambda cast: {"token": "a-guess"}, JOIN),
]
