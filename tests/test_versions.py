"""Traps of particular library versions; each test says when a pin may move."""

from __future__ import annotations

import subprocess
import sys

import pytest

VOID_CALLS = 20_000
COUNT_LOST_REFERENCES = f"""
import sys
from PySide6.QtCore import QObject
thing = QObject()
before = sys.getrefcount(None)
for _ in range({VOID_CALLS}):
    thing.setObjectName("name")
print(before - sys.getrefcount(None))
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_void_calls_into_qt_keep_their_reference_to_none() -> None:
    """PySide6 6.12.0 fails here; the pin may move to a release that passes on Python 3.11."""
    # In a child: a Python that has lost its last reference to None aborts, and would take the report with it.
    child = subprocess.run([sys.executable, "-c", COUNT_LOST_REFERENCES], capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stderr
    assert abs(int(child.stdout)) < VOID_CALLS // 100
