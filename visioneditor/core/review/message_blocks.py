"""What a comment says, as paragraphs, items, quotes and code: a small part of Markdown, as Gerrit's own pages show it.

Comments are untrusted. Nothing here leads to HTML, an image or a link whose address is not shown: tags stay the letters
that they are, an image is its address, a link is its words and its address behind them. Signs that turn the direction
of what follows are made visible, so that no address reads as another one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Flag, StrEnum, auto
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from visioneditor.values import dataclass

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SUGGESTION = "suggestion"  # the word behind the fence of what is proposed instead of the quoted lines

_LONGEST = 100_000  # characters; what is longer is shown as it is written
_DEEPEST = 20  # quotes and lists within each other
_MARKUP = re.compile(r"[*_`~<>\[\]\\#&]|://|^[ \t]*(?:[-+]|\d+[.)])|^(?: {4}|\t)", re.MULTILINE)
_ADDRESS = re.compile(r"\b(?:https?://|mailto:)[!-;=?-~]+")
_TAIL = ".,;:!?'\"*_"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]")
_QUOTED_LINE = re.compile(r" {0,3}>")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_OPENABLE = ("http://", "https://", "mailto:")


class BlockKind(StrEnum):
    """What a part of a message is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    RULE = "rule"


class RunStyle(Flag):
    """How words are set apart."""

    PLAIN = 0
    EMPHASIS = auto()
    STRONG = auto()
    CODE = auto()
    STRUCK = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRun:
    """Some words; those that are an `address` may be opened."""

    text: str
    style: RunStyle = RunStyle.PLAIN
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageBlock:
    """A part of a message. `quoted` and `indent` are levels; the first block of a list's item has its `marker`."""

    kind: BlockKind = BlockKind.PARAGRAPH
    runs: tuple[MessageRun, ...] = ()
    quoted: int = 0
    indent: int = 0
    marker: str = ""
    language: str = ""  # of code: what stands behind its fence

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)

    @property
    def is_plain(self) -> bool:
        """Whether nothing is set apart in it."""
        return all(run.style is RunStyle.PLAIN and not run.address for run in self.runs)


def parse_message(message: str) -> tuple[MessageBlock, ...]:
    """The parts of a message in their order; line breaks stand where they were typed."""
    text = _TURNING.sub("\ufffd", message.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    if not _MARKUP.search(text):
        return tuple(MessageBlock(runs=(MessageRun(text=part.strip()),)) for part in _paragraphs(text))
    tokens = _markdown().parse(_end_quotes(text)) if len(text) <= _LONGEST else []
    if not tokens or max(token.level for token in tokens) >= _DEEPEST - 1:  # deeper down words would be left out
        return (MessageBlock(runs=(MessageRun(text=text),)),)
    return tuple(_Reader().read(tokens))


def quote_message(message: str) -> str:
    """A message as the beginning of an answer that quotes it: what it quotes itself is left out."""
    own = [line for line in message.strip().split("\n") if not _QUOTED_LINE.match(line)]
    lines = "\n".join(own).strip().split("\n")
    return "".join(f"> {line}".rstrip() + "\n" for line in lines) + "\n"


def _paragraphs(text: str) -> Iterator[str]:
    return (part for part in re.split(r"\n[ \t]*\n", text) if part.strip())


def _end_quotes(text: str) -> str:
    """A quote ends with its last marked line, as people mean it; Markdown would go on to the next blank one."""
    lines: list[str] = []
    fence, was_quoted = "", False
    for line in text.split("\n"):
        opened = _FENCE.match(line)
        if fence:
            fence = "" if opened and opened[1].startswith(fence) else fence
        elif opened:
            fence = opened[1]
        is_quoted = not fence and bool(_QUOTED_LINE.match(line))
        if was_quoted and not is_quoted and line.strip():
            lines.append("")
        lines.append(line)
        was_quoted = is_quoted
    return "\n".join(lines)


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable("strikethrough")
    return parser.disable(["reference", "lheading", "html_block", "html_inline"])  # none of which may take words away


class _Reader:
    """Goes through the parser's tokens and keeps how deep in lists and quotes it is."""

    def __init__(self) -> None:
        self._quoted = 0
        self._lists: list[int | None] = []  # the number of the item to come; None where they have none
        self._marker = ""

    def read(self, tokens: Sequence["Token"]) -> Iterator[MessageBlock]:
        kind = BlockKind.PARAGRAPH
        for token in tokens:
            if token.type == "inline":
                yield self._block(kind, tuple(_runs(token.children or ())))
            elif token.type in ("fence", "code_block"):
                runs = (MessageRun(text=token.content.removesuffix("\n")),)
                yield self._block(BlockKind.CODE, runs, language=token.info.strip())
            elif token.type == "hr":
                yield self._block(BlockKind.RULE, ())
            else:
                kind = BlockKind.HEADING if token.type == "heading_open" else BlockKind.PARAGRAPH
                self._enter(token)

    def _enter(self, token: "Token") -> None:
        if token.type in ("blockquote_open", "blockquote_close"):
            self._quoted += token.nesting
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            self._lists.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif token.type == "list_item_open":
            number = self._lists[-1]
            self._marker = "•" if number is None else f"{number}{token.markup}"
            self._lists[-1] = None if number is None else number + 1

    def _block(self, kind: BlockKind, runs: tuple[MessageRun, ...], language: str = "") -> MessageBlock:
        marker, self._marker = self._marker, ""
        return MessageBlock(
            kind=kind, runs=runs, quoted=self._quoted, indent=len(self._lists), marker=marker, language=language
        )


_STYLES = {"em": RunStyle.EMPHASIS, "strong": RunStyle.STRONG, "s": RunStyle.STRUCK}


def _runs(tokens: Iterable["Token"]) -> Iterator[MessageRun]:
    style, inside = RunStyle.PLAIN, list[MessageRun]()
    address: str | None = None  # of the link that is read
    for token in tokens:
        styling = _STYLES.get(token.type.partition("_")[0])
        if token.type == "link_open":
            address = _address(token, "href")
        elif token.type == "link_close":
            yield from _link(inside, address or "")
            inside, address = [], None
        elif styling:
            style = style | styling if token.nesting > 0 else style & ~styling
        else:
            runs = _said(token, style, is_linked=address is not None)
            if address is None:
                yield from runs
            else:
                inside += runs


def _said(token: "Token", style: RunStyle, *, is_linked: bool) -> Iterator[MessageRun]:
    if token.type == "image":
        yield from _link([MessageRun(text=token.content, style=style)], _address(token, "src"))
    elif token.type == "text" and not is_linked:
        yield from _bare_addresses(token.content, style)
    else:
        words = "\n" if token.type in ("softbreak", "hardbreak") else token.content
        yield MessageRun(text=words, style=style | RunStyle.CODE if token.type == "code_inline" else style)


def _address(token: "Token", name: str) -> str:
    """Where it leads, and its title, which is shown nowhere else."""
    title = token.attrs.get("title")
    return f"{token.attrs.get(name, '')} {title}" if title else str(token.attrs.get(name, ""))


def _link(words: Sequence[MessageRun], address: str) -> Iterator[MessageRun]:
    """The words, and the address behind them; where they are the address, it alone."""
    leads = MessageRun(text=address, address=address.split()[0] if address.startswith(_OPENABLE) else "")
    if unquote("".join(run.text for run in words)) == unquote(address):  # signs in it may be written as their codes
        yield leads
        return
    yield from words
    yield from (MessageRun(text=" ("), leads, MessageRun(text=")"))


def _bare_addresses(words: str, style: RunStyle) -> Iterator[MessageRun]:
    """Words in which addresses are told apart."""
    at = 0
    for found in _ADDRESS.finditer(words):
        address = _without_tail(found[0])
        if found.start() > at:
            yield MessageRun(text=words[at : found.start()], style=style)
        yield MessageRun(text=address, style=style, address=address)
        at = found.start() + len(address)
    if at < len(words):
        yield MessageRun(text=words[at:], style=style)


def _without_tail(address: str) -> str:
    """An address without the signs that end the sentence, or the bracket, that it stands in."""
    short = address.rstrip(_TAIL)
    while short.endswith(tuple(_BRACKETS)) and short.count(short[-1]) > short.count(_BRACKETS[short[-1]]):
        short = short[:-1].rstrip(_TAIL)
    return short
