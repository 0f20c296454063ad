"""Measures side by side against bare alternatives: `python -m tests.benchmarks [WORD...] [--rounds N]`, a word choosing lines."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import subprocess
import sys
from collections.abc import Iterator

from tests.benchmarks.comparison import BUILD, PROJECT, Comparison, clear_home, compare, table

TABLE = PROJECT / "build" / "benchmarks.md"
MODULES = (
    "start",
    "store",
    "bringing_in",
    "sheet",
    "timeline",
    "reference_search",
    "chart_painting",
    "labs",
    "medicines",
    "papers",
)


def comparisons() -> Iterator[Comparison]:
    """Yield the comparisons of the modules, in the order of the table."""
    for name in MODULES:
        yield from importlib.import_module(f"tests.benchmarks.{name}").COMPARISONS


def main() -> None:
    """Measure, print the table and keep it in build/."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("words", nargs="*", help="only lines whose name holds one of these words")
    parser.add_argument("--rounds", type=int, help="how many turns count")
    options = parser.parse_args()
    chosen = [each for each in comparisons() if not options.words or any(word in each.name for word in options.words)]
    BUILD.mkdir(parents=True, exist_ok=True)
    clear_home()
    print("journals ...", flush=True)
    subprocess.run([sys.executable, "-m", "tests.benchmarks.heavy_journal"], cwd=PROJECT, check=True)
    lines = []
    for each in chosen:
        print(f"{each.name} ...", flush=True)
        lines.append(compare(each, rounds=options.rounds))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    text = f"{table(lines)}\n\n{machine}; medians, in turns. The ratio of work is that of the processors' time."
    TABLE.write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
