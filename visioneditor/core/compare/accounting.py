"""What became of every character of two compared texts, and the patch that turns one into the other.

All is read off a comparison's rows and edits; nothing is compared a second time. What stands between two words, blocks
or edits (blanks, line ends, markers, adornments, markup signs) is laid beside what stands behind the partner of the
first of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from visioneditor.core.compare.model import Comparison, Patch, Piece, RunKind, TextRun
from visioneditor.core.compare.placing import Item, Span, place_items

_SIGN = re.compile(r"\S")


def account(comparison: Comparison) -> tuple[TextRun, ...]:
    """Runs that cover either text without gaps or overlaps, in the order of the new one."""
    items = [Item(kind=RunKind.KEPT, old=(0, 0), new=(0, 0)), *place_items(comparison)]
    old_gaps = _gaps([(item.old, item.new) for item in items], len(comparison.old.text))
    new_gaps = _gaps([(item.new, item.old) for item in items], len(comparison.new.text))
    runs: list[TextRun] = []
    for item, (old_gap, old_next), (new_gap, new_next) in zip(items, old_gaps, new_gaps, strict=True):
        by_edit = item.by_edit or any(items[at].by_edit for at in (old_next, new_next) if at >= 0)
        runs.append(_run(item.kind, item.old, item.new))
        runs += _gap_runs(comparison, old_gap, new_gap, item, by_edit=by_edit)
    filled = [run for run in runs if run.old_start < run.old_end or run.new_start < run.new_end]
    return tuple(_joined(sorted(filled, key=lambda run: (run.new_start, run.new_end, run.old_start))))


def build_patch(comparison: Comparison) -> Patch:
    """What has to be known beside the old text: of the new one only what edits and layout put there."""
    pieces: list[Piece] = []
    for run in account(comparison):
        if run.kind in (RunKind.KEPT, RunKind.MOVED):
            pieces.append((run.old_start, run.old_end))
        elif run.new_start < run.new_end:
            pieces.append(comparison.new.text[run.new_start : run.new_end])
    return Patch(old_length=len(comparison.old.text), pieces=tuple(pieces))


def _run(kind: RunKind, old: Span, new: Span) -> TextRun:
    return TextRun(kind=kind, old_start=old[0], old_end=old[1], new_start=new[0], new_end=new[1])


def _gaps(items: Sequence[tuple[Span, Span]], end: int) -> list[tuple[Span, int]]:
    """For each span what lies between it and the one behind it in the text, and which that is; -1 for none.

    Each comes with its span in the other text, which tells the order of those that stand at one point.
    """
    order = sorted(range(len(items)), key=items.__getitem__)
    gaps: list[tuple[Span, int]] = [((end, end), -1)] * len(items)
    for at, behind in zip(order, [*order[1:], -1], strict=True):
        gaps[at] = (items[at][0][1], items[behind][0][0] if behind >= 0 else end), behind
    return gaps


def _gap_runs(comparison: Comparison, old: Span, new: Span, item: Item, *, by_edit: bool) -> Iterator[TextRun]:
    """What both sides have is kept, other white space is layout; other signs are, too, or a part of an edit beside."""
    before, after = comparison.old.text, comparison.new.text
    kept = RunKind.MOVED if item.moved else RunKind.KEPT
    if before[slice(*old)] == after[slice(*new)]:
        yield _run(kept, old, new)
        return
    signs = (
        [found.span() for found in _SIGN.finditer(before, *old)],
        [found.span() for found in _SIGN.finditer(after, *new)],
    )
    if [before[start] for start, _ in signs[0]] != [after[start] for start, _ in signs[1]]:
        yield _run(RunKind.EDITED if by_edit else RunKind.LAYOUT, old, new)
        return
    old_at, new_at = old[0], new[0]
    for was, now in zip([*signs[0], (old[1], old[1])], [*signs[1], (new[1], new[1])], strict=True):
        is_same = before[old_at : was[0]] == after[new_at : now[0]]
        yield _run(kept if is_same else RunKind.LAYOUT, (old_at, was[0]), (new_at, now[0]))
        yield _run(kept, was, now)
        old_at, new_at = was[1], now[1]


def _joined(runs: Iterable[TextRun]) -> Iterator[TextRun]:
    """Runs that touch on both sides made one; edits stay apart."""
    last: TextRun | None = None
    for run in runs:
        if last is not None and _goes_on(last, run):
            last = _run(run.kind, (last.old_start, run.old_end), (last.new_start, run.new_end))
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _goes_on(last: TextRun, run: TextRun) -> bool:
    touches = (last.old_end, last.new_end) == (run.old_start, run.new_start)
    return touches and last.kind is run.kind is not RunKind.EDITED
