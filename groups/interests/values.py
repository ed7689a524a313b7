"""What somebody types of an interest, as one value."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class InterestValues:
    """What an interest says. `withheld_because`: why it is not published; nothing, if it is."""

    category: str
    what: str
    with_whom: str
    start: date
    end: date | None = None
    whose: str = ""
    mitigation: str = ""
    withheld_because: str = ""

    def content(self) -> dict[str, Any]:
        """What the row says."""
        values = asdict(self)
        del values["withheld_because"]
        return values
