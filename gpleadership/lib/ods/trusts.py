"""NHS trusts (etr). The same 27 columns as epraccur; status and prescribing setting are blank in the files seen."""

import re
from typing import Final

from .errors import BadValue
from .formats import Format
from .kinds import Kind, Layout
from .practices import WIDTH, address
from .rows import TrustRow
from .values import code, date, in_order, optional_code, optional_date, postcode, quote, required_text, town

_TRUST_CODE: Final = re.compile(r"[RT][A-Z0-9]{2}")


def is_trust_code(value: str) -> bool:
    """R and two more for NHS trusts; T and two more for the few care trusts."""
    return bool(_TRUST_CODE.fullmatch(value.strip().upper()))


def trusts_format() -> Format:
    """The only layout seen."""
    return Format(Kind.TRUSTS, Layout.LEGACY, WIDTH, _trust)


def _trust(line: int, cells: list[str]) -> TrustRow:
    trust_code = code(cells[0], "trust code")
    if not is_trust_code(trust_code):
        raise BadValue(f"{quote(trust_code)} is not the code of an NHS trust. Download the report etr.")
    opened, closed = date(cells[10], "opening date"), optional_date(cells[11], "closing date")
    in_order(opened, closed, "the trust")
    return TrustRow(
        line=line,
        code=trust_code,
        name=required_text(cells[1]),
        region_code=optional_code(cells[2], "region code"),
        icb_code=optional_code(cells[3], "ICB code"),
        address=address(cells),
        town=town(cells[7]),
        postcode=postcode(cells[9]),
        opened=opened,
        closed=closed,
    )
