"""The one way in which the embedded database fails."""


class PostgresUnavailable(Exception):  # noqa: N818 (it says what is the case, as Django's DoesNotExist does)
    """No database can be had; the message is a sentence that says what to do."""
