"""reStructuredText, line by line: titles, literals, comments, directives, lists, and what stands in prose."""

import re

from visioneditor.core.drafting.lexing import LONGEST, START, Lexed, State, Token, TokenKind, Within

_ROW = re.compile(r"([!-/:-@\[-`{-~])\1*\s*$")
_EXPLICIT = re.compile(r"(?:\.\.|__)(?: |$)")
_TARGET = re.compile(r"(?:\.\. +_|__ )")
_FOOTNOTE = re.compile(r"\.\. +\[[^\]]*\](?: |$)")
_DIRECTIVE = re.compile(r"\.\. +(?:\|[^|]+\| +)?([\w.:+-]+?) ?::(?: |$)")
_ITEM = re.compile(r"(?:[-*+•‣⁃]|\(?(?:[0-9]{1,9}|[A-Za-z]|#|[ivxlcdmIVXLCDM]{1,9})[.)])(?: +|$)")
_FIELD = re.compile(r":(?! )[^:`]+:(?= |$)")
_BORDER = re.compile(r"\+(?:[-=]+\+)+\s*$|=+(?: +=+)+\s*$|-+(?: +-+)+\s*$")
_OPENING = re.compile(r"[\s'\"(\[{<\-/:–—]")
_CODE_NAMES = """
    code code-block sourcecode math raw graphviz digraph graph productionlist doctest testcode testsetup testcleanup
    testoutput parsed-literal literalinclude include highlight prompt mermaid plantuml uml blockdiag seqdiag
"""
_CODE = frozenset(_CODE_NAMES.split())

# Each alternative ends at a sign that it cannot hold, so that no line costs more than its length.
_INLINE = re.compile(
    r"(?P<literal>``[^\s`](?:[^`]|`(?!`))*``)"
    r"|(?P<reference>(?::[\w.+:-]{1,80}:)?`[^`\s](?:[^`\\]|\\.){0,400}`(?:__?|:[\w.+:-]{1,80}:)?"
    r"|\bhttps?://[^\s<>`]+|\[[^\]\s]{1,80}\]_|\|[^|\s](?:[^|]*[^|\s])?\|_{0,2}|\b[A-Za-z0-9][A-Za-z0-9-]{0,80}__?(?!\w))"
    r"|(?P<strong>\*\*[^\s*](?:[^*]|\*(?!\*))*\*\*)"
    r"|(?P<emphasis>\*[^\s*][^*]*\*)"
)
_CLOSINGS = ("", "``", "`", "**", "*")  # what an open one of the last line ends with; its place is `State.inline`
_OPEN_KINDS = (None, TokenKind.LITERAL, TokenKind.REFERENCE, TokenKind.STRONG, TokenKind.EMPHASIS)
_OPEN = re.compile(r"(?P<lead>^|[\s'\"(\[{<\-/:])(?::[\w.+:-]{1,80}:)?(?P<sign>``|`|\*\*|\*)(?=[^\s`*])")


def lex_rst(text: str, below: str, state: State) -> Lexed:
    """A line's tokens and the state after it, in time that grows with its length."""
    if len(text) > LONGEST:
        return (), State(Within.PARAGRAPH)
    body = text.lstrip()
    indent = len(text[: len(text) - len(body)].expandtabs(8))
    if not body:
        return (), _after_blank(state)
    held = _held(text, body, indent, below, state)
    return held if held is not None else _begin(text, body, indent, below, state)


def _after_blank(state: State) -> State:
    if state.within in (Within.LITERAL, Within.COMMENT):
        return state
    if state.within in (Within.EXPECTING, Within.CODE_OPTIONS):
        return State(Within.LITERAL, state.indent)
    return START


def _held(text: str, body: str, indent: int, below: str, state: State) -> Lexed | None:
    """What a line is because of what stands above it."""
    whole, within = len(text), state.within
    if indent > state.indent or (within is Within.LITERAL and _is_quoted(body, indent, state)):
        if within in (Within.LITERAL, Within.COMMENT, Within.TARGET):
            kinds = {Within.LITERAL: TokenKind.LITERAL, Within.COMMENT: TokenKind.COMMENT}
            start = whole - len(body)
            return (Token(start, whole, kinds.get(within, TokenKind.REFERENCE)),), state
        if within in (Within.OPTIONS, Within.CODE_OPTIONS):
            found = _FIELD.match(body)
            start = whole - len(body)
            head = (Token(start, start + found.end(), TokenKind.MARKUP),) if found else ()
            return head + _prose(text, start + (found.end() if found else 0), below, 0)[0], state
    if within is Within.TITLE:
        return (Token(0, whole, TokenKind.ADORNMENT),), START
    if within is Within.OVERLINE and _is_row(below, state.sign):
        return (Token(0, whole, TokenKind.TITLE),), State(Within.TITLE)
    return None


def _is_quoted(body: str, indent: int, state: State) -> bool:
    """A literal that is not indented: each of its lines begins with the same sign."""
    return indent == state.indent and state.sign != " " and body[0] == state.sign


def _is_row(text: str, sign: str = "") -> bool:
    found = _ROW.match(text)
    return found is not None and (not sign or text[0] == sign)


def _begin(text: str, body: str, indent: int, below: str, state: State) -> Lexed:
    is_first = state.within not in (Within.PARAGRAPH, Within.EXPECTING)
    start = len(text) - len(body)
    if is_first:
        begun = _begin_block(text, body, indent, below)
        if begun is not None:
            return begun
    if body[0] == "+" and _BORDER.match(body):  # the next row of a table
        return (Token(start, len(text), TokenKind.MARKUP),), START
    item = _ITEM.match(body)
    if item is not None and (is_first or indent < state.indent):
        tokens, after = _paragraph(text, start + item.end(), indent + item.end(), below, 0)
        return (Token(start, start + len(item[0].rstrip()), TokenKind.MARKUP), *tokens), after
    field = _FIELD.match(body)
    if field is not None and (is_first or indent < state.indent):
        tokens, after = _paragraph(text, start + field.end(), indent + 1, below, 0)
        return (Token(start, start + field.end(), TokenKind.MARKUP), *tokens), after
    return _paragraph(text, start, indent, below, state.inline if not is_first else 0)


def _begin_block(text: str, body: str, indent: int, below: str) -> Lexed | None:
    """What only the first line of a block can be."""
    start, whole = len(text) - len(body), len(text)
    if _EXPLICIT.match(body):
        return _explicit(text, body, indent, below)
    if _BORDER.match(body):
        return (Token(start, whole, TokenKind.MARKUP),), START
    if body.startswith(">>> "):
        return (Token(start, whole, TokenKind.LITERAL),), State(Within.PARAGRAPH, indent)
    row = _ROW.match(body)
    if row is not None and indent == 0 and body.rstrip() != "::" and len(body.rstrip()) > 1:
        if below.strip() and not _is_row(below):
            return (Token(0, whole, TokenKind.ADORNMENT),), State(Within.OVERLINE, 0, 0, body[0])
        if len(body.rstrip()) >= 4 and not below.strip():
            return (Token(0, whole, TokenKind.ADORNMENT),), START
    if indent == 0 and row is None and _is_underline(below, body):
        return (Token(0, whole, TokenKind.TITLE),), State(Within.TITLE)
    return None


def _is_underline(below: str, title: str) -> bool:
    length = len(below.rstrip())
    return _is_row(below) and length > 1 and (length >= 4 or length >= len(title.rstrip())) and title[:2] != "- "


def _explicit(text: str, body: str, indent: int, below: str) -> Lexed:
    start, whole = len(text) - len(body), len(text)
    if _TARGET.match(body):
        return (Token(start, whole, TokenKind.REFERENCE),), State(Within.TARGET, indent)
    footnote = _FOOTNOTE.match(body)
    if footnote is not None:
        tokens, after = _paragraph(text, start + footnote.end(), indent + 3, below, 0)
        return (Token(start, start + footnote.end(), TokenKind.REFERENCE), *tokens), after
    directive = _DIRECTIVE.match(body)
    if directive is not None:
        options = Within.CODE_OPTIONS if directive[1] in _CODE else Within.OPTIONS
        head = Token(start, start + len(directive[0].rstrip()), TokenKind.MARKUP)
        return (head, *_prose(text, start + directive.end(), below, 0)[0]), State(options, indent)
    is_empty = body.rstrip() == ".." and not below.strip()  # docutils: what is indented below is a quote
    return (Token(start, whole, TokenKind.COMMENT),), START if is_empty else State(Within.COMMENT, indent)


def _paragraph(text: str, start: int, column: int, below: str, inline: int) -> Lexed:
    tokens, still = _prose(text, start, below, inline)
    if text.rstrip().endswith("::"):
        return tokens, State(Within.EXPECTING, column)
    return tokens, State(Within.PARAGRAPH, column, still)


def _prose(text: str, start: int, below: str, inline: int) -> tuple[tuple[Token, ...], int]:
    """What stands in a line of prose, and what of it goes on in the next one."""
    tokens: list[Token] = []
    kind, closing = _OPEN_KINDS[inline], _CLOSINGS[inline]
    if kind is not None:
        end = text.find(closing, start)
        end = len(text) if end < 0 else end + len(closing)
        end += len(text[end:]) - len(text[end:].lstrip("_")) if kind is TokenKind.REFERENCE else 0
        tokens.append(Token(start, end, kind))
        start = end
    at = start
    while (found := _INLINE.search(text, at)) is not None:
        at = found.end()
        word = found.lastgroup
        if found.start() == start or _OPENING.match(text, found.start() - 1) or found[0][0] not in "*`|":
            tokens.append(Token(found.start(), found.end(), TokenKind(str(word))))
            start = at
        else:
            at = found.start() + 1
    return _opened(text, start, below, tokens)


def _opened(text: str, start: int, below: str, tokens: list[Token]) -> tuple[tuple[Token, ...], int]:
    """Markup that begins in this line's last words and ends in the line below."""
    found = _OPEN.search(text, start)
    if found is not None and found["sign"] in below[:LONGEST] and below.strip():
        inline = _CLOSINGS.index(found["sign"])
        kind = _OPEN_KINDS[inline]
        if kind is not None:
            tokens.append(Token(found.end("lead"), len(text), kind))
            return tuple(tokens), inline
    return tuple(tokens), 0
