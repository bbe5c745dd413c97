"""Messages in a real Chromium: nothing runs, nothing is fetched, nothing is wider than a phone, all of it can be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import Browser

from monitor.channel import readable
from monitor.digest_message import Entry, rendered
from monitor.highlight import Quote
from monitor.message_chart import Line, drawn
from monitor.message_frame import Frame
from monitor.subscription import Subscription
from tests.chromium import needs_chromium
from tests.monitor.conftest import NOW
from tests.monitor.hostile import hostile_texts
from tests.monitor.test_media import LINKS
from tests.monitor.test_messages import DIGEST

pytestmark = needs_chromium

SHOWN = hostile_texts()[::6]

#: WCAG 2.2, 1.4.3, for each piece of text against what lies behind it.
_CONTRAST = """() => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = (rgb) => rgb.slice(0, 3).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = (element) => { for (let at = element; at; at = at.parentElement) {
    const rgb = parts(getComputedStyle(at).backgroundColor); if (rgb.length === 3 || rgb[3] > 0) return rgb; } return [255, 255, 255]; };
  const found = [];
  for (const element of document.querySelectorAll('body *')) {
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    const [a, b] = [light(parts(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) found.push([ratio, element.tagName, element.textContent.slice(0, 40)]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A digest of hostile documents, of each severity."""
    found = [
        Entry(at, severity, text, f"{text} publisher", "2026-11-22", "https://watch.example/1", "KR", ("gallium",),
              Quote(("before ", text, " after")), NOW)
        for at, (text, severity) in enumerate(zip(SHOWN, ("high", "medium", "low") * 20, strict=False))
    ]  # fmt: skip
    picture = drawn([Line("gallium", "갈륨", {date(2026, 11, 16): 3})], [date(2026, 11, 9), date(2026, 11, 16)], "ko")
    desk = Subscription(id="desk", channels=["mail"], language="ko", group_by="publisher")
    message = rendered(DIGEST, desk, found, "all", picture=picture, frame=Frame(page=LINKS[0][1]))
    path = tmp_path_factory.mktemp("mail") / "digest.html"
    path.write_text(message.page, encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [390, 1024])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_hostile_digest_is_calm(browser: Browser, written: Path, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page, trouble = context.new_page(), list[str]()
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.on(
        "request", lambda asked: trouble.append(asked.url) if not asked.url.startswith(("file:", "data:")) else None
    )
    page.goto(written.as_uri())
    assert trouble == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(_CONTRAST) == []
    text = page.inner_text("body")
    assert [one for one in SHOWN if " ".join(readable(one).split())[:40] not in " ".join(text.split())] == []
    assert page.evaluate("document.querySelector('img').naturalWidth") > 0
    context.close()
