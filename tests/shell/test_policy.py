"""The content security policy, and pages that live with it: nothing inline, nothing from elsewhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

TEMPLATES = Path(settings.BASE_DIR) / "templates"
MAILS = {"email", "mail"}
PAGES = sorted(file for file in TEMPLATES.rglob("*.html") if not MAILS & set(file.relative_to(TEMPLATES).parts))
PUBLIC = ["/help/", "/who-sees-what/", "/accessibility/", "/privacy/", "/components/", "/nowhere"]
INLINE = re.compile(r"""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style|javascript:|<script(?![^>]*\ssrc=)""", re.IGNORECASE)


@pytest.mark.parametrize("path", PUBLIC)
def test_the_policy_is_on_every_page_and_strict(path: str) -> None:
    header = Client().get(path).headers["Content-Security-Policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in header.split(";")}
    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == rules["form-action"] == ["'self'"]
    assert "unsafe" not in header
    assert "http" not in header


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_has_nothing_inline_and_loads_from_here_alone(path: str) -> None:
    html = Client().get(path).content.decode()
    assert INLINE.findall(html) == []
    loaded = re.findall(r"""<(?:script|link|img|iframe|use)\b[^>]*\s(?:src|href)=["']([^"']+)""", html)
    assert [address for address in loaded if not address.startswith("/static/")] == []
    assert loaded


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_no_template_writes_style_or_script(file: Path) -> None:
    assert INLINE.findall(file.read_text()) == []


def test_what_the_pattern_is_for() -> None:
    found = INLINE.findall('<p style="x"><a onclick="y"><script>z</script><script src="/a.js"></script>')
    assert len(found) == 3
