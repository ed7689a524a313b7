"""The kinds of job that work on files."""

from typing import Final

MAKE: Final = "documents.make"
FREEZE: Final = "documents.freeze"
FORGET: Final = "documents.forget"
