"""The dialog shows what a reflection is taken to answer, and nothing is written before it is pressed for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.importing.model import Source, SourceKind
from visioneditor.core.importing.proposing import decide, propose
from visioneditor.errors import VisionEditorError
from visioneditor.gui.importing.import_dialog import ImportDialog, ImportWish, SourceWish
from visioneditor.gui.look import Look
from visioneditor.services.import_sources import RepositoryPlace
from visioneditor.services.importing import PlannedImport

VISION = parse(
    "# V\n\n## Pillars\n\n### Self-service\n\nx\n\n### Open Moorings\n\nx\n\n## Goals\n\n### Slow Growth\n\nx\n",
    Markup.MARKDOWN,
)
TEXT = (
    "# Ferry\n\n## Self service\n\nWe do.\n\n## Pillars - Open Mooring\n\nSelf-made.\n\n"
    "## Goals\n\nOf Slow Growth.\n\n## Money\n\nNo.\n"
)
SELF_SERVICE, MOORINGS, GOALS, GROWTH = 3, 4, 5, 6


def planned(text: str = TEXT, previous: str = "", project: str = "Ferry") -> PlannedImport:
    source = Source(kind=SourceKind.REPOSITORY, place="https://f.example/f", path="a.md", revision="1" * 40, text=text)
    proposal = propose(source, text, Markup.MARKDOWN, VISION, previous=previous)
    return PlannedImport(
        project=project,
        path="v-reflections/ferry.md",
        proposal=proposal,
        base_revision="2" * 40,
        draft_name="reflections",
        had=previous,
        written_against="3" * 40,
        newest="4" * 40,
    )


@pytest.fixture
def dialog(look: Look, qtbot: QtBot) -> ImportDialog:
    made = ImportDialog(look, "V", ["Ferry", "Pier"])
    qtbot.addWidget(made)
    made.show()
    return made


def rows(dialog: ImportDialog) -> list[tuple[str, str, bool]]:
    return [(row.heading.heading, row.answer, row.is_guess) for row in dialog.mapping.rows.rows]


def choose(dialog: ImportDialog, at: int) -> None:
    dialog.form.headings.setCurrentIndex(dialog.mapping.rows.index(at))


def states(dialog: ImportDialog) -> list[str]:
    shapes = {Qt.CheckState.Checked: "x", Qt.CheckState.PartiallyChecked: "-", Qt.CheckState.Unchecked: "."}
    items = [dialog.form.sections.item(at) for at in range(dialog.form.sections.count())]
    return [f"{shapes[item.checkState()]} {item.text().strip()}" for item in items]


def written(dialog: ImportDialog) -> ImportWish:
    wishes: list[ImportWish] = []
    dialog.write_requested.connect(wishes.append)
    dialog.form.write.click()
    (wish,) = wishes
    return wish


def test_each_way_in_says_what_is_wanted(dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    wishes: list[SourceWish] = []
    dialog.read_requested.connect(wishes.append)
    assert not dialog.form.read.isEnabled() and not dialog.form.write.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/x/a.rst", ""))
    dialog.form.choose_file.click()
    dialog.form.read.click()
    dialog.show_error(VisionEditorError("import.nothing-said"))
    assert "Nothing is left" in dialog.form.said.text() and dialog.form.read.isEnabled()
    dialog.kinds.choose(SourceKind.REPOSITORY)
    dialog.kinds.chosen.emit(SourceKind.REPOSITORY)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/x/ferry")
    dialog.form.choose_folder.click()
    dialog.form.revision.setText(" v1 ")
    dialog.form.project.setCurrentText("Pier")
    dialog.form.read.click()
    dialog.show_error(VisionEditorError("import.nothing-said"))
    dialog.kinds.choose(SourceKind.MAIL)
    dialog.kinds.chosen.emit(SourceKind.MAIL)
    dialog.form.mail.setPlainText("We do.\n")
    dialog.form.read.click()
    assert wishes == [
        SourceWish(kind=SourceKind.FILE, place="/x/a.rst"),
        SourceWish(kind=SourceKind.REPOSITORY, place="/x/ferry", revision="v1", project="Pier"),
        SourceWish(kind=SourceKind.MAIL, place="We do.\n", project="Pier"),
    ]


def test_each_heading_says_what_it_answers_and_why(dialog: ImportDialog) -> None:
    dialog.show_plan(planned())
    assert rows(dialog) == [
        ("Self service", "Self-service", False),
        ("Pillars - Open Mooring", "a part of the heading: Open Moorings", True),
        ("Goals", "Goals, names Slow Growth", True),
        ("Money", "answers no section", False),
    ]
    assert "https://f.example/f a.md, at 11111111" in dialog.form.about.text()
    assert "v-reflections/ferry.md" in dialog.form.about.text()
    assert dialog.form.heading.text() == "Pillars - Open Mooring" and dialog.form.words.toPlainText() == "Self-made."
    choose(dialog, 2)
    assert states(dialog) == [". Pillars", ". Self-service", ". Open Moorings", "x Goals", "- Slow Growth"]
    assert dialog.form.sections.currentItem().text().strip() == "Goals"
    spoken = dialog.mapping.rows.data(dialog.mapping.rows.index(2))
    assert spoken == "Goals; Goals, names Slow Growth; a guess"


def test_what_is_ticked_or_confirmed_is_decided_and_all_else_left(dialog: ImportDialog) -> None:
    dialog.show_plan(planned())
    dialog.form.confirm.click()
    assert dialog.form.heading.text() == "Goals"  # the next guess
    choose(dialog, 3)
    dialog.form.sections.item(0).setCheckState(Qt.CheckState.Checked)
    assert rows(dialog)[3] == ("Money", "Pillars", False)
    choose(dialog, 0)
    dialog.form.sections.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert rows(dialog)[0] == ("Self service", "answers no section", False)
    wish = written(dialog)
    assert wish.answers == {
        dialog.mapping.rows.rows[0].heading.line: (),
        dialog.mapping.rows.rows[1].heading.line: (MOORINGS,),
        dialog.mapping.rows.rows[3].heading.line: (2,),
    }
    text = decide(wish.planned.proposal, wish.answers)
    assert text.count("<!-- answers:") == 3 and "Goals\n\nOf Slow" in text


def test_a_decision_can_be_taken_back_and_all_guesses_confirmed(dialog: ImportDialog) -> None:
    dialog.show_plan(planned())
    dialog.form.confirm_all.click()
    assert not any(guess for _, _, guess in rows(dialog)) and not dialog.form.confirm_all.isEnabled()
    assert dialog.form.guesses.text() == "No guess is left."
    choose(dialog, 2)
    assert states(dialog)[3:] == ["x Goals", "x Slow Growth"]
    dialog.form.as_guessed.click()
    assert states(dialog)[3:] == ["x Goals", "- Slow Growth"] and rows(dialog)[2][2]
    assert set(written(dialog).answers) == {dialog.mapping.rows.rows[1].heading.line}


def test_which_vision_it_answers_can_be_chosen(dialog: ImportDialog) -> None:
    dialog.show_plan(planned())
    against = dialog.form.against
    assert [against.itemText(at) for at in range(against.count())] == [
        "33333333, when this was written",
        "44444444, the newest",
        "not known",
    ]
    against.setCurrentIndex(2)
    assert written(dialog).written_against == ""


def test_a_later_import_shows_what_changed(dialog: ImportDialog) -> None:
    previous = decide(planned().proposal, {})
    later = TEXT.replace("We do.", "We did.").replace(
        "## Money\n\nNo.\n", "## Wealth of the isles\n\nAll of it, all day.\n"
    )
    dialog.show_plan(planned(later, previous))
    assert "Since the last import: 1 changed, 1 new, 1 gone (Money)." in dialog.form.about.text()
    assert [row.news for row in dialog.mapping.rows.rows] == ["changed", "", "", "new"]
    choose(dialog, 0)
    assert dialog.form.words.toPlainText() == "We do.did."
    dialog.show_plan(planned(TEXT, previous))
    assert "It says the same as at the last import." in dialog.form.about.text()


def test_another_project_keeps_what_was_decided(dialog: ImportDialog) -> None:
    asked: list[str] = []
    dialog.project_changed.connect(asked.append)
    dialog.show_plan(planned(project=""))
    assert not dialog.form.write.isEnabled()
    dialog.form.confirm_all.click()
    dialog.form.project.setCurrentText("Pier")
    dialog.form.project.activated.emit(2)
    assert asked == ["Pier"]
    dialog.show_plan(planned(project="Pier"))
    assert dialog.form.write.isEnabled() and len(written(dialog).answers) == 2
    dialog.show_error(VisionEditorError("import.nothing-said"))
    dialog.form.back.click()
    assert dialog.form.read.isVisible() and not dialog.form.write.isVisible()


def test_who_was_imported_before_is_read_from_there_again(dialog: ImportDialog) -> None:
    dialog.know_places({"Ferry": RepositoryPlace(place="https://f.example/f", path="a.md")})
    assert dialog.kinds.word == SourceKind.FILE
    dialog.form.project.setCurrentText("Ferry")
    dialog.form.project.activated.emit(1)
    wishes: list[SourceWish] = []
    dialog.read_requested.connect(wishes.append)
    dialog.form.read.click()
    assert wishes == [SourceWish(kind=SourceKind.REPOSITORY, place="https://f.example/f", path="a.md", project="Ferry")]
    dialog.show_progress(0.5, "Receiving")
    assert dialog.form.progress.value() == 500 and dialog.form.said.text() == "Receiving"


def test_what_was_typed_already_is_not_written_over(dialog: ImportDialog) -> None:
    dialog.form.file.setText("/x/a.rst")
    dialog.form.project.setCurrentText("Ferry")
    dialog.know_places({"Ferry": RepositoryPlace(place="https://f.example/f", path="a.md")})
    assert dialog.kinds.word == SourceKind.FILE


def test_projects_that_come_later_are_offered_and_what_was_typed_stays(dialog: ImportDialog) -> None:
    box = dialog.form.project
    box.setCurrentText("Quay")
    dialog.know_projects(["Ferry", "Mole", "Pier"])
    assert box.currentText() == "Quay"
    assert [box.itemText(at) for at in range(box.count())] == ["", "Ferry", "Mole", "Pier"]
