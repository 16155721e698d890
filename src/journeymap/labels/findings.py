"""Words: findings. For each key one sentence of what it is and, under `.advice`, one of what to do.

`{name}` is the first record the finding is about, `{names}` all of them; a sentence with `|` has a form for one and
one for more.
"""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "finding.severity.problem": ("Problem", "问题"),
    "finding.severity.warning": ("Warning", "警告"),
    "finding.severity.note": ("Note", "提示"),
    # the ways through the journey
    "finding.no_start": ("No touchpoint begins the journey.", "旅程没有起点。"),
    "finding.no_start.advice": (
        "Give the first touchpoint a start share, or take away the way into it.",
        "请为首个触点填写起始占比，或删去通向它的连线。",
    ),
    "finding.no_goal": ("No touchpoint is marked as the goal.", "尚未标出目标触点。"),
    "finding.no_goal.advice": (
        "Mark where citizens have what they came for; until then every end counts as the goal.",
        "请标出民众办成事情的触点；在此之前，每个终点都算作目标。",
    ),
    "finding.unreachable": (
        "No way leads to {name}.|No way leads to {n} touchpoints: {names}.",
        "没有连线能到达{name}。|有{n}个触点无法到达：{names}。",
    ),
    "finding.unreachable.advice": (
        "Connect it from where people come, or give it a start share.",
        "请从民众的来处连线过来，或为它填写起始占比。",
    ),
    "finding.not_connected": (
        "{name} is not connected.|{n} touchpoints are not connected: {names}.",
        "{name}没有任何连线。|有{n}个触点没有任何连线：{names}。",
    ),
    "finding.not_connected.advice": (
        "Connect it; until then it is left out of all figures.",
        "请为它连线；在此之前，各项指标都不计入它。",
    ),
    "finding.dead_end": (
        "The journey ends at {name} short of the goal.|The journey ends short of the goal at {n} touchpoints: {names}.",
        "旅程在{name}中断，未到达目标。|旅程在{n}个触点中断，未到达目标：{names}。",
    ),
    "finding.dead_end.advice": (
        "Add a way on, mark it as a goal, or say why people stop here.",
        "请补上后续连线，或标为目标，或说明为何到此为止。",
    ),
    "finding.no_way_out": (
        "Whoever comes to {name} goes round for ever.|Whoever comes to these {n} touchpoints never gets out: {names}.",
        "到了{name}就一直循环。|进入这{n}个触点后再也出不来：{names}。",
    ),
    "finding.no_way_out.advice": (
        "Add a way out, or lower the share that goes round.",
        "请补上一条出路，或调低循环的占比。",
    ),
    "finding.people_leave": (
        "{share} of the people at {name} leave the journey there.",
        "在{name}有{share}的人离开旅程。",
    ),
    "finding.people_leave.advice": (
        "If nobody gives up here, make the shares add up to 100 %.",
        "如果没有人在此放弃，请使各占比之和为100 %。",
    ),
    "finding.shares_above_one": ("The shares out of {name} add up to {total}.", "从{name}出发的占比合计{total}。"),
    "finding.shares_above_one.advice": (
        "Correct them; for now they are scaled down to 100 %.",
        "请更正；目前按比例缩减到100 %计算。",
    ),
    "finding.start_shares_scaled": (
        "The start shares add up to {total}.",
        "起始占比合计{total}。",
    ),
    "finding.start_shares_scaled.advice": (
        "Correct them; for now they are scaled to 100 %.",
        "请更正；目前按比例调整到100 %计算。",
    ),
    "finding.start_after_recovery": (
        "{name} counts as a start ({share}), since only recovery paths lead to it.",
        "{name}只有补救路径通向它，因此被当作起点（{share}）。",
    ),
    "finding.start_after_recovery.advice": (
        "If nobody begins there, set its start share to 0.",
        "如果没有人从此开始，请把起始占比设为0。",
    ),
    "finding.share_unknown": (
        "How many take the way {name} is not known.",
        "连线{name}的占比未知。",
    ),
    "finding.share_unknown.advice": (
        "Enter a share; for now nobody is counted on it.",
        "请填写占比；目前按无人经过计算。",
    ),
    "finding.parallel_never_meets": (
        "The {n} parallel ways out of {name} do not meet again in one touchpoint.",
        "从{name}出发的{n}条并行连线没有在同一触点汇合。",
    ),
    "finding.parallel_never_meets.advice": (
        "Lead them to one touchpoint; for now they count as branches of equal share.",
        "请让它们汇合到一个触点；目前按占比相等的分支计算。",
    ),
    "finding.sub_journey_contains_itself": (
        "The sub-journey of {name} contains this journey.",
        "{name}的子旅程又包含了本旅程。",
    ),
    "finding.sub_journey_contains_itself.advice": (
        "Choose another sub-journey; for now the touchpoint's own figures count.",
        "请另选子旅程；目前按触点自身的数值计算。",
    ),
    "finding.empty_stage": (
        "The stage {name} is empty.|{n} stages are empty: {names}.",
        "阶段{name}为空。|有{n}个阶段为空：{names}。",
    ),
    "finding.empty_stage.advice": ("Fill it or delete it.", "请补充内容或删除。"),
    "finding.empty_lane": (
        "The lane {name} is empty.|{n} lanes are empty: {names}.",
        "泳道{name}为空。|有{n}条泳道为空：{names}。",
    ),
    "finding.empty_lane.advice": ("Fill it or delete it.", "请补充内容或删除。"),
    "finding.many_stages": ("The journey has {n} stages.", "旅程有{n}个阶段。"),
    "finding.many_stages.advice": (
        "More than {most} are hard to take in: move some into a sub-journey.",
        "超过{most}个不易看清，建议把一部分移入子旅程。",
    ),
    "finding.many_touchpoints": ("The journey has {n} touchpoints.", "旅程有{n}个触点。"),
    "finding.many_touchpoints.advice": (
        "More than {most} are hard to take in: move some into a sub-journey.",
        "超过{most}个不易看清，建议把一部分移入子旅程。",
    ),
    # the service
    "finding.no_channel": (
        "{name} has no channel.|{n} touchpoints have no channel: {names}.",
        "{name}未填渠道。|有{n}个触点未填渠道：{names}。",
    ),
    "finding.no_channel.advice": ("Say by which medium the contact happens.", "请注明通过何种渠道接触。"),
    "finding.no_actor": (
        "Nobody is named who acts at {name}.|Nobody is named who acts at {n} touchpoints: {names}.",
        "{name}未注明由谁办理。|有{n}个触点未注明由谁办理：{names}。",
    ),
    "finding.no_actor.advice": (
        "Name the actor of the lane, the unit or the partner.",
        "请填写泳道的参与者、负责单位或协作方。",
    ),
    "finding.no_emotion": (
        "{name} has no feeling.|{n} touchpoints have no feeling: {names}.",
        "{name}未填情绪。|有{n}个触点未填情绪：{names}。",
    ),
    "finding.no_emotion.advice": ("Set how citizens feel there.", "请标出民众在此的感受。"),
    "finding.emotion_assumed": (
        "The feeling at {name} rests on no evidence.|The feelings at {n} touchpoints rest on no evidence: {names}.",
        "{name}的情绪没有证据支持。|有{n}个触点的情绪没有证据支持：{names}。",
    ),
    "finding.emotion_assumed.advice": (
        "Add what it rests on, or ask citizens.",
        "请补充依据，或向民众了解。",
    ),
    "finding.shaky_foundation": (
        "{name} aims high on shaky ground: {reasons}.",
        "{name}目标较高，但基础不牢：{reasons}。",
    ),
    "finding.shaky_foundation.advice": ("Mend levels 1 and 2 first.", "请先补好第1、2层级。"),
    "finding.crack.level_reached": ("level 2 is not reached", "尚未达到第2层级"),
    "finding.crack.must_be_gap": ("a must-be expectation is not met", "有基本型期望未满足"),
    "finding.crack.pain_point": ("a severe pain point has no fix", "有严重痛点尚无修复办法"),
    "finding.must_be_gap": (
        "A must-be expectation at {name} is not met (gap {gap}).",
        "{name}有一项基本型期望未满足（差距{gap}）。",
    ),
    "finding.must_be_gap.advice": ("Put this right before anything else.", "请优先解决。"),
    "finding.pain_unanswered": (
        "A pain point of severity {severity} at {name} has no opportunity.",
        "{name}有一个严重度为{severity}的痛点尚无机会点。",
    ),
    "finding.pain_unanswered.advice": ("Add an opportunity that answers it.", "请添加应对它的机会点。"),
    "finding.no_recovery": (
        "People are angry at {name} and no recovery path leads on.",
        "民众在{name}感到愤怒，却没有补救路径。",
    ),
    "finding.no_recovery.advice": ("Draw what is done to make it good.", "请画出如何补救。"),
    "finding.low_at_the_end": (
        "The chosen path ends low, at {name} ({emotion}).",
        "所选路径以低落收尾：{name}（{emotion}）。",
    ),
    "finding.low_at_the_end.advice": (
        "The last moment stays in memory: improve the ending.",
        "最后一刻最易留在记忆里，请改善结尾。",
    ),
    "finding.handover_without_owner": (
        "Citizens are handed over to {name}, which no unit owns.",
        "民众被转办到{name}，却没有单位负责。",
    ),
    "finding.handover_without_owner.advice": ("Name the unit that takes over.", "请填写接手的单位。"),
    "finding.data_asked_again": (
        "{name} asks again for {n} item of data.|{name} asks again for {n} items of data.",
        "{name}重复索要{n}项已提供的数据。|{name}重复索要{n}项已提供的数据。",
    ),
    "finding.data_asked_again.advice": ("Reuse what the citizen has already given.", "请复用民众已提供的数据。"),
    "finding.same_data_twice": ('"{what}" is asked for at {n} touchpoints.', "“{what}”在{n}个触点被索要。"),
    "finding.same_data_twice.advice": ("Ask once and pass it on.", "请只收一次，后续共享。"),
    "finding.shut_out": (
        "{persona} cannot reach the goal ({limits}): {at}.",
        "{persona}无法到达目标（{limits}）：{at}。",
    ),
    "finding.shut_out.advice": ("Open another way round these touchpoints.", "请另开一条绕过这些触点的路。"),
    "finding.only_digital": ("Every path needs a digital channel: {at}.", "每条路径都离不开数字渠道：{at}。"),
    "finding.only_digital.advice": (
        "Offer a counter, phone or post beside it.",
        "请同时提供窗口、电话或邮寄渠道。",
    ),
    "finding.element_lacks": (
        '"{element}" is lacking, no opportunity serves it.|"{element}" is lacking in {n} places, no opportunity serves it.',
        "“{element}”缺失，且没有机会点来满足。|“{element}”有{n}处缺失，且没有机会点来满足。",
    ),
    "finding.element_lacks.advice": ("Add an opportunity there and link it.", "请在该处添加机会点并关联要素。"),
    "finding.opportunity_without_owner": (
        "The opportunity {name} has no owner.|{n} opportunities have no owner.",
        "机会点{name}没有负责人。|有{n}个机会点没有负责人。",
    ),
    "finding.opportunity_without_owner.advice": ("Name who takes it on.", "请指定负责人。"),
    "finding.opportunity_late": (
        "The opportunity {name} is past its due date.|{n} opportunities are past their due date.",
        "机会点{name}已超过期限。|有{n}个机会点已超过期限。",
    ),
    "finding.opportunity_late.advice": (
        "Set a new date, or mark it done or dropped.",
        "请调整期限，或标为完成、放弃。",
    ),
    "finding.no_citizen": ("No citizen has contributed to this map.", "尚无民众参与绘制本图。"),
    "finding.no_citizen.advice": ("Hold a workshop with citizens.", "请与民众一起开展共创工作坊。"),
    # sources and texts
    "finding.evidence_old": (
        "The evidence {name} is older than {years} years.|{n} pieces of evidence are older than {years} years.",
        "证据{name}已超过{years}年。|有{n}项证据已超过{years}年。",
    ),
    "finding.evidence_old.advice": ("Check whether it still holds.", "请核对是否仍然有效。"),
    "finding.personal_data": ("{name} seems to hold personal data: {kinds}.", "{name}疑似含有个人信息：{kinds}。"),
    "finding.personal_data.advice": ("Take it out, or say why it may stay.", "请删除，或说明保留的理由。"),
    "finding.personal.id_card": ("identity-card number", "身份证号"),
    "finding.personal.bank_card": ("bank-card number", "银行卡号"),
    "finding.personal.phone": ("phone number", "电话号码"),
    "finding.personal.email": ("e-mail address", "电子邮件地址"),
    "finding.personal.name": ("person's name", "人名"),
    "finding.text_missing": (
        "{name} has no text in {language}.|{n} records have no text in {language}.",
        "{name}缺少{language}文字。|有{n}条记录缺少{language}文字。",
    ),
    "finding.text_missing.advice": (
        "Add the translation; until then the other language is shown.",
        "请补充译文；在此之前显示另一种语言。",
    ),
    "finding.language.en": ("English", "英文"),
    "finding.language.zh": ("Chinese", "中文"),
    "finding.language.de": ("German", "德文"),
    "finding.language.fr": ("French", "法文"),
    "finding.language.es": ("Spanish", "西班牙文"),
    "finding.text_too_long": (
        "The title of {name} is too long for a card on {paper}.|{n} titles are too long for their cards on {paper}.",
        "{name}的标题过长，{paper}纸的卡片放不下。|有{n}个标题过长，{paper}纸的卡片放不下。",
    ),
    "finding.text_too_long.advice": ("Shorten the title or choose larger paper.", "请缩短标题或选用更大的纸张。"),
    "finding.untitled": ("untitled", "未命名"),
    "finding.and_more": ("{list} and {more} more", "{list}及另外{more}项"),
    # several of one kind, as a heading over them
    "finding.no_way_out.several": ("Rounds without a way out", "没有出口的循环"),
    "finding.people_leave.several": ("People leave on the way", "有人中途离开"),
    "finding.shares_above_one.several": ("Shares above 100 %", "占比合计超过100 %"),
    "finding.start_after_recovery.several": ("Starts that follow a recovery path", "补救路径之后的起点"),
    "finding.share_unknown.several": ("Shares not known", "占比未知"),
    "finding.parallel_never_meets.several": ("Parallel ways that do not meet", "并行连线没有汇合"),
    "finding.sub_journey_contains_itself.several": ("Sub-journeys that contain this journey", "子旅程包含本旅程"),
    "finding.shaky_foundation.several": ("High aims on shaky ground", "目标较高但基础不牢"),
    "finding.must_be_gap.several": ("Must-be expectations not met", "基本型期望未满足"),
    "finding.pain_unanswered.several": ("Severe pain points without an opportunity", "严重痛点尚无机会点"),
    "finding.data_asked_again.several": ("Data asked for again", "重复索要数据"),
    "finding.no_recovery.several": ("Anger without a recovery path", "民众愤怒却无补救路径"),
    "finding.handover_without_owner.several": ("Hand-overs to nobody", "转办后无单位负责"),
    "finding.same_data_twice.several": ("Data asked for in several places", "同一数据多处索要"),
    "finding.shut_out.several": ("People who cannot reach the goal", "有人无法到达目标"),
    "finding.element_lacks.several": ("Elements lacking without an opportunity", "要素缺失且无机会点"),
    "finding.personal_data.several": ("Texts that seem to hold personal data", "文字疑似含有个人信息"),
    "finding.text_missing.several": ("Texts missing in one language", "缺少一种语言的文字"),
    # what the program offers to do
    "fix.mark_goal": ("Mark as the goal", "标为目标触点"),
    "fix.set_channel": ("Set channel", "设置渠道"),
    "fix.set_emotion": ("Set feeling", "设置情绪"),
    "fix.sub_journey": ("Move stage into a sub-journey", "将阶段移入子旅程"),
    "fix.delete_empty": ("Delete", "删除"),
    "fix.scale_shares": ("Scale to 100 %", "调整为合计100 %"),
    "fix.scale_starts": ("Scale to 100 %", "调整为合计100 %"),
    "fix.no_start": ("Set start share to 0", "将起始占比设为0"),
    "fix.choose": ("{fix}…", "{fix}…"),
    "fix.with": ("{fix}: {name}", "{fix}：{name}"),
}
"""Key → (English, Chinese)."""
