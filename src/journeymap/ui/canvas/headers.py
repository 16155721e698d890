"""The headers of stages and lanes on a scene, and the signs at their ends that add another one."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsScene

from journeymap.analysis.geometry import MapLayout
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.ui.canvas.items.grid import HeaderItem
from journeymap.ui.canvas.items.plus import PlusItem
from journeymap.ui.words import shown

LANE_ICONS = frozenset({"citizen", "frontstage", "backstage", "partner", "support"})


class Headers(QObject):
    """For each stage and lane one item, which stays as long as its record."""

    changed = Signal()
    """They look different, or other ones are held in sight."""

    def __init__(self, scene: QGraphicsScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self.items: dict[str, HeaderItem] = {}
        self._plus_stage = PlusItem("stage")
        self._plus_lane = PlusItem("lane")
        self._corner, self._end = QPointF(), QPointF()
        scene.addItem(self._plus_stage)
        scene.addItem(self._plus_lane)

    def refresh(self, state: State, journey_id: str, layout: MapLayout) -> None:
        """Bring the headers in line with the records and their places."""
        stages, lanes = queries.stages(state, journey_id), queries.lanes(state, journey_id)
        for record_id in self.items.keys() - {each.id for each in (*stages, *lanes)}:
            self._scene.removeItem(self.items.pop(record_id))
        for number, stage in enumerate(stages, 1):
            box = layout.stage_headers[stage.id]
            self._item(stage.id, is_stage=True).show_header(box, shown(stage.title), number=number)
        for lane in lanes:
            icon = f"lane_{lane.kind}" if lane.kind in LANE_ICONS else "lane_support"
            box = layout.lane_headers[lane.id]
            self._item(lane.id, is_stage=False).show_header(box, shown(lane.title), icon=icon)
        if stages and lanes:
            top, side = layout.stage_headers[stages[0].id], layout.lane_headers[lanes[0].id]
            right = max(rect.right for rect in layout.stage_headers.values())
            bottom = max(rect.bottom for rect in layout.lane_headers.values())
            self._plus_stage.place(QRectF(right + 10, top.y, 34, top.height))
            self._plus_lane.place(QRectF(side.x, bottom + 8, side.width, 26))
        self._plus_stage.setVisible(bool(stages))
        self._plus_lane.setVisible(bool(lanes))
        self._end = QPointF(layout.bounds.right, layout.bounds.bottom)
        self.hold(self._corner)

    def hold(self, corner: QPointF) -> None:
        """The view begins at a place of the scene: headers that would be out of sight go along."""
        self._corner = corner
        for item in self.items.values():
            item.hold(corner, self._end)
        self.changed.emit()

    def held(self, *, stages: bool) -> list[HeaderItem]:
        """The headers of stages, or of lanes, that are away from their own places."""
        return [each for each in self.items.values() if each.is_stage == stages and each.is_held]

    def _item(self, record_id: str, *, is_stage: bool) -> HeaderItem:
        header = self.items.get(record_id)
        if header is None:
            header = self.items[record_id] = HeaderItem(record_id, self.changed.emit, is_stage=is_stage)
            self._scene.addItem(header)
        return header
