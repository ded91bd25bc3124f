"""What changes in the repository from outside is noticed and told; what is being read stays until one asks."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.conftest import Git
from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.window import Window
from visioneditor.services.commenting import reading_target
from visioneditor.services.reviewing import add_comment

NOTICED_MS = 5000


def commit(git: Git, folder: Path, text: str, *options: str) -> str:
    with (folder / VISION).open("a", encoding="utf-8") as file:
        file.write(text)
    git(folder, "commit", "-q", "-a", "-m", "Say more", *options)
    return git(folder, "rev-parse", "HEAD")


def told(window: Window) -> str:
    return window.frame.messages.accessibleName() if window.frame.messages.isVisible() else ""


def wait_for(qtbot: QtBot, window: Window, words: str) -> None:
    qtbot.waitUntil(lambda: words in told(window), timeout=NOTICED_MS)


def test_new_commit_is_told_and_shown_when_asked(open_window: OpenWindow, sample: Path, git: Git, qtbot: QtBot) -> None:
    window = open_window(sample)
    before = window.session.loaded
    newest = commit(git, sample, "\nOne more word.\n")
    wait_for(qtbot, window, "main has 1 new commit.")
    assert window.session.loaded is before
    assert window.frame.messages.action.text() == "Show"
    window.frame.messages.action.click()
    qtbot.waitUntil(lambda: window.session.loaded is not before, timeout=NOTICED_MS)
    assert window.session.loaded is not None and window.session.loaded.revision == newest
    assert window.session.loaded.document.text.endswith("One more word.\n")
    assert not window.frame.messages.isVisible()


def test_message_of_new_commits_goes_when_they_are_shown_otherwise(
    open_window: OpenWindow, sample: Path, git: Git, qtbot: QtBot
) -> None:
    window = open_window(sample)
    commit(git, sample, "\nOne more word.\n")
    wait_for(qtbot, window, "main has 1 new commit.")
    window.frame.commands.run("repository.reload")
    assert settle(window)
    assert told(window) == ""


def test_place_is_kept_when_the_new_commit_is_shown(
    open_window: OpenWindow, sample: Path, git: Git, qtbot: QtBot
) -> None:
    window = open_window(sample)
    document = window.session.document
    assert document is not None
    window.session.go_to_section(document.sections[6])
    commit(git, sample, "\nOne more word.\n")
    commit(git, sample, "\nAnd one.\n")
    wait_for(qtbot, window, "new commit")
    window.frame.messages.action.click()
    assert settle(window)
    assert window.session.section is not None
    assert window.session.section.id == document.sections[6].id


def test_branch_that_was_written_anew_is_called_another_revision(
    open_window: OpenWindow, sample: Path, git: Git, qtbot: QtBot
) -> None:
    window = open_window(sample)
    git(sample, "reset", "-q", "--hard", "HEAD~2")
    wait_for(qtbot, window, "main is another revision now.")


def test_new_branch_is_listed(open_window: OpenWindow, sample: Path, git: Git, qtbot: QtBot) -> None:
    window = open_window(sample)
    git(sample, "branch", "wording")
    qtbot.waitUntil(lambda: "wording" in {ref.short for ref in window.session.refs}, timeout=NOTICED_MS)
    assert told(window) == ""


def test_commit_that_is_read_by_its_id_does_not_move(
    open_window: OpenWindow, sample: Path, git: Git, qtbot: QtBot
) -> None:
    window = open_window(sample, revision=git(sample, "rev-parse", "HEAD"))
    commit(git, sample, "\nOne more word.\n")
    git(sample, "branch", "seen")
    qtbot.waitUntil(lambda: "seen" in {ref.short for ref in window.session.refs}, timeout=NOTICED_MS)
    assert settle(window)
    assert told(window) == ""


def test_file_that_changes_on_disk_is_told_to_who_reads_it(open_window: OpenWindow, sample: Path, qtbot: QtBot) -> None:
    window = open_window(sample, revision="WORKTREE")
    file = sample / VISION
    qtbot.wait(1200)  # a look at the files before they change
    file.write_bytes(file.read_bytes() + b"\nOn disk.\n")
    wait_for(qtbot, window, "The file has changed on disk.")
    window.frame.messages.action.click()
    assert settle(window)
    assert window.session.loaded is not None and window.session.loaded.document.text.endswith("On disk.\n")


def test_comment_of_another_window_comes_without_asking(open_window: OpenWindow, sample: Path, qtbot: QtBot) -> None:
    one, other = open_window(sample), open_window(sample)
    workspace = one.session.workspace
    assert workspace is not None
    change = reading_target(workspace, workspace.repository.resolve("HEAD"), VISION).change
    add_comment(workspace, change, message="From elsewhere", path=VISION, line=3)
    said = "From elsewhere"
    qtbot.waitUntil(
        lambda: said in {c.message for shown in other.review.threads.new for c in shown.thread.comments},
        timeout=NOTICED_MS,
    )
