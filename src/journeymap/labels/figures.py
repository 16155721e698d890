"""Words: figures. For each its name and, under `.how`, how it is computed, in two sentences for people who do not compute."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "figure.expected_visits": ("Expected visits", "期望经过次数"),
    "figure.expected_visits.how": (
        "How often one citizen comes by this touchpoint on average, loops included. "
        "It is solved from the shares of all ways at once, not from a list of paths.",
        "一位民众平均经过该触点的次数，含回路。由全部连线的占比一次求解得出，而非逐条列举路径。",
    ),
    "figure.reach": ("Reached by", "到达比例"),
    "figure.reach.how": (
        "The part of all who start that ever come here. Expected visits are divided by the visits of somebody who begins here.",
        "从起点出发的人中曾到过此处的比例。用期望经过次数除以从此处出发者的经过次数。",
    ),
    "figure.goal": ("Reach the goal", "到达目标"),
    "figure.goal.how": (
        "The part of all who start that ever come to a goal. Where no goal is marked, every end counts as one.",
        "从起点出发的人中曾到达目标的比例。未标目标时，每个终点都算作目标。",
    ),
    "figure.never": ("Never finish", "永远办不完"),
    "figure.never.how": (
        "The part of all who start that comes into a round without a way out. "
        "Totals for everybody are then infinite, so those of the people who finish are shown too.",
        "从起点出发的人中进入无出口循环的比例。此时全体合计为无穷，因此另列办完者的合计。",
    ),
    "figure.left": ("Leave on the way", "中途离开"),
    "figure.left.how": (
        "The part of all who start that stops where ways lead on. Where known shares add up to less than 100 %, the rest leaves there.",
        "在仍有后续连线处停下的人的比例。已知占比之和不足100 %时，余下的人在此离开。",
    ),
    "figure.shut": ("Shut out", "被挡在门外"),
    "figure.shut.how": (
        "The chance of coming to a touchpoint from which no way stays open for this persona. Such touchpoints are named.",
        "走到某个触点后再无可走之路的概率。这些触点会逐一列出。",
    ),
    "figure.time": ("Time, mean", "平均用时"),
    "figure.time.how": (
        "Contact and waiting of all touchpoints and ways, each times how often it is passed; working days count as elapsed time. "
        "Of parallel ways the longest mean counts, so the true mean is at least this.",
        "各触点与连线的接触和等待时长乘以经过次数后相加，工作日折算为自然时间。并行部分取平均最长的一条，因此实际均值不低于此数。",
    ),
    "figure.contact_time": ("Contact time", "接触时长"),
    "figure.contact_time.how": (
        "The time the citizen herself is busy, each touchpoint times how often it is passed. Parallel ways add up.",
        "民众自己投入的时间，各触点乘以经过次数后相加。并行部分累加。",
    ),
    "figure.waiting": ("Waiting", "等待时长"),
    "figure.waiting.how": (
        "The waiting at touchpoints and on ways, each times how often it is passed. "
        "Waits of parallel ways add up here, though in elapsed time they run at once.",
        "触点与连线上的等待乘以经过次数后相加。并行部分的等待在此累加，但在用时中是同时进行的。",
    ),
    "figure.fee": ("Fees", "费用"),
    "figure.fee.how": (
        "The fee of each touchpoint times how often it is passed. Currencies are never added up.",
        "各触点的费用乘以经过次数后相加。不同币种不相加。",
    ),
    "figure.trips": ("Visits in person", "跑动次数"),
    "figure.trips.how": (
        "How often the citizen has to go somewhere, each touchpoint times how often it is passed. Parallel ways add up.",
        "民众需要到场的次数，各触点乘以经过次数后相加。并行部分累加。",
    ),
    "figure.documents": ("Papers asked for", "提交材料"),
    "figure.documents.how": (
        "The papers asked for at each touchpoint times how often it is passed. The same paper asked for twice counts twice.",
        "各触点要求的材料份数乘以经过次数后相加。同一材料要求两次计两次。",
    ),
    "figure.data_repeated": ("Same data asked again", "重复填报"),
    "figure.data_repeated.how": (
        "The items of data asked for again at each touchpoint times how often it is passed. First requests do not count.",
        "各触点重复索要的数据项数乘以经过次数后相加。首次索要不计。",
    ),
    "figure.handovers": ("Hand-overs", "转办次数"),
    "figure.handovers.how": (
        "How often the citizen is passed from one unit to another on average. Ways marked as hand-over are counted as often as they are taken.",
        "民众平均被转给另一单位的次数。标为转办的连线按经过次数计。",
    ),
    "figure.deviation": ("Standard deviation", "标准差"),
    "figure.deviation.how": (
        "How far walks differ from the mean, by the ways that people take. Each step counts with its typical value.",
        "不同走法与均值的差异程度，来自所走的路不同。每一步按典型值计。",
    ),
    "figure.least": ("Least", "最少"),
    "figure.least.how": (
        "The least that any walk from a start to an end comes to. Parallel ways count as long as the longest of them.",
        "从起点到终点各种走法中的最小值。并行部分按最长的一条计。",
    ),
    "figure.most": ("Most", "最多"),
    "figure.most.how": (
        "The most that any walk from a start to an end comes to. Where a loop costs something there is no upper end.",
        "从起点到终点各种走法中的最大值。回路有耗费时没有上限。",
    ),
    "figure.median": ("Median", "中位数"),
    "figure.median.how": (
        "Half of all walks do not exceed this. It is read from a fine grid, and the largest possible error is given.",
        "一半的走法不超过此值。由细密的网格读出，并给出最大可能误差。",
    ),
    "figure.slowest_tenth": ("Slowest tenth", "最慢的一成"),
    "figure.slowest_tenth.how": (
        "Nine tenths of all walks do not exceed this, one tenth does. "
        "It is read from a fine grid, and the largest possible error is given.",
        "九成的走法不超过此值，一成超过。由细密的网格读出，并给出最大可能误差。",
    ),
    "figure.percentile_95": ("95th percentile", "第95百分位"),
    "figure.percentile_95.how": (
        "Of a hundred walks 95 do not exceed this. It is read from a fine grid, and the largest possible error is given.",
        "一百种走法中有95种不超过此值。由细密的网格读出，并给出最大可能误差。",
    ),
    "figure.share": ("Share of this path", "路径占比"),
    "figure.share.how": (
        "The shares along the path are multiplied. It is the part of all who start that goes exactly this way.",
        "将路径上各连线的占比相乘。表示从起点出发的人中恰好走这条路的比例。",
    ),
    "figure.paths": ("Number of paths", "路径条数"),
    "figure.paths.how": (
        "All ways through the journey that pass no touchpoint twice. The number is exact without loops; with loops there are at least so many.",
        "不重复经过触点的全部走法。没有回路时为精确值，有回路时为至少条数。",
    ),
    "figure.chosen_path": ("Chosen path", "所选路径"),
    "figure.chosen_path.how": (
        "The path picked for the curve. If none is picked, or it can no longer be walked, the likeliest one is taken.",
        "为情绪曲线选定的路径。未选定或已无法走通时，取最可能的一条。",
    ),
    "figure.likeliest_path": ("Most likely path", "最可能路径"),
    "figure.likeliest_path.how": (
        "The path with the largest share. Loops are not part of it.",
        "占比最大的路径。不含回路。",
    ),
    "figure.slowest_path": ("Slowest path", "最慢路径"),
    "figure.slowest_path.how": (
        "The path with the longest elapsed time. With loops it is the slowest among the most likely paths.",
        "用时最长的路径。有回路时，取最可能的若干路径中最慢的一条。",
    ),
    "figure.dearest_path": ("Dearest path", "最贵路径"),
    "figure.dearest_path.how": (
        "The path with the highest fees in one currency. With loops it is the dearest among the most likely paths.",
        "同一币种下费用最高的路径。有回路时，取最可能的若干路径中最贵的一条。",
    ),
    "figure.worst_path": ("Worst-feeling path", "感受最差路径"),
    "figure.worst_path.how": (
        "The path with the lowest peak–end, of equals the one with the lowest mean. "
        "With loops it is the worst among the most likely paths.",
        "峰终值最低的路径，相同时取均值较低者。有回路时，取最可能的若干路径中最差的一条。",
    ),
    "figure.peak": ("Peak", "峰值"),
    "figure.peak.how": (
        "The strongest feeling on the path. Of equally strong ones a negative goes before a positive, then the later counts.",
        "路径上最强烈的情绪。强度相同时负面优先，再取较晚者。",
    ),
    "figure.end": ("End", "结尾"),
    "figure.end.how": (
        "The last feeling known on the path. Touchpoints without a feeling are skipped and counted.",
        "路径上最后一个已知的情绪。未填情绪的触点略过并计数。",
    ),
    "figure.peak_end": ("Peak–end", "峰终值"),
    "figure.peak_end.how": (
        "The mean of the peak and the end. Memory follows the strongest and the last moment.",
        "峰值与结尾的平均。记忆取决于最强烈和最后的一刻。",
    ),
    "figure.mean": ("Mean feeling", "平均情绪"),
    "figure.mean.how": (
        "The mean of the feelings known along the path. Touchpoints without a feeling are skipped and counted.",
        "路径上已知情绪的平均值。未填情绪的触点略过并计数。",
    ),
    "figure.low": ("Low", "低谷"),
    "figure.low.how": (
        "The lowest feeling on the path. Of equally low ones the first is named.",
        "路径上最低的情绪。相同时取最早的一处。",
    ),
    "figure.unrecovered": ("Unrecovered lows", "未挽回的低谷"),
    "figure.unrecovered.how": (
        "Negative feelings after which neither of the next two is positive. Touchpoints without a feeling are skipped.",
        "其后两处均无正面情绪的负面情绪。未填情绪的触点略过。",
    ),
    "figure.flat": ("Flat stretch", "平淡段"),
    "figure.flat.how": (
        "The longest run of equal feelings on the path. Touchpoints without a feeling do not break it.",
        "路径上情绪持续不变的最长一段。未填情绪的触点不打断它。",
    ),
    "figure.sum_emotion": ("Mean feeling of all", "全体平均情绪"),
    "figure.sum_emotion.how": (
        "The mean of all known feelings, each weighted by how often its touchpoint is visited. It is of those who finish.",
        "全部已知情绪按经过次数加权的平均值。按办完者计。",
    ),
    "figure.sum_peak_end": ("Peak–end, weighted", "加权峰终值"),
    "figure.sum_peak_end.how": (
        "The peak–end of each possible walk, weighted by how many people take it. It is solved exactly, without listing walks.",
        "每种走法的峰终值按人数加权平均。精确求解，无需逐一列举。",
    ),
    "figure.gaps": ("Expectation gaps", "期望差距"),
    "figure.gaps.how": (
        "What was perceived minus what was expected, as a mean for each Kano class. Expectations without both values are left out.",
        "感知减去期望，按KANO类别求平均。缺少任一数值的不计。",
    ),
    "figure.levels": ("Levels reached and aimed at", "现状与目标层级"),
    "figure.levels.how": (
        "How many touchpoints have reached each level of the pyramid and how many aim at it. Touchpoints without a level are left out.",
        "金字塔各层级已达到与作为目标的触点数。未填层级的触点不计。",
    ),
    "figure.open_pain_points": ("Open pain points", "未解决痛点"),
    "figure.open_pain_points.how": (
        "Pain points that no finished opportunity answers, by severity. An opportunity has to name the pain point it answers.",
        "尚无已完成机会点应对的痛点，按严重度统计。机会点须注明所应对的痛点。",
    ),
    "figure.coverage": ("Model coverage", "模型要素覆盖"),
    "figure.coverage.how": (
        "Links between touchpoints and elements of the standard, by relation. Links of pain points and opportunities count at their touchpoints.",
        "触点与标准要素的关联，按关系统计。痛点与机会点的关联计入所在触点。",
    ),
    "figure.untouched": ("Elements never touched", "未触及的要素"),
    "figure.untouched.how": (
        "Elements of the chosen edition that nothing on this journey is linked to. Elements of other editions do not count.",
        "所选版本中本旅程没有任何关联的要素。其他版本的要素不计。",
    ),
    "figure.share_of_lacks": ("Share lacking", "缺失占比"),
    "figure.share_of_lacks.how": (
        "The links that say an element is lacking, over all links. Each link counts once.",
        "标为“缺失”的关联占全部关联的比例。每条关联计一次。",
    ),
    "figure.served": ("Of today's people served", "现有民众可办成"),
    "figure.served.how": (
        "The part of all who start that reaches the goal without coming to a barred touchpoint. "
        "All others are counted as lost, so this never rises with a barrier.",
        "从起点出发、不经过受阻触点而到达目标的比例。其余均视为流失，因此增加障碍不会使其上升。",
    ),
    "figure.her_chance": ("Her chance", "其办成机会"),
    "figure.her_chance.how": (
        "The chance of reaching the goal when barred ways are closed and the people spread over the ways that stay open. "
        "Where none stays open, she is shut out.",
        "封闭受阻连线、人员按占比分到其余连线后到达目标的概率。无路可走时即被挡在门外。",
    ),
    "figure.unavoidable": ("Barred on every way", "每条路必经的阻碍"),
    "figure.unavoidable.how": (
        "Barred touchpoints that lie on every way from every start to the goal. No detour leads round them.",
        "从各起点到目标的每条路都要经过的受阻触点。没有绕行的路。",
    ),
    "figure.to_open": ("Least to open", "最少需打通"),
    "figure.to_open.how": (
        "One smallest set of barred touchpoints whose opening lets her reach the goal. "
        "Of equal sets the one that more people come by is named.",
        "打通后即可到达目标的最少受阻触点。数量相同时取经过人数较多者。",
    ),
    "figure.gain": ("Gain in peak–end", "峰终值增益"),
    "figure.gain.how": (
        "How much the weighted peak–end would rise if this opportunity were realised on all its touchpoints. All else stays as it is.",
        "该机会点在其所有触点实现后加权峰终值的增加。其他一切不变。",
    ),
    "figure.worth": ("Gain for effort", "投入产出"),
    "figure.worth.how": (
        "The gain divided by the effort from 1 to 5. Opportunities are ranked by it.",
        "增益除以投入（1至5）。机会点据此排序。",
    ),
    "figure.agreement": ("Agreement", "评分一致程度"),
    "figure.agreement.how": (
        "Median and quartiles of all ratings, and the share more than 1 away from the median. Fewer than five ratings are marked.",
        "全部评分的中位数、四分位数，以及与中位数相差超过1的比例。少于五份评分时予以标注。",
    ),
    # what figures rest on
    "figure.based_on": ("Based on", "依据"),
    "figure.based_on.counts": (
        "{measured} measured · {observed} observed · {assumed} assumed",
        "实测{measured} · 观察{observed} · 假设{assumed}",
    ),
    "figure.based_on.missing": ("{n} value missing|{n} values missing", "缺{n}个数值|缺{n}个数值"),
    "figure.at_least": ("at least", "至少"),
    "figure.infinite": ("no limit", "无上限"),
    "figure.best_of_likely": ("among the {n} most likely paths", "取自最可能的{n}条路径"),
    "figure.finishing": ("of those who finish", "按办完者计"),
    "figure.everyone": ("everybody who starts", "所有出发者"),
    "figure.reaching": ("those who reach the goal", "到达目标者"),
    "figure.few_ratings": ("few ratings", "评分较少"),
    "figure.shaky": ("on shaky ground", "基础不牢"),
}
"""Key → (English, Chinese)."""
