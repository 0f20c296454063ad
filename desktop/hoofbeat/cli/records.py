"""Commands on the records of a journal: new, list, add, undo, redo."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from hoofbeat.cli.command import Command, journal_argument, json_argument, passphrase_argument, print_json
from hoofbeat.cli.opening import given_passphrase, opened
from hoofbeat.cli.outcome import DONE, WrongUsageError, say
from hoofbeat.domain.records import Kind
from hoofbeat.services import entry, history, journals, lines, sample, zones
from hoofbeat.services.clock import today
from hoofbeat.wording.changes import change_sentence
from hoofbeat.wording.kinds import kind_name
from hoofbeat.wording.medicines import clock_change_words
from hoofbeat.wording.translation import tr


def _declare_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("journal", type=Path, metavar="JOURNAL")
    parser.add_argument("--name", default="", help=tr("the name of the person"))
    parser.add_argument("--sample", action="store_true", help=tr("fill it with two years of a made-up person"))
    parser.add_argument("--replace", action="store_true", help=tr("replace a file that is there"))
    passphrase_argument(parser)


def _new(options: argparse.Namespace) -> int:
    passphrase = given_passphrase(options)
    journal = journals.create(
        path=options.journal,
        name=options.name,
        passphrase=passphrase,
        may_replace=options.replace,
        folders=options.installation.folders,
    )
    try:
        if options.sample:
            sample.fill(journal, today=today(), name=options.name)
    finally:
        journal.close()
    print(tr("Made {file}.").format(file=options.journal))
    return DONE


def _declare_list(parser: argparse.ArgumentParser) -> None:
    journal_argument(parser)
    _kind_argument(parser)
    json_argument(parser)


def _list(options: argparse.Namespace) -> int:
    with opened(options, is_read_only=True) as journal:
        records = list(lines.listing(journal, kind=options.kind, catalogue=options.installation.catalogue))
    if options.json:
        print_json(records)
        return DONE
    for record in records:
        shown = [f"{name}={value}" for name, value in record.items() if value not in ("", None, False)]
        print("\t".join(" ".join(each.split()) for each in shown))
    say(f"{len(records)} {kind_name(options.kind, len(records))}")
    return DONE


def _declare_add(parser: argparse.ArgumentParser) -> None:
    journal_argument(parser)
    _kind_argument(parser)
    parser.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    json_argument(parser)


def _add(options: argparse.Namespace) -> int:
    if options.kind is Kind.ATTACHMENTS:
        raise WrongUsageError(tr("a file is added with: hoofbeat attach JOURNAL FILE"))
    texts = _texts(options.fields, options.kind)
    with opened(options) as journal:
        record, change = entry.add(
            journal, kind=options.kind, texts=texts, catalogue=options.installation.catalogue, today=today()
        )
    for clock_change, moment in zones.clock_changes(record):
        say(clock_change_words(clock_change, moment, zone=texts.get("zone", "")))
    if options.json:
        print_json({"id": record.id})
    else:
        print(f"{change_sentence(change.description)} ({record.id})")
    return DONE


def _texts(words: Sequence[str], kind: Kind) -> dict[str, str]:
    known = entry.entry_fields(kind)
    for word in words:
        name, sign, _ = word.partition("=")
        if not sign:
            raise WrongUsageError(tr("{word} is not of the form FIELD=VALUE").format(word=word))
        if name not in known:
            text = tr("{name} is no field of {kind}; its fields are {fields}")
            raise WrongUsageError(text.format(name=name, kind=kind, fields=", ".join(known)))
    return dict(word.split("=", 1) for word in words)


def _declare_undo(parser: argparse.ArgumentParser) -> None:
    journal_argument(parser)
    json_argument(parser)


def _undo(options: argparse.Namespace) -> int:
    is_undo = options.command == "undo"
    with opened(options) as journal:
        undone = history.undo(journal) if is_undo else history.redo(journal)
    said = change_sentence(undone.change.description)
    if options.json:
        kept = [{"kind": kind, "id": record_id} for kind, record_id in undone.kept]
        print_json({options.command: said, "kinds": sorted(undone.change.touched), "kept": kept})
        return DONE
    print((tr("Undone: {change}") if is_undo else tr("Done again: {change}")).format(change=said))
    if undone.kept:
        say(tr("Kept, because they were changed or used since: {count}").format(count=len(undone.kept)))
    return DONE


def _kind_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", type=_kind, metavar="KIND", help=", ".join(Kind))


def _kind(word: str) -> Kind:
    try:
        return Kind(word)
    except ValueError:
        text = tr("{word} is no kind of record; the kinds are {kinds}").format(word=word, kinds=", ".join(Kind))
        raise argparse.ArgumentTypeError(text) from None


COMMANDS = (
    Command("new", "make a journal", _declare_new, _new),
    Command("list", "list the records of a kind", _declare_list, _list),
    Command("add", "add one record", _declare_add, _add),
    Command("undo", "take back the newest change", _declare_undo, _undo),
    Command("redo", "make the change again that was taken back last", _declare_undo, _undo),
)
