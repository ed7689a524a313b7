"""The one way in which the embedded database fails."""


class PostgresUnavailable(Exception):
    """No database can be had; the message is a sentence that says what to do."""
