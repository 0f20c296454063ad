"""Commands on the offline reference: search, topic."""

from __future__ import annotations

import argparse
import textwrap
from pathlib import Path
from typing import Any

from hoofbeat.cli.command import Command, json_argument, print_json
from hoofbeat.cli.outcome import DONE, say
from hoofbeat.reference.content import Topic
from hoofbeat.reference.library import Library
from hoofbeat.reference.search import SearchHit
from hoofbeat.wording.translation import tr

_FOUND = 10
_WIDTH = 92
_TEXT = ".txt"


def _declare_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="+", metavar="QUERY")
    parser.add_argument("--limit", type=_count, default=_FOUND, metavar="N", help=tr("show at most N passages"))
    json_argument(parser)


def _count(word: str) -> int:
    try:
        return max(0, int(word))
    except ValueError:
        raise argparse.ArgumentTypeError(tr("{word} is not a whole number").format(word=word)) from None


def _search(options: argparse.Namespace) -> int:
    from hoofbeat.reference.search import build_index

    answer = build_index(options.installation.reference).search(" ".join(options.query), options.limit)
    if options.json:
        print_json([_hit(each) for each in answer.hits])
        return DONE
    for each in answer.hits:
        print(f"{each.passage.title} > {each.passage.heading}  ({each.passage.topic_id})")
        print(textwrap.indent(_filled(each.passage.text), "  "))
        print("  " + "; ".join(source.label for source in each.passage.sources) + "\n")
    if not answer.hits:
        say(tr("Nothing was found."))
        if answer.nearest:
            say(tr("Did you mean: {words}?").format(words=", ".join(answer.nearest)))
        say(tr("Topics: {topics}").format(topics=", ".join(head.id for head in answer.contents)))
    return DONE


def _hit(hit: SearchHit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "topic": passage.topic_id,
        "title": passage.title,
        "heading": passage.heading,
        "passage": passage.text,
        "sources": [source.label for source in passage.sources],
        "facts": list(passage.fact_ids),
        "score": round(hit.score, 4),
    }


def _declare_topic(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--output", type=Path, metavar="FILE.pdf", help=tr("FILE.txt writes it as text"))
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help=tr("the size of the paper"))
    json_argument(parser)


def _topic(options: argparse.Namespace) -> int:
    from hoofbeat.reference.render import plain_text

    library = options.installation.reference
    topic = library.get_topic(options.id)
    if options.output is not None:
        _write(options)
    elif options.json:
        print_json(_document(topic, library))
    else:
        print(_filled(plain_text(topic, library.facts)))
    return DONE


def _write(options: argparse.Namespace) -> None:
    """Write a topic as the sheet that the window prints of it."""
    from hoofbeat.services import files, topic_sheets
    from hoofbeat.services.clock import moment

    installation = options.installation
    if options.output.suffix.lower() == _TEXT:
        content = topic_sheets.topics_text([options.id], library=installation.reference).encode()
    else:
        content = topic_sheets.topics_pdf(
            [options.id],
            library=installation.reference,
            paper=topic_sheets.Paper[options.paper.upper()],
            made_at=moment(),
            resources=installation.resources,
        )
    files.write_file(path=options.output, content=content)
    print(tr("Saved {file}.").format(file=options.output))


def _document(topic: Topic, library: Library) -> dict[str, Any]:
    from hoofbeat.reference.passages import text_of

    sections = [
        {
            "heading": section.heading,
            "paragraphs": [{"text": text_of(block), "facts": list(block.fact_ids)} for block in section.blocks],
        }
        for section in topic.sections
    ]
    cited = library.facts.sources_of(sorted(topic.fact_ids))
    return {
        "id": topic.id,
        "title": topic.title,
        "sections": sections,
        "sources": [source.label for source in cited],
        "related": [head.id for head in library.related(topic.id)],
    }


def _filled(text: str) -> str:
    return "\n".join(textwrap.fill(line, _WIDTH, break_long_words=False) for line in text.splitlines())


COMMANDS = (
    Command("search", "search the reference", _declare_search, _search),
    Command("topic", "print one topic of the reference", _declare_topic, _topic),
)
