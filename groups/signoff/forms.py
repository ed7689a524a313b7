"""What people type about a word and about the end of a round, checked at the field."""

from typing import Any

from django import forms

from gpleadership.lib.dates import today
from gpleadership.lib.forms import DateField
from groups.signoff.enums import EXPLAINED, Authority, Stance
from groups.signoff.models import Word
from groups.signoff.values import Given

LONGEST = 1000


class Prose(forms.CharField):
    """Several lines, a line break counted as the one character that its writer sees."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The text with one kind of line break."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class WordForm(forms.Form):
    """An organisation's word. `after`: the last one that its writer has seen."""

    stance = forms.ChoiceField(
        label="What it says",
        choices=[
            (Stance.AGREE, "It agrees"),
            (Stance.RESERVATION, "It agrees, with a reservation"),
            (Stance.STAND_ASIDE, "It stands aside"),
            (Stance.OBJECT, "It objects"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what the organisation says"},
    )
    note = Prose(
        label="Harm or principle it is about",
        required=False,
        max_length=LONGEST,
        help_text="For a reservation or an objection",
    )
    remedy = Prose(
        label="What would change it",
        required=False,
        max_length=LONGEST,
        help_text="An objection says what would have to change, so that the others can answer it",
    )
    authority = forms.ChoiceField(
        label="How far the organisation stands behind it",
        choices=Authority.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select whose word it is"},
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["given_on"] = DateField(
            label="The day on which it was given",
            help_text="Today, or an earlier day. A board may have ratified it before the organisations were asked",
        )

    def clean(self) -> dict[str, Any]:
        """A reservation and an objection say why."""
        cleaned = super().clean() or self.cleaned_data
        stance = cleaned.get("stance")
        if stance in EXPLAINED and not cleaned.get("note") and "note" not in self.errors:
            what = "objection" if stance == Stance.OBJECT else "reservation"
            self.add_error("note", f"Enter which harm or principle the {what} is about")
        if stance == Stance.OBJECT and not cleaned.get("remedy") and "remedy" not in self.errors:
            self.add_error("remedy", "Enter what would change the objection")
        return cleaned

    @property
    def given(self) -> Given:
        """What was typed as one value."""
        data = self.cleaned_data
        return Given(
            Stance(data["stance"]), Authority(data["authority"]), data["given_on"], data["note"], data["remedy"]
        )


class RecordForm(WordForm):
    """A word that somebody gave elsewhere."""

    on_word_of = forms.CharField(label="Who gave you its word", max_length=120)


def word_initial(last: Word | None) -> dict[str, Any]:
    """What a form shows first: the word that counts now, to change it, with today's date."""
    first: dict[str, Any] = {"given_on": today(), "after": last.pk if last else 0}
    if last is not None:
        first |= {"stance": last.stance, "note": last.note, "remedy": last.remedy, "authority": last.authority}
    return first


def seen(form: forms.Form, name: str, value: Any) -> None:
    """Let a form be sent again after its person was told of what changed meanwhile."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    data[name] = value
    form.data = data


class CloseForm(forms.Form):
    """Meant, and what was shown to follow."""

    expects = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)


class WithdrawForm(forms.Form):
    """Why the question is taken back."""

    reason = Prose(
        label="Why it is withdrawn",
        max_length=300,
        help_text="Everybody who was asked reads it",
        error_messages={"required": "Enter why it is withdrawn"},
    )
