"""One window for one journal: a second start finds the first and raises it. A local socket of this user, never the network."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDir, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_RAISE = b"raise\n"
_MILLISECONDS = 500


class SingleInstance(QObject):
    """Signal: `raise_requested` when another start asks for the same journal."""

    raise_requested = Signal()

    def __init__(self, journal: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        path = str(journal.absolute()).encode()
        digest = bytes(QCryptographicHash.hash(path, QCryptographicHash.Algorithm.Sha256).toHex().data()).decode()
        self._name = f"hoofbeat-{digest[:20]}"
        self._server: QLocalServer | None = None

    def raise_first(self) -> bool:
        """Raise the window that has this journal open; tell whether there was one."""
        if self._is_surely_first():
            return False
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_MILLISECONDS):
            return False
        socket.write(_RAISE)
        socket.waitForBytesWritten(_MILLISECONDS)
        socket.disconnectFromServer()
        return True

    def listen(self) -> bool:
        """Be the window that later starts raise; what a crash left behind is cleared away."""
        from PySide6.QtNetwork import QLocalServer

        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(partial(self._on_new_connection, server))
        if server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return server.listen(self._name)

    def close(self) -> None:
        """Listen no more, and clear the socket away."""
        if self._server is not None:
            self._server.close()

    def _is_surely_first(self) -> bool:
        """Tell whether there is no socket that somebody could listen on: then the network module is not needed before the first paint."""
        return sys.platform != "win32" and not Path(QDir.tempPath(), self._name).exists()

    def _on_new_connection(self, server: QLocalServer) -> None:
        socket = server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        self.raise_requested.emit()
