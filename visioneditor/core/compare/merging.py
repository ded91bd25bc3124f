"""One block's words: some of its edits alone, and two sets of edits of the same words brought together."""

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from visioneditor.core.compare.model import BlockRow, Comparison, Edit, RunKind, TextRun

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_KEPT = frozenset({RunKind.KEPT, RunKind.MOVED})

Region = tuple[int, int, str]  # from where to where in the words both started from, and what stands there instead


def part_of(comparison: Comparison, row: BlockRow, only: Collection[Edit], *, rejects: bool = False) -> str:
    """A block's old words with some edits made; with `rejects` its new words with some undone."""
    assert row.old is not None and row.new is not None
    old_text, new_text = comparison.old.text, comparison.new.text
    parts: list[str] = []
    for runs in _clusters(comparison, row):
        is_chosen = runs[0].kind not in _KEPT and any(_holds(runs, edit) for edit in only)
        wants_new = is_chosen is not rejects
        for run in runs:
            old = old_text[max(run.old_start, row.old.start) : min(run.old_end, row.old.end)]
            new = new_text[max(run.new_start, row.new.start) : min(run.new_end, row.new.end)]
            parts.append(new if wants_new else old)
    return "".join(parts)


def _clusters(comparison: Comparison, row: BlockRow) -> Iterator[list[TextRun]]:
    """The block's runs: each kept one by itself, others with those they touch: none can be had without the others."""
    assert row.old is not None and row.new is not None
    cluster: list[TextRun] = []
    for run in comparison.runs():
        is_old = (row.old.start <= run.old_start and run.old_end <= row.old.end) or _laps(run, row)
        is_new = (row.new.start <= run.new_start and run.new_end <= row.new.end) or _laps(run, row)
        if not is_old or not is_new:
            continue
        if run.kind in _KEPT:
            if cluster:
                yield cluster
            yield [run]
            cluster = []
        else:
            cluster.append(run)
    if cluster:
        yield cluster


def _laps(run: TextRun, row: BlockRow) -> bool:
    """Whether a kept run goes on beyond the block on both sides of the comparison."""
    assert row.old is not None and row.new is not None
    if run.kind not in _KEPT:
        return False
    inside_old = run.old_start < row.old.end and row.old.start < run.old_end
    return inside_old and run.new_start < row.new.end and row.new.start < run.new_end


def _holds(runs: Sequence[TextRun], edit: Edit) -> bool:
    return any(
        (run.old_start <= edit.old_start and edit.old_end <= run.old_end)
        and (run.new_start <= edit.new_start and edit.new_end <= run.new_end)
        for run in runs
    )


def merge_words(before: str, one: str, other: str) -> str | None:
    """What two texts made of the same words, brought together; None where both changed the same ones differently.

    White space is as `other` has it.
    """
    base, mine = _TOKEN.findall(before), _TOKEN.findall(other)
    changes = _regions(base, _TOKEN.findall(one))
    theirs = _regions(base, mine, keeps_space=True)
    merged: list[str] = []
    at = 0
    for start, end, words in _in_order(changes, theirs):
        if start < at:
            return None
        merged += [*base[at:start], words]
        at = end
    return "".join([*merged, *base[at:]])


def _in_order(one: Sequence[Region], other: Sequence[Region]) -> list[Region]:
    """All regions; what both have alike is there once, and what is only other white space gives way."""
    words = [region for region in other if region[2].strip() or not _is_blank(region)]
    return sorted({*one, *words})


def _is_blank(region: Region) -> bool:
    return region[0] == region[1] and not region[2].strip()


def _regions(base: Sequence[str], made: Sequence[str], *, keeps_space: bool = False) -> list[Region]:
    left = [" " if token.isspace() else token for token in base]
    right = [" " if token.isspace() else token for token in made]
    regions: list[Region] = []
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            regions.append((i, j, "".join(made[k:m])))
        elif keeps_space:
            pairs = zip(range(i, j), range(k, m), strict=True)
            regions += [(a, a + 1, made[b]) for a, b in pairs if made[b] != base[a]]
    return regions
