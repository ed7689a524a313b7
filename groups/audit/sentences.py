"""The log in sentences: each verb has one, and packages bring those of their own verbs.

A sentence goes on after the actor's name: "Ruth Calder" "gave Dr Mei Tan the seat of Harbour PCN".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

ERASED: Final = "somebody whose name was erased"
Sentence = Callable[["Told"], str]


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the log with names in place of numbers: all that a sentence may say."""

    verb: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    personal: Mapping[str, Any]
    erased: bool = False
    own: bool = False
    """Whether they did it to themselves."""
    seat: str = ""
    organisation: str = ""
    at_once: bool = False
    """Whether a term ended at the moment it was ended."""

    @property
    def whom(self) -> str:
        """The person it was done to."""
        return "themselves" if self.own else self._name

    @property
    def whose(self) -> str:
        """The same as an owner."""
        return "their own" if self.own else f"{self._name}’s"

    @property
    def _name(self) -> str:
        if self.erased:
            return ERASED
        return str(self.personal.get("name") or self.personal.get("email") or "somebody")


_sentences: Final[dict[str, tuple[str, Sentence]]] = {}


def register_sentence(verb: str, topic: str, sentence: "Sentence | str") -> None:
    """Say how a verb reads in the log, and under which topic it is filtered; the last to speak counts.

    A plain string stands for itself. Verbs of the closed room must say nothing but that they happened.
    """
    _sentences[verb] = (topic, sentence if callable(sentence) else _always(sentence))


def _always(words: str) -> Sentence:
    return lambda told: words


def sentence_of(told: Told) -> str:
    """What somebody did. A verb that nobody registered says itself."""
    _, sentence = _sentences.get(told.verb, ("", _generic))
    return sentence(told)


def _generic(told: Told) -> str:
    return f"noted “{told.verb}”"


def topics() -> list[str]:
    """The topics that sentences belong to, in the order they were registered."""
    return list(dict.fromkeys(topic for topic, _ in _sentences.values()))


def verbs_of(topic: str) -> list[str]:
    """The verbs of a topic."""
    return [verb for verb, (name, _) in _sentences.items() if name == topic]


def known_verbs() -> frozenset[str]:
    """Every verb that has a sentence."""
    return frozenset(_sentences)
