"""What a remote's branch has that a draft's base has not; and a branch that follows where nothing is lost by it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.errors import VisionEditorError
from visioneditor.services.opening import open_workspace
from visioneditor.services.upstream import fetch_upstream, find_remote, follow_base, newest, update_target, upstream_ref
from visioneditor.services.workspace import Workspace

PATH, BESIDE = "vision.rst", "other.rst"


@pytest.fixture
def server(tmp_path: Path, git: Git) -> Path:
    """A work tree that stands for the server; whatever is committed there can be fetched."""
    folder = tmp_path / "server"
    git(tmp_path, "init", "-q", "-b", "main", str(folder))
    for path in (PATH, BESIDE):
        (folder / path).write_text("Aim\n===\n\nIt is small.\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Begin")
    return folder


@pytest.fixture
def workspace(server: Path, tmp_path: Path, git: Git) -> Iterator[Workspace]:
    git(tmp_path, "clone", "-q", str(server), str(tmp_path / "clone"))
    with closing(open_workspace(tmp_path / "clone")) as opened:
        yield opened


def go_on(git: Git, server: Path, path: str, words: str) -> str:
    (server / path).write_text((server / path).read_text() + words)
    git(server, "commit", "-qam", f"Write in {path}")
    return git(server, "rev-parse", "HEAD")


def tip(git: Git, workspace: Workspace) -> str:
    return git(workspace.path, "rev-parse", "HEAD")


def test_commits_that_came_in_are_counted_and_those_that_changed_the_document(
    workspace: Workspace, server: Path, git: Git
) -> None:
    base = tip(git, workspace)
    news = fetch_upstream(workspace, PATH, base)
    assert (news.commits, news.touching, news.can_be_taken) == (0, 0, True)
    go_on(git, server, PATH, "\nMore.\n")
    last = go_on(git, server, BESIDE, "\nMore.\n")
    news = fetch_upstream(workspace, PATH, base)
    assert (news.branch, news.tip, news.commits, news.touching) == ("origin/main", last, 2, 1)
    assert news.can_be_taken
    assert update_target(workspace.repository) == last == newest(workspace.repository)


def test_a_branch_with_commits_of_its_own_is_what_a_draft_is_put_onto(
    workspace: Workspace, server: Path, git: Git
) -> None:
    base = tip(git, workspace)
    git(workspace.path, "commit", "-q", "--allow-empty", "-m", "Mine")
    last = go_on(git, server, PATH, "\nMore.\n")
    assert not fetch_upstream(workspace, PATH, base).can_be_taken
    assert update_target(workspace.repository) == tip(git, workspace)
    assert newest(workspace.repository) == last


def test_a_branch_without_an_upstream_goes_to_the_one_that_gitreview_names(
    workspace: Workspace, server: Path, git: Git
) -> None:
    git(server, "branch", "stable")
    git(workspace.path, "checkout", "-q", "-b", "wording", "--no-track")
    (workspace.path / ".gitreview").write_text("[gerrit]\nhost=h.example\nproject=p\ndefaultbranch=stable\n")
    git(workspace.path, "add", "-A")
    git(workspace.path, "commit", "-qm", "Say where changes are reviewed")
    assert upstream_ref(workspace.repository) == "refs/remotes/origin/main"
    fetch_upstream(workspace, PATH, tip(git, workspace))
    assert upstream_ref(workspace.repository) == "refs/remotes/origin/stable"


def test_a_repository_without_a_remote_says_so(server: Path) -> None:
    with closing(open_workspace(server)) as alone:
        with pytest.raises(VisionEditorError, match="goes on elsewhere"):
            find_remote(alone.repository)
        assert upstream_ref(alone.repository) is None


def test_a_branch_that_is_only_behind_follows_with_its_files(workspace: Workspace, server: Path, git: Git) -> None:
    before = tip(git, workspace)
    last = go_on(git, server, BESIDE, "\nMore.\n")
    fetch_upstream(workspace, PATH, before)
    follow_base(workspace, "main", before)
    assert tip(git, workspace) == before
    follow_base(workspace, "main", last)
    assert tip(git, workspace) == last
    assert git(workspace.path, "status", "--porcelain") == ""
    assert (workspace.path / BESIDE).read_text() == (server / BESIDE).read_text()
    follow_base(workspace, "a-new-one", last)
    assert git(workspace.path, "branch", "--list", "a-new-one") == ""


def test_words_on_disk_keep_a_branch_where_it_is_only_if_they_would_be_lost(
    workspace: Workspace, server: Path, git: Git
) -> None:
    before, file = tip(git, workspace), workspace.path / BESIDE
    last = go_on(git, server, BESIDE, "\nMore.\n")
    fetch_upstream(workspace, PATH, before)
    file.write_text("Mine.\n")
    with pytest.raises(VisionEditorError, match="is behind what the draft stands on"):
        follow_base(workspace, "main", last)
    assert (tip(git, workspace), file.read_text()) == (before, "Mine.\n")
    git(workspace.path, "checkout", "-q", "--", BESIDE)
    (workspace.path / PATH).write_text("Mine.\n")
    follow_base(workspace, "main", last)
    assert tip(git, workspace) == last
    assert git(workspace.path, "status", "--porcelain").split() == ["M", PATH]


def test_the_default_branch_of_a_bare_repository_follows_only_if_that_is_wished(
    server: Path, tmp_path: Path, git: Git
) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(server), str(tmp_path / "bare.git"))
    with closing(open_workspace(tmp_path / "bare.git")) as bare:
        before, last = tip(git, bare), go_on(git, server, PATH, "\nMore.\n")
        assert fetch_upstream(bare, PATH, before).tip == last
        assert update_target(bare.repository) == last
        follow_base(bare, "main", last)
        assert git(bare.path, "rev-parse", "main") == before
        follow_base(bare, "main", last, allow_default=True)
        assert git(bare.path, "rev-parse", "main") == last
