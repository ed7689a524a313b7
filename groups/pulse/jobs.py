"""The daily look: every group whose pulse is due is asked, each in a transaction of its own."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from gpleadership.lib.refusal import Refused
from gpleadership.lib.scopes import open_scope
from groups.jobs.periodic import register_periodic
from groups.jobs.progress import Progress, TakenOver
from groups.jobs.registry import job_kind
from groups.pulse.actions import open_if_due
from groups.tenancy.enums import GroupStatus
from groups.tenancy.models import LeadershipGroup

LOOK: Final = "pulse.look"
log = logging.getLogger(__name__)


@job_kind(LOOK, title="Opening trust pulses that are due")
def look(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Open what is due. Run again, it finds what it has opened and opens nothing twice."""
    groups = list(LeadershipGroup.objects.filter(status=GroupStatus.ACTIVE).order_by("pk"))
    answers = []
    for number, group in enumerate(groups):
        progress.tell(number, len(groups))
        answers.append(_open_in(group))
    if "failed" in answers:
        raise RuntimeError(f"{answers.count('failed')} of {len(groups)} groups could not be looked at")
    return {"opened": answers.count("opened"), "waiting": answers.count("waiting")}


def _open_in(group: LeadershipGroup) -> str:
    """What became of one group; whatever goes wrong in it keeps nobody else's pulse from opening."""
    try:
        with open_scope(read=[group.pk], write=[group.pk]):
            return "opened" if open_if_due(group) else "not due"
    except Refused:  # who votes changes within the week: the next look tries again
        return "waiting"
    except TakenOver:
        raise
    except Exception:
        log.exception("pulse not looked at", extra={"group": group.pk})
        return "failed"


def register() -> None:
    """Let the look come round each day."""
    register_periodic(LOOK, timedelta(days=1))
