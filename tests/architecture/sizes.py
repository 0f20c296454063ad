"""The size guides: past them a module, a class or a function is worth a second look, and no more than that."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.architecture.source import Module

MODULE_LINES = 400
FUNCTION_LINES = 50
TEST_LINES = 40
CLASS_LINES = 300
CLASS_METHODS = 25


class SizeWarning(UserWarning):
    """Something grew past a guide."""


def past_the_guides(modules: dict[str, Module]) -> Iterator[str]:
    """What is worth a second look, one sentence each."""
    for module in modules.values():
        if module.line_count > MODULE_LINES:
            yield f"{module.name} has {module.line_count} lines"
        for node in ast.walk(module.tree):
            match node:
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    guide = TEST_LINES if node.name.startswith("test_") else FUNCTION_LINES
                    yield from _too_long(module, node, guide)
                case ast.ClassDef():
                    yield from _too_long(module, node, CLASS_LINES)
                    methods = sum(isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef) for item in node.body)
                    if methods > CLASS_METHODS:
                        yield f"{module.name}: {node.name} has {methods} methods"


def _too_long(module: Module, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, guide: int) -> Iterator[str]:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if lines > guide:
        yield f"{module.name}: {node.name} has {lines} lines"
