"""The report: results in, one Markdown page out. Nothing in it that was not measured."""

from collections.abc import Iterable, Iterator
from typing import Final

from script.benchmarks.figures import ratio
from script.benchmarks.profiling import Line, Profile
from script.benchmarks.targets import verdicts
from script.benchmarks.values import Fact, Journey, PageResult, Results

SUBJECTS: Final = {"portal": "**portal**", "limit": "limit", "plain": "plain Django", "admin": "Django’s admin"}
PARTS: Final = ("transaction", "scope", "session", "user", "standing", "own")

HOW: Final = """\
`script/bench` made this page. It loads the demo of all England, starts a gunicorn for each subject with the portal’s
own settings and one synchronous worker, so that requests a second are a core’s, and asks them in turn (A B C D,
A B C D, …); of each kind of burst the best of {rounds} counts. Every answer must be a 2xx and whole, and every subject
must show the same rows. Ratios are of one run. Latency is what a client waits from connecting to the last byte, on the
same machine.

- **limit**: a bare WSGI function without Django that sends the page’s own SQL (session, person, scope, BEGIN and
  COMMIT included) over one lasting connection and answers with the same bytes. Nobody can do less.
- **plain Django**: the same rows in Django’s templates with a guardian `has_perm` for each and joins where obvious
  (`script/benchmarks/plain/`).
- **Django’s admin**: its changelist of the same rows.

With four clients at one worker three wait while one is answered, so p95 is some four times what a page takes. What is
not measured: networks, browsers, several workers at once.
"""


def markdown(results: Results) -> str:
    """The whole page."""
    parts = [
        "# Benchmarks\n",
        HOW.format(rounds=results.effort.rounds),
        "## Machine\n",
        _table(("", ""), ((fact.name, fact.value) for fact in results.machine)),
        _commands(results),
        "## Targets\n",
        _targets(results),
        "## Pages\n",
        *(_page(page) for page in results.pages),
        *_journeys(results.journeys),
        *_loading(results.loading),
        *_profiles(results.pages),
        *_not_measured(results.not_measured),
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _commands(results: Results) -> str:
    effort = results.effort
    return (
        f"Command: `script/bench`. Bursts of {effort.seconds:g} s or {effort.requests:,} requests, with one client and"
        f" with four, after {effort.warm_up} to warm up. The measured table is the demo’s largest"
        f" ({results.seats_of_demo} seats), filled up to 35 by the bench. Ten times the rows are made in a transaction"
        " that is taken back.\n"
    )


def _targets(results: Results) -> str:
    found = verdicts(results)
    missed = [verdict for verdict in found if not verdict.met]
    words = f"{len(found) - len(missed)} of {len(found)} met." if missed else f"All {len(found)} met."
    rows = ((each.page, each.promised, each.measured, "met" if each.met else "**missed**") for each in found)
    return f"{words}\n\n" + _table(("page", "target", "measured", ""), rows)


def _page(page: PageResult) -> str:
    rows = f", {page.rows} rows compared" if page.rows else ""
    statements = ", ".join(f"{part} {page.parts[part]}" for part in PARTS if page.parts.get(part))
    portal = page.figures["portal"]
    return (
        f"### {page.title}\n\n"
        f"`{page.name}`{rows}. Statements: {sum(page.parts.values())}{f' ({statements})' if statements else ''};"
        f" with ten times the rows, own {page.own_of_tenfold}."
        f" HTML: {portal.bytes_sent / 1000:.1f} KB, gzip {page.bytes_gzip / 1000:.1f} KB,"
        f" brotli {page.bytes_brotli / 1000:.1f} KB."
        f" Worker’s own memory after the requests: {page.memory:.1f} MB.\n\n"
        + _table(_HEADS, (_row(name, page) for name in SUBJECTS if name in page.figures))
    )


_HEADS: Final = (
    "", "requests/s per core", "portal is", "p50, one client", "p95", "p50, four clients", "p95", "HTML",
)  # fmt: skip


def _row(name: str, page: PageResult) -> tuple[str, ...]:
    figure, portal = page.figures[name], page.figures["portal"]
    return (
        SUBJECTS[name],
        f"{figure.rate_of_four:,.0f}",
        "" if name == "portal" else _times(ratio(portal.rate_of_four, figure.rate_of_four)),
        *(f"{ms:.1f} ms" for ms in (figure.p50, figure.p95, figure.p50_of_four, figure.p95_of_four)),
        f"{figure.bytes_sent / 1000:.1f} KB",
    )


def _times(value: float) -> str:
    return f"{value:.1f} × as fast" if value >= 1 else f"1/{1 / value:.1f} as fast"


def _journeys(journeys: Iterable[Journey]) -> Iterator[str]:
    for journey in journeys:
        rows = ((s.name, f"{s.p50:.0f} ms", f"{s.p95:.0f} ms", str(s.times)) for s in journey.steps)
        yield f"### {journey.title}\n\n" + _table(("step", "p50", "p95", "times"), rows) + f"\n{journey.note}\n"


def _loading(facts: Iterable[Fact]) -> Iterator[str]:
    rows = [(fact.name, fact.value, fact.note) for fact in facts]
    if rows:
        yield "## Loading and starting\n\n" + _table(("", "", ""), rows)


def _profiles(pages: Iterable[PageResult]) -> Iterator[str]:
    missed = [page for page in pages if page.profile]
    if missed:
        yield "## Where the time goes\n\nOf pages that miss a target, milliseconds a request under the profiler.\n"
    for page in missed:
        if page.profile:
            yield _profile(page.title, page.profile)


def _profile(title: str, profile: Profile) -> str:
    heads = ("function", "with all below", "alone", "calls")
    return (
        f"### {title}: {profile.ms:.1f} ms in the process without the profiler\n\n"
        f"Our own code, by all that it calls:\n\n{_table(heads, map(_line, profile.ours))}\n"
        f"Any code, by itself:\n\n{_table(heads, map(_line, profile.heaviest))}"
    )


def _line(line: Line) -> tuple[str, ...]:
    return (f"`{line.where}`", f"{line.below:.2f}", f"{line.alone:.2f}", f"{line.calls:.0f}")


def _not_measured(names: Iterable[str]) -> Iterator[str]:
    rows = list(names)
    if rows:
        yield "## Not measured\n\n" + "".join(f"- {name}\n" for name in rows)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)
