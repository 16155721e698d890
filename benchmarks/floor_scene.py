"""The floor of the canvas figures: the least that a plain Qt scene needs for the same gestures.

As many Python items as the map has cards and connections, a box with one line of text each and a curve each; nothing of
the product in it: no lanes, icons, feelings, selection, snapping, records or history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsTextItem, QGraphicsView

from journeymap.model.records import Connection, Record, Touchpoint

BOX = QRectF(0, 0, 150, 60)
STEP_X, STEP_Y = 200, 100
PEN, FILL, LINE = QPen(QColor("#334477")), QBrush(QColor("#eef1ff")), QPen(QColor("#777777"))


class Node(QGraphicsItem):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.edges: list[Edge] = []

    def boundingRect(self) -> QRectF:
        return BOX.adjusted(-1, -1, 1, 1)

    def paint(self, painter: QPainter, _option: object, _widget: object = None) -> None:
        painter.setPen(PEN)
        painter.setBrush(FILL)
        painter.drawRoundedRect(BOX, 6, 6)
        painter.drawText(BOX.adjusted(6, 6, -6, -6), Qt.AlignmentFlag.AlignVCenter, self.title)


class Edge(QGraphicsItem):
    def __init__(self, source: Node, target: Node) -> None:
        super().__init__()
        self.ends = source, target
        source.edges.append(self)
        target.edges.append(self)
        self.setZValue(-1)
        self.route()

    def route(self) -> None:
        self.prepareGeometryChange()
        start = self.ends[0].pos() + QPointF(BOX.width(), BOX.height() / 2)
        end = self.ends[1].pos() + QPointF(0, BOX.height() / 2)
        self.path = QPainterPath(start)
        self.path.cubicTo(start + QPointF(40, 0), end - QPointF(40, 0), end)
        self.bounds = self.path.controlPointRect().adjusted(-1, -1, 1, 1)

    def boundingRect(self) -> QRectF:
        return self.bounds

    def paint(self, painter: QPainter, _option: object, _widget: object = None) -> None:
        painter.setPen(LINE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.path)


class FloorView(QGraphicsView):
    """A view of a plain scene of the same graph, of the size of the map's view."""

    def __init__(self, records: Sequence[Record], cards: Mapping[str, tuple[float, float]], size: QSize) -> None:
        super().__init__()
        scene = QGraphicsScene(self)
        self.nodes: dict[str, Node] = {}
        for record in records:
            if isinstance(record, Touchpoint):
                node = self.nodes[record.id] = Node(record.title.shown_in("en"))
                node.setPos(*cards[record.id])
                scene.addItem(node)
        for record in records:
            if isinstance(record, Connection):
                scene.addItem(Edge(self.nodes[record.source_id], self.nodes[record.target_id]))
        scene.setSceneRect(scene.itemsBoundingRect().adjusted(-800, -500, 800, 500))
        self.setScene(scene)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resize(size)

    def move(self, names: Sequence[str], dx: float, dy: float) -> None:  # type: ignore[override]
        """Move nodes with their edges."""
        edges = dict.fromkeys(edge for name in names for edge in self.nodes[name].edges)
        for name in names:
            self.nodes[name].moveBy(dx, dy)
        for edge in edges:
            edge.route()

    def text_field(self, name: str) -> QGraphicsTextItem:
        """A field to type in, over a node."""
        field = QGraphicsTextItem()
        field.setTextWidth(BOX.width())
        field.setPos(self.nodes[name].pos())
        field.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction)
        self.scene().addItem(field)
        self.setFocus()
        self.scene().setFocusItem(field)
        return field
