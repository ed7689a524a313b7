"""The register as a document: who declares what, then who declares nothing, then who has not said."""

from datetime import timedelta

from django.utils import timezone

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.documents.model import Document, Table
from gpleadership.lib.scopes import open_scope
from groups.interests import actions
from groups.interests.document import register_document_of
from groups.models import InterestReview
from tests.cast import Cast
from tests.interests.worlds import SECRET, WHAT, declare, values, withhold


def made(cast: Cast) -> Document:
    with open_scope(read=[cast.eastmere.pk]):
        return register_document_of(cast.eastmere, "register")


def tables(document: Document) -> dict[str, Table]:
    found = [(section.title, section.clauses[0].blocks[0]) for section in document.sections]
    return {title: block for title, block in found if isinstance(block, Table)}


def test_it_says_each_thing_once(cast: Cast) -> None:
    declare(cast.eastmere, cast["chair"], whose="Husband")
    withhold(cast.eastmere, cast["core_member"])
    person, group = cast["in_attendance"], [cast.eastmere.pk]
    with open_scope(person=person.pk, read=group, write=group):
        actions.declare_nothing(cast.eastmere, by=person)
    found = tables(made(cast))
    assert list(found) == ["What is declared", "Nothing to declare", "Not declared yet"]
    assert [row[:4] for row in found["What is declared"].rows] == [
        (
            "Dr Leila Nasser",
            "Withheld from publication",
            "One interest is withheld from publication.",
            "",
        ),
        ("Ruth Calder", "Financial", f"{WHAT}, with Quay Surgery (indirect: Husband)", "Since 1 May 2024"),
    ]
    assert found["Nothing to declare"].rows == ((person.full_name, f"Said so on {long_date(today())}"),)
    assert len(found["Not declared yet"].rows) == 2
    assert SECRET not in str(found)


def test_nothing_stands_under_an_empty_heading(cast: Cast) -> None:
    assert list(tables(made(cast))) == ["Not declared yet"]


def test_what_was_written_for_somebody_dates_it(cast: Cast) -> None:
    group, before = [cast.eastmere.pk], timezone.now() - timedelta(days=40)
    with open_scope(person=cast["secretariat"].pk, read=group, write=group):
        InterestReview.objects.create(group=cast.eastmere, person=cast["chair"], at=before)
        assert made(cast).status == f"Last changed on {long_date(before)}"
        actions.declare(cast.eastmere, cast["chair"], values(), by=cast["secretariat"])
        assert made(cast).status == f"Last changed on {long_date(today())}"
