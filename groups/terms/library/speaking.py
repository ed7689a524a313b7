"""Those who sit elsewhere for the group, what they may agree, and how they report."""

from groups.terms.library.shape import by_basis

CLAUSES = (
    by_basis(
        "speaking.who",
        representative="The group names those who sit for it on boards of the system or hold a relationship with a"
        " partner. They are chosen openly, for two years, and need not be members.",
        advisory="The group names people who bring its advice to boards of the system. They are chosen openly, for two"
        " years, and need not be members.",
        mandated="The group names those who sit for it on boards of the system or hold a relationship with a partner."
        " They are chosen openly, for two years, within the mandate of the group, and need not be members.",
    ),
    by_basis(
        "speaking.card",
        representative="Each has a card that says what they may agree, what they must bring back and what they may not"
        " agree, and until when it holds. They state the group’s position before their own.",
        advisory="Each has a card that says what they may advise on. They agree nothing for any practice or"
        " organisation, and say so.",
        mandated="Each has a mandate card that says what they may agree, what they must bring back and what they may"
        " not agree, and until when it holds. No card goes beyond the mandate of the group.",
        required=True,
    ),
    by_basis(
        "speaking.report",
        representative="They report back within five working days: what was decided, what comes, and what practices"
        " need to know.",
        advisory="They report back within five working days: what was discussed, what became of the advice, and what"
        " comes.",
        mandated="They report back within five working days: what was decided, what of it the mandate covered, what"
        " comes, and what practices need to know.",
    ),
)
