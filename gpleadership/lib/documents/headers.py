"""Table headers in a tagged PDF, said in full.

WeasyPrint gives every cell all the names of its row: read aloud, a number of seats would be a date too. And it
leaves out whether a header is a column's or a row's.
"""

from collections.abc import Iterator
from typing import Any


def say_headers(_: Any, pdf: Any) -> None:
    """Put it right, once the tags are there and before the file is written."""
    structure: dict[int, Any] = {each.number: each for each in pdf.objects if hasattr(each, "get") and "S" in each}
    for row in structure.values():
        if row["S"] == "/TR":
            cells = list(_cells(row, structure))
            _scope(cells, "/Column" if structure[_number(row["P"])]["S"] == "/THead" else "/Row")
            _name(cells)


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _cells(row: Any, structure: dict[int, Any]) -> Iterator[Any]:
    for reference in row["K"]:
        yield structure[_number(reference)]


def _scope(cells: list[Any], scope: str) -> None:
    for cell in cells:
        if cell["S"] == "/TH":
            cell["A"]["Scope"] = scope


def _name(cells: list[Any]) -> None:
    """In a row of names and values each value belongs to the name before it."""
    names = [cell for cell in cells if cell["S"] == "/TH"]
    if len(names) < 2 or len(names) == len(cells):
        return
    name = None
    for cell in cells:
        if cell["S"] == "/TH":
            name = cell["ID"]
        elif name is not None:
            cell["A"]["Headers"] = type(cell["A"]["Headers"])([name])
