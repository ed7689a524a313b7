"""Those who attend without being members."""

from groups.terms.library.shape import always

CLAUSES = (
    always("attendance.who", "{in_attendance}"),
    always(
        "attendance.rights",
        "Those in attendance speak when the chair asks them to. They are not members, do not count for a quorum, give"
        " no organisation’s word and are not in the closed part of a meeting.",
        required=True,
    ),
    always(
        "attendance.guests",
        "The chair may invite guests for one item. They leave after it.",
    ),
)
