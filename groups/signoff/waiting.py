"""What open rounds ask of somebody: their organisation's word, and of those who run the group to close a round."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse

from gpleadership.lib.dates import days_left, long_date
from gpleadership.lib.parts import Duty
from groups.home.needs import Asking, Facts, Need, Standings
from groups.seats.enums import SeatClass
from groups.seats.models import SeatTerm
from groups.signoff.enums import Stance
from groups.signoff.models import Party, Word
from groups.signoff.queries import ACTS, ITS_OWN, core_terms
from groups.signoff.rules.standing import Said, Standing, Voice, standing
from groups.tenancy.capabilities import Capability


def ask(asking: Asking) -> QuerySet[Any, Any]:
    """Every organisation in the open rounds of these groups, its word, and the term by which the person speaks."""
    words = Word.objects.filter(group=OuterRef("group"), party=OuterRef("pk")).order_by("-at", "-pk")
    own = SeatTerm.objects.filter(
        ACTS,
        ITS_OWN,
        group=OuterRef("group"),
        person=asking.person,
        period__contains=asking.now,
        seat__withdrawn_at=None,
        seat__seat_class=SeatClass.CORE,
    )
    asked = Party.objects.filter(group=asking.any_group, round__closed_at=None)
    return asked.order_by("group", "round", "position", "pk").values(
        "id",
        "group_id",
        "round_id",
        "name",
        "constituency",
        "seats",
        "needed",
        title=F("round__title"),
        quorum=F("round__quorum"),
        answer_by=F("round__answer_by"),
        stance=Subquery(words.values("stance")[:1]),
        term=Subquery(own.values("pk")[:1]),
    )


def needs(standings: Standings, rows: Sequence[Facts], person_id: int, today: date) -> Iterable[Need]:
    """One's own organisation's word, and for those who manage a round that can be closed."""
    there = {group.pk: (group.slug, standing) for group, standing in standings}
    for (group_id, _), asked in groupby(rows, key=lambda row: (row["group_id"], row["round_id"])):
        slug, reader = there[group_id]
        parties = list(asked)
        terms = set(core_terms(reader.stands))
        for each in parties:
            if each["term"] in terms and each["stance"] is None:
                yield _answer(each, slug, today)
        found = _standing(parties, today)
        if reader.can(Capability.MANAGE) and found.may_close:
            yield _close(parties[0], found, slug)


def _standing(parties: Iterable[Facts], today: date) -> Standing:
    asked = list(parties)
    voices = [Voice(each["id"], each["name"], each["constituency"], each["seats"], each["needed"]) for each in asked]
    said = [Said(each["id"], Stance(each["stance"])) for each in asked if each["stance"]]
    return standing(voices, said, quorum=asked[0]["quorum"], today=today, answer_by=_due(asked[0]))


def _due(row: Facts) -> date:
    return date.fromisoformat(row["answer_by"])


def _answer(row: Facts, slug: str, today: date) -> Need:
    due = _due(row)
    duty = Duty(
        what=f"Give the word of {row['name']}: {row['title']}",
        href=reverse("signoff:word", args=[slug, row["round_id"], row["id"]]),
        why="Each organisation signs off for itself.",
        clock=days_left(due, today),
        tone="late" if due < today else "due",
        when=long_date(due),
    )
    return Need(row["group_id"], duty, due)


def _close(row: Facts, found: Standing, slug: str) -> Need:
    duty = Duty(
        what=f"{'Adopt' if found.adoptable else 'Close, or talk about'}: {row['title']}",
        href=reverse("signoff:round", args=[slug, row["round_id"]]),
        why=f"{found.headline} {'' if found.adoptable else found.why}".strip(),
        clock="Waiting",
        tone="due",
    )
    return Need(row["group_id"], duty)
