"""From the words of the command line to a command, and from failures to one plain line and an exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from hoofbeat import __version__
from hoofbeat.cli import files, importing, records, reference
from hoofbeat.cli.command import REFUSED, WRONG_USAGE, WrongUsageError, say
from hoofbeat.domain.errors import HoofbeatError
from hoofbeat.services.installation import Installation
from hoofbeat.wording.errors import sentence
from hoofbeat.wording.translation import tr

_COMMANDS = {
    command.name: command for command in (*records.COMMANDS, *importing.COMMANDS, *files.COMMANDS, *reference.COMMANDS)
}


def is_command(words: Sequence[str]) -> bool:
    """Tell whether the words ask for a command; else they ask for the window."""
    return bool(words) and (words[0] in _COMMANDS or words[0] in ("-h", "--help", "--version"))


def parse_window(words: Sequence[str]) -> argparse.Namespace:
    """Read the words that open the window: at most one journal."""
    parser = _Parser(prog="hoofbeat", description=tr("Open the window on a journal."))
    parser.add_argument("journal", nargs="?", metavar="JOURNAL")
    return parser.parse_args(words)


def main(words: Sequence[str], installation: Installation) -> int:
    """Run one command; 0 done, 1 refused with one plain line on standard error, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(words, argparse.Namespace(installation=installation))
    try:
        return int(options.run(options))
    except HoofbeatError as error:
        say(sentence(error))
        return REFUSED
    except WrongUsageError as error:
        say(f"hoofbeat {options.command}: {error}")
        return WRONG_USAGE
    except KeyboardInterrupt:
        say(tr("Stopped. Nothing more was changed."))
        return REFUSED
    except BrokenPipeError:
        return REFUSED


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and leaves with 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USAGE, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    text = tr("Hoofbeat keeps your records in order. It does not give medical advice.")
    parser = _Parser(prog="hoofbeat", description=text)
    parser.add_argument("--version", action="version", version=f"Hoofbeat {__version__}")
    commands = parser.add_subparsers(title=tr("commands"), metavar="COMMAND", required=True)
    for command in _COMMANDS.values():
        words = commands.add_parser(command.name, help=tr(command.help), description=tr(command.help))
        command.declare(words)
        words.set_defaults(run=command.run, command=command.name)
    return parser
