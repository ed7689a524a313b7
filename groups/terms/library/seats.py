"""Seats at the table, and for how long they are held."""

from groups.terms.library.shape import always, by_basis

CLAUSES = (
    always("seats.seats", "{seats}", required=True),
    always(
        "seats.who",
        "A seat belongs to an organisation, or to a kind of leader, and not to a person. The organisation says who"
        " holds it, and may change that at any time.",
    ),
    always(
        "seats.talent",
        "Leaders of primary care networks, the local medical committee and federations sit at the table, and other"
        " leaders of general practice where the group gives them a seat. Managers may hold a seat as GPs may.",
    ),
    always(
        "seats.system",
        "Nobody holds a core seat who is employed by the integrated care board or has a role in the system, such as a"
        " clinical lead. They may attend. A member who takes such a role leaves the core from that day.",
        required=True,
    ),
    always(
        "seats.terms",
        "A term lasts two years and may be renewed. A seat that falls empty is filled within 90 days; until then it is"
        " shown as empty.",
    ),
    always(
        "seats.deputies",
        "Each seat may have a deputy named beforehand. While a deputy acts, they may do what the holder may.",
    ),
    by_basis(
        "seats.voice",
        representative="Whoever holds a seat brings the view of their organisation and its practices, and takes the"
        " group’s view back to them.",
        advisory="Whoever holds a seat gives their own expert view, informed by their organisation, and does not commit"
        " that organisation.",
        mandated="Whoever holds a seat brings the view of their organisation, acts within what it has agreed, and takes"
        " the group’s view back to it.",
    ),
    always(
        "seats.leaving",
        "A member who misses three meetings in a row without a deputy is asked, and then their organisation is, whether"
        " somebody else should hold the seat.",
    ),
)
