"""Interests, and what is done when one matters."""

from groups.terms.library.shape import always

CLAUSES = (
    always(
        "conflicts.declare",
        "Members and those in attendance declare their interests, financial and other, their own and those of people"
        " close to them, when they begin, when something changes, and at least once a year. The register is published.",
        required=True,
    ),
    always(
        "conflicts.item",
        "Whoever has an interest in an item says so before it begins. The chair decides, and has it recorded, whether"
        " they stay and speak, stay and listen, or leave. If it is the chair’s own interest, the deputy decides.",
        required=True,
    ),
    always(
        "conflicts.provider",
        "That an item concerns all practices alike is an interest all share, and keeps nobody out. That it gives one"
        " provider something others do not get is an interest of its own.",
    ),
    always(
        "conflicts.system",
        "Papers and talk of the closed part of a meeting are kept from anybody with a role in the system.",
    ),
)
