"""What a comment says as HTML: its paragraphs, items, quotes and code, a suggestion word by word.

Everything that somebody wrote is text and stays text; only addresses of the web and of mail become links.
"""

from collections.abc import Callable, Iterator

from visioneditor.core.review.message_blocks import (
    SUGGESTION,
    BlockKind,
    MessageBlock,
    MessageRun,
    RunStyle,
    parse_message,
)
from visioneditor.core.review.suggestions import PartKind, preview
from visioneditor.exporters.comparison_html_blocks import attribute, text

_TAGS = {RunStyle.EMPHASIS: "em", RunStyle.STRONG: "strong", RunStyle.CODE: "code", RunStyle.STRUCK: "s"}
_PARTS = {PartKind.REMOVED: "del", PartKind.ADDED: "ins"}


Item = Callable[[MessageBlock, str], str]


def web_item(block: MessageBlock, inner: str) -> str:
    """An item of a list, as a browser sets it."""
    marker = f'<span class="marker">{text(block.marker)}</span>'
    return f'<div class="item in{min(block.indent, 5)}">{marker}<div>{inner}</div></div>\n'


def message_html(message: str, lines: str = "", item: Item = web_item) -> str:
    """The message; `lines` are those that a suggestion in it replaces, `item` sets an item of a list."""
    return "".join(_in_quotes(block, _block(block, lines, item)) for block in parse_message(message))


def _block(block: MessageBlock, lines: str, item: Item) -> str:
    if block.kind is BlockKind.RULE:
        return "<hr>\n"
    if block.kind is BlockKind.CODE:
        is_suggestion = block.language == SUGGESTION
        inner = _suggestion(block.text, lines) if is_suggestion else f"<pre>{text(block.text)}</pre>\n"
    else:
        said = "".join(_run(run) for run in block.runs).replace("\n", "<br>\n")
        role = ' class="strong"' if block.kind is BlockKind.HEADING else ""
        inner = f'<p dir="auto"{role}>{said}</p>\n'
    return item(block, inner) if block.indent else inner


def _in_quotes(block: MessageBlock, inner: str) -> str:
    return "<blockquote>" * block.quoted + inner + "</blockquote>\n" * block.quoted


def _run(run: MessageRun) -> str:
    said = text(run.text)
    for style, tag in _TAGS.items():
        if run.style & style:
            said = f"<{tag}>{said}</{tag}>"
    return f'<a href="{attribute(run.address)}" rel="noreferrer">{said}</a>' if run.address else said


def _suggestion(suggested: str, lines: str) -> str:
    said = "".join(_parts(lines, suggested)) if lines.strip() else text(suggested)
    return f'<p class="label">Suggested instead:</p>\n<div class="suggested" dir="auto">{said}</div>\n'


def _parts(lines: str, suggested: str) -> Iterator[str]:
    for part in preview(lines, suggested):
        tag = _PARTS.get(part.kind)
        yield f"<{tag}>{text(part.text)}</{tag}>" if tag else text(part.text)
