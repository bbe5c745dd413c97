"""Invented issues of a bulletin, set in type: wrapped at a width, inside words too, with labels and furniture."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Piece:
    title: str
    by: str
    date: str
    gist: str
    text: tuple[str, ...]
    original: str
    page: int = 1


@dataclass(frozen=True)
class Clip:
    kind: str
    name: str
    gist: str
    text: tuple[str, ...]
    source: tuple[str, ...]
    date: str
    told_as: str = ""  # in the summary, when it differs


@dataclass(frozen=True)
class Issue:
    year: int
    number: int
    sections: tuple[tuple[str, tuple[Piece, ...]], ...]
    clips: tuple[Clip, ...] = ()
    label: str = "{year}년 {number}호"

    @property
    def pieces(self) -> list[tuple[str, Piece]]:
        return [(section.replace("\n", ""), piece) for section, pieces in self.sections for piece in pieces]


@dataclass(frozen=True)
class Style:
    width: int = 44  # characters of a line
    spaces: bool = True  # a line keeps the space it ends in
    breaks_words: bool = True
    blank_lines: bool = True
    feeds: bool = False  # pages apart by form feeds, as in a PDF; else by one space
    summary: bool = True
    originals: bool = True
    numbers: str = "{number} ❚"
    clips_header: str = "분류 기술명 주요 내용 출처"
    sections_in_body: bool = False
    page_beside_title: bool = False  # the page stands behind the title, not below
    head: str = "{title} ({by}, {date})"  # of an article in the body
    note: str = "(참고 : {original})"


@dataclass
class _Sheet:
    style: Style
    lines: list[str] = field(default_factory=list)

    def add(self, text: str, width: int = 0, indent: str = "") -> None:
        self.lines += [indent + line for line in wrapped(text, width or self.style.width, self.style)]

    def turn(self, number: object) -> None:
        """The foot of a page and the top of the next."""
        self.lines.append(self.style.numbers.format(number=number))
        self.lines.append("\f" if self.style.feeds else "\n ")

    def text(self) -> str:
        glue = "\n\n" if self.style.blank_lines else "\n"
        return glue.join(self.lines).replace("\n \n\n", "\n ").replace("\n \n", "\n ").replace("\f\n", "\f")


def wrapped(text: str, width: int, style: Style) -> list[str]:
    lines = []
    while len(text) > width:
        cut = text.rfind(" ", 0, width + 1) + 1
        hangul = "가" <= text[width - 1] <= "힣" and "가" <= text[width] <= "힣"
        if style.breaks_words and hangul and width - cut > 1:
            cut = width
        line, text = text[: cut or width], text[cut or width :]
        lines.append(line if style.spaces else line.rstrip())
    return [*lines, text]


def set_in_type(issue: Issue, style: Style = Style()) -> str:
    sheet = _Sheet(style)
    label = issue.label.format(year=issue.year, number=issue.number)
    if style.summary:
        _summary(sheet, issue, label)
    else:
        sheet.lines.append(f"산업기술 동향워치 {label}")
        sheet.turn("i")
    for number, (section, piece) in enumerate(issue.pieces, 1):
        if style.sections_in_body:
            sheet.add(section)
        _piece(sheet, piece, number)
        sheet.turn(number)
    if issue.clips:
        sheet.lines.append(style.clips_header)
        for clip in issue.clips:
            _clip(sheet, clip)
    return sheet.text()


def _summary(sheet: _Sheet, issue: Issue, label: str) -> None:
    sheet.lines += [" 요약", "i ❚", f"산업기술 동향워치 {label} 요약", "구분 주요 내용 페이지"]
    for section, pieces in issue.sections:
        sheet.lines += section.split("\n")
        for piece in pieces:
            page = f" {piece.page}" if sheet.style.page_beside_title else ""
            sheet.add(f"∙ {piece.title} ({piece.by}, {piece.date}){page}", 60)
            sheet.add(f"- {piece.gist}", 48)
            sheet.lines += [] if page else [str(piece.page)]
    if issue.clips:
        sheet.lines += ["❚ ii", "구분 주요 내용 페이지", "유망", "기술", "클리핑"]
        kind = ""
        for clip in issue.clips:
            kind = clip.kind or kind  # in the body one cell over several rows
            sheet.add(f"∙ ({kind}) {clip.told_as or clip.name}", 60)
            sheet.add(f"- {clip.gist}", 48)
    sheet.lines.append("\f" if sheet.style.feeds else "\n ")


def _piece(sheet: _Sheet, piece: Piece, number: int) -> None:
    sheet.add(sheet.style.head.format(title=piece.title, by=piece.by, date=piece.date), 46)
    for at, paragraph in enumerate(piece.text):
        sheet.add(paragraph, 60 if paragraph.startswith(("※", "*")) else 0)
        if at == 1:
            sheet.lines.append(f"❚ {number + 40}")  # the page turns inside the article
    if sheet.style.originals:
        sheet.add(sheet.style.note.format(original=piece.original), 60)


def _clip(sheet: _Sheet, clip: Clip) -> None:
    style = replace(sheet.style, breaks_words=False)
    if clip.kind:
        sheet.lines.append(clip.kind)
    sheet.lines += wrapped(clip.name, 9, style)
    first, *rest = clip.text
    sheet.add(f"∙ {first}", 30)
    half = len(rest) // 2 if clip.date.startswith("1.") else len(rest)  # a page break puts the source into the text
    for paragraph in rest[:half]:
        sheet.add(f"- {paragraph}", 30, "  ")
    sheet.lines += [*clip.source[:-1], f"{clip.source[-1]} ({clip.date})"] if len(clip.source) > 2 else clip.source
    if len(clip.source) <= 2:
        sheet.lines.append(f"({clip.date})")
    for paragraph in rest[half:]:
        sheet.add(f"- {paragraph}", 30, "   ")


def as_rows(issue: Issue) -> str:
    """As HWPX gives it: a paragraph is a line, however long, and a row of a table is its cells between bars."""
    lines = [f"산업기술 동향워치 {issue.year}년 {issue.number}호 요약", "구분 | 주요 내용 | 페이지"]
    for section, pieces in issue.sections:
        cells = [f"∙ {one.title} ({one.by}, {one.date}) - {one.gist} | {one.page}" for one in pieces]
        lines += [f"{section.replace(chr(10), ' ')} | {cells[0]}", *cells[1:]]
    kind = ""
    for clip in issue.clips:
        label = "" if kind else "유망 기술 클리핑 | "
        kind = clip.kind or kind
        lines.append(f"{label}∙ ({kind}) {clip.told_as or clip.name} - {clip.gist}")
    for _, piece in issue.pieces:
        lines += [f"{piece.title} ({piece.by}, {piece.date})", *piece.text, f"(참고 : {piece.original})"]
    lines.append("분류 | 기술명 | 주요 내용 | 출처")
    for clip in issue.clips:
        first, *rest = clip.text
        text = " ".join([f"∙ {first}", *(f"- {one}" for one in rest)])
        label = f"{clip.kind} | " if clip.kind else ""
        lines.append(f"{label}{clip.name} | {text} | {' '.join(clip.source)} ({clip.date})")
    return "\n".join(lines)
