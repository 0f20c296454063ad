"""A card to cut out and fold: as many rows as fit each side, and which are not whole on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hoofbeat.reports.parts import Card, CardRow, CardSide
from hoofbeat.reports.rows import Block, Cell, Mark, Row, RuleMark, UprightMark, set_row, stacked, total_height
from hoofbeat.reports.text import Span, Typesetter
from hoofbeat.reports.theme import MILLIMETRE, Scale
from hoofbeat.wording.translation import tr

_WIDTH, _HEIGHT = 85 * MILLIMETRE, 54 * MILLIMETRE
_PADDING = 2.6 * MILLIMETRE
_BODY, _LEADING = 10.0, 1.14
_LARGER = 1.45
"""In large print the card is so much larger, with one side above the other."""
_DASH, _LINE = 3.0, 0.6
_TITLE_LINES = 2
_ABOVE_ROW, _ABOVE_GROUP = 0.12, 0.5
"""In sizes of the letters."""


@dataclass(frozen=True, slots=True)
class SetCard:
    """Both sides of a card, each with its outline, and the rows that are not whole on it."""

    front: Block
    back: Block
    rest: tuple[CardRow, ...]


def set_card(card: Card, typesetter: Typesetter, *, is_large: bool) -> SetCard:
    """Set a card: its sides beside each other, in large print above each other."""
    larger = _LARGER if is_large else 1.0
    side = _Side(typesetter, Scale(_BODY * larger, _LEADING), _WIDTH * larger, _HEIGHT * larger)
    front, rest_of_front = side.fill(card.front)
    back, rest_of_back = side.fill(card.back)
    rest = (*rest_of_front, *rest_of_back)
    if is_large:
        fold = tuple(_dashes(side.width, is_upright=False))
        lower = Block((*back.marks, *_cut(side), *fold), side.height)
        return SetCard(Block((*front.marks, *_cut(side)), side.height), lower, rest)
    moved = _moved(back, side.width)
    fold = tuple(replace(mark, x=mark.x + side.width) for mark in _dashes(side.height, is_upright=True))
    cut = tuple(replace(mark, x=mark.x + side.width) for mark in _cut(side))
    whole = Block((*moved.marks, *cut, *fold), side.height)
    # Both sides begin at the same height: the front leaves all of it to the back.
    return SetCard(Block((*front.marks, *_cut(side)), 0.0), whole, rest)


@dataclass(frozen=True, slots=True)
class _Side:
    """Sets one side, from the upper left corner of the card."""

    type: Typesetter
    scale: Scale
    width: float
    height: float

    def fill(self, side: CardSide) -> tuple[Block, list[CardRow]]:
        """Return the side, and the rows that are not whole on it."""
        title = self._lines((Span(side.title, self.scale.strong),), _TITLE_LINES)
        room = self.height - 2 * self._padding - title.height - self._rule
        blocks = [self._row(row) for row in side.rows]
        shown = self._chosen(side.rows, blocks, room)
        rest = [row for at, row in enumerate(side.rows) if at not in shown or blocks[at].is_cut]
        inside = [title, Block((RuleMark(self._padding, 1.5, self._inner, 0.8, 0.0),), self._rule)]
        inside += [blocks[at] for at in sorted(shown)]
        if not side.rows and side.nothing:
            inside.append(self._lines((Span(side.nothing, self.scale.quiet),), None))
        if rest:
            inside.append(self._lines((Span(_more_words(len(side.rows) - len(shown)), self.scale.strong),), 1))
        block = stacked([Block((), self._padding), *inside])
        return block, rest

    def _chosen(self, rows: Sequence[CardRow], blocks: Sequence[Block], room: float) -> set[int]:
        """Return which rows fit: first those that come first, then the others in their order up to the first without room."""
        everything = range(len(rows))
        if total_height(blocks) <= room and not any(block.is_cut for block in blocks):
            return set(everything)
        room -= self.scale.leading + self.scale.body * _ABOVE_ROW
        shown: set[int] = set()
        for comes_first in (True, False):
            for at in (each for each in everything if rows[each].comes_first is comes_first):
                if blocks[at].height > room:
                    break
                shown.add(at)
                room -= blocks[at].height
        return shown

    @property
    def _padding(self) -> float:
        return _PADDING * self.width / _WIDTH

    @property
    def _inner(self) -> float:
        return self.width - 2 * self._padding

    @property
    def _rule(self) -> float:
        return self.scale.body * 0.4

    def _row(self, row: CardRow) -> Block:
        lead = f"{row.lead}  " if row.text else row.lead
        spans = [Span(lead, self.scale.strong)] if row.lead else []
        spans.append(Span(row.text, self.scale.text))
        return self._lines(tuple(spans), row.most_lines, begins_group=row.begins_group)

    def _lines(self, spans: tuple[Span, ...], most: int | None, *, begins_group: bool = False) -> Block:
        row = Row(
            (Cell(spans, self._padding, self._inner),),
            left=self._padding,
            width=self._inner,
            space_above=self.scale.body * (_ABOVE_GROUP if begins_group else _ABOVE_ROW),
            has_rule_above=begins_group,
        )
        return set_row(row, self.type, self.scale, most)


def _more_words(count: int) -> str:
    if count:
        return tr("+{count} more on the whole sheet").format(count=count)
    return tr("… goes on on the whole sheet")


def _moved(block: Block, right: float) -> Block:
    return replace(block, marks=tuple(replace(mark, x=mark.x + right) for mark in block.marks))


def _cut(side: _Side) -> Iterator[Mark]:
    """Yield the line to cut along."""
    yield RuleMark(0, 0, side.width, 0.5, _LINE)
    yield RuleMark(0, side.height, side.width, 0.5, _LINE)
    yield UprightMark(0, 0, side.height, 0.5, _LINE)
    yield UprightMark(side.width, 0, side.height, 0.5, _LINE)


def _dashes(length: float, *, is_upright: bool) -> Iterator[RuleMark | UprightMark]:
    """Yield the line to fold along, over the line between the two sides, so that it is seen as dashes."""
    for number in range(int(length / _DASH / 2) + 1):
        at = number * 2 * _DASH
        if is_upright:
            yield UprightMark(0, at, min(_DASH, length - at), 1.2, 0.0)
        else:
            yield RuleMark(at, 0, min(_DASH, length - at), 1.2, 0.0)
