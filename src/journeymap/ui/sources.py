"""What stands beside a journey in its workspace: pictures dropped on cards and panels, remarks gone to, personas edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeymap.edit import pictures
from journeymap.model.records import Comment, Touchpoint
from journeymap.ui import picture_actions
from journeymap.ui.author import Author
from journeymap.ui.canvas.picture_drop import MapPictureDrop, PictureDrop
from journeymap.ui.panels.pages import PersonaPage
from journeymap.ui.panels.touchpoint_page import TouchpointPage
from journeymap.ui.pictures import Picture
from journeymap.ui.words import say

if TYPE_CHECKING:
    from journeymap.ui.window import MainWindow
    from journeymap.ui.workspace import Workspace


def connect(here: Workspace, window: MainWindow) -> None:
    """Let the parts of a workspace take pictures, sign remarks and open the editor of personas."""
    context = here.inspector.context
    context.author = here.map_page.view.author = Author(window.settings)
    context.edit_persona = lambda persona_id: edit_persona(window, persona_id)
    here.navigator.remark_chosen.connect(lambda remark_id: show_remark(here, remark_id))
    here.navigator.persona_edited.connect(context.edit_persona)

    def put(owner_ids: list[str], picture: Picture) -> None:
        put_picture(here, window, owner_ids, picture)

    MapPictureDrop(here.map_page.view, put, window.notice.tell)
    PictureDrop(here.inspector, lambda _place: _owners_inspected(here), put, window.notice.tell)


def show_remark(here: Workspace, remark_id: str) -> None:
    """Bring a note or what a comment is about into sight, and the words of the comment into the inspector."""
    here.remark_id = remark_id
    record = here.session.state.find(remark_id)
    here.show_place(record.subject_id if isinstance(record, Comment) else remark_id)
    if isinstance(record, Comment):
        here.inspect_now()
        here.inspector.focus_record(remark_id)
    else:
        here.map_page.view.setFocus()


def edit_persona(window: MainWindow, persona_id: str | None = None) -> None:
    """Open the editor of personas."""
    from journeymap.ui.dialogs.persona import edit_persona as opened

    opened(window, persona_id)


def put_picture(here: Workspace, window: MainWindow, owner_ids: list[str], picture: Picture) -> None:
    """A picture was dropped: let touchpoints or a persona show it."""
    picture_actions.put(here.session, owner_ids, picture)
    here.map_page.scene.select([each for each in owner_ids if here.session.state.get(Touchpoint, each)])
    tell_added(window, owner_ids[0])


def tell_added(window: MainWindow, owner_id: str) -> None:
    """Say that a picture is there, and ask for its words."""
    here = window.workspace
    if here is not None:
        window.notice.tell(say("picture.added"), say("picture.describe"), lambda: show_picture(here, owner_id))


def show_picture(here: Workspace, owner_id: str) -> None:
    """Show the picture of a touchpoint or persona in the inspector, and let somebody say what it shows."""
    here.want_inspector(True)
    if here.inspector.isHidden():
        here.show_view("map")
    here.show_record(owner_id)
    here.inspector.show_records([owner_id])
    page = here.inspector.page
    if isinstance(page, TouchpointPage | PersonaPage):
        page.show_picture().ask_for_words()


def _owners_inspected(here: Workspace) -> list[str]:
    """The touchpoints or the persona whose page is shown."""
    return [each for each in here.inspector.shown_ids if pictures.owner(here.session.state, each) is not None]
