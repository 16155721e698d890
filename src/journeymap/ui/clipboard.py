"""Cut, copy and paste: touchpoints travel as a small project file, as an outline for other programs and as a table.

What comes in from elsewhere is read as carefully as a file: it is taken over whole or refused in one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from journeymap import storage
from journeymap.edit import clipboard, touchpoints
from journeymap.importing.errors import ImportProblem
from journeymap.labels import amounts
from journeymap.model import queries
from journeymap.model.changes import Label
from journeymap.model.document import State
from journeymap.model.records import Record, Stage, Touchpoint
from journeymap.model.values import new_id
from journeymap.ui import picture_actions, sources
from journeymap.ui.words import language, say, say_token, shown

if TYPE_CHECKING:
    from journeymap.session import Session
    from journeymap.ui.window import MainWindow

MIME = "application/x-journeymap"
LONGEST_TEXT = 2_000_000


def chosen(window: MainWindow) -> list[str]:
    """The touchpoints to be copied: those selected, and all in selected stages."""
    assert window.map_page is not None
    scene = window.map_page.scene
    stages = set(scene.selected(Stage))
    found = scene.selected(Touchpoint)
    if stages:
        inside = (each.id for each in queries.touchpoints(scene.state, window.journey_id) if each.stage_id in stages)
        found += [each for each in inside if each not in found]
    return found


def copy(window: MainWindow) -> bool:
    """Put the selected touchpoints on the clipboard; whether there were any."""
    assert window.session is not None
    ids = chosen(window)
    if not ids:
        window.notice.tell(say("clipboard.nothing"))
        return False
    try:
        data = mime_of(window.session, ids)
    except storage.FileError as error:
        window.notice.tell(say(error.key, **error.values))
        return False
    QGuiApplication.clipboard().setMimeData(data)
    return True


def cut(window: MainWindow) -> None:
    """Copy, then delete."""
    assert window.session is not None
    ids = chosen(window)
    if copy(window):
        window.run("cut", touchpoints.delete(window.session.state, ids), n=len(ids))


def paste(window: MainWindow) -> None:
    """Put in what is on the clipboard, behind the selected touchpoint, in the selected stage or in the first one."""
    assert window.session is not None and window.map_page is not None
    if picture_actions.is_on_clipboard():
        _paste_picture(window)
        return
    data = QGuiApplication.clipboard().mimeData() or QMimeData()
    target = _target(window)
    if target is None:
        return
    try:
        new_ids, told = put_in(window.session, data, target)
    except (storage.FileError, ImportProblem) as error:
        window.notice.tell(say(error.key, **error.values))
        return
    window.map_page.scene.select(new_ids)
    window.map_page.view.reveal(new_ids[0])
    window.notice.tell(told)


def put_in(session: Session, data: QMimeData, target: clipboard.Target) -> tuple[list[str], str]:
    """Put touchpoints in at a place: their ids and a sentence about it. Raises storage.FileError or ImportProblem."""
    records, media, by_name, skipped = _read(data, session)
    if by_name:
        target = clipboard.Target(target.journey_id, target.stage_id, target.lane_id, target.behind_id, by_name=True)
    new_ids, changes = clipboard.pasted(session.state, records, target)
    if not new_ids:
        raise ImportProblem("clipboard.unknown")
    session.add_media(media)
    session.run(Label.of("paste", n=len(new_ids)), changes)
    told = say("clipboard.pasted", n=len(new_ids))
    return new_ids, f"{told} {say('clipboard.left_out', n=skipped)}" if skipped else told


def _paste_picture(window: MainWindow) -> None:
    """A picture goes to the selected touchpoints."""
    assert window.session is not None and window.map_page is not None
    ids = window.map_page.scene.selected(Touchpoint)
    if not ids:
        window.notice.tell(say("picture.for_none"))
    elif picture_actions.paste(window.session, ids, window.notice.tell):
        sources.tell_added(window, ids[0])


def can_paste(window: MainWindow) -> bool:
    """Whether there is a journey to paste into; what is on the clipboard is looked at only when it is pasted."""
    return bool(window.journey_id)


def mime_of(session: Session, ids: Sequence[str]) -> QMimeData:
    """Touchpoints in all the forms in which they travel. Raises storage.FileError where they are too much for a file."""
    state = session.state
    part = State(clipboard.copied(state, ids))
    data = QMimeData()
    data.setData(MIME, storage.project_bytes(part, session.media, document_id=new_id(), revision=1))
    data.setText(clipboard.as_text(state, ids, language()))
    data.setData("text/html", _table(state, ids).encode("utf-8"))
    return data


def _read(data: QMimeData, session: Session) -> tuple[Sequence[Record], dict[str, bytes], bool, int]:
    """What was copied: its records, its pictures, whether its stages go by name, how much was left out."""
    # Readers are imported when something is pasted: a window that is just opened needs none.
    from journeymap.importing.drawing import drawn
    from journeymap.importing.grids import table_of
    from journeymap.importing.outline import outline
    from journeymap.importing.report import Report
    from journeymap.importing.tables import guess_mapping, read_table

    if data.hasFormat(MIME):
        loaded = storage.parse_project(bytes(data.data(MIME).data()), say("clipboard.name"))
        return loaded.records, dict(loaded.media), False, 0
    text = data.text()
    if len(text) > LONGEST_TEXT:
        raise ImportProblem("clipboard.too_long")
    if not text.strip():
        raise ImportProblem("clipboard.unknown")
    report = Report()
    if "\t" in text:
        sheet = table_of(text, say("clipboard.name"), "\t")
        rows = [[str(cell) for cell in row] for row in sheet.rows]
        sketch = read_table(rows, guess_mapping(rows), report, name=say("clipboard.name"))
    else:
        sketch = outline(text, report)
    records = drawn([sketch], session.languages[0], report)
    return records, {}, True, sum(line.severity == "left_out" for line in report.lines)


def _target(window: MainWindow) -> clipboard.Target | None:
    """Where pasted touchpoints go."""
    assert window.session is not None and window.map_page is not None
    state, scene = window.session.state, window.map_page.scene
    stages = queries.stages(state, window.journey_id)
    if not stages:
        return None
    points = scene.selected(Touchpoint)
    behind = state.get(Touchpoint, points[-1]) if points else None
    if behind is not None:
        return clipboard.Target(window.journey_id, behind.stage_id, None, behind.id)
    headers = scene.selected(Stage)
    return clipboard.Target(window.journey_id, headers[0] if headers else stages[0].id)


def _table(state: State, ids: Sequence[str]) -> str:
    """Touchpoints as a table for spreadsheets, with a head that pasting understands again."""
    names = ("stage_id", "title", "channel", "emotion", "contact_time", "waiting", "fee", "owner_unit", "description")
    rows = [[say("record.touchpoint") if name == "title" else say(f"field.{name}") for name in names]]
    for touchpoint_id in ids:
        point = state.get(Touchpoint, touchpoint_id)
        if point is None:
            continue
        stage = state.get(Stage, point.stage_id)
        rows.append([
            shown(stage.title) if stage is not None else "", shown(point.title), say_token("channel", point.channel),
            amounts.signed(point.emotion) if point.emotion is not None else "",
            amounts.duration(point.contact_time, language()) if point.contact_time is not None else "",
            amounts.duration(point.waiting, language()) if point.waiting is not None else "",
            amounts.money(point.fee, language()) if point.fee is not None else "",
            shown(point.owner_unit), shown(point.description),
        ])  # fmt: skip
    head, *body = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    lines = "".join(f"<tr>{row}</tr>" for row in body)
    return f"<table><tr>{head.replace('td>', 'th>')}</tr>{lines}</table>"
