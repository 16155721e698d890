"""A drop-down list that shortens what it shows where there is too little room, and which the wheel does not change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

_EDGES, _AIR = 2, 4
"""What Qt leaves at both ends of the text together, and between sign and text."""


class ChoiceBox(QComboBox):
    """A drop-down list for texts of any length: one that does not fit ends in "…", and is whole in the hint."""

    def __init__(self) -> None:
        super().__init__()
        self.currentTextChanged.connect(self.setToolTip)

    # Qt's methods

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        if self.currentIndex() < 0 and self.placeholderText():
            tint = option.palette.placeholderText()
            option.palette.setBrush(QPalette.ColorRole.ButtonText, tint)
            option.currentText = self.placeholderText()
        whole, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(whole, option, part, self).width() - _EDGES
        if not option.currentIcon.isNull():
            room -= option.iconSize.width() + _AIR
        letters = self.fontMetrics()
        if letters.horizontalAdvance(option.currentText) > room:
            option.currentText = letters.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(whole, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
