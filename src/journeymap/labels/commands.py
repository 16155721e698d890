"""Words: commands."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "cli.usage": ("Usage:", "用法："),
    "cli.options": ("Options", "选项"),
    "cli.arguments": ("Arguments", "参数"),
    "cli.about": (
        "Draw citizen journeys as touchpoint graphs. Without a command the window opens.",
        "把民众旅程画成触点图。不带命令时打开窗口。",
    ),
    "cli.commands": (
        "Commands: export (posters as PDF, PNG or SVG), import (projects from files of other programs), check (list findings), figures (list figures), new (a project from a "
        "template). "
        "\"journeymap COMMAND --help\" tells more. A file called like a command is opened as ./NAME.",
        "命令：export（导出 PDF、PNG 或 SVG 海报）、import（由其他程序的文件生成项目）、check（列出检查发现）、figures（列出各项数值）、new（由模板新建项目）。"
        "“journeymap 命令 --help”查看详情。与命令同名的文件请写作 ./文件名。",
    ),
    "cli.help.import": (
        "Turn files of other programs into projects: tables, Mermaid, draw.io, BPMN, GraphML, CJML, ArchiMate, GOV.UK content, "
        "outlines, event logs. What was changed or left out is told line by line.",
        "把其他程序的文件转为项目：表格、Mermaid、draw.io、BPMN、GraphML、CJML、ArchiMate、GOV.UK 内容、大纲、事件日志。"
        "改动和未导入的内容逐行报告。",
    ),
    "cli.help.import_files": (
        "files to import, or folders with such files; a folder with tables of our own export is one project",
        "要导入的文件，或含此类文件的文件夹；存放本程序导出表格的文件夹算一个项目",
    ),
    "cli.help.import_out": (
        "folder to write to, or for a single file the project to make (default: the present folder)",
        "输出文件夹；只有一个文件时也可写要新建的项目文件（默认当前文件夹）",
    ),
    "cli.help.import_json": ("write the whole report there as JSON", "把完整报告以 JSON 写入该文件"),
    "cli.help.import_all": ("tell also what was understood as it is", "同时列出原样识别的内容"),
    "cli.help.import_replace": ("replace projects that are there already", "替换已存在的项目文件"),
    "cli.help.import_lang": (
        "language of the texts, zh or en (default: told by their letters)", "文字的语言：zh 或 en（默认按文字判断）"
    ),
    "cli.help.files": ("journey files, or folders with journey files", "旅程文件，或含旅程文件的文件夹"),
    "cli.stopped": ("Stopped; the files written so far stay.", "已停止；已写出的文件保留。"),
    "cli.progress": ("{place} of {count}: {name}", "第 {place} 个，共 {count} 个：{name}"),
    "cli.error.empty_folder": ("The folder {name} holds no journey files.", "文件夹“{name}”中没有旅程文件。"),
    "cli.help.help": ("show this help and end", "显示本帮助并退出"),
    "cli.help.version": ("show the version and end", "显示版本并退出"),
    "cli.help.self_test": ("check that everything the program needs works here", "检查程序所需的一切在本机能否正常工作"),
    "cli.help.ui_lang": ("language of messages: en or zh (default: that of the system)", "消息语言：en 或 zh（默认随系统）"),
    "cli.help.export": ("Write each journey of the files as a poster, another edition or data.", "把文件中的每段旅程导出为海报、其他版式或数据。"),
    "cli.help.to": (
        "pdf, or png and svg of a poster or picture, html of poster, report and text, pptx of slides; as data xlsx, csv, json, mermaid, "
        "flowchart, graphml or bpmn (default: the first that fits)",
        "pdf；海报和图片另有 png、svg，海报、报告与文字版另有 html，幻灯片为 pptx；数据为 xlsx、csv、json、mermaid、flowchart、graphml 或 bpmn"
        "（默认取第一种适用格式）",
    ),
    "cli.help.edition": (
        "poster, tiles, report, text, public (the report for the public), cards, slides, picture or data (default: what --to needs, "
        "else poster)",
        "poster（海报）、tiles（拼接）、report（报告）、text（文字版）、public（公开版报告）、cards（卡片）、slides（幻灯片）、"
        "picture（图片）或 data（数据），默认由 --to 决定，否则为 poster",
    ),
    "cli.help.paper": (
        "A4, A3, A2, A1, A0, Letter, Tabloid or fitted (default: A3 for poster and tiles, A4 for the others)",
        "A4、A3、A2、A1、A0、Letter、Tabloid 或 fitted（随图大小）；海报与拼接默认 A3，其他默认 A4",
    ),
    "cli.help.sheet": ("the paper that tiles are cut to (default: A4)", "拼接所用的单张纸（默认 A4）"),
    "cli.help.public": (
        "any edition for the public: without internal notes, owners and personal data",
        "任一版本的公开版：不含内部备注、负责人和个人信息",
    ),
    "cli.help.personal": (
        "what becomes of what looks like personal data: keep or redact (default: as decided in the project)",
        "疑似个人信息的处理方式：keep（保留）或 redact（涂黑），默认按项目中的决定",
    ),
    "cli.help.part": (
        "what a picture shows: map (default), stages (a picture each) or the number of one stage",
        "图片显示的范围：map（默认，整张旅程图）、stages（每阶段一张）或某阶段的序号",
    ),
    "cli.help.orientation": (
        "landscape, portrait or auto, whichever lets the type be larger (default: auto)",
        "landscape（横向）、portrait（纵向）或 auto（取字号较大者；默认 auto）",
    ),
    "cli.help.lang": (
        "zh, en or both (default: the project's first language)", "zh、en 或 both（双语；默认用项目的第一语言）",
    ),
    "cli.help.smallest": (
        "the smallest type in points that is promised (default: 9)", "承诺的最小字号，单位磅（默认 9）",
    ),
    "cli.help.date": (
        "date to print, YYYY-MM-DD (default: today); equal dates give equal files",
        "打印的日期 YYYY-MM-DD（默认今天）；日期相同则文件相同",
    ),
    "cli.help.colours": (
        "colour, grey (for printers without colour) or ink (black and white, with little ink; default: colour)",
        "colour（彩色）、grey（灰度，适合黑白打印机）或 ink（黑白省墨）；默认 colour",
    ),
    "cli.help.out": ("folder to write to (default: the present one)", "输出文件夹（默认当前文件夹）"),
    "cli.help.check": (
        "List the findings of each journey. The exit status is 0 if there is nothing worse than notes, 1 if there are "
        "warnings or problems, 2 if a file cannot be read.",
        "列出每段旅程的检查发现。退出状态：最多只有提示为 0，有警告或问题为 1，文件无法读取为 2。",
    ),
    "cli.help.check_json": (
        "for scripts: one line of JSON for each file, with the findings that were set aside as well",
        "供脚本使用：每个文件输出一行 JSON，含已标为无碍的发现",
    ),
    "cli.help.figures": (
        "Tell the figures of each journey. The exit status is 0, or 2 if a file cannot be read.",
        "列出每段旅程的各项数值。退出状态：成功为 0，文件无法读取为 2。",
    ),
    "cli.help.figures_json": (
        "for scripts: one line of JSON for each file, with all figures unrounded, times in seconds",
        "供脚本使用：每个文件输出一行 JSON，含全部数值，不取整，时间以秒计",
    ),
    "cli.help.new": ("Make a project from a template.", "由模板新建项目。"),
    "cli.help.template": ("the template (default: empty): {names}", "模板（默认 empty）：{names}"),
    "cli.help.new_file": ("the file to make", "要新建的文件"),
    "cli.help.new_lang": ("first language of the project: zh or en", "项目的第一语言：zh 或 en"),
    # results
    "cli.written": ("Written: {path}", "已写入：{path}"),
    "cli.made": ("Made: {path}", "已新建：{path}"),
    "cli.no_journeys": ("\"{name}\" holds no journey.", "“{name}”中没有旅程。"),
    "cli.finding": ("{name}: {journey}: {severity}: {text} {advice}", "{name}：{journey}：{severity}：{text}{advice}"),
    "cli.findings_none": ("{name}: nothing odd was found.", "{name}：未发现异常。"),
    "cli.figures_of": ("{name}: {journey}", "{name}：{journey}"),
    "cli.figure": ("{name}: {value}", "{name}：{value}"),
    "cli.figure.of": ("{figure} ({of})", "{figure}（{of}）"),
    "cli.figure.size": ("Size", "规模"),
    "cli.figure.time": ("time", "用时"),
    "cli.figure.no_kano": ("no Kano class", "未分类"),
    "cli.figure.no_walk": ("Without a start and an end nothing can be told of the ways.", "没有起点和终点，无法得出路径数值。"),
    "cli.figure.more_than": ("at least {n}", "至少{n}"),
    "cli.figure.level": ("{level}: {n}", "{level}：{n}"),
    "cli.figure.gap": ("{mean} on average, {n} counted", "平均{mean}，共{n}项"),
    "cli.figure.shut": ("cannot get through", "无法办成"),
    # what went wrong
    "cli.error": ("journeymap: {text}", "journeymap：{text}"),
    "cli.error.usage": ("{text} Type \"{prog} --help\" for help.", "{text}键入“{prog} --help”查看帮助。"),
    "cli.error.no_files": ("Name at least one journey file.", "请至少给出一个旅程文件。"),
    "cli.error.choice": (
        "{option} cannot be \"{value}\"; it is one of {choices}.", "{option} 不能是“{value}”，可选：{choices}。",
    ),
    "cli.error.stage": (
        "\"{name}\" has no stage {value}; its stages are 1 to {n}.", "“{name}”没有第 {value} 阶段，阶段序号为 1 至 {n}。",
    ),
    "cli.personal": (
        "\"{name}\" holds {n} place that looks like personal data ({kinds}); --personal redact blacks it out.|\"{name}\" holds {n} "
        "places that look like personal data ({kinds}); --personal redact blacks them out.",
        "“{name}”有 {n} 处疑似个人信息（{kinds}）；用 --personal redact 可涂黑。",
    ),
    "cli.error.date": (
        "--date cannot be \"{value}\"; write it like 2026-11-22.", "--date 不能是“{value}”，请写成 2026-11-22 的形式。",
    ),
    "cli.error.smallest": (
        "--smallest cannot be \"{value}\"; give points from 4 to 72.", "--smallest 不能是“{value}”，请给出 4 到 72 之间的磅数。",
    ),
    "cli.error.unknown": ("\"{value}\" is not an option of this command.", "此命令没有“{value}”选项。"),
    "cli.error.incomplete": ("{option} needs a value.", "{option} 需要一个值。"),
    "cli.error.no_value": ("{option} takes no value.", "{option} 不带值。"),
    "cli.error.other": ("{value}", "{value}。"),
    "cli.error.no_window": (
        "The window cannot be opened: {detail}. Install the graphics libraries that Qt needs; \"export\", \"check\" and "
        "\"figures\" work without them.",
        "无法打开窗口：{detail}。请安装 Qt 所需的图形库；“export”“check”和“figures”无需图形界面也可使用。",
    ),
    "cli.error.exists": (
        "\"{name}\" is there already and was left as it is; choose another name.", "“{name}”已存在，未作改动；请换一个名称。",
    ),
    "cli.error.folder": (
        "The folder \"{name}\" cannot be made: {detail}; choose another with --out.",
        "无法创建文件夹“{name}”：{detail}；请用 --out 另选一个。",
    ),
    # self-test
    "cli.test.good": ("good   {what}", "正常   {what}"),
    "cli.test.bad": ("FAILED {what}: {detail}", "失败   {what}：{detail}"),
    "cli.test.binding": ("the window toolkit keeps its references", "界面库引用计数正常"),
    "cli.test.fonts": ("the fonts and their widths fit each other", "字体与字宽表一致"),
    "cli.test.words": ("all words are there in both languages", "两种语言的文字齐全"),
    "cli.test.catalogue": ("the catalogue of the standard can be read", "标准目录可以读取"),
    "cli.test.icons": ("the icons are there", "图标齐全"),
    "cli.test.file": ("a journey can be made, saved and opened again", "旅程可以新建、保存并重新打开"),
    "cli.test.pdf": ("its poster holds its text, with fonts embedded", "海报含有文字且已嵌入字体"),
    "cli.test.window": ("the window toolkit starts", "界面库可以启动"),
}  # fmt: skip
