"""Where the program begins: the command line, or the window when no command is given."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; or open the window, and end the process when it is closed."""
    if getattr(sys, "frozen", False):  # the child that reads big files starts here too
        from multiprocessing import freeze_support

        freeze_support()
    # Here, so that the process that reads a big file, which loads this module too, has nothing to load before it begins.
    from hoofbeat.cli import main as cli

    words = list(sys.argv[1:] if arguments is None else arguments)
    if cli.is_command(words):
        _spare_the_collector()
        from hoofbeat.bootstrap import installation

        return cli.main(words, installation())
    journal = cli.parse_window(words).journal
    if journal and cli.is_no_file(journal):
        return cli.refuse_unknown(journal)
    if not _has_display():
        sys.stderr.write("There is no display here, so the window cannot open. `hoofbeat --help` lists the commands.\n")
        return 1
    gc.disable()  # until the first page is shown: what a start loads stays, and to look through it for what does not takes long
    from hoofbeat.ui.start import run

    return leave(run(Path(journal) if journal else None))


_OBJECTS_OF_A_COMMAND = 200_000


def _spare_the_collector() -> None:
    """Look for objects that hold each other only in a command that makes very many, and not once more while the process ends.

    Python's own pace (every 700 objects) took a tenth of a command's time, and the last look through all that was loaded a fifth.
    """
    gc.set_threshold(_OBJECTS_OF_A_COMMAND)
    atexit.register(gc.freeze)


def leave(code: int) -> NoReturn:
    """End the process as it stands: the journal is closed and the workers have ended, so nothing is lost.

    Else Qt's objects are taken apart one by one while Python ends, in an order that hangs on their addresses. That ended a sound run
    with a segmentation fault once in a while, which a person would be told of as a crash.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a bundle for Windows has none
            stream.flush()
    os._exit(code)


def _has_display() -> bool:
    """Tell whether a window can open; without a display Qt would end the process."""
    chosen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in chosen)


if __name__ == "__main__":
    sys.exit(main())
