"""What the terms bring to others: facts, a kind of document and of sign-off, what is due, sentences for the log."""

from collections.abc import Mapping
from typing import Final

from django.urls import reverse

from gpleadership.lib.documents.model import Document
from groups.audit.sentences import Sentence, Told, register_sentence
from groups.documents.registry import register_document
from groups.signoff.kinds import Kind, register_kind
from groups.tenancy.capabilities import Capability
from groups.tenancy.models import LeadershipGroup
from groups.terms.actions.agreeing import KIND, follow
from groups.terms.enums import PUBLIC, Section
from groups.terms.known import register_all
from groups.terms.presenters.document import TITLE, document_of
from groups.terms.queries import version_of

TOPIC: Final = "Terms of reference"


def build(group: LeadershipGroup, subject: str) -> Document:
    """A version as a document, by its number."""
    terms = version_of(group, int(subject)) if subject.isdecimal() and len(subject) < 5 else None
    if terms is None:
        raise LookupError(subject)
    return document_of(terms, group)


def needed(group: LeadershipGroup, subject: str) -> Capability:
    """Everybody reads what was adopted; those who read papers read what is on its way."""
    terms = version_of(group, int(subject)) if subject.isdecimal() and len(subject) < 5 else None
    adopted = terms is not None and terms.status in PUBLIC
    return Capability.READ_PRACTICES if adopted else Capability.READ_PAPERS


def _address(slug: str, pk: int) -> str:
    return reverse("terms:put", args=[slug, pk])


def _which(told: Told) -> str:
    return f"version {told.after.get('version', '')} of the terms of reference"


def _where(told: Told) -> str:
    section = told.after.get("section")
    title = Section(section).label if section in Section.values else "a section"
    return f"in “{title}” of {_which(told)}"


def _adopted(told: Told) -> str:
    counted = f", agreed by {told.after['agreed']} of {told.after['asked']}" if "asked" in told.after else ""
    return f"adopted {_which(told)}{counted}"


_SENTENCES: Final[Mapping[str, Sentence | str]] = {
    "terms drafted": lambda told: f"began a draft of {_which(told)}",
    "terms basis changed": lambda told: f"changed what the group is in {_which(told)}",
    "terms review day set": lambda told: f"set the day on which {_which(told)} is looked at again",
    "terms clause changed": lambda told: f"changed a clause {_where(told)}",
    "terms clause added": lambda told: f"added a clause {_where(told)}",
    "terms clause removed": lambda told: f"removed a clause {_where(told)}",
    "terms clause restored": lambda told: f"went back to the library’s words {_where(told)}",
    "terms clause left out": lambda told: f"left a clause out {_where(told)}",
    "terms clause brought back": lambda told: f"brought a clause back {_where(told)}",
    "terms clause moved": lambda told: f"moved a clause {_where(told)}",
    "terms put to the organisations": lambda told: f"put {_which(told)} to the organisations",
    "terms adopted": _adopted,
    "terms superseded": lambda told: f"let a newer version take the place of {_which(told)}",
    "terms not adopted": lambda told: f"took back {_which(told)}: it was not adopted",
    "terms no longer put out": lambda told: f"took back {_which(told)}: the question was withdrawn",
    "terms draft given up": lambda told: f"gave up the draft of {_which(told)}",
}


def register() -> None:
    """Name everything, once, when Django starts."""
    register_all()
    register_kind(KIND, Kind("version of the terms of reference", _address, follow))
    register_document(KIND, build, TITLE, needed)
    for verb, sentence in _SENTENCES.items():
        register_sentence(verb, TOPIC, sentence)
