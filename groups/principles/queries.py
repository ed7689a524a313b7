"""Reading principles: all of a group's for the list and its files, and one with everything about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from groups.principles.enums import PENDING, PUBLIC, State
from groups.principles.models import Principle, PrincipleComment, PrincipleStep, PrincipleVersion
from groups.principles.uses import Use, uses_of
from groups.tenancy.models import LeadershipGroup


@dataclass(frozen=True, slots=True)
class Entry:
    """A principle with the version that holds, the one on its way, and what cites it."""

    principle: Principle
    versions: Sequence[PrincipleVersion]
    uses: Sequence[Use] = field(default=())

    @property
    def adopted(self) -> PrincipleVersion | None:
        """The version that holds."""
        return self._in(State.ADOPTED)

    @property
    def pending(self) -> PrincipleVersion | None:
        """The version on its way."""
        return self._in(*PENDING)

    @property
    def retired(self) -> PrincipleVersion | None:
        """The version that held last, if none does now."""
        return None if self.adopted else self._in(State.RETIRED)

    @property
    def shown(self) -> PrincipleVersion:
        """The version that stands for the principle: what holds, else what is on its way, else the last."""
        return self.adopted or self.pending or self.retired or self.versions[-1]

    def _in(self, *states: str) -> PrincipleVersion | None:
        found = [version for version in self.versions if version.state in states]
        return found[-1] if found else None


def entries(group: LeadershipGroup, *, drafts: bool) -> list[Entry]:
    """Every principle of a group by number; `drafts`: also those that were never adopted. One query, one a provider."""
    versions = group.principle_versions.select_related("principle", "round").annotate(why=_reason())
    if not drafts:
        versions = versions.filter(state__in=PUBLIC)
    ordered = sorted(versions, key=lambda each: (each.principle.number or 10**6, each.principle_id, each.number))
    found = [Entry(one, list(each)) for one, each in groupby(ordered, key=lambda each: each.principle)]
    uses = uses_of(group, [each.principle.pk for each in found])
    return [Entry(each.principle, each.versions, uses[each.principle.pk]) for each in found]


def _reason() -> Coalesce:
    """Why a version came to its state."""
    steps = PrincipleStep.objects.filter(group=OuterRef("group"), version=OuterRef("pk"), state=OuterRef("state"))
    return Coalesce(Subquery(steps.order_by("-at", "-pk").values("reason")[:1]), Value(""))


def entry_of(group: LeadershipGroup, principle: int) -> Entry | None:
    """A principle with every version in order, each with `why` it came to its state; None if there is none such."""
    versions = list(full(group).filter(principle=principle).annotate(why=_reason()).order_by("number"))
    return Entry(versions[0].principle, versions) if versions else None


def titles_here(group: LeadershipGroup) -> set[str]:
    """What the group's principles are called that hold or are on their way."""
    return set(group.principle_versions.filter(state__in=(State.ADOPTED, *PENDING)).values_list("title", flat=True))


def steps_of(principle: Principle) -> list[PrincipleStep]:
    """Everything that happened to a principle, in order."""
    steps = PrincipleStep.objects.filter(group_id=principle.group_id, version__principle=principle)
    return list(steps.select_related("actor", "version").order_by("at", "pk"))


def comments_of(version: PrincipleVersion) -> list[PrincipleComment]:
    """What members said of a version, in order."""
    comments = version.comments.filter(group_id=version.group_id)
    return list(comments.select_related("by").order_by("at", "pk"))


def full(group: LeadershipGroup) -> QuerySet[PrincipleVersion]:
    """Versions of a group with their principle and round."""
    found: QuerySet[PrincipleVersion] = group.principle_versions.select_related("principle", "round")
    return found
