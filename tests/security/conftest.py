"""Attacks from inside: the quick run leaves them to the whole one."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each takes long, and tries again what the packages' own tests hold."""
    for item in items:
        if "tests/security/" in item.path.as_posix():
            item.add_marker(pytest.mark.slow)
