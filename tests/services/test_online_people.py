"""Who I am and what people are called is asked of their server, kept for offline, and never waited for."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import Git
from tests.gerrit.scripted_server import PREFIX, answer, page, scripted
from tests.services.test_people import meta, put_change
from visioneditor.errors import VisionEditorError
from visioneditor.services.accounts import AccountInfo
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.fetching import Fetched, FetchedChange
from visioneditor.services.online_people import (
    Learned,
    clean_names,
    learn_after_fetch,
    learn_people,
    nameless_accounts,
    rest_root,
)
from visioneditor.services.opening import open_workspace
from visioneditor.services.own_accounts import own_accounts
from visioneditor.services.workspace import Workspace

NOBODY = answer(PREFIX + "[]")
EMIL = answer(PREFIX + json.dumps([{"_account_id": 1000002, "name": "Emil Ö"}, {"_account_id": 5, "name": "No"}]))
SELF = answer(PREFIX + '{"_account_id": 1000001, "name": "Dana"}')


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """Change 7 is Dana's (1000001), who uploaded it; 1000002 commented, and nothing here names that account."""
    folder = tmp_path / "clone"
    git(tmp_path, "init", "-q", str(folder))
    git(folder, "commit", "-q", "--allow-empty", "-m", "Begin")
    put_change(git, folder, 7, "Dana", 1000001, "Patch Set 1:\n\nAsk 77@elsewhere.example.org", 1000002)
    return folder


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with closing(open_workspace(folder)) as opened:
        yield opened


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What git's helper keeps."""
    (tmp_path / "gitconfig").write_text(f"[credential]\n\thelper = store --file={tmp_path / 'kept'}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    return tmp_path / "kept"


def fetched(address: str, *numbers: int) -> Fetched:
    changes = (FetchedChange(number=one, patch_sets=(1,), new=1, is_updated=True) for one in numbers)
    return Fetched(address=address, changes=tuple(changes), missing=())


def commenter(workspace: Workspace) -> str:
    review = load_fetched_review(workspace.repository, 7)
    assert review is not None
    return review.messages[-1].author.shown


@pytest.mark.parametrize(
    ("address", "project", "root"),
    [
        ("https://review.example.org/community/governance", "community/governance", "https://review.example.org"),
        (
            "https://review.example.org/community/governance.git",
            "community/governance.git",
            "https://review.example.org",
        ),
        ("https://dana@review.example.org:8443/r/a/governance", "", "https://review.example.org:8443/r"),
        ("http://127.0.0.1:99/a/governance/", "governance", "http://127.0.0.1:99"),
        ("https://example.org/gerrit/governance", "governance", "https://example.org/gerrit"),
        ("https://example.org/some/project", "", "https://example.org"),
        ("ssh://review.example.org:29418/governance", "governance", None),
        ("/home/dana/governance", "governance", None),
        ("git@review.example.org:governance", "governance", None),
    ],
)
def test_rest_lies_beside_the_project(address: str, project: str, root: str | None) -> None:
    assert rest_root(address, project) == root


def test_a_name_is_one_printable_line_and_only_of_who_was_asked_for() -> None:
    told = [AccountInfo(number=1, name=" A\x1b[1m\n\u202eda "), AccountInfo(number=2), AccountInfo(number=3, name="C")]
    assert clean_names(told, [1, 2]) == {1: "A [1m da"}
    assert clean_names([AccountInfo(number=1, name="x" * 500)], [1]) == {1: "x" * 200}


def test_who_has_no_name_here_is_asked_for_once_and_named_offline(workspace: Workspace, folder: Path) -> None:
    assert commenter(workspace) == "account 1000002" and nameless_accounts(workspace.repository) == (1000002,)
    with scripted(EMIL) as server:
        learned = learn_after_fetch(workspace, fetched(f"{server.url}/governance", 7))
        assert learned == Learned(server="127.0.0.1", named=1)
    path = server.requests[0].split()[1]
    assert parse_qs(urlsplit(path).query) == {"q": ["1000002"], "o": ["DETAILS"], "n": ["1"]}
    assert commenter(workspace) == "Emil Ö" and nameless_accounts(workspace.repository, [7]) == ()
    with closing(open_workspace(folder)) as later:
        assert commenter(later) == "Emil Ö"


def test_who_i_am_is_asked_with_what_git_s_helper_keeps(workspace: Workspace, kept: Path) -> None:
    with scripted(SELF, EMIL) as server:
        kept.write_text(server.url.replace("//", "//dana:secret@").replace("1:", "1%3a") + "\n")
        learned = learn_after_fetch(workspace, fetched(f"{server.url}/governance", 7))
    assert learned == Learned(server="127.0.0.1", account=1000001, named=1)
    assert server.requests[0].startswith("GET /a/accounts/self ")
    assert workspace.store.account("127.0.0.1") == "1000001"


def test_a_refused_password_is_forgotten_and_names_are_learned_all_the_same(workspace: Workspace, kept: Path) -> None:
    with scripted(answer("Unauthorized", "401 Unauthorized"), EMIL) as server:
        kept.write_text(server.url.replace("//", "//dana:secret@").replace("1:", "1%3a") + "\n")
        learned = learn_after_fetch(workspace, fetched(f"{server.url}/governance", 7))
    assert isinstance(learned, VisionEditorError) and learned.message == "server.wrong-password"
    assert "secret" not in repr(learned) and kept.read_text() == ""
    assert commenter(workspace) == "Emil Ö" and "Authorization" not in server.requests[1]


@pytest.mark.parametrize("told", [page("502 Bad Gateway"), b"", answer("{}")])
def test_a_server_that_fails_leaves_everything_as_it_was(workspace: Workspace, told: bytes) -> None:
    with scripted(told) as server:
        assert isinstance(learn_after_fetch(workspace, fetched(f"{server.url}/governance", 7)), VisionEditorError)
    assert commenter(workspace) == "account 1000002"


def test_nobody_is_asked_where_everything_is_known_or_no_web_server_is(
    workspace: Workspace, folder: Path, git: Git
) -> None:
    assert learn_after_fetch(workspace, fetched("/some/folder", 7)) is None
    put_change(git, folder, 9, "Emil", 1000002, "Patch Set 1:\n\nHello", 1000001)
    assert load_fetched_review(workspace.repository, 9) is not None
    workspace.store.put_account("127.0.0.1", "1000001")
    with scripted(NOBODY) as server:
        assert learn_after_fetch(workspace, fetched(f"{server.url}/governance", 9)) is None
    assert server.requests == []


def test_asked_by_hand_it_is_everybody_of_every_change(workspace: Workspace, folder: Path, git: Git) -> None:
    tip = git(folder, "rev-parse", "refs/changes/07/7/meta")
    tip = meta(git, folder, 1000003, "Update patch set 1\n\nPatch-set: 1\n", tip)
    git(folder, "update-ref", "refs/changes/08/8/meta", tip)
    with pytest.raises(VisionEditorError) as caught:
        learn_people(workspace)
    assert caught.value.message == "gerrit.unknown"
    with scripted(EMIL) as server:
        git(folder, "remote", "add", "gerrit", f"{server.url}/governance")
        with closing(open_workspace(folder)) as later:
            assert learn_people(later) == Learned(server="127.0.0.1", named=1, nameless=1)
            later.store.put_account("127.0.0.1", "42")
            assert 42 in own_accounts(later)
