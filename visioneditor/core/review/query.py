"""Gerrit's way to search changes: `status:open owner:self -is:wip (topic:x OR "two words")`.

Here is the grammar: what is written beside each other must all hold, `OR` binds less than that, `-` or `NOT` turns
one around, quotes and braces keep words together. What each operator asks for stands in `query_operators`.
"""

import re
from collections.abc import Iterable, Iterator

from visioneditor.core.review.listing import ListedChange, Viewer
from visioneditor.core.review.query_operators import Test, build_test, check_value, test_words
from visioneditor.errors import VisionEditorError
from visioneditor.values import dataclass

_TOKEN = re.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))|(?P<minus>-)(?=[^\s)])
        |(?P<word>(?:"(?:[^"\\]|\\.)*(?:"|$)|\{[^{}]*(?:\}|$)|[^\s()"{}]|[{}])+))""",
    re.VERBOSE | re.DOTALL,
)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"|\{([^{}]*)\}', re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_]+):(?!//)")
_DEEPEST = 100  # parentheses in parentheses


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A search that was understood; `limit` is the most changes it wants, None for all."""

    test: Test
    limit: int | None = None

    def choose(self, changes: Iterable[ListedChange], viewer: Viewer) -> tuple[ListedChange, ...]:
        """The changes it holds for, in the order given."""
        found = [change for change in changes if self.test(change, viewer)]
        return tuple(found[: self.limit])


@dataclass(frozen=True, slots=True)
class _Token:
    """A part of the query: its kind, its text as written, where it stands."""

    kind: str
    text: str
    start: int


def parse_query(text: str) -> Query:
    """Understand a query; one with no words holds for every change. Raises "query.…" with `start` and `end`."""
    return _Parser(text).parse()


def is_unfinished(error: VisionEditorError, text: str) -> bool:
    """Whether what is wrong stands at the end, where somebody may still be typing."""
    return error.message == "query.unfinished" or error.arguments.get("end") == len(text.rstrip())


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while found := _TOKEN.match(text, at):
        kind = found.lastgroup or ""
        yield _Token(kind, found[kind], found.start(kind))
        at = found.end()


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, text: str) -> None:
        self._text, self._tokens, self._at, self._depth = text, tuple(_tokens(text)), 0, 0
        self._limit: int | None = None

    def parse(self) -> Query:
        if not self._tokens:
            return Query(test=lambda change, viewer: True)
        test = self._either()
        if (token := self._next) is not None:
            raise _wrong("query.closed", token, word=token.text)
        return Query(test=test, limit=self._limit)

    @property
    def _next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _is_word(self, word: str) -> bool:
        return (token := self._next) is not None and token.kind == "word" and token.text == word

    def _either(self) -> Test:
        tests = [self._every()]
        while self._is_word("OR"):
            tests.append(self._every(after=self._take()))
        return _any_of(tests) if len(tests) > 1 else tests[0]

    def _every(self, after: _Token | None = None) -> Test:
        tests = [self._one(after)]
        while (token := self._next) is not None and token.kind != "close" and not self._is_word("OR"):
            tests.append(self._one(self._take() if token.text == "AND" else None))
        return _all_of(tests) if len(tests) > 1 else tests[0]

    def _one(self, after: _Token | None = None) -> Test:
        token = self._next
        if token is None or token.kind == "close" or token.text in ("OR", "AND"):
            raise _missing(after or token, self._text)
        self._take()
        if token.text == "-" and token.kind == "word":
            raise _wrong("query.nothing-beside", token, word=token.text)
        if token.kind == "minus" or token.text == "NOT":
            return _none_of(self._one(token))
        if token.kind == "open":
            return self._group(token)
        return self._term(token)

    def _group(self, opening: _Token) -> Test:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _wrong("query.too-deep", opening)
        if (token := self._next) is not None and token.kind == "close":
            raise _wrong("query.empty-group", opening, end=token.start + 1)
        test = self._either() if token is not None else None
        if test is None or self._next is None:
            raise _wrong("query.unfinished", opening, what="A closing parenthesis")
        self._take()
        self._depth -= 1
        return test

    def _term(self, token: _Token) -> Test:
        if (quote := _open_quote(token.text)) is not None:
            raise _wrong("query.unfinished", token, what="The closing brace" if quote == "{" else "The closing quote")
        field = _FIELD.match(token.text)
        if field is None:
            return test_words(_unquoted(token.text))
        written = token.text[field.end() :]
        value = _unquoted(written).strip()
        try:
            check_value(field[1].lower(), written)
            if field[1] == "limit":
                self._limit = _limit(value)
                return lambda change, viewer: True
            return build_test(field[1].lower(), value)
        except VisionEditorError as error:
            raise _wrong(error.message, token, **error.arguments) from error


def _limit(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and int(value)):
        raise VisionEditorError("query.bad-value", operator="limit", value=value, known="a number from 1")
    return int(value)


def _unquoted(text: str) -> str:
    return _QUOTED.sub(lambda found: re.sub(r"\\(.)", r"\1", found[1] or "") + (found[2] or ""), text)


def _open_quote(text: str) -> str | None:
    """The quote or brace that is never closed."""
    return next((letter for letter in _QUOTED.sub("", text) if letter in '"{'), None)


def _any_of(tests: list[Test]) -> Test:
    return lambda change, viewer: any(test(change, viewer) for test in tests)


def _all_of(tests: list[Test]) -> Test:
    return lambda change, viewer: all(test(change, viewer) for test in tests)


def _none_of(test: Test) -> Test:
    return lambda change, viewer: not test(change, viewer)


def _missing(after: _Token | None, text: str) -> VisionEditorError:
    """Something was to follow, and does not."""
    if after is None:
        return VisionEditorError("query.unfinished", what="Something to search for", start=0, end=len(text))
    if after.kind == "close":
        return _wrong("query.closed", after, word=after.text)
    return _wrong("query.nothing-beside", after, word=after.text)


def _wrong(message: str, token: _Token, end: object = None, **arguments: object) -> VisionEditorError:
    place = {"start": token.start, "end": token.start + len(token.text) if end is None else end}
    return VisionEditorError(message, detail="", **arguments | place)
