"""Side by side: which projects and which of their answers stand beside the document."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import OpenWindow, settle
from visioneditor.core.annotation import Stance
from visioneditor.core.consensus.filtering import AnswerFilter
from visioneditor.gui.prose.accessible import spoken_row
from visioneditor.gui.prose.rows import FIRST_PROJECT, NEW, SelectedSpan
from visioneditor.gui.reading.beside_view import annotation_key
from visioneditor.gui.widgets.picker import Picker
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode


def beside(open_window: OpenWindow, sample: Path) -> Window:
    window = open_window(sample)
    window.frame.commands.run("view.side-by-side")
    assert settle(window)
    return window


def pick(picker: Picker, words: str) -> None:
    picker.field.setText(words)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)


def test_all_who_answered_stand_there_until_others_are_chosen(open_window: OpenWindow, sample: Path) -> None:
    window = beside(open_window, sample)
    found = window.session.annotations
    assert found is not None and window.reading.view.beside.view.projects == found.projects
    window.frame.commands.run("view.projects")
    picker = window.desks.beside.projects
    pick(picker, "none of")
    pick(picker, "petrel")
    pick(picker, "eider")
    assert picker.isVisible(), "it stays open for the next choice"
    assert [name.casefold() for name in window.reading.view.beside.view.projects] == ["eider", "petrel"]
    assert window.reading.projects.text().startswith(f"Projects: 2 of {found.teams}")


def test_the_choice_is_kept_for_each_document(open_window: OpenWindow, sample: Path) -> None:
    window = beside(open_window, sample)
    path, first = window.session.place.path, window.desks.beside.shown[0]
    window.desks.beside.choose(frozenset({first}))
    window.session.go(path="reference/principles.rst")
    assert settle(window)
    window.session.go(path=path)
    assert settle(window)
    assert window.reading.view.beside.view.projects == (first,)


def test_only_projects_with_an_answer_of_that_sort_have_a_column(open_window: OpenWindow, sample: Path) -> None:
    window = beside(open_window, sample)
    found = window.session.annotations
    assert found is not None
    window.desks.beside.ask(AnswerFilter(stances=frozenset({Stance.GAP})))
    shown = set(window.reading.view.beside.view.projects)
    assert shown == {one.project for one in found.annotations if one.stance is Stance.GAP}
    assert window.reading.answers.text().startswith("gap")
    window.frame.commands.run("view.answers")
    pick(window.desks.beside.answers, "all")
    assert window.reading.view.beside.view.projects == found.projects


def test_cards_are_as_many_as_have_room(open_window: OpenWindow, sample: Path) -> None:
    window = beside(open_window, sample)
    window.frame.resize(1440, 800)
    window.frame.commands.run("view.cards")
    assert settle(window)
    wide = window.reading.view.beside.view.cards
    window.frame.resize(900, 800)
    assert settle(window)
    assert wide > window.reading.view.beside.view.cards >= 1
    window.frame.commands.run("view.side-by-side")
    assert not window.reading.view.is_beside() and not window.reading.projects.isVisible()
    window.frame.commands.run("view.side-by-side")
    assert window.reading.view.beside.view.cards, "as it was before"


def test_what_changed_since_an_answer_is_shown_in_the_section_and_hidden_again(
    open_window: OpenWindow, sample: Path
) -> None:
    window = beside(open_window, sample)
    found = window.session.annotations
    assert found is not None
    stale = next(one for one in found.annotations if one.stale)
    view = window.reading.view
    as_it_is = [row.cells[0] for row in view.prose.rows()]
    view.prose.label_activated.emit(f"since:{annotation_key(stale)}")
    assert settle(window)
    changed = [row.section for row, cell in zip(view.prose.rows(), as_it_is, strict=True) if row.cells[0] is not cell]
    assert stale.section is not None and changed == [stale.section.number]
    view.prose.label_activated.emit(f"since:{annotation_key(stale)}")
    assert [row.cells[0] for row in view.prose.rows()] == as_it_is
    view.prose.label_activated.emit(f"compare:{annotation_key(stale)}")
    assert settle(window)
    assert window.session.place.mode is Mode.COMPARE and window.session.place.section == stale.section.id


def test_a_comment_on_an_answers_words_is_not_put_on_the_vision(open_window: OpenWindow, sample: Path) -> None:
    window = beside(open_window, sample)
    span = SelectedSpan(text=FIRST_PROJECT, start=0, end=4, quote="Eider")
    window.reading.view.comment_requested.emit(span)
    assert settle(window)
    assert "reflection" in window.frame.messages.sentence.text()


def test_a_whole_reflection_stands_beside_the_whole_vision_until_all_are_wanted_again(
    open_window: OpenWindow, sample: Path
) -> None:
    window = beside(open_window, sample)
    window.frame.commands.run("view.reflection")
    pick(window.desks.beside.reflections, "eider")
    assert settle(window)
    part, prose = window.reading.view.beside, window.reading.view.prose
    assert part.whole.casefold() == "eider" and part.columns == 1 and not window.reading.layouts.word
    said = " ".join(spoken_row(row) for row in prose.rows())
    assert "the oldest of our services" in said, "also what answers no section"
    assert "Answers no section of the vision" in said
    window.reading.layouts.chosen.emit("beside")
    assert not part.whole and part.columns > 1


def test_who_chooses_projects_beside_a_whole_reflection_sees_them(open_window: OpenWindow, sample: Path) -> None:
    window = beside(open_window, sample)
    desk, part = window.desks.beside, window.reading.view.beside
    desk.show_whole(desk.shown[0])
    assert settle(window) and part.columns == 1
    desk.choose(frozenset(desk.shown[:2]))
    assert not part.whole and part.columns == 2


def test_the_name_over_a_column_leads_to_the_whole_reflection(open_window: OpenWindow, sample: Path) -> None:
    window = beside(open_window, sample)
    part = window.reading.view.beside
    column = window.reading.view.prose.plan().columns[2]
    QTest.mouseClick(part.header, Qt.MouseButton.LeftButton, pos=QPoint(round(column.text_left) + 4, 20))
    assert settle(window)
    assert part.whole == window.desks.beside.shown[1]
    column = window.reading.view.prose.plan().columns[1]
    QTest.mouseClick(part.header, Qt.MouseButton.LeftButton, pos=QPoint(round(column.text_left) + 4, 20))
    assert not part.whole and window.reading.layouts.word == "beside"


def test_differences_are_asked_of_two_projects(open_window: OpenWindow, sample: Path) -> None:
    window = beside(open_window, sample)
    desk, part = window.desks.beside, window.reading.view.beside
    window.frame.commands.run("view.differences")
    assert desk.projects.isVisible(), "which two has to be told first"
    desk.projects.dismiss()
    desk.choose(frozenset(desk.shown[:2]))
    assert part.view.marks_differences
    window.frame.commands.run("view.differences")
    assert not part.view.marks_differences


def test_a_project_that_is_asked_for_has_a_column_on_the_screen(open_window: OpenWindow, sample: Path) -> None:
    window = beside(open_window, sample)
    window.frame.resize(900, 700)
    desk, part = window.desks.beside, window.reading.view.beside
    last = desk.shown[-1]
    desk.choose(frozenset(desk.shown[:1]))
    desk.ask(AnswerFilter(stances=frozenset({Stance.NOT_APPLICABLE})))
    desk.bring(last)
    assert last in part.view.projects and part.view.wanted.takes_all
    desk.choose(frozenset(window.session.annotations.projects if window.session.annotations else ()))
    assert settle(window)
    desk.bring(last)
    seen = window.reading.view.prose.columns_on_screen(len(part.view.projects) + 1)
    assert part.view.projects.index(last) + 1 in seen


def test_in_a_narrow_window_the_buttons_have_room(open_window: OpenWindow, sample: Path) -> None:
    window = beside(open_window, sample)
    page = window.reading
    window.frame.resize(640, 480)
    assert settle(window)
    assert page.layouts.width() >= page.layouts.sizeHint().width() and not page.byline.isVisible()
    window.frame.resize(1440, 800)
    assert settle(window)
    assert page.byline.isVisible() and page.larger.isVisible()


def test_every_shown_text_knows_the_file_it_stands_in(open_window: OpenWindow, sample: Path) -> None:
    window = beside(open_window, sample)
    part, found = window.reading.view.beside, window.session.annotations
    assert found is not None
    paths = {one.project: one.path for one in reversed(found.annotations)}
    shown = [part.path_of(FIRST_PROJECT + at) for at in range(len(part.view.projects))]
    assert shown == [paths[name] for name in part.view.projects] and part.path_of(NEW) == ""
    window.desks.beside.show_whole(part.view.projects[-1])
    assert settle(window)
    assert part.path_of(FIRST_PROJECT) == paths[part.view.projects[-1]]
