"""Bringing a list of practice readers: kept and looked at first, then invited by whoever says yes."""

from datetime import timedelta
from typing import Final, NamedTuple

from django.utils import timezone

from gpleadership.lib.refusal import EditedMeanwhile, Refused
from gpleadership.lib.words import plural
from groups.invitations.actions.inviting import NewReader, invite_readers
from groups.invitations.queries import checked_lines
from groups.invitations.sending import forget_later, send_later
from groups.jobs.models import Job
from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.readers.lists import Checked, read_list
from groups.readers.models import ReaderUpload
from groups.tenancy.models import LeadershipGroup

KEPT: Final = timedelta(days=1)
"""How long a list waits for somebody to say yes; then it is taken away, for it holds names and addresses."""


class Brought(NamedTuple):
    """What came of a list: how many were invited, how many lines were left out, the job that writes to them."""

    invited: int
    left_out: int
    job: Job


@whole()
def bring_readers(group: LeadershipGroup, *, content: bytes, file_name: str, by: Person) -> ReaderUpload:
    """Keep a list to be looked at; nobody is invited yet. Raises `Refused` if the file as a whole is no list."""
    lines = read_list(content)
    upload = group.reader_uploads.create(file_name=file_name[-200:], rows=[list(line) for line in lines], brought_by=by)
    record(group.pk, "readers’ list brought", by=by, subject=upload, after={"rows": len(lines)})
    forget_later(upload, at=upload.brought_at + KEPT)
    return upload


@whole()
def invite_brought_readers(upload: ReaderUpload, *, all_or_nobody: bool, by: Person) -> Brought:
    """Invite everybody whose line is fine, as things stand now. Raises `Refused`.

    `all_or_nobody`: refuse if a single line is not.
    """
    group, upload = upload.group, _held(upload)
    lines = checked_lines(group, upload)
    good = [each for each in lines if not each.problems]
    left_out = len(lines) - len(good)
    if all_or_nobody and left_out:
        raise Refused(
            f"{plural(left_out, 'line is', 'lines are')} not fine, so nobody was invited. Mend the file and bring it"
            " again, or invite the others now.",
            field="which",
        )
    if not good:
        raise Refused("No line is fine, so there is nobody to invite. Mend the file and bring it again.")
    invitations = invite_readers(group, [_reader(each) for each in good], by=by)
    upload.rows, upload.applied_at, upload.invited = [], timezone.now(), len(invitations)
    upload.save(update_fields=["rows", "applied_at", "invited"])
    after = {"invited": len(invitations), "left_out": left_out}
    record(group.pk, "readers’ list invited", by=by, subject=upload, after=after)
    return Brought(len(invitations), left_out, send_later(invitations, by=by))


def _reader(checked: Checked) -> NewReader:
    return NewReader(checked.practice_id or 0, checked.line.email, checked.line.name)


def _held(upload: ReaderUpload) -> ReaderUpload:
    """The list as it is now: two who say yes at once invite once."""
    fresh: ReaderUpload | None = upload.group.reader_uploads.select_for_update().filter(pk=upload.pk).first()
    if fresh is None or fresh.applied_at is not None:
        raise EditedMeanwhile("This list has been used already. See who was invited in the list of invitations.")
    return fresh
