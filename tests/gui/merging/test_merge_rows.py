"""Rows of a merge are made once, and after a decision only those of which something is said anew."""

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.decisions import Decisions, Taken
from visioneditor.core.drafting.three_way import merge
from visioneditor.gui.merging.merge_rows import MergeRows, row_key
from visioneditor.gui.prose.rows import BarKind, LabelLine, Row


def decisions_on(sections: int) -> Decisions:
    texts = [
        "".join(f"Part {n}\n======\n\nIt is {word} in {n}. It stays.\n\n" for n in range(10, 10 + sections))
        for word in ("small", "very small", "rather small")
    ]
    return Decisions(merged=merge(*(parse(text, Markup.RST) for text in texts)))


def actions(row: Row) -> list[str]:
    lines = [piece for cell in row.cells if cell for piece in cell.pieces if isinstance(piece, LabelLine)]
    return [label.action for line in lines for label in line.labels if label.action]


def test_a_decision_makes_only_the_rows_anew_that_it_changes() -> None:
    decisions = decisions_on(8)
    rows = MergeRows(decisions.merged, Markup.RST)
    first, second = rows.places[:2]
    before = rows.rows(decisions, first)
    after = rows.rows(decisions.take(first, Taken.THEIRS), second)
    anew = [now.key for was, now in zip(before, after, strict=True) if was is not now]
    assert anew == [f"section:{first.section}", row_key(first), row_key(second)]


def test_where_nothing_is_decided_nothing_can_be_clicked_and_new_words_have_a_bar() -> None:
    decisions = decisions_on(1)
    rows = MergeRows(decisions.merged, Markup.RST, is_deciding=False)
    (place,) = rows.places
    (row,) = (row for row in rows.rows(decisions, place) if row.key == row_key(place))
    assert not actions(row)
    assert [cell.bars for cell in row.cells if cell] == [(), (BarKind.ADDED,), (BarKind.ADDED,)]
