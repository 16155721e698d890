"""Looks: colours that can be read in every theme, and a window that grows at once and holds what it held."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from journeymap.labels import say
from journeymap.session import Session
from journeymap.ui import theme
from journeymap.ui.colours import THEMES, Theme
from journeymap.ui.settings import SCALES, Settings
from journeymap.ui.window import MainWindow

GROUNDS = ("paper", "panel", "canvas", "chrome", "hover", "header", "accent_soft", "surprise_soft")
TEXTS = ("ink", "ink_2", "accent")
MEANINGS = ("expectation", "pain_point", "surprise", "improvement", "good", "warning", "problem")
SIGNS = (
    "connection", "emotion_m2", "emotion_m1", "emotion_0", "emotion_p1", "emotion_p2", "dimension_1", "dimension_2",
    "dimension_3", "dimension_4",
)  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance as the accessibility guidelines define it."""
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in QColor(colour).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs_below(t: Theme, roles: tuple[str, ...], grounds: tuple[str, ...], least: float) -> dict[str, float]:
    found = {
        f"{role} on {ground}": contrast(getattr(t, role), getattr(t, ground)) for role in roles for ground in grounds
    }
    return {pair: ratio for pair, ratio in found.items() if ratio < least}


@pytest.mark.parametrize("name", sorted(THEMES))
def test_text_and_signs_stand_out_from_every_ground(name: str) -> None:
    t = THEMES[name]
    least = 7.0 if name.endswith("_contrast") else 4.45
    assert pairs_below(t, TEXTS, GROUNDS, least) == {}
    assert pairs_below(t, MEANINGS, ("paper", "panel", "canvas"), least) == {}
    assert pairs_below(t, SIGNS, ("paper", "panel", "canvas", "hover"), least if least == 7.0 else 3.0) == {}
    assert contrast(t.accent_ink, t.accent) >= least
    assert contrast(t.paper, t.ink) >= 7


@pytest.mark.parametrize("name", ["light_contrast", "dark_contrast"])
def test_controls_have_strong_borders_in_high_contrast(name: str) -> None:
    t = THEMES[name]
    assert min(contrast(t.edge, t.paper), contrast(t.edge, t.panel)) >= 7
    assert min(contrast(t.line, t.paper), contrast(t.line, t.canvas)) >= 3


@pytest.fixture
def window(open_window: Callable[[Session | None], MainWindow]) -> Iterator[MainWindow]:
    window = open_window(Session.new("counter_visit", ("en", "zh")))
    yield window
    window.settings.theme, window.settings.contrast = "light", False
    window.dress()


def test_light_dark_and_contrast_are_chosen_apart(window: MainWindow, settings: Settings) -> None:
    window.run_command("theme_dark")
    window.run_command("high_contrast")
    assert theme.theme().name == "dark_contrast"
    assert window.actions_table["theme_dark"].isChecked()
    assert window.actions_table["high_contrast"].isChecked()
    window.run_command("theme_system")
    assert theme.theme().name == "light_contrast", "a system that does not say is taken for light"
    window.run_command("high_contrast")
    assert theme.theme().name == "light"
    assert (settings.theme, settings.contrast) == ("system", False)


def test_the_scale_goes_up_and_down_in_steps_and_is_told(window: MainWindow, settings: Settings) -> None:
    for _ in range(5):
        window.run_command("larger")
    assert settings.scale == 2.0, "200 % is the most"
    assert window.notice.text == say("scale.later", "en", percent=200)
    for _ in range(len(SCALES)):
        window.run_command("smaller")
    assert settings.scale == 0.75


def test_the_next_start_shows_everything_twice_as_large(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    settings.scale = 2.0
    code = """if True:
        import sys
        from pathlib import Path
        from journeymap.app import make_application
        from journeymap.ui.settings import Settings
        app = make_application(scale=Settings(Path(sys.argv[1])).scale)
        from PySide6.QtWidgets import QLabel
        label = QLabel("Journey")
        print(label.grab().height() / label.sizeHint().height())
    """
    del settings
    place = str(tmp_path / "settings.ini")
    found = subprocess.run([sys.executable, "-c", code, place], check=True, capture_output=True, text=True)
    assert float(found.stdout.splitlines()[-1]) >= 2.0
