"""Pages shown as they will be printed: rendered in the background at the size they are looked at, with zoom, pan and turning."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QWidget

from journeymap.ui.icons import icon
from journeymap.ui.tasks import Work
from journeymap.ui.theme import colour
from journeymap.ui.widgets import label
from journeymap.ui.words import say

MARGIN = 22
STEP = 1.5
DEEPEST = STEP**6
MAX_PIXELS = 24_000_000
RENDER_MS = 60


def page_picture(pdf: bytes, pixels: int, number: int = 0) -> QImage:
    """A page of a PDF (0 = first) as a picture of this width in pixels, at most 24 million pixels in all."""
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number]
        width, height = page.get_size()
        scale = min(pixels / width, (MAX_PIXELS / (width * height)) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
        return picture.copy()
    finally:
        document.close()


class _Page(QWidget):
    """The sheet of paper with its picture."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: QImage | None = None
        self.sheet = QRectF()

    # Qt's methods

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour("canvas"))
        if self.sheet.isEmpty():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shadow = colour("shadow")
        for step in range(1, 7):
            shadow.setAlpha(14 - 2 * step)
            painter.fillRect(self.sheet.adjusted(-step, -step + 2, step, step + 2), shadow)
        painter.fillRect(self.sheet, QColor("#FFFFFF"))
        if self.picture is not None:
            painter.drawImage(self.sheet, self.picture)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawRect(self.sheet)


class Preview(QScrollArea):
    """Shows the pages of a PDF one at a time: whole at first, nearer by wheel, buttons or + and −, turned by Page Up and Down."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("export.preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pdf: bytes | None = None
        self._sizes: tuple[tuple[float, float], ...] = ((1.0, 1.0),)
        self._words: tuple[str, ...] = ("",)
        self._number = 0
        self._zoom = 1.0
        self._drag: QPointF | None = None
        self._page = _Page()
        self.setWidget(self._page)
        self._work = Work(self)
        self._work.done.connect(self._show_picture)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(RENDER_MS)
        self._timer.timeout.connect(self._render)
        self._control = self._make_control()
        self._turner = self._make_turner()
        self.state = label(say("export.drawing"), "second")
        self.state.setParent(self)
        self.state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.state.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._page.installEventFilter(self)
        self._page.setCursor(Qt.CursorShape.OpenHandCursor)

    @property
    def picture(self) -> QImage | None:
        """What is shown of the page now."""
        return self._page.picture

    @property
    def number(self) -> int:
        """Which page is shown, 0 for the first."""
        return self._number

    def show_pages(self, pdf: bytes, sizes: tuple[tuple[float, float], ...], words: tuple[str, ...]) -> None:
        """Show a document with pages of these sizes in points; `words` tell them to those who cannot see them."""
        former = self._sizes[self._number]
        self._pdf, self._sizes, self._words = pdf, sizes, words
        self._number = min(self._number, len(sizes) - 1)
        if sizes[self._number] != former:
            self._zoom = 1.0
            self._page.picture = None
        self._turner.setVisible(len(sizes) > 1)
        self._tell_page()

    def turn(self, step: int) -> None:
        """Go on or back by so many pages."""
        number = min(max(self._number + step, 0), len(self._sizes) - 1)
        if number != self._number:
            self._number, self._zoom, self._page.picture = number, 1.0, None
            self._tell_page()

    def _tell_page(self) -> None:
        self.setAccessibleDescription(self._words[self._number])
        self._where.setText(say("export.page", number=self._number + 1, count=len(self._sizes)))
        self._back.setEnabled(self._number > 0)
        self._on.setEnabled(self._number < len(self._sizes) - 1)
        self._lay_out()
        self._place()

    def show_state(self, text: str) -> None:
        """Say what is going on over the page; nothing where `text` is empty."""
        self.state.setText(text)
        self.state.setVisible(bool(text))
        self._place()

    def zoom(self, factor: float, at: QPoint | None = None) -> None:
        """Come nearer or go away; the point `at` of the viewport stays where it is."""
        former = self._zoom
        self._zoom = min(max(self._zoom * factor, 1.0), DEEPEST)
        if self._zoom == former or self._pdf is None:
            return
        anchor = QPointF(at if at is not None else self.viewport().rect().center())
        before = self._page.mapFrom(self.viewport(), anchor) - self._page.sheet.topLeft()
        ratio = self._zoom / former
        self._lay_out()
        after = self._page.sheet.topLeft() + before * ratio
        self.horizontalScrollBar().setValue(round(after.x() - anchor.x()))
        self.verticalScrollBar().setValue(round(after.y() - anchor.y()))

    def _make_control(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("look", "card")
        row = QHBoxLayout(frame)
        row.setContentsMargins(3, 2, 3, 2)
        row.setSpacing(0)
        self._percent = QLabel("100 %")
        self._percent.setProperty("look", "caption")
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._percent.setMinimumWidth(46)
        steps = (("zoom_out", 1 / STEP), ("zoom_in", STEP), ("fit", 1 / DEEPEST))
        for name, factor in steps:
            button = QToolButton()
            button.setIcon(icon(name))
            button.setProperty("look", "flat")
            button.setAccessibleName(say("export.whole_page" if name == "fit" else f"action.{name}"))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(lambda _checked=False, factor=factor: self.zoom(factor))
            row.addWidget(button)
            if name == "zoom_out":
                row.addWidget(self._percent)
        return frame

    def _make_turner(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("look", "card")
        row = QHBoxLayout(frame)
        row.setContentsMargins(3, 2, 3, 2)
        row.setSpacing(4)
        self._back = self._turn_button("chevron_left", "export.previous_page", -1)
        self._where = label("", "caption")
        self._where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._on = self._turn_button("chevron_right", "export.next_page", 1)
        for part in (self._back, self._where, self._on):
            row.addWidget(part)
        frame.hide()
        return frame

    def _turn_button(self, sign: str, key: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(sign))
        button.setProperty("look", "flat")
        button.setAccessibleName(say(key))
        button.setToolTip(say(key))
        button.clicked.connect(lambda _checked=False: self.turn(step))
        return button

    def _lay_out(self) -> None:
        """Give the sheet its size and ask for a picture of that size."""
        room = self.viewport().size()
        width, height = self._sizes[self._number]
        fit = max(min((room.width() - 2 * MARGIN) / width, (room.height() - 2 * MARGIN) / height), 0.02)
        shown = QSize(round(width * fit * self._zoom), round(height * fit * self._zoom))
        whole = QSize(max(shown.width() + 2 * MARGIN, room.width()), max(shown.height() + 2 * MARGIN, room.height()))
        self._page.resize(whole)
        left, top = (whole.width() - shown.width()) // 2, (whole.height() - shown.height()) // 2
        self._page.sheet = QRectF(left, top, shown.width(), shown.height()) if self._pdf is not None else QRectF()
        self._percent.setText(f"{round(fit * self._zoom * 72 / self.logicalDpiX() * 100)} %")
        self._page.update()
        self._timer.start()

    def _render(self) -> None:
        pdf, pixels = self._pdf, round(self._page.sheet.width() * self.devicePixelRatioF())
        number = self._number
        if pdf is not None and pixels > 0:
            self._work.ask(lambda _stale: page_picture(pdf, pixels, number))

    def _show_picture(self, picture: QImage) -> None:
        self._page.picture = picture
        self._page.update()

    def _place(self) -> None:
        self._control.adjustSize()
        self._control.move(self.width() - self._control.width() - 14, self.height() - self._control.height() - 14)
        self._turner.adjustSize()
        self._turner.move((self.width() - self._turner.width()) // 2, self.height() - self._turner.height() - 14)
        self.state.adjustSize()
        self.state.move((self.width() - self.state.width()) // 2, 12 if self.picture else self.height() // 2 - 20)

    # Qt's methods

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._page and isinstance(event, QMouseEvent):
            return self._pan(event)
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _pan(self, event: QMouseEvent) -> bool:
        """Drag the page with the mouse; a double click comes nearer or shows it whole."""
        place = event.globalPosition()
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                self._drag = place
                self._page.setCursor(Qt.CursorShape.ClosedHandCursor)
            case QEvent.Type.MouseMove if self._drag is not None:
                way = place - self._drag
                self._drag = place
                self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() - way.x()))
                self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() - way.y()))
            case QEvent.Type.MouseButtonRelease:
                self._drag = None
                self._page.setCursor(Qt.CursorShape.OpenHandCursor)
            case QEvent.Type.MouseButtonDblClick:
                nearer = self._zoom < STEP
                at = self._page.mapTo(self.viewport(), event.position().toPoint())
                self.zoom(STEP**3 if nearer else 1 / DEEPEST, at)
            case _:
                return False
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP, event.position().toPoint())
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom(STEP)
            case Qt.Key.Key_Minus:
                self.zoom(1 / STEP)
            case Qt.Key.Key_0:
                self.zoom(1 / DEEPEST)
            case Qt.Key.Key_PageDown:
                self.turn(1)
            case Qt.Key.Key_PageUp:
                self.turn(-1)
            case Qt.Key.Key_Home:
                self.turn(-len(self._sizes))
            case Qt.Key.Key_End:
                self.turn(len(self._sizes))
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._place()
