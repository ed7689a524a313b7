"""What follows a count: an item of confidence for each whose trust is below the floor somewhere."""

from groups.ballots.models import Ballot
from groups.ballots.rules.disclosure import Published
from groups.log.record import record
from groups.log.whole import whole
from groups.pulse.confidence import tell
from groups.pulse.models import ConfidenceItem, Pulse, PulseSubject
from groups.pulse.rules import below


@whole()
def follow(ballot: Ballot) -> None:
    """Raise what is to be talked about, from what is published. A round without a count raises nothing."""
    pulse = Pulse.objects.filter(group_id=ballot.group_id, ballot_id=ballot.pk).first()
    if pulse is None or ballot.result is None:
        return
    positions = below(Published.from_json(ballot.result))
    for subject in pulse.subjects.filter(position__in=positions).select_related("person"):
        _raise(subject, pulse)


def _raise(subject: PulseSubject, pulse: Pulse) -> None:
    item, new = ConfidenceItem.objects.get_or_create(
        group_id=pulse.group_id, pulse=pulse, person=subject.person, defaults={"roles": subject.roles}
    )
    if new:
        personal = {"name": subject.person.full_name}
        after = {"person": item.person_id, "pulse": pulse.pk}
        record(pulse.group_id, "confidence item raised", by=None, subject=item, after=after, personal=personal)
        tell(item)
