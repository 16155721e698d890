"""What the mouse and the keys do, and what this program is: two windows to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from journeymap import __version__
from journeymap.ui import shortcuts
from journeymap.ui.actions import Actions
from journeymap.ui.commands import MENUS
from journeymap.ui.findable import menu_name
from journeymap.ui.icons import pixmap
from journeymap.ui.theme import theme
from journeymap.ui.widgets import button, label, line, scrolled
from journeymap.ui.words import language, say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

MOUSE = (
    "add", "kind", "next", "connect", "reconnect", "move", "copy", "rename", "header", "edge", "enter", "journey",
    "element", "note", "cancel", "pan",
)  # fmt: skip
ON_MAP = ("arrows", "headers", "extend", "leap", "type", "tab", "back", "out")
IN_TABLE = ("row", "block", "order", "add")
WIDEST_CAP = 190
"""A gesture that takes more words goes on in a second line, for what it does needs room too."""
LIBRARIES = (
    ("PySide6-Essentials", "Qt, PySide6", "LGPL-3.0"),
    ("networkx", "NetworkX", "BSD-3-Clause"),
    ("pydantic", "pydantic", "MIT"),
    ("reportlab", "ReportLab", "BSD-3-Clause"),
    ("pypdfium2", "pypdfium2, PDFium", "Apache-2.0, BSD-3-Clause"),
    ("pillow", "Pillow", "MIT-CMU"),
    ("defusedxml", "defusedxml", "PSF-2.0"),
    ("XlsxWriter", "XlsxWriter", "BSD-2-Clause"),
    ("openpyxl", "openpyxl", "MIT"),
    ("python-pptx", "python-pptx", "MIT"),
)


class KeysDialog(QDialog):
    """All gestures and shortcuts on one sheet, grouped like the menus."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("keys.title"))
        sections = [
            _section(say("keys.mouse"), _gestures(say(f"keys.mouse.{name}") for name in MOUSE)),
            _section(say("keys.map"), _gestures(say(f"keys.{name}") for name in ON_MAP)),
            _section(say("keys.table"), _gestures(say(f"keys.table.{name}") for name in IN_TABLE)),
            *(
                _section(menu_name(name, language()), rows)
                for name, commands in MENUS
                if (rows := _shortcuts(commands, window.actions_table))
            ),
        ]
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(24, 20, 24, 8)
        columns.setSpacing(36)
        for part in _halves(sections):
            column = QVBoxLayout()
            column.setSpacing(18)
            for section in part:
                column.addWidget(section)
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = scrolled(inside)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(say("keys.title"))
        _framed(self, say("keys.title"), area)
        self.resize(min(940, window.width() - 60), min(720, window.height() - 60))
        area.setFocus()


class AboutDialog(QDialog):
    """What the program is, its version, its licences, and that it claims no conformity."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("about.title"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(10)
        for key in ("about.what", "about.offline", "about.conformity"):
            column.addWidget(label(say(key), wrap=True))
        column.addSpacing(6)
        column.addWidget(line())
        column.addWidget(label(say("about.licences"), "heading"))
        column.addLayout(_licences())
        column.addStretch(1)
        area = scrolled(inside)
        area.setAccessibleName(say("about.title"))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        _framed(self, say("app.name"), area, say("about.version", version=__version__))
        width = max(540, inside.sizeHint().width() + 8)
        above_and_below = self.sizeHint().height() - area.sizeHint().height()
        self.resize(width, min(inside.heightForWidth(width) + above_and_below + 8, window.height() - 40))


def _framed(dialog: QDialog, title: str, inside: QWidget, caption: str = "") -> None:
    """A dialog with a heading above and a button to close it below."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(0, 0, 0, 16)
    column.setSpacing(0)
    head = QHBoxLayout()
    head.setContentsMargins(24, 20, 24, 10)
    head.setSpacing(14)
    if caption:
        sign = QLabel()
        sign.setPixmap(pixmap("journeymap", 44, theme().accent, dialog.devicePixelRatioF()))
        head.addWidget(sign)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(title, "title"))
    if caption:
        words.addWidget(label(caption, "second"))
    head.addLayout(words, 1)
    column.addLayout(head)
    column.addWidget(inside, 1)
    row = QHBoxLayout()
    row.setContentsMargins(24, 12, 24, 0)
    row.addStretch(1)
    close = button(say("dialog.close"), "", dialog.accept)
    close.setDefault(True)
    row.addWidget(close)
    column.addLayout(row)


def _shortcuts(menu: Iterable[str], table: Actions) -> list[tuple[str, Sequence[str]]]:
    """The commands of a menu that have keys, with all of them; the Enter of the number pad goes without saying."""
    rows: list[tuple[str, Sequence[str]]] = []
    for row in menu:
        keys = [shortcuts.native(each) for each in table.keys(row) if "Enter" not in each] if row in table else []
        if keys:
            rows.append((say(f"action.{row}"), keys))
    return rows


def _gestures(texts: Iterable[str]) -> list[tuple[str, Sequence[str]]]:
    """Sentences of the form “gesture: what it does” as rows."""
    rows: list[tuple[str, Sequence[str]]] = []
    for text in texts:
        separator = "：" if "：" in text else ": "
        gesture, _, meaning = text.partition(separator)
        rows.append((meaning[:1].upper() + meaning[1:], [gesture]))
    return rows


def _section(title: str, rows: Sequence[tuple[str, Sequence[str]]]) -> QWidget:
    """A heading over rows of what is done and how."""
    section = QWidget()
    grid = QGridLayout(section)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(title, "heading"), 0, 0, 1, 2)
    for number, (text, keys) in enumerate(rows, start=1):
        grid.addWidget(label(text, wrap=True), number, 0)
        grid.addWidget(_caps(keys), number, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return section


def _caps(keys: Sequence[str]) -> QWidget:
    """Keys as they look on a keyboard."""
    frame = QFrame()
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    for each in keys:
        cap = label(each, "key")
        if cap.sizeHint().width() > WIDEST_CAP:
            cap.setWordWrap(True)
            cap.setFixedWidth(WIDEST_CAP)
        row.addWidget(cap)
    return frame


def _halves(sections: Sequence[QWidget]) -> tuple[Sequence[QWidget], Sequence[QWidget]]:
    """Sections in two columns of about the same height, in their order."""
    heights = [section.sizeHint().height() + 18 for section in sections]
    best = min(range(1, len(sections)), key=lambda cut: max(sum(heights[:cut]), sum(heights[cut:])))
    return sections[:best], sections[best:]


def _licences() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    rows = [
        ("about.program", "Journeymap", "Apache-2.0"),
        ("about.font", "Journeymap Sans SC (Noto Sans SC), Noto Emoji", "OFL-1.1"),
        ("about.icons", "Lucide, Feather", "ISC, MIT"),
    ]
    for place, (package, name, licence) in enumerate(LIBRARIES):
        rows.append(("about.libraries" if place == 0 else "", f"{name} {_version(package)}".rstrip(), licence))
    for number, (key, name, licence) in enumerate(rows):
        if key:
            grid.addWidget(label(say(key), "caption"), number, 0)
        grid.addWidget(label(name), number, 1)
        grid.addWidget(label(licence, "second"), number, 2, Qt.AlignmentFlag.AlignRight)
    return grid


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
