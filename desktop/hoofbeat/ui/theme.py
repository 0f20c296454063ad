"""Colours by role, the one type scale and the one spacing scale, and the palette and style sheet that follow from them."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from PySide6.QtGui import QColor, QPalette

from hoofbeat import paths, settings

Role = QPalette.ColorRole

SPACE = MappingProxyType({"xs": 4, "s": 8, "m": 12, "l": 20, "xl": 32})
"""Distances in pixels; nothing stands at any other distance from its neighbour."""

TYPE = MappingProxyType({"small": 0.92, "body": 1.0, "heading": 1.14, "large": 1.35, "title": 1.7})
"""Sizes of text, as multiples of the body size."""

SMALLEST_TARGET = 36
"""Height in pixels of the smallest thing to click (UX A4 asks for 32)."""

SMALLEST_BODY_POINTS = 10.5
LONGEST_LINE = 860
"""Width in pixels, at 100 % text, beyond which a page does not stretch its text."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme by role."""

    name: str
    is_dark: bool
    colors: Mapping[str, str]

    def color(self, role: str) -> QColor:
        """Return the colour of a role."""
        return QColor(self.colors[role])


@cache
def read_theme(name: str) -> Theme:
    """Read one of the themes that ship with the program: "light" or "dark"."""
    stored = settings.read_toml(paths.resource("themes", f"{name}.toml"))
    return Theme(name, stored["is_dark"], MappingProxyType(stored["colors"]))


_PALETTE = MappingProxyType(
    {
        Role.Window: "window",
        Role.WindowText: "text",
        Role.Base: "surface",
        Role.AlternateBase: "sunken",
        Role.Text: "text",
        Role.PlaceholderText: "faint_text",
        Role.Button: "surface",
        Role.ButtonText: "text",
        Role.ToolTipBase: "text",
        Role.ToolTipText: "surface",
        Role.Highlight: "accent",
        Role.HighlightedText: "on_accent",
        Role.Accent: "accent",
        Role.Link: "accent",
        Role.LinkVisited: "accent",
        Role.BrightText: "on_accent",
        Role.Light: "surface",
        Role.Midlight: "hairline",
        Role.Mid: "line",
        Role.Dark: "line",
        Role.Shadow: "line",
    }
)


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme, for what the style draws by itself."""
    made = QPalette()
    for role, name in _PALETTE.items():
        made.setColor(role, theme.color(name))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.color("faint_text"))
    return made


_MARKS = ("box-empty", "box-checked", "radio-empty", "radio-checked", "arrow-down", "clear")


def style_sheet(theme: Theme, body_points: float) -> str:
    """Return the style sheet of a theme at a text size."""
    sizes = {f"{name}_size": f"{body_points * factor:.1f}pt" for name, factor in TYPE.items()}
    spaces = {f"space_{name}": f"{pixels}px" for name, pixels in SPACE.items()}
    marks = {name.replace("-", "_"): paths.resource("themes", theme.name, f"{name}.svg").as_posix() for name in _MARKS}
    template = string.Template(paths.resource("themes", "style.qss").read_text(encoding="utf-8"))
    drawn = {
        name: f"{round(pixels * body_points / SMALLEST_BODY_POINTS)}px"
        for name, pixels in {"tick": 20, "arrow": 14, "arrow_room": 30}.items()
    }
    return template.substitute(theme.colors, **sizes, **spaces, **marks, **drawn, target=f"{_target(body_points)}px")


def _target(body_points: float) -> int:
    """Return the height inside the frame of what one clicks or types into; it grows with the text, half as fast."""
    return round((SMALLEST_TARGET - 4) * (1 + body_points / SMALLEST_BODY_POINTS) / 2)
