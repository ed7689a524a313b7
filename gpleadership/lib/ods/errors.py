"""What is wrong with a file, in a sentence that says what to do."""


class BadFile(Exception):  # noqa: N818 (it says what is the case)
    """A file that cannot be imported: which file, which line (None: the file as a whole), one clear sentence.

    `str()` gives "epraccur.csv, line 17: this row has 26 columns; a GP practice file has 27. Download it again."
    """

    def __init__(self, file: str, line: int | None, sentence: str) -> None:
        super().__init__(file, line, sentence)
        self.file = file
        self.line = line
        self.sentence = sentence

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}, line {self.line}"
        return f"{where}: {self.sentence}"


class BadValue(Exception):  # noqa: N818
    """A value that cannot be read. Its text becomes the sentence of a `BadFile`, which knows file and line."""
