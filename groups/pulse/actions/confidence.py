"""Closing a confidence item with what was agreed, once."""

from django.utils import timezone

from groups.log.record import record
from groups.log.whole import whole
from groups.people.models import Person
from groups.pulse.models import ConfidenceItem
from groups.pulse.policies import check_can_close


@whole()
def close_item(item: ConfidenceItem, *, agreed: str, by: Person) -> ConfidenceItem:
    """Note what was agreed about somebody and close the item. Raises `Refused`: it is closed once."""
    rows = ConfidenceItem.objects.select_for_update(of=("self",)).select_related("person")
    item = rows.get(group_id=item.group_id, pk=item.pk)
    check_can_close(item, by)
    item.agreed, item.closed_at, item.closed_by = agreed.strip(), timezone.now(), by
    item.save(update_fields=["agreed", "closed_at", "closed_by"])
    personal = {"name": item.person.full_name, "agreed": item.agreed}
    after = {"person": item.person_id, "closed_at": item.closed_at}
    record(item.group_id, "confidence item closed", by=by, subject=item, after=after, personal=personal)
    return item
