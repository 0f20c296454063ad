"""How texts of the reference are set: the room they have, the type scale of the reader, and its style sheet from theme roles."""

from __future__ import annotations

import string
from dataclasses import dataclass, field

from hoofbeat import paths
from hoofbeat.ui.theme import SMALLEST_BODY_POINTS, TYPE, Theme

READING_SIZE = 1.06
"""Size of running text here, as a multiple of the body size: it is read for longer than a label."""
LINE_CHARACTERS = 68
"""The longest line of running text."""
PICTURE_WIDTH = 720
"""Width in pixels for which all pictures are drawn, at 100 % text."""
LEAST_COLUMN_CHARACTERS = 13
"""A table whose columns would be narrower is shown row by row."""


@dataclass(frozen=True, slots=True)
class Room:
    """What the texts are set into: widths in pixels, the theme, and which pictures are told in words too.

    `widest` is the width there would be without the list of topics.
    """

    theme: Theme
    points: float
    text_width: int
    full_width: int
    character_width: float
    widest: int = 0
    ratio: float = 1.0
    told_pictures: frozenset[str] = field(default_factory=frozenset)

    @property
    def picture_width(self) -> int:
        """How wide pictures are: as drawn where there is room, so that their letters are as large as others."""
        return min(self.full_width, round(PICTURE_WIDTH * self.points / SMALLEST_BODY_POINTS))

    def has_room_for(self, columns: int) -> bool:
        """Tell whether a table of so many columns can be read side by side."""
        return self.full_width >= self._least(columns)

    def could_have_room_for(self, columns: int) -> bool:
        """Tell whether it could, with the list of topics put away."""
        return self.widest >= self._least(columns)

    def _least(self, columns: int) -> float:
        return columns * LEAST_COLUMN_CHARACTERS * self.character_width


def style_sheet(room: Room) -> str:
    """Return the style sheet of the reader, in the subset of CSS that Qt's rich text knows."""
    reading = room.points * READING_SIZE
    sizes = {f"{name}_size": f"{room.points * factor:.1f}pt" for name, factor in TYPE.items()}
    sizes |= {"reading_size": f"{reading:.1f}pt", "label_size": f"{room.points * 0.86:.1f}pt"}
    template = string.Template(paths.resource("themes", "reader.css").read_text(encoding="utf-8"))
    return template.substitute(room.theme.colors, **sizes)
