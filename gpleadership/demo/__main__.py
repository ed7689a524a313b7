"""`script/demo`: everything started, the demo loaded, and all of it stopped on Ctrl-C."""

import argparse
import os
import sys
from pathlib import Path

from gpleadership.demo import supervise
from gpleadership.demo.accounts import ACCOUNTS, PASSWORD
from gpleadership.lib.postgres import PostgresUnavailable

ROOT = Path(__file__).resolve().parent.parent.parent
SCALES = ("place", "system", "england")


def main() -> int:
    """Start, wait, stop. Returns the exit status."""
    options = _options()
    folder = ROOT / "var" / "demo"
    _environment(folder, options.port)
    if not supervise.port_is_free(options.port):
        print(f"Port {options.port} is taken. Choose another: script/demo --port {options.port + 1}")
        return 1
    try:
        return supervise.run(folder, options.port, options.scale, reset=options.reset, ready=_welcome)
    except (PostgresUnavailable, supervise.DemoError) as problem:
        print(problem, file=sys.stderr)
        return 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/demo", description="Try the portal with fictional people.")
    parser.add_argument("--port", type=int, default=8000, help="where to listen (8000)")
    parser.add_argument("--scale", choices=SCALES, help="how much of it: one place, one system (default), England")
    parser.add_argument("--reset", action="store_true", help="forget everything and start over")
    return parser.parse_args()


def _environment(folder: Path, port: int) -> None:
    """The demo is by itself: its own data, whatever else is set on this machine."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DEBUG"):
        os.environ.pop(name, None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "gpleadership.settings",
        "GPL_DEMO": "1",
        "GPL_VAR": str(folder),
        "SITE_URL": f"http://localhost:{port}",
        "PYTHONUNBUFFERED": "1",
    }


def _welcome(port: int, seconds: float) -> None:
    """What to open, and as whom."""
    address = f"http://localhost:{port}/"
    width = max(len(account.email) for account in ACCOUNTS)
    print(f"\nGP Leadership is at {address} (ready in {seconds:.1f} s). Press Ctrl-C to stop it.\n")
    print(f"Sign in with any of these; the password is {PASSWORD}\n")
    for account in ACCOUNTS:
        print(f"  {account.email:<{width}}  {account.name}: {account.role}")
    print(f"\nMails that the portal sends land on {address}demo/mail/\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
