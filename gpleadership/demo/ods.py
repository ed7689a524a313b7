"""Writes the demo's country as the files that the NHS publishes, for the real importer to read.

    paths = write(folder, "system", dt.date(2026, 11, 1))   # seven files, in the order they are best imported
    places = plan("system").places                          # what was in them: to build places and groups from

The same scale and day give the same bytes. The files are small: their reader needs `minimum_rows` lowered.
"""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from .drawing import LATEST, plan
from .plan import Pcn, Place, Plan, Practice, Scale, SubIcb, System

__all__ = ["plan", "write"]

_Row = Sequence[str]
_Standing = tuple[Practice, Pcn | None, SubIcb, System]

_TELEPHONE: Final = "01632 960000"
"""Of the range that Ofcom keeps for drama."""

_MAP_HEADINGS: Final = (
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
    "ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,ICB_CODE,ICB_NAME,"
    "ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME"
)
_SIZE_HEADINGS: Final = (
    "PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,SEX,AGE,"
    "NUMBER_OF_PATIENTS"
)
_COUNCIL_HEADINGS: Final = (
    "local-authority-code,official-name,nice-name,gss-code,start-date,end-date,replaced-by,nation,region,"
    "local-authority-type,local-authority-type-name,county-la,combined-authority,current-authority"
)


def write(folder: Path, scale: Scale | str, as_at: dt.date) -> list[Path]:
    """Writes all files of a scale, as at a day, into `folder`. Raises ValueError for a day before the plan's last."""
    if as_at < LATEST:
        raise ValueError(f"The demo's country is as it was from {LATEST} on: {as_at} is too early.")
    country = plan(scale)
    folder.mkdir(parents=True, exist_ok=True)
    day = as_at.isoformat()
    return [
        _report(folder / f"etr_{day}.csv", _trusts(country)),
        _table(folder / f"uk_local_authorities_{day}.csv", _COUNCIL_HEADINGS, _councils(country)),
        _report(folder / f"epraccur_{day}.csv", _practices(country)),
        _report(folder / f"epcn_{day}.csv", _pcns(country)),
        _report(folder / f"epcncorepartnerdetails_{day}.csv", _memberships(country)),
        _table(folder / f"gp-reg-pat-prac-map_{day}.csv", _MAP_HEADINGS, _map(country, as_at)),
        _table(folder / f"gp-reg-pat-prac-all_{day}.csv", _SIZE_HEADINGS, _list_sizes(country, as_at)),
    ]


def _report(path: Path, rows: Iterable[_Row]) -> Path:
    """As ODS writes its reports: everything in quotation marks, no headings."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return path


def _table(path: Path, headings: str, rows: Iterable[_Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(chain([headings.split(",")], rows))
    return path


def _in_force(country: Plan) -> Iterator[_Standing]:
    for system, sub_icb, place in _places(country):
        for pcn in place.pcns:
            yield from ((practice, pcn, sub_icb, system) for practice in pcn.practices)
        yield from ((practice, None, sub_icb, system) for practice in place.practices_without_pcn)
    for system in country.systems:
        for sub_icb in system.sub_icbs:
            yield from ((practice, None, sub_icb, system) for practice in sub_icb.practices_elsewhere)


def _former(country: Plan) -> Iterator[tuple[Practice, SubIcb, System]]:
    for system, sub_icb, place in _places(country):
        yield from ((practice, sub_icb, system) for practice in place.former_practices)


def _places(country: Plan) -> Iterator[tuple[System, SubIcb, Place]]:
    for system in country.systems:
        for sub_icb in system.sub_icbs:
            yield from ((system, sub_icb, place) for place in sub_icb.places)


def _date(value: dt.date | None) -> str:
    return f"{value:%Y%m%d}" if value else ""


def _practices(country: Plan) -> Iterator[_Row]:
    in_force = ((practice, sub_icb, system) for practice, _, sub_icb, system in _in_force(country))
    for practice, sub_icb, system in sorted(chain(in_force, _former(country)), key=lambda row: row[0].code):
        closed = _date(practice.closed)
        joined = _date(max(practice.opened, dt.date(2013, 4, 1)))
        yield (
            *(practice.code, practice.name.upper(), system.region.code, system.code),
            *(practice.address.upper(), "", "", practice.town.upper(), "", practice.postcode),
            *(_date(practice.opened), closed, practice.status, "B", sub_icb.code, joined, closed),
            *(_TELEPHONE, "", "", "", "1", "", sub_icb.code, "", "RO76", ""),
        )


def _trusts(country: Plan) -> Iterator[_Row]:
    for system in country.systems:
        for trust in system.trusts:
            yield (
                *(trust.code, trust.name.upper(), system.region.code, system.code),
                *("TRUST HEADQUARTERS", "", "", trust.town.upper(), "", trust.postcode),
                *("20010401", *[""] * 10, "0", "", "B", "", "", ""),
            )


def _pcns(country: Plan) -> Iterator[_Row]:
    for _, sub_icb, place in _places(country):
        for pcn in (*place.pcns, *place.former_pcns):
            lead = pcn.practices[0] if pcn.practices else place.pcns[0].practices[0]
            yield (
                *(pcn.code, pcn.name.upper(), sub_icb.code, sub_icb.name.upper()),
                *(_date(pcn.opened), _date(pcn.closed)),
                *(lead.name.upper(), lead.address.upper(), "", lead.town.upper(), "", lead.postcode),
            )


def _memberships(country: Plan) -> Iterator[_Row]:
    for _, sub_icb, place in _places(country):
        called = {pcn.code: pcn.name.upper() for pcn in (*place.pcns, *place.former_pcns)}
        where = (sub_icb.code, sub_icb.name.upper())
        for practice in (*place.practices, *place.former_practices):
            for spell in practice.spells:
                yield (
                    *(practice.code, practice.name.upper(), *where),
                    *(spell.pcn_code, called[spell.pcn_code], *where),
                    *(_date(spell.start), _date(spell.end), "TRUE"),
                )


def _map(country: Plan, as_at: dt.date) -> Iterator[_Row]:
    for practice, pcn, sub_icb, system in _in_force(country):
        yield (
            *("GP_PRAC_PAT_LIST", f"{as_at:%d%b%Y}", practice.code, practice.name.upper(), practice.postcode),
            *((pcn.code, pcn.name.upper()) if pcn else ("U", "Unallocated")),
            *(sub_icb.ons_code, sub_icb.code, sub_icb.name, system.ons_code, system.code, system.name),
            *(system.region.ons_code, system.region.code, system.region.name, "EMIS"),
        )


def _list_sizes(country: Plan, as_at: dt.date) -> Iterator[_Row]:
    date = f"{as_at:%d%b%Y}".upper()
    for practice, _, sub_icb, _ in _in_force(country):
        yield (
            *("GP_PRAC_PAT_LIST", date, "GP", sub_icb.code, sub_icb.ons_code),
            *(practice.code, practice.postcode, "ALL", "ALL", str(practice.patients)),
        )


def _councils(country: Plan) -> Iterator[_Row]:
    for system, _, place in _places(country):
        council = place.council
        yield (
            *(council.code, council.name, place.name, council.gss_code, "1974-04-01", "", ""),
            *("England", system.region.name, "UA", "Unitary authority", "", "", "True"),
        )
