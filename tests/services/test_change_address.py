"""A change has a page on its server's web side, wherever the server was named."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.core.review.model import Change, PatchSet
from visioneditor.services.change_address import change_address, web_address
from visioneditor.services.opening import open_workspace
from visioneditor.values import replace

CHANGE = Change(
    key="7",
    number=7,
    change_id=None,
    subject="",
    branch="",
    patch_sets=(PatchSet(number=1, revision="1" * 40, parent=None),),
)


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    folder = tmp_path / "clone"
    git(tmp_path, "init", "-q", str(folder))
    git(folder, "commit", "-q", "--allow-empty", "-m", "Begin")
    return folder


def test_gitreview_tells_server_and_project(folder: Path, git: Git) -> None:
    told = "[gerrit]\nhost=review.example.org\nport=29418\nproject=community/our governance.git\n"
    (folder / ".gitreview").write_text(told)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Say where changes are reviewed")
    with closing(open_workspace(folder)) as workspace:
        address = change_address(workspace, CHANGE)
        assert address == "https://review.example.org/c/community/our%20governance/+/7"


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        (
            "https://dana@example.org:8443/r/a/community/governance.git",
            "https://example.org:8443/r/c/community/governance/+/7",
        ),
        ("http://127.0.0.1:99/governance", "http://127.0.0.1:99/c/governance/+/7"),
        ("ssh://dana@example.org:29418/governance", None),
        ("../governance", None),
    ],
)
def test_a_remote_called_gerrit_tells_it_too(folder: Path, git: Git, remote: str, address: str | None) -> None:
    git(folder, "remote", "add", "gerrit", remote)
    with closing(open_workspace(folder)) as workspace:
        assert change_address(workspace, CHANGE) == address


def test_what_is_on_no_server_has_no_page(folder: Path, git: Git) -> None:
    with closing(open_workspace(folder)) as workspace:
        assert change_address(workspace, CHANGE) is None
    git(folder, "remote", "add", "gerrit", "https://example.org/governance")
    with closing(open_workspace(folder)) as workspace:
        assert change_address(workspace, replace(CHANGE, key="refs/heads/topic", number=None)) is None


def test_a_project_of_a_page_is_spelt_as_an_address() -> None:
    assert web_address("https://a.example/r", "", 3) == "https://a.example/r/3"
    assert web_address("https://a.example", "x/y z.git", 3) == "https://a.example/c/x/y%20z/+/3"
