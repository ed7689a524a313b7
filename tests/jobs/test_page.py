"""The page of a job."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from groups.jobs import queue, registry
from groups.jobs.actions import enqueue
from groups.jobs.models import Job
from tests.cast import Cast


@pytest.fixture(autouse=True)
def kind() -> Iterator[None]:
    """A kind of job with a result to look at."""
    known = dict(registry._kinds)
    registry.job_kind("paint", title="Painting the fence", result_url=_result, result_text="See the fence")(
        lambda arguments, progress: {"colour": "green"}
    )
    yield
    registry._kinds.clear()
    registry._kinds.update(known)


def _result(job: Job) -> str:
    return f"/fence/{job.result['colour']}/" if job.result else ""


@pytest.fixture
def job(cast: Cast) -> Job:
    """A job that the chair waits for."""
    return enqueue("paint", {}, by=cast["chair"])


def _page(client: Client, cast: Cast, job: Job, who: str = "chair", **headers: str) -> str:
    client.force_login(cast[who], backend="django.contrib.auth.backends.ModelBackend")
    return client.get(f"/jobs/{job.public_id}/", headers=headers).content.decode()


def test_it_waits_then_runs_then_leads_to_its_result(client: Client, cast: Cast, job: Job) -> None:
    html = _page(client, cast, job)
    assert '<h1 class="gpl-h1">Painting the fence</h1>' in html
    assert "Waiting to start" in html
    assert f'hx-get="/jobs/{job.public_id}/"' in html
    assert "See how far it is now" in html
    queue.claim()
    Job.objects.update(done=1_200, total=4_000, note="Painting")
    html = _page(client, cast, job)
    assert "Painting: 1,200 of 4,000" in html
    assert 'value="30"' in html
    queue.finish(Job.objects.get(), {"colour": "green"})
    html = _page(client, cast, job)
    assert "Done in 1 second" in html
    assert 'href="/fence/green/"' in html
    assert "hx-get" not in html


def test_htmx_gets_the_progress_alone(client: Client, cast: Cast, job: Job) -> None:
    html = _page(client, cast, job, HX_Request="true")
    assert html.strip().startswith('<div class="gpl-progress"')
    assert "<h1" not in html


def test_a_failed_job_says_why_and_asks_no_more(client: Client, cast: Cast, job: Job) -> None:
    queue.claim()
    queue.fail(Job.objects.get(), "The fence is gone. Ask for a new one.")
    html = _page(client, cast, job)
    assert "The fence is gone. Ask for a new one." in html
    assert "hx-get" not in html
    assert "See the fence" not in html


def test_a_job_that_is_tried_again_says_when(client: Client, cast: Cast, job: Job) -> None:
    due = timezone.now() + timedelta(hours=1)
    Job.objects.update(due_at=due, note="It will be tried again")
    assert "It will be tried again, on " in _page(client, cast, job)


@pytest.mark.parametrize(("who", "status"), [("chair", 200), ("platform_staff", 200), ("secretariat", 404)])
def test_whoever_asked_and_platform_staff_see_it(client: Client, cast: Cast, job: Job, who: str, status: int) -> None:
    client.force_login(cast[who], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/jobs/{job.public_id}/").status_code == status


def test_a_job_of_others_and_no_job_answer_alike(client: Client, cast: Cast, job: Job) -> None:
    theirs = _page(client, cast, job, "secretariat")
    job.public_id = uuid4()
    assert _page(client, cast, job, "secretariat") == theirs


@pytest.mark.parametrize("others", [1, 3])
def test_the_page_needs_one_query(
    client: Client, cast: Cast, job: Job, others: int, django_assert_num_queries: object
) -> None:
    for _ in range(others):
        enqueue("paint", {}, by=cast["chair"])
    client.force_login(cast["chair"], backend="django.contrib.auth.backends.ModelBackend")
    with django_assert_num_queries(3):  # type: ignore[operator] # session, person, job
        client.get(f"/jobs/{job.public_id}/")


def test_a_job_of_a_kind_that_is_gone_still_has_a_page(client: Client, cast: Cast, job: Job) -> None:
    Job.objects.update(kind="of an older version")
    assert "Work that the portal no longer does" in _page(client, cast, job)
