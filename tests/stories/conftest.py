"""Stories use the same windows and hands as the tests of the window."""

from tests.ui.conftest import hand, open_window, settings

__all__ = ["hand", "open_window", "settings"]
