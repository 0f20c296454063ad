"""The illustrations of the reference as vectors for paper. They are our own files, in a small part of SVG that a test holds them to."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path as FilePath
from types import MappingProxyType

from reportlab.graphics.shapes import Circle, Drawing, Ellipse, Group, Line, Path, Rect, Shape, String
from reportlab.lib.colors import Color, HexColor, white

from hoofbeat.reports.theme import Face

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_GROUND = "#fdfcf9"
_STEP = re.compile(r"([MCLZ])|(-?\d+(?:\.\d+)?)")
_ROTATION = re.compile(r"rotate\((-?[\d.]+) (-?[\d.]+) (-?[\d.]+)\)")
_NUMBERS_OF_STEP = MappingProxyType({"M": 2, "L": 2, "C": 6, "Z": 0})
_CAPS = MappingProxyType({"butt": 0, "round": 1, "square": 2})
_JOINS = MappingProxyType({"miter": 0, "round": 1, "bevel": 2})
_ANCHORS = MappingProxyType({"start": "start", "middle": "middle", "end": "end"})

Attributes = Mapping[str, str]


def draw_illustration(file: FilePath, width: float) -> Drawing:
    """Return a picture of this width in points. Its letters must be in the family of sheets, which a test sees to."""
    drawn_width, drawn_height, shapes = _read(file)
    scale = width / drawn_width
    drawing = Drawing(width, drawn_height * scale)
    # Without a font of ours to begin with, every page with a picture would name Helvetica, which is not embedded.
    drawing.initialFontName = Face.REGULAR.value
    drawing.add(Group(_frame(drawn_width, drawn_height), *shapes, transform=(scale, 0, 0, scale, 0, 0)))
    return drawing


def _frame(width: float, height: float) -> Path:
    """Return the edges that nothing is drawn beyond, as on a screen."""
    frame = Path(isClipPath=1, fillColor=None, strokeColor=None)
    frame.moveTo(0, 0)
    for x, y in ((width, 0), (width, height), (0, height)):
        frame.lineTo(x, y)
    frame.closePath()
    return frame


@cache
def _read(file: FilePath) -> tuple[float, float, tuple[Shape, ...]]:
    root = ET.fromstring(file.read_bytes())  # noqa: S314  # it ships with the program
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    return width, height, tuple(_Maker(height).shapes(root))


class _Maker:
    """Makes shapes; SVG counts from the top, paper from the bottom."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._makers: Mapping[str, Callable[[Attributes, str], Shape]] = {
            "rect": self._rect,
            "circle": self._circle,
            "ellipse": self._ellipse,
            "line": self._line,
            "path": self._path,
            "text": self._text,
        }

    def shapes(self, element: ET.Element) -> Iterator[Shape]:
        """Yield the shapes below an element, in the order in which they lie over each other."""
        for child in element:
            name = child.tag.removeprefix(_NAMESPACE)
            if name == "g":
                yield from self.shapes(child)
            elif name not in ("title", "desc"):
                yield self._makers[name](child.attrib, child.text or "")

    def _y(self, y: str | float) -> float:
        return self._height - float(y)

    def _rect(self, of: Attributes, _text: str) -> Shape:
        height, round_by = float(of["height"]), float(of.get("rx", 0))
        x, y = float(of.get("x", 0)), self._y(of.get("y", 0)) - height
        return Rect(x, y, float(of["width"]), height, rx=round_by, ry=round_by, **_paint(of))

    def _circle(self, of: Attributes, _text: str) -> Shape:
        return Circle(float(of["cx"]), self._y(of["cy"]), float(of["r"]), **_paint(of))

    def _ellipse(self, of: Attributes, _text: str) -> Shape:
        radii = float(of["rx"]), float(of["ry"])
        turn = _ROTATION.fullmatch(of.get("transform", ""))
        if turn is None:
            return Ellipse(float(of["cx"]), self._y(of["cy"]), *radii, **_paint(of))
        angle, x, y = -math.radians(float(turn[1])), float(turn[2]), self._y(turn[3])
        ellipse = Ellipse(float(of["cx"]) - x, self._y(of["cy"]) - y, *radii, **_paint(of))
        cos, sin = math.cos(angle), math.sin(angle)
        return Group(ellipse, transform=(cos, sin, -sin, cos, x, y))

    def _line(self, of: Attributes, _text: str) -> Shape:
        ends = float(of["x1"]), self._y(of["y1"]), float(of["x2"]), self._y(of["y2"])
        paint = {name: value for name, value in _paint(of).items() if not name.startswith("fill")}
        return Line(*ends, **paint)

    def _path(self, of: Attributes, _text: str) -> Shape:
        path = Path(**_paint(of))
        numbers: list[float] = []
        step = ""
        for found in _STEP.finditer(of["d"]):
            if found[1]:
                step, numbers = found[1], []
            else:
                number = float(found[2])
                numbers.append(self._height - number if len(numbers) % 2 else number)
            if len(numbers) == _NUMBERS_OF_STEP[step]:
                _draw_step(path, step, numbers)
                numbers = []
        return path

    def _text(self, of: Attributes, text: str) -> Shape:
        face = Face.STRONG if of.get("font-weight") == "bold" else Face.REGULAR
        return String(
            float(of["x"]),
            self._y(of["y"]),
            text,
            fontName=face.value,
            fontSize=float(of["font-size"]),
            textAnchor=_ANCHORS[of.get("text-anchor", "start")],
            fillColor=HexColor(of["fill"]),
        )


def _draw_step(path: Path, step: str, numbers: list[float]) -> None:
    draw: Mapping[str, Callable[..., object]] = {
        "M": path.moveTo,
        "L": path.lineTo,
        "C": path.curveTo,
        "Z": path.closePath,
    }
    draw[step](*numbers)


def _color(name: str) -> Color | None:
    """Return a color; the ground of a picture is that of the paper."""
    if name == "none":
        return None
    return white if name == _GROUND else HexColor(name)


def _paint(of: Attributes) -> dict[str, object]:
    fill, stroke = of.get("fill", "none"), of.get("stroke", "none")
    paint: dict[str, object] = {
        "fillColor": _color(fill),
        "strokeColor": _color(stroke),
        "strokeWidth": float(of.get("stroke-width", 1)),
        "fillOpacity": float(of.get("fill-opacity", 1)),
        "strokeOpacity": float(of.get("stroke-opacity", 1)),
        "strokeLineCap": _CAPS[of.get("stroke-linecap", "butt")],
        "strokeLineJoin": _JOINS[of.get("stroke-linejoin", "miter")],
    }
    if "stroke-dasharray" in of:
        paint["strokeDashArray"] = [float(length) for length in of["stroke-dasharray"].split()]
    return paint
