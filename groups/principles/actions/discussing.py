"""The discussion of a draft: opened by whoever runs the group, led in short comments."""

from django.utils import timezone

from groups.log.whole import whole
from groups.people.models import Person
from groups.principles import policies
from groups.principles.actions._keeping import hold_version, note, step
from groups.principles.enums import State
from groups.principles.models import PrincipleComment, PrincipleVersion


@whole()
def open_discussion(version: PrincipleVersion, *, by: Person) -> PrincipleVersion:
    """Let members say what they think of a draft. Raises `Refused`."""
    version = hold_version(version)
    step(version, State.DISCUSSED, "principle opened for discussion", by=by)
    return version


@whole()
def add_comment(version: PrincipleVersion, text: str, *, by: Person) -> PrincipleComment:
    """Say what one thinks of it. The log keeps that, not what. Raises `Refused`."""
    version, text = hold_version(version), text.replace("\r\n", "\n").strip()
    policies.check_comment(version, text)
    comment = PrincipleComment.objects.create(group_id=version.group_id, version=version, by=by, text=text)
    note(version, "principle commented on", by=by)
    return comment


@whole()
def withdraw_comment(comment: PrincipleComment, *, by: Person) -> PrincipleComment:
    """Take back one's own comment: its words are gone, that there was one stays. Raises `Refused`."""
    version = hold_version(comment.version)
    comment = PrincipleComment.objects.get(group_id=comment.group_id, pk=comment.pk)
    policies.check_own_comment(comment, by)
    comment.text, comment.withdrawn_at = "", timezone.now()
    comment.save(update_fields=["text", "withdrawn_at"])
    note(version, "principle comment withdrawn", by=by)
    return comment
