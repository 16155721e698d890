"""The same journey gives the same bytes in every edition and format: in another process, at another hour, zone and language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from journeymap.exporting import FORMATS, PosterOptions, Wish, export
from tests.exporting.pages import JOURNEY

ROOT = Path(__file__).resolve().parents[2]


def digests() -> dict[str, str]:
    """Edition and format → what its bytes come to, with pictures in them."""
    from tests.exporting.pages import journey
    from tests.exporting.test_picture_metadata import written
    from tests.exporting.test_storyboard import SHA, pictured

    state, media = pictured(journey(4)), {SHA: written("jpeg")}
    found = {}
    for edition, formats in FORMATS.items():
        for to in formats:
            wish = Wish(edition, PosterOptions(languages=("zh", "en"), date="2026-11-01"))
            file = export(state, JOURNEY, wish, to, media)
            everything = file.data + b"".join(data for _, data in file.beside)
            found[f"{edition} {to}"] = sha256(everything).hexdigest()
    return found


def test_every_edition_and_format_is_the_same_twice() -> None:
    settings = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C"},
    )
    words = [sys.executable, "-c", f"import json; from {__name__} import digests; print(json.dumps(digests()))"]
    one, other = (
        json.loads(subprocess.run(words, cwd=ROOT, env={**os.environ, **each}, check=True, capture_output=True).stdout)
        for each in settings
    )
    assert len(one) == sum(map(len, FORMATS.values()))
    assert {name for name in one if one[name] != other[name]} == set()
