"""What narrows the two lists, from the page's address."""

from datetime import date
from typing import Any

from django import forms

from groups.audit.sentences import topics


def _day(label: str) -> forms.DateField:
    """A day as browsers send it."""
    return forms.DateField(
        required=False,
        label=label,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": f"{label} must be a day like 2026-11-23"},
    )


class Filter(forms.Form):
    """Who, from and to which day. What is wrong is said at the field, and narrows nothing."""

    who = forms.CharField(required=False, max_length=100)
    since = _day("From")
    until = _day("To")

    def clean(self) -> dict[str, Any]:
        """The days stand in their order."""
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", "To must be the same day as From, or a later one")
        return cleaned

    def words(self, name: str) -> str:
        """What was asked for in a field; nothing where it was wrong."""
        return str(self.cleaned_data.get(name) or "")

    def day(self, name: str) -> date | None:
        """One of the two days."""
        found: date | None = self.cleaned_data.get(name)
        return found

    @property
    def narrows(self) -> bool:
        """Whether anything was asked at all."""
        return any(self.cleaned_data.values())


class LogFilter(Filter):
    """The same, and what it is about. A verb may stand in the address too: links lead to it."""

    about = forms.CharField(required=False, max_length=60)
    verb = forms.CharField(required=False, max_length=60)

    def clean_about(self) -> str:
        """A topic that there is; an old link with another still answers."""
        about = str(self.cleaned_data["about"])
        return about if about in topics() else ""
