"""List numbers in other scripts than Latin: the East Asian, Hebrew, Arabic, Cyrillic, Thai and Hindi ones of ST_NumberFormat.

Sources: ISO/IEC 29500-1, 17.18.59, and what Word and LibreOffice show. A number beyond a format's reach is shown in digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Numbers in the Chinese way: a digit and its unit, from the thousands down.

    `one` says whether a leading one is spoken before ten, a hundred and a thousand; `zero` fills a gap; beyond `limit` the
    digits stand by their places.
    """

    digits: str
    units: str = "十百千"
    ten: bool = False
    one: bool = True
    zero: str = ""
    limit: int = 9999


_HAN: Final = "〇一二三四五六七八九"
_COUNTINGS: Final = {
    "chineseCounting": Counting(digits="○一二三四五六七八九", limit=99),
    "taiwaneseCounting": Counting(digits="○一二三四五六七八九", limit=99),
    "chineseCountingThousand": Counting(digits=_HAN, zero="零"),
    "taiwaneseCountingThousand": Counting(digits=_HAN, zero="零"),
    "chineseLegalSimplified": Counting(digits="零壹贰叁肆伍陆柒捌玖", units="拾佰仟", ten=True, zero="零"),
    "ideographLegalTraditional": Counting(digits="零壹貳參肆伍陸柒捌玖", units="拾佰仟", ten=True, zero="零"),
    "japaneseCounting": Counting(digits=_HAN, one=False),
    "japaneseLegal": Counting(digits="〇壱弐参四伍六七八九", units="拾百阡", ten=True),
    "koreanCounting": Counting(digits="영일이삼사오육칠팔구", units="십백천", one=False),
}
_DIGITS: Final = {
    "ideographDigital": _HAN,
    "japaneseDigitalTenThousand": _HAN,
    "taiwaneseDigital": "○一二三四五六七八九",
    "koreanDigital": "영일이삼사오육칠팔구",
    "koreanDigital2": "零一二三四五六七八九",
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
    "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙",
    "hindiNumbers": "०१२३४५६७८९",
}
_SERIES: Final = {  # the letters, and whether they are doubled once they are used up
    "aiueo": ("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ", False),
    "aiueoFullWidth": ("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン", False),
    "iroha": ("ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ", False),
    "irohaFullWidth": (
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
        False,
    ),
    "ganada": ("가나다라마바사아자차카타파하", False),
    "chosung": ("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", False),
    "ideographTraditional": ("甲乙丙丁戊己庚辛壬癸", None),
    "ideographZodiac": ("子丑寅卯辰巳午未申酉戌亥", None),
    "ideographEnclosedCircle": ("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", None),
    "decimalEnclosedCircle": ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", None),
    "decimalEnclosedCircleChinese": ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", None),
    "russianLower": ("абвгдежзиклмнопрстуфхцчшщыэюя", True),
    "russianUpper": ("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ", True),
    "arabicAlpha": ("أبتثجحخدذرزسشصضطظعغفقكلمنهوي", True),
    "arabicAbjad": ("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", True),
    "thaiLetters": ("กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ", True),
}
_ALEPH_BET: Final = "אבגדהוזחטיכלמנסעפצקרשת"
_HEBREW: Final = (
    (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ"), (40, "מ"),
    (30, "ל"), (20, "כ"), (16, "טז"), (15, "טו"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה"), (4, "ד"),
    (3, "ג"), (2, "ב"), (1, "א"),
)  # fmt: skip
_KOREAN_TENS: Final = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_KOREAN_ONES: Final = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_VIETNAMESE: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_THAI: Final = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_THAI_UNITS: Final = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_REPEATS: Final = 30
"""The most letters that a number is made of."""


def in_script(number: int, style: str) -> str | None:
    """`number` in that format, or None where `style` is no format of these or does not reach so far."""
    if number <= 0:
        return None
    if style in _DIGITS:
        return "".join(_DIGITS[style][int(digit)] for digit in str(number))
    if style in _COUNTINGS:
        return _counted(number, _COUNTINGS[style])
    if style in _SERIES:
        return _lettered(number, *_SERIES[style])
    match style:
        case "hebrew1" if number < 1000:
            return _hebrew(number)
        case "hebrew2" if number <= 22 * 23:
            rounds, index = divmod(number - 1, 22)
            return (_ALEPH_BET[rounds - 1] if rounds else "") + _ALEPH_BET[index]
        case "koreanLegal" if number < 100:
            return _KOREAN_TENS[number // 10] + _KOREAN_ONES[number % 10]
        case "thaiCounting" if number < 1_000_000:
            return _thai(number)
        case "bahtText" if number < 1_000_000:
            return f"{_thai(number)}บาทถ้วน"
        case "vietnameseCounting" if number < 100:
            return _vietnamese(number)
        case "ideographZodiacTraditional" if number <= 60:
            return _SERIES["ideographTraditional"][0][(number - 1) % 10] + _SERIES["ideographZodiac"][0][(number - 1) % 12]
    return None


def _lettered(number: int, letters: str, doubled: bool | None) -> str | None:
    rounds, index = divmod(number - 1, len(letters))
    if doubled:
        return letters[index] * (rounds + 1) if rounds < _REPEATS else None
    return letters[index] if doubled is False or not rounds else None


def _counted(number: int, counting: Counting) -> str | None:
    if number > counting.limit:
        return "".join(counting.digits[int(digit)] for digit in str(number)) if counting.limit == 99 else None
    shown, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(shown)
            continue
        if gap:
            shown += counting.zero
            gap = False
        leading_ten = power == 1 and digit == 1 and not shown and not counting.ten
        silent = digit == 1 and power and (leading_ten or not counting.one)
        shown += ("" if silent else counting.digits[digit]) + (counting.units[power - 1] if power else "")
    return shown


def _hebrew(number: int) -> str:
    shown = ""
    for unit, sign in _HEBREW:
        while number >= unit and (unit not in (15, 16) or number == unit):
            shown += sign
            number -= unit
    return shown


def _thai(number: int) -> str:
    shown = ""
    for power, digit in zip(range(len(str(number)) - 1, -1, -1), map(int, str(number)), strict=True):
        if not digit:
            continue
        ones = {(1, 1): "", (1, 2): "ยี่", (0, 1): "เอ็ด" if number > 10 else _THAI[1]}.get((power, digit), _THAI[digit])
        shown += ones + _THAI_UNITS[power]
    return shown


def _vietnamese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _VIETNAMESE[ones]
    head = "mười" if tens == 1 else f"{_VIETNAMESE[tens]} mươi"
    last = "mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 else _VIETNAMESE[ones]
    return f"{head} {last}" if ones else head
