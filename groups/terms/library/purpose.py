"""What the group is for, and the principles it stands by."""

from groups.terms.library.shape import always, by_basis

CLAUSES = (
    by_basis(
        "purpose.purpose",
        representative="The group gives general practice in {place} one voice in decisions that affect its patients"
        " and its practices, and agrees what that voice says.",
        advisory="The group brings the leaders of general practice in {place} together, so that those who make"
        " decisions about patients and practices have an informed provider’s view before they decide.",
        mandated="The group gives general practice in {place} one voice in decisions that affect its patients and its"
        " practices, within the mandate set out in these terms.",
        required=True,
    ),
    by_basis(
        "purpose.mandate",
        mandated="The mandate is this. For its organisations the group may state the agreed position of general"
        " practice, answer requests for its view, and agree how work is shared where every organisation concerned has"
        " signed off. It must bring back whatever commits money, staff or premises of an organisation, changes a"
        " contract, or affects one organisation more than the others.",
        required=True,
    ),
    always(
        "purpose.priorities",
        "It works on its own priorities: the influence it wants on health and care in {place}, not wishes for itself."
        " At least 60% of the time at its meetings goes to them.",
    ),
    always(
        "purpose.insight",
        "It takes what practices see in their daily work to where it can be changed, without any data that could"
        " identify a patient.",
    ),
    always(
        "purpose.leaders",
        "It grows leaders: opportunities are open to every GP and practice, and it says how they were given out.",
    ),
    always("purpose.principles", "{principles}"),
)
