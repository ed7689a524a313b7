"""From a Django form to the parameters of an NHS component, with errors in plain words.

Django's own messages ("This field is required.") say what is wrong with the data; ours say what to
do. They are worded here, when they are drawn, so that every form has them, allauth's too.
"""

from typing import Any, Final, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.forms.utils import ErrorDict

from gpleadership.lib.forms import PARTS, DateBoxes
from gpleadership.lib.words import capital, number, small

Params = dict[str, Any]
CHOOSING: Final = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)
DJANGO_REQUIRED: Final = forms.Field.default_error_messages["required"]
FORMATS: Final = {
    forms.EmailField: "Enter an email address in the correct format, like name@example.com",
    forms.URLField: "Enter a web address, like https://example.com",
    forms.IntegerField: "{name} must be a whole number",
    forms.DecimalField: "{name} must be a number",
}

CHOICE: Final = "Select {name} from the list"
LIMITS: Final = {
    "max_length": "{name} must be {limit} characters or fewer",
    "min_length": "{name} must be {limit} characters or more",
    "max_value": "{name} must be {limit} or fewer",
    "min_value": "{name} must be {limit} or more",
}


class Drawn(NamedTuple):
    """An NHS component by name, and what to call it with."""

    component: str
    params: dict[str, Any]


class Fault(NamedTuple):
    """One line of the error summary: the words, and the box they lead to."""

    text: str
    href: str


# ---- Errors ----


def error_text(bound: BoundField, error: ValidationError) -> str:
    """What to do about an error of a field."""
    field, name = bound.field, str(bound.label)
    message = str(error.messages[0])
    if error.code == "required" and message == DJANGO_REQUIRED:
        return _missing(field, name)
    if error.code == "invalid":
        return next(
            (words.format(name=capital(name)) for kind, words in FORMATS.items() if isinstance(field, kind)), message
        )
    if error.code == "invalid_choice":
        return CHOICE.format(name=small(name))
    limit = error.params.get("limit_value") if isinstance(error.params, dict) else None
    if limit is not None and error.code in LIMITS:
        return LIMITS[error.code].format(name=capital(name), limit=number(limit))
    return message


def _missing(field: forms.Field, name: str) -> str:
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Tick “{name}” to go on"
    if isinstance(field.widget, forms.FileInput):
        return f"Choose {small(name)}"
    return f"{'Select' if isinstance(field.widget, CHOOSING) else 'Enter'} {small(name)}"


def faults(bound: BoundField) -> list[ValidationError]:
    """A field's errors, one by one."""
    errors: ErrorDict = bound.form.errors
    return list(errors[bound.name].as_data()) if bound.name in errors else []


def error_list(*given: Any) -> list[Fault]:
    """Every error of one or more forms, in the order of the page; those of no field come first."""
    found: list[Fault] = []
    for form in given:
        if not form.is_bound:
            continue
        found += [Fault(str(text), "") for text in form.non_field_errors()]
        found += [
            Fault(error_text(bound, error), f"#{_first_box(bound, error)}") for bound in form for error in faults(bound)
        ]
    return found


def _first_box(bound: BoundField, error: ValidationError) -> str:
    if isinstance(bound.field.widget, DateBoxes):
        return f"{_id(bound)}_{_parts(error)[0]}"
    return _id(bound)


def _parts(error: ValidationError) -> tuple[str, ...]:
    params = error.params if isinstance(error.params, dict) else {}
    return tuple(params.get("parts", PARTS))


def _id(bound: BoundField) -> str:
    return bound.auto_id or bound.html_name


# ---- Fields ----


def form_field(form: forms.BaseForm, name: str, options: Params) -> Drawn:
    """The NHS component for a field of a form. See docs/reference/pages.md for the options."""
    bound, options = form[name], dict(options)
    widget = bound.field.widget
    label = options.pop("label", None) or str(bound.label)
    if not bound.field.required and options.pop("optional", not isinstance(widget, forms.CheckboxInput)):
        label += " (optional)"
    options.pop("optional", None)
    params: dict[str, Any] = {"name": bound.html_name, "id": _id(bound)}
    if hint := options.pop("hint", bound.help_text):
        params["hint"] = {"text": hint}
    if errors := faults(bound):
        params["errorMessage"] = {"text": error_text(bound, errors[0])}
    heading = {
        "text": label,
        "size": options.pop("size", "s"),
        "isPageHeading": options.pop("heading", False),
    }
    for kind, draw in _DRAWN:
        if isinstance(widget, kind):
            return draw(bound, heading, params, options)
    raise TypeError(f"{name}: there is no NHS component for {type(widget).__name__}.")


def _text(bound: BoundField, heading: Params, params: Params, options: Params) -> Drawn:
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "text")
    whole = isinstance(bound.field, forms.IntegerField)
    params |= {"label": heading, "value": _value(bound), "type": "text" if whole else kind}
    params |= {"inputmode": "numeric"} if whole else {}
    params |= {"spellcheck": False} if kind in {"email", "url"} or whole else {}
    attrs = _attributes(widget, "autocomplete", "inputmode", "autocapitalize")
    return Drawn("input", params | attrs | options)


def _password(bound: BoundField, heading: Params, params: Params, options: Params) -> Drawn:
    attrs = _attributes(bound.field.widget, "autocomplete")
    return Drawn("passwordInput", params | {"label": heading} | attrs | options)


def _textarea(bound: BoundField, heading: Params, params: Params, options: Params) -> Drawn:
    rows = options.pop("rows", 5)
    limit = getattr(bound.field, "max_length", None)
    params |= {"label": heading, "value": _value(bound), "rows": rows}
    if options.pop("count", False) and limit:
        return Drawn("characterCount", params | {"maxlength": limit} | options)
    return Drawn("textarea", params | options)


def _select(bound: BoundField, heading: Params, params: Params, options: Params) -> Drawn:
    return Drawn("select", params | {"label": heading, "items": _choices(bound, "selected")} | options)


def _choose(bound: BoundField, heading: Params, params: Params, options: Params) -> Drawn:
    hints, reveals = options.pop("hints", {}), options.pop("reveals", {})
    items = _choices(bound, "checked")
    for item in items:
        if hint := hints.get(item["value"]):
            item["hint"] = {"text": hint}
        if reveal := reveals.get(item["value"]):
            item["conditional"] = {"html": reveal}
    component = "checkboxes" if isinstance(bound.field.widget, forms.CheckboxSelectMultiple) else "radios"
    params["idPrefix"] = params.pop("id")
    return Drawn(component, params | {"fieldset": {"legend": heading}, "items": items} | options)


def _tick(bound: BoundField, heading: Params, params: Params, options: Params) -> Drawn:
    """One box to tick; its hint stands under its own words."""
    item = {"value": "on", "text": heading["text"], "checked": bool(bound.value()), "id": params["id"]}
    if hint := params.pop("hint", None):
        item["hint"] = hint
    params["idPrefix"] = params.pop("id")
    return Drawn("checkboxes", params | {"items": [item]} | options)


def _upload(bound: BoundField, heading: Params, params: Params, options: Params) -> Drawn:
    accept = bound.field.widget.attrs.get("accept")
    attributes = {"accept": accept} if accept else {}
    return Drawn("fileUpload", params | {"label": heading, "attributes": attributes} | options)


def _date(bound: BoundField, heading: Params, params: Params, options: Params) -> Drawn:
    widget = bound.field.widget
    wrong = {part for error in faults(bound) for part in _parts(error)}
    name, box = params.pop("name"), params["id"]
    widths = {"day": 2, "month": 2, "year": 4}
    params["items"] = [
        {
            "name": f"{name}_{part}",
            "id": f"{box}_{part}",
            "label": capital(part),
            "value": text,
            "width": widths[part],
            "error": part in wrong,
        }
        for part, text in zip(PARTS, widget.boxes(bound.value()), strict=True)
    ]
    return Drawn("dateInput", params | {"fieldset": {"legend": heading}} | options)


def _hidden(bound: BoundField, heading: Params, params: Params, options: Params) -> Drawn:
    return Drawn("hidden", {"name": params["name"], "id": params["id"], "value": _value(bound)})


_DRAWN: Final = (
    (forms.HiddenInput, _hidden),
    (DateBoxes, _date),
    (forms.PasswordInput, _password),
    (forms.CheckboxInput, _tick),
    (forms.FileInput, _upload),
    (forms.Textarea, _textarea),
    (forms.CheckboxSelectMultiple, _choose),
    (forms.RadioSelect, _choose),
    (forms.Select, _select),
    (forms.widgets.Input, _text),
)


def _value(bound: BoundField) -> str:
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)


def _choices(bound: BoundField, mark: str) -> list[dict[str, Any]]:
    chosen = _as_texts(bound.value())
    return [
        {"value": str(value), "text": str(text), mark: str(value) in chosen}
        for value, text in bound.field.widget.choices
        if mark == "selected" or str(value) != ""
    ]


def _as_texts(value: Any) -> set[str]:
    if isinstance(value, (list, tuple, set)):
        return {str(each) for each in value}
    return {"" if value is None else str(value)}


def _attributes(widget: forms.Widget, *names: str) -> dict[str, str]:
    return {name: str(widget.attrs[name]) for name in names if name in widget.attrs}
