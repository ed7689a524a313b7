"""Documents to try things with, also for other packages' tests."""

from dataclasses import replace
from datetime import date

from gpleadership.lib.documents.model import Clause, Document, Fact, Footer, Section, Table, Text, number_sections
from groups.documents.registry import register_document
from groups.tenancy.capabilities import Capability
from groups.tenancy.models import LeadershipGroup

CLAUSES = (
    "To give general practice in Eastmere one voice in what affects its patients, and to agree what that voice says.",
    "To work on its own priorities. **At least 60%** of the time at its meetings goes to them.",
    """To tell every practice what was agreed within 7 days:

- in the weekly digest
- on the *front door*

and to keep [the record](https://example.org/record).""",
    """It does not replace its members. What belongs to one of them is handed to it: contracts to Tidewater LMC. What
belongs to nobody is discussed first, and then:

1. given to one organisation
2. taken up by the group
3. declined, with the reason""".replace("What\nbelongs", "What belongs"),
)
TITLES = (
    "What the group is for",
    "What the group is not",
    "Who sits at the table",
    "Chair and deputy chair",
    "How decisions are made",
    "Interests and conflicts",
    "Meetings and papers",
    "How the group is heard",
    "Confidentiality and records",
    "Review",
)


def sample(repeat: int = 1, **changes: object) -> Document:
    """Terms of reference as in the mock; `repeat` makes each section longer."""
    document = Document(
        title="Terms of reference",
        author="Eastmere GP Leadership Group",
        status="Version 4 · in force",
        lede="Eastmere’s general practice organisations act together through this group. It represents them with "
        "the mandate set out here, and has no power over any of them.",
        facts=(
            Fact("Agreed", "16 July 2026, by 12 of 12 organisations"),
            Fact("Seats", "14, all filled that day"),
            Fact("Looked at again", "On or before 31 July 2027"),
            Fact("Chair", "Ruth Calder, until 31 January 2027"),
            Fact("What it is", "A representative body, with a mandate"),
            Fact("Quorum", "8, with 4 PCNs and the LMC"),
        ),
        sections=number_sections([(title, CLAUSES * repeat) for title in TITLES]),
        footer=Footer("EAS-TOR-4", "16 July 2026", "7f3a 91c4 d02e"),
        made=date(2026, 7, 16),
    )
    return replace(document, **changes)  # type: ignore[arg-type]


def register_sample() -> Document:
    """A register: sections without numbers, with tables."""
    heads = ("Interest", "Kind", "From", "To", "What is done about it")
    rows = (
        ("Partner, Harbour Surgery", "Financial, direct", "1 April 2019", "Now", "Declared at each item"),
        ("Trustee, Eastmere Hospice", "Non-financial professional", "1 May 2021", "Now", "Leaves for its items"),
    )
    people = ("Ruth Calder", "Dr Leila Nasser", "Dr Ben Achterberg")
    sections = tuple(
        Section(
            "", name, (Clause("", (Text("Declared on 2 March 2026."), Table(f"Interests of {name}", heads, rows))),)
        )
        for name in people
    )
    return sample(title="Register of interests", status="Published", sections=sections, facts=())


def for_members() -> None:
    """A kind of document named `sample`, for tests, that every member may read."""
    register_document("sample", _build, "Terms of reference", Capability.SEE_MEMBERS)


def _build(group: LeadershipGroup, subject: str) -> Document:
    if not subject.isdigit():
        raise LookupError(subject)
    return sample(author=group.name, status=f"Version {subject}")
