"""`script/bench`: load, measure, write docs/benchmarks.md."""

import argparse
import os
import sys
from typing import Final

from script.benchmarks import environment
from script.benchmarks.environment import ROOT, VAR

PAGES: Final = (
    "sign-in",
    "home",
    "group-home",
    "members",
    "roster",
    "coverage",
    "ballot",
    "ballot-result",
    "interests",
    "principles",
    "terms",
)
NAMES: Final = (*PAGES, "sign-in-post", "founding", "casting", "papers", "demo-start")


def main() -> int:
    """Measure what is asked for. Returns the exit status."""
    options = _options()
    environment.prepare()
    import django  # after the environment is set

    django.setup()
    from script.benchmarks import run
    from script.benchmarks.generator import LoadError
    from script.benchmarks.report import markdown
    from script.benchmarks.servers import ServerError
    from script.benchmarks.values import Effort

    effort = Effort(seconds=options.seconds)
    if options.quick:
        effort = Effort(seconds=options.seconds / 4, rounds=1, requests=400, warm_up=10, for_memory=200)
    if not environment.can_pin():
        print("Cores cannot be chosen here: the figures will be rough.", file=sys.stderr)
    try:
        results = run.run(effort, only=options.only, fresh=options.fresh)
    except (LoadError, ServerError) as problem:
        print(problem, file=sys.stderr)
        return 1
    whole = not (options.quick or options.only)
    target = ROOT / "docs" / "benchmarks.md" if whole else VAR / "report.md"
    target.write_text(markdown(results), encoding="utf-8")
    print(f"Written: {os.path.relpath(target, ROOT)}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description="Measure the portal; writes docs/benchmarks.md.")
    parser.add_argument("--quick", action="store_true", help="a rough look; writes var/bench/report.md instead")
    parser.add_argument("--only", choices=NAMES, help="one of them; writes var/bench/report.md instead")
    parser.add_argument("--seconds", type=float, default=2.0, metavar="N", help="length of a burst (2)")
    parser.add_argument("--fresh", action="store_true", help="load the demo anew, measuring the import")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
