"""The container: a zip in one strict form, written and read by hand, so that any bytes have one reading or none.

Members are stored, never compressed, and lie without gaps in the order of the directory; no comments, extra fields,
encryption, descriptors or 64-bit records. So nothing can grow while it is read, and any zip program can open what is
written here. What the members mean is left to `project_file`; their names never become paths.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from struct import Struct

MAX_BYTES = 512 * 1024 * 1024
MAX_MEMBERS = 2_000

# Layouts by PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16. The common part is the same in both headers:
# version needed, flags, method, time, date, CRC-32, packed size, size, length of name, length of extra fields.
_COMMON = "HHHHHIIIHH"
_LOCAL = Struct("<4s" + _COMMON)
_CENTRAL = Struct("<4sH" + _COMMON + "HHHII")
_END = Struct("<4sHHHHIIH")
_LOCAL_SIGN, _CENTRAL_SIGN, _END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION = 20
_TIME, _DATE = 0, 0x0021  # 1 January 1980, the zip format's own zero
_UTF8_FLAG = 0x0800
_ENCRYPTED_FLAGS = 0x0041 | 0x2000
_DESCRIPTOR_FLAG = 0x0008
_FILE_TYPE, _REGULAR_FILE = 0o170000, 0o100000

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9_][A-Za-z0-9._-]{0,99}){0,7}")
_DEVICE = re.compile(r"(^|/)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|/|$)", re.IGNORECASE)


class PackageError(ValueError):
    """Why bytes are no package of this form, as a word for `labels`.

    `packed` is True where the bytes may be a sound zip that only uses what this form leaves out.
    """

    def __init__(self, reason: str, *, packed: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.packed = packed


@dataclass(frozen=True)
class Package:
    """Members in their order, and the names of those whose bytes do not match their checksum."""

    members: dict[str, bytes]
    damaged: frozenset[str] = frozenset()


def is_member_name(name: str) -> bool:
    """Whether a member may have this name: plain ASCII parts that no file system gives a meaning of its own."""
    return bool(
        len(name) <= 200
        and _NAME.fullmatch(name)
        and not _DEVICE.search(name)
        and not any(part.endswith(".") for part in name.split("/"))
    )


def write_package(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A package with these members in this order. Raises PackageError beyond the limits that reading has."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    names: set[str] = set()
    offset = 0
    for name, data in members:
        _check_name(name, names)
        encoded = name.encode("ascii")
        size = len(data)
        common = (_VERSION, 0, 0, _TIME, _DATE, zlib.crc32(data), size, size, len(encoded), 0)
        pieces += (_LOCAL.pack(_LOCAL_SIGN, *common), encoded, data)
        directory += (_CENTRAL.pack(_CENTRAL_SIGN, _VERSION, *common, 0, 0, 0, 0, offset), encoded)
        offset += _LOCAL.size + len(encoded) + size
        if len(names) > MAX_MEMBERS:
            raise PackageError("members")
        if offset > MAX_BYTES:
            raise PackageError("size")
    length = sum(map(len, directory))
    end = _END.pack(_END_SIGN, 0, 0, len(names), len(names), length, offset, 0)
    result = b"".join((*pieces, *directory, end))
    if len(result) > MAX_BYTES:
        raise PackageError("size")
    return result


def read_package(data: bytes) -> Package:
    """The members of a package. Raises PackageError for anything that `write_package` would not have written."""
    if len(data) > MAX_BYTES:
        raise PackageError("size")
    if len(data) < _END.size or not data.startswith(_LOCAL_SIGN):
        raise PackageError("beginning")
    sign, disk, directory_disk, here, count, length, start, comment = _END.unpack_from(data, len(data) - _END.size)
    if sign != _END_SIGN:
        raise PackageError("end")
    if 0xFFFF in (here, count) or 0xFFFFFFFF in (length, start):
        raise PackageError("zip64", packed=True)
    if disk or directory_disk or comment or here != count:
        raise PackageError("end")
    if count > MAX_MEMBERS:
        raise PackageError("members")
    if start + length + _END.size != len(data):
        raise PackageError("gap", packed=True)
    members: dict[str, bytes] = {}
    damaged: set[str] = set()
    names: set[str] = set()
    entry, offset = start, 0
    for _ in range(count):
        name, crc, size, entry = _directory_entry(data, entry, len(data) - _END.size, offset)
        _check_name(name, names)
        begin = offset + _LOCAL.size + len(name)
        offset = begin + size
        if offset > start:
            raise PackageError("overlap", packed=True)
        content = data[begin:offset]
        members[name] = content
        if zlib.crc32(content) != crc:
            damaged.add(name)
    if offset != start or entry != len(data) - _END.size:
        raise PackageError("gap", packed=True)
    return Package(members, frozenset(damaged))


def _directory_entry(data: bytes, entry: int, limit: int, expected_offset: int) -> tuple[str, int, int, int]:
    """Name, CRC-32 and size of a member, proven against its local header, and where the next entry begins."""
    if entry + _CENTRAL.size > limit:
        raise PackageError("directory")
    sign, _made_by, *common, comment, disk, _internal, external, offset = _CENTRAL.unpack_from(data, entry)
    needed, flags, method, _time, _date, crc, packed_size, size, name_length, extra_length = common
    if sign != _CENTRAL_SIGN or disk:
        raise PackageError("directory")
    if flags & _ENCRYPTED_FLAGS:
        raise PackageError("encrypted", packed=True)
    if method:
        raise PackageError("compressed", packed=True)
    if flags & _DESCRIPTOR_FLAG:
        raise PackageError("descriptor", packed=True)
    if needed > _VERSION or 0xFFFFFFFF in (packed_size, size, offset):
        raise PackageError("zip64", packed=True)
    if flags & ~_UTF8_FLAG or packed_size != size:
        raise PackageError("directory")
    if comment or extra_length:
        raise PackageError("extra_fields", packed=True)
    if (external >> 16) & _FILE_TYPE not in (0, _REGULAR_FILE):
        raise PackageError("no_plain_file", packed=True)
    if offset != expected_offset:
        raise PackageError("overlap" if offset < expected_offset else "gap", packed=True)
    following = entry + _CENTRAL.size + name_length
    name = data[entry + _CENTRAL.size : following]
    if following > limit or offset + _LOCAL.size + name_length > entry:
        raise PackageError("directory")
    local = _LOCAL.unpack_from(data, offset)
    if local != (_LOCAL_SIGN, *common) or data[offset + _LOCAL.size : offset + _LOCAL.size + name_length] != name:
        raise PackageError("local_header")
    if not name.isascii():
        raise PackageError("name", packed=True)
    return name.decode("ascii"), crc, size, following


def _check_name(name: str, known: set[str]) -> None:
    """File systems that ignore case would take `A` and `a` for one; so does this form."""
    if not is_member_name(name):
        raise PackageError("name", packed=True)
    if name.lower() in known:
        raise PackageError("double_name", packed=True)
    known.add(name.lower())
