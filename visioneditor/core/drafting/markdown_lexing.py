"""Markdown, line by line: headings, fences, front matter, comments, lists, and what stands in prose."""

import re

from visioneditor.core.drafting.lexing import LONGEST, START, Lexed, State, Token, TokenKind, Within

_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r"`{3,}[^`]*$|~{3,}")
_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+(?:\[[ xX]\] )?|$)")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTE = re.compile(r" {0,3}(?:> ?)+")
_TABLE_ROW = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:")
_CODE_INDENT = 4

# Each alternative ends at a sign that it cannot hold, so that no line costs more than its length.
_INLINE = re.compile(
    r"(?P<literal>(?<!`)(?P<ticks>`{1,8})(?!`)[^`]+(?P=ticks)(?!`))"
    r"|(?P<reference>!?\[[^\[\]]*\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:[ ][^()]*)?\)|\[[^\[\]]*\])"
    r"|<?\bhttps?://[^\s<>)]+>?)"
    r"|(?P<strong>\*\*[^\s*][^*]*\*\*|(?<!\w)__[^\s_][^_]*__(?!\w))"
    r"|(?P<emphasis>(?<![*\w])\*[^\s*][^*]*\*(?!\*)|(?<![_\w])_[^\s_][^_]*_(?![_\w]))"
)


def lex_markdown(text: str, below: str, state: State) -> Lexed:
    """A line's tokens and the state after it, in time that grows with its length."""
    if len(text) > LONGEST:
        return (), State(Within.PARAGRAPH)
    body = text.lstrip()
    indent = len(text[: len(text) - len(body)].expandtabs(4))
    held = _held(text, body, indent, state)
    if held is not None:
        return held
    if not body:
        return (), State(Within.NOTHING, state.indent) if state.within is not Within.TITLE else START
    return _begin(text, body, indent, below, state)


def _held(text: str, body: str, indent: int, state: State) -> Lexed | None:
    """What a line is because of what stands above it."""
    whole = (Token(0, len(text), TokenKind.LITERAL),) if text else ()
    if state.within is Within.FENCE:
        row = body.rstrip()
        is_end = indent < _CODE_INDENT + state.indent and len(row) >= state.size and not row.strip(state.sign)
        return (
            ((Token(0, len(text), TokenKind.MARKUP),), State(indent=state.indent)) if is_end and row else (whole, state)
        )
    if state.within is Within.COMMENT:
        return _comment(text, 0, state.indent)
    if state.within is Within.FRONT_MATTER:
        is_end = text.rstrip() in ("---", "...")
        return whole, START if is_end else state
    if state.within is Within.TITLE:
        return (Token(0, len(text), TokenKind.ADORNMENT),), START
    return None


def _comment(text: str, start: int, indent: int) -> Lexed:
    end = text.find("-->", start)
    if end < 0:
        return ((Token(start, len(text), TokenKind.COMMENT),) if text else ()), State(Within.COMMENT, indent)
    return (Token(start, end + 3, TokenKind.COMMENT), *_prose(text, end + 3)), State(Within.PARAGRAPH, indent)


def _begin(text: str, body: str, indent: int, below: str, state: State) -> Lexed:
    is_first, start, whole = state.within is Within.NOTHING, len(text) - len(body), len(text)
    column = min(indent, state.indent) if is_first else state.indent  # of the list that the line is in
    is_item = column > 0 and _ITEM.match(body) is not None
    if is_first and indent >= column + _CODE_INDENT and not is_item:
        return (Token(start, whole, TokenKind.LITERAL),), State(Within.NOTHING, column)
    if body.startswith("<!--"):
        return _comment(text, start, column)
    fence = _FENCE.match(body)
    if fence is not None:
        after = State(Within.FENCE, column, 0, body[0], len(body) - len(body.lstrip(body[0])))
        return (Token(start, whole, TokenKind.MARKUP),), after
    if _ATX.match(body):
        return (Token(0, whole, TokenKind.TITLE),), START
    if _RULE.match(text) or _TABLE_ROW.match(body):
        return (Token(start, whole, TokenKind.MARKUP),), State(Within.NOTHING, column)
    item = _ITEM.match(body)
    if item is not None:
        marker = Token(start, start + len(item[0].rstrip()), TokenKind.MARKUP)
        return (marker, *_prose(text, start + item.end())), State(
            Within.PARAGRAPH, indent + len(item[0].split()[0]) + 1
        )
    if is_first and _SETEXT.match(below) and indent < _CODE_INDENT and not _QUOTE.match(text):
        return (Token(start, whole, TokenKind.TITLE),), State(Within.TITLE)
    mark = _QUOTE.match(text) or _DEFINITION.match(text)
    if mark is not None:
        return (Token(0, mark.end(), TokenKind.MARKUP), *_prose(text, mark.end())), State(Within.PARAGRAPH, column)
    return _prose(text, start), State(Within.PARAGRAPH, column)


def lex_first_markdown(text: str, below: str) -> Lexed:
    """The first line of a file, which may open its front matter."""
    if text.rstrip() == "---":
        return (Token(0, len(text), TokenKind.MARKUP),), State(Within.FRONT_MATTER)
    return lex_markdown(text, below, START)


def _prose(text: str, start: int) -> tuple[Token, ...]:
    found = _INLINE.finditer(text, start)
    return tuple(Token(each.start(), each.end(), TokenKind(str(each.lastgroup))) for each in found)
