"""What the commands share: how they are declared, and how their answer is printed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hoofbeat.wording.translation import tr


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, what it does in a few words, its arguments, and the act itself, which returns the exit code."""

    name: str
    help: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def journal_argument(parser: argparse.ArgumentParser, *, name: str = "journal") -> None:
    """Declare the journal that a command is about, and the way to hand over its passphrase."""
    parser.add_argument(name, type=Path, metavar=name.upper())
    passphrase_argument(parser)


def passphrase_argument(parser: argparse.ArgumentParser) -> None:
    """Declare the file that a passphrase may come from."""
    text = tr("a file whose first line is the passphrase of the journal")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help=text)


def json_argument(parser: argparse.ArgumentParser) -> None:
    """Declare --json."""
    parser.add_argument("--json", action="store_true", help=tr("print one JSON document and nothing else"))


def print_json(document: Any) -> None:
    """Print the one JSON document of a command."""
    print(json.dumps(document, ensure_ascii=False, indent=1))
