"""The start: the window painted, and Home filled from the journal of a heavy user, beside an empty window of bare PySide6."""

from __future__ import annotations

from tests.benchmarks.comparison import PROGRAMS, Comparison, Program
from tests.benchmarks.heavy_journal import HEAVY

BARE_WINDOW = Program((str(PROGRAMS / "bare_window.py"),), is_over_at_first_line=True)
PAINTED = Program((str(PROGRAMS / "painted.py"), str(HEAVY)), is_over_at_first_line=True)
FILLED = Program((str(PROGRAMS / "filled.py"), str(HEAVY)), is_over_at_first_line=True)

COMPARISONS = (
    Comparison(
        "start, until the window is painted", PAINTED, BARE_WINDOW, "a bare PySide6 window", wanted=1.5, rounds=11
    ),
    Comparison(
        "start, until Home of 40,000 records is", FILLED, BARE_WINDOW, "a bare PySide6 window", wanted=4, rounds=11
    ),
)
