"""Journeys: what somebody does in steps, over HTTP, with cookies and tokens, each step timed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from time import perf_counter
from typing import Final
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.hashers import check_password, make_password

from gpleadership.demo.accounts import ACCOUNTS, PASSWORD
from script.benchmarks.environment import WEB_CORE, on_core
from script.benchmarks.figures import percentile
from script.benchmarks.generator import HOST, LoadError
from script.benchmarks.servers import Server
from script.benchmarks.values import Journey, Step

TOKEN: Final = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SIGN_INS: Final = 10
"""Fewer than the portal allows from one address in a minute."""


@dataclass
class Visitor:
    """A browser without a screen: keeps cookies, sends forms back with their token, times each step."""

    server: Server
    times: dict[str, list[float]]
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    body: str = ""
    address: str = ""

    def opens(self, path: str, step: str = "") -> None:
        """Ask for a page."""
        status, _ = self._ask("GET", path, None, step)
        if status != 200:
            raise LoadError(f"GET {path} gave {status}")

    def sends(self, path: str, fields: Mapping[str, object], step: str = "") -> None:
        """Send a form; the portal answers with a redirect when all is well, which is kept and not followed."""
        found = TOKEN.search(self.body)
        if found is None:
            raise LoadError(f"There is no form to send to {path}.")
        fields = {"csrfmiddlewaretoken": found.group(1), **fields}
        status, location = self._ask("POST", path, urlencode(fields, doseq=True), step)
        if status != 302:
            raise LoadError(f"POST {path} gave {status} and not a redirect: {_said(self.body)}")
        self.address = urlsplit(location).path

    def _ask(self, method: str, path: str, body: str | None, step: str) -> tuple[int, str]:
        headers = {"Host": "localhost", "Accept": "text/html"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection(HOST, self.server.port, timeout=60)
        began = perf_counter()
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        self.body = answer.read().decode()
        if step:
            self.times.setdefault(step, []).append(perf_counter() - began)
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        connection.close()
        return answer.status, answer.headers.get("Location", "")


def _said(body: str) -> str:
    """What an error summary says."""
    found = re.search(r"error-summary.*?</div>\s*</div>", body, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group(0) if found else body).split())[:300]


def steps_of(times: Mapping[str, list[float]]) -> tuple[Step, ...]:
    """Each step's median and 95th percentile."""
    return tuple(
        Step(name, percentile(values, 50) * 1000, percentile(values, 95) * 1000, len(values))
        for name, values in times.items()
    )


def sign_in(server: Server) -> Journey:
    """Signing in with e-mail and password, and the password's part of it."""
    times: dict[str, list[float]] = {}
    for _ in range(SIGN_INS):
        visitor = Visitor(server, times)
        visitor.opens("/account/login/", "see the form")
        fields = {"login": ACCOUNTS[0].email, "password": PASSWORD}
        visitor.sends("/account/login/", fields, "send it: signed in")
    encoded = make_password(PASSWORD)
    times["of that: the password’s hash alone"] = _timed(lambda: check_password(PASSWORD, encoded))
    note = f"The hash is {encoded.split('$')[0]}, slow on purpose: that is what a stolen database costs to guess."
    return Journey("sign-in-post", "Signing in", steps_of(times), note)


def _timed(work: Callable[[], object]) -> list[float]:
    found = []
    with on_core(WEB_CORE):
        for _ in range(SIGN_INS):
            began = perf_counter()
            work()
            found.append(perf_counter() - began)
    return found
