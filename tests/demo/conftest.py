"""The demo, as somebody sees it who starts it."""

from typing import Any

import pytest

from gpleadership.demo import load


@pytest.fixture
def demo(committed: None, settings: Any) -> None:
    """The demo of one system, really committed."""
    settings.DEMO = True
    load.load("system", say=lambda words: None)
