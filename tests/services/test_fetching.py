"""Changes arrive from their Gerrit by git alone: those asked for, nothing else, and nothing twice."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import GitReview
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.fetching import fetch_changes, find_addresses, gitreview_address, missing_changes
from visioneditor.services.opening import open_workspace
from visioneditor.services.workspace import Workspace

GITREVIEW = "[gerrit]\nhost=review.example.org\nport=29418\nproject=community/governance.git\n"


@pytest.fixture
def server(tmp_path: Path, git: Git) -> Path:
    """A server's repository: changes 7 and 107 with review data, a tag that nobody asked for."""
    folder = tmp_path / "server.git"
    git(tmp_path, "init", "-q", "--bare", str(folder))
    base = commit(git, folder, "Base")
    git(folder, "update-ref", "refs/heads/main", base)
    git(folder, "tag", "release", base)
    for number, last in ((7, 2), (107, 1)):
        for patch_set in range(1, last + 1):
            put(git, folder, number, str(patch_set), commit(git, folder, f"Change {number}", base))
        put(git, folder, number, "meta", commit(git, folder, f"Create change\n\nPatch-set: {last}"))
    return folder


@pytest.fixture
def workspace(server: Path, tmp_path: Path, git: Git) -> Iterator[Workspace]:
    """A clone with a `.gitreview`, of the server's branches only."""
    folder = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--no-tags", str(server), str(folder))
    (folder / ".gitreview").write_text(GITREVIEW)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Say where changes are reviewed")
    with closing(open_workspace(folder)) as opened:
        yield opened


def commit(git: Git, folder: Path, message: str, *parents: str) -> str:
    tree = git(folder, "hash-object", "-w", "-t", "tree", "--stdin", input="")
    above = [part for parent in parents for part in ("-p", parent)]
    return git(folder, "-c", "user.name=Dana", "commit-tree", tree, *above, "-m", message)


def put(git: Git, folder: Path, number: int, name: str, oid: str) -> None:
    git(folder, "update-ref", f"refs/changes/{number % 100:02}/{number}/{name}", oid)


def refs(git: Git, workspace: Workspace) -> list[str]:
    return git(workspace.path, "for-each-ref", "--format=%(refname)", "refs/changes", "refs/tags").split()


def test_what_was_asked_for_arrives_and_nothing_else(workspace: Workspace, server: Path, git: Git) -> None:
    fetched = fetch_changes(workspace, [7], remote=str(server))
    assert [(one.number, one.patch_sets, one.new, one.is_updated) for one in fetched.changes] == [(7, (1, 2), 2, True)]
    assert fetched.missing == () and missing_changes(fetched) is None
    assert refs(git, workspace) == [f"refs/changes/07/7/{name}" for name in ("1", "2", "meta")]


def test_a_second_fetch_tells_and_moves_only_what_is_new(workspace: Workspace, server: Path, git: Git) -> None:
    fetch_changes(workspace, [7, 107], remote=str(server))
    again = fetch_changes(workspace, [7, 107], remote=str(server))
    assert [(one.new, one.is_updated) for one in again.changes] == [(0, False), (0, False)]
    before = git(workspace.path, "count-objects").split()[0]
    meta = git(server, "rev-parse", "refs/changes/07/7/meta")
    put(git, server, 7, "meta", commit(git, server, "Update patch set 2\n\nPatch-set: 2", meta))
    put(git, server, 107, "2", commit(git, server, "Change 107, again", git(server, "rev-parse", "main")))
    later = fetch_changes(workspace, [7, 107], remote=str(server))
    assert [(one.new, one.is_updated) for one in later.changes] == [(0, True), (1, True)]
    assert int(git(workspace.path, "count-objects").split()[0]) == int(before) + 2


def test_review_data_that_the_server_wrote_anew_is_taken(workspace: Workspace, server: Path, git: Git) -> None:
    fetch_changes(workspace, [7], remote=str(server))
    put(git, server, 7, "meta", commit(git, server, "Create change\n\nPatch-set: 1\nSubject: Anew"))
    fetch_changes(workspace, [7], remote=str(server))
    review = load_fetched_review(workspace.repository, 7)
    assert review is not None and review.subject == "Anew"


def test_numbers_that_the_server_does_not_know_are_told(workspace: Workspace, server: Path) -> None:
    some = fetch_changes(workspace, [7, 99, 98, 99], remote=str(server))
    assert [one.number for one in some.changes] == [7]
    assert some.missing == (99, 98)
    told = missing_changes(some)
    assert told is not None and told.summary == f"There are no changes 99, 98 at {server}."
    one = missing_changes(fetch_changes(workspace, [99], remote=str(server)))
    assert one is not None and one.summary == f"There is no change 99 at {server}."


def test_many_changes_are_one_git_process(workspace: Workspace, server: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Sequence[str]] = []
    original = subprocess.Popen

    def count(command: Sequence[str], *args: object, **options: object) -> object:
        if "fetch" in command:
            started.append(command)
        return original(command, *args, **options)  # type: ignore[call-overload]  # handed on as it came

    monkeypatch.setattr(subprocess, "Popen", count)
    fetch_changes(workspace, [7, *range(101, 200)], remote=str(server))
    assert len(started) == 1


def test_a_cancelled_fetch_brings_nothing(workspace: Workspace, server: Path, git: Git) -> None:
    with pytest.raises(VisionEditorError) as caught:
        fetch_changes(workspace, [7], remote=str(server), cancelled=lambda: True)
    assert caught.value.message == "transfer.cancelled"
    assert refs(git, workspace) == []


def test_progress_is_told(review_history: Path, tmp_path: Path, git: Git) -> None:
    """On real review data: small transfers are over before git tells anything."""
    git(tmp_path, "init", "-q", "empty")
    told: list[float] = []
    with closing(open_workspace(tmp_path / "empty")) as workspace:
        fetched = fetch_changes(
            workspace,
            [102431, 100831],
            remote=str(review_history),
            progress=lambda share, text: told.append(share or 0.0),
        )
        assert [(one.number, one.patch_sets) for one in fetched.changes] == [(102431, (1, 2, 3)), (100831, (1, 2))]
        review = load_fetched_review(workspace.repository, 102431)
        assert review is not None and review.comments
    assert told and told[-1] >= 0.79


def test_a_remote_is_named_or_an_address_given(workspace: Workspace, server: Path, git: Git) -> None:
    assert find_addresses(workspace.repository, "origin") == (str(server),)
    assert find_addresses(workspace.repository, f"file://{server}") == (f"file://{server}",)
    with pytest.raises(VisionEditorError, match="no remote 'elsewhere'"):
        find_addresses(workspace.repository, "elsewhere")
    with pytest.raises(VisionEditorError, match="can start programs"):
        find_addresses(workspace.repository, "ext::sh -c touch% x")


def test_gitreview_is_asked_before_the_remote_that_git_review_made(workspace: Workspace, git: Git) -> None:
    address = "https://review.example.org/community/governance"
    assert find_addresses(workspace.repository, None) == (address,)
    git(workspace.path, "remote", "add", "gerrit", "ssh://dana@review.example.org:29418/community/governance")
    with closing(open_workspace(workspace.path)) as opened:
        assert find_addresses(opened.repository, None) == (
            address,
            "ssh://dana@review.example.org:29418/community/governance",
        )


def test_the_next_address_is_tried_where_one_does_not_answer(workspace: Workspace, server: Path, git: Git) -> None:
    (workspace.path / ".gitreview").write_text(GITREVIEW.replace("review.example.org", "127.0.0.1"))
    git(workspace.path, "commit", "-q", "-a", "-m", "Nobody answers there")
    git(workspace.path, "remote", "add", "gerrit", str(server))
    with closing(open_workspace(workspace.path)) as opened:
        fetched = fetch_changes(opened, [7])
    assert (fetched.address, len(fetched.changes)) == (str(server), 1)


def test_without_a_gitreview_somebody_must_say_where(workspace: Workspace, git: Git) -> None:
    git(workspace.path, "rm", "-q", ".gitreview")
    git(workspace.path, "commit", "-q", "-m", "Forget it")
    with pytest.raises(VisionEditorError, match="not known which Gerrit reviews clone"):
        fetch_changes(workspace, [7])


@pytest.mark.parametrize(
    ("scheme", "port", "address"),
    [
        ("ssh", 29418, "https://review.example.org/a/b%20c"),
        ("https", None, "https://review.example.org/a/b%20c"),
        ("http", 8080, "http://review.example.org:8080/a/b%20c"),
    ],
)
def test_a_gitreview_becomes_an_address(scheme: str, port: int | None, address: str) -> None:
    told = GitReview(host="review.example.org", port=port, project="/a/b c", branch="main", scheme=scheme)
    assert gitreview_address(told) == address


@pytest.mark.parametrize(
    ("host", "project"),
    [
        ("-oProxyCommand=x", "p"),
        ("ada:secret@example.org", "p"),
        ("example.org/x", "p"),
        ("", "p"),
        ("example.org", "/"),
        ("example.org", "a/../../b"),
    ],
)
def test_a_gitreview_that_plays_tricks_is_refused(host: str, project: str) -> None:
    with pytest.raises(VisionEditorError) as caught:
        gitreview_address(GitReview(host=host, port=None, project=project, branch="main", scheme="ssh"))
    assert caught.value.message == "gerrit.bad-gitreview"
