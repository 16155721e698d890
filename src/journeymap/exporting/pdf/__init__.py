"""Page plans drawn as PDF with reportlab: the only place that knows it."""

from journeymap.exporting.pdf.drawing import pdf_bytes

__all__ = ["pdf_bytes"]
