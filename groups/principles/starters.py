"""A small library of principles to begin with. A group takes what fits as drafts, and makes the words its own."""

from collections.abc import Mapping
from typing import Final

from groups.principles.values import Words

STARTERS: Final[Mapping[str, Words]] = {
    "patients": Words(
        "Patients before boundaries",
        "We ask first what is good for patients here, and only then whose job it is.",
        "Whoever speaks for an organisation says first what a proposal does for patients. “It is not in our contract”"
        " is a fact to solve and not a reason.",
    ),
    "worse_off": Words(
        "Nobody is worse off unasked",
        "No practice and no organisation is left worse off without its own consent.",
        "Before we agree we name who would lose money, staff or time. They say yes themselves, or we change the plan.",
    ),
    "need": Words(
        "Money follows need",
        "Money and people go where the need is greatest, not to everybody alike by list size.",
        "Every proposal that shares something out shows need beside list size, and says which one it went by.",
    ),
    "work": Words(
        "Work comes with its means",
        "Work that is moved to general practice comes with the time, staff and money to do it.",
        "We ask who does it today and what comes with it. Without an answer we do not agree, and we say so.",
    ),
    "together": Words(
        "Argue inside, stand together outside",
        "We argue openly among ourselves; what we have agreed, each of us stands by outside.",
        "Say it in the room. Afterwards nobody reopens it with partners, and whoever objected may say that they did.",
    ),
    "close": Words(
        "Decided as near as can be",
        "What a practice, network or organisation can decide for itself stays there.",
        "The first question to every item: does this need all of us? If not, it goes back to those it belongs to.",
    ),
    "told": Words(
        "Told before it is news",
        "Every practice hears what we agreed, and why, before it hears it from somebody else.",
        "No item ends before we know what practices are told, by whom and by when.",
    ),
    "gap": Words(
        "The gap between us gets smaller",
        "We judge what we do by whether the worst-off patients of the place come closer to the rest.",
        "Every report of a project says who was not reached. Average success is not enough.",
    ),
}
"""By the name that forms use."""
