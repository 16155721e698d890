"""Fields that are chosen rather than typed: one of a list, yes or no, a level, several of a list, pieces of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QListView, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from journeymap.edit import evidence as evidence_edit
from journeymap.edit import fields
from journeymap.model import queries
from journeymap.model.records import Evidence
from journeymap.model.text import LocalText
from journeymap.ui.choice_box import ChoiceBox
from journeymap.ui.flow import FlowLayout
from journeymap.ui.icons import icon
from journeymap.ui.panels.bindings import VARIOUS, Binding
from journeymap.ui.panels.signs import level_icon
from journeymap.ui.theme import theme
from journeymap.ui.widgets import set_sign
from journeymap.ui.words import say, say_token, shown


class Option(NamedTuple):
    """One entry of a list: its value, what it is called, perhaps a sign."""

    value: Any
    text: str
    icon: QIcon | None = None


Options = Callable[[], Sequence[Option]]


def tokens(prefix: str, values: Iterable[str], icon_prefix: str = "") -> Options:
    """The known tokens of a kind, by their words."""

    def options() -> list[Option]:
        tint = theme().ink_2
        return [
            Option(each, say_token(prefix, each), icon(f"{icon_prefix}{each}", tint) if icon_prefix else None)
            for each in values
        ]

    return options


def short(text: str, limit: int = 28) -> str:
    """A text for a small place."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


class ChoiceField(ChoiceBox):
    """One of a list."""

    def __init__(self, binding: Binding, options: Options, *, optional: bool = False) -> None:
        super().__init__()
        self.binding = binding
        self._options, self._optional = options, optional
        self._listed: list[tuple[Any, str]] = []
        self.setView(QListView())
        self.setAccessibleName(binding.label)
        self.setMinimumContentsLength(5)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(16, 16))
        self.activated.connect(self._chosen)
        self.refresh()

    def _chosen(self, place: int) -> None:
        self.binding.write(self.itemData(place))

    def refresh(self) -> None:
        value = self.binding.value()
        rows = [*([Option(None, say("inspector.not_set"))] if self._optional else []), *self._options()]
        if value is not VARIOUS and all(row.value != value for row in rows):
            rows.append(Option(value, say_token("", value) if isinstance(value, str) else say("inspector.not_set")))
        listed = [(row.value, row.text) for row in rows]
        if listed != self._listed:
            self._listed = listed
            self.clear()
            for row in rows:
                self.addItem(row.icon or QIcon(), row.text, row.value)
        self.setPlaceholderText(say("inspector.various"))
        place = -1 if value is VARIOUS else next(place for place, row in enumerate(listed) if row[0] == value)
        if place != self.currentIndex():
            self.setCurrentIndex(place)
        self.setToolTip(self.currentText())


class FlagField(QCheckBox):
    """Yes or no, with its own words."""

    def __init__(self, binding: Binding) -> None:
        super().__init__(binding.label)
        self.binding = binding
        self.setAccessibleName(binding.label)
        self.clicked.connect(lambda _checked: self._clicked())
        self.refresh()

    def _clicked(self) -> None:
        self.binding.write(self.binding.value() is not True)
        self.refresh()

    def refresh(self) -> None:
        value = self.binding.value()
        state = Qt.CheckState.PartiallyChecked if value is VARIOUS else Qt.CheckState.Checked
        self.setTristate(value is VARIOUS)
        self.setCheckState(state if value else Qt.CheckState.Unchecked)


class CheckMenu(QMenu):
    """A menu whose ticked entries can be changed one after the other without opening it again."""

    def _keeps_open(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._keeps_open(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._keeps_open(self.activeAction()):
            super().keyPressEvent(event)


def open_below(menu: QMenu, button: QWidget) -> None:
    """Show a menu under the button it belongs to."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))


class LevelField(QPushButton):
    """A level of the pyramid, 0 to 4, as bars and words; opens a menu."""

    def __init__(self, binding: Binding, first: int = 0) -> None:
        super().__init__()
        self.binding = binding
        self._first = first
        self.setProperty("look", "chip")
        self.setIconSize(QSize(15, 15))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: self.open_menu())
        self.refresh()

    def open_menu(self) -> QMenu:
        menu = QMenu(self)
        value = self.binding.value()
        for level in (None, *range(self._first, 5)):
            action = menu.addAction(level_words(level))
            if level is not None:
                action.setIcon(level_icon(level))
            action.setCheckable(True)
            action.setChecked(level == value)
            action.triggered.connect(lambda _checked=False, level=level: self._chosen(level))
        open_below(menu, self)
        return menu

    def _chosen(self, level: int | None) -> None:
        self.binding.write(level)
        self.refresh()

    def refresh(self) -> None:
        value = self.binding.value()
        text = say("inspector.various") if value is VARIOUS else level_words(value)
        self.setText(text)
        self.setIcon(level_icon(value if isinstance(value, int) else 0))
        self.setAccessibleName(say("inspector.value_of", name=self.binding.label, value=text))
        self.setToolTip(self.binding.label)


def level_words(level: int | None) -> str:
    """'L2 Feedback'."""
    return say("inspector.not_set") if level is None else f"L{level} {say(f'level.{level}')}"


class Chip(QPushButton):
    """A small round button as wide as its text, or as wide as there is room, with the text shortened to it."""

    def __init__(self) -> None:
        super().__init__()
        self._full = ""
        self.setProperty("look", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        self._full = text
        self.setText(text)
        self._fit()
        self.updateGeometry()

    def _extra(self) -> int:
        """What is not text: padding, border, sign."""
        return 22 + (0 if self.icon().isNull() else self.iconSize().width() + 5)

    def _fit(self) -> None:
        room = self.width() - self._extra()
        wanted = self.fontMetrics().horizontalAdvance(self._full)
        text = (
            self._full
            if wanted <= room
            else self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        )
        if text != self.text():
            self.setText(text)

    # Qt's methods

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + self._extra() + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class ChipsField(QWidget):
    """A set: what is in it as chips to be removed, and a button with the list to tick."""

    added = Signal()

    def __init__(self, binding: Binding, options: Options, add_word: str) -> None:
        super().__init__()
        self.binding = binding
        self._options = options
        self._flow = FlowLayout(self)
        self._chips: dict[str, Chip] = {}
        self.add = QPushButton(say(add_word))
        self.add.setProperty("look", "quiet_chip")
        set_sign(self.add, icon("plus", theme().ink_2), 12)
        self.add.setAccessibleName(binding.label)
        self.add.setToolTip(binding.label)
        self.add.clicked.connect(lambda _checked=False: self.open_menu())
        self._flow.addWidget(self.add)
        self.refresh()

    def _members(self) -> dict[str, int]:
        """Each member → how many of the records have it."""
        sets = [set(getattr(each, self.binding.field)) for each in self.binding.records()]
        return {each: sum(each in one for one in sets) for each in sorted(set().union(*sets))}

    def _put(self, member: str, *, into: bool) -> None:
        changes = []
        for each in self.binding.records():
            members = set(getattr(each, self.binding.field))
            wanted = members | {member} if into else members - {member}
            changes += fields.set_field([each.id], self.binding.field, tuple(sorted(wanted)))
        self.binding.run(changes)
        self.refresh()

    def open_menu(self) -> CheckMenu:
        menu = CheckMenu(self)
        members, whole = self._members(), len(self.binding.records())
        for option in self._options():
            action = menu.addAction(short(option.text, 60))
            action.setCheckable(True)
            action.setChecked(members.get(option.value, 0) == whole)
            if option.icon is not None:
                action.setIcon(option.icon)
            action.triggered.connect(lambda checked, value=option.value: self._put(value, into=checked))
        open_below(menu, self.add)
        return menu

    def chips(self) -> list[Chip]:
        return list(self._chips.values())

    def refresh(self) -> None:
        members = self._members()
        texts = {option.value: option.text for option in self._options()}
        for member in [each for each in self._chips if each not in members]:
            chip = self._chips.pop(member)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        whole = len(self.binding.records())
        for member, count in members.items():
            if member not in self._chips:
                self._chips[member] = self._chip(member)
            chip = self._chips[member]
            # A reference may dangle: then there is nothing to show for it.
            chip.setVisible(member in texts or self.binding.field in ("barriers", "limits"))
            text = texts.get(member, member.replace("_", " "))
            if count < whole:
                text = say("inspector.some_have", name=text, n=count, whole=whole)
            chip.show_text(text)
            chip.setToolTip(text)
            chip.setAccessibleName(say("chip.remove", name=text))
        self.updateGeometry()

    def _chip(self, member: str) -> Chip:
        chip = Chip()
        set_sign(chip, icon("close", theme().ink_2, after=True), 11)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.clicked.connect(lambda _checked=False: self._put(member, into=False))
        self._flow.removeWidget(self.add)
        self._flow.addWidget(chip)
        self._flow.addWidget(self.add)
        chip.show()
        return chip


def evidence_title(record: Evidence) -> str:
    return shown(record.title) or say("evidence.untitled")


class EvidenceButton(QToolButton):
    """What a value or a record rests on: says how strong it is, opens the list of evidence to tick.

    With a `basis_field` it stands for that single value of the record, else for the record's own `evidence_ids`.
    """

    def __init__(self, binding: Binding, basis_field: str | None = None) -> None:
        super().__init__()
        self.binding = binding
        self._basis_field = basis_field
        self._name = say(f"field.{basis_field}") if basis_field else say("field.text")
        self.setProperty("look", "tiny")
        self.setIconSize(QSize(15, 15))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda _checked=False: self.open_menu())
        self.refresh()

    def _found(self) -> list[Evidence]:
        state, subject_id = self.binding.context.state, self.binding.record_ids[0]
        if self._basis_field is not None:
            return queries.evidence_for(state, subject_id, self._basis_field)
        ids = getattr(state.find(subject_id), "evidence_ids", ())
        return [found for each in ids if (found := state.get(Evidence, each)) is not None]

    def open_menu(self) -> CheckMenu:
        menu = CheckMenu(self)
        ticked = {each.id for each in self._found()}
        for record in self.binding.context.state.all(Evidence):
            text = f"{short(evidence_title(record), 60)} · {say_token('evidence_kind', record.kind)}"
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(record.id in ticked)
            action.triggered.connect(lambda _checked, record_id=record.id: self._toggle(record_id))
        if not menu.isEmpty():
            menu.addSeparator()
        new = menu.addAction(icon("plus"), say("evidence.new"))
        new.triggered.connect(lambda _checked=False: self._new())
        open_below(menu, self)
        return menu

    def _toggle(self, evidence_id: str) -> None:
        state, subject_id = self.binding.context.state, self.binding.record_ids[0]
        if self._basis_field is not None:
            changes = evidence_edit.toggle_basis(state, subject_id, self._basis_field, evidence_id)
        else:
            changes = fields.toggle_member(state, subject_id, "evidence_ids", evidence_id)
        self.binding.context.run("set_field", changes, field="field.basis")
        self.refresh()

    def _new(self) -> None:
        """A new piece of evidence, ticked here at once; its own page opens to be filled in."""
        context = self.binding.context
        record, changes = evidence_edit.add(context.state, LocalText())
        context.run("set_field", changes, None, field="field.basis")
        self._toggle(record.id)
        context.jump(record.id)

    def refresh(self) -> None:
        found = self._found()
        words = (
            say("evidence.count", n=len(found), strength=say(f"strength.{queries.strength(found)}"))
            if found
            else say("evidence.none")
        )
        t = theme()
        self.setIcon(icon("evidence", t.good if found else t.connection))
        self.setText(str(len(found)) if found else "")
        self.setToolTip("\n".join([words, *(evidence_title(each) for each in found)]))
        self.setAccessibleName(f"{say('evidence.for', name=self._name)}: {words}")
