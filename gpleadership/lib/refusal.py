"""What a user may not do, or not now, in a sentence they can read."""


class Refused(Exception):  # noqa: N818
    """A rule says no. `str()` is the sentence for the user; `field` names the form's field, if one is to blame."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class EditedMeanwhile(Refused):
    """Somebody else changed the same thing first; nothing was overwritten."""
