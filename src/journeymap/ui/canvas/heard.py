"""What a screen reader finds on the map: a list of stages, touchpoints, connections and lanes, with words, state and place.

Graphics items are unknown to assistive technology, so the view gives out interfaces of its own for what it shows. They are
made when somebody asks for them. Qt keeps them by numbers and deletes them itself; they are held here until it does.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from journeymap.model import queries
from journeymap.model.document import State
from journeymap.ui.canvas.heard_words import heard_ids, in_short, in_words
from journeymap.ui.canvas.things import record_id_of
from journeymap.ui.canvas.view import MapView
from journeymap.ui.words import say

_voices: list[Voice] = []


class Voice(QObject):
    """Speaks for one map: knows what is on it in reading order, and tells when the selection moves."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self.view = view
        self.whole = MapHeard(view, self)
        self._things: dict[str, ThingHeard] = {}
        self._ids: list[str] = []
        self._seen: tuple[str, int] = ("", -1)
        view.map_scene.selection_changed.connect(self._on_selection)

    @property
    def state(self) -> State:
        return self.view.map_scene.state

    def ids(self) -> list[str]:
        """What is on the map, in reading order."""
        scene = self.view.map_scene
        seen = (scene.journey_id, scene.session.document.revision)
        if seen != self._seen:
            self._seen = seen
            self._ids = heard_ids(scene.state, scene.journey_id)
            shown = set(self._ids)
            for gone in [each for each in self._things if each not in shown]:
                _delete(self._things.pop(gone))
        return self._ids

    def thing(self, record_id: str) -> ThingHeard:
        """The interface of one thing on the map."""
        if record_id not in self._things:
            self._things[record_id] = ThingHeard(self, record_id)
        return self._things[record_id]

    def things(self) -> list[ThingHeard]:
        """Those that somebody has asked for."""
        return list(self._things.values())

    def _on_selection(self, record_ids: object) -> None:
        chosen = list(record_ids) if isinstance(record_ids, list | tuple) else []
        if QAccessible.isActive() and chosen and chosen[-1] in self.ids():
            thing = self.thing(chosen[-1])
            for kind in (QAccessible.Event.Focus, QAccessible.Event.Selection):
                QAccessible.updateAccessibility(QAccessibleEvent(thing, kind))


class MapHeard(QAccessibleWidget):
    """The map as a list."""

    def __init__(self, view: MapView, voice: Voice) -> None:
        super().__init__(view)
        self._voice = voice

    # Qt's methods

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.List

    def text(self, kind: QAccessible.Text) -> str:
        scene = self._voice.view.map_scene
        if kind == QAccessible.Text.Name:
            return str(say("view.map"))
        if kind == QAccessible.Text.Description:
            points = queries.touchpoints(scene.state, scene.journey_id)
            stages = queries.stages(scene.state, scene.journey_id)
            return str(say("heard.map", touchpoints=say("count.touchpoints", n=len(points)), stages=len(stages)))
        return str(super().text(kind))

    def childCount(self) -> int:
        return len(self._voice.ids()) + (self._editor() is not None)

    def _editor(self) -> QAccessibleInterface | None:
        """The field in which a title is being typed."""
        editor = self._voice.view.editor
        return QAccessible.queryAccessibleInterface(editor) if editor is not None else None

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        ids = self._voice.ids()
        if 0 <= index < len(ids):
            return self._voice.thing(ids[index])
        return self._editor() if index == len(ids) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        ids = self._voice.ids()
        if isinstance(child, ThingHeard):
            return ids.index(child.record_id) if child.record_id in ids else -1
        editor = self._editor()
        return len(ids) if editor is not None and child.object() is editor.object() else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        view = self._voice.view
        thing = view.map_scene.thing_at(view.mapToScene(view.viewport().mapFromGlobal(QPoint(x, y))))
        record_id = record_id_of(thing) if thing is not None else None
        return self._voice.thing(record_id) if record_id is not None and record_id in self._voice.ids() else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        view = self._voice.view
        if view.editor is not None and view.editor.hasFocus():
            return self._editor()
        here = view.here() if view.hasFocus() else None
        return self._voice.thing(here) if here in self._voice.ids() and here is not None else None


class ThingHeard(QAccessibleInterface, QAccessibleActionInterface):
    """One touchpoint, connection, note, stage or lane."""

    def __init__(self, voice: Voice, record_id: str) -> None:
        QAccessibleInterface.__init__(self)
        QAccessibleActionInterface.__init__(self)
        self.record_id = record_id
        self._voice = voice

    # Qt's methods

    def isValid(self) -> bool:
        return Shiboken.isValid(self._voice) and self._voice.state.find(self.record_id) is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow:
        return self._voice.whole.window()

    def parent(self) -> QAccessibleInterface:
        return self._voice.whole

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """The words of things are changed on the map and in the table, not by assistive technology."""

    def text(self, kind: QAccessible.Text) -> str:
        state, journey_id = self._voice.state, self._voice.view.map_scene.journey_id
        if kind == QAccessible.Text.Name:
            return in_short(state, self.record_id)
        return in_words(state, journey_id, self.record_id) if kind == QAccessible.Text.Description else ""

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        view = self._voice.view
        found = QAccessible.State()
        found.selectable = found.focusable = found.multiSelectable = True
        found.selected = self.record_id in view.map_scene.selected_ids()
        found.focused = view.hasFocus() and view.here() == self.record_id
        found.offscreen = not self.rect().intersects(self._voice.whole.rect())
        return found

    def rect(self) -> QRect:
        view = self._voice.view
        box = view.mapFromScene(view.map_scene.rect_of([self.record_id])).boundingRect()
        return QRect(view.viewport().mapToGlobal(box.topLeft()), box.size())

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == QAccessible.InterfaceType.ActionInterface:
            # The second base's own address: that is what C++ takes this object for.
            return Shiboken.VoidPtr(Shiboken.getCppPointer(self)[1])
        return None

    def actionNames(self) -> list[str]:
        return [self.pressAction(), self.showMenuAction()]

    def doAction(self, name: str) -> None:
        view = self._voice.view
        view.setFocus()
        view.go_to(self.record_id)
        if name == self.showMenuAction():
            view.menu_wanted.emit()

    def keyBindingsForAction(self, _name: str) -> list[str]:
        return []


def be_heard() -> None:
    """Let Qt ask here for what the maps show. To be called once, when there is an application."""
    global _is_heard
    if not _is_heard:
        _is_heard = True
        QAccessible.installFactory(_interface_for)


_is_heard = False


def _interface_for(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if class_name != MapView.__name__ or not isinstance(thing, MapView):
        return None
    voice = Voice(thing)
    _voices.append(voice)
    thing.destroyed.connect(lambda: _forget(voice))
    return voice.whole


def _forget(voice: Voice) -> None:
    """The view is going: let Qt delete what it was given, before Python does so behind its back."""
    for each in (*voice.things(), voice.whole):
        _delete(each)
    _voices.remove(voice)


def _delete(interface: QAccessibleInterface) -> None:
    if Shiboken.isValid(interface):
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(interface))
