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
    "action.add_here": ("Add touchpoint here", "在此添加触点"),
    "action.context_menu": ("Menu of the selection", "所选内容的菜单"),
    # connections
    "menu.connection": ("&Connection", "连线(&C)"),
    "action.reconnect_start": ("Begin at another touchpoint…", "改变起点触点…"),
    "action.way_out": ("Select the way out", "选择去向连线"),
    "action.way_in": ("Select the way in", "选择来向连线"),
    "action.way_sequence": ("Next", "顺序"),
    "action.way_branch": ("Branch", "分支"),
    "action.way_parallel": ("In parallel", "并行"),
    "action.way_loop": ("Loop back", "回路"),
    "action.way_recovery": ("Recovery path", "补救路径"),
    "action.way_information": ("Information only", "信息"),
    "map.reconnect_hint": (
        "Choose where the connection goes with the arrow keys, then press Enter. Escape cancels.",
        "用方向键选择连线要连到的触点，再按回车键；按 Esc 取消。",
    ),
    "change.set_connection_kind": ("change kind of connection", "更改连线类型"),
    # groups
    "action.group": ("Group into a sub-journey", "组合为子旅程"),
    "action.dissolve": ("Dissolve the sub-journey", "拆分子旅程"),
    "change.group": ("group into a sub-journey", "组合为子旅程"),
    "change.dissolve": ("dissolve sub-journey", "拆分子旅程"),
    # stages and lanes
    "action.split_stage": ("Split the stage here", "在此拆分阶段"),
    "action.merge_stages": ("Merge with the next stage", "与下一阶段合并"),
    "action.wider": ("Stage wider", "加宽阶段"),
    "action.narrower": ("Stage narrower", "缩窄阶段"),
    "action.taller": ("Lane taller", "加高泳道"),
    "action.lower": ("Lane lower", "降低泳道"),
    "change.split_stage": ("split stage", "拆分阶段"),
    "change.merge_stages": ("merge stages", "合并阶段"),
    # getting about
    "action.mini_map": ("Mini-map", "缩略图"),
    "mini_map.hint": ("Click or drag to move the view", "点击或拖动以移动画面"),
    "action.next_pane": ("Next part of the window", "转到下一区域"),
    "action.previous_pane": ("Part of the window before", "转到上一区域"),
    # the sheet of mouse and keys
    "keys.mouse.copy": ("Drag with Ctrl or Alt: set down a copy", "按住 Ctrl 或 Alt 拖动：放下副本"),
    "keys.mouse.kind": (
        "Drag from the bar of kinds: add a touchpoint there; on a connection it goes into it",
        "从类型栏拖出：在该处添加触点；拖到连线上则插入其中",
    ),
    "keys.mouse.reconnect": ("Drag the end of a connection: lead it elsewhere", "拖动连线端点：改接到其他触点"),
    "keys.mouse.header": ("Drag a header: move the stage or lane", "拖动标题：移动阶段或泳道"),
    "keys.mouse.edge": (
        "Drag the edge of a header: change its width or height; double-click: as its contents need",
        "拖动标题边缘：调整宽度或高度；双击恢复自动",
    ),
    "keys.mouse.cancel": ("Esc or right button while dragging: give it up", "拖动时按 Esc 或右键：取消"),
    "keys.extend": ("Shift+arrow keys: extend the selection", "Shift+方向键：扩展选择"),
    "keys.headers": ("Arrow keys beyond the last card: stages and lanes", "方向键越过边缘卡片：选择阶段和泳道"),
    "keys.back": ("Esc in the inspector: back to the map", "在属性栏中按 Esc：回到旅程图"),
    "keys.leap": (
        "Home, End: ends of the lane (with Ctrl of the map); Page keys: next stage",
        "Home、End：泳道首尾（加 Ctrl 为全图）；翻页键：上下一阶段",
    ),
    # writing on connections
    "editor.condition": ("Condition", "条件"),
    "editor.condition_placeholder": ("When?", "什么情况下？"),
    # history
    "change.rename_connection": ("write condition", "填写条件"),
    "change.insert_touchpoint": ("insert touchpoint", "插入触点"),
    "change.resize_stage": ("change the width of a stage", "调整阶段宽度"),
    "change.resize_lane": ("change the height of a lane", "调整泳道高度"),
}
