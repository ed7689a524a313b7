"""How decisions are made."""

from groups.terms.library.shape import always, by_basis

CLAUSES = (
    always(
        "decisions.consensus",
        "The group argues in private and agrees in public. It looks for consensus and does not outvote an"
        " organisation.",
    ),
    always(
        "decisions.words",
        "Each organisation gives its own word on a proposal: it agrees, agrees with a reservation, stands aside or"
        " objects. Whoever objects says which harm or principle it is about, and what would change it.",
    ),
    always(
        "decisions.objection",
        "An objection blocks. If it still stands after two meetings, the group says openly that it has no agreed view,"
        " and each organisation goes its own way.",
    ),
    by_basis(
        "decisions.effect",
        representative="What was agreed is the position of general practice in {place}. It becomes an organisation’s"
        " own act only when that organisation has signed it off for itself.",
        advisory="What was agreed is the group’s advice. It commits no organisation, and is passed on with the words"
        " “This is advice from an expert group and not the agreement of general practice.”",
        mandated="What was agreed within the mandate is the position of general practice in {place}. Whatever goes"
        " beyond it becomes an organisation’s own act only when that organisation has signed it off for itself.",
        required=True,
    ),
    always(
        "decisions.record",
        "Each decision is recorded with its number and date, the organisations that agreed, the principles it rests on,"
        " and what it means for a practice.",
    ),
)
