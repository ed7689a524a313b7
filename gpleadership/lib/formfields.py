"""From a Django form to the parameters of an NHS component, with errors in plain words.

Django's own messages ("This field is required.") say what is wrong with the data; ours say what to
do. They are worded here, when they are drawn, so that every form has them, allauth's too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BoundField
from django.forms.utils import ErrorDict

from gpleadership.lib.forms import PARTS, DateBoxes
from gpleadership.lib.words import capital, number, small

ATTRIBUTES: Final = ("autocomplete", "inputmode", "autocapitalize", "spellcheck", "accept", "multiple", "autofocus")
OPTIONS: Final = frozenset({"size", "heading", "width", "prefix", "suffix", "rows", "inline", "small", "type"})
CHOOSING: Final = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)
DJANGO_REQUIRED: Final = forms.Field.default_error_messages["required"]
FORMATS: Final = {
    forms.EmailField: "Enter an email address in the correct format, like name@example.com",
    forms.URLField: "Enter a web address, like https://example.com",
    forms.IntegerField: "{name} must be a whole number",
    forms.DecimalField: "{name} must be a number",
}

TRY_LATER: Final = "Too many tries. Wait five minutes, then try again"
SAID: Final = {  # by the error codes of allauth and of Django's password rules
    "email_password_mismatch": "The email address or the password is not right. Check both, or ask for a code by email",
    "incorrect_password": "That is not your password",
    "enter_current_password": "That is not your password now",
    "incorrect_code": "The code is not right. Check it and enter it again",
    "too_many_login_attempts": TRY_LATER,
    "rate_limited": TRY_LATER,
    "same_as_current": "That is the address you have now. Enter another one",
    "duplicate_email": "That is the address you have now. Enter another one",
    "email_taken": "That address cannot be used here. Enter another one",
    "unverified_email": "Confirm your email address first",
    "password_too_short": "The password must be 12 characters or more",
    "password_too_common": "Choose a password that is harder to guess",
    "password_entirely_numeric": "The password cannot be all figures",
    "password_too_similar": "The password is too close to your name or email address",
}
CHOICE: Final = "Select {name} from the list"
LIMITS: Final = {
    "max_length": "{name} must be {limit} characters or fewer",
    "min_length": "{name} must be {limit} characters or more",
    "max_value": "{name} must be {limit} or fewer",
    "min_value": "{name} must be {limit} or more",
}


@dataclass(slots=True)
class Choice:
    """One radio, tick box or line of a select; `reveal` is shown while it is chosen."""

    value: str
    text: str
    chosen: bool = False
    hint: str = ""
    reveal: str = ""


@dataclass(slots=True)
class Drawn:
    """A field as its macro draws it: which NHS component, and its words. `wrong`: a box of a date at fault."""

    kind: str
    id: str
    name: str
    label: str = ""
    size: str = "s"
    heading: bool = False
    hint: str = ""
    error: str = ""
    wrong: bool = False
    value: str = ""
    type: str = "text"
    width: int = 0
    prefix: str = ""
    suffix: str = ""
    rows: int = 5
    limit: int = 0
    inline: bool = False
    small: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    choices: tuple[Choice, ...] = ()
    boxes: "tuple[Drawn, ...]" = ()

    @property
    def described(self) -> str:
        """The ids of what explains it: limit, hint and error."""
        told = (self.limit and "info", self.hint and "hint", self.error and "error")
        return " ".join(f"{self.id}-{part}" for part in told if part)


class Fault(NamedTuple):
    """One line of the error summary: the words, and the box they lead to."""

    text: str
    href: str


# ---- Errors ----


def error_text(bound: BoundField, error: ValidationError) -> str:
    """What to do about an error of a field."""
    field, name = bound.field, str(bound.label)
    if error.code in SAID:
        return SAID[error.code]
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
    """Every error of one or more forms, as on the page; those of no field come first and lead to the first."""
    found: list[Fault] = []
    for form in given:
        if not form.is_bound:
            continue
        first = f"#{_id(form.visible_fields()[0])}" if form.visible_fields() else ""
        found += [Fault(SAID.get(error.code or "", str(error.messages[0])), first) for error in _of_no_field(form)]
        found += [
            Fault(error_text(bound, error), "" if bound.is_hidden else f"#{_first_box(bound, error)}")
            for bound in form
            for error in faults(bound)
        ]
    return found


def _of_no_field(form: forms.BaseForm) -> list[ValidationError]:
    return list(form.errors[NON_FIELD_ERRORS].as_data()) if NON_FIELD_ERRORS in form.errors else []


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


def form_field(form: forms.BaseForm, name: str, options: dict[str, Any]) -> Drawn:
    """The NHS component for a field of a form. See docs/reference/pages.md for the options."""
    bound, options = form[name], dict(options)
    widget = bound.field.widget
    kind, draw = next((entry[1:] for entry in _KINDS if isinstance(widget, entry[0])), ("", None))
    if draw is None:
        raise TypeError(f"{name}: there is no NHS component for {type(widget).__name__}.")
    label = options.pop("label", "") or str(bound.label)
    if not bound.field.required and options.pop("optional", kind != "tick"):
        label += " (optional)"
    options.pop("optional", None)
    drawn = Drawn(kind, _id(bound), bound.html_name, label, hint=options.pop("hint", str(bound.help_text)))
    if errors := faults(bound):
        drawn.error = error_text(bound, errors[0])
    drawn.attributes = _attributes(widget, options)
    draw(drawn, bound, options)
    return _with(drawn, options)


def _with(drawn: Drawn, options: dict[str, Any]) -> Drawn:
    for option, value in options.items():
        if option not in OPTIONS:
            raise TypeError(f"{drawn.name}: there is no option {option}.")
        setattr(drawn, option, value)
    return drawn


def _attributes(widget: forms.Widget, options: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    given = {name: options.pop(name, None) or widget.attrs.get(name) for name in ATTRIBUTES}
    return tuple((name, str(value)) for name, value in given.items() if value is not None)


def _text(drawn: Drawn, bound: BoundField, options: dict[str, Any]) -> None:
    widget = bound.field.widget
    drawn.type = getattr(widget, "input_type", "text")
    drawn.value = _value(bound)
    extra: tuple[tuple[str, str], ...] = ()
    if isinstance(bound.field, forms.IntegerField):
        drawn.type, extra = "text", (("inputmode", "numeric"), ("spellcheck", "false"))
    elif drawn.type in {"email", "url"}:
        extra = (("spellcheck", "false"),)
    named = {name for name, _ in drawn.attributes}
    drawn.attributes += tuple(pair for pair in extra if pair[0] not in named)


def _password(drawn: Drawn, bound: BoundField, options: dict[str, Any]) -> None:
    given = dict(drawn.attributes)
    told = {"spellcheck": "false", "autocomplete": "current-password", "autocapitalize": "none"}
    drawn.attributes = tuple((told | given).items())


def _textarea(drawn: Drawn, bound: BoundField, options: dict[str, Any]) -> None:
    drawn.value = _value(bound)
    if options.pop("count", False):
        drawn.limit = getattr(bound.field, "max_length", None) or 0


def _select(drawn: Drawn, bound: BoundField, options: dict[str, Any]) -> None:
    drawn.choices = _choices(bound)


def _several(drawn: Drawn, bound: BoundField, options: dict[str, Any]) -> None:
    hints, reveals = options.pop("hints", {}), options.pop("reveals", {})
    drawn.choices = tuple(choice for choice in _choices(bound) if choice.value)
    for choice in drawn.choices:
        choice.hint, choice.reveal = hints.get(choice.value, ""), reveals.get(choice.value, "")


def _tick(drawn: Drawn, bound: BoundField, options: dict[str, Any]) -> None:
    """One box to tick; its hint stands under its own words."""
    drawn.choices = (Choice("on", drawn.label, bool(bound.value()), drawn.hint),)
    drawn.hint = ""


def _date(drawn: Drawn, bound: BoundField, options: dict[str, Any]) -> None:
    wrong = {part for error in faults(bound) for part in _parts(error)}
    typed = bound.field.widget.boxes(bound.value())
    numeric = (("inputmode", "numeric"),)
    drawn.boxes = tuple(
        Drawn(
            "input",
            f"{drawn.id}_{part}",
            f"{drawn.name}_{part}",
            capital(part),
            wrong=part in wrong,
            value=text,
            width=4 if part == "year" else 2,
            attributes=numeric,
        )
        for part, text in zip(PARTS, typed, strict=True)
    )


def _plain(drawn: Drawn, bound: BoundField, options: dict[str, Any]) -> None:
    drawn.value = "" if drawn.kind == "file" else _value(bound)


_KINDS: Final[tuple[tuple[type[forms.Widget], str, Callable[..., None]], ...]] = (
    (forms.HiddenInput, "hidden", _plain),
    (DateBoxes, "date", _date),
    (forms.PasswordInput, "password", _password),
    (forms.CheckboxInput, "tick", _tick),
    (forms.FileInput, "file", _plain),
    (forms.Textarea, "textarea", _textarea),
    (forms.CheckboxSelectMultiple, "checkboxes", _several),
    (forms.RadioSelect, "radios", _several),
    (forms.Select, "select", _select),
    (forms.widgets.Input, "input", _text),
)


def _value(bound: BoundField) -> str:
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)


def _choices(bound: BoundField) -> tuple[Choice, ...]:
    value = bound.value()
    several = isinstance(value, (list, tuple, set))
    chosen = {str(each) for each in value} if several else {"" if value is None else str(value)}
    return tuple(Choice(str(key), str(text), str(key) in chosen) for key, text in bound.field.widget.choices)
