"""Saying that there may be work. Whoever listens is named by a setting, so that nothing here knows the broker."""

import logging
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)


def after_commit() -> None:
    """Poke once the open transaction has committed, however many jobs it asked for."""
    if not any(hook[1] is poke for hook in connection.run_on_commit):
        transaction.on_commit(poke)


def poke() -> None:
    """Say it now. A broker that does not answer delays the job until the next beat and loses nothing."""
    try:
        cast("Callable[[], None]", import_string(settings.JOBS_WAKE))()
    except Exception as error:  # noqa: BLE001 the row is kept; no broker may fail a request
        log.warning("jobs not poked", extra={"error": type(error).__name__})
