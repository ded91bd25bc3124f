"""The prose view: scrolling, marks, selection by mouse and keys, links."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Document
from visioneditor.gui.look import Look
from visioneditor.gui.prose.late import Late
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import NEW, Cell, Fold, Label, LabelLine, LinkHit, Row, SelectedSpan, ThreadMark
from visioneditor.gui.prose.targets import next_target

ShowView = Callable[[Document], ProseView]
LEFT = Qt.MouseButton.LeftButton


def point_of(view: ProseView, text: str, document: Document, *, after: bool = False) -> QPoint:
    """The point of the viewport where words begin, or end."""
    offset = document.text.index(text) + (len(text) if after else 0)
    found = view._caret_of(NEW, offset - (1 if after else 0))
    assert found is not None
    column, caret = found
    cell = view.stage().lay(caret.row).cells[column]
    assert cell is not None
    box = cell.pieces[caret.piece].caret(caret.place + (1 if after else 0))
    top = dict(view.stage().visible())[caret.row]
    return QPointF(box.left() + (-1 if after else 1), top + box.center().y()).toPoint()


def focus(view: ProseView, qtbot: QtBot) -> None:
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)


def drag(view: ProseView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, end)


def test_dragging_selects_across_blocks_exactly(show: ShowView, document: Document) -> None:
    view = show(document)
    drag(view, point_of(view, "first", document), point_of(view, "another goal", document, after=True))
    span = view.selected_span()
    assert span is not None
    assert document.text[span.start : span.end].startswith("first* paragraph")
    assert document.text[span.start : span.end].endswith("- another goal")


def test_a_double_click_selects_a_word(show: ShowView, document: Document) -> None:
    view = show(document)
    QTest.mouseDClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point_of(view, "paragraph", document))
    span = view.selected_span()
    assert span is not None and span.quote == "paragraph"


def test_copying_gives_the_quotes_of_the_file(show: ShowView, document: Document) -> None:
    view = show(document)
    start = document.text.index('"quotes"')
    assert view.select_span(NEW, start, start + len('"quotes" and'))
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == '"quotes" and'


def test_words_can_be_selected_by_keys_alone(show: ShowView, document: Document) -> None:
    view = show(document)
    both = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(view, Qt.Key.Key_Right, both)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    span = view.selected_span()
    assert span is not None and span.quote.startswith("Vision")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_span() is None


def test_a_comment_is_asked_for_on_the_selected_words(show: ShowView, document: Document, qtbot: QtBot) -> None:
    view = show(document)
    assert not view.request_comment()
    start = document.text.index("least")
    view.select_span(NEW, start, start + 5)
    with qtbot.waitSignal(view.comment_requested) as asked:
        assert view.request_comment()
    span = asked.args[0]
    assert isinstance(span, SelectedSpan) and (span.start, span.end, span.quote) == (start, start + 5, "least")


def test_a_click_on_a_link_follows_it(show: ShowView, document: Document, qtbot: QtBot) -> None:
    view = show(document)
    with qtbot.waitSignal(view.link_activated) as followed:
        QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point_of(view, "link", document))
    hit = followed.args[0]
    assert isinstance(hit, LinkHit) and (hit.run.target, hit.shown) == ("other.md", "link")


def test_a_link_is_reached_and_followed_by_keys(show: ShowView, document: Document, qtbot: QtBot) -> None:
    view = show(document)
    focus(view, qtbot)
    assert view.focusNextPrevChild(True)
    with qtbot.waitSignal(view.link_activated) as followed:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert followed.args[0].run.target == "other.md"


def test_going_to_a_section_makes_it_the_one_that_is_read(
    show: ShowView, long_document: Document, qtbot: QtBot
) -> None:
    view = show(long_document)
    with qtbot.waitSignal(view.section_changed) as changed:
        view.scroll_to_section(30)
    assert changed.args == [30] and view.section_under_eye() == 30
    row = view.stage().row_of_section(30)
    assert row is not None and 0 < dict(view.stage().visible())[row] < view.viewport().height() / 3


def test_every_section_can_be_read_by_scrolling(show: ShowView, document: Document, qtbot: QtBot) -> None:
    view = show(document)
    view.resize(700, 240)
    assert view.section_under_eye() == 1
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.section_under_eye() == 3


def test_scrolling_up_into_unmeasured_text_moves_no_further_than_asked(show: ShowView, long_document: Document) -> None:
    view = show(long_document)
    row = view.stage().row_of_section(40)
    assert row is not None
    view.scroll_to_row(row)
    before = dict(view.stage().visible())[row]
    view.scroll_by(-60)
    assert dict(view.stage().visible())[row] == pytest.approx(before + 60)


def test_the_place_is_kept_when_the_width_changes(show: ShowView, long_document: Document) -> None:
    view = show(long_document)
    view.scroll_to_section(20)
    row = view.stage().row_of_section(20)
    assert row is not None
    before = dict(view.stage().visible())[row]
    view.resize(480, 500)
    assert dict(view.stage().visible())[row] == pytest.approx(before, abs=60)


def test_the_place_is_kept_in_another_view(show: ShowView, long_document: Document) -> None:
    first, second = show(long_document), show(long_document)
    first.scroll_to_section(33)
    place = first.place()
    assert place is not None
    second.restore_place(place)
    assert second.place() == place and second.section_under_eye() == 33


def test_only_what_is_on_the_screen_is_laid_out_at_first(show: ShowView, long_document: Document) -> None:
    view = show(long_document)
    assert len(view.stage()._real) < len(view.rows()) / 2
    view.settle()
    assert view.stage().is_measured


def test_the_wheel_moves_the_text(show: ShowView, long_document: Document) -> None:
    view = show(long_document)
    QTest.keyClick(view, Qt.Key.Key_Space)
    page = view.verticalScrollBar().value()
    assert 300 < page < 500
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.verticalScrollBar().value() == 0


def test_what_a_threads_words_stood_in_has_a_bar_and_no_wash(show: ShowView, document: Document, look: Look) -> None:
    view = show(document)
    start = document.text.index("paragraph has")
    shots = []
    for is_in_hand in (False, True):
        thread = ThreadMark(
            key="t1", text=NEW, start=start, end=start + 13, is_unresolved=True, is_in_hand=is_in_hand, is_beside=True
        )
        view.set_threads((thread,))
        shots.append(view.grab().toImage())
        assert view.counts(view.stage().row_of(NEW, start) or 0, 0)
    washes = {look.theme.colour(token).rgb() for token in ("comment", "comment-on")}
    bar = look.theme.colour("comment-bar").rgb()
    widths = []
    for shot in shots:
        places = [(x, y) for y in range(200) for x in range(shot.width()) if shot.pixel(x, y) == bar]
        left = min(x for x, _ in places)
        of_bar = [(x, y) for x, y in places if x < left + 6]
        assert len({y for _, y in of_bar}) > 10
        widths.append(len({x for x, _ in of_bar}))
        lines = [y for y in range(200) if shot.pixel(left + 40, y) in washes]
        assert len(lines) < 6
    assert widths[1] == 2 * widths[0]


def test_threads_are_washed_and_counted(show: ShowView, document: Document, look: Look, qtbot: QtBot) -> None:
    view = show(document)
    start = document.text.index("paragraph has")
    thread = ThreadMark(key="t1", text=NEW, start=start, end=start + 13, is_unresolved=True)
    view.set_threads((thread,))
    shot = view.grab().toImage()
    wash = look.theme.colour("comment").rgb()
    assert any(shot.pixel(x, y) == wash for y in range(0, 200, 2) for x in range(0, shot.width(), 3))
    row = view.stage().row_of(NEW, start)
    assert row is not None
    (count,) = view.counts(row, 0)
    assert (count.number, count.is_unresolved) == (1, True)
    with qtbot.waitSignal(view.thread_activated) as chosen:
        point = point_of(view, "paragraph", document)
        QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, point)
    assert chosen.args == ["t1"]


def test_found_words_are_brought_on_the_screen(show: ShowView, long_document: Document) -> None:
    view = show(long_document)
    start = long_document.text.index("Section 50")
    view.set_found(((NEW, start, start + 10),), 0)
    assert view.scroll_to_offset(NEW, start)
    assert view.stage().row_of(NEW, start) in dict(view.stage().visible())


def test_a_fold_opens_by_click_and_by_enter(look: Look, qtbot: QtBot) -> None:
    view = ProseView(look)
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.set_rows((Row(key="f", fold=Fold(labels=(Label(text="Scope"),))),))
    view.show()
    with qtbot.waitSignal(view.row_toggled) as clicked:
        QTest.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, QPoint(100, 10))
    focus(view, qtbot)
    view.focusNextPrevChild(True)
    with qtbot.waitSignal(view.row_toggled) as entered:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert clicked.args == entered.args == ["f"]


def test_words_of_a_right_to_left_paragraph_have_boxes_of_their_own(show: ShowView) -> None:
    view = show(parse_markdown("שלום עולם and latin words כאן\n"))
    cell = view.stage().lay(0).cells[0]
    assert cell is not None
    piece = cell.pieces[0]
    start = piece.shown.text.index("latin")
    (latin,) = piece.rectangles(start, start + 5)
    first = piece.rectangles(0, 4)[0]
    assert first.left() > latin.right() > latin.left()
    assert first.right() > piece.box.right() - 8


def test_characters_beyond_the_basic_plane_do_not_shift_marks(show: ShowView) -> None:
    document = parse_markdown("😀😀 word here\n")
    view = show(document)
    start = document.text.index("word")
    assert view.select_span(NEW, start, start + 4)
    span = view.selected_span()
    assert span is not None and (span.start, span.end) == (start, start + 4)
    end = point_of(view, "word", document, after=True)
    hit = view.hit(QPointF(end))
    assert hit is not None and hit.caret is not None and hit.caret.place == start + 4


def test_an_empty_view_paints_and_answers(look: Look, qtbot: QtBot) -> None:
    view = ProseView(look)
    qtbot.addWidget(view)
    view.show()
    view.grab()
    assert view.place() is None and view.selected_span() is None and view.section_under_eye() is None
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


def test_rows_that_were_told_and_not_measured_are_told_again(show: ShowView, long_document: Document) -> None:
    stage = show(long_document).stage()
    for _ in range(2 * len(stage.rows)):
        told = list(stage.unmeasured(8))
        for row in told[1::3]:
            stage.measure_quietly(row)
        if len(told) < 2:
            break
    for row in list(stage.unmeasured(8)):
        stage.measure_quietly(row)
    assert stage.is_measured


def test_what_is_shown_while_the_view_moves_stands_where_it_was_to_arrive(
    show: ShowView, long_document: Document
) -> None:
    view = show(long_document)
    view.scroll_to_row(20)
    view.scroll_to_row(22)
    wanted = view.place()
    view.scroll_to_row(20)
    view.motion_ms = 10_000
    view.scroll_to_row(22)
    assert view.place() != wanted  # on the way
    view.set_rows(view.rows())
    assert view.place() == wanted


def test_tab_stops_only_where_a_late_cell_is_seen() -> None:
    made: list[int] = []

    def make(at: int) -> Cell:
        made.append(at)
        return Cell(pieces=(LabelLine(labels=(Label(text="Go", action=f"go:{at}"),)),))

    rows = (Row(key="1", cells=Late(100, make), shaping=(0,)),)
    first = next_target(rows, None, 0, 1, (0, 40, 41))
    assert first is not None and first.action == "go:0"
    second = next_target(rows, first, 0, 1, (0, 40, 41))
    assert second is not None and second.action == "go:40"
    assert set(made) == {0, 40, 41}
