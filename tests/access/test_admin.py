"""Django's admin is for platform staff, through the portal's own sign-in."""

import pytest
from django.test import Client

from tests.access.routes import PERSONAS
from tests.cast import Cast

EXPECTED = dict.fromkeys(PERSONAS, 404) | {"public": 302, "platform_staff": 200}
PAGES = ("/admin/", "/admin/groups/organisation/", "/admin/groups/person/", "/admin/groups/job/")


@pytest.mark.parametrize("path", PAGES)
def test_the_admin_answers_platform_staff_alone(cast: Cast, path: str) -> None:
    got = {}
    for persona in PERSONAS:
        client = Client()
        if persona != "public":
            client.force_login(cast[persona], backend="django.contrib.auth.backends.ModelBackend")
        response = client.get(path, follow=persona != "public")
        got[persona] = response.status_code
    assert got == EXPECTED


def test_no_tenants_table_is_in_the_admin() -> None:
    from gpleadership.admin import site

    assert sorted(model.__name__ for model in site._registry) == [
        "Job",
        "NetworkMembership",
        "Organisation",
        "Person",
        "SubIcb",
        "System",
    ]


def test_the_admin_asks_for_the_second_step(cast: Cast, settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    client.force_login(cast["platform_staff"], backend="django.contrib.auth.backends.ModelBackend")
    response = client.get("/admin/")
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_switching_an_account_off_ends_its_sessions_at_once(cast: Cast) -> None:
    reader = Client()
    reader.force_login(cast["practice_reader"], backend="django.contrib.auth.backends.ModelBackend")
    assert reader.get("/g/eastmere/").status_code == 200
    staff = Client()
    staff.force_login(cast["platform_staff"], backend="django.contrib.auth.backends.ModelBackend")
    answer = staff.post(f"/admin/groups/person/{cast['practice_reader'].pk}/change/", {"is_active": ""})
    assert answer.status_code == 302
    assert reader.get("/g/eastmere/").status_code == 302
