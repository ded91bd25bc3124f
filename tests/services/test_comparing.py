"""Both sides of a document are found: by its path, by git's renames, by its words, in commits, files and drafts."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest

from visioneditor.core.compare.model import Kind
from visioneditor.errors import VisionEditorError
from visioneditor.services.comparing import compare_files, compare_revisions
from visioneditor.services.opening import open_workspace
from visioneditor.services.reporting import side_names
from visioneditor.services.workspace import Workspace

CHARTER = "# Charter\n\nThe committee is elected by all who contribute.\n\n" + "\n".join(
    f"## Duty {number}\n\nThe committee keeps promise {number} to the people who asked for it in year {number}.\n"
    for number in range(8)
)
NOTES = "# Notes\n\nMilk, bread and a new bicycle tyre for the long way home.\n"


class Git(Protocol):
    def __call__(self, folder: Path, *arguments: str, input: str | None = None) -> str: ...


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8", newline="\n")


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """A repository whose second commit renames one document and takes another apart, and is ahead of the first."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")
    write(folder, "charter.md", CHARTER)
    write(folder, "notes.md", NOTES)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "First")
    git(folder, "mv", "notes.md", "errands.md")
    write(folder, "errands.md", NOTES.replace("Milk", "Oats"))
    write(folder, "charter.md", CHARTER[: CHARTER.index("## Duty 6")])
    write(folder, "last-duties.md", "# Last duties\n\n" + CHARTER[CHARTER.index("## Duty 6") :])
    write(folder, "weather.md", "# Weather\n\nIt rained on Tuesday and the garden was glad of it.\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Second")
    return folder


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with closing(open_workspace(folder)) as opened:
        yield opened


def test_a_document_is_compared_with_itself_at_another_revision(workspace: Workspace) -> None:
    loaded = compare_revisions(workspace, "HEAD~", "HEAD", "charter.md")
    assert (loaded.old.path, loaded.new.path) == ("charter.md", "charter.md")
    assert len(loaded.old.revision) == 40
    assert loaded.comparison.summary.words_added == 0


def test_a_renamed_document_is_found_from_either_end(workspace: Workspace) -> None:
    for path in ("errands.md", "notes.md"):
        loaded = compare_revisions(workspace, "HEAD~", "HEAD", path)
        assert (loaded.old.path, loaded.new.path) == ("notes.md", "errands.md")
    back = compare_revisions(workspace, "HEAD", "HEAD~", "notes.md")
    assert (back.old.path, back.new.path) == ("errands.md", "notes.md")


def test_a_part_of_a_document_is_found_by_its_words(workspace: Workspace) -> None:
    loaded = compare_revisions(workspace, "HEAD~", "HEAD", "last-duties.md")
    assert loaded.old.path == "charter.md"
    kept = [row for row in loaded.comparison.sections if row.kinds == (Kind.UNCHANGED,) or Kind.MOVED in row.kinds]
    assert {section.title for row in kept for section in row.new} >= {"Duty 6", "Duty 7"}


def test_a_document_is_found_where_its_words_are_gone_from_not_where_most_of_them_stay(
    workspace: Workspace, folder: Path, git: Git
) -> None:
    rules = [f"Rule {number} has {number} words and {number} ends, {number} of them loose." for number in range(9)]
    notes = [f"Note {number}: what was broken in the {word} is mended." for number, word in enumerate(("roof", "well"))]
    gone = [f"Guest {number} left on a Sunday and took the keys." for number in range(6)]
    write(folder, "guests.md", "\n\n".join(["# Guests", *rules[:2], *notes, *gone]))
    write(folder, "hosts.md", "\n\n".join(["# Hosts", *rules, "An old remark."]))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Third")
    git(folder, "rm", "-q", "guests.md")
    write(folder, "visitors.md", "\n\n".join(["# Visitors", *rules[:8], *notes]))
    write(folder, "hosts.md", "\n\n".join(["# Hosts", *rules]))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Fourth")
    assert compare_revisions(workspace, "HEAD~", "HEAD", "visitors.md").old.path == "guests.md"


def test_what_stood_nowhere_is_compared_with_nothing(workspace: Workspace) -> None:
    loaded = compare_revisions(workspace, "HEAD~", "HEAD", "weather.md")
    assert (loaded.old.path, loaded.old.data) == ("", b"")
    assert {kind for row in loaded.comparison.sections for kind in row.kinds} == {Kind.ADDED}


def test_a_named_old_path_is_taken_or_refused(workspace: Workspace) -> None:
    assert compare_revisions(workspace, "HEAD~", "HEAD", "errands.md", "charter.md").old.path == "charter.md"
    with pytest.raises(VisionEditorError) as caught:
        compare_revisions(workspace, "HEAD~", "HEAD", "errands.md", "nowhere.md")
    assert caught.value.message == "document.unknown"


def test_an_unknown_path_is_refused(workspace: Workspace) -> None:
    with pytest.raises(VisionEditorError) as caught:
        compare_revisions(workspace, "HEAD~", "HEAD", "nowhere.md")
    assert caught.value.message == "document.unknown"


def test_without_a_path_exactly_one_document_must_have_changed(workspace: Workspace, folder: Path) -> None:
    with pytest.raises(VisionEditorError) as caught:
        compare_revisions(workspace, "HEAD~", "HEAD")
    assert caught.value.message == "comparison.several-documents"
    with pytest.raises(VisionEditorError) as caught:
        compare_revisions(workspace, "HEAD", "HEAD")
    assert caught.value.message == "comparison.no-document"
    write(folder, "weather.md", "# Weather\n\nIt snowed.\n")
    assert compare_revisions(workspace, "HEAD", "WORKTREE").new.path == "weather.md"


def test_the_working_file_is_a_revision(workspace: Workspace, folder: Path) -> None:
    write(folder, "charter.md", CHARTER)
    loaded = compare_revisions(workspace, "HEAD~", "WORKTREE", "charter.md")
    assert loaded.new.revision == "WORKTREE"
    assert [kind for kind, _ in loaded.comparison.summary.sections] == [Kind.UNCHANGED]


def test_one_renamed_document_needs_no_path(workspace: Workspace, folder: Path, git: Git) -> None:
    git(folder, "mv", "weather.md", "climate.md")
    git(folder, "commit", "-q", "-m", "Third")
    loaded = compare_revisions(workspace, "HEAD~", "HEAD")
    assert (loaded.old.path, loaded.new.path) == ("weather.md", "climate.md")


def test_two_files_are_compared_wherever_they_are(tmp_path: Path) -> None:
    write(tmp_path, "old.md", NOTES)
    write(tmp_path, "new.md", NOTES.replace("Milk", "Oats"))
    loaded = compare_files(tmp_path / "old.md", tmp_path / "new.md")
    assert (loaded.comparison.summary.words_added, loaded.comparison.summary.words_removed) == (1, 1)
    with pytest.raises(VisionEditorError) as caught:
        compare_files(tmp_path / "old.md", tmp_path / "none.md")
    assert caught.value.message == "files.unreadable"


def test_a_file_on_disk_stands_on_either_side(workspace: Workspace, tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/my notes.md", CHARTER.replace("elected", "chosen"))
    name = f"FILE:{tmp_path / 'elsewhere' / 'my notes.md'}"
    loaded = compare_revisions(workspace, "HEAD~", name, "charter.md")
    assert (loaded.old.path, loaded.new.path, loaded.new.revision) == ("charter.md", name[5:], name)
    assert (loaded.comparison.summary.words_added, loaded.comparison.summary.words_removed) == (1, 1)
    swapped = compare_revisions(workspace, name, "HEAD~", "charter.md")
    assert (swapped.old.path, swapped.new.path) == (name[5:], "charter.md")
    with pytest.raises(VisionEditorError) as caught:
        compare_revisions(workspace, "HEAD", f"FILE:{tmp_path}/nowhere.md", "charter.md")
    assert caught.value.message == "files.unreadable"


@pytest.fixture
def rebased(folder: Path, git: Git) -> Path:
    """Change 705 says "voted in"; its second patch set stands on the second commit, and says "by us all", too."""
    mine = CHARTER.replace("elected", "voted in")
    git(folder, "checkout", "-q", "--detach", "HEAD~1")
    for number, text in enumerate((mine, git(folder, "show", "main:charter.md") + "\n"), 1):
        write(folder, "charter.md", text.replace("elected by all", "voted in by us all") if number == 2 else text)
        git(folder, "commit", "-q", "-a", "-m", "Vote")
        git(folder, "update-ref", f"refs/changes/05/705/{number}", "HEAD")
        git(folder, "checkout", "-q", "--detach", "main")
    return folder


def test_between_patch_sets_it_is_told_what_came_with_the_rebase(rebased: Path) -> None:
    with closing(open_workspace(rebased)) as workspace:
        loaded = compare_revisions(workspace, "705/1", "705/2", "charter.md")
        assert loaded.without_rebase is not None
        left, whole = loaded.without_rebase.comparison.summary, loaded.comparison.summary
        assert (left.words_added, left.words_removed) == (1, 0)
        assert whole.words_removed == loaded.without_rebase.words > 20
        assert side_names(loaded)[1].endswith(f"without {whole.words_removed} words that came with the rebase")
        assert "rebase" not in side_names(loaded, with_rebase=True)[1]
        back = compare_revisions(workspace, "705/2", "refs/changes/05/705/1", "charter.md")
        assert back.without_rebase is not None
        assert back.without_rebase.comparison.summary.words_removed == 1


def test_only_patch_sets_of_one_change_on_unlike_bases_know_a_rebase(rebased: Path, git: Git) -> None:
    git(rebased, "update-ref", "refs/changes/06/706/1", "refs/changes/05/705/2")
    git(rebased, "update-ref", "refs/changes/05/705/3", "refs/changes/05/705/2")
    with closing(open_workspace(rebased)) as workspace:
        for old, new in (("705/1", "706/1"), ("705/2", "705/3"), ("main", "705/2"), ("705/2^", "705/2")):
            assert compare_revisions(workspace, old, new, "charter.md").without_rebase is None, (old, new)


def test_branches_with_one_change_id_are_patch_sets_of_a_change(rebased: Path, git: Git) -> None:
    for number, change_id in ((1, "I1"), (2, "I1"), (2, "I2")):
        git(rebased, "checkout", "-q", "--detach", f"refs/changes/05/705/{number}")
        git(rebased, "commit", "-q", "--amend", "-m", f"Vote\n\nChange-Id: {change_id}")
        git(rebased, "branch", f"try-{change_id}-{number}")
    with closing(open_workspace(rebased)) as workspace:
        loaded = compare_revisions(workspace, "try-I1-1", "try-I1-2", "charter.md")
        assert loaded.without_rebase is not None
        assert loaded.without_rebase.comparison.summary.words_added == 1
        for old, new in (("try-I1-1", "try-I2-2"), ("try-I1-1", "main"), ("try-I1-1", "WORKTREE"), ("main~1", "main")):
            assert compare_revisions(workspace, old, new, "charter.md").without_rebase is None, (old, new)


def test_a_document_that_the_older_base_did_not_have_can_be_compared(rebased: Path) -> None:
    with closing(open_workspace(rebased)) as workspace:
        loaded = compare_revisions(workspace, "705/1", "705/2", "weather.md")
        assert loaded.without_rebase is not None
        assert loaded.without_rebase.comparison.summary.words_added == 0
