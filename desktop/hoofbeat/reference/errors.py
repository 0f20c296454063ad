"""Named failures of the bundled reference; they carry data, and the sentence is chosen where they are shown."""

from pathlib import Path

from hoofbeat.domain.errors import HoofbeatError


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


class TopicNotFoundError(HoofbeatError):
    """No topic has this id; `nearest` holds ids that look like it, best first."""

    def __init__(self, topic_id: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(topic_id, nearest)
        self.topic_id = topic_id
        self.nearest = nearest


class TermNotFoundError(HoofbeatError):
    """The glossary has no such term or other name of one."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
