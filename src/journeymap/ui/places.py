"""Asking where a file is to be saved. The suffix is put on first, so that a file of that name is never replaced
unasked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_place(parent: QWidget, title: str, proposed: Path, kinds: str, suffix: str) -> Path | None:
    """The place chosen for a file with this suffix (without a dot), or None. `kinds` is Qt's filter of names."""
    dialog = QFileDialog(parent, title, str(proposed.parent), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(proposed.name)
    chosen = dialog.exec() == QFileDialog.DialogCode.Accepted
    names = dialog.selectedFiles()
    dialog.deleteLater()
    if not chosen or not names:
        return None
    path = Path(names[0])
    return path if path.name.lower().endswith(f".{suffix}") else path.with_name(f"{path.name}.{suffix}")
