"""Words about somebody in rows: blanked where they are about them, taken out where they are among others."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models import Case, Value, When
from django.db.models.functions import Lower
from django.utils import timezone

from groups.documents.actions import forget_made
from groups.founding.models import FoundingDraft
from groups.invitations.models import Invitation, StaffInvitation
from groups.jobs.models import Job
from groups.log.models import PLATFORM, LogPersonal
from groups.mydata import keeper
from groups.mydata.erasing import whole
from groups.mydata.erasing.columns import BLANKED
from groups.mydata.erasing.steps import ERASED, NOBODY, Was
from groups.mydata.keys import Key, key, keys
from groups.readers.models import ReaderUpload
from groups.signoff.models import Word
from groups.support.models import SupportRole

KEPT_BY_OTHERS: Final = frozenset({"groups.LogEntry", "groups.LogPersonal", "groups.LogHead", "groups.AccessEntry"})
"""The keeper’s: erased by its own function, or holding nobody’s words."""


def blank(was: Was) -> None:
    """The columns that say something about them and nobody else. What was empty stays empty."""
    for name, values in BLANKED.items():
        words = {
            column: Case(When(**{column: ""}, then=Value("")), default=Value(value)) for column, value in values.items()
        }
        key(name).rows(was.person).update(**words)


def invitations(was: Was) -> None:
    """Invitations to them: nobody’s from now on, and no longer open."""
    for model in (Invitation, StaffInvitation):
        rows: Any = model._default_manager
        found = rows.filter(email__in=was.addresses) | rows.filter(accepted_by=was.person)
        for number, row in enumerate(found.order_by("pk")):
            row.email, row.full_name, row.job_title = f"{number}-{was.gone}", "", ""
            if row.accepted_at is None and row.withdrawn_at is None:
                row.withdrawn_at = timezone.now()
            row.save(update_fields=["email", "full_name", "job_title", "withdrawn_at"])


def lists(was: Was) -> None:
    """Lines about them in lists of readers that wait, and in drafts of groups."""
    for upload in ReaderUpload.objects.exclude(rows=[]):
        kept = [row for row in upload.rows if not _mentions(row, was)]
        if len(kept) != len(upload.rows):
            ReaderUpload.objects.filter(pk=upload.pk).update(rows=kept)
    for draft in FoundingDraft.objects.exclude(sitters={}):
        kept_sitters = {seat: each for seat, each in draft.sitters.items() if not _mentions(each, was)}
        if len(kept_sitters) != len(draft.sitters):
            FoundingDraft.objects.filter(pk=draft.pk).update(sitters=kept_sitters)


def _mentions(value: Any, was: Was) -> bool:
    return re.search(whole.pattern(was.addresses), str(value), re.IGNORECASE) is not None


def support(was: Was) -> None:
    """Support roles under the same name without an account, in the groups they have a part in."""
    same = SupportRole.objects.annotate(low=Lower("name")).filter(low=was.name.lower(), group__in=was.group_ids)
    for role in same:
        SupportRole.objects.filter(pk=role.pk).update(name=f"{NOBODY} {role.pk}")


def given_on_their_word(was: Was) -> None:
    """Words of organisations that the secretariat recorded as given by them."""
    given = Word.objects.filter(group__in=was.group_ids, on_word_of__iregex=whole.pattern(was.names))
    given.update(on_word_of=NOBODY)


def log(was: Was) -> None:
    """The personal values beside every entry about them, and those that have their name or an address of theirs."""
    keeper.forget_in_log(was.person.pk, subjects=_subjects(was))
    chains = [*was.group_ids, PLATFORM]
    for words, group_ids in ((was.names, chains), (was.addresses, None)):
        for place in sorted(_places(_patterns(words), group_ids)):
            keeper.forget_in_log(was.person.pk, words=place, group_ids=group_ids)


def _places(words: list[str], group_ids: list[int] | None) -> set[str]:
    """How the words stand beside the entries of these chains, or of all: with what is around them."""
    found = LogPersonal.objects.filter(data__iregex=whole.pattern(words))
    if group_ids is not None:
        found = found.filter(entry__group_id__in=group_ids)
    return {place for data in found.values_list("data", flat=True) for place in whole.standing_in(data, words)}


def _subjects(was: Was) -> Iterator[tuple[str, int]]:
    for each in keys():
        if each.about and each.name not in KEPT_BY_OTHERS and each.has_group:
            for pk in each.rows(was.person).order_by("pk").values_list("pk", flat=True):
                yield str(each.model._meta.model_name), pk


def files(was: Was) -> None:
    """Files of registers and drafts that were made before; they are made anew without them. Adopted ones stay."""
    forget_made(was.group_ids)


# ---- Their name and address, wherever else they stand ----


def own_rows(was: Was) -> None:
    """Their name and addresses in any words of rows that name them by number: reasons, comments, proposals."""
    for each in keys():
        if each.model._meta.label not in KEPT_BY_OTHERS:
            _replace(each.model, _patterns([*was.addresses, *was.names]), each, was)


def jobs(was: Was) -> None:
    """Their name in what failed work has said, whoever asked for it: such a sentence names people."""
    name = whole.pattern(was.names)
    Job.objects.filter(error__iregex=name).update(error=ERASED)
    Job.objects.filter(note__iregex=name).update(note=ERASED)


def everywhere(was: Was) -> None:
    """Their addresses in any words of any table: an address is theirs alone, a name may be somebody else’s too."""
    for model in apps.get_models():
        if model._meta.label not in KEPT_BY_OTHERS and model._meta.managed and not model._meta.proxy:
            _replace(model, _patterns(was.addresses))


def _patterns(words: Iterable[str]) -> list[str]:
    """Each as it is, and as it stands inside JSON."""
    return [word for each in words for word in dict.fromkeys([each, keeper.as_kept(each)])]


def _replace(model: type[models.Model], words: list[str], of: Key | None = None, was: Was | None = None) -> None:
    """Put “Former member” in place of these words. What the database lets nobody change stays as it is."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    own, params = "", list[Any]()
    if of is not None and was is not None:
        own = f" AND {quote(of.column)} = %s"
        params = [was.person.pk]
    for field in model._meta.concrete_fields:
        if not _is_free(field):
            continue
        column, cast = quote(str(field.column)), "::jsonb" if isinstance(field, models.JSONField) else ""
        pattern = whole.pattern(words)
        statement = (  # names of tables and columns come from the models
            f"UPDATE {table} SET {column} = regexp_replace({column}::text, %s, %s, 'gi'){cast}"  # noqa: S608
            f" WHERE {column}::text ~* %s{own}"
        )
        _try(statement, [pattern, NOBODY, pattern, *params])


def _is_free(field: Any) -> bool:
    words = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return words and not field.choices and not field.primary_key and not field.unique


def _try(statement: str, params: list[Any]) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, params)
    except DatabaseError:  # sealed: adopted words, steps of an appointment
        return
