"""A `.journey` file: records, pictures and what a newer program added, from bytes and to bytes, from disk and to disk.

Saving proves its own bytes before it touches the disk, and refuses to replace a file that somebody else changed.
Nothing is written on opening. What happens before a save (journal), beside it (backups) and after a refusal
(conflict) is left to other modules.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from journeymap.model.document import State
from journeymap.model.records import Media, Record
from journeymap.storage.errors import FileError, Notice
from journeymap.storage.files import DISK, Disk, Identity, read_file, write_file_atomically
from journeymap.storage.foreign import likely_kind
from journeymap.storage.package import MAX_BYTES, MAX_MEMBERS, Package, PackageError, read_package, write_package
from journeymap.storage.project_text import (
    MAJOR,
    MINOR,
    WRITER,
    read_project_text,
    stored_records,
    write_project_text,
)
from journeymap.storage.strict_json import StrictJSONError, parse

MEDIA_TYPE = b"application/vnd.journeymap.journey+zip"
MAX_PICTURE_BYTES = 25 * 1024 * 1024

_TYPE, _TEXT, _MANIFEST = "mimetype", "project.json", "manifest.json"
_PICTURE = re.compile(r"media/([0-9a-f]{64})\.[a-z0-9]{1,8}")
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
_MAGIC = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"RIFF", "webp"))
_LIMITS = frozenset(f"error.file.{limit}" for limit in ("too_big", "picture_too_big", "too_many_records"))
_DOCUMENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class LoadedProject:
    """What a file held. `media` goes by the SHA-256 that its name claims; `notices` say where that is not so."""

    records: tuple[Record, ...]
    media: Mapping[str, bytes]
    document_id: str
    revision: int
    identity: Identity
    unknown_members: Mapping[str, bytes] = field(default_factory=dict)
    header_extra: Mapping[str, Any] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()


def load_project(path: Path, disk: Disk = DISK) -> LoadedProject:
    """The project in the file at `path`, which stays as it is. Raises FileError."""
    data, identity = read_file(path, disk)
    return _parsed(data, path.name, identity)


def parse_project(data: bytes, name: str) -> LoadedProject:
    """The project in `data`; `name` is what messages call it. Raises FileError and nothing else, whatever the bytes."""
    return _parsed(data, name, Identity.of(data))


def project_bytes(
    state: State,
    media: Mapping[str, bytes],
    *,
    document_id: str,
    revision: int,
    unknown_members: Mapping[str, bytes] | None = None,
    header_extra: Mapping[str, Any] | None = None,
) -> bytes:
    """The file of a project: equal projects give equal bytes. `media` is SHA-256 → bytes.

    Pictures go along unless all media records that name them are deleted. Raises FileError where a limit of the
    format is passed.
    """
    records = stored_records(state)
    return _package(
        records,
        _stored_media(state, records, media),
        name=document_id,
        document_id=document_id,
        revision=revision,
        unknown_members=unknown_members,
        header_extra=header_extra,
    )


def save_project(
    path: Path,
    state: State,
    media: Mapping[str, bytes],
    *,
    document_id: str,
    revision: int,
    unknown_members: Mapping[str, bytes] | None = None,
    header_extra: Mapping[str, Any] | None = None,
    expected: Identity | None = None,
    disk: Disk = DISK,
) -> Identity:
    """Save a project so that the file is the old or the new one at any moment. Raises FileError; the file is the old
    one then.

    `expected` is the identity with which the file was opened or last saved; without it a file at `path` is replaced
    whatever it holds. `state` must be a snapshot if this runs in a worker.
    """
    records = stored_records(state)
    pictures = _stored_media(state, records, media)
    data = _package(
        records,
        pictures,
        name=path.name,
        document_id=document_id,
        revision=revision,
        unknown_members=unknown_members,
        header_extra=header_extra,
    )
    try:
        proof = parse_project(data, path.name)
    except FileError as error:
        if error.key in _LIMITS:
            raise
        place = (str(error.values[key]) for key in ("kind", "field", "detail") if key in error.values)
        raise FileError("error.file.write.own_check", name=path.name, detail=".".join(place)) from error
    if proof.records != tuple(records) or set(proof.media) != {sha256 for _member, sha256, _bytes in pictures}:
        raise FileError("error.file.write.own_check", name=path.name, detail="records")
    return write_file_atomically(path, data, expected=expected, disk=disk)


def export_json(state: State) -> str:
    """The text of a project as it stands in its file, for comparing two of them line by line."""
    return write_project_text(stored_records(state))


def _parsed(data: bytes, name: str, identity: Identity) -> LoadedProject:
    package = _opened(data, name)
    members = package.members
    # The text comes first: if it is of a newer format, that is what to say, whatever the rest looks like.
    text = read_project_text(_whole_member(package, _TEXT, name), name)
    document_id, revision, listed = _manifest(_whole_member(package, _MANIFEST, name), name)
    notices: list[Notice] = []
    if text.version > (MAJOR, MINOR):
        versions = {"file_version": "{}.{}".format(*text.version), "own_version": f"{MAJOR}.{MINOR}"}
        notices.append(Notice("notice.file.newer_minor", {"name": name, **versions}))
    media: dict[str, bytes] = {}
    unknown: dict[str, bytes] = {}
    damaged = {member for member in listed if member not in members}
    for member, content in members.items():
        if member == _MANIFEST:
            continue
        digest = hashlib.sha256(content).hexdigest()
        whole = listed.get(member) == (len(content), digest)
        if member in (_TYPE, _TEXT):
            if not whole:
                raise FileError("error.file.damaged", name=name, detail=member)
            continue
        if picture := _PICTURE.fullmatch(member):
            if len(content) > MAX_PICTURE_BYTES:
                raise FileError("error.file.picture_too_big", name=name, limit=MAX_PICTURE_BYTES // 2**20)
            if picture[1] in media:
                raise FileError("error.file.damaged", name=name, detail=member)
            media[picture[1]] = content
            whole = whole and picture[1] == digest
        else:
            unknown[member] = content
        if not whole or member in package.damaged:
            damaged.add(member)
    notices += _notices_on_damage(name, damaged, text.records, media)
    return LoadedProject(
        text.records, media, document_id, revision, identity, unknown, text.header_extra, tuple(notices)
    )


def _opened(data: bytes, name: str) -> Package:
    """The members of what claims to be a project; for anything else the error says what it probably is."""
    ours = MEDIA_TYPE in data[:256]
    try:
        package = read_package(data)
    except PackageError as error:
        if limit := _beyond_limits(error, name):
            raise limit from None
        if ours or b"project.json" in data[:256]:
            key = "error.file.packed_differently" if error.packed else "error.file.damaged"
            raise FileError(key, name=name, detail=error.reason) from None
        raise FileError(f"error.file.is_{likely_kind(data)}", name=name) from None
    if next(iter(package.members), None) != _TYPE or package.members[_TYPE] != MEDIA_TYPE:
        if ours:
            raise FileError("error.file.damaged", name=name, detail=_TYPE)
        raise FileError(f"error.file.is_{likely_kind(data)}", name=name)
    return package


def _whole_member(package: Package, member: str, name: str) -> bytes:
    if member not in package.members or member in package.damaged:
        raise FileError("error.file.damaged", name=name, detail=member)
    return package.members[member]


def _beyond_limits(error: PackageError, name: str) -> FileError | None:
    match error.reason:
        case "size":
            return FileError("error.file.too_big", name=name, limit=MAX_BYTES // 2**20)
        case "members":
            return FileError("error.file.too_many_members", name=name, limit=MAX_MEMBERS)
    return None


def _manifest(data: bytes, name: str) -> tuple[str, int, dict[str, tuple[int, str]]]:
    """Document id, revision, and length and digest of each member."""
    try:
        content = parse(data)
        document_id, revision = content["document_id"], content["revision"]
        listed = {row["name"]: (row["length"], row["sha256"]) for row in content["members"]}
    except (StrictJSONError, KeyError, TypeError):
        raise FileError("error.file.damaged", name=name, detail=_MANIFEST) from None
    if not isinstance(document_id, str) or not _DOCUMENT_ID.fullmatch(document_id):
        raise FileError("error.file.damaged", name=name, detail=_MANIFEST)
    if type(revision) is not int or revision < 0 or not all(isinstance(each, str) for each in listed):
        raise FileError("error.file.damaged", name=name, detail=_MANIFEST)
    return document_id, revision, listed


def _notices_on_damage(
    name: str, damaged: set[str], records: Iterable[Record], media: Mapping[str, bytes]
) -> list[Notice]:
    missing = {record.sha256 for record in records if isinstance(record, Media)} - media.keys()
    pictures = {found[1] for member in damaged if (found := _PICTURE.fullmatch(member))} - missing
    others = sorted(member for member in damaged if not _PICTURE.fullmatch(member))
    notices = []
    if pictures:
        notices.append(Notice("notice.file.pictures_damaged", {"name": name, "n": len(pictures)}))
    if missing:
        notices.append(Notice("notice.file.pictures_missing", {"name": name, "n": len(missing)}))
    if others:
        listing = ", ".join(member[:80] for member in others[:5])
        notices.append(Notice("notice.file.members_damaged", {"name": name, "n": len(others), "members": listing}))
    return notices


def _stored_media(state: State, records: Iterable[Record], media: Mapping[str, bytes]) -> list[tuple[str, str, bytes]]:
    """Member name, SHA-256 and bytes of the pictures that belong in the file, sorted."""
    named = {record.sha256: record.mime for record in records if isinstance(record, Media)}
    named_by_any = {record.sha256 for record in state if isinstance(record, Media)}
    return sorted(
        (f"media/{sha256}.{_EXTENSIONS.get(named.get(sha256, ''), _extension(content))}", sha256, content)
        for sha256, content in media.items()
        if sha256 in named or sha256 not in named_by_any
    )


def _extension(content: bytes) -> str:
    return next((extension for magic, extension in _MAGIC if content.startswith(magic)), "bin")


def _package(
    records: Iterable[Record],
    pictures: Iterable[tuple[str, str, bytes]],
    *,
    name: str,
    document_id: str,
    revision: int,
    unknown_members: Mapping[str, bytes] | None,
    header_extra: Mapping[str, Any] | None,
) -> bytes:
    text = write_project_text(records, header_extra).encode("utf-8")
    members = [(_TYPE, MEDIA_TYPE), (_TEXT, text), *((member, content) for member, _sha256, content in pictures)]
    members += sorted((unknown_members or {}).items())
    members.append((_MANIFEST, _manifest_text(members, document_id, revision)))
    try:
        return write_package(members)
    except PackageError as error:
        raise _beyond_limits(error, name) or FileError(
            "error.file.write.own_check", name=name, detail=error.reason
        ) from None


def _manifest_text(members: Iterable[tuple[str, bytes]], document_id: str, revision: int) -> bytes:
    rows = [
        to_json({"name": name, "length": len(content), "sha256": hashlib.sha256(content).hexdigest()})
        for name, content in members
    ]
    head = [b'"%s":%s,\n' % (key, to_json(value)) for key, value in (
        (b"document_id", document_id), (b"revision", revision), (b"writer", WRITER),
    )]  # fmt: skip
    return b"".join((b"{\n", *head, b'"members":[\n', b",\n".join(rows), b"\n]\n}\n"))
