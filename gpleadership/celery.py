"""The Celery app: `celery -A gpleadership worker`, `celery -A gpleadership beat`.

Celery only says "look, there may be work"; what is to be done stands in the database (`groups.jobs`).
So nothing in a broker is worth keeping: a worker empties its queue as it starts, and then looks.
"""

import logging
import os
from threading import Thread
from time import sleep
from typing import Any

from celery import Celery
from celery.signals import beat_embedded_init, setup_logging, worker_init, worker_ready
from kombu.exceptions import OperationalError
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gpleadership.settings")
os.environ.setdefault("CELERY_SKIP_CHECKS", "yes")  # a worker has no pages: it starts sooner without importing them
TRANSPORT_ALIASES["folder"] = "gpleadership.lib.folderbroker:Transport"

app = Celery("gpleadership")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ("gpleadership.tasks",)
log = logging.getLogger(__name__)


@setup_logging.connect
def keep_our_logging(**_: Any) -> None:
    """Django's settings have set logging up; Celery leaves it alone where somebody answers this signal."""


@worker_init.connect
def forget_old_pokes(**_: Any) -> None:
    """Whatever waits in the broker says no more than the look that every start begins with."""
    try:
        app.control.purge()
    except (OSError, OperationalError) as error:
        log.warning("broker not emptied", extra={"error": type(error).__name__})


@worker_ready.connect
def look_at_once(**_: Any) -> None:
    """What was asked for, or left half-way, while no worker ran."""
    from gpleadership.tasks import poke

    poke()


@beat_embedded_init.connect
def end_with_the_worker(**_: Any) -> None:
    """A beat that lives in a worker (`worker -B`) ends with it, even when that was killed."""
    Thread(target=_wait_for_orphanhood, args=(os.getppid(),), daemon=True).start()


def _wait_for_orphanhood(parent: int) -> None:
    while os.getppid() == parent:
        sleep(1)
    os._exit(0)
