"""Files: asked for, made by a job, found again, kept for good, forgotten."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from gpleadership.lib.documents.making import Format
from gpleadership.lib.documents.model import Document as Content
from gpleadership.lib.scopes import open_scope
from groups.audit.sentences import Told, sentence_of
from groups.documents import actions, queries, registry
from groups.documents.enums import FORGET, MAKE
from groups.documents.models import KEPT, Document, DocumentBytes
from groups.documents.offers import offers, size
from groups.jobs.models import Job
from groups.jobs.worker import drain
from groups.models import LogEntry
from groups.tenancy.capabilities import Capability
from groups.tenancy.models import LeadershipGroup
from tests.cast import Cast
from tests.documents.samples import for_members, number_sections, sample

SHORT = {"sections": number_sections([("What the group is for", ["To give one voice."])])}


@pytest.fixture(autouse=True)
def said() -> Iterator[dict[str, str]]:
    """A kind of document whose words a test may change."""
    words = {"lede": "As agreed."}
    known = dict(registry._kinds)

    def build(group: LeadershipGroup, subject: str) -> Content:
        if subject == "none":
            raise LookupError(subject)
        return sample(author=group.name, lede=words["lede"], **SHORT)

    registry.register_document("said", build, "Terms of reference", Capability.SEE_MEMBERS)
    yield words
    registry._kinds.clear()
    registry._kinds.update(known)


def ask(cast: Cast, wanted: Format = Format.PDF, who: str = "chair", kind: str = "said") -> Job | Document:
    group = cast.eastmere
    with open_scope(read=[group.pk], write=[group.pk]):
        return actions.ask_for(group, kind, "4", wanted, by=cast[who])


def made(cast: Cast, wanted: Format = Format.PDF) -> Document:
    assert isinstance(ask(cast, wanted), Job)
    drain()
    found = ask(cast, wanted)
    assert isinstance(found, Document)
    return found


def data_of(document: Document) -> bytes:
    with open_scope(read=[document.group_id]):
        return queries.bytes_of(document)


@pytest.mark.parametrize(("wanted", "begins"), [(Format.PDF, b"%PDF-1.7"), (Format.DOCX, b"PK")])
def test_a_file_is_made_once_and_then_given_at_once(cast: Cast, wanted: Format, begins: bytes) -> None:
    document = made(cast, wanted)
    job = Job.objects.get(kind=MAKE)
    assert (job.state, job.result) == (Job.State.DONE, {"document": document.pk})
    assert data_of(document).startswith(begins)
    assert document.size == len(data_of(document))
    assert ask(cast, wanted, "core_member") == document


def test_two_who_ask_wait_for_jobs_of_their_own_and_get_one_file(cast: Cast) -> None:
    jobs = [ask(cast), ask(cast), ask(cast, who="secretariat")]
    assert [job.pk for job in jobs] == [jobs[0].pk, jobs[0].pk, jobs[2].pk]
    assert jobs[2].pk != jobs[0].pk
    drain()
    with open_scope(read=[cast.eastmere.pk]):
        document = Document.objects.get()
    for job in Job.objects.filter(kind=MAKE):
        assert job.result == {"document": document.pk}


def test_other_words_are_another_file(cast: Cast, said: dict[str, str]) -> None:
    first = made(cast)
    said["lede"] = "As agreed again."
    second = made(cast)
    assert second.pk != first.pk
    assert "As agreed again." in PdfReader(BytesIO(data_of(second))).pages[0].extract_text()


def test_another_renderer_makes_another_file(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(cast)
    monkeypatch.setattr("gpleadership.lib.documents.making.RENDERER", 99)
    assert made(cast).pk != first.pk


def test_what_is_not_there_is_an_error(cast: Cast) -> None:
    group = cast.eastmere
    with open_scope(read=[group.pk], write=[group.pk]):
        with pytest.raises(LookupError):
            actions.ask_for(group, "said", "none", Format.PDF, by=cast["chair"])
        with pytest.raises(LookupError, match="No package registers documents of the kind “poem”"):
            actions.ask_for(group, "poem", "1", Format.PDF, by=cast["chair"])
        with pytest.raises(LookupError):
            actions.freeze(group, "poem", "1", by=cast["chair"])


def test_a_document_that_went_while_its_job_waited_says_so(cast: Cast) -> None:
    job = ask(cast)
    Job.objects.filter(pk=job.pk).update(arguments=job.arguments | {"subject": "none"})  # type: ignore[union-attr]
    drain()
    job.refresh_from_db()
    assert (job.state, job.error) == (  # type: ignore[union-attr]
        Job.State.FAILED,
        "It is not there any more. Go back to its page and ask again.",
    )


def adopt(cast: Cast) -> Job:
    group = cast.eastmere
    with open_scope(read=[group.pk], write=[group.pk]):
        return actions.freeze(group, "said", "4", by=cast["chair"])


def frozen(cast: Cast) -> list[Document]:
    with open_scope(read=[cast.eastmere.pk]):
        return list(Document.objects.filter(frozen=True).order_by("format"))


def test_adopted_files_are_kept_for_good_and_logged(cast: Cast, said: dict[str, str]) -> None:
    adopt(cast)
    drain()
    word, pdf = frozen(cast)
    assert (word.format, pdf.format) == ("docx", "pdf")
    said["lede"] = "Something else."
    assert ask(cast) == pdf
    assert ask(cast, Format.DOCX, "core_member") == word
    with open_scope(read=[cast.eastmere.pk]):
        entries = list(LogEntry.objects.filter(verb="document kept"))
    assert [entry.actor_id for entry in entries] == [cast["chair"].pk] * 2
    assert {entry.subject_id for entry in entries} == {word.pk, pdf.pk}
    assert pdf.sha256 in entries[0].body + entries[1].body
    told = Told("document kept", {}, {"title": "Terms of reference", "format": "docx"}, {})
    assert sentence_of(told) == "had the adopted file of “Terms of reference” kept for good as Word"


def test_adopting_twice_makes_nothing_new(cast: Cast) -> None:
    adopt(cast)
    drain()
    before = frozen(cast)
    job = adopt(cast)
    drain()
    job.refresh_from_db()
    assert (job.state, job.result) == (Job.State.DONE, {"documents": []})
    assert frozen(cast) == before


def test_an_adopted_file_counts_before_one_of_the_same_words(cast: Cast) -> None:
    earlier = made(cast)
    adopt(cast)
    drain()
    found = ask(cast)
    assert found != earlier
    assert found.frozen  # type: ignore[union-attr]


def test_the_database_keeps_adopted_files(cast: Cast) -> None:
    loose = made(cast)
    adopt(cast)
    drain()
    pdf = frozen(cast)[1]
    group = cast.eastmere.pk
    with open_scope(read=[group], write=[group]):
        for act, why in (
            (lambda: Document.objects.filter(pk=pdf.pk).delete(), "was adopted and stays"),
            (lambda: Document.objects.filter(pk=pdf.pk).update(title="Forged"), "permission denied"),
            (lambda: Document.objects.filter(pk=loose.pk).update(frozen=True), "permission denied"),
            (lambda: DocumentBytes.objects.filter(document=pdf).update(data=b"forged"), "permission denied"),
            (lambda: DocumentBytes.objects.filter(document=pdf).delete(), "permission denied"),
        ):
            with pytest.raises(DatabaseError, match=why), transaction.atomic():
                act()
    assert data_of(pdf).startswith(b"%PDF")


def test_old_files_are_forgotten_and_adopted_ones_are_not(cast: Cast) -> None:
    adopt(cast)
    drain()
    group = cast.eastmere.pk
    with open_scope(read=[group], write=[group]):
        document = actions.keep(cast.eastmere, "said", "5", Format.PDF, sample(**SHORT), b"%PDF-1.7")
        job = Job.objects.get(kind=FORGET)
        assert job.due_at - document.made_at == KEPT
        assert actions.forget(group, now=document.made_at + KEPT - timedelta(seconds=1)) == 0
        assert actions.forget(group, now=document.made_at + KEPT) == 1
        assert [each.frozen for each in Document.objects.all()] == [True, True]
        assert DocumentBytes.objects.count() == 2


def test_the_files_of_a_draft_go_when_it_is_adopted(cast: Cast) -> None:
    """A draft is for fewer people, and the address of its file would be open to all from then on."""
    made(cast), made(cast, Format.DOCX)
    adopt(cast)
    with open_scope(read=[cast.eastmere.pk]):
        assert (Document.objects.count(), DocumentBytes.objects.count()) == (0, 0)


def test_the_job_forgets_when_it_is_due(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made(cast)
    Job.objects.filter(kind=FORGET).update(due_at=timezone.now())
    monkeypatch.setattr(actions, "KEPT", timedelta(0))
    drain()
    assert Job.objects.get(kind=FORGET).result == {"forgotten": 1}


def test_a_group_sees_its_own_files_alone(cast: Cast) -> None:
    document = made(cast)
    with open_scope(read=[cast.ambleford.pk], write=[cast.ambleford.pk]):
        assert (Document.objects.count(), DocumentBytes.objects.count()) == (0, 0)
        assert queries.document_of(cast.eastmere, document.pk, "pdf") is None
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            DocumentBytes.objects.create(document_id=document.pk, group=cast.eastmere, data=b"")


def test_bytes_belong_to_a_file_of_their_own_group(committed_cast: Cast) -> None:
    cast = committed_cast
    for_members()
    document = made(cast)
    other = cast.ambleford.pk
    with (
        pytest.raises(DatabaseError, match=r"groups_documentbytes_(pkey|document_id_same_group)"),
        open_scope(read=[other], write=[other]),
    ):
        DocumentBytes.objects.create(document_id=document.pk, group_id=other, data=b"")


@pytest.mark.parametrize("wrong", [{"format": "exe"}])
def test_a_format_that_is_none_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    group = cast.eastmere
    values = {
        "kind": "said",
        "subject": "4",
        "title": "x",
        "content_key": "x",
        "sha256": "x",
        "size": 1,
        "format": "pdf",
    }
    with (
        open_scope(read=[group.pk], write=[group.pk]),
        pytest.raises(DatabaseError, match="document_format"),
        transaction.atomic(),
    ):
        Document.objects.create(group=group, **values | wrong)


def test_there_are_not_two_of_the_same(cast: Cast) -> None:
    group = cast.eastmere
    for frozen_, name in ((False, "document_made_once"), (True, "document_adopted_once")):
        values: dict[str, Any] = {
            "kind": "k",
            "subject": "4",
            "title": "x",
            "content_key": "x",
            "sha256": "x",
            "size": 1,
        }
        with open_scope(read=[group.pk], write=[group.pk]):
            Document.objects.create(group=group, format="pdf", frozen=frozen_, **values)
            with pytest.raises(DatabaseError, match=name), transaction.atomic():
                Document.objects.create(group=group, format="pdf", frozen=frozen_, **values)


@pytest.mark.parametrize("files", [0, 1, 3])
def test_offers_take_one_query(cast: Cast, said: dict[str, str], files: int) -> None:
    group = cast.eastmere
    for number in range(files):
        said["lede"] = f"Words {number}"
        made(cast)
    with open_scope(read=[group.pk]):
        content = registry.kind_of("said").builder(group, "4")
        with CaptureQueriesContext(connection) as found:
            pdf, word = offers(group, "said", "4", content)
    assert len(found) == 1
    assert word.text == "Download Word"
    assert (word.href, word.ask) == ("", "/g/eastmere/documents/make/said/4/docx/")
    assert bool(pdf.href) == bool(files)
    assert pdf.text.startswith("Download PDF (") == bool(files)


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 KB"), (84_123, "84 KB"), (949_999, "950 KB"), (1_234_567, "1.2 MB")]
)
def test_sizes(count: int, words: str) -> None:
    assert size(count) == words
