"""When the terms are looked at again, and how they change."""

from groups.terms.library.shape import always

CLAUSES = (
    always("review.date", "{review_date}", required=True),
    always(
        "review.change",
        "Any organisation may propose a change. A new version holds when the organisations have signed it off, each for"
        " itself. Until then this one stays in force.",
        required=True,
    ),
    always(
        "review.end",
        "An organisation may leave with a month’s notice in writing. If the group ends, its record is kept for whoever"
        " comes after it.",
    ),
)
