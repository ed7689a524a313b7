"""From a document to the bytes of a file."""

import hashlib
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from gpleadership.lib.documents import model

RENDERER: Final = 1
"""Raise it when the same document would look another way: files made before are then not given again."""


class Format(StrEnum):
    """The kinds of file."""

    PDF = "pdf"
    DOCX = "docx"

    @property
    def label(self) -> str:
        """As people name it."""
        return "PDF" if self is Format.PDF else "Word"

    @property
    def content_type(self) -> str:
        """Its media type."""
        word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        return "application/pdf" if self is Format.PDF else word


def content_key(document: model.Document) -> str:
    """What a file was made from, and by which renderer: two files of one key are alike."""
    return hashlib.sha256(f"{RENDERER}:{model.digest(document)}".encode()).hexdigest()


def make(document: model.Document, kind: Format) -> bytes:
    """The file's bytes. Slow: for jobs."""
    return _renderer(kind)(document)


def _renderer(kind: Format) -> Callable[[model.Document], bytes]:
    """Imported when first needed: WeasyPrint takes half a second, and web processes never make a file."""
    if kind is Format.PDF:
        from gpleadership.lib.documents.pdf import document_pdf

        return document_pdf
    from gpleadership.lib.documents.docx import document_docx

    return document_docx
