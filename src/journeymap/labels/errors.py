"""Words: errors, and notices that come with a file that opened all the same.

Each error names the file, the cause and the next step. The places: `name` is the file's name; `detail`, `code` and
`field` are words of the format or the system, for support.
"""

from __future__ import annotations

_NOTHING_READ = "The file was not changed."
_NOTHING_READ_ZH = "文件未作任何改动。"
_KEPT = "The file on the disk is as it was before, and your work is still open here."
_KEPT_ZH = "磁盘上的文件保持原样，您的内容仍在此处打开着。"


def _foreign(english: str, chinese: str, step: str = "", step_zh: str = "") -> tuple[str, str]:
    """What a file is instead of a project, and what to do about it."""
    return (
        f'"{{name}}" is not a journey project but {english}. {step or "Choose a file that was saved by this program."} '
        + _NOTHING_READ,
        f"“{{name}}”不是旅程图项目文件，而是{chinese}。{step_zh or '请选择由本程序保存的文件。'}{_NOTHING_READ_ZH}",
    )


def _unread(cause: str, cause_zh: str) -> tuple[str, str]:
    return f'"{{name}}" could not be opened: {cause}', f"无法打开“{{name}}”：{cause_zh}"


def _unsaved(cause: str, cause_zh: str) -> tuple[str, str]:
    return f'"{{name}}" was not saved: {cause} {_KEPT}', f"“{{name}}”未能保存：{cause_zh}{_KEPT_ZH}"


_BACKUP = "Ask for a copy from before, such as a backup or the e-mail it came with. " + _NOTHING_READ
_BACKUP_ZH = "请找回较早的副本，例如备份或当初收到的邮件附件。" + _NOTHING_READ_ZH

WORDS: dict[str, tuple[str, str]] = {
    # What a file is that is no project
    "error.file.is_empty": _foreign(
        "an empty file", "一个空文件",
        "If it should hold a journey, copying or downloading it was cut short: fetch it again.",
        "如果其中本应有旅程图，可能是复制或下载中断，请重新获取。",
    ),
    "error.file.is_zeros": _foreign(
        "a file of zeros", "一个内容全为零的文件",
        "A computer that lost power while it copied leaves such files: open a backup or fetch the file again.",
        "电脑在复制过程中断电会留下这样的文件，请打开备份或重新获取。",
    ),
    "error.file.is_pdf": _foreign(
        "a PDF document", "PDF 文档",
        "A printed map cannot be turned back into a project: open the file it was exported from.",
        "导出的旅程图无法还原为项目，请打开导出它的原项目文件。",
    ),
    "error.file.is_picture": _foreign("a picture", "一张图片"),
    "error.file.is_office": _foreign("an office document", "办公文档（如 Word、Excel 或 PowerPoint）"),
    "error.file.is_archive": _foreign(
        "an archive", "压缩包",
        "If a project is packed in it, unpack the archive and open the project.",
        "如果项目文件在压缩包里，请先解压，再打开其中的项目文件。",
    ),
    "error.file.is_html": _foreign(
        "a web page", "一个网页",
        "A download that asks you to sign in often gives a page instead of the file: fetch it again in the browser.",
        "下载前需要登录时，得到的往往是网页而不是文件，请在浏览器中重新下载。",
    ),
    "error.file.is_drawio": _foreign(
        "a draw.io diagram", "draw.io 图",
        "Diagrams cannot be opened as journeys: draw the journey here anew.",
        "此类图无法作为旅程图打开，请在本程序中重新绘制。",
    ),
    "error.file.is_xml": _foreign("an XML text", "XML 文本"),
    "error.file.is_json": _foreign(
        "plain JSON", "普通 JSON 文本",
        "The text alone is no project: open the .journey file from which it was exported.",
        "仅有文本不能构成项目，请打开导出它的 .journey 文件。",
    ),
    "error.file.is_utf16": _foreign("a text in UTF-16", "UTF-16 编码的文本"),
    "error.file.is_text": _foreign("plain text", "纯文本"),
    "error.file.is_database": _foreign("a database", "数据库文件"),
    "error.file.is_program": _foreign("a program", "程序文件"),
    "error.file.is_unknown": _foreign("something unknown", "无法识别的内容"),
    "error.file.is_folder": _foreign("a folder", "文件夹"),
    "error.file.is_device": _foreign("a device or pipe", "设备或管道"),
    # A project that cannot be read
    "error.file.damaged": _unread(f"it is damaged ({{detail}}). {_BACKUP}", f"文件已损坏（{{detail}}）。{_BACKUP_ZH}"),
    "error.file.packed_differently": _unread(
        "another program has packed it in a form that is not opened here, as a guard against harmful files ({detail}). "
        "Use the file as it was saved by this program. " + _NOTHING_READ,
        "它被其他程序以本程序不接受的方式重新打包（{detail}），为防范有害文件，未予打开。"
        "请使用由本程序保存的原文件。" + _NOTHING_READ_ZH,
    ),
    "error.file.bad_text": _unread(
        f"the text in it does not follow the format ({{detail}}). {_BACKUP}",
        f"其中的文本不符合格式（{{detail}}）。{_BACKUP_ZH}"
    ),
    "error.file.bad_record": _unread(
        f"entry {{number}} (\"{{kind}}\", id \"{{id}}\") has no acceptable value in \"{{field}}\". {_BACKUP}",
        f"第 {{number}} 条记录（“{{kind}}”，编号“{{id}}”）的字段“{{field}}”没有可接受的值。{_BACKUP_ZH}",
    ),
    "error.file.double_id": _unread(
        f"two entries in it share the id \"{{id}}\". {_BACKUP}", f"其中有两条记录使用同一编号“{{id}}”。{_BACKUP_ZH}"
    ),
    "error.file.newer_version": _unread(
        "it is of format {file_version}, and this program knows formats up to {own_version}. "
        "Update the program, or ask the sender to save it in an older one. " + _NOTHING_READ,
        "它的格式版本为 {file_version}，本程序最高支持 {own_version}。"
        "请更新本程序，或请对方用旧版本另存。" + _NOTHING_READ_ZH,
    ),
    "error.file.must_understand": _unread(
        "it needs a feature that this program does not have ({features}). It is of format {file_version}, this program "
        "knows {own_version}. Update the program. " + _NOTHING_READ,
        "它需要本程序尚不具备的功能（{features}）。文件格式版本为 {file_version}，本程序支持 {own_version}。"
        "请更新本程序。" + _NOTHING_READ_ZH,
    ),
    "error.file.too_big": (
        "\"{name}\" is larger than {limit} MB, the most that a project may have. Nothing was changed. "
        "Take pictures out or divide the project.",
        "“{name}”超过了项目文件的上限 {limit} MB。未作任何改动。请减少图片，或将项目拆分。",
    ),
    "error.file.picture_too_big": (
        "\"{name}\" holds a picture larger than {limit} MB, the most that one may have. Nothing was changed. "
        "Use a smaller version of the picture.",
        "“{name}”中有一张图片超过了 {limit} MB 的上限。未作任何改动。请改用较小的图片。",
    ),
    "error.file.too_many_records": (
        "\"{name}\" has more than {limit} entries, the most that a project may have. Nothing was changed. "
        "Divide the project.",
        "“{name}”的记录超过 {limit} 条的上限。未作任何改动。请将项目拆分。",
    ),
    "error.file.too_many_members": (
        "\"{name}\" has more than {limit} pictures and other parts, the most that a project may have. Nothing was "
        "changed. Take pictures out or divide the project.",
        "“{name}”包含的图片等内容超过 {limit} 个的上限。未作任何改动。请减少图片，或将项目拆分。",
    ),
    # Reading from the disk
    "error.file.read.not_found": _unread(
        "it is no longer at this place. Look for it under another name or in another folder.",
        "它已不在原来的位置。请查看是否已改名或移到其他文件夹。",
    ),
    "error.file.read.no_permission": _unread(
        "you may not read it ({code}). Ask its owner for access.", "您没有读取权限（{code}）。请向文件所有者申请。"
    ),
    "error.file.read.in_use": _unread(
        "another program is using it ({code}). Close it there and try again.",
        "其他程序正在使用它（{code}）。请先在该程序中关闭，再重试。",
    ),
    "error.file.read.place_gone": _unread(
        "the drive or network folder does not answer ({code}). Check the connection and try again.",
        "磁盘或网络文件夹没有响应（{code}）。请检查连接后重试。",
    ),
    "error.file.read.bad_name": _unread(
        "the system does not accept its name ({code}). Rename it or move it to a folder with a shorter path.",
        "系统不接受这个文件名（{code}）。请改名，或移到路径较短的文件夹。",
    ),
    "error.file.read.disk_full": _unread(
        "the disk reports that it is full ({code}). Free some space and try again.",
        "磁盘报告空间已满（{code}）。请清理空间后重试。",
    ),
    "error.file.read.read_only_disk": _unread(
        "the disk is read-only and refuses ({code}). Copy the file to another disk and open the copy.",
        "磁盘为只读并拒绝访问（{code}）。请将文件复制到其他磁盘后打开副本。",
    ),
    "error.file.read.failed": _unread(
        "the disk reports a fault ({code}). Copy the file to another disk and open the copy.",
        "磁盘报告故障（{code}）。请将文件复制到其他磁盘后打开副本。",
    ),
    # Writing to the disk
    "error.file.write.disk_full": _unsaved(
        "there is not enough room on the disk ({code}). Free some space or save to another place.",
        "磁盘空间不足（{code}）。请清理空间，或保存到其他位置。",
    ),
    "error.file.write.read_only_disk": _unsaved(
        "the disk is read-only ({code}). Save a copy to another place.",
        "磁盘为只读（{code}）。请将副本保存到其他位置。"
    ),
    "error.file.write.no_permission": _unsaved(
        "you may not write in this folder, or another program holds the file ({code}). Close it there or save a copy "
        "to another place.",
        "您没有在此文件夹写入的权限，或其他程序正占用该文件（{code}）。请先在该程序中关闭，或将副本保存到其他位置。",
    ),
    "error.file.write.in_use": _unsaved(
        "another program holds the file ({code}). Close it there and save again, or save a copy.",
        "其他程序正占用该文件（{code}）。请先在该程序中关闭后再保存，或另存副本。",
    ),
    "error.file.write.place_gone": _unsaved(
        "the folder is gone or the network drive does not answer ({code}). Check the connection or save a copy to "
        "another place.",
        "文件夹已不存在，或网络磁盘没有响应（{code}）。请检查连接，或将副本保存到其他位置。",
    ),
    "error.file.write.bad_name": _unsaved(
        "the system does not accept this name ({code}). Save under a shorter or simpler name.",
        "系统不接受这个文件名（{code}）。请用更短或更简单的文件名保存。",
    ),
    "error.file.write.failed": _unsaved(
        "the disk reports a fault ({code}). Save a copy to another place.",
        "磁盘报告故障（{code}）。请将副本保存到其他位置。",
    ),
    "error.file.write.own_check": _unsaved(
        "the program found a fault in what it was about to write ({detail}). Undo the last steps and save "
        "again, and report this.",
        "程序在写入前的自检中发现问题（{detail}）。请撤销最近几步后再保存，并反馈此问题。",
    ),
    "error.file.write_protected": _unsaved(
        "the file is write-protected. Remove the protection or save a copy.",
        "该文件已设为只读。请取消只读，或另存副本。"
    ),
    "error.file.stored_wrongly": _unsaved(
        "the disk gave back other bytes than it was given. Save a copy to another disk and have this one checked.",
        "从磁盘读回的内容与写入的不一致。请将副本保存到其他磁盘，并检查该磁盘。",
    ),
    "error.file.changed_on_disk": (
        "\"{name}\" was not saved: somebody else has changed it since it was opened here. Their version was left as it "
        "is, and yours is still open: save yours as a copy, or look at theirs first.",
        "“{name}”未能保存：自打开以来，其他人已修改过它。对方的版本保持不变，您的内容仍在此处打开着：请另存为副本，或先查看对方的修改。",
    ),
    "error.file.removed_from_disk": (
        "\"{name}\" was not saved: it was moved or deleted since it was opened here. Choose where to save it; your "
        "work is still open.",
        "“{name}”未能保存：自打开以来，它已被移动或删除。请选择保存位置，您的内容仍在此处打开着。",
    ),
    # The team's own catalogue of the standard
    "error.catalogue.unreadable": (
        "The catalogue \"{name}\" could not be read ({detail}). The program's own catalogue is used; mend the file and "
        "load it again.",
        "无法读取标准目录“{name}”（{detail}）。目前使用程序自带的目录；请修正文件后重新载入。",
    ),
    "error.catalogue.form": (
        "The catalogue \"{name}\" does not have the form of one ({detail}). The program's own catalogue is used; compare "
        "the file with it and load it again.",
        "标准目录“{name}”的格式不正确（{detail}）。目前使用程序自带的目录；请对照修改后重新载入。",
    ),
    # A change that the document refuses
    "error.change.unknown_record": (
        "The last step was not done: what it should change is no longer there. Nothing was changed; try it again.",
        "刚才的操作未执行：要修改的内容已不存在。未作任何改动，请重试。",
    ),
    "error.change.double_id": (
        "The last step was not done: what it should add is there already. Nothing was changed.",
        "刚才的操作未执行：要添加的内容已经存在。未作任何改动。",
    ),
    "error.change.unknown_field": (
        "The last step was not done: this program does not know the field it should change. Nothing was changed; "
        "update the program.",
        "刚才的操作未执行：本程序不认识要修改的字段。未作任何改动，请更新本程序。",
    ),
    "error.change.bad_value": (
        "The last step was not done: the value is not possible here. Nothing was changed; enter another value.",
        "刚才的操作未执行：此处不能使用这个值。未作任何改动，请输入其他值。",
    ),
    "error.unforeseen": (
        "Something went wrong that the program did not foresee. Your work is still open: save it under another name, "
        "and report what you did last.",
        "程序遇到了意料之外的问题。您的内容仍在此处打开着：请另存为其他名称，并反馈您刚才的操作。",
    ),
    # Files that opened all the same
    "notice.file.newer_minor": (
        "\"{name}\" was saved by a newer program (format {file_version}, here {own_version}). What is not known here is "
        "kept when you save.",
        "“{name}”由较新版本的程序保存（格式 {file_version}，本程序为 {own_version}）。"
        "本程序不认识的内容会在保存时保留。",
    ),
    "notice.file.pictures_damaged": (
        "{n} picture in \"{name}\" is damaged. It is kept as it is; put in a new one where it matters."
        "|{n} pictures in \"{name}\" are damaged. They are kept as they are; put in new ones where it matters.",
        "“{name}”中有 {n} 张图片已损坏，已按原样保留；如有需要，请重新插入。",
    ),
    "notice.file.pictures_missing": (
        "{n} picture is missing in \"{name}\". Its frame is kept; put the picture in again."
        "|{n} pictures are missing in \"{name}\". Their frames are kept; put the pictures in again.",
        "“{name}”中缺少 {n} 张图片，图框已保留，请重新插入图片。",
    ),
    "notice.file.members_damaged": (
        "{n} part of \"{name}\" that a newer program added is damaged ({members}). All else opened."
        "|{n} parts of \"{name}\" that a newer program added are damaged ({members}). All else opened.",
        "“{name}”中由较新程序添加的 {n} 个部分已损坏（{members}），其余内容均已打开。",
    ),
    # reading other programs' files
    "error.import.unreadable": (
        "{name} cannot be read ({reason}). Check that the file is there and that you may open it.",
        "无法读取{name}（{reason}）。请确认文件存在且有打开权限。",
    ),
    "error.import.csv": (
        "{name} is not a proper table ({reason}). Save it as CSV in UTF-8 and try again.",
        "{name}不是规范的表格（{reason}）。请另存为 UTF-8 编码的 CSV 后重试。",
    ),
    "error.import.columns": (
        "{name} has no column that names the case or the activity (its columns: {heads}). Name them case and activity.",
        "{name}中找不到案件列或活动列（现有列：{heads}）。请将列名改为“案件”和“活动”。",
    ),
    "error.import.xml": (
        "{name} breaks off or is damaged at line {line}. Export it again from its program.",
        "{name}在第 {line} 行中断或损坏。请从原程序重新导出。",
    ),
    "error.import.xml_unsafe": (
        "{name} defines entities of its own, which event logs do not need and harmful files use. It was not read.",
        "{name}自定义了实体，事件日志不需要这种内容，有害文件却常用。该文件未被读取。",
    ),
    "error.import.not_a_log": (
        "{name} is not an event log. Choose an XES file or a CSV table with one event a line.",
        "{name}不是事件日志。请选择 XES 文件，或每行一个事件的 CSV 表格。",
    ),
    "error.import.no_events": (
        "The log holds no event with a case and an activity. Choose another file or other columns.",
        "日志中没有同时带案件和活动的事件。请选择其他文件或其他列。",
    ),
}  # fmt: skip
