"""One context for page, PDF and Word; adopted files are made once; facts are live until the day of adoption."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from pypdf import PdfReader

from gpleadership.lib.dates import long_date, today
from gpleadership.lib.documents import making
from gpleadership.lib.documents.making import Format
from gpleadership.lib.documents.markdown import plain
from gpleadership.lib.documents.model import Document
from groups.documents import jobs
from groups.documents.queries import adopted as kept_file
from groups.documents.queries import bytes_of
from groups.jobs.worker import drain
from groups.models import OfficeTerm, Seat, SupportRole, Terms
from groups.terms import actions, facts
from groups.terms.facts import Fact, facts_of, filled, register_facts
from groups.terms.presenters import editing
from groups.terms.presenters.comparison import compared, summary
from groups.terms.presenters.document import document_of, reference
from tests.cast import Cast
from tests.documents.independent import findings
from tests.principles.worlds import adopted as adopted_principle
from tests.signoff.reading import main
from tests.terms.conftest import SignIn
from tests.terms.worlds import adopted, clause, drafted, fresh, scope

OWN = "The group meets on the second Tuesday.\n\n- in person\n- or **by video**"


@pytest.fixture
def agreed(cast: Cast) -> Terms:
    """Adopted terms with a clause of the group’s own, their files made."""
    with scope(cast):
        draft = drafted(cast)
        actions.add_clause(draft, "meetings", OWN, by=cast["chair"])
        terms = adopted(cast, draft)
    drain()
    return terms


def said(cast: Cast, terms: Terms) -> Document:
    with scope(cast):
        return document_of(fresh(terms), cast.eastmere)


def sentences(document: Document) -> Iterator[str]:
    yield document.lede
    yield from (fact.value for fact in document.facts)
    for section in document.sections:
        yield section.title
        for each in section.clauses:
            for block in each.blocks:
                yield from plain(block.markdown).splitlines()  # type: ignore[union-attr]


def data(cast: Cast, terms: Terms, wanted: Format) -> bytes:
    with scope(cast):
        found = kept_file(cast.eastmere, "terms", str(terms.number), wanted)
        assert found is not None
        return bytes_of(found)


def flat(text: str) -> str:
    return "".join(text.split())


def test_page_pdf_and_word_say_the_same(cast: Cast, agreed: Terms, sign_in: SignIn) -> None:
    page = main(sign_in("practice_reader").get("/g/eastmere/terms/"))
    pdf = " ".join(each.extract_text() for each in PdfReader(BytesIO(data(cast, agreed, Format.PDF))).pages)
    word = docx.Document(BytesIO(data(cast, agreed, Format.DOCX)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    paper = " ".join([*(each.text for each in word.paragraphs), *cells])
    every = list(sentences(said(cast, agreed)))
    assert len(every) > 80
    for sentence in every:
        for medium in (page, pdf, paper):
            assert flat(sentence) in flat(medium), sentence


def test_the_pdf_is_accessible_and_six_pages_at_most(cast: Cast, agreed: Terms, tmp_path: Any) -> None:
    (tmp_path / "terms.pdf").write_bytes(data(cast, agreed, Format.PDF))
    assert findings(tmp_path / "terms.pdf") == []
    assert len(PdfReader(tmp_path / "terms.pdf").pages) <= 6


def test_what_the_document_says_of_itself(cast: Cast, agreed: Terms) -> None:
    found = said(cast, agreed)
    assert (found.title, found.author) == ("Terms of reference", "Eastmere GP Leadership Group")
    assert found.status == f"Version 1 · adopted {long_date(today())}"
    assert found.footer.words.startswith(f"EAS-TOR-1 · facts as on {long_date(today())} · record check ")
    assert {fact.name: fact.value for fact in found.facts} == {
        "Agreed": f"{long_date(today())}, by 4 of 4 organisations",
        "Looked at again": f"On or before {long_date(agreed.review_on or today())}",
        "What it is": "A representative body",
        "Seats": "4, 2 filled",
        "Chair": found.facts[3].value,
        "Quorum": "2, with the LMC",
    }
    assert found.facts[3].value.startswith("Ruth Calder, until ")
    assert reference(agreed, "St. Ives") == "STI-TOR-1"


def test_adopted_bytes_are_given_and_never_rendered_again(
    cast: Cast, agreed: Terms, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    renders: list[Format] = []

    def counted(document: Document, kind: Format) -> bytes:
        renders.append(kind)
        return make(document, kind)

    make = making.make
    monkeypatch.setattr(jobs, "make", counted)
    before = {kind: data(cast, agreed, kind) for kind in Format}
    with scope(cast):
        Seat.objects.filter(group=cast.eastmere).update(title="Renamed")
        new = adopted(cast, drafted(cast, basis="mandated", source=fresh(agreed)))
    reader = sign_in("practice_reader")
    for _ in range(2):
        page = reader.get("/g/eastmere/terms/versions/1/")
        for offer in page.context_data["offers"]:
            response = reader.get(offer.href)
            assert response.content == before[Format(offer.format)]
            assert reader.get(offer.href, headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert renders == []
    drain()
    assert sorted(renders) == ["docx", "pdf"]
    drain()
    assert {kind: data(cast, agreed, kind) for kind in Format} == before
    assert data(cast, new, Format.PDF) != before[Format.PDF]
    assert len(renders) == 2


def test_facts_stay_as_they_were_on_the_day(cast: Cast, agreed: Terms) -> None:
    before = said(cast, agreed)
    with scope(cast):
        now = timezone.now()
        for term in OfficeTerm.objects.filter(office="chair", group=cast.eastmere):
            term.period = DateTimeTZRange(term.period.lower, now)
            term.save()
    assert said(cast, agreed) == before
    with scope(cast):
        live = document_of(drafted(cast), cast.eastmere)
    assert "No chair is in office." in list(sentences(live))
    assert {fact.name: fact.value for fact in live.facts}["Chair"] == "Nobody"


# ---- Facts ----


def test_missing_facts_are_said_in_sentences(cast: Cast) -> None:
    with scope(cast):
        OfficeTerm.objects.filter(group=cast.eastmere).delete()
        Seat.objects.filter(group=cast.eastmere).update(withdrawn_at=timezone.now())
        cast.eastmere.quorum = 0
        found = facts_of(cast.eastmere, today())
    missing = {key: fact.text for key, fact in found.items() if fact.missing}
    assert missing == {
        "organisations": "No organisation has a seat yet.",
        "seats": "There are no core seats yet.",
        "quorum": "The group has not said how many members it needs to decide.",
        "in_attendance": "No seat is in attendance.",
        "chair": "No chair is in office.",
        "deputy_chair": "No deputy chair is in office.",
        "secretariat": "No secretariat is in office.",
        "principles": "The group has adopted no principles yet.",
        "support": "Nobody is paid to support the group at present.",
    }
    assert all(fact.text for fact in found.values())


def test_lists_of_principles_and_support(cast: Cast) -> None:
    with scope(cast):
        adopted_principle(cast)
        SupportRole.objects.create(
            group=cast.eastmere, role="Minute *taker*", hours=3, funder_name="The Trust", start=date(2026, 1, 1)
        )
        found = facts_of(cast.eastmere, today())
    assert plain(found["principles"].text).splitlines()[1].startswith("Money follows need: ")
    assert plain(found["support"].text).splitlines() == [
        "The group is supported for 3 hours a week:",
        "Minute *taker*: nobody yet, 3 hours, paid by The Trust",
    ]


def test_a_package_above_adds_facts(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "_providers", dict(facts._providers))
    register_facts("meetings", None, lambda group, rows, day: [Fact("meetings", "Meetings", "It meets monthly.")])
    with scope(cast):
        assert facts_of(cast.eastmere, today())["meetings"].text == "It meets monthly."


def test_facts_in_place_and_marked() -> None:
    known = {"a": Fact("a", "A", "one *x*"), "b": Fact("b", "B", "These:\n\n- two\n- three")}
    assert filled("Say {a}: {b} and {none}.", known) == "Say one *x*: \n\nThese:\n\n- two\n- three\n\n and {none}."
    html = str(editing.marked("{a}\n\n{b}", known))
    assert "<mark>one <em>x</em></mark>" in html
    assert html.count("<mark") == 4
    assert "<li><mark>two</mark></li>" in html


# ---- Comparing ----


def test_two_versions_compared(cast: Cast, agreed: Terms) -> None:
    with scope(cast):
        draft = drafted(cast, source=fresh(agreed))
        actions.edit_clause(
            clause(draft, "meetings.often"), "The group meets at least nine times a year.", version=1, by=cast["chair"]
        )
        actions.leave_out(clause(draft, "meetings.papers"), by=cast["chair"])
    parts = {each.title: each for each in compared(said(cast, agreed), said(cast, draft))}
    assert [title for title, each in parts.items() if each.changed] == ["At a glance", "Meetings and papers"]
    pieces = [(piece.kind, piece.text) for each in parts["Meetings and papers"].paragraphs for piece in each]
    assert ("removed", "six") in pieces
    assert ("added", "nine") in pieces
    assert any(kind == "removed" and text.startswith("Papers go out") for kind, text in pieces)
    assert summary(list(parts.values())) == "1 section of 16 changed, and what stands at the head."
    assert summary(compared(said(cast, agreed), said(cast, agreed))) == "Not a word has changed."
