"""What a unique or exclusion constraint refuses, in a sentence at the right field."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError
from psycopg.errors import ExclusionViolation, UniqueViolation

from gpleadership.lib.refusal import Refused


@contextmanager
def clashes_in_words(sentences: Mapping[str, str]) -> Iterator[None]:
    """Put around the scope: `sentences` by a part of the constraint's name, which is also the field's."""
    try:
        yield
    except IntegrityError as error:
        cause = error.__cause__
        if isinstance(cause, UniqueViolation | ExclusionViolation):
            name = cause.diag.constraint_name or ""
            for field, sentence in sentences.items():
                if field in name:
                    raise Refused(sentence, field=field) from error
        raise
