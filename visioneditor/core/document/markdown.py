"""Markdown texts as Documents: markdown-it tells the structure, the spans are found here.

The block parser's tokens are walked in order and each leaf becomes a block over whole lines. Link definitions, which
leave no tokens, and lines that nested too deeply to be parsed are put in where they stand, so that no text is lost.
Inline markup is left to `markdown_inline`, the places of contents to `markdown_places`.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from visioneditor.core.document.markdown_broken_links import link_name
from visioneditor.core.document.markdown_html import html_runs, is_comment
from visioneditor.core.document.markdown_inline import inline_runs, is_too_dense, placed
from visioneditor.core.document.markdown_places import SourceLines, place_cells, place_heading, place_lines
from visioneditor.core.document.markdown_syntax import markdown_syntax
from visioneditor.core.document.model import (
    Block,
    BlockKind,
    Document,
    Label,
    Markup,
    Problem,
    ProblemLevel,
    Run,
    Style,
)
from visioneditor.core.document.sections import build_sections
from visioneditor.values import dataclass, replace

_OPENING = {
    "blockquote_open": "quote",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "dl_open": "list",
    "dd_open": "definition",
    "footnote_reference_open": "footnote",
}
_CLOSING = {name.replace("_open", "_close") for name in _OPENING}
_MARKERS = re.compile(r"^(?:[>\s]|[-+*](?=\s|$)|\d+[.)](?=\s|$)|\[\^[^\]\s]+\]:)+")


def parse_markdown(text: str) -> Document:
    """Read a Markdown text."""
    source = text.replace("\r", " ")  # a lone CR ends no line
    md = markdown_syntax()
    env: dict[str, Any] = {}
    tokens = md.block.parse(source, md, env, []) or []
    reader = _Reader(source, env)
    reader.read(tokens)
    blocks = tuple(reader.blocks)
    return Document(
        text=text,
        markup=Markup.MARKDOWN,
        sections=build_sections(text, blocks),
        blocks=blocks,
        problems=tuple(reader.problems),
        labels=_labels(env) | reader.footnotes,
    )


def _labels(env: Mapping[str, Any]) -> dict[str, Label]:
    references: Mapping[str, Mapping[str, str]] = env.get("references", {})
    names = {link_name(label): found["href"] for label, found in references.items()}
    return {name: Label(name=name, address=address) for name, address in names.items()}


@dataclass(slots=True)
class _Container:
    """An open quote, list, item, definition or footnote."""

    kind: str
    group: int
    marker: str = ""
    line: int = -1  # an item's: where its marker stands, until a block took that line


class _Reader:
    """Walks the block tokens of one text; lines are counted from 0."""

    def __init__(self, text: str, env: dict[str, Any]) -> None:
        self._md = markdown_syntax()
        self._env = env
        self._text = text
        self._source = SourceLines(text)
        self._containers: list[_Container] = []
        self._free = 0  # the first line that no block holds yet
        self._groups = 0
        self._tables = 0
        self._header = False
        self._definitions = deque(_definition_lines(env))
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.footnotes: dict[str, Label] = {}

    def read(self, tokens: Sequence[Token]) -> None:
        """Turn all tokens into blocks."""
        leaves: dict[str, Callable[[Sequence[Token], int], None]] = {
            "paragraph_open": self._paragraph,
            "heading_open": self._heading,
            "dt_open": self._term,
            "tr_open": self._row,
            "table_open": self._table,
            "thead_open": self._head,
            "tbody_open": self._body,
            "fence": self._literal,
            "code_block": self._literal,
            "front_matter": self._literal,
            "html_block": self._html,
            "hr": self._rule,
        }
        for index, token in enumerate(tokens):
            if token.type in _OPENING:
                self._open(token)
            elif token.type in _CLOSING:
                self._close()
            elif token.type in leaves:
                leaves[token.type](tokens, index)
        self._fill(len(self._source.lines))

    def _open(self, token: Token) -> None:
        kind = _OPENING[token.type]
        container = _Container(kind, self._containers[-1].group if self._containers else 0)
        if kind in ("list", "quote"):
            self._groups += 1
            container.group = self._groups
        elif kind == "item":
            container.marker = token.info + token.markup
            container.line = _lines_of(token)[0]
        elif kind == "footnote":
            self._open_footnote(token, container)
        self._containers.append(container)

    def _open_footnote(self, token: Token, container: _Container) -> None:
        """A footnote is an item whose mark is text that others refer to."""
        line = _lines_of(token)[0]
        name = "^" + token.meta["label"]
        container.marker = f"[{name}]:"
        container.line = line
        self.footnotes.setdefault(name, Label(name=name, offset=self._source.starts[line]))

    def _close(self) -> None:
        container = self._containers[-1]
        if container.line >= 0:
            self._add_bare_item(container)
        self._containers.pop()

    def _paragraph(self, tokens: Sequence[Token], index: int) -> None:
        self._add_text(tokens[index], tokens[index + 1].content)

    def _add_text(self, token: Token, content: str) -> None:
        first, last = _lines_of(token)
        kind = BlockKind.QUOTE if self._within("quote") else BlockKind.PARAGRAPH
        pieces = place_lines(self._source, content, first)
        self._warn_if_dense(content, first)
        self._add(kind, first, last, inline_runs(self._md, self._env, self._text, content, pieces))

    def _within(self, kind: str) -> bool:
        return bool(self._containers) and self._containers[-1].kind == kind

    def _warn_if_dense(self, content: str, line: int) -> None:
        if is_too_dense(content):
            message = "Too long or too full of brackets to be parsed; shown as it stands."
            self.problems.append(Problem(line=line + 1, level=ProblemLevel.INFO, message=message))

    def _heading(self, tokens: Sequence[Token], index: int) -> None:
        token, content = tokens[index], tokens[index + 1].content
        first, last = _lines_of(token)
        level = int(token.tag[1:])
        is_atx = token.markup.startswith("#")
        place = (
            place_heading(self._source, content, first, level) if is_atx else place_lines(self._source, content, first)
        )
        runs = inline_runs(self._md, self._env, self._text, content, place)
        if any(container.line == first for container in self._containers):  # an item that begins with a heading
            runs = [replace(run, style=run.style | Style.STRONG) for run in runs]
        self._add(BlockKind.HEADING, first, last, runs, level=level)

    def _term(self, tokens: Sequence[Token], index: int) -> None:
        first, _ = _lines_of(tokens[index])
        content = tokens[index + 1].content
        pieces = place_lines(self._source, content, first)
        self._add(BlockKind.TERM, first, first, inline_runs(self._md, self._env, self._text, content, pieces))

    def _table(self, _tokens: Sequence[Token], _index: int) -> None:
        self._groups += 1
        self._tables = self._groups

    def _head(self, _tokens: Sequence[Token], _index: int) -> None:
        self._header = True

    def _body(self, _tokens: Sequence[Token], _index: int) -> None:
        self._header = False

    def _row(self, tokens: Sequence[Token], index: int) -> None:
        line, _ = _lines_of(tokens[index])
        contents: list[str] = []
        while tokens[index].type != "tr_close":
            contents += [tokens[index].content] if tokens[index].type == "inline" else []
            index += 1
        runs: list[Run] = []
        starts: list[int] = []
        for cell in place_cells(self._source, contents, line):
            starts.append(len(runs))
            runs += inline_runs(self._md, self._env, self._text, cell.content, cell.pieces)
        last = line + self._header  # the row of dashes belongs to the header
        self._add(BlockKind.TABLE_ROW, line, last, runs, cells=tuple(starts), header=self._header, group=self._tables)

    def _literal(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        first, last = _lines_of(token)
        is_front_matter = token.type == "front_matter"
        content_line = first + (token.type != "code_block")
        marker = "yaml" if is_front_matter else token.info.strip()
        pieces = place_lines(self._source, token.content, content_line)
        runs = [Run(start=p.source, end=p.source + p.length, style=Style.LITERAL) for p in pieces if p.length]
        self._groups += 1
        self._add(BlockKind.LITERAL, first, last, runs, marker=marker, group=self._groups)

    def _html(self, tokens: Sequence[Token], index: int) -> None:
        token = tokens[index]
        first, last = _lines_of(token)
        kind = BlockKind.COMMENT if is_comment(token.content) else BlockKind.OTHER
        pieces = place_lines(self._source, token.content, first)
        self._add(kind, first, last, placed(html_runs(token.content), pieces))

    def _rule(self, tokens: Sequence[Token], index: int) -> None:
        first, last = _lines_of(tokens[index])
        self._add(BlockKind.OTHER, first, last, (), marker=tokens[index].markup)

    def _add(self, kind: BlockKind, first: int, last: int, runs: Iterable[Run], **more: Any) -> None:
        """Put a block in, after everything that stands before it."""
        for container in self._containers:
            if 0 <= container.line < first:
                self._add_bare_item(container)
        self._fill(first)
        holder = self._take_line(first)
        if holder and kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.HEADING):
            kind, more = BlockKind.ITEM, {"marker": holder.marker}
        more.setdefault("group", self._containers[-1].group if self._containers else 0)
        self._put(kind, first, last, runs, depth=self._depth(kind), **more)

    def _take_line(self, line: int) -> _Container | None:
        """The innermost item whose marker stands on the line; from now on the line is taken."""
        holder = None
        for container in self._containers:
            if container.line == line:
                holder = container
                container.line = -1
        return holder

    def _depth(self, kind: BlockKind) -> int:
        """How many quotes, items and definitions hold a block; an item does not hold its own first paragraph."""
        return sum(container.kind != "list" for container in self._containers) - (kind is BlockKind.ITEM)

    def _add_bare_item(self, container: _Container) -> None:
        """An item that has nothing on its marker's line, or nothing that was parsed."""
        line, container.line = container.line, -1
        self._fill_definitions(line + 1)
        self._fill_plain(line)
        inside = self._containers[: self._containers.index(container)]
        depth = sum(outer.kind != "list" for outer in inside)
        runs = self._plain_runs(line, line)
        self._put(BlockKind.ITEM, line, line, runs, depth=depth, marker=container.marker, group=container.group)

    def _fill(self, before: int) -> None:
        """Put in the link definitions above a line, and as plain text what else was passed over."""
        self._fill_definitions(before)
        self._fill_plain(before)

    def _fill_definitions(self, before: int) -> None:
        while self._definitions and self._definitions[0][0] < before:
            first, last = self._definitions.popleft()
            self._fill_plain(first)
            self._put(BlockKind.TARGET, first, last, (), depth=self._depth(BlockKind.TARGET))

    def _fill_plain(self, before: int) -> None:
        lines = self._source.lines
        while self._free < before:
            if not any(map(str.isalnum, lines[self._free])):
                self._free += 1
                continue
            first = last = self._free
            while last + 1 < before and lines[last + 1].strip():
                last += 1
            message = "Nested too deeply to be parsed; shown as it stands."
            self.problems.append(Problem(line=first + 1, level=ProblemLevel.WARNING, message=message))
            self._put(
                BlockKind.PARAGRAPH, first, last, self._plain_runs(first, last), depth=self._depth(BlockKind.OTHER)
            )

    def _plain_runs(self, first: int, last: int) -> list[Run]:
        runs: list[Run] = []
        for line in range(first, last + 1):
            visible = _MARKERS.sub("", self._source.lines[line])
            end = self._source.end(line)
            if visible.strip():
                runs.append(Run(start=end - len(visible), end=end - len(visible) + len(visible.rstrip())))
        return runs

    def _put(self, kind: BlockKind, first: int, last: int, runs: Iterable[Run], **more: Any) -> None:
        """Add a block over lines that are still free; blank lines at its end are layout."""
        first = max(first, self._free)
        while last >= first and not self._source.lines[last].strip():
            last -= 1
        if first > last:
            return
        runs = tuple(runs)
        start = self._source.starts[first]
        begin = self._text.rfind("\n", 0, runs[0].start) + 1 if runs else start
        column = len(self._text[begin : runs[0].start].expandtabs(4)) if runs else 0
        self._free = last + 1
        self.blocks.append(
            Block(
                kind=kind,
                start=start,
                end=self._source.end(last),
                first_line=first + 1,
                last_line=last + 1,
                runs=runs,
                indent=column,
                **more,
            )
        )


def _lines_of(token: Token) -> tuple[int, int]:
    """A token's first and last line; terms of definition lists say only where they begin."""
    first, after = token.map or (0, 0)
    return first, max(first, after - 1)


def _definition_lines(env: Mapping[str, Any]) -> list[tuple[int, int]]:
    found = [*env.get("references", {}).values(), *env.get("duplicate_refs", [])]
    return sorted((reference["map"][0], reference["map"][1] - 1) for reference in found)
