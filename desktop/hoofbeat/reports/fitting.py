"""What page 1 takes of each band: as much as its cap allows, in the largest type that fits; what it cannot take goes on later pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from hoofbeat.reports.bands import Setter
from hoofbeat.reports.content import Band, BandName, Entry
from hoofbeat.reports.rows import Block, total_height
from hoofbeat.wording.amounts import more_words, words_limited
from hoofbeat.wording.translation import tr

BODY_SIZES = (11.5, 11.0, 10.5, 10.0)
"""Sizes of the body that are tried, the largest first; none is below 10 pt."""
BAND_SPACE = 10.0
"""Height between two bands, with the rule in it."""
_FEWEST_LINES: Mapping[BandName, int] = MappingProxyType({BandName.ALERTS: 3, BandName.QUESTIONS: 2})
"""How many lines a text keeps even on a full page; one where nothing is said."""
_LONGER_TEXTS = (4, 6, None)
_GROWING_FIRST = (
    BandName.QUESTIONS,
    BandName.ALERTS,
    BandName.MEDICINES,
    BandName.SINCE,
    BandName.RESULTS,
    BandName.AWAITED,
    BandName.TUMOR,
)


@dataclass(frozen=True, slots=True)
class SetBand:
    """A band as page 1 takes it, and what is left of it for later pages."""

    band: Band
    heading: Block
    blocks: tuple[Block, ...]
    rest: Band | None

    @property
    def height(self) -> float:
        """Return the height with the space above it."""
        return BAND_SPACE + max(self.heading.height, total_height(self.blocks))


@dataclass(frozen=True, slots=True)
class _Share:
    """How many entries a band shows, and how many lines a text that may be cut has; None is as many as it needs."""

    count: int
    most: int | None


def fit(
    bands: Sequence[Band], setter_of: Callable[[float], Setter], room: Callable[[Setter], float]
) -> tuple[Setter, list[SetBand]]:
    """Return the setter of the size that was chosen, and the bands as they fit into the room that it leaves."""
    smallest = _Fitting(bands, setter_of(BODY_SIZES[-1]))
    if smallest.whole_height() > room(smallest.setter):
        return smallest.setter, smallest.fill(room(smallest.setter))
    sizes = (_Fitting(bands, setter_of(size)) for size in BODY_SIZES)
    chosen = next(each for each in sizes if each.whole_height() <= room(each.setter))
    return chosen.setter, chosen.whole()


@dataclass(slots=True)
class _Fitting:
    """The bands in one size of type, and how much of each is taken."""

    bands: Sequence[Band]
    setter: Setter
    shares: list[_Share] = field(init=False)
    _made: dict[tuple[int, _Share], SetBand] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shares = [_Share(_capped(band), None) for band in self.bands]

    def whole(self) -> list[SetBand]:
        return [self._band(index, share) for index, share in enumerate(self.shares)]

    def whole_height(self) -> float:
        return sum(band.height for band in self.whole())

    def fill(self, room: float) -> list[SetBand]:
        """Take the least of each band, then more where there is room: longer texts, more entries, whole texts."""
        self.shares = [_Share(min(band.least, _capped(band)), _FEWEST_LINES.get(band.name, 1)) for band in self.bands]
        self._shrink(room)
        order = sorted(range(len(self.bands)), key=lambda index: _GROWING_FIRST.index(self.bands[index].name))
        self._lengthen(order, 2, room)
        self._lengthen(order, 3, room)
        while self._grow(order, room):
            pass
        for most in _LONGER_TEXTS:
            self._lengthen(order, most, room)
        return self.whole()

    def _shrink(self, room: float) -> None:
        """Take less than the least where even that does not fit: of the highest bands first, so that each still says something."""
        while self.whole_height() > room:
            shown = [index for index, share in enumerate(self.shares) if share.count > 1]
            if not shown:
                break
            self._take_one_less(max(shown, key=lambda index: self._band(index, self.shares[index]).height))
        for index in reversed(range(len(self.bands))):
            while self.whole_height() > room and self.shares[index].count:
                self._take_one_less(index)

    def _take_one_less(self, index: int) -> None:
        self.shares[index] = replace(self.shares[index], count=self.shares[index].count - 1)

    def _grow(self, order: Sequence[int], room: float) -> bool:
        """Take one entry more of each band that has room for it; tell whether any had."""
        shares = [(index, replace(self.shares[index], count=self.shares[index].count + 1)) for index in order]
        return sum(self._try(index, share, room) for index, share in shares) > 0

    def _lengthen(self, order: Sequence[int], most: int | None, room: float) -> None:
        for index in order:
            share = self.shares[index]
            if share.most is not None and (most is None or most > share.most):
                self._try(index, replace(share, most=most), room)

    def _try(self, index: int, share: _Share, room: float) -> bool:
        """Take a larger share of a band if the page then still holds; tell whether it did."""
        if share.count > _capped(self.bands[index]):
            return False
        before = self.shares[index]
        self.shares[index] = share
        if self.whole_height() <= room:
            return True
        self.shares[index] = before
        return False

    def _band(self, index: int, share: _Share) -> SetBand:
        key = (index, share)
        if key not in self._made:
            self._made[key] = _set_band(self.setter, self.bands[index], share)
        return self._made[key]


def _capped(band: Band) -> int:
    return min(band.cap, len(band.entries))


def _set_band(setter: Setter, band: Band, share: _Share) -> SetBand:
    shown = [_shortened(entry) for entry in band.entries[: share.count]]
    blocks = setter.blocks(band, shown, share.most) if shown else []
    if not band.entries and band.nothing:
        blocks.append(setter.sentence(band.nothing))
    cut = [
        whole
        for whole, entry in zip(band.entries, shown, strict=False)
        if whole != entry or (share.most is not None and setter.is_cut(band, entry, share.most))
    ]
    if band.notes:
        blocks.append(setter.sentence(" ".join(band.notes)))
    more = len(band.entries) - len(shown)
    said = more_words(more) if more else tr("“…”: see page 2") if cut else ""
    rest = (*cut, *band.entries[share.count :])
    left = replace(band, entries=rest, notes=()) if rest else None
    return SetBand(band, setter.heading(band, more=said), tuple(blocks), left)


def _shortened(entry: Entry) -> Entry:
    """Return the entry with no more words than page 1 takes."""
    if entry.longest is None:
        return entry
    text, is_cut = words_limited(entry.text, entry.longest)
    return replace(entry, text=f"{text} …") if is_cut else entry
