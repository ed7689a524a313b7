"""The published register: a line for each interest and role, and for those who declare nothing or not yet.

It is made without the closed room, so of a withheld interest it knows that there is one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from gpleadership.lib.dates import last_day, london_day
from gpleadership.lib.words import capital, in_words
from groups.interests.enums import Category
from groups.interests.models import Interest
from groups.interests.queries import Sitter, roles_here, sitters, standing_interests
from groups.system_roles.enums import RoleKind
from groups.system_roles.queries import Binding
from groups.tenancy.models import LeadershipGroup

ROLE, WITHHELD, NOTHING, SILENT = "role", "withheld", "nothing", "silent"
KINDS: Final[Mapping[str, str]] = {
    **dict(Category.choices),
    ROLE: "Role in the system",
    WITHHELD: "Withheld from publication",
    NOTHING: "Nothing to declare",
    SILENT: "Not declared yet",
}
SORTS: Final = ("person", "kind", "since")
WHENS: Final = ("now", "past", "all")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the register. `state`: now, past or to come."""

    person_id: int
    person: str
    kind: str
    what: str
    with_whom: str = ""
    whose: str = ""
    start: date | None = None
    end: date | None = None
    mitigation: str = ""
    state: str = "now"

    @property
    def label(self) -> str:
        """What kind of line it is."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Register:
    """Everybody at the table, and every line."""

    sitters: list[Sitter]
    entries: list[Entry]
    newest: date | None = None

    @property
    def changed(self) -> date | None:
        """The newest day on which somebody said something, or it was written for them; a document carries it."""
        looked = [london_day(each.reviewed_at) for each in self.sitters if each.reviewed_at]
        return max((*looked, *([self.newest] if self.newest else [])), default=None)


def register_of(group: LeadershipGroup, now: datetime) -> Register:
    """The whole register of a group. Three queries."""
    people = sitters(group, now)
    today, here = london_day(now), {each.person_id: each for each in people}
    interests = list(standing_interests(group))
    names = {each.person_id: each.person.full_name for each in interests} | {pk: who.name for pk, who in here.items()}
    roles = roles_here(group, list(here))
    entries = [
        *(_interest(each, today, at_table=each.person_id in here) for each in interests if not each.withheld),
        *_withheld(interests, names, here),
        *(_role(names[pk], pk, each, today) for pk, each in roles),
    ]
    said = {entry.person_id for entry in entries if entry.state != "past"}
    entries += [_silent(each) for each in people if each.person_id not in said]
    newest = max((london_day(each.declared_at) for each in interests), default=None)
    return Register(people, entries, newest)


def _interest(interest: Interest, today: date, *, at_table: bool) -> Entry:
    return Entry(
        interest.person_id,
        interest.person.full_name,
        interest.category,
        interest.what,
        interest.with_whom,
        interest.whose,
        interest.start,
        interest.end,
        interest.mitigation,
        state=_state(interest.start, interest.end, today) if at_table else "past",
    )


def _withheld(interests: Iterable[Interest], names: Mapping[int, str], here: Mapping[int, Sitter]) -> Iterator[Entry]:
    counts = Counter(each.person_id for each in interests if each.withheld and each.person_id in here)
    for pk, count in counts.items():
        verb = "interest is" if count == 1 else "interests are"
        yield Entry(pk, names[pk], WITHHELD, f"{capital(in_words(count))} {verb} withheld from publication.")


def _role(name: str, pk: int, role: Binding, today: date) -> Entry:
    begins, last = london_day(role.during.lower), last_day(role.during)
    organisation = f"{role.system} ICB" if role.kind == RoleKind.EMPLOYMENT else role.system
    state = _state(begins, last, today)
    return Entry(
        pk, name, ROLE, role.title or RoleKind(role.kind).label, organisation, "", begins, last, ATTENDS, state
    )


ATTENDS: Final = "In attendance while the role lasts: no vote, no part in the quorum, no closed room."


def _silent(sitter: Sitter) -> Entry:
    if sitter.nothing:
        day = london_day(sitter.reviewed_at) if sitter.reviewed_at else None
        return Entry(sitter.person_id, sitter.name, NOTHING, "I have nothing to declare.", start=day)
    what = "No interest that holds now." if sitter.reviewed_at else "Has not declared yet."
    return Entry(sitter.person_id, sitter.name, SILENT if not sitter.reviewed_at else NOTHING, what)


def _state(start: date | None, end: date | None, today: date) -> str:
    if start is not None and start > today:
        return "to come"
    return "past" if end is not None and end < today else "now"


# ---- What was asked for ----


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter and order of the address; what it does not know is passed over."""

    words: str = ""
    kind: str = ""
    when: str = "now"
    sort: str = "person"


def asked(values: Mapping[str, str]) -> Asked:
    """From the address."""
    sort = values.get("sort", "")
    return Asked(
        values.get("q", "").strip()[:120],
        values.get("kind", "") if values.get("kind") in KINDS else "",
        values.get("when", "") if values.get("when") in WHENS else "now",
        sort if sort.removeprefix("-") in SORTS else "person",
    )


def chosen(entries: Iterable[Entry], wanted: Asked) -> list[Entry]:
    """The lines that were asked for, in the order asked for."""
    words = wanted.words.casefold().split()
    found = [
        each
        for each in entries
        if all(word in each.person.casefold() for word in words)
        and wanted.kind in {"", each.kind}
        and (wanted.when == "all" or (each.state == "past") == (wanted.when == "past"))
    ]
    found.sort(key=lambda each: (each.person.casefold(), each.person_id, list(KINDS).index(each.kind)))
    key = wanted.sort.removeprefix("-")
    if key == "kind":
        found.sort(key=lambda each: each.label)
    elif key == "since":
        found.sort(key=lambda each: each.start or date.min)
    return found[::-1] if wanted.sort.startswith("-") else found
