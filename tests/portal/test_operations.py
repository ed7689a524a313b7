"""Every setting that the environment can give is in the operators' table."""

import re

from tests.database import ROOT


def test_operations_names_every_setting() -> None:
    asked = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "gpleadership/settings.py").read_text()))
    told = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs/operations.md").read_text()))
    assert len(asked) > 20
    assert asked - told == set()
