"""Where a file is saved that the person asked for: the dialog, and what of its answer may be replaced."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


@dataclass(frozen=True, slots=True)
class SavePlace:
    """The path that was chosen. Only what the dialog asked about may be replaced: a name completed here may be that of another file."""

    path: Path
    may_replace: bool


def ask_save_place(window: QWidget, title: str, *, name: str, ending: str, kinds: str) -> SavePlace | None:
    """Ask where to save a file that is called so and ends so; None where the person thought better of it."""
    chosen, _ = QFileDialog.getSaveFileName(window, title, str(Path.home() / f"{name}{ending}"), f"{kinds} (*{ending})")
    if not chosen:
        return None
    is_whole = chosen.casefold().endswith(ending)
    return SavePlace(Path(chosen if is_whole else f"{chosen}{ending}"), may_replace=is_whole)
