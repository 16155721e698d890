"""The line above a view that says where one is: life event › journey › sub-journey, and how far the journey has been reviewed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from journeymap import typesetting
from journeymap.labels.review import review_words as words_of_review
from journeymap.model.document import State
from journeymap.model.records import Journey
from journeymap.model.values import REVIEW_STATES
from journeymap.ui.canvas.painting import LINE_HEIGHT, draw_lines
from journeymap.ui.icons import icon
from journeymap.ui.theme import BODY, colour, theme
from journeymap.ui.widgets import label, set_sign
from journeymap.ui.words import language, say, say_token, shown

HEIGHT = 32
LEAST_CRUMB = 56
PAD = 7


def journey_name(state: State, journey_id: str) -> str:
    """What a journey is called in the window."""
    journey = state.get(Journey, journey_id)
    return (shown(journey.title) if journey is not None else "") or say("navigator.untitled_journey")


def review_words(journey: Journey) -> str:
    """The state of review with who and when, as far as noted."""
    return words_of_review(journey.review, journey.review_by, journey.review_on, language())


class Crumb(QAbstractButton):
    """One journey on the line. Long titles end in … where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.journey_id = ""
        self._here = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_journey(self, journey_id: str, title: str, *, here: bool) -> None:
        """Stand for a journey, perhaps for the one in sight."""
        self.journey_id = journey_id
        self._here = here
        self.setText(title)
        self.setAccessibleName(say("breadcrumb.here", title=title) if here else say("breadcrumb.up", title=title))
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    # Qt's methods

    def sizeHint(self) -> QSize:
        return QSize(round(typesetting.width(self.text(), BODY, self._here)) + 2 * PAD + 2, 26)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), LEAST_CRUMB), 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        room = self.width() - 2 * PAD
        lines = typesetting.break_lines(self.text(), room, BODY, self._here, 1).lines
        tint = t.ink if self._here else t.accent
        draw_lines(painter, lines, PAD, (self.height() - BODY * LINE_HEIGHT) / 2, BODY, tint, bold=self._here)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class _Angle(QWidget):
    """The › between two crumbs."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(14, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("ink_2"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        x, y = self.width() / 2 - 2, self.height() / 2
        painter.drawPolyline([QPointF(x, y - 4), QPointF(x + 4, y), QPointF(x, y + 4)])
        painter.end()


class Breadcrumb(QWidget):
    """Where one is, and the way back."""

    journey_chosen = Signal(str)
    """A journey on the line, perhaps the one in sight."""
    review_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(say("breadcrumb.name"))
        self.setProperty("look", "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT + 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 0, 10, 0)
        row.setSpacing(0)
        self._line = QHBoxLayout()
        self._line.setSpacing(1)
        row.addLayout(self._line)
        row.addStretch(1)
        self._all: list[Crumb] = []
        self._angles: list[_Angle] = []
        self._add_crumb()
        self._state = label("", "caption")
        row.addWidget(self._state)
        row.addSpacing(8)
        self.review = QPushButton()
        self.review.setProperty("look", "chip")
        self.review.clicked.connect(lambda _checked=False: self.open_reviews())
        row.addWidget(self.review)
        self._shown: object = None
        self._review = ""

    def show_line(self, state: State, line: Sequence[str]) -> None:
        """Show the journeys from the outermost to the one in sight."""
        journey = state.get(Journey, line[-1])
        self.setVisible(journey is not None)
        if journey is None:
            return
        names = [(each, journey_name(state, each)) for each in line]
        if names != self._shown:
            self._shown = names
            self._fill(names)
        self._state.setText(say_token("journey_state", journey.state))
        self._review = journey.review
        known = journey.review in REVIEW_STATES
        t = theme()
        tint = {"approved": t.good, "reviewed": t.accent}.get(journey.review, t.ink_2)
        set_sign(self.review, icon(f"review_{journey.review}" if known else "review_draft", tint))
        self.review.setText(say_token("review", journey.review))
        words = review_words(journey)
        self.review.setToolTip(words)
        self.review.setAccessibleName(say("breadcrumb.review", words=words))

    @property
    def crumbs(self) -> list[Crumb]:
        """The crumbs that are shown, the outermost journey first."""
        return [each for each in self._all if not each.isHidden()]

    def _add_crumb(self) -> None:
        crumb = Crumb()
        crumb.clicked.connect(self._on_crumb)
        if self._all:
            self._angles.append(_Angle())
            self._line.addWidget(self._angles[-1])
            self._line.addWidget(crumb)
            QWidget.setTabOrder(self._all[-1], crumb)
        else:
            self._line.addWidget(crumb)
        self._all.append(crumb)

    def _fill(self, names: Sequence[tuple[str, str]]) -> None:
        """Crumbs stay where they are in the order of the Tab key, so those that are left over are hidden."""
        while len(self._all) < len(names):
            self._add_crumb()
        focused = any(each.hasFocus() for each in self._all)
        for place, crumb in enumerate(self._all):
            crumb.setVisible(place < len(names))
            if place:
                self._angles[place - 1].setVisible(place < len(names))
            if place < len(names):
                crumb.show_journey(*names[place], here=place == len(names) - 1)
        if focused:
            self._all[len(names) - 1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_crumb(self) -> None:
        crumb = self.sender()
        if isinstance(crumb, Crumb):
            self.journey_chosen.emit(crumb.journey_id)

    def open_reviews(self) -> QMenu:
        """The states of review to choose from."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in REVIEW_STATES:
            action = menu.addAction(icon(f"review_{name}"), say_token("review", name))
            action.setCheckable(True)
            action.setChecked(name == self._review)
            action.triggered.connect(lambda _checked=False, name=name: self.review_chosen.emit(name))
        menu.popup(self.review.mapToGlobal(self.review.rect().bottomLeft()))
        return menu
