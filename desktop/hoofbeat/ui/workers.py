"""Two threads that live as long as the window: one makes changes, one reads. Each owns its connection to the journal."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue

Work = Callable[[], None]


class Worker(threading.Thread):
    """A permanent thread that does what it is given, in that order."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self._queue: SimpleQueue[Work | None] = SimpleQueue()

    def submit(self, work: Work) -> None:
        """Do this after all that was submitted before. It may not raise: it reports its failure itself."""
        self._queue.put(work)

    def stop(self) -> None:
        """End after all that was submitted before."""
        self._queue.put(None)

    def run(self) -> None:
        """Work until stopped."""
        while (work := self._queue.get()) is not None:
            work()
