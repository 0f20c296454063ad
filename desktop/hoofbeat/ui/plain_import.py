"""Loads PySide6 and puts Python's own import back: PySide6 wraps it for a feature that we do not use, and every import after that is slower."""

from __future__ import annotations

import builtins

_plain = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401  # between the two lines on purpose

builtins.__import__ = _plain
