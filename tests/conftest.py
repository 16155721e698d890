"""What every test lives by: no screen, no real settings, no noise, nothing left running.

A log message from WARNING up or a Qt warning that a test did not ask for fails it, and so does a timer, a thread or a window
that outlives it. Qt is only looked at where a test has imported it.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from collections.abc import Iterator
from typing import Any

os.environ["QT_QPA_PLATFORM"] = os.environ.get("JOURNEYMAP_TEST_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

from tests.journeys import small_journey, with_annotations

__all__ = ["small_journey", "with_annotations"]

SCALE = int(os.environ.get("JOURNEYMAP_TEST_SCALE", "1"))
LIBRARY_NOISE = ("pypdf", "fontTools", "PIL")

settings.register_profile(
    "journeymap",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    max_examples=50 * SCALE,
    stateful_step_count=30,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("journeymap")


@pytest.fixture
def scale() -> int:
    """How many times as long as usual the counted tests run (JOURNEYMAP_TEST_SCALE)."""
    return SCALE


class _Loud(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith(LIBRARY_NOISE):
            self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that logs a warning, unless it reads the log itself (`caplog`)."""
    loud = _Loud()
    root = logging.getLogger()
    root.addHandler(loud)
    yield
    root.removeHandler(loud)
    if loud.records and "caplog" not in request.fixturenames:
        pytest.fail("logged: " + "; ".join(record.getMessage() for record in loud.records))


def _windows() -> list[Any]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets else None
    if app is None:
        return []
    # What is going to be deleted at the next turn of the loop is as good as gone.
    app.sendPostedEvents(None, sys.modules["PySide6.QtCore"].QEvent.Type.DeferredDelete)
    return [widget for widget in app.topLevelWidgets() if widget.isVisible()]


def _running_timers() -> list[Any]:
    widgets, core = sys.modules.get("PySide6.QtWidgets"), sys.modules.get("PySide6.QtCore")
    if widgets is None or core is None or widgets.QApplication.instance() is None:
        return []
    import shiboken6

    timers = [each for each in gc.get_objects() if isinstance(each, core.QTimer) and shiboken6.isValid(each)]
    return [timer for timer in timers if timer.isActive()]


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fails a test after which a window is still open, a timer runs or a thread lives that was not there before."""
    threads, windows = set(threading.enumerate()), {id(each) for each in _windows()}
    timers = {id(each) for each in _running_timers()}
    yield
    for thread in set(threading.enumerate()) - threads:
        thread.join(timeout=2)
    left = [f"thread {each.name}" for each in set(threading.enumerate()) - threads if not each.daemon]
    left += [f"window {each}" for each in _windows() if id(each) not in windows]
    left += [f"timer {each} of {each.parent()}" for each in _running_timers() if id(each) not in timers]
    if left:
        pytest.fail("left behind: " + "; ".join(left))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["journeymap"]


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str]) -> Iterator[Any]:
    """The application as the program dresses it: shipped fonts, light theme."""
    from PySide6.QtWidgets import QApplication

    from journeymap.ui import theme

    app = QApplication.instance() or QApplication(qapp_args)
    assert isinstance(app, QApplication)
    theme.load_fonts()
    theme.apply(app, "light")
    yield app
    app.setStyleSheet("")
    # What was copied is an object of Python's; Qt would free it after Python has ended.
    app.clipboard().clear()


@pytest.fixture
def settings_of_nobody(tmp_path: Any) -> Any:
    """Settings in a file of their own."""
    from journeymap.ui.settings import Settings

    return Settings(tmp_path / "settings.ini")
