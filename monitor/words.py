"""The frame of a message in the subscriber's language; what a publisher wrote stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    severity: Mapping[str, str]
    because: str
    changed: str
    original: str
    footer: str
    update: str
    official: str
    graver: str
    withdrawn: str
    gone: Mapping[str, str]  # reason of a withdrawal
    returned: str
    same_story: str
    related: str
    more_changes: str
    fact_kinds: Mapping[str, str]
    digest: str
    summary: str
    nothing: str
    nothing_new: str
    more: str
    minerals: str
    checked: str
    dates: str
    numbers: str
    glossary: str
    date_kinds: Mapping[str, str]
    reminder: str
    coming: str  # {days}
    moved: str  # {day}
    taken_back: str
    near: tuple[str, str, str]  # today, tomorrow, in {days} days
    month_only: str
    for_you: str
    together: str  # {documents}
    past: str  # {day}
    back: str
    escalated: str
    still_open: str
    published: str
    seen: str
    sent: str
    page: str
    acknowledge: str
    snooze: str
    more_lines: str  # {lines}
    by_week: str
    documents: str


_EN_DATES = {
    "effective": "in force",
    "retroactive_from": "in force since",
    "expiry": "ends",
    "suspension_until": "suspended until",
    "comment_deadline": "last day for comments",
    "application_deadline": "last day to apply",
}
_KO_DATES = {
    "effective": "시행",
    "retroactive_from": "소급 시행",
    "expiry": "만료",
    "suspension_until": "유예 종료",
    "comment_deadline": "의견 제출 마감",
    "application_deadline": "신청 마감",
}

_EN_FACTS = {
    "date": "date",
    "amount": "amount",
    "threshold": "limit",
    "hs_code": "HS code",
    "country": "country",
    "party": "party",
    "item_added": "added",
    "item_removed": "removed",
    "modality": "may or must",
    "scope": "who or what it covers",
    "procedure": "procedure",
    "number": "official number",
    "status": "stage",
    "withdrawal": "withdrawn",
    "correction": "correction",
}
_KO_FACTS = {
    "date": "날짜",
    "amount": "금액·수량",
    "threshold": "기준",
    "hs_code": "HS 코드",
    "country": "국가",
    "party": "당사자",
    "item_added": "추가 항목",
    "item_removed": "삭제 항목",
    "modality": "허용·의무",
    "scope": "적용 범위",
    "procedure": "절차",
    "number": "공식 번호",
    "status": "단계",
    "withdrawal": "철회",
    "correction": "정정",
}

WORDS: Mapping[str, Words] = {
    "en": Words(
        severity={"low": "low", "medium": "medium", "high": "high"},
        because="Why you get this",
        changed="What changed",
        original="Original",
        footer="Policywatch, subscription",
        update="Changed",
        official="Official text",
        graver="More serious",
        withdrawn="Withdrawn by its publisher",
        gone={
            "list": "No longer on its publisher's list, at three readings in a row.",
            "page": "Its page answered that it is not there, at three looks over a day or more.",
        },
        returned="Published again",
        same_story="Told by others too",
        related="Related",
        more_changes="more changes",
        fact_kinds=_EN_FACTS,
        digest="Digest",
        summary="Many at once",
        nothing="nothing",
        nothing_new="Nothing to tell in this time.",
        more="more, all of them",
        minerals="Minerals",
        checked="Checked",
        dates="Dates that bind",
        numbers="Official numbers",
        glossary="Words",
        date_kinds=_EN_DATES,
        reminder="Reminder",
        coming="Dates that bind in the next {days} days",
        moved="was {day}",
        taken_back="taken back",
        near=("today", "tomorrow", "in {days} days"),
        month_only="the day is not stated",
        for_you="For you",
        together="{documents} together",
        past="What was published since {day}",
        back="Back",
        escalated="Nobody acknowledged",
        still_open="Still open: nobody acknowledged",
        published="Published",
        seen="Seen",
        sent="Sent",
        page="Open in Policywatch",
        acknowledge="Acknowledge",
        snooze="Snooze",
        more_lines="+{lines} more lines",
        by_week="Documents by mineral and week",
        documents="documents",
    ),
    "ko": Words(
        severity={"low": "낮음", "medium": "보통", "high": "높음"},
        because="알림 이유",
        changed="바뀐 내용",
        original="원문",
        footer="Policywatch 구독",
        update="변경",
        official="공식 발표",
        graver="심각도 상승",
        withdrawn="발행 기관이 내린 문서",
        gone={
            "list": "발행 기관의 목록을 연속 세 번 읽는 동안 보이지 않았습니다.",
            "page": "하루 이상에 걸쳐 세 번 확인하는 동안 해당 페이지가 없다고 답했습니다.",
        },
        returned="다시 게시된 문서",
        same_story="같은 소식을 전한 곳",
        related="관련 문서",
        more_changes="건의 변경 더 있음",
        fact_kinds=_KO_FACTS,
        digest="요약",
        summary="한꺼번에 많은 알림",
        nothing="없음",
        nothing_new="이 기간에 알릴 내용이 없습니다.",
        more="건 더 있음, 전체 보기",
        minerals="광물",
        checked="점검 범위",
        dates="효력·마감 날짜",
        numbers="공식 번호",
        glossary="용어",
        date_kinds=_KO_DATES,
        reminder="기한 알림",
        coming="앞으로 {days}일 안의 효력·마감 날짜",
        moved="변경 전 {day}",
        taken_back="철회됨",
        near=("오늘", "내일", "{days}일 뒤"),
        month_only="날짜 미정",
        for_you="우리 노출 대상",
        together="{documents}건 모음",
        past="{day} 이후 발행된 것",
        back="다시 알림",
        escalated="아무도 확인하지 않음",
        still_open="아직 확인되지 않은 알림",
        published="발행",
        seen="확인",
        sent="발송",
        page="Policywatch에서 열기",
        acknowledge="확인함",
        snooze="나중에 다시",
        more_lines="+{lines}줄 더 있음",
        by_week="광물별 주간 문서 수",
        documents="건",
    ),
}
