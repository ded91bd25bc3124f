"""What an upload would send, and where to, is known without any server."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from tests.services.review_world import IDS
from visioneditor.core.drafting.push_options import UploadWish
from visioneditor.errors import VisionEditorError
from visioneditor.services.opening import open_workspace
from visioneditor.services.upload_offer import describe_commits, load_offer
from visioneditor.services.upload_places import UploadPlaces, find_upload_places
from visioneditor.services.uploading import complete_messages, plan_upload, show_command
from visioneditor.services.workspace import Workspace

GITREVIEW = "[gerrit]\nhost=review.example.org\nport=29418\nproject=skerry/governance.git\ndefaultbranch=main\n"
Open = Callable[[], Workspace]


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """A clone with two commits of one's own on a branch `work`."""
    server, clone = tmp_path / "server", tmp_path / "clone"
    server.mkdir()
    git(server, "init", "-q")
    write(git, server, "Begin", "vision.rst", "A vision.\n")
    git(tmp_path, "clone", "-q", str(server), str(clone))
    git(clone, "checkout", "-q", "-b", "work")
    for number in (1, 2):
        write(git, clone, f"Own {number}", f"own-{number}.rst", "Own.\n")
    return clone


def write(git: Git, folder: Path, subject: str, path: str, text: str) -> None:
    (folder / path).write_text(text)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", subject)


@pytest.fixture
def opened(folder: Path) -> Iterator[Open]:
    workspaces: list[Workspace] = []

    def open_it() -> Workspace:
        workspaces.append(open_workspace(folder))
        return workspaces[-1]

    yield open_it
    for workspace in workspaces:
        with closing(workspace):
            pass


def places(workspace: Workspace) -> UploadPlaces:
    return find_upload_places(workspace.repository, "work")


def test_only_commits_that_are_on_no_remote_branch_go(opened: Open) -> None:
    plan = plan_upload(opened(), "work", "main")
    assert [commit.subject for commit in plan.commits] == ["Own 1", "Own 2"]
    assert plan.tip == plan.commits[-1].oid and plan.conflicts == ()


def test_without_a_remote_the_branch_of_the_server_s_name_counts(folder: Path, opened: Open, git: Git) -> None:
    git(folder, "remote", "remove", "origin")
    assert [commit.subject for commit in plan_upload(opened(), "work", "main").commits] == ["Own 1", "Own 2"]


def test_a_branch_with_nothing_of_one_s_own_is_told(opened: Open) -> None:
    with pytest.raises(VisionEditorError) as refused:
        plan_upload(opened(), "main", "main")
    assert refused.value.message == "upload.nothing"


def test_files_in_which_the_server_s_branch_wrote_meanwhile_are_named(folder: Path, opened: Open, git: Git) -> None:
    write(git, folder, "Own 3", "vision.rst", "My vision.\n")
    server = folder.parent / "server"
    write(git, server, "Theirs", "vision.rst", "Their vision.\n")
    git(folder, "fetch", "-q")
    assert plan_upload(opened(), "work", "main").conflicts == ("vision.rst",)


def test_the_command_is_what_one_would_type(opened: Open) -> None:
    plan = plan_upload(opened(), "work", "main")
    wish = UploadWish(branch="main", topic="two words")
    command = ("git", "push", "-o", "topic=two words", "ssh://x/y", f"{plan.tip}:refs/for/main")
    assert show_command(plan, "ssh://x/y", wish) == command


def test_completed_messages_move_the_branch_and_nothing_on_disk(folder: Path, opened: Open, git: Git) -> None:
    (folder / "vision.rst").write_text("Half typed\n")
    (folder / "staged.rst").write_text("Staged\n")
    git(folder, "add", "staged.rst")
    before = git(folder, "status", "--porcelain")
    workspace = opened()
    assert complete_messages(workspace, plan_upload(workspace, "work", "main")).count == 2
    assert git(folder, "status", "--porcelain") == before
    assert "Signed-off-by: Ada Tester <ada@example.org>" in git(folder, "log", "-1", "--format=%B", "work")


def test_a_branch_that_went_on_is_left_alone(folder: Path, opened: Open, git: Git) -> None:
    workspace = opened()
    plan = plan_upload(workspace, "work", "main")
    write(git, folder, "Own 3", "own-3.rst", "Own.\n")
    tip = git(folder, "rev-parse", "work")
    with pytest.raises(VisionEditorError) as refused:
        complete_messages(workspace, plan)
    assert refused.value.message == "branch.moved"
    assert git(folder, "rev-parse", "work") == tip


@pytest.mark.parametrize("mark", ["MERGE_HEAD", "CHERRY_PICK_HEAD"])
def test_while_git_is_at_work_no_message_is_touched(folder: Path, opened: Open, git: Git, mark: str) -> None:
    tip = git(folder, "rev-parse", "work")
    (folder / ".git" / mark).write_text(f"{tip}\n")
    workspace = opened()
    with pytest.raises(VisionEditorError) as refused:
        complete_messages(workspace, plan_upload(workspace, "work", "main"))
    assert refused.value.message == "repository.busy"
    assert git(folder, "rev-parse", "work") == tip


def test_each_commit_is_told_with_what_it_becomes(folder: Path, opened: Open, git: Git) -> None:
    for number, subject in ((7, "There already"), (8, "Another patch set"), (9, "New")):
        git(folder, "commit", "-q", "--allow-empty", "-m", f"{subject}\n\nChange-Id: {IDS[number]}\n")
        if number < 9:
            git(folder, "update-ref", f"refs/changes/0{number}/{number}/1", "work")
    git(folder, "commit", "-q", "--allow-empty", "-m", f"Again\n\nChange-Id: {IDS[8]}\n")
    workspace = opened()
    rows = describe_commits(workspace, plan_upload(workspace, "work", "main"))
    told = [(row.subject, row.has_change_id, row.number, row.patch_set) for row in rows]
    assert told == [
        ("Own 1", False, None, None),
        ("Own 2", False, None, None),
        ("There already", True, 7, 1),
        ("Another patch set", True, 8, 1),
        ("New", True, None, None),
        ("Again", True, 8, None),
    ]
    assert rows[-1].next_patch_set == 2


def test_a_dialog_begins_with_the_branch_in_view_and_the_people_known(folder: Path, opened: Open, git: Git) -> None:
    workspace = opened()
    offer = load_offer(workspace, "")
    assert (offer.branch, set(offer.branches), offer.places.branch) == ("work", {"main", "work"}, "main")
    assert offer.people == ("Ada Tester <ada@example.org>",)
    git(folder, "branch", "side", "work~1")
    assert load_offer(workspace, workspace.repository.resolve("side")).branch == "side"


def test_gitreview_tells_where_to(folder: Path, opened: Open, git: Git) -> None:
    write(git, folder, "Say where", ".gitreview", GITREVIEW)
    assert places(opened()) == UploadPlaces(
        addresses=(
            "ssh://review.example.org:29418/skerry/governance",
            "https://review.example.org/a/skerry/governance",
        ),
        branch="main",
        project="skerry/governance",
    )


def test_one_s_own_settings_are_put_over_gitreview(folder: Path, opened: Open, git: Git) -> None:
    write(git, folder, "Say where", ".gitreview", GITREVIEW)
    git(folder, "config", "--global", "gitreview.username", "ada")
    git(folder, "config", "gitreview.branch", "stable")
    git(folder, "config", "gitreview.port", "1234")
    found = places(opened())
    git(folder, "config", "--global", "--unset", "gitreview.username")
    assert found.addresses[0] == "ssh://ada@review.example.org:1234/skerry/governance"
    assert found.branch == "stable"


def test_over_the_web_the_way_with_a_password_is_taken(folder: Path, opened: Open, git: Git) -> None:
    write(git, folder, "Say where", ".gitreview", GITREVIEW.replace("port=29418", "scheme=http\nport=8080"))
    assert places(opened()).addresses == ("http://review.example.org:8080/a/skerry/governance",)


def test_the_remote_that_git_review_made_comes_first(folder: Path, opened: Open, git: Git) -> None:
    write(git, folder, "Say where", ".gitreview", GITREVIEW)
    git(folder, "remote", "add", "gerrit", "ssh://me@mirror.example.org:29418/governance")
    git(folder, "config", "remote.gerrit.pushurl", "ext::evil")
    assert places(opened()).addresses[0] == "ssh://me@mirror.example.org:29418/governance"


def test_a_remote_that_could_run_something_is_no_place(folder: Path, opened: Open, git: Git) -> None:
    git(folder, "remote", "add", "gerrit", "ext::sh -c evil")
    assert places(opened()).addresses == (str(folder.parent / "server"),)
