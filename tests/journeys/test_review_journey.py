"""The whole thin line, on the real repository: open, read, side by side, compare, comment, hand out, commit."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.conftest import Git
from tests.journeys.conftest import Travel
from visioneditor.gui.dialogs.export_dialog import ExportDialog
from visioneditor.services.reviewing import load_comments
from visioneditor.services.searching import Finding
from visioneditor.services.window_request import Mode, Theme, WindowRequest

pytestmark = pytest.mark.journey

VISION = "reference/technical-vision.rst"
FIRST = "Add a Vision statement"
PROJECTS = ("ironic", "keystone", "placement")


@pytest.fixture
def repository(governance: Path, tmp_path: Path) -> Path:
    """A bare repository of one's own to write into."""
    return Path(shutil.copytree(governance, tmp_path / "governance.git"))


def test_review_on_the_real_repository(
    travel: Travel, repository: Path, material: Path, monkeypatch: pytest.MonkeyPatch, git: Git
) -> None:
    me = travel(WindowRequest(repository=repository, document=VISION, theme=Theme.LIGHT, size=(1440, 900)))
    session, frame = me.window.session, me.window.frame
    assert frame.windowTitle().startswith("technical-vision.rst")
    assert len(session.entries) > 150
    me.look("read")

    # Beside the annotations: three reflections from files, by the command list
    for project in PROJECTS:
        me.control(Qt.Key.Key_K)
        me.type("import a reflection")
        me.press(Qt.Key.Key_Return)
        importing = me.window.desks.importing.dialog
        assert importing is not None
        importing.form.file.setText(str(material / "data" / "reflections" / f"{project}.rst"))
        me.click(importing.form.read)
        assert importing.form.project.currentText() == project
        me.click(importing.form.write)
        frame.activateWindow()  # a desktop does that when a dialog has gone
        me.settle()
    assert session.annotations is not None
    assert set(session.annotations.projects) == set(PROJECTS)
    me.control(Qt.Key.Key_F)
    me.type("Self-service")
    me.press(Qt.Key.Key_Return)
    me.press(Qt.Key.Key_Escape)
    me.look("read-beside-answers")
    me.control(Qt.Key.Key_B)
    assert me.window.reading.view.is_beside()
    me.look("side-by-side")
    me.control(Qt.Key.Key_B)

    # Compare the first revision with the last, chosen in the picker
    me.control(Qt.Key.Key_3)
    me.click(me.window.comparing.old)
    me.type(FIRST)
    me.press(Qt.Key.Key_Return)
    comparison = session.comparison
    assert comparison is not None
    summary = comparison.comparison.summary
    assert summary.words_added > 90
    assert summary.words_removed < 20
    me.look("compare")
    me.press(Qt.Key.Key_N)
    me.press(Qt.Key.Key_N)
    assert me.window.comparing.view.change() == 2
    me.look("compare-second-change")

    # Comment on the words
    me.control(Qt.Key.Key_1)
    me.control(Qt.Key.Key_F)
    me.type("vendor-independent API")
    me.press(Qt.Key.Key_Escape)
    me.press(Qt.Key.Key_C)
    me.type("Who decides which vendors count? I would name the criterion.")
    me.look("comment-being-written")
    me.control(Qt.Key.Key_Return)
    workspace = session.workspace
    assert workspace is not None
    ((change, _),) = me.window.review.threads.drafted
    drafts = load_comments(workspace, change, drafts_only=True)
    assert [draft.quote for draft in drafts] == ["vendor-independent API"]
    assert frame.status.drafts.text() == "1 draft waiting"
    me.look("commented")

    # Read it once more, hand it out, and commit it
    me.press(Qt.Key.Key_A)
    page = me.window.desks.publishing.page
    assert page is not None
    me.look("review-and-publish")
    me.click(page.export_button)
    dialog = frame.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    review = json.loads(dialog.form.preview.toPlainText())
    (comment,) = review["comments"][VISION]
    line = git(repository, "show", f"{drafts[0].revision}:{VISION}").split("\n")[comment["line"] - 1]
    span = comment["range"]
    assert line[span["start_character"] : span["end_character"]] == "vendor-independent API"
    saved = repository.parent / "review.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(saved), ""))
    me.click(dialog.form.save)
    assert json.loads(saved.read_text()) == review
    dialog.choose("notes")
    me.settle()
    me.look("notes")
    me.click(dialog.form.commit)
    notes = git(repository, "notes", "--ref=devtools/discuss", "list")
    assert len(notes.splitlines()) == 1
    dialog.accept()
    me.look("committed")
    assert git(repository, "fsck", "--strict") == ""


def test_dark_and_high_contrast_and_narrow(travel: Travel, governance: Path) -> None:
    for theme in (Theme.DARK, Theme.CONTRAST):
        me = travel(
            WindowRequest(repository=governance, document=VISION, theme=theme, section="hardware-virtualisation")
        )
        me.look(f"read-{theme.value}")
        me.control(Qt.Key.Key_3)
        me.look(f"compare-{theme.value}")
        me.control(Qt.Key.Key_2)
        me.look(f"draft-{theme.value}")
        me.window.frame.resize(900, 700)
        me.control(Qt.Key.Key_3)
        me.look(f"narrow-{theme.value}")
        assert me.window.comparing.view.is_unified()
        me.window.frame.close()


def test_keys_palette_settings_help(travel: Travel, governance: Path) -> None:
    me = travel(WindowRequest(repository=governance, document=VISION))
    me.press(Qt.Key.Key_Question)
    me.look("keys")
    me.press(Qt.Key.Key_Question)
    me.control(Qt.Key.Key_K)
    me.type("text")
    me.look("palette")
    me.press(Qt.Key.Key_Escape)
    me.control(Qt.Key.Key_P)
    me.type("principles")
    me.look("documents")
    me.press(Qt.Key.Key_Return)
    assert me.window.session.place.path == "reference/principles.rst"
    me.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert me.window.session.place.path == VISION
    me.control(Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    me.type("lazy consensus")
    me.wait(400)
    me.look("found-everywhere")
    assert any(isinstance(one.value, Finding) for one in me.window.desks.finding.everywhere.choices)
    me.press(Qt.Key.Key_Escape)


def test_draft_in_a_bare_repository(travel: Travel, repository: Path, git: Git) -> None:
    me = travel(WindowRequest(repository=repository, document=VISION, mode=Mode.DRAFT))
    before = git(repository, "rev-parse", "refs/heads/master")
    me.look("draft")
    me.control(Qt.Key.Key_Home)
    me.type("A word of our own.")
    me.press(Qt.Key.Key_Return)
    me.press(Qt.Key.Key_Return)
    me.wait(1200)
    me.look("typed")
    me.control(Qt.Key.Key_Return)
    from visioneditor.gui.dialogs.commit_dialog import CommitDialog

    dialog = me.window.frame.findChild(CommitDialog)
    assert isinstance(dialog, CommitDialog)
    dialog.form.subject.setText("Say a word of our own")
    dialog.form.branch.setText("our-word")
    assert not dialog.form.allow_default.isVisible()
    me.click(dialog.form.commit)
    assert git(repository, "log", "-1", "--format=%s", "refs/heads/our-word") == "Say a word of our own"
    assert "Change-Id: I" in git(repository, "log", "-1", "--format=%B", "refs/heads/our-word")
    assert git(repository, "diff", "--name-only", "refs/heads/master", "refs/heads/our-word") == VISION
    assert git(repository, "rev-parse", "refs/heads/master") == before
    me.look("committed")


def test_a_comment_survives_a_kill(repository: Path, tmp_path: Path) -> None:
    """The window types, is killed a second later, and the words are there at the next start."""
    program = (
        "import os, signal, sys\n"
        "from PySide6.QtTest import QTest\n"
        "from visioneditor.gui.app import build_application, build_look\n"
        "from visioneditor.services.window_request import WindowRequest\n"
        "from visioneditor.settings import Settings\n"
        "from pathlib import Path\n"
        f"wanted = WindowRequest(repository=Path({str(repository)!r}), document={VISION!r})\n"
        "application = build_application(Settings(), wanted)\n"
        "from visioneditor.gui.window import Window\n"
        "from visioneditor.gui.screenshot import settle\n"
        "window = Window(build_look(Settings(), wanted), Settings(), wanted)\n"
        "window.start()\n"
        "settle(window)\n"
        "window.commenting.comment()\n"
        "settle(window)\n"
        "QTest.keyClicks(window.review.writing.editor.text, 'These words must not be lost')\n"
        "from PySide6.QtCore import QEventLoop, QTimer\n"
        "loop = QEventLoop()\n"
        "QTimer.singleShot(1000, loop.quit)\n"
        "loop.exec()\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=dict(os.environ), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == -9, done.stderr
    listed = subprocess.run(
        [sys.executable, "-m", "visioneditor", "comments", str(repository), "all", "--drafts", "--format", "json"],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    (comment,) = json.loads(listed.stdout)["comments"]
    assert comment["message"] == "These words must not be lost"


def test_two_files_are_compared_without_a_repository(travel: Travel, tmp_path: Path) -> None:
    old, new = tmp_path / "old.rst", tmp_path / "new.rst"
    old.write_text("Goals\n=====\n\nOne goal is enough.\n")
    new.write_text("Goals\n=====\n\nTwo goals are enough.\n")
    me = travel(WindowRequest(files=(old, new), mode=Mode.COMPARE))
    me.look("files")
    view = me.window.comparing.view
    assert view.change_count() == 1
    me.press(Qt.Key.Key_N)
    assert view.change() == 1
    assert view.counts.isVisible()
