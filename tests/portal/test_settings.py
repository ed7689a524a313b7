"""Settings as an operator gives them: hardened behind https, and a missing value names itself."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests import database

PRODUCTION = {
    "SITE_URL": "https://leadership.example.org",
    "ALLOWED_HOSTS": "leadership.example.org",
    "SECRET_KEY": "a-long-key-made-for-this-test-alone-0123456789-abcdefghij",
}


def run(*words: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
    """A command of the portal on the tests' server, with this environment on top."""
    parts = settings.DATABASES["default"]
    address = f"host={parts['HOST']} dbname={parts['NAME']} user={parts['USER']} password={parts['PASSWORD']}"
    asked = {"DATABASE_URL": address, **PRODUCTION, **environment}
    kept = {key: value for key, value in os.environ.items() if key not in {*asked, "DJANGO_ALLOW_ASYNC_UNSAFE"}}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=database.ROOT,
        env=kept | {key: value for key, value in asked.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.slow
def test_production_settings_pass_djangos_own_check() -> None:
    checked = run("check", "--deploy", "--fail-level", "WARNING")
    assert (checked.returncode, checked.stdout) == (0, "System check identified no issues (1 silenced).\n"), (
        checked.stderr
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", None, "Set SECRET_KEY in the environment: see docs/operations.md."),
        ("DATABASE_POOL", "many", "DATABASE_POOL is “many”: write a whole number."),
        ("DEBUG", "perhaps", "DEBUG is “perhaps”: write yes or no."),
    ],
)
def test_a_value_that_is_missing_or_wrong_names_itself(name: str, value: str | None, sentence: str) -> None:
    checked = run("check", **{name: value})
    assert checked.returncode == 1
    assert checked.stderr.strip().endswith(sentence)


@pytest.mark.slow
def test_single_sign_on_asks_for_all_of_its_settings() -> None:
    checked = run("check", OIDC_NAME="NHSmail")
    assert checked.stderr.strip().endswith("Set OIDC_CLIENT_ID in the environment: see docs/operations.md.")
    whole = {"OIDC_CLIENT_ID": "portal", "OIDC_CLIENT_SECRET": "s", "OIDC_SERVER_URL": "https://login.example.org"}
    assert run("check", OIDC_NAME="NHSmail", **whole).returncode == 0


@pytest.mark.slow
def test_the_second_step_is_on_unless_this_is_the_demo() -> None:
    words = ("shell", "-c", "from django.conf import settings; print(settings.SECOND_FACTOR_REQUIRED)")
    assert run(*words).stdout.splitlines()[-1] == "True"
    assert run(*words, GPL_DEMO="1").stdout.splitlines()[-1] == "False"
