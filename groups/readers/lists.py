"""A list of practice readers as a file: what its lines say, and what is wrong with each. No database."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from gpleadership.lib.dates import long_date
from gpleadership.lib.refusal import Refused
from gpleadership.lib.words import number

MOST_BYTES: Final = 1024 * 1024
MOST_ROWS: Final = 2_000
LONGEST_NAME: Final = 120
HEADINGS: Final[Mapping[str, frozenset[str]]] = {
    "practice code": frozenset(
        {"practicecode", "odscode", "code", "practiceodscode", "orgcode", "organisationcode", "gpcode", "practice"}
    ),
    "name": frozenset({"name", "fullname", "readername", "reader", "person", "contactname", "contact"}),
    "email": frozenset({"email", "emailaddress", "mail", "readeremail", "contactemail", "emailid"}),
}
_FORMULA: Final = re.compile(r"[=+\-@＝＋－＠]")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff]")


class Line(NamedTuple):
    """A line of the list as it was written: its number in the file, the code, the name, the address."""

    number: int
    code: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Known:
    """What lines are checked against: the place's practices, other organisations, who reads and who was asked."""

    place: str
    practices: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    others: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    reading: frozenset[tuple[int, str]] = frozenset()
    asked: Mapping[tuple[int, str], datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """A line with its practice, and every problem that it has."""

    line: Line
    practice_id: int | None
    practice: str
    problems: tuple[str, ...]


# ---- Reading the file ----


def read_list(content: bytes) -> list[Line]:
    """The lines of a list. Raises `Refused` with what is wrong with the file as a whole."""
    rows = _rows(_text(content))
    header_at, header = next(rows, (0, []))
    if not header:
        raise _wrong("The file is empty. Its first line must say: practice code, name, email.")
    columns = _columns(header)
    found: list[Line] = []
    for at, row in rows:
        if len(found) == MOST_ROWS:
            raise _wrong(f"The file has more than {number(MOST_ROWS)} rows. Bring it in parts.")
        code, name, email = (row[column].strip() if column < len(row) else "" for column in columns)
        found.append(Line(at, "".join(code.split()).upper(), name, email.lower()))
    if not found:
        raise _wrong(f"The file has its headings in line {header_at} and nothing below them.")
    return found


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise _wrong("The file is larger than 1 MB. Bring it in parts.")
    if content[:2] == b"PK" or content[:4] == b"\xd0\xcf\x11\xe0":
        raise _wrong("This is a spreadsheet. Save it as “CSV UTF-8 (comma delimited)” and bring that file.")
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in content:
        raise _wrong("This is not a CSV file in UTF-8. Save it as “CSV UTF-8 (comma delimited)” and bring that file.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _wrong(
            f"Line {line} has a letter that is not written in UTF-8, so names would come out wrong."
            " In Excel, save the file as “CSV UTF-8 (comma delimited)” and bring that one."
        ) from error


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, each with the number of the line it begins on."""
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        raise _wrong(
            f"The row that begins on line {begins} cannot be read: look for a quotation mark too many."
        ) from error


def _columns(header: Sequence[str]) -> list[int]:
    """Where the three columns stand, in whatever order, with whatever beside them."""
    names = [re.sub(r"[^a-z]", "", heading.lower()) for heading in header]
    places = {
        wanted: next((at for at, name in enumerate(names) if name in known), None) for wanted, known in HEADINGS.items()
    }
    missing = [wanted for wanted, at in places.items() if at is None]
    if missing:
        raise _wrong(
            f"The first line has no heading “{missing[0]}”. It must say: practice code, name, email. "
            f"It says: {', '.join(cell.strip()[:30] for cell in header[:6]) or 'nothing'}."
        )
    return [at for at in places.values() if at is not None]


def _wrong(sentence: str) -> Refused:
    return Refused(sentence, field="file")


# ---- Checking its lines ----


def check_lines(lines: Iterable[Line], known: Known) -> list[Checked]:
    """Each line with all that is wrong with it."""
    seen: dict[tuple[str, str], int] = {}
    found = []
    for line in lines:
        practice_id, practice, *problems = _practice(line.code, known)
        problems += [*_name(line.name), *_email(line.email)]
        if not problems:
            problems += _again(line, practice_id, known, seen)
        found.append(Checked(line, practice_id, practice, tuple(problems)))
    return found


def _practice(code: str, known: Known) -> tuple[int | None, str, *tuple[str, ...]]:
    if not code:
        return None, "", "No practice code"
    if code in known.practices:
        return known.practices[code]
    if code not in known.others:
        return None, "", f"No practice has the code {code[:20]}"
    name, kind = known.others[code]
    if kind != "practice":
        return None, name, f"{code} is {name}, which is not a practice"
    return None, name, f"{name} is not a practice of {known.place}"


def _name(name: str) -> list[str]:
    if not name:
        return ["No name"]
    if len(name) > LONGEST_NAME:
        return [f"The name is longer than {LONGEST_NAME} characters"]
    if _FORMULA.match(name):
        return [f"The name begins with {name[0]}, as a formula does"]
    return ["The name has characters in it that cannot be seen"] if _CONTROL.search(name) else []


def _email(email: str) -> list[str]:
    if not email:
        return ["No email address"]
    try:
        validate_email(email)
    except ValidationError:
        return [f"“{email[:60]}” is not an email address"]
    return ["The email address is longer than 254 characters"] if len(email) > 254 else []


def _again(line: Line, practice_id: int | None, known: Known, seen: dict[tuple[str, str], int]) -> list[str]:
    first = seen.setdefault((line.code, line.email), line.number)
    if first != line.number:
        return [f"The same practice and address as line {first}"]
    key = (practice_id or 0, line.email)
    if key in known.reading:
        return ["Reads for this practice already"]
    asked = known.asked.get(key)
    return [f"Was invited on {long_date(asked)} and has not answered"] if asked else []
