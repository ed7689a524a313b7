"""A journey sends forms as a browser would."""

import pytest

from script.benchmarks.forms import form_to

PAGE = """
<form action="/search/"><input name="q" value="harbour"></form>
<form method="post" action="/account/logout/"><input type="hidden" name="token" value="other"></form>
<form method="post">
  <input type="hidden" name="token" value="a&amp;b">
  <input name="title" value="Harbour PCN"><input name="empty">
  <input type="checkbox" name="on" checked><input type="checkbox" name="off" value="yes">
  <input type="radio" name="basis" value="one"><input type="radio" name="basis" value="two" checked>
  <select name="class"><option value="core">Core</option><option value="guest" selected>Guest</option></select>
  <select name="kind"><option value="first">First</option><option value="second">Second</option></select>
  <textarea name="why">Because</textarea>
  <input type="file" name="upload">
  <button name="ignored" value="1">Send</button>
</form>
"""


def test_a_form_is_sent_as_it_stands() -> None:
    assert form_to(PAGE, "").fields == {
        "token": "a&b",
        "title": "Harbour PCN",
        "empty": "",
        "on": "on",
        "basis": "two",
        "class": "guest",
        "kind": "first",
        "why": "Because",
    }


def test_a_form_knows_the_names_that_it_would_not_send() -> None:
    form = form_to(PAGE, "")
    assert form.names - form.fields.keys() == {"off", "upload", "ignored"}


def test_forms_are_told_apart_by_where_they_go() -> None:
    assert form_to(PAGE, "/account/logout/").fields == {"token": "other"}
    with pytest.raises(LookupError):
        form_to(PAGE, "/search/")
