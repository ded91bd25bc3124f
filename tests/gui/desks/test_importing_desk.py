"""A reflection is imported in the window: read, looked at, written into a draft, and seen beside the vision."""

from pathlib import Path

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.core.importing.model import SourceKind
from visioneditor.gui.importing.import_dialog import ImportDialog
from visioneditor.gui.window import Window
from visioneditor.services.drafting import load_draft
from visioneditor.services.window_request import Mode

FERRY = "# Ferry\n\n## {title}\n\nWe do.\n\n## Money\n\nNone.\n"


def begin(window: Window, place: Path) -> ImportDialog:
    window.frame.commands.run("repository.add-reflection")
    dialog = window.desks.importing.dialog
    assert dialog is not None
    dialog.form.file.setText(str(place))
    dialog.form.read.click()
    assert settle(window)
    return dialog


def test_an_imported_reflection_is_seen_at_once_and_its_draft_opened(
    open_window: OpenWindow, sample: Path, tmp_path: Path
) -> None:
    window = open_window(sample, document=VISION)
    session = window.session
    assert session.loaded is not None
    title = session.loaded.document.sections[2].title
    (tmp_path / "ferry.md").write_text(FERRY.format(title=title), encoding="utf-8")
    dialog = begin(window, tmp_path / "ferry.md")
    assert dialog.form.project.currentText() == "ferry"
    dialog.form.confirm_all.click()
    dialog.form.write.click()
    assert settle(window)
    assert window.desks.importing.dialog is None
    assert session.annotations is not None and "ferry" in session.annotations.projects
    assert session.workspace is not None
    path = VISION.removesuffix(".rst") + "-reflections/ferry.md"
    draft = load_draft(session.workspace, path)
    assert draft is not None and draft.name == "reflections" and "source: ferry.md" in draft.text
    window.frame.messages.action.click()
    assert settle(window)
    assert (session.place.mode, session.place.path) == (Mode.DRAFT, path)
    assert session.history == () and "Error" not in window.frame.messages.word.text()


def test_what_cannot_be_read_is_told_and_another_source_tried(
    open_window: OpenWindow, sample: Path, tmp_path: Path
) -> None:
    window = open_window(sample, document=VISION)
    dialog = begin(window, tmp_path / "none.md")
    assert "cannot be read" in dialog.form.said.text()
    dialog.kinds.choose(SourceKind.MAIL)
    dialog.kinds.chosen.emit(SourceKind.MAIL)
    dialog.form.mail.setPlainText("Hello.\n\nWe are all for it.\n")
    dialog.form.read.click()
    assert settle(window)
    assert dialog.form.write.isVisible() and not dialog.form.write.isEnabled()
    dialog.form.project.setCurrentText("Ferry")
    dialog.form.project.activated.emit(0)
    assert settle(window)
    assert dialog.form.write.isEnabled()
    dialog.reject()
    assert window.desks.importing.dialog is None


def test_what_a_reflection_here_answers_is_corrected(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION)
    assert window.session.annotations is not None
    project = window.session.annotations.projects[0]
    heading = next(row.heading for row in reversed(window.session.annotations.annotations) if row.project == project)
    window.desks.importing.correct(project, heading)
    assert settle(window)
    dialog = window.desks.importing.dialog
    assert dialog is not None and dialog.form.write.isEnabled() and "It stands in" in dialog.form.about.text()
    assert dialog.form.heading.text() == heading
    dialog.mapping.answers[dialog.mapping.rows.rows[-1].heading.line] = ()
    dialog.form.write.click()
    assert settle(window)
    window.frame.commands.run("repository.correct-reflection")
    asking = window.desks.importing.dialog
    assert asking is not None and not asking.form.read.isEnabled()
    asking.form.project.setCurrentText("nobody")
    asking.form.read.click()
    assert settle(window)
    assert "has no reflection" in asking.form.said.text()
    asking.reject()
