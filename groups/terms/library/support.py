"""Who supports the group, and who pays for it."""

from groups.terms.library.shape import always

CLAUSES = (
    always("support.secretariat", "{secretariat}"),
    always("support.roles", "{support}"),
    always(
        "support.independence",
        "Who pays for support does not decide what the group works on, and has no seat because of it. Where somebody"
        " who pays also asks the group for things, the group says so.",
        required=True,
    ),
    always(
        "support.time",
        "Time that members give is paid by whoever agreed to pay it, at rates that are published, and no work begins on"
        " the hope that it will be.",
    ),
)
