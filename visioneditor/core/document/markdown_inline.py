"""Markdown's inline markup as runs of visible text with their exact places.

markdown-it knows what the signs mean but not where they stand; a state that notes the position of every token as it
is made supplies that. How a block's content lies in the source is told by the caller as `Piece`s.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from visioneditor.core.document.markdown_broken_links import IMAGE, REFERENCE, link_name, with_broken_links
from visioneditor.core.document.model import Run, Style
from visioneditor.values import dataclass, replace

FOOTNOTE = "footnote"
PLAIN_BEYOND = 200_000  # characters: inline parsing of pathological text grows faster than its length
_DENSE_BEYOND = 2_000  # brackets in one block, for the same reason

_STYLES = {"em_open": Style.EMPHASIS, "strong_open": Style.STRONG, "s_open": Style.STRIKE}
_CLOSING = {"em_close", "strong_close", "s_close", "link_close"}
_SIGN = re.compile(r"[\\`*_~\[\]<&]|://|www\.", re.IGNORECASE)  # what inline markup cannot do without
_BARE_URL = re.compile(r"(?<![\w/])(?:(?:https?|ftp)://|www\.(?=\w))[^\s<>]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """`content[at:at+length]` stands in the source from `source` on."""

    at: int
    source: int
    length: int


class _PlacedState(StateInline):
    """Notes in each token's `map`, which inline tokens do not use, where in the content it began."""

    _parts: Sequence[str] = ()
    _pending_at = 0

    @property
    def pending(self) -> str:
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    @pending.setter
    def pending(self, value: str) -> None:
        if value and not self._parts:
            self._pending_at = self.pos
        self._parts = [value] if value else []

    def append_pending(self, text: str) -> None:
        if not self._parts:
            self._pending_at = self.pos
            self._parts = []
        self._parts.append(text)  # type: ignore[attr-defined]  # a list from here on

    def pushPending(self) -> Token:
        at = self._pending_at
        token = super().pushPending()
        token.map = [at, at]
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.map = [self.pos, self.pos]
        return token


class PlacedInline(ParserInline):
    """The inline parser whose tokens know their places."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def inline_runs(md: MarkdownIt, env: EnvType, text: str, content: str, pieces: Sequence[Piece]) -> list[Run]:
    """The runs of one block's (or cell's) content, at their places in the source `text`."""
    if _SIGN.search(content) is None:
        return [Run(start=piece.source, end=piece.source + piece.length) for piece in pieces if piece.length]
    found: Iterable[Run] = [Run(start=0, end=len(content))]
    if not is_too_dense(content):
        with suppress(RecursionError):  # images within images within images
            found = with_broken_links(content, _walk(content, md.inline.parse(content, md, env, []), 0))
    runs = _merged(placed(found, pieces))
    if "://" in content or "www." in content.lower():
        runs = [part for run in runs for part in with_bare_urls(run, text)]
    return runs


def is_too_dense(content: str) -> bool:
    """True of text that is shown as it stands, because parsing it could take very long."""
    if len(content) <= _DENSE_BEYOND:
        return False
    return len(content) > PLAIN_BEYOND or content.count("[") > _DENSE_BEYOND


def _walk(content: str, tokens: Iterable[Token], base: int) -> list[Run]:
    """Runs in offsets of the content; `base` is where in it the tokens' own content begins."""
    runs: list[Run] = []
    opened: list[Run] = [Run(start=0, end=0)]  # what each open sign makes of the runs within, outermost first
    cursor = base
    for token in tokens:
        at = max(cursor, base + token.map[0]) if token.map else cursor
        cursor = at + len(token.content)
        now = opened[-1]
        if token.type == "text":
            runs.append(replace(now, start=at, end=cursor))
        elif token.type == "text_special":
            cursor = at + len(token.markup)
            runs.append(_special(now, token, at))
        elif token.type == "code_inline":
            run = _code(now, token, at, content)
            cursor = run.end
            runs.append(run)
        elif token.type in _STYLES:
            opened.append(replace(now, style=now.style | _STYLES[token.type]))
            cursor = at + len(token.markup)
        elif token.type == "link_open":
            opened.append(_link(now, token))
            cursor = at + (token.markup == "autolink")
        elif token.type in _CLOSING:
            opened.pop()
            cursor = at + len(token.markup) * (token.type != "link_close")
        elif token.type == "image":
            runs += _image(now, token, content, at)
        elif token.type == "footnote_ref":
            cursor = at + len(token.meta["label"]) + 3
            runs.append(_footnote(now, token, at))
    return [run for run in runs if run.end > run.start]


def _special(now: Run, token: Token, at: int) -> Run:
    """An escaped character, or an entity (which is read as something else than it is written)."""
    end = at + len(token.markup)
    if token.info == "entity":
        return replace(now, start=at, end=end, shown=" " if token.content.isspace() else token.content)
    return replace(now, start=end - len(token.content), end=end)


def _code(now: Run, token: Token, at: int, content: str) -> Run:
    start = at + len(token.markup)
    padded = content[start : start + len(token.content)].replace("\n", " ") != token.content
    start += padded
    return replace(now, start=start, end=start + len(token.content), style=now.style | Style.LITERAL)


def _link(now: Run, token: Token) -> Run:
    style = now.style | Style.LINK
    if label := token.meta.get("label"):
        return replace(now, style=style, target=link_name(label), role=REFERENCE)
    return replace(now, style=style, target=str(token.attrs.get("href", "")), role="")


def _image(now: Run, token: Token, content: str, at: int) -> list[Run]:
    target = str(token.attrs.get("src", ""))
    inside = _walk(content, token.children or (), at + len("!["))
    return [replace(run, style=now.style, target=target, role=IMAGE) for run in inside]


def _footnote(now: Run, token: Token, at: int) -> Run:
    label = token.meta["label"]
    start = at + len("[^")
    style = now.style | Style.LINK | Style.LABEL
    return replace(now, start=start, end=start + len(label), style=style, target=label, role=FOOTNOTE)


def placed(runs: Iterable[Run], pieces: Sequence[Piece]) -> Iterator[Run]:
    """The runs moved to the source, cut at line ends; both come in order."""
    first = 0
    for run in runs:
        while first < len(pieces) and pieces[first].at + pieces[first].length <= run.start:
            first += 1
        for index in range(first, len(pieces)):
            piece = pieces[index]
            if piece.at >= run.end:
                break
            start, end = max(run.start, piece.at), min(run.end, piece.at + piece.length)
            if start < end:
                yield replace(run, start=piece.source + start - piece.at, end=piece.source + end - piece.at)


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Neighbours that differ in nothing put together."""
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and last.end == run.start and _alike(last, run):
            merged[-1] = replace(last, end=run.end)
        else:
            merged.append(run)
    return merged


def _alike(one: Run, other: Run) -> bool:
    same_look = one.style == other.style and one.target == other.target and one.role == other.role
    return same_look and one.shown is None and other.shown is None


def with_bare_urls(run: Run, text: str) -> Iterator[Run]:
    """The run cut up so that each bare address in it is a link."""
    at = run.start
    if run.shown is None and not run.style & (Style.LINK | Style.LITERAL):
        for found in _BARE_URL.finditer(text, run.start, run.end):
            end = found.start() + len(_address(found.group()))
            if at < found.start():
                yield replace(run, start=at, end=found.start())
            address = text[found.start() : end]
            target = address if "://" in address else "http://" + address
            yield replace(run, start=found.start(), end=end, style=run.style | Style.LINK, target=target)
            at = end
    if at < run.end:
        yield replace(run, start=at)


def _address(found: str) -> str:
    """Without the punctuation that ends a sentence rather than an address."""
    open_brackets, closed_brackets = found.count("("), found.count(")")
    end = len(found)
    while end and (found[end - 1] in "?!.,:;*_~'\"" or (found[end - 1] == ")" and closed_brackets > open_brackets)):
        end -= 1
        closed_brackets -= found[end] == ")"
    return found[:end]
