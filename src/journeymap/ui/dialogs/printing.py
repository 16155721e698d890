"""Printing a journey: the choices and the preview of an export, and then the very pages of the preview on a printer."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from journeymap.ui.dialogs.export import Drawn, ExportDialog
from journeymap.ui.printing import Printing, Refusal, larger_pages, refusal
from journeymap.ui.theme import theme
from journeymap.ui.words import say


def ask_printer(parent: QWidget) -> QPrinter | None:
    """The printer that a person chooses in the system's dialog, with number of copies and the like; None if she cancels."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


class PrintDialog(ExportDialog):
    """Asks how to print a journey, shows it, and has it printed."""

    WORDS = "printing"
    PRINTS = True

    _job: Printing | None = None

    def _update(self) -> None:
        super()._update()
        self.export_button.setEnabled(False)

    def _show_drawn(self, drawn: Drawn) -> None:
        super()._show_drawn(drawn)
        self.export_button.setEnabled(not self.choices.undecided)
        if larger := larger_pages(drawn.sizes):
            self._notes.tell("finding_note", theme().accent, say("printing.larger", n=larger))

    def export(self) -> None:
        """Ask for a printer and print there; the dialog stays until the printer has all pages."""
        if self.choices.undecided or self.is_drawing or self.drawn is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self._tell(Refusal("printing.no_printer", {}))
            return
        printer = ask_printer(self)
        if printer is None:
            return
        if (refused := refusal(printer, self.drawn.size, self.choices.paper.currentText())) is not None:
            self._tell(refused)
            return
        kept = {name: value for name, value in self.choices.kept.items() if name != "format"}
        self._window.settings.export = kept
        self._remember_decision()
        self._set_busy(True)
        printer.setDocName(self._proposed_place("pdf").stem)
        self._job = Printing(self, printer, self.drawn.pdf, self.drawn.sizes)
        self._job.progress.connect(self._tell_page)
        self._job.done.connect(self._printed)
        self._job.failed.connect(self._not_printed)
        self._job.start()

    def _tell_page(self, page: int, count: int) -> None:
        self.preview.show_state(say("printing.page", page=page, count=count))

    def _printed(self) -> None:
        self.accept()
        self._window.notice.tell(say("notice.printed"))

    def _not_printed(self, why: object) -> None:
        self._set_busy(False)
        self.preview.show_state("")
        if not isinstance(why, Refusal):
            assert isinstance(why, Exception)
            raise why
        self._tell(why)

    def _tell(self, why: Refusal) -> None:
        self._notes.clear()
        self._notes.tell("finding_problem", theme().problem, say(why.key, **why.values))

    # Qt's methods

    def done(self, result: int) -> None:
        if self._job is not None:
            self._job.cancel()
        super().done(result)
