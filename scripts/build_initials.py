"""Writes `resources/initials.json`: with which letters the readings of Chinese characters begin, letter → characters.

The readings are those of the table of general standard characters (通用规范汉字表, 8,105 characters) as Unihan's kTGHZ2013 gives
them, and for others those of kXHC1983; a character of several readings stands under each letter. Run it when they change:
`python scripts/build_initials.py`.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from pypinyin_dict.pinyin_data import ktghz2013, kxhc1983

TARGET = Path(__file__).resolve().parent.parent / "resources" / "initials.json"


def letters(readings: str) -> set[str]:
    """The first letters of readings such as "háng,xíng", without their marks."""
    return {unicodedata.normalize("NFD", each)[0] for each in readings.split(",") if each}


def main() -> None:
    """Write the table."""
    readings: dict[int, str] = {**kxhc1983.pinyin_dict, **ktghz2013.pinyin_dict}
    table: dict[str, list[str]] = {}
    for code in sorted(readings):
        for letter in letters(readings[code]):
            table.setdefault(letter, []).append(chr(code))
    lines = [f' "{letter}": {json.dumps("".join(table[letter]), ensure_ascii=False)}' for letter in sorted(table)]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    print(f"{len(readings):,} characters, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
