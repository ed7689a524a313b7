"""Health for machines: `/healthz` says that the process is up, `/readyz` that it can work."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

Check = Callable[[], bool]


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@require_safe
@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """Each check and whether it passed; 503 if one did not. Why is in the logs, not here."""
    passed = {name: check() for name, check in CHECKS.items()}
    return JsonResponse(passed, status=200 if all(passed.values()) else 503)


def database_answers() -> bool:
    """A question and its answer through the pool."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def broker_takes_messages() -> bool:
    """Redis answers, or the folder that stands in for it can be written."""
    if settings.REDIS_URL:
        return _redis_answers(settings.REDIS_URL)
    folder = Path(settings.BROKER_FOLDER)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK)


def _redis_answers(url: str) -> bool:
    from redis import Redis, RedisError  # only where Redis is used

    try:
        with Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except RedisError:
        return False


def migrations_applied() -> bool:
    """Whether the database is as the code needs it. Once it is, it stays so for this process."""
    try:
        return _migrated()
    except (DatabaseError, NotYet):
        return False


class NotYet(Exception):  # noqa: N818
    """Migrations wait; raised so that only success is remembered."""


@cache
def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotYet
    return True


CHECKS: Final[dict[str, Check]] = {
    "database": database_answers,
    "broker": broker_takes_messages,
    "migrations": migrations_applied,
}
