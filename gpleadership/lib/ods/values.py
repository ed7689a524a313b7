"""One value at a time: codes, dates, statuses, texts. Each raises BadValue in a sentence that quotes what it found."""

import datetime as dt
import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from .errors import BadValue

_CODE: Final = re.compile(r"[A-Z0-9]{3,9}")
_COUNCIL_CODE: Final = re.compile(r"[A-Z0-9]{3,9}(-[A-Z])?")
_POSTCODE: Final = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
_COUNT: Final = re.compile(r"[0-9]{1,7}")

_FORMULA: Final = frozenset("=+-@＝＋－＠")
_MAX_TEXT: Final = 160  # the longest published has 77
_MAX_TOWN: Final = 80
_MAX_POSTCODE: Final = 10

_MONTHS: Final = {
    month: n
    for n, month in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00:00)?")
_WORDED: Final = re.compile(r"(\d{1,2})[- ]?([A-Za-z]{3})[A-Za-z]*[- ]?(\d{4}|\d{2})")


class Status(StrEnum):
    """Where an organisation is in its life. A practice that stops goes ACTIVE, DORMANT, INACTIVE."""

    PROPOSED = "PROPOSED"
    ACTIVE = "ACTIVE"
    DORMANT = "DORMANT"
    INACTIVE = "INACTIVE"


_STATUSES: Final = {
    "A": Status.ACTIVE,
    "C": Status.INACTIVE,
    "D": Status.DORMANT,
    "P": Status.PROPOSED,
    **{status.value: status for status in Status},
}


def quote(raw: str) -> str:
    """What was found, safe to show: no control characters, and not all of a page."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in raw)
    return f"“{shown[:40]}…”" if len(shown) > 40 else f"“{shown}”"


def code(raw: str, what: str = "code") -> str:
    """An ODS code in capitals: `^[A-Z0-9]{3,9}$`. `what` names it in the sentence."""
    value = raw.strip().upper()
    if raw.isascii() and _CODE.fullmatch(value):
        return value
    if not value:
        raise BadValue(f"the {what} is missing. Download the file again.")
    raise BadValue(f"the {what} {quote(raw)} is not 3 to 9 capital letters and digits. Download the file again.")


def optional_code(raw: str, what: str = "code") -> str | None:
    """As `code`; blank is None."""
    return code(raw, what) if raw.strip() else None


def council_code(raw: str) -> str:
    """MySociety's own codes: three or four letters, and "NIR-A" for former districts of Northern Ireland."""
    value = raw.strip().upper()
    if raw.isascii() and _COUNCIL_CODE.fullmatch(value):
        return value
    raise BadValue(f"the council code {quote(raw)} is not one of letters and digits. Download the file again.")


def status(raw: str) -> Status:
    """One of the four, from a word (current format) or a letter (legacy)."""
    try:
        return _STATUSES[raw.strip().upper()]
    except KeyError:
        raise BadValue(
            f"the status {quote(raw)} is none of ACTIVE, DORMANT, INACTIVE, PROPOSED, A, D, C and P. "
            "Download the file again."
        ) from None


@lru_cache(maxsize=1 << 14)
def parse_date(raw: str) -> dt.date | None:
    """A date in any spelling seen: 20260801, 2026-08-01, 01Aug2026, 01-Apr-26, 01JUL2026. None if it is none.

    Years of two digits are 2000 to 2099: extract dates are the only ones spelt so.
    """
    value = raw.strip()
    if found := _COMPACT.fullmatch(value) or _ISO.fullmatch(value):
        year, month, day = map(int, found.groups())
    elif found := _WORDED.fullmatch(value):
        day, year = int(found[1]), int(found[3])
        month = _MONTHS.get(found[2].lower(), 0)
        year += 2000 if len(found[3]) == 2 else 0
    else:
        return None
    if not 1800 <= year <= 2199:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def date(raw: str, what: str) -> dt.date:
    """A date that must be there."""
    if (value := parse_date(raw)) is not None:
        return value
    if not raw.strip():
        raise BadValue(f"the {what} is missing. Download the file again.")
    raise BadValue(f"the {what} {quote(raw)} is not a date. Download the file again.")


def optional_date(raw: str, what: str) -> dt.date | None:
    """As `date`; blank is None."""
    return date(raw, what) if raw.strip() else None


def in_order(start: dt.date | None, end: dt.date | None, what: str) -> None:
    """A spell of `what` ends on or after the day it starts. Both days are in force (inclusive)."""
    if start is not None and end is not None and end < start:
        raise BadValue(f"{what} ends on {day(end)}, before it starts on {day(start)}. Download the file again.")


def day(value: dt.date) -> str:
    """As the portal writes dates: "6 August 2018"."""
    return f"{value.day} {value:%B %Y}"


def text(raw: str, what: str = "name", most: int = _MAX_TEXT) -> str:
    """A text in one line, spaces tidied, spelling and capitals as published.

    Refused is what a spreadsheet would run as a formula once exported: a leading = + - @, tab or carriage return
    (CWE-1236, "formula injection").
    """
    value = " ".join(raw.split())
    if value[:1] in _FORMULA or raw[:1] in ("\t", "\r"):
        raise BadValue(
            f"the {what} {quote(raw)} begins like a spreadsheet formula. "
            "Find out where this file comes from; take the first character out if it is honest."
        )
    if not value.isprintable():
        raise BadValue(f"the {what} {quote(raw)} holds a character that cannot be printed. Download the file again.")
    if len(value) > most:
        raise BadValue(f"the {what} has {len(value)} characters; {most} are enough. Download the file again.")
    return value


def required_text(raw: str, what: str = "name") -> str:
    """As `text`; it must be there."""
    if value := text(raw, what):
        return value
    raise BadValue(f"the {what} is missing. Download the file again.")


def address_line(raw: str) -> str:
    """As `text`, but an @ with a space after it may lead: a practice is "@ LOUDOUN", and no formula begins so."""
    value = raw.strip(" ")
    return f"@ {text(value[2:], 'address')}" if value.startswith("@ ") else text(raw, "address")


def town(raw: str) -> str:
    """As `text`, but not as long as a name."""
    return text(raw, "town", _MAX_TOWN)


def postcode(raw: str) -> str:
    """In capitals with its one space: "AL3 5JB". What is no UK postcode is kept as it stands; blank stays blank."""
    value = text(raw, "postcode", _MAX_POSTCODE).upper()
    if found := _POSTCODE.fullmatch(value.replace(" ", "")):
        return f"{found[1]} {found[2]}"
    return value


def count(raw: str, what: str) -> int:
    """A number of people, 0 to 9,999,999."""
    value = raw.strip()
    if _COUNT.fullmatch(value):
        return int(value)
    raise BadValue(f"the {what} {quote(raw)} is not a whole number. Download the file again.")


def yes(raw: str, what: str) -> bool:
    """TRUE or FALSE, in any case."""
    value = raw.strip().upper()
    if value not in ("TRUE", "FALSE"):
        raise BadValue(f"the {what} {quote(raw)} is neither TRUE nor FALSE. Download the file again.")
    return value == "TRUE"
