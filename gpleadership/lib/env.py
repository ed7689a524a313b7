"""Settings from the environment; a missing or unreadable value names itself."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_WORDS = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off", ""), False),
}


def text(name: str, default: str | None = None) -> str:
    """The value of `name`; without a default a missing one is an error that says its name."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} in the environment: see docs/operations.md.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """A yes or no: 1, true, yes, on, or 0, false, no, off."""
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return _WORDS[value.strip().lower()]
    except KeyError:
        raise ImproperlyConfigured(f"{name} is “{value}”: write yes or no.") from None


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is “{value}”: write a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    """A list, its parts separated by commas."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def kept_secret(name: str, file: Path) -> str:
    """`name` from the environment, or a secret made once and kept in `file`, readable by its owner only."""
    if value := os.environ.get(name):
        return value
    try:
        return file.read_text().strip()
    except FileNotFoundError:
        pass
    from secrets import token_urlsafe

    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as out:
        out.write(token_urlsafe(50))
    return file.read_text().strip()
