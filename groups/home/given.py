"""What a question may say of whoever asks, before anybody does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Final

from django.db.models import BigIntegerField, DateField, DateTimeField, Field, Value


@dataclass(frozen=True, slots=True)
class Values:
    """Who asks, and when: ids of the person's groups, of those they manage, of the person; now and today."""

    groups: list[int]
    managed: list[int]
    person: int
    now: datetime
    today: date


class Given(Value):
    """Stands in a query set for what is known only when somebody asks. Without a name it follows from `Values`."""

    def __init__(
        self, name: str, output_field: "Field[Any, Any]", sql: str, of: Callable[[Values], Any] | None = None
    ) -> None:
        super().__init__(name, output_field)
        self.name = name
        self.sql = sql
        self.of = of or attrgetter(name)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Where the value would go, it goes itself, until `statement` gives the place a name."""
        return self.sql, [self]


class Asking:
    """Who asks, as a query set says it: `filter(group=asking.any_group)` finds the rows of all their groups."""

    any_group: Final = Given("groups", BigIntegerField(), "ANY (%s::bigint[])")
    any_managed: Final = Given("managed", BigIntegerField(), "ANY (%s::bigint[])")
    person: Final = Given("person", BigIntegerField(), "%s::bigint")
    now: Final = Given("now", DateTimeField(), "%s::timestamptz")
    today: Final = Given("today", DateField(), "%s::date")

    def day(self, of: Callable[[date], date]) -> Given:
        """The day that a function makes of today."""
        return Given("", DateField(), "%s::date", lambda values: of(values.today))


NAMED: Final = {
    given.name: given for given in (Asking.any_group, Asking.any_managed, Asking.person, Asking.now, Asking.today)
}
"""By the names that stand in SQL: `%(groups)s`."""
