"""Words that people write in other programs, in English and Chinese, and the tokens and feelings they stand for. Who takes part
is known in some further languages.

Guesses only: who asks keeps the words as well. What a table's heads mean is in `mapping`.
"""

from __future__ import annotations

import re
from functools import cache

_CHANNELS = {
    "counter": "counter|desk|in person|in-person|face to face|face-to-face|office|branch|窗口|柜台|大厅|现场|线下|面对面",
    "phone": "phone|telephone|call|hotline|电话|热线|12345",
    "app": "app|mobile app|smartphone|mini program|小程序|手机应用|手机|app",
    "web": "web|website|online|portal|browser|internet|self-service web|网站|网页|官网|在线|网上|线上|网办|平台",
    "post": "post|mail|letter|postal|邮寄|信件|信函|邮政",
    "visit": "home visit|visit|doorstep|上门",
    "kiosk": "kiosk|terminal|self-service machine|自助终端|自助机|一体机",
    "email": "e-mail|email|电子邮件|邮件|邮箱",
    "message": "sms|text message|text|message|短信|消息|通知",
    "chat": "chat|chatbot|live chat|wechat|whatsapp|在线咨询|客服|微信|聊天",
    "internal": "internal|system|backend|back office|database|内部|系统|后台",
}
_LANES = {
    "citizen": "citizen|customer|client|user|applicant|resident|patient|visitor|me|consumer|buyer|reader|passenger|parent|"
    "student|tenant|end user|public|taxpayer|claimant|driver|traveller|candidate|shopper|person|family|"
    "民众|公民|市民|顾客|客户|用户|申请人|居民|群众|办事人|当事人|患者|访客|读者|买家|消费者|乘客|学生|家长|企业|"
    "antragsteller|antragstellerin|kunde|kundin|nutzer|bürger|citoyen|usager|demandeur|ciudadano|ciudadana|solicitante|usuario|cliente|"
    "cidadão|cidadã|usuário|cittadino|cittadina|richiedente|πολίτη|πολιτη|δικαιούχο|δικαιουχο|αιτών|αιτων|αιτούσα|αιτουσα|гражданин|"
    "заявитель|клиент|пользователь|покупатель|お客様|顧客|利用者|申請者|購入者|ユーザー|ユーザ|시민|고객|사용자|구매자|방문자|민원인|신청인",
    "backstage": "backstage|back stage|back office|backoffice|back-office|backend|system|database|server|internal|it system|"
    "后台|系统|审批|内部|数据库|服务器|système|sistema|σύστημα|συστημα|система|システム|시스템",
    "support": "support process|support system|support processes|it|infrastructure|技术支持|支撑|支持",
    "partner": "partner|supplier|carrier|third party|third-party|bank|insurer|contractor|vendor|courier|"
    "协作|合作|第三方|银行|供应商|快递|外部",
    "frontstage": "frontstage|front stage|front office|staff|clerk|officer|agent|counter|service|employee|advisor|nurse|"
    "bürgeramt|bürgerbüro|bürgerservice|behörde|schalter|sachbearbeiter|sachbearbeiterin|guichet|ventanilla|"
    "前台|窗口|工作人员|经办|服务人员|客服|受理",
}
_FEELINGS = {
    2: "delighted|thrilled|ecstatic|overjoyed|amazed|excited|proud|grateful|very happy|very satisfied|joyful|love|"
    "非常满意|惊喜|兴奋|激动|感动|自豪|非常开心|欣喜|狂喜|😀|😃|😄|😁|😍|🤩|🥳|😊",
    1: "happy|satisfied|pleased|relieved|confident|hopeful|curious|interested|optimistic|reassured|comfortable|positive|"
    "trusting|content|glad|motivated|eager|good|empowered|"
    "满意|开心|高兴|安心|放心|期待|好奇|愉快|轻松|信任|积极|舒适|自信|🙂|😌|👍",
    0: "neutral|indifferent|okay|ok|mixed|unsure|surprised|focused|patient|calm|平静|平淡|一般|中性|无感|中立|😐|😶",
    -1: "anxious|tense|nervous|worried|confused|uncertain|impatient|bored|tired|disappointed|hesitant|skeptical|doubtful|annoyed|"
    "concerned|lost|stressed|uneasy|insecure|negative|sad|unhappy|dissatisfied|uncomfortable|overwhelmed|"
    "焦虑|担心|困惑|迷茫|疑惑|紧张|着急|不安|失望|疲惫|无聊|犹豫|不满|怀疑|烦躁|难过|🙁|😕|😟|😰|👎",
    -2: "angry|furious|frustrated|desperate|helpless|hopeless|humiliated|panicked|exhausted|devastated|very unhappy|"
    "very dissatisfied|hate|愤怒|生气|沮丧|绝望|崩溃|无助|恼火|非常不满|痛苦|气愤|😡|😠|😢|😭|😤|🤬",
}  # fmt: skip
_ANSWERS = frozenset({"yes", "no", "ok", "是", "否", "通过", "不通过", "有", "无"})
_SOFTER = ("slightly", "a bit", "a little", "somewhat", "有点", "略", "稍")
_STRONGER = ("very", "extremely", "非常", "很", "极")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_SHARE = re.compile(
    r"(?P<words>.*?)[\s,;:，；：]*(?P<open>[(（])?\s*(?P<share>\d{1,3}(?:[.,]\d+)?)\s?[%％]\s*(?(open)[)）])"
)


@cache
def _table(words: tuple[tuple[object, str], ...]) -> list[tuple[re.Pattern[str], str, object]]:
    rows = []
    for token, listed in words:
        for word in listed.split("|"):
            # Latin words are whole words, with an s at most; Chinese ones stand anywhere.
            pattern = rf"\b{re.escape(word)}s?\b" if word.isascii() else re.escape(word)
            rows.append((re.compile(pattern, re.IGNORECASE), word, token))
    # The longer word is the more exact one.
    return sorted(rows, key=lambda row: -len(row[1]))


def _first(words: dict[str, str], text: str) -> str:
    found = next((token for pattern, _, token in _table(tuple(words.items())) if pattern.search(text)), "")
    return str(found)


def channel(text: str) -> str:
    """The channel that words such as "by phone" or 窗口 name; '' where none is recognized."""
    return _first(_CHANNELS, text[:200])


def lane_kind(text: str) -> str:
    """The kind of lane that an actor's name tells; '' where it tells none."""
    return _first(_LANES, text[:200])


def feeling(text: str) -> int | None:
    """The emotion, −2 to 2, that words or emoji tell: the mean of those found; None where none is known."""
    text = text[:500]
    found: list[int] = []
    rest = text
    for pattern, _, value in _table(tuple(_FEELINGS.items())):
        assert isinstance(value, int)
        while match := pattern.search(rest):
            before = rest[max(0, match.start() - 12) : match.start()].casefold()
            after = rest[match.end() : match.end() + 3]
            strong = after.startswith("+") or any(word in before for word in _STRONGER)
            soft = any(word in before for word in _SOFTER)
            sign = (value > 0) - (value < 0)
            found.append(max(-2, min(2, value + sign * (strong - (soft and abs(value) > 1)))))
            rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    if not found:
        return None
    mean = sum(found) / len(found)
    # Halves go away from zero to what is stronger: who is confident and a little anxious still is confident.
    return int(mean + 0.5) if mean >= 0 else -int(-mean + 0.5)


def number(text: str) -> float | None:
    """The number a cell holds and nothing else; None where it holds anything besides."""
    text = text.strip().replace("−", "-").replace("＋", "+").replace("－", "-")
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def share_in(label: str) -> tuple[str, float | None]:
    """The words and the share in what stands at a line: "yes (62%)", "yes: 62 %" or "62%" alone.

    A per cent that belongs to the words, as in "income above 80%", stays in them.
    """
    label = " ".join(label.split())
    found = _SHARE.fullmatch(label)
    if found is None or float(found["share"].replace(",", ".")) > 100:
        return label, None
    words = found["words"]
    apart = not words or found["open"] or label[len(words)] in ",;:，；：" or words.casefold() in _ANSWERS
    return (words, float(found["share"].replace(",", ".")) / 100) if apart else (label, None)


def language_of(text: str) -> str:
    """The one of our two languages in which a text is, by its letters."""
    text = text[:100_000]
    chinese = len(re.findall(r"[\u4e00-\u9fff]", text))
    others = len(re.findall(r"[\u3040-\u30ff\uac00-\ud7af]", text))
    letters = sum(letter.isalpha() for letter in text)
    # A Chinese word has two letters where an English one has six.
    return "zh" if chinese * 3 > letters - chinese and chinese > 10 * others else "en"
