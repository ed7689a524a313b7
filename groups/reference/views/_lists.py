"""A list of platform staff: a page of rows under its filter, and the same as a file."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpResponse

from gpleadership.lib.exports import csv_response, xlsx_response
from gpleadership.lib.pages import page
from gpleadership.lib.parts import Column
from groups.people.access import PersonRequest

T = TypeVar("T", bound=Model)
PER_PAGE: Final = 50
FILES: Final = {"csv": csv_response, "xlsx": xlsx_response}


def list_page(
    request: PersonRequest,
    template: str,
    found: QuerySet[T],
    columns: Sequence[Column],
    cells: Callable[[T], list[object]],
    **context: Any,
) -> HttpResponse:
    """One page of the rows that were asked for; htmx gets the list alone."""
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [cells(each) for each in shown]
    return page(request, template, {"shown": shown, "columns": columns, "rows": rows, **context}, block="list")


def list_file(kind: str, name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """All the rows that were asked for, as a CSV file or a workbook."""
    return FILES[kind](name, [column.label for column in columns], rows)
