"""The folders and files of one embedded cluster."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

LONGEST_SOCKET_FOLDER = 80
"""The kernel allows a socket's whole path some 100 bytes; its name takes 20 of them."""


@dataclass(frozen=True)
class Folders:
    """Everything of a cluster lies under ``home``, but for the socket when that path is too long."""

    home: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.home / "data"

    @property
    def unfinished(self) -> Path:
        """Where a new data folder is made, so that a half-made one is never taken for a database."""
        return self.home / "data.new"

    @property
    def socket(self) -> Path:
        """The private folder where the server is reached."""
        folder = self.home / "run"
        if len(bytes(folder)) <= LONGEST_SOCKET_FOLDER:
            return folder
        return Path(gettempdir()) / self.server_name

    @property
    def server_name(self) -> str:
        """What the server calls itself; PostgreSQL puts it into the title of each of its processes."""
        return f"gpl-{short_hash(self.home)}"

    @property
    def log(self) -> Path:
        """What the server says; no statements and no values."""
        return self.home / "server.log"

    @property
    def passwords(self) -> Path:
        """The superuser's, the owner's and the app's."""
        return self.home / "passwords.json"

    @property
    def roles_made(self) -> Path:
        """Exists once the roles and the database have been made."""
        return self.home / "roles-made"

    @property
    def users(self) -> Path:
        """Every process that uses the server holds a shared lock on this file."""
        return self.home / "users.lock"

    @property
    def gate(self) -> Path:
        """Held by whoever starts or stops the server."""
        return self.home / "start.lock"


def short_hash(path: Path) -> str:
    """A short name that is the same for the same path."""
    return sha256(bytes(path)).hexdigest()[:12]
