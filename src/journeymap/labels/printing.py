"""Words: printing."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # header
    "print.untitled": ("Untitled journey", "未命名旅程"),
    "print.touchpoints": ("{n} touchpoint|{n} touchpoints", "{n} 个触点"),
    "print.paths": ("{n} path|{n} paths", "{n} 条路径"),
    "print.more_paths": ("more than {n} paths", "超过 {n} 条路径"),
    "print.version": ("Version {version}", "版本 {version}"),
    "print.as_is": ("as-is journey", "现状旅程"),
    "print.to_be": ("to-be journey", "目标旅程"),
    "print.goal": ("Goal: {text}", "目标：{text}"),
    "print.subject": ("Citizen journey map", "民众旅程图"),
    "print.page": ("page {number} of {count}", "第 {number} 页，共 {count} 页"),
    "print.contents": ("Contents", "目录"),
    "html.skip": ("Skip to the journey", "跳到正文"),
    "html.zoom": ("Size of the map", "旅程图大小"),
    "html.zoom.whole": ("whole", "整图"),
    "html.zoom.readable": ("readable", "可读大小"),
    "html.zoom.near": ("near", "放大"),
    "html.map": ("The map; scroll to move it", "旅程图，可滚动查看"),
    # curve and rows
    "print.curve": ("Experience along the path", "沿路径的体验"),
    "print.no_path": ("No path leads from a start to an end yet.", "尚无从起点到终点的路径。"),
    "print.no_feeling": ("No feeling has been noted along this path yet.", "这条路径上尚未记录情绪。"),
    "print.mean": ("mean {value}", "平均 {value}"),
    "print.lowest": ("lowest {value}", "最低 {value}"),
    "print.end": ("end {value}", "结尾 {value}"),
    "print.peak_end": ("peak–end {value}", "峰终 {value}"),
    "print.time": ("takes {value}", "用时 {value}"),
    "print.fee": ("fees {value}", "费用 {value}"),
    "print.visits": ("{n} visit|{n} visits", "跑 {n} 趟"),
    "print.more_items": ("… and {n} more", "……另有 {n} 条"),
    "print.lacks": ("missing", "缺失"),
    "print.would_serve": ("idea", "设想"),
    "print.row.expectation": ("Expectations", "期望"),
    "print.row.pain_point": ("Pain points", "痛点"),
    "print.row.surprise": ("Surprise opportunities", "惊喜机会"),
    "print.more_pictures": ("… and {n} more in the report", "……另有 {n} 张，见报告"),
    "print.row.element": ("Model elements", "模型要素"),
    "print.element": ("{name} ({relation})", "{name}（{relation}）"),
    "print.empty_journey": (
        "This journey has no stages yet. Add stages and touchpoints, and the map appears here.",
        "这段旅程还没有阶段。添加阶段和触点后，旅程图会显示在这里。",
    ),
    # panels
    "print.pyramid": ("Excellence pyramid: touchpoints today → aimed", "优质公共服务金字塔（触点数：现状 → 目标）"),
    "print.pyramid_row": ("{title} · {reached} → {aimed}", "{title} · {reached} → {aimed}"),
    "print.coverage": ("Model coverage: touchpoints by dimension", "模型要素覆盖（按维度的触点数）"),
    "print.untouched": (
        "{n} of {all} elements not touched yet: {names}", "{all} 个要素中有 {n} 个尚无触点关联：{names}",
    ),
    "print.untouched_many": ("{n} of {all} elements not touched yet.", "{all} 个要素中有 {n} 个尚无触点关联。"),
    "print.all_touched": ("All {all} elements are touched.", "{all} 个要素均有触点关联。"),
    "print.burden": ("Burden along the path", "沿路径的办事负担"),
    "print.burden.time": ("Time from start to end", "全程用时"),
    "print.burden.waiting": ("Waiting, all ways added up", "等待时间合计"),
    "print.burden.fee": ("Fees", "费用"),
    "print.burden.visits": ("Visits", "跑动次数"),
    "print.burden.documents": ("Papers asked for", "提交材料"),
    "print.burden.repeated": ("Data asked again", "重复填报"),
    "print.opportunities": ("Top opportunities", "优先机会点"),
    "print.no_opportunities": ("None noted yet.", "尚未记录。"),
    "print.votes": ("{n} vote|{n} votes", "{n} 票"),
    "print.impact_effort": ("impact {impact} · effort {effort}", "影响 {impact} · 投入 {effort}"),
    "print.findings": ("Key findings", "关键发现"),
    "print.no_findings": ("Nothing odd was found.", "未发现异常。"),
    "print.and_more_like_it": (" ({n} more like it)", "（同类另有 {n} 处）"),
    "print.more_findings": ("{n} more kind of finding in the program|{n} more kinds of findings in the program", "程序中另有 {n} 类发现"),
    # legend and foot
    "print.legend.number": ("number of the touchpoint", "触点编号"),
    "print.legend.path": ("chosen path", "所选路径"),
    "print.legend.other": ("other ways", "其他路线"),
    "print.legend.level": ("level reached", "现状层级"),
    "print.shortened": ("Texts ending in \"…\" stand in full in the report.", "以“…”结尾的文字，全文见报告。"),
    "print.terse": ("The conditions of ways stand in the report.", "各连线的条件见报告。"),
    "print.replaced": ("□ stands for a character that no shipped font has.", "“□”表示随附字体中没有的字符。"),
    # what is said after an export
    "print.too_small": (
        "The smallest type on {paper} would be {size} pt, below {promised} pt; {fits} is the smallest paper that keeps it.",
        "在 {paper} 上最小字号只有 {size} pt，低于 {promised} pt；能保证字号的最小纸张是 {fits}。",
    ),
    "print.too_small_for_all": (
        "The smallest type on {paper} would be {size} pt, below {promised} pt; no paper up to A0 keeps it, "
        "but a page fitted to the map does.",
        "在 {paper} 上最小字号只有 {size} pt，低于 {promised} pt；A0 及以下的纸张都无法保证，但可选用适合旅程图大小的页面。",
    ),
    "print.too_small_at_all": (
        "The map is larger than a page can be: its smallest type would be {size} pt, below {promised} pt. Divide the journey into "
        "sub-journeys; its text stands whole in the report.",
        "旅程图超出单页的最大尺寸：最小字号只有 {size} pt，低于 {promised} pt。请将旅程拆分为子旅程；全文见报告。",
    ),
    "print.missing_character": (
        "No shipped font has {character}; □ is printed instead.", "随附字体中没有 {character}，将以“□”代替打印。",
    ),
    "print.missing_character_at": (
        "No shipped font has {character}, which stands in {where}; □ is printed instead.",
        "随附字体中没有{where}里的 {character}，将以“□”代替打印。",
    ),
    "print.missing_character_at_many": (
        "No shipped font has {character}, which stands in {where} and elsewhere, in {n} places; □ is printed instead.",
        "随附字体中没有{where}等 {n} 处的 {character}，将以“□”代替打印。",
    ),
    "print.more_missing_characters": (
        "No shipped font has these {n} characters either: {characters}.", "随附字体中还缺少这 {n} 个字符：{characters}。",
    ),
    "print.texts_shortened": (
        "{n} text is shortened or left out here and whole in the report.|{n} texts are shortened or left out here and whole in the "
        "report.",
        "此处有 {n} 处文字被缩短或省略，全文见报告。",
    ),
    "print.cards_shortened": (
        "{n} text is too long for its card and ends in …; it is whole in the report.|{n} texts are too long for their cards and "
        "end in …; they are whole in the report.",
        "有 {n} 处文字超出卡片，以“…”结尾；完整文字见报告。",
    ),
    "print.left_out.notes": (
        "{n} internal note was left out.|{n} internal notes were left out.", "已略去 {n} 条内部备注。",
    ),
    "print.left_out.owners": (
        "{n} name of a responsible person was left out.|{n} names of responsible people were left out.", "已略去 {n} 处负责人姓名。",
    ),
    "print.left_out.personal": (
        "{n} place with personal data was blacked out.|{n} places with personal data were blacked out.", "已涂黑 {n} 处个人信息。",
    ),
    # tiles and cards
    "print.tile": ("Sheet {name} of {n}: {title}", "第 {name} 张，共 {n} 张：{title}"),
    "print.key_sheet": ("{title} on {n} sheet|{title} on {n} sheets", "{title}（共 {n} 张拼接）"),
    "print.key_sheet_how": (
        "Cut each sheet at the marks on its right and lower edge, then lay it over the {n} mm that the next one repeats.",
        "沿每张右边和下边的裁切线裁开，再叠放到下一张重复的 {n} 毫米上。",
    ),
    "print.cards": ("Workshop cards", "研讨卡片"),
    "print.no_cards": ("This journey has no touchpoints yet, so there are no cards.", "这段旅程还没有触点，因此没有卡片。"),
    "print.card_alternative": ("Five faces to tick and three lines to write on.", "五个可勾选的表情和三行可书写的线。"),
    "print.vote_alternative": ("{n} rings to put dots into.", "{n} 个可贴圆点的圆圈。"),
    # the map in words, for those who cannot see it
    "print.words.journey": ("Journey map: {title}.", "旅程图：{title}。"),
    "print.words.stage": ("Stage {number}, {title}: {touchpoints}.", "阶段 {number}“{title}”：{touchpoints}。"),
    "print.words.no_touchpoints": ("no touchpoints", "没有触点"),
    "print.words.ways": ("Ways: {ways}.", "路线：{ways}。"),
    "print.words.path": ("Chosen path with feelings: {points}.", "所选路径与情绪：{points}。"),
    "print.words.pictures": ("Pictures: {pictures}.", "画面：{pictures}。"),
    "print.words.unknown_feeling": ("feeling not known", "情绪未知"),
    # the dialog that prints
    "printing.title": ("Print the journey", "打印旅程"),
    "printing.save": ("Print…", "打印…"),
    "printing.working": ("Printing…", "正在打印…"),
    "printing.page": ("Printing page {page} of {count}…", "正在打印第 {page} 页，共 {count} 页…"),
    "printing.larger": (
        "{n} page is larger than the paper and is made smaller for it; the poster or the tiles show it in full size.|"
        "{n} pages are larger than the paper and are made smaller for it; the poster or the tiles show them in full size.",
        "有 {n} 页大于纸张，将缩小打印；需要原大请打印海报或拼接版。",
    ),
    "printing.no_printer": (
        "No printer is set up on this computer. Set one up in the settings of the system, or export a PDF and print it elsewhere.",
        "本机没有安装打印机。请在系统设置中添加打印机，或导出 PDF 后到别处打印。",
    ),
    "printing.gone": (
        "The printer can no longer be reached. Choose another one, or export a PDF.", "无法连接这台打印机。请换一台，或导出 PDF。",
    ),
    "printing.no_paper": (
        "The printer \"{printer}\" has no paper {paper}. Choose a smaller paper, or the tiles, which put the poster together from "
        "smaller sheets.",
        "打印机“{printer}”不支持纸张 {paper}。请选用较小的纸张，或选择“拼接”版，用小张纸拼出海报。",
    ),
    "printing.refused": (
        "The printer did not take the job. See whether it is switched on and has paper, then print again.",
        "打印机未接受任务。请检查是否已开机、有纸，然后重新打印。",
    ),
    "notice.printed": ("The printer has all pages.", "所有页面已送至打印机。"),
}  # fmt: skip
