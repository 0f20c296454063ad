"""Commands on the files that are kept in a journal: attach one, and save one to a place of its own."""

from __future__ import annotations

import argparse
from pathlib import Path

from hoofbeat.cli.command import Command, journal_argument, json_argument, print_json
from hoofbeat.cli.opening import opened
from hoofbeat.cli.outcome import DONE, WrongUsageError
from hoofbeat.domain.attachments import HOLDERS
from hoofbeat.domain.records import Attachment, Kind
from hoofbeat.services import attachments, entry
from hoofbeat.services.clock import today
from hoofbeat.services.journals import Journal
from hoofbeat.services.visits import next_appointment_id
from hoofbeat.wording.changes import change_sentence
from hoofbeat.wording.translation import tr


def _declare_attach(parser: argparse.ArgumentParser) -> None:
    journal_argument(parser)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    kinds = ", ".join(each for each in HOLDERS if each is not Kind.PEOPLE)
    text = tr(
        "what it belongs to: one of {kinds}, and its id or name (“next” for the next appointment); without it, the person"
    ).format(kinds=kinds)
    parser.add_argument("--to", nargs=2, metavar=("KIND", "ID"), help=text)
    parser.add_argument("--title", default="", help=tr("what it is; else the name of the file"))
    json_argument(parser)


def _attach(options: argparse.Namespace) -> int:
    kind, name = _holder(options)
    with opened(options) as journal:
        holder = _id_of(journal, kind, name)
        kept, change = attachments.attach(
            journal, paths=options.files, kind=kind, record_id=holder, today=today(), title=options.title
        )
    if options.json:
        print_json([{"id": each.id, "title": each.title, "media_type": each.media_type} for each in kept])
        return DONE
    print(f"{change_sentence(change.description)} ({', '.join(each.id for each in kept)})")
    return DONE


def _holder(options: argparse.Namespace) -> tuple[Kind, str]:
    word, name = options.to or (Kind.PEOPLE.value, "")
    if word not in set(map(str, HOLDERS)):
        text = tr("--to names one of {kinds}, and not {word}")
        raise WrongUsageError(text.format(kinds=", ".join(HOLDERS), word=word))
    return Kind(word), name


def _id_of(journal: Journal, kind: Kind, name: str) -> str:
    if not name:
        return ""
    with journal.reading() as stored:
        if kind is Kind.APPOINTMENTS and name == "next":
            name = next_appointment_id(stored, today=today()) or name
        return entry.find_by_name(stored, kind, name).id


def _declare_save(parser: argparse.ArgumentParser) -> None:
    journal_argument(parser)
    parser.add_argument("id", metavar="ID", help=tr("the id of the paper, as “list attachments” tells it"))
    parser.add_argument("out", type=Path, metavar="OUT", help=tr("the file to write"))
    parser.add_argument("--replace", action="store_true", help=tr("replace what is there"))


def _save(options: argparse.Namespace) -> int:
    with opened(options, is_read_only=True) as journal:
        with journal.reading() as stored:
            paper = stored.get(Attachment, options.id)
        attachments.save_copy(journal, attachment=paper, to=options.out, may_replace=options.replace)
    print(tr("Saved in {file}.").format(file=options.out))
    return DONE


COMMANDS = (
    Command("attach", "keep a letter, a report or a photo in the journal", _declare_attach, _attach),
    Command("save-attachment", "save a kept file to a place of its own", _declare_save, _save),
)
