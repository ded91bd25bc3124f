"""The words of a block as a comparison sees them: visible text cut into words and signs, each with its place.

White space is no token, markup signs and link targets are none; how a token is set (style, target, role) is kept apart,
so that words and markup are compared one after the other. Nothing here decides what belongs together.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from visioneditor.core.document.model import Block, BlockKind, Run, Style
from visioneditor.core.text import word_pattern
from visioneditor.core.text import words as words_of
from visioneditor.values import dataclass

# A sign is one character with whatever combines with it, so that no grapheme is cut.
_JOINED = r"[\u0300-\u036f\u200d\ufe00-\ufe0f\u20d0-\u20ff\U0001f3fb-\U0001f3ff]"
_FLAG = r"[\U0001f1e6-\U0001f1ff]{2}"
_ASCII_TOKEN = re.compile(r"[0-9A-Za-z_]+|\S")

# Between these tags words do not touch; `<b>` and the like are set within a word, too.
_PARTING = re.compile(
    r"</?(?:br|hr|p|div|img|t[dhr]|table|thead|tbody|caption|li|[uod]l|d[dt]|h[1-6]|pre|blockquote|details|summary)\b",
    re.IGNORECASE,
)

_PLAIN = Style.PLAIN
_LABEL = int(Style.LABEL)
_VOCABULARY = 1 << 16  # of which it is kept in mind what is a word

Look = tuple[tuple[int, str, str], ...]  # style, target and role of each run a token lies in

_PLAIN_LOOK: Look = ((int(_PLAIN), "", ""),)
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Tokens in order; the other tuples are as long and say where each stands and how it looks."""

    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    looks: tuple[Look, ...]
    counted: tuple[bool, ...]  # a word in the sense of the summary; signs are compared but not counted
    cells: tuple[int, ...] = ()  # a table row: for each cell the token at which it begins
    addresses: tuple[tuple[int, int], ...] = ()  # spans of tokens that make up a bare address
    edges: frozenset[int] = frozenset()  # tokens that begin a line of a literal: there lines count
    are_whole: bool = False  # each word lies within one run and stands there as it is read
    breaks: frozenset[int] = frozenset()  # tokens that do not follow the one before: a drawn cell's lines lie apart

    def count(self, start: int = 0, end: int | None = None) -> int:
        """How many of the tokens are words."""
        return self.counted[start:end].count(True)

    def part(self, start: int, end: int) -> "Words":
        """Some of the tokens, in their places."""
        return Words(
            tokens=self.tokens[start:end],
            starts=self.starts[start:end],
            ends=self.ends[start:end],
            looks=self.looks[start:end],
            counted=self.counted[start:end],
            addresses=tuple((a - start, b - start) for a, b in self.addresses if start <= a < b <= end),
            edges=frozenset(at - start for at in self.edges if start <= at < end),
            breaks=frozenset(at - start for at in self.breaks if start <= at < end),
        )


def _token_pattern(text: str) -> re.Pattern[str]:
    """What a token is in this text: as with words, where all is ASCII, little need be compiled."""
    return _ASCII_TOKEN if text.isascii() else _any_token()


@cache
def _any_token() -> re.Pattern[str]:
    from visioneditor.core.text import WORD

    return re.compile(rf"{WORD.pattern}|{_FLAG}|[^\s](?:{_JOINED}|(?<=\u200d)[^\s])*", WORD.flags)


def read_words(text: str, block: Block) -> Words:
    """The block's visible tokens; a word that markup cuts in two (`**re**run`) is one."""
    tokens: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    looks: list[Look] = []
    firsts: list[int] = []  # of each run
    addresses: list[int] = []  # runs
    counted: list[bool] = []
    is_whole = True
    pattern = _token_pattern(text)
    for index, run in enumerate(block.runs):
        first = len(tokens)
        firsts.append(first)
        look = _PLAIN_LOOK
        if run.style is not _PLAIN or run.target or run.role:
            look = ((int(run.style), run.target, run.role),)
            if "://" in run.target and _is_address(text, run):
                look = ((int(run.style), "", ""),)  # its words say where it leads
                addresses.append(index)
        if run.shown is None:
            found = pattern.findall(text, run.start, run.end)
            end = run.start
            for token in found:  # between them is white space alone, so that each is the next of its kind
                start = text.find(token, end)
                end = start + len(token)
                starts.append(start)
                ends.append(end)
            tokens += found
            counted += [token.isalnum() or _is_word(token) for token in found]
            looks += [look] * len(found)
        elif shown := run.shown.strip():
            is_whole = False
            tokens.append(shown)
            starts.append(run.start)
            ends.append(run.end)
            counted.append(word_pattern(shown).search(shown) is not None and _is_counted(shown))
            looks.append(look)
        if 0 < first < len(tokens) and counted[first - 1] and counted[first] and index not in block.cells:
            before = block.runs[index - 1]
            is_near = ends[first - 1] == before.end and starts[first] == run.start
            if is_near and _touches(text, before, run):
                tokens[first - 1] += tokens.pop(first)
                looks[first - 1] += looks.pop(first)
                del ends[first - 1], starts[first], counted[first]
                is_whole = False
    firsts.append(len(tokens))
    return Words(
        tokens=tuple(tokens),
        starts=tuple(starts),
        ends=tuple(ends),
        looks=tuple(looks),
        counted=tuple(counted),
        cells=tuple([firsts[index] for index in block.cells]),
        addresses=tuple([(firsts[index], firsts[index + 1]) for index in addresses]),
        edges=_line_starts(text, block, firsts) if block.kind is BlockKind.LITERAL else _NONE,
        breaks=_breaks(starts) if block.cells else _NONE,
        are_whole=is_whole,
    )


def _is_address(text: str, run: Run) -> bool:
    """Whether a link says nothing but where it leads."""
    shown = text[run.start : run.end]
    return shown == run.target or ("http://" + shown == run.target)


def _line_starts(text: str, block: Block, firsts: Sequence[int]) -> frozenset[int]:
    pairs = enumerate(pairwise(block.runs), 1)
    return frozenset(firsts[at] for at, (before, run) in pairs if text.find("\n", before.end, run.start) >= 0)


def _breaks(starts: Sequence[int]) -> frozenset[int]:
    order = sorted(range(len(starts)), key=starts.__getitem__)
    ranks = {at: rank for rank, at in enumerate(order)}
    return frozenset(at for at in range(1, len(order)) if ranks[at] != ranks[at - 1] + 1)


def join_words(parts: Sequence[Words]) -> Words:
    """The words of several blocks as those of one."""
    return Words(
        tokens=tuple(token for part in parts for token in part.tokens),
        starts=tuple(start for part in parts for start in part.starts),
        ends=tuple(end for part in parts for end in part.ends),
        looks=tuple(look for part in parts for look in part.looks),
        counted=tuple(counted for part in parts for counted in part.counted),
        addresses=tuple((start + a, start + b) for start, part in _starts(parts) for a, b in part.addresses),
        edges=frozenset(start + at for start, part in _starts(parts) for at in part.edges),
        breaks=frozenset(start + at for start, part in _starts(parts) for at in part.breaks),
    )


def _starts(parts: Sequence[Words]) -> Iterator[tuple[int, Words]]:
    start = 0
    for part in parts:
        yield start, part
        start += len(part.tokens)


def are_whole(text: str, block: Block) -> bool:
    """Whether each word lies within one run and stands there as it is read, so that visible words are words."""
    before: Run | None = None
    for run in block.runs:
        if run.shown is not None:
            return False
        if before is not None and not text[before.end].isspace() and _touches(text, before, run):
            return False
        before = run
    return True


def visible_words(text: str, block: Block) -> list[str]:
    """Only the counted words, without their places: quicker, for telling how alike two blocks are."""
    found: list[str] = []
    word = word_pattern(text)
    for run in block.runs:
        found += (
            word.findall(text, run.start, run.end) if run.shown is None else filter(_is_counted, words_of(run.shown))
        )
    if text.find("_", block.start, block.end) < 0:
        return found
    return [word for word in found if word[0] != "_" or _is_counted(word)]


def count_plain_words(text: str, start: int, end: int) -> int:
    """The counted words of a stretch in which no markup stands."""
    return sum(_is_word(found.group()) for found in _token_pattern(text).finditer(text, start, end))


def _is_counted(word: str) -> bool:
    """Underscores alone, as programs have them for what needs no name, are compared as a sign is."""
    return word.strip("_") != ""


def _touches(text: str, before: Run, run: Run) -> bool:
    """Whether nothing that is read as a blank lies between two runs; a footnote's mark stands by itself."""
    if (int(before.style) | int(run.style)) & _LABEL:
        return False
    gap = text[before.end : run.start]
    if "\n" in gap or ("<" in gap and _PARTING.search(gap)):
        return False
    return not gap or (not gap[0].isspace() and (not gap[-1].isspace() or gap.endswith("\\ ")))


@lru_cache(maxsize=_VOCABULARY)
def _is_word(token: str) -> bool:
    return word_pattern(token).match(token) is not None and _is_counted(token)
