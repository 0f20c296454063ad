"""Where the program begins: the command line, or the window when no command is given."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from hoofbeat.cli import main as cli


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the window; return the exit code."""
    if getattr(sys, "frozen", False):  # the child that reads big files starts here too
        from multiprocessing import freeze_support

        freeze_support()
    words = list(sys.argv[1:] if arguments is None else arguments)
    if cli.is_command(words):
        from hoofbeat.bootstrap import installation

        return cli.main(words, installation())
    journal = cli.parse_window(words).journal
    gc.disable()  # until the first page is shown: what a start loads stays, and to look through it for what does not takes long
    from hoofbeat.ui.start import run

    return run(Path(journal) if journal else None)


if __name__ == "__main__":
    sys.exit(main())
