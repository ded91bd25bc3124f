"""A document moves with all links kept, as one commit in which git sees a rename."""

import pytest

from tests.services.review_world import FIRST, PATH, World
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Signature
from visioneditor.services.drafting import commit_draft, save_draft
from visioneditor.services.renaming import plan_renaming
from visioneditor.services.workspace import Workspace

INDEX = ".. toctree::\n\n   vision\n"


def test_a_renamed_document_takes_the_links_to_it_along_in_one_commit(world: World, workspace: Workspace) -> None:
    world.commit("An index", INDEX, path="index.rst")
    world.commit("Other", "See :ref:`vision`.\n", path="other.rst")
    plan = plan_renaming(workspace, PATH, "aims/vision.rst")
    assert [(other.file.path, other.links) for other in plan.others] == [("index.rst", 1)]
    files = [plan.new, plan.old, *(other.file for other in plan.others)]
    commit_draft(workspace, files, branch="main", message="Move", author=Signature(name="A", mail="a@example.org"))
    shown = world.git("show", "-M", "--format=", "--name-status").split()
    assert shown == ["R100", PATH, "aims/vision.rst", "M", "index.rst"]
    assert world.git("status", "--porcelain") == ""
    assert (world.folder / "index.rst").read_text() == INDEX.replace("vision", "aims/vision")
    assert (world.folder / "aims" / "vision.rst").read_text() == FIRST


def test_what_cannot_be_renamed_says_why(world: World, workspace: Workspace) -> None:
    base = world.commit("An index", INDEX, path="index.rst")
    for old, new, message in (
        ("gone.rst", "x.rst", "document.unknown"), (PATH, "index.rst", "document.exists"),
        (PATH, "../x.rst", "path.bad"), (PATH, "x.md", "path.bad"),
    ):  # fmt: skip
        with pytest.raises(VisionEditorError) as raised:
            plan_renaming(workspace, old, new)
        assert raised.value.message == message
    save_draft(workspace, "index.rst", "draft", base_revision=base)
    with pytest.raises(VisionEditorError, match="is being drafted"):
        plan_renaming(workspace, PATH, "x.rst")
