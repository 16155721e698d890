"""The structure tree of a PDF: what a screen reader reads. So far each page is one figure with the page in words.

Editions with headings, lists and tables will hang their elements under the same document element.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject

from journeymap.exporting.plan import Plan

BEGIN_FIGURE = "/Figure <</MCID 0>> BDC"
END = "EMC"


class Structure:
    """The tree of one document, filled page by page and closed before the document is saved."""

    def __init__(self, canvas: Any) -> None:
        self._document = canvas._doc
        self._root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        self._top = _element("Document", self._reference(self._root))
        self._figures: list[Any] = []

    def _reference(self, value: Any) -> Any:
        return self._document.Reference(value)

    def add_page(self, plan: Plan, page: Any, page_reference: Any) -> None:
        """Tell the tree of a page that has been drawn between `BEGIN_FIGURE` and `END`."""
        figure = _element("Figure", self._reference(self._top))
        box = PDFArray([0, 0, round(plan.width, 2), round(plan.height, 2)])
        figure.dict |= {
            "Pg": page_reference,
            "K": 0,
            "Alt": _hexadecimal(plan.alternative or plan.title),
            "A": PDFDictionary({"O": PDFName("Layout"), "Placement": PDFName("Block"), "BBox": box}),
        }
        # reportlab writes only the keys that it knows.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._figures)
        page.Tabs = PDFName("S")
        self._figures.append(self._reference(figure))

    def close(self) -> None:
        """Hang the tree into the document."""
        numbers: Sequence[Any] = [
            part for place, each in enumerate(self._figures) for part in (place, PDFArray([each]))
        ]
        self._top.dict["K"] = PDFArray(self._figures)
        self._root.dict |= {
            "K": PDFArray([self._reference(self._top)]),
            "ParentTree": self._reference(PDFDictionary({"Nums": PDFArray(numbers)})),
            "ParentTreeNextKey": len(self._figures),
        }
        catalog = self._document.Catalog
        catalog.StructTreeRoot = self._root
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _hexadecimal(text: str) -> Any:
    """Text as UTF-16 in hexadecimal digits, half as long as reportlab's escapes are for Chinese."""
    return _Literal(f"<FEFF{text.encode('utf-16-be').hex().upper()}>")


class _Literal(PDFObject):
    """Something that is already as it stands in the file."""

    def __init__(self, text: str) -> None:
        self._text = text

    def format(self, _document: Any) -> bytes:
        return self._text.encode("ascii")


def _element(kind: str, parent: Any) -> Any:
    return PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(kind), "P": parent})
