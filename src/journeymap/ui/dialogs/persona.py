"""The editor of personas: portrait, story, needs, limits as barriers with their signs, and at once what they keep her from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from journeymap.edit import journeys, personas
from journeymap.model import queries
from journeymap.model.changes import ChangeSet
from journeymap.model.document import State
from journeymap.model.records import Persona
from journeymap.session import Session
from journeymap.ui.dialogs.persona_effect import PersonaEffect
from journeymap.ui.panels import forms
from journeymap.ui.panels.bindings import Binding, Context, Subject, writing_language
from journeymap.ui.panels.picture_field import PictureField
from journeymap.ui.panels.portraits import Portraits, persona_rows
from journeymap.ui.panels.rows import RowList
from journeymap.ui.panels.sections import FieldGrid, tiny_button
from journeymap.ui.panels.texts import EntryField, TextField
from journeymap.ui.panels.tick_field import TickField, channel_ticks, limit_ticks
from journeymap.ui.views.parts import FlowRow, chip, heading
from journeymap.ui.widgets import button, label, scrolled
from journeymap.ui.words import listed, say, say_token, shown

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow

TEXTS = ("story", "needs", "quote")


def edit_persona(window: MainWindow, persona_id: str | None = None) -> PersonaDialog | None:
    """Open the editor on a persona, on the chosen one, on the first one, or on a new one where there is none."""
    session, workspace = window.session, window.workspace
    if session is None or workspace is None:
        return None
    wanted = session.state.get(Persona, persona_id or workspace.map_page.scene.persona_id)
    everybody = queries.personas(session.state)
    dialog = PersonaDialog(window, session, window.journey_id)
    if wanted is None and not everybody:
        dialog.add()
    else:
        dialog.show_persona((wanted or everybody[0]).id)
    dialog.jump.connect(workspace.show_place)
    dialog.open()
    dialog.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)
    return dialog


class PersonaDialog(QDialog):
    """Edits the personas of a project one by one. It follows the project: what is undone is undone here too."""

    jump = Signal(str)

    def __init__(self, parent: QWidget, session: Session, journey_id: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("persona.editor"))
        self.session = session
        self.journey_id = journey_id
        self.context = Context(session, writing_language(session))
        self.subject = Subject(("",))
        self._controls: list[QWidget] = []
        self._page: QWidget | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)
        self.portraits = Portraits(session, self)
        self.portraits.changed.connect(self._show_rows)
        self.rows = RowList(say("navigator.personas"))
        self.rows.chosen.connect(self.show_persona)
        self.effect = PersonaEffect(session, self)
        self.effect.jump.connect(self._go)
        self._build()
        for keys, do in ((QKeySequence.StandardKey.Undo, session.undo), (QKeySequence.StandardKey.Redo, session.redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda do=do: do())
        session.document.listen(self._on_change)
        screen = parent.window().size()
        self.resize(min(1080, screen.width() - 40), min(760, screen.height() - 40))

    @property
    def persona_id(self) -> str:
        """Who is edited."""
        return self.subject.first

    @property
    def state(self) -> State:
        return self.session.state

    def persona(self) -> Persona | None:
        return self.state.get(Persona, self.persona_id)

    # building

    def _build(self) -> None:
        side = QWidget()
        side.setProperty("look", "side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(190)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 14, 8, 12)
        head = QHBoxLayout()
        head.addWidget(heading(say("navigator.personas")), 1)
        self.add_button = tiny_button("plus", say("navigator.new_persona"))
        self.add_button.clicked.connect(lambda _checked=False: self.add())
        head.addWidget(self.add_button)
        column.addLayout(head)
        everybody = QWidget()
        list_column = QVBoxLayout(everybody)
        list_column.setContentsMargins(0, 0, 0, 0)
        list_column.addWidget(self.rows)
        list_column.addStretch(1)
        column.addWidget(_scrolled(everybody), 1)
        self.middle = QVBoxLayout()
        self.middle.setContentsMargins(0, 0, 0, 0)
        right = QWidget()
        right_column = QVBoxLayout(right)
        right_column.setContentsMargins(18, 14, 18, 14)
        right_column.setSpacing(10)
        right_column.addLayout(self._head())
        right_column.addLayout(self.middle, 1)
        right_column.addLayout(self._foot())
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(side)
        whole.addWidget(right, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch(1)
        self.languages = QButtonGroup(self)
        self.language_buttons: dict[str, QPushButton] = {}
        for name in self.session.languages:
            each = chip(say_token("language_sign", name))
            each.setAccessibleName(say("inspector.write_in", language=say_token("language", name)))
            each.setToolTip(each.accessibleName())
            each.setChecked(name == self.context.language)
            each.setAutoDefault(False)
            each.clicked.connect(lambda _checked=False, name=name: self.write_in(name))
            self.languages.addButton(each)
            self.language_buttons[name] = each
            row.addWidget(each)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.duplicate_button = self._plain(say("persona.duplicate"), self.duplicate, "duplicate")
        self.delete_button = self._plain(say("persona.delete"), self.delete, "delete")
        row.addWidget(self.duplicate_button)
        row.addWidget(self.delete_button)
        row.addStretch(1)
        self.close_button = button(say("dialog.close"), "primary", self.accept)
        self.close_button.setAutoDefault(False)
        row.addWidget(self.close_button)
        return row

    def _plain(self, text: str, do: Callable[[], None], icon_name: str) -> QPushButton:
        result = button(text, "", do, icon_name)
        result.setAutoDefault(False)
        return result

    def _build_page(self) -> None:
        """Controls for the persona; another persona gets the same ones."""
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(18)
        columns.addWidget(_scrolled(self._story()), 5)
        columns.addWidget(_scrolled(self._limits()), 6)
        self._page = page
        self.middle.addWidget(page)

    def _story(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(8)
        self.name = TextField(
            Binding(self.context, self.subject, "name"), say("navigator.untitled_persona"), "quiet_title", single=True
        )
        self.picture = PictureField(self.context, self.subject, 170)
        column.addWidget(self.name)
        column.addWidget(self.picture)
        grid = FieldGrid()
        made = forms.fill(self.context, grid, self.subject, (forms.PERSONA_KIND, *map(forms.text, TEXTS)))
        column.addWidget(grid)
        self.channels = TickField(Binding(self.context, self.subject, "channels"), channel_ticks())
        column.addWidget(heading(say("field.channels")))
        column.addWidget(self.channels)
        evidence = FieldGrid()
        made += forms.fill(self.context, evidence, self.subject, (forms.PERSONA_EVIDENCE,))
        column.addWidget(evidence)
        column.addStretch(1)
        self._controls = [self.name, self.picture, *made, self.channels]
        return holder

    def _limits(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(8)
        column.addWidget(heading(say("field.limits")))
        column.addWidget(label(say("persona.limits_hint"), "second", wrap=True))
        self.templates = {name: self._template(name) for name in personas.TEMPLATES}
        column.addWidget(FlowRow(list(self.templates.values())))
        self.limits = TickField(Binding(self.context, self.subject, "limits"), limit_ticks())
        column.addWidget(self.limits)
        column.addSpacing(6)
        column.addWidget(heading(say("persona.effect")))
        column.addWidget(self.effect)
        column.addStretch(1)
        self._controls.append(self.limits)
        return holder

    def _template(self, name: str) -> QPushButton:
        result = chip(say(f"persona.template.{name}"))
        result.setAutoDefault(False)
        tags = listed(say_token("limit", each) for each in personas.TEMPLATES[name])
        result.setToolTip(tags)
        result.setAccessibleDescription(tags)
        result.clicked.connect(lambda _checked=False: self._use_template(name))
        return result

    def _go(self, touchpoint_id: str) -> None:
        """To the touchpoint that bars her."""
        self.accept()
        self.jump.emit(touchpoint_id)

    # what is shown

    def show_persona(self, persona_id: str) -> None:
        """Edit another persona."""
        self.session.history.close_step()
        self.subject.ids = (persona_id,)
        if self._page is None:
            self._build_page()
        for field in (*self.findChildren(TextField), *self.findChildren(EntryField)):
            field.restart()
        self.refresh()

    def write_in(self, name: str) -> None:
        """Write the texts in another of the project's languages."""
        self.context.language = name
        self.session.history.close_step()
        self.refresh()

    def refresh(self) -> None:
        """Take over what has changed in the project."""
        self._later.stop()
        persona = self.persona()
        if persona is None:
            left = queries.personas(self.state)
            if left:
                self.show_persona(left[0].id)
            else:
                self.close()
            return
        self._show_rows()
        for name, each in self.language_buttons.items():
            each.setChecked(name == self.context.language)
        for control in self._controls:
            control.refresh()  # type: ignore[attr-defined]
        for name, each in self.templates.items():
            each.setChecked(personas.has_template(persona, name))
        self.setWindowTitle(f"{say('persona.editor')}: {shown(persona.name) or say('navigator.untitled_persona')}")
        self.effect.show_persona(persona, self.journey_id)

    def _show_rows(self) -> None:
        self.rows.show_rows(persona_rows(self.portraits, self.persona_id, queries.personas(self.state)))

    def _on_change(self, _change_set: ChangeSet) -> None:
        self._later.start(0)

    # what is done

    def add(self) -> None:
        """A new persona, to be named at once."""
        persona, changes = journeys.add_persona(self.state, self.journey_id)
        self.context.run("new_persona", changes)
        self.show_persona(persona.id)
        self.name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def duplicate(self) -> None:
        """A copy of the persona, which is edited from now on."""
        copy, changes = personas.duplicate(self.state, self.persona_id)
        if copy is not None:
            self.context.run("duplicate_persona", changes)
            self.show_persona(copy.id)

    def delete(self) -> None:
        """Take the persona out; the one before her is shown."""
        everybody = [each.id for each in queries.personas(self.state)]
        place = everybody.index(self.persona_id)
        self.context.run("delete_persona", personas.delete(self.state, self.persona_id))
        left = [each for each in everybody if each != self.persona_id]
        if left:
            self.show_persona(left[max(place - 1, 0)])
        else:
            self.close()

    def _use_template(self, name: str) -> None:
        persona = self.persona()
        if persona is not None:
            self.context.run("set_field", personas.toggle_template(persona, name), None, field="field.limits")
            self.refresh()

    # Qt's methods

    def done(self, result: int) -> None:
        self._leave()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def _leave(self) -> None:
        self._later.stop()
        self.effect.leave()
        self.portraits.leave()
        self.session.history.close_step()
        if self._on_change in self.session.document.listeners:
            self.session.document.unlisten(self._on_change)


def _scrolled(widget: QWidget) -> QScrollArea:
    area = scrolled(widget)
    area.viewport().setAutoFillBackground(False)
    widget.setMinimumSize(QSize(0, 0))
    widget.setAutoFillBackground(False)
    return area
