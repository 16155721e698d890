"""A set whose possible members are all in sight, each with its sign and words, to be ticked: limits, channels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from journeymap.edit import fields
from journeymap.model.values import BARRIERS, CHANNELS
from journeymap.ui.flow import FlowLayout
from journeymap.ui.icons import barrier_icon, channel_icon, icon
from journeymap.ui.panels.bindings import Binding
from journeymap.ui.panels.choices import Option
from journeymap.ui.theme import theme
from journeymap.ui.words import say_token


def limit_ticks() -> list[Option]:
    """What a persona may not be able to do, with the sign of the barrier."""
    tint = theme().ink_2
    return [Option(each, say_token("limit", each), icon(barrier_icon([each]), tint)) for each in BARRIERS]


def channel_ticks() -> list[Option]:
    """The channels that a person may use."""
    tint = theme().ink_2
    return [
        Option(each, say_token("channel", each), icon(channel_icon(each), tint))
        for each in CHANNELS
        if each not in ("internal", "other")
    ]


class TickField(QWidget):
    """Ticks for a set-valued field, in as many columns as there is room for.

    Members that this version has no words for stay and can be taken out.
    """

    def __init__(self, binding: Binding, options: Sequence[Option]) -> None:
        super().__init__()
        self.binding = binding
        self._flow = FlowLayout(self, 4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(binding.label)
        self.boxes: dict[str, QCheckBox] = {}
        for option in options:
            self._add(option)
        self.refresh()

    def _add(self, option: Option) -> None:
        box = QCheckBox(option.text)
        if option.icon is not None:
            box.setIcon(option.icon)
            box.setIconSize(QSize(16, 16))
        box.setAccessibleName(option.text)
        box.setMinimumHeight(26)
        box.clicked.connect(lambda _checked, member=option.value: self._toggle(member))
        self._flow.addWidget(box)
        self.boxes[option.value] = box
        widest = max(each.sizeHint().width() for each in self.boxes.values()) + 12
        for each in self.boxes.values():
            each.setMinimumWidth(widest)

    def _toggle(self, member: str) -> None:
        for each in self.binding.records():
            self.binding.run(fields.toggle_member(self.binding.context.state, each.id, self.binding.field, member))
        self.refresh()

    def refresh(self) -> None:
        held = {member for each in self.binding.records() for member in getattr(each, self.binding.field)}
        for member in sorted(held - self.boxes.keys()):
            self._add(Option(member, member.replace("_", " ")))
        for member, box in self.boxes.items():
            box.setChecked(member in held)
