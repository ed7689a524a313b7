"""Bringing files in by browser: upload, dates, what would change, apply or discard."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gpleadership.lib.dates import today
from gpleadership.lib.scopes import system_scope
from groups.imports import storage
from groups.imports.actions import steps
from groups.imports.models import ImportBatch, ImportChange, ImportFile
from groups.jobs.models import Job
from groups.jobs.worker import drain
from groups.models import LogEntry, Organisation
from tests.cast import Cast
from tests.imports.conftest import BringIn, organisation
from tests.imports.files import Files

A, B = "Z95001", "Z95002"


@pytest.fixture(autouse=True)
def small_files(settings: Any, tmp_path: Path) -> None:
    """As in the demo, where files are small; uploads go where the test's files are."""
    settings.DEMO = True
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def staff(client: Client, cast: Cast) -> Client:
    client.force_login(cast["platform_staff"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def _upload(staff: Client, *paths: Path, **more: str) -> ImportBatch:
    chosen = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    response = staff.post(reverse("imports:add"), {"chosen": chosen, **more})
    assert response.status_code == 302, response.content.decode()
    return ImportBatch.objects.order_by("-pk")[0]


def _address(batch: ImportBatch, name: str = "import") -> str:
    return reverse(f"imports:{name}", args=[batch.public_id])


def _page(staff: Client, batch: ImportBatch, name: str = "import", query: str = "") -> str:
    response = staff.get(_address(batch, name) + query)
    assert response.status_code == 200
    return response.content.decode()


def _staged(staff: Client, files: Files, *practices: dict[str, Any]) -> ImportBatch:
    """An import of a map, which carries its date, ready to be approved."""
    batch = _upload(staff, files.map("2026-08-01", *(practices or ({"practice": A}, {"practice": B}))))
    drain()
    batch.refresh_from_db()
    assert batch.state == "staged", batch.error
    return batch


# ---- From upload to applied ----


def test_files_with_a_date_are_read_shown_and_applied(staff: Client, cast: Cast, files: Files) -> None:
    batch = _upload(staff, files.map("2026-08-01", {"practice": A}, {"practice": B}))
    html = _page(staff, batch)
    assert "Waiting to start" in html
    assert f'hx-get="{reverse("jobs:job", args=[Job.objects.get().public_id])}"' in html
    assert drain() == 1
    html = _page(staff, batch)
    assert "Nothing is changed until you apply it." in html
    assert "2 practices are added" in html
    assert "Apply these changes" in html
    assert not Organisation.objects.filter(ods_code=A).exists()

    response = staff.post(_address(batch, "apply"), follow=True)
    assert "Waiting to start" in response.content.decode()
    drain()
    html = _page(staff, batch)
    assert "things changed on" in html
    assert "Apply these changes" not in html
    assert organisation(A).name == "Quay Surgery"
    assert not storage.folder_of(batch).exists()
    with system_scope("test"):
        entry = LogEntry.objects.get(group_id=0)
    assert (entry.verb, entry.actor_id, entry.subject_id) == (
        "reference data imported",
        cast["platform_staff"].pk,
        batch.pk,
    )


def test_files_without_a_date_wait_for_it_to_be_confirmed(staff: Client, files: Files) -> None:
    batch = _upload(staff, files.practices("2026-02-01", {"code": A}), files.sizes("circa", (A, 9_000)))
    drain()
    assert staff.get(_address(batch)).headers["Location"] == _address(batch, "dates")
    html = _page(staff, batch, "dates")
    assert "The day is taken from the name of the file." in html
    assert "Nothing in it says the day." in html
    practices, sizes = (file.pk for file in batch.files.order_by("position"))
    days = {f"day_{practices}_day": "3", f"day_{practices}_month": "2", f"day_{practices}_year": "2026"}
    later = today() + timedelta(days=1)

    refused = staff.post(_address(batch, "dates"), days)
    assert refused.status_code == 200
    html = refused.content.decode()
    assert "There is a problem" in html
    assert f'id="id_day_{practices}_day" name="day_{practices}_day" type="text" value="3"' in html

    days |= {
        f"day_{sizes}_day": str(later.day),
        f"day_{sizes}_month": str(later.month),
        f"day_{sizes}_year": f"{later.year}",
    }
    assert "or earlier" in staff.post(_address(batch, "dates"), days).content.decode()
    days |= {f"day_{sizes}_day": "1", f"day_{sizes}_month": "3", f"day_{sizes}_year": "2026"}
    assert staff.post(_address(batch, "dates"), days).status_code == 302
    drain()
    html = _page(staff, batch)
    assert "As at 3 February 2026, given by platform staff. 1 row of epraccur_2026-02-01.csv." in html
    assert "As at 1 March 2026, given by platform staff." in html
    assert "1 list size changes" in html


def test_the_sheets_of_one_workbook_are_asked_for_once(db: None) -> None:
    from groups.imports.forms import DatesForm

    alike = [ImportFile(pk=pk, kind=kind, name=kind, sha256="1") for pk, kind in ((1, "pcns"), (2, "memberships"))]
    form = DatesForm({"day_1_day": "1", "day_1_month": "2", "day_1_year": "2026"}, alike, today())
    assert form.is_valid()
    assert list(form.fields) == ["day_1"]
    assert {pk: str(day) for pk, day in form.days().items()} == {1: "2026-02-01", 2: "2026-02-01"}


# ---- What is refused, and says why ----


def test_a_bad_file_fails_with_its_sentence_and_nothing_changed(staff: Client, files: Files) -> None:
    bad = files.map("2026-08-01", {"practice": A}, {"practice": B, "name": '=HYPERLINK("x")'})
    before = Organisation.objects.count()
    batch = _upload(staff, bad)
    drain()
    html = _page(staff, batch)
    assert "map_2026-08-01.csv, line 3: the name" in html
    assert "begins like a spreadsheet formula" in html
    assert "Nothing was changed." in html
    assert Organisation.objects.count() == before
    assert not storage.folder_of(batch).exists()
    assert Job.objects.get().error.startswith("map_2026-08-01.csv, line 3")


def test_the_same_file_again_says_that_nothing_is_new(staff: Client, files: Files, bring_in: BringIn) -> None:
    path = files.map("2026-08-01", {"practice": A})
    bring_in(path)
    batch = _upload(staff, path)
    drain()
    assert "Nothing is new. map_2026-08-01.csv: already applied on" in _page(staff, batch)


def test_an_older_file_is_refused_until_it_is_allowed(staff: Client, files: Files, bring_in: BringIn) -> None:
    bring_in(files.map("2026-08-01", {"practice": A}))
    old = files.map("2026-07-01", {"practice": A})
    batch = _upload(staff, old)
    drain()
    html = _page(staff, batch)
    assert "map_2026-07-01.csv is as at 1 July 2026, older than" in html
    batch = _upload(staff, old, allow_older="on")
    drain()
    assert "Waiting for approval" in _page_of_all(staff)


def _page_of_all(staff: Client) -> str:
    return staff.get(reverse("imports:imports")).content.decode()


@pytest.mark.parametrize(
    ("files_given", "sentence"),
    [
        ([], "Choose at least one file"),
        ([SimpleUploadedFile("notes.txt", b"x")], "notes.txt is not a .csv, .zip or .xlsx file. Choose another"),
        ([SimpleUploadedFile("a.csv", b"")], "One of these files is empty. Download it again"),
        ([SimpleUploadedFile(f"{n}.csv", b"x") for n in range(13)], "Choose at most 12 files at once"),
    ],
)
def test_what_cannot_be_read_is_refused_at_the_field(staff: Client, files_given: list[Any], sentence: str) -> None:
    response = staff.post(reverse("imports:add"), {"chosen": files_given, "allow_older": "on"})
    html = response.content.decode()
    assert sentence in html
    assert "There is a problem" in html
    assert re.search(r'name="allow_older"[^>]* checked', html), "what was ticked is kept"
    assert ImportBatch.objects.count() == 0


def test_two_gigabytes_are_passed_over_before_they_are_written(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gpleadership.lib.uploads.MOST", -1_000_000)
    monkeypatch.setattr("gpleadership.lib.uploads.MB", 100)
    response = staff.post(reverse("imports:add"), {"chosen": SimpleUploadedFile("big.csv", b"x" * 5_000)})
    html = response.content.decode()
    assert re.search(r"These files have \d+ MB. Choose files of at most 200 MB together", html)
    assert ImportBatch.objects.count() == 0


# ---- Deciding ----


def test_discarding_asks_first_and_says_what_happened(staff: Client, files: Files) -> None:
    batch = _staged(staff, files)
    html = _page(staff, batch, "discard")
    assert "Discard this import?" in html
    html = staff.post(_address(batch, "discard"), follow=True).content.decode()
    assert "Discarded: 1 file. Nothing was changed. To undo it, bring the files in again." in html
    assert ImportChange.objects.count() == 0
    assert "It was discarded before it was applied." in _page(staff, batch)


def test_what_was_decided_cannot_be_decided_again(staff: Client, files: Files) -> None:
    batch = _staged(staff, files)
    staff.post(_address(batch, "discard"))
    html = staff.post(_address(batch, "apply"), follow=True).content.decode()
    assert "This import is discarded already, so nothing was done. Look at it again." in html
    html = staff.post(_address(batch, "discard"), follow=True).content.decode()
    assert "This import is discarded already" in html


def test_another_import_in_between_is_shown_before_applying(staff: Client, files: Files, bring_in: BringIn) -> None:
    batch = _staged(staff, files)
    bring_in(files.practices("2026-09-01", {"code": A, "name": "HARBOUR HEALTH"}))
    staff.post(_address(batch, "apply"))
    drain()
    html = _page(staff, batch)
    assert "Another import was applied first. These are the changes as they are now" in html
    assert "1 practice is added" in html
    assert organisation(A).name == "Harbour Health"
    staff.post(_address(batch, "apply"))
    drain()
    batch.refresh_from_db()
    assert (batch.state, batch.error) == ("applied", "")


def test_a_job_that_runs_twice_applies_once(staff: Client, files: Files) -> None:
    batch = _staged(staff, files)
    staff.post(_address(batch, "apply"))
    job = Job.objects.order_by("-pk")[0]
    drain()
    Job.objects.filter(pk=job.pk).update(state="waiting", finished_at=None)
    assert drain() == 1
    with system_scope("test"):
        assert LogEntry.objects.filter(verb="reference data imported").count() == 1


def test_an_import_whose_job_gave_up_can_be_discarded(staff: Client, files: Files) -> None:
    batch = _staged(staff, files)
    staff.post(_address(batch, "apply"))
    batch.refresh_from_db()
    assert not steps.can_discard(batch)
    Job.objects.filter(pk=batch.job_id).update(state="failed", finished_at=batch.created_at)
    batch = ImportBatch.objects.get()
    assert steps.can_discard(batch)


# ---- The list of changes ----


def test_changes_are_filtered_by_kind_by_subject_and_by_words(staff: Client, files: Files) -> None:
    batch = _staged(staff, files)
    html = _page(staff, batch, query="?what=added&of=practice")
    assert "2 changes" in html
    assert A in html
    html = _page(staff, batch, query=f"?q={B.lower()}")
    assert (A in html, B in html) == (False, True)
    assert "No change matches." in _page(staff, batch, query="?q=nothing")


def test_changes_are_sorted_by_the_address(staff: Client, files: Files) -> None:
    batch = _staged(staff, files)
    html = _page(staff, batch, query="?what=added&of=practice&sort=-code")
    assert html.index(B) < html.index(A)
    assert 'aria-sort="descending"' in html
    html = _page(staff, batch, query="?what=added&of=practice&sort=batch__requested_by__password")
    assert html.index(A) < html.index(B)


def test_the_files_hold_the_same_filter(staff: Client, files: Files) -> None:
    batch = _staged(staff, files)
    response = staff.get(_address(batch, "changes_csv") + "?what=added&of=practice")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines == [
        "Change,Code,Name,Before,After",
        f"Added,{A},Quay Surgery,,Active",
        f"Added,{B},Quay Surgery,,Active",
    ]
    response = staff.get(_address(batch, "changes_xlsx") + "?what=added&of=practice")
    assert response.content[:2] == b"PK"


def test_htmx_gets_the_list_alone(staff: Client, files: Files) -> None:
    batch = _staged(staff, files)
    html = staff.get(_address(batch) + "?what=added", headers={"HX-Request": "true"}).content.decode()
    assert html.strip().startswith('<div id="list">')


def test_the_first_page_says_what_there_is_and_of_which_day(staff: Client, files: Files, bring_in: BringIn) -> None:
    html = _page_of_all(staff)
    assert "Nothing has been brought in yet" in html
    bring_in(files.map("2026-08-01", {"practice": A}))
    html = _page_of_all(staff)
    assert "as at 1 August 2026" in html
    assert "never brought in" in html
    assert "On the server" in html


def test_what_waits_is_on_the_platforms_overview(staff: Client, files: Files) -> None:
    _staged(staff, files)
    html = staff.get(reverse("reference:overview")).content.decode()
    assert "Approve changes to reference data" in html


# ---- How many queries ----


@pytest.mark.parametrize("count", [1, 3])
def test_an_import_needs_four_queries(staff: Client, files: Files, count: int, django_assert_num_queries: Any) -> None:
    batch = _staged(staff, files, *({"practice": f"Z9500{number}"} for number in range(count)))
    with django_assert_num_queries(OWN + 4):  # the import and its job, its files, how many changes, the changes
        _page(staff, batch)
    with django_assert_num_queries(OWN + 4):
        staff.get(_address(batch) + "?what=added", headers={"HX-Request": "true"})


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_imports_needs_four_queries(
    staff: Client, files: Files, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        _staged(staff, files, {"practice": f"Z9500{number}"})
    with django_assert_num_queries(OWN + 4):  # how many, imports, their files, the last of each kind
        _page_of_all(staff)


OWN = 6
"""Session, person; the view's transaction and scope: savepoint, settings, settings put back, release."""
