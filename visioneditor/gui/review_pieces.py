"""A review in pieces, in what Qt's text understands of HTML: for paper, and for a look at it in the window.

Everything that somebody wrote is text and stays text. Nothing of Qt is needed to build them.
"""

from collections.abc import Iterator, Mapping

from visioneditor.core.review.message_blocks import MessageBlock
from visioneditor.exporters.comparison_html_blocks import attribute, text
from visioneditor.exporters.message_html import message_html
from visioneditor.exporters.review_shape import OwnReview, OwnThread, Passage, place_name, signed, state_name
from visioneditor.values import dataclass

_GAP_PX = 8.0
_MOST_PIECES = 160  # of a review that is only looked at
_TOKENS = ("text", "muted", "accent", "side", "added", "added-wash", "removed", "removed-wash")
_SHEET = """
body,p,td,pre{color:@text} p,pre{margin:0 0 5px 0} a{color:@accent}
h1{font-size:24px;font-weight:600;margin:0 0 6px 0;color:@text}
.file{font-size:15px;font-weight:600;margin:14px 0 6px 0} .file span{font-size:12px;font-weight:400;color:@muted}
.about,.label,.state{color:@muted;margin:0 0 3px 0} .place{margin:0;font-size:12px;color:@muted}
.label,.state{font-size:12px} .place b{color:@text} .strong{font-weight:600}
pre,code,.suggested{background-color:@side} blockquote{margin:0 0 4px 14px}
blockquote p{color:@muted}
ins{color:@added;background-color:@added-wash;text-decoration:underline}
del{color:@removed;background-color:@removed-wash;text-decoration:line-through}
mark{font-weight:600;text-decoration:underline}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text, and what stands with it."""

    html: str
    bar: str = ""  # the theme's token of the bar at its left
    ground: str = ""
    is_heading: bool = False
    gap: float = _GAP_PX  # below it


def sheet_of(colours: Mapping[str, str]) -> str:
    """The style sheet in a theme's colours."""
    sheet = _SHEET
    for token in sorted(_TOKENS, key=len, reverse=True):  # added-wash before added
        sheet = sheet.replace(f"@{token}", colours[token])
    return sheet


def page_html(review: OwnReview, colours: Mapping[str, str], serif: str) -> str:
    """The review as one page to look at; the end of a very long one is left out, and that is said."""
    pieces = list(list_pieces(review, serif))
    body = "".join(_on_screen(piece, colours) for piece in pieces[:_MOST_PIECES])
    left_out = "<p>… The rest is in what is saved.</p>" if len(pieces) > _MOST_PIECES else ""
    return f"<style>{sheet_of(colours)}</style>{body}{left_out}"


def _on_screen(piece: Piece, colours: Mapping[str, str]) -> str:
    if not piece.bar:
        return piece.html
    ground = f";background-color:{colours[piece.ground]}" if piece.ground else ""
    cell = f'<td style="border-left:3px solid {colours[piece.bar]};padding:3px 11px{ground}">{piece.html}</td>'
    return f'<table width="100%" cellspacing="0" style="margin-bottom:{piece.gap}px"><tr>{cell}</tr></table>'


def list_pieces(review: OwnReview, serif: str) -> Iterator[Piece]:
    """The pieces, from above."""
    yield Piece(html="".join(_opening(review, serif)))
    for chapter in review.chapters:
        heading = f'<p class="file">{text(chapter.title)} <span>patch set {chapter.patch_set}</span></p>'
        for thread in chapter.threads:
            yield from _thread(thread, serif, heading)
            heading = ""


def _opening(review: OwnReview, serif: str) -> Iterator[str]:
    yield f"<h1 style=\"font-family:'{attribute(serif)}'\">{text(' '.join(review.change.subject.split()))}</h1>"
    name = text(review.name)
    linked = f'<a href="{attribute(review.address)}">{name}</a>' if review.address else name
    yield f'<p class="about">Review of {linked}, {text(review.patch_set)}</p>'
    yield f'<p class="about">by {text(review.author) or "somebody who is not named"}</p>'
    for label, value in review.votes.items():
        yield f"<p>{text(label)} <b>{signed(value)}</b></p>"
    if review.cover:
        yield message_html(review.cover, item=_item)


def _thread(thread: OwnThread, serif: str, heading: str) -> Iterator[Piece]:
    passage, name, above = thread.passage, place_name(thread), thread.answered
    section = f" · {text(passage.section)}" if passage is not None and passage.section else ""
    place = f'<p class="place"><b>{name}</b>{section}</p>' if name else ""
    if heading or place:
        yield Piece(html=heading + place, is_heading=True, gap=4)
    if passage is not None:
        words = f"<p style=\"font-family:'{attribute(serif)}';font-size:14px;margin:0\">{_marked(passage)}</p>"
        yield Piece(html=words, bar="edge", ground="side", is_heading=True)
    lines = passage.lines if passage is not None else ""
    if above is not None:
        who = f'<p class="label">{text(above.author)} wrote on {above.written:%Y-%m-%d}:</p>'
        yield Piece(html=who + message_html(above.message, lines, _item), bar="line", is_heading=True)
    *others, last = [Piece(html=message_html(one.message, lines, _item), bar="accent") for one in thread.comments]
    yield from others
    state = state_name(thread.comments[-1])
    if state:
        yield last
        yield Piece(html=f'<p class="state">✓ {state}</p>', gap=2 * _GAP_PX)
    else:
        yield Piece(html=last.html, bar=last.bar, gap=2 * _GAP_PX)


def _marked(passage: Passage) -> str:
    start, end = passage.span or (0, 0)
    parts = passage.text[:start], passage.text[start:end], passage.text[end:]
    before, part, after = (text(one).replace("\n", "<br>") for one in parts)
    return f"{before}<mark>{part}</mark>{after}" if part else before + after


def _item(block: MessageBlock, inner: str) -> str:
    """An item of a list: Qt's text has no boxes beside each other but cells."""
    indent = 14 * (block.indent - 1)
    cells = f'<td width="18">{text(block.marker)}</td><td>{inner}</td>'
    return f'<table cellspacing="0" style="margin-left:{indent}px"><tr>{cells}</tr></table>'
