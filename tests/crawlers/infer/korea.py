"""Korean boards."""

from __future__ import annotations

from tests.crawlers.infer.case import KO, Case, Row, each, ko, page, truth

BASE = "https://www.mor.go.kr"


@page
def kr_article_view_pinned() -> Case:
    """Links in javascript:article.view, pinned rows without a number, also found among the rest."""
    top = "\n".join(
        f"""<tr class="notice"><td><span class="ico_notice">공지</span></td><td class="subject"><div class="board-link"><a href="javascript:article.view('{n}');" title="{t}">{t}</a></div></td><td>대변인실</td><td>{d}</td><td>9,812</td><td></td></tr>"""
        for n, t, d in (
            (160011, "보도자료 이용 안내 및 저작권 정책", "2024-03-04"),
            (160012, "국민참여예산 제안 접수 알림", "2025-12-01"),
        )
    )
    rows = each(
        lambda n, t, d: (
            f"""<tr><td>{2598 - n}</td><td class="subject"><div class="board-link"><a href="javascript:article.view('{172077 - n}');">{t}</a>{' <img src="/img/ico_new.png" alt="새글">' if n < 2 else ""}</div></td><td>광물자원과</td><td>{d}</td><td>{31 + n}</td><td><a href="javascript:location.href='/attach/down/{n}aa'"><img src="/img/ico_file.png" alt="첨부파일"></a></td></tr>"""
        ),
        KO,
    )
    html = ko(
        "보도자료",
        f'<table class="board-tbl board-list"><caption>보도자료 목록</caption><thead><tr><th>번호</th><th>제목</th><th>담당부서</th><th>등록일</th><th>조회수</th><th>첨부</th></tr></thead><tbody>{top}{rows}</tbody></table>',
    )
    url = f"{BASE}/kor/article/ATCL3f49a5a8c"
    pinned = (
        Row("보도자료 이용 안내 및 저작권 정책", f"{url}/160011/view", "2024-03-04", "160011"),
        Row("국민참여예산 제안 접수 알림", f"{url}/160012/view", "2025-12-01", "160012"),
    )
    return Case(
        f"{url}?pageIndex=1",
        html,
        pinned + truth(KO, lambda n, d: f"{url}/{172077 - n}/view", lambda n, d: str(172077 - n)),
    )


@page
def kr_session_in_href() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<tr class="{"odd" if n % 2 else "even"}"><td class="num">{900 - n}</td><td class="al"><a href="/home/web/board/read.do;jsessionid=A1B2C3.node{n}?menuId=10525&amp;boardId={1700123 - 7 * n}&amp;boardMasterId=1&amp;pagerOffset=0&amp;maxPageItems=10" title="{t}">{t[:14]}...</a></td><td>홍길동</td><td>{d}</td><td><img src="/f.gif" alt="첨부 있음"></td></tr>"""
        ),
        KO,
    )
    html = ko(
        "공지사항",
        f'<div id="content_body"><table><thead><tr><th>번호</th><th>제목</th><th>작성자</th><th>등록일자</th><th>파일</th></tr></thead><tbody>{rows}</tbody></table></div>',
    )
    made = truth(
        KO,
        lambda n, d: (
            f"{BASE}/home/web/board/read.do?menuId=10525&boardId={1700123 - 7 * n}&boardMasterId=1&pagerOffset=0&maxPageItems=10"
        ),
        lambda n, d: str(1700123 - 7 * n),
    )
    return Case(f"{BASE}/home/web/index.do?menuId=10525", html, made)


@page
def kr_data_attributes() -> Case:
    """The key stands in data-id; the script of the site is in another file."""
    rows = each(
        lambda n, t, d: (
            f"""<tr><td data-table="number">{n + 1}</td><td data-table="subject" class="bbs_tit"><a href="#view" class="nttInfoBtn" data-id="{10401000 + n}" data-url="a{n}f3" title="{t}">{t}</a></td><td data-table="write">담당관</td><td data-table="date">{d:%Y.%m.%d}.</td><td data-table="access">{n * 37}</td></tr>"""
        ),
        KO,
    )
    html = ko(
        "보도자료",
        f'<table class="bbsList"><thead><tr><th>순번</th><th>제목</th><th>작성자</th><th>작성일</th><th>조회</th></tr></thead><tbody>{rows}</tbody></table>',
    )
    url = f"{BASE}/kcs/na/ntt/selectNttList.do?mi=2891&bbsId=1362"
    view = f"{BASE}/kcs/na/ntt/selectNttInfo.do?mi=2891&bbsId=1362&nttSn="
    made = truth(KO, lambda n, d: f"{view}{10401000 + n}&nttSnUrl=a{n}f3", lambda n, d: str(10401000 + n))
    return Case(url, html, made)


@page
def kr_onclick_form() -> Case:
    """onclick fills a hidden input and sends the form; several columns of dates."""
    script = """<script>
function fn_view(roRndUid, flag) { // 상세
  var f = document.listForm;
  f.roRndUid.value = roRndUid;
  f.action = "/rndgate/eg/un/ra/view.do";
  f.submit();
}
</script><form name="listForm" method="post"><input type="hidden" name="roRndUid" value=""><input type="hidden" name="menuNo" value="700"></form>"""
    rows = each(
        lambda n, t, d: (
            f"""<tr><td data-title="순번">{n + 1}</td><td data-title="현황"><span class="state">접수중</span></td><td data-title="공고명" class="txt_left"><a href="#none" onclick="javascript:fn_view('{1176163 - n}','rndList'); return false;">{t}</a></td><td data-title="부처명">자원산업부</td><td data-title="접수일">2026.09.0{n % 9 + 1}</td><td data-title="마감일">2026.10.1{n % 9}</td><td data-title="공고일">{d:%Y.%m.%d}</td></tr>"""
        ),
        KO,
    )
    html = ko(
        "사업공고",
        f'<table class="basic_list"><thead><tr><th>순번</th><th>현황</th><th>공고명</th><th>부처명</th><th>접수일</th><th>마감일</th><th>공고일</th></tr></thead><tbody>{rows}</tbody></table>',
        script,
    )
    return Case(
        f"{BASE}/rndgate/eg/un/ra/mng.do",
        html,
        truth(
            KO,
            lambda n, d: f"{BASE}/rndgate/eg/un/ra/view.do?menuNo=700&roRndUid={1176163 - n}",
            lambda n, d: str(1176163 - n),
        ),
    )


@page
def kr_fragment() -> Case:
    """The bare answer of a POST, without a page around it."""
    rows = each(
        lambda n, t, d: (
            f"""<tr><td>{300 - n}</td><td class="td_title"><a href="javascript:contentsView('{n:02x}c4b4ad77a94e0fb9c0a8d3f1e2b3{n:02x}')">{t}</a></td><td class="td_reg_date">{d}</td><td>{n}</td></tr>"""
        ),
        KO,
    )
    html = f'<div class="table_wrap"><table class="listTypeA"><tbody>{rows}</tbody></table></div>'
    url = f"{BASE}/front/board/boardContentsListPage.do?board_id=90&MenuId=b159c9dac684471b87256f1e25404f5e"
    view = f"{BASE}/front/board/boardContentsViewPage.do"

    def key(n: int) -> str:
        return f"{n:02x}c4b4ad77a94e0fb9c0a8d3f1e2b3{n:02x}"

    return Case(url, html, tuple(Row(r.title, "", r.date, key(n)) for n, r in enumerate(truth(KO, lambda n, d: view))))


@page
def kr_egov_list_items() -> Case:
    script = """<script>
var contextPath = "/nw";
function fn_egov_select(id, board) { document.location.href = contextPath + "/nes/detailNesDtaView.do?searchBbsId=" + board + "&menuNo=4010100&searchNttId=" + id; }
</script>"""
    rows = each(
        lambda n, t, d: (
            f"""<li><h3><a href="javascript:fn_egov_select('MOSF_0000000000{77000 - n}','MOSFBBS_000000000028');">{'<span class="icon new">새글</span>' if not n else ""}{t}</a></h3><p class="txt">{t}에 관한 자세한 내용은 붙임 파일을 참고하시기 바랍니다. 문의는 담당 부서로 하시면 됩니다. 시행은 2027년 1월 1일부터입니다.</p><span class="depart">공급망정책담당관 </span><span class="date">{d:%Y.%m.%d}.</span><div class="down"><a href="/com/cmm/fms/FileDown.do?atchFileId=ATCH_{n}">첨부파일 다운로드</a></div></li>"""
        ),
        KO,
    )
    html = ko("보도·참고자료", f'<div class="boardType3Wrap"><ul class="boardType3">{rows}</ul></div>', script)
    return Case(
        f"{BASE}/nw/nes/nesdta.do?searchBbsId1=MOSFBBS_000000000028&menuNo=4010100",
        html,
        truth(
            KO,
            lambda n, d: (
                f"{BASE}/nw/nes/detailNesDtaView.do?searchBbsId=MOSFBBS_000000000028&menuNo=4010100&searchNttId=MOSF_0000000000{77000 - n}"
            ),
            lambda n, d: f"MOSF_0000000000{77000 - n}",
        ),
    )


@page
def kr_gnuboard() -> Case:
    """Comment counts, icons and hidden words in the title cell; a year of two digits."""
    rows = each(
        lambda n, t, d: (
            f"""<tr class="{"bo_notice" if n == 0 else ""}"><td class="td_num2">{'<strong class="notice_icon">공지</strong>' if n == 0 else 50 - n}</td><td class="td_subject" style="padding-left:0px"><a href="https://bbs.mor.go.kr/bbs/board.php?bo_table=news&amp;wr_id={881 - n}&amp;page=1" class="bo_cate_link">자료</a><div class="bo_tit"><a href="https://bbs.mor.go.kr/bbs/board.php?bo_table=news&amp;wr_id={881 - n}&amp;page=1"><i class="fa fa-caret-right"></i> {t} </a><span class="new_icon">N<span class="sound_only">새글</span></span><span class="sound_only">댓글</span><span class="cnt_cmt">{n + 1}</span></div></td><td class="td_name sv_use"><span class="sv_member">최고관리자</span></td><td class="td_num">{n * 11}</td><td class="td_datetime">{d:%y.%m.%d}</td></tr>"""
        ),
        KO,
    )
    html = ko(
        "자료실",
        f'<div id="bo_list"><div class="tbl_head01 tbl_wrap"><table><caption>자료실 목록</caption><thead><tr><th scope="col">번호</th><th scope="col">제목</th><th scope="col">글쓴이</th><th scope="col"><a href="?sst=wr_hit">조회 </a></th><th scope="col"><a href="?sst=wr_datetime">날짜 </a></th></tr></thead><tbody>{rows}</tbody></table></div></div>',
    )
    return Case(
        "https://bbs.mor.go.kr/bbs/board.php?bo_table=news",
        html,
        truth(
            KO,
            lambda n, d: f"https://bbs.mor.go.kr/bbs/board.php?bo_table=news&wr_id={881 - n}&page=1",
            lambda n, d: str(881 - n),
        ),
    )


@page
def kr_cards_with_lead() -> Case:
    """The whole card is the link: title, lead, ministry and date inside of it; decoys in the filter."""
    rows = each(
        lambda n, t, d: (
            f"""<li><a href="/briefing/pressReleaseView.do?newsId={156770659 - n * 13}&amp;pageIndex=1&amp;repCodeType=&amp;startDate=2025-08-31&amp;endDate=2026-08-31&amp;srchWord="><span class="text"><strong>{t}</strong><span class="lead">{t[:10]} 관련 보도자료 내용입니다. 자세한 내용은 첨부파일을 참고하여 주시기 바랍니다. 담당 부처는 세부 이행계획을 마련해 연내 시행한다고 밝혔다.</span><span class="source"><span>{d:%Y.%m.%d}</span><span>자원산업부</span></span></span></a></li>"""
        ),
        KO,
    )
    decoy = '<div class="filter"><a href="/briefing/pressReleaseView.do?newsId=999999999&pageIndex=1">추천 정책자료 바로가기</a><ul><li><a href="?period=week">최근 1주일</a></li><li><a href="?period=month">최근 1개월</a></li><li><a href="?period=year">최근 1년</a></li></ul></div>'
    html = ko("보도자료", f'{decoy}<div class="list_type"><ul>{rows}</ul></div>')
    return Case(
        f"{BASE}/briefing/pressReleaseList.do",
        html,
        truth(
            KO,
            lambda n, d: (
                f"{BASE}/briefing/pressReleaseView.do?newsId={156770659 - n * 13}&pageIndex=1&repCodeType=&startDate=2025-08-31&endDate=2026-08-31&srchWord="
            ),
            lambda n, d: str(156770659 - n * 13),
        ),
    )


@page
def kr_artcl_table() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<tr class="{"headline _artclEven" if n < 1 else "_artclOdd"}"><td class="_artclTdNum">{"<span>일반공지</span>" if n < 1 else 40 - n}</td><td class="_artclTdTitle"><a href="/bbs/mor/123/{40210 - n}/artclView.do" onclick="jf_viewArtcl('mor', '123', '{40210 - n}')" class="artclLinkView"><strong>[광물] {t}</strong></a>{'<span class="newArtcl">새글</span>' if n < 3 else ""}</td><td class="_artclTdWriter">관리자</td><td class="_artclTdRdate">{d:%Y.%m.%d}</td><td class="_artclTdAccess">{n}</td></tr>"""
        ),
        KO,
    )
    html = ko(
        "공지",
        f'<div class="_articleTable"><form><table class="artclTable artclHorNum1"><thead><tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th><th>조회</th></tr></thead><tbody>{rows}</tbody></table></form></div>',
    )
    return Case(
        f"{BASE}/mor/notice.do",
        html,
        tuple(
            Row(f"[광물] {r.title}", r.url, r.date, r.key)
            for r in truth(KO, lambda n, d: f"{BASE}/bbs/mor/123/{40210 - n}/artclView.do", lambda n, d: str(40210 - n))
        ),
    )


@page
def kr_tr_onclick_twice_for_mobile() -> Case:
    """The row itself is clicked; the same list stands once more for phones."""
    rows = each(
        lambda n, t, d: (
            f"""<tr onclick="location.href='/web/board/view?menu=12&amp;seq={5100 - n}'" style="cursor:pointer"><td>{70 - n}</td><td class="tit">{t}</td><td>정책총괄과</td><td>{d:%Y/%m/%d}</td></tr>"""
        ),
        KO,
    )
    mobile = each(
        lambda n, t, d: (
            f"""<li onclick="location.href='/web/board/view?menu=12&amp;seq={5100 - n}'"><strong class="tit">{t}</strong><em>{d:%Y/%m/%d}</em></li>"""
        ),
        KO,
    )
    html = ko(
        "고시·공고",
        f'<table class="tbl pc"><thead><tr><th>번호</th><th>제목</th><th>부서</th><th>게시일</th></tr></thead><tbody>{rows}</tbody></table><ul class="list mo">{mobile}</ul>',
    )
    return Case(
        f"{BASE}/web/board/list?menu=12",
        html,
        truth(KO, lambda n, d: f"{BASE}/web/board/view?menu=12&seq={5100 - n}", lambda n, d: str(5100 - n)),
    )


@page
def kr_split_date() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li class="item"><a href="./view.do?idx={330 - n}&amp;cp=1"><div class="day"><strong>{d:%d}</strong><span>{d:%Y.%m}</span></div><div class="cont"><p class="subject">{t}</p><p class="desc">세부 내용은 본문을 확인하여 주시기 바라며 문의 사항은 담당자에게 연락하시기 바랍니다.</p></div></a></li>"""
        ),
        KO,
    )
    html = ko("알림", f'<ul class="news_list">{rows}</ul>')
    return Case(
        f"{BASE}/board/list.do",
        html,
        truth(KO, lambda n, d: f"{BASE}/board/view.do?idx={330 - n}&cp=1", lambda n, d: str(330 - n)),
    )


@page
def kr_english_dates() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="toggle"><a href="javascript:;" onclick="fn_detail({3178793 - n});" title="View details"><div class="num" id="td_NO_{n}">{25 - n}</div><div class="txt"><p class="title" id="td_NTT_SJ_{n}">{t}</p><div class="meta"><dl><dt>Department</dt><dd id="td_CHRG_DEPT_NM_{n}">Resources Division</dd></dl></div></div><div class="date" id="td_REG_DT_{n}">{d:%b} {d.day}, {d.year}</div></a></div>"""
        ),
        KO,
    )
    script = """<script>function fn_detail(key){ $("#nttSeqNo").val(key); $("form[name=actionForm] > input[name=pageIndex]").val(1); $('form[name=actionForm]').attr('action', './view.do').submit(); }</script>
<form name="actionForm" method="get" action="/bbs/list.do"><input type="hidden" name="sCode" value="user"><input type="hidden" name="mId" value="113"><input type="hidden" name="pageIndex"><input type="hidden" name="bbsSeqNo" id="bbsSeqNo" value="94"><input type="hidden" name="nttSeqNo" id="nttSeqNo" value=""></form>"""
    html = ko("보도자료", f'<div id="result"><div class="board_list">{rows}</div></div>', script)
    return Case(
        f"{BASE}/bbs/list.do?sCode=user&mId=113",
        html,
        truth(
            KO,
            lambda n, d: f"{BASE}/bbs/view.do?sCode=user&mId=113&bbsSeqNo=94&nttSeqNo={3178793 - n}",
            lambda n, d: str(3178793 - n),
        ),
    )


@page
def kr_range_column() -> Case:
    """A column of days to apply stands before the day it was written."""
    rows = each(
        lambda n, t, d: (
            f"""<tr><td>{88 - n}</td><td class="left"><a href="view.asp?seq={8249 - n}&page=1&s_key=">{t}</a></td><td>{d} ~ 2026-12-{10 + n}</td><td>{d:%Y-%m-%d}</td><td>{n}</td></tr>"""
        ),
        KO,
    )
    html = ko(
        "지원사업",
        f'<table class="board"><tr><th>번호</th><th>사업명</th><th>접수기간</th><th>작성일</th><th>조회</th></tr>{rows}</table>',
    )
    return Case(
        f"{BASE}/intro/list.asp",
        html,
        truth(KO, lambda n, d: f"{BASE}/intro/view.asp?seq={8249 - n}&page=1&s_key=", lambda n, d: str(8249 - n)),
    )


@page
def kr_yearless() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<dl class="row"><dt><a href="/news/articleView.html?idxno={20501 - n}">{t}</a></dt><dd class="byline"><em>정책</em><em>기자단</em><em>{d:%m-%d}</em></dd></dl>"""
        ),
        KO,
        gap=2,
    )
    html = ko("정책뉴스", f'<section class="article-list-content">{rows}</section>')
    return Case(
        f"{BASE}/news/articleList.html",
        html,
        truth(KO, lambda n, d: f"{BASE}/news/articleView.html?idxno={20501 - n}", lambda n, d: str(20501 - n), gap=2),
    )


@page
def kr_category_in_title_cell() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<tr><td>{12 - n}</td><td class="title"><span class="cate">{("보도", "설명", "해명")[n % 3]}</span><a href="/brd/m_4080/view.do?seq={375000 + n}&amp;srchFr=&amp;page=1"><span class="blind">제목</span>{t}<span class="ico_new"><em class="blind">새 글</em></span></a></td><td class="file"><a href="/file/{n}.hwpx">{t}.hwpx</a></td><td class="date">작성일 {d:%Y-%m-%d}</td></tr>"""
        ),
        KO,
    )
    html = ko("보도자료", f'<table class="bbs_default_list"><tbody>{rows}</tbody></table>')
    return Case(
        f"{BASE}/brd/m_4080/list.do",
        html,
        truth(
            KO, lambda n, d: f"{BASE}/brd/m_4080/view.do?seq={375000 + n}&srchFr=&page=1", lambda n, d: str(375000 + n)
        ),
    )
