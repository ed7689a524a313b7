"""The log and the views in words. Nothing here queries."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from gpleadership.lib.dates import clock, day_and_date, days_ago, london_day, long_date
from gpleadership.lib.words import capital, in_words, plural, small
from groups.audit.queries import Names, StaffTerm, Summary, at
from groups.audit.sentences import Told, sentence_of
from groups.log.models import LogEntry, LogHead, LogPersonal

PORTAL = "The portal"
UNKNOWN = "Somebody whose account is gone"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody did, or looked at."""

    clock: str
    who: str
    did: str
    note: str = ""
    number: int = 0


class Day(NamedTuple):
    """The lines of one day."""

    name: str
    lines: list[Line]


# ---- The log ----


class Read(NamedTuple):
    """An entry with its words taken apart."""

    entry: LogEntry
    body: Mapping[str, Any]
    personal: Mapping[str, Any] | None


def read(entries: Iterable[LogEntry]) -> list[Read]:
    """Take the entries' words apart; personal values that were erased are None."""
    return [Read(entry, json.loads(entry.body), _personal(entry)) for entry in entries]


def _personal(entry: LogEntry) -> Mapping[str, Any] | None:
    try:
        found: Mapping[str, Any] = json.loads(entry.personal.data)
    except LogPersonal.DoesNotExist:
        return None
    return found


def organisations(found: Iterable[Read]) -> set[int]:
    """The practices that these entries name by number."""
    named = ((each.body["after"] or {}).get("practice") for each in found)
    return {practice for practice in named if practice}


def log_days(found: Iterable[Read], names: Names) -> list[Day]:
    """Entries by day, in the order they come in."""
    days = groupby(found, key=lambda each: london_day(each.entry.at))
    return [Day(day_and_date(day), [log_line(each, names) for each in each_day]) for day, each_day in days]


def log_line(each: Read, names: Names) -> Line:
    """One entry as a sentence."""
    told = _told(each, names)
    reason = str(told.personal.get("reason") or "")
    return Line(
        clock(each.entry.at),
        _actor(each.entry),
        sentence_of(told),
        f"Reason given: {reason}" if reason else "",
        each.entry.seq,
    )


def _actor(entry: LogEntry) -> str:
    if entry.actor_id is None:
        return PORTAL
    return entry.actor.full_name if entry.actor else UNKNOWN


def _told(each: Read, names: Names) -> Told:
    after, before = each.body["after"] or {}, each.body["before"] or {}
    return Told(
        verb=each.entry.verb,
        before=before,
        after=after,
        personal=each.personal or {},
        erased=each.personal is None and bool(each.body["personal_hash"]),
        own=each.entry.actor_id is not None and after.get("person") == each.entry.actor_id,
        seat=names.seats.get(after.get("seat") or 0, "") or _title(each.entry, after),
        organisation=names.organisations.get(after.get("practice") or 0, ""),
        at_once=_over(after.get("ends"), each.entry.at),
    )


def _title(entry: LogEntry, after: Mapping[str, Any]) -> str:
    return str(after.get("title", "")) if entry.verb.startswith("seat ") else ""


def _over(ends: str | None, when: datetime) -> bool:
    return bool(ends) and datetime.fromisoformat(str(ends)) <= when


def log_lede(head: LogHead | None) -> tuple[str, str]:
    """How many entries there are, in two parts: the answer, and what it means."""
    if head is None or not head.seq:
        return "Nothing has been done yet.", "Each change to the group will be written here, by itself and for good."
    things = plural(head.seq, "thing has been done", "things have been done")
    return f"{things} in this group.", "Every change is written here by itself. Nobody can change or remove a line."


# ---- Who looked ----


def views_lede(found: Summary, today: date) -> tuple[str, str]:
    """Who looked in the last 30 days: the answer, and when it was last."""
    if found.last is None:
        return "Nobody from outside has looked at your roster yet.", ""
    last = f"The last time was {days_ago(found.last, today)}."
    if not found.times:
        return "Nobody looked at your roster in the last 30 days.", f"The last time was {long_date(found.last)}."
    people = f"{in_words(found.people)} {'person' if found.people == 1 else 'people'}"
    return f"{capital(people)} looked at your roster in the last 30 days, {_times(found.times)}.", last


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count) or f"{in_words(count)} times"


def view_days(rows: Iterable[Mapping[str, Any]], terms: Mapping[int, list[StaffTerm]]) -> list[Day]:
    """Views by day: one line for each person and thing, with how often."""
    days = groupby(rows, key=lambda row: row["day"])
    return [Day(day_and_date(day), [_view(row, terms) for row in each_day]) for day, each_day in days]


def _view(row: Mapping[str, Any], terms: Mapping[int, list[StaffTerm]]) -> Line:
    job, system = staff(terms.get(row["person_id"], ()), row["last"], platform=row["staff"])
    first, last = clock(row["first"]), clock(row["last"])
    when = first if first == last else f"{first} to {last}"
    times = f", {_times(row['times'])}" if row["times"] > 1 else ""
    return Line(
        when,
        row["name"],
        f"looked at the {small(row['what'])}{times}",
        ", ".join(part for part in (job, system) if part),
    )


def staff(terms: Iterable[StaffTerm], when: datetime, *, platform: bool) -> tuple[str, str]:
    """Somebody's job and ICB at a moment."""
    term = at(terms, when)
    if term is not None:
        return term.job_title, f"{term.system} ICB"
    return ("Platform staff" if platform else ""), ""
