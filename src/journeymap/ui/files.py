"""Opening, saving and closing projects from the window, with the questions that need an answer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu

from journeymap import resources, storage
from journeymap.session import Session
from journeymap.ui import previews
from journeymap.ui.dialogs.question import Answer, ask
from journeymap.ui.places import ask_place
from journeymap.ui.words import language, say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

SUFFIX = ".journey"


def safety(session: Session) -> str:
    """The state of safety in a few words, always in sight."""
    if session.is_modified:
        return say("saved.modified")
    if session.saved_at is not None:
        return say("saved.at", time=f"{session.saved_at.astimezone():%H:%M}")
    return say("saved.opened") if session.path is not None else say("saved.never")


def new(window: MainWindow, template: str) -> None:
    """A new project from a template."""
    if may_close(window):
        chosen = window.settings.first_language
        first = language() if chosen == "window" else chosen
        languages = ("zh", "en") if first == "zh" else ("en", "zh")
        window.set_session(Session.new(template, languages, window.settings.paper))
        if template == "life_event":
            window.notice.tell(say("versions.life_event"))


def open_path(window: MainWindow, path: Path) -> None:
    """Open a file; what is wrong with it is said in one sentence."""
    if not may_close(window):
        return
    try:
        session = Session.open(path)
    except storage.FileError as error:
        window.notice.tell(say(error.key, **error.values), stays=True)
        return
    window.set_session(session)
    window.settings.add_recent(path)
    for notice in session.notices:
        window.notice.tell(say(notice.key, **notice.values), stays=True)


def open_sample(window: MainWindow, path: Path) -> None:
    """Open a sample as a project of one's own."""
    if not may_close(window):
        return
    try:
        session = Session.open_copy(path)
    except storage.FileError as error:
        window.notice.tell(say(error.key, **error.values), stays=True)
        return
    window.set_session(session)
    window.notice.tell(say("notice.sample"))


def open_asked(window: MainWindow) -> None:
    """Ask for a file and open it."""
    name, _ = QFileDialog.getOpenFileName(window, say("dialog.open.title"), "", say("dialog.file_filter"))
    if name:
        open_path(window, Path(name))


def save(window: MainWindow, *, ask_place: bool = False) -> bool:
    """Save the project; ask for a place where it has none. Returns whether it is saved now."""
    session = window.session
    if session is None:
        return False
    path = session.path
    if path is None or ask_place:
        path = _ask_place(window)
        if path is None:
            return False
    return _save_to(window, session, path, overwrite=False)


def save_as(window: MainWindow) -> None:
    """Save to another place."""
    save(window, ask_place=True)


def _ask_place(window: MainWindow) -> Path | None:
    proposed = (window.session.path if window.session else None) or Path(f"{window.project_name()}{SUFFIX}")
    return ask_place(window, say("dialog.save.title"), proposed, say("dialog.file_filter"), SUFFIX.removeprefix("."))


def _save_to(window: MainWindow, session: Session, path: Path, *, overwrite: bool) -> bool:
    try:
        session.save(path, overwrite=overwrite)
    except storage.FileError as error:
        if error.key == "error.file.changed_on_disk" and not overwrite:
            return _resolve_conflict(window, session, path)
        window.notice.tell(say(error.key, **error.values), say("action.save_as"), lambda: save_as(window), stays=True)
        return False
    window.settings.add_recent(path)
    window.chores.ask(partial(previews.keep, window.settings.cache, path, session.document.snapshot()))
    window.notice.tell(say("notice.saved", name=path.name))
    return True


def _resolve_conflict(window: MainWindow, session: Session, path: Path) -> bool:
    answer = ask(
        window,
        say("dialog.overwrite.title", name=path.name),
        say("dialog.overwrite.text"),
        primary=say("dialog.overwrite.beside"),
        other=say("dialog.overwrite.replace"),
    )
    if answer is Answer.PRIMARY:
        return save(window, ask_place=True)
    return answer is Answer.OTHER and _save_to(window, session, path, overwrite=True)


def may_close(window: MainWindow) -> bool:
    """Whether the open project may go: asks where there are unsaved changes, and saves if that is the answer."""
    session = window.session
    if session is None or not session.is_modified:
        return True
    answer = ask(
        window,
        say("dialog.unsaved.title", name=window.project_name()),
        say("dialog.unsaved.text"),
        primary=say("dialog.save"),
        other=say("dialog.discard"),
    )
    if answer is Answer.PRIMARY:
        return save(window)
    return answer is Answer.OTHER


def fill_recent(window: MainWindow, menu: QMenu) -> None:
    """The recent files, made when the menu opens."""
    menu.clear()
    for path in window.settings.recent:
        menu.addAction(path.stem).triggered.connect(lambda _checked=False, path=path: open_path(window, path))
    if menu.isEmpty():
        menu.addAction(say("menu.no_recent")).setEnabled(False)


def fill_samples(window: MainWindow, menu: QMenu) -> None:
    """The sample journeys that come with the program."""
    for path in resources.samples():
        action = menu.addAction(sample_title(path))
        action.triggered.connect(lambda _checked=False, path=path: open_sample(window, path))


def sample_title(path: Path) -> str:
    """What a sample is called."""
    key = f"sample.{path.stem}"
    try:
        return say(key)
    except KeyError:
        return path.stem
