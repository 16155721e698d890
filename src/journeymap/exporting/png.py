"""Page plans as pictures: the PDF of the plan rendered by pdfium, so that a picture shows exactly what paper would."""

from __future__ import annotations

import io

from journeymap.exporting.plan import Plan

MAX_PIXELS = 60_000_000


def png_bytes(plan: Plan, dots_per_inch: float = 150.0) -> bytes:
    """One plan as PNG; of very large pages in fewer dots, so that the picture stays below 60 million pixels."""
    import pypdfium2  # type: ignore[import-untyped]

    from journeymap.exporting.pdf import pdf_bytes

    scale = dots_per_inch / 72
    scale = min(scale, (MAX_PIXELS / (plan.width * plan.height)) ** 0.5)
    document = pypdfium2.PdfDocument(pdf_bytes([plan]))
    try:
        picture = document[0].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    target = io.BytesIO()
    picture.save(target, "PNG", dpi=(scale * 72, scale * 72))
    return target.getvalue()
