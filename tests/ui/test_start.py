"""The start itself, in a process of its own: the window paints before the data layer is there, and one window is enough."""

from __future__ import annotations

import builtins
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hoofbeat.ui.single_instance import SingleInstance

HEAVY = (
    "sqlalchemy",
    "alembic",
    "reportlab",
    "pypdfium2",
    "tomli_w",
    "hoofbeat.store.journal",
    "hoofbeat.reference.catalogue",
)

START = """
import builtins, sys
plain = builtins.__import__
from hoofbeat.ui import start
from hoofbeat.ui.window.main_window import MainWindow
assert builtins.__import__ is plain, "PySide6 left its own import behind"
seen = {}
def look(self, event, painted=MainWindow.paintEvent):
    painted(self, event)
    seen.setdefault("at first paint", [name for name in %r if name in sys.modules])
MainWindow.paintEvent = look
from hoofbeat.ui.window.session import Session
def done(self):
    from PySide6.QtWidgets import QApplication
    seen["began"] = True
    QApplication.instance().exit(0)
Session.begin = done
plain_run = start.run
def run(journal):
    code = plain_run(journal)
    print(code, seen)
    return code
start.run = run
from hoofbeat.__main__ import main
main(sys.argv[1:])
print("main came back")
"""


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", START % (HEAVY,), str(tmp_path / "j.hoofbeat")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert child.returncode == 0, child.stderr
    assert child.stdout.strip() == "0 {'at first paint': [], 'began': True}"


def test_pyside_leaves_no_import_of_its_own_behind() -> None:
    child = subprocess.run(
        [
            sys.executable,
            "-c",
            "import builtins; plain = builtins.__import__; import hoofbeat.ui.start; print(builtins.__import__ is plain)",
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert child.stdout.strip() == "True", child.stderr
    assert builtins.__import__ is not None


def test_a_second_start_raises_the_first_window_and_leaves(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = (SingleInstance(tmp_path / "j.hoofbeat") for _ in range(2))
    assert not first.raise_first()
    assert first.listen()
    with qtbot.waitSignal(first.raise_requested):
        assert second.raise_first()


@pytest.mark.parametrize("other", ["k.hoofbeat", "sub/j.hoofbeat"])
def test_another_journal_has_a_window_of_its_own(qtbot: QtBot, tmp_path: Path, other: str) -> None:
    first = SingleInstance(tmp_path / "j.hoofbeat")
    assert first.listen()
    assert not SingleInstance(tmp_path / other).raise_first()
