"""Giving a draft up, and retiring what was adopted."""

from groups.log.whole import whole
from groups.people.models import Person
from groups.principles import policies
from groups.principles.actions._keeping import hold, hold_version, step
from groups.principles.enums import State
from groups.principles.models import Principle, PrincipleVersion


@whole()
def drop_version(version: PrincipleVersion, *, by: Person) -> PrincipleVersion:
    """Give up a draft; what was said about it is kept. Raises `Refused`."""
    version = hold_version(version)
    step(version, State.DROPPED, "principle draft given up", by=by)
    return version


@whole()
def retire(principle: Principle, *, reason: str, by: Person) -> PrincipleVersion:
    """Stand by it no longer. It keeps its number, and decisions go on citing it. Raises `Refused`."""
    principle, reason = hold(principle), reason.strip()
    version = policies.check_can_retire(principle)
    policies.check_reason(reason)
    version.principle = principle
    step(version, State.RETIRED, "principle retired", by=by, reason=reason)
    return version
