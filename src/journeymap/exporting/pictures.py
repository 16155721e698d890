"""Pictures that leave the house: without places, times, names of devices and people, comments and hidden previews.

What makes up the picture stays as it was, byte for byte; only a photograph that its metadata turn is written anew, turned.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Mapping
from types import MappingProxyType

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
)
_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_EXIF, _XMP, _ICC = 0x08, 0x04, 0x20
"""What the head of a WebP says to follow."""
_ADOBE = 0xEE
_QUALITY = 92


class CleanPictures(Mapping[str, bytes]):
    """The pictures of a project by their SHA-256, each without metadata; those that cannot be read are not there."""

    def __init__(self, media: Mapping[str, bytes]) -> None:
        self._media = media
        self._clean: dict[str, bytes] = {}

    def __getitem__(self, sha256: str) -> bytes:
        if sha256 not in self._clean:
            try:
                self._clean[sha256] = without_metadata(self._media[sha256])
            except ValueError as error:
                raise KeyError(sha256) from error
        return self._clean[sha256]

    def __iter__(self) -> Iterator[str]:
        return (sha256 for sha256 in self._media if sha256 in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def without_metadata(data: bytes) -> bytes:
    """A PNG, JPEG or WebP without anything but the picture. Raises ValueError for what is none of them or is damaged."""
    try:
        if data.startswith(_PNG):
            return _PNG + b"".join(_png_chunks(data))
        if data.startswith(b"\xff\xd8"):
            return _jpeg(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            body = b"".join(_webp_chunks(data))
            return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
    except (struct.error, IndexError, OSError) as error:
        raise ValueError("damaged picture") from error
    raise ValueError("no picture")


def as_png(data: bytes) -> bytes:
    """The same picture as PNG, for programs that know no WebP."""
    from PIL import Image

    target = io.BytesIO()
    with Image.open(io.BytesIO(data)) as picture:
        picture.convert("RGBA").save(target, "PNG")
    return target.getvalue()


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises ValueError for what is no picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size
    except UnidentifiedImageError as error:
        raise ValueError("no picture") from error


def sound_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a picture that can be read to its end; None for what is no sound picture."""
    from PIL import Image  # takes its time, and few documents hold pictures

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
            size: tuple[int, int] = picture.size
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return size


def _png_chunks(data: bytes) -> Iterator[bytes]:
    place, kind = len(_PNG), b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", data, place)
        kind = data[place + 4 : place + 8]
        end = place + 12 + length
        if end > len(data):
            raise ValueError("damaged picture")
        if kind in _PNG_KEPT:
            yield data[place:end]
        place = end


def _jpeg(data: bytes) -> bytes:
    turned = _turned(data)
    return b"\xff\xd8" + b"".join(_jpeg_segments(turned if turned is not None else data))


def _turned(data: bytes) -> bytes | None:
    """The photograph written anew, upright, where its metadata tell how to hold it; None where it is upright."""
    if b"Exif\x00\x00" not in data[:65_536]:
        return None
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data)) as picture:
        if picture.getexif().get(0x0112, 1) in (0, 1):
            return None
        target = io.BytesIO()
        ImageOps.exif_transpose(picture).save(target, "JPEG", quality=_QUALITY, exif=b"")
        return target.getvalue()


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    """The segments after the first mark. Application data go but for those that tell how colours are meant."""
    place = 2
    while True:
        if data[place] != 0xFF:
            raise ValueError("damaged picture")
        kind = data[place + 1]
        if kind == 0xFF:
            place += 1
            continue
        if kind == 0xD9:
            yield b"\xff\xd9"
            return
        (length,) = struct.unpack_from(">H", data, place + 2)
        end = place + 2 + length
        if kind == 0xE0 and data[place + 4 : place + 9] == b"JFIF\x00":
            # Its head alone; a small preview may lie behind it.
            yield b"\xff\xe0\x00\x10" + data[place + 4 : place + 16] + b"\x00\x00"
        elif kind == _ADOBE or not (0xE0 <= kind <= 0xEF or kind == 0xFE):
            yield data[place:end]
        place = end
        if kind == 0xDA:
            stop = _end_of_scan(data, place)
            yield data[place:stop]
            place = stop


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the next mark stands that is neither a restart nor an escaped byte."""
    while True:
        place = data.find(b"\xff", place)
        if place < 0 or place + 1 >= len(data):
            raise ValueError("damaged picture")
        if data[place + 1] != 0 and not 0xD0 <= data[place + 1] <= 0xD7:
            return place
        place += 2


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    place, end = 12, min(len(data), struct.unpack_from("<I", data, 4)[0] + 8)
    while place + 8 <= end:
        kind = data[place : place + 4]
        (length,) = struct.unpack_from("<I", data, place + 4)
        following = place + 8 + length + length % 2
        if place + 8 + length > len(data):
            raise ValueError("damaged picture")
        chunk = data[place:following]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~(_EXIF | _XMP | _ICC)]) + chunk[9:]
        if kind in _WEBP_KEPT:
            yield chunk
        place = following
