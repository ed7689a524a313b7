"""Bringing small files in, and reading what came of it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from groups.imports import importing, rules
from groups.imports.actions.applying import apply_files
from groups.imports.importing import Found
from groups.imports.models import ImportBatch
from groups.jobs.progress import Progress
from groups.models import NetworkMembership, Organisation
from tests.imports.files import Files

BringIn = Callable[..., Found]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


@pytest.fixture
def bring_in(db: None) -> BringIn:
    """Apply files with the days in their names, as the command does."""
    return lambda *paths, force=False: applied(paths, force=force)


def applied(paths: Sequence[Path], *, force: bool = False) -> Found:
    found = importing.read([(path, path.name) for path in paths], 1, Progress())
    for file in found:
        file.confirmed = True
    return apply_files(ImportBatch(forced=force), rules.in_order(found), Progress(), by=None)


def spells(practice: str) -> list[tuple[str, str, str]]:
    """A practice's spells: PCN, first and last day."""
    rows = NetworkMembership.objects.filter(practice__ods_code=practice).order_by("start", "pcn__ods_code")
    return [(row.pcn.ods_code or "", f"{row.start}", f"{row.end or ''}") for row in rows]


def organisation(code: str) -> Organisation:
    return Organisation.objects.get(ods_code=code)


def told(found: Found) -> list[tuple[str, ...]]:
    """Every change: what, of what, code, before, after."""
    return [(row[1], row[2], row[3], row[5] or "", row[6] or "") for row in found.changes]


def counts(found: Found) -> dict[str, Any]:
    return {key: count for outcome in found.outcomes for key, count in outcome.counts.items()}


def on(text: str) -> date:
    return date.fromisoformat(text)
