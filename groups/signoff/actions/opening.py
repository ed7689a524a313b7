"""Asking the organisations."""

from datetime import date

from gpleadership.lib.dates import today
from groups.log.whole import whole
from groups.people.models import Person
from groups.signoff import policies, sending
from groups.signoff.actions._keeping import note_round
from groups.signoff.models import Party, Round
from groups.signoff.parties import parties_now
from groups.tenancy.models import LeadershipGroup


@whole()
def open_round(
    group: LeadershipGroup,
    *,
    kind: str,
    subject_id: int,
    title: str,
    summary: str = "",
    answer_by: date,
    by: Person,
) -> Round:
    """Ask every organisation with a core seat to sign something off by a day. Raises `Refused`.

    The organisations and the quorum are frozen now: a seat that comes or goes later changes nothing here.
    Whoever gives their words is told by letter, and reminded once.
    """
    group = LeadershipGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    policies.check_can_open(group, kind, subject_id, answer_by=answer_by, today=today())
    parties = parties_now(group)
    policies.check_somebody_to_ask(parties)
    found = Round.objects.create(
        group=group,
        kind=kind,
        subject_id=subject_id,
        title=title,
        summary=summary,
        quorum=group.quorum,
        answer_by=answer_by,
        opened_by=by,
        asked=len(parties),
    )
    for party in parties:
        party.round = found
    Party.objects.bulk_create(parties)
    note_round(found, "sign-off opened", by=by)
    sending.plan(found, by=by)
    return found
