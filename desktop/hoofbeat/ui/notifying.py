"""Quiet notifications of the desktop: on Linux over D-Bus, elsewhere beside the clock; where there is neither, the window is told."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QSystemTrayIcon

_SERVICE, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_PROGRAM, _ICON = "Hoofbeat", "hoofbeat"
_PATIENCE_MILLISECONDS = 2_000
_AS_THE_DESKTOP_LIKES = -1


class Notifier(Protocol):
    """Shows a notification outside the window."""

    def notify(self, summary: str, body: str) -> bool:
        """Show it, and tell whether it could be done."""


class DesktopNotifier:
    """The notification service of a Linux desktop."""

    def notify(self, summary: str, body: str) -> bool:
        """Ask the service to show a notification.

        The call goes through the service's own description: a plain message would send the unsigned number as a signed one.
        """
        from PySide6.QtCore import Q_ARG, QMetaObject, Qt
        from PySide6.QtDBus import QDBusConnection, QDBusInterface

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return False
        service = QDBusInterface(_SERVICE, _PATH, _SERVICE, bus)
        service.setTimeout(_PATIENCE_MILLISECONDS)
        if not service.isValid():
            return False
        try:
            return bool(
                QMetaObject.invokeMethod(
                    service,
                    "Notify",
                    Qt.ConnectionType.DirectConnection,
                    Q_ARG(str, _PROGRAM),
                    Q_ARG("uint", 0),
                    Q_ARG(str, _ICON),
                    Q_ARG(str, summary),
                    Q_ARG(str, _escaped(body)),
                    Q_ARG("QStringList", []),
                    Q_ARG("QVariantMap", {"desktop-entry": _ICON}),
                    Q_ARG(int, _AS_THE_DESKTOP_LIKES),
                )
            )
        except (RuntimeError, TypeError):  # a service that describes itself otherwise: the window says it instead
            return False


class TrayNotifier:
    """The place beside the clock of Windows and macOS; the icon is there only once something was said."""

    def __init__(self, icon: QIcon) -> None:
        self._icon = icon
        self._tray: QSystemTrayIcon | None = None

    def notify(self, summary: str, body: str) -> bool:
        """Show a message beside the clock."""
        from PySide6.QtWidgets import QSystemTrayIcon

        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return False
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon)
            self._tray.setToolTip(_PROGRAM)
            self._tray.show()
        self._tray.showMessage(summary, body, self._icon)
        return True


def system_notifier(icon: QIcon) -> Notifier:
    """Return the way in which this system shows notifications."""
    return DesktopNotifier() if sys.platform == "linux" else TrayNotifier(icon)


def _escaped(text: str) -> str:
    """Write a text so that a desktop that reads markup shows it as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
