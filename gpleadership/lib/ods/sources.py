"""Where the bytes are: a file on disk, or a member of a .zip. Every read out of a .zip is counted."""

import io
import os
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from .errors import BadFile
from .limits import BLOCK, MAX_DIRECTORY, MAX_EXPANDED, MAX_FILE, MAX_MEMBERS, MAX_RATIO, MB, RATIO_FLOOR

_DAMAGE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
)
_METHODS: Final = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))


class Readable(Protocol):
    """Something to read on from."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most `size`; none at the end."""


class Budget:
    """What may still be unpacked from one archive of `archive_bytes` on disk. Stops a zip bomb while it goes off."""

    def __init__(self, file: str, archive_bytes: int, limit: int = MAX_EXPANDED) -> None:
        self.file = file
        self.archive_bytes = archive_bytes
        self.limit = limit
        self.spent = 0

    def spend(self, size: int) -> None:
        """Count `size` bytes more. Raises BadFile beyond the limit or the ratio."""
        self.spent += size
        if self.spent > self.limit:
            raise BadFile(
                self.file, None, f"it unpacks to more than {self.limit // MB} MB, and no data file is so large."
            )
        if self.spent > max(RATIO_FLOOR, self.archive_bytes * MAX_RATIO):
            raise BadFile(self.file, None, f"it unpacks to more than {MAX_RATIO} times its size, as no data file does.")


class _Counted:
    """A member, read through its archive's budget."""

    def __init__(self, stream: Readable, name: str, budget: Budget) -> None:
        self._stream = stream
        self._name = name
        self._budget = budget

    def read(self, size: int, /) -> bytes:
        with refusing_damage(self._name, "zip"):
            block = self._stream.read(size)
        self._budget.spend(len(block))
        return block


class Guarded(io.BufferedReader):
    """An archive whose table of contents cannot ask for more than MAX_DIRECTORY bytes, whatever size it claims."""

    def read(self, size: int | None = -1, /) -> bytes:
        """As any file, but a larger read is refused."""
        if size is not None and size > MAX_DIRECTORY:
            raise zipfile.BadZipFile("a read larger than any honest table of contents")
        return super().read(MAX_DIRECTORY if size is None or size < 0 else size)


@dataclass(frozen=True, slots=True)
class Source:
    """A stream of bytes that can be opened again and again. Nothing is held open in between."""

    path: Path
    name: str
    """As messages call it: "epraccur.csv", "epraccur.csv in epraccur.zip"."""
    member: int | None = None
    """Its number in the .zip at `path`; None: the file itself."""

    @contextmanager
    def open(self, budget: Budget | None = None) -> Iterator[Readable]:
        """The bytes, forwards only. A member is counted, on `budget` or one of its own."""
        if self.member is None:
            with self.path.open("rb") as stream:
                yield stream
            return
        with open_archive(self.path, self.name) as archive:
            with refusing_damage(self.name, "zip"):
                part = archive.open(archive.infolist()[self.member])
            with part:
                yield _Counted(part, self.name, budget or Budget(self.name, self.path.stat().st_size))

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """The bytes to move about in: a workbook needs that. A member is first unpacked to a temporary file."""
        if self.member is None:
            with self.path.open("rb", buffering=0) as raw, Guarded(raw) as stream:
                yield stream
            return
        with tempfile.TemporaryFile(buffering=0) as copy:
            with self.open() as part:
                while block := part.read(BLOCK):
                    copy.write(block)
            copy.seek(0)
            with Guarded(copy) as stream:
                yield stream


def digest(source: Source, budget: Budget | None = None) -> tuple[str, int]:
    """The SHA-256 of the bytes, and how many lines they have. Reads all of it, so damage shows before anything else."""
    total = sha256()
    lines = 0
    with source.open(budget) as stream:
        while block := stream.read(BLOCK):
            total.update(block)
            lines += block.count(b"\n")
    return total.hexdigest(), lines


def beginning(source: Source) -> bytes:
    """The first bytes, by which text, archive and others are told apart."""
    with source.open() as stream:
        return stream.read(512)


def check_size(path: Path, name: str) -> None:
    """Refuses a file that is too large or empty before a byte of it is read."""
    try:
        size = path.stat().st_size
        readable = path.is_file() and os.access(path, os.R_OK)
    except OSError:
        readable = False
    if not readable:
        raise BadFile(name, None, "there is no such file, or it may not be read.")
    if size > MAX_FILE:
        raise BadFile(name, None, f"it has {size // MB:,} MB; the largest file read is {MAX_FILE // MB} MB.")
    if size == 0:
        raise BadFile(name, None, "the file is empty. Download it again.")


@contextmanager
def open_archive(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    """A .zip on disk, read with care."""
    with path.open("rb", buffering=0) as raw, Guarded(raw) as stream:
        with refusing_damage(name, "zip"):
            archive = zipfile.ZipFile(stream)
        with archive:
            yield archive


def members(path: Path, name: str) -> list[Source]:
    """The files in a .zip, in its order. Folders and a Mac's own notes are left out."""
    with open_archive(path, name) as archive:
        infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise BadFile(name, None, f"it holds {len(infos):,} files; at most {MAX_MEMBERS} are read.")
    found = [(n, info) for n, info in enumerate(infos) if not _passed_over(info)]
    if not found:
        raise BadFile(name, None, "there is no file in it. Download it again.")
    for _, info in found:
        check_member(info, name)
    return [Source(path, f"{shown_name(info.filename)} in {name}", n) for n, info in found]


def _passed_over(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or info.filename.startswith("__MACOSX/") or info.filename.endswith(".DS_Store")


def check_member(info: zipfile.ZipInfo, name: str) -> None:
    """Refuses a password, and methods of packing whose unpacking cannot be stopped half-way (bzip2, LZMA)."""
    if info.flag_bits & 0x1:
        raise BadFile(name, None, "it is protected by a password. Save it without one.")
    if info.compress_type not in _METHODS:
        raise BadFile(name, None, "it is packed in an unusual way. Unpack it, and import what is inside.")


@contextmanager
def refusing_damage(name: str, suffix: str) -> Iterator[None]:
    """Turns what the standard library says about a broken archive into one sentence."""
    try:
        yield
    except _DAMAGE:
        raise BadFile(name, None, f"this .{suffix} is damaged or incomplete. Download it again.") from None


def shown_name(name: str) -> str:
    """The last part of a path, fit for a message."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return "".join(sign if sign.isprintable() else "?" for sign in last)[:120] or "file"
