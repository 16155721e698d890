"""The choices of an export: edition, format, paper, language and the like, with presets that keep them together.

Knows which choices go with which edition; draws and writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from journeymap.exporting import EDITIONS, FORMATS, PosterOptions, Wish, wish_for
from journeymap.exporting.interchange import PROJECT_FORMATS, WORDLESS
from journeymap.exporting.palette import PALETTES
from journeymap.exporting.paper import AUTO, FITTED, ORIENTATIONS, PAPERS, Paper
from journeymap.ui.choice_box import ChoiceBox
from journeymap.ui.flow import FlowLayout
from journeymap.ui.widgets import button, label
from journeymap.ui.words import language, say

if TYPE_CHECKING:
    from journeymap.ui.dialogs.export_data import PartChoice

LANGUAGES = ("en", "zh", "both")
PERSONAL = ("keep", "redact")
SHEETS = ("A4", "A3", "Letter")
_ON_ONE_PAGE = frozenset({"poster", "tiles"})
_WITHOUT_PAPER = frozenset({"picture", "data"})


class Choice(QWidget):
    """A few answers side by side, one of which holds. The arrow keys go from one to the next."""

    changed = Signal()

    def __init__(self, name: str, answers: Sequence[tuple[str, str]], value: str | None) -> None:
        super().__init__()
        self.setAccessibleName(name)
        row = FlowLayout(self, 6)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for key, text in answers:
            chip = button(text, "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setAccessibleName(f"{name}: {text}")
            self._group.addButton(chip)
            self._buttons[key] = chip
            row.addWidget(chip)
        if value is not None:
            self._buttons[value if value in self._buttons else answers[0][0]].setChecked(True)
        self._group.buttonToggled.connect(lambda _button, checked: self.changed.emit() if checked else None)

    @property
    def value(self) -> str:
        """The answer that holds; '' while none was given."""
        return next((key for key, chip in self._buttons.items() if chip.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose as if by hand."""
        self._buttons[value].setChecked(True)

    def take(self, value: str | None) -> None:
        """Choose an answer if there is one of that name."""
        if value in self._buttons:
            self.choose(value)

    def answer(self, value: str) -> QPushButton:
        """The button of an answer."""
        return self._buttons[value]

    def offer(self, values: Sequence[str]) -> None:
        """Show only these answers; the first of them holds where another one did."""
        for key, chip in self._buttons.items():
            chip.setVisible(key in values)
        if self.value not in values:
            self.choose(values[0])


class ExportChoices(QWidget):
    """All choices, in a column. `former` are those of the last export, `presets` name → choices kept under a name.

    `personal` counts what looks like personal data on pages and in whole projects, and what was decided about it.
    Where it `prints`, only what goes on sheets of paper is offered.
    """

    changed = Signal()
    presets_changed = Signal(object)

    def __init__(
        self, former: Mapping[str, str], presets: Mapping[str, Mapping[str, str]], paper: str, first_language: str,
        personal: tuple[int, int, str], part: PartChoice, *, prints: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._first_language = first_language
        self._presets = {name: dict(each) for name, each in presets.items()}
        self._setting = False
        self._prints = prints
        editions = [name for name in EDITIONS if "pdf" in FORMATS[name] or not prints]
        self.edition = Choice(
            say("export.edition"), _named("export.edition", editions), former.get("edition", "poster")
        )
        formats = [
            (name, format_words(name)) for name in dict.fromkeys(each for row in FORMATS.values() for each in row)
        ]
        self.format = Choice(say("export.format"), formats, former.get("format", "pdf"))
        self.about = label("", "caption", wrap=True)
        self.paper = _papers(
            say("export.paper"), [each for each in PAPERS if each != FITTED or not prints], former.get("paper") or paper
        )
        self.sheet = _papers(say("export.sheet_paper"), SHEETS, former.get("sheet", "A4"))
        self.orientation = Choice(
            say("export.orientation"), [(name, say(f"export.{name}")) for name in (AUTO, *ORIENTATIONS)],
            former.get("orientation", AUTO),
        )  # fmt: skip
        languages = [(name, say("export.both" if name == "both" else f"export.language.{name}")) for name in LANGUAGES]
        self.language = Choice(say("export.language"), languages, former.get("language", language()))
        colours = [(name, say(f"export.colours.{name}")) for name in PALETTES]
        self.colours = Choice(say("export.colours"), colours, former.get("colours", "colour"))
        self.public = _check("export.public", former)
        self.part = part
        *self._counts, decided = personal
        self.personal: Choice | None = None
        if any(self._counts):
            decision = decided if decided in PERSONAL else None
            self.personal = Choice(say("export.personal"), _named("export.personal", PERSONAL), decision)
        self.preset = ChoiceBox()
        self.preset.setAccessibleName(say("export.preset"))
        self.keep_preset = button(say("export.preset.keep"), "link", self._keep_preset)
        self.drop_preset = button(say("export.preset.drop"), "link", self._drop_preset)
        self._headings: dict[QWidget, QLabel] = {}
        self._build()
        self._fill_presets("")
        self._adapt()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        rows: list[tuple[str, QWidget | None]] = [
            ("preset", self.preset), ("edition", self.edition), ("format", self.format), ("part", self.part),
            ("paper", self.paper),
            ("sheet_paper", self.sheet), ("orientation", self.orientation), ("language", self.language),
            ("colours", self.colours), ("personal", self.personal),
        ]  # fmt: skip
        for name, part in rows:
            if part is None:
                continue
            heading = label(say(f"export.{name}"), "heading")
            self._headings[part] = heading
            column.addWidget(heading)
            column.addWidget(part)
            if part is self.preset:
                links = QHBoxLayout()
                for link in (self.keep_preset, self.drop_preset):
                    link.setAutoDefault(False)
                    links.addWidget(link)
                links.addStretch(1)
                column.addLayout(links)
            if part is self.format:
                column.addWidget(self.about)
            column.addSpacing(4)
        column.addWidget(self.public)
        column.addStretch(1)
        for choice in (self.edition, self.format, self.orientation, self.language, self.colours, self.personal):
            if choice is not None:
                choice.changed.connect(self._on_change)
        self.part.changed.connect(self._on_change)
        for box in (self.paper, self.sheet):
            box.currentIndexChanged.connect(self._on_change)
        self.public.toggled.connect(self._on_change)
        self.preset.activated.connect(lambda _place: self.use_preset(str(self.preset.currentData() or "")))

    # what was chosen

    @property
    def wish(self) -> Wish:
        """The choices as the exporting package wants them."""
        page = PosterOptions(
            paper=self.paper.currentData(),
            orientation=self.orientation.value,
            languages=self._languages(),
            date=date.today().isoformat(),
            colours=self.colours.value,
        )
        redact = self.personal is not None and self.personal.value == "redact"
        part = self.part.ids if self.edition.value == "picture" else ()
        wish = Wish(self.edition.value, page, self.public.isChecked(), self.sheet.currentData(), redact, part)
        return wish_for(wish, self.format.value)

    @property
    def undecided(self) -> bool:
        """Whether nobody has said yet what is to become of personal data."""
        return self._asks and self.personal is not None and not self.personal.value

    @property
    def holds_project(self) -> bool:
        """Whether the file holds the whole project, notes and all."""
        return self.edition.value == "data" and self.format.value in PROJECT_FORMATS

    @property
    def _asks(self) -> bool:
        """Whether there is anything to decide about personal data."""
        return bool(self._counts[self.holds_project]) and not self.public.isChecked()

    @property
    def kept(self) -> dict[str, str]:
        """The choices as words, to be remembered."""
        return {
            "edition": self.edition.value,
            "format": self.format.value,
            "paper": self.paper.currentData(),
            "sheet": self.sheet.currentData(),
            "orientation": self.orientation.value,
            "language": self.language.value,
            "colours": self.colours.value,
            "public": "yes" if self.public.isChecked() else "no",
        }

    def _languages(self) -> tuple[str, ...]:
        """One language, or both with the project's first one first."""
        if self.language.value != "both":
            return (self.language.value,)
        return ("zh", "en") if self._first_language == "zh" else ("en", "zh")

    def use_paper(self, name: str) -> None:
        self.paper.setCurrentIndex(self.paper.findData(name))

    # presets

    def use_preset(self, name: str) -> None:
        """Take over the choices kept under a name, as far as they still exist."""
        chosen = self._presets.get(name)
        if chosen is None:
            return
        self._setting = True
        for choice, key in (
            (self.edition, "edition"), (self.format, "format"), (self.orientation, "orientation"), (self.language, "language"),
            (self.colours, "colours"),
        ):  # fmt: skip
            choice.take(chosen.get(key))
        for box, key in ((self.paper, "paper"), (self.sheet, "sheet")):
            box.setCurrentIndex(max(box.findData(chosen.get(key)), 0))
        self.public.setChecked(chosen.get("public") == "yes")
        self._setting = False
        self._on_change()

    def _keep_preset(self) -> None:
        """Keep the present choices under a name made of them."""
        parts = [say(f"export.edition.{self.edition.value}"), format_words(self.format.value)]
        if self.edition.value not in _WITHOUT_PAPER:
            parts.append(self.paper.currentData())
        parts.append(say("export.both" if self.language.value == "both" else f"export.language.{self.language.value}"))
        if self.public.isChecked():
            parts.append(say("export.public.short"))
        name = " · ".join(parts)
        self._presets[name] = self.kept
        self._fill_presets(name)
        self.presets_changed.emit(self._presets)

    def _drop_preset(self) -> None:
        self._presets.pop(str(self.preset.currentData() or ""), None)
        self._fill_presets("")
        self.presets_changed.emit(self._presets)

    def _fill_presets(self, chosen: str) -> None:
        self.preset.blockSignals(True)
        self.preset.clear()
        self.preset.addItem(say("export.preset.none"), "")
        for name in self._presets:
            self.preset.addItem(name, name)
        self.preset.setCurrentIndex(max(self.preset.findData(chosen), 0))
        self.preset.blockSignals(False)
        self.drop_preset.setEnabled(bool(self.preset.currentData()))

    # what goes with what

    def _on_change(self) -> None:
        if self._setting:
            return
        self._adapt()
        name = str(self.preset.currentData() or "")
        if name and self._presets.get(name) != self.kept:
            self._fill_presets("")
        self.drop_preset.setEnabled(bool(self.preset.currentData()))
        self.changed.emit()

    def _adapt(self) -> None:
        """Offer only what the edition has."""
        self._setting = True
        edition = self.edition.value
        self.format.offer(("pdf",) if self._prints else FORMATS[edition])
        self._show(self.format, not self._prints)
        self._show(self.sheet, edition == "tiles")
        is_page = self.format.value not in ("html", "pptx") and edition not in _WITHOUT_PAPER
        self._show(self.paper, is_page)
        self._show(self.orientation, is_page)
        self.orientation.setEnabled(not (edition in _ON_ONE_PAGE and self.paper.currentData() == FITTED))
        self._show(self.part, edition == "picture")
        self.language.offer(LANGUAGES[:2] if edition == "data" else LANGUAGES)
        self._show(self.language, self.format.value not in WORDLESS)
        self._show(self.colours, edition not in ("data", "slides"))
        if edition in _ON_ONE_PAGE:
            self.about.setText(say(f"export.about.{'tiles' if edition == 'tiles' else self.format.value}"))
        else:
            self.about.setText(say(f"export.about.{edition}.{self.format.value}"))
        if self.personal is not None:
            self._show(self.personal, self._asks)
        self._setting = False

    def _show(self, part: QWidget, shown: bool) -> None:
        part.setVisible(shown)
        self._headings[part].setVisible(shown)


def read_presets(text: str) -> dict[str, dict[str, str]]:
    """Presets out of the settings; none where what is there is not made of words."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(name): {str(key): str(value) for key, value in each.items()}
        for name, each in found.items()
        if isinstance(each, dict)
    }


def format_words(name: str) -> str:
    """What a format is called."""
    known = ("pptx", *FORMATS["data"])
    return say(f"export.to.{name}") if name in known else name.upper()


def _named(prefix: str, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, say(f"{prefix}.{name}")) for name in names]


def _check(key: str, former: Mapping[str, str]) -> QCheckBox:
    box = QCheckBox(say(key))
    box.setChecked(former.get(key.removeprefix("export.")) == "yes")
    return box


def _papers(name: str, papers: Sequence[str], chosen: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for paper in papers:
        box.addItem(_paper_words(paper), paper)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box


def _paper_words(name: str) -> str:
    """A paper's name with its size."""
    if name == FITTED:
        return say("export.fitted")
    short, long = (round(points / 72 * 25.4) for points in Paper(name, "portrait").size)
    return f"{name}  ·  {short} × {long} mm"
