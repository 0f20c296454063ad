"""From the words of the command line to a command, and from failures to one plain line and an exit code.

Each command's module is imported only when that command runs, so that the window, and each command, pays for itself alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn

from hoofbeat import __version__
from hoofbeat.cli.outcome import REFUSED, WRONG_USAGE, WrongUsageError, say
from hoofbeat.domain.errors import FileExistsAlreadyError, HoofbeatError, PassphraseNeededError
from hoofbeat.wording.translation import tr

if TYPE_CHECKING:
    from hoofbeat.cli.command import Command
    from hoofbeat.services.installation import Installation


def is_command(words: Sequence[str]) -> bool:
    """Tell whether the words ask for a command; else they ask for the window."""
    return bool(words) and (words[0] in _MODULES or words[0] in ("-h", "--help", "--version"))


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
    options = _parser(words).parse_args(words, argparse.Namespace(installation=installation))
    try:
        return int(options.run(options))
    except HoofbeatError as error:
        from hoofbeat.wording.errors import sentence

        say(" ".join(filter(None, (sentence(error), _way_on(error, options)))))
        return REFUSED
    except WrongUsageError as error:
        say(f"hoofbeat {options.command}: {error}")
        return WRONG_USAGE
    except KeyboardInterrupt:
        say(tr("Stopped. Nothing more was changed."))
        return REFUSED
    except BrokenPipeError:
        return REFUSED


def _way_on(error: HoofbeatError, options: argparse.Namespace) -> str:
    """Name the option that answers a refusal, where this command has one."""
    if isinstance(error, FileExistsAlreadyError) and "replace" in options:
        return tr("(--replace)")
    if isinstance(error, PassphraseNeededError) and "passphrase_file" in options:
        return tr("(--passphrase-file FILE)")
    return ""


def refuse_unknown(word: str) -> int:
    """Say that a word is neither a command nor a file."""
    text = tr("There is no command and no file “{word}”. “hoofbeat --help” lists the commands.")
    say(text.format(word=word))
    return WRONG_USAGE


def is_no_file(word: str) -> bool:
    """Tell whether a word looks like a mistyped command: a bare name that no file has."""
    path = Path(word)
    return path.name == word and not path.suffix and not path.exists()


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and leaves with 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USAGE, f"{self.prog}: {message}\n")


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return a parser that knows the command asked for; without one, all of them, for the help."""
    text = tr("Hoofbeat keeps your records in order. It does not give medical advice.")
    parser = _Parser(prog="hoofbeat", description=text)
    parser.add_argument("--version", action="version", version=f"Hoofbeat {__version__}")
    commands = parser.add_subparsers(title=tr("commands"), metavar="COMMAND", required=True)
    wanted = words[0] if words else ""
    for name, module in _MODULES.items():
        if wanted in (name, "-h", "--help"):
            command = next(each for each in module() if each.name == name)
            declared = commands.add_parser(name, help=tr(command.help), description=tr(command.help))
            command.declare(declared)
            declared.set_defaults(run=command.run, command=name)
    return parser


def _records() -> tuple[Command, ...]:
    from hoofbeat.cli import records

    return records.COMMANDS


def _importing() -> tuple[Command, ...]:
    from hoofbeat.cli import importing

    return importing.COMMANDS


def _report() -> tuple[Command, ...]:
    from hoofbeat.cli import report

    return report.COMMANDS


def _files() -> tuple[Command, ...]:
    from hoofbeat.cli import files

    return files.COMMANDS


def _exporting() -> tuple[Command, ...]:
    from hoofbeat.cli import exporting

    return exporting.COMMANDS


def _attachments() -> tuple[Command, ...]:
    from hoofbeat.cli import attachments

    return attachments.COMMANDS


def _reference() -> tuple[Command, ...]:
    from hoofbeat.cli import reference

    return reference.COMMANDS


_MODULES: Mapping[str, Callable[[], tuple[Command, ...]]] = MappingProxyType(
    {
        "new": _records,
        "list": _records,
        "add": _records,
        "undo": _records,
        "redo": _records,
        "attach": _attachments,
        "save-attachment": _attachments,
        "import": _importing,
        "report": _report,
        "export": _exporting,
        "hand-over": _exporting,
        "check": _files,
        "backup": _files,
        "restore": _files,
        "search": _reference,
        "topic": _reference,
    }
)
"""The module of each command."""
