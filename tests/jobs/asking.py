"""Ask for jobs of the kill tests, in one transaction: python -m tests.jobs.asking FIRST COUNT."""

import sys

import django
from django.db import transaction

django.setup()

from groups.jobs.actions import enqueue  # noqa: E402 models need Django
from tests.jobs import effects  # noqa: E402, F401 registers the kind

with transaction.atomic():
    for number in range(int(sys.argv[1]), int(sys.argv[1]) + int(sys.argv[2])):
        enqueue("tests.effect", {"number": number}, by=None)
