"""A database of its own for each run of the tests, copied from a migrated template.

Tests connect as the app's role, so row security is in force in every one of them.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def owner(database: str | None = None) -> psycopg.Connection:
    """A plain connection as the database's owner, committing by itself."""
    parts = settings.DATABASES["owner"]
    return psycopg.connect(
        dbname=database or os.environ.get("GPL_TEST_HOME", "gpleadership"),
        user=parts["USER"],
        password=parts["PASSWORD"],
        host=parts["HOST"],
        port=parts["PORT"] or None,
        autocommit=True,
    )


def _template_name() -> str:
    files = [
        *sorted(ROOT.glob("*/migrations/*.py")),
        ROOT / "gpleadership/lib/rowsecurity.py",
        ROOT / "groups/tenancy/capabilities.py",
        ROOT / "requirements/base.txt",
    ]
    words = b"".join(file.name.encode() + file.read_bytes() for file in files)
    return "gpl_template_" + hashlib.sha256(words).hexdigest()[:12]


def use(name: str) -> None:
    """Point both of Django's connections at a database."""
    for alias in ("default", "owner"):
        connection = connections[alias]
        connection.close()
        if alias == "default":
            connection.close_pool()
        connection.settings_dict["NAME"] = name
        settings.DATABASES[alias]["NAME"] = name


def _make_template(home: psycopg.Connection, template: str) -> None:
    identifier = sql.Identifier(template)
    home.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(template + "_new")))
    use(template + "_new")
    call_command("migrate", verbosity=0, skip_checks=True)
    use("gpleadership")
    home.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(template + "_new"), identifier))


def _exists(home: psycopg.Connection, name: str) -> bool:
    return home.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _drop(home: psycopg.Connection, name: str) -> None:
    """Drop a database; one that somebody still holds is left for the next run to clear."""
    with suppress(psycopg.errors.ObjectInUse):
        home.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _clear(home: psycopg.Connection) -> None:
    """Drop what runs that were killed have left."""
    rows = home.execute("SELECT datname FROM pg_database WHERE datname LIKE 'gpl_test_%'").fetchall()
    for (name,) in rows:
        if not Path(f"/proc/{name.rsplit('_', 1)[1]}").exists():
            _drop(home, name)


# The keeper judges by the database's own clock, which nobody can pretend: tests may move a ballot instead.
PASS_TIME = """
CREATE FUNCTION gpl_test_pass_time(p_ballot bigint, p_by interval) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE groups_ballot SET opened_at = opened_at - p_by, closes_at = closes_at - p_by WHERE id = p_ballot
$$;
ALTER FUNCTION gpl_test_pass_time(bigint, interval) OWNER TO gpl_keeper;
"""


def _let_tests_pass_time(name: str) -> None:
    with owner(name) as connection:
        connection.execute(PASS_TIME)


@contextmanager
def fresh_database() -> Iterator[str]:
    """A migrated, empty database for this process, dropped afterwards; old templates are cleared away."""
    template, name = _template_name(), f"gpl_test_{os.getpid()}"
    with owner() as home:
        home.execute("SELECT pg_advisory_lock(7231)")
        if not _exists(home, template):
            home.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(template + "_new")))
            _make_template(home, template)
        _clear(home)
        home.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        home.execute("SELECT pg_advisory_unlock(7231)")
        use(name)
        _let_tests_pass_time(name)
        try:
            yield name
        finally:
            use("gpleadership")
            _drop(home, name)


def empty() -> None:
    """Take every row out again, as the owner, after a test that really committed.

    Keys go on from where they are: those of the kept cast are never given to anything else.
    """
    with owner(settings.DATABASES["owner"]["NAME"]) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        tables = [sql.Identifier(name) for (name,) in found if name not in KEPT]
        connection.execute(sql.SQL("TRUNCATE {} CONTINUE IDENTITY CASCADE").format(sql.SQL(", ").join(tables)))
