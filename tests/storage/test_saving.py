"""Whatever the disk does, the file is the old or the new one, and the user is told (rows 2–10, 24, 25, 49–54, 92)."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.storage.packages import media, records, told
from tests.strategies import SCALE

from journeymap.labels import LANGUAGES, say
from journeymap.model.changes import Label, Set
from journeymap.model.document import Document, State
from journeymap.model.records import Evidence
from journeymap.storage import (
    Disk,
    FileError,
    Identity,
    load_project,
    read_file,
    save_project,
    write_file_atomically,
)
from journeymap.storage.files import TEMPORARY_PREFIX

OLD, NEW = b"old " * 400, b"new, and longer " * 900
CODES = [
    errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EMFILE,
    errno.ENOENT, errno.ESTALE, errno.ETIMEDOUT, errno.EINTR,
]  # fmt: skip
CALLS = [name for name, value in vars(Disk).items() if callable(value)]


class Crash(BaseException):
    """The process ends here: nothing runs any more."""


class FaultyDisk(Disk):
    """The real disk, on which the n-th call fails once or for ever. It notes each call and never waits."""

    def __init__(
        self, fault: BaseException | None = None, *, at: int = -1, call: str = "", for_ever: bool = False
    ) -> None:
        self.fault, self.at, self.call, self.for_ever = fault, at, call, for_ever
        self.calls: list[str] = []
        self.slept = 0.0

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        return self._watched(name, found) if name in CALLS else found

    def _watched(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            self.calls.append(name)
            counted = [each for each in self.calls if not self.call or each == self.call]
            due = (not self.call or name == self.call) and len(counted) - 1 >= self.at >= 0
            if self.fault is not None and due and (self.for_ever or len(counted) - 1 == self.at):
                if name == "close":
                    function(*arguments)  # the descriptor is gone all the same
                raise self.fault
            return function(*arguments)

        return call

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "地图.journey"
    path.write_bytes(OLD)
    return path


def temporaries(folder: Path) -> list[Path]:
    return [each for each in folder.iterdir() if each.name.startswith(TEMPORARY_PREFIX)]


def trace(target: Path) -> list[str]:
    disk = FaultyDisk()
    write_file_atomically(target, NEW, expected=Identity.of(OLD), disk=disk)
    target.write_bytes(OLD)
    return disk.calls


def test_the_order_of_calls_is_the_protocol(target: Path) -> None:
    calls = trace(target)
    read = ["open_to_read", "read", "read", "close"]
    written = ["random_word", "create", "write", "stat", "chmod", "sync", "close"]
    assert calls == [
        "resolve", "stat", "may_write", *read, *written, "stat", *read, *read, "replace", "sync_folder",
    ]  # fmt: skip
    assert {*calls, "unlink", "sleep"} == set(CALLS)


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
def test_every_call_fails_with_every_code(target: Path, for_ever: bool) -> None:
    calls = trace(target)
    for at, name in enumerate(calls):
        if name in ("may_write", "random_word"):
            continue  # these ask nothing of the disk that could fail
        for code in CODES:
            target.write_bytes(OLD)
            disk = FaultyDisk(OSError(code, os.strerror(code)), at=at, for_ever=for_ever)
            try:
                identity = write_file_atomically(target, NEW, expected=Identity.of(OLD), disk=disk)
            except FileError as error:
                told(error, target.name)
                assert target.read_bytes() == OLD, (name, code)
            else:
                assert target.read_bytes() == NEW, (name, code)
                assert identity == Identity.of(NEW)
                assert identity.confirmed == (name != "sync_folder")
            left = temporaries(target.parent)
            assert not left or for_ever, (name, code)
            for path in left:
                path.unlink()


@pytest.mark.parametrize("size", [0, 3_000, 9_000_000])
def test_a_crash_at_every_call_leaves_the_old_or_the_new_file(target: Path, size: int) -> None:
    new = b"n" * size
    disk = FaultyDisk()
    write_file_atomically(target, new, disk=disk)
    for at in range(len(disk.calls) + 1):
        target.write_bytes(OLD)
        try:
            write_file_atomically(target, new, disk=FaultyDisk(Crash(), at=at, for_ever=True))
        except Crash:
            replaced = at > disk.calls.index("replace")
            assert target.read_bytes() == (new if replaced else OLD)
        for path in temporaries(target.parent):
            path.unlink()


class StutteringDisk(Disk):
    def __init__(self, pattern: list[int]) -> None:
        self.pattern = pattern

    def write(self, descriptor: int, data: memoryview) -> int:
        size = self.pattern.pop() if self.pattern else len(data)
        if size < 0:
            raise InterruptedError(errno.EINTR, "interrupted")
        return super().write(descriptor, data[:size]) if size else 0


@settings(max_examples=60 * SCALE, deadline=None)
@given(pattern=st.lists(st.integers(-1, 5_000) | st.integers(1, 5_000), max_size=12))
def test_short_writes_complete_or_fail_cleanly(tmp_path_factory: pytest.TempPathFactory, pattern: list[int]) -> None:
    target = tmp_path_factory.mktemp("short") / "a.journey"
    target.write_bytes(OLD)
    try:
        write_file_atomically(target, NEW, disk=StutteringDisk(list(pattern)))
    except FileError as error:
        told(error, target.name)
        assert min(pattern) <= 0
        assert target.read_bytes() == OLD
    else:
        assert target.read_bytes() == NEW
    assert not temporaries(target.parent)


def test_a_failed_sync_is_not_tried_again_and_the_next_save_starts_afresh(target: Path) -> None:
    disk = FaultyDisk(OSError(errno.EIO, "sync"), call="sync", at=0)
    with pytest.raises(FileError) as caught:
        write_file_atomically(target, NEW, disk=disk)
    assert (caught.value.key, caught.value.values["code"]) == ("error.file.write.failed", "EIO")
    assert disk.calls.count("sync") == 1
    assert disk.calls[disk.calls.index("sync") :] == ["sync", "close", "unlink"]
    write_file_atomically(target, NEW, disk=disk)
    assert disk.calls.count("create") == 2
    assert target.read_bytes() == NEW


def test_a_failed_close_is_a_failed_save(target: Path) -> None:
    disk = FaultyDisk(OSError(errno.EDQUOT, "flush"), call="close", at=0)
    with pytest.raises(FileError) as caught:
        write_file_atomically(target, NEW, disk=disk)
    assert caught.value.key == "error.file.write.disk_full"
    assert target.read_bytes() == OLD
    assert not temporaries(target.parent)


def test_a_folder_that_does_not_confirm_is_reported_with_the_save(target: Path) -> None:
    identity = write_file_atomically(target, NEW, disk=FaultyDisk(OSError(errno.EIO, "x"), call="sync_folder", at=0))
    assert not identity.confirmed
    assert target.read_bytes() == NEW


@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "held"), OSError(errno.EBUSY, "busy")])
@pytest.mark.parametrize("refusals", range(9))
def test_a_refused_replacement_is_tried_for_a_bounded_time(target: Path, refusals: int, error: OSError) -> None:
    class HeldDisk(FaultyDisk):
        def replace(self, source: Path, target: Path) -> None:
            if self.calls.count("replace") <= refusals:
                raise error
            super().replace(source, target)

    disk = HeldDisk()
    if refusals <= 6:
        write_file_atomically(target, NEW, disk=disk)
        assert target.read_bytes() == NEW
    else:
        with pytest.raises(FileError) as caught:
            write_file_atomically(target, NEW, disk=disk)
        told(caught.value, target.name)
        assert target.read_bytes() == OLD
        assert "unlink" in disk.calls
    assert disk.slept <= 2.5 + 1e-9
    assert not temporaries(target.parent)


class LyingDisk(Disk):
    """Reports success but keeps something else."""

    def __init__(self, change: Callable[[bytes], bytes]) -> None:
        self.change = change

    def close(self, descriptor: int) -> None:
        super().close(descriptor)
        for path in temporaries(self.folder):
            path.write_bytes(self.change(path.read_bytes()))

    folder = Path()


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:-1],
        lambda data: b"",
        lambda data: data + b"\0",
        lambda data: b"X" + data[1:],
        lambda data: bytes(len(data)),
    ],
)
def test_bytes_stored_otherwise_are_noticed_before_the_old_file_goes(
    target: Path, change: Callable[[bytes], bytes]
) -> None:
    disk = LyingDisk(change)
    disk.folder = target.parent
    with pytest.raises(FileError) as caught:
        write_file_atomically(target, NEW, disk=disk)
    assert told(caught.value, target.name).key == "error.file.stored_wrongly"
    assert target.read_bytes() == OLD
    assert not temporaries(target.parent)


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (errno.ENOSPC, "disk_full"), (errno.EROFS, "read_only_disk"), (errno.EACCES, "no_permission"),
        (errno.ENOENT, "place_gone"), (errno.ESTALE, "place_gone"), (errno.ENAMETOOLONG, "bad_name"),
        (errno.EIO, "failed"), (errno.EMFILE, "failed"),
    ],
)  # fmt: skip
def test_the_reason_is_told_exactly_in_both_languages(target: Path, code: int, cause: str) -> None:
    with pytest.raises(FileError) as caught:
        write_file_atomically(target, NEW, disk=FaultyDisk(OSError(code, "x"), call="create", at=0))
    assert caught.value.key == f"error.file.write.{cause}"
    for language in LANGUAGES:
        assert errno.errorcode[code] in say(caught.value.key, language, **caught.value.values)


def test_a_new_file_and_an_unusual_name(tmp_path: Path) -> None:
    for name in ("new.journey", "界" * 80 + ".journey", "-rf", "a b'c\".journey", "e\u0301.journey", "CON.journey"):
        identity = write_file_atomically(tmp_path / name, NEW)
        assert read_file(tmp_path / name) == (NEW, identity)
    assert not temporaries(tmp_path)


@pytest.mark.parametrize("name", ["x" * 300, "nul\0byte"])
def test_an_impossible_name_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError) as caught:
        write_file_atomically(tmp_path / name, NEW)
    assert told(caught.value, name).key == "error.file.write.bad_name"
    with pytest.raises(FileError) as caught:
        read_file(tmp_path / name)
    assert told(caught.value, name).key == "error.file.read.bad_name"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        write_file_atomically(tmp_path / "gone" / "a.journey", NEW)
    assert caught.value.key == "error.file.write.place_gone"


@pytest.mark.skipif(os.name == "nt", reason="links and modes of POSIX")
def test_a_link_stays_a_link_and_modes_are_kept(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    real = tmp_path / "shared" / "real.journey"
    real.write_bytes(OLD)
    real.chmod(0o664)
    link = tmp_path / "link.journey"
    link.symlink_to(real)
    write_file_atomically(link, NEW)
    assert link.is_symlink()
    assert real.read_bytes() == NEW
    assert stat.S_IMODE(real.stat().st_mode) == 0o664
    private = tmp_path / "private.journey"
    private.write_bytes(OLD)
    private.chmod(0o600)
    write_file_atomically(private, NEW)
    assert stat.S_IMODE(private.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_the_unfinished_file_is_private_and_not_guessable(target: Path) -> None:
    target.chmod(0o644)
    seen: list[tuple[str, int]] = []

    class WatchedDisk(Disk):
        def write(self, descriptor: int, data: memoryview) -> int:
            (path,) = temporaries(target.parent)
            seen.append((path.name, stat.S_IMODE(path.stat().st_mode)))
            return super().write(descriptor, data)

    write_file_atomically(target, NEW, disk=WatchedDisk())
    write_file_atomically(target, OLD, disk=WatchedDisk())
    assert {mode for _name, mode in seen} == {0o600}
    assert len({name for name, _mode in seen}) == 2


def test_a_file_in_the_way_of_the_unfinished_one_is_not_touched(target: Path) -> None:
    class PredictableDisk(Disk):
        def random_word(self) -> str:
            return "word"

    squatter = target.with_name(f"{TEMPORARY_PREFIX}word.tmp")
    squatter.write_bytes(b"not ours")
    with pytest.raises(FileError):
        write_file_atomically(target, NEW, disk=PredictableDisk())
    assert squatter.read_bytes() == b"not ours"
    assert target.read_bytes() == OLD


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_protected_file_and_what_is_no_file_are_refused(target: Path) -> None:
    target.chmod(0o444)
    with pytest.raises(FileError) as caught:
        write_file_atomically(target, NEW)
    assert told(caught.value, target.name).key == "error.file.write_protected"
    assert target.read_bytes() == OLD
    pipe = target.with_name("pipe")
    os.mkfifo(pipe)
    for path, kind in ((target.parent, "folder"), (pipe, "device")):
        for attempt in (lambda path: write_file_atomically(path, NEW), read_file):
            with pytest.raises(FileError) as caught:
                attempt(path)
            assert told(caught.value, path.name).key == f"error.file.is_{kind}"


def changed(state: State, text: str) -> State:
    document = Document(state)
    document.apply([Set("e", "source", text)], Label("edit"))
    return document.snapshot()


@pytest.fixture
def state() -> State:
    return State([*records(), Evidence(id="e")])


def save(path: Path, state: State, **more: Any) -> Identity:
    return save_project(path, state, media(), document_id="d1", revision=1, **more)


def test_a_project_is_saved_edited_and_saved_again(tmp_path: Path, state: State) -> None:
    path = tmp_path / "a.journey"
    first = save(path, state)
    loaded = load_project(path)
    assert loaded.identity == first
    assert list(loaded.records) == state.live_records()
    second = save(path, changed(state, "log"), expected=loaded.identity)
    assert load_project(path).identity == second != first


def test_a_change_by_somebody_else_is_not_overwritten(tmp_path: Path, state: State) -> None:
    path = tmp_path / "a.journey"
    mine = save(path, state)
    theirs = save(path, changed(state, "theirs"))
    os.utime(path, ns=(mine.mtime_ns, mine.mtime_ns))
    with pytest.raises(FileError) as caught:
        save(path, changed(state, "mine"), expected=mine)
    assert told(caught.value, path.name).key == "error.file.changed_on_disk"
    assert load_project(path).identity == theirs
    save(path, changed(state, "mine"), expected=theirs)


def test_a_change_in_the_middle_of_a_save_is_not_overwritten_either(tmp_path: Path, state: State) -> None:
    path = tmp_path / "a.journey"
    mine = save(path, state)

    class SharedDisk(Disk):
        def sync(self, descriptor: int) -> None:
            super().sync(descriptor)
            path.write_bytes(b"theirs")

    with pytest.raises(FileError) as caught:
        save(path, changed(state, "mine"), expected=mine, disk=SharedDisk())
    assert caught.value.key == "error.file.changed_on_disk"
    assert path.read_bytes() == b"theirs"
    assert not temporaries(tmp_path)


def test_a_touched_file_is_the_same_file(tmp_path: Path, state: State) -> None:
    path = tmp_path / "a.journey"
    mine = save(path, state)
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)
    os.utime(path, (10**9, 10**9))
    save(path, changed(state, "mine"), expected=mine)


def test_a_file_that_went_away_is_asked_about(tmp_path: Path, state: State) -> None:
    path = tmp_path / "a.journey"
    mine = save(path, state)
    path.rename(tmp_path / "b.journey")
    with pytest.raises(FileError) as caught:
        save(path, state, expected=mine)
    assert told(caught.value, path.name).key == "error.file.removed_from_disk"
    assert not path.exists()


def test_every_fault_of_the_disk_while_opening_is_told(tmp_path: Path, state: State) -> None:
    path = tmp_path / "a.journey"
    save(path, state)
    watched = FaultyDisk()
    load_project(path, watched)
    for at in range(len(watched.calls)):
        for code in CODES:
            with pytest.raises(FileError) as caught:
                load_project(path, FaultyDisk(OSError(code, "x"), at=at))
            told(caught.value, path.name)
    with pytest.raises(FileError) as caught:
        load_project(tmp_path / "never.journey")
    assert caught.value.key == "error.file.read.not_found"


def test_saving_proves_its_bytes_before_it_touches_the_disk(tmp_path: Path, state: State) -> None:
    document = Document(state)
    broken = document.state.find("e")
    assert broken is not None
    path = tmp_path / "a.journey"
    disk = FaultyDisk()
    with pytest.raises(FileError) as caught:
        save(path, State([broken.model_copy(update={"sample": -5})]), disk=disk)
    assert told(caught.value, path.name).key == "error.file.write.own_check"
    assert caught.value.values["detail"] == "evidence.sample"
    assert not disk.calls
    assert not path.exists()
