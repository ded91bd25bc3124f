"""Answers are written beside the vision's section; what was written for one stays while one looks at another."""

from collections.abc import Callable, Sequence

import pytest
from pytestqt.qtbot import QtBot

from visioneditor.core.annotation import Stance
from visioneditor.core.document.model import Markup, Section
from visioneditor.core.document.parsing import parse
from visioneditor.core.reflecting import find_answer, new_reflection, set_answer
from visioneditor.errors import VisionEditorError
from visioneditor.gui.answering.answer_dialog import AnswerDialog
from visioneditor.gui.look import Look
from visioneditor.gui.reading.reading_rows import reading_rows
from visioneditor.services.answering import AnswerWish, StandingAnswer, answerable_sections

VISION = parse("Vision\n======\n\nPillars\n-------\n\nx\n\nGoals\n-----\n\ny\n\nScaling\n~~~~~~~\n\nz\n", Markup.RST)
SECTIONS = answerable_sections(VISION)
Open = Callable[..., AnswerDialog]


@pytest.fixture
def opened(look: Look, qtbot: QtBot) -> Open:
    """A dialog that is answered at once what stands: nothing but zun's answer to the goals."""

    def build(projects: Sequence[str] = ("nova", "zun"), project: str = "nova") -> AnswerDialog:
        rows = reading_rows(VISION)
        dialog = AnswerDialog(look, VISION, rows, projects=projects, project=project, section=SECTIONS[1])
        qtbot.addWidget(dialog, before_close_func=lambda _: dialog.done(0))  # Cancel would ask
        dialog.standing_wanted.connect(lambda project, section: dialog.show_standing(standing(project, section)))
        dialog.begin()
        dialog.show()
        return dialog

    return build


def standing(project: str, section: Section) -> StandingAnswer:
    text = new_reflection(VISION, "zun", Markup.RST)
    text = set_answer(
        text, Markup.RST, VISION, SECTIONS[1], stance=Stance.GAP, body="Not yet.", written_against="0" * 40
    )
    answer = find_answer(parse(text, Markup.RST), VISION, section) if project == "zun" else None
    return StandingAnswer(
        project=project, path=f"{project}.rst", section=section, answer=answer, is_new=project != "zun"
    )


def test_the_visions_section_stands_beside_the_answer(opened: Open) -> None:
    dialog = opened()
    assert (dialog.project, dialog.section) == ("nova", SECTIONS[1])
    assert {row.section for row in dialog.vision.rows()} == {SECTIONS[1].number}
    assert dialog.form.place.text() == "nova.rst does not exist yet; it begins with the vision's headings."
    dialog.form.section.setCurrentIndex(2)
    assert {row.section for row in dialog.vision.rows()} == {SECTIONS[2].number}


def test_what_stands_is_shown_and_only_changes_are_kept(opened: Open) -> None:
    dialog, kept = opened(), list[object]()
    dialog.keep_requested.connect(kept.append)
    dialog.form.project.setCurrentIndex(1)
    dialog.form.project.activated.emit(1)
    assert dialog.form.body.toPlainText() == "Not yet."
    assert dialog.stances.word == "gap"
    assert not dialog.form.keep.isEnabled()
    dialog.form.body.setPlainText("Almost.")
    assert dialog.form.keep.isEnabled()
    dialog.form.keep.click()
    wish = AnswerWish(project="zun", section=SECTIONS[1], stance=Stance.GAP, body="Almost.")
    assert kept == [(wish,)]


def test_several_answers_are_kept_at_once(opened: Open) -> None:
    dialog, kept = opened(), list[tuple[AnswerWish, ...]]()
    dialog.keep_requested.connect(kept.append)
    dialog.form.body.setPlainText("On goals.")
    dialog.form.section.setCurrentIndex(0)
    assert dialog.form.body.toPlainText() == ""
    dialog.form.body.setPlainText("On pillars.")
    dialog.form.section.setCurrentIndex(1)
    assert dialog.form.body.toPlainText() == "On goals."
    assert dialog.form.keep.text() == "Keep 2 answers in the draft"
    dialog.form.keep.click()
    assert [(wish.section.title, wish.body) for wish in kept[0]] == [("Goals", "On goals."), ("Pillars", "On pillars.")]


def test_without_a_project_there_is_nothing_to_write(opened: Open) -> None:
    dialog = opened(project="")
    assert dialog.project == "" and dialog.form.place.text() == "Choose the project, or write its name."
    assert dialog.form.body.isReadOnly() and not dialog.form.keep.isEnabled()
    dialog.form.project.setEditText("ironic")
    edit = dialog.form.project.lineEdit()
    assert edit is not None
    edit.editingFinished.emit()
    assert not dialog.form.body.isReadOnly()


def test_a_refusal_leaves_what_was_written(opened: Open) -> None:
    dialog = opened()
    dialog.form.body.setPlainText("Title\n-----\n")
    dialog.form.keep.click()
    dialog.show_error(VisionEditorError("answer.not-read-back"))
    assert dialog.form.said.text().startswith("This text would not be read again as one answer. An answer holds no")
    assert dialog.form.keep.isEnabled() and dialog.form.body.toPlainText() == "Title\n-----\n"


def test_what_is_not_kept_is_left_only_by_asking_twice(opened: Open) -> None:
    dialog = opened()
    dialog.form.body.setPlainText("Mine.")
    dialog.form.cancel.click()
    assert dialog.isVisible() and dialog.form.said.text() == "What you wrote here is not kept yet."
    dialog.form.body.setPlainText("Mine!")
    assert dialog.form.cancel.text() == "Cancel"
    dialog.form.cancel.click()
    dialog.form.cancel.click()
    assert not dialog.isVisible()
