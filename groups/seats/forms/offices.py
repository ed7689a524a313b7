"""A chair who leaves early: when, and why."""

from typing import Any

from django import forms

from groups.seats.forms.terms import EndForm


class LeaveForm(EndForm):
    """When the chair leaves, and why; `chair`: whose term the page showed."""

    chair = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].label = "Last day as chair"
        reason = self.fields["reason"]
        reason.label, reason.required = "Why the chair leaves", True
        reason.error_messages["required"] = "Enter why the chair leaves"
        reason.help_text = (
            "A few words, like “A new post”. They stand in the history, where everybody in the group can read them"
        )
