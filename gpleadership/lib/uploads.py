"""How much may be uploaded at once. Decided before a byte of a file is written."""

from typing import Any, Final

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from gpleadership.lib.ods.limits import MAX_FILE, MB

MOST: Final = MAX_FILE
"""Bytes of one request with files, all together."""
TOO_LARGE: Final = "gpleadership.upload_too_large"


class LimitedUpload(FileUploadHandler):
    """First of the upload handlers: passes over the files of a request that is too large.

    The form's other fields arrive, so its page can say what is wrong; see `too_large`.
    """

    passes_over = False

    def handle_raw_input(self, input_data: Any, META: dict[str, Any], content_length: int, *_: Any, **__: Any) -> None:  # noqa: N803
        """Judge by the length that the request names."""
        self.passes_over = content_length > MOST + MB
        if self.passes_over:
            META[TOO_LARGE] = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Take no file of a request that is too large."""
        super().new_file(*args, **kwargs)
        if self.passes_over:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Leave it to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave it to the next handler."""


def too_large(request: HttpRequest) -> int:
    """How many megabytes were sent, if that was too much; 0 if it was not."""
    return int(request.META.get(TOO_LARGE, 0)) // MB
