"""The picture of a touchpoint or persona: shown, put in, cropped, taken out, and said in words in both languages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from journeymap.edit import fields
from journeymap.edit import pictures as edit
from journeymap.model.records import Media
from journeymap.model.text import clean
from journeymap.ui import picture_actions
from journeymap.ui.canvas.card_painting import paint_thumbnail
from journeymap.ui.canvas.painting import draw_text
from journeymap.ui.canvas.picture_drop import PictureDrop
from journeymap.ui.panels.bindings import Context, Subject
from journeymap.ui.panels.sections import tiny_button
from journeymap.ui.panels.texts import GrowingText
from journeymap.ui.pictures import Picture
from journeymap.ui.theme import CAPTION, RADIUS_CONTROL, theme
from journeymap.ui.thumbnails import Thumbnails
from journeymap.ui.widgets import label
from journeymap.ui.words import say, say_token, shown

HEIGHT, EMPTY_HEIGHT = 150, 64
MOST_WORDS = 5_000
"""The longest description of a picture, in characters."""


class PictureView(QFrame):
    """The picture itself; pressed, it is chosen from a file."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._picture: QPixmap | None = None
        self._has_picture = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_picture(self, picture: QPixmap | None, *, there: bool) -> None:
        """Show a picture; one that is there but not ready yet leaves a frame."""
        self._picture, self._has_picture = picture, there
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        pen = painter.pen()
        pen.setColor(t.accent if self.hasFocus() else t.line)
        pen.setWidthF(2 if self.hasFocus() else 1)
        pen.setStyle(Qt.PenStyle.SolidLine if self._has_picture else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        if self._has_picture:
            paint_thumbnail(painter, self._picture, box.adjusted(4, 4, -4, -4), 5)
        else:
            words = QRectF(box.adjusted(16, 8, -16, -8))
            centre = Qt.AlignmentFlag.AlignHCenter
            draw_text(painter, say("picture.empty"), words, CAPTION, t.ink_2, align=centre, max_lines=4)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


class PictureField(QWidget):
    """The picture with its tools and its words."""

    def __init__(self, context: Context, subject: Subject, height: int = HEIGHT) -> None:
        super().__init__()
        self._context, self._subject = context, subject
        self._told_of: tuple[str, ...] = ()
        """Whose picture the sentence below is about."""
        self._thumbnails = Thumbnails(lambda: context.session.media, self)
        self._thumbnails.ready.connect(lambda _arrived: self._show_picture())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self._height = height
        self.view = PictureView()
        self.view.pressed.connect(self._press)
        column.addWidget(self.view)
        row = QHBoxLayout()
        row.setSpacing(2)
        self._told = label("", "caption", wrap=True)
        row.addWidget(self._told, 1)
        self.buttons = {
            name: self._button(name, icon, do)
            for name, icon, do in (
                ("choose", "open", self.choose), ("paste", "paste", self.paste), ("crop", "crop", self.crop),
                ("remove", "delete", self.remove),
            )
        }  # fmt: skip
        for each in self.buttons.values():
            row.addWidget(each)
        column.addLayout(row)
        self.error = label("", "error", wrap=True)
        column.addWidget(self.error)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        words.addWidget(label(say("field.alternative_text"), "field"))
        self.texts: dict[str, GrowingText] = {}
        for language in context.session.languages:
            line = QHBoxLayout()
            line.setSpacing(6)
            sign = label(say_token("language_sign", language), "caption")
            sign.setFixedWidth(22)
            text = GrowingText()
            text.setAccessibleName(say("picture.words_in", language=say_token("language", language)))
            text.set_hint(say(f"picture.words_hint.{language}") if language in ("en", "zh") else "")
            text.edited.connect(lambda typed, language=language: self._write(language, typed))
            text.left.connect(context.session.history.close_step)
            self.texts[language] = text
            line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(text, 1)
            words.addLayout(line)
        column.addWidget(self._words)
        self.drop = PictureDrop(self, lambda _place: list(subject.ids), self._take, self.tell)
        self.refresh()

    def _button(self, name: str, icon: str, do: Callable[[], object]) -> QWidget:
        result = tiny_button(icon, say(f"picture.{name}"))
        result.clicked.connect(lambda _checked=False: do())
        return result

    def media(self) -> Media | None:
        """The picture that is shown."""
        return edit.picture_of(self._context.state, self._subject.first)

    # what is done with it

    def _take(self, owner_ids: list[str], picture: Picture) -> None:
        picture_actions.put(self._context.session, owner_ids, picture)
        self.ask_for_words()

    def ask_for_words(self) -> None:
        """A new picture is there: let somebody say what it shows."""
        self.tell("")
        self._context.changed()
        self.refresh()
        texts = list(self.texts.values())
        wanted = next((each for each in texts if not each.toPlainText()), texts[0])
        if self._words.isVisibleTo(self):
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        if self.media() is None:
            self.choose()
        else:
            self.crop()

    def choose(self) -> None:
        """Put in a picture from a file."""
        if picture_actions.choose(self, self._context.session, self._subject.ids, self.tell):
            self.ask_for_words()

    def paste(self) -> None:
        """Put in the picture that was copied."""
        if picture_actions.paste(self._context.session, self._subject.ids, self.tell):
            self.ask_for_words()

    def crop(self) -> None:
        """Keep a part of the picture."""
        dialog = picture_actions.crop(self, self._context.session, self._subject.first, self.tell)
        if dialog is not None:
            dialog.destroyed.connect(self._context.changed)

    def remove(self) -> None:
        """Take the picture out."""
        picture_actions.remove(self._context.session, self._subject.ids)
        self._context.changed()
        self.refresh()

    def _write(self, language: str, typed: str) -> None:
        media = self.media()
        if media is None:
            return
        changes = fields.set_text(self._context.state, media.id, "alternative_text", language, typed[:MOST_WORDS])
        key = f"{media.id}.alternative_text.{language}"
        self._context.run("set_field", changes, key, field="field.alternative_text")

    def tell(self, sentence: str) -> None:
        """Say what is wrong with a picture, under it."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    # what is shown

    def refresh(self) -> None:
        media = self.media()
        self.view.setFixedHeight(self._height if media is not None else EMPTY_HEIGHT)
        for name in ("crop", "remove"):
            self.buttons[name].setVisible(media is not None)
        self._words.setVisible(media is not None)
        if self._told_of != self._subject.ids:
            self._told_of = self._subject.ids
            self.tell("")
        if media is None:
            self.view.show_picture(None, there=False)
            self.view.setAccessibleName(say("picture.choose"))
            self._told.setText("")
            return
        for language, text in self.texts.items():
            stored = media.alternative_text.get(language, "")
            if clean(text.toPlainText()[:MOST_WORDS]) != stored:
                text.show_text(stored)
        words = shown(media.alternative_text)
        self.view.setAccessibleName(say("picture.shown", what=words) if words else say("picture.without_words"))
        others = len(edit.owners(self._context.state, media.id)) - len(self._subject.ids)
        parts = [media.name] if media.name else []
        if others > 0:
            parts.append(say("picture.shared", n=others))
        if self._thumbnails.is_lost(media.sha256):
            parts.append(say("picture.lost"))
        self._told.setText(" · ".join(parts))
        self._show_picture()

    def _show_picture(self) -> None:
        media = self.media()
        if media is not None:
            side = max(self.width(), self._height, 250) * self.devicePixelRatioF()
            self.view.show_picture(self._thumbnails.find(media.sha256, side), there=True)
