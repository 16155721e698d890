"""Bytes on disk: reading them, and replacing a file so that at any moment the old or the new one is there, complete.

Every disk call that saving makes goes through one `Disk`, so that a test can let any of them fail. Projects, exports
and settings share `write_file_atomically`. The journal, backups, locks and the choice between two versions after a
conflict will be modules of their own beside this one and use the same `Disk`; removing temporary files that a crash
left belongs to recovery.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from journeymap.storage.errors import FileError

MAX_READ = 512 * 1024 * 1024
TEMPORARY_PREFIX, TEMPORARY_SUFFIX = ".journeymap-", ".tmp"
"""What the names of unfinished files begin and end with; folder listings and recovery go by it."""
_PIECE = 8 * 1024 * 1024
_RETRY_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 0.95)
_NO_WRITE_BITS = 0o222

_CAUSES = {
    errno.ENOSPC: "disk_full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "read_only_disk",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EBUSY: "in_use",
    getattr(errno, "ETXTBSY", errno.EBUSY): "in_use",
    errno.ENOENT: "place_gone",
    errno.ENOTDIR: "place_gone",
    getattr(errno, "ESTALE", errno.ENOENT): "place_gone",
    errno.ENODEV: "place_gone",
    errno.ENXIO: "place_gone",
    errno.ETIMEDOUT: "place_gone",
    errno.ENETDOWN: "place_gone",
    errno.ENETUNREACH: "place_gone",
    errno.EHOSTUNREACH: "place_gone",
    getattr(errno, "EHOSTDOWN", errno.EHOSTUNREACH): "place_gone",
    errno.ENAMETOOLONG: "bad_name",
    errno.EINVAL: "bad_name",
    errno.EILSEQ: "bad_name",
    errno.ELOOP: "bad_name",
}
_SHARING_VIOLATIONS = (32, 33)  # Windows: open in another program


@dataclass(frozen=True)
class Identity:
    """Which bytes a file held when it was opened or saved. Two are equal if the bytes are; times say nothing.

    `confirmed` is False where the disk did not confirm that the new file will outlive a power failure.
    """

    sha256: str
    size: int
    mtime_ns: int = field(default=0, compare=False)
    confirmed: bool = field(default=True, compare=False)

    @classmethod
    def of(cls, data: bytes, mtime_ns: int = 0) -> Identity:
        return cls(hashlib.sha256(data).hexdigest(), len(data), mtime_ns)


class Disk:
    """The calls of the operating system that reading and saving need, one method each. Failures are OSErrors."""

    def resolve(self, path: Path) -> Path:
        """The file that `path` finally leads to; it need not exist."""
        return Path(os.path.realpath(path))

    def stat(self, path: Path) -> os.stat_result:
        return path.stat()

    def may_write(self, path: Path) -> bool:
        return os.access(path, os.W_OK)

    def open_to_read(self, path: Path) -> int:
        return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))

    def create(self, path: Path, mode: int) -> int:
        """Open a file for writing that must not exist yet, not even as a link."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        return os.open(path, flags, mode)

    def read(self, descriptor: int, size: int) -> bytes:
        return os.read(descriptor, size)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some of `data` and say how much."""
        return os.write(descriptor, data)

    def chmod(self, path: Path, mode: int) -> None:
        path.chmod(mode)

    def sync(self, descriptor: int) -> None:
        """Return when the disk has the bytes."""
        if sys.platform == "darwin":
            import fcntl

            # Network file systems do not know the stronger call; for them the plain one is all there is.
            with contextlib.suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        source.replace(target)

    def unlink(self, path: Path) -> None:
        path.unlink()

    def sync_folder(self, folder: Path) -> None:
        """Return when the disk has the folder's entries. Windows has no such call and does it with the replacing."""
        if os.name == "nt":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def random_word(self) -> str:
        return secrets.token_hex(8)


DISK = Disk()


def read_file(path: Path, disk: Disk = DISK) -> tuple[bytes, Identity]:
    """The bytes of a file and which they are. Raises FileError, also for what is no plain file or too big."""
    name = path.name
    try:
        status = disk.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise FileError("error.file.is_folder", name=name)
        if not stat.S_ISREG(status.st_mode):
            raise FileError("error.file.is_device", name=name)
        if status.st_size > MAX_READ:
            raise FileError("error.file.too_big", name=name, limit=MAX_READ // 2**20)
        data = _read_all(path, disk)
    except (OSError, ValueError) as error:
        raise _reading_failed(error, name) from error
    return data, Identity.of(data, status.st_mtime_ns)


def write_file_atomically(path: Path, data: bytes, *, expected: Identity | None = None, disk: Disk = DISK) -> Identity:
    """Put `data` in the place of the file at `path`, or raise FileError and leave that file as it was.

    A link stays a link; the file keeps its mode. With `expected`, a file that holds other bytes by now, or is gone,
    is not touched. Takes up to 2.5 s where another program keeps the file busy, so call it from a worker.
    """
    try:
        target = disk.resolve(path)
        mode = _mode_of_target(target, disk)
    except (OSError, ValueError) as error:
        raise _writing_failed(error, path.name) from error
    _refuse_if_changed(target, expected, disk)
    temporary = target.with_name(f"{TEMPORARY_PREFIX}{disk.random_word()}{TEMPORARY_SUFFIX}")
    try:
        descriptor = disk.create(temporary, 0o666 if mode is None else 0o600)
    except OSError as error:
        raise _writing_failed(error, target.name) from error
    with _removed_on_failure(temporary, target.name, disk):
        _fill(descriptor, temporary, data, mode, disk)
        mtime_ns = disk.stat(temporary).st_mtime_ns
        if _read_all(temporary, disk) != data:
            raise FileError("error.file.stored_wrongly", name=target.name)
        _refuse_if_changed(target, expected, disk)
        _replace(temporary, target, disk)
    try:
        disk.sync_folder(target.parent)
        confirmed = True
    except OSError:
        confirmed = False
    identity = Identity.of(data, mtime_ns)
    return Identity(identity.sha256, identity.size, mtime_ns, confirmed)


def _mode_of_target(target: Path, disk: Disk) -> int | None:
    """The permission bits of the file to be replaced, None where there is none. Raises FileError if it is protected."""
    try:
        status = disk.stat(target)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise FileError("error.file.is_folder", name=target.name)
    if not stat.S_ISREG(status.st_mode):
        raise FileError("error.file.is_device", name=target.name)
    if not status.st_mode & _NO_WRITE_BITS or not disk.may_write(target):
        raise FileError("error.file.write_protected", name=target.name)
    return stat.S_IMODE(status.st_mode)


def _refuse_if_changed(target: Path, expected: Identity | None, disk: Disk) -> None:
    """Only the bytes decide: sync programs touch files that are the same, and times may lie."""
    if expected is None:
        return
    try:
        present = Identity.of(_read_all(target, disk))
    except FileNotFoundError:
        raise FileError("error.file.removed_from_disk", name=target.name) from None
    except OSError as error:
        raise _writing_failed(error, target.name) from error
    if present != expected:
        raise FileError("error.file.changed_on_disk", name=target.name)


@contextmanager
def _removed_on_failure(temporary: Path, name: str, disk: Disk) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        # A temporary file that cannot be removed now either is left to recovery; the first failure is what to tell.
        with contextlib.suppress(OSError):
            disk.unlink(temporary)
        if isinstance(error, OSError):
            raise _writing_failed(error, name) from error
        raise


def _fill(descriptor: int, path: Path, data: bytes, mode: int | None, disk: Disk) -> None:
    """Write and close the new file, down to the disk. A failed sync is not tried again: it may lie then."""
    try:
        rest = memoryview(data)
        while rest:
            written = disk.write(descriptor, rest[:_PIECE])
            if written <= 0:
                raise OSError(errno.EIO, "the disk takes no more bytes")
            rest = rest[written:]
        if mode is not None and stat.S_IMODE(disk.stat(path).st_mode) != mode:
            disk.chmod(path, mode)
        disk.sync(descriptor)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.close(descriptor)
        raise
    disk.close(descriptor)


def _read_all(path: Path, disk: Disk) -> bytes:
    descriptor = disk.open_to_read(path)
    try:
        pieces: list[bytes] = []
        size = 0
        while size <= MAX_READ and (piece := disk.read(descriptor, _PIECE)):
            pieces.append(piece)
            size += len(piece)
        return b"".join(pieces)
    finally:
        disk.close(descriptor)


def _replace(temporary: Path, target: Path, disk: Disk) -> None:
    """Virus scanners and sync programs hold files for moments; a refusal is only believed after some of them."""
    for seconds in _RETRY_SECONDS:
        try:
            return disk.replace(temporary, target)
        except OSError as error:
            if not isinstance(error, PermissionError) and error.errno != errno.EBUSY:
                raise
        disk.sleep(seconds)
    return disk.replace(temporary, target)


def _cause(error: OSError | ValueError) -> tuple[str, str]:
    """Why a call failed, as a word for `labels`, and the system's own name for it."""
    if isinstance(error, ValueError):
        return "bad_name", "ValueError"
    windows_code = getattr(error, "winerror", None)
    if windows_code in _SHARING_VIOLATIONS:
        return "in_use", f"WinError {windows_code}"
    code = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return _CAUSES.get(error.errno or 0, "failed"), code


def _reading_failed(error: OSError | ValueError, name: str) -> FileError:
    cause, code = _cause(error)
    if isinstance(error, FileNotFoundError):
        cause = "not_found"
    return FileError(f"error.file.read.{cause}", name=name, code=code)


def _writing_failed(error: OSError | ValueError, name: str) -> FileError:
    cause, code = _cause(error)
    return FileError(f"error.file.write.{cause}", name=name, code=code)
