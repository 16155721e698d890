"""Starts the window: application, fonts, language, theme, the files to open."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QLibraryInfo, Qt, QTimer
from PySide6.QtWidgets import QApplication

from journeymap import __version__
from journeymap.model.document import ChangeError
from journeymap.ui import files, theme
from journeymap.ui.qt_words import speak
from journeymap.ui.settings import Settings
from journeymap.ui.tour import offer_once
from journeymap.ui.window import MainWindow
from journeymap.ui.words import say

_log = logging.getLogger(__name__)


def _prepare_input() -> None:
    """Qt's wheels bring no fcitx plug-in; fcitx speaks the protocol of ibus, so Chinese can be typed by way of that."""
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
        if not any("fcitx" in each.name for each in plugins.glob("*")):
            os.environ["QT_IM_MODULE"] = "ibus"


def make_application(arguments: Sequence[str] = (), *, scale: float = 1.0) -> QApplication:
    """The application with the shipped fonts, ready for windows. `scale` enlarges everything beyond what the system does."""
    _prepare_input()
    if scale != 1.0:
        os.environ["QT_SCALE_FACTOR"] = str(scale)  # Qt reads it when the application is made, and only then
    QCoreApplication.setApplicationName("journeymap")
    QCoreApplication.setApplicationVersion(__version__)
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(["journeymap", *arguments])
    app.setApplicationDisplayName("")
    theme.load_fonts()
    return app


def dress(app: QApplication, settings: Settings) -> None:
    """Language and theme as this person chose them."""
    speak(settings.language)
    theme.dress(app, settings)


def run(paths: Sequence[Path] = (), *, sample: Path | None = None, settings: Settings | None = None) -> int:
    """Open the window with the first file (each further one in a window of its own) or a sample; returns the exit status."""
    settings = settings or Settings()
    app = make_application(scale=settings.scale)
    dress(app, settings)
    windows: list[MainWindow] = []
    for path in paths or (last_file(settings) if sample is None else ()):
        windows.append(MainWindow(settings))
        files.open_path(windows[-1], path)
    if not windows:
        windows.append(MainWindow(settings))
        if sample is not None:
            files.open_sample(windows[-1], sample)
    for window in windows:
        window.show()
        if not settings.toured:
            window.session_changed.connect(partial(QTimer.singleShot, 0, window, partial(offer_once, window)))
            QTimer.singleShot(0, window, partial(offer_once, window))
    sys.excepthook = partial(tell_fault, windows)
    return app.exec()


def last_file(settings: Settings) -> Sequence[Path]:
    """The file that was open last, for those who want to go on with it."""
    return [settings.last] if settings.reopens_last and settings.last is not None else []


def tell_fault(
    windows: Sequence[MainWindow], kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> None:
    """What went wrong unforeseen: the details go to the log, one sentence to whoever works in the window."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, fault, trace)
        return
    _log.error("unforeseen fault", exc_info=(kind, fault, trace))
    key = f"error.change.{fault.key}" if isinstance(fault, ChangeError) else "error.unforeseen"
    for window in windows:
        if window.isVisible():
            window.notice.tell(say(key), stays=True)


if __name__ == "__main__":
    sys.exit(run([Path(each) for each in sys.argv[1:]]))
