"""Rows of a file into their staging table, as they stream: nothing is held in memory."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

from django.db import connection

from gpleadership.lib.ods import (
    CouncilRow,
    Kind,
    ListSizeRow,
    MapRow,
    MembershipRow,
    OdsFile,
    PcnRow,
    PracticeRow,
    TrustRow,
    display_name,
    english_gp_practice_in_force,
)

Values = tuple[Any, ...]
Tell = Callable[[int], None]
TABLES: Final = {
    Kind.TRUSTS: "ods_trust",
    Kind.COUNCILS: "ods_council",
    Kind.PRACTICES: "ods_practice",
    Kind.PCNS: "ods_pcn",
    Kind.MEMBERSHIPS: "ods_membership",
    Kind.MAP: "ods_map",
    Kind.LIST_SIZES: "ods_list_size",
}
EVERY: Final = "ods_evidence, ods_spell_before, ods_change"
TOLD_EVERY: Final = 500
_WALES: Final = "W00"


def begin() -> None:
    """Empty every staging table, and join by hash for the rest of the transaction.

    Two imports at once wait for each other here. The planner has no statistics of rows that were just copied
    in, and takes thousands for a few: its nested loops took a national import from 6 seconds to 4 minutes.
    """
    empty()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")


def empty() -> None:
    """Empty every staging table."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES.values())}, {EVERY}")


def stage(file: OdsFile, tell: Tell) -> int:
    """Copy a file's rows in; how many there were. Raises `BadFile` at the first wrong one."""
    count = 0
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLES[file.kind]}")
        with cursor.copy(f"COPY {TABLES[file.kind]} FROM STDIN") as copy:
            for values in _values(file):
                copy.write_row(values)
                count += 1
                if count % TOLD_EVERY == 0:
                    tell(count)
    tell(count)
    return count


def _values(file: OdsFile) -> Iterator[Values]:
    """Each row as its table's columns, in their order (see the migration that makes them)."""
    make: dict[Kind, Callable[[Any], Values | None]] = {
        Kind.TRUSTS: _trust,
        Kind.COUNCILS: _council,
        Kind.PRACTICES: _practice,
        Kind.PCNS: _pcn,
        Kind.MEMBERSHIPS: _membership,
        Kind.MAP: _map,
        Kind.LIST_SIZES: _list_size,
    }
    return filter(None, map(make[file.kind], file.rows()))


@lru_cache(maxsize=1 << 15)
def _name(name: str) -> str:
    """As people write it. ePCN repeats the names of its sub-ICBs and PCNs on every line, hence the cache."""
    return display_name(name)[:160]


def _practice(row: PracticeRow) -> Values:
    english = row.is_gp_practice and row.region_code not in {None, _WALES}
    in_force = english and english_gp_practice_in_force(row)
    dates = (row.opened, row.closed)
    where = (display_name(row.town)[:80], row.postcode[:10], row.sub_icb_code)
    return (row.code, _name(row.name), row.status.value.lower(), *dates, *where, english, in_force)


def _pcn(row: PcnRow) -> Values:
    sub_icb = (row.sub_icb_code, _name(row.sub_icb_name) or row.sub_icb_code)
    return (row.code, _name(row.name), *sub_icb, row.opened, row.closed, row.postcode[:10])


def _membership(row: MembershipRow) -> Values:
    return (
        row.line,
        row.practice_code,
        _name(row.practice_name),
        row.practice_sub_icb_code,
        _name(row.practice_sub_icb_name) or row.practice_sub_icb_code,
        row.pcn_code,
        _name(row.pcn_name),
        row.pcn_sub_icb_code,
        _name(row.pcn_sub_icb_name) or row.pcn_sub_icb_code,
        row.start,
        row.end,
    )


def _map(row: MapRow) -> Values:
    pcn = (row.pcn_code, _name(row.pcn_name or "") or None)
    sub_icb = (row.sub_icb_code, _name(row.sub_icb_name))
    where = (*sub_icb, row.icb_code, system_name(row.icb_name), row.region_name[:80])
    return (row.practice_code, _name(row.practice_name), row.postcode[:10], *pcn, *where)


def system_name(icb_name: str) -> str:
    """`NHS Norfolk and Suffolk Integrated Care Board` as "Norfolk and Suffolk": the system is named, not its board."""
    name = display_name(icb_name)
    for ending in (" Integrated Care Board", " ICB", " Integrated Care System"):
        name = name.removesuffix(ending)
    return name.removeprefix("NHS ")[:160] or display_name(icb_name)[:160]


def _list_size(row: ListSizeRow) -> Values:
    return (row.practice_code, row.patients)


def _trust(row: TrustRow) -> Values:
    return (row.code, _name(row.name), row.opened, row.closed, display_name(row.town)[:80], row.postcode[:10])


def _council(row: CouncilRow) -> Values | None:
    """Councils of England alone: there are no places elsewhere."""
    if row.nation != "England":
        return None
    return (row.code, row.name[:160], row.started, row.ended, row.current)
