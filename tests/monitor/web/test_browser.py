"""The page in a real Chromium: keys, filters, the playground, both themes, a phone, and nobody shut out."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.chromium import needs_chromium

pytestmark = needs_chromium
PAGES = [
    "/", "/search?q=갈륨", "/trends", "/sources", "/sources/demo/tech-watch", "/rules", "/rules/playground",
    "/subscriptions", "/subscriptions/critical-minerals", "/deliveries", "/status", "/feeds", "/login", "/documents/14",
]  # fmt: skip
_AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


expect.set_options(timeout=20_000)  # a busy machine


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and all that it complains of or asks of anybody else."""
    page, trouble = context.new_page(), []
    page.on("console", lambda said: trouble.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on(
        "request", lambda asked: trouble.append(asked.url) if not asked.url.startswith("http://127.0.0.1") else None
    )
    return page, trouble


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="en-US", viewport={"width": 1280, "height": 860})
    shown, trouble = watched(context)
    shown.set_default_timeout(15_000)
    yield shown
    context.close()
    assert trouble == []


def chosen(page: Page) -> str:
    return str(page.locator(".entry.chosen").get_attribute("id"))


def test_by_keyboard_through_the_inbox(page: Page) -> None:
    page.goto("/")
    page.bring_to_front()
    page.locator("main").focus()
    ids = [one.get_attribute("id") for one in page.locator(".entry").all()]
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert chosen(page) == ids[at]
    entry = page.locator(f"#{ids[1]}")
    page.keyboard.press("u")
    expect(entry.locator("button.toggle")).to_have_text("Mark as unread")
    page.keyboard.press("a")
    expect(entry).to_contain_text("acknowledged by local")
    assert chosen(page) == ids[1]  # one goes on from where one was
    page.keyboard.press("j")
    assert chosen(page) == ids[2]
    title = page.locator(f"#{ids[2]} h2").inner_text()
    page.keyboard.press("o")
    expect(page.locator("h1")).to_have_text(title)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("/")
    expect(page).to_have_url(page.url.partition("/documents")[0] + "/search")


def test_filters_stand_in_the_address(page: Page) -> None:
    page.goto("/")
    all_of_them = page.locator(".entry").count()
    page.get_by_label("Severity").select_option("high")
    expect(page.locator(".entry.high").first).to_be_visible()
    page.wait_for_url("**/?severity=high*")
    narrowed = page.locator(".entry").count()
    assert 0 < narrowed < all_of_them
    page.reload()
    assert page.locator(".entry").count() == narrowed
    page.get_by_placeholder("Name of the view").fill("Grave")
    page.get_by_role("button", name="Save this view").click()
    page.goto("/")
    page.get_by_role("link", name="Grave").click()
    assert page.locator(".entry").count() == narrowed


def test_results_come_while_one_types(page: Page) -> None:
    page.goto("/search")
    page.locator("input[type=search]").press_sequentially("희토류", delay=20)
    expect(page.locator("#found .entry mark").first).to_have_text("희토류")
    page.wait_for_url("**/search?q=%ED%9D%AC%ED%86%A0%EB%A5%98*")
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_slider_leads_through_the_revisions(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="희소금속 비축 확대 계획").first.click()
    expect(page.locator(".diff ins")).to_have_text("100")
    page.locator("input[type=range]").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#shows-new")).to_have_text("1")
    page.wait_for_url("**new=1*")
    expect(page.locator(".diff")).to_have_count(0)


def test_the_playground_answers_while_one_writes(page: Page) -> None:
    page.goto("/rules/playground?rule=critical-mineral")
    expect(page.locator("#answer")).to_contain_text("critical-mineral: fires")
    page.get_by_label("Text: its first line is the title").fill("오늘의 날씨\n맑다.")
    expect(page.locator("#answer")).to_contain_text("critical-mineral: does not fire")
    page.get_by_label("Rule", exact=True).fill("id: x\nwhen: {concpt: gallium}\n")
    expect(page.locator("#answer")).to_contain_text("did you mean")


def test_without_scripts_all_can_be_read(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Severity").select_option("high")
    page.get_by_role("button", name="Filter").click()
    assert page.locator(".entry.high").count() == page.locator(".entry").count() > 0
    page.locator(".entry button.acknowledge").first.click()
    assert "acknowledged by local" in page.inner_text("main")
    context.close()


def serious(page: Page) -> list[str]:
    page.evaluate(_AXE)
    answer: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}"
        for one in answer["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def looked_at(browser: Browser, address: str, pages: list[str], **options: Any) -> list[str]:
    """What is wrong with the pages: complaints of the browser, foreign requests, barriers, sideways scrolling."""
    context = browser.new_context(base_url=address, **options)
    page, trouble = watched(context)
    for path in pages:
        page.goto(path)
        trouble += [f"{path}: {one}" for one in serious(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        trouble += [f"{path}: {wide} px too wide"] if wide > 0 else []
    context.close()
    return trouble


def test_nobody_is_shut_out(browser: Browser, address: str) -> None:
    phone = {"width": 390, "height": 844}
    few = ["/", "/documents/14", "/trends", "/sources"]
    assert looked_at(browser, address, few, locale="ko-KR", color_scheme="dark", viewport=phone) == []


@pytest.mark.bench
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nobody_is_shut_out_anywhere(browser: Browser, address: str, scheme: Any, width: int) -> None:
    size = {"width": width, "height": 860}
    assert looked_at(browser, address, PAGES, locale="en-US", color_scheme=scheme, viewport=size) == []
