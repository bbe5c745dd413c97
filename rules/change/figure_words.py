"""Names of months, numbers, scales and units in five languages."""

MONTHS = {
    name: at
    for at, names in enumerate(
        ("january jan januar jänner", "february feb februar", "march mar märz mär", "april apr", "may mai",
         "june jun juni", "july jul juli", "august aug", "september sep sept", "october oct oktober okt",
         "november nov", "december dec dezember dez"), 1)
    for name in names.split()
}  # fmt: skip
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "r": 2018, "h": 1988}
CJK_DIGITS = "〇零一二三四五六七八九十百千两"
_NUMBERS = {
    1: "one einen eine einem einer ein", 2: "two zwei beide", 3: "three drei", 4: "four vier", 5: "five fünf",
    6: "six sechs", 7: "seven sieben", 8: "eight acht", 9: "nine neun", 10: "ten zehn", 11: "eleven elf",
    12: "twelve zwölf", 13: "thirteen dreizehn", 14: "fourteen vierzehn", 15: "fifteen fünfzehn",
    16: "sixteen sechzehn", 17: "seventeen siebzehn", 18: "eighteen achtzehn", 19: "nineteen neunzehn",
    20: "twenty zwanzig", 30: "thirty dreißig", 40: "forty vierzig", 50: "fifty fünfzig", 60: "sixty sechzig",
    70: "seventy siebzig", 80: "eighty achtzig", 90: "ninety neunzig", 100: "hundred hundert",
}  # fmt: skip
_INFLECTED = ("eine", "einen", "einem", "einer", "beide")


def _written() -> dict[str, int]:
    """English and German number words up to ninety-nine, German ones with hundert and tausend."""
    found = {word: value for value, words in _NUMBERS.items() for word in words.split()}
    plain = {value: (words.split()[0], words.split()[-1]) for value, words in _NUMBERS.items()}
    plain[2] = ("two", "zwei")
    for ten in range(20, 100, 10):
        for one in range(1, 10):
            found[f"{plain[ten][0]}-{plain[one][0]}"] = ten + one
            found[f"{plain[one][1]}und{plain[ten][1]}"] = ten + one
    for word, value in [(word, value) for word, value in found.items() if value < 100 and word not in _INFLECTED]:
        found |= {f"{word}hundert": value * 100, f"{word}tausend": value * 1000}
    return found


WORDS = _written()
KOREAN = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}
SCALE = {
    "천": 10**3, "千": 10**3, "thousand": 10**3, "tausend": 10**3, "tsd": 10**3,
    "만": 10**4, "万": 10**4, "萬": 10**4,
    "백만": 10**6, "百万": 10**6, "million": 10**6, "mio": 10**6, "millionen": 10**6, "mn": 10**6,
    "천만": 10**7, "千万": 10**7, "억": 10**8, "亿": 10**8, "億": 10**8, "billion": 10**9, "bn": 10**9, "mrd": 10**9,
    "milliarde": 10**9, "milliarden": 10**9, "조": 10**12, "兆": 10**12, "trillion": 10**12,
}  # fmt: skip
#: written: (kind, unit)
UNITS: dict[str, tuple[str, str]] = {
    form: (kind, unit)
    for kind, unit, forms in (
        ("share", "%", "% percent per_cent 퍼센트 프로 パーセント prozent v.h."),
        ("share", "pp", "%p 퍼센트포인트 percentage_points 百分点 个百分点"),
        ("span", "y", "년간 년 개년 years year 年間 年间 年 か年 jahre jahren jahr jahres yr"),
        ("span", "mo", "개월간 개월 달 months month か月間 か月 ヶ月 カ月 箇月 月間 个月 個月 "
         "monate monaten monat monats"),
        ("span", "w", "주간 주 weeks week 週間 周 wochen woche"),
        ("span", "bd", "영업일 근무일 business_days business_day working_days working_day 営業日 工作日 个工作日 "
         "werktage werktagen werktag arbeitstage arbeitstagen"),
        ("span", "d", "일간 일 days day 日間 日 天 个自然日 自然日 tage tagen tag tages"),
        ("span", "h", "시간 hours hour 時間 小时 stunden stunde"),
        ("money", "USD", "달러 dollars dollar ドル 美元 us-dollar 불"), ("money", "KRW", "원 won 韓国ウォン 韩元"),
        ("money", "EUR", "유로 euros euro ユーロ 欧元 eur €"), ("money", "JPY", "엔 yen 円 日元"),
        ("money", "CNY", "위안 yuan 元人民币 人民币 元 renminbi rmb"), ("money", "GBP", "파운드 pounds_sterling 英镑"),
        ("quantity", "t", "톤 tonnes tonne tons ton トン 吨 t tonnen metric_tons metric_tonnes"),
        ("quantity", "kg", "kg 킬로그램 kilograms kilogram キログラム 千克 公斤 kilogramm"),
        ("quantity", "g", "g 그램 grams gramm グラム 克"),
        ("quantity", "bbl", "배럴 barrels barrel バレル 桶 fass"),
        ("quantity", "kWh", "kwh 킬로와트시 キロワット時 千瓦时"),
        ("quantity", "MW", "mw 메가와트 メガワット 兆瓦 megawatts megawatt"),
        ("quantity", "GW", "gw 기가와트 ギガワット 吉瓦 gigawatts gigawatt"),
        ("quantity", "nm", "nm 나노미터 ナノメートル 纳米"), ("quantity", "ppm", "ppm"),
        ("quantity", "mm", "mm 밀리미터 ミリメートル 毫米 millimeters millimeter millimetres millimetre"),
        ("quantity", "cm", "cm 센티미터 センチメートル 厘米 centimeters centimeter centimetres"),
        ("quantity", "x", "배 倍 fold -fache"),
    )
    for form in (f.replace("_", " ") for f in forms.split())
}  # fmt: skip
SIGN = {
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "¥": "JPY",
    "￦": "KRW",
    "₩": "KRW",
    "£": "GBP",
    "usd": "USD",
    "eur": "EUR",
    "krw": "KRW",
    "jpy": "JPY",
    "cny": "CNY",
    "rmb": "CNY",
}
