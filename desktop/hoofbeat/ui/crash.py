"""What happens on a bug: a report of places in the program, without a word or number of anybody's record."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from hoofbeat import __version__


def report_text(error: BaseException) -> str:
    """Return a report: versions, the type of error, and where it came from. Messages and values are left out, they may hold records."""
    lines = [f"Hoofbeat {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(f"{type(chain).__module__}.{type(chain).__qualname__}")
        lines += [_place(frame) for frame in traceback.extract_tb(chain.__traceback__)]
        chain = chain.__cause__ or chain.__context__
    return "\n".join(lines) + "\n"


def write_report(error: BaseException, folder: Path, moment: datetime) -> Path | None:
    """Write a report; None where the folder takes none."""
    path = folder / f"crash-{moment:%Y-%m-%d-%H%M%S}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(report_text(error), encoding="utf-8")
        path.chmod(0o600)
    except OSError:
        return None
    return path


def watch(report: Callable[[BaseException], object]) -> None:
    """Have every error that nobody caught reported, on whichever thread it was."""

    def on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        try:
            report(error)
        except Exception:  # noqa: BLE001  # the window is gone already: what is left is Python's own way
            sys.__excepthook__(kind, error, trace)

    sys.excepthook = on_error
    threading.excepthook = lambda found: (
        on_error(found.exc_type, found.exc_value, found.exc_traceback) if found.exc_value is not None else None
    )


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    return f"  {path.parent.name}/{path.name}:{frame.lineno} {frame.name}"
