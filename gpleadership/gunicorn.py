"""Gunicorn's settings: synchronous workers, as many as cores (measured: threads and ASGI cost more here)."""

import os

workers = int(os.environ.get("WEB_CONCURRENCY", os.cpu_count() or 2))
worker_class = "sync"
timeout = 60
graceful_timeout = 5
max_requests = 20_000
max_requests_jitter = 2_000
# A small state file on memory, so that a slow disk never makes a worker look dead.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
control_socket_disable = True
