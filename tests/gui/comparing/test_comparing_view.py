"""Compare mode's view."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Comparison
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.gui.comparing.comparing_view import ComparingView
from visioneditor.gui.look import Look
from visioneditor.gui.prose.rows import NEW, OLD, BarKind, ThreadMark


def build(look: Look, qtbot: QtBot, comparison: Comparison | None, width: int = 900) -> ComparingView:
    view = ComparingView(look)
    qtbot.addWidget(view)
    view.prose.motion_ms = 0
    view.resize(width, 400)
    view.show_comparison(comparison)
    view.show()
    return view


def test_the_counts_are_said(look: Look, qtbot: QtBot, comparison: Comparison) -> None:
    view = build(look, qtbot, comparison)
    assert "1 section moved" in view.counts.text.accessibleName()
    assert view.counts.position.text() == f"{view.change_count()} changes"


def test_next_and_previous_go_through_all_changes(look: Look, qtbot: QtBot, comparison: Comparison) -> None:
    view = build(look, qtbot, comparison)
    count = view.change_count()
    for number in range(1, count + 1):
        view.next_change()
        assert view.change() == number
    view.next_change()
    assert view.change() == count
    assert view.counts.position.text() == f"Change {count} of {count}"
    assert not view.counts.next.isEnabled()
    view.previous_change()
    assert view.change() == count - 1


def test_a_click_opens_a_fold_where_it_stands(look: Look, qtbot: QtBot, comparison: Comparison) -> None:
    view = build(look, qtbot, comparison)
    before = len(view.prose.rows())
    QTest.mouseClick(view.prose.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(120, 14))
    assert len(view.prose.rows()) > before
    assert view.prose.stage().visible()[0] == (0, 0)


def test_all_folds_open_and_close(look: Look, qtbot: QtBot, comparison: Comparison) -> None:
    view = build(look, qtbot, comparison)
    before = len(view.prose.rows())
    view.toggle_all_folds()
    assert len(view.prose.rows()) > before
    view.toggle_all_folds()
    assert len(view.prose.rows()) == before


def test_narrow_views_become_unified(look: Look, qtbot: QtBot, comparison: Comparison) -> None:
    view = build(look, qtbot, comparison)
    assert not view.is_unified()
    with qtbot.waitSignal(view.unified_changed) as changed:
        view.resize(560, 400)
    assert changed.args == [True] and len(view.prose.plan().columns) == 1
    view.resize(900, 400)
    assert not view.is_unified()
    view.set_unified(True)
    assert view.is_unified()


def test_a_narrow_window_shows_one_text_until_two_columns_are_asked_for(
    look: Look, qtbot: QtBot, comparison: Comparison
) -> None:
    view = build(look, qtbot, comparison)
    view.set_narrow(True)
    assert view.is_unified()
    view.set_unified(False)
    assert not view.is_unified()
    view.set_narrow(False)
    view.set_narrow(True)
    assert not view.is_unified()  # the reader's choice stands
    view.resize(560, 400)
    assert view.is_unified()


def test_a_place_in_a_fold_is_shown_by_opening_it(look: Look, qtbot: QtBot, comparison: Comparison) -> None:
    view = build(look, qtbot, comparison)
    start = comparison.new.text.index("open this guide")
    view.show_place(NEW, start, start + 4)
    row = view.prose.stage().row_of(NEW, start)
    assert row is not None and view.prose.rows()[row].fold is None
    assert row in dict(view.prose.stage().visible())


def test_selected_words_are_exact_in_either_text(look: Look, qtbot: QtBot, comparison: Comparison) -> None:
    view = build(look, qtbot, comparison)
    for text, document, words in ((OLD, comparison.old, "allows people"), (NEW, comparison.new, "allowing people")):
        start = document.text.index(words)
        assert view.prose.select_span(text, start, start + len(words))
        span = view.prose.selected_span()
        assert span is not None
        assert (span.text, span.start, span.end, span.quote) == (text, start, start + len(words), words)


def test_texts_that_are_the_same_say_so(look: Look, qtbot: QtBot) -> None:
    same = parse_markdown("# One\n\nWord.\n")
    view = build(look, qtbot, compare(same, same))
    assert view.counts.text.accessibleName() == "The two texts are the same."
    assert view.change_count() == 0 and not view.counts.next.isEnabled()


def test_the_strip_shows_changes_and_scrolls(look: Look, qtbot: QtBot, comparison: Comparison) -> None:
    view = build(look, qtbot, comparison)
    view.toggle_all_folds()
    view.prose.settle()
    kinds = {mark.kind for mark in view.strip.marks()}
    assert {BarKind.ADDED, BarKind.REMOVED, BarKind.MOVED} <= kinds
    start = comparison.new.text.index("allowing")
    view.set_threads((ThreadMark(key="t", text=NEW, start=start, end=start + 8, is_unresolved=True),))
    QTest.mouseClick(
        view.strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(10, view.strip.height() - 2)
    )
    scroll = view.prose.stage().scroll
    assert scroll.value == scroll.maximum > 0
    shot = view.strip.grab().toImage()
    colours = {shot.pixel(x, y) for x in range(shot.width()) for y in range(shot.height())}
    assert {look.theme.colour(token).rgb() for token in ("added", "removed", "moved", "comment-bar")} <= colours


def test_nothing_to_compare_is_an_empty_view(look: Look, qtbot: QtBot, comparison: Comparison) -> None:
    view = build(look, qtbot, comparison)
    view.show_comparison(None)
    assert not view.prose.rows() and view.counts.position.text() == ""
    view.next_change()
    view.toggle_fold("x")


def test_a_folded_section_is_gone_to(look: Look, qtbot: QtBot, comparison: Comparison) -> None:
    view = build(look, qtbot, comparison)
    fold = next(row for row in view.prose.rows() if row.key.startswith("same:") and row.section != 1)
    assert fold.section is not None
    view.prose.scroll_to_section(fold.section)
    assert view.prose.section_under_eye() == fold.section


def test_every_edited_paragraph_of_a_split_section_is_a_change(look: Look, qtbot: QtBot) -> None:
    halves = [" ".join(f"{word}{number}" for number in range(30)) for word in ("alpha", "beta")]
    old = f"# Guide\n\n## Whole\n\nOne {halves[0]}.\n\nTwo {halves[1]}.\n"
    new = old.replace("One", "The one").replace("Two", "## Second\n\nThe two")
    view = build(look, qtbot, compare(parse_markdown(old), parse_markdown(new)))
    view.next_change()
    assert view.counts.position.text() == "Change 1 of 3"


def test_the_sections_with_changes_are_gone_through(look: Look, qtbot: QtBot, comparison: Comparison) -> None:
    view = build(look, qtbot, comparison)
    reached = []
    for step in [view.next_section] * 5 + [view.previous_section] * 2:
        step()
        reached.append(view.steps.changes[view.change() - 1].name)
    assert reached[:2] == ["Gamma", "The teams allowing people to write, and reads what …"]
    assert len(set(reached[:4])) == 4 and reached[4] == reached[3]  # the last section is the last
    assert reached[5:] == [reached[2], reached[1]]


def test_a_change_keeps_in_hand_when_the_comparison_is_made_anew(look: Look, qtbot: QtBot) -> None:
    old, new = "# T\n\nOne two three four.\n\nFive six.\n", "# T\n\nOne two three 4.\n\nFive 6.\n"
    view = build(look, qtbot, compare(parse_markdown(old), parse_markdown(new)))
    view.go_to_change(2)
    view.show_comparison(compare(parse_markdown(old.replace("four", "4")), parse_markdown(new)))
    assert view.counts.position.text() == "Change 1 of 1"
