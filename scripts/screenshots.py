"""Pictures of every view, for the documentation and for looking: `screenshots.py FOLDER [NAME…]`. Needs no display.

Each row of `VIEWS` names a picture and what is to be done to a fresh window before it is taken.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import NamedTuple

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from journeymap import resources
from journeymap.app import dress, make_application
from journeymap.edit import fields, touchpoints
from journeymap.exporting import PosterOptions, export_poster
from journeymap.model import queries
from journeymap.session import Session
from journeymap.ui import files, tasks, workspace
from journeymap.ui.dialogs.keys import KeysDialog
from journeymap.ui.settings import Settings
from journeymap.ui.window import MainWindow

SIZE = (1440, 900)
LANGUAGES = ("en", "zh")
SETTLING_S = 0.5
"""How long nothing must be under way before a picture is taken, for animations and debounced work."""
SETTLING_TURNS = 20
"""So many turns of the loop at least: on a busy machine one turn can take as long as all of them."""

Prepare = Callable[[MainWindow], None]


class View(NamedTuple):
    """A picture to take. Of `dark` ones there is a second in the dark theme."""

    name: str
    prepare: Prepare
    dark: bool = False


def open_sample(window: MainWindow) -> None:
    files.open_sample(window, resources.samples()[0])
    window.notice.hide()


def select_touchpoint(window: MainWindow) -> None:
    """The touchpoint with the most written on it, in the middle of the map."""
    open_sample(window)
    settle()
    state = window.session.state
    points = queries.touchpoints(state, window.journey_id)
    fullest = max(points, key=lambda each: len(queries.subjects_of_touchpoint(state, each.id)))
    window.show_record(fullest.id)


def find(window: MainWindow) -> None:
    open_sample(window)
    settle()
    window.run_command("find")


def show_view(name: str) -> Prepare:
    def prepare(window: MainWindow) -> None:
        open_sample(window)
        settle()
        if window.workspace is not None:
            window.workspace.show_view(name)

    return prepare


def show_compared(window: MainWindow) -> None:
    """A to-be that has lost a touchpoint and waits less, beside the as-is."""
    open_sample(window)
    settle()
    window.run_command("make_to_be")
    window.notice.hide()
    state = window.session.state
    points = queries.touchpoints(state, window.journey_id)
    window.run("delete_touchpoints", touchpoints.delete(state, [points[2].id]), n=1)
    window.run("set_emotion", fields.set_field([points[3].id, points[4].id], "emotion", 2))
    window.run("set_field", fields.set_field([points[5].id], "waiting", None), field="field.waiting")
    window.run_command("compare")


def show_export(window: MainWindow) -> None:
    open_sample(window)
    settle()
    window.run_command("export")


def show_keys(window: MainWindow) -> None:
    open_sample(window)
    settle()
    KeysDialog(window).open()


VIEWS = (
    View("start", lambda _window: None, dark=True),
    View("map", select_touchpoint, dark=True),
    *(View(name, show_view(name)) for name in workspace.VIEWS if name not in ("map", "compare")),
    View("compare", show_compared, dark=True),
    View("find", find),
    View("export", show_export),
    View("keys", show_keys),
    View("empty", lambda window: files.new(window, "empty")),
)


def settle(seconds: float = SETTLING_S) -> None:
    """Let the program do what it has to do, until nothing has been under way for a while."""
    calm_since, turns = time.monotonic(), 0
    while time.monotonic() - calm_since < seconds or turns < SETTLING_TURNS:
        QApplication.processEvents()
        turns += 1
        if tasks.is_busy():
            calm_since, turns = time.monotonic(), 0
        time.sleep(0.01)


def picture(window: MainWindow, path: Path) -> None:
    """The window with the dialog that is open over it."""
    image = window.grab()
    dialog: QWidget | None = next((each for each in window.findChildren(QDialog) if each.isVisible()), None)
    if dialog is not None:
        from PySide6.QtGui import QColor, QPainter

        painter = QPainter(image)
        painter.fillRect(image.rect(), QColor(0, 0, 0, 70))
        left, top = (window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2
        painter.drawPixmap(left, top, dialog.grab())
        painter.end()
    image.save(str(path))
    print(path)


def take(app: QApplication, view: View, language: str, theme: str, folder: Path, settings_file: Path) -> None:
    """One picture of a fresh window."""
    settings = Settings(settings_file)
    settings.language, settings.theme = language, theme
    dress(app, settings)
    window = MainWindow(settings)
    window.resize(*SIZE)
    window.show()
    settle(0.1)
    view.prepare(window)
    settle()
    picture(window, folder / f"{view.name}-{language}{'-dark' if theme == 'dark' else ''}.png")
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    window.set_session(None)
    window.close()
    window.deleteLater()
    settle(0.05)


def posters(folder: Path) -> Iterable[Path]:
    """The first sample on A3 in both languages."""
    state = Session.open_copy(resources.samples()[0]).state
    journey = queries.journeys(state)[0]
    for language in LANGUAGES:
        path = folder / f"poster-{language}.png"
        path.write_bytes(export_poster(state, journey.id, PosterOptions(paper="A3", languages=(language,)), "png").data)
        yield path


def main(folder: Path, names: Collection[str]) -> None:
    """Take all pictures, or those of the views named; the poster is one of them."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    with tempfile.TemporaryDirectory() as private:
        for language in LANGUAGES:
            for view in VIEWS:
                for theme in ("light", "dark") if view.dark else ("light",):
                    if not names or view.name in names:
                        take(app, view, language, theme, folder, Path(private) / f"{language}-{theme}.ini")
    if not names or "poster" in names:
        for path in posters(folder):
            print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images"), sys.argv[2:])
