"""What is wrong with a bundled file of the reference."""

from pathlib import Path


class ReferenceContentError(Exception):
    """A bundled file breaks its format: a mistake of ours, never of the reader."""

    def __init__(self, file: Path, reason: str, line: int | None = None) -> None:
        super().__init__(file, reason, line)
        self.file = file
        self.reason = reason
        self.line = line

    def __str__(self) -> str:
        place = self.file.name if self.line is None else f"{self.file.name}, line {self.line}"
        return f"{place}: {self.reason}"
