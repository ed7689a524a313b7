"""What a text may not say, given what the group says it is. Pure.

A phrase counts unless it is denied just before: “does not represent” is what an advisory group should say.
A comma or a “but” ends the reach of a denial.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Final

from groups.tenancy.enums import Basis


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Words as they stand in the text, and why they cannot."""

    phrase: str
    why: str


@dataclass(frozen=True, slots=True)
class _Forbidden:
    pattern: re.Pattern[str]
    why: str
    deniable: bool = True


def _forbid(words: str, why: str, *, deniable: bool = True) -> _Forbidden:
    return _Forbidden(re.compile(rf"\b(?:{words})\b", re.IGNORECASE), why, deniable)


_PRACTICE: Final = (
    r"(?:all |any of |each of |local )?(?:general practice|(?:the |its |our |their )?"
    r"(?:gps?|practices|(?:member |gp )?organisations|members))"
)
_ADVISES: Final = "an advisory group gives an expert view, and nobody may take it for general practice’s agreement"
_SPEAKS: Final = "a representative group speaks for general practice in its place"
_MANDATED: Final = "a group with a mandate acts on what its organisations have given it"
_NO_POWER: Final = "no group has power over its organisations: each signs off for itself"
_COMMON: Final = (
    _forbid(r"executive (?:control|powers?|authority)", _NO_POWER),
    _forbid(rf"(?:binds?|binding on|bound by it|overrules?|instructs?|directs?) {_PRACTICE}", _NO_POWER),
)
_DENIES: Final = r"(?:is|are|be|am) (?:not|no longer) (?:a |the )?representative body"
_DOES_NOT: Final = rf"(?:does|do|will|can|may|shall)(?: ?not|n[’']t) (?:represent|speak for) {_PRACTICE}"
_FORBIDDEN: Final[Mapping[str, tuple[_Forbidden, ...]]] = {
    Basis.ADVISORY: (
        _forbid(r"represent(?:s|ing)?", _ADVISES),
        _forbid(r"representative (?:body|group|voice) ?(?:of|for)?", _ADVISES),
        _forbid(r"(?:speaks?|speaking) (?:for|on behalf of)", _ADVISES),
        _forbid(rf"on behalf of {_PRACTICE}", _ADVISES),
        _forbid(r"one voice|the voice of", _ADVISES),
        _forbid(r"mandate[sd]?", "an advisory group has no mandate"),
    ),
    Basis.REPRESENTATIVE: (
        _forbid(_DENIES, _SPEAKS, deniable=False),
        _forbid(_DOES_NOT, _SPEAKS, deniable=False),
        _forbid(r"(?:only|merely|purely|just) (?:an )?advis(?:ory|es?)", _SPEAKS),
        _forbid(r"advisory (?:body|group|forum|board)", _SPEAKS),
    ),
    Basis.MANDATED: (
        _forbid(_DENIES, _MANDATED, deniable=False),
        _forbid(_DOES_NOT, _MANDATED, deniable=False),
        _forbid(r"(?:no|not (?:have|hold) (?:a|any)|without (?:a|any)) mandate", _MANDATED, deniable=False),
        _forbid(r"(?:only|merely|purely|just) (?:an )?advis(?:ory|es?)", _MANDATED),
        _forbid(r"advisory (?:body|group|forum|board)", _MANDATED),
    ),
}
_SENTENCE: Final = re.compile(r"[^.!?;:\n]+")
_TURN: Final = re.compile(r",|\b(?:but|and yet|however|instead|although|though|whereas)\b", re.IGNORECASE)
_DENIAL: Final = re.compile(
    r"\b(?:not|never|no|nor|neither|nobody|none|cannot|without|rather than|instead of)\b|n[’']t\b", re.IGNORECASE
)
_REACH: Final = 8
"""So many words before a phrase are looked at for a denial; and no more characters than `_NEAR`."""
_NEAR: Final = 200
_MANDATE: Final = re.compile(r"\bmandate\b", re.IGNORECASE)


def contradictions(basis: str, text: str) -> list[Contradiction]:
    """What a text says that a group of this basis cannot, each phrase once."""
    return list(dict.fromkeys(_found(basis, text)))


def _found(basis: str, text: str) -> Iterator[Contradiction]:
    for sentence in _SENTENCE.findall(_as_read(text)):
        for each in (*_FORBIDDEN[basis], *_COMMON):
            for match in each.pattern.finditer(sentence):
                if not (each.deniable and _denied(sentence, match)):
                    yield Contradiction(" ".join(match.group().split()), each.why)


def _as_read(text: str) -> str:
    """Without signs of formatting, or such as nobody sees; `&#114;` is the letter that it becomes."""
    return re.sub("[*_`~\u00ad\u200b-\u200d\u2060\ufeff]", "", unescape(text))


def _denied(sentence: str, match: re.Match[str]) -> bool:
    before = _TURN.split(sentence[max(0, match.start() - _NEAR) : match.start()])[-1].split()
    return _DENIAL.search(" ".join(before[-_REACH:])) is not None


def lacks_mandate(basis: str, texts: Iterable[str]) -> bool:
    """Whether a mandated group’s terms say nothing of the mandate; a denied one is a contradiction anyway."""
    return basis == Basis.MANDATED and not any(_MANDATE.search(text) for text in texts)
