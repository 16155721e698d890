"""Words of what makes work easy: preferences, keys, history, first steps, presenting, printing."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "action.theme_system": ("Light or dark as the system", "跟随系统"),
    "action.high_contrast": ("High contrast", "高对比度"),
    "action.larger": ("Larger text and controls", "放大界面"),
    "action.smaller": ("Smaller text and controls", "缩小界面"),
    "scale.later": ("Everything is shown at {percent} % when the program starts next time.", "下次启动时界面将以 {percent} % 显示。"),
    "action.full_screen": ("Full screen", "全屏"),
    "action.present": ("Present the journey", "放映旅程"),
    # history
    "action.history": ("History of changes", "历史记录"),
    "history.title": ("History", "历史记录"),
    "history.start": ("As it was opened", "打开时的状态"),
    "history.close": ("Close the history", "关闭历史记录"),
    "history.here": ("here now", "当前位置"),
    "history.done": ("done", "已执行"),
    "history.undone": ("taken back", "已撤销"),
    "change.travel": ("go to another step", "转到另一步骤"),
    # presenting
    "present.title": ("Presenting the journey", "旅程放映"),
    "present.expectation": ("Expects", "期望"),
    "present.pain_point": ("Pain points", "痛点"),
    "present.surprise": ("Could surprise", "惊喜机会"),
    "present.more": ("{n} more", "另有{n}项"),
    "present.ways": ("Choose the way on", "选择下一步"),
    "present.empty": ("This journey has no touchpoints yet. Escape goes back.", "当前旅程还没有触点，按 Esc 返回。"),
    "present.keys": (
        "Arrow keys: on and back · 1, 2, 3: choose the way · B: black screen · L: language · Escape: end",
        "方向键：前后翻页 · 1、2、3：选择走向 · B：黑屏 · L：中/EN · Esc：结束",
    ),
}  # fmt: skip
