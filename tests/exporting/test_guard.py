"""Nothing that looks like personal data leaves unasked, in whatever file and wherever in the records it stands."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from journeymap import resources
from journeymap.exporting import FORMATS, PosterOptions, Wish, export, guard
from journeymap.exporting.public import public_state, redacted_state
from journeymap.model.document import State
from journeymap.model.records import (
    Comment,
    Contribution,
    Decision,
    Evidence,
    Journey,
    Media,
    Note,
    Record,
    Round,
    SavedView,
    Touchpoint,
    Workshop,
    record_from,
)
from journeymap.model.text import LocalText
from journeymap.storage import load_project
from tests.journeys import chain_of, frame

PHONE, CARD, IDENTITY, MAIL = "13812345678", "6222021234567890128", "11010519491231002X", "li.na@example.org"
STAFF = ("Ownerperson", "Reviewperson", "Decisionperson", "Authorperson", "Pseudonymperson")
INSIDE = ("Internal remark", "Sticky remark", "Evidence remark")
DATA = FORMATS["data"]


def with_secrets() -> State:
    """A project with a secret in every kind of place: texts in both languages, plain texts, what a newer version wrote."""
    point = Touchpoint(
        id="a", journey_id="j", stage_id="s1", lane_id="front", title=LocalText(en=f"Ring {PHONE}", zh=f"拨打{PHONE}"),
        description=LocalText(en=f"Show {IDENTITY}", zh=f"出示{IDENTITY}"), third_party=LocalText(en=f"pays from {CARD}"),
    )  # fmt: skip
    newer = record_from(
        "stage", {"id": "s3", "journey_id": "j", "order": "C", "zz_new": {"deep": ["x", f"mail {MAIL}"]}}
    )
    records: list[Record] = [
        each.model_copy(update={"owner": STAFF[0], "review_by": STAFF[1]}) if isinstance(each, Journey) else each
        for each in frame()
    ]
    return State([
        *records, *chain_of("b", "c"), point, newer,
        Comment(id="comment", subject_id="a", text=LocalText(en=f"{INSIDE[0]}, mail {MAIL}"), author=STAFF[3]),
        Note(id="note", journey_id="j", text=LocalText(zh=f"{INSIDE[1]} {PHONE}")),
        Evidence(id="e", source=f"Interview, {MAIL}", note=LocalText(en=INSIDE[2])),
        Decision(id="d", owner=STAFF[2], what=LocalText(en=f"Write to {MAIL}")),
        SavedView(id="view", journey_id="j", filters=(f"text={PHONE}",)),
        Workshop(id="w", journey_id="j"), Round(id="r", workshop_id="w"),
        Contribution(id="contribution", round_id="r", pseudonym=STAFF[4], text=LocalText(zh=f"电话{PHONE}")),
        Media(id="m", sha256="1234567890123452" * 4, name=f"{PHONE}.jpg"),
        record_from("future_kind", {"id": "f", "text": f"call {PHONE}"}),
    ])  # fmt: skip


def written(state: State, to: str, **wish: Any) -> str:
    """All that is in a file, as one text."""
    edition = next(name for name in ("data", "slides", "picture", "text") if to in FORMATS[name])
    found = export(state, "j", Wish(edition, PosterOptions(languages=("en", "zh")), **wish), to)
    if found.data[:2] != b"PK":
        return found.data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(found.data)) as package:
        return " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


@pytest.mark.parametrize("to", [*DATA, "pptx", "svg", "html"])
def test_redacted_files_hold_no_personal_data(to: str) -> None:
    said = written(with_secrets(), to, redact=True)
    assert [secret for secret in (PHONE, CARD, IDENTITY, MAIL) if secret in said] == []
    if to != "svg":
        assert "████" in said.replace("\\u2588", "█")


@pytest.mark.parametrize("to", [*DATA, "pptx", "svg", "html"])
def test_public_files_hold_nothing_of_the_inside_either(to: str) -> None:
    said = written(with_secrets(), to, public=True)
    assert [
        secret for secret in (PHONE, CARD, IDENTITY, MAIL, *STAFF, *INSIDE, "zz_new", "future_kind") if secret in said
    ] == []


def test_whole_projects_are_looked_through_more_closely_than_pages() -> None:
    state = with_secrets()
    pages = {(hit.record_id, hit.field) for hit in guard(state)}
    whole = {(hit.record_id, hit.field) for hit in guard(state, inside=True)}
    assert {("a", "title"), ("a", "description"), ("a", "third_party"), ("e", "source"), ("m", "name")} <= pages
    assert whole - pages == {
        ("comment", "text"),
        ("note", "text"),
        ("view", "filters"),
        ("f", "text"),
        ("s3", "zz_new"),
    }
    assert guard(redacted_state(state), inside=True) == []


def test_what_is_no_text_of_people_is_not_touched() -> None:
    state = with_secrets()
    for left in (redacted_state(state), public_state(state)[0]):
        media = left.get(Media, "m")
        assert media is not None
        assert media.sha256 == "1234567890123452" * 4
        assert Media.model_validate(media.model_dump()) == media


def test_the_public_edition_counts_what_it_left_out() -> None:
    left, counts = public_state(with_secrets())
    assert (counts["notes"], counts["owners"], counts["unknown"]) == (3, 5, 2)
    assert left.find("f") is None
    stage = left.find("s3")
    assert stage is not None
    assert not stage.model_extra
    found = export(with_secrets(), "j", Wish("data", public=True), "json")
    assert {notice.key for notice in found.notices} >= {"print.left_out.unknown", "print.left_out.owners"}
    assert all(notice.said(language) for notice in found.notices for language in ("en", "zh"))


def test_amounts_lose_what_a_newer_version_added_and_keep_the_rest() -> None:
    point = record_from("touchpoint", {
        "id": "a", "journey_id": "j", "stage_id": "s1", "lane_id": "front",
        "waiting": {"typical": 3.0, "unit": "working_day", "said_by": "Ms Walker"},
    })  # fmt: skip
    left, counts = public_state(State([*frame(), point]))
    waiting = left.get(Touchpoint, "a").waiting  # type: ignore[union-attr]
    assert waiting is not None
    assert (waiting.typical, waiting.unit, waiting.model_extra) == (3.0, "working_day", {})
    assert counts["unknown"] == 1


@pytest.mark.parametrize("sample", resources.samples(), ids=lambda path: path.stem)
def test_samples_name_nobody(sample: Any) -> None:
    assert guard(State(load_project(sample).records), inside=True) == []
