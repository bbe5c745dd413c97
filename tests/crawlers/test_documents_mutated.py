"""Broken files: every one is read or refused with a reason; none crashes this process or takes what it likes."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable

import pytest

from crawlers.documents import DocumentError
from crawlers.documents.archive import read_archive
from crawlers.documents.hwp import read_ole
from crawlers.extract import extract
from tests.crawlers.made_documents import (
    HWP_OBJECT,
    docx,
    hp,
    hp_table,
    hwp,
    hwp_paragraph,
    hwp_table,
    hwpx,
    pdf,
    pdf_with_table,
    w_table,
    wp,
)

ROWS = [["품목", "조치"], ["갈륨", "수출 허가"]]
HWP = hwp(hwp_paragraph("글이다") + hwp_paragraph(HWP_OBJECT, 0, hwp_table(ROWS)))
OPEN_HWP = hwp(hwp_paragraph("글이다") + hwp_paragraph(HWP_OBJECT, 0, hwp_table(ROWS)), flags=0)
FILES = {
    "pdf": pdf(["핵심광물 재고 점검 \n둘째 줄 (美 NIST, 11.20)", "둘째 쪽"]),
    "table.pdf": pdf_with_table("앞", ROWS, "뒤"),
    "hwp": HWP,
    "open.hwp": OPEN_HWP,
    "hwpx": hwpx(hp("글이다") + hp_table(ROWS)),
    "docx": docx(wp("글이다") + w_table(ROWS)),
}


def mutated(body: bytes, chance: random.Random) -> bytes:
    changed = bytearray(body)
    kind = chance.randrange(5)
    if kind == 0:
        return bytes(changed[: chance.randrange(1, len(changed))])
    for _ in range(chance.choice((1, 4, 40))):
        if len(changed) < 200:
            break
        at = chance.randrange(len(changed))
        if kind == 1:
            changed[at] = chance.randrange(256)
        elif kind == 2:
            changed[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"))
        elif kind == 3:
            del changed[at : at + chance.randrange(1, 64)]
        else:
            other = chance.randrange(len(changed))
            changed[at:at] = changed[other : other + chance.randrange(1, 256)]
    return bytes(changed)


def read_or_refused(name: str, body: bytes) -> bool:
    try:
        extraction = extract(name, body)
    except DocumentError as error:
        assert str(error)  # noqa: PT017  both are right
        return False
    assert all(item.title for item in extraction.items)
    return True


@pytest.mark.parametrize("name", FILES)
def test_a_few_broken_files_of_each_kind(name: str) -> None:
    chance = random.Random(name)
    for _ in range(6):
        read_or_refused(name, mutated(FILES[name], chance))


@pytest.mark.parametrize("name", ["hwpx", "docx", "hwp", "open.hwp"])
def test_broken_containers_give_known_errors(name: str) -> None:
    """Read here, without the child that would forgive anything."""
    read: Callable[[bytes], object] = read_ole if "hwp" in name.split(".")[-1:] else read_archive
    chance = random.Random(name)
    for _ in range(150):
        try:
            read(mutated(FILES[name], chance))
        except (DocumentError, RecursionError):
            continue


@pytest.mark.chaos
def test_a_thousand_broken_files() -> None:
    chance = random.Random(20231123)
    names = list(FILES)
    slowest, read = 0.0, 0
    for at in range(1000):
        name = names[at % len(names)]
        start = time.monotonic()
        read += read_or_refused(name, mutated(FILES[name], chance))
        slowest = max(slowest, time.monotonic() - start)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{read} of 1000 read, the others refused; slowest {slowest:.1f} s, largest child {used:.0f} MB")
    assert slowest < 95
    assert used < 1100
