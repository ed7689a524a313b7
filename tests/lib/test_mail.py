"""Letters from templates: subject, plain text, its twin in HTML, and the headers that make them known."""

import smtplib
from typing import Any

import pytest
from django.core import mail as django_mail

from gpleadership.lib import mail

WORDS = {
    "who": "Dr <i>Ann</i> & Co",
    "email": "ann@example.org",
    "what": "Seat: Harbour PCN",
    "where": "Eastmere GP Leadership Group",
    "why": "Somebody else was there first.",
    "link": "http://localhost:8000/g/eastmere/invitations/?a=1&b=2",
}
TEMPLATE = "invitation_not_accepted"


def test_the_first_line_is_the_subject_and_not_the_body() -> None:
    letter = mail.written(TEMPLATE, WORDS)
    assert letter.subject == "Dr <i>Ann</i> & Co could not accept your invitation"
    assert letter.text.startswith("EASTMERE GP LEADERSHIP GROUP\n\n")
    assert "\n\n\n" not in letter.text


def test_only_html_is_escaped() -> None:
    letter = mail.written(TEMPLATE, WORDS)
    assert "Dr <i>Ann</i> & Co" in letter.text
    assert WORDS["link"] in letter.text
    assert "Dr &lt;i&gt;Ann&lt;/i&gt; &amp; Co" in letter.html
    assert "<i>" not in letter.html
    assert 'href="http://localhost:8000/g/eastmere/invitations/?a=1&amp;b=2"' in letter.html


def test_html_asks_for_nothing_from_anywhere() -> None:
    html = mail.written(TEMPLATE, WORDS).html
    assert not any(word in html for word in ("<img", "<script", "<link", "url(", "@import"))
    assert "max-width:600px" in html


def test_a_line_break_in_a_name_makes_no_header() -> None:
    letter = mail.written(TEMPLATE, WORDS | {"who": "Ann\nBcc: all@example.org"})
    assert "\n" not in letter.subject


def test_a_key_gives_one_message_id_that_says_nothing_of_it(settings: Any) -> None:
    settings.SITE_URL = "https://portal.example.org"
    one = mail.message_id("invitation:group:7:1")
    assert one == mail.message_id("invitation:group:7:1")
    assert one != mail.message_id("invitation:group:7:2")
    assert one.endswith("@portal.example.org>")
    assert "invitation" not in one


def test_links_begin_with_the_sites_own_address(settings: Any) -> None:
    settings.SITE_URL = "https://portal.example.org"
    assert mail.link("/g/eastmere/") == "https://portal.example.org/g/eastmere/"


def test_a_letter_goes_to_one_person_with_its_twin() -> None:
    mail.send(TEMPLATE, "chair@example.org", WORDS, key="a")
    (message,) = django_mail.outbox
    assert message.to == ["chair@example.org"]
    assert message.message()["Message-ID"] == mail.message_id("a")
    assert message.message()["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.message().get_payload()] == ["text/plain", "text/html"]


@pytest.mark.parametrize(("code", "error"), [(550, mail.Undeliverable), (451, smtplib.SMTPRecipientsRefused)])
def test_a_no_for_good_is_told_from_a_not_now(
    monkeypatch: pytest.MonkeyPatch, code: int, error: type[Exception]
) -> None:
    def refuse(*_: object) -> int:
        raise smtplib.SMTPRecipientsRefused({"chair@example.org": (code, b"no")})

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuse)
    with pytest.raises(error):
        mail.send(TEMPLATE, "chair@example.org", WORDS, key="a")
