"""A browser without a screen: keeps cookies, sends forms as they stand, times each step."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from time import perf_counter
from urllib.parse import urlencode, urlsplit

from script.benchmarks.figures import percentile
from script.benchmarks.forms import form_to
from script.benchmarks.generator import HOST, LoadError
from script.benchmarks.servers import Server
from script.benchmarks.values import Step

Times = dict[str, list[float]]
"""Seconds of each step, by its name, in the order of the journey."""


@dataclass
class Visitor:
    """Somebody who asks for pages and sends forms, on a connection for each."""

    server: Server
    times: Times
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    body: str = ""
    here: str = ""

    def opens(self, path: str, step: str = "") -> None:
        """Ask for a page."""
        status, _ = self._ask("GET", path, None, step)
        if status != 200:
            raise LoadError(f"GET {path} gave {status}.")
        self.here = path

    def sends(self, step: str, *, to: str = "", gives: int = 302, **changes: str) -> str:
        """Send a form of this page with some fields filled in; where the portal's redirect leads, if it gives one."""
        form = form_to(self.body, to)
        if unknown := changes.keys() - form.names:
            raise LoadError(f"The form on {self.here} has no field {', '.join(sorted(unknown))}.")
        status, location = self._ask("POST", to or self.here, urlencode(form.fields | changes), step)
        if status != gives:
            raise LoadError(f"POST {to or self.here} gave {status} and not {gives}: {_said(self.body)}")
        return urlsplit(location).path

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
    """What an error summary says, else how the page begins."""
    found = re.search(r"nhsuk-error-summary__body.*?</ul>", body, re.DOTALL)
    main = body.partition("<main")[2] or body
    return " ".join(re.sub(r"<[^>]+>", " ", found.group(0) if found else main).split())[:300]


def steps_of(times: Mapping[str, list[float]]) -> tuple[Step, ...]:
    """Each step's median and 95th percentile."""
    return tuple(
        Step(name, percentile(values, 50) * 1000, percentile(values, 95) * 1000, len(values))
        for name, values in times.items()
    )
