"""Two maps one above the other that scroll and zoom together, with what differs marked on both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGraphicsItem,
    QGraphicsView,
    QHBoxLayout,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from journeymap.session import Session
from journeymap.ui.canvas import walking
from journeymap.ui.canvas.items.difference import FrameItem, HaloItem, WordItem
from journeymap.ui.canvas.navigation import NavigableView
from journeymap.ui.canvas.scene import MapScene
from journeymap.ui.choice_box import ChoiceBox
from journeymap.ui.icons import icon
from journeymap.ui.theme import colour
from journeymap.ui.views.compare_words import Mark
from journeymap.ui.widgets import label
from journeymap.ui.words import say

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}

_WIDEST_CHOICE = 520
"""The choices of both maps are so wide at most, and so of one width whatever stands beside them."""


class ComparedView(NavigableView):
    """One of the two maps: to be read and walked, not to be changed."""

    moved = Signal()
    opened = Signal(str)
    """A touchpoint is to be shown where it can be changed."""

    def __init__(self, scene: MapScene) -> None:
        super().__init__(scene)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setBackgroundBrush(colour("canvas"))
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(lambda _value: self.moved.emit())
        self.scale_changed.connect(lambda _scale: self.moved.emit())
        self.scale_changed.connect(scene.show_scale)

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, scene = Qt.Key(event.key()), self.map_scene
        chosen = scene.selected_ids()
        if key in _ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            here = chosen[0] if chosen else next(iter(scene.layout.cards), None)
            found = walking.step(scene.state, scene.layout, here, *_ARROWS[key]) if chosen and here else here
            if found is not None:
                scene.select([found])
                self.reveal(found)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen:
            self.opened.emit(chosen[0])
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        card = self.map_scene.card_at(self.mapToScene(event.position().toPoint()))
        if card is not None:
            self.opened.emit(card.touchpoint_id)
        else:
            super().mouseDoubleClickEvent(event)


class _Choice(ChoiceBox):
    """A list of journeys."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)


class ComparedMaps(QSplitter):
    """The map before above the map after."""

    selected = Signal(str)
    """A touchpoint or connection was selected on one of the maps."""
    opened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setHandleWidth(5)
        self.setChildrenCollapsible(False)
        self.choices = [_Choice(say("compare.before")), _Choice(say("compare.after"))]
        self.swap = QToolButton()
        self.counts = [label("", "caption"), label("", "caption")]
        self.views: list[ComparedView] = []
        self._items: list[QGraphicsItem] = []
        self._partner: dict[str, str] = {}
        self._follows = True
        for place in range(2):
            scene = MapScene(session)
            scene.show_strip = scene.show_path = False
            scene.setParent(self)
            view = ComparedView(scene)
            view.moved.connect(lambda place=place: self._follow(place))
            view.opened.connect(self.opened)
            scene.selection_changed.connect(lambda ids, place=place: self._on_selected(place, ids))
            self.views.append(view)
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            head = QWidget()
            head.setProperty("look", "toolbar")
            head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            row = QHBoxLayout(head)
            row.setContentsMargins(10, 4, 14, 4)
            row.setSpacing(8)
            self.choices[place].setMaximumWidth(_WIDEST_CHOICE)
            row.addWidget(self.choices[place], 6)
            if not place:
                row.addWidget(self._swap_button())
            row.addStretch(1)
            row.addWidget(self.counts[place])
            column.addWidget(head)
            column.addWidget(view, 1)
            self.addWidget(part)

    def _swap_button(self) -> QToolButton:
        self.swap.setProperty("look", "flat")
        self.swap.setIcon(icon("swap"))
        self.swap.setAccessibleName(say("compare.swap"))
        self.swap.setToolTip(say("compare.swap"))
        return self.swap

    def show_journeys(self, before_id: str, after_id: str) -> None:
        """Show two journeys from their beginnings."""
        self.unmark()
        for view, journey_id in zip(self.views, (before_id, after_id), strict=True):
            view.map_scene.show_journey(journey_id)
        self._follows = False
        widest = max(self.views, key=lambda each: each.map_scene.map_rect.width())
        widest.fit_width()
        self._follows = True
        self._follow(self.views.index(widest))

    def refresh(self) -> None:
        """Bring both maps in line with the records."""
        for view in self.views:
            view.map_scene.refresh()

    def unmark(self) -> None:
        """Take all marks away."""
        for item in self._items:
            if item.scene() is not None:
                item.scene().removeItem(item)
        self._items = []
        for view in self.views:
            view.map_scene.set_badges({})

    def mark(self, marks: Iterable[Mark], partners: Mapping[str, str]) -> None:
        """Mark what differs. `partners` is record before → record after, by which a selection goes over to the other map."""
        self.unmark()
        self._partner = {**partners, **{after: before for before, after in partners.items()}}
        badges: list[dict[str, tuple[str, str]]] = [{}, {}]
        for each in marks:
            word = say(f"compare.{each.role}")
            for place, record_id in enumerate((each.before_id, each.after_id)):
                if record_id is None:
                    continue
                scene = self.views[place].map_scene
                card, line = scene.card(record_id), scene.line(record_id)
                if card is not None:
                    badges[place][record_id] = (each.role, word)
                    self._add(scene, FrameItem(each.role, card.card_rect.translated(card.pos())))
                elif line is not None and line.route is not None:
                    box = line.route.label
                    label = QRectF(box.x, box.y, box.width, box.height) if box is not None else None
                    self._add(scene, HaloItem(each.role, line.route.points))
                    self._add(scene, WordItem(each.role, word, line.route.points, label))
        for view, found in zip(self.views, badges, strict=True):
            view.map_scene.set_badges(found)

    def _add(self, scene: MapScene, item: QGraphicsItem) -> None:
        scene.addItem(item)
        self._items.append(item)

    def show_both(self, before_id: str | None, after_id: str | None) -> None:
        """Select the same thing on both maps; the one where it is decides where both are looked at."""
        self._follows = False
        for view, record_id in zip(self.views, (before_id, after_id), strict=True):
            view.map_scene.select([record_id] if record_id is not None else [])
        self._follows = True
        for view, record_id in zip(self.views, (before_id, after_id), strict=True):
            if record_id is not None:
                view.reveal(record_id)

    def _on_selected(self, place: int, record_ids: list[str]) -> None:
        if not self._follows or not record_ids:
            return
        other = self._partner.get(record_ids[0])
        self._follows = False
        self.views[1 - place].map_scene.select([other] if other is not None else [])
        self._follows = True
        self.selected.emit(record_ids[0])

    def _follow(self, place: int) -> None:
        """Let the other map look at the same place."""
        if self._follows:
            self._follows = False
            here = self.views[place]
            self.views[1 - place].look_from(here.scale_factor, here.corner())
            self._follows = True
