"""Pictures in the window: dropped, pasted, chosen, cropped, described, shown. By real events, proven on document and file."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPointF, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from journeymap.edit import pictures as edit
from journeymap.model.records import Media, Touchpoint
from journeymap.session import Session
from journeymap.ui import pictures, thumbnails
from journeymap.ui.dialogs.crop import CropDialog
from journeymap.ui.panels.touchpoint_page import TouchpointPage
from journeymap.ui.pictures import PictureProblem
from journeymap.ui.window import MainWindow
from journeymap.ui.words import set_language
from tests.ui.conftest import Hand
from tests.ui.panel_project import Small

RED, BLUE = QColor(200, 30, 40), QColor(30, 60, 200)


def halves(width: int = 80, height: int = 60) -> QImage:
    """Red at the left, blue at the right."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(RED)
    painter = QPainter(image)
    painter.fillRect(QRect(width // 2, 0, width // 2, height), BLUE)
    painter.end()
    return image


def written(image: QImage, kind: str = "png") -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(kind.encode())).write(image)
    return bytes(buffer.data().data())


def is_near(colour: QColor, other: QColor) -> bool:
    return max(abs(one - two) for one, two in zip(colour.getRgb()[:3], other.getRgb()[:3], strict=True)) < 12


def claims(side: int) -> bytes:
    """The beginning of a PNG that says it is so many pixels wide and high."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000)))


# as they come in


def test_metadata_stays_behind_and_the_same_picture_gives_the_same_bytes() -> None:
    image = halves()
    image.setText("GPS", "30.27,120.15")
    image.setDotsPerMeterX(11811)
    first = pictures.from_bytes(written(image), "queue.png")
    assert b"GPS" not in first.data and b"30.27" not in first.data
    assert first.sha256 == pictures.from_bytes(written(halves()), "other.png").sha256
    assert (first.mime, first.name) == ("image/png", "queue.png")


def test_a_photo_is_turned_upright_made_smaller_and_loses_what_its_camera_noted() -> None:
    jpeg = written(halves(4000, 3000), "jpeg")
    # An Exif part by hand: the picture is to be turned a quarter to the right; and a place where it was taken.
    exif = (
        b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
        b"\x01\x0e\0\x02\0\0\0\x0b\0\0\0\x26\0\0\0\0at the hall\0"
    )
    data = jpeg[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + jpeg[2:]
    found = pictures.from_bytes(data, "photo.jpg")
    assert found.size == QSize(1200, 1600)
    assert b"Exif" not in found.data and b"at the hall" not in found.data
    shown = pictures.decoded(found.data)
    assert is_near(shown.pixelColor(600, 100), RED) and is_near(shown.pixelColor(600, 1500), BLUE)


def test_what_can_be_seen_through_stays_so() -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor(200, 30, 40, 100))
    shown = pictures.decoded(pictures.from_image(image, "").data)
    assert abs(shown.pixelColor(5, 5).alpha() - 100) < 3


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG, JPEG or WebP"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "no PNG, JPEG or WebP"),
        (b"", "no PNG, JPEG or WebP"),
        (written(halves())[:60], "damaged"),
        (claims(60_000), "120 million pixels"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    set_language("en")
    with pytest.raises(PictureProblem) as problem:
        pictures.from_bytes(data, "odd.png")
    assert says in problem.value.words


def test_a_file_that_is_too_large_or_gone_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_language("en")
    monkeypatch.setattr(pictures, "LARGEST_FILE", 1000)
    (tmp_path / "big.png").write_bytes(b"x" * 2000)
    with pytest.raises(PictureProblem, match="file_too_big"):
        pictures.from_file(tmp_path / "big.png")
    with pytest.raises(PictureProblem, match="unreadable"):
        pictures.from_file(tmp_path / "gone.png")


# in the window


@pytest.fixture
def small(qtbot: QtBot, open_window: Callable[[Session], MainWindow]) -> Iterator[tuple[Small, Hand]]:
    project = Small()
    hand = Hand(qtbot, open_window(project.session))
    hand.view.look_from(1.0, hand.scene.map_rect.topLeft())
    yield project, hand
    QApplication.clipboard().clear()


def dropped(widget: QWidget, place: QPointF, data: QMimeData) -> None:
    """A drag from outside that enters a widget, moves and is let go there."""
    spot, copy = place.toPoint(), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent(spot, copy, data, left, none), QDragMoveEvent(spot, copy, data, left, none)):
        QApplication.sendEvent(widget, event)
        if not event.isAccepted():
            return
    QApplication.sendEvent(widget, QDropEvent(place, copy, data, left, none))


def file_data(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def picture_at(project: Small, touchpoint_id: str) -> Media | None:
    return edit.picture_of(project.session.state, touchpoint_id)


def test_a_file_dropped_on_a_card_is_its_picture_and_is_asked_for_words(
    small: tuple[Small, Hand], tmp_path: Path, qtbot: QtBot
) -> None:
    project, hand = small
    (tmp_path / "queue.png").write_bytes(written(halves()))
    data = file_data(tmp_path / "queue.png")
    empty = QPointF(hand.spot(hand.cell(3, 2)))
    dropped(hand.view.viewport(), empty, data)
    assert project.new_steps == 0, "the ground shows no picture"
    dropped(hand.view.viewport(), QPointF(hand.spot(hand.centre("Ask"))), data)
    media = picture_at(project, project.ask)
    assert media is not None and media.name == "queue.png" and media.sha256 in project.session.media
    assert "picture" in hand.scene.card(project.ask).tip()
    # The notice leads to the words, one field for each language.
    notice = hand.window.notice
    qtbot.mouseClick(notice._action, Qt.MouseButton.LeftButton)
    page = hand.window.workspace.inspector.page  # type: ignore[union-attr]
    assert isinstance(page, TouchpointPage) and page.picture is not None
    qtbot.keyClicks(page.picture.texts["en"], "A queue")
    page.picture.texts["zh"].insertPlainText("排队")
    media = picture_at(project, project.ask)
    assert media is not None and dict(media.alternative_text) == {"en": "A queue", "zh": "排队"}
    assert "A queue" in hand.scene.card(project.ask).tip()
    for _ in range(3):
        project.session.undo()
    assert picture_at(project, project.ask) is None
    project.session.redo()
    assert picture_at(project, project.ask) is not None


def test_a_picture_dropped_on_the_inspector_or_its_texts_goes_to_what_is_shown(
    small: tuple[Small, Hand], tmp_path: Path
) -> None:
    project, hand = small
    (tmp_path / "queue.webp").write_bytes(written(halves(), "webp"))
    hand.click(hand.centre("Apply"))
    hand.window.workspace.inspect_now()  # type: ignore[union-attr]
    inspector = hand.window.workspace.inspector  # type: ignore[union-attr]
    assert inspector.page is not None
    data = file_data(tmp_path / "queue.webp")
    assert not inspector.page.title.edit.canInsertFromMimeData(data), "a text does not take the name of the file"
    dropped(inspector, QPointF(20, 300), data)
    assert picture_at(project, project.apply) is not None


def test_a_copied_picture_is_pasted_to_all_selected_touchpoints(small: tuple[Small, Hand]) -> None:
    project, hand = small
    hand.click(hand.centre("Ask"))
    hand.click(hand.centre("Apply"), Qt.KeyboardModifier.ShiftModifier)
    QApplication.clipboard().setImage(halves())
    hand.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    first, second = picture_at(project, project.ask), picture_at(project, project.apply)
    assert first is not None and first == second
    assert len(project.session.state.all(Touchpoint)) == 3, "nothing else was pasted"


def test_cells_of_a_spreadsheet_are_pasted_as_touchpoints_though_they_come_as_a_picture_too(
    small: tuple[Small, Hand],
) -> None:
    project, hand = small
    hand.click(hand.centre("Ask"))
    data = QMimeData()
    data.setImageData(halves())
    data.setText("Look it up\nPhone")
    QApplication.clipboard().setMimeData(data)
    hand.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert picture_at(project, project.ask) is None
    assert len(project.session.state.all(Touchpoint)) == 5


def test_a_picture_is_chosen_by_command_and_a_bad_one_told(
    small: tuple[Small, Hand], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, hand = small
    hand.click(hand.centre("Wait"))
    good, bad = tmp_path / "a.png", tmp_path / "b.png"
    good.write_bytes(written(halves()))
    bad.write_bytes(b"no picture")
    for path in (bad, good):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, path=path: (str(path), ""))
        hand.window.run_command("add_picture")
        if path is bad:
            assert '"b.png" is no PNG, JPEG or WebP' in hand.window.notice.text
            assert picture_at(project, project.wait) is None
    assert picture_at(project, project.wait) is not None
    hand.window.run_command("remove_picture")
    assert picture_at(project, project.wait) is None


def open_crop(hand: Hand) -> CropDialog:
    hand.window.run_command("crop_picture")
    QApplication.processEvents()
    return next(each for each in hand.window.findChildren(CropDialog) if each.isVisible())


def test_a_part_is_cropped_by_mouse(small: tuple[Small, Hand], qtbot: QtBot) -> None:
    project, hand = small
    hand.click(hand.centre("Ask"))
    QApplication.clipboard().setImage(halves())
    hand.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = open_crop(hand)
    area, whole = dialog.area, dialog.area.picture_rect()
    start, end = whole.topLeft() + QPointF(6, 6), whole.center() + QPointF(-8, 0)
    left = Qt.MouseButton.LeftButton
    # The left side is pulled to the middle: what is left is the blue half.
    qtbot.mousePress(area, left, pos=QPointF(whole.left(), whole.center().y()).toPoint())
    qtbot.mouseMove(area, whole.center().toPoint())
    qtbot.mouseRelease(area, left, pos=whole.center().toPoint())
    assert abs(area.frame.left() - 0.5) < 0.02 and area.frame.right() == 1
    # A new frame is drawn beside the old one, in the red half.
    qtbot.mousePress(area, left, pos=start.toPoint())
    qtbot.mouseMove(area, end.toPoint())
    qtbot.mouseRelease(area, left, pos=end.toPoint())
    qtbot.mouseClick(dialog.take, left)
    media = picture_at(project, project.ask)
    assert media is not None
    shown = pictures.decoded(project.session.media[media.sha256])
    assert shown.width() < 40 and shown.height() < 35 and is_near(shown.pixelColor(5, 5), RED)
    assert is_near(shown.pixelColor(shown.width() - 1, shown.height() - 1), RED)
    project.session.undo()
    assert picture_at(project, project.ask) != media


def test_a_part_of_a_fixed_shape_is_cropped_by_keys(small: tuple[Small, Hand], qtbot: QtBot) -> None:
    project, hand = small
    hand.click(hand.centre("Ask"))
    QApplication.clipboard().setImage(halves())
    hand.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = open_crop(hand)
    dialog.shapes.setCurrentIndex(2)  # a square
    assert (dialog.area.area.width(), dialog.area.area.height()) == (60, 60)
    dialog.area.setFocus()
    for _ in range(3):
        qtbot.keyClick(
            dialog.area, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    for _ in range(5):
        qtbot.keyClick(dialog.area, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    area = dialog.area.area
    assert area.right() == 79 and abs(area.width() - area.height()) <= 1 and area.width() < 40
    assert "pixels" in dialog.area.accessibleName()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    media = picture_at(project, project.ask)
    assert media is not None
    assert is_near(pictures.decoded(project.session.media[media.sha256]).pixelColor(2, 2), BLUE)


def test_cards_paint_pictures_that_were_made_small_aside_and_never_decode(
    small: tuple[Small, Hand], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, hand = small
    hand.click(hand.centre("Ask"))
    QApplication.clipboard().setImage(halves())
    hand.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    card = hand.scene.card(project.ask)
    hand.view.reveal(project.ask)
    centre = hand.spot(card.pos() + card.picture_rect().center() + QPointF(-8, 0))

    def colour() -> QColor:
        return hand.view.viewport().grab().toImage().pixelColor(centre)

    threads: list[threading.Thread] = []
    decode = thumbnails.decoded

    def watched(data: bytes) -> QImage:
        threads.append(threading.current_thread())
        return decode(data)

    monkeypatch.setattr(thumbnails, "decoded", watched)
    colour()  # asks for it
    qtbot.waitUntil(lambda: is_near(colour(), RED))
    hand.view.zoom_to(3.0)
    hand.view.reveal(project.ask)
    hand.view.viewport().grab()
    qtbot.waitUntil(lambda: not hand.scene.thumbnails.is_busy)
    assert threads and threading.main_thread() not in threads


def test_pictures_and_quotes_stand_in_the_storyboard_below_the_map(small: tuple[Small, Hand]) -> None:
    from journeymap.model.changes import Label, Set
    from journeymap.model.text import LocalText

    project, hand = small
    hand.scene.settle()
    assert all(row.kind != "storyboard" for row in hand.scene._strip._strip.rows)
    project.session.run(
        Label.of("set_field", field="field.quote"), [Set(project.apply, "quote", LocalText(en="Again?"))]
    )
    hand.click(hand.centre("Ask"))
    QApplication.clipboard().setImage(halves())
    hand.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    hand.scene.settle()
    board = [note for note in hand.scene._strip._strip.notes if note.kind == "storyboard"]
    assert [(note.touchpoint_id, bool(note.picture), note.lines) for note in board] == [
        (project.ask, True, ()), (project.apply, False, ('"Again?"',)),
    ]  # fmt: skip
