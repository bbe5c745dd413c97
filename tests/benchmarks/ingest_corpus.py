"""Made-up publications for the ingest benchmark: the lengths, languages and subjects of a year of government news."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

_SHARES = {"ko": 45, "en": 25, "zh": 12, "ja": 12, "de": 6}
_ABOUT_MINERALS = 0.12  # of a ministry's news; the rest is everything else that a state does
_FIRST = datetime(2024, 1, 1, tzinfo=UTC)

#: Everyday sentences; {n} is a number, {d} a day.
_USUAL = {
    "ko": (
        "국토교통부는 {d} 전국 {n}개 시군구를 대상으로 노후 교량 안전점검을 실시한다고 밝혔다.",
        "이번 대책은 관계 부처와 지방자치단체의 의견을 수렴하여 마련되었으며 다음 달부터 시행된다.",
        "보건복지부는 {n}억 원을 투입해 지역 의료기관의 야간 진료를 확대할 계획이다.",
        "장관은 현장을 방문해 관계자를 격려하고 애로사항을 청취하였다.",
        "접수된 신청은 {n}건이며 심사 결과는 {d} 누리집에 게시할 예정이다.",
        "중소기업의 수출을 돕기 위해 해외 전시회 참가비와 물류비를 지원한다.",
        "농가 소득 안정과 쌀 수급 균형을 위해 재배 면적을 {n}헥타르 줄이기로 하였다.",
        "통계에 따르면 지난달 취업자는 전년 같은 달보다 {n}만 명 늘었다.",
        "자세한 내용은 첨부 자료를 참고하고, 문의는 담당 부서로 하기 바란다.",
        "청년 주거 지원을 위한 공공임대 {n}호를 추가로 공급한다.",
        "기상청은 태풍의 영향으로 남부 지방에 많은 비가 내릴 것으로 내다봤다.",
        "개정안은 {d} 국무회의에서 의결되었고 공포한 날부터 시행한다.",
    ),
    "en": (
        "The Department opened a consultation on {d} that runs for {n} days.",
        "Officials said the measure follows a review of comments from state and local governments.",
        "Funding of {n} million will be made available to regional hospitals over the next year.",
        "The Secretary visited the site and met employees, trainers and apprentices.",
        "Applications must be submitted through the portal no later than {d}.",
        "The report finds that employment rose by {n} thousand in the services sector.",
        "The agency will hold a public meeting to discuss the proposed changes to the schedule of fees.",
        "Exporters can apply for support with trade fairs, certification and freight costs.",
        "The court dismissed the appeal and ordered each party to bear its own costs.",
        "A copy of the notice is available for inspection at the address given below.",
        "New rules on the labelling of household appliances enter into force next spring.",
        "The grant supports {n} schools in rural districts with teaching material and transport.",
    ),
    "zh": (
        "国务院办公厅{d}印发通知，要求各地区各部门认真贯彻落实。",
        "全国共有{n}个项目通过评审，将于下月公布名单。",
        "会议强调，要坚持稳中求进，推动经济社会高质量发展。",
        "财政部下达补助资金{n}亿元，用于支持农村道路养护。",
        "有关负责人表示，将进一步优化营商环境，减轻企业负担。",
        "本公告自发布之日起施行，由市场监督管理部门负责解释。",
        "今年前三季度居民人均可支配收入同比增长百分之{n}。",
        "申请人应当在{d}之前向主管部门提交书面材料。",
    ),
    "ja": (
        "厚生労働省は{d}、全国{n}か所の医療機関を対象に調査を行うと発表しました。",
        "本件に関する説明会はオンラインで開催し、参加費は無料です。",
        "令和六年度の補正予算として{n}億円を計上しています。",
        "大臣は記者会見で、地域の実情に応じた支援を続けると述べました。",
        "申請の受付は{d}までとし、結果は当省のウェブサイトに掲載します。",
        "意見公募の結果、{n}件の御意見をいただきました。",
        "詳細については別紙を御覧ください。",
        "観光客の増加に対応するため、空港の検査体制を強化します。",
    ),
    "de": (
        "Das Ministerium stellt dafür im kommenden Jahr {n} Millionen Euro bereit.",
        "Die Frist für Stellungnahmen endet am {d}.",
        "Der Bundesrat hat dem Gesetz in seiner Sitzung zugestimmt.",
        "Gefördert werden {n} Vorhaben in ländlichen Räumen, vor allem im Nahverkehr.",
        "Die Verordnung regelt die Kennzeichnung von Haushaltsgeräten neu.",
        "Anträge können über das Portal des Bundesamtes gestellt werden.",
    ),
}
_MINERALS = {
    "ko": ("갈륨", "게르마늄", "희토류", "리튬", "텅스텐", "흑연", "코발트", "안티모니"),
    "en": ("gallium", "germanium", "rare earths", "lithium", "tungsten", "graphite", "cobalt", "antimony"),
    "zh": ("镓", "锗", "稀土", "锂", "钨", "石墨", "钴", "锑"),
    "ja": ("ガリウム", "ゲルマニウム", "レアアース", "リチウム", "タングステン", "黒鉛", "コバルト", "アンチモン"),
    "de": ("Gallium", "Germanium", "Seltene Erden", "Lithium", "Wolfram", "Graphit", "Kobalt", "Antimon"),
}
#: Sentences about {m}, a mineral.
_MARKED = {
    "ko": (
        "중국 상무부는 {d}부터 {m} 관련 품목의 수출통제를 시행한다고 공고하였다.",
        "산업통상부는 {m} 수급 차질에 대비해 비축 물량을 {n}톤으로 늘리고 공급망 점검회의를 열었다.",
        "{m} 재자원화 기술개발 사업에 {n}억 원을 지원한다.",
    ),
    "en": (
        "China announced export controls on {m} items that take effect on {d}.",
        "The agency will stockpile {n} tonnes of {m} to reduce supply chain risks.",
        "The partners signed an agreement on {m} mining and processing worth {n} million.",
    ),
    "zh": (
        "商务部公告，自{d}起对{m}相关物项实施出口管制。",
        "工业和信息化部下达{m}开采总量控制指标{n}吨。",
    ),
    "ja": (
        "経済産業省は{m}の安定供給確保のため{n}億円を支援します。",
        "中国による{m}の輸出管理措置を受け、供給網への影響を調査します。",
    ),
    "de": (
        "China verschärft die Ausfuhrkontrollen für {m} zum {d}.",
        "Die Bundesregierung will die Versorgung mit {m} durch Lager von {n} Tonnen sichern.",
    ),
}


def publications(number: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Items as lines of a JSON Lines file: 0.5 to 5 kB of text each, days over two years."""
    dice = random.Random(seed)
    languages = list(_SHARES)
    for at in range(number):
        language = dice.choices(languages, weights=list(_SHARES.values()))[0]
        published = _FIRST + timedelta(minutes=at * 10.5)
        sentences = _sentences(dice, language, published)
        yield {
            "key": f"n{at}",
            "url": f"https://ministry.example/{language}/notices/{at}",
            "title": f"{sentences[0][:80]} ({at})",
            "text": "\n".join(" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4)),
            "published": published.isoformat(),
            "language": language,
            "publisher": f"Ministry {at % 40}",
        }


def _sentences(dice: random.Random, language: str, day: datetime) -> list[str]:
    wanted, size, found = int(500 * 10 ** dice.random()), 0, []
    marked = dice.random() < _ABOUT_MINERALS
    while size < wanted:
        about = marked and dice.random() < 0.4
        form = dice.choice(_MARKED[language] if about else _USUAL[language])
        day += timedelta(days=dice.randint(1, 90))
        said = form.format(n=dice.randint(2, 9_999), d=f"{day:%Y-%m-%d}", m=dice.choice(_MINERALS[language]))
        found.append(said)
        size += len(said.encode())
    return found


def write_files(folder: Path, number: int, files: int) -> int:
    """Spreads them over JSON Lines files; returns the bytes written."""
    folder.mkdir(parents=True, exist_ok=True)
    streams = [(folder / f"part-{at:03}.jsonl").open("w", encoding="utf-8") for at in range(files)]
    for at, row in enumerate(publications(number)):
        streams[at * files // number].write(json.dumps(row, ensure_ascii=False) + "\n")
    for stream in streams:
        stream.close()
    return sum(path.stat().st_size for path in folder.iterdir())
