"""Writing a principle, and writing it anew."""

from collections.abc import Iterable

from django.db.models import Max

from gpleadership.lib.refusal import EditedMeanwhile, Refused
from groups.log.whole import whole
from groups.people.models import Person
from groups.principles import policies
from groups.principles.actions._keeping import hold, hold_version, kept, note
from groups.principles.models import Principle, PrincipleVersion
from groups.principles.starters import STARTERS
from groups.principles.values import Words
from groups.tenancy.models import LeadershipGroup


@whole()
def draft_principle(group: LeadershipGroup, words: Words, *, by: Person) -> PrincipleVersion:
    """Write the first draft of a principle. Raises `Refused`."""
    policies.check_words(words)
    return _draft(Principle.objects.create(group=group), words, "principle drafted", by=by)


@whole()
def draft_starters(group: LeadershipGroup, keys: Iterable[str], *, by: Person) -> list[PrincipleVersion]:
    """Take some of the library's principles as drafts of the group's own. Raises `Refused`."""
    chosen = [STARTERS[key] for key in STARTERS if key in set(keys)]
    if not chosen:
        raise Refused("Select at least one principle.", field="chosen")
    return [draft_principle(group, words, by=by) for words in chosen]


@whole()
def draft_version(principle: Principle, words: Words, *, by: Person) -> PrincipleVersion:
    """Write a new version beside the one that holds. Raises `Refused`."""
    principle = hold(principle)
    policies.check_words(words)
    policies.check_nothing_on_its_way(principle)
    return _draft(principle, words, "principle drafted anew", by=by)


@whole()
def edit_version(version: PrincipleVersion, words: Words, *, edits: int, by: Person) -> PrincipleVersion:
    """Change the words of a draft. Raises `EditedMeanwhile` if somebody else did since `edits`, or `Refused`."""
    version = hold_version(version)
    policies.check_writable(version)
    if version.edits != edits:
        raise EditedMeanwhile(
            "Somebody else changed these words while you were writing. Theirs are shown beside yours; nothing was"
            " overwritten. Take what you need from them, then save again to use yours."
        )
    policies.check_words(words)
    version.title, version.statement, version.meaning = words.title, words.statement, words.meaning
    version.edits += 1
    version.save(update_fields=["title", "statement", "meaning", "edits"])
    note(version, "principle draft changed", by=by)
    return version


def _draft(principle: Principle, words: Words, verb: str, *, by: Person) -> PrincipleVersion:
    last = principle.versions.filter(group_id=principle.group_id).aggregate(last=Max("number"))["last"] or 0
    version = PrincipleVersion.objects.create(
        group_id=principle.group_id,
        principle=principle,
        number=last + 1,
        title=words.title,
        statement=words.statement,
        meaning=words.meaning,
    )
    kept(version, verb, by=by)
    return version
