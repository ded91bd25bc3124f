"""Plain text: paragraphs parted by blank lines, and nothing else; of a commit message also what is said by line."""

import re

from visioneditor.core.document.model import Block, BlockKind, Document, Markup, Run, Style
from visioneditor.core.document.sections import build_sections
from visioneditor.values import replace

_VISIBLE = re.compile(r"\S(?:.*\S)?")
_NAMED = re.compile(r"[A-Za-z][\w -]*:(?=\s)|\s{4,}\S")  # a name with what it stands for, or where that goes on


def parse_plain(text: str) -> Document:
    """Read a text without markup; all of it is one preamble."""
    blocks = _paragraphs(text)
    return Document(text=text, markup=Markup.TEXT, sections=build_sections(text, blocks), blocks=blocks)


def parse_message(text: str) -> Document:
    """Read a commit message, what Gerrit says of the commit above it: there and among the trailers by the line."""
    paragraphs, blocks = _paragraphs(text), list[Block]()
    for block in paragraphs:
        is_outer = block in (paragraphs[0], paragraphs[-1])
        blocks += _by_line(text, block) if is_outer and _is_named(text, block) else [block]
    whole = tuple(blocks)
    return Document(text=text, markup=Markup.TEXT, sections=build_sections(text, whole), blocks=whole)


def _is_named(text: str, block: Block) -> bool:
    return all(_NAMED.match(line) for line in text[block.start : block.end].split("\n"))


def _by_line(text: str, block: Block) -> list[Block]:
    lines: list[Block] = []
    at = block.start
    for number, run in enumerate(block.runs, start=block.first_line):
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        name = text.find(":", run.start, run.end) + 1 or run.start
        label = (Run(start=run.start, end=name, style=Style.LABEL),) if name > run.start else ()
        runs = (*label, Run(start=name, end=run.end))
        lines.append(
            replace(block, kind=BlockKind.FIELD, start=at, end=end, first_line=number, last_line=number, runs=runs)
        )
        at = end + 1
    return lines


def _paragraphs(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    lines: list[tuple[int, int]] = []  # the open paragraph's
    start, number = 0, 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            lines.append((start, start + len(line)))
        elif lines:
            blocks.append(_paragraph(text, lines, number - 1))
            lines = []
        start += len(line) + 1
    if lines:
        blocks.append(_paragraph(text, lines, number))
    return tuple(blocks)


def _paragraph(text: str, lines: list[tuple[int, int]], last_line: int) -> Block:
    runs = tuple(Run(start=found.start(), end=found.end()) for found in (_visible(text, *line) for line in lines))
    start, end = lines[0][0], lines[-1][1]
    first_line = last_line - len(lines) + 1
    indent = len(text[start : runs[0].start].expandtabs(8))
    return Block(
        kind=BlockKind.PARAGRAPH,
        start=start,
        end=end,
        first_line=first_line,
        last_line=last_line,
        runs=runs,
        indent=indent,
    )


def _visible(text: str, start: int, end: int) -> re.Match[str]:
    found = _VISIBLE.search(text, start, end)
    assert found is not None, "a paragraph's line is never blank"
    return found
