"""What a change did, for undo, for the history of a record, and for the pages that need to know which kinds it touched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from hoofbeat.domain.records import Kind


class Mode(Enum):
    """Whether a change was made, taken back or made again. How a journal began is never taken back."""

    BEGIN = "begin"
    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class Action(Enum):
    """What happened to one record."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


class Act(Enum):
    """What somebody did, for the sentence that describes a change."""

    ADD = "add"
    CORRECT = "correct"
    REMOVE = "remove"
    IMPORT = "import"
    ANSWER = "answer"
    GIVE = "give"
    CHANGE_DOSE = "change dose"
    STOP = "stop"
    MOVE = "move"
    RECEIVE = "receive"
    ARRANGE = "arrange"
    START = "start"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Description:
    """What a change was, as data; the sentence is made where it is shown.

    `subject` names what it was about, such as the question's text or the file's name; `count` is the number of records.
    """

    act: Act
    kind: Kind | None = None
    subject: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Change:
    """One committed change: what it was, who made it, and the kinds of records that it touched."""

    id: int
    made_at: datetime
    description: Description
    author: str
    mode: Mode
    touched: frozenset[Kind]
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class ChangeItem:
    """What a change did to one record; the images hold stored values by field name."""

    kind: Kind
    record_id: str
    action: Action
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step in the history of a record: the change, and what it did to this record."""

    change: Change
    item: ChangeItem


@dataclass(frozen=True, slots=True)
class Undone:
    """The outcome of taking a change back: what was done, and the records kept because they were changed or used since."""

    change: Change
    kept: tuple[tuple[Kind, str], ...] = ()
