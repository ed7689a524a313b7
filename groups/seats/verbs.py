"""What the log calls the changes of a term: an end is taken back by what the log says it was before."""

from typing import Final

ENDED, CHANGED, REOPENED = "seat term ended", "seat term changed", "seat term reopened"
OFFICE_ENDED, OFFICE_CHANGED, OFFICE_REOPENED = "office term ended", "office term changed", "office term reopened"
ENDS: Final = (ENDED, OFFICE_ENDED)
REOPENS: Final = (REOPENED, OFFICE_REOPENED)
CHANGES: Final = (*ENDS, CHANGED, REOPENED, OFFICE_CHANGED, OFFICE_REOPENED)
"""What sets when a term ends."""
