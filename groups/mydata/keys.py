"""Every key of the database that names a person, found from the models themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.db import models

from groups.people.models import Person

SUBJECT: Final = frozenset({"person", "user"})
"""A key of this name says whom the row is about; any other says who did something to it."""

NOT_HELD: Final = {
    "groups.Person_groups.person": "nobody is ever put into one of Django’s groups; check_access refuses any",
    "groups.Person_user_permissions.person": "nobody ever has a permission of Django’s; check_access refuses any",
    "groups.PersonGrant.user": "the portal grants to roles alone; check_access refuses any",
    "guardian.UserObjectPermission.user": "guardian’s own table; the portal uses one of its own, and grants to roles",
}
"""Keys whose tables stay empty, each with the reason."""


@dataclass(frozen=True, slots=True)
class Key:
    """A model’s key to a person."""

    model: type[models.Model]
    field: str

    @property
    def name(self) -> str:
        """As “groups.SeatTerm.person”."""
        return f"{self.model._meta.label}.{self.field}"

    @property
    def about(self) -> bool:
        """Whether its rows are about the person, and not only something they did."""
        return self.field in SUBJECT

    @property
    def column(self) -> str:
        """The column of its table."""
        return next(str(each.column) for each in self.model._meta.concrete_fields if each.name == self.field)

    @property
    def has_group(self) -> bool:
        """Whether its rows belong to a group."""
        return any(field.attname == "group_id" for field in self.model._meta.concrete_fields)

    def rows(self, person: Person) -> Any:
        """The rows that name the person."""
        return self.model._default_manager.filter(**{self.field: person.pk})


@cache
def keys() -> tuple[Key, ...]:
    """All of them, in the order of the models; those of tables that stay empty left out."""
    found = (key for model in apps.get_models(include_auto_created=True) for key in _of(model))
    return tuple(key for key in found if key.name not in NOT_HELD)


def _of(model: type[models.Model]) -> Iterator[Key]:
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model is Person:
            yield Key(model, field.name)


def key(name: str) -> Key:
    """The key of this name. Raises LookupError where there is none."""
    for each in keys():
        if each.name == name:
            return each
    raise LookupError(f"No model has the key {name}.")
