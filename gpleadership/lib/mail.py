"""Mail that the portal sends by itself: a plain text and its twin in HTML, from two templates of one name.

`templates/mail/<name>.txt` begins with the subject on a line of its own. Nothing is escaped in it;
in `<name>.html` everything is. Links begin with `settings.SITE_URL`.
"""

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from smtplib import SMTPRecipientsRefused
from typing import Any, Final, NamedTuple, cast
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment

_BLANK_LINES: Final = re.compile(r"\n{3,}")
_PERMANENT: Final = 500


class Undeliverable(Exception):  # noqa: N818
    """The mail server says that this address takes no mail: trying again is of no use."""


class Letter(NamedTuple):
    """A message as it is read: its subject, and the two ways it is written."""

    subject: str
    text: str
    html: str


def send(
    template: str,
    to: str,
    context: Mapping[str, Any],
    *,
    key: str,
    connection: BaseEmailBackend | None = None,
) -> None:
    """Send one letter to one address. Raises `Undeliverable`, or what the mail server's own failure raises.

    `key` names this letter among all that were ever sent. The same key gives the same Message-ID, so that a
    letter whose sending was cut short, and which goes out again, can be known for the same one.
    """
    letter = written(template, context)
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        settings.DEFAULT_FROM_EMAIL,
        [to],
        headers={"Message-ID": message_id(key), "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    message.attach_alternative(letter.html, "text/html")
    try:
        message.send()
    except SMTPRecipientsRefused as refused:
        if all(code >= _PERMANENT for code, _ in refused.recipients.values()):
            raise Undeliverable from refused
        raise


def written(template: str, context: Mapping[str, Any]) -> Letter:
    """A letter from its two templates."""
    context = {"site_url": settings.SITE_URL} | dict(context)
    subject, _, text = _plain().get_template(f"mail/{template}.txt").render(context).strip().partition("\n")
    html = _environment().get_template(f"mail/{template}.html").render(context | {"subject": subject.strip()})
    return Letter(subject.strip(), _BLANK_LINES.sub("\n\n", text).strip() + "\n", html)


def message_id(key: str) -> str:
    """The Message-ID of the letter with this key; it gives nothing away of what the key names."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{sha256(f'{settings.SECRET_KEY}:{key}'.encode()).hexdigest()[:40]}@{host}>"


def link(path: str) -> str:
    """The whole address of a page, for a letter."""
    return urljoin(settings.SITE_URL, path)


def open_connection() -> BaseEmailBackend:
    """One connection for many letters; as a context manager it opens and closes."""
    return get_connection()


def _environment() -> Environment:
    return cast("Jinja2", engines["jinja2"]).env


@cache
def _plain() -> Environment:
    """The same templates without HTML's escaping, compiled apart from the others."""
    return _environment().overlay(autoescape=False, bytecode_cache=None)
