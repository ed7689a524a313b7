"""What people type about terms, checked at the field."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from gpleadership.lib.dates import today
from gpleadership.lib.documents.markdown import LONGEST_CLAUSE
from gpleadership.lib.forms import DateField
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import number
from groups.signoff.forms import Prose
from groups.tenancy.enums import Basis
from groups.terms import policies
from groups.terms.models import Terms

ANSWER_IN: Final = timedelta(days=28)
"""Time for a board to meet."""
LIBRARY: Final = "library"
WHAT: Final = [(basis.value, basis.label.split(":")[0]) for basis in Basis]


def _basis_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="What is the group?",
        choices=WHAT,
        widget=forms.RadioSelect,
        error_messages={"required": "Select what the group is"},
    )


def _review_field(*, required: bool) -> DateField:
    return DateField(
        label="The day on or before which the terms are looked at again",
        required=required,
        help_text="A year from now is usual",
    )


def next_year() -> date:
    """A year from today."""
    day = today()
    return day + timedelta(days=365)


class StartForm(forms.Form):
    """From what, and for what kind of group."""

    def __init__(self, *args: Any, earlier: Terms | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if earlier is not None:
            self.fields["source"] = forms.ChoiceField(
                label="What should the draft begin with?",
                choices=[(str(earlier.number), f"The words of version {earlier.number}"), (LIBRARY, "The library")],
                widget=forms.RadioSelect,
                error_messages={"required": "Select what the draft begins with"},
            )
        self.fields["basis"] = _basis_field()
        self.fields["review_on"] = _review_field(required=True)

    @property
    def from_earlier(self) -> bool:
        """Whether the earlier version’s words are taken."""
        return bool(self.cleaned_data.get("source", LIBRARY) != LIBRARY)


class BasisForm(forms.Form):
    """What the group is."""

    edits = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["basis"] = _basis_field()


class ReviewForm(forms.Form):
    """Until when the terms are looked at again."""

    edits = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["review_on"] = _review_field(required=True)


class ClauseForm(forms.Form):
    """The words of a clause. `version`: of the clause that its writer saw; 0 for a new one."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    text = Prose(
        label="What the clause says",
        help_text="Paragraphs, lists with - or 1., **bold**, *italics*, links that begin with https://",
        error_messages={"required": "Enter what the clause says"},
    )

    def __init__(self, *args: Any, basis: str, facts: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.basis, self.facts = basis, facts

    def clean_text(self) -> str:
        """The text as it is kept; what it cannot say is told here."""
        text = policies.tidied(self.cleaned_data["text"])
        if len(text) > LONGEST_CLAUSE:
            raise ValidationError(
                f"A clause can have up to {number(LONGEST_CLAUSE)} characters, and this has {number(len(text))}. Make"
                " it shorter, or split it in two",
                code="too_long",
            )
        try:
            policies.check_text(text, basis=self.basis, facts=self.facts)
        except Refused as refused:
            raise ValidationError(str(refused), code="refused") from None
        return text


class SureForm(forms.Form):
    """Meant, of the clause as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)


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
