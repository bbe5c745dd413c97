"""Small real files of every kind, written by hand so that each byte of them is ours."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from html import escape

_FONT = "HYSMyeongJo-Medium"
_HP = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

Rows = Sequence[Sequence[str]]


def pdf(pages: Sequence[str], *, size: int = 10) -> bytes:
    """One string a page; its lines stand as given, with the blanks they end in."""
    from reportlab.pdfgen.canvas import Canvas

    _register()
    body = io.BytesIO()
    canvas = Canvas(body, invariant=1)
    for page in pages:
        text = canvas.beginText(50, 800)
        text.setFont(_FONT, size, leading=size * 1.3)
        for line in page.split("\n"):
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return body.getvalue()


def pdf_with_table(before: str, rows: Rows, after: str) -> bytes:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    _register()
    style = ParagraphStyle("text", fontName=_FONT, fontSize=10, leading=13, wordWrap="CJK")
    cells = [[Paragraph(cell, style) for cell in row] for row in rows]
    body = io.BytesIO()
    table = Table(cells, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
    SimpleDocTemplate(body, invariant=1).build([Paragraph(before, style), table, Paragraph(after, style)])
    return body.getvalue()


def pdf_with_password(text: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    body = io.BytesIO()
    canvas = Canvas(body, encrypt=StandardEncryption("reader", ownerPassword="owner"))
    canvas.drawString(50, 800, text)
    canvas.save()
    return body.getvalue()


def pdf_of_pictures(pages: int) -> bytes:
    from PIL import Image
    from reportlab.pdfgen.canvas import Canvas

    body = io.BytesIO()
    canvas = Canvas(body, invariant=1)
    for _ in range(pages):
        canvas.drawInlineImage(Image.new("L", (30, 40), 200), 20, 20, 550, 780)
        canvas.showPage()
    canvas.save()
    return body.getvalue()


def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return body.getvalue()


def hwpx(*sections: str, manifest: str = "") -> bytes:
    members = {"mimetype": "application/hwp+zip"}
    members |= {f"Contents/section{at}.xml": f"<hs:sec {_HP}>{body}</hs:sec>" for at, body in enumerate(sections)}
    return zipped(members | ({"META-INF/manifest.xml": manifest} if manifest else {}))


def hp(text: str) -> str:
    return f"<hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>"


def hp_table(rows: Rows) -> str:
    cells = ("".join(f"<hp:tc><hp:subList>{hp(escape(cell))}</hp:subList></hp:tc>" for cell in row) for row in rows)
    inside = "".join(f"<hp:tr>{row}</hp:tr>" for row in cells)
    return f"<hp:p><hp:run><hp:tbl>{inside}</hp:tbl><hp:t/></hp:run></hp:p>"


def docx(body: str, **parts: str) -> bytes:
    whole = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
    }
    return zipped(whole | {f"word/{name}.xml": f"<w:{name} {_W}>{part}</w:{name}>" for name, part in parts.items()})


def wp(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def w_table(rows: Rows) -> str:
    cells = ("".join(f"<w:tc>{wp(escape(cell))}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def hwp(records: bytes, *, flags: int = 1, preview: str = "") -> bytes:
    """`flags`: 1 compressed, 2 password, 4 distribution, 16 DRM."""
    header = b"HWP Document File".ljust(32, b"\0") + bytes((0, 1, 0, 5)) + struct.pack("<I", flags)
    packer = zlib.compressobj(wbits=-15)
    section = packer.compress(records) + packer.flush() if flags & 1 else records
    return ole({"FileHeader": header, "PrvText": preview.encode("utf-16-le"), "BodyText/Section0": section})


def hwp_record(tag: int, level: int, body: bytes) -> bytes:
    size = min(len(body), 0xFFF)
    long = struct.pack("<I", len(body)) if size == 0xFFF else b""
    return struct.pack("<I", tag | level << 10 | size << 20) + long + body


def hwp_paragraph(text: str, level: int = 0, *below: bytes) -> bytes:
    """`below` are the records of the objects in it, made for level + 1."""
    body = text.encode("utf-16-le") + b"\r\0"
    return hwp_record(66, level, b"\0" * 22) + hwp_record(67, level + 1, body) + b"".join(below)


def hwp_table(rows: Rows, level: int = 1) -> bytes:
    found = hwp_record(71, level, b" lbt" + b"\0" * 40)
    found += hwp_record(77, level + 1, struct.pack("<IHH", 0, len(rows), len(rows[0])))
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            head = struct.pack("<IIHHHH", 1, 0, place, at, 1, 1) + b"\0" * 18
            found += hwp_record(72, level + 1, head) + hwp_paragraph(cell, level + 1)
    return found


#: A table stands in its paragraph as one character of eight code units.
HWP_OBJECT = "\x0b" + "lbt " + "\0\0" + "\x0b"


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE container of 512-byte sectors; streams are filled up to 4096 bytes, so that none is a small one."""
    filled = {name: body.ljust(4096, b"\0") for name, body in streams.items() if body}
    tree = sorted({name.partition("/")[0] for name in filled})
    entries, starts, sector = [], {}, 0
    data = b""
    for name, body in filled.items():
        starts[name] = sector
        data += body.ljust(-(-len(body) // 512) * 512, b"\0")
        sector = len(data) // 512
    entries.append(_entry("Root Entry", 5, child=1))
    later: list[bytes] = []
    first_inside = 1 + len(tree)
    for at, name in enumerate(tree, 1):
        right = at + 1 if at < len(tree) else -1
        inside = [one for one in filled if one.startswith(name + "/")]
        if inside:
            entries.append(_entry(name, 1, right=right, child=first_inside + len(later)))
            for number, one in enumerate(inside, 1):
                next_ = first_inside + len(later) + 1 if number < len(inside) else -1
                later.append(_entry(one.partition("/")[2], 2, right=next_, start=starts[one], size=len(filled[one])))
        else:
            entries.append(_entry(name, 2, right=right, start=starts[name], size=len(filled[name])))
    directory = b"".join(entries + later)
    directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
    return _container(data, directory, [len(body) // 512 + (len(body) % 512 > 0) for body in filled.values()])


def _entry(name: str, kind: int, *, right: int = -1, child: int = -1, start: int = 0, size: int = 0) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    head = wide.ljust(64, b"\0") + struct.pack("<HBBiii", len(wide), kind, 1, -1, right, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)


def _container(data: bytes, directory: bytes, chains: Sequence[int]) -> bytes:
    sectors, own = len(data) // 512, len(directory) // 512
    tables = -(-(sectors + own) // 127)
    links: list[int] = []
    for length in [*chains, own]:
        links += [*range(len(links) + 1, len(links) + length), 0xFFFFFFFE]
    links += [0xFFFFFFFD] * tables
    fat = b"".join(struct.pack("<I", link) for link in links).ljust(tables * 512, b"\xff")
    places = [sectors + own + at for at in range(tables)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, tables, sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += b"".join(struct.pack("<I", place) for place in places)
    return header.ljust(512, b"\xff") + data + directory + fat
