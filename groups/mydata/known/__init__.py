"""The parts of what is held that have words of their own, in the order of the page. See docs/data.md."""

from groups.mydata.known import account, acts, chair, others, standing, words


def register_all() -> None:
    """Name every part."""
    account.register()
    standing.register()
    chair.register()
    words.register()
    acts.register()
    others.register()  # last: it gives what none of the others does
