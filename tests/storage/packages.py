"""What the storage tests share: a project with pictures as bytes, zips built freely, and how a refusal is told."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

import pytest

from journeymap.labels import LANGUAGES, say
from journeymap.model.document import State
from journeymap.model.records import Journey, Lane, Media, Project, Record, Stage, Touchpoint
from journeymap.model.text import LocalText
from journeymap.storage import FileError, LoadedProject, parse_project, project_bytes

NAME = "搬家 map.journey"
PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 3
JPEG = b"\xff\xd8\xff" + b"photo" * 4


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def records() -> list[Record]:
    return [
        Project(id="p", title=LocalText(en="Moving house", zh="搬家")),
        Journey(id="j", title=LocalText(en="Register a new address")),
        Stage(id="s", journey_id="j"),
        Lane(id="l", journey_id="j", kind="frontstage"),
        Touchpoint(id="t1", journey_id="j", stage_id="s", lane_id="l", title=LocalText(zh="窗口"), emotion=-2),
        Touchpoint(id="t2", journey_id="j", stage_id="s", lane_id="l", media_id="m1", pos=(3.5, 0.0)),
        Media(id="m1", sha256=sha256(PNG), name="counter"),
        Media(id="m2", sha256=sha256(JPEG), mime="image/jpeg"),
    ]


def media() -> dict[str, bytes]:
    return {sha256(PNG): PNG, sha256(JPEG): JPEG}


def package(**changes: Any) -> bytes:
    """A sound project with two pictures and a member of a newer program."""
    given: dict[str, Any] = {"document_id": "d1", "revision": 7, "unknown_members": {"newer/thing.bin": b"\0\1\2"}}
    return project_bytes(State(changes.pop("records", None) or records()), media(), **{**given, **changes})


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def zipped(contents: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip as the standard library writes it, with fixed times."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return stream.getvalue()


def saved_again(project: LoadedProject) -> bytes:
    return project_bytes(
        State(project.records),
        project.media,
        document_id=project.document_id,
        revision=project.revision,
        unknown_members=project.unknown_members,
        header_extra=project.header_extra,
    )


def refused(data: bytes, name: str = NAME) -> FileError:
    """The error with which `data` is refused, after checking that it can be told in both languages."""
    with pytest.raises(FileError) as caught:
        parse_project(data, name)
    return told(caught.value, name)


def told(error: FileError, name: str = NAME) -> FileError:
    for language in LANGUAGES:
        assert name in say(error.key, language, **error.values)
    return error


def opens_or_is_refused(data: bytes) -> LoadedProject | None:
    """Any bytes either open or are refused in words; nothing else may come out."""
    try:
        return parse_project(data, NAME)
    except FileError as error:
        told(error)
        return None
