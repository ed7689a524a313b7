"""Terms of reference: drafted, written, agreed by the organisations, downloaded as PDF and Word file."""

from pathlib import Path
from typing import Any

import docx
from pypdf import PdfReader

from groups.jobs.worker import drain
from tests.browser.steps import Visitor
from tests.cast import Cast
from tests.documents.independent import findings

TERMS = "/g/eastmere/terms/"
OWN = "The group meets on the **second Tuesday** of each month, led by its chair. {chair}"


def _agrees(visitor: Visitor) -> None:
    visitor.choose("It agrees")
    visitor.choose("Its leader’s view")


def _gives_its_word(visitor: Visitor) -> None:
    """From the duty on the home."""
    visitor.go("/g/eastmere/")
    visitor.page.get_by_role("link", name="Give the word of").click()
    visitor.page.wait_for_load_state()
    _agrees(visitor)
    visitor.press("Give this word")


def _records(visitor: Visitor, round_: str) -> None:
    visitor.go(round_)
    visitor.page.get_by_role("link", name="Record its word").first.click()
    visitor.fill("Who gave you its word", "The practice manager")
    _agrees(visitor)
    visitor.press("Record this word")


def _downloaded(visitor: Visitor, label: str, to: Path) -> Path:
    with visitor.page.expect_download() as found:
        visitor.page.get_by_role("link", name=label).click()
    found.value.save_as(to)
    return to


def _begins(chair: Visitor) -> None:
    """Given a draft for an advisory group, which says so everywhere."""
    chair.go(TERMS)
    chair.see("terms-none")
    chair.follow("Draft terms of reference")
    chair.see("terms-begin")
    chair.press("Begin the draft")
    chair.see("terms-edit")
    chair.page.get_by_role("link", name="Switch what the group is").click()
    chair.page.wait_for_load_state()
    chair.choose("Advisory")
    chair.press("Save")
    assert "An advisory group" in chair.text()


def _writes(chair: Visitor) -> None:
    """When the chair writes a clause, first with what it cannot say."""
    chair.page.get_by_role("link", name="Change clause 11.1").click()
    chair.page.wait_for_load_state()
    box = chair.page.get_by_label("What the clause says", exact=True)
    box.fill("The group speaks for general practice. <script>alert(1)</script>")
    chair.press("Save this clause")
    assert "A clause cannot hold a script" in chair.text()
    chair.see("terms-clause-error")
    assert "alert(1)" in box.input_value()
    box.fill("The group speaks for general practice.")
    chair.press("Save this clause")
    assert "A clause cannot say “speaks for”" in chair.text()
    box.fill(OWN)
    chair.page.locator("#preview mark", has_text="Ruth Calder is chair").wait_for()
    chair.see("terms-clause")
    chair.press("Save this clause")
    assert "The clause was changed" in chair.text()
    chair.see("terms-edit-changed")


def _asks(chair: Visitor) -> str:
    """And puts it to the organisations."""
    chair.press("Ask the organisations")
    chair.see("terms-agree")
    chair.press("Ask the organisations")
    assert "The organisations are asked about version 1" in chair.text()
    chair.see("terms-out")
    chair.page.get_by_role("link", name="See the sign-off").click()
    chair.page.wait_for_load_state()
    return chair.page.url


def test_from_draft_to_adopted_pdf_and_word(people: Cast, visit: Any, width: int, tmp_path: Path) -> None:
    chair = visit(people["chair"], width)
    _begins(chair)
    _writes(chair)
    sign_off = _asks(chair)

    _gives_its_word(visit(people["core_member"], width))
    _gives_its_word(chair)
    office = visit(people["secretariat"], width)
    for _ in range(2):
        _records(office, sign_off)

    # Then it is adopted, and everybody fetches the files that were made once
    chair.go(f"{sign_off}close/")
    chair.see("terms-close")
    chair.press("Adopt it")
    drain()
    reader = visit(people["practice_reader"], width)
    reader.go(TERMS)
    assert "by 4 of 4 organisations" in reader.text()
    assert "second Tuesday" in reader.text()
    reader.see("terms")
    _check_files(reader, tmp_path)


def _check_files(reader: Visitor, tmp_path: Path) -> None:
    pdf = _downloaded(reader, "Download PDF", tmp_path / "terms.pdf")
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())
    assert "second Tuesday of each month" in words
    assert "EAS-TOR-1" in words
    assert findings(pdf) == []
    word = docx.Document(str(_downloaded(reader, "Download Word", tmp_path / "terms.docx")))
    assert any("second Tuesday" in each.text for each in word.paragraphs)
    reader.page.get_by_role("link", name="All versions").click()
    reader.page.wait_for_load_state()
    reader.see("terms-versions")


def test_two_versions_side_by_side(people: Cast, visit: Any, width: int) -> None:
    from groups.terms.actions import edit_clause, start_draft
    from tests.terms.worlds import adopted, clause, scope

    with scope(people):
        first = adopted(people)
        draft = start_draft(
            people.eastmere, basis="mandated", source=first, review_on=first.review_on, by=people["chair"]
        )
        edit_clause(clause(draft, "meetings.often"), OWN, version=1, by=people["chair"])
    drain()
    chair = visit(people["chair"], width)
    chair.go(f"{TERMS}compare/?from=1&to=2")
    assert "of 16 changed, and what stands at the head" in chair.text()
    chair.see("terms-compare")
    chair.go(TERMS)
    chair.see("terms-with-draft")
    chair.go(f"{TERMS}draft/basis/")
    chair.see("terms-basis")
