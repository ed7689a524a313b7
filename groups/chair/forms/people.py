"""Words of and about people."""

from typing import Any, Final

from django import forms

from groups.chair.policies import MOST_ABOUT, MOST_WORDS

REASON_HINT: Final = "They are told this, and it stands in the history"


class NewPersonForm(forms.Form):
    """Somebody outside the group."""

    full_name = forms.CharField(label="Their name", max_length=120, help_text="With their title")
    email = forms.EmailField(label="Their email address", max_length=254, help_text="They answer from this address")
    about = forms.CharField(
        label="Who they are",
        required=False,
        max_length=MOST_ABOUT,
        help_text="Like “Manager of Quay Surgery”. They can change it",
    )


class Text(forms.CharField):
    """Several lines; a line's end counts as one character, as browsers count it."""

    def to_python(self, value: Any) -> str:
        """The text with plain ends of lines."""
        return str(super().to_python(str(value or "").replace("\r\n", "\n").replace("\r", "\n")))


class AnswerForm(forms.Form):
    """What voters read of somebody who accepts."""

    about = forms.CharField(
        label="Who you are",
        max_length=MOST_ABOUT,
        help_text="One line, like “GP at Quay Surgery, clinical director of Harbour PCN”",
    )
    statement = Text(
        label="Why you can be trusted to speak for all",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Voters read it beside your name. It stays on the ballot’s page",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class DeclineForm(forms.Form):
    """Saying no."""

    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=300,
        help_text="Only the chair and the secretariat read it",
    )


class ReasonForm(forms.Form):
    """Taking something away from somebody."""

    reason = forms.CharField(
        label="Why", max_length=300, help_text=REASON_HINT, error_messages={"required": "Enter why"}
    )
