"""Every window read as a screen reader does, and measured: no control without a name, none out of reach of the keyboard, no
text cut off. In both languages, in a usual window and in one as small as a full screen at 200 %.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QGraphicsView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
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
from journeymap.model.changes import Set
from journeymap.session import Session
from journeymap.ui import tasks
from journeymap.ui.commands import COMMANDS
from journeymap.ui.dialogs.question import Question
from journeymap.ui.window import MainWindow
from journeymap.ui.words import say
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
        elif isinstance(widget, QLineEdit) and widget.placeholderText() and not widget.text() and not widget.toolTip():
            room = widget.width() - 20 - 22 * len(widget.actions())
            if widget.fontMetrics().horizontalAdvance(widget.placeholderText()) > room:
                found.append(f"cut off: {place(widget)} {widget.placeholderText()[:60]!r}")
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
    window.run("move_touchpoints", [Set(points[0], "documents", 3)], n=1)
    window.run_command("history")
    assert_accessible(window, "history beside the map")


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
    window.run_command("view_compare")
    qtbot.waitUntil(lambda: not tasks.is_busy(), timeout=20_000)
    assert_accessible(window, "compared")


STAYS = frozenset({"quit", "close", "new", "open", "own_catalogue", "save", "save_as", "larger", "smaller"})
"""Commands that take the project away, or ask for files only."""
LOG = "nr,step,when\n1,Apply,2024-03-01\n1,Check,2024-03-02\n2,Apply,2024-03-01\n2,Check,2024-03-03\n"
OPENS = (
    "find", "preferences", "shortcuts", "keys", "about", "export", "print", "import", "discover", "mark_reviewed",
    "mark_approved", "present", "first_steps", "edit_persona",
)  # fmt: skip
"""The commands that open a window. A test finds whichever is missing here."""


def windows_over(window: MainWindow) -> set[QWidget]:
    """Dialogs, menus and whatever else lies over a window now."""
    tops = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
    layers = {each for each in window.findChildren(QWidget) if each.parentWidget() is window and each.isVisible()}
    return tops | (layers - {window.notice, window.centralWidget(), window.menuBar()})


@pytest.fixture
def event_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Whatever file is asked for, it is an event log; where one is to be written, nobody wants to."""
    path = tmp_path / "a rather long name of an event log.csv"
    path.write_text(LOG, "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: QFileDialog.DialogCode.Rejected)
    return path


def run_and_close(window: MainWindow, command_id: str, look: Callable[[QWidget, str], None] | None) -> bool:
    """Whether a command opens something over the window; it is looked at and closed again by Escape."""
    before = windows_over(window)
    window.run_command(command_id)
    QApplication.processEvents()
    opened = [each for each in windows_over(window) - before if not isinstance(each, QMenu)]
    for each in opened:
        if look is not None:
            look(each, command_id)
        focused = each.focusWidget() or each
        QTest.keyClick(focused, Qt.Key.Key_Escape)
    for menu in windows_over(window) - before:
        menu.close()
    QApplication.processEvents()
    return bool(opened)


@pytest.mark.usefixtures("event_log")
def test_every_window_that_a_command_opens_can_be_read_by_all(
    open_sized: Callable[[Session | None], MainWindow],
) -> None:
    window = open_sized(Session.open_copy(resources.samples()[0]))
    for command_id in OPENS:
        assert run_and_close(window, command_id, assert_accessible), command_id
        assert window.isVisible()
    assert_accessible(window, "all closed")


@pytest.mark.usefixtures("event_log")
def test_no_command_opens_a_window_that_is_not_walked(open_window: Callable[[Session | None], MainWindow]) -> None:
    """A new one belongs into `OPENS`; then it is read in all languages and sizes."""
    window = open_window(Session.new("counter_visit", ("en", "zh")))
    assert window.workspace is not None
    journey_id, opened = window.journey_id, set()
    point = queries.touchpoints(window.workspace.session.state, journey_id)[4].id
    for command in COMMANDS:
        window.workspace.map_page.scene.select([point])
        if command.checkable or command.id in STAYS or not command.when(window):
            continue
        if run_and_close(window, command.id, None):
            opened.add(command.id)
        window.workspace.travel(0)
        window.show_journey(journey_id)
    assert opened == set(OPENS)


@pytest.mark.parametrize("language", labels.LANGUAGES)
def test_a_question_and_a_list_of_recent_files_can_be_read_by_all(
    language: str, open_window: Callable[[Session | None], MainWindow], tmp_path: Path
) -> None:
    window = open_window(None)
    window.resize(*SIZES["200 %"])
    for number in range(3):
        path = tmp_path / f"{number} {'a very long name of a file ' * 4}.journey"
        Session.new("complaint").save(path)
        window.settings.add_recent(path)
    window.settings.pin(window.settings.recent[2], pinned=True)
    window.set_language("en")
    window.set_language(language)
    window.set_session(None)
    assert_accessible(window, "recent files")
    question = Question(
        window, say("dialog.unsaved.title", name="a very long name of a file " * 3), say("dialog.unsaved.text"),
        say("dialog.save"), say("dialog.discard"),
    )  # fmt: skip
    question.open()
    assert_accessible(question, "question")
    question.reject()


@pytest.mark.parametrize("language", labels.LANGUAGES)
def test_no_menu_entry_is_without_words(language: str, open_window: Callable[[Session | None], MainWindow]) -> None:
    window = open_window(Session.new("empty"))
    window.set_language(language)
    wordless = [
        f"{menu.title()} {number}"
        for menu in window.menuBar().findChildren(QMenu)
        for number, action in enumerate(menu.actions())
        if not action.isSeparator() and not action.text().strip("&")
    ]
    assert wordless == []
    texts = [action.text() for action in window.menuBar().actions()]
    keys = [text[text.index("&") + 1].upper() for text in texts]
    assert len(set(keys)) == len(texts), "each menu has a key of its own"
