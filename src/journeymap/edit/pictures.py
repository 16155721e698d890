"""Pictures of touchpoints and personas: put in, shared, replaced by another, taken out.

The bytes are kept by the session under their SHA-256; here are the records that name them. A picture that nobody shows any
more goes with the last one that did.
"""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.model.changes import Add, Change, Set
from journeymap.model.document import State
from journeymap.model.records import Media, Persona, Touchpoint
from journeymap.model.text import EMPTY, LocalText
from journeymap.model.values import new_id

Owner = Touchpoint | Persona


def owner(state: State, owner_id: str) -> Owner | None:
    """What can show a picture, by its id."""
    return state.get(Touchpoint, owner_id) or state.get(Persona, owner_id)


def picture_of(state: State, owner_id: str) -> Media | None:
    """The picture of a touchpoint or persona."""
    found = owner(state, owner_id)
    return state.get(Media, found.media_id) if found is not None else None


def owners(state: State, media_id: str) -> list[Owner]:
    """All that show a picture."""
    return [*state.children(Touchpoint, media_id), *state.children(Persona, media_id)]


def attach(
    state: State, owner_ids: Iterable[str], sha256: str, mime: str, name: str = "", *, keeps_text: bool = False
) -> list[Change]:
    """Let touchpoints and personas show these bytes. The same picture is one record, wherever it is shown.

    One that `keeps_text` takes over the words of the picture it replaces, as a part of it does.
    """
    wanted = [each for each in owner_ids if owner(state, each) is not None]
    if not wanted:
        return []
    media = next((each for each in state.all(Media) if each.sha256 == sha256), None)
    changes: list[Change] = []
    if media is None:
        former = picture_of(state, wanted[0]) if keeps_text else None
        words: LocalText = former.alternative_text if former is not None else EMPTY
        media = Media(id=new_id(), sha256=sha256, mime=mime, name=name, alternative_text=words)
        changes.append(Add(media))
    return [*changes, *show(state, wanted, media.id)]


def show(state: State, owner_ids: Iterable[str], media_id: str | None) -> list[Change]:
    """Let touchpoints and personas show another picture, or none."""
    wanted = [found for each in owner_ids if (found := owner(state, each)) is not None and found.media_id != media_id]
    changes: list[Change] = [Set(each.id, "media_id", media_id) for each in wanted]
    gone = {each.id for each in wanted}
    for former_id in dict.fromkeys(each.media_id for each in wanted if each.media_id is not None):
        if state.get(Media, former_id) is not None and all(each.id in gone for each in owners(state, former_id)):
            changes.append(Set(former_id, "deleted", True))
    return changes


def remove(state: State, owner_ids: Iterable[str]) -> list[Change]:
    """Take the pictures of touchpoints and personas out."""
    return show(state, owner_ids, None)
