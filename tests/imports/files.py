"""Small ODS files for tests, written as the NHS publishes them."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

MAP_HEADINGS = (
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,"
    "ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,ICB_CODE,ICB_NAME,"
    "ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME"
).split(",")
COUNCIL_HEADINGS = (
    "local-authority-code,official-name,nice-name,gss-code,start-date,end-date,replaced-by,nation,region,"
    "local-authority-type,local-authority-type-name,county-la,combined-authority,current-authority"
).split(",")


def day(text: str) -> str:
    return text.replace("-", "")


class Files:
    """Writes files into a folder; each returns its path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _write(self, name: str, rows: Sequence[Sequence[Any]]) -> Path:
        path = self.folder / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        return path

    def practices(self, on: str, *practices: dict[str, Any], legacy: bool = False) -> Path:
        return self._write(f"epraccur_{on}.csv", [practice_row(legacy=legacy, **each) for each in practices])

    def pcns(self, on: str, *pcns: dict[str, Any]) -> Path:
        return self._write(f"epcn_{on}.csv", [pcn_row(**each) for each in pcns])

    def memberships(self, on: str, *spells: tuple[str, str, str, str]) -> Path:
        return self._write(f"epcncorepartnerdetails_{on}.csv", [spell_row(*each) for each in spells])

    def map(self, on: str, *rows: dict[str, Any], name: str = "") -> Path:
        return self._write(name or f"map_{on}.csv", [MAP_HEADINGS, *(map_row(on, **each) for each in rows)])

    def sizes(self, on: str, *sizes: tuple[str, int]) -> Path:
        headings = ("practice_code", "list_size")
        return self._write(f"sizes_{on}.csv", [headings, *sizes])

    def trusts(self, on: str, *trusts: tuple[str, str, str]) -> Path:
        return self._write(f"etr_{on}.csv", [trust_row(*each) for each in trusts])

    def councils(self, on: str, *councils: tuple[str, str, str, str]) -> Path:
        return self._write(f"uk_local_authorities_{on}.csv", [COUNCIL_HEADINGS, *(council_row(*c) for c in councils)])


def practice_row(
    code: str,
    name: str = "QUAY SURGERY",
    status: str = "ACTIVE",
    opened: str = "1974-04-01",
    closed: str = "",
    postcode: str = "EA1 1AA",
    town: str = "EASTMERE",
    sub_icb: str = "91Z",
    setting: str = "",
    region: str = "Y61",
    icb: str = "QZ1",
    *,
    legacy: bool = False,
) -> list[str]:
    """27 columns. The legacy format has a letter for the status, a number for the setting, the town anywhere."""
    row = [""] * 27
    row[0], row[1], row[2], row[3] = code, name, region, icb
    row[4], row[7], row[9] = "1 HIGH STREET", town, postcode
    row[10], row[11], row[14], row[15] = day(opened), day(closed), sub_icb, day(opened)
    letters = {"ACTIVE": "A", "INACTIVE": "C", "DORMANT": "D", "PROPOSED": "P"}
    row[12] = letters[status] if legacy else status
    row[13], row[23], row[25] = "B", "0", setting or ("4" if legacy else "RO76")
    return row


def pcn_row(
    code: str,
    name: str = "HARBOUR PCN",
    opened: str = "2019-07-01",
    closed: str = "",
    sub_icb: str = "91Z",
    postcode: str = "EA1 1AB",
) -> list[str]:
    address = ["1 HIGH STREET", "", "", "EASTMERE", ""]
    return [code, name, sub_icb, f"NHS TIDEWATER ICB - {sub_icb}", day(opened), day(closed), *address, postcode]


def spell_row(practice: str, pcn: str, start: str, end: str = "", sub_icb: str = "91Z") -> list[str]:
    where = [sub_icb, f"NHS TIDEWATER ICB - {sub_icb}"]
    return [practice, f"{practice} SURGERY", *where, pcn, f"{pcn} PCN", *where, day(start), day(end), "TRUE"]


def map_row(
    on: str,
    practice: str,
    pcn: str = "U90001",
    name: str = "QUAY SURGERY",
    pcn_name: str = "HARBOUR PCN",
    postcode: str = "EA1 1AA",
    sub_icb: str = "91Z",
    icb: str = "QZ1",
    icb_name: str = "NHS Tidewater Integrated Care Board",
    region: str = "East of England",
) -> list[str]:
    pcn_name = "Unallocated" if pcn == "U" else pcn_name
    extracted = date.fromisoformat(on).strftime("%d%b%Y")
    place = ["E38000001", sub_icb, f"NHS Tidewater ICB - {sub_icb}", "E54000001", icb, icb_name]
    return [
        "GP_PRAC_PAT_LIST",
        extracted,
        practice,
        name,
        postcode,
        pcn,
        pcn_name,
        *place,
        "E40000001",
        "Y61",
        region,
        "EMIS",
    ]


def trust_row(code: str, name: str, closed: str = "") -> list[str]:
    row = [""] * 27
    row[0], row[1], row[2], row[3], row[4], row[7], row[9] = code, name, "Y61", "QZ1", "HQ", "EASTMERE", "EA1 1AC"
    row[10], row[11], row[21], row[23] = "20010401", day(closed), "0", "B"
    return row


def council_row(code: str, name: str, nation: str = "England", ended: str = "") -> list[str]:
    current = "False" if ended else "True"
    return [code, name, name, f"E0{code}", "1974-04-01", ended, "", nation, "East", "UA", "Unitary", "", "", current]
