"""How the window looks at this moment: the theme chosen or followed, the size of text, the fonts, the icons."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

from hoofbeat import paths
from hoofbeat.settings import LARGEST_TEXT, SMALLEST_TEXT, TEXT_STEP, Settings, ThemeChoice
from hoofbeat.ui.icons import Icons
from hoofbeat.ui.theme import SMALLEST_BODY_POINTS, Theme, palette, read_theme, style_sheet

FAMILY = "IBM Plex Sans"
FALLBACK_FAMILY = "DejaVu Sans"
STYLE_ARGUMENTS = ("-style", "fusion")
"""What the application is made with. Not by `setStyle`: what that returns makes Python learn every word of QStyle, before the first paint."""
_FEW_LINES = 26
_FIRST_FONTS = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf")
_OTHER_FONTS = (
    "IBMPlexSans-Bold.ttf",
    "IBMPlexSans-Italic.ttf",
    "IBMPlexSans-BoldItalic.ttf",
    "DejaVuSans.ttf",
    "DejaVuSans-Bold.ttf",
)


def load_first_fonts() -> None:
    """Load what the first painting needs."""
    for name in _FIRST_FONTS:
        QFontDatabase.addApplicationFont(str(paths.resource("fonts", name)))


def load_other_fonts() -> None:
    """Load bold and slanted text, and the signs that the family lacks."""
    for name in _OTHER_FONTS:
        QFontDatabase.addApplicationFont(str(paths.resource("fonts", name)))


class Appearance(QObject):
    """Applies theme and text size to the application.

    Signals: `changed` after either was applied anew; `text_size_chosen` and `theme_chosen` when the person chose one.
    """

    changed = Signal()
    text_size_chosen = Signal(int)
    theme_chosen = Signal(str)

    def __init__(self, application: QApplication, settings: Settings) -> None:
        super().__init__(application)
        self._application = application
        self._choice = settings.theme
        self._text_size = settings.text_size
        self._system_points = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
        self.theme = self._wanted_theme()
        self.icons = Icons(self.theme)
        self._apply()
        application.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    @property
    def text_size(self) -> int:
        """The size of text in percent of the system's."""
        return self._text_size

    @property
    def theme_choice(self) -> ThemeChoice:
        """What the person chose: light, dark, or as the system."""
        return self._choice

    @property
    def body_points(self) -> float:
        """The size of body text in points."""
        return max(self._system_points * 1.1, SMALLEST_BODY_POINTS) * self._text_size / 100

    def scaled(self, pixels: int) -> int:
        """Return a length that grows with the text."""
        return round(pixels * self._text_size / 100)

    def is_low(self, height: int) -> bool:
        """Tell whether a window of this height has room for few lines of text, so that what stands around them gives way."""
        return height < QFontMetrics(self._application.font()).lineSpacing() * _FEW_LINES

    def choose_text_size(self, percent: int) -> None:
        """Show text at this size, within what is allowed."""
        percent = min(max(percent, SMALLEST_TEXT), LARGEST_TEXT)
        if percent != self._text_size:
            self._text_size = percent
            self._apply()
            self.text_size_chosen.emit(percent)

    def enlarge_text(self) -> None:
        """Show text one step larger."""
        self.choose_text_size(self._text_size + TEXT_STEP)

    def shrink_text(self) -> None:
        """Show text one step smaller."""
        self.choose_text_size(self._text_size - TEXT_STEP)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Show the light or the dark theme, or follow the system."""
        self._choice = choice
        self._follow_wanted_theme()
        self.theme_chosen.emit(choice.value)

    def _on_system_scheme_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._follow_wanted_theme()

    def _follow_wanted_theme(self) -> None:
        wanted = self._wanted_theme()
        if wanted is not self.theme:
            self.theme = wanted
            self._apply()

    def _wanted_theme(self) -> Theme:
        is_dark = self._choice is ThemeChoice.DARK or (
            self._choice is ThemeChoice.SYSTEM and self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        return read_theme("dark" if is_dark else "light")

    def _apply(self) -> None:
        font = QFont([FAMILY, FALLBACK_FAMILY])
        font.setPointSizeF(self.body_points)
        self._application.setFont(font)
        self._application.setPalette(palette(self.theme))
        self.icons.follow(self.theme, self._text_size / 100)
        self._application.setStyleSheet(style_sheet(self.theme, self.body_points))
        self.changed.emit()
