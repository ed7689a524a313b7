"""What the group works on."""

from groups.terms.library.shape import always, by_basis

CLAUSES = (
    always(
        "remit.matters",
        """The group works on what concerns general practice in {place} as a whole:

- how services for patients are planned and joined up across practices, hospital, community, mental health and council
- how work moves between them, and whether its means move with it
- access, quality and unfair differences between patients and neighbourhoods
- people, premises and digital tools that practices share or need alike
- what general practice gives to, and needs from, the integrated care system""",
        required=True,
    ),
    always(
        "remit.neighbourhoods",
        "It keeps sight of neighbourhoods: that every patient of {place} is in one, and who the partners there are.",
    ),
    always(
        "remit.requests",
        "Anybody may ask the group for its view. It answers, in writing where that is enough, and may decline with a"
        " reason. It is not a forum through which others engage with general practice.",
    ),
    by_basis(
        "remit.council",
        representative="With the council and other partners it works to bring decisions from the system to {place},"
        " where they can be made closer to patients.",
        advisory="With the council and other partners it offers advice on decisions that can be made in {place}, closer"
        " to patients.",
        mandated="With the council and other partners it works, within its mandate, to bring decisions from the system"
        " to {place}, where they can be made closer to patients.",
    ),
)
