from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.decode import codec_of, decode

KOREAN = "산업통상부는 갈륨 수출통제에 대응하여 공급망 안정화 방안을 발표했다고 밝혔다. 똠방각하도 읽는다."
CHINESE = "商务部发布公告,公布对镓相关物项实施出口管制的有关要求,自公布之日起施行"
TAIWANESE = "經濟部公告:關於鎵出口管制的措施,自公布日起施行,請各界依規定辦理"
JAPANESE = "経済産業省はガリウムの輸出管理に関する報道発表を行いました。令和8年8月19日"
FRENCH = "Le ministère annonce les priorités de l'été ; les coûts restent élevés"


def page(text: str, label: str) -> str:
    return f'<html><head><meta charset="{label}"></head><body>{text}</body></html>' if label else f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("text", "written", "label", "read"),
    [
        (KOREAN, "utf-8", "utf-8", "utf-8"),
        (KOREAN, "cp949", "euc-kr", "cp949"),
        (KOREAN, "cp949", "ks_c_5601-1987", "cp949"),
        (KOREAN, "cp949", "utf-8", "cp949"),
        (KOREAN, "cp949", "windows-1252", "cp949"),
        (KOREAN, "cp949", "", "cp949"),
        (KOREAN, "utf-8", "euc-kr", "utf-8"),
        (CHINESE, "gbk", "gb2312", "gb18030"),
        (CHINESE, "gbk", "euc-kr", "gb18030"),
        (TAIWANESE, "big5", "utf-8", "big5hkscs"),
        ("①" + JAPANESE, "cp932", "shift_jis", "cp932"),
        (JAPANESE, "euc_jp", "", "euc_jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp", "iso2022_jp"),
        (FRENCH, "cp1252", "iso-8859-1", "cp1252"),
        (FRENCH, "utf-8", "iso-8859-1", "utf-8"),
        ("Правительство приняло постановление", "koi8-r", "koi8-r", "koi8-r"),
    ],
)
def test_encodings_and_their_labels(text: str, written: str, label: str, read: str) -> None:
    decoded = decode(page(text, label).encode(written))
    assert text in decoded.text
    assert decoded.encoding == read


def test_header_comes_before_the_declaration() -> None:
    body = '<?xml version="1.0" encoding="iso-8859-1"?><p>글</p>'.encode("cp949")
    assert "글" in decode(body, {"content-type": "text/xml; charset=EUC-KR"}).text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig"])
def test_wide_encodings_with_and_without_mark(encoding: str) -> None:
    text = f'<?xml version="1.0"?><p>{KOREAN}</p>'
    assert decode(text.encode(encoding)).text == text


def test_a_page_cut_in_mid_character_is_still_utf_8() -> None:
    decoded = decode(KOREAN.encode()[:-2])
    assert decoded.encoding == "utf-8"
    assert [issue.code for issue in decoded.issues] == ["decoding-replaced"]


def test_a_guess_is_said_to_be_one() -> None:
    decoded = decode(page(FRENCH, "utf-8").encode("cp1252"))
    assert FRENCH in decoded.text
    assert [issue.code for issue in decoded.issues] == ["decoding-poor"]


def test_a_wrong_label_is_told() -> None:
    assert [issue.code for issue in decode(page(KOREAN, "utf-8").encode("cp949")).issues] == ["encoding-mislabelled"]


@pytest.mark.parametrize("label", ["rot13", "zip", "hex", "no-such-thing", ""])
def test_labels_that_name_no_text_encoding(label: str) -> None:
    assert codec_of(label) is None


@given(
    st.binary(max_size=300),
    st.sampled_from(["", "utf-8", "euc-kr", "utf-16", "utf-7", "zip", "idna", "unicode_escape"]),
)
def test_never_raises(body: bytes, label: str) -> None:
    decode(body, {"content-type": f"text/html; charset={label}"})
