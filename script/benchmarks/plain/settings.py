"""The portal's settings with other addresses: guardian asked for each row, Django's own templates."""

from pathlib import Path

from gpleadership.settings import *  # noqa: F403
from gpleadership.settings import AUTHENTICATION_BACKENDS, MIDDLEWARE, TEMPLATES

ROOT_URLCONF = "script.benchmarks.plain.urls"
MIDDLEWARE = [*MIDDLEWARE, "script.benchmarks.plain.middleware.in_scope"]
AUTHENTICATION_BACKENDS = [*AUTHENTICATION_BACKENDS, "guardian.backends.ObjectPermissionBackend"]
TEMPLATES = [TEMPLATES[1] | {"DIRS": [Path(__file__).parent / "templates"]}]
