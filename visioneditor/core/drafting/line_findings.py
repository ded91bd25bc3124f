"""What is wrong with a draft's lines whatever they say: too long ones, blanks at their ends, tabs.

Only what was written since the base counts: to mend others' lines would make a difference that nobody asked for. A
document says itself whether it keeps to a width: where more than one line in ten is longer, nobody wraps it, and
nothing is said. Nor is anything said of lines that cannot be broken: addresses, tables, literal text, titles.
"""

import re
from collections.abc import Iterator

from visioneditor.core.document.model import Block, BlockKind, Document, Markup, ProblemLevel
from visioneditor.core.drafting.findings import Finding, FindingKind, Fix
from visioneditor.core.drafting.text_change import TextChange, apply_changes
from visioneditor.core.drafting.wrapping import columns, fill, rewrap_block
from visioneditor.core.text import Lines

_FEW = 0.1  # of a text's lines
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
_TAB = re.compile(r"\t+(?![ \t]*$)", re.MULTILINE)
_TAB_WIDTH = 8
_VERBATIM = frozenset({BlockKind.LITERAL, BlockKind.COMMENT, BlockKind.DIRECTIVE, BlockKind.OTHER})


def find_in_lines(
    document: Document, lines: Lines, *, width: int, base: str = "", line_in_hand: int = 0
) -> Iterator[Finding]:
    """Findings about lines that the base does not have; the end of the line that is being written is let be."""
    known = frozenset(base.split("\n"))
    yield from _find_long(document, lines, width, known)
    if document.markup is Markup.RST:  # in Markdown two blanks end a line, and a tab is a column of code
        yield from _find_trailing(document, lines, known, line_in_hand)
        yield from _find_tabs(document, lines, known)


def _find_long(document: Document, lines: Lines, width: int, known: frozenset[str]) -> Iterator[Finding]:
    long = {number: line for number, line in enumerate(document.text.split("\n"), start=1) if columns(line) > width}
    if not long or len(long) > _FEW * lines.count + 1:
        return
    numbers = (number for number, line in long.items() if line not in known)
    number = next(numbers, None)
    for block in document.blocks:
        while number is not None and number < block.first_line:
            number = next(numbers, None)
        if number is None:
            return
        if number <= block.last_line:
            found = _long_line(document, lines, block, number, width)
            if found is not None:
                yield found


def _long_line(document: Document, lines: Lines, block: Block, number: int, width: int) -> Finding | None:
    """A line that has room once its paragraph is wrapped anew."""
    change = rewrap_block(document, block, width, fill)
    if change is None:
        return None
    start, end = lines.start(number), lines.end(number)
    before = columns(document.text[start:end])
    old, new = (
        document.text[block.start : block.end],
        apply_changes(document.text[: block.end], [change])[block.start :],
    )
    if _count_long(new, width) >= _count_long(old, width):
        return None
    return Finding(
        kind=FindingKind.LINE,
        level=ProblemLevel.INFO,
        line=number,
        start=start + _at_column(document.text[start:end], width),
        end=end,
        message=f"The line is {before} columns long; there is room for {width}",
        fixes=(Fix(label="Wrap the paragraph", changes=(change,)),),
    )


def _count_long(text: str, width: int) -> int:
    return sum(columns(line) > width for line in text.split("\n"))


def _at_column(line: str, width: int) -> int:
    """The letter that stands at a column."""
    at = room = 0
    while at < len(line) and room < width:
        room += columns(line[at])
        at += 1
    return at


def _find_trailing(document: Document, lines: Lines, known: frozenset[str], line_in_hand: int) -> Iterator[Finding]:
    spans = [found.span() for found in _TRAILING.finditer(document.text)]
    spans = [one for one in _of_own_lines(document, lines, spans, known) if lines.line_of(one[0]) != line_in_hand]
    if spans:
        count = len(spans)
        said = "Blanks at the end of the line" if count == 1 else f"Blanks at the end of {count} lines"
        changes = tuple(TextChange(start, end, "") for start, end in spans)
        yield _of_line(lines, spans[0], said, Fix(label="Remove them", changes=changes))


def _of_own_lines(
    document: Document, lines: Lines, spans: list[tuple[int, int]], known: frozenset[str]
) -> list[tuple[int, int]]:
    """Those of the spans whose lines were written since."""
    text, numbers = document.text, [lines.line_of(start) for start, _ in spans]
    return [
        span
        for span, number in zip(spans, numbers, strict=True)
        if text[lines.start(number) : lines.end(number)] not in known
    ]


def _find_tabs(document: Document, lines: Lines, known: frozenset[str]) -> Iterator[Finding]:
    verbatim = [(block.start, block.end) for block in document.blocks if block.kind in _VERBATIM]
    spans = [found.span() for found in _TAB.finditer(document.text)] if "\t" in document.text else []
    spans = [span for span in spans if not any(start <= span[0] < end for start, end in verbatim)]
    spans = _of_own_lines(document, lines, spans, known)
    if spans:
        count = len(spans)
        said = "A tab; it is read as blanks" if count == 1 else f"{count} tabs; they are read as blanks"
        changes = tuple(TextChange(*span, _blanks(document.text, lines, span)) for span in spans)
        yield _of_line(lines, spans[0], said, Fix(label="Put blanks there", changes=changes))


def _blanks(text: str, lines: Lines, span: tuple[int, int]) -> str:
    """As many as a parser reads in a tab's place."""
    lead = text[lines.start(lines.line_of(span[0])) : span[0]].expandtabs(_TAB_WIDTH)
    return " " * (len((lead + text[span[0] : span[1]]).expandtabs(_TAB_WIDTH)) - len(lead))


def _of_line(lines: Lines, span: tuple[int, int], said: str, fix: Fix) -> Finding:
    return Finding(
        kind=FindingKind.LINE,
        level=ProblemLevel.INFO,
        line=lines.line_of(span[0]),
        start=span[0],
        end=span[1],
        message=said,
        fixes=(fix,),
    )
