"""What stays in the room."""

from groups.terms.library.shape import always

CLAUSES = (
    always(
        "private.closed",
        "What is said in the closed part of a meeting stays there: who said what is told to nobody, by anybody. What"
        " was decided is told to everybody.",
        required=True,
    ),
    always("private.papers", "Papers marked confidential are not passed on. Everything else may be."),
    always(
        "private.patients",
        "Nothing that could identify a patient is brought to the group, and personal data of others only where it is"
        " needed and as the law allows.",
        required=True,
    ),
    always(
        "private.law",
        "Members keep the duties of their profession, and nothing here keeps anybody from raising a concern about"
        " safety.",
    ),
)
