"""What page 1 takes of each band: as much as its cap allows, in the largest type that fits; what it cannot take goes on later pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from hoofbeat.reports.bands import Setter
from hoofbeat.reports.content import Band, Entry
from hoofbeat.reports.rows import Block, total_height
from hoofbeat.wording.amounts import more_words, words_limited
from hoofbeat.wording.translation import tr

BODY_SIZES = (11.5, 11.0, 10.5, 10.0)
"""Sizes of the body that are tried, the largest first; none is below 10 pt."""
BAND_SPACE = 11.0
"""Height between two bands, with the rule in it."""
_MOST_LINES = (6, 4, 3, 2)
_FEWEST_LINES = 1


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
    """How many entries a band shows and how many lines a text may have."""

    count: int
    most: int | None


def fit(
    bands: Sequence[Band], setter_of: Callable[[float], Setter], room: Callable[[Setter], float]
) -> tuple[Setter, list[SetBand]]:
    """Return the setter of the size that was chosen and the bands as they fit into the room."""
    for size in BODY_SIZES:
        setter = setter_of(size)
        whole = [_Share(_capped(band), None) for band in bands]
        made = _set_all(setter, bands, whole)
        if _height(made) <= room(setter):
            return setter, made
    setter = setter_of(BODY_SIZES[-1])
    made = []
    for shares in _ever_smaller(bands):
        made = _set_all(setter, bands, shares)
        if _height(made) <= room(setter):
            break
    return setter, made


def _ever_smaller(bands: Sequence[Band]) -> Iterator[list[_Share]]:
    """Yield smaller and smaller shares: first shorter texts, then fewer entries where most are over the least, then less than that."""
    shares = [_Share(_capped(band), None) for band in bands]
    for most in _MOST_LINES:
        shares = [replace(share, most=most) for share in shares]
        yield shares
    for least in ([band.least for band in bands], [min(band.least, 1) for band in bands], [0] * len(bands)):
        while True:
            over = [share.count - few for share, few in zip(shares, least, strict=True)]
            if max(over, default=0) <= 0:
                break
            # Of equals the last one gives way: the first bands are what the visit is about.
            at = max(range(len(over)), key=lambda index: (over[index], index))
            shares = [replace(share, count=share.count - 1) if i == at else share for i, share in enumerate(shares)]
            yield shares
        if shares and shares[0].most != _FEWEST_LINES:
            shares = [replace(share, most=_FEWEST_LINES) for share in shares]
            yield shares


def _capped(band: Band) -> int:
    return min(band.cap, len(band.entries))


def _height(bands: Sequence[SetBand]) -> float:
    return sum(band.height for band in bands)


def _set_all(setter: Setter, bands: Sequence[Band], shares: Sequence[_Share]) -> list[SetBand]:
    return [_set_band(setter, band, share) for band, share in zip(bands, shares, strict=True)]


def _set_band(setter: Setter, band: Band, share: _Share) -> SetBand:
    shown = [_shortened(entry) for entry in band.entries[: share.count]]
    blocks = setter.blocks(band, shown, share.most) if shown else []
    if not band.entries and band.nothing:
        blocks.append(setter.sentence(band.nothing))
    cut = [
        whole
        for whole, entry in zip(band.entries, shown, strict=False)
        if whole != entry or (share.most is not None and _is_cut(setter, band, entry, share.most))
    ]
    blocks += [setter.sentence(note) for note in band.notes]
    more = len(band.entries) - len(shown)
    if more or cut:
        blocks.append(setter.sentence(more_words(more) if more else tr("“…” continues on page 2")))
    rest = (*cut, *band.entries[share.count :])
    return SetBand(band, setter.heading(band), tuple(blocks), replace(band, entries=rest, notes=()) if rest else None)


def _is_cut(setter: Setter, band: Band, entry: Entry, most: int) -> bool:
    return any(block.is_cut for block in setter.blocks(band, [entry], most))


def _shortened(entry: Entry) -> Entry:
    """Return the entry with no more words than page 1 takes."""
    if entry.longest is None:
        return entry
    text, is_cut = words_limited(entry.text, entry.longest)
    return replace(entry, text=f"{text} …") if is_cut else entry
