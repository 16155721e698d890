"""Journeys on paper and as pictures: page plans, and what writes them as PDF, SVG and PNG. Returns bytes; others write files."""

from __future__ import annotations

from typing import NamedTuple

from journeymap.exporting.poster import Notice, Poster, PosterOptions, poster
from journeymap.model.document import State

FORMATS = ("pdf", "png", "svg")

__all__ = ["FORMATS", "Export", "Notice", "Poster", "PosterOptions", "export_poster", "plan_bytes", "poster"]


class Export(NamedTuple):
    """A file's bytes and what is to be said about them."""

    data: bytes
    notices: tuple[Notice, ...]


def export_poster(state: State, journey_id: str, options: PosterOptions, to: str = "pdf") -> Export:
    """The poster of a journey as `pdf`, `png` or `svg`. Raises KeyError if there is no such journey."""
    made = poster(state, journey_id, options)
    return Export(plan_bytes(made, to), made.notices)


def plan_bytes(made: Poster, to: str) -> bytes:
    """A poster in one of `FORMATS`. What draws it is imported only now: reportlab takes its time."""
    match to:
        case "pdf":
            from journeymap.exporting.pdf import pdf_bytes

            return pdf_bytes([made.plan])
        case "svg":
            from journeymap.exporting.svg import svg_bytes

            return svg_bytes(made.plan)
        case "png":
            from journeymap.exporting.png import png_bytes

            return png_bytes(made.plan)
    raise ValueError(f"unknown format: {to}")
