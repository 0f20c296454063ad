"""Reader of a topic's Markdown: tokens of markdown-it become sections and blocks, with the fact ids taken off their ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hoofbeat.reference.content import (
    Block,
    Cell,
    Item,
    ItemList,
    Note,
    Paragraph,
    Picture,
    Run,
    Runs,
    Section,
    Table,
    plain,
)
from hoofbeat.reference.errors import ReferenceContentError

_IDS = re.compile(r"\s*\{([A-Z]{2,5}-\d{2,3}(?: [A-Z]{2,5}-\d{2,3})*)\}\s*$")
_NOT_IN_ANCHOR = re.compile(r"[^a-z0-9]+")
_PICTURE_SCHEME = "illustration:"


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def read_sections(body: str, file: Path, first_line: int = 1) -> tuple[Section, ...]:
    """Read the Markdown below the front matter; a construct that the format does not know is refused."""
    return _Walk(_reader().parse(body), file, first_line).sections()


@dataclass
class _Open:
    """A section that is being read."""

    heading: str
    level: int
    path: tuple[str, ...]
    anchor: str
    blocks: list[Block] = field(default_factory=list)


class _Walk:
    """One pass over the tokens of a topic."""

    def __init__(self, tokens: Sequence[Token], file: Path, first_line: int) -> None:
        self._tokens = tokens
        self._at = 0
        self._file = file
        self._first_line = first_line
        self._open: list[_Open] = []
        self._anchors: set[str] = set()

    def sections(self) -> tuple[Section, ...]:
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == "heading_open":
                self._begin_section(token)
            elif not self._open:
                raise self._error("text before the first heading", token)
            else:
                self._open[-1].blocks.append(self._block(token))
        return tuple(
            Section(anchor=s.anchor, heading=s.heading, level=s.level, path=s.path, blocks=tuple(s.blocks))
            for s in self._open
        )

    def _begin_section(self, token: Token) -> None:
        level = int(token.tag[1:])
        heading = plain(self._runs(self._next()))
        self._expect("heading_close")
        if level < 2:
            raise self._error("a heading of level 1; the title stands in the front matter", token)
        above = self._open[-1].path if self._open else ()
        self._open.append(
            _Open(heading=heading, level=level, path=(*above[: level - 2], heading), anchor=self._anchor(heading))
        )

    def _block(self, token: Token) -> Block:
        if token.type == "paragraph_open":
            return self._paragraph()
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            return self._list(token)
        if token.type == "table_open":
            return self._table()
        if token.type == "blockquote_open":
            return self._note()
        raise self._error(f"not part of the format: {token.type}", token)

    def _paragraph(self) -> Paragraph | Picture:
        inline = self._next()
        self._expect("paragraph_close")
        children = inline.children or []
        if len(children) == 1 and children[0].type == "image":
            return self._picture(children[0], inline)
        runs, fact_ids = self._stated(inline)
        return Paragraph(anchor=self._anchor(fact_ids[0] if fact_ids else "text"), runs=runs, fact_ids=fact_ids)

    def _picture(self, image: Token, inline: Token) -> Picture:
        source = str(image.attrGet("src") or "")
        if not source.startswith(_PICTURE_SCHEME) or not image.content.strip():
            raise self._error("a picture is ![text alternative](illustration:NAME)", inline)
        name = source.removeprefix(_PICTURE_SCHEME)
        return Picture(anchor=self._anchor(f"picture-{name}"), name=name, alternative=image.content.strip())

    def _list(self, opening: Token) -> ItemList:
        items: list[Item] = []
        depth = 0
        while depth >= 0:
            token = self._next()
            if token.type in {"bullet_list_open", "ordered_list_open"}:
                depth += 1
            elif token.type in {"bullet_list_close", "ordered_list_close"}:
                depth -= 1
            elif token.type == "inline":
                runs, fact_ids = self._stated(token)
                items.append(Item(runs=runs, fact_ids=fact_ids, depth=depth))
            elif token.type not in {"list_item_open", "list_item_close", "paragraph_open", "paragraph_close"}:
                raise self._error(f"not part of a list: {token.type}", token)
        first = next((fact_id for item in items for fact_id in item.fact_ids), "list")
        return ItemList(anchor=self._anchor(first), items=tuple(items), is_ordered=opening.type == "ordered_list_open")

    def _table(self) -> Table:
        rows: list[list[Cell]] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                runs, fact_ids = self._stated(token)
                rows[-1].append(Cell(runs=runs, fact_ids=fact_ids))
        first = next((fact_id for row in rows for cell in row for fact_id in cell.fact_ids), "table")
        return Table(
            anchor=self._anchor(first),
            heads=tuple(cell.runs for cell in rows[0]),
            rows=tuple(tuple(row) for row in rows[1:]),
        )

    def _note(self) -> Note:
        paragraphs: list[Runs] = []
        while (token := self._next()).type != "blockquote_close":
            if token.type == "inline":
                runs, fact_ids = self._stated(token)
                if fact_ids:
                    raise self._error("an editor's note states no fact of a source", token)
                paragraphs.append(runs)
            elif token.type not in {"paragraph_open", "paragraph_close"}:
                raise self._error(f"not part of a note: {token.type}", token)
        return Note(anchor=self._anchor("note"), paragraphs=tuple(paragraphs))

    def _stated(self, inline: Token) -> tuple[Runs, tuple[str, ...]]:
        """The runs of an inline token without the ids at its end, and those ids."""
        runs = self._runs(inline)
        fact_ids: tuple[str, ...] = ()
        if runs and (match := _IDS.search(runs[-1].text)) is not None:
            fact_ids = tuple(match[1].split())
            rest = runs[-1].text[: match.start()]
            last = Run(rest, runs[-1].is_strong, runs[-1].is_emphasis, runs[-1].target)
            runs = (*runs[:-1], last) if rest else runs[:-1]
        if "{" in plain(runs) or "}" in plain(runs) or len(set(fact_ids)) != len(fact_ids):
            raise self._error("ids stand once, in one pair of braces, at the very end", inline)
        return runs, fact_ids

    def _runs(self, inline: Token) -> Runs:
        runs: list[Run] = []
        strong = emphasis = 0
        target: str | None = None
        for child in inline.children or []:
            match child.type:
                case "text" | "code_inline":
                    text = child.content
                case "softbreak" | "hardbreak":
                    text = " "
                case "strong_open" | "strong_close" | "em_open" | "em_close":
                    strong += child.nesting if child.tag == "strong" else 0
                    emphasis += child.nesting if child.tag == "em" else 0
                    continue
                case "link_open":
                    target = str(child.attrGet("href"))
                    continue
                case "link_close":
                    target = None
                    continue
                case _:
                    raise self._error(f"not part of a paragraph: {child.type}", inline)
            look = (strong > 0, emphasis > 0, target)
            if runs and (runs[-1].is_strong, runs[-1].is_emphasis, runs[-1].target) == look:
                runs[-1] = Run(runs[-1].text + text, *look)
            elif text:
                runs.append(Run(text, *look))
        return tuple(runs)

    def _anchor(self, name: str) -> str:
        """A name for a place in this topic; the same name again gets a number."""
        base = _NOT_IN_ANCHOR.sub("-", name.lower()).strip("-") or "part"
        anchor, number = base, 2
        while anchor in self._anchors:
            anchor, number = f"{base}-{number}", number + 1
        self._anchors.add(anchor)
        return anchor

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _expect(self, kind: str) -> None:
        token = self._next()
        if token.type != kind:
            raise self._error(f"expected {kind}, found {token.type}", token)

    def _error(self, reason: str, token: Token) -> ReferenceContentError:
        line = token.map[0] + self._first_line if token.map else None
        return ReferenceContentError(self._file, reason, line)
