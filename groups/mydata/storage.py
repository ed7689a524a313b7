"""Copies on disk, from being made until they are forgotten. Nothing serves this folder; a view gives one file out."""

import os
from pathlib import Path

from django.conf import settings

from groups.mydata.models import DataExport


def file_of(export: DataExport) -> Path:
    """Where a copy lies."""
    return Path(settings.MEDIA_ROOT) / "my-data" / f"{export.public_id}.zip"


def keep(export: DataExport, content: bytes) -> int:
    """Write a copy down, whole or not at all; how many bytes."""
    path = file_of(export)
    path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    draft = path.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)
    return len(content)


def forget(export: DataExport) -> None:
    """Delete a copy’s file."""
    file_of(export).unlink(missing_ok=True)
