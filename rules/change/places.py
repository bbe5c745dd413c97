"""Countries by their names in five languages; former names count as the same country."""

import re
from collections.abc import Iterator
from functools import cache

#: code: names. English and German adjectives are stems; "=" marks a name that must stand as a whole word.
_TABLE = """
US: 미국 美 대미 | United_States U.S. =US =USA America Washington | 米国 アメリカ 対米 米 | 美国 美方 对美 | USA Vereinigte_Staaten Vereinigten_Staaten US- amerikanisch
CN: 중국 中 대중국 | China Chinese PRC Beijing MOFCOM | 中国 中華人民共和国 | 中国 中华人民共和国 中方 我国 | China chinesisch Peking
KR: 한국 대한민국 우리나라 | South_Korea Republic_of_Korea Korea ROK Seoul | 韓国 大韓民国 | 韩国 韩方 大韩民国 | Südkorea Korea koreanisch
JP: 일본 日 | Japan Tokyo | 日本 | 日本 日方 | Japan japanisch
TW: 대만 타이완 | Taiwan Chinese_Taipei | 台湾 | 台湾 中国台湾 | Taiwan
HK: 홍콩 | Hong_Kong | 香港 | 香港 | Hongkong
MO: 마카오 | Macau Macao | マカオ | 澳门 | Macau
KP: 북한 | North_Korea DPRK | 北朝鮮 | 朝鲜 | Nordkorea
EU: 유럽연합 EU 유럽 | European_Union =EU Europe Brussels | 欧州連合 EU 欧州 | 欧盟 欧洲 | Europäische_Union Europäischen_Union =EU Europa europäisch
GB: 영국 英 | United_Kingdom =UK Britain British Great_Britain | 英国 イギリス | 英国 | Vereinigtes_Königreich Vereinigten_Königreich Großbritannien britisch
DE: 독일 | Germany German Berlin | ドイツ | 德国 | Deutschland deutsche
FR: 프랑스 | France French | フランス | 法国 | Frankreich französisch
IT: 이탈리아 | Italy Italian | イタリア | 意大利 | Italien italienisch
ES: 스페인 | Spain Spanish | スペイン | 西班牙 | Spanien spanisch
NL: 네덜란드 | Netherlands Dutch Holland | オランダ | 荷兰 | Niederlande niederländisch
BE: 벨기에 | Belgium Belgian | ベルギー | 比利时 | Belgien belgisch
PL: 폴란드 | Poland Polish | ポーランド | 波兰 | Polen polnisch
AT: 오스트리아 | Austria | オーストリア | 奥地利 | Österreich österreichisch
SE: 스웨덴 | Sweden Swedish | スウェーデン | 瑞典 | Schweden schwedisch
FI: 핀란드 | Finland Finnish | フィンランド | 芬兰 | Finnland finnisch
NO: 노르웨이 | Norway Norwegian | ノルウェー | 挪威 | Norwegen norwegisch
CH: 스위스 | Switzerland Swiss | スイス | 瑞士 | Schweiz schweizer
CZ: 체코 체키아 | Czech_Republic Czechia Czech | チェコ | 捷克 | Tschechien Tschechische_Republik Tschechischen_Republik tschechisch
TR: 터키 튀르키예 | Turkey Türkiye Turkiye Turkish | トルコ テュルキエ | 土耳其 | Türkei Türkiye türkisch
RU: 러시아 러 | Russia Moscow | ロシア | 俄罗斯 | Russland russisch Russische_Föderation Russischen_Föderation
BY: 벨라루스 | Belarus | ベラルーシ | 白俄罗斯 | Belarus Weißrussland belarussisch
UA: 우크라이나 | Ukraine Ukrainian | ウクライナ | 乌克兰 | Ukraine ukrainisch
KZ: 카자흐스탄 | Kazakhstan Kazakh | カザフスタン | 哈萨克斯坦 | Kasachstan kasachisch
UZ: 우즈베키스탄 | Uzbekistan Uzbek | ウズベキスタン | 乌兹别克斯坦 | Usbekistan
MN: 몽골 | Mongolia | モンゴル | 蒙古国 蒙古 | Mongolei mongolisch
IN: 인도 | India | インド | 印度 | Indien indisch
ID: 인도네시아 | Indonesia | インドネシア | 印度尼西亚 印尼 | Indonesien indonesisch
VN: 베트남 | Vietnam Viet_Nam | ベトナム | 越南 | Vietnam vietnamesisch
TH: 태국 | Thailand Thai | タイ国 タイ産 タイ | 泰国 | Thailand thailändisch
MY: 말레이시아 | Malaysia | マレーシア | 马来西亚 | Malaysia malaysisch
PH: 필리핀 | Philippine Philippines | フィリピン | 菲律宾 | Philippinen philippinisch
SG: 싱가포르 | Singapore | シンガポール | 新加坡 | Singapur
MM: 미얀마 버마 | Myanmar Burma | ミャンマー | 缅甸 | Myanmar Birma
KH: 캄보디아 | Cambodia | カンボジア | 柬埔寨 | Kambodscha
LA: 라오스 | Laos Lao | ラオス | 老挝 | Laos
AU: 호주 오스트레일리아 | Australia | オーストラリア 豪州 | 澳大利亚 | Australien australisch
NZ: 뉴질랜드 | New_Zealand | ニュージーランド | 新西兰 | Neuseeland
CA: 캐나다 | Canada Canadian | カナダ | 加拿大 | Kanada kanadisch
MX: 멕시코 | Mexico Mexican | メキシコ | 墨西哥 | Mexiko mexikanisch
BR: 브라질 | Brazil | ブラジル | 巴西 | Brasilien brasilianisch
AR: 아르헨티나 | Argentina Argentine | アルゼンチン | 阿根廷 | Argentinien argentinisch
CL: 칠레 | Chile | チリ | 智利 | Chile chilenisch
PE: 페루 | Peru | ペルー | 秘鲁 | Peru peruanisch
BO: 볼리비아 | Bolivia | ボリビア | 玻利维亚 | Bolivien
VE: 베네수엘라 | Venezuela | ベネズエラ | 委内瑞拉 | Venezuela
CU: 쿠바 | Cuba | キューバ | 古巴 | Kuba
ZA: 남아프리카공화국 남아공 | South_Africa | 南アフリカ | 南非 | Südafrika südafrikanisch
CD: 콩고민주공화국 DR콩고 민주콩고 콩고 | Democratic_Republic_of_the_Congo Democratic_Republic_of_Congo DR_Congo DRC Congo Congolese | コンゴ民主共和国 コンゴ | 刚果（金） 刚果(金) 刚果 | Demokratische_Republik_Kongo DR_Kongo Kongo kongolesisch
ZM: 잠비아 | Zambia | ザンビア | 赞比亚 | Sambia
ZW: 짐바브웨 | Zimbabwe | ジンバブエ | 津巴布韦 | Simbabwe
GN: 기니 | Guinea | ギニア | 几内亚 | Guinea
GA: 가봉 | Gabon | ガボン | 加蓬 | Gabun
MZ: 모잠비크 | Mozambique | モザンビーク | 莫桑比克 | Mosambik
MG: 마다가스카르 | Madagascar | マダガスカル | 马达加斯加 | Madagaskar
TZ: 탄자니아 | Tanzania | タンザニア | 坦桑尼亚 | Tansania
RW: 르완다 | Rwanda | ルワンダ | 卢旺达 | Ruanda
NA: 나미비아 | Namibia | ナミビア | 纳米比亚 | Namibia
ML: 말리 | =Mali | マリ共和国 | 马里共和国 | =Mali
NE: 니제르 | =Niger | ニジェール | 尼日尔 | =Niger
NG: 나이지리아 | Nigeria | ナイジェリア | 尼日利亚 | Nigeria
SZ: 스와질란드 에스와티니 | Swaziland Eswatini | エスワティニ スワジランド | 斯威士兰 | Eswatini Swasiland
MK: 북마케도니아 마케도니아 | North_Macedonia Macedonia | 北マケドニア マケドニア | 北马其顿 马其顿 | Nordmazedonien Mazedonien
CV: 카보베르데 | Cabo_Verde Cape_Verde | カーボベルデ | 佛得角 | Kap_Verde Cabo_Verde
CI: 코트디부아르 | Ivory_Coast Cote_d'Ivoire Côte_d'Ivoire | コートジボワール | 科特迪瓦 | Elfenbeinküste Côte_d'Ivoire
IR: 이란 | Iran | イラン | 伊朗 | Iran iranisch
IQ: 이라크 | Iraq | イラク | 伊拉克 | Irak
SY: 시리아 | Syria | シリア | 叙利亚 | Syrien syrisch
IL: 이스라엘 | Israel | イスラエル | 以色列 | Israel
SA: 사우디아라비아 사우디 | Saudi_Arabia Saudi | サウジアラビア | 沙特阿拉伯 沙特 | Saudi-Arabien
AE: 아랍에미리트 UAE | United_Arab_Emirates UAE Emirates | アラブ首長国連邦 UAE | 阿联酋 | Vereinigte_Arabische_Emirate Vereinigten_Arabischen_Emirate VAE
QA: 카타르 | Qatar | カタール | 卡塔尔 | Katar
EG: 이집트 | Egypt | エジプト | 埃及 | Ägypten
MA: 모로코 | Morocco | モロッコ | 摩洛哥 | Marokko
PK: 파키스탄 | Pakistan | パキスタン | 巴基斯坦 | Pakistan
BD: 방글라데시 | Bangladesh | バングラデシュ | 孟加拉国 | Bangladesch
LK: 스리랑카 | Sri_Lanka | スリランカ | 斯里兰卡 | Sri_Lanka
GL: 그린란드 | Greenland | グリーンランド | 格陵兰 | Grönland
RS: 세르비아 | Serbia | セルビア | 塞尔维亚 | Serbien
HU: 헝가리 | Hungary Hungarian | ハンガリー | 匈牙利 | Ungarn ungarisch
PT: 포르투갈 | Portugal | ポルトガル | 葡萄牙 | Portugal
GR: 그리스 | Greece Greek | ギリシャ | 希腊 | Griechenland
IE: 아일랜드 | Ireland Irish | アイルランド | 爱尔兰 | Irland
NC: 뉴칼레도니아 | New_Caledonia | ニューカレドニア | 新喀里多尼亚 | Neukaledonien
ASEAN: 아세안 | ASEAN | ASEAN | 东盟 | ASEAN
G7: 주요7개국 | =G7 | 主要7カ国 | 七国集团 | =G7
"""
_BOUND = frozenset("美中日英러米")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")


_SHORT = {
    **dict(zip("한미중일러영독불호", "KR US CN JP RU GB DE FR AU".split(), strict=True)),
    **dict(zip("中美韩日欧英俄澳印德法加越", "CN US KR JP EU GB RU AU IN DE FR CA VN".split(), strict=True)),
    **dict(zip("米韓豪独仏露", "US KR AU DE FR RU".split(), strict=True)),
}  # fmt: skip
_ASIAN = "EU|ASEAN|아세안|유럽|인도|베트남|캐나다|호주|멕시코|몽골|칠레|영국|독일"
_PAIR = re.compile(
    rf"(?<![가-힣])[한미중일러영독불호](?:[·ㆍ‧∙-][한미중일러영독불호]){{1,2}}(?![가-힣]{{4}})|(?<![가-힣])(?:한미일|한중일|한미|한중|한일|미중|미일|중일|한러|한영|한독)(?![가-힣]?[로서])|(?<![가-힣])[한미중일](?=[·ㆍ‧∙-]\s?(?:[가-힣]{{2,}}|{_ASIAN}))"
    r"|[中美韩日欧英俄澳印德法加越]{2,3}(?=[出进经贸双关外领首对自峰元战两就签举在海高合能政企工协部])|(?:日[米韓中豪印独英仏露]|米[中韓日]|中韓|日米韓|日中韓)(?![一-鿿]?[国年月])|日(?=EU|ASEAN|・EU)"
)


def partners(text: str) -> Iterator[tuple[str, int, int]]:
    """The countries of 한-중, 中韩 and 日米."""
    for found in _PAIR.finditer(text):
        for at, sign in enumerate(found[0]):
            if sign in _SHORT:
                yield _SHORT[sign], found.start() + at, found.start() + at + 1


@cache
def _names() -> tuple[dict[str, str], re.Pattern[str]]:
    codes: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        code, _, names = line.partition(": ")
        for name in names.replace("|", " ").split():
            codes.setdefault(name.replace("_", " ").lower(), code)
    ordered = sorted(codes, key=len, reverse=True)
    return codes, re.compile("|".join(_form(name) for name in ordered), re.IGNORECASE)


def _form(name: str) -> str:
    if name in _BOUND:
        return rf"(?<![一-鿿가-힣]){name}(?=[\s,·]|[가-힣]{{2}}|[-]|[A-ZァーヶーA-Z])"
    if not _LATIN.match(name):
        return re.escape(name)
    if name.startswith("="):
        return rf"(?<![\w-]){re.escape(name[1:])}(?![\w])"
    if name.endswith("-"):
        return rf"(?<!\w){re.escape(name)}"
    return rf"(?<!\w){re.escape(name)}(?:'?s|n|an|ian|ese|e|en|er|es|em)?(?![\w])"


def countries(text: str) -> Iterator[tuple[str, int, int]]:
    """Each (code, start, end) in order; `text` as written."""
    codes, pattern = _names()
    for found in pattern.finditer(text):
        yield _code(codes, found[0].lower()), found.start(), found.end()


def _code(codes: dict[str, str], name: str) -> str:
    for cut in range(4):
        stem = name[: len(name) - cut] if cut else name
        if stem in codes or "=" + stem in codes:
            return codes.get(stem) or codes["=" + stem]
    return name.rstrip("'s")
