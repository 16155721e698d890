"""Journeys on paper, as pictures and as text: page plans, documents, and what writes them. Returns bytes; others write files."""

from journeymap.exporting.editions import (
    EDITIONS,
    FORMATS,
    Export,
    Made,
    Wish,
    cleaned,
    export,
    export_poster,
    made,
    wish_for,
    written,
)
from journeymap.exporting.poster import Notice, Poster, PosterOptions, poster
from journeymap.exporting.public import Hit, guard

__all__ = [
    "EDITIONS",
    "FORMATS",
    "Export",
    "Hit",
    "Made",
    "Notice",
    "Poster",
    "PosterOptions",
    "Wish",
    "cleaned",
    "export",
    "export_poster",
    "guard",
    "made",
    "poster",
    "wish_for",
    "written",
]
