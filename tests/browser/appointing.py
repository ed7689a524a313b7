"""The appointment of a chair as its people walk it in browsers; the clock passes by the tests' own means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core import mail

from gpleadership.lib.scopes import open_scope
from groups.jobs.worker import drain
from groups.models import Appointment, Ballot, Person
from tests.ballots.electors import Table
from tests.ballots.steps import pass_closing_time
from tests.browser.steps import Visitor
from tests.chair.steps import closed, vote

HERE = "/g/eastmere/chair/"


def letter_to(email: str, subject: str) -> str:
    """What the newest letter of a subject says to somebody, once waiting jobs are done."""
    drain()
    found = (each for each in reversed(mail.outbox) if each.to == [email] and subject in each.subject)
    return str(next(found).body)


def sign_in_by_code(visitor: Visitor, email: str) -> None:
    """From a page that asks to sign in: with a code by email, as somebody does who has no password."""
    visitor.page.get_by_role("button", name="Send me a code by email").click()
    visitor.fill("Email address", email)
    visitor.press("Send the code")
    code = re.search(r"\b[A-Z]{4}-[A-Z]{4}\b", letter_to(email, ""))
    assert code is not None
    visitor.fill("Code from the email", code.group())
    visitor.press("Go on")


def type_day(visitor: Visitor, field: str, day: date) -> None:
    """Type a day into the three boxes of a date."""
    group = visitor.page.get_by_role("group", name=field)
    for box, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(box, exact=True).fill(str(value))


class Appointing:
    """An appointment, its people in their browsers, and the time that passes."""

    def __init__(self, seated: Table, visit: Any, width: int) -> None:
        self.seated, self.visit, self.width = seated, visit, width
        self.office: Visitor = visit(seated.secretariat, width)

    @contextmanager
    def scope(self) -> Iterator[None]:
        """The group open for the tests' own steps."""
        group = [self.seated.group.pk]
        with open_scope(read=group, write=group, closed=group):
            yield

    @property
    def appointment(self) -> Appointment:
        """The newest, as it is kept."""
        with self.scope():
            return Appointment.objects.select_related("ballot").latest("pk")

    @property
    def ballot(self) -> Ballot:
        """Its ballot, as it is kept."""
        with self.scope():
            return Ballot.objects.select_related("group").latest("pk")

    @property
    def page(self) -> str:
        """The address of its page."""
        return f"{HERE}{self.appointment.pk}/"

    def member(self, number: int) -> Visitor:
        """An elector with a browser of their own."""
        visitor: Visitor = self.visit(self.seated.people[number], self.width)
        return visitor

    def opens(self) -> None:
        """The secretariat opens nominations with what is offered."""
        self.office.go(HERE)
        self.office.see("chair")
        self.office.press("Appoint a chair")
        self.office.see("chair-open")
        self.office.press("Open nominations")
        assert "Nominations are open until" in self.office.text()
        self.office.see("chair-nominations")

    def nominates_themselves(self, visitor: Visitor, statement: str) -> None:
        """A member nominates themselves and says why."""
        visitor.go(f"{self.page}nominate/")
        visitor.follow("Nominate yourself")
        visitor.see("chair-nominate-yourself")
        visitor.press("Nominate yourself")
        self.accepts(visitor, "GP", statement)

    def accepts(self, visitor: Visitor, about: str, statement: str) -> None:
        """Somebody on the page of their nomination says yes."""
        visitor.fill("Who you are", about)
        visitor.fill("Why you can be trusted to speak for all", statement)
        visitor.press("Accept the nomination")
        assert "You stand." in visitor.text()

    def goes_to_ballot(self) -> None:
        """Nominations close, and the secretariat opens the ballot."""
        with self.scope():
            closed(Appointment.objects.latest("pk"))
        self.office.go(self.page)
        self.office.see("chair-closed")
        self.office.press("Open the ballot")
        self.office.see("chair-ballot-to-open")
        self.office.press("Open the ballot")
        assert "is open until" in self.office.text()

    def votes(self, visitor: Visitor, **answers: str) -> str:
        """Somebody votes from the letter's page to the receipt: their code."""
        self.answers(visitor, **answers)
        visitor.press("Check my ballot")
        visitor.see("ballot-check")
        visitor.press("Cast my ballot")
        visitor.see("ballot-receipt")
        return visitor.page.locator(".gpl-receipt").inner_text()

    def answers(self, visitor: Visitor, **answers: str) -> None:
        """Open the paper and answer some names, each given by the last word of it."""
        visitor.go(f"/g/eastmere/ballots/{self.ballot.number}/")
        for name, answer in answers.items():
            asked = visitor.page.get_by_role("group", name=re.compile(f"{name} to speak"))
            asked.get_by_label(answer, exact=True).check()

    def all_others_vote(self, trusted: dict[int, list[Person]]) -> None:
        """Electors of these numbers vote without a browser."""
        for number, people in trusted.items():
            with self.scope():
                vote(self.seated, self.ballot, people, number=number)

    def counts(self) -> None:
        """The closing time passes, and the ballot is counted by a job."""
        pass_closing_time(self.ballot)
        result = f"/g/eastmere/ballots/{self.ballot.number}/result/"
        self.office.go(result)
        self.office.see("ballot-closed")
        self.office.press("Count now")
        drain()
        self.office.go(result)
