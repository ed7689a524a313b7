"""Who can be tried in the demo: one account for each way to stand."""

from dataclasses import dataclass
from typing import Final

PASSWORD: Final = "general-practice-together"  # noqa: S105 -- shared on purpose, and refused outside the demo
DOMAIN: Final = "demo.example.org"


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the demo: who, in which role, and what to look at first."""

    key: str
    name: str
    role: str
    look: str

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.key}@{DOMAIN}"


ACCOUNTS: Final = (
    Account("chair", "Ruth Calder", "Chair of Eastmere", "who is missing at the table, and who sits for whom"),
    Account("secretariat", "Amira Hale", "Secretariat of Eastmere", "invitations, practice readers"),
    Account("core", "Dr Leila Nasser", "Core member, Harbour PCN", "the group from a seat at the table"),
    Account("attends", "Joanna Pike", "In attendance, from the council", "what a guest sees"),
    Account("practice", "Dr Rosa Klein", "Practice reader", "who speaks for my practice"),
    Account("icb", "Helen Castle", "ICB staff of Tidewater", "the roster: who to go to in each place"),
    Account("platform", "Pat Forme", "Platform staff", "systems, places, imports, drafts to activate"),
    Account("neighbour", "Dr Imran Sheikh", "Chair of Ambleford", "another group: nothing of Eastmere is there"),
)
