"""A search finds exactly the documents that a plain look through all folded texts finds, on both databases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete

from crawlers.item import Attachment, Item
from db.engine import open_database, reading, writing
from db.migrate import migrate
from db.tables import Document, Match, Revision
from db.write import table
from monitor.ingest import ingest
from monitor.search import Query
from monitor.search.find import find
from monitor.search.grams import cover
from monitor.search.index import index_pending
from monitor.search.letters import letters
from monitor.search.nodes import All, Any, Node, Not, Words
from monitor.search.pages import Page, Postings, encode
from rules.fold import GAP_CHARACTERS, UNSEEN, fold
from tests.monitor.conftest import NOW, make_source, poll

#: Few letters of every kind, so that texts share much: what folds, what composes, what is wide and what is not.
LETTERS = (
    "abAB e\u0301 É-·\n\u3000Ａ1.2,갈륨수출각ㅇ\u1100\u1161\u11a8 镓锗中ガリカ\u3099ｶﾞ々・①ﬁ\u200b\u00ad\U00020bb7😀"
)
TEXTS = st.text(LETTERS, max_size=30)
_GAP = re.compile(f"[{re.escape(''.join(GAP_CHARACTERS - {UNSEEN}))}]+")
_HAN = "[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_BETWEEN = re.compile(f"(?<={_HAN}) (?={_HAN})")


def plain(text: str) -> str:
    """A text as the oracle reads it."""
    return _BETWEEN.sub("", _GAP.sub(" ", fold(text).text.replace(UNSEEN, "")).strip(" "))


def holds(node: Node, texts: list[str]) -> bool:
    """`texts`: plain ones, the title first."""
    match node:
        case Words(asked, title):
            return any(plain(asked) in text for text in (texts[:1] if title else texts))
        case Not(part):
            return not holds(part, texts)
        case All(parts):
            return all(holds(part, texts) for part in parts)
        case Any(parts):
            return any(holds(part, texts) for part in parts)
    raise AssertionError(node)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('oracle') / 'policywatch.db'}"
    else:
        import psycopg
        from sqlalchemy.engine import make_url

        server = request.getfixturevalue("postgresql_server")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("CREATE DATABASE oracle")
        address = make_url(server).set(database="oracle").render_as_string(hide_password=False)
    engine = open_database(address)
    migrate(engine)
    yield engine
    engine.dispose()


def stored(engine: Engine) -> dict[int, list[str]]:
    """By document: the plain texts of its newest revision."""
    document, revision = table(Document), table(Revision)
    with reading(engine) as connection:
        rows = connection.execute(
            document.join(revision, revision.c.document_id == document.c.id)
            .select()
            .where(revision.c.number == document.c.revision)
            .with_only_columns(document.c.id, document.c.attachments, revision.c.title, revision.c.text)
        )
        return {
            row.id: [plain(text) for text in (row.title, row.text, *(one["text"] for one in row.attachments))]
            for row in rows
        }


#: A piece of some stored text, or any text; drawn without a look at what is stored, so that an example can be repeated.
PIECES = st.tuples(st.integers(0, 10**6), st.integers(0, 30), st.integers(1, 8), st.booleans())
ASKED = st.tuples(
    st.lists(PIECES | st.tuples(TEXTS.filter(plain), st.booleans()), min_size=3, max_size=3), st.integers(0, 3)
)


def words(piece: Sequence[object], texts: list[str]) -> Words:
    if isinstance(piece[0], str):
        return Words(piece[0], title=bool(piece[1]))
    number, start, length, title = map(int, piece)  # type: ignore[call-overload]
    text = texts[number % len(texts)]
    start %= len(text)
    asked = text[start : start + length]
    return Words(asked if plain(asked) else "갈", title=bool(title))


def node_of(pieces: list[Sequence[object]], shape: int, texts: list[str]) -> Node:
    one, two, three = (words(piece, texts) for piece in pieces)
    return (one, All((one, two, three)), Any((one, two, three)), All((one, Not(two))))[shape]


ITEMS = st.lists(
    st.tuples(st.integers(0, 40), TEXTS, TEXTS, st.lists(TEXTS, max_size=2)), min_size=1, max_size=6,
    unique_by=lambda one: one[0],
)  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_a_search_finds_what_a_look_through_all_texts_finds(archive: Engine, data: st.DataObject) -> None:
    """The archive grows, changes and forgets from example to example; its segments are merged on the way."""
    made = data.draw(ITEMS)
    items = [
        Item(key=str(key), title=title, url="http://127.0.0.1/", text=text, published=NOW,
             attachments=[Attachment(url="http://127.0.0.1/a", text=one) for one in attached])
        for key, title, text, attached in made
    ]  # fmt: skip
    with writing(archive) as connection:
        ingest(connection, make_source(), poll(*items))
    forgotten = data.draw(st.none() | st.integers(0, 10**6))
    if forgotten is not None and forgotten % 3 == 0:
        ids = sorted(stored(archive))
        forget(archive, ids[forgotten % len(ids)])
    index_pending(archive)
    known = stored(archive)
    texts = [text for one in known.values() for text in one if text] or ["갈"]
    with reading(archive) as connection:
        for _ in range(4):
            node = node_of(*data.draw(ASKED), texts)
            page = find(connection, Query("", node), most=1_000)
            expected = {one for one, read in known.items() if holds(node, read)}
            assert {one.document_id for one in page.results} == expected
            assert page.total == len(expected)


def forget(engine: Engine, document_id: int) -> None:
    with writing(engine) as connection:
        for model in (Match, Revision):
            connection.execute(delete(table(model)).where(table(model).c.document_id == document_id))
        connection.execute(delete(table(Document)).where(table(Document).c.id == document_id))


@given(TEXTS)
def test_letters_are_read_as_the_oracle_reads_them(text: str) -> None:
    assert "".join(map(chr, letters([text])[:-1].tolist())) == plain(text)


@given(TEXTS.filter(plain))
def test_a_cover_says_every_letter(text: str) -> None:
    asked = letters([text])[:-1]
    said = {
        part.offset + place for part in cover(asked) for place in range(3) if part.low >> 21 * (2 - place) & 0x1FFFFF
    }
    assert said == set(range(len(asked)))


@given(st.dictionaries(st.integers(1, 2**62), st.sets(st.integers(0, 2**31 - 1), min_size=1, max_size=40), max_size=30))
def test_pages_give_back_what_they_were_given(rows: dict[int, set[int]]) -> None:
    grams = sorted(rows)
    counts = np.array([len(rows[gram]) for gram in grams], np.int64)
    places = np.array([place for gram in grams for place in sorted(rows[gram])], np.int64)
    pages = [
        Page.read(body) for _, body in encode(Postings(np.array(grams, np.int64), np.cumsum(counts) - counts, places))
    ]
    found = {gram: set(page.between(gram, gram).tolist()) for page in pages for gram in page.grams.tolist()}
    assert found == rows
