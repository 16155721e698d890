"""What is done with pictures from the window: choose a file, paste, crop, take out. Each is one step of the history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from journeymap.edit import pictures as edit
from journeymap.model.changes import Label
from journeymap.session import Session
from journeymap.ui import pictures
from journeymap.ui.pictures import Picture, PictureProblem
from journeymap.ui.words import say


def put(session: Session, owner_ids: Sequence[str], picture: Picture, *, label: str = "add_picture") -> None:
    """Let touchpoints or personas show a picture. A part of the former one (`crop_picture`) keeps its words."""
    session.add_media({picture.sha256: picture.data})
    changes = edit.attach(
        session.state, owner_ids, picture.sha256, picture.mime, picture.name, keeps_text=label == "crop_picture"
    )
    session.run(Label.of(label), changes)


def choose(parent: QWidget, session: Session, owner_ids: Sequence[str], tell: Callable[[str], None]) -> bool:
    """Ask for a picture file and put it in; whether one was put in. What is wrong with it is told in a sentence."""
    name, _ = QFileDialog.getOpenFileName(parent, say("picture.choose"), "", say("picture.filter"))
    if not name:
        return False
    try:
        put(session, owner_ids, pictures.from_file(Path(name)))
    except PictureProblem as problem:
        tell(problem.words)
        return False
    return True


def is_on_clipboard() -> bool:
    """Whether a picture was copied. Cells of a spreadsheet come as a picture too, but as text first of all."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not pictures.is_offered(data):
        return False
    return bool(data.hasUrls()) or not data.hasFormat("text/plain")


def paste(session: Session, owner_ids: Sequence[str], tell: Callable[[str], None]) -> bool:
    """Put in the picture that was copied; whether one was put in."""
    data = QGuiApplication.clipboard().mimeData()
    try:
        if data is None:
            raise PictureProblem("picture.none")
        put(session, owner_ids, pictures.from_mime(data))
    except PictureProblem as problem:
        tell(problem.words)
        return False
    return True


def remove(session: Session, owner_ids: Sequence[str]) -> None:
    """Take pictures out; where they are shown elsewhere they stay there."""
    session.run(Label.of("remove_picture"), edit.remove(session.state, owner_ids))


def crop(parent: QWidget, session: Session, owner_id: str, tell: Callable[[str], None]) -> QWidget | None:
    """Let somebody choose a part of a picture. Returns the dialog, already open; None where there is nothing to crop."""
    from journeymap.ui.dialogs.crop import CropDialog

    media = edit.picture_of(session.state, owner_id)
    image = pictures.decoded(session.media.get(media.sha256, b"")) if media is not None else None
    if media is None or image is None or image.isNull():
        tell(say("picture.lost"))
        return None
    dialog = CropDialog(parent, image)
    name = media.name
    dialog.chosen.connect(
        lambda area: put(session, [owner_id], pictures.part_of(image, area, name), label="crop_picture")
    )
    dialog.open()
    return dialog
