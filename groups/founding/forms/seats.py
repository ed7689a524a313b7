"""The second page: who is at the table. A line for each seat that is there or could be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from groups.founding.actions.steps import ChosenSeat
from groups.founding.rules import SeatProposal
from groups.seats.enums import Constituency, SeatClass
from groups.seats.models import Seat

OWN: Final = ("own-1", "own-2", "own-3")
"""Lines for seats that the proposal does not know."""
CLASSES: Final = [(each.value, each.label) for each in SeatClass]
OWN_KINDS: Final = [(each.value, each.label) for each in Constituency if each != Constituency.CCG]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form: what it begins with, and what comes back with it."""

    key: str
    title: str
    constituency: str
    seat_class: str
    ticked: bool
    why: str = ""
    seat_id: int | None = None
    organisation_id: int | None = None
    needed_for_quorum: bool = False


def line_of_seat(seat: Seat) -> Line:
    """A seat that is there: ticked, so that taking the tick away withdraws it."""
    return Line(
        f"seat-{seat.pk}", seat.title, seat.constituency, seat.seat_class, ticked=True, seat_id=seat.pk,
        needed_for_quorum=seat.needed_for_quorum, why="Needed for a quorum." if seat.needed_for_quorum else "",
    )  # fmt: skip


def line_of_proposal(proposal: SeatProposal) -> Line:
    """A seat that could be added."""
    return Line(
        proposal.key, proposal.title, proposal.constituency, proposal.seat_class, proposal.ticked, proposal.why,
        organisation_id=proposal.organisation_id, needed_for_quorum=proposal.needed_for_quorum,
    )  # fmt: skip


class SeatsForm(forms.Form):
    """A tick, a name and a class for each line; own lines have a constituency too, and are meant if they are named."""

    def __init__(self, lines: Sequence[Line], data: Any = None) -> None:
        super().__init__(data)
        self.lines = {line.key: line for line in lines}
        for key, line in self.lines.items():
            self.fields[f"{key}-on"] = forms.BooleanField(label=line.title, required=False, initial=line.ticked)
            self._add_seat(key, line.title, line.seat_class)
        for key in OWN:
            self._add_seat(key, "", SeatClass.CORE)
            self.fields[f"{key}-kind"] = forms.ChoiceField(
                label="Whose voice it is", choices=OWN_KINDS, initial=Constituency.OTHER, required=False
            )

    def _add_seat(self, key: str, title: str, seat_class: str) -> None:
        self.fields[f"{key}-title"] = forms.CharField(
            label="What the seat is called", max_length=120, required=False, initial=title
        )
        self.fields[f"{key}-class"] = forms.ChoiceField(
            label="Class", choices=CLASSES, initial=seat_class, required=False
        )

    def clean(self) -> dict[str, Any]:
        """A seat that is ticked has a name."""
        cleaned = super().clean() or {}
        for key, line in self.lines.items():
            if cleaned.get(f"{key}-on") and not cleaned.get(f"{key}-title"):
                sentence = f"{line.title}: enter what the seat is called, or take the tick away"
                self.add_error(f"{key}-title", ValidationError(sentence))
        return cleaned

    def chosen(self) -> Iterator[ChosenSeat]:
        """What the form asks for, line by line."""
        for key, line in self.lines.items():
            yield ChosenSeat(
                title=self.cleaned_data[f"{key}-title"] or line.title,
                constituency=line.constituency,
                seat_class=self.cleaned_data[f"{key}-class"] or line.seat_class,
                kept=self.cleaned_data[f"{key}-on"],
                seat_id=line.seat_id,
                organisation_id=line.organisation_id,
                needed_for_quorum=line.needed_for_quorum,
            )
        for key in OWN:
            if title := self.cleaned_data[f"{key}-title"]:
                kind = self.cleaned_data[f"{key}-kind"] or Constituency.OTHER
                yield ChosenSeat(title, kind, self.cleaned_data[f"{key}-class"] or SeatClass.CORE)
