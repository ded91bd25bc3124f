"""Committing in the window: the repository's hooks are named, allowed, told of when they fail, and ended on Cancel."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from tests.conftest import Git
from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.dialogs.commit_dialog import CommitDialog
from visioneditor.gui.dialogs.settings_dialog import SettingsDialog
from visioneditor.gui.window import Window
from visioneditor.services.drafting import list_drafts, save_draft
from visioneditor.services.window_request import Mode
from visioneditor.settings import load_settings, settings_path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the hooks here are shell scripts")
PutHook = Callable[[str, str], None]


@pytest.fixture
def put_hook(sample: Path, git: Git) -> PutHook:
    def put(name: str, script: str) -> None:
        hook = Path(git(sample, "rev-parse", "--absolute-git-dir")) / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{script}\n")
        hook.chmod(0o755)

    return put


@pytest.fixture
def ask(open_window: OpenWindow, sample: Path) -> Callable[[], tuple[Window, CommitDialog]]:
    """Drafts a word and asks to commit it, on a branch of its own where the repository is bare."""

    def build() -> tuple[Window, CommitDialog]:
        window = open_window(sample, mode=Mode.DRAFT)
        (mode,) = window.findChildren(DraftingMode)
        cursor = mode.page.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText("One word more.\n")
        window.frame.commands.run("draft.commit")
        dialog = mode.saving._dialog
        dialog.form.subject.setText("Say one word more")
        if not dialog.form.branch.isReadOnly():
            dialog.form.branch.setText("wording")
        return window, dialog

    return build


def committed(git: Git, sample: Path) -> str:
    return git(sample, "log", "-1", "--format=%B", "--all", "--", VISION)


def test_hooks_run_once_they_are_allowed_in_the_dialog(
    ask: Callable[[], tuple[Window, CommitDialog]], put_hook: PutHook, sample: Path, git: Git
) -> None:
    put_hook("commit-msg", 'echo "Hooked: yes" >> "$1"')
    window, dialog = ask()
    assert dialog.form.hooks.text().startswith("This repository has hooks (commit-msg).")
    dialog.form.allow_hooks.click()
    assert window.session.workspace is not None
    assert load_settings(settings_path()).hooks_allowed == (str(window.session.workspace.path),)
    dialog.form.commit.click()
    assert settle(window)
    assert committed(git, sample).strip().endswith("Hooked: yes")
    assert not dialog.isVisible()
    window.look_desk.show_settings()
    (settings,) = window.frame.findChildren(SettingsDialog)
    field = settings.fields["hooks_allowed"]
    assert isinstance(field, QPlainTextEdit) and field.toPlainText() == str(window.session.workspace.path)
    settings.accept()


def test_hooks_do_not_run_unless_they_are_allowed(
    ask: Callable[[], tuple[Window, CommitDialog]], put_hook: PutHook, sample: Path, git: Git
) -> None:
    put_hook("commit-msg", "exit 1")
    window, dialog = ask()
    dialog.form.commit.click()
    assert settle(window)
    assert committed(git, sample).startswith("Say one word more")


def test_a_failing_hook_is_told_in_the_dialog_and_the_commit_made_without_it(
    ask: Callable[[], tuple[Window, CommitDialog]], put_hook: PutHook, sample: Path, git: Git
) -> None:
    put_hook("pre-commit", "echo Line 3 is too long. >&2; exit 1")
    window, dialog = ask()
    dialog.form.allow_hooks.click()
    before = git(sample, "for-each-ref")
    dialog.form.commit.click()
    assert settle(window)
    assert dialog.isVisible()
    assert dialog.form.said.text().startswith("The hook pre-commit stopped the commit: Line 3 is too long. Nothing was")
    assert git(sample, "for-each-ref") == before
    dialog.form.allow_hooks.click()
    assert load_settings(settings_path()).hooks_allowed == ()
    dialog.form.commit.click()
    assert settle(window)
    assert not dialog.isVisible()
    assert committed(git, sample).startswith("Say one word more")


def test_cancelling_ends_a_hook_and_keeps_the_draft(
    ask: Callable[[], tuple[Window, CommitDialog]], put_hook: PutHook, sample: Path, git: Git, tmp_path: Path
) -> None:
    put_hook("pre-commit", f'sleep 50; touch "{tmp_path}/ended"')
    window, dialog = ask()
    dialog.form.allow_hooks.click()
    before = git(sample, "for-each-ref")
    dialog.form.commit.click()
    assert dialog.form.said.text() == "The hooks are running …"
    dialog.form.cancel.click()
    assert settle(window)
    assert git(sample, "for-each-ref") == before
    assert not (tmp_path / "ended").exists()
    assert window.session.place.mode is Mode.DRAFT
    assert not window.frame.messages.isVisible()
    (mode,) = window.findChildren(DraftingMode)
    assert mode.page.text.endswith("One word more.\n")


REFLECTION = "reference/cloud-vision-reflections/nova.rst"


def test_what_else_is_drafted_goes_into_the_commit_when_it_is_ticked(
    ask: Callable[[], tuple[Window, CommitDialog]], sample: Path, git: Git, open_window: OpenWindow
) -> None:
    workspace = open_window(sample).session.workspace
    assert workspace is not None
    base = workspace.repository.resolve("main")
    for path in (REFLECTION, "other.rst"):
        save_draft(workspace, path, "Nova\n====\n", base_revision=base)
    window, dialog = ask()
    (item,) = dialog.form.others.findItems(REFLECTION, Qt.MatchFlag.MatchStartsWith)
    item.setCheckState(Qt.CheckState.Checked)
    dialog.form.commit.click()
    assert settle(window)
    listed = git(sample, "log", "-1", "--all", "--format=", "--name-only", "--full-diff", "--", VISION)
    assert listed.split() == [REFLECTION, VISION]
    assert [draft.path for draft in list_drafts(workspace)] == ["other.rst"]


def test_reflections_follow_a_renamed_section_in_the_same_commit(
    open_window: OpenWindow, sample: Path, git: Git
) -> None:
    window = open_window(sample, document=VISION, mode=Mode.DRAFT)
    (mode,) = window.findChildren(DraftingMode)
    mode.page.editor.setPlainText(mode.page.text.replace("Self-Service\n", "Nobody Waits\n"))
    window.frame.commands.run("draft.commit")
    assert settle(window)
    form = mode.saving._dialog.form
    offered = [form.others.item(row) for row in range(form.others.count())]
    paths = [item.data(Qt.ItemDataRole.UserRole) for item in offered]
    assert len(paths) > 1 and all(item.checkState() == Qt.CheckState.Checked for item in offered)
    assert offered[0].text() == f"{paths[0]}, whose headings follow the new titles"
    offered[-1].setCheckState(Qt.CheckState.Unchecked)
    form.subject.setText("Call it otherwise")
    if not form.branch.isReadOnly():
        form.branch.setText("wording")
    form.commit.click()
    assert settle(window)
    listed = git(sample, "log", "-1", "--all", "--format=", "--name-only", "--full-diff", "--", VISION).split()
    assert listed == sorted([VISION, *paths[:-1]])
    tip = git(sample, "log", "-1", "--all", "--format=%H", "--", VISION)
    assert "Nobody Waits\n" in git(sample, "show", f"{tip}:{paths[0]}")
