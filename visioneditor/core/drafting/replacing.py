"""Words found in source texts, and what is to stand in their place: as they are written, or as a regular expression."""

import re
from collections.abc import Iterable, Iterator

from visioneditor.errors import VisionEditorError
from visioneditor.values import dataclass

_AROUND = 50  # characters shown on either side


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for, and what is to stand in its place; in a regular expression `\\1` is its first group."""

    words: str
    new: str = ""
    has_case: bool = False
    is_whole_words: bool = False
    is_expression: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A place that was found, on its line, and what would stand there."""

    start: int
    end: int
    line: int
    before: str
    found: str
    after: str
    new: str


def compile_query(query: Query) -> re.Pattern[str]:
    """The pattern of a query; raises "replace.not-an-expression". A blank matches line ends, too, where it is words."""
    if query.is_expression:
        pattern = query.words
    else:
        pattern = r"\s+".join(map(re.escape, query.words.split())) if query.words.strip() else re.escape(query.words)
    if query.is_whole_words:
        pattern = rf"(?<!\w)(?:{pattern})(?!\w)"
    try:
        return re.compile(pattern, re.MULTILINE | (0 if query.has_case else re.IGNORECASE))
    except (re.error, OverflowError, RecursionError) as error:
        raise VisionEditorError("replace.not-an-expression", reason=str(error)) from error


def prove_replacement(query: Query) -> None:
    """Raise "replace.not-a-replacement" where it names a group that the expression does not have."""
    if query.is_expression:
        try:
            compile_query(query).sub(query.new, "")
        except (re.error, IndexError) as error:
            raise VisionEditorError("replace.not-a-replacement", reason=str(error)) from error


def find_matches(text: str, query: Query, most: int) -> list[Match]:
    """The places in a text, as many as are wanted; where nothing stands, nothing is found."""
    found: list[Match] = []
    line, counted = 1, 0
    for match in compile_query(query).finditer(text):
        start, end = match.span()
        if start == end:
            continue
        line, counted = line + text.count("\n", counted, start), start
        found.append(_match(text, match, line, query))
        if len(found) == most:
            break
    return found


def _match(text: str, match: re.Match[str], line: int, query: Query) -> Match:
    start, end = match.span()
    begin = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    line_end = text.find("\n", end)
    rest = text[end : min(line_end if line_end >= 0 else len(text), end + _AROUND)]
    return Match(
        start=start,
        end=end,
        line=line,
        before=text[begin:start].lstrip(),
        found=match.group(),
        after=rest.rstrip(),
        new=match.expand(query.new) if query.is_expression else query.new,
    )


def find_in_all(texts: Iterable[tuple[str, str]], query: Query, most: int) -> Iterator[tuple[str, tuple[Match, ...]]]:
    """The places by path, of texts that have some, until there are as many as are wanted."""
    for path, text in texts:
        found = find_matches(text, query, most)
        if found:
            most -= len(found)
            yield path, tuple(found)
        if most <= 0:
            return
