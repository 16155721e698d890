"""The map seen from afar: all cards and connections painted in batches by one item, while the others paint nothing.

A Python item costs more to call than a far card costs to draw. Cards and connections are gathered into patches of the
map, each painted only where it is exposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from journeymap.typesetting import Lines
from journeymap.ui.canvas.card_painting import DIMMED, PALE, Look
from journeymap.ui.canvas.painting import VERY_FAR, draw_lines, hatch, ink, pen
from journeymap.ui.canvas.strokes import line_pen
from journeymap.ui.theme import TITLE, theme

PATCH = 1600.0
"""The side of a patch in map units."""
ROUND = 0.25
"""Above this scale cards keep their round corners."""


@dataclass(frozen=True, slots=True)
class FarCard:
    """A card as it looks from afar."""

    rect: QRectF
    emotion: int | None
    look: Look
    barred: bool
    selected: bool
    title: Callable[[], Lines]
    """Its lines, broken when they are first wanted."""


@dataclass(frozen=True, slots=True)
class FarLine:
    """A connection as it looks from afar."""

    points: Sequence[tuple[float, float]]
    kind: str
    look: Look
    selected: bool


@dataclass(slots=True)
class _Patch:
    bounds: QRectF = field(default_factory=QRectF)
    papers: dict[tuple[bool, bool], list[QRectF]] = field(default_factory=dict)
    """By (selected, dimmed)."""
    bars: dict[tuple[int | None, bool], list[QRectF]] = field(default_factory=dict)
    """By (emotion, pale)."""
    barred: list[QRectF] = field(default_factory=list)
    titles: list[FarCard] = field(default_factory=list)
    runs: dict[tuple[str, bool, bool, bool], list[QLineF]] = field(default_factory=dict)
    """By (kind, strong, dimmed, selected)."""


class OverviewItem(QGraphicsItem):
    """Paints what `read` tells, once `renew` said that it changed."""

    def __init__(self, read: Callable[[], tuple[Iterable[FarCard], Iterable[FarLine]]]) -> None:
        super().__init__()
        self._read = read
        self._patches: list[_Patch] | None = None
        self._area = QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(8)
        self.setVisible(False)

    def cover(self, area: QRectF) -> None:
        """Paint within `area`, the whole map."""
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area

    def renew(self) -> None:
        """Something of it changed."""
        self._patches = None
        if self.isVisible():
            self.update()

    def paint_on(self, painter: QPainter, exposed: QRectF, scale: float) -> None:
        """Paint the part of the map in `exposed`; a map unit takes `scale` pixels."""
        if self._patches is None:
            self._patches = _patches(*self._read())
        seen = [patch for patch in self._patches if patch.bounds.intersects(exposed)]
        opacity = painter.opacity()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for patch in seen:
            _paint_runs(painter, patch, opacity, scale)
        for patch in seen:
            _paint_cards(painter, patch, opacity, scale)
        painter.setOpacity(opacity)

    # Qt's methods

    def boundingRect(self) -> QRectF:
        return self._area

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        scale = option.levelOfDetailFromTransform(painter.worldTransform())
        self.paint_on(painter, option.exposedRect, scale)


def _patches(cards: Iterable[FarCard], lines: Iterable[FarLine]) -> list[_Patch]:
    found: dict[tuple[int, int], _Patch] = {}

    def patch_at(x: float, y: float) -> _Patch:
        return found.setdefault((int(x // PATCH), int(y // PATCH)), _Patch())

    for card in cards:
        rect, look = card.rect, card.look
        patch = patch_at(rect.x(), rect.y())
        patch.bounds = patch.bounds.united(rect)
        patch.papers.setdefault((card.selected, look.dimmed), []).append(rect)
        bar = QRectF(rect.x() + 3.2, rect.y() + 9, 6, rect.height() - 18)
        patch.bars.setdefault((card.emotion, look.dimmed or not look.strong), []).append(bar)
        if card.barred:
            patch.barred.append(rect)
        patch.titles.append(card)
    for line in lines:
        points = line.points
        patch = patch_at(*points[0])
        xs, ys = [x for x, _ in points], [y for _, y in points]
        low_x, low_y = min(xs) - 2, min(ys) - 2
        patch.bounds = patch.bounds.united(QRectF(low_x, low_y, max(xs) + 2 - low_x, max(ys) + 2 - low_y))
        runs = patch.runs.setdefault((line.kind, line.look.strong, line.look.dimmed, line.selected), [])
        runs += [QLineF(*one, *other) for one, other in pairwise(points)]
    return list(found.values())


def _paint_runs(painter: QPainter, patch: _Patch, opacity: float, scale: float) -> None:
    for (kind, strong, dimmed, selected), runs in patch.runs.items():
        painter.setOpacity(opacity * (DIMMED if dimmed and not selected else 1))
        painter.setPen(line_pen(kind, strong=strong, active=selected, selected=selected, dashed=scale > VERY_FAR))
        painter.drawLines(runs)


def _paint_cards(painter: QPainter, patch: _Patch, opacity: float, scale: float) -> None:
    t, tiny = theme(), scale <= VERY_FAR
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not tiny)  # of a few pixels, and quick
    for (selected, dimmed), rects in patch.papers.items():
        painter.setOpacity(opacity * (DIMMED if dimmed and not selected else 1))
        painter.setPen(pen(t.accent, 4) if selected else pen(t.line, 0 if tiny else 1.2))
        painter.setBrush(ink(t.paper))
        if scale > ROUND:
            for rect in rects:
                painter.drawRoundedRect(rect, 10, 10)
        else:
            painter.drawRects(rects)
    painter.setPen(Qt.PenStyle.NoPen)
    for (emotion, pale), rects in patch.bars.items():
        painter.setOpacity(opacity * (PALE if pale else 1))
        painter.setBrush(ink(t.emotion(emotion)))
        painter.drawRects(rects)
    painter.setOpacity(opacity)
    if patch.barred:
        painter.setBrush(hatch(t.problem))
        painter.drawRects(patch.barred)
    if scale > VERY_FAR:
        for card in patch.titles:
            painter.setOpacity(opacity * (DIMMED if card.look.dimmed else 1 if card.look.strong else PALE))
            draw_lines(painter, card.title().lines, card.rect.x() + 14, card.rect.y() + 9, TITLE, t.ink, bold=True)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(opacity)
