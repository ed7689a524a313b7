"""What the group does not replace."""

from groups.terms.library.shape import always, by_basis

CLAUSES = (
    always(
        "limits.members",
        "The group does not replace its organisations. What belongs to one of them is handed to it, with a note to"
        " whoever asked.",
        required=True,
    ),
    always(
        "limits.lmc",
        "Contracts, pay, regulation and the support of individual GPs and practices belong to {lmc}.",
    ),
    always(
        "limits.pcns",
        "What a primary care network does for its own patients belongs to that network, and what a federation delivers"
        " under its own contracts belongs to the federation.",
    ),
    by_basis(
        "limits.commissioning",
        representative="The group does not commission services and takes no decision for the integrated care board. A"
        " talk with the group does not replace a consultation that the law asks for.",
        advisory="The group does not commission services and takes no decision for the integrated care board. Its"
        " advice is neither a consultation that the law asks for nor the consent of any practice.",
        mandated="The group does not commission services and takes no decision for the integrated care board. Outside"
        " its mandate a talk with the group is not the consent of any organisation, and it never replaces a"
        " consultation that the law asks for.",
    ),
)
