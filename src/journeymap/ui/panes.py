"""The parts of the window that F6 leads through: from the tool bar to the inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow
    from journeymap.ui.workspace import Workspace


def panes(here: Workspace) -> list[QWidget]:
    """The parts that are shown, in the order in which they stand."""
    page, shown = here.map_page, here.views.currentWidget()
    view = [page.kinds, page.view] if shown is page else [shown]
    found = [here.toolbar, here.navigator, here.tabs, here.guide.breadcrumb, *view, here.inspector, here.history]
    return [each for each in found if each is not None and each.isVisible()]


def step(window: MainWindow, by: int) -> None:
    """Take the focus to the next part (1) or the one before (-1), round and round."""
    if window.workspace is None:
        return
    rows, focused = panes(window.workspace), QApplication.focusWidget()
    place = next(
        (n for n, pane in enumerate(rows) if focused is not None and _holds(pane, focused)), -1 if by > 0 else 0
    )
    for number in range(1, len(rows) + 1):
        target = _first(rows[(place + by * number) % len(rows)])
        if target is not None:
            reason = Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason
            target.setFocus(reason)
            return


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)


def _first(pane: QWidget) -> QWidget | None:
    """What gets the focus in a part: itself, or the first inside that the Tab key would come to."""
    for widget in (pane, *pane.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            return widget
    return None
