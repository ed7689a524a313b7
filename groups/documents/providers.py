"""How this package's verb reads in the log."""

from typing import Final

from gpleadership.lib.documents.making import Format
from groups.audit.sentences import Told, register_sentence

TOPIC: Final = "Documents"


def register() -> None:
    """Name the sentence when Django starts."""
    register_sentence("document kept", TOPIC, _kept)


def _kept(told: Told) -> str:
    title = str(told.after.get("title") or "document")
    wanted, subject = told.after.get("format"), str(told.after.get("subject", ""))
    which = f", version {subject}," if subject.isdecimal() else ""
    words = f" as {Format(wanted).label}" if wanted in set(Format) else ""
    return f"had the adopted file of “{title}”{which} kept for good{words}"
