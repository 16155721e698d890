"""Words of the side panels: inspector, navigator, table."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {}
