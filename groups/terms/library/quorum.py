"""How many must be there."""

from groups.terms.library.shape import always

CLAUSES = (
    always("quorum.rule", "{quorum}", required=True),
    always(
        "quorum.each_item",
        "It is counted for each item, after those who leave the item because of an interest. Without it the item may"
        " be discussed and nothing is decided.",
    ),
    always("quorum.remote", "Members who take part by telephone or video are there."),
)
