"""Commands on the journal file itself: check, backup, restore."""

from __future__ import annotations

import argparse
from pathlib import Path

from hoofbeat.cli.command import Command, journal_argument, passphrase_argument
from hoofbeat.cli.opening import opened, passphrase_for
from hoofbeat.cli.outcome import DONE
from hoofbeat.services import backups
from hoofbeat.wording.safekeeping import soundness_sentence
from hoofbeat.wording.translation import tr


def _check(options: argparse.Namespace) -> int:
    with opened(options, is_read_only=True) as journal:
        print(soundness_sentence(backups.check(journal)))
    return DONE


def _declare_backup(parser: argparse.ArgumentParser) -> None:
    journal_argument(parser)
    parser.add_argument("out", type=Path, metavar="OUT")


def _backup(options: argparse.Namespace) -> int:
    with opened(options, is_read_only=True) as journal:
        made = backups.back_up(journal, to=options.out)
    print(tr("Saved and checked: {file} ({size} bytes).").format(file=made.path, size=made.size))
    return DONE


def _declare_restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, metavar="BACKUP")
    parser.add_argument("journal", type=Path, metavar="JOURNAL")
    parser.add_argument("--replace", action="store_true", help=tr("replace a file that is there"))
    passphrase_argument(parser)


def _restore(options: argparse.Namespace) -> int:
    restored = backups.restore_backup(
        source=options.backup,
        target=options.journal,
        folders=options.installation.folders,
        passphrase=passphrase_for(options, options.backup),
        may_replace=options.replace,
    )
    print(tr("Brought back: {file}").format(file=restored.path))
    if restored.replaced is not None:
        print(tr("The file that stood there is kept: {file}").format(file=restored.replaced.path))
    return DONE


COMMANDS = (
    Command("check", "check the file through", journal_argument, _check),
    Command("backup", "write a checked copy", _declare_backup, _backup),
    Command("restore", "bring back a copy", _declare_restore, _restore),
)
