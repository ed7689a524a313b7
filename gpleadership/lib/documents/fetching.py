"""What the renderer may fetch: a handful of our own files by their exact names, from memory."""

from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from weasyprint.urls import URLFetcher, URLFetcherResponse

HOME: Final = "https://static.portal.invalid/"  # a name that leads nowhere, for addresses to be joined to
STYLES: Final = "documents.css"
FONTS: Final = {
    "fonts/LiberationSans-Regular.ttf": ("normal", "normal"),
    "fonts/LiberationSans-Bold.ttf": ("bold", "normal"),
    "fonts/LiberationSans-Italic.ttf": ("normal", "italic"),
    "fonts/LiberationSans-BoldItalic.ttf": ("bold", "italic"),
}
"""The fonts with weight and style."""
ALLOWED: Final = {
    STYLES: "text/css",
    "wordmark.svg": "image/svg+xml",
    **dict.fromkeys(FONTS, "font/ttf"),
}


class NotOurs(ValueError):  # noqa: N818
    """Something else than the portal's own files was asked for."""


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Knows no protocol: not the network, not the disk, not even data in the address."""

    def __init__(self) -> None:  # the parent's would bring a handler for each protocol
        self._fail_on_errors = False
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """One of our files. Raises `NotOurs`, which the renderer takes for a file that is not there."""
        name = url.removeprefix(HOME)
        if not url.startswith(HOME) or name not in ALLOWED:
            self.refused.append(url)
            raise NotOurs("Only the portal's own files are used in documents.")
        return URLFetcherResponse(url, own_file(name), {"Content-Type": ALLOWED[name]})

    def open(self, url: object, data: object = None, timeout: object = None) -> URLFetcherResponse:
        """The same under urllib's name."""
        return self.fetch(getattr(url, "full_url", str(url)))

    __call__ = fetch


@cache
def own_file(name: str) -> bytes:
    """The bytes of a file that is on the list."""
    if name not in ALLOWED:
        raise NotOurs(name)
    return (Path(settings.BASE_DIR) / "static" / "portal" / name).read_bytes()
