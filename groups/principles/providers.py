"""What principles bring to others: a kind of sign-off, and sentences for the log."""

from collections.abc import Mapping
from typing import Final

from django.urls import reverse

from groups.audit.sentences import Sentence, Told, register_sentence
from groups.principles.actions.signing import KIND, follow
from groups.signoff.kinds import Kind, register_kind

TOPIC: Final = "Principles"


def _what(told: Told) -> str:
    number, version = told.after.get("number"), told.after.get("version") or 1
    which = f"principle {number}," if number else "the principle"
    newer = f"version {version} of " if version > 1 else ""
    return f"{newer}{which} “{told.after.get('title', '')}”"


_SENTENCES: Final[Mapping[str, Sentence | str]] = {
    "principle drafted": lambda told: f"drafted {_what(told)}",
    "principle drafted anew": lambda told: f"drafted {_what(told)}",
    "principle draft changed": lambda told: f"changed the words of {_what(told)}",
    "principle opened for discussion": lambda told: f"opened the discussion of {_what(told)}",
    "principle put to the organisations": lambda told: f"put {_what(told)} to the organisations",
    "principle adopted": lambda told: f"adopted {_what(told)}, as the organisations had agreed",
    "principle superseded": lambda told: f"let a newer version take the place of {_what(told)}",
    "principle not adopted": lambda told: f"took {_what(told)} back into discussion: it was not adopted",
    "principle no longer put out": lambda told: f"took {_what(told)} back into discussion",
    "principle retired": lambda told: f"retired {_what(told)}",
    "principle draft given up": lambda told: f"gave up {_what(told)}",
    "principle commented on": lambda told: f"said something about {_what(told)}",
    "principle comment withdrawn": lambda told: f"withdrew a comment on {_what(told)}",
}


def _address(slug: str, pk: int) -> str:
    return reverse("principles:version", args=[slug, pk])


def register() -> None:
    """Name the kind and every sentence, once, when Django starts."""
    register_kind(KIND, Kind("principle", _address, follow))
    for verb, sentence in _SENTENCES.items():
        register_sentence(verb, TOPIC, sentence)
