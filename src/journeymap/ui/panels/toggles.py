"""A row of small buttons of which at most one is on: faces for a feeling, figures for a rating.

The row is one stop for the Tab key; arrows walk in it, Space or Enter chooses, a digit chooses by place, Del clears.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from journeymap.ui.icons import face_icon, icon
from journeymap.ui.panels.bindings import VARIOUS, Binding
from journeymap.ui.theme import theme
from journeymap.ui.widgets import label
from journeymap.ui.words import say


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: its value, what it shows and what it is called."""

    value: Any
    name: str
    text: str = ""
    icon: QIcon | None = None


class ToggleRow(QWidget):
    """Emits `chosen(value)` where somebody chooses; None where the chosen one is taken back."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[Choice], icon_size: int = 18, height: int = 28) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(3)
        column.addLayout(row)
        self.buttons: list[QToolButton] = []
        for choice in self._choices:
            button = QToolButton()
            button.setProperty("look", "segment")
            button.setCheckable(True)
            button.setText(choice.text)
            if choice.icon is not None:
                button.setIcon(choice.icon)
                button.setIconSize(QSize(icon_size, icon_size))
            button.setAccessibleName(say("inspector.value_of", name=name, value=choice.name))
            button.setToolTip(choice.name)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(17)
            button.setMaximumWidth(40)
            button.setFixedHeight(height)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(lambda checked, value=choice.value: self._clicked(value if checked else None))
            button.installEventFilter(self)
            self.buttons.append(button)
            row.addWidget(button)
        self.various = label(say("inspector.various"), "caption")
        self.various.hide()
        column.addWidget(self.various)
        self.show_value(None)

    def _clicked(self, value: Any) -> None:
        self.show_value(value)
        self.chosen.emit(value)

    def show_value(self, value: Any) -> None:
        """Show a value without telling anybody; None or VARIOUS shows none."""
        place = next((each for each, choice in enumerate(self._choices) if choice.value == value), None)
        if isinstance(value, bool):
            place = None
        for each, button in enumerate(self.buttons):
            button.setChecked(each == place)
            is_stop = each == (place or 0)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)
        self.value = None if place is None else value

    # Qt's methods

    def eventFilter(self, watched: object, event: Any) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and watched in self.buttons:
            place = self.buttons.index(watched)
            key = event.key()
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
            if step and 0 <= place + step < len(self.buttons):
                self.buttons[place + step].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.buttons[place].click()
                return True
            if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value is not None:
                self._clicked(None)
                return True
            number = key - Qt.Key.Key_1
            if 0 <= number < len(self._choices) and not event.modifiers():
                self._clicked(self._choices[number].value)
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]


class ToggleField(ToggleRow):
    """A toggle row that shows and sets a field."""

    def __init__(self, binding: Binding, choices: Sequence[Choice], icon_size: int = 18, height: int = 28) -> None:
        super().__init__(binding.label, choices, icon_size, height)
        self.binding = binding
        self.chosen.connect(self._write)
        self.refresh()

    def _write(self, value: Any) -> None:
        self.binding.write(value)

    def refresh(self) -> None:
        value = self.binding.value()
        self.show_value(None if value is VARIOUS else value)
        self.various.setVisible(value is VARIOUS)


def face_choices() -> list[Choice]:
    """The five feelings, worst first."""
    return [
        Choice(value, say(f"emotion.{value}"), icon=icon(face_icon(value), theme().emotion(value)))
        for value in range(-2, 3)
    ]


def figure_choices(first: int, last: int) -> list[Choice]:
    return [Choice(value, str(value), text=str(value)) for value in range(first, last + 1)]
