"""What a person did and looked at, as the logs have it, and what the logs say about them."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import JSONField, Q, TextField
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from gpleadership.lib.dates import date_and_clock, long_date
from groups.log.models import LogEntry, LogPersonal
from groups.mydata.holdings import Held, register_holding
from groups.mydata.rows import of_key, together
from groups.people.models import Person


def _act(row: Any) -> str:
    return f"{date_and_clock(row.at)}: “{row.verb}”"


def _acts(person: Person) -> Iterator[Held]:
    """Without the entries’ bodies: those are the group’s, and about other people too."""
    for row in LogEntry.objects.filter(actor=person).order_by("pk").iterator(chunk_size=2_000):
        values = {"kind": "log entry", "group_id": row.group_id, "number": row.seq, "at": row.at.isoformat()}
        yield Held(_act(row), values | {"verb": row.verb})


def _about(person: Person) -> Iterator[Held]:
    """Entries that are about the person, with the personal values that are kept beside them."""
    body = Cast("body", JSONField())
    named = {
        name: Cast(KeyTextTransform("person", KeyTransform(name, body)), TextField()) for name in ("before", "after")
    }
    found = LogEntry.objects.annotate(was=named["before"], now=named["after"]).filter(
        Q(was=str(person.pk)) | Q(now=str(person.pk))
    )
    for row in found.select_related("personal").order_by("pk").iterator(chunk_size=2_000):
        values = {"kind": "log entry about you", "group_id": row.group_id, "number": row.seq, "verb": row.verb}
        yield Held(f"About you, {_act(row)}", values | {"personal": _personal(row)})


def _personal(row: LogEntry) -> Any:
    try:
        return json.loads(row.personal.data)
    except LogPersonal.DoesNotExist:
        return None


def _look(row: Any) -> str:
    return f"{date_and_clock(row.at)}: you looked at “{row.what}”"


def _job(row: Any) -> str:
    return f"{long_date(row.created_at)}: work the portal did for you ({row.kind})"


def _import(row: Any) -> str:
    return f"{long_date(row.created_at)}: files you imported"


def _list(row: Any) -> str:
    return f"{long_date(row.brought_at)}: a list of readers you brought, “{row.file_name}”"


def _invited(row: Any) -> str:
    return f"{long_date(row.invited_at)}: you invited somebody"


def _admin(row: Any) -> str:
    return f"{long_date(row.action_time)}: something you changed in the administration"


def _copy(row: Any) -> str:
    return f"{long_date(row.asked_at)}: you asked for a copy of your data"


def _wish(row: Any) -> str:
    return f"{long_date(row.asked_at)}: you asked to be erased"


WORK = {
    "groups.Job.requested_by": _job,
    "groups.ImportBatch.requested_by": _import,
    "groups.Invitation.invited_by": _invited,
    "groups.StaffInvitation.invited_by": _invited,
    "admin.LogEntry.user": _admin,
    "groups.DataExport.person": _copy,
    "groups.ErasureRequest.person": _wish,
}


def register() -> None:
    """Name every part."""
    register_holding(
        "log",
        together(_acts, _about),
        title="The log",
        what="What you did in your groups and when, and what others did about you, with the names beside it.",
        seen_by="chair and secretariat of the group",
        kept="with the group. Names and reasons about you are erased with you; that something was done stays",
        covers=["groups.LogEntry.actor"],
        more=True,
    )
    register_holding(
        "looks",
        of_key("groups.AccessEntry.person", _look),
        title="Rosters you looked at",
        what="Each time you looked at a group’s roster as ICB or platform staff.",
        seen_by="everybody in the group you looked at, and you",
        kept="with the group, without your name when you are erased",
        covers=["groups.AccessEntry.person"],
    )
    register_holding(
        "work",
        together(
            *(of_key(name, says, about=False) for name, says in WORK.items()),
            of_key("groups.ReaderUpload.brought_by", _list, words=("file_name",)),
        ),
        title="What you asked the portal to do",
        what="Invitations you sent, files you brought, copies you asked for: that you did, and when.",
        seen_by="you and platform staff; invitations, chair and secretariat",
        kept="as long as what came of it",
        covers=[*WORK, "groups.ReaderUpload.brought_by"],
    )
