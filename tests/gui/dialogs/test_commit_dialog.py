"""What a commit needs: a complete message, a branch, an author; the default branch only when said twice."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.dialogs.commit_dialog import CommitDialog, CommitWish, OtherDraft
from visioneditor.gui.look import Look
from visioneditor.services.next_patch_set import NextPatchSet

ShowCommit = Callable[..., CommitDialog]


@pytest.fixture
def ask(look: Look, qtbot: QtBot) -> ShowCommit:
    def build(**different: object) -> CommitDialog:
        usual: dict[str, object] = {
            "branch": "wording",
            "default_branch": "main",
            "is_branch_fixed": False,
            "name": "Ada Tester",
            "mail": "ada@example.org",
            "signs_off": False,
        }
        dialog = CommitDialog("a.rst", **usual | different)  # type: ignore[arg-type]  # above
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return build


def test_it_takes_a_subject(ask: ShowCommit) -> None:
    dialog = ask()
    assert not dialog.form.commit.isEnabled()
    dialog.form.subject.setText("Say it shorter")
    assert dialog.form.commit.isEnabled()


@pytest.mark.parametrize("field", ["subject", "branch", "name", "mail"])
def test_nothing_needed_may_be_blank(ask: ShowCommit, field: str) -> None:
    dialog = ask()
    dialog.form.subject.setText("Say it shorter")
    getattr(dialog.form, field).setText("  ")
    assert not dialog.form.commit.isEnabled()
    assert dialog.form.said.text() == f"Still needed: {field}."


def test_default_branch_must_be_meant(ask: ShowCommit) -> None:
    dialog = ask(branch="")
    dialog.form.subject.setText("Say it shorter")
    dialog.form.branch.setText("wording")
    assert not dialog.form.allow_default.isVisible()
    assert dialog.form.commit.isEnabled()
    dialog.form.branch.setText(" main ")
    assert dialog.form.allow_default.isVisible()
    assert not dialog.form.commit.isEnabled()
    dialog.form.allow_default.click()
    assert dialog.form.commit.isEnabled()


def test_leave_for_the_default_branch_does_not_outlive_it(ask: ShowCommit, qtbot: QtBot) -> None:
    dialog = ask(branch="main")
    dialog.form.subject.setText("Say it shorter")
    dialog.form.allow_default.click()
    dialog.form.branch.setText("refs/heads/main")
    dialog.form.branch.setText("wording")
    with qtbot.waitSignal(dialog.commit_requested) as asked:
        dialog.form.commit.click()
    assert asked.args[0].allows_default is False


def test_full_name_of_the_default_branch_is_asked_about_too(ask: ShowCommit) -> None:
    dialog = ask(branch="refs/heads/main")
    dialog.form.subject.setText("Say it shorter")
    assert dialog.form.allow_default.isVisible()
    assert not dialog.form.commit.isEnabled()


def test_checked_out_branch_is_taken_as_it_is(ask: ShowCommit) -> None:
    dialog = ask(branch="main", is_branch_fixed=True)
    dialog.form.subject.setText("Say it shorter")
    assert dialog.form.branch.isReadOnly()
    assert not dialog.form.allow_default.isVisible()
    assert dialog.form.commit.isEnabled()


def test_all_that_was_said_is_in_the_wish(ask: ShowCommit, qtbot: QtBot) -> None:
    dialog = ask(signs_off=True)
    dialog.form.subject.setText(" Say it shorter ")
    dialog.form.body.setPlainText("Because.\n")
    dialog.form.change_id.click()
    with qtbot.waitSignal(dialog.commit_requested) as asked:
        dialog.form.commit.click()
    assert asked.args == [
        CommitWish(
            message="Say it shorter\n\nBecause.\n",
            branch="wording",
            name="Ada Tester",
            mail="ada@example.org",
            adds_change_id=False,
            signs_off=True,
            allows_default=False,
        )
    ]
    assert not dialog.form.commit.isEnabled()


def test_error_loses_nothing_and_lets_one_try_again(ask: ShowCommit) -> None:
    dialog = ask()
    dialog.form.subject.setText("Say it shorter")
    dialog.form.commit.click()
    dialog.show_error(VisionEditorError("branch.exists", branch="wording"))
    assert dialog.form.said.text().startswith("There is a branch wording already. Choose")
    assert dialog.form.commit.isEnabled()
    assert dialog.form.subject.text() == "Say it shorter"


def test_long_subject_is_remarked_on_but_stops_nothing(ask: ShowCommit) -> None:
    dialog = ask()
    dialog.form.subject.setText("x" * 73)
    assert "73 characters" in dialog.form.said.text()
    assert dialog.form.commit.isEnabled()
    dialog.form.subject.setText("x" * 72)
    assert dialog.form.said.text() == ""


def test_nothing_is_said_of_hooks_where_there_are_none(ask: ShowCommit) -> None:
    dialog = ask()
    assert not dialog.form.hooks.isVisible() and not dialog.form.allow_hooks.isVisible()


def test_hooks_are_named_and_can_be_allowed_here_and_forbidden_again(ask: ShowCommit, qtbot: QtBot) -> None:
    dialog = ask(hooks=("commit-msg",))
    may_not = "This repository has hooks (commit-msg). They run on a commit only when you allow it."
    assert dialog.form.hooks.text() == may_not
    for button, wish in (("Allow here", True), ("Run them no more", False)):
        assert dialog.form.allow_hooks.text() == button
        with qtbot.waitSignal(dialog.hooks_requested) as wished:
            dialog.form.allow_hooks.click()
        assert wished.args == [wish]
        assert ("run on this commit" in dialog.form.hooks.text()) is wish
    assert dialog.form.hooks.text() == may_not


def test_running_hooks_are_waited_for_in_words(ask: ShowCommit) -> None:
    dialog = ask(hooks=("pre-commit", "commit-msg"), are_hooks_allowed=True)
    assert dialog.form.hooks.text() == "The hooks of this repository (pre-commit, commit-msg) run on this commit."
    dialog.form.subject.setText("Say it shorter")
    dialog.form.commit.click()
    assert dialog.form.said.text() == "The hooks are running …"
    dialog.show_error(VisionEditorError("commit.hook-failed", hook="pre-commit", reason="Line 3 is too long"))
    assert dialog.form.said.text().startswith("The hook pre-commit stopped the commit: Line 3 is too long. Nothing was")
    assert dialog.form.commit.isEnabled() and dialog.form.subject.text() == "Say it shorter"


def test_it_names_every_document_that_goes_into_the_commit(ask: ShowCommit) -> None:
    others = [
        OtherDraft(path="b.rst", note="written 10:00", belongs=True),
        OtherDraft(path="c.rst", note="written 11:00", belongs=False),
    ]
    dialog, wishes = ask(others=others), list[CommitWish]()
    dialog.commit_requested.connect(wishes.append)
    dialog.form.subject.setText("Say it shorter")
    assert dialog.form.what.text() == "Commits 2 documents: a.rst, b.rst."
    dialog.form.others.item(1).setCheckState(Qt.CheckState.Checked)
    assert dialog.form.what.text() == "Commits 3 documents: a.rst, b.rst, c.rst."
    for row in (0, 1):
        dialog.form.others.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.form.what.text() == "Commits a.rst and nothing else."
    dialog.form.others.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.form.commit.click()
    assert [wish.others for wish in wishes] == [("c.rst",)]


def test_where_nothing_else_is_drafted_nothing_else_is_offered(ask: ShowCommit) -> None:
    dialog = ask()
    assert not dialog.form.others.isVisible() and not dialog.form.others_label.isVisible()
    assert dialog.form.what.text() == "Commits a.rst and nothing else."


def test_what_is_found_later_is_listed_and_ticks_stay_as_they_are(ask: ShowCommit) -> None:
    one = OtherDraft(path="b.rst", note="written 10:00", belongs=False)
    dialog = ask(others=[one])
    dialog.form.others.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.show_others([OtherDraft(path="c.rst", note="follows", belongs=True), one])
    assert dialog.form.what.text() == "Commits 3 documents: a.rst, c.rst, b.rst."


@pytest.mark.parametrize("wraps", [True, False])
def test_a_long_body_is_wrapped_unless_one_would_rather_not(ask: ShowCommit, qtbot: QtBot, *, wraps: bool) -> None:
    dialog = ask()
    dialog.form.subject.setText("Say more")
    dialog.form.body.setPlainText("many words " * 12)
    dialog.form.wrap.setChecked(wraps)
    with qtbot.waitSignal(dialog.commit_requested) as said:
        dialog.form.commit.click()
    assert said.args is not None
    longest = max(map(len, said.args[0].message.split("\n")))
    assert (longest <= 72) is wraps


PATCH_SET = NextPatchSet(
    commit="a" * 40,
    branch="review/7",
    message=f"Name the users\n\nWhy.\n\nCloses-Bug: 12\nCo-Authored-By: Eve <eve@x.org>\nChange-Id: I{'1' * 40}\n",
    number=7,
    begun_on=1,
    newest=2,
)


def test_the_next_patch_set_has_the_message_and_branch_of_its_change(ask: ShowCommit) -> None:
    dialog = ask()
    form = dialog.form
    wishes: list[CommitWish] = []
    dialog.commit_requested.connect(wishes.append)
    assert not form.patch_set.isVisible()
    form.subject.setText("Typed before")
    dialog.offer(PATCH_SET, ())
    assert "change 7" in form.patch_set.text() and "2 is there by now" in form.patch_set.text()
    form.patch_set.click()
    assert (form.subject.text(), form.body.toPlainText()) == ("Name the users", "Why.")
    assert (form.branch.text(), form.co_authors.text()) == ("review/7", "Eve <eve@x.org>")
    form.commit.click()
    assert (wishes[0].amends, wishes[0].branch) == ("a" * 40, "review/7")
    assert sorted(wishes[0].message.split("\n")) == sorted(PATCH_SET.message.split("\n"))
    form.patch_set.click()
    assert (form.subject.text(), form.branch.text(), form.branch.isReadOnly()) == ("Typed before", "wording", False)


def test_who_else_wrote_it_and_what_it_depends_on_are_trailers(ask: ShowCommit) -> None:
    dialog = ask()
    wishes: list[CommitWish] = []
    dialog.commit_requested.connect(wishes.append)
    dialog.form.subject.setText("Say it together")
    dialog.form.body.setPlainText("Why.")
    dialog.form.co_authors.setText("Eve <eve@x.org>, Bob <bob@x.org>")
    dialog.form.depends_on.setText("https://review.example.org/c/p/+/7")
    dialog.form.commit.click()
    assert wishes[0].message == (
        "Say it together\n\nWhy.\n\nDepends-On: https://review.example.org/c/p/+/7\n"
        "Co-Authored-By: Eve <eve@x.org>\nCo-Authored-By: Bob <bob@x.org>\n"
    )
