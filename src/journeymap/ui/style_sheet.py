"""The style sheet of all widgets, made of a theme's colours. Widgets choose a look by the property `look`."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from journeymap.resources import icon
from journeymap.ui.colours import Theme


def style_sheet(t: Theme) -> str:
    """The style of all widgets. Widgets choose a look by the property `look`."""
    values = {each.name: str(getattr(t, each.name)) for each in fields(t)}
    values |= {"chevron": _tinted("chevron_down", t.ink_2), "check": _tinted("check", t.accent_ink)}
    values |= {"back": _tinted("chevron_left", t.ink_2), "on": _tinted("chevron_right", t.ink_2)}
    values |= {"tick": _tinted("check", t.accent)}
    return re.sub(r"@(\w+)", lambda match: values[match[1]], _STYLE)


@cache
def _tinted(name: str, tint: str) -> str:
    """The path of an icon in one colour: style sheets take pictures from files only."""
    path = Path(_tints().name) / f"{name}-{tint[1:]}.svg"
    path.write_text(icon(name).read_text("utf-8").replace("currentColor", tint), "utf-8")
    return path.as_posix()


@cache
def _tints() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="journeymap-", ignore_cleanup_errors=True)


_STYLE = """
QWidget { color: @ink; }
QMainWindow, QDialog { background: @panel; }
QToolTip { background: @ink; color: @paper; border: none; padding: 5px 8px; }
QMenuBar { background: @chrome; color: @ink; padding: 2px 6px; border: none; }
QMenuBar::item { padding: 4px 10px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @paper; border: 1px solid @edge; border-radius: 7px; padding: 5px; menu-scrollable: 1; }
QMenu::item { padding: 6px 28px 6px 10px; border-radius: 5px; }
QMenu::item:selected { background: @accent_soft; color: @ink; }
QMenu::item:disabled { color: @connection; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }
QMenu::icon { padding-left: 6px; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }
QMenu::indicator:checked { image: url(@tick); }
QMenu::right-arrow { image: url(@on); width: 14px; height: 14px; margin-right: 6px; }
QStatusBar { background: @chrome; color: @ink_2; }
QStatusBar::item { border: none; }
QSplitter::handle { background: @line; }
QScrollArea, QAbstractScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }
QScrollBar::handle:hover { background: @connection; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit {
  background: @paper; border: 1px solid @edge; border-radius: 7px; padding: 5px 8px; selection-background-color: @accent;
  selection-color: @accent_ink; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QSpinBox:hover, QDoubleSpinBox:hover { border-color: @connection; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus { border: 1px solid @accent; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(@chevron); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: @paper; border: 1px solid @edge; border-radius: 7px; padding: 4px; outline: none;
  selection-background-color: @accent_soft; selection-color: @ink; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { width: 0; border: none; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid @connection; border-radius: 4px; background: @paper; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@check); }
QCheckBox:focus { color: @accent; }

QPushButton, QToolButton { background: @paper; border: 1px solid @edge; border-radius: 7px; padding: 6px 12px; }
QPushButton:hover, QToolButton:hover { background: @hover; }
QPushButton:focus, QToolButton:focus { border-color: @accent; }
QPushButton:disabled, QToolButton:disabled { color: @connection; background: transparent; }
QPushButton[look="primary"] { background: @accent; border-color: @accent; color: @accent_ink; font-weight: bold; }
QPushButton[look="primary"]:hover { border-color: @ink; }
QPushButton[look="primary"]:disabled { background: @line; border-color: @line; color: @ink_2; }
QPushButton[look="flat"], QToolButton[look="flat"] { background: transparent; border: 1px solid transparent; padding: 5px 8px; }
QPushButton[look="flat"]:hover, QToolButton[look="flat"]:hover { background: @hover; }
QPushButton[look="flat"]:focus, QToolButton[look="flat"]:focus { border-color: @accent; }
QPushButton[look="flat"]:checked, QToolButton[look="flat"]:checked { background: @accent_soft; color: @accent; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: @accent; padding: 3px 4px;
  text-align: left; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border-color: @accent; }
QPushButton[look="chip"] { background: @paper; border: 1px solid @edge; border-radius: 11px; padding: 2px 9px; }
QPushButton[look="chip"]:hover { background: @hover; }
QPushButton[look="chip_on"] { background: @accent_soft; border: 1px solid @accent; color: @accent;
    border-radius: 11px; padding: 2px 9px; }
QPushButton[look="chip"]:checked { background: @accent_soft; border-color: @accent; color: @accent; }
QPushButton[look="chip"]:focus { border-color: @accent; }
QPushButton[look="search"] { text-align: left; color: @ink_2; padding: 6px 10px; }
QToolButton::menu-indicator { image: none; }

QTextEdit:hover { border-color: @connection; }
QTextEdit:focus { border: 1px solid @accent; }
QLineEdit, QTextEdit, QPlainTextEdit { placeholder-text-color: @ink_2; }
QTextEdit[look="quiet"], QTextEdit[look="quiet_title"], QLineEdit[look="quiet"] { background: transparent;
  border: 1px solid transparent; border-radius: 5px; padding: 2px 3px; }
QTextEdit[look="quiet_title"] { font-size: 16px; font-weight: bold; }
QTextEdit[look="quiet"]:hover, QTextEdit[look="quiet_title"]:hover { border-color: @line; background: @paper; }
QTextEdit[look="quiet"]:focus, QTextEdit[look="quiet_title"]:focus { border-color: @accent; background: @paper; }
QToolButton[look="segment"] { padding: 0 2px; border-radius: 6px; color: @ink_2; }
QToolButton[look="segment"]:checked { background: @accent_soft; border-color: @accent; color: @accent; font-weight: bold; }
QToolButton[look="segment"]:focus { border-color: @accent; }
QToolButton[look="tiny"] { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 2px; }
QToolButton[look="tiny"]:hover { background: @hover; }
QToolButton[look="tiny"]:focus { border-color: @accent; }
QPushButton[look="fold"] { background: transparent; border: 1px solid transparent; border-radius: 5px; color: @ink_2;
  font-size: 11px; font-weight: bold; text-align: left; padding: 3px 2px; }
QPushButton[look="fold"]:hover { color: @ink; background: transparent; }
QPushButton[look="fold"]:focus { border-color: @accent; }
QPushButton[look="quiet_chip"] { background: transparent; border: 1px solid @edge; border-radius: 11px;
  padding: 2px 9px; color: @ink_2; }
QPushButton[look="quiet_chip"]:hover { background: @hover; color: @ink; }
QPushButton[look="quiet_chip"]:focus { border-color: @accent; }
QPushButton::menu-indicator { image: none; width: 0; }
QLabel[look="error"] { color: @problem; font-size: 11px; }
QLabel[look="field"] { color: @ink_2; font-size: 12px; }
QFrame[look="popup"] { background: @paper; border: 1px solid @edge; border-radius: 8px; }
QFrame[look="card"][active="true"] { border-color: @connection; }

QWidget[look="toolbar"] { background: @paper; border-bottom: 1px solid @line; }
QWidget[look="side"] { background: @panel; border-right: 1px solid @line; }
QWidget[look="panel"] { background: @panel; }
QWidget[look="canvas"] { background: @canvas; }
QWidget[look="start"] { background: @panel; }
QFrame[look="card"] { background: @paper; border: 1px solid @edge; border-radius: 8px; }
QFrame[look="card"]:hover { border-color: @connection; }
QFrame[look="surprise"] { background: @surprise_soft; border: 1px solid @surprise; border-radius: 8px; }
QFrame[look="notice"] { background: @surprise_soft; border: 1px solid @warning; border-radius: 8px; }
QFrame[look="palette"] { background: @paper; border: 1px solid @edge; border-radius: 12px; }
QLabel[look="key"] { background: @paper; border: 1px solid @edge; border-radius: 5px; padding: 1px 7px; color: @ink_2;
  font-size: 11px; }
QFrame[look="stroke"] { background: @line; border: none; }
QFrame[look="line"] { background: @line; max-height: 1px; min-height: 1px; border: none; }
QLabel[look="heading"] { color: @ink_2; font-size: 11px; font-weight: bold; }
QLabel[look="title"] { font-size: 16px; font-weight: bold; }
QLabel[look="display"] { font-size: 26px; font-weight: bold; }
QLabel[look="caption"] { color: @ink_2; font-size: 11px; }
QLabel[look="second"] { color: @ink_2; }
QLabel[look="bold"] { font-weight: bold; }
QLabel[look="problem"] { color: @problem; }

QTabBar { background: @paper; border: none; }
QTabBar::tab { background: transparent; padding: 9px 16px 8px 16px; border: none; border-bottom: 2px solid transparent;
  color: @ink_2; font-weight: bold; }
QTabBar::tab:hover { color: @ink; }
QTabBar::tab:selected { color: @accent; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { background: @hover; }
QTabBar QToolButton { background: @paper; border: none; border-radius: 0; padding: 0; }
QTabBar QToolButton::left-arrow { image: url(@back); width: 14px; height: 14px; }
QTabBar QToolButton::right-arrow { image: url(@on); width: 14px; height: 14px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QListView, QTreeView, QTableView { background: transparent; border: none; outline: none; alternate-background-color: @canvas; }
QListView::item, QTreeView::item { padding: 5px 6px; border-radius: 7px; }
QListView::item:hover, QTreeView::item:hover { background: @hover; }
QTreeView { selection-background-color: @accent_soft; }
QTreeView::item { border-radius: 0; }
QTreeView::branch:selected { background: @accent_soft; }
QListView::item:selected, QTreeView::item:selected { background: @accent_soft; color: @accent; }
QTableView { gridline-color: @line; background: @paper; }
QTableView::item:selected { background: @accent_soft; color: @ink; }
QHeaderView::section { background: @panel; color: @ink_2; border: none; border-bottom: 1px solid @line; padding: 7px 8px;
  font-weight: bold; }
QSlider::groove:horizontal { height: 4px; background: @line; border-radius: 2px; }
QSlider::handle:horizontal { background: @accent; width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; }
QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
"""
