"""What the cards of Home are made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hoofbeat.ui.surroundings import Surroundings
from hoofbeat.ui.widgets.parts import card, column, label, row


def section_card(title: str) -> tuple[QFrame, QVBoxLayout]:
    """Make a card with a title, and its column."""
    frame, inside = card(spacing="s")
    inside.addLayout(row(label(title, "chip", wraps=False), None))
    return frame, inside


def numbered(texts: Sequence[str]) -> QWidget:
    """Make a numbered list."""
    holder = QWidget()
    inside = column(spacing="xs")
    for number, text in enumerate(texts, 1):
        line = row(label(f"{number}", "quiet", wraps=False), label(text), spacing="m")
        line.setStretch(1, 1)
        inside.addLayout(line)
    holder.setLayout(inside)
    return holder


def labelled(title: str, *parts: QWidget) -> QWidget:
    """Make a small heading above some parts."""
    holder = QWidget()
    inside = column(spacing="")
    inside.addWidget(label(title, "section"))
    for part in parts:
        inside.addWidget(part)
    holder.setLayout(inside)
    return holder


def add_on(surroundings: Surroundings, page: str) -> None:
    """Go to a page and begin something new there."""
    surroundings.host.show_page(page, lambda shown: shown.add())
