"""Compares two texts for the window: on the thread that asks, or, where they are long, in a process of its own.

Beside a thread that computes for seconds the window would stutter, and what comparing needs of memory would stay.
"""

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from visioneditor.gui.comparing.comparison_view import ComparisonView
from visioneditor.gui.prose.placed_rows import PlacedRows
from visioneditor.gui.prose.rows import Row
from visioneditor.gui.worked_out import ComparedTexts, old_text_rows, takes_long
from visioneditor.services.aside import AsideError, work_aside
from visioneditor.services.found_pair import FoundPair, compare_pair, load_text
from visioneditor.services.reading import parse_data
from visioneditor.values import dataclass

Tell = Callable[[tuple[Row, ...]], object]
RowsOf = tuple[ComparisonView, PlacedRows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a comparison is first shown."""

    is_unified: bool = False
    is_typeset: bool = True
    with_rebase: bool = False


def compare_texts(
    pair: FoundPair, way: Way, tell: Tell = lambda rows: None, cancel: Callable[[], bool] = lambda: False
) -> ComparedTexts:
    """The comparison with all that a view needs; of a long text, `tell` gets the older one's rows before."""
    if takes_long(pair.size):
        try:
            return _compare_aside(pair, way, tell, cancel)
        except AsideError:  # no second process is to be had
            if cancel():
                raise
    loaded = compare_pair(pair, parse_data)
    return ComparedTexts(loaded, is_typeset=way.is_typeset, with_rebase=way.with_rebase).work_out(way.is_unified)


def _compare_aside(pair: FoundPair, way: Way, tell: Tell, cancel: Callable[[], bool]) -> ComparedTexts:
    waiting = _Waiting(cancel)
    answers = work_aside(compare_in_pieces, pair, way, cancel=waiting.is_over)
    tell(next(answers))
    texts: ComparedTexts = next(answers)
    return texts.expect(partial(_read_rest, waiting, answers))


class _Waiting:
    """Who waits for the other process: first the comparison, then what is to be there after it."""

    def __init__(self, cancel: Callable[[], bool]) -> None:
        self.cancel = cancel

    def is_over(self) -> bool:
        """Whether nobody waits any more."""
        return self.cancel()


def _read_rest(waiting: _Waiting, answers: Iterator[Any], cancel: Callable[[], bool]) -> Iterator[RowsOf]:
    waiting.cancel = cancel
    with contextlib.suppress(AsideError):  # then they are found when they are asked for
        yield from answers


def compare_in_pieces(pair: FoundPair, way: Way) -> Iterator[object]:
    """The older text's rows, then all that is first shown, then the other layout's rows; runs in the other process."""
    old = load_text(pair.old)
    yield old_text_rows(old.document)
    loaded = compare_pair(pair, old=old)
    texts = ComparedTexts(loaded, is_typeset=way.is_typeset, with_rebase=way.with_rebase).work_out(way.is_unified)
    yield texts
    other = texts.views(way.is_unified)[1]
    yield other, texts.find_rows(other)
