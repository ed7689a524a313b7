"""Meetings and papers."""

from groups.terms.library.shape import always

CLAUSES = (
    always(
        "meetings.often", "The group meets at least six times a year. Any three members can ask for a further meeting."
    ),
    always(
        "meetings.agenda",
        "The chair sets the agenda from the group’s own priorities. Each item says where it comes from, what is"
        " asked of the group, and how many minutes it has. Requests of partners have no more than a quarter of the"
        " time.",
    ),
    always(
        "meetings.papers", "Papers go out five working days before. An item without its paper waits, unless it cannot."
    ),
    always(
        "meetings.minutes",
        "Minutes say what was decided and who does what by when. They go out within five working days and are agreed at"
        " the next meeting.",
    ),
)
