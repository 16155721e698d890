"""The language of all windows, Qt's own dialogs and menus included."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from journeymap.ui.words import language, set_language


def speak(name: str) -> None:
    """Let the program speak a language: 'en' or 'zh'."""
    set_language(name)
    app = QCoreApplication.instance()
    if app is None:
        return
    for each in ("en", "zh"):
        app.removeTranslator(_translator(each))
    app.installTranslator(_translator(language()))


@cache
def _translator(name: str) -> QTranslator:
    """Qt's own words in a language; kept by the application for as long as it lives."""
    translator = QTranslator(QCoreApplication.instance())
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator.load(QLocale("zh_CN" if name == "zh" else "en"), "qtbase", "_", folder)
    return translator
