"""Every refusal and notice of storage has words in both languages that name the file and the same values."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import journeymap.storage
from journeymap.labels.errors import WORDS
from journeymap.storage.files import _CAUSES
from journeymap.storage.foreign import _BEGINNINGS

SOURCES = "".join(path.read_text("utf-8") for path in Path(journeymap.storage.__file__).parent.glob("*.py"))
LITERAL = set(re.findall(r'"((?:error|notice)\.file\.[a-z_.]+)"', SOURCES))
CAUSES = {f"error.file.{way}.{cause}" for way in ("read", "write") for cause in {*_CAUSES.values(), "failed"}}
KINDS = {f"error.file.is_{kind}" for _beginning, kind in _BEGINNINGS}


def places(text: str) -> set[str]:
    return {name for _before, name, _form, _conversion in Formatter().parse(text) if name}


def test_each_key_that_storage_uses_has_words() -> None:
    assert len(LITERAL) > 15
    assert set(WORDS) >= LITERAL | CAUSES | KINDS


@pytest.mark.parametrize("key", sorted(LITERAL | CAUSES | KINDS))
def test_both_languages_name_the_file_and_the_same_values(key: str) -> None:
    english, chinese = WORDS[key]
    assert "name" in places(english)
    assert places(english) == places(chinese)
    assert english.isascii() or set(re.findall(r"[^\x00-\x7f]", english)) <= set("“”")
    assert re.search("[\u4e00-\u9fff]", chinese)
