"""Uploaded files on disk, from upload to the end of their import."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from groups.imports.models import ImportBatch

_PLAIN: Final = re.compile(r"[^\w.()\- ]+", re.ASCII)


def folder_of(batch: ImportBatch) -> Path:
    """Where an import's files lie. Nothing serves this folder to anybody."""
    return Path(settings.MEDIA_ROOT) / "imports" / str(batch.public_id)


def keep(batch: ImportBatch, files: Iterable["UploadedFile[Any]"]) -> None:
    """Write uploads down, a piece at a time, under a number and a plain form of their name."""
    folder = folder_of(batch)
    folder.mkdir(parents=True, mode=0o700)
    for number, file in enumerate(files):
        name = _PLAIN.sub("_", Path(file.name or "file").name)[-100:]
        with (folder / f"{number:02}_{name}").open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)


def kept(batch: ImportBatch) -> list[tuple[Path, str]]:
    """The files of an import, with the name that each had."""
    folder = folder_of(batch)
    return [(path, path.name.partition("_")[2]) for path in sorted(folder.iterdir())] if folder.is_dir() else []


def forget(batch: ImportBatch) -> None:
    """Remove an import's files: what they changed is kept, they are not."""
    shutil.rmtree(folder_of(batch), ignore_errors=True)
