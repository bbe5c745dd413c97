"""What servers do to their visitors, one misdeed per path of tests.hostile_server."""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qs, unquote, urlsplit

import brotli  # type: ignore[import-untyped]
from backports import zstd

RSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Ministry of Examples</title><link>http://example.org/</link>
<item><title>Export control on gallium</title><link>http://example.org/1</link><guid>1</guid></item>
<item><title>Subsidy for recycling</title><link>http://example.org/2</link><guid>2</guid></item>
</channel></rss>"""

BOMB = 300 * 2**20  # bytes a bomb unpacks to


@dataclass(frozen=True, slots=True)
class Seen:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.target).query).items()}


Misdeed = Callable[[Seen, asyncio.StreamWriter], Awaitable[None]]
MISDEEDS: dict[str, Misdeed] = {}


def misdeed(path: str) -> Callable[[Misdeed], Misdeed]:
    def put(deed: Misdeed) -> Misdeed:
        MISDEEDS[path] = deed
        return deed

    return put


def head(status: int = 200, **headers: object) -> bytes:
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")


def whole(body: bytes = b"", status: int = 200, **headers: object) -> bytes:
    return head(status, Content_Length=len(body), **headers) + body


@misdeed("/feed")
async def _feed(seen: Seen, writer: asyncio.StreamWriter) -> None:
    if seen.headers.get("if-none-match") == '"one"':
        writer.write(head(304, ETag='"one"'))
    else:
        writer.write(whole(RSS, ETag='"one"', Content_Type="application/rss+xml"))


@misdeed("/silent")
async def _silent(seen: Seen, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)


@misdeed("/slow-loris")
async def _slow_loris(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        writer.write(f"X-{number}: 1\r\n".encode())
        await writer.drain()
        await asyncio.sleep(0.1)


@misdeed("/drip")
async def _drip(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(head(Content_Length=1_000_000))
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.1)


@misdeed("/endless")
async def _endless(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(head(Content_Type="text/html"))
    while True:
        writer.write(b"<p>more</p>" * 10_000)
        await writer.drain()


@misdeed("/endless-headers")
async def _endless_headers(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"".join(b"X-Filler: %d\r\n" % number for number in range(1000)))
        await writer.drain()


@misdeed("/long-header")
async def _long_header(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(whole(b"x", X_Long="y" * 20_000_000))


@misdeed("/garbage")
async def _garbage(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x00\xff220 mail.example.org ESMTP\r\n\r\n")


@misdeed("/hang-up")
async def _hang_up(seen: Seen, writer: asyncio.StreamWriter) -> None:
    pass


@misdeed("/reset")
async def _reset(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(head(Content_Length=1000) + b"half")
    await writer.drain()
    raw: socket.socket = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


@misdeed("/claims-a-terabyte")
async def _terabyte(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(head(Content_Length=10**12) + b"x")
    await writer.drain()
    await asyncio.sleep(3600)


@misdeed("/short-body")
async def _short_body(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(head(Content_Length=len(RSS) + 500, Content_Type="application/rss+xml") + RSS)


@misdeed("/long-body")
async def _long_body(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(head(Content_Length=len(RSS) - 100, Content_Type="application/rss+xml") + RSS)


@misdeed("/cut-chunks")
async def _cut_chunks(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(head(Transfer_Encoding="chunked") + b"%x\r\n" % len(RSS) + RSS + b"\r\nff\r\nthen nothing")


@misdeed("/bad-length")
async def _bad_length(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(head(Content_Length="-5") + RSS)


@misdeed("/cut-gzip")
async def _cut_gzip(seen: Seen, writer: asyncio.StreamWriter) -> None:
    packed = gzip.compress(RSS * 50)
    writer.write(whole(packed[: len(packed) // 2], Content_Encoding="gzip", Content_Type="application/rss+xml"))


@misdeed("/packed")
async def _packed(seen: Seen, writer: asyncio.StreamWriter) -> None:
    """?as=gzip|deflate|raw-deflate|br|zstd"""
    kind = seen.query["as"]
    writer.write(whole(_pack(kind, RSS), Content_Encoding=kind.removeprefix("raw-")))


@misdeed("/bomb")
async def _bomb(seen: Seen, writer: asyncio.StreamWriter) -> None:
    """?as=gzip|deflate|br|zstd"""
    writer.write(whole(bomb(seen.query["as"]), Content_Encoding=seen.query["as"]))


@misdeed("/onion")
async def _onion(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(whole(RSS, Content_Encoding=", ".join(["gzip"] * 1000)))


@misdeed("/says-gzip")
async def _says_gzip(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(whole(RSS, Content_Encoding="gzip"))


@misdeed("/broken-gzip")
async def _broken_gzip(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(whole(b"\x1f\x8b" + b"\xff" * 400, Content_Encoding="gzip"))


@misdeed("/redirect")
async def _redirect(seen: Seen, writer: asyncio.StreamWriter) -> None:
    """?to=ADDRESS&status=302"""
    to = unquote(seen.query["to"])
    writer.write(whole(b"", int(seen.query.get("status", 302)), Location=to, Set_Cookie="seen=1"))


@misdeed("/loop")
async def _loop(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(whole(b"", 302, Location="/loop", Set_Cookie="let-me-in=1"))


@misdeed("/meta-refresh")
async def _meta_refresh(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(whole(b'<meta http-equiv="refresh" content="0; url=/feed"><p>wait</p>', Content_Type="text/html"))


@misdeed("/korean-name")
async def _korean_name(seen: Seen, writer: asyncio.StreamWriter) -> None:
    name = "보도자료.hwpx".encode("cp949").decode("utf-8", "surrogateescape")
    writer.write(whole(b"PK", Content_Disposition=f'attachment; filename="{name}"'))


@misdeed("/one-big-title")
async def _one_big_title(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(whole(b"<rss><channel><item><title>" + b"a" * 12_000_000 + b"</title></item></channel></rss>"))


@misdeed("/many-items")
async def _many_items(seen: Seen, writer: asyncio.StreamWriter) -> None:
    items = b"".join(b"<item><title>Notice %d</title><guid>%d</guid></item>" % (at, at) for at in range(100_000))
    writer.write(whole(b'<rss version="2.0"><channel>' + items + b"</channel></rss>"))


@misdeed("/laughs")
async def _laughs(seen: Seen, writer: asyncio.StreamWriter) -> None:
    """Entities that would grow to 10^11 letters, and one that names a file of its reader."""
    declared = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a0 "aaaaaaaaaa">'
    grown = b"".join(b'<!ENTITY a%d "%b">' % (at, b"&a%d;" % (at - 1) * 10) for at in range(1, 12))
    writer.write(whole(declared + grown + b"]><rss><channel><item><title>&a11;&x;</title></item></channel></rss>"))


@misdeed("/nested")
async def _nested(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(whole(b"<rss><channel><item><title>" + b"<b>" * 200_000 + b"deep</title></item></channel></rss>"))


@misdeed("/wrong-letters")
async def _wrong_letters(seen: Seen, writer: asyncio.StreamWriter) -> None:
    writer.write(
        whole(RSS.replace(b"gallium", b"\xff\x00\xed\xa0\x80\xc0\xaf"), Content_Type="text/xml; charset=x-none")
    )


def _pack(kind: str, body: bytes) -> bytes:
    if kind == "raw-deflate":
        squeeze = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return squeeze.compress(body) + squeeze.flush()
    packers = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}
    return bytes(packers[kind](body))


@cache
def bomb(kind: str) -> bytes:
    """A few kilobytes that unpack to BOMB bytes of nothing."""
    if kind == "br":  # brotli takes seconds for the whole, but repeated streaming is quick
        squeeze = brotli.Compressor(quality=1)
        return b"".join([*(squeeze.process(bytes(2**20)) for _ in range(BOMB // 2**20)), squeeze.finish()])
    if kind == "zstd":
        return bytes(zstd.compress(bytes(BOMB), 1))
    pack = zlib.compressobj(9, wbits=zlib.MAX_WBITS | (16 if kind == "gzip" else 0))
    return b"".join([*(pack.compress(bytes(2**20)) for _ in range(BOMB // 2**20)), pack.flush()])
