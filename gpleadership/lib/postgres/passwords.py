"""The passwords of an embedded cluster: made with it, kept beside it, readable by its user alone."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from gpleadership.lib.postgres.errors import PostgresUnavailable


@dataclass(frozen=True)
class Passwords:
    """One for each of the roles that sign in."""

    superuser: str
    owner: str
    app: str


def make(path: Path) -> Passwords:
    """Generate passwords and write them, whole or not at all."""
    made = Passwords(*(secrets.token_urlsafe(24) for _ in range(3)))
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(made), file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
    return made


def read(path: Path) -> Passwords:
    """Read the passwords of an existing cluster."""
    try:
        return Passwords(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise PostgresUnavailable(
            f"The database's passwords cannot be read from {path} ({error}). "
            "Put that file back from a copy, or move its folder away and run script/restore."
        ) from error
