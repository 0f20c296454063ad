"""One window for one journal: a second start finds the first and raises it. A local socket of this user, never the network."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

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
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)

    def raise_first(self) -> bool:
        """Raise the window that has this journal open; tell whether there was one."""
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
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def _on_new_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        self.raise_requested.emit()
