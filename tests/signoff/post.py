"""Letters about rounds as they go: who got what, and the days passing."""

from datetime import timedelta
from typing import Any

from django.core import mail
from django.utils import timezone

from gpleadership.lib.dates import today
from groups.jobs.models import Job
from groups.jobs.worker import drain
from groups.models import Round
from groups.signoff.jobs import tell
from groups.signoff.sending import TELL
from tests.cast import Cast
from tests.signoff.worlds import opened, scope

TITLE = "Money follows need"


class Quiet:
    def tell(self, *args: object) -> None:
        """Nobody listens."""


def asked(cast: Cast, **options: int) -> Round:
    """A round that the chair opened."""
    with scope(cast):
        return opened(cast, **options)


def letters() -> list[Any]:
    """Every letter about a round that goes now, by address."""
    drain()
    found = sorted((each for each in mail.outbox if TITLE in each.subject), key=lambda each: str(each.to))
    mail.outbox.clear()
    return found


def sent() -> list[tuple[str, str]]:
    """Who got what since the last look, by name of the address."""
    return [(each.to[0].split("@")[0], str(each.subject)) for each in letters()]


def readers() -> list[str]:
    """Who got anything."""
    return [who for who, _ in sent()]


def run(found: Round, letter: str) -> int:
    """Do the job of these letters now, as often as a test likes: how many it sent."""
    about = {"group": found.group_id, "round": found.pk, "letter": letter}
    return int(tell(about, Quiet())["sent"])  # type: ignore[arg-type]


def comes(letter: str) -> None:
    """The moment has come at which these letters go."""
    waiting = Job.objects.filter(kind=TELL, arguments__letter=letter, state="waiting")
    assert waiting.update(due_at=timezone.now() - timedelta(seconds=1))


def days_pass(monkeypatch: Any, days: int) -> None:
    """It is some days later for whoever judges what is due."""
    day = today() + timedelta(days=days)
    for module in ("due", "queries"):
        name = "today" if module == "due" else "today_here"
        monkeypatch.setattr(f"groups.signoff.{module}.{name}", lambda: day)


def both(message: Any) -> list[str]:
    """The letter's two ways of saying it, each on one line."""
    return [" ".join(words.split()) for words in (message.body, message.alternatives[0].content)]
