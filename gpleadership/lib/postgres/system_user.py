"""The system user under which the server runs when we are root, because PostgreSQL refuses root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from gpleadership.lib.postgres.errors import PostgresUnavailable

NAME = "gpleadership"
HOME = Path("/var/lib/gpleadership")
"""All that root changes outside the checkout lies in here."""


@dataclass(frozen=True)
class SystemUser:
    """Who owns the data and runs the server."""

    uid: int
    gid: int

    def give(self, path: Path) -> None:
        """Make a file or folder theirs, and not what it may link to."""
        os.chown(path, self.uid, self.gid, follow_symlinks=False)


def ensure() -> SystemUser:
    """Find the system user, or make it."""
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        _make()
        entry = pwd.getpwnam(NAME)
    return SystemUser(uid=entry.pw_uid, gid=entry.pw_gid)


def _make() -> None:
    try:
        subprocess.run(_command(), check=True, capture_output=True, text=True)  # noqa: S603 (our own words)
    except subprocess.CalledProcessError as error:
        raise PostgresUnavailable(
            f"The system user {NAME} could not be made ({error.stderr.strip()}). Make it by hand, "
            "or run this as an ordinary user."
        ) from error


def _command() -> list[str]:
    if tool := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin"):
        names = ["--system", "--user-group", "--no-create-home", "--home-dir", str(HOME)]
        return [tool, *names, "--shell", "/usr/sbin/nologin", NAME]
    if tool := shutil.which("adduser", path="/usr/sbin:/sbin:/usr/bin:/bin"):
        return [tool, "-S", "-D", "-H", "-h", str(HOME), "-s", "/sbin/nologin", NAME]
    raise PostgresUnavailable(
        "PostgreSQL does not run as root, and this machine has neither useradd nor adduser to make "
        "a user for it. Run this as an ordinary user."
    )
