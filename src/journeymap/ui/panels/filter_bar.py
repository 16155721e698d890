"""Filters on the journey in sight: a bar above the views, a typed word and a list for each facet, saved under names.

Which touchpoints meet the filters is `analysis.filters`' business; the workspace lets the others recede.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from journeymap import catalogue
from journeymap.analysis.filters import FACETS, LONGEST, TEXT, by_facet, choices, condition, matching
from journeymap.analysis.finding import Finding
from journeymap.analysis.finding_words import finding_words
from journeymap.edit import fields, saved_views
from journeymap.labels import table
from journeymap.model import queries
from journeymap.model.changes import ChangeSet, Label
from journeymap.model.records import SavedView
from journeymap.session import Session
from journeymap.ui.flow import FlowLayout
from journeymap.ui.icons import channel_icon, face_icon, icon
from journeymap.ui.panels.bindings import writing_language
from journeymap.ui.panels.choices import CheckMenu, level_words, open_below, short
from journeymap.ui.panels.model_links import row_title
from journeymap.ui.panels.signs import row_icon
from journeymap.ui.theme import theme
from journeymap.ui.widgets import make_clearable, set_sign
from journeymap.ui.words import language, say, say_token, shown

WAIT_MS = 120
_LONGEST_TITLE = 60


class FilterBar(QWidget):
    """Asks for conditions, says how many touchpoints meet them."""

    filtered = Signal(object)
    """Ids of the touchpoints that meet the conditions, as a frozenset; None where nothing is asked for."""
    chosen = Signal(list)
    """The touchpoints that meet the conditions are to be selected, in their order."""
    told = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, found: Callable[[], Sequence[Finding]]) -> None:
        super().__init__()
        self._session = session
        self._found = found
        self._journey_id = ""
        self.shown: frozenset[str] | None = None
        """The touchpoints that were last said to meet the conditions."""
        self.conditions: tuple[str, ...] = ()
        self.setProperty("look", "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(say("filter.bar"))
        self.text = QLineEdit()
        self.text.setPlaceholderText(say("filter.text"))
        self.text.setAccessibleName(say("filter.text"))
        make_clearable(self.text)
        self.text.setFixedWidth(170)
        self.facets = {facet: self._facet_button(facet) for facet in FACETS}
        self.count = _flat("", "")
        self.count.setToolTip(say("filter.select"))
        self.views = _flat(say("filter.views"), "layers")
        self.name = QLineEdit()
        self.name.setPlaceholderText(say("filter.name"))
        self.name.setAccessibleName(say("filter.name"))
        self.name.setFixedWidth(150)
        self.name.setMaxLength(_LONGEST_TITLE)
        self.name.hide()
        self.clear_button = _flat(say("filter.clear"), "")
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close"))
        self.close_button.setProperty("look", "flat")
        self.close_button.setAccessibleName(say("filter.close"))
        self.close_button.setToolTip(say("filter.close"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.apply)
        self._build()
        session.document.listen(self._on_change)
        self.hide()

    def leave(self) -> None:
        """Stop following the session."""
        self._session.document.unlisten(self._on_change)
        self._timer.stop()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        chips = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        flow = FlowLayout(chips)
        flow.addWidget(self.text)
        for each in self.facets.values():
            flow.addWidget(each)
        row.addWidget(chips, 1)
        ends: list[QWidget] = [self.count, self.clear_button, self.name, self.views, self.close_button]
        for part in ends:
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
            part.setFixedHeight(self.text.sizeHint().height())
        self.text.textChanged.connect(self._on_text)
        self.count.clicked.connect(lambda _checked=False: self.chosen.emit(self._met()))
        self.name.returnPressed.connect(self._save)
        self.views.clicked.connect(lambda _checked=False: self.open_views())
        self.clear_button.clicked.connect(lambda _checked=False: self.use(()))
        self.close_button.clicked.connect(lambda _checked=False: self.dismiss())

    def _facet_button(self, facet: str) -> QPushButton:
        found = QPushButton(say(f"filter.{facet}"))
        found.setProperty("look", "chip")
        found.clicked.connect(lambda _checked=False: self.open_facet(facet))
        return found

    # opening and closing

    def open_for(self, journey_id: str) -> None:
        """Show the bar, ready to type."""
        self._journey_id = journey_id
        self._show_text()
        self.show()
        self.text.setFocus()
        self.text.selectAll()
        self.apply()

    def show_journey(self, journey_id: str) -> None:
        """Filter another journey by the same conditions."""
        self._journey_id = journey_id
        if not self.isHidden():
            self.apply()

    def dismiss(self) -> None:
        """Close the bar; nothing is filtered unseen. The conditions are there again when it is opened."""
        self._timer.stop()
        self.name.hide()
        self.hide()
        self._emit(None)
        self.closed.emit()

    # conditions

    def use(self, conditions: Sequence[str]) -> None:
        """Filter by these conditions and no others."""
        self.conditions = tuple(conditions)
        self._show_text()
        self.apply()

    def _show_text(self) -> None:
        self.text.blockSignals(True)
        self.text.setText(" ".join(by_facet(self.conditions).get(TEXT, ())))
        self.text.blockSignals(False)

    def _on_text(self, typed: str) -> None:
        others = [each for each in self.conditions if not each.startswith(f"{TEXT}:")]
        typed = typed.strip()
        self.conditions = (*([condition(TEXT, typed[:LONGEST])] if typed else []), *others)
        self._timer.start()

    def toggle(self, facet: str, value: str) -> None:
        """Ask for a value, or no longer."""
        asked = condition(facet, value)
        kept = [each for each in self.conditions if each != asked]
        self.use(kept if len(kept) < len(self.conditions) else [*kept, asked])

    def open_facet(self, facet: str) -> CheckMenu:
        """The list of a facet's values, each with the number of touchpoints that have it."""
        menu = CheckMenu(self)
        asked = set(by_facet(self.conditions).get(facet, ()))
        for value, number in choices(self._session.state, self._journey_id, facet, self._found()):
            words = say("filter.choice", name=short(self._value_words(facet, value), _LONGEST_TITLE), n=number)
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value in asked)
            if sign := _sign(facet, value):
                action.setIcon(icon(sign, theme().ink_2))
            elif facet == "element":
                action.setIcon(row_icon(value))
            action.triggered.connect(lambda _checked=False, value=value: self.toggle(facet, value))
        if menu.isEmpty():
            menu.addAction(say(f"filter.none.{facet}")).setEnabled(False)
        open_below(menu, self.facets[facet])
        return menu

    def _value_words(self, facet: str, value: str) -> str:
        if not value:
            return say("inspector.not_set")
        match facet:
            case "level":
                return level_words(int(value))
            case "element":
                found = catalogue.load().find(value)
                return row_title(found) if found is not None else value
            case "finding":
                alike = [each for each in self._found() if each.key == value]
                if len(alike) > 1 and f"finding.{value}.several" in table():
                    return say(f"finding.{value}.several")
                return finding_words(self._session.state, alike[0], language())[0] if alike else value
            case "channel" | "emotion":
                return say_token(facet, value)
            case "kind":
                return say_token("touchpoint_kind", value)
            case "mark":
                return say_token("filter.mark", value)
        return value

    # what meets them

    def apply(self) -> None:
        """Say which touchpoints meet the conditions now."""
        self._timer.stop()
        state = self._session.state
        found = matching(state, self._journey_id, self.conditions, self._found())
        total = len(queries.touchpoints(state, self._journey_id))
        self.count.setText("" if found is None else say("filter.count", n=len(found), total=total))
        self.count.setVisible(found is not None)
        self.count.setAccessibleName(f"{self.count.text()}, {say('filter.select')}")
        self.clear_button.setVisible(bool(self.conditions))
        asked = by_facet(self.conditions)
        for facet, chip in self.facets.items():
            values = asked.get(facet, [])
            name = say(f"filter.{facet}")
            words = [short(self._value_words(facet, each), 24) for each in values]
            told = say("filter.asked", name=name, values=say("filter.or").join(words[:2])) if values else name
            more = f" +{len(words) - 2}" if len(words) > 2 else ""
            chip.setText(f"{told}{more}".replace("&", "&&"))
            chip.setAccessibleName(f"{told}{more}")
            chip.setToolTip(say("filter.or").join(words))
            chip.setProperty("look", "chip_on" if values else "chip")
            chip.style().unpolish(chip)
            chip.style().polish(chip)
        self._emit(found)

    def _emit(self, found: frozenset[str] | None) -> None:
        if found != self.shown:
            self.shown = found
            self.filtered.emit(found)

    def _met(self) -> list[str]:
        points = queries.touchpoints(self._session.state, self._journey_id)
        return [each.id for each in points if self.shown is not None and each.id in self.shown]

    def _on_change(self, _change_set: ChangeSet) -> None:
        if not self.isHidden() and self.conditions:
            self._timer.start()

    def on_findings(self) -> None:
        """The findings are new: conditions on them may be met by others."""
        if not self.isHidden() and "finding" in by_facet(self.conditions):
            self._timer.start()

    # saved views

    def open_views(self) -> QMenu:
        """Saved views to choose from; saving and deleting."""
        menu = QMenu(self)
        views = self._session.state.children(SavedView, self._journey_id)
        for view in sorted(views, key=lambda each: shown(each.title).casefold()):
            action = menu.addAction(shown(view.title).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(set(view.filters) == set(self.conditions))
            action.triggered.connect(lambda _checked=False, view=view: self.use(view.filters))
        if views:
            menu.addSeparator()
        save = menu.addAction(icon("plus", theme().ink_2), say("filter.save"))
        save.setEnabled(bool(self.conditions))
        save.triggered.connect(lambda _checked=False: self.ask_name())
        for view in views:
            if set(view.filters) == set(self.conditions):
                gone = menu.addAction(
                    icon("delete", theme().ink_2),
                    say("filter.delete", name=short(shown(view.title))).replace("&", "&&"),
                )
                gone.triggered.connect(lambda _checked=False, view=view: self._delete(view))
        open_below(menu, self.views)
        return menu

    def ask_name(self) -> None:
        """Let the name be typed that the conditions are saved under."""
        self.name.show()
        self.name.clear()
        self.name.setFocus()

    def _save(self) -> None:
        title = " ".join(self.name.text().split())
        if not title:
            return
        state = self._session.state
        _view, changes = saved_views.save(
            state, self._journey_id, title, writing_language(self._session), self.conditions
        )
        self._session.run(Label.of("save_view", name=title), changes)
        self.name.hide()
        self.views.setFocus()
        self.told.emit(say("filter.saved", name=title))

    def _delete(self, view: SavedView) -> None:
        self._session.run(Label.of("delete_view", name=shown(view.title)), fields.delete([view.id]))

    # Qt's methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.name.isVisible():
                self.name.hide()
                self.views.setFocus()
            else:
                self.dismiss()
        else:
            super().keyPressEvent(event)


def _sign(facet: str, value: str) -> str:
    if facet == "channel":
        return channel_icon(value or None) if value else ""
    if facet == "emotion" and value:
        return face_icon(int(value))
    return ""


def _flat(words: str, sign: str) -> QToolButton:
    found = QToolButton()
    found.setProperty("look", "flat")
    found.setText(words)
    found.setToolTip(words)
    found.setAccessibleName(words)
    if sign:
        set_sign(found, icon(sign))
        found.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return found
