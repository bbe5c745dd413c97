"""One name for every authority that issues numbered documents, however a text calls it."""

from __future__ import annotations

import re
from functools import cache

#: A line or two for each body: its one name, then what else it is called, also in the languages of its readers.
_BODIES = """
商务部 | MOFCOM | Ministry of Commerce | 중국 상무부 | 상무부 | 商務部 | 商务省 | 商務省
商务部 | Handelsministerium | 对外贸易经济合作部 | 外经贸部
海关总署 | GACC | GAC | General Administration of Customs | 해관총서 | 海關總署 | 税关总署 | 税関総署 | Zollverwaltung
国务院关税税则委员会 | 税委会 | 关税税则委员会 | Customs Tariff Commission | 관세세칙위원회 | 国务院税委会
工业和信息化部 | 工信部 | MIIT | Ministry of Industry and Information Technology | 공업정보화부 | 공업신식화부
国家发展和改革委员会 | 国家发展改革委 | 发展改革委 | 国家发改委 | 发改委 | NDRC | 국가발전개혁위원회 | 발개위
国家市场监督管理总局 | 市场监管总局 | SAMR | State Administration for Market Regulation | 시장감독관리총국 | 质检总局
国务院 | State Council | 국무원
财政部 | Ministry of Finance of China | 중국 재정부
自然资源部 | MNR | 자연자원부 | 国土资源部
生态环境部 | MEE | 생태환경부 | 环境保护部
中国人民银行 | 人民银行 | PBOC | 央行
산업통상부 | 산업통상자원부 | 산업부 | 지식경제부 | MOTIE | MOTIR | MOTI | Ministry of Trade, Industry and
기후에너지환경부 | 환경부 | 기후부 | MOE | MCEE
재정경제부 | 기획재정부 | 기재부 | MOEF | MOFE
과학기술정보통신부 | 과기정통부 | 미래창조과학부 | MSIT
관세청 | KCS | Korea Customs Service
무역위원회 | Korea Trade Commission | KTC
국가기술표준원 | 국표원 | KATS
지식재산처 | 특허청
고용노동부 | 노동부
중소벤처기업부 | 중소기업청
经济产业省 | 経済産業省 | 経産省 | METI | 通商産業省 | 通商产业省 | 경제산업성
财务省 | 財務省 | 大蔵省 | 大藏省
外务省 | 外務省
环境省 | 環境省 | 環境庁
""".strip()

_JOINT = re.compile(r"\s*\+\s*")


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """(name in lower case, the one name), the longest first: 国务院关税税则委员会 is no 国务院."""
    lines = ([name.strip() for name in line.split("|")] for line in _BODIES.splitlines())
    pairs = ((name.casefold(), line[0]) for line in lines for name in line)
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def body(name: str) -> str:
    """The one name of a body; of one that we do not know the name as it is printed."""
    low = name.strip().casefold()
    for known, one_name in _names():
        if low.startswith(known) and (len(known) > 3 or not known.isascii() or low == known):
            return one_name
    return name.strip()


def bodies(authority: str) -> tuple[str, ...]:
    """Of joint issuers all, in printed order; none when no issuer is printed."""
    return tuple(body(name) for name in _JOINT.split(authority) if name)


def agree(one: str, other: str) -> bool:
    """Whether two authorities may be the same issuer. A text that names none may mean any."""
    mine, its = bodies(one), bodies(other)
    return not mine or not its or bool(set(mine) & set(its))


def is_named(authority: str, publisher: str) -> bool:
    """Whether a publisher is one of these issuers: 中华人民共和国商务部 is 商务部."""
    own = body(publisher)
    low = publisher.casefold()
    return any(one == own or one.casefold() in low or publisher in one for one in bodies(authority) if publisher)
