"""What ballots bring to the log."""

from groups.audit.sentences import Told, register_sentence

TOPIC = "Trust ballots"


def register() -> None:
    """Name every sentence, once, when Django starts."""
    register_sentence("trust ballot opened", TOPIC, _opened)
    register_sentence("trust ballot counted", TOPIC, lambda told: f"counted trust ballot {told.after.get('number')}")
    register_sentence("trust ballot ended without a count", TOPIC, _ended)


def _opened(told: Told) -> str:
    return f"opened trust ballot {told.after.get('number')} with {told.after.get('electors')} electors"


def _ended(told: Told) -> str:
    return f"ended trust ballot {told.after.get('number')} without a count. {told.after.get('why') or ''}".strip()
