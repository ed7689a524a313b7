"""Checking the chains: recompute every hash from the stored words alone."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from groups.log.models import LogEntry, LogHead, LogPersonal

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a chain does not hold, and why."""

    group_id: int
    seq: int
    why: str


def verify(group_id: int) -> list[Fault]:
    """Every fault of one group's chain; an empty list is a whole chain. Needs a scope that reads the group."""
    head = LogHead.objects.filter(pk=group_id).first()
    entries = LogEntry.objects.filter(group_id=group_id).order_by("seq").select_related("personal")
    return list(_faults(group_id, head, entries.iterator(chunk_size=2000)))


def _faults(group_id: int, head: LogHead | None, entries: Iterable[LogEntry]) -> Iterable[Fault]:
    previous, seq = START, 0
    for entry in entries:
        seq += 1
        if entry.seq != seq:
            yield Fault(group_id, seq, f"entry {seq} is missing")
            seq = entry.seq
        if hashlib.sha256((previous + entry.body).encode()).hexdigest() != entry.hash:
            yield Fault(group_id, seq, "its hash does not follow from its words and the entry before it")
        if why := _unlike_body(entry):
            yield Fault(group_id, seq, why)
        previous = entry.hash
    if (seq, previous) != ((head.seq, head.hash) if head else (0, START)):
        yield Fault(group_id, seq, "the chain does not end where its head says")


def _unlike_body(entry: LogEntry) -> str:
    try:
        body = json.loads(entry.body)
        columns = (entry.group_id, entry.seq, entry.actor_id, entry.verb, entry.subject_type, entry.subject_id)
        names = ("group", "seq", "actor", "verb", "subject_type", "subject_id")
        if (*columns, entry.at) != (*(body[name] for name in names), datetime.fromisoformat(body["at"])):
            return "its columns differ from its words"
    except (ValueError, KeyError, TypeError):
        return "its words cannot be read"
    try:
        personal = entry.personal
    except LogPersonal.DoesNotExist:
        return ""  # erased, or there was none
    if hashlib.sha256((personal.salt + personal.data).encode()).hexdigest() != body["personal_hash"]:
        return "its personal values were changed"
    return ""
