"""Every window read as a screen reader does, and measured: no control without a name, none out of reach of the keyboard, no
text cut off. In both languages, in a usual window and in one as small as a full screen at 200 %.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGraphicsView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from journeymap import labels, resources
from journeymap.edit import grouping, touchpoints
from journeymap.model import queries
from journeymap.session import Session
from journeymap.ui import tasks
from journeymap.ui.window import MainWindow
from journeymap.ui.workspace import VIEWS

CONTROLS = (
    QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit, QTextEdit, QAbstractSlider, QAbstractSpinBox,
    QTabBar, QGraphicsView,
)  # fmt: skip
OWNERS = (QLineEdit, QComboBox, QAbstractSpinBox, QTabBar, QTextEdit, QAbstractItemView)
PATIENCE_S = 10
SIZES = {"usual": (1440, 900), "200 %": (960, 540)}


def place(widget: QWidget) -> str:
    """Where a widget is, from the outside in."""
    names: list[str] = []
    above: QWidget | None = widget
    while above is not None and len(names) < 5:
        names.insert(0, type(above).__name__)
        above = above.parentWidget()
    return " › ".join(names)


def controls(window: QWidget) -> Iterator[QWidget]:
    """What can be used in a window. Left out is what belongs to another control: its scroll bars, heads and fields."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, CONTROLS) or isinstance(widget, QScrollBar | QHeaderView):
            continue
        if isinstance(widget, QAbstractItemView) or not isinstance(widget.parentWidget(), OWNERS):
            yield widget


def nameless(window: QWidget) -> list[str]:
    found = []
    for widget in controls(window):
        heard = QAccessible.queryAccessibleInterface(widget)
        if not heard.text(QAccessible.Text.Name).strip() or heard.role() == QAccessible.Role.NoRole:
            found.append(f"no name: {place(widget)}")
    return found


def out_of_reach(window: QWidget) -> list[str]:
    """Controls that cannot have the focus, unless another one takes the keys for them."""
    return [
        f"no keys: {place(each)}" for each in controls(window)
        if each.focusPolicy() == Qt.FocusPolicy.NoFocus and each.focusProxy() is None
    ]  # fmt: skip


def cut_off(window: QWidget) -> list[str]:
    """Labels and buttons that have not the room their text needs."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel) and widget.text() and not widget.toolTip():
            if widget.wordWrap():
                cut = widget.heightForWidth(widget.width()) > widget.height() + 1
            else:
                lines = widget.text().split("\n")
                wide = max(widget.fontMetrics().horizontalAdvance(line) for line in lines)
                cut = widget.textFormat() != Qt.TextFormat.RichText and wide > widget.contentsRect().width() + 1
            if cut:
                found.append(f"cut off: {place(widget)} {widget.text()[:60]!r}")
        elif isinstance(widget, QAbstractButton) and widget.text():
            least, hint = widget.minimumSizeHint(), widget.sizeHint()
            if least.width() > widget.width() + 1 or hint.height() > widget.height() + 3:
                found.append(f"cut off: {place(widget)} {widget.text()[:60]!r}")
    return found


def faults(window: QWidget) -> list[str]:
    return sorted({*nameless(window), *out_of_reach(window), *cut_off(window)})


def assert_accessible(window: QWidget, what: str) -> None:
    """What is worked out beside the window may still arrive and find its room; what stays wrong is wrong."""
    for _ in range(6):
        QApplication.processEvents()
    patience = time.monotonic() + PATIENCE_S
    while (tasks.is_busy() or faults(window)) and time.monotonic() < patience:
        QApplication.processEvents()
    found = faults(window)
    assert not found, what + "\n" + "\n".join(found)


@pytest.fixture(params=labels.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=list(SIZES.values()), ids=list(SIZES))
def open_sized(
    request: pytest.FixtureRequest, language: str, open_window: Callable[[Session | None], MainWindow]
) -> Callable[[Session | None], MainWindow]:
    def make(session: Session | None) -> MainWindow:
        window = open_window(session)
        window.resize(*request.param)
        window.set_language(language)
        return window

    return make


def test_the_start_page_can_be_read_by_all(open_sized: Callable[[Session | None], MainWindow]) -> None:
    assert_accessible(open_sized(None), "start page")


def test_every_view_can_be_read_by_all(open_sized: Callable[[Session | None], MainWindow]) -> None:
    window = open_sized(Session.open_copy(resources.samples()[0]))
    workspace = window.workspace
    assert workspace is not None
    points = [each.id for each in queries.touchpoints(workspace.session.state, window.journey_id)]
    stage = queries.stages(workspace.session.state, window.journey_id)[0].id
    line = queries.connections(workspace.session.state, window.journey_id)[0].id
    for view in VIEWS:
        workspace.show_view(view)
        for chosen in ([], [points[4]], points[:5], [stage], [line]):
            workspace.map_page.scene.select(chosen)
            workspace.inspect_now()
            assert_accessible(window, f"{view}, selected: {chosen}")
    workspace.show_view("map")
    window.run_command("find_text")
    window.run_command("filter")
    assert_accessible(window, "bars above the map")


def test_journeys_side_by_side_can_be_read_by_all(
    open_sized: Callable[[Session | None], MainWindow], qtbot: QtBot
) -> None:
    window = open_sized(Session.open_copy(resources.samples()[0]))
    workspace = window.workspace
    assert workspace is not None
    chosen = queries.touchpoints(workspace.session.state, window.journey_id)[2:5]
    standing, changes = grouping.group(workspace.session.state, [each.id for each in chosen], chosen[0].title)
    assert standing is not None
    window.run("group", changes)
    workspace.guide.enter(standing.id)
    assert_accessible(window, "in a sub-journey")
    window.run_command("make_to_be")
    point = queries.touchpoints(workspace.session.state, window.journey_id)[0]
    window.run("delete_touchpoints", touchpoints.delete(workspace.session.state, [point.id]), n=1)
    window.notice.hide()
    window.run_command("compare")
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=20_000)
    assert_accessible(window, "compared")


@pytest.mark.parametrize("command", ["keys", "about", "export", "find", "mark_approved"])
def test_every_dialog_can_be_read_by_all(command: str, open_sized: Callable[[Session | None], MainWindow]) -> None:
    window = open_sized(Session.open_copy(resources.samples()[0]))
    former = set(QApplication.topLevelWidgets())
    window.run_command(command)
    QApplication.processEvents()
    opened = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each not in former]
    inside = [each for each in window.findChildren(QWidget) if each.isVisible() and each.isWindow()]
    for dialog in dict.fromkeys([*opened, *inside]):
        assert_accessible(dialog, command)
        dialog.close()
    assert_accessible(window, f"{command} closed")
