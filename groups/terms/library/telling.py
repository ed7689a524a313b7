"""How practices and the public hear of it."""

from groups.terms.library.shape import always, by_basis

CLAUSES = (
    always(
        "telling.practices",
        "Every practice of {place} is told within seven days what was decided, and what it means for it, also when"
        " there is nothing to do.",
        required=True,
    ),
    always(
        "telling.back",
        "Every practice can tell the group what it sees, at any time, and hears what became of it.",
    ),
    by_basis(
        "telling.public",
        representative="The group publishes who speaks for it on what and how to reach it, these terms, and its"
        " register of interests.",
        advisory="The group publishes who is in it, how to ask for its advice, these terms, and its register of"
        " interests.",
        mandated="The group publishes who speaks for it on what and under which mandate, how to reach it, these terms,"
        " and its register of interests.",
    ),
)
