"""Pictures as records: shared, replaced, taken out, and brought back by undoing."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.ui.panel_project import Small

from journeymap.edit import clipboard, fields, personas, pictures
from journeymap.model.changes import Change, Label
from journeymap.model.records import Media, Persona, Touchpoint
from journeymap.model.text import LocalText
from journeymap.session import Session

ONE, TWO = "1" * 64, "2" * 64


def put(session: Session, changes: list[Change]) -> None:
    session.run(Label.of("add_picture"), changes)


def media(session: Session) -> list[Media]:
    return session.state.all(Media)


def test_the_same_picture_at_two_places_is_one_record_and_goes_with_the_last() -> None:
    small = Small()
    session = small.session
    put(session, pictures.attach(session.state, [small.ask, small.wait], ONE, "image/png", "queue.png"))
    put(session, pictures.attach(session.state, [small.persona], ONE, "image/png", "queue.png"))
    assert len(media(session)) == 1
    assert {each.id for each in pictures.owners(session.state, media(session)[0].id)} == {
        small.ask, small.wait, small.persona,
    }  # fmt: skip
    put(session, pictures.remove(session.state, [small.ask, small.wait]))
    assert small.point(small.ask).media_id is None and len(media(session)) == 1
    put(session, pictures.remove(session.state, [small.persona]))
    assert media(session) == []
    session.undo()
    session.undo()
    assert small.point(small.ask).media_id == media(session)[0].id


def test_a_part_of_a_picture_keeps_its_words_and_leaves_the_whole_to_others() -> None:
    small = Small()
    session = small.session
    put(session, pictures.attach(session.state, [small.ask, small.wait], ONE, "image/png"))
    whole = media(session)[0]
    put(session, fields.set_field([whole.id], "alternative_text", LocalText(en="A queue", zh="排队")))
    put(session, pictures.attach(session.state, [small.ask], TWO, "image/jpeg", keeps_text=True))
    assert len(media(session)) == 2
    part = pictures.picture_of(session.state, small.ask)
    assert part is not None and part.sha256 == TWO and part.alternative_text == LocalText(en="A queue", zh="排队")
    assert pictures.picture_of(session.state, small.wait) == session.state.get(Media, whole.id)


def test_bytes_are_saved_beside_the_records_and_forgotten_with_them(tmp_path: Path) -> None:
    small = Small()
    session = small.session
    data = b"\x89PNG\r\n\x1a\n not much of a picture"
    sha256 = hashlib.sha256(data).hexdigest()
    session.add_media({sha256: data})
    put(session, pictures.attach(session.state, [small.ask], sha256, "image/png", "queue.png"))
    session.save(tmp_path / "with.journey")
    again = Session.open(tmp_path / "with.journey")
    assert again.media[sha256] == data
    assert pictures.picture_of(again.state, small.ask) is not None
    put(again, pictures.remove(again.state, [small.ask]))
    again.save(tmp_path / "without.journey")
    assert not Session.open(tmp_path / "without.journey").media


def test_a_pasted_touchpoint_shows_its_picture_in_another_project() -> None:
    small, other = Small(), Small()
    put(small.session, pictures.attach(small.session.state, [small.ask], ONE, "image/png"))
    # The same picture is known there under another id.
    put(other.session, pictures.attach(other.session.state, [other.wait], ONE, "image/png"))
    records = clipboard.copied(small.session.state, [small.ask])
    state = other.session.state
    target = clipboard.Target(other.journey_id, other.point(other.ask).stage_id)
    new_ids, changes = clipboard.pasted(state, records, target)
    put(other.session, changes)
    pasted = other.session.state.get(Touchpoint, new_ids[0])
    assert pasted is not None and pasted.media_id == other.point(other.wait).media_id


def test_a_persona_is_copied_with_her_journeys_and_deleted_with_her_portrait() -> None:
    small = Small()
    session = small.session
    put(session, pictures.attach(session.state, [small.persona], ONE, "image/png"))
    copy, changes = personas.duplicate(session.state, small.persona)
    assert copy is not None
    put(session, changes)
    assert copy.name["en"] == "Ms Wang (copy)"
    put(session, personas.delete(session.state, small.persona))
    assert len(media(session)) == 1, "her copy shows it still"
    put(session, personas.delete(session.state, copy.id))
    assert media(session) == [] and session.state.all(Persona) == []


def test_templates_add_their_limits_and_take_them_away_again() -> None:
    small = Small()
    session = small.session

    def persona() -> Persona:
        found = session.state.get(Persona, small.persona)
        assert found is not None
        return found

    put(session, fields.set_field([small.persona], "limits", ("needs_smartphone", "needs_travel")))
    put(session, personas.toggle_template(persona(), "no_smartphone"))
    assert persona().limits == ("needs_digital_id", "needs_smartphone", "needs_travel")
    assert personas.has_template(persona(), "no_smartphone")
    put(session, personas.toggle_template(persona(), "no_smartphone"))
    assert persona().limits == ("needs_travel",)
