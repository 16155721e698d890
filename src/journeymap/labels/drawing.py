"""Words of drawing on the map: gestures, their commands, what they do to the history."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # kinds of touchpoints
    "kinds.bar": ("Kinds of touchpoints", "触点类型"),
    "kinds.hint": (
        "Click, then click in the map; or drag it there. Onto a connection: goes into it.",
        "点击后再点击图中位置，或直接拖到图中；拖到连线上则插入其中。",
    ),
    "action.add_communication": ("Add next: communication", "添加下一触点：沟通"),
    "action.add_action": ("Add next: action", "添加下一触点：行动"),
    "action.add_wait": ("Add next: wait", "添加下一触点：等待"),
    "action.add_decision": ("Add next: decision", "添加下一触点：决定"),
    # writing on connections
    "editor.condition": ("Condition", "条件"),
    "editor.condition_placeholder": ("When?", "什么情况下？"),
    # history
    "change.rename_connection": ("write condition", "填写条件"),
    "change.insert_touchpoint": ("insert touchpoint", "插入触点"),
    "change.resize_stage": ("change the width of a stage", "调整阶段宽度"),
    "change.resize_lane": ("change the height of a lane", "调整泳道高度"),
}
