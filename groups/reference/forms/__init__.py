"""What platform staff type, checked at the field."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from gpleadership.lib.refusal import EditedMeanwhile, Refused


def say_refusal(form: forms.Form, refusal: Refused, **fresh: object) -> None:
    """Put a refusal's sentence at its field, or at the top of the form.

    If somebody else saved meanwhile, `fresh` replaces what the hidden fields said, so that saving again works.
    """
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, str(refusal))
    if isinstance(refusal, EditedMeanwhile):
        data = cast("QueryDict", form.data).copy()
        for name, value in fresh.items():
            data[name] = str(value)
        form.data = data


class OdsCodeField(forms.RegexField):
    """An ODS code; small letters and blanks around it are put right."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", "ODS code")
        super().__init__(
            r"^[A-Z0-9]{3,9}$",
            error_messages={"invalid": "An ODS code is 3 to 9 letters and digits, like QZ1 or U12345"},
            max_length=20,
            **options,
        )
        self.widget.attrs["autocapitalize"] = "characters"

    def to_python(self, value: Any) -> str:
        """In capitals."""
        return str(super().to_python(value) or "").upper()
