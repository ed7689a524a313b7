"""Name and status: what the group is called, and what it says it is."""

from groups.terms.library.shape import always, by_basis

CLAUSES = (
    always("name.name", "The group is called {name}. It is the general practice leadership group for {place}."),
    by_basis(
        "name.status",
        representative="It is a representative body: it speaks for general practice in {place}. What it says outside"
        " has been agreed inside by its organisations.",
        advisory="It is an advisory group of people who lead general practice in {place}. It gives a provider’s expert"
        " view. It is not a representative body, and nobody may take its view for the agreement of general practice.",
        mandated="It is a representative body that acts under a mandate: its organisations have given it, in writing,"
        " what it may agree for them and what it must bring back.",
        required=True,
    ),
    always("name.organisations", "{organisations}"),
    always(
        "name.no_power",
        "It has no executive control and is not a legal body. It employs nobody, holds no contract and owns nothing."
        " Each organisation decides for itself, and the record shows which did.",
        required=True,
    ),
    always(
        "name.one", "There is one such group in {place}. Every organisation of general practice there can be in it."
    ),
)
