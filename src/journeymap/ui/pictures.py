"""Pictures as they come in, from a file, a drop or the clipboard: checked, turned upright, made small enough, without metadata.

What goes into a project is always written anew from the pixels, so that places, names of devices and hidden copies stay
behind, and the same picture always gives the same bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRect, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter

from journeymap.ui.words import say

LARGEST_FILE = 60 * 1024 * 1024
LARGEST_SIDE = 30_000
MOST_PIXELS = 120_000_000
KEPT_SIDE = 1600
"""Larger pictures are made smaller, to this many pixels at their longer side: enough for a page of A4 at 150 dots an inch."""
QUALITY = 86
DOTS_PER_METRE = 3780
FORMATS = {b"png": "PNG", b"jpeg": "JPEG", b"jpg": "JPEG", b"webp": "WebP"}
SUFFIXES = (".png", ".jpg", ".jpeg", ".jfif", ".webp")


class PictureProblem(Exception):
    """Why something is no picture for a project, in one sentence of the window's language."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.words = say(key, **values)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for a project: its bytes, what they are, their SHA-256, and what its file was called."""

    data: bytes
    mime: str
    name: str
    size: QSize

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def is_offered(data: QMimeData) -> bool:
    """Whether what is dragged or copied holds a picture, as far as one can tell without reading it."""
    return data.hasImage() or any(_is_picture_file(each) for each in _files(data))


def from_mime(data: QMimeData) -> Picture:
    """The picture in what was dropped or pasted. Raises PictureProblem."""
    files = _files(data)
    path = next((each for each in files if _is_picture_file(each)), files[0] if files else None)
    if path is not None:
        return from_file(path)
    if data.hasImage():
        image = data.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return from_image(image, "")
    raise PictureProblem("picture.none")


def from_file(path: Path) -> Picture:
    """The picture in a file. Raises PictureProblem."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PictureProblem("picture.file_too_big", name=path.name, limit=LARGEST_FILE // 2**20)
        data = path.read_bytes()
    except OSError as error:
        raise PictureProblem("picture.unreadable", name=path.name) from error
    return from_bytes(data, path.name)


def from_bytes(data: bytes, name: str) -> Picture:
    """The picture in the bytes of a file. Raises PictureProblem."""
    buffer = _buffer(data)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()) not in FORMATS:
        raise PictureProblem("picture.other_format", name=name)
    size = reader.size()
    if not size.isValid():
        raise PictureProblem("picture.damaged", name=name)
    if size.width() * size.height() > MOST_PIXELS or max(size.width(), size.height()) > LARGEST_SIDE:
        raise PictureProblem("picture.too_many_pixels", name=name, limit=MOST_PIXELS // 1_000_000)
    reader.setAutoTransform(True)
    if max(size.width(), size.height()) > KEPT_SIDE * 2:
        # JPEGs are decoded at a smaller scale: a photo of 48 megapixels in a fraction of the time and memory.
        reader.setScaledSize(size.scaled(KEPT_SIDE * 2, KEPT_SIDE * 2, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise PictureProblem("picture.damaged", name=name)
    return from_image(image, name)


def from_image(image: QImage, name: str) -> Picture:
    """A picture made of pixels, such as a part of another one or a screenshot. Raises PictureProblem."""
    if image.width() * image.height() > MOST_PIXELS:
        raise PictureProblem("picture.too_many_pixels", name=name, limit=MOST_PIXELS // 1_000_000)
    if max(image.width(), image.height()) > KEPT_SIDE:
        image = image.scaled(
            KEPT_SIDE, KEPT_SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    plain = _plain(image)
    data = _written(plain, "png")
    mime = "image/png"
    if not plain.hasAlphaChannel():
        photo = _written(plain, "jpeg")
        if len(photo) * 1.3 < len(data):  # drawings and screenshots stay sharp as PNG unless that costs much
            data, mime = photo, "image/jpeg"
    return Picture(data, mime, Path(name).name[:200], plain.size())


def part_of(image: QImage, area: QRect, name: str) -> Picture:
    """A rectangle of a picture as a picture of its own."""
    return from_image(image.copy(area.intersected(image.rect())), name)


def decoded(data: bytes) -> QImage:
    """The pixels of a project's picture; a null image where its bytes are damaged or missing."""
    buffer = _buffer(data)  # the reader does not keep it alive
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    return reader.read()


def _plain(image: QImage) -> QImage:
    """The same pixels in sRGB and nothing else: no texts, no colour profile, no resolution."""
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    kind = QImage.Format.Format_ARGB32 if _is_translucent(image) else QImage.Format.Format_RGB32
    result = QImage(image.size(), kind)
    result.setDotsPerMeterX(DOTS_PER_METRE)  # else that of the screen, and other bytes on each computer
    result.setDotsPerMeterY(DOTS_PER_METRE)
    result.fill(Qt.GlobalColor.transparent if kind == QImage.Format.Format_ARGB32 else Qt.GlobalColor.white)
    painter = QPainter(result)
    painter.drawImage(0, 0, image)
    painter.end()
    return result


def _is_translucent(image: QImage) -> bool:
    """Whether any pixel lets the ground through; many formats only say that one could."""
    if not image.hasAlphaChannel():
        return False
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    pixels, step, width = bytes(alpha.constBits()), alpha.bytesPerLine(), alpha.width()
    return any(pixels[start : start + width].strip(b"\xff") for start in range(0, step * alpha.height(), step))


def _written(image: QImage, kind: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    if kind == "jpeg":
        writer.setQuality(QUALITY)
        writer.setOptimizedWrite(True)
    if not writer.write(image):
        raise PictureProblem("picture.damaged", name="")
    return bytes(buffer.data().data())


def _buffer(data: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


def _is_picture_file(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES
