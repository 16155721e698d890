"""Links to elements and principles of the standard: chips with the sign of their relation, and the list to choose from."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from journeymap import catalogue
from journeymap.catalogue import Element, Principle
from journeymap.edit import annotations as notes
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.model.values import RELATIONS
from journeymap.ui.flow import FlowLayout
from journeymap.ui.icons import AIR, icon
from journeymap.ui.matching import Target
from journeymap.ui.panels.bindings import Context, Subject
from journeymap.ui.panels.choices import Chip, open_below
from journeymap.ui.panels.pick_popup import Pick, PickPopup
from journeymap.ui.panels.signs import row_icon
from journeymap.ui.theme import theme
from journeymap.ui.widgets import set_sign
from journeymap.ui.words import say, say_token, shown


def row_title(row: Element | Principle) -> str:
    """'7.4.2 Fairness and access'; a principle by its words alone."""
    title = shown(row.short) or shown(row.title)
    return f"{row.clause} {title}" if isinstance(row, Element) else title


class LinksField(QWidget):
    """The links of one subject. A chip opens the menu of relations, the last button the list of elements."""

    def __init__(self, context: Context, subject: Subject) -> None:
        super().__init__()
        self._context, self._subject = context, subject
        self._flow = FlowLayout(self)
        self._chips: dict[str, Chip] = {}
        self.popup: PickPopup | None = None
        self.add = QPushButton(say("link.add"))
        self.add.setProperty("look", "quiet_chip")
        set_sign(self.add, icon("plus", theme().ink_2), 12)
        self.add.setAccessibleName(say("link.search"))
        self.add.setToolTip(say("link.search"))
        self.add.clicked.connect(lambda _checked=False: self.open_popup())
        self._flow.addWidget(self.add)
        self.refresh()

    def open_popup(self) -> PickPopup:
        """The searchable list of elements and principles of the project's edition."""
        self.popup = element_popup(self, self._context.state)
        self.popup.chosen.connect(self.link)
        self.popup.open_at(self.add)
        return self.popup

    def link(self, row_id: str) -> None:
        """Link to an element or principle; the relation can be changed at its chip."""
        if notes.link_between(self._context.state, self._subject.first, row_id) is None:
            self._context.run("link", notes.link(self._context.state, self._subject.first, row_id))
        self.refresh()

    def open_relations(self, element_id: str) -> QMenu:
        menu = QMenu(self)
        link = notes.link_between(self._context.state, self._subject.first, element_id)
        for relation in RELATIONS:
            action = menu.addAction(row_icon(element_id, relation), say(f"relation.{relation}"))
            action.setCheckable(True)
            action.setChecked(link is not None and link.relation == relation)
            action.triggered.connect(lambda _checked=False, relation=relation: self._relate(element_id, relation))
        menu.addSeparator()
        remove = menu.addAction(icon("unlink"), say("link.remove"))
        remove.triggered.connect(lambda _checked=False: self._unlink(element_id))
        open_below(menu, self._chips[element_id])
        return menu

    def _relate(self, element_id: str, relation: str) -> None:
        self._context.run("link", notes.link(self._context.state, self._subject.first, element_id, relation))
        self.refresh()

    def _unlink(self, element_id: str) -> None:
        self._context.run("unlink", notes.unlink(self._context.state, self._subject.first, element_id))
        self.refresh()

    def chip(self, element_id: str) -> Chip | None:
        return self._chips.get(element_id)

    def refresh(self) -> None:
        state = self._context.state
        edition = queries.project(state).edition
        links = {each.element_id: each for each in queries.model_links(state, self._subject.first)}
        for element_id in [each for each in self._chips if each not in links]:
            gone = self._chips.pop(element_id)
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for element_id, link in links.items():
            chip = self._chips.get(element_id)
            if chip is None:
                chip = self._chips[element_id] = self._new_chip(element_id)
            row = catalogue.load().find(element_id)
            title = row_title(row) if row is not None else element_id
            relation = say_token("relation", link.relation)
            known = catalogue.load().is_in(element_id, edition)
            chip.setIcon(row_icon(element_id, link.relation))
            brief = say_token("link_sign", link.relation)
            chip.show_text(title if link.relation == "shows" else f"{brief} · {title}")
            words = say("link.chip", title=title, relation=relation)
            chip.setAccessibleName(words)
            hint = [
                words,
                shown(row.prompt) if isinstance(row, Element) else "",
                "" if known else say("link.other_edition"),
            ]
            chip.setToolTip("\n".join(each for each in hint if each))
        self.updateGeometry()

    def _new_chip(self, element_id: str) -> Chip:
        chip = Chip()
        chip.setIconSize(QSize(13 + AIR, 13))
        chip.clicked.connect(lambda _checked=False: self.open_relations(element_id))
        self._flow.removeWidget(self.add)
        self._flow.addWidget(chip)
        self._flow.addWidget(self.add)
        chip.show()
        return chip


def element_popup(parent: QWidget, state: State) -> PickPopup:
    """The searchable list of elements and principles of the project's edition."""
    return PickPopup(parent, element_picks(state), say("link.search"), say("model_elements"))


def element_picks(state: State) -> list[Pick]:
    """Each element and principle of the edition, found by clause and by its words in both languages."""
    found: list[Pick] = []
    known = catalogue.load()
    rows: list[Element | Principle] = [*known.elements(queries.project(state).edition), *known.principles()]
    for row in rows:
        prompt = shown(row.prompt) if isinstance(row, Element) else ""
        prompt = prompt or f"{say('link.principle')} · {shown(row.summary)}"
        about = row.prompt if isinstance(row, Element) else row.summary
        named = [row.clause, *(text.get(tag, "") for text in (row.title, row.short) for tag in ("en", "zh"))]
        target = Target.of(named, [about.get(tag, "") for tag in ("en", "zh")])
        found.append(Pick(row.id, row_title(row), prompt, row_icon(row.id), target))
    return found
