"""Small files in the shapes that the NHS publishes, made from a line or two."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from gpleadership.lib.ods import OdsFile, Row, recognise

REAL = Path(__file__).parents[3].parent / "shared" / "data" / "ods"

MAP_HEADINGS = [
    "PUBLICATION",
    "EXTRACT_DATE",
    "PRACTICE_CODE",
    "PRACTICE_NAME",
    "PRACTICE_POSTCODE",
    "PCN_CODE",
    "PCN_NAME",
    "ONS_SUB_ICB_LOCATION_CODE",
    "SUB_ICB_LOCATION_CODE",
    "SUB_ICB_LOCATION_NAME",
    "ONS_ICB_CODE",
    "ICB_CODE",
    "ICB_NAME",
    "ONS_COMM_REGION_CODE",
    "COMM_REGION_CODE",
    "COMM_REGION_NAME",
    "SUPPLIER_NAME",
]
SIZE_HEADINGS = [
    "PUBLICATION",
    "EXTRACT_DATE",
    "TYPE",
    "SUB_ICB_LOCATION_CODE",
    "ONS_SUB_ICB_LOCATION_CODE",
    "CODE",
    "POSTCODE",
    "SEX",
    "AGE",
    "NUMBER_OF_PATIENTS",
]
COUNCIL_HEADINGS = [
    "local-authority-code",
    "official-name",
    "nice-name",
    "gss-code",
    "start-date",
    "end-date",
    "replaced-by",
    "nation",
    "region",
    "local-authority-type",
    "local-authority-type-name",
    "county-la",
    "current-authority",
]
PCN_HEADINGS = [
    "PCN Code",
    "PCN Name",
    "Current Sub ICB Loc Code",
    "Sub ICB Location",
    "Open Date",
    "Close Date",
    *(f"Address Line {n}" for n in range(1, 6)),
    "Postcode",
]
PARTNER_HEADINGS = [
    "Partner\nOrganisation\nCode",
    "Partner\nName",
    "Practice\nParent\nSub ICB Loc Code",
    "Practice\nParent\nSub ICB Loc Name",
    "PCN Code",
    "PCN Name",
    "PCN Parent\nSub ICB Loc Code",
    "PCN Parent\nSub ICB Loc Name",
    "Practice to PCN\nRelationship\nStart Date",
    "Practice to PCN\nRelationship\nEnd Date",
    "Practice Sub ICB Loc and PCN Sub ICB Loc Match ",
]


def practice(code: str = "A99101", name: str = "THE QUAY SURGERY", **given: str) -> list[str]:
    """A row of epraccur, current format: 27 columns."""
    values = {
        "region": "Y63",
        "icb": "QHM",
        "address": "1 QUAY STREET",
        "town": "EASTMERE",
        "postcode": "ZZ1 1AA",
        "opened": "19740401",
        "closed": "",
        "status": "ACTIVE",
        "sub_icb": "16C",
        "joined": "20200401",
        "left": "",
        "setting": "RO76",
        **given,
    }
    cells = [""] * 27
    cells[0:4] = [code, name, values["region"], values["icb"]]
    cells[4], cells[7], cells[9] = values["address"], values["town"], values["postcode"]
    cells[10:13] = [values["opened"], values["closed"], values["status"]]
    cells[13:17] = ["B", values["sub_icb"], values["joined"], values["left"]]
    cells[17], cells[21], cells[23], cells[25] = "01234 567890", "1", values["sub_icb"], values["setting"]
    return cells


def trust(code: str = "RZ1", name: str = "EASTMERE HOSPITAL NHS TRUST", **given: str) -> list[str]:
    cells = practice(code, name, status="", sub_icb="", joined="", setting="", **given)
    cells[13] = cells[17] = ""
    return cells


def pcn(code: str = "U99A01", name: str = "HARBOUR PCN", opened: str = "20190701", closed: str = "") -> list[str]:
    address = ["THE QUAY SURGERY", "", "", "EASTMERE", ""]
    return [code, name, "16C", "NHS TIDEWATER ICB - 16C", opened, closed, *address, "ZZ1 1AA"]


def partner(
    code: str = "A99101", pcn_code: str = "U99A01", start: str = "20190701", end: str = "", match: str = "TRUE"
) -> list[str]:
    sub_icb = ["16C", "NHS TIDEWATER ICB - 16C"]
    return [code, "THE QUAY SURGERY", *sub_icb, pcn_code, "HARBOUR PCN", *sub_icb, start, end, match]


def mapped(code: str = "A99101", *, pcn_code: str = "U99A01", date: str = "01Aug2026", **given: str) -> list[str]:
    name = "Unallocated" if pcn_code == "U" else "HARBOUR PCN"
    return [
        "GP_PRAC_PAT_LIST",
        date,
        code,
        given.get("name", "THE QUAY SURGERY"),
        "ZZ1 1AA",
        pcn_code,
        given.get("pcn_name", name),
        "E38000247",
        given.get("sub_icb", "16C"),
        "NHS Tidewater ICB - 16C",
        "E54000050",
        given.get("icb", "QHM"),
        "NHS Tidewater Integrated Care Board",
        "E40000012",
        "Y63",
        "North East and Yorkshire",
        "EMIS",
    ]


def size(code: str = "A99101", patients: str = "10234", *, date: str = "01AUG2026", **given: str) -> list[str]:
    parts = [given.get("sex", "ALL"), given.get("age", "ALL")]
    return ["GP_PRAC_PAT_LIST", date, given.get("type", "GP"), "16C", "E38000247", code, "ZZ1 1AA", *parts, patients]


def council(code: str = "XAA", name: str = "Eastmere Borough Council", **given: str) -> list[str]:
    return [
        code,
        name,
        "Eastmere",
        given.get("gss", "E99000001"),
        given.get("start", "1974-04-01"),
        given.get("end", ""),
        given.get("replaced_by", ""),
        "England",
        "North East",
        "NMD",
        "Non-metropolitan district",
        "",
        given.get("current", "True"),
    ]


def lines(*rows: Sequence[str], quoting: int = csv.QUOTE_ALL) -> bytes:
    text = io.StringIO()
    csv.writer(text, quoting=quoting, lineterminator="\r\n").writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().encode()


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def write_zip(folder: Path, name: str, content: dict[str, bytes]) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in content.items():
            archive.writestr(member, data)
    return path


def write_workbook(folder: Path, name: str, sheets: dict[str, Iterable[Sequence[object]]]) -> Path:
    workbook = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / name
    workbook.save(path)
    return path


def one(path: Path, *, minimum_rows: int | None = 0) -> OdsFile:
    (file,) = recognise(path, minimum_rows=minimum_rows)
    return file


def rows_of(folder: Path, *rows: Sequence[str]) -> list[Row]:
    return list(one(write(folder, "file.csv", lines(*rows))).rows())
