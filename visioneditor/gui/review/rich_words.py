"""Words of others as Qt's rich text, made of nothing but their letters: every sign of theirs is escaped here."""

from collections.abc import Iterable, Sequence
from html import escape

from visioneditor.core.review.message_blocks import MessageRun, RunStyle
from visioneditor.core.review.suggestions import Part, PartKind
from visioneditor.gui.look import Look

_TAGS = ((RunStyle.EMPHASIS, "i"), (RunStyle.STRONG, "b"), (RunStyle.STRUCK, "s"))
_LONG_KEPT, _ENDS = 100, 40  # letters: of longer ones between two edits only the ends are shown
_MOST = 400


def rich_runs(runs: Iterable[MessageRun], look: Look) -> str:
    """The runs of a message's block; what can be opened is a link that says where it leads."""
    return _whole("".join(_run(run, look) for run in runs))


def rich_was(parts: Sequence[Part], look: Look) -> str:
    """What words were, those struck that are gone."""
    return _whole(_edited(parts, PartKind.REMOVED, "line-through", "removed", look))


def rich_now(parts: Sequence[Part], look: Look) -> str:
    """What words are now, those underlined that came."""
    return _whole(_edited(parts, PartKind.ADDED, "underline", "added", look))


def _whole(body: str) -> str:
    return f'<div style="white-space: pre-wrap">{body}</div>'


def _run(run: MessageRun, look: Look) -> str:
    words = escape(run.text)
    if run.address:
        colour = look.theme.colours["accent"]
        return f'<a href="{escape(run.address)}" style="color: {colour}">{words}</a>'
    if run.style & RunStyle.CODE:
        words = f"<span style=\"font-family: '{look.fonts.fixed().family()}'\">{words}</span>"
    for style, tag in _TAGS:
        if run.style & style:
            words = f"<{tag}>{words}</{tag}>"
    return words


def _edited(parts: Sequence[Part], kind: PartKind, line: str, token: str, look: Look) -> str:
    colours = look.theme.colours
    style = f"text-decoration: {line}; color: {colours[token]}; background-color: {colours[f'{token}-wash']}"
    pieces: list[str] = []
    room = _MOST
    for part in parts:
        if part.kind not in (PartKind.KEPT, kind) or room <= 0:
            continue
        shown = _shortened(part.text, _LONG_KEPT if part.kind is PartKind.KEPT else room)
        room -= len(shown)
        words = escape(shown)
        pieces.append(words if part.kind is PartKind.KEPT else f'<span style="{style}">{words}</span>')
    return "".join(pieces) + (" …" if room <= 0 else "")


def _shortened(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    if most < _LONG_KEPT:
        return text[:most] + "…"
    return f"{text[:_ENDS].rsplit(' ', 1)[0]} … {text[-_ENDS:].split(' ', 1)[-1]}"
