"""A branch is uploaded from the window to a real Gerrit: asked, shown, completed, sent, and the change shown."""

from collections.abc import Iterator
from os import getpid
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor

from tests.conftest import Git
from tests.gerrit.server.filling import ACCOUNTS, TEXT, VISION
from tests.gerrit.server.rest import change_path
from tests.gerrit.server.shared import Gerrit
from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.dialogs.upload_dialog import UploadDialog
from visioneditor.gui.window import Window
from visioneditor.services.drafting import save_draft
from visioneditor.services.window_request import Mode

DANA = ACCOUNTS["dana"]


@pytest.fixture
def folder(gerrit: Gerrit, tmp_path: Path, git: Git) -> Path:
    """Dana's clone: one commit without a Change-Id on a branch of its own."""
    clone = tmp_path / f"governance-{getpid()}"
    git(tmp_path, "clone", "-q", gerrit.git_url(), str(clone))
    git(clone, "config", "user.name", DANA.name)
    git(clone, "config", "user.email", DANA.mail)
    git(clone, "remote", "add", "gerrit", gerrit.git_url())
    git(clone, "checkout", "-q", "-b", "wording", "origin/master")
    (clone / VISION).write_text(TEXT.replace("Users help", f"Users of {tmp_path.name} help"), encoding="utf-8")
    git(clone, "commit", "-q", "-a", "-m", "Say whose users")
    return clone


@pytest.fixture
def _signed_in(gerrit: Gerrit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's helper keeps Dana's password."""
    place = gerrit.url.removeprefix("http://").replace(":", "%3a")
    (tmp_path / "kept").write_text(f"http://dana:{DANA.password}@{place}\n")
    (tmp_path / "gitconfig").write_text(f"[credential]\n\thelper = store --file={tmp_path / 'kept'}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))


def ask(window: Window) -> UploadDialog:
    window.frame.commands.run("review.upload")
    assert settle(window)
    dialog = window.desks.upload.dialog
    assert dialog is not None
    return dialog


@pytest.fixture
def window(folder: Path, open_window: OpenWindow) -> Iterator[Window]:
    opened = open_window(folder)
    yield opened
    if (dialog := opened.desks.upload.dialog) is not None:
        dialog.reject()


@pytest.mark.usefixtures("_signed_in")
def test_a_commit_is_completed_uploaded_and_shown(gerrit: Gerrit, window: Window, folder: Path, git: Git) -> None:
    dialog = ask(window)
    form = dialog.form
    assert (form.branch.currentText(), form.onto.text(), form.topic.text()) == ("wording", "master", "wording")
    assert "Say whose users" in form.commits.item(0).text() and "lacks a Change-Id" in form.commits.item(0).text()
    assert f"{gerrit.url}/a/governance" in form.command.toPlainText()
    form.hashtags.setText("formal-vote, vision")
    form.reviewers.setText("Erik Ek <erik@example.org>")
    form.upload.click()
    assert settle(window)
    assert "signed off" in form.said.text() and form.way_out.isVisible()
    form.way_out.click()
    assert settle(window)
    assert "a new change" in form.commits.item(0).text() and not form.way_out.isVisible()
    assert "Change-Id: I" in git(folder, "log", "-1", "--format=%B")
    form.upload.click()
    assert settle(window)
    assert window.desks.upload.dialog is None
    new, _ = window.session.place.compared[1].split("/") if window.session.place.compared else ("", "")
    assert window.session.place.mode is Mode.COMPARE
    there = gerrit.rest("dana").get(f"{change_path(int(new))}/detail")
    assert (there["subject"], there["topic"], sorted(there["hashtags"])) == (
        "Say whose users",
        "wording",
        ["formal-vote", "vision"],
    )
    assert [one["email"] for one in there["reviewers"]["REVIEWER"]] == ["erik@example.org"]
    window.desks.addresses.copy_address(f"{gerrit.url}/c/governance/+/{new}")
    assert QGuiApplication.clipboard().text().endswith(f"/+/{new}")


def test_several_commits_go_only_when_that_is_meant(window: Window, folder: Path, git: Git) -> None:
    git(folder, "commit", "-q", "--allow-empty", "-m", "Another one")
    form = ask(window).form
    assert form.commits.count() == 2 and form.several.isVisible()
    assert not form.upload.isEnabled()
    form.several.click()
    assert form.upload.isEnabled()


def test_a_branch_with_nothing_to_upload_says_so(window: Window) -> None:
    dialog = ask(window)
    dialog.form.branch.setCurrentText("master")
    assert settle(window)
    assert dialog.plan is None and not dialog.form.upload.isEnabled()
    assert dialog.form.said.text().startswith("master has no commit that is not on the server")


def test_people_are_completed_one_after_the_other(window: Window) -> None:
    line = ask(window).form.reviewers
    completer = line.completer()
    line.setText("Erik Ek <erik@example.org>, adm")
    assert completer.splitPath(line.text()) == ["adm"]
    completer.setCompletionPrefix("adm")
    chosen = completer.pathFromIndex(completer.completionModel().index(0, 0))
    assert chosen == "Erik Ek <erik@example.org>, Administrator <admin@example.com>"


@pytest.mark.usefixtures("_signed_in")
def test_a_change_in_view_is_edited_and_uploaded_as_its_next_patch_set(
    gerrit: Gerrit, window: Window, folder: Path, git: Git
) -> None:
    form = ask(window).form
    form.way_out.click()
    assert settle(window)
    form.upload.click()
    assert settle(window)
    compared = window.session.place.compared
    assert compared is not None
    number = int(compared[1].partition("/")[0])
    git(folder, "checkout", "-q", "master")
    git(folder, "branch", "-q", "-D", "wording")
    workspace = window.session.workspace
    assert workspace is not None
    save_draft(workspace, window.session.place.path, "Quite another idea.\n", base_revision="HEAD")
    window.frame.commands.run("review.edit")
    assert settle(window)
    (mode,) = window.findChildren(DraftingMode)
    cursor = mode.page.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("One word more.\n")
    window.frame.commands.run("draft.commit")
    assert settle(window)
    commit = mode.saving._dialog.form
    assert commit.patch_set.text().startswith(f"As the ne&xt patch set of change {number}")
    commit.patch_set.click()
    assert (commit.subject.text(), commit.branch.text()) == ("Say whose users", f"review/{number}")
    commit.commit.click()
    assert settle(window)
    form = ask(window).form
    assert (form.branch.currentText(), form.topic.text()) == (f"review/{number}", "")
    assert f"patch set 2 of change {number}" in form.commits.item(0).text()
    form.upload.click()
    assert settle(window)
    there = gerrit.rest("dana").get(f"{change_path(number)}/detail?o=CURRENT_REVISION")
    assert (there["revisions"][there["current_revision"]]["_number"], there["topic"]) == (2, "wording")
    assert window.session.place.compared == (f"{number}/2^", f"{number}/2")
