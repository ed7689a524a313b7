"""What is typed about a ballot: answers to each name, a receipt code, why a round ends."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms

from groups.ballots import receipts
from groups.ballots.kinds import Kind
from groups.ballots.models import Candidate

YES, NO = "yes", "no"
ANSWERS: Final = ((YES, "Yes"), (NO, "No"))


class YesOrNo(forms.ChoiceField):
    """Yes or no; whatever else was sent is no answer."""

    widget = forms.RadioSelect

    def to_python(self, value: Any) -> str:
        """The answer, or nothing."""
        return value if value in {YES, NO} else ""


class VoteForm(forms.Form):
    """One ballot paper: every name has an answer."""

    def __init__(self, kind: Kind, names: Iterable[Candidate], data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.names = list(names)
        for each in self.names:
            missing = {"required": f"Select yes or no for {each.name}"}
            asks = kind.asks.format(name=each.name)
            self.fields[f"answer-{each.position}"] = YesOrNo(choices=ANSWERS, label=asks, error_messages=missing)

    @property
    def approved(self) -> list[int]:
        """The positions of those who are trusted."""
        return [each.position for each in self.names if self.cleaned_data[f"answer-{each.position}"] == YES]

    @property
    def answers(self) -> list[tuple[Candidate, bool]]:
        """Each name with its answer, once the form is valid."""
        trusted = self.approved
        return [(each, each.position in trusted) for each in self.names]


def kept(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered before somebody went back to change it: the fields of a fresh form."""
    return {name: value for name, value in sent.items() if name.startswith("answer-") and value in {YES, NO}}


class ReceiptForm(forms.Form):
    """A receipt code, in whatever way it was typed."""

    code = forms.CharField(
        label="Receipt code",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """The code without spaces and dashes, or what is wrong with it."""
        code = receipts.plain(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                f"A receipt code has {receipts.LENGTH} letters and figures, in five groups of four. "
                "It never has a 0, O, 1, I, L or U in it"
            )
        return code


class EndForm(forms.Form):
    """Why a round ends without a count. It is published and stays in the log, so it names nobody."""

    why = forms.CharField(label="Why the round ends", max_length=300, widget=forms.Textarea)

    def __init__(self, data: Any, names: Iterable[str]) -> None:
        super().__init__(data)
        self._names = list(names)

    def clean_why(self) -> str:
        """The reason, which none of the names on the ballot is part of."""
        why = " ".join(self.cleaned_data["why"].split())
        if any(name.casefold() in why.casefold() for name in self._names):
            raise forms.ValidationError("Name nobody: say it with the rule or the seat")
        return why
