"""From older formats to the present one: one step for each major number, on plain data, before anything is validated.

A step takes the whole content of `project.json` as parsed and returns it in the form of the next major number. It
lives in a module of its own named after the step (`from_1.py`), with a hand-written file before and after in
`tests/formats/`. Format 1 is the first, so there is no step yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: Mapping[int, Step] = {}
"""Major number → the step that leads from it to the next."""


def migrated(content: dict[str, Any], major: int, present: int) -> dict[str, Any]:
    """`content` of format `major` in the form of format `present`. Raises KeyError where no step leads on."""
    for number in range(major, present):
        content = STEPS[number](content)
    return content
