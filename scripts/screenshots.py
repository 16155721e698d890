"""Pictures of every view, for the documentation and for looking: `screenshots.py FOLDER [NAME…]`. Needs no display.

Each row of `VIEWS` names a picture and what is to be done to a fresh window before it is taken. With `--all` there are those of
`MORE` as well, and all of them light and dark, at 100 and at 200 %, in both languages.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import NamedTuple

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from journeymap import resources
from journeymap.app import dress, make_application
from journeymap.edit import fields, projects, touchpoints
from journeymap.exporting import PosterOptions, export_poster
from journeymap.model import queries
from journeymap.session import Session
from journeymap.ui import files, tasks, workspace
from journeymap.ui.commands import MENUS
from journeymap.ui.dialogs.question import Question
from journeymap.ui.palette import CommandPalette
from journeymap.ui.settings import Settings
from journeymap.ui.tour import Tour
from journeymap.ui.window import MainWindow
from journeymap.ui.words import say

SIZE = (1440, 900)
LARGE = (1920, 1200)
"""The screen on which somebody has everything at 200 %."""
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


def run(*commands: str) -> Prepare:
    """A sample with a touchpoint selected, and some commands on it."""

    def prepare(window: MainWindow) -> None:
        select_touchpoint(window)
        settle(0.2)
        for command in commands:
            window.run_command(command)

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
    window.run_command("view_compare")


def show_step(number: int) -> Prepare:
    """One of the first steps."""

    def prepare(window: MainWindow) -> None:
        open_sample(window)
        settle(0.2)
        window.run_command("first_steps")
        next(iter(window.findChildren(Tour))).show_step(number)

    return prepare


def show_menu(number: int) -> Prepare:
    """One of the menus, dropped down."""

    def prepare(window: MainWindow) -> None:
        select_touchpoint(window)
        settle(0.2)
        window.update_all()
        action = window.menuBar().actions()[number]
        place = window.menuBar().actionGeometry(action).bottomLeft()
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.popup(window.menuBar().mapToGlobal(place))

    return prepare


def show_path_menu(window: MainWindow) -> None:
    """The paths that the bar of buttons offers, dropped down."""
    select_touchpoint(window)
    settle(0.2)
    if window.workspace is not None:
        button = window.workspace.toolbar.path
        button.menu().popup(button.mapToGlobal(button.rect().bottomLeft()))


def show_template(name: str) -> Prepare:
    def prepare(window: MainWindow) -> None:
        files.new(window, name)
        settle(0.2)
        window.run_command("fit")

    return prepare


def show_empty(view: str) -> Prepare:
    """A view of a journey that has nothing in it yet."""

    def prepare(window: MainWindow) -> None:
        files.new(window, "empty")
        settle(0.2)
        window.workspace.show_view(view)

    return prepare


def show_question(window: MainWindow) -> None:
    """What is asked before changes are lost."""
    open_sample(window)
    texts = (say("dialog.unsaved.title", name=window.project_name()), say("dialog.unsaved.text"))
    Question(window, *texts, say("dialog.save"), say("dialog.discard")).open()


def show_recent(window: MainWindow) -> None:
    """The start page of somebody who has worked before."""
    for path in resources.samples():
        window.settings.add_recent(path)
    window.settings.pin(resources.samples()[0].resolve(), pinned=True)
    window.set_session(None)


def show_history(window: MainWindow) -> None:
    show_template("complaint")(window)
    for command in ("add_pain_point", "emotion_-2", "duplicate", "add_stage", "arrange"):
        scene = window.map_page.scene
        scene.select(list(scene.layout.cards)[:1])
        window.run_command(command)
    window.run_command("undo")
    window.run_command("history")


def show_search(window: MainWindow) -> None:
    """The palette while somebody types."""
    find(window)
    next(iter(window.findChildren(CommandPalette))).edit.setText("bl")


VIEWS = (
    View("start", lambda _window: None, dark=True),
    View("map", select_touchpoint, dark=True),
    *(View(name, show_view(name)) for name in workspace.VIEWS if name not in ("map", "compare")),
    View("compare", show_compared, dark=True),
    View("find", find),
    View("export", run("export")),
    View("print", run("print")),
    View("keys", run("keys")),
    View("empty", lambda window: files.new(window, "empty")),
)
MORE = (
    View("recent", show_recent),
    *(View(f"{each}-empty", show_empty(each)) for each in workspace.VIEWS if each != "map"),
    *(View(f"template-{each}", show_template(each)) for each in projects.template_names()),
    *(View(f"menu-{name}", show_menu(number)) for number, (name, _) in enumerate(MENUS)),
    *(View(f"step-{number + 1}", show_step(number)) for number in range(3)),
    View("menu-path", show_path_menu),
    View("preferences", run("preferences")),
    View("shortcuts", run("shortcuts")),
    View("about", run("about")),
    View("bars", run("find_text", "filter")),
    View("history", show_history),
    View("search", show_search),
    View("notice", run("larger")),
    View("question", show_question),
)


def settle(seconds: float = SETTLING_S) -> None:
    """Let the program do what it has to do, until nothing has been under way for a while."""
    calm_since, turns = time.monotonic(), 0
    while time.monotonic() - calm_since < seconds or turns < SETTLING_TURNS:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # without a loop nothing else does it
        turns += 1
        if tasks.is_busy():
            calm_since, turns = time.monotonic(), 0
        time.sleep(0.01)


def picture(window: MainWindow, path: Path) -> None:
    """The window with the dialog or menu that is open over it."""
    image = window.grab()
    over: list[QWidget] = [each for each in window.findChildren(QDialog) if each.isVisible()]
    menus: list[QWidget] = [each for each in window.findChildren(QMenu) if each.isVisible()]
    painter = QPainter(image)
    for dialog in over:
        painter.fillRect(window.rect(), QColor(0, 0, 0, 70))
        left, top = (window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2
        painter.drawPixmap(left, top, dialog.grab())
    for menu in menus:
        painter.drawPixmap(menu.pos() - window.mapToGlobal(QPoint(0, 0)), menu.grab())
    painter.end()
    image.save(str(path))
    print(path)


def take(app: QApplication, view: View, language: str, theme: str, folder: Path, settings_file: Path) -> None:
    """One picture of a fresh window. With everything twice as large the window has half the room."""
    settings = Settings(settings_file)
    settings.language, settings.theme, settings.toured = language, theme, True
    dress(app, settings)
    window = MainWindow(settings)
    scale = window.devicePixelRatioF()
    window.resize(*(round(each / scale) for each in (SIZE if scale == 1 else LARGE)))
    window.show()
    settle(0.1)
    view.prepare(window)
    settle()
    marks = f"{'-dark' if theme == 'dark' else ''}{f'-{round(scale * 100)}' if scale != 1 else ''}"
    picture(window, folder / f"{view.name}-{language}{marks}.png")
    for menu in window.findChildren(QMenu):
        menu.close()
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


def main(folder: Path, names: Collection[str], *, everything: bool = False, scale: float = 1.0) -> None:
    """Take all pictures, or those of the views named; the poster is one of them."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application(scale=scale)
    views = [each for each in (*VIEWS, *(MORE if everything else ())) if not names or each.name in names]
    with tempfile.TemporaryDirectory() as private:
        for language in LANGUAGES:
            for view in views:
                for theme in ("light", "dark") if view.dark or everything else ("light",):
                    take(app, view, language, theme, folder, Path(private) / f"{view.name}-{language}-{theme}.ini")
    if scale == 1.0 and (not names or "poster" in names):
        for path in posters(folder):
            print(path)
    if everything and scale == 1.0:  # how large everything is, Qt reads once in a process
        again = [sys.executable, __file__, str(folder), *names, "--all", "--scale", "2"]
        subprocess.run(again, check=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default="docs/images", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--all", action="store_true", dest="everything")
    parser.add_argument("--scale", type=float, default=1.0)
    wish = parser.parse_args()
    main(wish.folder, wish.names, everything=wish.everything, scale=wish.scale)
