"""A backup as a file: a tar of the database's dump and the uploads, with a list of them as its last part.

The list comes last and holds every part's hash, so a file that was cut short or altered is known
before anything is touched.
"""

import io
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

DUMP = "database.dump"
UPLOADS = "uploads"
MANIFEST = "manifest.json"
FORMAT = 1
UNFINISHED = ".restoring-"
"""Begins the name of the folder where uploads wait while a backup is restored."""


class UnusableBackup(Exception):  # noqa: N818 (it says what is the case)
    """The file is no whole backup; the message is a sentence that says so."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, and what it was made from."""

    made_at: str
    portal: str
    postgres: str
    extensions: dict[str, str]
    """Their owners, which a dump does not tell."""
    format: int = FORMAT
    hashes: dict[str, str] = field(default_factory=dict)


class _Hashed(io.RawIOBase):
    """A file that works out its hash while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.hash = file, sha256()

    def read(self, size: int = -1) -> bytes:
        block = self.file.read(size)
        self.hash.update(block)
        return block


def write(file: Path, *, dump: Path, uploads: Path, manifest: Manifest) -> None:
    """Write a backup, whole or not at all, for its owner's eyes only."""
    unfinished = file.with_name(f"{file.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
            _add(tar, DUMP, dump, manifest)
            for path in _files_in(uploads):
                _add(tar, f"{UPLOADS}/{path.relative_to(uploads).as_posix()}", path, manifest)
            _add_manifest(tar, manifest)
        out.flush()
        os.fsync(out.fileno())
    unfinished.rename(file)


def read(file: Path, into: Path) -> Manifest:
    """Unpack a backup and check every part of it."""
    try:
        with tarfile.open(file, mode="r:") as tar:
            found = {member.name: _unpack(tar, member, into) for member in tar}
        _take_list(found)
        known = json.loads((into / MANIFEST).read_text(encoding="utf-8"))
        hashes, format_ = known["hashes"], known["format"]
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as error:
        raise UnusableBackup(f"{file} is not a backup of this portal, or was cut short ({error}).") from error
    if format_ != FORMAT:
        raise UnusableBackup(f"{file} was made by another version of the portal. Restore it with that one.")
    if found != hashes or DUMP not in found:
        raise UnusableBackup(f"{file} is damaged: its parts are not what its list says.")
    return Manifest(**known)


def _files_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        is_waiting = path.relative_to(folder).parts[0].startswith(UNFINISHED)
        if path.is_file() and not path.is_symlink() and not is_waiting:
            yield path


def _add(tar: tarfile.TarFile, name: str, path: Path, manifest: Manifest) -> None:
    """Add a file; one that was deleted meanwhile is left out."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        hashed = _Hashed(file)
        member = tarfile.TarInfo(name)
        details = os.fstat(file.fileno())
        member.size, member.mtime, member.mode = details.st_size, int(details.st_mtime), 0o600
        tar.addfile(member, hashed)
    manifest.hashes[name] = hashed.hash.hexdigest()


def _add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    words = json.dumps(asdict(manifest), indent=1).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size, member.mode = len(words), 0o600
    tar.addfile(member, io.BytesIO(words))


def _take_list(found: dict[str, str]) -> None:
    """Leave the list out of what it is compared with."""
    if found.pop(MANIFEST, None) is None:
        raise EOFError("its list is missing")


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> str:
    """Write one part under a folder, and nowhere else, and return its hash."""
    parts = PurePosixPath(member.name).parts
    if not member.isreg() or member.name.startswith("/") or ".." in parts:
        raise UnusableBackup(f"The backup holds {member.name}, which is not one of its parts.")
    source = tar.extractfile(member)
    assert source is not None  # noqa: S101 (a regular file has content)
    target = into.joinpath(*parts)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = sha256()
    with source, target.open("wb") as out:
        while block := source.read(1 << 20):
            digest.update(block)
            out.write(block)
    if target.stat().st_size != member.size:
        raise EOFError("unexpected end of data")
    return digest.hexdigest()
