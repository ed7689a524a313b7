"""What one’s own data bring to others: a sentence for the log; and what this package itself knows."""

from groups.audit.sentences import register_sentence
from groups.mydata.erasing.everything import VERB
from groups.mydata.erasing.everything import register_all as register_steps
from groups.mydata.known import register_all as register_holdings


def register() -> None:
    """Name everything, once, when Django starts."""
    register_holdings()
    register_steps()
    register_sentence(VERB, "People’s data", "erased the name and address of somebody who asked for it")
