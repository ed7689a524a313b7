"""What a web worker holds in memory: nothing that only a job needs, or a file that somebody may never ask for."""

import subprocess
import sys

HEAVY = {"weasyprint", "docx", "lxml", "openpyxl", "PIL", "fontTools", "pydyf"}


def test_a_web_worker_starts_without_the_makers_of_files() -> None:
    code = "import sys, gpleadership.wsgi; print(*{name.partition('.')[0] for name in sys.modules})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(run.stdout.split()) == set()
