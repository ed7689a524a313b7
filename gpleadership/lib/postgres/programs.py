"""Running one of PostgreSQL's programs, never as root."""

import os
import subprocess
from collections.abc import Sequence

from gpleadership.lib.postgres.errors import PostgresUnavailable
from gpleadership.lib.postgres.homes import Home


def run(home: Home, name: str, arguments: Sequence[str]) -> None:
    """Run a program as the server's user and say in a sentence when it fails."""
    user, group = (home.user.uid, home.user.gid) if home.user else (None, None)
    try:
        result = subprocess.run(  # noqa: S603 (our own program and our own words)
            [str(home.binaries.program(name)), *arguments],
            check=False,
            cwd="/",
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            umask=0o077,
            user=user,
            group=group,
            extra_groups=[] if home.user else None,
        )
    except OSError as error:
        raise PostgresUnavailable(
            f"PostgreSQL's program {name} does not run here ({error}). "
            "Set DATABASE_URL to use a PostgreSQL server of your own."
        ) from error
    if result.returncode:
        reason = result.stderr.strip() or f"exit status {result.returncode}"
        raise PostgresUnavailable(f"PostgreSQL's {name} failed: {reason} (its log: {home.folders.log}).")


def _environment() -> dict[str, str]:
    """Ours without PGDATA, PGPORT and their like, which would lead it elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return kept | {"LC_ALL": "C"}
