"""Where a change is opened."""

import pytest

from tests.services.gerrit_world import write_change, write_comments
from tests.services.review_world import FIRST, IDS, PATH, SECOND, World
from visioneditor.errors import VisionEditorError
from visioneditor.services.change_opening import find_opened
from visioneditor.services.workspace import Workspace


@pytest.fixture
def world(world: World) -> World:
    """Change 7: a page, then the vision beside it; change 8: no document; change 9: the vision is taken away."""
    world.git("checkout", "-q", "-b", "work")
    page = world.commit("A page", "# A page\n\nWords.\n", path="a-page.md", change_id=IDS[7])
    (world.folder / PATH).write_text(SECOND)
    world.git("add", PATH)
    both = world.commit("Both", "# A page\n\nWords.\n", path="a-page.md", amend=True, change_id=IDS[7])
    write_change(world, 7, [page, both], subject="Both")
    world.git("checkout", "-q", "-b", "code", "main")
    write_change(world, 8, [world.commit("Code", "x = 1\n", path="code.py", change_id=IDS[8])])
    world.git("rm", "-q", PATH)
    world.git("commit", "-q", "-m", "Gone")
    write_change(world, 9, [world.git("rev-parse", "HEAD")])
    return world


def test_newest_patch_set_is_compared_with_its_base_at_the_vision(workspace: Workspace) -> None:
    opened = find_opened(workspace, "7")
    assert (opened.path, opened.compared, opened.revision) == (PATH, ("7/2^", "7/2"), "7/2")


def test_document_that_is_spoken_of_goes_before_others(workspace: Workspace, world: World) -> None:
    world.git("checkout", "-q", "-b", "pages", "main")
    world.commit("Pages", "# A\n", path="a.md")
    pages = world.commit("Pages", "# B\n", path="b.md", amend=True)
    write_change(world, 4, [pages])
    assert find_opened(workspace, "4").path == "a.md"
    write_comments(world, 4, pages, ("a_1", 1002, "Why?", True), path="b.md")
    assert find_opened(workspace, "4").path == "b.md"


def test_document_that_is_gone_is_read_in_the_base(workspace: Workspace) -> None:
    opened = find_opened(workspace, "9")
    assert (opened.path, opened.compared, opened.revision) == (PATH, ("9/1^", "9/1"), "9/1^")


def test_document_of_another_name_is_opened_under_it(workspace: Workspace, world: World) -> None:
    world.git("checkout", "-q", "-b", "renamed", "main")
    world.git("mv", PATH, "goals.rst")
    wrapped = FIRST.replace("\n\n", "\0").replace(" ", "\n").replace("\0", "\n\n")  # git sees no line of the old one
    renamed = world.commit("Another name", wrapped, path="goals.rst")
    write_change(world, 4, [renamed])
    write_comments(world, 4, renamed, ("a_1", 1002, "Why?", True))
    opened = find_opened(workspace, "4")
    assert (opened.path, opened.revision) == ("goals.rst", "4/1")


def test_branch_is_compared_by_its_name(workspace: Workspace, world: World) -> None:
    world.git("checkout", "-q", "-b", "mine", "main")
    world.commit("Mine", FIRST.replace("Goals", "Aims "))
    opened = find_opened(workspace, "refs/heads/mine")
    assert opened.compared == (world.made["Begin a vision"], "refs/heads/mine")


def test_first_commit_of_all_is_beside_itself(workspace: Workspace, world: World) -> None:
    first = world.made["Begin a vision"]
    assert find_opened(workspace, first).compared == (first, first)


def test_change_without_a_document_says_what_it_changes(workspace: Workspace) -> None:
    with pytest.raises(VisionEditorError, match=r"Change 8 touches no document: code\.py\."):
        find_opened(workspace, "8")
