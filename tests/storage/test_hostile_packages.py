"""Damaged and hostile containers open soundly or are refused in words (safety rows 72–75, 78, 79, 82)."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.packages import (
    JPEG,
    NAME,
    PNG,
    members,
    opens_or_is_refused,
    package,
    records,
    refused,
    saved_again,
    sha256,
    told,
    zipped,
)
from tests.strategies import SCALE

from journeymap.model.document import State
from journeymap.storage import FileError, load_project, parse_project, save_project
from journeymap.storage.package import PackageError, is_member_name, read_package, write_package

SOUND = package()
OPENED = parse_project(SOUND, NAME)


def same_or_said(data: bytes) -> None:
    """After damage: refused, or opened with all records as they were and every difference in the rest named."""
    loaded = opens_or_is_refused(data)
    if loaded is not None:
        assert loaded.records == OPENED.records
        rest = (loaded.media, loaded.unknown_members, loaded.document_id, loaded.revision)
        if rest != (OPENED.media, OPENED.unknown_members, OPENED.document_id, OPENED.revision):
            assert loaded.notices


def test_every_flipped_bit_is_detected_or_harmless() -> None:
    step = max(1, 29 // SCALE)
    for position in range(0, len(SOUND) * 8, step):
        damaged = bytearray(SOUND)
        damaged[position // 8] ^= 1 << position % 8
        same_or_said(bytes(damaged))


def test_every_truncation_is_refused() -> None:
    for length in range(0, len(SOUND), max(1, 7 // SCALE)):
        refused(SOUND[:length])


def test_every_zeroed_or_swapped_block_is_detected() -> None:
    blocks = [SOUND[start : start + 512] for start in range(0, len(SOUND), 512)]
    for number, block in enumerate(blocks):
        same_or_said(b"".join([*blocks[:number], bytes(len(block)), *blocks[number + 1 :]]))
        same_or_said(b"".join([*blocks[:number], *blocks[number + 1 :], block]))


@settings(max_examples=150 * SCALE)
@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda data: SOUND[:60] + data + SOUND[-22:]))
def test_random_bytes_are_refused_in_words(data: bytes) -> None:
    assert opens_or_is_refused(data) is None


@settings(max_examples=150 * SCALE)
@given(st.data())
def test_random_splices_of_a_real_package_do_no_harm(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SOUND)))
    end = data.draw(st.integers(start, min(len(SOUND), start + 40)))
    same_or_said(SOUND[:start] + data.draw(st.binary(max_size=40)) + SOUND[end:])


@settings(max_examples=100 * SCALE)
@given(st.sampled_from(["project.json", "manifest.json"]), st.binary(max_size=60), st.data())
def test_random_texts_in_a_sound_container_do_no_harm(name: str, insert: bytes, data: st.DataObject) -> None:
    contents = members(SOUND)
    text = contents[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    contents[name] = text[:start] + insert + text[end:]
    opens_or_is_refused(write_package(contents.items()))


def directory_entries(data: bytes | bytearray) -> Iterator[int]:
    """Where the entries of the directory begin."""
    (start,) = struct.unpack_from("<I", data, len(data) - 6)
    while data[start : start + 4] == b"PK\x01\x02":
        yield start
        start += 46 + sum(struct.unpack_from("<HHH", data, start + 28))


def everywhere(change: Callable[[bytearray, int], None], *, field: int) -> bytes:
    """The sound package with `change` made to a header field, in the directory and the local headers alike.

    `field` counts from the version needed, the first field that both headers share.
    """
    data = bytearray(SOUND)
    for entry in list(directory_entries(SOUND)):
        (local,) = struct.unpack_from("<I", data, entry + 42)
        change(data, entry + 6 + field)
        change(data, local + 4 + field)
    return bytes(data)


def put(number: int, form: str = "<H") -> Callable[[bytearray, int], None]:
    return lambda data, place: struct.pack_into(form, data, place, number)


def in_directory(number: int, place: int, form: str) -> bytes:
    data = bytearray(SOUND)
    struct.pack_into(form, data, list(directory_entries(SOUND))[1] + place, number)
    return bytes(data)


def at_end(number: int, place: int, form: str = "<H") -> bytes:
    data = bytearray(SOUND)
    struct.pack_into(form, data, len(data) - 22 + place, number)
    return bytes(data)


def with_last_member_called(name: bytes, contents: dict[str, bytes] | None = None) -> bytes:
    """A package whose last member has a name that the writer would refuse."""
    data = bytearray(write_package([*(contents or members(SOUND)).items(), ("x" * len(name), b"evil")]))
    entry = list(directory_entries(data))[-1]
    (local,) = struct.unpack_from("<I", data, entry + 42)
    data[entry + 46 : entry + 46 + len(name)] = data[local + 30 : local + 30 + len(name)] = name
    return bytes(data)


def with_gap() -> bytes:
    (start,) = struct.unpack_from("<I", SOUND, len(SOUND) - 6)
    moved = bytearray(SOUND[:start] + b"hidden" + SOUND[start:])
    struct.pack_into("<I", moved, len(moved) - 6, start + 6)
    return bytes(moved)


def doubled_entries() -> bytes:
    """All entries of the directory twice, over the same data."""
    (length, start) = struct.unpack_from("<II", SOUND, len(SOUND) - 10)
    count = len(list(directory_entries(SOUND))) * 2
    directory = SOUND[start : start + length] * 2
    return (
        SOUND[:start]
        + directory
        + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    )


CONTENTS = members(SOUND)
CRAFTED = {
    "deflate bomb": zipped({**CONTENTS, "bomb.bin": bytes(30_000_000)}, zipfile.ZIP_DEFLATED),
    "bzip2": zipped(CONTENTS, zipfile.ZIP_BZIP2),
    "lzma": zipped(CONTENTS, zipfile.ZIP_LZMA),
    "claims compression": everywhere(put(8), field=4),
    "encrypted": everywhere(put(1), field=2),
    "strongly encrypted": everywhere(put(0x41), field=2),
    "descriptor": everywhere(put(8), field=2),
    "unknown flag": everywhere(put(0x400), field=2),
    "zip64 version": everywhere(put(45), field=0),
    "zip64 size": everywhere(put(0xFFFFFFFF, "<I"), field=16),
    "two sizes": everywhere(put(3, "<I"), field=12),
    "zip64 count": at_end(0xFFFF, 10),
    "zip64 start": at_end(0xFFFFFFFF, 16, "<I"),
    "many disks": at_end(1, 4),
    "too many entries": at_end(60_000, 10)[:-14] + struct.pack("<H", 60_000) + at_end(60_000, 10)[-12:],
    "fewer entries": at_end(1, 10),
    "comment": SOUND[:-2] + b"\x04\0note",
    "comment length": at_end(4, 20),
    "symlink": in_directory(0o120777 << 16, 38, "<I"),
    "device": in_directory(0o020666 << 16, 38, "<I"),
    "other disk": in_directory(1, 34, "<H"),
    "entry comment": in_directory(5, 32, "<H"),
    "extra field": in_directory(4, 30, "<H"),
    "name beyond the end": in_directory(60_000, 28, "<H"),
    "offset back": in_directory(0, 42, "<I"),
    "offset forth": in_directory(2**31, 42, "<I"),
    "size beyond the end": everywhere(put(2**31, "<I"), field=16),
    "other checksum in directory": in_directory(1, 16, "<I"),
    "doubled entries": doubled_entries(),
    "gap": with_gap(),
    "prefix": b"MZ" + SOUND,
    "zip before": zipped({"a": b"b"}) + SOUND,
    "suffix": SOUND + b"\n",
    "twice": SOUND + SOUND,
    "picture before": PNG + SOUND,
    "type not first": zipped(dict(reversed(CONTENTS.items()))),
    "other type": write_package([("mimetype", b"application/epub+zip"), *list(CONTENTS.items())[1:]]),
    "no text": write_package([(name, content) for name, content in CONTENTS.items() if name != "project.json"]),
    "no manifest": write_package([(name, content) for name, content in CONTENTS.items() if name != "manifest.json"]),
    "empty manifest": write_package({**CONTENTS, "manifest.json": b"{}"}.items()),
    "no members": write_package([]),
    "text altered": write_package({**CONTENTS, "project.json": CONTENTS["project.json"] + b"\n"}.items()),
}  # fmt: skip


@pytest.mark.parametrize("what", CRAFTED)
def test_crafted_containers_are_refused(what: str) -> None:
    refused(CRAFTED[what])


def test_a_repacked_project_says_how_it_was_packed() -> None:
    error = refused(zipped(CONTENTS, zipfile.ZIP_DEFLATED))
    assert (error.key, error.values["detail"]) == ("error.file.packed_differently", "compressed")


def test_a_project_packed_again_without_compression_opens() -> None:
    loaded = parse_project(zipped(CONTENTS), NAME)
    assert loaded.records == OPENED.records
    assert saved_again(loaded) == SOUND


BAD_NAMES = [
    "", ".", "..", "../x", "a/../x", "/x", "//host/x", "\\\\host\\x", "a\\b", "C:x", "c:/x", "a:b", "x/", "a//b",
    "./a", "a/.", ".hidden", "a\0b", "a\nb", "CON", "con.txt", "a/NUL", "nul.tar.gz", "COM1", "lpt9.x", "a.",
    "a./b", "a ", " a", "~root", "$HOME", "%TEMP%", "é", "a" * 102, "a/" * 9 + "a", "a*b", "a?b", "a|b", "<a>",
    '"a"', "-rf", "`id`",
]  # fmt: skip


@pytest.mark.parametrize("name", BAD_NAMES, ids=range(len(BAD_NAMES)))
def test_odd_names_are_refused(name: str) -> None:
    assert not is_member_name(name)
    with pytest.raises(PackageError, match="name"):
        write_package([("mimetype", b""), (name, b"")])
    if 0 < len(name) <= 100:
        refused(with_last_member_called(name.encode()))


@pytest.mark.parametrize("pair", [("a.txt", "a.txt"), ("a.txt", "A.TXT"), ("media/x", "MEDIA/x")])
def test_names_that_some_systems_take_for_one_are_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(PackageError, match="double_name"):
        write_package((name, b"") for name in pair)
    contents = {**CONTENTS, pair[0]: b"1"}
    assert refused(with_last_member_called(pair[1].encode(), contents)).values["detail"] == "double_name"


def test_limits_of_number_and_size() -> None:
    with pytest.raises(FileError) as caught:
        package(unknown_members={f"m{number}": b"" for number in range(2001)})
    assert caught.value.key == "error.file.too_many_members"
    assert len(read_package(write_package((f"m{number}", b"") for number in range(2000))).members) == 2000
    picture = bytes(25 * 2**20 + 1)
    contents = {**CONTENTS, f"media/{sha256(picture)}.png": picture}
    assert refused(write_package(contents.items())).key == "error.file.picture_too_big"


def test_one_damaged_picture_leaves_the_rest_open_and_its_bytes_kept() -> None:
    damaged = bytearray(SOUND)
    damaged[SOUND.index(PNG) + 10] ^= 0xFF
    loaded = parse_project(bytes(damaged), NAME)
    assert [(notice.key, notice.values["n"]) for notice in loaded.notices] == [("notice.file.pictures_damaged", 1)]
    assert loaded.records == OPENED.records
    assert loaded.media[sha256(JPEG)] == JPEG
    kept = loaded.media[sha256(PNG)]
    assert len(kept) == len(PNG) and kept != PNG
    again = parse_project(saved_again(loaded), NAME)
    assert again.media[sha256(PNG)] == kept
    assert [notice.key for notice in again.notices] == ["notice.file.pictures_damaged"]


def test_one_missing_picture_leaves_the_rest_open() -> None:
    contents = {name: content for name, content in CONTENTS.items() if sha256(PNG) not in name}
    loaded = parse_project(write_package(contents.items()), NAME)
    assert [(notice.key, notice.values["n"]) for notice in loaded.notices] == [("notice.file.pictures_missing", 1)]
    assert loaded.records == OPENED.records


def test_a_damaged_member_of_a_newer_program_is_named_and_kept() -> None:
    contents = {**CONTENTS, "newer/thing.bin": b"other"}
    loaded = parse_project(write_package(contents.items()), NAME)
    assert loaded.unknown_members == {"newer/thing.bin": b"other"}
    assert [notice.values["members"] for notice in loaded.notices] == ["newer/thing.bin"]


def test_one_picture_under_two_names_is_refused() -> None:
    assert refused(write_package({**CONTENTS, f"media/{sha256(PNG)}.gif": PNG}.items())).key == "error.file.damaged"


def test_a_damaged_type_or_a_manifest_of_odd_values_is_refused() -> None:
    damaged = bytearray(SOUND)
    damaged[45] ^= 0x20
    assert refused(bytes(damaged)).key == "error.file.is_archive"
    for old, new in ((b'"d1"', b'"../x"'), (b'"revision":7', b'"revision":-1'), (b'"name":"mimetype"', b'"name":7')):
        contents = {**CONTENTS, "manifest.json": CONTENTS["manifest.json"].replace(old, new)}
        assert refused(write_package(contents.items())).values["detail"] == "manifest.json"


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / NAME
    with path.open("wb") as stream:
        stream.truncate(513 * 2**20)
    with pytest.raises(FileError) as caught:
        load_project(path)
    assert told(caught.value).key == "error.file.too_big"


def test_what_could_not_be_opened_again_is_not_saved(tmp_path: Path) -> None:
    picture = bytes(25 * 2**20 + 1)
    with pytest.raises(FileError) as caught:
        save_project(tmp_path / NAME, State(records()), {sha256(picture): picture}, document_id="d", revision=1)
    assert told(caught.value).key == "error.file.picture_too_big"
    with pytest.raises(FileError) as caught:
        save_project(tmp_path / NAME, State(), {}, document_id="d", revision=1, unknown_members={"../x": b""})
    assert told(caught.value).key == "error.file.write.own_check"
    assert not list(tmp_path.iterdir())
