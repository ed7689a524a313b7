"""A draft is read by those who read papers. What was adopted is read by more, but not what was not adopted of it."""

from django.test import Client
from django.urls import reverse

from gpleadership.lib.documents.making import Format
from groups.documents.actions import ask_for
from groups.jobs.worker import drain
from groups.models import Document
from groups.terms.actions import add_clause
from tests.cast import Cast
from tests.terms.worlds import adopted, drafted, scope


def test_the_file_of_a_draft_is_not_opened_by_its_adoption(cast: Cast) -> None:
    """The draft says more than was adopted, and its file keeps its address."""
    with scope(cast):
        draft = drafted(cast)
        clause = add_clause(draft, "remit", "It tells nobody of Operation Nightingale.", by=cast["chair"])
        ask_for(cast.eastmere, "terms", str(draft.number), Format.DOCX, by=cast["secretariat"])
        drain()
        file = Document.objects.get(kind="terms", frozen=False)
    address = reverse("documents:file", args=["eastmere", file.pk, "terms", "docx"])
    reader, attends = Client(), Client()
    reader.force_login(cast["practice_reader"], backend="django.contrib.auth.backends.ModelBackend")
    attends.force_login(cast["in_attendance"], backend="django.contrib.auth.backends.ModelBackend")
    assert (reader.get(address).status_code, attends.get(address).status_code) == (403, 200)
    with scope(cast):
        clause.delete()
        adopted(cast, draft)
    assert reader.get(address).status_code == 404
    drain()
    with scope(cast):
        kept = Document.objects.get(kind="terms", format="docx")
    fetched = reader.get(reverse("documents:file", args=["eastmere", kept.pk, "terms", "docx"]))
    assert (kept.frozen, fetched.status_code) == (True, 200)
