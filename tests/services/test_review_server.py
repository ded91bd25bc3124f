"""The server that somebody names: by its root, a page of it, a repository on it, or its ssh."""

from collections.abc import Callable
from contextlib import closing

import pytest

from tests.services.gerrit_world import write_change
from tests.services.review_world import IDS, SECOND, World
from visioneditor.core.review.publication import Route, Server
from visioneditor.errors import VisionEditorError
from visioneditor.services.review_server import find_server
from visioneditor.services.reviewing import resolve_change
from visioneditor.services.workspace import Workspace

Find = Callable[[str], Server | None]


@pytest.fixture
def find(world: World, workspace: Workspace) -> Find:
    world.commit(
        "Name the server", "[gerrit]\nhost=review.example.org\nproject=deep/governance.git\n", path=".gitreview"
    )
    write_change(world, 7, [world.commit("Reword", SECOND, change_id=IDS[7])], subject="Reword")
    change = resolve_change(workspace, "7")
    return lambda address: find_server(workspace, change, address=address)


@pytest.mark.parametrize(
    ("address", "root"),
    [
        ("https://gerrit.example.org", "https://gerrit.example.org"),
        (" http://gerrit.example.org:8080/ ", "http://gerrit.example.org:8080"),
        ("https://gerrit.example.org/r/", "https://gerrit.example.org/r"),
        ("https://dana@gerrit.example.org/a/deep/governance", "https://gerrit.example.org"),
        ("https://gerrit.example.org/r/c/deep/governance/+/7/2", "https://gerrit.example.org/r"),
        ("https://gerrit.example.org/r/deep/governance.git", "https://gerrit.example.org/r"),
        ("https://gerrit.example.org/q/status:open", "https://gerrit.example.org"),
    ],
)
def test_a_server_is_known_by_any_of_its_addresses(find: Find, address: str, root: str) -> None:
    assert find(address) == Server(root=root, project="deep/governance")


def test_a_server_is_named_by_its_ssh(find: Find) -> None:
    found = find("ssh://dana@gerrit.example.org:29418/deep/governance")
    assert found == Server(root="ssh://dana@gerrit.example.org:29418", project="deep/governance", route=Route.SSH)


@pytest.mark.parametrize(
    "address",
    ["gerrit.example.org", "ftp://gerrit.example.org", "https://", "https://host:x", "ssh://-oProxyCommand=x"],
)
def test_what_is_no_servers_address_is_said(find: Find, address: str) -> None:
    with pytest.raises(VisionEditorError, match="is not the address of a Gerrit"):
        find(address)


def test_a_password_in_the_address_is_refused_and_not_said(find: Find) -> None:
    with pytest.raises(VisionEditorError) as caught:
        find("https://dana:secret@gerrit.example.org")
    assert caught.value.message == "address.password" and "secret" not in repr(caught.value)


@pytest.mark.parametrize(
    ("remote", "project"),
    [
        ("https://gerrit.example.org/r/a/deep/vision", "deep/vision"),
        ("ssh://dana@gerrit.example.org:29418/deep/vision.git", "deep/vision"),
        ("dana@gerrit.example.org:deep/vision.git", "deep/vision"),
        ("https://mirror.example.com/deep/vision.git", ""),
        ("/srv/mirrors/vision.git", ""),
    ],
)
def test_the_project_is_what_a_remote_calls_it_where_nothing_else_names_it(
    world: World, workspace: Workspace, remote: str, project: str
) -> None:
    write_change(world, 7, [world.commit("Reword", SECOND, change_id=IDS[7])], subject="Reword")
    world.git("remote", "add", "origin", remote)
    with closing(world.open("again")) as again:
        found = find_server(again, resolve_change(again, "7"), address="https://gerrit.example.org/r")
    assert found == Server(root="https://gerrit.example.org/r", project=project)


def test_the_project_stands_in_the_address_of_a_changes_page(world: World, workspace: Workspace) -> None:
    write_change(world, 7, [world.commit("Reword", SECOND, change_id=IDS[7])], subject="Reword")
    page = "https://gerrit.example.org/c/deep/vision/+/7/2"
    found = find_server(workspace, resolve_change(workspace, "7"), address=page)
    assert found == Server(root="https://gerrit.example.org", project="deep/vision")
