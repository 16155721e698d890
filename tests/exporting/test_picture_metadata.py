"""Pictures leave without their metadata: no place, no device, no name, no hidden preview, and otherwise as they were."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from PIL import Image, PngImagePlugin
from pptx import Presentation

from journeymap.exporting import PosterOptions, Wish, export
from journeymap.exporting.pictures import CleanPictures, without_metadata
from journeymap.model.document import State
from journeymap.model.records import Media, Touchpoint
from journeymap.model.text import LocalText
from tests.journeys import chain_of, frame

SECRETS = (b"Secretcamera", b"Secretname", b"Secretplace", b"Secretcomment", b"Secrettail")


def a_photo() -> Image.Image:
    """Red on the left, blue on the right, higher than wide."""
    photo = Image.new("RGB", (40, 60), "blue")
    photo.paste("red", (0, 0, 20, 60))
    return photo


def exif(turned: int = 1) -> bytes:
    found = Image.Exif()
    found[0x0110] = "Secretcamera"
    found[0x013B] = "Secretname"
    found[0x0112] = turned
    found.get_ifd(0x8825)[29] = "Secretplace"
    return found.tobytes()


def written(kind: str, turned: int = 1) -> bytes:
    """A picture with everything in it that tells on people."""
    target = io.BytesIO()
    match kind:
        case "png":
            notes = PngImagePlugin.PngInfo()
            notes.add_text("Author", "Secretname")
            notes.add_itxt("XML:com.adobe.xmp", "Secretplace", zip=True)
            notes.add_text("Comment", "Secretcomment", zip=True)
            a_photo().save(target, "PNG", pnginfo=notes, exif=exif(turned), dpi=(200, 200))
        case "jpeg":
            a_photo().save(
                target,
                "JPEG",
                exif=exif(turned),
                comment=b"Secretcomment",
                xmp=b"Secretplace",
                progressive=True,
                quality=95,
            )
        case _:
            a_photo().save(target, "WEBP", exif=exif(turned), xmp=b"Secretplace", lossless=True)
    return target.getvalue() + b"Secrettail"


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return picture


def zipped_secrets(data: bytes) -> list[str]:
    """What Pillow can still read out of a picture."""
    picture = opened(data)
    return [str(value) for value in (*picture.info.values(), *picture.getexif().values()) if "Secret" in str(value)]


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_metadata_go_and_the_picture_stays_as_it_was(kind: str) -> None:
    data = written(kind)
    assert sum(secret in data for secret in SECRETS) >= 3
    clean = without_metadata(data)
    assert [secret for secret in SECRETS if secret in clean] == []
    assert zipped_secrets(clean) == []
    assert opened(clean).tobytes() == opened(data).tobytes()
    assert opened(clean).format == opened(data).format
    assert without_metadata(clean) == clean


def test_a_photograph_that_was_held_sideways_is_turned() -> None:
    clean = without_metadata(written("jpeg", turned=6))
    picture = opened(clean)
    assert picture.size == (60, 40)
    assert not picture.getexif()
    red, _, blue = picture.getpixel((30, 5))  # type: ignore[misc]
    assert red > 200
    assert blue < 100
    assert [secret for secret in SECRETS if secret in clean] == []


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\x00\x00", b"RIFF\x10\x00\x00\x00WEBPVP8 \xff\xff\x00\x00"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="picture"):
        without_metadata(data)


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_damaged_pictures_are_refused_or_cleaned_and_never_anything_else(kind: str) -> None:
    data = written(kind)
    for end in range(2, len(data), 7):
        try:
            clean = without_metadata(data[:end])
        except ValueError:
            continue
        assert [secret for secret in SECRETS if secret in clean] == []


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_slides_show_pictures_and_hold_nothing_else_of_them(kind: str) -> None:
    data = written(kind)
    sha256 = hashlib.sha256(data).hexdigest()
    media = Media(id="m", sha256=sha256, mime=f"image/{kind}", alternative_text=LocalText(en="The desk"))
    points = [
        each.model_copy(update={"media_id": "m"}) if isinstance(each, Touchpoint) and each.id == "a" else each
        for each in chain_of("a", "b")
    ]
    wish = Wish("slides", PosterOptions(languages=("en",)))
    found = export(State([*frame(), *points, media]), "j", wish, "pptx", {sha256: data}).data
    with zipfile.ZipFile(io.BytesIO(found)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert [secret for secret in SECRETS if secret in everything] == []
    shown = [
        shape for slide in Presentation(io.BytesIO(found)).slides for shape in slide.shapes if hasattr(shape, "image")
    ]
    assert len(shown) == 1
    assert shown[0]._element.xpath(".//p:cNvPr/@descr") == ["The desk"]
    assert opened(shown[0].image.blob).size == (40, 60)
    assert shown[0].width / shown[0].height == pytest.approx(40 / 60, rel=0.01)


def test_pictures_of_a_project_are_clean_wherever_they_go() -> None:
    clean = CleanPictures({"good": written("png"), "bad": b"no picture"})
    assert set(clean) == {"good"}
    assert len(clean) == 1
    assert clean.get("bad") is None
    assert [secret for secret in SECRETS if secret in clean["good"]] == []


def test_a_picture_that_cannot_be_read_is_left_out_of_slides() -> None:
    media = Media(id="m", sha256="0" * 64)
    point = Touchpoint(id="a", journey_id="j", stage_id="s1", lane_id="front", media_id="m")
    found = export(State([*frame(), point, media]), "j", Wish("slides"), "pptx", {"0" * 64: b"no picture"}).data
    assert len(Presentation(io.BytesIO(found)).slides) >= 2
