"""The demo's mail: nothing leaves the machine; each message is a file that the visitor can open."""

import email
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage as Message
from email.policy import default as policy
from email.utils import parsedate_to_datetime
from pathlib import Path
from time import time_ns
from typing import Final

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe
from markupsafe import Markup, escape

from gpleadership.lib.pages import page

MOST_KEPT: Final = 500
NAME: Final = re.compile(r"\d{20}-\d+")
ADDRESS: Final = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,)]")


def folder() -> Path:
    """Where the demo's mail lies."""
    return Path(settings.VAR) / "demo-mail"


class MailboxBackend(BaseEmailBackend):
    """Write each message as a file, newest name last; the oldest go when there are too many."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep them all, and say how many."""
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        for number, message in enumerate(email_messages):
            name = f"{time_ns():020}-{number}"
            part = folder() / f"{name}.part"
            part.write_bytes(message.message().as_bytes())
            part.rename(folder() / f"{name}.eml")
        for oldest in sorted(folder().glob("*.eml"))[:-MOST_KEPT]:
            oldest.unlink(missing_ok=True)
        return len(email_messages)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as the mailbox shows it."""

    name: str
    to: str
    subject: str
    sent: datetime
    text: str
    html: str


def read(name: str) -> Letter:
    """One message; 404 if there is none of this name."""
    file = folder() / f"{name}.eml"
    if not NAME.fullmatch(name) or not file.is_file():
        raise Http404
    message = email.message_from_bytes(file.read_bytes(), policy=policy)
    return Letter(
        name,
        str(message["To"]),
        str(message["Subject"]),
        parsedate_to_datetime(str(message["Date"])),
        _part(message, "plain"),
        _part(message, "html"),
    )


def letters(to: str = "") -> list[Letter]:
    """The newest hundred messages, of one address or of all."""
    found: list[Letter] = []
    for file in sorted(folder().glob("*.eml"), reverse=True):
        with suppress(Http404):  # the oldest may go meanwhile
            letter = read(file.stem)
            found += [letter] if to.lower() in letter.to.lower() else []
    return found[:100]


def with_links(text: str) -> Markup:
    """Plain text whose addresses can be followed."""
    out, end = Markup(), 0
    for match in ADDRESS.finditer(text):
        out += escape(text[end : match.start()])
        out += Markup('<a href="{0}">{0}</a>').format(match.group())
        end = match.end()
    return out + escape(text[end:])


def _part(message: Message, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""


@require_safe
@login_not_required
def mail_list(request: HttpRequest) -> HttpResponse:
    """All mail of the demo, newest first."""
    to = request.GET.get("q", "").strip()
    return page(request, "demo/mail_list.html", {"letters": letters(to), "to": to}, block="letters")


@require_safe
@login_not_required
@csp_update({"frame-src": [SELF]})  # type: ignore[untyped-decorator]
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One message: its text, and its HTML in a frame that may do nothing."""
    letter = read(name)
    return page(request, "demo/mail.html", {"letter": letter, "body": with_links(letter.text)})


@require_safe
@login_not_required
@xframe_options_sameorigin
@csp_replace(  # type: ignore[untyped-decorator]
    {
        "default-src": [NONE],
        "script-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "img-src": ["data:"],
        "frame-ancestors": [SELF],
        "sandbox": True,
    }
)
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part as it was sent, shut in: no scripts, no forms, nothing loaded."""
    return HttpResponse(read(name).html or "This message has no HTML part.")
