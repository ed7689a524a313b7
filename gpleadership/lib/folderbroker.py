"""Kombu's filesystem broker, mended: half-written files, missing folders, a folder that only grows."""

import uuid
from pathlib import Path
from queue import Empty
from time import time_ns
from typing import Any, Final

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps

MOST_WAITING: Final = 50
"""Messages kept for a queue that nobody reads. They only say "look", so the oldest can go."""


class Channel(filesystem.Channel):
    """A folder as a broker. A process may be killed at any moment, so no file is believed to be whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.control_folder.mkdir(parents=True, exist_ok=True)

    def _put(self, queue: str, payload: Any, **_: Any) -> None:  # type: ignore[override]
        """Write under a name that no reader looks for, then rename: a reader never sees half a message."""
        folder = Path(self.data_folder_out)
        name = folder / f"{time_ns():020}_{uuid.uuid4().hex}.{queue}.msg"
        part = name.with_suffix(".part")
        part.write_text(dumps(payload))
        part.rename(name)
        waiting = sorted(folder.glob(f"*.{queue}.msg"))
        for oldest in waiting[:-MOST_WAITING]:
            oldest.unlink(missing_ok=True)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """The next message; one that cannot be read is passed over, and is not the end of the worker."""
        try:
            return super()._get(queue)
        except (ValueError, ChannelError):
            raise Empty from None

    def get_table(self, exchange: str) -> list[Any]:
        """Who listens; nobody, where that was only half written."""
        try:
            return list(super().get_table(exchange))
        except ValueError:
            return []

    def _queue_bind(self, exchange: str, *binding: Any) -> None:
        """Listen; what was only half written is written anew."""
        try:
            super()._queue_bind(exchange, *binding)
        except ValueError:
            (self.control_folder / f"{exchange}.exchange").unlink(missing_ok=True)
            super()._queue_bind(exchange, *binding)


class Transport(filesystem.Transport):
    """What kombu is given."""

    Channel = Channel
