"""What the forms share: days that a term may have, and a refusal put where it belongs."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest

from gpleadership.lib.dates import today
from gpleadership.lib.refusal import Refused

Done = TypeVar("Done")
FIRST_DAY = date(1990, 1, 1)
"""Nothing that is kept here began before."""


def last_day_allowed() -> date:
    """Terms are planned at most ten years ahead: what lies later is a slip of the finger."""
    return date(today().year + 10, 12, 31)


def typed(request: HttpRequest) -> Any:
    """What was sent, also if nothing was; None where the page is only read."""
    return request.POST if request.method == "POST" else None


def attempt(form: forms.Form, act: Callable[[], Done]) -> Done | None:
    """Do what the form asks; None where a rule refuses it, with the sentence at the field or at the top."""
    try:
        return act()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return None


def succeeds(form: forms.Form, act: Callable[[], object]) -> bool:
    """The same for what has no result: whether it was done."""
    return attempt(form, lambda: (act(), True)) is not None


def seen(form: forms.Form, version: int) -> None:
    """Let the form be sent again after its person was told of a change by somebody else."""
    data: Any = form.data
    data = data.copy()
    data["version"] = version
    form.data = data
