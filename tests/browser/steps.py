"""What a visitor does, and what every page they see must be."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

SHOTS = Path(__file__).resolve().parent.parent.parent / "var" / "screens"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Visitor:
    """Somebody with a browser. `see` checks the page they are on as an auditor would."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("request", self._asked)

    def _heard(self, message: object) -> None:
        words = getattr(message, "text", "")
        if getattr(message, "type", "") == "error" and "status of 4" not in words:
            self.faults.append(f"console: {words}")

    def _asked(self, request: object) -> None:
        address = getattr(request, "url", "")
        if not re.match(r"(https?://(localhost|127\.0\.0\.1)[:/]|data:|blob:|about:)", address):
            self.faults.append(f"a request to somewhere else: {address}")

    def go(self, path: str) -> Response | None:
        """Open an address of the portal."""
        return self.page.goto(path)

    def follow(self, name: str) -> None:
        """Follow the link of this text."""
        self.page.get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_load_state()

    def press(self, name: str) -> None:
        """Press the button of this text."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()

    def fill(self, label: str, value: str) -> None:
        """Type into the field of this label."""
        self.page.get_by_label(label, exact=True).fill(value)

    def choose(self, label: str) -> None:
        """Tick a box or a radio."""
        self.page.get_by_label(label, exact=True).check()

    def heading(self) -> str:
        """The page's one h1."""
        return self.page.locator("h1").inner_text()

    def text(self) -> str:
        """What the page says."""
        return " ".join(self.page.locator("body").inner_text().split())

    def shot(self, name: str) -> None:
        """Keep a picture, for the documentation and for a designer's eye."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        width = (self.page.viewport_size or {"width": 0})["width"]
        self.page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)

    def see(self, name: str = "") -> None:
        """Check the page: accessibility, one h1, unique links, no sideways scrolling, nothing from elsewhere."""
        if name:
            self.shot(name)
        results = Axe().run(self.page, options=RULES)
        violations = [
            f"{violation['id']}: {violation['help']}: {[node['html'][:160] for node in violation['nodes'][:3]]}"
            for violation in results.response["violations"]
        ]
        assert violations == []
        assert self.page.locator("h1").count() == 1
        assert self._repeated_links() == []
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it scrolls sideways"
        assert self.faults == []

    def _repeated_links(self) -> list[str]:
        links = self.page.evaluate(
            "[...document.querySelectorAll('main a[href]')].filter(a => a.checkVisibility())"
            ".map(a => [a.textContent.trim().replace(/\\s+/g, ' '), a.href])"
        )
        addresses: dict[str, set[str]] = {}
        for words, address in links:
            addresses.setdefault(words, set()).add(address)
        seen = Counter({words: len(found) for words, found in addresses.items()})
        return [words for words, count in seen.items() if count > 1]

    def focused(self) -> str:
        """Where the keyboard is, once the page has put it somewhere: the class of the element with focus."""
        self.page.wait_for_function("document.activeElement !== document.body")
        return str(self.page.evaluate("document.activeElement.className"))
