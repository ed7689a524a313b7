"""Ballots for the tests of pages and letters: opened, cast in, closed and counted, and read as a browser would."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gpleadership.lib.scopes import open_scope
from groups.ballots import actions
from groups.ballots.actions import Named, open_ballot
from groups.ballots.models import Ballot
from groups.models import Person
from tests.ballots.electors import Table
from tests.ballots.steps import pass_closing_time


@dataclass
class Sheet:
    """An open ballot over some of a table's electors, with the positions that were drawn for their names."""

    table: Table
    ballot: Ballot
    names: dict[int, str]

    @property
    def group(self) -> list[int]:
        return [self.table.group.pk]

    def at(self, page: str) -> str:
        """The address of a page of the ballot."""
        return reverse(f"ballots:{page}", args=[self.table.group.slug, self.ballot.number])

    def answers(self, *trusted: int, seat: int | None = None) -> dict[str, Any]:
        """What a browser sends: yes to these positions, no to all others."""
        said = {f"answer-{each}": "yes" if each in trusted else "no" for each in self.names}
        return said if seat is None else said | {"seat": seat}

    def cast(self, elector: int, *trusted: int) -> str:
        """An elector casts a ballot."""
        person, seat = self.table.electors[elector]
        with open_scope(person=person.pk, read=self.group, write=self.group, closed=self.group):
            return actions.cast(self.ballot, seat.pk, trusted, by=person)

    def count(self) -> Ballot:
        """The time passes, and what was cast is counted."""
        pass_closing_time(self.ballot)
        with open_scope(read=self.group, write=self.group, closed=self.group):
            self.ballot = actions.close(self.ballot)
        return self.ballot

    def end(self, why: str = "A seat is to be filled.") -> Ballot:
        """The round ends without a count."""
        with open_scope(read=self.group, write=self.group):
            self.ballot = actions.abandon(self.ballot, why, by=self.table.secretariat)
        return self.ballot


def sheet(
    table: Table, names: Sequence[Person | Named] = (), *, floor: int = 60, kind: str = "chair", days: float = 2
) -> Sheet:
    """A ballot over these people, or the table's first two."""
    named = [each if isinstance(each, Named) else Named(each) for each in names or table.people[:2]]
    with open_scope(read=[table.group.pk], write=[table.group.pk]):
        closes = timezone.now() + timedelta(days=days)
        ballot = open_ballot(table.group, kind, names=named, floor=floor, closes_at=closes, by=table.secretariat)
        return Sheet(table, ballot, dict(ballot.candidates.values_list("position", "name")))


def browser(person: Any) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(response: HttpResponse) -> str:
    """What the main part of a page says."""
    main = response.content.decode().split('id="maincontent">', 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split()).replace(" .", ".")


def errors(response: HttpResponse) -> list[str]:
    """The lines of the error summary."""
    summary = response.content.decode().split("nhsuk-error-summary__list", 1)[1].split("</ul>", 1)[0]
    return [re.sub(r"<[^>]+>", "", line).strip() for line in re.findall(r"<li>(.*?)</li>", summary, re.DOTALL)]


def hidden(response: HttpResponse) -> dict[str, str]:
    """The hidden fields of the first form of the main part, without its token."""
    form = response.content.decode().split("<main", 1)[1].split("</form>", 1)[0]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}
