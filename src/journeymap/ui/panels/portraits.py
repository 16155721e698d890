"""Personas as rows with their portraits, for the navigator and the editor of personas."""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPixmap

from journeymap.model.records import Media, Persona
from journeymap.session import Session
from journeymap.ui.icons import icon
from journeymap.ui.panels.rows import SIGN, Row
from journeymap.ui.theme import theme
from journeymap.ui.thumbnails import Thumbnails
from journeymap.ui.words import listed, say, say_token, shown

PIXELS = SIGN * 4
_ICONS = {"organization": "organization", "social_group": "social_group"}


class Portraits(QObject):
    """Round portraits as icons, each made once."""

    changed = Signal()
    """There are portraits now that were not there before."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._thumbnails = Thumbnails(lambda: session.media, self)
        self._thumbnails.ready.connect(lambda _arrived: self.changed.emit())
        self._icons: dict[str, QIcon] = {}

    def icon(self, persona: Persona) -> QIcon | None:
        """The portrait of a persona; None where there is none, or none yet."""
        media = self._session.state.get(Media, persona.media_id)
        if media is None:
            return None
        found = self._icons.get(media.sha256)
        if found is None:
            picture = self._thumbnails.find(media.sha256, PIXELS)
            if picture is None:
                return None
            found = self._icons[media.sha256] = QIcon(_round(picture))
        return found

    def leave(self) -> None:
        """Nobody waits any more."""
        self._thumbnails.leave()


def _round(picture: QPixmap) -> QPixmap:
    """The middle of a picture in a circle."""
    side = min(picture.width(), picture.height())
    left, top = (picture.width() - side) / 2, (picture.height() - side) / 3  # faces are in the upper part
    result = QPixmap(PIXELS, PIXELS)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    path = QPainterPath()
    path.addEllipse(QRectF(0, 0, PIXELS, PIXELS))
    painter.setClipPath(path)
    painter.drawPixmap(QRectF(0, 0, PIXELS, PIXELS), picture, QRectF(left, top, side, side))
    painter.end()
    return result


def persona_rows(
    portraits: Portraits, current_id: str | None, shown_personas: Sequence[Persona],
    own_ids: Container[str] | None = None,
) -> list[Row]:  # fmt: skip
    """Rows for personas; those that are not among `own_ids` recede."""
    tint = theme().ink_2
    rows = []
    for persona in shown_personas:
        name = shown(persona.name) or say("navigator.untitled_persona")
        current = persona.id == current_id
        plain = icon(_ICONS.get(persona.citizen_kind, "persona"), theme().accent if current else tint)
        limits = listed(say_token("limit", each) for each in persona.limits)
        hint = "\n".join(part for part in (say("navigator.persona_hint", name=name), limits) if part)
        spoken = f"{name}, {say_token('citizen_kind', persona.citizen_kind)}"
        role = "ink" if own_ids is None or persona.id in own_ids else "ink_2"
        rows.append(
            Row(persona.id, name, portraits.icon(persona) or plain, "", spoken, hint, 0, current, role)
        )  # fmt: skip
    return rows
