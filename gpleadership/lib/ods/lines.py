"""A text file as rows: bytes to lines to cells, a block at a time, whatever the bytes are."""

import codecs
import csv
import re
from collections.abc import Iterator
from typing import Final

from .errors import BadFile
from .limits import BLOCK, MAX_LINE
from .sources import Readable, Source

_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_CUT: Final = "the file stops in the middle of this line. Download it again."


class _Lines:
    """The lines of a UTF-8 text. After the last one, `cut` says whether it lacked its end."""

    def __init__(self, stream: Readable, name: str) -> None:
        self._stream = stream
        self._name = name
        self.ended = False
        self.cut = False

    def __iter__(self) -> Iterator[str]:
        done, rest = 0, b""
        while block := self._stream.read(BLOCK):
            if done == 0 and not rest:
                block = self._without_mark(block)
            whole, end, rest = (rest + block).rpartition(b"\n")
            if end:
                for line in self._decode(whole, done).split("\n"):
                    done += 1
                    yield f"{line}\n"
            if len(rest) > MAX_LINE:
                raise BadFile(self._name, done + 1, "this line does not end. Download the file again.")
        self.ended = True
        self.cut = bool(rest) and not rest.endswith((b'"', b'"\r'))
        if rest:
            yield self._decode(rest, done)

    def _without_mark(self, block: bytes) -> bytes:
        if block.startswith(_WIDE):
            raise BadFile(self._name, 1, "this text is in UTF-16. Save it as “CSV UTF-8”, or download it again.")
        return block.removeprefix(codecs.BOM_UTF8)

    def _decode(self, lines: bytes, before: int) -> str:
        if found := _CONTROL.search(lines):
            line = before + lines.count(b"\n", 0, found.start()) + 1
            raise BadFile(self._name, line, "this is not text. Download the file again.")
        try:
            return lines.decode()
        except UnicodeDecodeError as error:
            line = before + lines.count(b"\n", 0, error.start) + 1
            raise BadFile(
                self._name,
                line,
                "this line is not in UTF-8, perhaps since it was saved with Excel. "
                "Download the file again, or save it as “CSV UTF-8”.",
            ) from None


def text_rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Each row of a .csv with the line it starts on. Blank lines are passed over."""
    with source.open() as stream:
        lines = _Lines(stream, source.name)
        reader = csv.reader(lines, strict=True)
        line = 1
        try:
            for cells in reader:
                if lines.cut:
                    raise BadFile(source.name, line, _CUT)
                if cells:
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error:
            sentence = "the quotation marks in this row do not match. Download the file again."
            raise BadFile(source.name, line, _CUT if lines.ended else sentence) from None
