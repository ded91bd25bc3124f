"""Marked text as Markdown: what a document says stays text, marks stand where Markdown sees them."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from visioneditor.core.text import WORD
from visioneditor.exporters.comparison_folding import FOLD
from visioneditor.exporters.comparison_marked import Mark, Piece, Pieces, with_addresses
from visioneditor.exporters.comparison_text_cells import clean
from visioneditor.values import replace

_SIGNS = re.compile(
    r"[`*\[\]<~$]"  # what always means something
    r"|\\(?=[!-/:-@\[-`{-~])|&(?=#|\w+;)"  # only before what it works on
    r"|(?<![^\W_])_|_(?![^\W_])"  # not within words
)
_AT_START = re.compile(r"^(\s*)(?:([-+=>#|:])|(\d+)([.)]))")
_CALL = re.compile(r"(?<![\w.])@(?=\w)")
_WORD_JOINER = "\N{WORD JOINER}"
_MARKS = {Mark.GONE: "~~", Mark.COME: "**", Mark.SAME: "", Mark.QUIET: ""}


def escape(text: str) -> str:
    """Text on one line whose signs mean themselves, wherever on a line it stands."""
    text = _SIGNS.sub(r"\\\g<0>", " ".join(clean(text).split()))
    return _CALL.sub("@" + _WORD_JOINER, text)


def escape_start(text: str) -> str:
    """An escaped text at the beginning of a line."""
    return _AT_START.sub(lambda found: f"{found[1]}{found[3] or ''}\\{found[2] or found[4]}", text)


def marked_text(pieces: Iterable[Piece]) -> str:
    """Mixed text with its marks. A mark stands around whole words: elsewhere Markdown would not see it."""
    parts: list[str] = []
    for mark, text in _whole_words(pieces):
        core = text.strip()
        if not core:
            parts.append(" " if text else "")
            continue
        lead, trail = (" " if text[0].isspace() else ""), (" " if text[-1].isspace() else "")
        if mark is Mark.COME and parts and parts[-1].endswith("~~"):
            lead = " "
        parts.append(f"{lead}{_MARKS[mark]}{escape(core)}{_MARKS[mark]}{trail}")
    return " ".join("".join(parts).split())


def _whole_words(pieces: Iterable[Piece]) -> list[tuple[Mark, str]]:
    """The pieces as runs of one mark, a change within a word or of a sign behind it made one of the whole word."""
    runs = [
        (mark, addressed_text(group) if mark is Mark.COME else "".join(piece.text for piece in group))
        for mark, group in groupby(pieces, key=lambda piece: piece.mark)
    ]
    found: list[tuple[Mark, str]] = []
    at = 0
    while at < len(runs):
        if not _is_change(runs[at]):
            found.append(runs[at])
            at += 1
            continue
        gone, come = "", ""
        while at < len(runs) and (_is_change(runs[at]) or (runs[at][1].isspace() and at + 1 < len(runs))):
            gone += runs[at][1] if runs[at][0] is not Mark.COME else ""
            come += runs[at][1] if runs[at][0] is not Mark.GONE else ""
            at += 1
        before = _rest_before(found[-1][1]) if found and _is_bare(gone, come, 0) else ""
        if before:
            found[-1] = (found[-1][0], found[-1][1][: -len(before)])
        after = _rest_after(runs[at][1]) if at < len(runs) and _is_bare(gone, come, -1) else ""
        if after:
            runs[at] = (runs[at][0], runs[at][1][len(after) :])
        if gone or before or after:
            found.append((Mark.GONE, before + gone + after))
        if come or before or after:
            found.append((Mark.COME, before + come + after))
    return found


def addressed_text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text + address for piece, address in with_addresses(pieces))


def _is_change(run: tuple[Mark, str]) -> bool:
    return run[0] in (Mark.GONE, Mark.COME)


def _is_bare(gone: str, come: str, end: int) -> bool:
    """Whether a mark would begin or end with a sign."""
    return any(text and not text[end].isspace() and WORD.fullmatch(text[end]) is None for text in (gone, come))


def _rest_before(text: str) -> str:
    """The letters and signs at the end of a text, back to a blank or the beginning of its last word."""
    if not text or text[-1].isspace():
        return ""
    found = list(WORD.finditer(text, max(0, len(text) - 80)))
    blank = max(text.rfind(" "), text.rfind("\n")) + 1
    return text[max(blank, found[-1].start() if found else 0) :]


def _rest_after(text: str) -> str:
    """The same at the beginning of a text."""
    if not text or text[0].isspace():
        return ""
    found = WORD.search(text)
    first = text.split(None, 1)[0]
    return first[: found.end()] if found and found.end() <= len(first) else first


def fenced(pieces: Pieces) -> Iterator[str]:
    """Lines of a literal as a diff; the fence is longer than any in it."""
    lines = list(_diff_lines(pieces))
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"{fence}diff"
    yield from lines
    yield fence


def _diff_lines(pieces: Pieces) -> Iterator[str]:
    """The changed lines, each with its neighbours."""
    pairs = list(_line_pairs(pieces))
    changed = [gone != come for gone, come in pairs]
    was_left_out = False
    for at, (gone, come) in enumerate(pairs):
        if not any(changed[max(0, at - 1) : at + 2]):
            was_left_out = True
            continue
        yield from [f" {FOLD}"] if was_left_out else []
        was_left_out = False
        if not changed[at]:
            yield f" {clean(gone[0])}".rstrip()
            continue
        yield from (f"-{clean(line)}" for line in gone)
        yield from (f"+{clean(line)}" for line in come)


def _line_pairs(pieces: Pieces) -> Iterator[tuple[list[str], list[str]]]:
    """Lines of both texts between line ends that they share; none where one side has nothing there."""
    gone, come = "", ""
    marks: set[Mark] = set()
    for piece in (*pieces, replace(pieces[-1], text="\n", mark=Mark.SAME)) if pieces else ():
        for at, part in enumerate(piece.text.split("\n")) if piece.mark is Mark.SAME else [(0, piece.text)]:
            if at:
                yield _lines(gone, Mark.GONE in marks or not marks), _lines(come, Mark.COME in marks or not marks)
                gone, come, marks = "", "", set()
            gone += part if piece.mark is not Mark.COME else ""
            come += part if piece.mark is not Mark.GONE else ""
            if part:
                marks |= {Mark.GONE, Mark.COME} if piece.mark is Mark.SAME else {piece.mark}


def _lines(text: str, is_there: bool) -> list[str]:
    return text.split("\n") if is_there else []
