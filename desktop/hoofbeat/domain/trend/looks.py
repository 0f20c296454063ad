"""What tells the lines of a chart from one another: colour, shape of the markers, dash. Shape and dash do so without the colour."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import MappingProxyType

COLORS = 5
"""How many colours there are for lines; `Look.color` counts from 0."""


class Shape(Enum):
    """Shapes of markers."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DIAMOND = "diamond"
    INVERTED_TRIANGLE = "inverted triangle"
    PENTAGON = "pentagon"


class Dash(Enum):
    """Ways to draw a line: lengths of dash and gap, in widths of the line."""

    SOLID = ()
    DASHED = (5.0, 3.0)
    DOTTED = (1.0, 2.5)
    DASH_DOT = (6.0, 2.5, 1.0, 2.5)
    LONG = (10.0, 3.5)


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is drawn."""

    color: int
    shape: Shape
    dash: Dash


def look_of(index: int) -> Look:
    """Return the look of the line with this number; 30 lines differ in shape or dash, not in their colour alone."""
    shapes, dashes = list(Shape), list(Dash)
    return Look(index % COLORS, shapes[index % len(shapes)], dashes[index % len(dashes)])


# The number of corners, the angle of the first one in degrees, and the size at which it covers about as much as the circle.
_POLYGONS: Mapping[Shape, tuple[int, int, float]] = MappingProxyType(
    {
        Shape.TRIANGLE: (3, -90, 1.45),
        Shape.SQUARE: (4, 45, 1.25),
        Shape.DIAMOND: (4, 0, 1.25),
        Shape.INVERTED_TRIANGLE: (3, 90, 1.45),
        Shape.PENTAGON: (5, -90, 1.18),
    }
)


@cache
def corners_of(shape: Shape, radius: float) -> tuple[tuple[float, float], ...]:
    """Return the corners of a marker around the origin, y downwards; none for the circle."""
    if shape is Shape.CIRCLE:
        return ()
    count, first, size = _POLYGONS[shape]
    angles = (math.radians(first + 360 / count * number) for number in range(count))
    return tuple((math.cos(angle) * radius * size, math.sin(angle) * radius * size) for angle in angles)
