"""A journey's map as a small picture: stages, lanes, cards in the colours of their feelings, ways, and the curve.

`miniature_of` collects plain values and may run in any thread; `draw_miniature` paints them crisply at any size in the theme of
the moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from journeymap.analysis.geometry import Rect
from journeymap.analysis.graph import journey_graph
from journeymap.analysis.layout import layout_map
from journeymap.analysis.paths import chosen_path
from journeymap.model import queries
from journeymap.model.document import State
from journeymap.ui.canvas.painting import smooth_path
from journeymap.ui.theme import theme

CURVE_PART = 0.32
"""The part of the height that the curve takes below the map."""


@dataclass(frozen=True, slots=True)
class Miniature:
    """What is painted, in map units. `curve` holds the feelings −2…+2 along the chosen path."""

    bounds: Rect
    stages: tuple[Rect, ...]
    lanes: tuple[Rect, ...]
    cards: tuple[tuple[Rect, int | None], ...]
    ways: tuple[tuple[tuple[float, float], ...], ...]
    strong_ways: tuple[tuple[tuple[float, float], ...], ...]
    visibility_y: float | None
    curve: tuple[int, ...]
    stage_ids: tuple[str, ...] = ()
    card_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where stages and cards were painted, in their order in the miniature."""

    stages: tuple[QRectF, ...]
    cards: tuple[QRectF, ...]


def miniature_of(state: State, journey_id: str) -> Miniature:
    """The miniature of a journey."""
    layout = layout_map(state, journey_id)
    path = chosen_path(state, journey_id, journey_graph(state, journey_id))
    on_path = frozenset(path.connection_ids) if path is not None else frozenset()
    emotion = {point.id: point.emotion for point in queries.touchpoints(state, journey_id)}
    felt = (emotion.get(touchpoint_id) for touchpoint_id in (path.touchpoint_ids if path is not None else ()))
    stages = tuple(layout.stages.values())
    left = min((rect.x for rect in stages), default=0.0)
    return Miniature(
        bounds=Rect(left, 0, layout.bounds.right - left, layout.bounds.bottom),
        stages=stages,
        lanes=tuple(layout.lanes.values()),
        cards=tuple((card, emotion.get(touchpoint_id)) for touchpoint_id, card in layout.cards.items()),
        ways=tuple(route.points for key, route in layout.routes.items() if key not in on_path),
        strong_ways=tuple(route.points for key, route in layout.routes.items() if key in on_path),
        visibility_y=layout.visibility_y,
        curve=tuple(value for value in felt if value is not None),
        stage_ids=tuple(layout.stages),
        card_ids=tuple(layout.cards),
    )


def draw_miniature(painter: QPainter, mini: Miniature, area: QRectF, head: float = 7.0) -> Boxes:
    """Paint a miniature into `area`. Map units are stretched to fill it: a long map keeps cards tall enough to be seen.

    `head` is the height of the stages.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    t = theme()
    low = area.height() * CURVE_PART if len(mini.curve) > 1 else 0.0
    top = min((rect.y for rect in mini.lanes), default=mini.bounds.y)
    high = max((rect.bottom for rect in mini.lanes), default=mini.bounds.bottom)
    x_scale = area.width() / max(mini.bounds.width, 1.0)
    y_scale = (area.height() - low - head - 5) / max(high - top, 1.0)

    def x_of(x: float) -> float:
        return area.left() + (x - mini.bounds.x) * x_scale

    def y_of(y: float) -> float:
        return area.top() + head + 5 + (y - top) * y_scale

    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(t.header))
    stages = [QRectF(x_of(rect.x) + 1, area.top(), rect.width * x_scale - 2, head) for rect in mini.stages]
    for box in stages:
        painter.drawRoundedRect(box, 2.5, 2.5)
    _draw_lines(painter, mini, area, x_of, y_of)
    _draw_ways(painter, mini.ways, QPen(QColor(t.line), 1.1), x_of, y_of)
    _draw_ways(painter, mini.strong_ways, QPen(QColor(t.connection), 1.3), x_of, y_of)
    cards = []
    for rect, emotion in mini.cards:
        box = QRectF(
            x_of(rect.x), y_of(rect.y), max(rect.width * x_scale, 5.0), max(min(rect.height * y_scale, 18.0), 4.0)
        )
        box.moveTop(y_of(rect.y + rect.height / 2) - box.height() / 2)
        painter.setPen(QPen(QColor(t.connection if emotion is None else t.emotion(emotion)), 1))
        painter.setBrush(QColor(t.paper) if emotion is None else QColor(t.emotion(emotion)))
        painter.drawRoundedRect(box, 2, 2)
        cards.append(box)
    if low:
        _draw_curve(painter, mini.curve, QRectF(area.left(), area.bottom() - low + 7, area.width(), low - 7))
    painter.restore()
    return Boxes(tuple(stages), tuple(cards))


def _draw_lines(painter: QPainter, mini: Miniature, area: QRectF, x_of, y_of) -> None:  # type: ignore[no-untyped-def]
    """Borders between stages and lanes; the line of visibility is dashed."""
    t = theme()
    if not mini.stages or not mini.lanes:
        return
    bottom = max(rect.bottom for rect in mini.lanes)
    painter.setPen(QPen(QColor(t.line), 1))
    for rect in mini.stages[:-1]:
        painter.drawLine(QPointF(x_of(rect.right), y_of(mini.lanes[0].y)), QPointF(x_of(rect.right), y_of(bottom)))
    for rect in mini.lanes[:-1]:
        if mini.visibility_y is not None and rect.y < mini.visibility_y <= rect.bottom + 20:
            continue
        painter.drawLine(QPointF(area.left(), y_of(rect.bottom)), QPointF(area.right(), y_of(rect.bottom)))
    if mini.visibility_y is not None:
        painter.setPen(QPen(QColor(t.connection), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y_of(mini.visibility_y)), QPointF(area.right(), y_of(mini.visibility_y)))


def _draw_ways(painter: QPainter, ways: Sequence[Sequence[tuple[float, float]]], pen: QPen, x_of, y_of) -> None:  # type: ignore[no-untyped-def]
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for way in ways:
        if len(way) > 1:
            path = QPainterPath(QPointF(x_of(way[0][0]), y_of(way[0][1])))
            for x, y in way[1:]:
                path.lineTo(x_of(x), y_of(y))
            painter.drawPath(path)


def _draw_curve(painter: QPainter, curve: Sequence[int], area: QRectF) -> None:
    t = theme()
    painter.setPen(QPen(QColor(t.line), 1))
    painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()))
    step = area.width() / len(curve)
    points = [
        QPointF(area.left() + step * (place + 0.5), area.center().y() - value * (area.height() / 4 - 0.75))
        for place, value in enumerate(curve)
    ]
    painter.setPen(QPen(QColor(t.ink_2), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(smooth_path(points))
    painter.setPen(Qt.PenStyle.NoPen)
    for place, value in zip(points, curve, strict=True):
        painter.setBrush(QColor(t.emotion(value)))
        painter.drawEllipse(place, 2.6, 2.6)
