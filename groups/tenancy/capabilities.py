"""Who may do what: design §4's table as code. `check_access` compares the database's grants with it."""

from enum import StrEnum
from typing import Final


class Capability(StrEnum):
    """One thing that a role may do in a group. Upper apps map their verbs to one of these."""

    SEE_HOME = "see_home"
    SEE_ROSTER = "see_roster"
    SEE_MEMBERS = "see_members"
    READ_PRACTICES = "read_practices"
    READ_PARTNERS = "read_partners"
    BE_HEARD = "be_heard"
    ASK = "ask"
    READ_PAPERS = "read_papers"
    CLOSED_ROOM = "closed_room"
    STEWARD = "steward"
    MANAGE = "manage"


WORDS: Final[dict[Capability, str]] = {
    Capability.SEE_HOME: "see the group's home",
    Capability.SEE_ROSTER: "see the roster of seats and who holds them",
    Capability.SEE_MEMBERS: "see members and seats with their history",
    Capability.READ_PRACTICES: "read what is decided for practices",
    Capability.READ_PARTNERS: "read what is decided for partners",
    Capability.BE_HEARD: "tell the group what practices see",
    Capability.ASK: "ask the group for input",
    Capability.READ_PAPERS: "read agendas and papers",
    Capability.CLOSED_ROOM: "enter the closed room",
    Capability.STEWARD: "record an organisation's word",
    Capability.MANAGE: "manage members, agenda, decisions and representatives",
}


class Role(StrEnum):
    """How a person stands in a group. A person may stand in several ways at once."""

    PRACTICE_READER = "practice_reader"
    OBSERVER = "observer"
    IN_ATTENDANCE = "in_attendance"
    CORE_MEMBER = "core_member"
    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    SECRETARIAT = "secretariat"
    ICB_STAFF = "icb_staff"

    @property
    def label(self) -> str:
        """As the header shows it."""
        return _LABELS[self]


_LABELS: Final = {
    Role.CHAIR: "Chair",
    Role.DEPUTY_CHAIR: "Deputy chair",
    Role.SECRETARIAT: "Secretariat",
    Role.CORE_MEMBER: "Core member",
    Role.IN_ATTENDANCE: "In attendance",
    Role.OBSERVER: "Observer",
    Role.PRACTICE_READER: "Practice reader",
    Role.ICB_STAFF: "ICB staff",
}
BY_WEIGHT: Final = tuple(_LABELS)
"""The header shows the first of these that a person has."""

_READS = frozenset(
    {
        Capability.SEE_HOME,
        Capability.SEE_ROSTER,
        Capability.SEE_MEMBERS,
        Capability.READ_PRACTICES,
        Capability.READ_PARTNERS,
        Capability.BE_HEARD,
    }
)
_RUNS = _READS | {Capability.READ_PAPERS, Capability.MANAGE}
MATRIX: Final[dict[Role, frozenset[Capability]]] = {
    Role.PRACTICE_READER: _READS,
    Role.OBSERVER: _READS,
    Role.IN_ATTENDANCE: _READS | {Capability.READ_PAPERS},
    Role.CORE_MEMBER: _READS | {Capability.READ_PAPERS, Capability.CLOSED_ROOM},
    Role.CHAIR: _RUNS,  # the room is theirs by their seat, as any core member's
    Role.DEPUTY_CHAIR: _READS | {Capability.READ_PAPERS},
    Role.SECRETARIAT: _RUNS | {Capability.STEWARD},
    Role.ICB_STAFF: frozenset({Capability.SEE_ROSTER, Capability.READ_PARTNERS, Capability.ASK}),
}
NEEDS_SECOND_FACTOR: Final = frozenset({Role.CHAIR, Role.SECRETARIAT, Role.ICB_STAFF})
"""Platform staff need one too; they have no role in a group."""
