"""Measures side by side against bare alternatives: `python -m tests.benchmarks [WORD...] [--rounds N]`, a word choosing lines."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.comparison import BUILD, Comparison, compare, table


def comparisons() -> Iterator[Comparison]:
    """Yield the comparisons of every module of this folder."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem not in ("__main__", "child"):
            yield from getattr(importlib.import_module(f"tests.benchmarks.{path.stem}"), "COMPARISONS", ())


def main() -> None:
    """Measure, print the table and keep it in build/."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("words", nargs="*", help="only lines whose name holds one of these words")
    parser.add_argument("--rounds", type=int, help="how many turns count")
    options = parser.parse_args()
    chosen = [each for each in comparisons() if not options.words or any(word in each.name for word in options.words)]
    lines = []
    for each in chosen:
        print(f"{each.name} ...", flush=True)
        lines.append(compare(each, rounds=options.rounds))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    text = f"{table(lines)}\n\n{machine}; medians, in turns."
    BUILD.mkdir(parents=True, exist_ok=True)
    (BUILD / "table.md").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
