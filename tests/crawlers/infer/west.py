"""Pages of American, European, Australian, Indian and other governments."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from tests.crawlers.infer.case import DE, EN, FR, Case, Row, days, each, en, page, truth

BASE = "https://www.mor.gov"
LEAD = "The measure follows a public consultation that drew more than two hundred comments from industry, academia and civil society, the ministry said."


def slug(title: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split())[:60]


def us(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


@page
def us_views_rows() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="views-row views-row-{n + 1}"><div class="views-field views-field-field-date"><div class="field-content"><time datetime="{d}T12:00:00Z" class="datetime">{us(d)}</time></div></div><div class="views-field views-field-title"><span class="field-content"><a href="/about/press-releases/{d:%Y}/{slug(t)}" hreflang="en">{t}</a></span></div></div>"""
        ),
        EN,
    )
    return Case(
        f"{BASE}/about/press-releases",
        en("Press Releases", f'<div class="view-content">{rows}</div>'),
        truth(EN, lambda n, d: f"{BASE}/about/press-releases/{d:%Y}/{slug(EN[n])}"),
    )


@page
def us_wordpress_blocks() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li class="wp-block-post post-{4000 + n} post type-post status-publish {"sticky " if not n else ""}category-actions"><div class="wp-block-group is-layout-flow"><h2 class="wp-block-post-title has-heading-font-size"><a href="{BASE}/actions/{d:%Y/%m}/{slug(t)}/" target="_self">{t}</a></h2><div class="wp-block-group"><div class="taxonomy-category wp-block-post-terms"><a href="{BASE}/actions/executive-orders/" rel="tag">Executive Orders</a></div><div class="wp-block-post-date"><time datetime="{d}T18:45:00-04:00">{us(d)}</time></div></div></div></li>"""
        ),
        EN,
    )
    html = (
        en("Actions", f'<ul class="wp-block-post-template is-layout-flow">{rows}</ul>')
        .replace("?page=1", "/actions/page/2/")
        .replace("?page=2", "/actions/page/3/")
    )
    return Case(f"{BASE}/actions/", html, truth(EN, lambda n, d: f"{BASE}/actions/{d:%Y/%m}/{slug(EN[n])}/"))


@page
def us_cards_without_row_class() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="grid-col"><div class="node node--type--news node--view-mode--teaser"><div class="d-image"><a href="/news/{slug(t)}" aria-hidden="true" tabindex="-1"><img src="/{n}.jpg" alt="A photograph of a mine in the west, number {n}"></a></div><div class="d-content"><div class="d-date"><span>{us(d)}</span></div><h4 class="d-title"><a class="d-link green-link" href="/news/{slug(t)}">{t}</a></h4><div class="d-summary">{LEAD}</div><a href="/news/{slug(t)}" class="more">Read more<span class="visually-hidden"> about {t}</span></a></div></div></div>"""
        ),
        EN,
    )
    return Case(
        f"{BASE}/news/all",
        en("All news releases", f'<div class="grid-row">{rows}</div>'),
        truth(EN, lambda n, d: f"{BASE}/news/{slug(EN[n])}"),
    )


@page
def us_usa_collection() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li class="usa-collection__item"><div class="usa-collection__calendar-date"><time datetime="{d}T12:00:00Z"><span class="usa-collection__calendar-date-month">{d:%b}</span><span class="usa-collection__calendar-date-day">{d.day}</span></time></div><div class="usa-collection__body"><h3 class="usa-collection__heading"><a class="usa-link" href="{BASE}/releases/{n + 700}-{slug(t)}">{t}</a></h3><p class="usa-collection__description">{LEAD}</p><ul class="usa-collection__meta" aria-label="Topics"><li class="usa-collection__meta-item usa-tag">Trade</li></ul></div></li>"""
        ),
        EN,
    )
    return Case(
        f"{BASE}/releases",
        en("News releases", f'<ul class="usa-collection">{rows}</ul>'),
        truth(EN, lambda n, d: f"{BASE}/releases/{n + 700}-{slug(EN[n])}"),
    )


@page
def us_numeric_table() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<tr><td headers="view-date" class="views-field">{d.month:02}/{d.day:02}/{d.year}</td><td headers="view-title" class="views-field"><a href="/orders/{slug(t)}">{t}</a></td><td class="views-field">RIN 0694-A{n}</td></tr>"""
        ),
        EN,
    )
    return Case(
        f"{BASE}/orders",
        en(
            "Orders and determinations",
            f'<table class="usa-table cols-3"><thead><tr><th id="view-date">Date</th><th id="view-title">Title</th><th>Docket</th></tr></thead><tbody>{rows}</tbody></table>',
        ),
        truth(EN, lambda n, d: f"{BASE}/orders/{slug(EN[n])}"),
    )


@page
def us_ap_dates() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="item listing-item"><div class="wrap"><h2 class="title"><a href="{BASE}/News/Releases/Release/Article/{4512000 + n}/{slug(t)}/">{t}</a></h2><time data-dateap="{d:%b}. {d.day}, {d.year}">{"Sept" if d.month == 9 else f"{d:%b}"}. {d.day}, {d.year}</time><p class="summary">{LEAD}</p></div></div>"""
        ),
        EN,
    )
    return Case(
        f"{BASE}/News/Releases/",
        en("Releases", f'<div class="alist-inner">{rows}</div>'),
        truth(
            EN,
            lambda n, d: f"{BASE}/News/Releases/Release/Article/{4512000 + n}/{slug(EN[n])}/",
            lambda n, d: str(4512000 + n),
        ),
    )


@page
def us_board_events_table() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="row"><div class="col-xs-3 eventlist__time"><time>{d.month}/{d.day}/{d.year}</time></div><div class="col-xs-9 eventlist__event"><p><a href="/newsevents/pressreleases/other{d:%Y%m%d}{"abcdefghij"[n]}.htm"><em>{t}</em></a></p><p class="eventlist__press"><em><strong>Trade Orders</strong></em></p></div></div>"""
        ),
        EN,
    )
    return Case(
        f"{BASE}/newsevents/pressreleases.htm",
        en("Press Releases", f'<div class="angularEvents items">{rows}</div>'),
        truth(EN, lambda n, d: f"{BASE}/newsevents/pressreleases/other{d:%Y%m%d}{'abcdefghij'[n]}.htm"),
    )


@page
def us_undated_links() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="media"><h3><a href="/press-release/{slug(t)}">{t}</a></h3><p>{LEAD}</p></div>"""
        ),
        EN,
    )
    return Case(
        f"{BASE}/press-releases",
        en("Press releases", f'<section class="results">{rows}</section>'),
        tuple(Row(r.title, r.url, "") for r in truth(EN, lambda n, d: f"{BASE}/press-release/{slug(EN[n])}")),
    )


@page
def uk_document_list() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li class="gem-c-document-list__item"><div class="gem-c-document-list__item-title"><a data-ga4-ecommerce-path="/government/news/{slug(t)}" class="govuk-link gem-c-document-list__item-link" href="/government/news/{slug(t)}">{t}</a></div><p class="gem-c-document-list__item-description">{LEAD}</p><ul class="gem-c-document-list__item-metadata"><li class="gem-c-document-list__attribute">Document type: Press release</li><li class="gem-c-document-list__attribute">Organisation: Department for Resources</li><li class="gem-c-document-list__attribute">Updated: <time datetime="{d}">{d.day} {d:%B} {d.year}</time></li></ul></li>"""
        ),
        EN,
    )
    facets = (
        '<div class="facets"><ul>'
        + "".join(
            f'<li><input type="checkbox" id="o{n}"><label for="o{n}">Department number {n} for something long</label></li>'
            for n in range(20)
        )
        + "</ul></div>"
    )
    return Case(
        "https://www.mor.gov.uk/search/news-and-communications",
        en(
            "News and communications", f'{facets}<div id="js-results"><ul class="gem-c-document-list">{rows}</ul></div>'
        ),
        truth(EN, lambda n, d: f"https://www.mor.gov.uk/government/news/{slug(EN[n])}"),
    )


@page
def eu_ecl_items() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="ecl-content-item-block__item contextual-region ecl-u-mb-l ecl-col-12"><article class="ecl-content-item"><picture class="ecl-picture ecl-content-item__picture"><img src="/{n}.jpg" alt=""></picture><div class="ecl-content-block ecl-content-item__content-block"><ul class="ecl-content-block__primary-meta-container"><li class="ecl-content-block__primary-meta-item">News article</li><li class="ecl-content-block__primary-meta-item"><time datetime="{d}T12:00:00Z">{d.day} {d:%B} {d.year}</time></li></ul><div class="ecl-content-block__title"><a href="/news/{slug(t)}-{d}_en" class="ecl-link ecl-link--standalone">{t}</a></div><div class="ecl-content-block__description">{LEAD}</div><ul class="ecl-content-block__secondary-meta-container"><li class="ecl-content-block__secondary-meta-item"><span>3 min read</span></li></ul></div></article></div>"""
        ),
        EN,
    )
    return Case(
        "https://resources.mor.europa.eu/news_en",
        en("News", f'<div class="ecl-content-item-block">{rows}</div>'),
        truth(EN, lambda n, d: f"https://resources.mor.europa.eu/news/{slug(EN[n])}-{d}_en"),
    )


@page
def de_teasers() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="c-teaser"><a class="c-teaser__link" href="SharedDocs/Pressemitteilungen/DE/{d:%Y/%m}/{d:%Y%m%d}-{n}.html?nn=12{n}"><p class="c-topline"><span class="c-topline__type">Pressemitteilung</span> <span class="c-topline__date">{d:%d.%m.%Y}</span></p><h3 class="c-teaser__headline">{t}</h3><p class="c-teaser__text">Die Ministerin sprach von einem wichtigen Schritt. Das Vorhaben wird bis zum 31.12.2028 mit insgesamt zwölf Millionen Euro gefördert und wissenschaftlich begleitet.</p></a></div>"""
        ),
        DE,
    )
    html = en("Pressemitteilungen", f'<div class="l-results">{rows}</div>', lang="de").replace(
        "<head>", '<head><base href="https://www.mor.bund.de/">'
    )
    return Case(
        "https://www.mor.bund.de/DE/Presse/presse.html",
        html,
        truth(
            DE,
            lambda n, d: (
                f"https://www.mor.bund.de/SharedDocs/Pressemitteilungen/DE/{d:%Y/%m}/{d:%Y%m%d}-{n}.html?nn=12{n}"
            ),
        ),
    )


@page
def de_written_months() -> Case:
    months = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ]
    rows = each(
        lambda n, t, d: (
            f"""<li class="card"><span class="card-topline"><span class="card-topic">Rohstoffe</span><span class="card-date">{d.day}. {months[d.month - 1]} {d.year}</span></span><h2 class="card-title"><a class="card-title-link" href="/Redaktion/DE/Pressemitteilungen/{d:%Y/%m}/{slug(t)}.html">{t}</a></h2></li>"""
        ),
        DE,
        gap=20,
    )
    return Case(
        "https://www.mor.de/Navigation/DE/Presse.html",
        en("Presse", f'<ul class="card-list">{rows}</ul>', lang="de"),
        truth(
            DE, lambda n, d: f"https://www.mor.de/Redaktion/DE/Pressemitteilungen/{d:%Y/%m}/{slug(DE[n])}.html", gap=20
        ),
    )


@page
def fr_cards() -> Case:
    months = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ]
    rows = each(
        lambda n, t, d: (
            f"""<div class="fr-col-12 fr-col-md-4"><div class="fr-card fr-enlarge-link"><div class="fr-card__body"><div class="fr-card__content"><h3 class="fr-card__title"><a href="/actualites/{slug(t)}">{t}</a></h3><div class="fr-card__start"><ul class="fr-tags-group"><li><p class="fr-tag">Communiqué</p></li></ul><p class="fr-card__detail">Publié le {"1er" if d.day == 1 else d.day} {months[d.month - 1]} {d.year}</p></div></div></div></div></div>"""
        ),
        FR,
        gap=10,
    )
    return Case(
        "https://www.mor.gouv.fr/actualites",
        en("Actualités", f'<div class="fr-grid-row">{rows}</div>', lang="fr"),
        truth(FR, lambda n, d: f"https://www.mor.gouv.fr/actualites/{slug(FR[n])}", gap=10),
    )


@page
def au_listing_with_read_more() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<article class="node listing"><a class="block-link" href="/news/{slug(t)}"><h2><span>{t}</span></h2></a><div class="field date">Published {d.day} {d:%B} {d.year}</div><p>{LEAD}</p><ul class="tags"><li><a href="/topics/critical-minerals">Critical minerals strategy and policy</a></li></ul></article>"""
        ),
        EN,
    )
    return Case(
        "https://www.mor.gov.au/news",
        en("News", f'<div class="view-content">{rows}</div>'),
        truth(EN, lambda n, d: f"https://www.mor.gov.au/news/{slug(EN[n])}"),
    )


@page
def ca_definition_list() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<dt>{d}</dt><dd><a href="/en/news/{d:%Y/%m}/{slug(t)}.html">{t}</a><br><span class="dept">Natural Resources | news releases</span></dd>"""
        ),
        EN,
    )
    return Case(
        "https://www.mor.gc.ca/en/news.html",
        en("News releases", f'<dl class="dl-horizontal">{rows}</dl>'),
        truth(EN, lambda n, d: f"https://www.mor.gc.ca/en/news/{d:%Y/%m}/{slug(EN[n])}.html"),
    )


@page
def br_plone_items() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<article class="tileItem visualIEFloatFix tile-collective-nitf-content"><div class="tileContent"><span class="subtitle">Mineração</span><h2 class="tileHeadline"><a href="https://www.gov.br/mor/pt-br/noticias/{slug(t)}" class="summary url" title="Notícia">{t}</a></h2><p class="tileBody"><span class="description">{LEAD}</span></p><div class="documentByLine"><span class="summary-view-icon"><i class="icon-day"></i> {d:%d/%m/%Y}</span><span class="summary-view-icon"><i class="icon-hour"></i> 10h{n:02}</span></div></div></article>"""
        ),
        EN,
    )
    return Case(
        "https://www.gov.br/mor/pt-br/noticias",
        en("Notícias", f'<div id="content-core">{rows}</div>', lang="pt-br"),
        truth(EN, lambda n, d: f"https://www.gov.br/mor/pt-br/noticias/{slug(EN[n])}"),
    )


@page
def in_title_attributes_and_groups() -> Case:
    """Releases under the heading of their ministry, each with the day it was posted."""
    numbered = [(n, t, d) for n, (t, d) in enumerate(zip(EN, days(len(EN)), strict=True))]
    html = ""
    for ministry, group in groupby(
        numbered, key=lambda one: "Ministry of Mines" if one[0] < 6 else "Ministry of Commerce &amp; Industry"
    ):
        items = "".join(
            f"""<li><a title="{t}" href="/PressReleasePage.aspx?PRID={2034101 + n}&amp;reg=3" target="_blank">{t[:40]}...</a><span class="publishdatesmall">Posted on: {d.day} {d:%b} {d.year}</span></li>"""
            for n, t, d in group
        )
        html += f'<h3 class="font104">{ministry}</h3><ul class="num">{items}</ul>'
    return Case(
        "https://www.mor.gov.in/allRel.aspx?reg=3",
        en("All releases", f'<div class="content-area">{html}</div>'),
        truth(
            EN,
            lambda n, d: f"https://www.mor.gov.in/PressReleasePage.aspx?PRID={2034101 + n}&reg=3",
            lambda n, d: str(2034101 + n),
        ),
    )


@page
def aspnet_grid() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<tr class="{"GridAlt" if n % 2 else "GridRow"}"><td><span id="ctl00_cph_gv_ctl{n + 2:02}_lblDate">{d:%d-%b-%Y}</span></td><td><a id="ctl00_cph_gv_ctl{n + 2:02}_lnk" href="View.aspx?id={660 - n}&amp;type=PR">{t}</a></td><td align="center"><a href="upload/{n}.pdf"><img src="pdf.gif" alt="PDF"></a> ({n + 1}2 KB)</td></tr>"""
        ),
        EN,
    )
    return Case(
        "https://mines.mor.gov.in/Press/List.aspx",
        en(
            "Press notes",
            f'<form method="post" action="List.aspx"><input type="hidden" name="__VIEWSTATE" value="x"><table id="ctl00_cph_gv" class="Grid" cellspacing="0"><tr class="GridHeader"><th>Date</th><th>Subject</th><th>File</th></tr>{rows}</table></form>',
        ),
        truth(
            EN, lambda n, d: f"https://mines.mor.gov.in/Press/View.aspx?id={660 - n}&type=PR", lambda n, d: str(660 - n)
        ),
    )


@page
def year_heading_and_day_month() -> Case:
    rows = each(
        lambda n, t, d: f"""<li><span class="d">{d.day} {d:%b}</span> <a href="/en/media/{slug(t)}">{t}</a></li>""",
        EN,
        start=date(2025, 12, 18),
    )
    return Case(
        "https://www.mor.govt.nz/media",
        en("Media releases", f'<h2>2025</h2><ul class="releases">{rows}</ul>'),
        truth(EN, lambda n, d: f"https://www.mor.govt.nz/en/media/{slug(EN[n])}", start=date(2025, 12, 18)),
    )


@page
def date_in_address_only() -> Case:
    rows = each(lambda n, t, d: f"""<li><a href="/recent-actions/{d:%Y%m%d}_{n}">{t}</a></li>""", EN)
    return Case(
        f"{BASE}/recent-actions",
        en("Recent actions", f'<div class="region-content"><ul>{rows}</ul></div>'),
        truth(EN, lambda n, d: f"{BASE}/recent-actions/{d:%Y%m%d}_{n}"),
    )


@page
def text_beside_link() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li><strong>{d.day} {d:%B} {d.year}</strong> – <a href="/press/{n}.htm">{t}</a> (PDF, {n + 1}00 KB)</li>"""
        ),
        EN,
    )
    side = (
        '<div class="block recent"><h2>Popular</h2><ul>'
        + "".join(
            f'<li><a href="/popular/{n}">A popular page about critical minerals, number {n}</a> <span>1 May 2026</span></li>'
            for n in range(6)
        )
        + "</ul></div>"
    )
    return Case(
        "https://www.mor.int/press",
        en("Press", f"<ul>{rows}</ul>", side),
        truth(EN, lambda n, d: f"https://www.mor.int/press/{n}.htm"),
    )


@page
def two_rows_for_each() -> Case:
    """The title in one table row, the rest in the next."""
    rows = each(
        lambda n, t, d: (
            f"""<tr><td class="t"><a href="doc.php?id={n + 9100}">{t}</a></td></tr><tr><td class="meta">{d:%d.%m.%Y} | Department of Trade | Notice</td></tr>"""
        ),
        EN,
    )
    return Case(
        "https://www.mor.gov.pl/list.php",
        en("Documents", f'<table class="docs">{rows}</table>'),
        truth(EN, lambda n, d: f"https://www.mor.gov.pl/doc.php?id={n + 9100}", lambda n, d: str(n + 9100)),
    )


@page
def sibling_blocks() -> Case:
    """Headings and dates follow each other without anything around each pair."""
    rows = each(
        lambda n, t, d: (
            f"""<h3><a href="/announcements/{slug(t)}">{t}</a></h3><p class="date">{us(d)}</p><p>{LEAD}</p><hr>"""
        ),
        EN,
    )
    return Case(
        f"{BASE}/announcements",
        en("Announcements", f'<div class="text-long">{rows}</div>'),
        truth(EN, lambda n, d: f"{BASE}/announcements/{slug(EN[n])}"),
    )


@page
def day_first_slashes() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="news-item"><span class="news-date">{d:%d/%m/%Y}</span><div class="news-title"><a href="/es/noticias/{slug(t)}" title="Leer más">{t}</a></div></div>"""
        ),
        EN[:6],
        start=date(2026, 8, 12),
        gap=2,
    )
    return Case(
        "https://www.mor.gob.cl/noticias",
        en("Noticias", f'<div class="news-list">{rows}</div>', lang="es"),
        truth(EN[:6], lambda n, d: f"https://www.mor.gob.cl/es/noticias/{slug(EN[n])}", start=date(2026, 8, 12), gap=2),
    )


@page
def grid_in_lines_of_three() -> Case:
    cells = [
        f"""<div class="col"><article><h3><a href="/story/{n}">{t}</a></h3><time datetime="{d}">{us(d)}</time></article></div>"""
        for n, (t, d) in enumerate(zip(EN, days(len(EN)), strict=True))
    ]
    lines = "".join(f'<div class="row">{"".join(cells[at : at + 3])}</div>' for at in range(0, len(cells), 3))
    return Case(
        f"{BASE}/stories",
        en("Stories", f'<section class="stories">{lines}</section>'),
        truth(EN, lambda n, d: f"{BASE}/story/{n}"),
    )
