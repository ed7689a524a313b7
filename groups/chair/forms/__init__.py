"""What people type about an appointment, checked at the field."""

from groups.chair.forms.days import HOURS, AppointForm, ClosesForm, TermForm
from groups.chair.forms.opening import FLOOR_HINT, BallotForm, OpenForm, ReopenForm
from groups.chair.forms.people import REASON_HINT, AnswerForm, DeclineForm, NewPersonForm, ReasonForm, Text

__all__ = [
    "FLOOR_HINT",
    "HOURS",
    "REASON_HINT",
    "AnswerForm",
    "AppointForm",
    "BallotForm",
    "ClosesForm",
    "DeclineForm",
    "NewPersonForm",
    "OpenForm",
    "ReasonForm",
    "ReopenForm",
    "TermForm",
    "Text",
]
