"""Journeys told as documents: what is said of a journey, in which order, as headings, lists, tables and figures.

`editions` puts the sections together; the other modules make one kind of section each. They choose words, not places.
"""

from journeymap.exporting.telling.editions import EDITIONS, EditionOptions, report, text_edition

__all__ = ["EDITIONS", "EditionOptions", "report", "text_edition"]
