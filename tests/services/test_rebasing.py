"""A draft on a newer base: what came in is in it, and what both wrote is counted and left."""

import pytest

from tests.services.review_world import PATH, SECOND, World
from visioneditor.core.document.model import Document
from visioneditor.errors import VisionEditorError
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import load_document
from visioneditor.services.rebasing import parse_draft, rebase_draft
from visioneditor.services.workspace import Workspace


def drafted(base: LoadedDocument, words: str) -> Document:
    return parse_draft(base, base.document.text + words)


def test_what_came_in_and_what_was_drafted_are_both_there(world: World, workspace: Workspace) -> None:
    world.commit("Go on", SECOND)
    base = load_document(workspace, "HEAD", PATH)
    world.commit("Say it anew", SECOND.replace("Aim", "Aims", 1) if "Aim" in SECOND else "Before it.\n\n" + SECOND)
    rebased = rebase_draft(workspace, base, drafted(base, "\nMine.\n"), "HEAD")
    assert rebased is not None
    newest = load_document(workspace, "HEAD", PATH)
    assert rebased.is_whole
    assert rebased.base == newest
    assert rebased.text == newest.document.text + "\nMine.\n"


def test_a_draft_whose_document_did_not_change_is_up_to_date(world: World, workspace: Workspace) -> None:
    base = load_document(workspace, "HEAD", PATH)
    world.commit("Elsewhere", "x\n", path="other.rst")
    assert rebase_draft(workspace, base, drafted(base, "\nMine.\n"), "HEAD") is None


def test_what_both_wrote_in_one_place_is_counted(world: World, workspace: Workspace) -> None:
    base = load_document(workspace, "HEAD", PATH)
    world.commit("Theirs", base.document.text + "\nTheirs.\n")
    rebased = rebase_draft(workspace, base, drafted(base, "\nMine.\n"), "HEAD")
    assert rebased is not None
    assert (rebased.conflicts, rebased.is_whole) == (1, False)


def test_a_document_that_is_gone_is_said_to_be(world: World, workspace: Workspace) -> None:
    base = load_document(workspace, "HEAD", PATH)
    world.git("rm", "-q", PATH)
    world.git("commit", "-qm", "Drop it")
    with pytest.raises(VisionEditorError, match="no document"):
        rebase_draft(workspace, base, drafted(base, ""), "HEAD")
