"""The structure tree of a PDF: what a screen reader reads, built while pages are drawn.

Whatever is drawn is marked as content of the element that is open, or as an artifact. Elements go on over pages; links
hang in the tree beside their words. Meant to meet PDF/UA-1 (ISO 14289-1).
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject

from journeymap.exporting.plan import Element, LinkArea, Plan, language_tag

END = "EMC"
BEGIN_ARTIFACT = "/Artifact BMC"
_ARTIFACT = "Artifact"


class Structure:
    """The tree of one document, filled in the order of drawing and closed before the document is saved."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._document = canvas._doc
        self._root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        self._top = _Node("Document", self._reference(self._root))
        self._nodes: dict[int, _Node] = {}
        self._elements: list[Element] = []  # keeps them alive: nodes are found by identity
        self._stack: list[Element] = []
        self._parents: list[Any] = []
        self._page_key = 0
        self._on_page: list[Any] = []
        self._page: Any = None
        self._drawing: Element | None = None
        self._is_open = False

    def _reference(self, value: Any) -> Any:
        return self._document.Reference(value)

    # pages

    def begin_page(self) -> None:
        self._page = self._document.thisPageRef()
        self._page_key = len(self._parents)
        self._parents.append(None)
        self._on_page = []

    def end_page(self) -> None:
        """Finish the page's content. Call `keep_page` once the canvas has made the page."""
        self._end_content()
        self._parents[self._page_key] = PDFArray(self._on_page)

    def keep_page(self, page: Any) -> None:
        # reportlab writes only the keys that it knows.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self._page_key
        page.Tabs = PDFName("S")

    # elements

    def open(self, element: Element) -> None:
        self._end_content()
        if element.kind != _ARTIFACT and id(element) not in self._nodes:
            parent = self._nodes[id(self._stack[-1])] if self._stack else self._top
            node = _Node(element.kind, self._reference(parent.entries))
            node.describe(element)
            self._nodes[id(element)] = node
            self._elements.append(element)
            parent.kids.append(self._reference(node.entries))
        self._stack.append(element)

    def close(self) -> None:
        self._end_content()
        self._stack.pop()

    def content(self) -> None:
        """Something is about to be drawn: begin its marked content unless that is begun."""
        element = self._stack[-1] if self._stack else None
        if self._is_open and element is self._drawing:
            return
        self._end_content()
        if element is None or element.kind == _ARTIFACT:
            self._canvas._code.append(BEGIN_ARTIFACT)
        else:
            number = len(self._on_page)
            node = self._nodes[id(element)]
            self._on_page.append(self._reference(node.entries))
            node.add_content(self._page, number)
            self._canvas._code.append(f"/{element.kind} <</MCID {number}>> BDC")
        self._drawing, self._is_open = element, True

    def _end_content(self) -> None:
        if self._is_open:
            self._canvas._code.append(END)
        self._drawing, self._is_open = None, False

    def link(self, area: LinkArea, page_height: float) -> None:
        """An annotation over the words of the link element that is open."""
        canvas = self._canvas
        box = [area.x, page_height - area.y - area.height, area.x + area.width, page_height - area.y]
        annotation = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "Rect": PDFArray([round(number, 2) for number in box]),
                "Border": PDFArray([0, 0, 0]),
                "F": 4,
                "Contents": text_string(area.words),
                "StructParent": len(self._parents),
            }
        )
        if area.to.startswith(("http://", "https://", "mailto:")):
            action = {"S": PDFName("URI"), "URI": Literal(_escaped(area.to))}
            annotation.dict["A"] = PDFDictionary(action)
        else:
            annotation.dict["Dest"] = canvas._bookmarkReference(area.to)
        canvas._addAnnotation(annotation)
        reference = canvas._annotationrefs[-1]
        node = self._nodes[id(self._stack[-1])]
        kid = {"Type": PDFName("OBJR"), "Pg": self._page, "Obj": reference}
        node.kids.append(PDFDictionary(kid))
        self._parents.append(self._reference(node.entries))

    def close_tree(self) -> None:
        """Hang the tree into the document."""
        for node in (self._top, *self._nodes.values()):
            node.finish()
        numbers = [part for place, each in enumerate(self._parents) for part in (place, each)]
        self._root.dict |= {
            "K": PDFArray([self._reference(self._top.entries)]),
            "ParentTree": self._reference(PDFDictionary({"Nums": PDFArray(numbers)})),
            "ParentTreeNextKey": len(self._parents),
        }
        catalog = self._document.Catalog
        catalog.StructTreeRoot = self._root
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})


class _Node:
    """An element of the tree on its way into the file."""

    def __init__(self, kind: str, parent: Any) -> None:
        self.entries = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(kind), "P": parent})
        self.kids: list[Any] = []
        self._page: Any = None
        self._element: Element | None = None

    def describe(self, element: Element) -> None:
        self._element = element
        if element.alternative:
            self.entries.dict["Alt"] = text_string(element.alternative)
        if element.language:
            self.entries.dict["Lang"] = Literal(f"({language_tag(element.language)})")
        if element.scope:
            owner, key = ("List", "ListNumbering") if element.kind == "L" else ("Table", "Scope")
            self.entries.dict["A"] = PDFDictionary({"O": PDFName(owner), key: PDFName(element.scope)})

    def add_content(self, page: Any, number: int) -> None:
        if self._page is None:
            self._page = page
            self.entries.dict["Pg"] = page
        if page is self._page or page.name == self._page.name:
            self.kids.append(number)
        else:
            self.kids.append(PDFDictionary({"Type": PDFName("MCR"), "Pg": page, "MCID": number}))

    def finish(self) -> None:
        element = self._element
        if element is not None and element.box is not None:
            box = PDFArray([round(number, 2) for number in element.box])
            layout = {"O": PDFName("Layout"), "Placement": PDFName("Block"), "BBox": box}
            self.entries.dict["A"] = PDFDictionary(layout)
        if self.kids:
            self.entries.dict["K"] = PDFArray(self.kids)


def whole_page(plan: Plan) -> Element:
    """The one figure that a page without a structure of its own is."""
    return Element("Figure", plan.alternative or plan.title, box=(0, 0, plan.width, plan.height))


def text_string(text: str) -> Any:
    """Text as UTF-16 in hexadecimal digits, half as long as reportlab's escapes are for Chinese."""
    return Literal(f"<FEFF{text.encode('utf-16-be').hex().upper()}>")


def _escaped(address: str) -> str:
    address = address.encode("ascii", "ignore").decode()
    return "(" + address.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"


class Literal(PDFObject):
    """Something that is already as it stands in the file."""

    def __init__(self, text: str | bytes) -> None:
        self._bytes = text if isinstance(text, bytes) else text.encode("ascii")

    def format(self, _document: Any) -> bytes:
        return self._bytes
