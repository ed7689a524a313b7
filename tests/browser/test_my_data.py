"""Somebody takes a copy of what is held about them, and leaves their group."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

from groups.jobs.worker import drain
from tests.browser.steps import Visitor
from tests.cast import PASSWORD, Cast


def test_a_reader_takes_a_copy_and_leaves(people: Cast, visit: Any, width: int, tmp_path: Path) -> None:
    # Given a practice reader who has just signed in
    visitor: Visitor = visit(None, width)
    visitor.go("/account/my-data/")
    visitor.fill("Email address", people["practice_reader"].email)
    visitor.fill("Password", PASSWORD)
    visitor.press("Sign in")
    assert visitor.heading() == "Your data"
    visitor.see("my-data")

    # When they ask for a copy, and it has been made
    visitor.press("Make a copy of my data")
    drain()
    visitor.go("/account/my-data/")
    visitor.see("my-data-copy")
    visitor.page.get_by_role("link", name="Download").click()
    assert visitor.heading() == "Confirm it is you"
    visitor.fill("Password", PASSWORD)
    with visitor.page.expect_download() as downloading:
        visitor.page.get_by_role("button", name="Go on", exact=True).click()
    kept = tmp_path / "copy.zip"
    downloading.value.save_as(kept)

    # Then it is one file that names them
    with ZipFile(kept) as copy:
        words = " ".join(copy.read(name).decode() for name in copy.namelist())
    assert people["practice_reader"].email in words

    # When they leave, having read what it ends
    visitor.go("/account/my-data/")
    visitor.follow("Leave Eastmere GP Leadership Group")
    visitor.see("leave-group")
    visitor.press("Leave this group")

    # Then its pages are closed to them, as if they had never been
    answer = visitor.go("/g/eastmere/")
    assert answer is not None
    assert answer.status == 404
