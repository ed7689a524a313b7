"""The independent check of what PDF/UA-1 asks for, with every one of its rules at work."""

from pathlib import Path
from unittest.mock import patch

from pdfua import Report, validate
from pdfua.document import as_integer


def findings(path: Path) -> list[tuple[str, str]]:
    """What the checker finds, as (rule, words). Raises AssertionError if it left a rule out."""
    report = report_on(path)
    assert [(each.rule_id, each.skipped_reason) for each in report.skipped] == []
    return [(each.rule_id, each.message) for each in report.findings]


def report_on(path: Path) -> Report:
    """The whole report. The checker's question whether a value is a number raises for arrays: here it says no."""
    with patch("pdfua.rules.structure.as_integer", _as_integer):
        return validate(path)


def _as_integer(value: object) -> int | None:
    try:
        return as_integer(value)
    except ValueError:
        return None
