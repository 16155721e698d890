"""The installed Qt binding keeps its references of None, and the check would see it if it did not."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QApplication

from journeymap.ui import binding


def test_the_installed_binding_keeps_its_references(qapp: QApplication) -> None:
    assert binding.lost_references(3_000) == {}


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from Python 3.12 on None is not counted")
def test_a_call_that_drops_a_reference_each_time_is_noticed() -> None:
    hoard = [None] * 5_000
    assert binding._dropped(hoard.pop, 4_000) > 3_000
    assert binding._dropped(lambda: None, 4_000) < 100
