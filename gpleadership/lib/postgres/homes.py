"""Which folder a checkout's cluster lives in, and as whom its server runs."""

import os
from dataclasses import dataclass
from pathlib import Path

from gpleadership.lib.postgres import system_user
from gpleadership.lib.postgres.binaries import Binaries, from_wheel
from gpleadership.lib.postgres.copying import copied
from gpleadership.lib.postgres.errors import PostgresUnavailable
from gpleadership.lib.postgres.folders import Folders, short_hash
from gpleadership.lib.postgres.system_user import SystemUser

POINTER = "postgres.location"
"""The file in ``var/`` that says where root's cluster of this checkout lies."""


@dataclass(frozen=True)
class Home:
    """A cluster's folders, the programs that serve it, and as whom they run."""

    folders: Folders
    binaries: Binaries
    user: SystemUser | None
    """The system user that the server runs as; nobody but ourselves when we are not root."""


def home_of(var: Path) -> Home:
    """Find or make the folder of this checkout's cluster."""
    try:
        var.mkdir(parents=True, exist_ok=True)
        return _roots_home(var.resolve()) if os.geteuid() == 0 else _own_home(var.resolve())
    except PermissionError as error:
        raise PostgresUnavailable(
            f"No permission for {error.filename}. Run this as the user who owns {var}."
        ) from error


def _own_home(var: Path) -> Home:
    if (var / POINTER).exists():
        raise PostgresUnavailable(
            f"Root made this checkout's database, in {_pointed_at(var)}. Run this as root, "
            f"or delete {var / POINTER} to begin with an empty database of your own."
        )
    folder = var / "postgres"
    folder.mkdir(mode=0o700, exist_ok=True)
    return Home(Folders(folder), from_wheel(), user=None)


def _roots_home(var: Path) -> Home:
    if (var / "postgres" / "data").exists():
        raise PostgresUnavailable(
            f"The database in {var / 'postgres'} belongs to another user and root must not touch it. "
            "Run this as that user, or move the folder away to begin with an empty database."
        )
    user = system_user.ensure()
    system_user.HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
    binaries = copied(from_wheel(), system_user.HOME)
    return Home(Folders(_claimed(var)), binaries, user)


def _claimed(var: Path) -> Path:
    """Root's folder for this checkout; it moves with the checkout and is not shared with a copy."""
    pointed = _pointed_at(var)
    if pointed is None or not pointed.is_dir() or _belongs_to_another(pointed, var):
        pointed = system_user.HOME / short_hash(var)
        pointed.mkdir(mode=0o711, exist_ok=True)
        pointed.chmod(0o711)
        (var / POINTER).write_text(f"{pointed}\n", encoding="utf-8")
    (pointed / "checkout").write_text(f"{var}\n", encoding="utf-8")
    return pointed


def _belongs_to_another(home: Path, var: Path) -> bool:
    recorded = home / "checkout"
    if not recorded.exists():
        return False
    owner = Path(recorded.read_text(encoding="utf-8").strip())
    return owner != var and _pointed_at(owner) == home


def _pointed_at(var: Path) -> Path | None:
    pointer = var / POINTER
    if not pointer.exists():
        return None
    return Path(pointer.read_text(encoding="utf-8").strip())
