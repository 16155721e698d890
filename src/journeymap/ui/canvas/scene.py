"""The scene of one journey: a projection of the session's records. For each id one item, refreshed from change sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from journeymap.analysis.geometry import MapLayout, Metrics
from journeymap.analysis.graph import JourneyGraph, journey_graph
from journeymap.analysis.layout import drop_place, layout_map
from journeymap.analysis.paths import Path, chosen_path
from journeymap.model import queries
from journeymap.model.changes import ChangeSet
from journeymap.model.document import State
from journeymap.model.records import Connection, Journey, Lane, Persona, Stage, Touchpoint
from journeymap.model.values import Point
from journeymap.session import Session
from journeymap.ui.canvas.card_face import card_face
from journeymap.ui.canvas.items.card import CardItem
from journeymap.ui.canvas.items.connection import ConnectionItem, label_size
from journeymap.ui.canvas.items.grid import GridItem, HeaderItem, qrect
from journeymap.ui.canvas.items.plus import PlusItem
from journeymap.ui.canvas.items.strip import StripItem
from journeymap.ui.canvas.reach import Reach
from journeymap.ui.canvas.strip import build_strip
from journeymap.ui.canvas.strip_caption import caption
from journeymap.ui.words import shown

MARGIN = 36.0
STRIP_GAP = 30.0
METRICS = Metrics(card_width=164, lane_header_width=88)
LANE_ICONS = frozenset({"citizen", "frontstage", "backstage", "partner", "support"})

Item = TypeVar("Item", CardItem, ConnectionItem, HeaderItem)


class MapScene(QGraphicsScene):
    """Shows one journey of a session."""

    selection_changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.journey_id = ""
        self.persona_id: str | None = None
        self.layout: MapLayout = layout_map(session.state, "", METRICS)
        self.path: tuple[str, ...] = ()
        self.map_rect = QRectF()
        self.show_strip = True
        self._cards: dict[str, CardItem] = {}
        self._lines: dict[str, ConnectionItem] = {}
        self._headers: dict[str, HeaderItem] = {}
        self._grid = GridItem()
        self._strip = StripItem()
        self._plus_stage = PlusItem("stage")
        self._plus_lane = PlusItem("lane")
        for item in (self._grid, self._strip, self._plus_stage, self._plus_lane):
            self.addItem(item)
        self._silent = False
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

    def refresh(self, change_set: ChangeSet | None = None) -> None:
        """Bring the items in line with the records: those that a change set concerns, or all of them.

        Items of ids that stay keep their identity and selection.
        """
        reach = Reach.of(self.state, change_set)
        state, journey_id = self.state, self.journey_id
        self._silent = True
        if reach.geometry:
            self.layout = layout_map(state, journey_id, METRICS, label_size, self.layout)
            self._grid.show_layout(self.layout)
        graph = journey_graph(state, journey_id)
        path = chosen_path(state, journey_id, graph)
        former, self.path = self.path, path.touchpoint_ids if path is not None else ()
        if reach.geometry or reach.headers:
            self._refresh_headers(state, journey_id)
        if reach.geometry or former != self.path:
            self._refresh_cards(queries.touchpoints(state, journey_id))
            self._refresh_lines(state, frozenset(path.connection_ids) if path is not None else frozenset())
        else:
            points = (state.get(Touchpoint, each) for each in reach.touchpoint_ids)
            self._show_cards(each for each in points if each is not None and each.journey_id == journey_id)
        self._refresh_strip(state, graph, path)
        self._silent = False
        if reach.geometry:
            self._on_selection()

    def _refresh_cards(self, points: Sequence[Touchpoint]) -> None:
        self._drop_missing(self._cards, {each.id for each in points})
        for point in points:
            card = self._cards.get(point.id)
            if card is None:
                card = self._cards[point.id] = CardItem(point.id)
                self.addItem(card)
            card.place(self.layout.cards[point.id])
        self._show_cards(points)

    def _show_cards(self, points: Iterable[Touchpoint]) -> None:
        on_path = frozenset(self.path)
        persona = self.state.get(Persona, self.persona_id)
        limits = frozenset(persona.limits) if persona is not None else frozenset()
        for point in points:
            strong = not on_path or point.id in on_path
            self._cards[point.id].show_face(card_face(self.state, point, limits), strong=strong)

    def _refresh_lines(self, state: State, steps: frozenset[str]) -> None:
        lines = [each for each in queries.connections(state, self.journey_id) if each.id in self.layout.routes]
        self._drop_missing(self._lines, {each.id for each in lines})
        for connection in lines:
            line = self._lines.get(connection.id)
            if line is None:
                line = self._lines[connection.id] = ConnectionItem(connection.id)
                self.addItem(line)
            line.show_route(connection, self.layout.routes[connection.id], strong=connection.id in steps)

    def _refresh_headers(self, state: State, journey_id: str) -> None:
        stages = {each.id: each for each in queries.stages(state, journey_id)}
        lanes = {each.id: each for each in queries.lanes(state, journey_id)}
        self._drop_missing(self._headers, {*stages, *lanes})
        for number, stage in enumerate(stages.values(), 1):
            self._header(stage.id, is_stage=True).show_header(
                self.layout.stage_headers[stage.id], shown(stage.title), number=number
            )
        for lane in lanes.values():
            icon = f"lane_{lane.kind}" if lane.kind in LANE_ICONS else "lane_support"
            self._header(lane.id, is_stage=False).show_header(
                self.layout.lane_headers[lane.id], shown(lane.title), icon=icon
            )
        if self.layout.stage_headers and self.layout.lane_headers:
            top = next(iter(self.layout.stage_headers.values()))
            side = next(iter(self.layout.lane_headers.values()))
            right = max(rect.right for rect in self.layout.stage_headers.values())
            bottom = max(rect.bottom for rect in self.layout.lane_headers.values())
            self._plus_stage.place(QRectF(right + 10, top.y, 34, top.height))
            self._plus_lane.place(QRectF(side.x, bottom + 8, side.width, 26))
        self._plus_stage.setVisible(bool(stages))
        self._plus_lane.setVisible(bool(lanes))

    def _header(self, record_id: str, *, is_stage: bool) -> HeaderItem:
        header = self._headers.get(record_id)
        if header is None:
            header = self._headers[record_id] = HeaderItem(record_id, is_stage=is_stage)
            self.addItem(header)
        return header

    def _refresh_strip(self, state: State, graph: JourneyGraph, path: Path | None) -> None:
        self._strip.setVisible(self.show_strip and bool(self.layout.stages))
        top = self.layout.bounds.bottom + STRIP_GAP + 14
        strip = build_strip(state, self.layout, self.path, top)
        header_width = next((rect.width for rect in self.layout.lane_headers.values()), 44.0)
        self._strip.show_strip(strip, caption(state, graph, path), header_width, frozenset(self.selected_ids()))
        whole = qrect(self.layout.bounds)
        if self.show_strip:
            whole = whole.united(qrect(strip.bounds))
        self.map_rect = whole.adjusted(-MARGIN / 2, -MARGIN / 2, MARGIN + 24, MARGIN / 2)
        self.setSceneRect(self.map_rect.adjusted(-800, -500, 800, 500))

    def _drop_missing(self, items: dict[str, Item], kept: set[str]) -> None:
        for record_id in [each for each in items if each not in kept]:
            self.removeItem(items.pop(record_id))

    def retranslate(self) -> None:
        for card in self._cards.values():
            card.retranslate()
        for line in self._lines.values():
            line.retranslate()
        self.refresh()

    # selection

    def selected_ids(self) -> list[str]:
        """The ids of what is selected: touchpoints, connections, stages, lanes."""
        return [record_id for item in self.selectedItems() if (record_id := record_id_of(item)) is not None]

    def selected(self, cls: type[Touchpoint] | type[Connection] | type[Stage] | type[Lane]) -> list[str]:
        """The selected ids of one kind, in reading order for touchpoints."""
        found = [each for each in self.selected_ids() if self.state.get(cls, each) is not None]
        if cls is Touchpoint:
            order = {each.id: place for place, each in enumerate(queries.touchpoints(self.state, self.journey_id))}
            found.sort(key=lambda each: order.get(each, 0))
        return found

    def select(self, record_ids: Iterable[str]) -> None:
        """Select exactly these records, as far as they are on the map."""
        wanted = set(record_ids)
        self._silent = True
        for items in (self._cards, self._lines, self._headers):
            for record_id, item in items.items():
                if item.isSelected() != (record_id in wanted):
                    item.setSelected(record_id in wanted)
        self._silent = False
        self._on_selection()

    def _on_selection(self) -> None:
        if not self._silent:
            chosen = self.selected_ids()
            self._strip.mark(frozenset(chosen))
            self.selection_changed.emit(chosen)

    # where things are

    def card(self, touchpoint_id: str) -> CardItem | None:
        return self._cards.get(touchpoint_id)

    def header(self, record_id: str) -> HeaderItem | None:
        return self._headers.get(record_id)

    def line(self, connection_id: str) -> ConnectionItem | None:
        return self._lines.get(connection_id)

    def item_of(self, record_id: str) -> QGraphicsItem | None:
        return self._cards.get(record_id) or self._lines.get(record_id) or self._headers.get(record_id)

    def card_at(self, point: QPointF) -> CardItem | None:
        """The card under a place in the scene, its handle included."""
        return next((item for item in self.items(point) if isinstance(item, CardItem)), None)

    def thing_at(self, point: QPointF) -> QGraphicsItem | None:
        """The topmost item under a place that can be taken hold of."""
        kinds = (CardItem, ConnectionItem, HeaderItem, PlusItem)
        return next((item for item in self.items(point) if isinstance(item, kinds)), None)

    def strip_at(self, point: QPointF) -> tuple[str, str] | None:
        return self._strip.touchpoint_at(point) if self._strip.isVisible() else None

    def strip_text_at(self, point: QPointF) -> str:
        return self._strip.text_at(point) if self._strip.isVisible() else ""

    def cell_at(self, point: QPointF) -> tuple[str, str, Point] | None:
        """(stage, lane, place in the cell) for a card with its middle at `point`; the nearest cell for one beside it."""
        size = self.layout.metrics
        found = drop_place(self.layout, point.x() - size.card_width / 2, point.y() - size.card_height / 2)
        return (found[0], found[1], Point(*found[2])) if found is not None else None

    def is_on_map(self, point: QPointF) -> bool:
        """Whether a place is inside the stages and lanes."""
        x, y = point.x(), point.y()
        in_stage = any(rect.x <= x <= rect.right for rect in self.layout.stages.values())
        return in_stage and any(rect.y <= y <= rect.bottom for rect in self.layout.lanes.values())

    def journey(self) -> Journey | None:
        return self.state.get(Journey, self.journey_id)

    def rect_of(self, record_ids: Sequence[str]) -> QRectF:
        """The rectangle round some records."""
        whole = QRectF()
        for record_id in record_ids:
            item = self.item_of(record_id)
            if item is not None:
                whole = whole.united(item.sceneBoundingRect())
        return whole


def record_id_of(item: QGraphicsItem) -> str | None:
    """The id of the record that an item stands for."""
    if isinstance(item, CardItem):
        return item.touchpoint_id
    if isinstance(item, ConnectionItem):
        return item.connection_id
    return item.record_id if isinstance(item, HeaderItem) else None
