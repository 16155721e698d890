"""Words: what an import tells, and why a file is refused; what files for other programs cannot say.

Lines of the report name what stands in the file; `title`, `text` and the like are the file's own words.
"""

from __future__ import annotations

_STEP = "Choose another file."
_STEP_ZH = "请选择其他文件。"


def _refused(cause: str, cause_zh: str, step: str = _STEP, step_zh: str = _STEP_ZH) -> tuple[str, str]:
    return f'"{{name}}" was not read: {cause} {step}', f"未能读入“{{name}}”：{cause_zh}{step_zh}"


_AGAIN = "Export it again from its program."
_AGAIN_ZH = "请从原程序重新导出。"
_DIVIDE = "Divide it and read the parts."
_DIVIDE_ZH = "请拆分后分别导入。"

WORDS: dict[str, tuple[str, str]] = {
    # places
    "import.place.line": ("line {at}", "第 {at} 行"),
    "import.place.cell": ("cell {at}", "单元格 {at}"),
    "import.place.element": ("element {at}", "元素 {at}"),
    "import.place.sheet": ("sheet {at}", "工作表 {at}"),
    "import.place.page": ("page {at}", "页面 {at}"),
    "import.at_place": ("{place}: {text}", "{place}：{text}"),
    # words that go into the journey where the file has none
    "import.word.stage": ("Journey", "旅程"),
    "import.word.part": ("Part {number}", "第{number}段"),
    "import.word.optional": ("optional", "可选"),
    "import.word.start": ("Start", "开始"),
    "import.word.end": ("End", "结束"),
    "import.word.join": ("Event", "事件"),
    "import.word.branch": ("Choice", "分支"),
    "import.word.parallel": ("In parallel", "并行"),
    "import.word.message": ("Message", "消息"),
    "import.word.timer": ("Waiting", "等待"),
    "import.word.signal": ("Signal", "信号"),
    "import.word.error": ("Something goes wrong", "出错"),
    "import.word.escalation": ("Escalation", "上报"),
    "import.word.compensate": ("Taken back", "撤回"),
    "import.word.conditional": ("Condition is met", "条件满足"),
    "import.word.link": ("Continued elsewhere", "转接"),
    "import.word.cancel": ("Cancelled", "取消"),
    "import.word.sub": ("Sub-process", "子流程"),
    "import.word.lane": ("Not assigned", "未指定"),
    # severities
    "import.severity.understood": ("understood", "已识别"),
    "import.severity.changed": ("changed", "有改动"),
    "import.severity.left_out": ("left out", "未导入"),
    # kinds of files
    "import.kind.own_workbook": ("Journeymap workbook", "Journeymap 工作簿"),
    "import.kind.own_tables": ("Journeymap tables", "Journeymap 表格"),
    "import.kind.own_json": ("Journeymap JSON", "Journeymap JSON"),
    "import.kind.workbook": ("Excel workbook", "Excel 工作簿"),
    "import.kind.table": ("Table", "表格"),
    "import.kind.mermaid": ("Mermaid diagram", "Mermaid 图"),
    "import.kind.drawio": ("draw.io diagram", "draw.io 图"),
    "import.kind.bpmn": ("BPMN process", "BPMN 流程"),
    "import.kind.graphml": ("GraphML graph", "GraphML 图"),
    "import.kind.cjml": ("CJML journey", "CJML 旅程"),
    "import.kind.archimate": ("ArchiMate model", "ArchiMate 模型"),
    "import.kind.govuk": ("GOV.UK content", "GOV.UK 内容"),
    "import.kind.event_log": ("Event log", "事件日志"),
    "import.kind.follows": ("Directly-follows graph", "直接跟随图"),
    "import.kind.outline": ("Outline", "大纲"),
    # aspects of a table
    "import.aspect.stage": ("Stage", "阶段"),
    "import.aspect.lane": ("Lane", "泳道"),
    "import.aspect.title": ("Touchpoint", "触点"),
    "import.aspect.step": ("Touchpoints of this lane", "该泳道的触点"),
    "import.aspect.description": ("Description", "说明"),
    "import.aspect.channel": ("Channel", "渠道"),
    "import.aspect.emotion": ("Feeling", "情绪"),
    "import.aspect.quote": ("Quote", "原话"),
    "import.aspect.need": ("Expectation", "期望"),
    "import.aspect.pain": ("Pain point", "痛点"),
    "import.aspect.idea": ("Opportunity", "机会点"),
    "import.aspect.owner_unit": ("Responsible unit", "责任部门"),
    "import.aspect.third_party": ("Third party", "第三方"),
    "import.aspect.contact_time": ("Contact time", "办理用时"),
    "import.aspect.waiting": ("Waiting", "等待"),
    "import.aspect.fee": ("Fee", "费用"),
    "import.aspect.documents": ("Papers asked for", "提交材料"),
    "import.aspect.visits": ("Visits", "跑动次数"),
    "import.aspect.kind": ("Kind", "类型"),
    "import.aspect.next": ("Next touchpoint", "下一个触点"),
    "import.aspect.condition": ("Condition", "条件"),
    "import.aspect.number": ("Number", "编号"),
    "import.aspect.other": ("Into the description", "写入说明"),
    "import.aspect.none": ("Leave out", "不导入"),
    # understood
    "import.title": ("title \"{title}\"", "标题“{title}”"),
    "import.summary": ("summary \"{title}\"", "概述“{title}”"),
    "import.language": ("texts taken as {language}", "文字按 {language} 读入"),
    "import.stage": ("stage \"{title}\"", "阶段“{title}”"),
    "import.lane": ("lane \"{title}\"", "泳道“{title}”"),
    "import.pool": ("pool \"{title}\"", "池“{title}”"),
    "import.touchpoint": ("touchpoint \"{title}\"", "触点“{title}”"),
    "import.task": (
        "touchpoint \"{title}\", score {score}, actors: {actors}", "触点“{title}”，评分 {score}，参与者：{actors}"
    ),
    "import.event": ("event \"{title}\"", "事件“{title}”"),
    "import.gateway": ("gateway \"{title}\"", "网关“{title}”"),
    "import.way": ("connection from \"{source}\" to \"{target}\"", "从“{source}”到“{target}”的连线"),
    "import.message": ("message \"{title}\" as information", "消息“{title}”作为信息连线"),
    "import.note": ("note \"{text}\"", "便签“{text}”"),
    "import.sub_journey": ("sub-journey \"{title}\"", "子旅程“{title}”"),
    "import.column": ("\"{head}\" read as {aspect}", "“{head}”读作 {aspect}"),
    "import.rows": ("{n} row|{n} rows", "{n} 行"),
    "import.activity": ("touchpoint \"{title}\", {n} time|touchpoint \"{title}\", {n} times", "触点“{title}”，{n} 次"),
    # changed
    "import.shortened": ("text of {n} characters cut: \"{text}\"", "{n} 个字符的文字已截短：“{text}”"),
    "import.long_title": ("long title moved into the description: \"{title}\"", "过长的标题移入说明：“{title}”"),
    "import.double_id": ("second element with this id: \"{title}\"", "同一编号的第二个元素：“{title}”"),
    "import.bad_value": ("value \"{value}\" does not fit \"{field}\" and was left out", "值“{value}”不适合“{field}”，未导入"),
    "import.parted": ("no stages in the file: the flow was parted into {n}", "文件中没有阶段：流程已分为 {n} 段"),
    "import.no_score": ("no score for \"{title}\": its feeling stays unknown", "“{title}”没有评分：情绪留空"),
    "import.score_rounded": ("score {score} of \"{title}\" rounded for the feeling; it is kept as well", "“{title}”的评分 {score} 已取整作情绪值，原值保留"),
    "import.score_kept": (
        "score \"{score}\" of \"{title}\" fits no feeling; it is kept as it was in the description",
        "“{title}”的评分“{score}”无法对应情绪，原样保留在说明中",
    ),
    "import.further_actors": ("further actors kept as third party: {names}", "其他参与者记为第三方：{names}"),
    "import.to_description": ("kept in the description: \"{text}\"", "保留在说明中：“{text}”"),
    "import.dotted": (
        "dotted line from \"{source}\" to \"{target}\" taken as information", "从“{source}”到“{target}”的虚线作为信息连线"
    ),
    "import.inner_group": ("group inside a group joined to the outer one: \"{title}\"", "嵌套的分组并入外层：“{title}”"),
    "import.group_way": (
        "connection of a whole group led to its touchpoints: \"{source}\", \"{target}\"",
        "整组之间的连线改接到组内触点：“{source}”“{target}”",
    ),
    "import.end_joined": ("loose end joined to the nearest shape \"{title}\"", "悬空的线端已接到最近的图形“{title}”"),
    "import.data_object": ("data \"{title}\" told where it is used", "数据“{title}”记在使用它的步骤中"),
    "import.named_by_kind": ("element without a name called \"{title}\"", "未命名的元素称为“{title}”"),
    "import.gateway_kind": ("{kind} gateway \"{title}\" read as a choice", "{kind} 网关“{title}”作为分支读入"),
    "import.folded.start": ("start event left to the map: what follows it is a start", "开始事件省去：其后即为起点"),
    "import.folded.end": ("end event left to the map: what leads to it is an end", "结束事件省去：其前即为终点"),
    "import.folded.join": ("passed event folded into its ways", "途经事件并入连线"),
    "import.folded.branch": ("gateway became the kind of {n} way|gateway became the kind of {n} ways", "网关改由 {n} 条连线的类型表示"),
    "import.folded.parallel": (
        "parallel gateway became the kind of {n} way|parallel gateway became the kind of {n} ways",
        "并行网关改由 {n} 条连线的类型表示",
    ),
    "import.boundary": ("event \"{title}\" at \"{host}\" became a recovery path", "“{host}”上的事件“{title}”改为补救路径"),
    "import.pool_message": ("touchpoint \"{title}\" made for a message of a whole pool", "为整个池的消息新增触点“{title}”"),
    "import.optional": ("step \"{title}\" is optional", "步骤“{title}”为可选"),
    "import.no_citizen": (
        "no lane names the citizen: set the kind of hers, or add one", "没有标明民众的泳道：请指定或添加民众泳道"
    ),
    "import.put_into": (
        "\"{title}\" stands in no stage: put into \"{stage}\" by its place in the flow", "“{title}”不属于任何阶段：按流程位置放入“{stage}”"
    ),
    "import.group_as_lane": ("group \"{title}\" taken for a lane: it names who acts", "分组“{title}”说的是由谁办理，作为泳道读入"),
    "import.first_lane": (
        "no lane names the citizen: the first, \"{title}\", was taken for hers", "没有标明民众的泳道：以第一条“{title}”作为民众泳道"
    ),
    "import.undirected": ("edges without direction read as they are written", "无向的边按书写方向读入"),
    "import.days_between": ("{n} day between touchpoints kept as waiting|{n} days between touchpoints kept as waiting", "触点之间的 {n} 天记为等待"),
    "import.unknown_kind": ("kind \"{kind}\" of \"{title}\" read as an action", "“{title}”的类型“{kind}”按行动读入"),
    "import.channel": ("channel \"{text}\" read as {channel}", "渠道“{text}”读作 {channel}"),
    "import.feeling_words": ("feeling \"{text}\" read as {value}; the words are kept", "情绪“{text}”读作 {value}，原文保留"),
    "import.cell_parted": ("cell parted into {n} touchpoints", "一格分为 {n} 个触点"),
    "import.new_row": ("row without an id read as a new record", "没有编号的一行作为新记录读入"),
    "import.small_log": ("only {n} case: shares are uncertain|only {n} cases: shares are uncertain", "仅 {n} 个案件，占比不确定"),
    # left out
    "import.comment": ("comment \"{text}\"", "注释“{text}”"),
    "import.style": ("style \"{text}\"", "样式“{text}”"),
    "import.not_read": ("not understood: \"{text}\"", "无法理解：“{text}”"),
    "import.way_without_end": (
        "connection from \"{source}\" to \"{target}\": one end is not there", "从“{source}”到“{target}”的连线缺少一端"
    ),
    "import.way_twice": ("second connection from \"{source}\" to \"{target}\"", "从“{source}”到“{target}”的重复连线"),
    "import.bad_share": (
        "share {value} from \"{source}\" to \"{target}\" is not between 0 and 1", "从“{source}”到“{target}”的占比 {value} 不在 0 到 1 之间"
    ),
    "import.empty_page": ("empty page", "空白页面"),
    "import.decoration": ("shape without text or connection", "没有文字和连线的图形"),
    "import.loose_end": ("connection with a loose end \"{text}\"", "一端悬空的连线“{text}”"),
    "import.drawing": ("places, sizes and colours of the drawing: the map is arranged anew", "原图的位置、大小和颜色：旅程图重新排布"),
    "import.repeats": ("repetition of \"{title}\" ({how})", "“{title}”的重复执行（{how}）"),
    "import.expression": ("expression \"{text}\"", "表达式“{text}”"),
    "import.hyperedge": ("edge with more than two ends", "多于两端的边"),
    "import.edge_data": ("data of an edge: {text}", "边的数据：{text}"),
    "import.stray_text": ("text outside of any element \"{text}\"", "元素之外的文字“{text}”"),
    "import.other_element": ("{kind} \"{title}\" has no part in the flow", "{kind}“{title}”不在流程中"),
    "import.relation": ("{kind} from \"{source}\" to \"{target}\"", "从“{source}”到“{target}”的 {kind}"),
    "import.other_diagram": ("diagram of another kind ({kind})", "其他类型的图（{kind}）"),
    "import.empty_stage": ("stage \"{title}\" without touchpoints", "阶段“{title}”没有触点"),
    "import.column_left_out": ("column \"{head}\"", "“{head}”一列"),
    "import.foreign_sheet": ("sheet without a table of ours", "不含可识别表格的工作表"),
    "import.double_row": ("second row with the id \"{id}\"", "编号“{id}”重复的一行"),
    "import.bad_row": ("row that makes no record", "无法成为记录的一行"),
    # refusals
    "error.import.too_large": _refused("it is larger than {limit} MB.", "文件超过 {limit} MB。", _DIVIDE, _DIVIDE_ZH),
    "error.import.too_deep": _refused(
        "it is nested more than {limit} levels deep.", "嵌套超过 {limit} 层。", _AGAIN, _AGAIN_ZH
    ),
    "error.import.too_many": _refused(
        "it holds {n} touchpoints, and a file may bring {limit}.", "其中有 {n} 个触点，一次最多导入 {limit} 个。", _DIVIDE, _DIVIDE_ZH
    ),
    "error.import.too_many_cells": _refused(
        "it has more than {limit} cells.", "单元格超过 {limit} 个。", _DIVIDE, _DIVIDE_ZH
    ),
    "error.import.xml_entities": _refused(
        "it has a document type or defines entities, which harmful files use.", "其中有文档类型声明或自定义实体，有害文件常用这种手法。",
        "Save it without them.", "请去除后另存。",
    ),
    "error.import.unknown_xml": _refused(
        "XML that begins with \"{root}\" is not known here.", "不认识以“{root}”开头的 XML。",
        "Known are BPMN 2.0, draw.io, GraphML, CJML, ArchiMate exchange and XES.",
        "可读入 BPMN 2.0、draw.io、GraphML、CJML、ArchiMate 交换格式和 XES。",
    ),
    "error.import.unknown_json": _refused(
        "this JSON is of no known form.", "不认识这种 JSON 结构。",
        "Known are our own export, GOV.UK content and lists of flat objects.", "可读入本程序导出的 JSON、GOV.UK 内容和简单对象的列表。",
    ),
    "error.import.unknown": _refused("what it holds was not recognized.", "无法识别其内容。"),
    "error.import.json": _refused("the JSON breaks at line {line}.", "JSON 在第 {line} 行出错。", _AGAIN, _AGAIN_ZH),
    "error.import.json_form": _refused("it has no list of records.", "其中没有记录列表。", _AGAIN, _AGAIN_ZH),
    "error.import.json_record": _refused(
        "entry {number} has no acceptable value in \"{field}\".", "第 {number} 条记录的“{field}”没有可接受的值。",
        "Mend the entry and try again.", "请修正该条记录后重试。",
    ),
    "error.import.page": _refused("a page cannot be unpacked.", "有一页无法解压。", _AGAIN, _AGAIN_ZH),
    "error.import.empty": _refused("it is empty.", "文件是空的。"),
    "error.import.nothing": _refused("it holds no touchpoint, stage or lane.", "其中没有触点、阶段或泳道。"),
    "error.import.no_steps": _refused(
        "it is a GOV.UK page of the kind \"{what}\" and holds no steps or questions.", "这是“{what}”类的 GOV.UK 页面，没有步骤或问题。"
    ),
    "error.import.other_diagram": _refused(
        "it is a Mermaid diagram of the kind \"{kind}\".", "这是“{kind}”类的 Mermaid 图。",
        "Known are journey and flowchart.", "可读入 journey 和 flowchart。",
    ),
    "error.import.empty_table": _refused("the table holds no rows below its heads.", "表头以下没有内容。"),
    "error.import.workbook": _refused(
        "the workbook is damaged, locked or no workbook ({reason}).", "工作簿已损坏、加密或不是工作簿（{reason}）。",
        "Save it anew as .xlsx without a password.", "请另存为不带密码的 .xlsx。",
    ),
    "error.import.no_own_tables": _refused(
        "no table in it has the columns of our export.", "其中没有本程序导出的表格。"
    ),
    "error.import.breaks_off": _refused("it breaks off at line {line}.", "文件在第 {line} 行中断。", _AGAIN, _AGAIN_ZH),
    "error.import.broken_line": _refused("line {line} does not have the form it should.", "第 {line} 行格式不对。", _AGAIN, _AGAIN_ZH),
    "error.import.is_pdf": _refused("a PDF cannot be turned back into a journey.", "PDF 无法还原为旅程。"),
    "error.import.is_picture": _refused("a picture holds no journey that can be read.", "图片中没有可读入的旅程。"),
    "error.import.is_old_office": _refused(
        "it is an Office document of the old form.", "这是旧格式的 Office 文档。", "Save it as .xlsx.", "请另存为 .xlsx。"
    ),
    "error.import.is_office": _refused(
        "it is a text document or presentation.", "这是文字文档或演示文稿。",
        "Copy its table or list and paste it, or save the table as .xlsx.", "请复制其中的表格或列表后粘贴，或把表格另存为 .xlsx。",
    ),
    "error.import.is_web_page": _refused(
        "it is a web page without a diagram.", "这是不含流程图的网页。", "Copy its table or list and paste it.", "请复制其中的表格或列表后粘贴。"
    ),
    "error.import.is_archive": _refused(
        "it is an archive without tables of ours, or a damaged one.", "这是不含本程序表格的压缩包，或已损坏。",
        "Unpack it and read the file inside.", "请解压后导入其中的文件。",
    ),
    "error.import.is_project": _refused("it is a journey project already.", "它本身就是旅程图项目。", "Open it.", "请直接打开。"),
    "error.import.is_database": _refused("a database cannot be read.", "无法读入数据库。"),
    "error.import.is_binary": _refused("it is no text, table or diagram.", "它不是文字、表格或图。"),
    # files for other programs
    "export.mermaid.no_feeling": (
        "{n} touchpoint without a feeling has the score 3, since Mermaid asks for one.|{n} touchpoints without a feeling have "
        "the score 3, since Mermaid asks for one.",
        "{n} 个没有情绪的触点写作评分 3，因为 Mermaid 要求有评分。",
    ),
    "export.mermaid.one_after_other": (
        "A Mermaid journey tells touchpoints one after the other; branches and loops are only in the flowchart.",
        "Mermaid journey 只能依次列出触点；分支和回路请用 flowchart。",
    ),
    "export.mermaid.no_lanes": ("A Mermaid flowchart has no lanes; stages are its groups.", "Mermaid flowchart 没有泳道；阶段以分组表示。"),
    "export.bpmn.kept": (
        "BPMN holds the flow, lanes, stages, channels and feelings; annotations, figures and evidence stay in the project.",
        "BPMN 含流程、泳道、阶段、渠道和情绪；注释、数值与证据仍在项目文件中。",
    ),
    "export.tables.pictures": ("Pictures are named in the tables; their files stay in the project.", "表格中只有图片名称，图片文件仍在项目中。"),
    "change.import": ("import {name}", "导入 {name}"),
}  # fmt: skip
