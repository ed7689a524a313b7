"""What sign-off brings to the home and to the log."""

from collections.abc import Mapping
from typing import Final

from gpleadership.lib.words import small
from groups.audit.sentences import ERASED, Sentence, Told, register_sentence
from groups.home.needs import register_asked
from groups.signoff.enums import Outcome, Stance
from groups.signoff.waiting import ask, needs

TOPIC = "Sign-off"


def register() -> None:
    """Name the provider and every sentence, once, when Django starts."""
    register_asked("sign-off", ask, needs)
    for verb, sentence in _SENTENCES.items():
        register_sentence(verb, TOPIC, sentence)


def _what(told: Told) -> str:
    return f"“{told.after.get('title', '')}”"


def _stance(told: Told) -> str:
    stance = told.after.get("stance")
    return small(Stance(stance).label) if stance in Stance.values else "answers"


def _given(told: Told) -> str:
    changed = " now" if told.before.get("stance") else ""
    return (
        f"said for {told.after.get('organisation', 'an organisation')} that it{changed} {_stance(told)}: {_what(told)}"
    )


def _recorded(told: Told) -> str:
    whose = ERASED if told.erased else told.personal.get("name", "somebody")
    organisation = told.after.get("organisation", "an organisation")
    return f"recorded on the word of {whose} that {organisation} {_stance(told)}: {_what(told)}"


def _closed(told: Told) -> str:
    outcome = told.after.get("outcome")
    how = small(Outcome(outcome).label) if outcome in Outcome.values else "closed"
    return (
        f"closed the sign-off of {_what(told)}: {how}, {told.after.get('agreed')} of {told.after.get('asked')} agreed"
    )


_SENTENCES: Final[Mapping[str, Sentence | str]] = {
    "sign-off opened": lambda told: f"asked {told.after.get('asked')} organisations to sign off {_what(told)}",
    "organisation’s word given": _given,
    "organisation’s word recorded": _recorded,
    "sign-off closed": _closed,
    "sign-off letter could not be delivered": lambda told: (
        f"could not deliver {told.whose} letter about the sign-off of {_what(told)}"
    ),
    "sign-off withdrawn": lambda told: f"withdrew {_what(told)} from sign-off",
}
