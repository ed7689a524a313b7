"""What the letters about one’s data say. Each is written when it goes, from what holds then."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gpleadership.lib.dates import long_date
from groups.mydata.models import DataExport, ErasureRequest
from groups.mydata.rules import forgotten_at
from groups.mydata.sending import About

WHY: Final = "You get this because it is about your own data. It is sent whatever you have chosen about letters."


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in words; `button` leads to the person’s data, where there still is a page for them."""

    subject: str
    lines: tuple[str, ...]
    button: str = "See your data"


def copy_ready(export: DataExport) -> Letter | None:
    """The copy is there: until when, and what to do if it was not them."""
    if not export.is_there or export.ready_at is None:
        return None
    last = long_date(forgotten_at(export.ready_at))
    return Letter(
        "The copy of your data is ready",
        (
            f"You can download it until {last}. After that the file is deleted, and you can make another.",
            "You are asked to confirm that it is you before the download.",
            "If you did not ask for it, change your password: somebody else is signed in as you.",
        ),
        "Download it",
    )


def erasure_asked(request: ErasureRequest) -> Letter | None:
    """It waits: until when it can be taken back."""
    if not request.is_open:
        return None
    day = long_date(request.due_at)
    return Letter(
        f"You will be erased on {day}",
        (
            f"You asked us to erase your name, your address and your account. We do it on {day}.",
            "Until then nothing changes, and you can take it back with one click.",
            "Decisions and the history of seats stay, without your name.",
            "If it was not you who asked, take it back and change your password.",
        ),
        "Take it back",
    )


def erasure_taken_back(request: ErasureRequest) -> Letter | None:
    """They stay."""
    if request.taken_back_at is None:
        return None
    return Letter(
        "You will not be erased", ("You took it back, so nothing changes. You can ask again whenever you like.",)
    )


def erasure_refused(request: ErasureRequest) -> Letter | None:
    """It could not be done, and what to do first."""
    if request.refused_at is None:
        return None
    return Letter(
        "We could not erase you yet",
        (
            "Meanwhile you were given a seat or an office, or stand for the chair, so others count on you there.",
            "Leave the group first, or hand over. Then ask again: the page says what is in the way.",
        ),
        "See what is in the way",
    )


def erased(when: datetime) -> Letter:
    """The last letter to an address that is no longer known after it."""
    return Letter(
        "You were erased",
        (
            f"On {long_date(when)} we erased your name, your address and your account, as you asked.",
            "You can no longer sign in, and this cannot be taken back.",
            "What your groups decided stays, without your name. To take part again you would be invited anew.",
            "This is the last letter to this address.",
        ),
        "",
    )


OF_COPIES: Final[Mapping[About, Callable[[DataExport], Letter | None]]] = {About.COPY_READY: copy_ready}
OF_WISHES: Final[Mapping[About, Callable[[ErasureRequest], Letter | None]]] = {
    About.ERASURE_ASKED: erasure_asked,
    About.ERASURE_TAKEN_BACK: erasure_taken_back,
    About.ERASURE_REFUSED: erasure_refused,
}
