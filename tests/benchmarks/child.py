"""Runs one side of a comparison and says how long it took and how much memory the process had at its peak."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path


def peak() -> int:
    """Return the most memory that this process ever held, in bytes.

    On Linux from its own status: the number that is kept for a parent counts what the parent held when it started the child.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (each for each in status.read_text().splitlines() if each.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    module, function = sys.argv[1:]
    seconds = getattr(importlib.import_module(module), function)()
    print(json.dumps({"seconds": seconds, "peak": peak()}), flush=True)
