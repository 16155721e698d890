"""Words: the first steps, and what is found and kept on the start page."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "action.first_steps": ("First steps", "新手引导"),
    "tour.step": ("Step {n} of {of}", "第 {n} 步，共 {of} 步"),
    "tour.heard": ("{step}. {title}", "{step}：{title}"),
    "tour.skip": ("Skip", "跳过"),
    "tour.back": ("Back", "上一步"),
    "tour.next": ("Next", "下一步"),
    "tour.end": ("Begin", "开始使用"),
    "tour.add.title": ("Add touchpoints by typing", "直接输入，添加触点"),
    "tour.add.text": (
        "Double-click an empty place, type what the citizen does, press Enter. Enter again adds the next touchpoint and "
        "connects it; dragging from the edge of a card connects any two.",
        "双击空白处，输入民众所做的事，按回车。再按回车即添加并连接下一个触点；从卡片边缘拖出可连接任意两个触点。",
    ),
    "tour.annotate.title": ("Say how it feels", "标注感受"),
    "tour.annotate.text": (
        "Select a touchpoint: here you give it a channel, a feeling, expectations, pain points and ideas, and link it to "
        "the elements of the standard.",
        "选中触点后，可在此填写渠道、情绪、期望、痛点和机会点，并关联标准中的要素。",
    ),
    "tour.follow.title": ("Follow the paths, then print", "查看路径，导出成图"),
    "tour.follow.text": (
        "Paths shows who gets through and who does not, and what a change would do. {keys} makes a poster, a report or "
        "slides of it. Any command is found by name with {find}.",
        "“路径”视图显示谁能办成、谁会卡住，以及改进后的效果。按 {keys} 可导出海报、报告或幻灯片；按 {find} 可按名称查找任何命令。",
    ),
    "tour.ended": ("You find the first steps again in the Help menu.", "可在“帮助”菜单中再次打开新手引导。"),
    # the bar of buttons
    "toolbar.path": ("Path", "路径"),
    "toolbar.path_hint": ("Choose the path that is followed", "选择要沿用的路径"),
    "toolbar.filter": ("Filter", "筛选"),
    "toolbar.present": ("Present", "放映"),
    # views by name
    "menu.views": ("Show", "切换视图"),
    "menu.looks": ("Language and looks", "语言与外观"),
    "menu.catalogue": ("Catalogue of the model", "模型目录"),
    "menu.sizes": ("Widths and heights", "宽度与高度"),
    "action.view_map": ("Show the map", "切换到旅程图"),
    "action.view_table": ("Show the table", "切换到表格"),
    "action.view_paths": ("Show the paths", "切换到路径"),
    "action.view_model": ("Show the model matrix", "切换到模型矩阵"),
    "action.view_opportunities": ("Show the opportunities", "切换到机会点"),
    "action.next_view": ("Next view", "下一视图"),
    "action.previous_view": ("Previous view", "上一视图"),
    # recent files
    "recent.more": ("More for {name}", "{name}：更多操作"),
    "recent.pin": ("Keep on top", "置顶"),
    "recent.unpin": ("No longer keep on top", "取消置顶"),
    "recent.remove": ("Take off the list", "从列表中移除"),
    "recent.clear": ("Clear the list", "清空列表"),
    "recent.clear.hint": ("Files stay where they are; pinned ones stay on the list.", "文件本身不受影响，置顶文件仍保留在列表中。"),
    "recent.pinned": ("pinned", "已置顶"),
}  # fmt: skip
