"""Made-up documents and rules for the match benchmark: the letters, lengths and densities of policy feeds."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from rules import Candidate, Rule

#: More documents repeat these: the matcher remembers none.
_DISTINCT = 2_500
LANGUAGES = ("ko", "ko", "ko", "en", "en", "zh", "ja")
_SYLLABLES = (
    "가각간갈감강개거건검결경계고공과관광교구국군권금기나남내년농다단당대도동등라력련로료률리마만면명무문"
    "물미민바발방배법변별보본부분비사산상생서석선성세소속수시신실안양업여연영예용우운원위유육은을의이인일"
    "임자장재전점정제조주중지진차창처체초추출치타통특판평표품하학한함합해행향현협형화확활회"
)
_HAN = (
    "中国出口管制产业政策发展经济技术贸易商务部公告实施关于进一步加强企业投资合作项目安全生产资源稀土材料"
    "供应链保障能源国家标准管理办法通知印发计划推动建设促进改革市场监督质量服务创新绿色低碳转型升级重点领"
    "域支持保护开放制度体系评估审查许可申请条件规定限制清单物项两用最终用户"
)
_KANA = "あいうえおかきくけこさしすせそたちつてとなにのはまみめもやらりるれわをん"
_LATIN = (
    "the of and to in for export trade policy mineral control government notice rule final draft agency "
    "import supply chain security industry act order commission regulation department measure annual "
    "report public comment committee"
)


@dataclass(frozen=True)
class Corpus:
    documents: list[Candidate]
    rules: list[Rule]
    terms: list[str]

    @property
    def megabytes(self) -> float:
        return sum(len(f"{one.title}\0{one.text}".encode()) for one in self.documents) / 1e6


class Writer:
    """Words by Zipf's law from a vocabulary of each language."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        makers: dict[str, Callable[[], str]] = {
            "ko": lambda: "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 5))),
            "en": lambda: "".join(rng.choices("etaoinshrdlucmfwypvbgk", k=rng.randint(3, 11))),
            "zh": lambda: "".join(rng.choices(_HAN, k=rng.randint(1, 3))),
            "ja": lambda: "".join(rng.choices(_HAN, k=2)) + "".join(rng.choices(_KANA, k=rng.randint(1, 3))),
        }
        self.words = {language: [make() for _ in range(4_000)] for language, make in makers.items()}
        self.words["en"][: len(_LATIN.split())] = _LATIN.split()
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(4_000)))

    def term(self, language: str) -> str:
        """A name as rules have them: two to four rare words or syllables."""
        if language == "en":
            return " ".join("".join(self.rng.choices("aeioulnrstmdcpg", k=self.rng.randint(5, 9))) for _ in range(2))
        letters = {"ko": _SYLLABLES, "zh": _HAN, "ja": _HAN + _KANA}[language]
        return "".join(self.rng.choices(letters, k=self.rng.randint(4, 6)))

    def text(self, language: str, length: int, planted: list[str]) -> str:
        space = "" if language in ("zh", "ja") else " "
        stop = "。" if language in ("zh", "ja") else ". "
        size, parts = 0, []
        words = iter(self.rng.choices(self.words[language], cum_weights=self._weights, k=length))
        every = max(1, length // (3 * (len(planted) + 1)) // 4)
        waiting = list(planted)
        for number, word in enumerate(words):
            parts.append(word + (stop if number % 14 == 13 else space))
            size += len(parts[-1].encode())
            if waiting and number % every == every - 1:
                parts.append(waiting.pop() + space)
            if size >= length and not waiting:
                break
        return "".join(parts)


def feed(documents: int, rules: int, names: int, seed: int = 1) -> Corpus:
    """Feed text under selective rules: two or three names of some rule in every document, few rules fire."""
    rng = random.Random(seed)
    writer = Writer(rng)
    sets = [(language := rng.choice(LANGUAGES), [writer.term(language) for _ in range(names)]) for _ in range(rules)]
    for language, terms in rng.sample(sets, k=rules // 50):
        terms[-1] = rng.choice(writer.words[language][100:1_000])  # everyday words that rules ask for beside rare names
    made = [_near(number, terms) for number, (_, terms) in enumerate(sets)]
    texts = [_document(writer, rng, sets, rng.randint(0, 4), together=0.1) for _ in range(min(documents, _DISTINCT))]
    texts *= -(-documents // len(texts))
    return Corpus(texts, made, [term for _, terms in sets for term in terms])


def dense(documents: int, rules: int, names: int, seed: int = 2) -> Corpus:
    """Text full of names under rules that ask for any of them."""
    rng = random.Random(seed)
    writer = Writer(rng)
    sets = [(language := rng.choice(LANGUAGES), [writer.term(language) for _ in range(names)]) for _ in range(rules)]
    made = [
        Rule.model_validate({"id": f"rule-{number}", "title": {"en": "x"}, "when": {"any": terms}})
        for number, (_, terms) in enumerate(sets)
    ]
    texts = [_document(writer, rng, sets, rng.randint(80, 105)) for _ in range(documents)]
    return Corpus(texts, made, [term for _, terms in sets for term in terms])


def _near(number: int, terms: list[str]) -> Rule:
    half = len(terms) // 2
    when = {"near": "sentence", "all": [{"phrase": terms[:half]}, {"phrase": terms[half:]}]}
    return Rule.model_validate({"id": f"rule-{number}", "title": {"en": "x"}, "when": when})


def _document(
    writer: Writer, rng: random.Random, sets: list[tuple[str, list[str]]], planted: int, together: float = 0
) -> Candidate:
    """`together`: how often the first and last name of a rule stand side by side."""
    language = rng.choice(LANGUAGES)
    length = int(500 * 40 ** rng.random())
    chosen = [rng.choice(rng.choice(sets)[1]) for _ in range(planted)]
    if rng.random() < together:
        terms = rng.choice(sets)[1]
        chosen.append(f"{terms[0]} {terms[-2]}")
    return Candidate(writer.text(language, 60, []), writer.text(language, length, chosen), language=language)
