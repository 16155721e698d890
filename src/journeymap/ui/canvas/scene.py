"""The scene of one journey: a projection of the session's records. For each id one item, refreshed from change sets.

What a gesture waits for is done at once: places, cards, connections. What stands beside it, the chosen path and the strip
below the map, follows as soon as the events at hand are done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, QTimer, Signal
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from journeymap.analysis.geometry import MapLayout, Metrics
from journeymap.analysis.graph import journey_graph
from journeymap.analysis.layout import drop_place, layout_map
from journeymap.analysis.paths import chosen_path
from journeymap.model import queries
from journeymap.model.changes import ChangeSet
from journeymap.model.document import State
from journeymap.model.records import Connection, Journey, Persona, Record, Touchpoint
from journeymap.model.values import Point
from journeymap.session import Session
from journeymap.ui.canvas.card_face import CardFace, card_face
from journeymap.ui.canvas.card_painting import Badge, Look
from journeymap.ui.canvas.carried import Carried, Offset
from journeymap.ui.canvas.glide import MOST, Glide
from journeymap.ui.canvas.headers import Headers
from journeymap.ui.canvas.items.card import CardItem
from journeymap.ui.canvas.items.connection import ConnectionItem, label_size
from journeymap.ui.canvas.items.grid import GridItem, HeaderItem, qrect
from journeymap.ui.canvas.items.overview import FarCard, FarLine, OverviewItem
from journeymap.ui.canvas.items.strip import StripItem
from journeymap.ui.canvas.layouts import layouts_of
from journeymap.ui.canvas.notes import StickyNotes
from journeymap.ui.canvas.painting import FAR
from journeymap.ui.canvas.reach import Reach
from journeymap.ui.canvas.strip import build_strip
from journeymap.ui.canvas.strip_caption import caption
from journeymap.ui.canvas.things import THINGS, is_among, record_id_of
from journeymap.ui.thumbnails import Thumbnails

MARGIN = 36.0
STRIP_GAP = 30.0
METRICS = Metrics(card_width=164, lane_header_width=88)
HAS_NO_CONTENTS = QGraphicsItem.GraphicsItemFlag.ItemHasNoContents
LARGE, LATER_MS = 300, 150
"""With more cards than this the path and the strip wait until nothing has changed for so long."""

Item = TypeVar("Item", CardItem, ConnectionItem)


class MapScene(QGraphicsScene):
    """Shows one journey of a session."""

    selection_changed = Signal(object)
    sub_journey_wanted = Signal(str)
    """The sign of a sub-journey was clicked: the id of the touchpoint that stands for it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.journey_id = ""
        self._layouts = layouts_of(session)
        self.persona_id: str | None = None
        self.layout: MapLayout = layout_map(session.state, "", METRICS)
        self.show_strip = True
        self.show_path = True
        """Whether what is not on the chosen path recedes."""
        self.animated = False
        """Whether cards glide to places that they did not get by hand."""
        self._path: tuple[str, ...] = ()
        self._on_path: frozenset[str] = frozenset()
        self._steps: frozenset[str] = frozenset()
        self._map_rect = QRectF()
        self._dimmed: frozenset[str] | None = None
        self._badges: dict[str, Badge] = {}
        self._is_far = False
        self._carried: Carried | None = None
        self._cards: dict[str, CardItem] = {}
        self._lines: dict[str, ConnectionItem] = {}
        self.thumbnails = Thumbnails(lambda: session.media, self)
        self.thumbnails.ready.connect(self._on_pictures)
        self._grid = GridItem()
        self._strip = StripItem(self.thumbnails)
        self._overview = OverviewItem(self._from_afar)
        for item in (self._grid, self._strip, self._overview):
            self.addItem(item)
        self.headers = Headers(self)
        self.notes = StickyNotes(self)
        self._silent = False
        self._glide = Glide(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.settle)
        self.selectionChanged.connect(self._on_selection)

    # what is shown

    @property
    def state(self) -> State:
        return self.session.state

    def show_journey(self, journey_id: str) -> None:
        """Show another journey of the session."""
        self.journey_id = journey_id
        self.refresh()

    def show_persona(self, persona_id: str | None) -> None:
        """Hatch what bars this persona; None for everybody."""
        self.persona_id = persona_id
        self.refresh()

    def show_scale(self, scale: float) -> None:
        """The map is looked at with so many pixels a map unit: seen from afar it is painted in batches."""
        if (scale <= FAR) != self._is_far:
            self._is_far = scale <= FAR
            for item in (*self._cards.values(), *self._lines.values()):
                item.setFlag(HAS_NO_CONTENTS, self._is_far)
            self._overview.setVisible(self._is_far)

    def refresh(self, change_set: ChangeSet | None = None) -> None:
        """Bring the items in line with the records: those that a change set concerns, or all of them.

        Items of ids that stay keep their identity and selection.
        """
        reach = Reach.of(self.state, change_set)
        if change_set is not None:
            self._layouts.follow(change_set)
        self._silent = True
        if change_set is None:  # the language may be another one, in which labels have other sizes
            self.layout = replace(self.layout, memory=None)
        if reach.geometry:
            self._lay_out()
        if reach.geometry or reach.headers:
            self.headers.refresh(self.state, self.journey_id, self.layout)
        if reach.notes:
            self.notes.refresh(self.state, self.journey_id, self.layout)
        for card in self._cards.values() if change_set is None else self._cards_of(reach.touchpoint_ids):
            card.renew()
        self._overview.renew()
        self._silent = False
        if reach.geometry or reach.notes:
            self._on_selection()
        self._later.start(LATER_MS if len(self._cards) > LARGE and change_set is not None else 0)

    def settle(self) -> None:
        """Do now what a refresh left for later: the chosen path and the strip."""
        self._later.stop()
        state = self.state
        graph = journey_graph(state, self.journey_id)
        path = chosen_path(state, self.journey_id, graph) if self.show_path else None
        former = self._path, self._steps
        self._path = path.touchpoint_ids if path is not None else ()
        self._on_path = frozenset(self._path)
        self._steps = frozenset(path.connection_ids) if path is not None else frozenset()
        if former != (self._path, self._steps):
            self._show_looks()
        top = self.layout.bounds.bottom + STRIP_GAP + 14
        strip = build_strip(state, self.layout, self._path, top)
        header_width = next((rect.width for rect in self.layout.lane_headers.values()), 44.0)
        self._strip.show_strip(strip, caption(state, graph, path), header_width, frozenset(self.selected_ids()))
        self._strip.setVisible(self.show_strip and bool(self.layout.stages))
        below = qrect(strip.bounds) if self.show_strip else QRectF()
        whole = qrect(self.layout.bounds).united(self.notes.bounds).united(below)
        self._map_rect = whole.adjusted(-MARGIN / 2, -MARGIN / 2, MARGIN + 24, MARGIN / 2)
        self.setSceneRect(self._map_rect.adjusted(-800, -500, 800, 500))

    def _settled(self) -> None:
        if self._later.isActive():
            self.settle()

    @property
    def path(self) -> tuple[str, ...]:
        """The touchpoints of the chosen or likeliest path."""
        self._settled()
        return self._path

    @property
    def map_rect(self) -> QRectF:
        """All that is drawn: the map and the strip below it."""
        self._settled()
        return self._map_rect

    # places

    def _lay_out(self) -> None:
        moving = [each for each in (self._glide.drop(), self._carried) if each is not None]
        moving_ids = frozenset().union(*(each.ids for each in moving))
        former, layout = self.layout, self._layouts.layout(self.journey_id, METRICS, label_size)
        self.layout = layout
        self._grid.show_layout(layout)
        self._overview.cover(qrect(layout.bounds))
        self._drop_missing(self._cards, layout.cards.keys())
        self._drop_missing(self._lines, layout.routes.keys())
        offsets: dict[str, Offset] = {}
        for touchpoint_id, rect in layout.cards.items():
            card = self._cards.get(touchpoint_id)
            if card is None:
                card = self._cards[touchpoint_id] = CardItem(touchpoint_id, self._face_of, self.thumbnails)
                card.show_look(self._look_of(touchpoint_id))
                card.setFlag(HAS_NO_CONTENTS, self._is_far)
                card.place(rect)
                self.addItem(card)
            elif rect != former.cards.get(touchpoint_id) or touchpoint_id in moving_ids:
                dx, dy = card.x() - rect.x, card.y() - rect.y
                if dx or dy:
                    offsets[touchpoint_id] = dx, dy
                card.place(rect)
        find = self.state.find
        for connection_id, route in layout.routes.items():
            line = self._lines.get(connection_id)
            connection = find(connection_id)
            assert isinstance(connection, Connection)
            if line is None:
                line = self._lines[connection_id] = ConnectionItem(connection_id)
                line.show_route(connection, route)
                line.show_look(self._look_of(connection_id))
                line.setFlag(HAS_NO_CONTENTS, self._is_far)
                self.addItem(line)
            else:
                line.show_route(connection, route)
        for connection_id in frozenset().union(*(each.line_ids for each in moving)) & self._lines.keys():
            self._lines[connection_id].setPos(0, 0)
        self.notes.refresh(self.state, self.journey_id, layout)
        if self.animated and 0 < len(offsets) <= MOST:
            self._glide.begin(self._together(offsets), offsets)

    def _drop_missing(self, items: dict[str, Item], kept: Iterable[str]) -> None:
        for record_id in items.keys() - set(kept):
            self.removeItem(items.pop(record_id))

    # cards on the move

    def lift(self, touchpoint_ids: Iterable[str]) -> None:
        """Take cards up to be carried: they lie above everything, and their connections follow them."""
        self.put_down()
        self._glide.end()
        self._carried = self._together(touchpoint_ids)
        for card in self._cards_of(self._carried.ids):
            card.setZValue(20)
        for item in self._carried_items():
            item.setFlag(HAS_NO_CONTENTS, False)
        self._overview.renew()

    def carry(self, offset: QPointF) -> None:
        """Hold the cards that were taken up so far off their places."""
        if self._carried is not None:
            self._carried.move(dict.fromkeys(self._carried.ids, (offset.x(), offset.y())))

    def put_down(self) -> None:
        """Cards that were carried go to their places in the layout."""
        carried = self._carried
        if carried is None:
            return
        for card in self._cards_of(carried.ids):
            card.setZValue(10)
        for item in self._carried_items():
            item.setFlag(HAS_NO_CONTENTS, self._is_far)
        self._carried = None
        if self._glide.state() != Glide.State.Running:
            self._together(carried.ids).settle()
        self._overview.renew()

    def _carried_items(self) -> Iterator[QGraphicsItem]:
        if self._carried is not None:
            yield from self._cards_of(self._carried.ids)
            yield from (self._lines[each] for each in self._carried.line_ids if each in self._lines)

    def _together(self, touchpoint_ids: Iterable[str]) -> Carried:
        """Cards with their connections."""
        cards = {each: (self._cards[each], self.layout.cards[each]) for each in touchpoint_ids if each in self._cards}
        lines = dict.fromkeys(
            connection.id for each in cards for connection in queries.connections_of(self.state, each)
        )
        found = [self._lines[each] for each in lines if each in self._lines]
        return Carried(cards, found, self.notes.on_cards(cards))

    # how things look

    def _face_of(self, touchpoint_id: str) -> CardFace | None:
        point = self.state.get(Touchpoint, touchpoint_id)
        persona = self.state.get(Persona, self.persona_id)
        limits = frozenset(persona.limits) if persona is not None else frozenset()
        return card_face(self.state, point, limits) if point is not None else None

    def _look_of(self, record_id: str) -> Look:
        line = self._lines.get(record_id)
        if line is None:
            strong = not self._on_path or record_id in self._on_path
            return Look(strong, self._is_dimmed(record_id), self._badges.get(record_id))
        connection = line.connection
        dimmed = self._is_dimmed(record_id) and (
            connection is None or self._is_dimmed(connection.source_id) or self._is_dimmed(connection.target_id)
        )
        return Look(record_id in self._steps, dimmed)

    def _on_pictures(self, arrived: frozenset[str]) -> None:
        for card in self._cards.values():
            if card.picture in arrived:
                card.update()
        self._strip.update()

    def _is_dimmed(self, record_id: str) -> bool:
        return self._dimmed is not None and record_id not in self._dimmed

    def _show_looks(self) -> None:
        for record_id, card in self._cards.items():
            card.show_look(self._look_of(record_id))
        for record_id, line in self._lines.items():
            line.show_look(self._look_of(record_id))
        self._overview.renew()

    def set_dimmed(self, shown_ids: frozenset[str] | None) -> None:
        """Let cards that are not among these recede, as a filter does; None lets none.

        A connection recedes unless both its ends stay, or it is among them itself.
        """
        self._dimmed = shown_ids
        self._show_looks()

    def set_badges(self, badges: Mapping[str, tuple[str, str]]) -> None:
        """Signs above cards: touchpoint id → (role, word); roles are `added`, `changed`, `gone` or any other."""
        self._badges = {each: Badge(*found) for each, found in badges.items()}
        self._show_looks()

    def _from_afar(self) -> tuple[list[FarCard], list[FarLine]]:
        find, selected = self.state.find, set(self.selected_ids())
        persona = self.state.get(Persona, self.persona_id)
        limits = frozenset(persona.limits) if persona is not None else frozenset()
        lifted = set(self._carried.ids | self._carried.line_ids) if self._carried is not None else set()
        cards = []
        for touchpoint_id, rect in self.layout.cards.items():
            point = find(touchpoint_id)
            if touchpoint_id not in lifted and isinstance(point, Touchpoint):
                card = self._cards[touchpoint_id]
                barred = bool(limits) and not limits.isdisjoint(point.barriers)
                cards.append(
                    FarCard(
                        qrect(rect), point.emotion, card.look, barred, touchpoint_id in selected, card.lines
                    )
                )  # fmt: skip
        lines = [
            FarLine(route.points, route.kind, self._lines[each].look, each in selected)
            for each, route in self.layout.routes.items() if each not in lifted
        ]  # fmt: skip
        return cards, lines

    # selection

    def selected_ids(self) -> list[str]:
        """The ids of what is selected: touchpoints, connections, stages, lanes."""
        return [record_id for item in self.selectedItems() if (record_id := record_id_of(item)) is not None]

    def selected(self, cls: type[Record]) -> list[str]:
        """The selected ids of one kind, in reading order for touchpoints."""
        found = [each for each in self.selected_ids() if self.state.get(cls, each) is not None]
        if cls is Touchpoint and len(found) > 1:
            order = {each.id: place for place, each in enumerate(queries.touchpoints(self.state, self.journey_id))}
            found.sort(key=lambda each: order.get(each, 0))
        return found

    def select(self, record_ids: Iterable[str]) -> None:
        """Select exactly these records, as far as they are on the map."""
        wanted = set(record_ids)
        former = {record_id_of(item): item for item in self.selectedItems()}
        self._silent = True
        for record_id, item in former.items():
            if record_id not in wanted:
                item.setSelected(False)
        for record_id in wanted - former.keys():
            chosen = self.item_of(record_id)
            if chosen is not None:
                chosen.setSelected(True)
        self._silent = False
        self._on_selection()

    def _on_selection(self) -> None:
        if not self._silent:
            chosen = self.selected_ids()
            self._strip.mark(frozenset(chosen))
            if self._is_far:
                self._overview.renew()
            self.selection_changed.emit(chosen)

    # where things are

    def _cards_of(self, touchpoint_ids: Iterable[str]) -> list[CardItem]:
        return [self._cards[each] for each in touchpoint_ids if each in self._cards]

    def card(self, touchpoint_id: str) -> CardItem | None:
        return self._cards.get(touchpoint_id)

    def header(self, record_id: str) -> HeaderItem | None:
        return self.headers.items.get(record_id)

    def line(self, connection_id: str) -> ConnectionItem | None:
        return self._lines.get(connection_id)

    def item_of(self, record_id: str) -> QGraphicsItem | None:
        found = self._cards.get(record_id) or self._lines.get(record_id) or self.headers.items.get(record_id)
        return found or self.notes.items.get(record_id)

    def card_at(self, point: QPointF) -> CardItem | None:
        """The card under a place in the scene, its handle included."""
        return next((item for item in self.items(point) if isinstance(item, CardItem)), None)

    def open_at(self, point: QPointF) -> bool:
        """Ask for the sub-journey whose sign is at a place; tells whether there is one."""
        card = self.card_at(point)
        touchpoint = self.state.get(Touchpoint, card.touchpoint_id) if card is not None else None
        sign = card.sub_journey_rect() if card is not None else QRectF()
        if card is None or touchpoint is None or not sign.contains(point - card.pos()):
            return False
        self.sub_journey_wanted.emit(touchpoint.id)
        return True

    def thing_at(self, point: QPointF) -> QGraphicsItem | None:
        """The topmost item under a place that can be taken hold of."""
        return next((item for item in self.items(point) if isinstance(item, THINGS)), None)

    def strip_at(self, point: QPointF) -> tuple[str, str] | None:
        self._settled()
        return self._strip.touchpoint_at(point) if self._strip.isVisible() else None

    def strip_text_at(self, point: QPointF) -> str:
        return self._strip.text_at(point) if self._strip.isVisible() else ""

    def cell_at(self, point: QPointF) -> tuple[str, str, Point] | None:
        """(stage, lane, place in the cell) for a card with its middle at `point`; the nearest cell for one beside it."""
        size = self.layout.metrics
        found = drop_place(self.layout, point.x() - size.card_width / 2, point.y() - size.card_height / 2)
        return (found[0], found[1], Point(*found[2])) if found is not None else None

    def is_on_map(self, point: QPointF) -> bool:
        """Whether a place is among the stages and lanes, the gaps between them included."""
        return is_among(self.layout, point)

    def journey(self) -> Journey | None:
        return self.state.get(Journey, self.journey_id)

    def rect_of(self, record_ids: Sequence[str]) -> QRectF:
        """The rectangle round some records."""
        whole = QRectF()
        for record_id in record_ids:
            if (item := self.item_of(record_id)) is not None:
                whole = whole.united(item.sceneBoundingRect())
        return whole
