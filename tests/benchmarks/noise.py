"""How much a comparison marks, over every change in the history of the real documents, beside what has to be marked.

*Words*: those that a reader sees, comments and link targets left out. What has to be marked is what an LCS of the two
texts' bare words leaves out: no shorter list of words turns one text into the other. Words of moved blocks and sections
are left out of both, for an LCS knows no moves.

*Edits*: of the LCS, the maximal runs of words that are not kept, over the whole text: what goes and what comes between
two kept words is one. Ours are measured by the same rule: edits with no kept word between them are one, whether they
stand in one paragraph or two; and an edit that holds no word (punctuation alone) is none, as it is none for the LCS.

*Wrapped anew*: pairs in which a line end lies between two words that were kept side by side, on one side only. There
git's comparison of lines is told, too, measured on the words of the source, as the LCS beside it is.
"""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Figure
from tests.benchmarks.material import Material, RevisionPair, read_revision_pairs
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.lcs import Run, run_fast_engine
from visioneditor.core.compare.model import Comparison, Op, RunKind
from visioneditor.core.compare.placing import find_moved
from visioneditor.core.compare.units import SILENT
from visioneditor.core.compare.words import read_words
from visioneditor.core.document.model import Block, Document, Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.text import words

_FEW = 0.2  # of the words changed
_FIRST_CODE = 0x100
_LCS = "an LCS of the bare words"

Places = dict[int, str]  # the words of a text by where they begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What was marked in one pair."""

    words: int
    edits: int
    least_words: int
    least_edits: int
    all_words: int
    blank_edits: int  # of white space alone
    all_edits: int


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """Words, then edits."""
    pairs = read_revision_pairs(material)
    marks = [mark(pair) for pair in pairs]
    lines = [mark_lines(material, pair) for pair in pairs]
    return (*_measure_words(marks, lines), *_measure_edits(marks))


def _measure_words(marks: Sequence[Marks], lines: Sequence[tuple[int, int] | None]) -> tuple[Figure, ...]:
    changed = [found for found in marks if found.least_words]
    few = [found for found in changed if found.least_words < _FEW * found.all_words]
    wrapped = [found for found, line in zip(marks, lines, strict=True) if line is not None]
    by_lines = [found for found in lines if found is not None]
    middle = median([found.words / found.least_words for found in changed] or [1.0])
    return (
        Figure(
            name=f"words in edits, median of {len(changed):,} revision pairs",
            peer_name=_LCS,
            ours=middle,
            peer=1.0,
            unit="times",
            bound=1.0,
        ),
        _sum_up("words in edits, all of them", changed, bound=1.15),
        _sum_up(f"words in edits, the {len(few):,} with under a fifth changed", few, bound=1.03),
        _sum_up(f"words in edits, the {len(wrapped):,} wrapped anew", wrapped),
        Figure(
            name="words on the lines that git marks in those",
            peer_name=_LCS,
            ours=float(sum(marked for marked, _ in by_lines)),
            peer=float(sum(least for _, least in by_lines) or 1),
            unit="words",
        ),
    )


def _measure_edits(marks: Sequence[Marks]) -> tuple[Figure, ...]:
    return (
        Figure(
            name="edits with words",
            peer_name=_LCS,
            ours=float(sum(found.edits for found in marks)),
            peer=float(sum(found.least_edits for found in marks) or 1),
            unit="edits",
            bound=0.75,
        ),
        Figure(
            name="edits of white space alone",
            peer_name="all edits",
            ours=float(sum(found.blank_edits for found in marks)),
            peer=float(sum(found.all_edits for found in marks) or 1),
            unit="edits",
            bound=0.0,
        ),
    )


def _sum_up(name: str, marks: Sequence[Marks], bound: float | None = None) -> Figure:
    ours, peer = sum(found.words for found in marks), sum(found.least_words for found in marks) or 1
    return Figure(name=name, peer_name=_LCS, ours=float(ours), peer=float(peer), unit="words", bound=bound)


def mark(pair: RevisionPair) -> Marks:
    """Compare two revisions in both ways."""
    comparison = compare(parse(pair.old, Markup.RST), parse(pair.new, Markup.RST))
    old, new = _unmoved_words(comparison)
    kept = lcs_runs(list(old.values()), list(new.values()))
    ours = _mark_runs(comparison, old, new)
    edits = [edit for row in comparison.sections for block in row.blocks for edit in block.edits]
    texts = [
        comparison.old.text[edit.old_start : edit.old_end] + comparison.new.text[edit.new_start : edit.new_end]
        for edit in edits
        if edit.op not in (Op.MARKUP, Op.LINK)
    ]
    return Marks(
        words=sum(ours),
        edits=len(ours),
        least_words=len(old) + len(new) - 2 * sum(n for _, _, n in kept),
        least_edits=_count_gaps(kept, len(old), len(new)),
        all_words=len(old) + len(new),
        blank_edits=sum(not text.strip() for text in texts),
        all_edits=len(texts),
    )


def _unmoved_words(comparison: Comparison) -> tuple[Places, Places]:
    """The words of blocks that were not moved, by where they begin."""
    rows = {
        (row.old.start, row.new.start): row
        for section in comparison.sections
        for row in section.blocks
        if row.old is not None and row.new is not None
    }
    moved = find_moved(comparison, rows)
    olds, news = {old for old, _ in moved}, {new for _, new in moved}
    return _words_outside(comparison.old, olds), _words_outside(comparison.new, news)


def _words_outside(document: Document, moved: set[int]) -> Places:
    return {
        start: token
        for block in document.blocks
        if block.start not in moved and block.kind not in SILENT
        for start, token in _words_of(document, block)
    }


def _words_of(document: Document, block: Block) -> Iterator[tuple[int, str]]:
    found = read_words(document.text, block)
    for start, token, is_word in zip(found.starts, found.tokens, found.counted, strict=True):
        if is_word:
            yield start, token


def _mark_runs(comparison: Comparison, old: Places, new: Places) -> list[int]:
    """The words of each edit, edits without a kept word between them taken together."""
    runs = sorted(comparison.runs(), key=lambda run: (run.new_start, run.old_start))
    counts: list[tuple[bool, int]] = []
    for run in runs:
        if run.kind is not RunKind.MOVED:
            olds = sum(at in old for at in range(run.old_start, run.old_end))
            news = sum(at in new for at in range(run.new_start, run.new_end))
            counts.append((run.kind is RunKind.KEPT, olds + news))
    filled = [(is_kept, count) for is_kept, count in counts if count]
    return [sum(count for _, count in group) for is_kept, group in groupby(filled, lambda each: each[0]) if not is_kept]


def lcs_runs(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """The longest list of words that both have in this order, as runs; found without any limit."""
    codes: dict[str, str] = {}
    texts = ["".join(codes.setdefault(word, chr(_FIRST_CODE + len(codes))) for word in side) for side in (old, new)]
    runs: list[Run] = []
    at_old = at_new = 0
    for op, length in run_fast_engine(texts[0], texts[1]):
        if op == "=":
            runs.append((at_old, at_new, length))
        at_old += length if op != "+" else 0
        at_new += length if op != "-" else 0
    return runs


def _count_gaps(runs: Sequence[Run], old_end: int, new_end: int) -> int:
    edges = [(0, 0, 0), *runs, (old_end, new_end, 0)]
    return sum((a + n, b + n) != (c, d) for (a, b, n), (c, d, _) in pairwise(edges))


def mark_lines(material: Material, pair: RevisionPair) -> tuple[int, int] | None:
    """The words on lines that git marks, and the least that have to be; None where no line was wrapped anew."""
    old, new = ([words(line) for line in text.split("\n")] for text in (pair.old, pair.new))
    flat_old, flat_new = ([word for line in side for word in line] for side in (old, new))
    kept = lcs_runs(flat_old, flat_new)
    partners = {a + k: b + k for a, b, n in kept for k in range(n)}
    back = {b: a for a, b in partners.items()}
    if not (_is_wrapped(old, new, partners) or _is_wrapped(new, old, back)):
        return None
    lines = _git_lines(material, pair)
    return sum(len(words(line[1:])) for line in lines), len(flat_old) + len(flat_new) - 2 * len(partners)


def _is_wrapped(lines: list[list[str]], other: list[list[str]], partners: dict[int, int]) -> bool:
    """Whether two words that were kept side by side are parted by a line end here, and there by none."""
    starts = set(accumulate(map(len, other)))
    return any(
        at - 1 in partners and partners.get(at) == partners[at - 1] + 1 and partners[at] not in starts
        for at in accumulate(map(len, lines))
    )


def _git_lines(material: Material, pair: RevisionPair) -> list[str]:
    command = ["git", "-C", str(material.repository), "diff", "-U0", pair.old_id, pair.new_id]
    found = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")
    lines = found.split("\n")
    first = next((at for at, line in enumerate(lines) if line.startswith("@@")), len(lines))
    return [line for line in lines[first:] if line[:1] in ("+", "-")]
