"""What a comparison's account of both texts promises, as questions that answer with what does not hold."""

from collections.abc import Iterator

from visioneditor.core.compare.model import Comparison, Op, RunKind, TextRun
from visioneditor.core.compare.words import read_words
from visioneditor.core.document.model import Document

SAME = (RunKind.KEPT, RunKind.MOVED)
HOLE = "\ue000"  # stands for every letter that only the old text could tell


def broken_accounts(comparison: Comparison) -> list[str]:
    """All that is not as promised; empty where all is well."""
    runs = comparison.runs()
    return [
        *_untiled(comparison.old, [(run.old_start, run.old_end) for run in runs]),
        *_untiled(comparison.new, [(run.new_start, run.new_end) for run in runs]),
        *_unlike(comparison, runs),
        *_unrecorded_edits(comparison, runs),
        *_miscounted(comparison, runs),
        *_misapplied(comparison, runs),
    ]


def _untiled(document: Document, spans: list[tuple[int, int]]) -> Iterator[str]:
    """The runs put in order are exactly the text."""
    at = 0
    for start, end in sorted(span for span in spans if span[0] != span[1]):
        if start != at or end < start:
            yield f"a run is at {start}-{end} where {at} was to come"
            return
        at = end
    if at != len(document.text):
        yield f"the runs end at {at} of {len(document.text)}"


def _unlike(comparison: Comparison, runs: tuple[TextRun, ...]) -> Iterator[str]:
    """Kept and moved runs are the same letters, and the words in them the same words."""
    for run in runs:
        if run.kind in SAME and old_of(comparison, run) != new_of(comparison, run):
            yield f"not the same on both sides: {run}"
    kept = [sorted(words_in(comparison.old, runs, side=0)), sorted(words_in(comparison.new, runs, side=1))]
    if kept[0] != kept[1]:
        yield "the kept runs hold other words on either side"


def _unrecorded_edits(comparison: Comparison, runs: tuple[TextRun, ...]) -> Iterator[str]:
    """Every edit of words is a run of its own."""
    edited = {(run.old_start, run.old_end, run.new_start, run.new_end) for run in runs if run.kind is RunKind.EDITED}
    for section in comparison.sections:
        for row in section.blocks:
            for edit in row.edits:
                spans = edit.old_start, edit.old_end, edit.new_start, edit.new_end
                if edit.op not in (Op.MARKUP, Op.LINK) and spans not in edited:
                    yield f"an edit is no run: {edit}"


def _miscounted(comparison: Comparison, runs: tuple[TextRun, ...]) -> Iterator[str]:
    """Words outside of kept runs are those that the summary counts, and layout holds none."""
    for name, document, side, counted in (
        ("old", comparison.old, 0, comparison.summary.words_removed),
        ("new", comparison.new, 1, comparison.summary.words_added),
    ):
        other = len(list(words_in(document, runs, side, kinds=(RunKind.EDITED, RunKind.LAYOUT))))
        respelled = len(list(words_in(document, runs, side, kinds=(RunKind.LAYOUT,))))
        if other - respelled != counted:
            yield f"{other} {name} words are not kept, {counted} are counted"
        if respelled:
            yield f"layout holds {respelled} {name} words"


def _misapplied(comparison: Comparison, runs: tuple[TextRun, ...]) -> Iterator[str]:
    """The patch gives the new text, and without the old one no more than what is recorded."""
    patch, old, new = comparison.patch(), comparison.old.text, comparison.new.text
    recorded = sum(run.new_end - run.new_start for run in runs if run.kind not in SAME)
    del comparison
    if patch.apply(old) != new:
        yield "the patch does not give the new text"
    if len(patch.apply(HOLE * len(old)).replace(HOLE, "")) != recorded or patch.recorded != recorded:
        yield "the patch holds more of the new text than edits and layout record"


def old_of(comparison: Comparison, run: TextRun) -> str:
    """The run's old text."""
    return comparison.old.text[run.old_start : run.old_end]


def new_of(comparison: Comparison, run: TextRun) -> str:
    """The run's new text."""
    return comparison.new.text[run.new_start : run.new_end]


def words_in(
    document: Document, runs: tuple[TextRun, ...], side: int, kinds: tuple[RunKind, ...] = SAME
) -> Iterator[str]:
    """The counted words of one side that begin in runs of some kinds."""
    starts: set[int] = set()
    for run in runs:
        if run.kind in kinds:
            starts.update(range(run.new_start, run.new_end) if side else range(run.old_start, run.old_end))
    for block in document.blocks:
        words = read_words(document.text, block)
        for token, start, is_word in zip(words.tokens, words.starts, words.counted, strict=True):
            if is_word and start in starts:
                yield token
