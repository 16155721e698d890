"""Commands on what stands beside the journey itself: pictures, personas, sticky notes, comments, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.edit import comments, fields, pictures
from journeymap.model.records import Comment, Note, Persona
from journeymap.ui import picture_actions, sources
from journeymap.ui.commands.command import (
    Command,
    Run,
    chosen_touchpoints,
    has_journey,
    map_page,
    session,
    workspace,
)
from journeymap.ui.panels.remarks import next_remark

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow


def _owners(window: MainWindow) -> list[str]:
    """The selected touchpoints, else the persona that is inspected."""
    chosen = chosen_touchpoints(window)
    if chosen or window.workspace is None:
        return chosen
    state = session(window).state
    return [each for each in window.workspace.inspector.shown_ids if state.get(Persona, each) is not None]


def _add_picture(window: MainWindow) -> None:
    owners = _owners(window)
    if picture_actions.choose(window, session(window), owners, window.notice.tell):
        sources.tell_added(window, owners[0])


def _crop_picture(window: MainWindow) -> None:
    picture_actions.crop(window, session(window), _owners(window)[0], window.notice.tell)


def _remove_picture(window: MainWindow) -> None:
    picture_actions.remove(session(window), _owners(window))


def _describe_picture(window: MainWindow) -> None:
    sources.show_picture(workspace(window), _owners(window)[0])


def _edit_persona(window: MainWindow) -> None:
    sources.edit_persona(window)


def _add_note(window: MainWindow) -> None:
    here = workspace(window)
    if here.view_name != "map":
        here.show_view("map")
    here.map_page.view.add_note()


def _note_here(window: MainWindow) -> None:
    """Where the menu was opened."""
    view = map_page(window).view
    view.add_note(view.menu_place)


def _note_for(role: str) -> Run:
    def do(window: MainWindow) -> None:
        chosen = map_page(window).scene.selected(Note)
        window.run("set_field", fields.set_field(chosen, "role", role), field="field.role")

    return do


def _add_comment(window: MainWindow) -> None:
    """A comment on what is selected, on the journey where nothing is."""
    here = workspace(window)
    here.want_inspector(True)
    if here.view_name not in ("map", "table"):
        here.show_view("map")
    chosen = here.map_page.scene.selected_ids()
    state = session(window).state
    subject = next(
        (each for each in reversed(chosen) if comments.can_be_commented(state.find(each))), window.journey_id
    )
    here.inspector.show_records([subject])
    if here.inspector.page is not None:
        here.inspector.page.show_comments()


def _next(kind: type[Comment] | type[Note]) -> Run:
    def do(window: MainWindow) -> None:
        here = workspace(window)
        found = next_remark(session(window).state, window.journey_id, here.remark_id, kind)
        if found is not None:
            sources.show_remark(here, found)

    return do


def _has_owner(window: MainWindow) -> bool:
    return window.session is not None and bool(_owners(window))


def _has_picture(window: MainWindow) -> bool:
    if window.session is None:
        return False
    state = session(window).state
    return any(pictures.picture_of(state, each) is not None for each in _owners(window))


def _has_notes_selected(window: MainWindow) -> bool:
    return window.map_page is not None and bool(window.map_page.scene.selected(Note))


def _has_notes(window: MainWindow) -> bool:
    return window.session is not None and bool(comments.notes(session(window).state, window.journey_id))


def _has_comments(window: MainWindow) -> bool:
    return window.session is not None and bool(session(window).state.all(Comment))


COMMANDS = (
    Command("add_picture", _add_picture, "image", ("Ctrl+Shift+I",), when=_has_owner),
    Command("describe_picture", _describe_picture, "edit", when=_has_picture),
    Command("crop_picture", _crop_picture, "crop", ("Ctrl+Alt+C",), when=_has_picture),
    Command("remove_picture", _remove_picture, "", when=_has_picture),
    Command("edit_persona", _edit_persona, "persona", ("Ctrl+Alt+P",), when=has_journey),
    Command("add_note", _add_note, "note", ("Ctrl+Shift+T",), when=has_journey),
    Command("note_here", _note_here, "note", when=has_journey),
    Command("next_note", _next(Note), "", ("Ctrl+Alt+T",), when=_has_notes),
    Command("note_citizen", _note_for("citizen"), "lane_citizen", when=_has_notes_selected),
    Command("note_staff", _note_for("staff"), "lane_frontstage", when=_has_notes_selected),
    Command("note_partner", _note_for("partner"), "lane_partner", when=_has_notes_selected),
    Command("add_comment", _add_comment, "comment", ("Ctrl+Alt+M",), when=has_journey),
    Command("next_comment", _next(Comment), "", ("Ctrl+Alt+N",), when=_has_comments),
)

MENU = (
    "add_picture",
    "describe_picture",
    "crop_picture",
    "remove_picture",
    "-",
    "edit_persona",
    "-",
    "add_note",
    "next_note",
    "note_citizen",
    "note_staff",
    "note_partner",
    "-",
    "add_comment",
    "next_comment",
    "-",
    "view_evidence",
)
