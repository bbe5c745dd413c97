"""The demo's publishers: what they show at first, and how their world changes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from aiohttp import web

from monitor.demo import pages
from monitor.demo.bulletin import bulletin_pdf
from monitor.demo.pages import Notice

_STOCKPILE = "정부는 희토류와 갈륨 비축량을 늘린다.\n비축 목표는 60일분이다."
_RECYCLING = (
    "희소금속 재자원화 산업 육성을 위해 소재?부품?장비 기업을 지원한다.\n"
    "https://www.korea.kr/briefing/pressReleaseView.do?newsId=156790012"
)


@dataclass
class World:
    today: date
    korea: list[Notice] = field(default_factory=list)
    board: list[Notice] = field(default_factory=list)
    bulletins: list[Notice] = field(default_factory=list)
    standards: list[Notice] = field(default_factory=list)
    commission: list[Notice] = field(default_factory=list)
    commerce: list[Notice] = field(default_factory=list)
    commission_is_dead: bool = False

    def __post_init__(self) -> None:
        day = self.today - timedelta(days=3)
        self.korea = [
            Notice("156790001", "지역 축제 안전 점검 결과 발표", "행사장 안전 점검을 마쳤다.", day, "행정안전부"),
            Notice("156790002", "청년 주거 상담 창구 확대", "상담 창구를 전국으로 넓힌다.", day, "국토교통부"),
            Notice("156790003", "희소금속 비축 확대 계획", _STOCKPILE, day, "산업통상부"),
        ]
        self.board = [
            Notice("3801", "탄소중립 설명회 개최", "설명회를 연다.", day),
            Notice("3802", "녹색 인증 안내", "인증 절차를 안내한다.", day),
            Notice("3803", "환경 교육 자료 배포", "자료를 배포한다.", day),
        ]
        self.bulletins = [Notice("a" * 32, f"산업기술 동향워치 {self.today.year}년 1호", "", day)]
        self.standards = [
            Notice("bridges", "New test bed for bridge sensors", "Researchers opened a test bed.", day),
            Notice("clocks", "A better optical clock", "A clock that loses a second in 300 million years.", day),
            Notice("forensics", "Guide for digital forensics", "The guide is out.", day),
        ]
        self.commission = [
            Notice("ip_26_0001", "Commission opens consultation on ferry timetables", "Have your say.", day),
            Notice("ip_26_0002", "Youth dialogue in Porto", "Young people met.", day),
            Notice("ip_26_0003", "New rules for package holidays apply", "Travellers are better protected.", day),
        ]
        self.commerce = [
            Notice("notice-1", "商务部公告2026年第1号 关于公布办公地址变更的公告", "办公地址变更。", day),
            Notice("notice-2", "商务部召开例行新闻发布会", "新闻发布会召开。", day),
        ]

    def change(self) -> None:
        """New items that matter, one that does not, an edited document, and a feed that dies."""
        title = "중국 갈륨·게르마늄 수출통제 대응 긴급 점검"
        text = "산업통상부는 중국의 갈륨·게르마늄 수출통제 시행에 대응해 공급망을 점검했다.\n대체 수입선을 확보한다."
        self.korea.insert(0, Notice("156790010", title, text, self.today, "산업통상부", "9001"))
        self.korea.insert(
            0, Notice("156790011", "도로명 주소 안내판 정비", "안내판을 고친다.", self.today, "행정안전부")
        )
        edited = next(one for one in self.korea if one.key == "156790003")
        self.korea[self.korea.index(edited)] = replace(edited, text=edited.text.replace("60일분", "100일분"))
        self.board.insert(0, Notice("3804", "희소금속 재자원화 산업 육성 방안 발표", _RECYCLING, self.today))
        self.bulletins.insert(0, Notice("b" * 32, f"산업기술 동향워치 {self.today.year}년 2호", "", self.today))
        title = "NIST and partners map gallium and germanium supply chain risks"
        text = "The report maps the supply chain of gallium and germanium for chips and proposes domestic refining."
        self.standards.insert(0, Notice("gallium", title, text, self.today))
        title = "商务部公告2026年第2号 关于对镓、锗相关物项实施出口管制的公告"
        text = "为维护国家安全和利益，对镓、锗相关物项实施出口管制。\n本公告自发布之日起实施。"
        self.commerce.insert(0, Notice("notice-3", title, text, self.today))
        self.commission_is_dead = True

    def application(self) -> web.Application:
        application = web.Application()
        for path, answer in self._answers().items():
            application.router.add_route("*", path, _answering(answer))
        application.router.add_get("/cmm/ifsFileDown.do", self._bulletin)
        application.router.add_get("/commission/presscorner/api/rss", self._commission)
        return application

    def _answers(self) -> dict[str, Callable[[web.Request], str]]:
        return {
            "/briefing/pressReleaseList.do": lambda _: pages.korea_list(self.korea),
            "/briefing/pressReleaseView.do": lambda asked: pages.korea_detail(_of(self.korea, asked.query["newsId"])),
            "/common/download.do": lambda _: "붙임: 갈륨·게르마늄 대체 수입선 현황\n",
            "/esg/board": lambda _: pages.board_list(self.board),
            "/esg/view": lambda asked: pages.board_detail(_of(self.board, asked.query["idx"])),
            "/front/board/boardContentsListAjax.do": lambda _: pages.bulletin_list(self.bulletins),
            "/front/board/boardContentsView.do": lambda asked: pages.bulletin_detail(
                _of(self.bulletins, asked.query["contents_id"])
            ),
            "/news-events/news/rss.xml": lambda asked: pages.rss(
                "Standards", f"http://{asked.host}/news/{{key}}", self.standards
            ),
            "/api-gateway/unit": lambda _: pages.commerce_unit(self.commerce),
            "/zwgk/zcfb/art/2026/{article}": lambda asked: pages.commerce_detail(
                next(one for one in self.commerce if pages.hashed(one.key) in asked.match_info["article"])
            ),
        }

    async def _bulletin(self, request: web.Request) -> web.Response:
        number = 2 if request.query["file"].startswith("b") else 1
        return web.Response(body=bulletin_pdf(self.today, number), content_type="application/pdf")

    async def _commission(self, request: web.Request) -> web.Response:
        if self.commission_is_dead:  # as real ones do: an empty page that claims to be well
            return web.Response(text="<html><body></body></html>", content_type="text/html")
        text = pages.rss("Press corner", f"http://{request.host}/detail/en/{{key}}", self.commission)
        return web.Response(text=text, content_type="application/rss+xml")


def _of(notices: list[Notice], key: str) -> Notice:
    found = next((one for one in notices if one.key == key), None)
    if found is None:
        raise web.HTTPNotFound
    return found


def _answering(answer: Callable[[web.Request], str]) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answered(request: web.Request) -> web.StreamResponse:
        text = answer(request)
        kind = "application/json" if text[:1] == "{" else "text/xml" if text[:5] == "<?xml" else "text/html"
        if not text.startswith(("<", "{")):
            kind = "text/plain"
        return web.Response(text=text, content_type=kind)

    return answered
