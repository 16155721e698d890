"""Builds the fonts the program ships, and the widths it measures text with, into `resources/fonts/`.

The text face is Noto Sans SC in two weights, cut down to what Chinese and European names and forms need and
renamed, so that a Noto Sans SC installed on the computer cannot take its place. Noto Emoji is copied as it is.
The results are committed; run this only to change them: `python scripts/build_fonts.py`. It needs npm on the path
and the development dependencies, and gives the same bytes each time with the same version of fontTools.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pypinyin_dict.pinyin_data import kmandarin_8105

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"

FAMILY = "Journeymap Sans SC"
SANS = "@expo-google-fonts/noto-sans-sc@0.4.3"
EMOJI = "@expo-google-fonts/noto-emoji@0.4.7"

# The source files as they were when the results were looked at; another content stops the build.
DIGESTS = {
    "NotoSansSC_400Regular.ttf": "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    "NotoSansSC_700Bold.ttf": "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
    "NotoEmoji_400Regular.ttf": "24aaa2a20c9c06ffe9bf04284bfd1f14376a329d10122f902abe2770817eb504",
}

FEATURES = ["kern", "ccmp", "locl", "mark", "palt", "vert"]

# How far an em dash reaches beyond its place on each side, so that no seam shows between two.
DASH_OVERLAP = 8

# What is kept besides GBK, the unified ideographs and the general table; first and last code point.
BLOCKS = [
    (0x0020, 0x058F),  # Latin, marks, Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin with two marks: pinyin, Vietnamese
    (0x2000, 0x2BFF),  # punctuation, currency, arrows, mathematics, circled digits, boxes, signs
    (0x2E80, 0x2FDF),  # radicals, which come in by copying from PDFs
    (0x3000, 0x312F),  # CJK punctuation, kana, bopomofo
    (0x31A0, 0x31FF),  # more bopomofo, strokes, small kana
    (0x3200, 0x33FF),  # circled and squared characters
    (0xFE10, 0xFE6F),  # vertical and small forms
    (0xFF00, 0xFF9F),  # fullwidth forms, halfwidth kana
    (0xFFE0, 0xFFFD),
    (0x1F100, 0x1F2FF),  # boxed letters and characters
]


def gbk() -> set[int]:
    """The code points of every two-byte character of GBK."""
    found: set[int] = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            text = bytes([lead, trail]).decode("gbk", errors="ignore")
            if len(text) == 1 and not text.isascii():
                found.add(ord(text))
    return found


def wanted() -> set[int]:
    """The code points the text face shall have, as far as its source has them."""
    code_points = gbk() | set(kmandarin_8105.pinyin_dict) | set(range(0x4E00, 0xA000))
    for first, last in BLOCKS:
        code_points.update(range(first, last + 1))
    return code_points


def fetch(package: str, folder: Path) -> Path:
    """Downloads an npm package and unpacks it; returns its folder."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is not on the path; install Node.js to build the fonts.")
    folder.mkdir()
    subprocess.run([npm, "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


def checked(path: Path) -> Path:
    """The path, if the file is the one this recipe was written for."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != DIGESTS[path.name]:
        raise SystemExit(f"{path.name} is not the file this recipe knows: its SHA-256 is {found}.")
    return path


def rename(font: TTFont, style: str) -> None:
    """Gives the font the program's family name and says what was changed; the copyright and licence stay."""
    full = f"{FAMILY} {style}"
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    version = str(font["name"].getDebugName(5)).split(";", maxsplit=1)[0]
    names = {
        1: FAMILY,
        2: style,
        3: f"{version.removeprefix('Version ')};{postscript}",
        4: full,
        5: f"{version}; subset for Journeymap",
        6: postscript,
        10: f"Subset of Noto Sans SC {style}: fewer characters and features, no hinting, longer em dash, renamed.",
    }
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14}]
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)


def join_dashes(font: TTFont) -> None:
    """Makes the em dash one em wide and as long as that, so that the Chinese dash of two is one line.

    The source joins them by a ligature, which only a shaping engine sees: paper and screen would differ.
    """
    dash = font.getBestCmap()[0x2014]
    glyph, em = font["glyf"][dash], font["head"].unitsPerEm
    middle = (glyph.xMin + glyph.xMax) / 2
    for index, (x, y) in enumerate(glyph.coordinates):
        glyph.coordinates[index] = (-DASH_OVERLAP if x < middle else em + DASH_OVERLAP, y)
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][dash] = (em, glyph.xMin)
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            actual = getattr(subtable, "ExtSubTable", subtable)
            if actual.LookupType == 4:
                actual.ligatures.pop(dash, None)


def build_sans(source: Path, target: Path, style: str) -> None:
    """Cuts one weight down to the wanted characters, mends its dash and renames it."""
    font = TTFont(source, recalcTimestamp=False)
    join_dashes(font)
    options = Options()
    options.layout_features = FEATURES
    options.layout_scripts = ["*"]
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    options.drop_tables = [*options.drop_tables, "BASE", "STAT", "vhea", "vmtx", "gasp"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted() & set(font.getBestCmap()))
    subsetter.subset(font)
    rename(font, style)
    font.save(target, reorderTables=True)


def measure(path: Path) -> dict[str, Any]:
    """The vertical measures and the widths of a font's characters, as runs of neighbours of equal width."""
    font = TTFont(path)
    widths = font["hmtx"].metrics
    runs: list[list[int]] = []
    for code_point, glyph in sorted(font.getBestCmap().items()):
        width = widths[glyph][0]
        if runs and runs[-1][1] == code_point - 1 and runs[-1][2] == width:
            runs[-1][1] = code_point
        else:
            runs.append([code_point, code_point, width])
    common = Counter({width: 0 for _, _, width in runs})
    for first, last, width in runs:
        common[width] += last - first + 1
    return {
        "units_per_em": font["head"].unitsPerEm,
        "ascent": font["hhea"].ascent,
        "descent": font["hhea"].descent,
        "cap_height": font["OS/2"].sCapHeight,
        "default": common.most_common(1)[0][0],
        "runs": runs,
    }


def write_metrics(fonts: list[Path], target: Path) -> None:
    """Writes the measures of the fonts, one font on a line."""
    lines = [f"{json.dumps(path.stem)}:{json.dumps(measure(path), separators=(',', ':'))}" for path in fonts]
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Builds everything into `resources/fonts/`, or into the folder given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FONTS, help="where to (default: resources/fonts)")
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    regular, bold = folder / "JourneymapSansSC-Regular.ttf", folder / "JourneymapSansSC-Bold.ttf"
    emoji = folder / "NotoEmoji-Regular.ttf"
    with tempfile.TemporaryDirectory() as name:
        sans_package = fetch(SANS, Path(name) / "sans")
        emoji_package = fetch(EMOJI, Path(name) / "emoji")
        build_sans(checked(sans_package / "400Regular" / "NotoSansSC_400Regular.ttf"), regular, "Regular")
        build_sans(checked(sans_package / "700Bold" / "NotoSansSC_700Bold.ttf"), bold, "Bold")
        shutil.copyfile(checked(emoji_package / "400Regular" / "NotoEmoji_400Regular.ttf"), emoji)
        shutil.copyfile(sans_package / "LICENSE_FONT", folder / "OFL-JourneymapSansSC.txt")
        shutil.copyfile(emoji_package / "LICENSE_FONT", folder / "OFL-NotoEmoji.txt")
    write_metrics([regular, bold, emoji], folder / "metrics.json")
    for path in sorted(folder.iterdir()):
        print(f"{path.stat().st_size:>10,}  {path.name}")


if __name__ == "__main__":
    main()
