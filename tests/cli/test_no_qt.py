"""No command needs a display, Qt, or anything else that it does not use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import sys
from hoofbeat.__main__ import main
path = sys.argv[1]
assert main(["new", path, "--name", "Maria", "--sample"]) == 0
for kind in ("people", "results", "given"):
    assert main(["list", path, kind, "--json"]) == 0
assert main(["add", path, "questions", "text=Why?"]) == 0
assert main(["undo", path]) == 0
assert not [name for name in sys.modules if name.startswith(("PySide6", "alembic", "reportlab", "pikepdf"))]
"""


def test_no_command_imports_qt(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tmp_path / "j.hoofbeat")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
