"""What a crash in the middle of a change leaves: a file with some pages written and the rollback journal beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hoofbeat.store.folders import hot_path
from hoofbeat.store.keys import Key

# A small cache and no promise to keep changes in it make SQLite write pages to the file before the commit that never comes.
_CHANGE = """
import os, sys
from pathlib import Path
from hoofbeat.store.connection import connect
from hoofbeat.store.keys import Key
path, key = Path(sys.argv[1]), Key(sys.stdin.read()) if sys.argv[2] else None
connection = connect(path, key=key)
connection.execute("PRAGMA cache_size = 1")
connection.execute("PRAGMA cache_spill = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE questions SET text = text || ' half done'")
connection.execute("DELETE FROM change_items")
connection.execute("DELETE FROM results")
for number in range(300):
    connection.execute("INSERT INTO preferences VALUES (?, ?)", (f"half done {number}", "x" * 2000))
os.kill(os.getpid(), 9)
"""


def with_hot_journal(path: Path, key: Key | None = None) -> None:
    """Let a process die in the middle of a change of this file."""
    before = path.read_bytes()
    arguments = [sys.executable, "-c", _CHANGE, str(path), "encrypted" if key else ""]
    subprocess.run(arguments, input=key.raw if key else "", text=True, check=False)
    assert hot_path(path).stat().st_size > 512
    assert path.read_bytes() != before
