"""Our quick field macros draw what the NHS macros draw, and tie errors to their fields."""

import re
from typing import Any

import pytest
from django import forms

from gpleadership.lib.formfields import Drawn, form_field
from gpleadership.views.gallery import WRONG, GalleryForm
from tests.shell.drawing import draw, meaning

COMPONENTS = {
    "input": "input",
    "password": "passwordInput",
    "textarea": "textarea",
    "select": "select",
    "file": "fileUpload",
    "radios": "radios",
    "checkboxes": "checkboxes",
    "tick": "checkboxes",
    "date": "dateInput",
}
OPTIONS: list[tuple[str, dict[str, Any]]] = [
    ("name", {"width": 20, "hint": "With your title"}),
    ("name", {"heading": True, "size": "l", "label": "Who are you?"}),
    ("address", {"autocomplete": "email"}),
    ("hours", {"width": 2, "suffix": "hours"}),
    ("starts", {}),
    ("starts", {"heading": True, "size": "xl"}),
    ("why", {"rows": 3}),
    ("why", {"count": True, "optional": False}),
    ("constituency", {}),
    ("basis", {"hints": {"rep": "Speaks for its practices"}, "inline": True}),
    ("basis", {"reveals": {"man": "Say by whom"}, "small": True}),
    ("topics", {}),
    ("file", {"accept": ".csv"}),
    ("word", {"autocomplete": "new-password"}),
    ("sure", {"hint": "We keep the date of their word"}),
]


def _item(choice: Any, number: int, drawn: Drawn, mark: str) -> dict[str, Any]:
    item = {"value": choice.value, "text": choice.text, mark: choice.chosen}
    if choice.hint:
        item["hint"] = {"text": choice.hint}
    if choice.reveal:
        item["conditional"] = {"html": choice.reveal}
    return item


def nhs_params(drawn: Drawn) -> dict[str, Any]:
    """The same field in the words of the NHS macros."""
    words = {"text": drawn.label, "size": drawn.size, "isPageHeading": drawn.heading}
    params: dict[str, Any] = {"id": drawn.id, "name": drawn.name, "label": words, "value": drawn.value or None}
    params |= {"hint": {"text": drawn.hint}} if drawn.hint else {}
    params |= {"errorMessage": {"text": drawn.error}} if drawn.error else {}
    params |= {"attributes": dict(drawn.attributes)}
    params |= {name: getattr(drawn, name) for name in ("prefix", "suffix", "width", "inline", "small")}
    if drawn.kind in {"radios", "checkboxes", "tick"}:
        params["idPrefix"] = params.pop("id")
        params["items"] = [_item(each, n, drawn, "checked") for n, each in enumerate(drawn.choices)]
        params |= {} if drawn.kind == "tick" else {"fieldset": {"legend": words}}
    elif drawn.kind == "select":
        params["items"] = [_item(each, n, drawn, "selected") for n, each in enumerate(drawn.choices)]
    elif drawn.kind == "date":
        params |= {"fieldset": {"legend": words}, "items": [_box(box) for box in drawn.boxes]}
    elif drawn.kind == "input":
        params["type"] = drawn.type
    elif drawn.kind == "textarea":
        params |= {"rows": drawn.rows, "maxlength": drawn.limit, "value": drawn.value}
    elif drawn.kind == "password":
        params |= {"value": None, "autocomplete": dict(drawn.attributes)["autocomplete"], "attributes": {}}
    return params


def _box(box: Drawn) -> dict[str, Any]:
    return {
        "id": box.id,
        "name": box.name,
        "label": box.label,
        "value": box.value or None,
        "width": box.width,
        "error": box.wrong,
    }


@pytest.mark.parametrize(("name", "options"), OPTIONS, ids=lambda value: str(value))
@pytest.mark.parametrize("form", [GalleryForm(), GalleryForm(WRONG)], ids=["blank", "wrong"])
def test_a_field_is_what_the_nhs_macro_makes(form: GalleryForm, name: str, options: dict[str, Any]) -> None:
    drawn = form_field(form, name, options)
    component = "characterCount" if drawn.limit else COMPONENTS[drawn.kind]
    ours = draw("{{ ui.field(form, name, **options) }}", form=form, name=name, options=options)
    theirs = draw("{{ nhs[component](params) }}", component=component, params=nhs_params(drawn))
    assert meaning(ours) == meaning(_revealed_by_state(theirs))


def _revealed_by_state(html: str) -> str:
    """Our stylesheet reveals by the choice's own state; the NHS script would put aria-expanded on a radio."""
    return re.sub(r' data-aria-controls="[^"]*"| nhsuk-(radios|checkboxes)__conditional--hidden', "", html)


def test_errors_and_hints_are_tied_to_their_field() -> None:
    html = draw("{{ ui.field(form, 'name') }}", form=GalleryForm(WRONG))
    assert 'aria-describedby="id_name-hint id_name-error"' in html
    assert 'id="id_name-error"' in html
    assert "Name must be 60 characters or fewer" in html


def test_the_summary_leads_to_boxes_that_are_there() -> None:
    html = draw("{{ ui.error_summary(form) }}{{ ui.fields(form) }}", form=GalleryForm(WRONG))
    tags = [dict(part[1]) for part in meaning(html) if isinstance(part, tuple)]
    ids = {tag["id"] for tag in tags if "id" in tag}
    links = {tag["href"].lstrip("#") for tag in tags if "href" in tag}
    assert links == links & ids
    assert len(links) == 9


def test_what_people_type_is_escaped() -> None:
    form = GalleryForm({"name": '"><script>alert(1)</script>', "why": "</textarea><b>"})
    html = draw("{{ ui.field(form, 'name') }}{{ ui.field(form, 'why') }}", form=form)
    assert "<script>" not in html
    assert "</textarea><b>" not in html


def test_a_password_is_never_sent_back() -> None:
    assert "secret" not in draw("{{ ui.field(form, 'word') }}", form=GalleryForm({"word": "secret"}))


def test_an_option_that_does_nothing_is_refused() -> None:
    with pytest.raises(TypeError, match="no option colour"):
        form_field(GalleryForm(), "name", {"colour": "blue"})


def test_a_widget_without_a_component_is_refused() -> None:
    class Odd(forms.Form):
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="SplitDateTimeWidget"):
        form_field(Odd(), "when", {})
