"""How this app's own verbs read in the log."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from gpleadership.lib.dates import london_day, long_date
from gpleadership.lib.words import listed, plural, small
from groups.audit.sentences import Sentence, Told, register_sentence
from groups.seats.enums import Office
from groups.tenancy.enums import Basis

SEATS, SITTING, OFFICES = "Seats", "Who sits", "Chair and other offices"
READERS, INVITATIONS, GROUP = "Practice readers", "Invitations", "The group"
Sentences = Mapping[str, Sentence | str]
_FIELDS: Final = {
    "title": "name",
    "constituency": "constituency",
    "seat_class": "class",
    "votes": "whether it votes",
    "needed_for_quorum": "whether it is needed for a quorum",
    "organisation_id": "organisation",
    "name": "name",
    "quorum": "quorum",
    "basis": "basis",
    "contact_changed": "how partners reach it",
}


def register() -> None:
    """Name every sentence, once, when Django starts."""
    for topic, sentences in (
        (SEATS, _SEATS),
        (SITTING, _SITTING),
        (OFFICES, _OFFICES),
        (READERS, _READERS),
        (INVITATIONS, _INVITATIONS),
        (GROUP, _GROUP),
    ):
        for verb, sentence in sentences.items():
            register_sentence(verb, topic, sentence)


# ---- Parts of sentences ----


def _seat(told: Told) -> str:
    return f"the seat of {told.seat}" if told.seat else "a seat"


def _in_seat(told: Told) -> str:
    part = "as deputy in" if told.after.get("part") == "deputy" else "in"
    return f"{told.whose} term {part} {_seat(told)}"


def _office(told: Told) -> str:
    name = str(told.after.get("office", ""))
    if name == Office.SECRETARIAT:
        return "secretariat"
    acting = "acting " if told.after.get("acting") else ""
    return f"{acting}{small(Office(name).label)}" if name in Office.values else "an officer"


def _in_office(told: Told) -> str:
    return f"{told.whose} term as {_office(told)}"


def _practice(told: Told) -> str:
    return told.organisation or "a practice"


def _last_day(told: Told) -> str:
    """Until when: nothing if it ended at once or has no end."""
    ends = told.after.get("ends")
    if not ends or told.at_once:
        return ""
    return long_date(london_day(datetime.fromisoformat(ends) - timedelta(microseconds=1)))


def _ended(told: Told) -> str:
    day = _last_day(told)
    return f", last day {day}" if day else ", at once"


def _changed(told: Told) -> str:
    """Which of the things that have a name were changed."""
    named = (label for key, label in _FIELDS.items() if told.before.get(key) != told.after.get(key))
    fields = list(dict.fromkeys(named))
    return f": {listed(fields)}" if fields else ""


def _new_end(told: Told) -> str:
    day = _last_day(told)
    return f"; its last day is {day}" if day else "; it has no end"


def _count(told: Told, name: str) -> str:
    count = told.after.get(name)
    return plural(count, "practice reader") if isinstance(count, int) else "practice readers"


# ---- Sentences ----

_SEATS: Final[Sentences] = {
    "seat added": lambda told: f"added {_seat(told)}",
    "seat changed": lambda told: f"changed {_seat(told)}{_changed(told)}",
    "seat moved up": lambda told: f"moved {_seat(told)} up the list",
    "seat moved down": lambda told: f"moved {_seat(told)} down the list",
    "seat withdrawn": lambda told: f"withdrew {_seat(told)}",
}


def _seated(told: Told) -> str:
    day = _last_day(told)
    until = f" until {day}" if day else ""
    if told.after.get("part") == "deputy":
        return f"made {told.whom} deputy for {_seat(told)}{until}"
    return f"{'took' if told.own else f'gave {told.whom}'} {_seat(told)}{until}"


_SITTING: Final[Sentences] = {
    "seat term begun": _seated,
    "seat term changed": lambda told: f"changed {_in_seat(told)}{_new_end(told)}",
    "seat term ended": lambda told: f"ended {_in_seat(told)}{_ended(told)}",
    "seat term reopened": lambda told: f"took back the end of {_in_seat(told)}",
    "seat term cancelled": lambda told: f"cancelled {_in_seat(told)} before it began",
    "deputy acts": lambda told: f"asked {told.whom} to act for the holder of {_seat(told)}",
    "deputy acts no longer": lambda told: f"asked {told.whom} to act no longer for the holder of {_seat(told)}",
}
_OFFICES: Final[Sentences] = {
    "office term begun": lambda told: f"made {told.whom} {_office(told)}",
    "office term changed": lambda told: f"changed {_in_office(told)}{_new_end(told)}",
    "office term ended": lambda told: f"ended {_in_office(told)}{_ended(told)}",
    "office term reopened": lambda told: f"took back the end of {_in_office(told)}",
    "office term cancelled": lambda told: f"cancelled {_in_office(told)} before it began",
    "office letter could not be delivered": lambda told: f"could not deliver {told.whose} letter about an office",
}
_READERS: Final[Sentences] = {
    "readership begun": lambda told: f"let {told.whom} read for {_practice(told)}",
    "readership ended": lambda told: f"ended {told.whose} reading for {_practice(told)}{_ended(told)}",
    "readers’ list brought": lambda told: f"brought a list of {_count(told, 'rows')}",
    "readers’ list invited": lambda told: f"invited {_count(told, 'invited')} from a list",
}


def _to(told: Told) -> str:
    after = told.after
    if after.get("to") == "seat":
        return f"to {_seat(told)}"
    if after.get("to") == "office":
        return f"to be {_office(told)}"
    if after.get("to") == "practice":
        return f"to read for {_practice(told)}"
    return "to found the group" if after.get("to") == "founding" else "to the group"


_INVITATIONS: Final[Sentences] = {
    "invitation made": lambda told: f"invited {told.whom} {_to(told)}",
    "invitation sent again": lambda told: f"sent {told.whom} the invitation {_to(told)} again",
    "invitation withdrawn": lambda told: f"withdrew {told.whose} invitation {_to(told)}",
    "invitation accepted": lambda told: f"accepted the invitation {_to(told)}",
    "invitation could not be accepted": lambda told: f"could not seat {told.whom}, who was invited {_to(told)}",
    "invitation could not be delivered": lambda told: f"could not deliver {told.whose} invitation {_to(told)}",
}


def _basis(told: Told) -> str:
    basis: Any = told.after.get("basis")
    return f"said what the group is: {small(Basis(basis).label)}" if basis in Basis.values else "said what the group is"


_GROUP: Final[Sentences] = {
    "group started as a draft": "started the group as a draft",
    "basis stated": _basis,
    "sitters noted": "noted who is to sit",
    "group ready": "said that the group is ready to be activated",
    "group activated": "activated the group",
    "group closed": "closed the group",
    "chair offered": "asked somebody to chair the group, which nobody ran any more",
    "group details changed": lambda told: f"changed the group’s details{_changed(told)}",
    "change proposed": "proposed a change to the place or its organisations",
    "proposed change accepted": "accepted a change that the group proposed",
    "proposed change declined": "declined a change that the group proposed",
}
