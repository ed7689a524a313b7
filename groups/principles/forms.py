"""What people type about principles, checked at the field."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from django import forms

from gpleadership.lib.dates import today
from gpleadership.lib.forms import DateField
from groups.principles.models import COMMENT, MEANING, REASON, STATEMENT, TITLE, PrincipleVersion
from groups.principles.starters import STARTERS
from groups.principles.values import Words
from groups.signoff.forms import Prose

ANSWER_IN: Final = timedelta(days=21)
"""Time for a board to meet."""


class WordsForm(forms.Form):
    """The words of a principle."""

    title = forms.CharField(label="What it is called", max_length=TITLE, help_text="Like “Money follows need”")
    statement = Prose(
        label="The principle in one sentence",
        max_length=STATEMENT,
        help_text="What you would say to somebody who asks what you stand by",
        error_messages={"required": "Enter the principle in one sentence"},
    )
    meaning = Prose(
        label="What it means in the room",
        max_length=MEANING,
        help_text="What somebody does or asks at the table because of it",
        error_messages={"required": "Enter what it means in the room"},
    )

    @property
    def words(self) -> Words:
        """What was typed as one value."""
        return Words(*(self.cleaned_data[name] for name in ("title", "statement", "meaning")))


class EditForm(WordsForm):
    """A draft that is there; `edits` tells whether somebody else changed it meanwhile."""

    edits = forms.IntegerField(widget=forms.HiddenInput)


def words_initial(version: PrincipleVersion) -> dict[str, Any]:
    """A version as its form shows it first."""
    return {name: getattr(version, name) for name in ("title", "statement", "meaning", "edits")}


class StartersForm(forms.Form):
    """Principles of the library that the group does not have: `titles` are those of its own."""

    chosen = forms.MultipleChoiceField(
        label="Principles to take as drafts",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one principle"},
    )

    def __init__(self, *args: Any, titles: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        had = {title.casefold() for title in titles}
        self.had = [words.title for words in STARTERS.values() if words.title.casefold() in had]
        choices = [(key, words.title) for key, words in STARTERS.items() if words.title.casefold() not in had]
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]


class AgreeForm(forms.Form):
    """Until when the organisations answer."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer_by"] = DateField(
            label="The day to answer by",
            help_text="Give boards time to meet. Until this day everybody must have answered; after it silence does"
            " not block",
            initial=today() + ANSWER_IN,
        )


class CommentForm(forms.Form):
    """What a member thinks."""

    text = Prose(
        label="What you think of it",
        max_length=COMMENT,
        error_messages={"required": "Enter what you think"},
    )


class RetireForm(forms.Form):
    """Why the group no longer stands by it."""

    reason = Prose(
        label="Why it is retired",
        max_length=REASON,
        help_text="Everybody in the group reads it, practices too",
        error_messages={"required": "Enter why it is retired"},
    )
