"""What all windows wear: the set of colours in use, the fonts, the palette and the style sheet.

`colours` holds the sets, `style_sheet` the looks of widgets; here they are put on.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from journeymap.resources import font
from journeymap.typesetting import BOLD, EMOJI, REGULAR
from journeymap.ui.colours import LIGHT, THEMES, Theme
from journeymap.ui.settings import Settings
from journeymap.ui.style_sheet import style_sheet

FAMILY = "Journeymap Sans SC"
EMOJI_FAMILY = "Noto Emoji"
BODY, TITLE, CAPTION = 13, 13, 11
RADIUS_CARD, RADIUS_CONTROL = 10, 7
SYSTEM = "system"

_current = LIGHT


def theme() -> Theme:
    """The set of colours in use."""
    return _current


def colour(role: str) -> QColor:
    return QColor(getattr(_current, role))


def load_fonts() -> None:
    """Make the shipped fonts known to Qt. Call once, after the application exists."""
    for name in (REGULAR, BOLD, EMOJI):
        QFontDatabase.addApplicationFont(str(font(name)))


def text_font(size: int = BODY, *, bold: bool = False) -> QFont:
    """The shipped sans without kerning and hinting, so that widths equal those of `typesetting`. `size` in pixels."""
    result = QFont()
    result.setFamilies([FAMILY, EMOJI_FAMILY])
    result.setPixelSize(size)
    result.setBold(bold)
    result.setKerning(False)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result


def wanted(choice: str, *, contrast: bool) -> str:
    """The set of colours for a choice ("light", "dark", or "system": whichever the system shows), perhaps of high contrast."""
    if choice == SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        choice = "dark" if dark else "light"
    return f"{choice}_contrast" if contrast else choice


def dress(app: QApplication, settings: Settings) -> None:
    """Dress the application in the colours that somebody chose."""
    apply(app, wanted(settings.theme, contrast=settings.contrast))


def apply(app: QApplication, name: str) -> None:
    """Dress the whole application in a theme."""
    global _current
    _current = THEMES.get(name, LIGHT)
    app.setStyle("Fusion")
    app.setFont(text_font())
    app.setPalette(_palette(_current))
    app.setStyleSheet(style_sheet(_current))


def _palette(t: Theme) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, value in {
        roles.Window: t.panel, roles.WindowText: t.ink, roles.Base: t.paper, roles.AlternateBase: t.canvas,
        roles.Text: t.ink, roles.Button: t.panel, roles.ButtonText: t.ink, roles.ToolTipBase: t.ink,
        roles.ToolTipText: t.paper, roles.Highlight: t.accent, roles.HighlightedText: t.accent_ink, roles.Link: t.accent,
        roles.PlaceholderText: t.ink_2, roles.Accent: t.accent, roles.Mid: t.line, roles.Light: t.paper, roles.Dark: t.line,
    }.items():  # fmt: skip
        palette.setColor(role, QColor(value))
    for role in (roles.Text, roles.ButtonText, roles.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.connection))
    return palette
