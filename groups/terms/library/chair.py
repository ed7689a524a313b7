"""The chair: how they are chosen, for how long, and what they do."""

from groups.terms.library.shape import always, by_basis

CLAUSES = (
    always("chair.now", "{chair}"),
    by_basis(
        "chair.chosen",
        representative="The chair is chosen on trust and not on position, and need be neither a GP nor a member. Each"
        " elector says of each nominee whether they would trust them to speak for all. {floor}",
        advisory="The chair is chosen on trust and not on position, and need be neither a GP nor a member. Each elector"
        " says of each nominee whether they would trust them to lead the group. {floor}",
        mandated="The chair is chosen on trust and not on position, and need be neither a GP nor a member. Each elector"
        " says of each nominee whether they would trust them to speak for all within the mandate. {floor}",
        required=True,
    ),
    always(
        "chair.term",
        "A chair’s term lasts two years and may be renewed once by a new ballot. A chair who loses the trust of the"
        " group, asked in a pulse, offers to step down.",
    ),
    by_basis(
        "chair.does",
        representative="The chair leads meetings, sees that everybody is heard, and speaks for the group outside,"
        " saying only what was agreed.",
        advisory="The chair leads meetings, sees that everybody is heard, and explains the group’s view outside, saying"
        " each time that it is advice.",
        mandated="The chair leads meetings, sees that everybody is heard, and speaks for the group outside within its"
        " mandate, saying only what was agreed.",
    ),
    always("chair.deputy", "{deputy_chair} The deputy leads while the chair is away or cannot take part in an item."),
)
